/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-calendar-private.h"

static void
load_day (IsgPackNode *node, IsgCalendarDefs *defs, int year)
{
  IsgHoliday day = { isg_pack_node_date_or (node, "date", ISG_DATE_NONE),
                     isg_pack_node_bool_or (node, "half", FALSE),
                     isg_pack_node_words (node, "name") };
  int of = 0;

  isg_pack_node_end (node);
  if (day.date != ISG_DATE_NONE)
    isg_date_split (day.date, &of, NULL, NULL);
  if (of != year)
    isg_pack_node_fail (node, "date", "a day of %d is expected", year);
  g_array_append_val (defs->holidays, day);
}

static int
compare_days (gconstpointer a, gconstpointer b)
{
  const IsgHoliday *left = a, *right = b;

  return (left->date > right->date) - (left->date < right->date);
}

void
isg_holidays_load (IsgPackNode *list, IsgCalendarDefs *defs)
{
  for (guint i = 0; i < isg_pack_node_length (list); i++) {
    IsgPackNode *node = isg_pack_node_nth_object (list, i);
    int year = (int) isg_pack_node_integer (node, "year", 1900, 2199);
    IsgPackNode *days = isg_pack_node_array (node, "days");

    for (guint j = 0; j < defs->years->len; j++)
      if (g_array_index (defs->years, int, j) == year)
        isg_pack_node_fail (node, "year", "stands twice: %d", year);
    isg_pack_node_string (node, "source");
    isg_pack_node_string_or (node, "verify", NULL);
    for (guint j = 0; j < isg_pack_node_length (days); j++)
      load_day (isg_pack_node_nth_object (days, j), defs, year);
    isg_pack_node_end (node);
    g_array_append_val (defs->years, year);
  }
  g_array_sort (defs->holidays, compare_days);
}

static const IsgHoliday *
find_day (const IsgCalendarDefs *defs, IsgDate date)
{
  IsgHoliday wanted = { .date = date };
  guint index;

  if (!g_array_binary_search (defs->holidays, &wanted, compare_days, &index))
    return NULL;
  return &g_array_index (defs->holidays, IsgHoliday, index);
}

static gboolean
knows_year (const IsgCalendarDefs *defs, IsgDate date)
{
  int year;

  isg_date_split (date, &year, NULL, NULL);
  for (guint i = 0; i < defs->years->len; i++)
    if (g_array_index (defs->years, int, i) == year)
      return TRUE;
  return FALSE;
}

static gboolean
is_working_day (const IsgCalendarDefs *defs, IsgDate date)
{
  const IsgHoliday *day = find_day (defs, date);

  return (defs->weekend & 1u << isg_date_weekday (date)) == 0 && (day == NULL || day->half);
}

gboolean
isg_holidays_add_working_days (IsgRules *rules, IsgDate date, int days, IsgDate *out_date)
{
  const IsgCalendarDefs *defs = rules->calendar;

  if (!knows_year (defs, date))
    return FALSE;
  while (days > 0) {
    date++;
    if (!knows_year (defs, date))
      return FALSE;
    if (is_working_day (defs, date))
      days--;
  }
  *out_date = date;
  return TRUE;
}

int
isg_holidays_working_days_left (IsgRules *rules, IsgDate today, IsgDate until)
{
  int n = 0;

  if (today > until)
    return -1;
  for (IsgDate date = today + 1; date <= until; date++)
    n += is_working_day (rules->calendar, date) ? 1 : 0;
  return n;
}

const char *
isg_holiday_name (IsgRules *rules, IsgDate date, IsgLanguage language, gboolean *out_half)
{
  const IsgHoliday *day = find_day (rules->calendar, date);

  if (day == NULL)
    return NULL;
  if (out_half != NULL)
    *out_half = day->half;
  return isg_words_in (&day->name, language);
}
