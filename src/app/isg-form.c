/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-form.h"

#include <string.h>

#include "app/isg-answer-field.h"
#include "app/isg-choice-field.h"
#include "app/isg-date-field.h"
#include "app/isg-datetime-field.h"
#include "app/isg-entry-field.h"
#include "app/isg-frequent-field.h"
#include "app/isg-hazards-field.h"
#include "app/isg-id-field.h"
#include "app/isg-more-row.h"
#include "app/isg-multi-field.h"
#include "app/isg-number-field.h"
#include "app/isg-participants-field.h"
#include "app/isg-pick-field.h"
#include "app/isg-questions.h"
#include "app/isg-rows-field.h"
#include "app/isg-statements-field.h"
#include "app/isg-team-field.h"
#include "app/isg-tests-field.h"
#include "app/isg-text-area.h"
#include "app/isg-text-field.h"
#include "app/isg-tick-field.h"
#include "app/isg-time-field.h"
#include "app/isg-topics-field.h"
#include "rules/isg-entry.h"

struct _IsgForm {
  AdwBin parent_instance;

  IsgRecordSession *session; /* (owned) */
  GPtrArray *fields;         /* (element-type IsgField) (unowned): our children */
  GPtrArray *sections;       /* (element-type IsgFormSection) (unowned): our children */
  GPtrArray *questions;      /* (element-type IsgQuestions) (unowned): our children */
  GHashTable *touched;       /* ids of fields that were left */
  gboolean filling;          /* the program writes, not the user */
};

enum {
  ACT,
  REVEAL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgForm, isg_form, ADW_TYPE_BIN)

/* ---- findings ---- */

static char *
typed_text (IsgField *field)
{
  g_autoptr (IsgValue) value = NULL;

  if (ISG_IS_ENTRY_FIELD (field))
    return g_strdup (
      gtk_editable_get_text (GTK_EDITABLE (isg_entry_field_entry (ISG_ENTRY_FIELD (field)))));
  value = isg_field_get_value (field);
  return value != NULL && isg_value_type (value) == ISG_VALUE_TEXT ? isg_value_to_text (value)
                                                                   : g_strdup ("");
}

/* Lists that know themselves which of their rows were left. */
static gboolean
judges_rows (IsgField *field, const IsgFinding *finding)
{
  const char *path = isg_finding_path (finding);

  return (ISG_IS_HAZARDS_FIELD (field) || ISG_IS_ROWS_FIELD (field)) && path != NULL
         && strchr (path, '[') != NULL;
}

/* A field that has not been left yet shows only what typing on cannot mend. A list has no such
 * moment: its rows are judged as they are made. */
static GPtrArray *
to_be_shown (IsgForm *self, IsgField *field, const IsgFormViewField *view)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  gboolean touched = g_hash_table_contains (self->touched, isg_field_id (field));
  g_autofree char *typed = typed_text (field);

  for (guint i = 0; i < view->findings->len; i++) {
    IsgFinding *finding = g_ptr_array_index (view->findings, i);

    if (touched || isg_form_view_is_hopeless (view->def, typed, finding)
        || judges_rows (field, finding))
      g_ptr_array_add (shown, isg_finding_ref (finding));
  }
  return shown;
}

/* A list whose questions are all hidden would leave an empty frame. */
static void
show_list_of (IsgField *field)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (field));
  gboolean shown = FALSE;

  if (!GTK_IS_LIST_BOX (list))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL && !shown;
       child = gtk_widget_get_next_sibling (child))
    shown = gtk_widget_get_visible (child);
  gtk_widget_set_visible (list, shown);
}

/* A question that another answer makes idle is not shown, unless it has an answer of its own. What
 * is computed stands below the field from which it is. */
static void
show_if_asked (IsgForm *self, IsgField *field)
{
  IsgFields *fields = isg_record_fields (isg_record_session_record (self->session));
  const IsgFieldDef *def = isg_field_def (field);
  const char *id = isg_field_id (field);
  g_autofree char *computed = isg_field_def_quotient (def, fields, isg_i18n_language ());

  if (isg_field_def_follows (def)) {
    gtk_widget_set_visible (GTK_WIDGET (field),
                            isg_field_def_is_asked (def, fields)
                              || isg_fields_get (fields, id) != NULL
                              || g_hash_table_contains (isg_record_session_raw (self->session),
                                                        id));
    show_list_of (field);
  }
  if (ISG_IS_NUMBER_FIELD (field))
    isg_field_set_note (field, computed);
}

