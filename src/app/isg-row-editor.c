/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-row-editor.h"

#include <string.h>

#include "app/isg-choice-field.h"
#include "app/isg-entry-field.h"
#include "app/isg-form-section.h"
#include "app/isg-form-view.h"
#include "app/isg-more-row.h"
#include "app/isg-pick-field.h"
#include "app/isg-professional-sheet.h"
#include "app/isg-window.h"

struct _IsgRowEditor {
  AdwBin parent_instance;

  IsgContext *context;     /* (owned) */
  const IsgKind *kind;     /* (unowned): the rule pack's */
  const IsgFieldDef *list; /* (unowned): the rule pack's */
  GPtrArray *fields;       /* (element-type IsgField) (unowned): our children */
  GHashTable *touched;     /* ids of fields that were left */
  IsgFields *row;          /* (owned): as it was set, with what is not asked here */
  IsgRecord *record;       /* (owned) (nullable) */
  GPtrArray *findings;     /* (owned) (nullable) (element-type IsgFinding): the last ones */
  guint index;
  gboolean filling; /* the program writes, not the user */
};

enum {
  CHANGED,
  ACT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgRowEditor, isg_row_editor, ADW_TYPE_BIN)

IsgField *
isg_row_editor_field (IsgRowEditor *self, const char *id)
{
  g_return_val_if_fail (ISG_IS_ROW_EDITOR (self), NULL);

  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    if (g_strcmp0 (isg_field_id (field), id) == 0)
      return field;
  }
  return NULL;
}

/* ---- values ---- */

static void
fill_field (IsgField *field, IsgValue *value, const char *raw)
{
  g_autoptr (IsgValue) present = isg_field_get_value (field);
  g_autofree char *present_raw = isg_field_get_raw (field);

  if (isg_value_equal (present, value) && g_strcmp0 (present_raw, raw) == 0)
    return;
  isg_field_set_value (field, value);
  if (raw != NULL)
    isg_field_set_raw (field, raw);
}

void
isg_row_editor_set (IsgRowEditor *self, IsgFields *fields, GHashTable *raw)
{
  g_return_if_fail (ISG_IS_ROW_EDITOR (self));
  g_return_if_fail (fields != NULL);

  isg_fields_ref (fields);
  isg_fields_unref (self->row);
  self->row = fields;
  self->filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);
    const char *id = isg_field_id (field);

    fill_field (field,
                isg_fields_get (fields, id),
                raw != NULL ? g_hash_table_lookup (raw, id) : NULL);
  }
  self->filling = FALSE;
}

IsgFields *
isg_row_editor_fields (IsgRowEditor *self)
{
  IsgFields *row;

  g_return_val_if_fail (ISG_IS_ROW_EDITOR (self), NULL);

  row = isg_fields_ref (self->row);
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);
    g_autoptr (IsgValue) value = isg_field_get_value (field);
    g_autoptr (IsgFields) before = row;

    row = isg_fields_with (before, isg_field_id (field), value);
  }
  return row;
}

GHashTable *
isg_row_editor_raw (IsgRowEditor *self)
{
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  g_return_val_if_fail (ISG_IS_ROW_EDITOR (self), all);

  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);
    char *raw = isg_field_get_raw (field);

    if (raw != NULL)
      g_hash_table_insert (all, g_strdup (isg_field_id (field)), raw);
  }
  return all;
}

static void
changed_cb (IsgRowEditor *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- findings ---- */

/* "victims[2].injury_type" of row 2 of "victims" is "injury_type". */
static const char *
field_in_row (IsgRowEditor *self, const IsgFinding *finding, guint row)
{
  const char *path = isg_finding_path (finding);
  g_autofree char *place = g_strdup_printf ("%s[%u].", isg_field_def_id (self->list), row);

  return path != NULL && g_str_has_prefix (path, place) ? path + strlen (place) : NULL;
}

static char *
typed_text (IsgField *field)
{
  if (ISG_IS_ENTRY_FIELD (field))
    return g_strdup (
      gtk_editable_get_text (GTK_EDITABLE (isg_entry_field_entry (ISG_ENTRY_FIELD (field)))));
  return g_strdup ("");
}

static void
show_in_field (IsgRowEditor *self, IsgField *field)
{
  g_autoptr (GPtrArray) shown = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  gboolean touched = g_hash_table_contains (self->touched, isg_field_id (field));
  g_autofree char *typed = typed_text (field);

  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++) {
    IsgFinding *finding = g_ptr_array_index (self->findings, i);

    if (g_strcmp0 (field_in_row (self, finding, self->index), isg_field_id (field)) == 0
        && (touched || isg_form_view_is_hopeless (isg_field_def (field), typed, finding)))
      g_ptr_array_add (shown, isg_finding_ref (finding));
  }
  isg_field_show_findings (field, shown);
}

