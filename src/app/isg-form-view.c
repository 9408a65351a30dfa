/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-form-view.h"

#include <string.h>

#include "app/isg-form-view-private.h"
#include "rules/isg-check.h"

static void
field_free (gpointer data)
{
  IsgFormViewField *field = data;

  g_ptr_array_unref (field->findings);
  g_free (field);
}

static void
section_free (gpointer data)
{
  IsgFormViewSection *section = data;

  g_free (section->id);
  g_free (section);
}

static IsgFormView *
view_new_empty (void)
{
  IsgFormView *view = g_new0 (IsgFormView, 1);

  view->fields = g_ptr_array_new_with_free_func (field_free);
  view->sections = g_ptr_array_new_with_free_func (section_free);
  view->places = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  return view;
}

void
isg_form_view_free (IsgFormView *view)
{
  if (view == NULL)
    return;
  g_ptr_array_unref (view->fields);
  g_ptr_array_unref (view->sections);
  g_ptr_array_unref (view->places);
  g_free (view);
}

char *
isg_form_view_field_of (const char *path)
{
  return path != NULL && *path != '\0' ? g_strndup (path, strcspn (path, "[.")) : NULL;
}

const IsgFormViewField *
isg_form_view_field (const IsgFormView *view, const char *id)
{
  g_return_val_if_fail (view != NULL, NULL);

  for (guint i = 0; i < view->fields->len; i++) {
    const IsgFormViewField *field = g_ptr_array_index (view->fields, i);

    if (g_strcmp0 (isg_field_def_id (field->def), id) == 0)
      return field;
  }
  return NULL;
}

/* ---- fields ---- */

static gboolean
is_at (const IsgFinding *finding, const char *id)
{
  g_autofree char *field = isg_form_view_field_of (isg_finding_path (finding));

  return g_strcmp0 (field, id) == 0;
}