static void
update_field (IsgForm *self, IsgField *field)
{
  const IsgFormView *view = isg_record_session_view (self->session);
  const IsgFormViewField *at = isg_form_view_field (view, isg_field_id (field));
  g_autoptr (GPtrArray) shown = NULL;

  if (at == NULL)
    return;
  g_object_set (field, "editable", view->editable && !at->frozen, NULL);
  show_if_asked (self, field);
  isg_field_set_required (field, at->required && view->editable);
  shown = to_be_shown (self, field, at);
  isg_field_show_findings (field, shown);
}

static GPtrArray *
status_items (const IsgStatus *status)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; status != NULL && i < status->submissions->len; i++) {
    const IsgStatusSubmission *submission = g_ptr_array_index (status->submissions, i);

    for (guint j = 0; j < submission->items->len; j++)
      g_ptr_array_add (items, g_ptr_array_index (submission->items, j));
  }
  return items;
}

/* A section is shown while anything of it is asked, unless it is behind the health lock. */
static void
show_section (IsgForm *self, IsgFormSection *section)
{
  gboolean is_empty = TRUE;
  gboolean is_asked = FALSE;

  for (guint i = 0; i < self->fields->len && !is_asked; i++) {
    GtkWidget *field = g_ptr_array_index (self->fields, i);

    if (!gtk_widget_is_ancestor (field, GTK_WIDGET (section)))
      continue;
    is_empty = FALSE;
    is_asked = gtk_widget_get_visible (field);
  }
  gtk_widget_set_visible (GTK_WIDGET (section),
                          (is_empty || is_asked)
                            && !isg_form_view_is_unseen (isg_record_session_view (self->session),
                                                         isg_form_section_id (section)));
}

static void
viewed_cb (IsgForm *self)
{
  g_autoptr (GPtrArray) items = status_items (isg_record_session_status (self->session));

  if (!isg_record_session_is_loaded (self->session))
    return;
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    isg_field_record_changed (field, isg_record_session_record (self->session));
    isg_field_show_status (field, items->len > 0 ? items : NULL);
    update_field (self, field);
  }
  for (guint i = 0; i < self->sections->len; i++)
    show_section (self, g_ptr_array_index (self->sections, i));
  isg_more_row_update_below (GTK_WIDGET (self));
}

void
isg_form_show_all_findings (IsgForm *self)
{
  g_return_if_fail (ISG_IS_FORM (self));

  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    g_hash_table_add (self->touched, (gpointer) isg_field_id (field));
    if (ISG_IS_ROWS_FIELD (field))
      isg_rows_field_judge (ISG_ROWS_FIELD (field));
  }
  viewed_cb (self);
}

/* ---- values ---- */

static void
fill_field (IsgForm *self, IsgField *field)
{
  const char *id = isg_field_id (field);
  IsgRecord *record = isg_record_session_record (self->session);
  const char *raw = g_hash_table_lookup (isg_record_session_raw (self->session), id);
  IsgValue *value = isg_record_get (record, id);
  g_autoptr (IsgValue) present = NULL;
  g_autofree char *present_raw = NULL;

  isg_field_record_changed (field, record);
  present = isg_field_get_value (field);
  present_raw = isg_field_get_raw (field);
  /* What stands there is left alone, with its cursor. */
  if (isg_value_equal (present, value) && g_strcmp0 (present_raw, raw) == 0)
    return;
  isg_field_set_value (field, value);
  if (raw != NULL)
    isg_field_set_raw (field, raw);
}

static void
replaced_cb (IsgForm *self)
{
  self->filling = TRUE;
  for (guint i = 0; i < self->fields->len; i++)
    fill_field (self, g_ptr_array_index (self->fields, i));
  self->filling = FALSE;
}