static void
show_in_fields (IsgRowEditor *self)
{
  for (guint i = 0; i < self->fields->len; i++)
    show_in_field (self, g_ptr_array_index (self->fields, i));
}

void
isg_row_editor_show_findings (IsgRowEditor *self, GPtrArray *findings, guint row)
{
  g_return_if_fail (ISG_IS_ROW_EDITOR (self));
  g_return_if_fail (findings != NULL);

  g_ptr_array_ref (findings);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = findings;
  self->index = row;
  show_in_fields (self);
}

void
isg_row_editor_judge (IsgRowEditor *self)
{
  g_return_if_fail (ISG_IS_ROW_EDITOR (self));

  for (guint i = 0; i < self->fields->len; i++)
    g_hash_table_add (self->touched, (gpointer) isg_field_id (g_ptr_array_index (self->fields, i)));
  show_in_fields (self);
}

static void
left_cb (IsgRowEditor *self, IsgField *field)
{
  if (gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  g_hash_table_add (self->touched, (gpointer) isg_field_id (field));
  show_in_field (self, field);
}

static void
act_cb (IsgField *field, const char *code, IsgRowEditor *self)
{
  g_signal_emit (self, signals[ACT], 0, field, code);
}

/* ---- what depends on other fields ---- */

static gboolean
is_required (IsgRowEditor *self, IsgField *field)
{
  return isg_form_view_is_required_in_row (isg_context_rules (self->context),
                                           self->record,
                                           isg_field_def_id (self->list),
                                           self->index,
                                           isg_field_def (field));
}

void
isg_row_editor_record_changed (IsgRowEditor *self, IsgRecord *record, guint row)
{
  g_return_if_fail (ISG_IS_ROW_EDITOR (self));

  isg_record_ref (record);
  g_clear_pointer (&self->record, isg_record_unref);
  self->record = record;
  self->index = row;
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    isg_field_record_changed (field, record);
    isg_field_set_required (field, isg_field_is_editable (field) && is_required (self, field));
  }
  isg_more_row_update_below (GTK_WIDGET (self));
}

void
isg_row_editor_set_editable (IsgRowEditor *self, gboolean editable)
{
  g_return_if_fail (ISG_IS_ROW_EDITOR (self));

  for (guint i = 0; i < self->fields->len; i++)
    g_object_set (g_ptr_array_index (self->fields, i), "editable", editable, NULL);
}

/* ---- layout ---- */

void
isg_row_editor_set_wide (IsgRowEditor *self, gboolean wide)
{
  g_return_if_fail (ISG_IS_ROW_EDITOR (self));

  isg_form_turn_columns (adw_bin_get_child (ADW_BIN (self)), wide);
  for (guint i = 0; i < self->fields->len; i++)
    if (ISG_IS_CHOICE_FIELD (g_ptr_array_index (self->fields, i)))
      isg_choice_field_set_stacked (g_ptr_array_index (self->fields, i), !wide);
}

static IsgField *
first_to_fill (IsgRowEditor *self)
{
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);
    g_autoptr (IsgValue) value = isg_field_get_value (field);

    if (value == NULL
        && isg_field_def_obligation (isg_field_def (field)) == ISG_OBLIGATION_REQUIRED)
      return field;
  }
  return self->fields->len > 0 ? g_ptr_array_index (self->fields, 0) : NULL;
}

void
isg_row_editor_grab (IsgRowEditor *self, const char *id)
{
  IsgField *field;

  g_return_if_fail (ISG_IS_ROW_EDITOR (self));

  field = id != NULL ? isg_row_editor_field (self, id) : NULL;
  if (field == NULL)
    field = first_to_fill (self);
  if (field != NULL)
    isg_field_grab (field, NULL);
}

