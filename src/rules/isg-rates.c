/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rates.h"

#include "rules/isg-calendar-private.h"

/* A whole number of the pack; 0 when there is none. */
static gint64
constant (IsgRules *rules, const char *topic, IsgDate day)
{
  const IsgTerm *term = isg_rules_term (rules, topic, NULL, -1, day);
  g_autofree char *digits = term != NULL ? isg_decimal_to_string (term->value, 0) : NULL;
  gint64 n = 0;

  return digits != NULL && g_ascii_string_to_signed (digits, 10, 0, G_MAXINT32, &n, NULL) ? n : 0;
}

/* ---- days for which premiums are due ---- */

/* SGK counts every whole month as 30 days. */
static gint64
paid_days_of (IsgDate from, IsgDate until, int year)
{
  gint64 all = 0;

  for (int month = 1; month <= 12; month++) {
    IsgDate first = isg_date_new (year, month, 1);
    IsgDate last = isg_date_add_months (first, 1) - 1;
    IsgDate begin = MAX (first, from);
    IsgDate end = MIN (last, until);

    if (begin == first && end == last)
      all += 30;
    else if (begin <= end)
      all += MIN (end - begin + 1, 30);
  }
  return all;
}

static void
count_people (const IsgFacts *facts, IsgDate first, IsgDate last, IsgRates *rates)
{
  const IsgCalendarDefs *defs = facts->rules->calendar;
  GPtrArray *people = isg_facts_rows (facts, defs->people);

  for (guint i = 0; i < people->len; i++) {
    const IsgFact *person = g_ptr_array_index (people, i);
    IsgDate start = isg_fact_date (person, defs->start);
    IsgDate leave = isg_fact_date (person, defs->leave);
    IsgDate until = leave != ISG_DATE_NONE ? MIN (leave, last) : last;

    /* A person whose record was closed without a day of leaving was entered by mistake. */
    if (start == ISG_DATE_NONE || start > last || until < first
        || (person->closed && leave == ISG_DATE_NONE))
      continue;
    rates->employees++;
    rates->paid_days += paid_days_of (MAX (start, first), until, rates->year);
  }
}

/* ---- accidents ---- */

static gboolean
is_in (const IsgFact *row, const IsgEvidence *evidence, IsgDate first, IsgDate last)
{
  IsgDate date = isg_fact_date (row, evidence->date);

  return !row->closed && date != ISG_DATE_NONE && date >= first && date <= last
         && isg_fact_fits (row, evidence->where);
}

/* A degree of incapacity in percent, each of which stands for so many days. */
static gint64
degree_days (IsgRules *rules, const IsgRatesDef *def, const IsgFact *row, IsgDate day)
{
  const char *degree = def->degree >= 0 ? row->values[def->degree] : NULL;
  IsgDecimal percent, days;
  g_autofree char *digits = NULL;

  if (degree == NULL || !isg_decimal_parse (degree, &percent, NULL)
      || !isg_decimal_multiply (percent,
                                isg_decimal_from_int (constant (rules, "rates.degree.days", day)),
                                &days))
    return 0;
  digits = isg_decimal_to_string (days, 0);
  return g_ascii_strtoll (digits, NULL, 10);
}

static void
count_accidents (const IsgFacts *facts, IsgDate first, IsgDate last, IsgRates *rates)
{
  const IsgRatesDef *def = &facts->rules->calendar->rates;
  GPtrArray *rows = isg_facts_rows (facts, def->accidents.table);

  for (guint i = 0; i < rows->len; i++)
    rates->accidents += is_in (g_ptr_array_index (rows, i), &def->accidents, first, last) ? 1 : 0;

  rows = isg_facts_rows (facts, def->victims.table);
  for (guint i = 0; i < rows->len; i++) {
    const IsgFact *row = g_ptr_array_index (rows, i);
    const char *days = row->values[def->days];
    gint64 n = 0;

    if (!is_in (row, &def->victims, first, last))
      continue;
    rates->victims++;
    rates->deaths += isg_fact_fits (row, def->death) ? 1 : 0;
    if (isg_fact_fits (row, def->permanent)) {
      rates->permanent++;
      rates->lost_total += degree_days (facts->rules, def, row, first);
    }
    if (days != NULL && g_ascii_string_to_signed (days, 10, 0, 36600, &n, NULL))
      rates->days_lost += n;
  }
}

/* ---- the whole ---- */

/* @above × @times ÷ @below with two places, rounded half up. */
static IsgDecimal
divide (gint64 above, gint64 times, gint64 below)
{
  gint64 hundredths = (above * times * 200 + below) / (2 * below);

  return (IsgDecimal){ hundredths, 2 };
}

static void
make_rates (IsgRules *rules, IsgDate day, IsgRates *rates)
{
  gint64 hours_a_day = constant (rules, "rates.day.hours", day);
  gint64 million = constant (rules, "rates.million", day);
  gint64 hours = rates->paid_days * hours_a_day;

  rates->has_rates
    = hours > 0 && rates->employees >= constant (rules, "rates.small.employees", day);
  if (!rates->has_rates)
    return;
  rates->frequency = divide (rates->accidents, million, hours);
  rates->per_hundred
    = divide (rates->accidents, constant (rules, "rates.hundred.hours", day), hours);
  rates->severity_days = divide (rates->lost_total, million, hours);
  rates->severity_hours = divide (rates->lost_total * hours_a_day, 100, hours);
}

gboolean
isg_rates_compute (const IsgFacts *facts,
                   int year,
                   IsgDate today,
                   gint64 paid_days,
                   IsgRates *out_rates)
{
  IsgRates rates = { .year = year, .estimated = paid_days < 0 };
  IsgDate first = isg_date_new (year, 1, 1);
  IsgDate last = MIN (isg_date_new (year, 12, 31), today);

  g_return_val_if_fail (facts != NULL, FALSE);

  if (facts->rules->calendar->rates.accidents.kind == NULL || first == ISG_DATE_NONE)
    return FALSE;
  count_people (facts, first, last, &rates);
  if (paid_days >= 0)
    rates.paid_days = paid_days;
  count_accidents (facts, first, last, &rates);
  rates.lost_total
    += rates.days_lost + rates.deaths * constant (facts->rules, "rates.death.days", first);
  make_rates (facts->rules, first, &rates);
  *out_rates = rates;
  return TRUE;
}

char *
isg_rates_formula (IsgRules *rules, const char *rate, IsgLanguage language)
{
  g_autofree char *id = g_strconcat ("rates.", rate, ".formula", NULL);

  return isg_rules_text (rules, id, language, NULL);
}