/* What was answered before is judged at once; what is still empty waits until it is asked for. */
static void
loaded_cb (IsgForm *self)
{
  IsgRecord *record = isg_record_session_record (self->session);
  GHashTable *raw = isg_record_session_raw (self->session);

  if (!isg_record_session_is_loaded (self->session))
    return;
  replaced_cb (self);
  for (guint i = 0; i < self->fields->len; i++) {
    const char *id = isg_field_id (g_ptr_array_index (self->fields, i));

    if (isg_record_get (record, id) != NULL || g_hash_table_contains (raw, id))
      g_hash_table_add (self->touched, (gpointer) id);
  }
  viewed_cb (self);
}

/* Letters are undone by their own line; any other answer is one act that Ctrl+Z takes back. */
static gboolean
is_typing (IsgForm *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* Fields stand in the form, in another part of the screen, or on the screen of a row. */
  return focus != NULL && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
         && gtk_widget_get_ancestor (focus, ISG_TYPE_FIELD) != NULL;
}

static void
changed_cb (IsgForm *self, IsgField *field)
{
  g_autoptr (IsgValue) value = NULL;
  g_autofree char *raw = NULL;

  if (self->filling)
    return;
  value = isg_field_get_value (field);
  raw = isg_field_get_raw (field);
  if (!is_typing (self))
    isg_record_session_remember (self->session);
  isg_record_session_set (self->session, isg_field_id (field), value, raw);
}

/* The physician has seen them: the marks of the section go. */
static void
unmark_section (IsgForm *self, IsgField *left)
{
  GtkWidget *section = gtk_widget_get_ancestor (GTK_WIDGET (left), ISG_TYPE_FORM_SECTION);

  for (guint i = 0; section != NULL && i < self->fields->len; i++) {
    GtkWidget *field = g_ptr_array_index (self->fields, i);

    if (gtk_widget_is_ancestor (field, section))
      gtk_widget_remove_css_class (field, "ordinary");
  }
}

static void
left_cb (IsgForm *self, IsgField *field)
{
  if (!isg_record_session_is_loaded (self->session)
      || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  g_hash_table_add (self->touched, (gpointer) isg_field_id (field));
  update_field (self, field);
  unmark_section (self, field);
  isg_record_session_keep_draft (self->session);
}

static void
answered_cb (IsgForm *self, IsgField *field)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL)
    g_signal_emit_by_name (root, "move-focus", GTK_DIR_TAB_FORWARD);
}

static void
act_cb (IsgField *field, const char *code, IsgForm *self)
{
  g_signal_emit (self, signals[ACT], 0, field, code);
}

/* ---- going to a place ---- */

void
isg_form_reveal (IsgForm *self, IsgField *field)
{
  g_return_if_fail (ISG_IS_FORM (self));

  g_signal_emit (self, signals[REVEAL], 0, field);
}

static void
go_into (IsgForm *self, IsgField *field, const char *path)
{
  isg_form_reveal (self, field);
  isg_field_grab (field, path);
}

GPtrArray *
isg_form_fields (IsgForm *self)
{
  g_return_val_if_fail (ISG_IS_FORM (self), NULL);

  return self->fields;
}

GPtrArray *
isg_form_sections (IsgForm *self)
{
  g_return_val_if_fail (ISG_IS_FORM (self), NULL);

  return self->sections;
}

IsgField *
isg_form_field (IsgForm *self, const char *id)
{
  g_return_val_if_fail (ISG_IS_FORM (self), NULL);

  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    if (g_strcmp0 (isg_field_id (field), id) == 0)
      return field;
  }
  return NULL;
}

static gboolean
holds_focus (gpointer widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static const char *
focused_id (IsgForm *self)
{
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    if (holds_focus (field))
      return isg_field_id (field);
  }
  return NULL;
}

IsgFormSection *
isg_form_present_section (IsgForm *self)
{
  g_return_val_if_fail (ISG_IS_FORM (self), NULL);

  for (guint i = 0; i < self->sections->len; i++)
    if (holds_focus (g_ptr_array_index (self->sections, i)))
      return g_ptr_array_index (self->sections, i);
  return NULL;
}

void
isg_form_go_to_section (IsgForm *self, IsgFormSection *section)
{
  g_return_if_fail (ISG_IS_FORM (self));

  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    if (gtk_widget_is_ancestor (GTK_WIDGET (field), GTK_WIDGET (section))) {
      go_into (self, field, NULL);
      return;
    }
  }
}

