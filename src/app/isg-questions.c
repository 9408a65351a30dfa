/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-questions.h"

#include "app/isg-field.h"
#include "rules/isg-entry.h"

#define MOST_COLUMNS 3

struct _IsgQuestions {
  GtkBox parent_instance;

  GPtrArray *fields; /* (element-type IsgField) (owned): in reading order; children of the lists */
  GtkListBox *lists[MOST_COLUMNS]; /* (unowned): our children */
  guint n_columns;
};

static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IsgQuestions,
                               isg_questions,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static gboolean
follows (IsgField *field)
{
  const IsgFieldDef *def = isg_field_def (field);

  return def != NULL && isg_field_def_follows (def);
}

static guint
count_heads (IsgQuestions *self)
{
  guint n = 0;

  for (guint i = 0; i < self->fields->len; i++)
    n += follows (g_ptr_array_index (self->fields, i)) ? 0 : 1;
  return n;
}

static void
place (IsgQuestions *self, IsgField *field, guint column)
{
  GtkWidget *present = gtk_widget_get_parent (GTK_WIDGET (field));

  if (present != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (present), GTK_WIDGET (field));
  gtk_list_box_append (self->lists[column], GTK_WIDGET (field));
}

void
isg_questions_set_columns (IsgQuestions *self, guint n)
{
  guint heads, each;
  guint head = 0;

  g_return_if_fail (ISG_IS_QUESTIONS (self));

  n = CLAMP (n, 1, MOST_COLUMNS);
  if (self->n_columns == n)
    return;
  self->n_columns = n;
  heads = count_heads (self);
  each = (heads + n - 1) / n;
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    if (!follows (field))
      head++;
    place (self, field, each > 0 ? MIN ((MAX (head, 1) - 1) / each, n - 1) : 0);
  }
  for (guint i = 0; i < MOST_COLUMNS; i++)
    gtk_widget_set_visible (GTK_WIDGET (self->lists[i]), i < n);
}

static void
isg_questions_add_child (GtkBuildable *buildable,
                         GtkBuilder *builder,
                         GObject *child,
                         const char *type)
{
  IsgQuestions *self = ISG_QUESTIONS (buildable);

  if (!ISG_IS_FIELD (child)) {
    GtkBuildableIface *parent = g_type_interface_peek_parent (GTK_BUILDABLE_GET_IFACE (buildable));

    parent->add_child (buildable, builder, child, type);
    return;
  }
  g_ptr_array_add (self->fields, g_object_ref_sink (child));
  gtk_list_box_append (self->lists[0], GTK_WIDGET (child));
}

static void
buildable_init (GtkBuildableIface *iface)
{
  iface->add_child = isg_questions_add_child;
}

static void
isg_questions_dispose (GObject *object)
{
  g_ptr_array_set_size (ISG_QUESTIONS (object)->fields, 0);
  G_OBJECT_CLASS (isg_questions_parent_class)->dispose (object);
}

static void
isg_questions_finalize (GObject *object)
{
  g_ptr_array_unref (ISG_QUESTIONS (object)->fields);
  G_OBJECT_CLASS (isg_questions_parent_class)->finalize (object);
}

static void
isg_questions_class_init (IsgQuestionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_questions_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_questions_finalize;
}

static void
isg_questions_init (IsgQuestions *self)
{
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_box_set_homogeneous (GTK_BOX (self), TRUE);
  for (guint i = 0; i < MOST_COLUMNS; i++) {
    self->lists[i] = GTK_LIST_BOX (gtk_list_box_new ());
    gtk_list_box_set_selection_mode (self->lists[i], GTK_SELECTION_NONE);
    gtk_widget_set_valign (GTK_WIDGET (self->lists[i]), GTK_ALIGN_START);
    gtk_widget_set_hexpand (GTK_WIDGET (self->lists[i]), TRUE);
    gtk_widget_set_visible (GTK_WIDGET (self->lists[i]), i == 0);
    gtk_widget_add_css_class (GTK_WIDGET (self->lists[i]), "boxed-list");
    gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->lists[i]));
  }
}
