/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-check-private.h"

/* What is promised for each head: the minutes a month of those who serve a workplace, against what
 * the term asks for each person who works there.  Source: domain.md 1.5. */

static gboolean
covers (IsgDate from, IsgDate until, IsgDate day)
{
  return (from == ISG_DATE_NONE || day >= from) && (until == ISG_DATE_NONE || day <= until);
}

static IsgDate
date_of (IsgRecord *record, const char *field)
{
  return isg_value_date (isg_record_get (record, field));
}

/* Today, or the first day of what begins later; what is over is not judged any more. */
static IsgDate
day_of (const IsgCheckDef *def, IsgCheckRun *run)
{
  IsgDate from = isg_check_run_date (run, def->paths[ISG_CHECK_FROM], 0);
  IsgDate until = isg_check_run_date (run, def->paths[ISG_CHECK_UNTIL], 0);
  IsgDate today = run->context->today;

  if (today == ISG_DATE_NONE || (until != ISG_DATE_NONE && until < today))
    return ISG_DATE_NONE;
  return from != ISG_DATE_NONE && from > today ? from : today;
}

static guint
count_heads (const IsgCheckDef *def, IsgCheckRun *run, IsgDate day)
{
  g_autoptr (GPtrArray) people
    = isg_check_run_find (run, def->params.kind, isg_record_workplace (run->record), NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < people->len; i++) {
    IsgRecord *person = g_ptr_array_index (people, i);

    n += covers (date_of (person, def->params.from), date_of (person, def->params.until), day);
  }
  return n;
}

/* Whether the "when" of the check holds for another record, too: the same role. */
static gboolean
is_alike (const IsgCheckDef *def, IsgCheckRun *run, IsgRecord *other)
{
  for (guint i = 0; def->params.when != NULL && i < def->params.when->len; i++) {
    g_autoptr (IsgValue) value = isg_path_get (g_ptr_array_index (def->params.when, i),
                                               other,
                                               0,
                                               isg_check_run_resolve,
                                               run);
    g_autofree char *text = value != NULL ? isg_value_to_text (value) : NULL;

    if (text == NULL
        || !g_ptr_array_find_with_equal_func (g_ptr_array_index (def->params.when_in, i),
                                              text,
                                              g_str_equal,
                                              NULL))
      return FALSE;
  }
  return TRUE;
}

/* This record's and those of others of its kind on that day; %FALSE when it says nothing itself. */
static gboolean
sum_promised (const IsgCheckDef *def, IsgCheckRun *run, IsgDate day, IsgDecimal *out_sum)
{
  const char *field = isg_path_field (def->paths[ISG_CHECK_PATH])->id;
  const char *from = isg_path_field (def->paths[ISG_CHECK_FROM])->id;
  const char *until = isg_path_field (def->paths[ISG_CHECK_UNTIL])->id;
  IsgValue *own = isg_record_get (run->record, field);
  g_autoptr (GPtrArray) others = NULL;

  if (own == NULL)
    return FALSE;
  *out_sum = isg_value_decimal (own);
  others = isg_check_run_find (run, run->kind->id, isg_record_workplace (run->record), NULL, NULL);
  for (guint i = 0; i < others->len; i++) {
    IsgRecord *other = g_ptr_array_index (others, i);
    IsgValue *value = isg_record_get (other, field);

    if (value != NULL && covers (date_of (other, from), date_of (other, until), day)
        && is_alike (def, run, other)
        && !isg_decimal_add (*out_sum, isg_value_decimal (value), out_sum))
      return FALSE;
  }
  return TRUE;
}

/* Where so many work that somebody has to be there the whole time, minutes do not say it. */
static gboolean
is_beyond (const IsgCheckDef *def, IsgCheckRun *run, const char *class, guint heads, IsgDate day)
{
  const IsgTerm *limit
    = isg_rules_term (run->rules, def->params.unit_term, class, (int) heads, day);

  return limit != NULL
         && isg_decimal_compare (isg_decimal_from_int ((int) heads), limit->value) >= 0;
}

static void
report_short (const IsgCheckDef *def,
              IsgCheckRun *run,
              guint heads,
              IsgDecimal needed,
              IsgDecimal promised,
              const IsgTerm *term)
{
  g_autofree char *place = isg_check_def_place (def, 0);
  g_autofree char *n = g_strdup_printf ("%u", heads);
  g_autofree char *need = isg_decimal_to_string (needed, 0);
  g_autofree char *have = isg_decimal_to_string (promised, 0);

  isg_check_run_report (run,
                        place,
                        def->grade,
                        def->code,
                        "n",
                        n,
                        "needed",
                        need,
                        "have",
                        have,
                        "article",
                        term->article,
                        NULL);
}

void
isg_check_term_heads (const IsgCheckDef *def, IsgCheckRun *run)
{
  g_autoptr (IsgValue) value = isg_check_run_get (run, def->paths[ISG_CHECK_CLASS], 0);
  const char *class = value != NULL ? isg_value_text (value) : NULL;
  IsgDate day = day_of (def, run);
  const IsgTerm *term;
  IsgDecimal promised, needed;
  guint heads;

  if (class == NULL || day == ISG_DATE_NONE || !sum_promised (def, run, day, &promised))
    return;
  heads = count_heads (def, run, day);
  term = isg_rules_term (run->rules, def->params.term, class, (int) heads, day);
  if (heads == 0 || term == NULL || is_beyond (def, run, class, heads, day)
      || !isg_decimal_multiply (term->value, isg_decimal_from_int ((int) heads), &needed)
      || isg_decimal_compare (promised, needed) >= 0)
    return;
  report_short (def, run, heads, needed, promised, term);
}
