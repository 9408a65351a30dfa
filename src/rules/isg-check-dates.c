/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-check-private.h"

void
isg_check_date_not_future (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];

  for (guint row = 0; row < isg_path_rows (path, run->record); row++) {
    IsgDate date = isg_check_run_date (run, path, row);
    g_autofree char *place = isg_check_def_place (def, row);

    if (date != ISG_DATE_NONE && date > run->context->today)
      isg_check_run_report (run, place, def->grade, def->code, NULL);
  }
}

void
isg_check_date_not_before (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  const IsgPath *other = def->paths[ISG_CHECK_OTHER];

  for (guint row = 0; row < isg_path_rows (path, run->record); row++) {
    IsgDate date = isg_check_run_date (run, path, row);
    IsgDate earlier = isg_check_run_date (run, other, row);
    g_autofree char *place = isg_check_def_place (def, row);
    g_autofree char *first = NULL;
    g_autofree char *then = NULL;

    if (date == ISG_DATE_NONE || earlier == ISG_DATE_NONE || date >= earlier)
      continue;
    first = isg_date_to_iso (earlier);
    then = isg_date_to_iso (date);
    isg_check_run_report (run,
                          place,
                          def->grade,
                          def->code,
                          "first.tr",
                          isg_path_field (other)->label.tr,
                          "first.en",
                          isg_path_field (other)->label.en,
                          "first_date",
                          first,
                          "then.tr",
                          isg_path_field (path)->label.tr,
                          "then.en",
                          isg_path_field (path)->label.en,
                          "then_date",
                          then,
                          NULL);
  }
}

void
isg_check_date_not_after (const IsgCheckDef *def, IsgCheckRun *run)
{
  IsgDate date = isg_check_run_date (run, def->paths[ISG_CHECK_PATH], 0);
  IsgDate last = isg_check_run_date (run, def->paths[ISG_CHECK_OTHER], 0);
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *n = NULL;
  g_autofree char *text = NULL;

  if (date == ISG_DATE_NONE || last == ISG_DATE_NONE || date <= last)
    return;
  n = g_strdup_printf ("%d", (int) (date - last));
  text = isg_date_to_iso (last);
  isg_check_run_report (run, place, def->grade, def->code, "n", n, "date", text, NULL);
}

/* "6 ay" / "6 months"; NULL when the unit is not one of time. */
static char *
term_words (const IsgTerm *term, IsgLanguage language)
{
  static const struct {
    const char *unit;
    const char *tr;
    const char *one;
    const char *many;
  } words[] = {
    { "day", "gün", "day", "days" },
    { "month", "ay", "month", "months" },
    { "year", "yıl", "year", "years" },
  };
  g_autofree char *value = isg_decimal_to_string (term->value, 0);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++) {
    if (!g_str_equal (words[i].unit, term->unit))
      continue;
    if (language == ISG_LANGUAGE_TR)
      return g_strdup_printf ("%s %s", value, words[i].tr);
    return g_strdup_printf ("%s %s",
                            value,
                            g_str_equal (value, "1") ? words[i].one : words[i].many);
  }
  return NULL;
}

IsgDate
isg_term_end (const IsgTerm *term, IsgDate from)
{
  if (term->value.scale != 0)
    return ISG_DATE_NONE;
  if (g_str_equal (term->unit, "year"))
    return isg_date_add_months (from, 12 * (int) term->value.unscaled);
  if (g_str_equal (term->unit, "month"))
    return isg_date_add_months (from, (int) term->value.unscaled);
  if (g_str_equal (term->unit, "day"))
    return from + (IsgDate) term->value.unscaled;
  return ISG_DATE_NONE;
}

void
isg_check_term_until (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *class_path = def->paths[ISG_CHECK_CLASS];
  IsgDate until = isg_check_run_date (run, def->paths[ISG_CHECK_PATH], 0);
  IsgDate from = isg_check_run_date (run, def->paths[ISG_CHECK_OTHER], 0);
  g_autoptr (IsgValue) hazard_class = isg_check_run_get (run, class_path, 0);
  const char *code = hazard_class != NULL ? isg_value_text (hazard_class) : NULL;
  const IsgTerm *term = NULL;
  IsgDate last = ISG_DATE_NONE;
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;
  g_autofree char *class_tr = NULL;
  g_autofree char *class_en = NULL;
  g_autofree char *text = NULL;

  if (until == ISG_DATE_NONE || from == ISG_DATE_NONE || code == NULL)
    return;
  term = isg_rules_term (run->rules, def->params.term, code, -1, from);
  last = term != NULL ? isg_term_end (term, from) : ISG_DATE_NONE;
  if (last == ISG_DATE_NONE || until <= last)
    return;

  tr = term_words (term, ISG_LANGUAGE_TR);
  en = term_words (term, ISG_LANGUAGE_EN);
  class_tr
    = isg_path_display (class_path, run->record, 0, isg_check_run_resolve, run, ISG_LANGUAGE_TR);
  class_en
    = isg_path_display (class_path, run->record, 0, isg_check_run_resolve, run, ISG_LANGUAGE_EN);
  text = isg_date_to_iso (last);
  isg_check_run_report (run,
                        place,
                        def->grade,
                        def->code,
                        "class.tr",
                        class_tr,
                        "class.en",
                        class_en,
                        "term.tr",
                        tr,
                        "term.en",
                        en,
                        "date",
                        text,
                        "article",
                        term->article,
                        NULL);
}