void
isg_form_go_to (IsgForm *self, const char *path)
{
  g_autofree char *id = isg_form_view_field_of (path);
  IsgField *field;

  g_return_if_fail (ISG_IS_FORM (self));

  field = isg_form_field (self, id);
  if (field == NULL)
    return;
  g_hash_table_add (self->touched, (gpointer) isg_field_id (field));
  update_field (self, field);
  go_into (self, field, g_strcmp0 (id, path) != 0 ? path : NULL);
}

gboolean
isg_form_go_to_missing (IsgForm *self, gboolean back)
{
  const IsgFinding *finding;

  g_return_val_if_fail (ISG_IS_FORM (self), FALSE);

  finding = isg_form_view_next (isg_record_session_view (self->session), focused_id (self), back);
  if (finding == NULL)
    return FALSE;
  isg_form_go_to (self, isg_finding_path (finding));
  return TRUE;
}

void
isg_form_go_to_first_missing (IsgForm *self)
{
  const IsgFormView *view = isg_record_session_view (self->session);

  g_return_if_fail (ISG_IS_FORM (self));

  for (guint i = 0; i < view->places->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (view->places, i);

    if (isg_finding_severity (finding) == ISG_SEVERITY_BLOCK
        && isg_finding_path (finding) != NULL) {
      isg_form_go_to (self, isg_finding_path (finding));
      return;
    }
  }
}

void
isg_form_go_to_first (IsgForm *self)
{
  const IsgFormView *view = isg_record_session_view (self->session);
  IsgRecord *record = isg_record_session_record (self->session);

  g_return_if_fail (ISG_IS_FORM (self));

  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);
    const IsgFormViewField *at = isg_form_view_field (view, isg_field_id (field));

    if (at != NULL && at->required && isg_record_get (record, isg_field_id (field)) == NULL) {
      go_into (self, field, NULL);
      return;
    }
  }
  if (self->fields->len > 0)
    go_into (self, g_ptr_array_index (self->fields, 0), NULL);
}

void
isg_form_go_to_first_blank (IsgForm *self)
{
  IsgRecord *record;

  g_return_if_fail (ISG_IS_FORM (self));

  record = isg_record_session_record (self->session);
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    if (isg_record_get (record, isg_field_id (field)) == NULL
        && gtk_widget_get_visible (GTK_WIDGET (field))) {
      isg_field_grab (field, NULL);
      return;
    }
  }
  isg_form_go_to_first (self);
}

void
isg_form_set_wide (IsgForm *self, gboolean wide)
{
  g_return_if_fail (ISG_IS_FORM (self));

  for (guint i = 0; i < self->sections->len; i++)
    isg_form_section_set_wide (g_ptr_array_index (self->sections, i), wide);
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);

    if (ISG_IS_CHOICE_FIELD (field))
      isg_choice_field_set_stacked (ISG_CHOICE_FIELD (field), !wide);
    else if (ISG_IS_FREQUENT_FIELD (field))
      isg_frequent_field_set_wide (ISG_FREQUENT_FIELD (field), wide);
  }
}

gboolean
isg_form_wants_width (IsgForm *self)
{
  g_return_val_if_fail (ISG_IS_FORM (self), FALSE);

  return gtk_widget_has_css_class (adw_bin_get_child (ADW_BIN (self)), "wide-form");
}

void
isg_form_set_columns (IsgForm *self, guint n)
{
  g_return_if_fail (ISG_IS_FORM (self));

  for (guint i = 0; i < self->questions->len; i++)
    isg_questions_set_columns (g_ptr_array_index (self->questions, i), n);
  for (guint i = 0; i < self->sections->len; i++)
    isg_form_section_set_columns (g_ptr_array_index (self->sections, i), n);
}

/* ---- ordinary answers ---- */

static gboolean
is_blank (IsgForm *self, IsgFields *fields, const char *id)
{
  return isg_fields_get (fields, id) == NULL
         && !g_hash_table_contains (isg_record_session_raw (self->session), id);
}

static gboolean
takes_ordinary (IsgForm *self, IsgField *field, IsgFormSection *section, IsgFields *fields)
{
  return (section == NULL || gtk_widget_is_ancestor (GTK_WIDGET (field), GTK_WIDGET (section)))
         && is_blank (self, fields, isg_field_id (field))
         && isg_field_def_is_asked (isg_field_def (field), fields);
}

