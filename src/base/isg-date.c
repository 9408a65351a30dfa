/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-date.h"

#include <string.h>

#include "base/isg-error.h"

#define FIRST_YEAR 1800
#define LAST_YEAR  2199

#define SECONDS_A_DAY 86400

static gint64
floor_div (gint64 a, gint64 b)
{
  return a / b - (a % b < 0 ? 1 : 0);
}

/* 0 to @b - 1, also of a negative number. */
static int
floor_mod (gint64 a, int b)
{
  int rest = (int) (a % b);

  return rest < 0 ? rest + b : rest;
}

static int
days_in_month (int year, int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

/* Years are counted from 1 March, so that the leap day is the last of its year; an era is 400
 * years. */
static gint64
days_from_civil (gint64 year, int month, int day)
{
  gint64 y = month <= 2 ? year - 1 : year;
  gint64 era = floor_div (y, 400);
  gint64 year_of_era = y - era * 400;
  gint64 day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  gint64 day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

  return era * 146097 + day_of_era - 719468;
}

static void
civil_from_days (gint64 days, gint64 *year, int *month, int *day)
{
  gint64 z = days + 719468;
  gint64 era = floor_div (z, 146097);
  gint64 day_of_era = z - era * 146097;
  gint64 year_of_era
    = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  gint64 day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  gint64 shifted_month = (5 * day_of_year + 2) / 153;

  *day = (int) (day_of_year - (153 * shifted_month + 2) / 5 + 1);
  *month = (int) (shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

IsgDate
isg_date_new (int year, int month, int day)
{
  if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12 || day < 1
      || day > days_in_month (year, month))
    return ISG_DATE_NONE;
  return (IsgDate) days_from_civil (year, month, day);
}

void
isg_date_split (IsgDate date, int *year, int *month, int *day)
{
  gint64 y;
  int m;
  int d;

  g_return_if_fail (date != ISG_DATE_NONE);

  civil_from_days (date, &y, &m, &d);
  if (year != NULL)
    *year = (int) y;
  if (month != NULL)
    *month = m;
  if (day != NULL)
    *day = d;
}

/* Whether @text has the form of @shape, in which 0 stands for any digit. */
static gboolean
has_shape (const char *text, const char *shape)
{
  for (; *shape != '\0'; text++, shape++)
    if (*shape == '0' ? !g_ascii_isdigit (*text) : *text != *shape)
      return FALSE;
  return *text == '\0';
}

static int
number_at (const char *text, int n_digits)
{
  int number = 0;

  for (int i = 0; i < n_digits; i++)
    number = number * 10 + (text[i] - '0');
  return number;
}

/* The ten characters at @text are known to have the form of a date. */
static IsgDate
date_at (const char *text, GError **error)
{
  IsgDate date
    = isg_date_new (number_at (text, 4), number_at (text + 5, 2), number_at (text + 8, 2));

  if (date == ISG_DATE_NONE)
    g_set_error_literal (error, ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE, "date: no such day");
  return date;
}

gboolean
isg_date_parse_iso (const char *text, IsgDate *out_date, GError **error)
{
  IsgDate date;

  if (!has_shape (text, "0000-00-00")) {
    g_set_error_literal (error, ISG_BASE_ERROR, ISG_BASE_ERROR_FORMAT, "date: not YYYY-MM-DD");
    return FALSE;
  }
  date = date_at (text, error);
  if (date == ISG_DATE_NONE)
    return FALSE;

  *out_date = date;
  return TRUE;
}

char *
isg_date_to_iso (IsgDate date)
{
  return isg_date_format (date, "yyyy-MM-dd");
}

char *
isg_date_format (IsgDate date, const char *pattern)
{
  GString *text;
  int year;
  int month;
  int day;

  g_return_val_if_fail (date != ISG_DATE_NONE, NULL);

  text = g_string_new (NULL);
  isg_date_split (date, &year, &month, &day);
  while (*pattern != '\0') {
    if (g_str_has_prefix (pattern, "yyyy")) {
      g_string_append_printf (text, "%04d", year);
      pattern += 4;
    } else if (g_str_has_prefix (pattern, "MM") || g_str_has_prefix (pattern, "dd")) {
      g_string_append_printf (text, "%02d", *pattern == 'M' ? month : day);
      pattern += 2;
    } else {
      g_string_append_c (text, *pattern++);
    }
  }
  return g_string_free (text, FALSE);
}

IsgDate
isg_date_add_months (IsgDate date, int months)
{
  gint64 total;
  gint64 year;
  int month;
  int day;

  g_return_val_if_fail (date != ISG_DATE_NONE, ISG_DATE_NONE);

  civil_from_days (date, &year, &month, &day);
  total = year * 12 + (month - 1) + months;
  year = floor_div (total, 12);
  month = floor_mod (total, 12) + 1;
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return ISG_DATE_NONE;
  return isg_date_new ((int) year, month, MIN (day, days_in_month ((int) year, month)));
}

int
isg_date_weekday (IsgDate date)
{
  g_return_val_if_fail (date != ISG_DATE_NONE, 1);

  /* 1970-01-01 was a Thursday. */
  return floor_mod ((gint64) date + 3, 7) + 1;
}

IsgDate
isg_date_from_unix (gint64 seconds)
{
  gint64 days = floor_div (seconds, SECONDS_A_DAY);

  if (floor_mod (seconds, SECONDS_A_DAY) >= SECONDS_A_DAY - ISG_ISTANBUL_OFFSET)
    days++;
  if (days < days_from_civil (FIRST_YEAR, 1, 1) || days > days_from_civil (LAST_YEAR, 12, 31))
    return ISG_DATE_NONE;
  return (IsgDate) days;
}

static gboolean
make_time (int hour, int minute, int second, int *out_seconds, GError **error)
{
  if (hour > 23 || minute > 59 || second > 59) {
    g_set_error_literal (error, ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE, "time: no such time of day");
    return FALSE;
  }
  *out_seconds = (hour * 60 + minute) * 60 + second;
  return TRUE;
}

gboolean
isg_time_parse (const char *text, int *out_seconds, GError **error)
{
  if (has_shape (text, "00:00") || has_shape (text, "00.00"))
    return make_time (number_at (text, 2), number_at (text + 3, 2), 0, out_seconds, error);
  if (has_shape (text, "0:00") || has_shape (text, "0.00"))
    return make_time (number_at (text, 1), number_at (text + 2, 2), 0, out_seconds, error);
  if (has_shape (text, "0000"))
    return make_time (number_at (text, 2), number_at (text + 2, 2), 0, out_seconds, error);
  if (has_shape (text, "00:00:00"))
    return make_time (number_at (text, 2),
                      number_at (text + 3, 2),
                      number_at (text + 6, 2),
                      out_seconds,
                      error);

  g_set_error_literal (error, ISG_BASE_ERROR, ISG_BASE_ERROR_FORMAT, "time: not HH:MM");
  return FALSE;
}

gboolean
isg_datetime_parse_iso (const char *text, IsgDate *out_date, int *out_seconds, GError **error)
{
  IsgDate date;
  int seconds;

  if (!has_shape (text, "0000-00-00T00:00:00")) {
    g_set_error_literal (error,
                         ISG_BASE_ERROR,
                         ISG_BASE_ERROR_FORMAT,
                         "time: not YYYY-MM-DDTHH:MM:SS");
    return FALSE;
  }
  date = date_at (text, error);
  if (date == ISG_DATE_NONE || !isg_time_parse (text + 11, &seconds, error))
    return FALSE;

  *out_date = date;
  *out_seconds = seconds;
  return TRUE;
}

static char *
format_datetime (gint64 days, int second_of_day)
{
  gint64 year;
  int month;
  int day;

  civil_from_days (days, &year, &month, &day);
  return g_strdup_printf ("%04" G_GINT64_FORMAT "-%02d-%02dT%02d:%02d:%02d",
                          year,
                          month,
                          day,
                          second_of_day / 3600,
                          second_of_day / 60 % 60,
                          second_of_day % 60);
}

char *
isg_unix_to_local_iso (gint64 ms, gboolean with_ms)
{
  gint64 local = floor_div (ms, 1000) + ISG_ISTANBUL_OFFSET;
  g_autofree char *text
    = format_datetime (floor_div (local, SECONDS_A_DAY), floor_mod (local, SECONDS_A_DAY));

  if (!with_ms)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s.%03d", text, floor_mod (ms, 1000));
}

char *
isg_unix_to_utc_iso (gint64 seconds)
{
  g_autofree char *text
    = format_datetime (floor_div (seconds, SECONDS_A_DAY), floor_mod (seconds, SECONDS_A_DAY));

  return g_strconcat (text, "Z", NULL);
}