/* The hour of a moment against an hour of the same day: an accident before the start of work. */
void
isg_check_time_not_before (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *other = def->paths[ISG_CHECK_OTHER];
  g_autoptr (IsgValue) moment = isg_check_run_get (run, def->paths[ISG_CHECK_PATH], 0);

  for (guint row = 0; moment != NULL && row < isg_path_rows (other, run->record); row++) {
    g_autoptr (IsgValue) start = isg_check_run_get (run, other, row);
    g_autofree char *place = isg_check_def_place (def, row);
    g_autofree char *time = NULL;

    if (start == NULL || isg_value_seconds (moment) >= isg_value_seconds (start))
      continue;
    time = isg_value_to_text (start);
    isg_check_run_report (run, place, def->grade, def->code, "time", time, NULL);
  }
}

/* Whole years from one day to another. */
static int
years_between (IsgDate from, IsgDate to)
{
  int years = 0;

  while (years < 200 && isg_date_add_months (from, 12 * (years + 1)) <= to)
    years++;
  return years;
}

void
isg_check_age_below (const IsgCheckDef *def, IsgCheckRun *run)
{
  const IsgPath *path = def->paths[ISG_CHECK_PATH];
  IsgDate birth = isg_check_run_date (run, path, 0);
  IsgDate day = isg_check_run_date (run, def->paths[ISG_CHECK_DATE], 0);
  const IsgTerm *term = NULL;
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *age = NULL;
  g_autofree char *tr = NULL;
  g_autofree char *en = NULL;

  /* A person who began young is no young worker any more once grown up. */
  if (day == ISG_DATE_NONE || day < run->context->today)
    day = run->context->today;
  if (birth == ISG_DATE_NONE || birth > day || years_between (birth, day) >= def->params.number)
    return;

  age = g_strdup_printf ("%d", years_between (birth, day));
  term = isg_rules_term (run->rules, def->params.term, NULL, -1, day);
  tr = term != NULL ? term_words (term, ISG_LANGUAGE_TR) : NULL;
  en = term != NULL ? term_words (term, ISG_LANGUAGE_EN) : NULL;
  isg_check_run_report (run,
                        place,
                        def->grade,
                        def->code,
                        "age",
                        age,
                        "term.tr",
                        tr != NULL ? tr : "–",
                        "term.en",
                        en != NULL ? en : "–",
                        NULL);
}

static gboolean
sum_rows (IsgCheckRun *run, const IsgPath *path, IsgDecimal *sum)
{
  for (guint row = 0; row < isg_path_rows (path, run->record); row++) {
    g_autoptr (IsgValue) value = isg_check_run_get (run, path, row);

    if (value == NULL
        || (isg_value_type (value) != ISG_VALUE_DECIMAL
            && isg_value_type (value) != ISG_VALUE_INTEGER))
      continue;
    if (!isg_decimal_add (*sum, isg_value_decimal (value), sum))
      return FALSE;
  }
  return TRUE;
}

/* What the law asks for on that day in that class, in the unit of what is summed. */
static const IsgTerm *
needed_sum (const IsgCheckDef *def, IsgCheckRun *run, IsgDecimal *out_needed)
{
  IsgDate day = isg_check_run_date (run, def->paths[ISG_CHECK_DATE], 0);
  g_autoptr (IsgValue) hazard_class = isg_check_run_get (run, def->paths[ISG_CHECK_CLASS], 0);
  const IsgTerm *term = NULL;
  const IsgTerm *unit = NULL;

  if (day == ISG_DATE_NONE || isg_value_text (hazard_class) == NULL)
    return NULL;
  term = isg_rules_term (run->rules, def->params.term, isg_value_text (hazard_class), -1, day);
  unit = isg_rules_term (run->rules, def->params.unit_term, NULL, -1, day);
  if (term == NULL || unit == NULL || !isg_decimal_multiply (term->value, unit->value, out_needed))
    return NULL;
  return term;
}

void
isg_check_term_sum (const IsgCheckDef *def, IsgCheckRun *run)
{
  IsgDecimal sum = isg_decimal_from_int (0);
  IsgDecimal needed = isg_decimal_from_int (0);
  IsgDecimal negative = isg_decimal_from_int (-1);
  IsgDecimal shortfall = needed;
  const IsgTerm *term = needed_sum (def, run, &needed);
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *n = NULL;
  g_autofree char *required = NULL;

  /* Nothing entered at all is said by the list's own obligation. */
  if (term == NULL || isg_path_rows (def->paths[ISG_CHECK_PATH], run->record) == 0
      || !sum_rows (run, def->paths[ISG_CHECK_PATH], &sum)
      || isg_decimal_compare (sum, needed) >= 0)
    return;
  if (!isg_decimal_multiply (sum, negative, &shortfall)
      || !isg_decimal_add (needed, shortfall, &shortfall))
    return;

  n = isg_decimal_to_string (shortfall, 0);
  required = isg_decimal_to_string (needed, 0);
  isg_check_run_report (run,
                        place,
                        def->grade,
                        def->code,
                        "n",
                        n,
                        "needed",
                        required,
                        "article",
                        term->article,
                        NULL);
}