guint
isg_form_fill_ordinary (IsgForm *self, IsgFormSection *section)
{
  IsgFields *present;
  IsgFieldsBuilder *builder;
  g_autoptr (IsgFields) fields = NULL;
  guint n = 0;

  g_return_val_if_fail (ISG_IS_FORM (self), 0);

  present = isg_record_fields (isg_record_session_record (self->session));
  builder = isg_fields_builder_new (present);
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);
    IsgValue *value = takes_ordinary (self, field, section, present)
                        ? isg_field_def_ordinary (isg_field_def (field), isg_i18n_language ())
                        : NULL;

    if (value == NULL)
      continue;
    isg_fields_builder_set (builder, isg_field_id (field), value);
    gtk_widget_add_css_class (GTK_WIDGET (field), "ordinary");
    n++;
  }
  fields = isg_fields_builder_end (builder);
  if (n > 0)
    isg_record_session_replace (self->session, fields);
  return n;
}

static gboolean
has_ordinary (IsgForm *self, IsgFormSection *section)
{
  for (guint i = 0; i < self->fields->len; i++) {
    IsgField *field = g_ptr_array_index (self->fields, i);
    g_autoptr (IsgValue) value
      = isg_field_def_ordinary (isg_field_def (field), isg_i18n_language ());

    if (value != NULL && gtk_widget_is_ancestor (GTK_WIDGET (field), GTK_WIDGET (section)))
      return TRUE;
  }
  return FALSE;
}

/* ---- building ---- */

