/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-tests-field.h"

#include <string.h>

#include "app/isg-test-row.h"

struct _IsgTestsField {
  IsgField parent_instance;

  GtkListBox *list;  /* (unowned) */
  GPtrArray *rows;   /* (element-type IsgTestRow) (unowned) */
  GPtrArray *others; /* (element-type IsgFields): groups that have no row */
};

G_DEFINE_FINAL_TYPE (IsgTestsField, isg_tests_field, ISG_TYPE_FIELD)

static const char *
code_of (IsgTestsField *self, IsgFields *group)
{
  const IsgFieldDef *about
    = g_ptr_array_index (isg_field_def_fields (isg_field_def (ISG_FIELD (self))), 0);

  return isg_value_text (isg_fields_get (group, isg_field_def_id (about)));
}

static IsgTestRow *
row_of_code (IsgTestsField *self, const char *code)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_strcmp0 (isg_test_row_code (g_ptr_array_index (self->rows, i)), code) == 0)
      return g_ptr_array_index (self->rows, i);
  return NULL;
}

/* ---- values ---- */

static GPtrArray *
get_groups (IsgTestsField *self)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);

  for (guint i = 0; i < self->rows->len; i++) {
    IsgFields *group = isg_test_row_get (g_ptr_array_index (self->rows, i));

    if (group != NULL)
      g_ptr_array_add (groups, group);
  }
  for (guint i = 0; i < self->others->len; i++)
    g_ptr_array_add (groups, isg_fields_ref (g_ptr_array_index (self->others, i)));
  return groups;
}

static IsgValue *
isg_tests_field_get_value (IsgField *field)
{
  g_autoptr (GPtrArray) groups = get_groups (ISG_TESTS_FIELD (field));

  return groups->len > 0 ? isg_value_new_groups (groups) : NULL;
}

static void
isg_tests_field_set_value (IsgField *field, IsgValue *value)
{
  IsgTestsField *self = ISG_TESTS_FIELD (field);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_ptr_array_set_size (self->others, 0);
  for (guint i = 0; i < isg_value_n_groups (value); i++) {
    IsgFields *group = isg_value_group (value, i);
    const char *code = code_of (self, group);
    IsgTestRow *row = row_of_code (self, code);

    /* A second one about the same, and one about what is no longer listed, stay as they are. */
    if (row != NULL && g_hash_table_add (seen, (gpointer) code))
      isg_test_row_set (row, group);
    else
      g_ptr_array_add (self->others, isg_fields_ref (group));
  }
  for (guint i = 0; i < self->rows->len; i++) {
    IsgTestRow *row = g_ptr_array_index (self->rows, i);

    if (!g_hash_table_contains (seen, isg_test_row_code (row)))
      isg_test_row_set (row, NULL);
  }
}

/* What is typed and no value yet: a line for each, code, field and text. */
static char *
isg_tests_field_get_raw (IsgField *field)
{
  IsgTestsField *self = ISG_TESTS_FIELD (field);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < self->rows->len; i++) {
    IsgTestRow *row = g_ptr_array_index (self->rows, i);
    GPtrArray *inputs = isg_test_row_fields (row);

    for (guint j = 0; j < inputs->len; j++) {
      g_autofree char *raw = isg_field_get_raw (g_ptr_array_index (inputs, j));

      if (raw != NULL)
        g_string_append_printf (lines,
                                "%s\t%s\t%s\n",
                                isg_test_row_code (row),
                                isg_field_id (g_ptr_array_index (inputs, j)),
                                raw);
    }
  }
  return g_string_free (lines, lines->len == 0);
}

static void
isg_tests_field_set_raw (IsgField *field, const char *raw)
{
  IsgTestsField *self = ISG_TESTS_FIELD (field);
  g_auto (GStrv) lines = g_strsplit (raw, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (lines[i], "\t", 3);
    IsgTestRow *row = g_strv_length (parts) == 3 ? row_of_code (self, parts[0]) : NULL;
    IsgField *input = row != NULL ? isg_test_row_field (row, parts[1]) : NULL;

    if (input != NULL)
      isg_field_set_raw (input, parts[2]);
  }
}

/* ---- places ---- */

/* The row that is the @index-th group now; NULL: it has no row. */
static IsgTestRow *
row_at (IsgTestsField *self, guint index)
{
  for (guint i = 0; i < self->rows->len; i++) {
    IsgTestRow *row = g_ptr_array_index (self->rows, i);
    g_autoptr (IsgFields) group = isg_test_row_get (row);

    if (group != NULL && index-- == 0)
      return row;
  }
  return NULL;
}

/* "lab_tests[2].date" → the row and the field in it, both perhaps NULL. */
static IsgField *
input_at (IsgTestsField *self, const char *path, IsgTestRow **out_row)
{
  const char *bracket = path != NULL ? strchr (path, '[') : NULL;
  const char *point = bracket != NULL ? strchr (bracket, '.') : NULL;

  *out_row = NULL;
  if (bracket == NULL)
    return NULL;
  *out_row = row_at (self, (guint) g_ascii_strtoull (bracket + 1, NULL, 10));
  return *out_row != NULL && point != NULL ? isg_test_row_field (*out_row, point + 1) : NULL;
}

