/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-entry.h"

#include "rules/isg-entry-private.h"

IsgValue *
isg_field_def_ordinary (const IsgFieldDef *field, IsgLanguage language)
{
  const char *text;

  g_return_val_if_fail (field != NULL, NULL);

  text = isg_words_in (&field->entry->text, language);
  if (text != NULL)
    return isg_value_new_text (text);
  if (field->entry->ordinary == NULL)
    return NULL;
  if (field->type == ISG_VALUE_BOOL)
    return isg_value_new_bool (g_str_equal (field->entry->ordinary, "true"));
  return isg_value_new_code (field->entry->ordinary);
}

gboolean
isg_field_def_is_required (const IsgFieldDef *field, IsgFields *beside)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return field->obligation == ISG_OBLIGATION_REQUIRED
         || (field->obligation == ISG_OBLIGATION_CONDITIONAL
             && isg_condition_holds (field->condition, beside));
}

gboolean
isg_field_def_follows (const IsgFieldDef *field)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return field->entry->asked != NULL;
}

gboolean
isg_field_def_is_asked (const IsgFieldDef *field, IsgFields *beside)
{
  g_return_val_if_fail (field != NULL, FALSE);

  return field->entry->asked == NULL || isg_condition_holds (field->entry->asked, beside);
}

/* ---- quotients ---- */

static gboolean
get_number (IsgFields *fields, const char *id, double *out)
{
  IsgValue *value = isg_fields_get (fields, id);
  IsgDecimal number;

  if (value == NULL)
    return FALSE;
  if (isg_value_type (value) == ISG_VALUE_INTEGER)
    *out = (double) isg_value_integer (value);
  else {
    number = isg_value_decimal (value);
    *out = (double) number.unscaled;
    for (guint i = 0; i < number.scale; i++)
      *out /= 10;
  }
  return TRUE;
}

char *
isg_field_def_quotient (const IsgFieldDef *field, IsgFields *beside, IsgLanguage language)
{
  const IsgEntryDef *entry;
  IsgDecimal result = { 0 };
  g_autofree char *text = NULL;
  double number, divisor;

  g_return_val_if_fail (field != NULL, NULL);
  g_return_val_if_fail (beside != NULL, NULL);

  entry = field->entry;
  if (entry->dividend == NULL || !get_number (beside, entry->dividend, &number)
      || !get_number (beside, entry->divisor, &divisor) || divisor <= 0)
    return NULL;
  number *= (double) entry->times;
  for (guint i = 0; i < entry->power; i++)
    number /= divisor;
  for (guint i = 0; i < entry->places; i++)
    number *= 10;
  if (number < 0 || number > 1e15)
    return NULL;
  result.unscaled = (gint64) (number + 0.5);
  result.scale = (guint8) entry->places;
  text = isg_decimal_to_string (result, entry->places);
  if (language == ISG_LANGUAGE_TR)
    g_strdelimit (text, ".", ',');
  return g_strdup_printf ("%s %s", isg_words_in (&entry->result, language), text);
}

/* ---- suggestions ---- */

static gboolean
is_young (const IsgSuggestion *suggestion, IsgCheckRun *run, IsgDate day)
{
  IsgDate birth = isg_check_run_date (run, suggestion->birth, 0);

  return birth != ISG_DATE_NONE && isg_date_add_months (birth, 12 * suggestion->below) > day;
}

static IsgValue *
end_of_term (const IsgSuggestion *suggestion, IsgCheckRun *run)
{
  IsgDate from = isg_check_run_date (run, suggestion->from, 0);
  g_autoptr (IsgValue) hazard_class = isg_check_run_get (run, suggestion->hazard_class, 0);
  const char *code = hazard_class != NULL ? isg_value_text (hazard_class) : NULL;
  const IsgTerm *term;
  IsgDate last;

  if (from == ISG_DATE_NONE || (suggestion->hazard_class != NULL && code == NULL)
      || (suggestion->birth != NULL && !is_young (suggestion, run, from)))
    return NULL;
  term = isg_rules_term (run->rules, suggestion->term, code, -1, from);
  last = term != NULL ? isg_term_end (term, from) : ISG_DATE_NONE;
  return last != ISG_DATE_NONE ? isg_value_new_date (last) : NULL;
}

static IsgValue *
follow (const IsgSuggestion *suggestion, IsgCheckRun *run)
{
  if (suggestion->when != NULL
      && !isg_condition_holds (suggestion->when, isg_record_fields (run->record)))
    return NULL;
  if (suggestion->copy != NULL)
    return isg_check_run_get (run, suggestion->copy, 0);
  return end_of_term (suggestion, run);
}

/* The newest earlier record of the same person. */
static IsgRecord *
find_earlier (IsgCheckRun *run)
{
  const char *person
    = run->kind->employee != NULL ? isg_kind_employee (run->kind, run->record) : NULL;
  IsgDate day = run->kind->date != NULL ? isg_kind_date (run->kind, run->record) : ISG_DATE_NONE;
  g_autoptr (GPtrArray) others = NULL;
  IsgRecord *newest = NULL;
  IsgDate newest_day = ISG_DATE_NONE;

  if (person == NULL)
    return NULL;
  others = isg_check_run_find (run, run->kind->id, NULL, run->kind->employee, person);
  for (guint i = 0; i < others->len; i++) {
    IsgRecord *other = g_ptr_array_index (others, i);
    IsgDate on = isg_kind_date (run->kind, other);

    if (on == ISG_DATE_NONE || (day != ISG_DATE_NONE && on > day)
        || (newest != NULL && on <= newest_day))
      continue;
    newest = other;
    newest_day = on;
  }
  return newest != NULL ? isg_record_ref (newest) : NULL;
}

static IsgValue *
suggest (const IsgFieldDef *field, IsgCheckRun *run, IsgRecord *earlier)
{
  const IsgEntryDef *entry = field->entry;
  IsgValue *value;

  if (entry->carry && earlier != NULL) {
    value = isg_record_get (earlier, field->id);
    if (value != NULL && isg_value_type (value) == field->type)
      return isg_value_ref (value);
  }
  for (guint i = 0; entry->fill != NULL && i < entry->fill->len; i++) {
    value = follow (g_ptr_array_index (entry->fill, i), run);
    if (value != NULL)
      return value;
  }
  return NULL;
}

static gboolean
carries (const IsgKind *kind)
{
  for (guint i = 0; i < kind->fields->len; i++)
    if (((const IsgFieldDef *) g_ptr_array_index (kind->fields, i))->entry->carry)
      return TRUE;
  return FALSE;
}

IsgFields *
isg_rules_suggest (IsgRules *rules, IsgRecord *record, const IsgCheckContext *context)
{
  IsgCheckRun run = { rules, NULL, record, context, NULL, NULL };
  g_autoptr (GHashTable) resolved = NULL;
  g_autoptr (IsgRecord) earlier = NULL;
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  g_return_val_if_fail (rules != NULL, NULL);
  g_return_val_if_fail (record != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  run.kind = isg_rules_kind (rules, isg_record_kind (record));
  if (run.kind == NULL)
    return isg_fields_builder_end (builder);
  run.resolved = resolved
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, isg_check_run_unref_record);
  earlier = carries (run.kind) ? find_earlier (&run) : NULL;
  for (guint i = 0; i < run.kind->fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (run.kind->fields, i);
    IsgValue *value = suggest (field, &run, earlier);

    if (value != NULL)
      isg_fields_builder_set (builder, field->id, value);
  }
  return isg_fields_builder_end (builder);
}
