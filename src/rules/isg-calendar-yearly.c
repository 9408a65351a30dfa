/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-calendar-private.h"

static gboolean
is_made (IsgCalendarRun *run, const IsgDueRule *rule, int year)
{
  GPtrArray *rows = isg_facts_rows (run->facts, rule->done.table);

  for (guint i = 0; i < rows->len; i++) {
    const IsgFact *row = g_ptr_array_index (rows, i);
    gint64 of = 0;

    if (!row->closed && row->values[rule->year_column] != NULL
        && g_ascii_string_to_signed (row->values[rule->year_column], 10, 1900, 2199, &of, NULL)
        && of == year && isg_fact_fits (row, rule->done.where))
      return TRUE;
  }
  return FALSE;
}

/* This year's paper while it is wanted, then next year's. Nothing is asked of a year in which
 * nobody worked yet on the day. */
void
isg_calendar_yearly (IsgCalendarRun *run, const IsgDueRule *rule)
{
  int year;

  if (run->first_start == ISG_DATE_NONE)
    return;
  isg_date_split (run->today, &year, NULL, NULL);
  for (int i = 0; i < 2; i++, year++) {
    IsgDueItem item = { .rule = rule,
                        .date = isg_date_new (year, rule->month, rule->day),
                        .from = isg_date_new (year, 1, 1),
                        .year = year,
                        .done_minutes = -1 };

    if (item.date < run->first_start || is_made (run, rule, year))
      continue;
    isg_calendar_emit (run, &item, NULL, NULL);
    return;
  }
}