static void
answered_cb (IsgRowEditor *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_emit_by_name (root, "move-focus", GTK_DIR_TAB_FORWARD);
}

/* ---- "New person…" ---- */

static void
person_made_cb (const char *uuid, gpointer field)
{
  isg_pick_field_take (field, uuid);
  isg_field_grab (field, NULL);
}

static void
new_record_cb (IsgPickField *field, const char *text, IsgRowEditor *self)
{
  IsgWindow *window = isg_window_from (GTK_WIDGET (self));

  if (window != NULL)
    isg_professional_sheet_open (GTK_WINDOW (window),
                                 self->context,
                                 NULL,
                                 text,
                                 person_made_cb,
                                 g_object_ref (field),
                                 g_object_unref);
}

/* ---- building ---- */

static const IsgFieldDef *
find_def (IsgRowEditor *self, const char *id)
{
  GPtrArray *defs = isg_field_def_fields (self->list);

  for (guint i = 0; i < defs->len; i++)
    if (g_strcmp0 (isg_field_def_id (g_ptr_array_index (defs, i)), id) == 0)
      return g_ptr_array_index (defs, i);
  return NULL;
}

static void
bind_field (IsgRowEditor *self, IsgField *field)
{
  const IsgFieldDef *def = find_def (self, isg_field_id (field));

  if (def == NULL) {
    g_critical ("form %s-%s: no field \"%s\"",
                isg_kind_id (self->kind),
                isg_field_def_id (self->list),
                isg_field_id (field));
    return;
  }
  isg_field_set_kind (field, self->kind);
  isg_field_bind (field, self->context, def);
  g_ptr_array_add (self->fields, field);
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "act", G_CALLBACK (act_cb), self, 0);
  if (ISG_IS_PICK_FIELD (field))
    g_signal_connect_object (field, "new-record", G_CALLBACK (new_record_cb), self, 0);
}

static void
find_fields (IsgRowEditor *self, GtkWidget *widget)
{
  if (ISG_IS_FIELD (widget)) {
    bind_field (self, ISG_FIELD (widget));
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_fields (self, child);
}

static void
isg_row_editor_dispose (GObject *object)
{
  IsgRowEditor *self = ISG_ROW_EDITOR (object);

  g_ptr_array_set_size (self->fields, 0);
  G_OBJECT_CLASS (isg_row_editor_parent_class)->dispose (object);
}

static void
isg_row_editor_finalize (GObject *object)
{
  IsgRowEditor *self = ISG_ROW_EDITOR (object);

  g_clear_object (&self->context);
  g_ptr_array_unref (self->fields);
  g_hash_table_unref (self->touched);
  isg_fields_unref (self->row);
  g_clear_pointer (&self->record, isg_record_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  G_OBJECT_CLASS (isg_row_editor_parent_class)->finalize (object);
}

static void
isg_row_editor_class_init (IsgRowEditorClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = isg_row_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_row_editor_finalize;
  signals[CHANGED]
    = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[ACT] = g_signal_new ("act",
                               type,
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               2,
                               ISG_TYPE_FIELD,
                               G_TYPE_STRING);
}

static void
isg_row_editor_init (IsgRowEditor *self)
{
  self->fields = g_ptr_array_new ();
  self->touched = g_hash_table_new (g_str_hash, g_str_equal);
  self->row = isg_fields_new ();
}

IsgRowEditor *
isg_row_editor_new (IsgContext *context, const IsgKind *kind, const IsgFieldDef *list)
{
  IsgRowEditor *self = g_object_new (ISG_TYPE_ROW_EDITOR, NULL);
  g_autofree char *path = g_strdup_printf ("/io/github/isgdefteri/IsgDefteri/ui/forms/%s-%s.ui",
                                           isg_kind_id (kind),
                                           isg_field_def_id (list));
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  GtkWidget *content = GTK_WIDGET (gtk_builder_get_object (builder, "form"));

  self->context = g_object_ref (context);
  self->kind = kind;
  self->list = list;
  adw_bin_set_child (ADW_BIN (self), content);
  find_fields (self, content);
  return self;
}