static void
bind_field (IsgForm *self, IsgField *field)
{
  const IsgKind *kind = isg_record_session_kind (self->session);
  const IsgFieldDef *def = isg_kind_field (kind, isg_field_id (field));

  if (def == NULL) {
    g_critical ("form %s: no field \"%s\"", isg_kind_id (kind), isg_field_id (field));
    return;
  }
  isg_field_set_kind (field, kind);
  isg_field_bind (field, isg_record_session_context (self->session), def);
  g_ptr_array_add (self->fields, field);
  g_signal_connect_object (field, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (field, "act", G_CALLBACK (act_cb), self, 0);
}

static void
find_fields (IsgForm *self, GtkWidget *widget)
{
  if (ISG_IS_FIELD (widget)) {
    bind_field (self, ISG_FIELD (widget));
    return;
  }
  if (ISG_IS_FORM_SECTION (widget))
    g_ptr_array_add (self->sections, widget);
  if (ISG_IS_QUESTIONS (widget))
    g_ptr_array_add (self->questions, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    find_fields (self, child);
}

/* A section with one field of the same name would say it twice. */
static void
merge_headings (IsgForm *self)
{
  for (guint i = 0; i < self->sections->len; i++) {
    IsgFormSection *section = g_ptr_array_index (self->sections, i);
    IsgField *only = NULL;
    guint n = 0;

    for (guint j = 0; j < self->fields->len; j++) {
      IsgField *field = g_ptr_array_index (self->fields, j);

      if (gtk_widget_is_ancestor (GTK_WIDGET (field), GTK_WIDGET (section))) {
        only = field;
        n++;
      }
    }
    if (n == 1 && g_str_equal (isg_field_label (only), isg_form_section_title (section))) {
      isg_form_section_hide_heading (section);
      isg_field_set_heading (only);
    }
  }
}

static void
isg_form_dispose (GObject *object)
{
  IsgForm *self = ISG_FORM (object);

  g_ptr_array_set_size (self->fields, 0);
  g_ptr_array_set_size (self->sections, 0);
  g_ptr_array_set_size (self->questions, 0);
  G_OBJECT_CLASS (isg_form_parent_class)->dispose (object);
}

static void
isg_form_finalize (GObject *object)
{
  IsgForm *self = ISG_FORM (object);

  g_clear_object (&self->session);
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->questions);
  g_hash_table_unref (self->touched);
  G_OBJECT_CLASS (isg_form_parent_class)->finalize (object);
}

/* What a .ui file names must be known. */
static void
ensure_types (void)
{
  g_type_ensure (ISG_TYPE_ANSWER_FIELD);
  g_type_ensure (ISG_TYPE_CHOICE_FIELD);
  g_type_ensure (ISG_TYPE_DATE_FIELD);
  g_type_ensure (ISG_TYPE_DATETIME_FIELD);
  g_type_ensure (ISG_TYPE_FORM_SECTION);
  g_type_ensure (ISG_TYPE_HAZARDS_FIELD);
  g_type_ensure (ISG_TYPE_FREQUENT_FIELD);
  g_type_ensure (ISG_TYPE_ID_FIELD);
  g_type_ensure (ISG_TYPE_MORE_ROW);
  g_type_ensure (ISG_TYPE_MULTI_FIELD);
  g_type_ensure (ISG_TYPE_NUMBER_FIELD);
  g_type_ensure (ISG_TYPE_PARTICIPANTS_FIELD);
  g_type_ensure (ISG_TYPE_PICK_FIELD);
  g_type_ensure (ISG_TYPE_QUESTIONS);
  g_type_ensure (ISG_TYPE_TESTS_FIELD);
  g_type_ensure (ISG_TYPE_STATEMENTS_FIELD);
  g_type_ensure (ISG_TYPE_TEAM_FIELD);
  g_type_ensure (ISG_TYPE_ROWS_FIELD);
  g_type_ensure (ISG_TYPE_TEXT_AREA);
  g_type_ensure (ISG_TYPE_TEXT_FIELD);
  g_type_ensure (ISG_TYPE_TICK_FIELD);
  g_type_ensure (ISG_TYPE_TIME_FIELD);
  g_type_ensure (ISG_TYPE_TOPICS_FIELD);
}

static void
isg_form_class_init (IsgFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = isg_form_finalize;
  ensure_types ();
  signals[ACT] = g_signal_new ("act",
                               G_TYPE_FROM_CLASS (klass),
                               G_SIGNAL_RUN_LAST,
                               0,
                               NULL,
                               NULL,
                               NULL,
                               G_TYPE_NONE,
                               2,
                               ISG_TYPE_FIELD,
                               G_TYPE_STRING);
  signals[REVEAL] = g_signal_new ("reveal",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  ISG_TYPE_FIELD);
}

static void
isg_form_init (IsgForm *self)
{
  self->fields = g_ptr_array_new ();
  self->sections = g_ptr_array_new ();
  self->questions = g_ptr_array_new ();
  self->touched = g_hash_table_new (g_str_hash, g_str_equal);
}

static char *
layout_path (const char *kind)
{
  return g_strdup_printf ("/io/github/isgdefteri/IsgDefteri/ui/forms/%s.ui", kind);
}

gboolean
isg_form_exists (const char *kind)
{
  g_autofree char *path = layout_path (kind);

  return g_resources_get_info (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

static IsgForm *
form_new (IsgRecordSession *session, const char *path)
{
  IsgForm *self = g_object_new (ISG_TYPE_FORM, NULL);
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource (path);
  GtkWidget *content = GTK_WIDGET (gtk_builder_get_object (builder, "form"));

  self->session = g_object_ref (session);
  adw_bin_set_child (ADW_BIN (self), content);
  find_fields (self, content);
  merge_headings (self);
  for (guint i = 0; i < self->sections->len; i++)
    if (has_ordinary (self, g_ptr_array_index (self->sections, i)))
      isg_form_section_offer_ordinary (g_ptr_array_index (self->sections, i));
  isg_form_set_columns (self, 1);
  g_signal_connect_object (session, "loaded", G_CALLBACK (loaded_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "replaced", G_CALLBACK (replaced_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "viewed", G_CALLBACK (viewed_cb), self, G_CONNECT_SWAPPED);
  loaded_cb (self);
  return self;
}

IsgForm *
isg_form_new (IsgRecordSession *session)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (ISG_IS_RECORD_SESSION (session), NULL);

  path = layout_path (isg_kind_id (isg_record_session_kind (session)));
  return form_new (session, path);
}

IsgForm *
isg_form_new_part (IsgRecordSession *session, const char *layout)
{
  g_autofree char *path = g_strdup_printf ("/io/github/isgdefteri/IsgDefteri/ui/%s.ui", layout);

  g_return_val_if_fail (ISG_IS_RECORD_SESSION (session), NULL);

  return form_new (session, path);
}
