/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-check-private.h"
#include "rules/isg-checklist.h"
#include "rules/isg-risk-method.h"
#include "rules/isg-risk-review.h"

/* A row of hazards, judged by the method that the record names. */
typedef struct {
  const IsgCheckDef *def;
  IsgCheckRun *run;
  const IsgRiskMethod *method;
  const char *list; /* the id of the list */
  guint index;
  IsgFields *row; /* (not owned) */
} HazardRow;

typedef void (*JudgeRow) (HazardRow *row);

/* The list that a check is about: "other" names it, or a field in it. */
static const char *
list_id (const IsgCheckDef *def)
{
  return isg_path_list (def->paths[ISG_CHECK_OTHER]);
}

static void
each_row (const IsgCheckDef *def, IsgCheckRun *run, JudgeRow judge)
{
  g_autoptr (IsgValue) id = isg_check_run_get (run, def->paths[ISG_CHECK_PATH], 0);
  const IsgRiskMethod *method = isg_rules_risk_method (run->rules, isg_value_text (id));
  const char *list = list_id (def);
  IsgValue *rows = list != NULL ? isg_record_get (run->record, list) : NULL;

  for (guint i = 0; method != NULL && i < isg_value_n_groups (rows); i++) {
    HazardRow row = { def, run, method, list, i, isg_value_group (rows, i) };

    judge (&row);
  }
}

static char *
place_in (const HazardRow *row, const char *field)
{
  return g_strdup_printf ("%s[%u].%s", row->list, row->index, field);
}

static const IsgRiskFactor *
nth_factor (const IsgRiskMethod *method, guint index)
{
  return g_ptr_array_index (isg_risk_method_factors (method), index);
}

/* ---- values ---- */

static void
judge_value (HazardRow *row, const IsgRiskFactor *factor, IsgRiskWhen when)
{
  const char *field = isg_risk_factor_field (factor, when);
  IsgValue *value = isg_fields_get (row->row, field);
  g_autofree char *place = place_in (row, field);
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;
  g_autofree char *all_tr = NULL;
  g_autofree char *all_en = NULL;

  if (value == NULL || isg_value_type (value) != ISG_VALUE_DECIMAL
      || isg_risk_factor_find (factor, isg_value_decimal (value), NULL))
    return;
  tr = isg_risk_method_number (isg_value_decimal (value), ISG_LANGUAGE_TR);
  en = isg_risk_method_number (isg_value_decimal (value), ISG_LANGUAGE_EN);
  all_tr = isg_risk_factor_values_text (factor, ISG_LANGUAGE_TR);
  all_en = isg_risk_factor_values_text (factor, ISG_LANGUAGE_EN);
  isg_check_run_report (row->run,
                        place,
                        row->def->grade,
                        row->def->code,
                        "value.tr",
                        tr,
                        "value.en",
                        en,
                        "allowed.tr",
                        all_tr,
                        "allowed.en",
                        all_en,
                        NULL);
}

static void
judge_values (HazardRow *row)
{
  for (guint i = 0; i < isg_risk_method_factors (row->method)->len; i++) {
    judge_value (row, nth_factor (row->method, i), ISG_RISK_BEFORE);
    judge_value (row, nth_factor (row->method, i), ISG_RISK_AFTER);
  }
}

void
isg_check_risk_values (const IsgCheckDef *def, IsgCheckRun *run)
{
  each_row (def, run, judge_values);
}

/* A factor of another method that is filled would be read as if it counted. */
static void
judge_unused (HazardRow *row)
{
  GPtrArray *methods = isg_rules_risk_methods (row->run->rules);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < methods->len; i++) {
    const IsgRiskMethod *method = g_ptr_array_index (methods, i);

    for (guint j = 0; j < 2 * isg_risk_method_factors (method)->len; j++) {
      const char *field = isg_risk_factor_field (nth_factor (method, j / 2), (IsgRiskWhen) (j % 2));
      g_autofree char *place = place_in (row, field);

      if (isg_risk_method_factor (row->method, field) == NULL
          && isg_fields_get (row->row, field) != NULL && g_hash_table_add (seen, (gpointer) field))
        isg_check_run_report (row->run, place, row->def->grade, row->def->code, NULL);
    }
  }
}

void
isg_check_risk_unused (const IsgCheckDef *def, IsgCheckRun *run)
{
  each_row (def, run, judge_unused);
}

/* ---- scores ---- */

static char *
first_empty (const HazardRow *row, IsgRiskWhen when)
{
  for (guint i = 0; i < isg_risk_method_factors (row->method)->len; i++) {
    const char *field = isg_risk_factor_field (nth_factor (row->method, i), when);

    if (isg_fields_get (row->row, field) == NULL)
      return place_in (row, field);
  }
  return NULL;
}

