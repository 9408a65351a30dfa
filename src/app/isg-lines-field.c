/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-lines-field.h"

#include <glib/gi18n.h>

#include "app/isg-date-field.h"
#include "app/isg-text-field.h"

struct _IsgLinesField {
  IsgField parent_instance;

  GtkBox *body;    /* (unowned): lines, then the button */
  GtkBox *lines;   /* (unowned) */
  GtkButton *add;  /* (unowned) */
  GPtrArray *rows; /* (element-type Row) */
};

typedef struct {
  GPtrArray *inputs; /* (element-type IsgField) (unowned): children of lines */
} Row;

G_DEFINE_FINAL_TYPE (IsgLinesField, isg_lines_field, ISG_TYPE_FIELD)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_ptr_array_unref (row->inputs);
  g_free (row);
}

static guint
most_rows (IsgLinesField *self)
{
  IsgDecimal most = { 0 };

  return (isg_field_def_limits (isg_field_def (ISG_FIELD (self)), NULL, &most) & 2) != 0
           ? (guint) most.unscaled
           : G_MAXUINT;
}

static void
update_add (IsgLinesField *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->add),
                          isg_field_is_editable (ISG_FIELD (self))
                            && self->rows->len < most_rows (self));
}

static void
changed_cb (IsgLinesField *self)
{
  isg_field_emit_changed (ISG_FIELD (self));
}

static void
answered_cb (IsgLinesField *self)
{
  isg_field_emit_answered (ISG_FIELD (self));
}

static void
add_input (IsgLinesField *self, Row *row, GtkBox *line, const IsgFieldDef *def)
{
  GType type
    = isg_field_def_type (def) == ISG_VALUE_DATE ? ISG_TYPE_DATE_FIELD : ISG_TYPE_TEXT_FIELD;
  IsgField *input = g_object_new (type, "field-id", isg_field_def_id (def), NULL);
  GtkWidget *list = gtk_list_box_new ();

  isg_field_set_kind (input, isg_field_kind (ISG_FIELD (self)));
  isg_field_bind (input, isg_field_context (ISG_FIELD (self)), def);
  g_object_set (input, "editable", isg_field_is_editable (ISG_FIELD (self)), NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "inner-list");
  gtk_widget_set_hexpand (list, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  isg_field_label (input),
                                  -1);
  gtk_list_box_append (GTK_LIST_BOX (list), GTK_WIDGET (input));
  gtk_box_append (line, list);
  g_ptr_array_add (row->inputs, input);
  g_signal_connect_object (input, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (input, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
}

/* Two inputs beside each other: the texts, then the days. */
static Row *
add_row (IsgLinesField *self)
{
  GPtrArray *defs = isg_field_def_fields (isg_field_def (ISG_FIELD (self)));
  Row *row = g_new0 (Row, 1);
  GtkBox *line = NULL;

  row->inputs = g_ptr_array_new ();
  for (guint i = 0; i < defs->len; i++) {
    if (i % 2 == 0) {
      line = GTK_BOX (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
      gtk_box_set_homogeneous (line, TRUE);
      gtk_box_append (self->lines, GTK_WIDGET (line));
    }
    add_input (self, row, line, g_ptr_array_index (defs, i));
  }
  g_ptr_array_add (self->rows, row);
  update_add (self);
  return row;
}

static void
add_cb (IsgLinesField *self)
{
  Row *row = add_row (self);

  isg_field_grab (g_ptr_array_index (row->inputs, 0), NULL);
}

/* ---- values ---- */

/* (nullable): a row in which nothing stands is none. */
static IsgFields *
get_row (const Row *row)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) fields = NULL;

  for (guint i = 0; i < row->inputs->len; i++) {
    IsgField *input = g_ptr_array_index (row->inputs, i);

    isg_fields_builder_set (builder, isg_field_id (input), isg_field_get_value (input));
  }
  fields = isg_fields_builder_end (builder);
  return isg_fields_size (fields) > 0 ? g_steal_pointer (&fields) : NULL;
}

static IsgValue *
isg_lines_field_get_value (IsgField *field)
{
  IsgLinesField *self = ISG_LINES_FIELD (field);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < self->rows->len; i++) {
    IsgFields *fields = get_row (g_ptr_array_index (self->rows, i));

    if (fields != NULL)
      g_ptr_array_add (groups, fields);
  }
  return groups->len > 0 ? isg_value_new_groups (groups) : NULL;
}

static void
isg_lines_field_set_value (IsgField *field, IsgValue *value)
{
  IsgLinesField *self = ISG_LINES_FIELD (field);
  GtkWidget *line;

  while ((line = gtk_widget_get_first_child (GTK_WIDGET (self->lines))) != NULL)
    gtk_box_remove (self->lines, line);
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < isg_value_n_groups (value); i++) {
    Row *row = add_row (self);

    for (guint j = 0; j < row->inputs->len; j++) {
      IsgField *input = g_ptr_array_index (row->inputs, j);

      isg_field_set_value (input,
                           isg_fields_get (isg_value_group (value, i), isg_field_id (input)));
    }
  }
  update_add (self);
}

static void
isg_lines_field_grab (IsgField *field, const char *path)
{
  IsgLinesField *self = ISG_LINES_FIELD (field);
  Row *first = self->rows->len > 0 ? g_ptr_array_index (self->rows, 0) : NULL;

  if (first != NULL)
    isg_field_grab (g_ptr_array_index (first->inputs, 0), NULL);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->add));
}

/* ---- class ---- */

static void
isg_lines_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  ISG_FIELD_CLASS (isg_lines_field_parent_class)->bind (field, context, def);
  update_add (ISG_LINES_FIELD (field));
}

static void
editable_cb (IsgLinesField *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    Row *row = g_ptr_array_index (self->rows, i);

    for (guint j = 0; j < row->inputs->len; j++)
      g_object_set (g_ptr_array_index (row->inputs, j),
                    "editable",
                    isg_field_is_editable (ISG_FIELD (self)),
                    NULL);
  }
  update_add (self);
}

static void
isg_lines_field_finalize (GObject *object)
{
  g_ptr_array_unref (ISG_LINES_FIELD (object)->rows);
  G_OBJECT_CLASS (isg_lines_field_parent_class)->finalize (object);
}

static void
isg_lines_field_class_init (IsgLinesFieldClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = isg_lines_field_finalize;
  field_class->bind = isg_lines_field_bind;
  field_class->get_value = isg_lines_field_get_value;
  field_class->set_value = isg_lines_field_set_value;
  field_class->grab = isg_lines_field_grab;
}

static void
isg_lines_field_init (IsgLinesField *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->body = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  self->lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  self->add = GTK_BUTTON (gtk_button_new_with_label (_ ("Add row")));
  gtk_widget_set_halign (GTK_WIDGET (self->add), GTK_ALIGN_START);
  gtk_box_append (self->body, GTK_WIDGET (self->lines));
  gtk_box_append (self->body, GTK_WIDGET (self->add));
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->add), GTK_WIDGET (self->body));
  g_signal_connect_object (self->add, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::editable", G_CALLBACK (editable_cb), NULL);
}