/* Work goes on at what was ordered and has no result. */
static IsgTestRow *
first_row (IsgTestsField *self)
{
  for (guint i = 0; i < self->rows->len; i++) {
    IsgTestRow *row = g_ptr_array_index (self->rows, i);

    if (g_strcmp0 (isg_test_row_state (row), "ordered") == 0)
      return row;
  }
  return self->rows->len > 0 ? g_ptr_array_index (self->rows, 0) : NULL;
}

static void
isg_tests_field_grab (IsgField *field, const char *path)
{
  IsgTestsField *self = ISG_TESTS_FIELD (field);
  IsgTestRow *row = NULL;
  IsgField *input = input_at (self, path, &row);

  if (input != NULL && gtk_widget_is_visible (GTK_WIDGET (input)))
    isg_field_grab (input, NULL);
  else if (row != NULL || first_row (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row != NULL ? row : first_row (self)));
}

static void
show_at (IsgTestsField *self, IsgField *input, GPtrArray *findings)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);

  for (guint i = 0; i < findings->len; i++) {
    IsgFinding *finding = g_ptr_array_index (findings, i);
    IsgTestRow *row;

    if (input_at (self, isg_finding_path (finding), &row) == input)
      g_ptr_array_add (shown, isg_finding_ref (finding));
  }
  if (input != NULL)
    isg_field_show_findings (input, shown);
  else
    ISG_FIELD_CLASS (isg_tests_field_parent_class)->show_findings (ISG_FIELD (self), shown);
}

static void
isg_tests_field_show_findings (IsgField *field, GPtrArray *findings)
{
  IsgTestsField *self = ISG_TESTS_FIELD (field);

  show_at (self, NULL, findings);
  for (guint i = 0; i < self->rows->len; i++) {
    GPtrArray *inputs = isg_test_row_fields (g_ptr_array_index (self->rows, i));

    for (guint j = 0; j < inputs->len; j++)
      show_at (self, g_ptr_array_index (inputs, j), findings);
  }
}

/* ---- class ---- */

static void
changed_cb (IsgTestsField *self)
{
  isg_field_emit_changed (ISG_FIELD (self));
}

static void
answered_cb (IsgTestsField *self)
{
  isg_field_emit_answered (ISG_FIELD (self));
}

static void
isg_tests_field_bind (IsgField *field, IsgContext *context, const IsgFieldDef *def)
{
  IsgTestsField *self = ISG_TESTS_FIELD (field);
  const IsgFieldDef *about = g_ptr_array_index (isg_field_def_fields (def), 0);
  const IsgCodeList *codes = isg_field_def_code_list (about);

  ISG_FIELD_CLASS (isg_tests_field_parent_class)->bind (field, context, def);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  isg_field_label (field),
                                  -1);
  for (guint i = 0; i < isg_code_list_size (codes); i++) {
    const IsgCode *code = isg_code_list_nth (codes, i);
    IsgTestRow *row;

    if (!code->active)
      continue;
    row = isg_test_row_new (context, isg_field_kind (field), def, code->code);
    gtk_list_box_append (self->list, GTK_WIDGET (row));
    g_ptr_array_add (self->rows, row);
    g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
    g_signal_connect_object (row, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  }
}

static void
editable_cb (IsgTestsField *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    isg_test_row_set_editable (g_ptr_array_index (self->rows, i),
                               isg_field_is_editable (ISG_FIELD (self)));
}

static void
isg_tests_field_dispose (GObject *object)
{
  g_ptr_array_set_size (ISG_TESTS_FIELD (object)->rows, 0);
  G_OBJECT_CLASS (isg_tests_field_parent_class)->dispose (object);
}

static void
isg_tests_field_finalize (GObject *object)
{
  IsgTestsField *self = ISG_TESTS_FIELD (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->others);
  G_OBJECT_CLASS (isg_tests_field_parent_class)->finalize (object);
}

static void
isg_tests_field_class_init (IsgTestsFieldClass *klass)
{
  IsgFieldClass *field_class = ISG_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_tests_field_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_tests_field_finalize;
  field_class->bind = isg_tests_field_bind;
  field_class->get_value = isg_tests_field_get_value;
  field_class->set_value = isg_tests_field_set_value;
  field_class->get_raw = isg_tests_field_get_raw;
  field_class->set_raw = isg_tests_field_set_raw;
  field_class->show_findings = isg_tests_field_show_findings;
  field_class->grab = isg_tests_field_grab;
}

static void
isg_tests_field_init (IsgTestsField *self)
{
  self->rows = g_ptr_array_new ();
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "inner-list");
  isg_field_set_input_unnamed (ISG_FIELD (self), GTK_WIDGET (self->list), GTK_WIDGET (self->list));
  g_signal_connect (self, "notify::editable", G_CALLBACK (editable_cb), NULL);
}