static gboolean
any_filled (const HazardRow *row, IsgRiskWhen when)
{
  for (guint i = 0; i < isg_risk_method_factors (row->method)->len; i++)
    if (isg_fields_get (row->row, isg_risk_factor_field (nth_factor (row->method, i), when))
        != NULL)
      return TRUE;
  return FALSE;
}

/* A value outside the method is said by another check. */
static void
judge_scored (HazardRow *row)
{
  g_autofree char *before = first_empty (row, ISG_RISK_BEFORE);
  g_autofree char *after = first_empty (row, ISG_RISK_AFTER);

  if (before != NULL
      && (isg_risk_method_needs_score (row->method) || any_filled (row, ISG_RISK_BEFORE)))
    isg_check_run_report (row->run, before, row->def->grade, row->def->code, NULL);
  if (after != NULL && any_filled (row, ISG_RISK_AFTER))
    isg_check_run_report (row->run, after, row->def->grade, row->def->code, NULL);
}

void
isg_check_risk_scored (const IsgCheckDef *def, IsgCheckRun *run)
{
  each_row (def, run, judge_scored);
}

static void
judge_needs (HazardRow *row)
{
  const IsgRiskLevel *level = isg_risk_method_row_level (row->method, row->row, ISG_RISK_BEFORE);
  IsgDecimal score = isg_decimal_from_int (0);
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;

  if (level == NULL || !isg_risk_level_needs_measure (level))
    return;
  isg_risk_method_score (row->method, row->row, ISG_RISK_BEFORE, &score);
  tr = isg_risk_method_number (score, ISG_LANGUAGE_TR);
  en = isg_risk_method_number (score, ISG_LANGUAGE_EN);
  for (guint i = 0; i < row->def->params.lists->len; i++) {
    const IsgPath *path = g_ptr_array_index (row->def->params.lists, i);
    g_autofree char *place = isg_path_place (path, row->index);

    if (isg_fields_get (row->row, isg_path_field (path)->id) != NULL)
      continue;
    isg_check_run_report (row->run,
                          place,
                          row->def->grade,
                          row->def->code,
                          "score.tr",
                          tr,
                          "score.en",
                          en,
                          "level.tr",
                          isg_risk_level_label (level, ISG_LANGUAGE_TR),
                          "level.en",
                          isg_risk_level_label (level, ISG_LANGUAGE_EN),
                          NULL);
  }
}

void
isg_check_risk_needs (const IsgCheckDef *def, IsgCheckRun *run)
{
  each_row (def, run, judge_needs);
}

static char *
last_factor_place (const HazardRow *row)
{
  guint n = isg_risk_method_factors (row->method)->len;

  return place_in (row, isg_risk_factor_field (nth_factor (row->method, n - 1), ISG_RISK_AFTER));
}

static void
judge_lower (HazardRow *row)
{
  IsgDecimal before = isg_decimal_from_int (0);
  IsgDecimal after = isg_decimal_from_int (0);
  g_autofree char *place = last_factor_place (row);

  if (isg_risk_method_score (row->method, row->row, ISG_RISK_BEFORE, &before)
      && isg_risk_method_score (row->method, row->row, ISG_RISK_AFTER, &after)
      && isg_decimal_compare (after, before) >= 0)
    isg_check_run_report (row->run, place, row->def->grade, row->def->code, NULL);
}

void
isg_check_risk_lower (const IsgCheckDef *def, IsgCheckRun *run)
{
  each_row (def, run, judge_lower);
}

/* "date": the day on which the measure was done. */
static void
judge_done (HazardRow *row)
{
  const IsgPath *done = row->def->paths[ISG_CHECK_DATE];
  g_autofree char *place = first_empty (row, ISG_RISK_AFTER);

  if (place != NULL && isg_check_run_date (row->run, done, row->index) != ISG_DATE_NONE
      && (isg_risk_method_needs_score (row->method) || any_filled (row, ISG_RISK_BEFORE)))
    isg_check_run_report (row->run, place, row->def->grade, row->def->code, NULL);
}

void
isg_check_risk_done (const IsgCheckDef *def, IsgCheckRun *run)
{
  each_row (def, run, judge_done);
}

/* ---- answers of a checklist ---- */

static const char *
text_of (IsgCheckRun *run, const IsgPath *path, guint row, IsgValue **keep)
{
  g_clear_pointer (keep, isg_value_unref);
  *keep = isg_check_run_get (run, path, row);
  return isg_value_text (*keep);
}