/* What is needed in some cases is marked when this is one: the rules say so when it is empty. */
static gboolean
asks_for (IsgRules *rules, IsgRecord *without, const char *path)
{
  const IsgCheckContext alone = { ISG_DATE_NONE, NULL, NULL, NULL, NULL };
  g_autoptr (GPtrArray) findings = isg_rules_check (rules, without, &alone);

  for (guint i = 0; i < findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (findings, i);

    if (g_strcmp0 (isg_finding_path (finding), path) == 0
        && g_str_equal (isg_finding_code (finding), "required_when"))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_required (const IsgFormFacts *facts, const IsgFieldDef *def)
{
  const char *id = isg_field_def_id (def);
  g_autoptr (IsgRecord) without = NULL;

  if (isg_field_def_obligation (def) != ISG_OBLIGATION_CONDITIONAL)
    return isg_field_def_obligation (def) == ISG_OBLIGATION_REQUIRED;
  without = isg_record_with_value (facts->record, id, NULL);
  return asks_for (facts->rules, without, id);
}

static IsgRecord *
without_in_row (IsgRecord *record, const char *list, guint row, const char *id)
{
  IsgValue *present = isg_record_get (record, list);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  g_autoptr (IsgValue) value = NULL;

  for (guint i = 0; i < isg_value_n_groups (present); i++) {
    IsgFields *group = isg_value_group (present, i);

    g_ptr_array_add (groups, i == row ? isg_fields_with (group, id, NULL) : isg_fields_ref (group));
  }
  value = isg_value_new_groups (groups);
  return isg_record_with_value (record, list, value);
}

gboolean
isg_form_view_is_required_in_row (IsgRules *rules,
                                  IsgRecord *record,
                                  const char *list,
                                  guint row,
                                  const IsgFieldDef *def)
{
  g_autoptr (IsgRecord) without = NULL;
  g_autofree char *path = NULL;

  g_return_val_if_fail (record != NULL && def != NULL, FALSE);

  if (isg_field_def_obligation (def) != ISG_OBLIGATION_CONDITIONAL)
    return isg_field_def_obligation (def) == ISG_OBLIGATION_REQUIRED;
  if (row >= isg_value_n_groups (isg_record_get (record, list)))
    return FALSE;
  without = without_in_row (record, list, row, isg_field_def_id (def));
  path = g_strdup_printf ("%s[%u].%s", list, row, isg_field_def_id (def));
  return asks_for (rules, without, path);
}

static void
add_field (IsgFormView *view, const IsgFormFacts *facts, const IsgFieldDef *def, GPtrArray *all)
{
  IsgFormViewField *field = g_new0 (IsgFormViewField, 1);

  field->def = def;
  field->required = is_required (facts, def);
  field->frozen = facts->completed && isg_field_def_is_frozen (def);
  view->frozen |= field->frozen;
  field->findings = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  for (guint i = 0; i < all->len; i++) {
    IsgFinding *finding = g_ptr_array_index (all, i);

    if (!is_at (finding, isg_field_def_id (def)))
      continue;
    g_ptr_array_add (field->findings, isg_finding_ref (finding));
    if (isg_finding_severity (finding) != ISG_SEVERITY_INFO)
      g_ptr_array_add (view->places, isg_finding_ref (finding));
  }
  g_ptr_array_add (view->fields, field);
}

/* ---- sections ---- */

static IsgFormSectionState
state_of (const IsgFormFacts *facts, const IsgFormViewField *field)
{
  IsgFormSectionState state = ISG_FORM_SECTION_COMPLETE;

  for (guint i = 0; i < field->findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (field->findings, i);

    if (isg_finding_severity (finding) == ISG_SEVERITY_BLOCK)
      state = MAX (state,
                   isg_form_findings_is_gap (finding, facts->record, facts->raw)
                     ? ISG_FORM_SECTION_MISSING
                     : ISG_FORM_SECTION_FINDING);
  }
  return state;
}

static IsgFormViewSection *
find_section (IsgFormView *view, const char *id)
{
  IsgFormViewSection *section;

  for (guint i = 0; i < view->sections->len; i++) {
    section = g_ptr_array_index (view->sections, i);
    if (g_str_equal (section->id, id))
      return section;
  }
  section = g_new0 (IsgFormViewSection, 1);
  section->id = g_strdup (id);
  section->unseen = TRUE;
  g_ptr_array_add (view->sections, section);
  return section;
}

static void
fill_sections (IsgFormView *view, const IsgFormFacts *facts)
{
  for (guint i = 0; i < view->fields->len; i++) {
    const IsgFormViewField *field = g_ptr_array_index (view->fields, i);
    const char *id = isg_field_def_section (field->def);

    if (id != NULL) {
      IsgFormViewSection *section = find_section (view, id);

      section->state = MAX (section->state, state_of (facts, field));
      section->unseen = section->unseen && isg_record_is_sealed (facts->record)
                        && isg_field_def_is_sealed (field->def);
    }
  }
}

gboolean
isg_form_view_is_unseen (const IsgFormView *view, const char *section)
{
  g_return_val_if_fail (view != NULL, FALSE);

  for (guint i = 0; section != NULL && i < view->sections->len; i++) {
    const IsgFormViewSection *at = g_ptr_array_index (view->sections, i);

    if (g_str_equal (at->id, section))
      return at->unseen;
  }
  return FALSE;
}

/* ---- what can be done ---- */

/* Source: ui.md 3.0, 2.9; submission.md 3. */
static const struct {
  const char *state;
  IsgFormNote note;
} notes[] = {
  { "AWAITING_SIGNATURE", ISG_FORM_NOTE_CAN_WITHDRAW },
  { "QUEUED", ISG_FORM_NOTE_CAN_WITHDRAW },
  { "SENDING", ISG_FORM_NOTE_ON_THE_WAY },
  { "IN_DOUBT", ISG_FORM_NOTE_ON_THE_WAY },
  { "PROCESSING", ISG_FORM_NOTE_ON_THE_WAY },
  { "NEEDS_HELP", ISG_FORM_NOTE_ON_THE_WAY },
  { "ACCEPTED", ISG_FORM_NOTE_ACCEPTED },
  { "REPORTED_ELSEWHERE", ISG_FORM_NOTE_FINAL },
  { "SUPERSEDED", ISG_FORM_NOTE_FINAL },
  { "CANCELLED", ISG_FORM_NOTE_FINAL },
};

static IsgFormNote
note_of (const IsgFormFacts *facts)
{
  const char *state = facts->status != NULL ? facts->status->state : NULL;

  if (facts->closed)
    return ISG_FORM_NOTE_CLOSED;
  for (gsize i = 0; i < G_N_ELEMENTS (notes); i++)
    if (g_strcmp0 (state, notes[i].state) == 0) {
      gboolean can_correct
        = notes[i].note == ISG_FORM_NOTE_ACCEPTED || notes[i].note == ISG_FORM_NOTE_FINAL;

      return can_correct && facts->correcting ? ISG_FORM_NOTE_NONE : notes[i].note;
    }
  return ISG_FORM_NOTE_NONE;
}

IsgFormView *
isg_form_view_new (const IsgFormFacts *facts)
{
  IsgFormView *view = view_new_empty ();
  g_autoptr (GPtrArray) all = isg_form_findings_gather (facts);
  GPtrArray *defs;

  g_return_val_if_fail (facts->rules != NULL && facts->kind != NULL, view);

  defs = isg_kind_fields (facts->kind);
  for (guint i = 0; i < defs->len; i++)
    add_field (view, facts, g_ptr_array_index (defs, i), all);
  for (guint i = 0; i < all->len; i++) {
    IsgFinding *finding = g_ptr_array_index (all, i);
    g_autofree char *id = isg_form_view_field_of (isg_finding_path (finding));

    /* What concerns no field of the form stands in the list all the same. */
    if (isg_form_view_field (view, id) == NULL)
      g_ptr_array_add (view->places, isg_finding_ref (finding));
  }
  fill_sections (view, facts);
  view->n_missing = isg_rules_count_missing (all);
  view->sends = isg_kind_is_sent (facts->kind);
  view->note = note_of (facts);
  view->editable = view->note == ISG_FORM_NOTE_NONE;
  return view;
}

/* ---- F7 ---- */

static int
index_of (const IsgFormView *view, const char *id)
{
  for (guint i = 0; i < view->fields->len; i++) {
    const IsgFormViewField *field = g_ptr_array_index (view->fields, i);

    if (g_strcmp0 (isg_field_def_id (field->def), id) == 0)
      return (int) i;
  }
  return -1;
}

static const IsgFinding *
first_place (const IsgFormViewField *field)
{
  for (guint i = 0; i < field->findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (field->findings, i);

    if (isg_finding_severity (finding) == ISG_SEVERITY_BLOCK)
      return finding;
  }
  for (guint i = 0; i < field->findings->len; i++) {
    const IsgFinding *finding = g_ptr_array_index (field->findings, i);

    if (isg_finding_severity (finding) == ISG_SEVERITY_WARNING)
      return finding;
  }
  return NULL;
}

const IsgFinding *
isg_form_view_next (const IsgFormView *view, const char *field, gboolean back)
{
  int n, at;

  g_return_val_if_fail (view != NULL, NULL);

  n = (int) view->fields->len;
  at = field != NULL ? index_of (view, field) : -1;
  if (at < 0 && back)
    at = n;
  for (int step = 1; step <= n; step++) {
    int index = back ? (at - step + 2 * n) % n : (at + step) % n;
    const IsgFinding *finding = first_place (g_ptr_array_index (view->fields, (guint) index));

    if (finding != NULL)
      return finding;
  }
  return NULL;
}
