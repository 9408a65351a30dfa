/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-topic-group.h"

#include <glib/gi18n.h>

#include "app/isg-training-view.h"

struct _IsgTopicGroup {
  GtkBox parent_instance;

  char *id;
  GtkLabel *sum;        /* (unowned) */
  GtkBox *columns;      /* (unowned) */
  GtkListBox *lists[2]; /* (unowned): in @columns */
};

G_DEFINE_FINAL_TYPE (IsgTopicGroup, isg_topic_group, GTK_TYPE_BOX)

const char *
isg_topic_group_id (IsgTopicGroup *self)
{
  g_return_val_if_fail (ISG_IS_TOPIC_GROUP (self), NULL);

  return self->id;
}

void
isg_topic_group_append (IsgTopicGroup *self, IsgTopicRow *row, guint column)
{
  g_return_if_fail (ISG_IS_TOPIC_GROUP (self));
  g_return_if_fail (column < G_N_ELEMENTS (self->lists));

  gtk_list_box_append (self->lists[column], GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->lists[column]), TRUE);
}

void
isg_topic_group_set_sum (IsgTopicGroup *self, IsgDecimal minutes)
{
  g_autofree char *number = isg_training_number (minutes);
  /* Translators: minutes of a group of topics; Turkish: %s dk */
  g_autofree char *text = g_strdup_printf (_ ("%s min"), number);

  g_return_if_fail (ISG_IS_TOPIC_GROUP (self));

  gtk_label_set_label (self->sum, minutes.unscaled > 0 ? text : "");
}

void
isg_topic_group_set_narrow (IsgTopicGroup *self, gboolean narrow)
{
  g_return_if_fail (ISG_IS_TOPIC_GROUP (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->columns),
                                  narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
  gtk_box_set_spacing (self->columns, narrow ? 0 : 18);
  gtk_box_set_homogeneous (self->columns, !narrow);
}

static GtkListBox *
make_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_set_hexpand (list, TRUE);
  gtk_widget_set_visible (list, FALSE);
  gtk_widget_add_css_class (list, "topics");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_LIST_BOX (list);
}

static GtkWidget *
make_heading (IsgTopicGroup *self, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);

  self->sum = GTK_LABEL (gtk_label_new (""));
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0.0F);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->sum), "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->sum), "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->sum));
  return box;
}

static void
isg_topic_group_finalize (GObject *object)
{
  g_free (ISG_TOPIC_GROUP (object)->id);
  G_OBJECT_CLASS (isg_topic_group_parent_class)->finalize (object);
}

static void
isg_topic_group_class_init (IsgTopicGroupClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_topic_group_finalize;
}

static void
isg_topic_group_init (IsgTopicGroup *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  self->columns = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0));
}

IsgTopicGroup *
isg_topic_group_new (const char *id, const char *name)
{
  IsgTopicGroup *self = g_object_new (ISG_TYPE_TOPIC_GROUP, NULL);

  self->id = g_strdup (id);
  gtk_box_append (GTK_BOX (self), make_heading (self, name));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->columns));
  for (guint i = 0; i < G_N_ELEMENTS (self->lists); i++) {
    self->lists[i] = make_list (name);
    gtk_box_append (self->columns, GTK_WIDGET (self->lists[i]));
  }
  isg_topic_group_set_narrow (self, FALSE);
  return self;
}