void
isg_check_statement_known (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  g_autoptr (IsgValue) keep = NULL;

  for (guint row = 0; row < isg_path_rows (path, run->record); row++) {
    const char *id = text_of (run, path, row, &keep);
    g_autofree char *place = isg_check_def_place (def, row);

    if (id != NULL && isg_rules_statement (run->rules, id) == NULL)
      isg_check_run_report (run, place, def->grade, def->code, "code", id, NULL);
  }
}

static gboolean
has_text (IsgCheckRun *run, const IsgPath *path, const char *text)
{
  g_autoptr (IsgValue) keep = NULL;

  for (guint row = 0; row < isg_path_rows (path, run->record); row++)
    if (g_strcmp0 (text_of (run, path, row, &keep), text) == 0)
      return TRUE;
  return FALSE;
}

/* "path" is the statement that was answered, "other" the statement from which a hazard came, "all"
 * which answer makes one. */
void
isg_check_statement_hazard (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  const IsgPath *answer = g_ptr_array_index (def->params.lists, 0);
  GPtrArray *wanted = g_hash_table_lookup (def->params.allowed, isg_path_text (answer));
  g_autoptr (IsgValue) keep = NULL;

  for (guint row = 0; row < isg_path_rows (path, run->record); row++) {
    const char *id = text_of (run, path, row, &keep);
    g_autoptr (IsgValue) said = isg_check_run_get (run, answer, row);
    const IsgStatement *statement = isg_rules_statement (run->rules, id);
    g_autofree char *place = isg_check_def_place (def, row);

    if (statement == NULL || isg_value_text (said) == NULL
        || !g_ptr_array_find_with_equal_func (wanted, isg_value_text (said), g_str_equal, NULL)
        || has_text (run, def->paths[ISG_CHECK_OTHER], id))
      continue;
    isg_check_run_report (run,
                          place,
                          def->grade,
                          def->code,
                          "statement.tr",
                          isg_statement_affirmative (statement, ISG_LANGUAGE_TR),
                          "statement.en",
                          isg_statement_affirmative (statement, ISG_LANGUAGE_EN),
                          NULL);
  }
}

/* ---- values of each row ---- */

/* "path" of a row has one of the values under "all", of the same path. */
void
isg_check_row_value (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = g_ptr_array_index (def->params.lists, 0);
  GPtrArray *values = g_hash_table_lookup (def->params.allowed, isg_path_text (path));
  g_autoptr (IsgValue) keep = NULL;

  for (guint row = 0; row < isg_path_rows (path, run->record); row++) {
    const char *text = text_of (run, path, row, &keep);
    g_autofree char *place = isg_path_place (path, row);

    if (text != NULL && g_ptr_array_find_with_equal_func (values, text, g_str_equal, NULL))
      isg_check_run_report (run, place, def->grade, def->code, NULL);
  }
}

/* ---- review ---- */

/* All records of a kind at the workplace, found by every code that a field of it can have. */
static void
add_records (IsgCheckRun *run, GPtrArray *all, const char *kind, const IsgFieldDef *field)
{
  for (guint i = 0; field->codes != NULL && i < isg_code_list_size (field->codes); i++) {
    g_autoptr (GPtrArray) found = isg_check_run_find (run,
                                                      kind,
                                                      isg_record_workplace (run->record),
                                                      field->id,
                                                      isg_code_list_nth (field->codes, i)->code);

    for (guint j = 0; j < found->len; j++)
      g_ptr_array_add (all, isg_record_ref (g_ptr_array_index (found, j)));
  }
}

void
isg_check_review_due (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgKind *kind = isg_rules_kind (run->rules, def->params.kind);
  const IsgFieldDef *key = isg_fields_find_def (kind->fields, def->params.key);
  const IsgFieldDef *own = isg_path_field (def->paths[ISG_CHECK_OTHER]);
  g_autoptr (GPtrArray) assessments
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);
  g_autoptr (GPtrArray) incidents
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *date = NULL;
  IsgRecord *cause = NULL;

  if (run->context->find == NULL || isg_record_workplace (run->record) == NULL
      || isg_check_run_date (run, def->paths[ISG_CHECK_PATH], 0) == ISG_DATE_NONE)
    return;
  g_ptr_array_add (assessments, isg_record_ref (run->record));
  add_records (run, assessments, isg_record_kind (run->record), own);
  add_records (run, incidents, def->params.kind, key);
  cause = isg_risk_review_cause (run->rules, assessments, incidents);
  if (cause == NULL)
    return;
  date = isg_date_to_iso (isg_kind_date (kind, cause));
  isg_check_run_report (run, place, def->grade, def->code, "date", date, NULL);
}
