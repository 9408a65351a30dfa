/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-date.h"

#include <string.h>

#include "base/isg-error.h"
#include "support/isg-test.h"

/* An error code, or that there is none. */
#define FINE (-1)

static void
assert_outcome (gboolean worked, GError *error, int code)
{
  if (code == FINE) {
    g_assert_no_error (error);
    g_assert_true (worked);
  } else {
    g_assert_error (error, ISG_BASE_ERROR, code);
    g_assert_false (worked);
  }
}

static void
test_only_days_of_the_calendar_are_days (void)
{
  static const struct {
    int year;
    int month;
    int day;
    gboolean exists;
  } cases[] = {
    { 2024, 2, 29, TRUE },  { 2023, 2, 29, FALSE },  { 2000, 2, 29, TRUE },  { 1900, 2, 29, FALSE },
    { 2026, 2, 31, FALSE }, { 2026, 4, 31, FALSE },  { 2026, 4, 30, TRUE },  { 2026, 12, 31, TRUE },
    { 2026, 13, 1, FALSE }, { 2026, 0, 1, FALSE },   { 2026, 1, 0, FALSE },  { 2026, 1, -1, FALSE },
    { 1800, 1, 1, TRUE },   { 1799, 12, 31, FALSE }, { 2199, 12, 31, TRUE }, { 2200, 1, 1, FALSE },
    { -2026, 1, 1, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgDate date = isg_date_new (cases[i].year, cases[i].month, cases[i].day);

    g_test_message ("%d-%d-%d", cases[i].year, cases[i].month, cases[i].day);
    g_assert_cmpint (date != ISG_DATE_NONE, ==, cases[i].exists);
  }
}

/* GDate counts in another way, so the two cannot share a mistake. */
static void
test_every_day_agrees_with_another_calendar (void)
{
  g_autoptr (GDate) other = g_date_new_dmy (1, G_DATE_JANUARY, 1800);
  guint32 epoch;

  {
    g_autoptr (GDate) first = g_date_new_dmy (1, G_DATE_JANUARY, 1970);

    epoch = g_date_get_julian (first);
  }
  while (g_date_get_year (other) < 2200) {
    IsgDate date = isg_date_new (g_date_get_year (other),
                                 (int) g_date_get_month (other),
                                 g_date_get_day (other));
    int year;
    int month;
    int day;

    g_assert_cmpint (date, ==, (gint64) g_date_get_julian (other) - epoch);
    g_assert_cmpint (isg_date_weekday (date), ==, (int) g_date_get_weekday (other));
    isg_date_split (date, &year, &month, &day);
    g_assert_cmpint (year, ==, g_date_get_year (other));
    g_assert_cmpint (month, ==, (int) g_date_get_month (other));
    g_assert_cmpint (day, ==, g_date_get_day (other));
    g_date_add_days (other, 1);
  }
}

static void
test_an_iso_date_is_read_strictly (void)
{
  static const struct {
    const char *text;
    int code;
  } cases[] = {
    { "2026-11-23", FINE },
    { "2024-02-29", FINE },
    { "2023-02-29", ISG_BASE_ERROR_RANGE },
    { "2026-02-31", ISG_BASE_ERROR_RANGE },
    { "2026-13-01", ISG_BASE_ERROR_RANGE },
    { "2026-00-01", ISG_BASE_ERROR_RANGE },
    { "0000-00-00", ISG_BASE_ERROR_RANGE },
    { "1799-12-31", ISG_BASE_ERROR_RANGE },
    { "", ISG_BASE_ERROR_FORMAT },
    { "2026-11-2", ISG_BASE_ERROR_FORMAT },
    { "2026-11-230", ISG_BASE_ERROR_FORMAT },
    { "2026-11-23 ", ISG_BASE_ERROR_FORMAT },
    { " 2026-11-23", ISG_BASE_ERROR_FORMAT },
    { "2026/11/23", ISG_BASE_ERROR_FORMAT },
    { "20261123", ISG_BASE_ERROR_FORMAT },
    { "-026-11-23", ISG_BASE_ERROR_FORMAT },
    { "2026-+1-23", ISG_BASE_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    IsgDate date = 7;
    gboolean worked;

    g_test_message ("\"%s\"", cases[i].text);
    worked = isg_date_parse_iso (cases[i].text, &date, &error);
    assert_outcome (worked, error, cases[i].code);
    if (cases[i].code == FINE) {
      g_autofree char *iso = isg_date_to_iso (date);

      g_assert_cmpstr (iso, ==, cases[i].text);
    } else {
      g_assert_cmpint (date, ==, 7);
    }
  }
}

static void
test_what_people_type_is_a_date (void)
{
  /* today is 2026-11-23 */
  static const struct {
    const char *text;
    const char *iso; /* or NULL */
    int code;
  } cases[] = {
    { "23.11.2026", "2026-11-23", FINE },
    { "23/11/2026", "2026-11-23", FINE },
    { "23-11-2026", "2026-11-23", FINE },
    { "23 11 2026", "2026-11-23", FINE },
    { "231126", "2026-11-23", FINE },
    { "23112026", "2026-11-23", FINE },
    { "010624", "2024-06-01", FINE },
    { "01062024", "2024-06-01", FINE },
    { "1.6.2024", "2024-06-01", FINE },
    { "1.6.24", "2024-06-01", FINE },
    { "01/6/24", "2024-06-01", FINE },
    { "2026-11-23", "2026-11-23", FINE },
    { "  23.11.2026\t", "2026-11-23", FINE },
    { "b", "2026-11-23", FINE },
    { "B", "2026-11-23", FINE },
    { "d", "2026-11-22", FINE },
    { "D", "2026-11-22", FINE },
    { "y", "2026-11-24", FINE },
    { "+7", "2026-11-30", FINE },
    { "+8", "2026-12-01", FINE },
    { "-3", "2026-11-20", FINE },
    { "+0", "2026-11-23", FINE },
    { "+365", "2027-11-23", FINE },
    { "010136", "2036-01-01", FINE },
    { "311236", "2036-12-31", FINE },
    { "010137", "1937-01-01", FINE },
    { "010199", "1999-01-01", FINE },
    { "1.1.60", "1960-01-01", FINE },
    { "29.02.24", "2024-02-29", FINE },
    { "31.02.2026", NULL, ISG_BASE_ERROR_RANGE },
    { "29.02.2023", NULL, ISG_BASE_ERROR_RANGE },
    { "32.01.2026", NULL, ISG_BASE_ERROR_RANGE },
    { "00.01.2026", NULL, ISG_BASE_ERROR_RANGE },
    { "310226", NULL, ISG_BASE_ERROR_RANGE },
    { "20261123", NULL, ISG_BASE_ERROR_RANGE },
    { "2026-02-31", NULL, ISG_BASE_ERROR_RANGE },
    { "+99999", NULL, ISG_BASE_ERROR_RANGE },
    { "-99999", NULL, ISG_BASE_ERROR_RANGE },
    { "", NULL, ISG_BASE_ERROR_FORMAT },
    { "  ", NULL, ISG_BASE_ERROR_FORMAT },
    { "x", NULL, ISG_BASE_ERROR_FORMAT },
    { "bugün", NULL, ISG_BASE_ERROR_FORMAT },
    { "+", NULL, ISG_BASE_ERROR_FORMAT },
    { "+x", NULL, ISG_BASE_ERROR_FORMAT },
    { "+7x", NULL, ISG_BASE_ERROR_FORMAT },
    { "++7", NULL, ISG_BASE_ERROR_FORMAT },
    { "+999999", NULL, ISG_BASE_ERROR_FORMAT },
    { "7", NULL, ISG_BASE_ERROR_FORMAT },
    { "23.11", NULL, ISG_BASE_ERROR_FORMAT },
    { "23.11.", NULL, ISG_BASE_ERROR_FORMAT },
    { "23.11.026", NULL, ISG_BASE_ERROR_FORMAT },
    { "23.11.2026.", NULL, ISG_BASE_ERROR_FORMAT },
    { "23.11/2026", NULL, ISG_BASE_ERROR_FORMAT },
    { "23,11,2026", NULL, ISG_BASE_ERROR_FORMAT },
    { "123.1.2026", NULL, ISG_BASE_ERROR_FORMAT },
    { "2311202", NULL, ISG_BASE_ERROR_FORMAT },
    { "231120266", NULL, ISG_BASE_ERROR_FORMAT },
    { "99999999999999999999", NULL, ISG_BASE_ERROR_FORMAT },
    { "23.11.2026x", NULL, ISG_BASE_ERROR_FORMAT },
    { "\xff", NULL, ISG_BASE_ERROR_FORMAT },
  };
  IsgDate today = isg_date_new (2026, 11, 23);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    IsgDate date = 7;
    gboolean worked;

    g_test_message ("case %" G_GSIZE_FORMAT ": \"%s\"",
                    i,
                    i + 1 == G_N_ELEMENTS (cases) ? "" : cases[i].text);
    worked = isg_date_parse_typed (cases[i].text, today, &date, &error);
    assert_outcome (worked, error, cases[i].code);
    if (cases[i].iso != NULL) {
      g_autofree char *iso = isg_date_to_iso (date);

      g_assert_cmpstr (iso, ==, cases[i].iso);
    } else {
      g_assert_cmpint (date, ==, 7);
    }
  }
}

static void
test_a_year_of_two_digits_follows_the_century (void)
{
  static const struct {
    int today;
    const char *text;
    int year;
  } cases[] = {
    { 2026, "010100", 2000 }, { 2026, "010136", 2036 }, { 2026, "010137", 1937 },
    { 2000, "010110", 2010 }, { 2000, "010111", 1911 }, { 2095, "010199", 2099 },
    { 2095, "010102", 2002 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    IsgDate date = ISG_DATE_NONE;
    int year = 0;

    isg_date_parse_typed (cases[i].text, isg_date_new (cases[i].today, 6, 1), &date, &error);
    g_assert_no_error (error);
    isg_date_split (date, &year, NULL, NULL);
    g_assert_cmpint (year, ==, cases[i].year);
  }
}

static void
test_a_pattern_gives_the_form_asked_for (void)
{
  static const struct {
    const char *pattern;
    const char *text;
  } cases[] = {
    { "dd-MM-yyyy", "05-03-2024" },
    { "dd.MM.yyyy", "05.03.2024" },
    { "yyyy-MM-dd", "2024-03-05" },
    { "yyyyMMdd", "20240305" },
    { "", "" },
    { "d M yyy", "d M yyy" },
    { "%d %s dd", "%d %s 05" },
    { "ddd", "05d" },
  };
  IsgDate date = isg_date_new (2024, 3, 5);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = isg_date_format (date, cases[i].pattern);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_months_end_where_the_month_ends (void)
{
  static const struct {
    const char *from;
    int months;
    const char *to; /* or NULL */
  } cases[] = {
    { "2024-01-31", 1, "2024-02-29" },   { "2023-01-31", 1, "2023-02-28" },
    { "2024-02-29", 12, "2025-02-28" },  { "2024-02-29", 48, "2028-02-29" },
    { "2024-03-31", -1, "2024-02-29" },  { "2024-01-15", -1, "2023-12-15" },
    { "2024-12-15", 1, "2025-01-15" },   { "2024-06-10", 0, "2024-06-10" },
    { "2024-06-10", -18, "2022-12-10" }, { "2024-06-10", 72, "2030-06-10" },
    { "2024-05-31", 18, "2025-11-30" },  { "2199-12-01", 1, NULL },
    { "1800-01-01", -1, NULL },          { "2024-01-01", G_MAXINT, NULL },
    { "2024-01-01", G_MININT, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgDate from;
    IsgDate to;

    g_test_message ("%s %+d", cases[i].from, cases[i].months);
    g_assert_true (isg_date_parse_iso (cases[i].from, &from, NULL));
    to = isg_date_add_months (from, cases[i].months);
    if (cases[i].to != NULL) {
      g_autofree char *iso = isg_date_to_iso (to);

      g_assert_cmpstr (iso, ==, cases[i].to);
    } else {
      g_assert_cmpint (to, ==, ISG_DATE_NONE);
    }
  }
}

static void
test_a_moment_falls_on_the_day_it_is_in_istanbul (void)
{
  static const struct {
    gint64 seconds;
    int year;
    int month;
    int day;
  } cases[] = {
    { 0, 1970, 1, 1 },      { 75599, 1970, 1, 1 }, /* 20:59:59Z */
    { 75600, 1970, 1, 2 },  { -1, 1970, 1, 1 },    /* 02:59:59 there */
    { -10800, 1970, 1, 1 }, { -10801, 1969, 12, 31 }, { 1795435200, 2026, 11, 23 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%" G_GINT64_FORMAT, cases[i].seconds);
    g_assert_cmpint (isg_date_from_unix (cases[i].seconds),
                     ==,
                     isg_date_new (cases[i].year, cases[i].month, cases[i].day));
  }
  g_assert_cmpint (isg_date_from_unix (G_MAXINT64), ==, ISG_DATE_NONE);
  g_assert_cmpint (isg_date_from_unix (G_MININT64), ==, ISG_DATE_NONE);
}

static void
test_a_time_of_day_is_read_as_written_and_as_typed (void)
{
  static const struct {
    const char *text;
    int seconds;
    int code;
  } cases[] = {
    { "14:32", 52320, FINE },
    { "14.32", 52320, FINE },
    { "1432", 52320, FINE },
    { "14:32:05", 52325, FINE },
    { "9:05", 32700, FINE },
    { "9.05", 32700, FINE },
    { "0905", 32700, FINE },
    { "00:00", 0, FINE },
    { "23:59:59", 86399, FINE },
    { "24:00", 0, ISG_BASE_ERROR_RANGE },
    { "2400", 0, ISG_BASE_ERROR_RANGE },
    { "14:60", 0, ISG_BASE_ERROR_RANGE },
    { "14:32:60", 0, ISG_BASE_ERROR_RANGE },
    { "", 0, ISG_BASE_ERROR_FORMAT },
    { "14", 0, ISG_BASE_ERROR_FORMAT },
    { "905", 0, ISG_BASE_ERROR_FORMAT },
    { "14:3", 0, ISG_BASE_ERROR_FORMAT },
    { "14:32:5", 0, ISG_BASE_ERROR_FORMAT },
    { "14:32.05", 0, ISG_BASE_ERROR_FORMAT },
    { "14:32 ", 0, ISG_BASE_ERROR_FORMAT },
    { "-1:30", 0, ISG_BASE_ERROR_FORMAT },
    { "14:32:05Z", 0, ISG_BASE_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    int seconds = 7;
    gboolean worked;

    g_test_message ("\"%s\"", cases[i].text);
    worked = isg_time_parse (cases[i].text, &seconds, &error);
    assert_outcome (worked, error, cases[i].code);
    g_assert_cmpint (seconds, ==, cases[i].code == FINE ? cases[i].seconds : 7);
  }
}

static void
test_a_moment_is_read_strictly (void)
{
  static const struct {
    const char *text;
    int code;
  } cases[] = {
    { "2026-11-23T14:32:05", FINE },
    { "2026-11-23T24:00:00", ISG_BASE_ERROR_RANGE },
    { "2026-02-31T14:32:05", ISG_BASE_ERROR_RANGE },
    { "2026-11-23T14:32", ISG_BASE_ERROR_FORMAT },
    { "2026-11-23 14:32:05", ISG_BASE_ERROR_FORMAT },
    { "2026-11-23T14:32:05Z", ISG_BASE_ERROR_FORMAT },
    { "2026-11-23T14:32:05.000", ISG_BASE_ERROR_FORMAT },
    { "2026-11-23", ISG_BASE_ERROR_FORMAT },
    { "", ISG_BASE_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    IsgDate date = 7;
    gboolean worked;
    int seconds = 7;

    g_test_message ("\"%s\"", cases[i].text);
    worked = isg_datetime_parse_iso (cases[i].text, &date, &seconds, &error);
    assert_outcome (worked, error, cases[i].code);
    g_assert_cmpint (date, ==, cases[i].code == FINE ? isg_date_new (2026, 11, 23) : 7);
    g_assert_cmpint (seconds, ==, cases[i].code == FINE ? 52325 : 7);
  }
}

static void
test_a_moment_is_written_for_istanbul_and_for_utc (void)
{
  static const struct {
    gint64 ms;
    const char *local;
    const char *local_ms;
    const char *utc;
  } cases[] = {
    { 0, "1970-01-01T03:00:00", "1970-01-01T03:00:00.000", "1970-01-01T00:00:00Z" },
    { 1795435200123, "2026-11-23T15:00:00", "2026-11-23T15:00:00.123", "2026-11-23T12:00:00Z" },
    { 1795467600007, "2026-11-24T00:00:00", "2026-11-24T00:00:00.007", "2026-11-23T21:00:00Z" },
    { -1, "1970-01-01T02:59:59", "1970-01-01T02:59:59.999", NULL },
    { 1709164799999, "2024-02-29T02:59:59", "2024-02-29T02:59:59.999", "2024-02-28T23:59:59Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *local = isg_unix_to_local_iso (cases[i].ms, FALSE);
    g_autofree char *local_ms = isg_unix_to_local_iso (cases[i].ms, TRUE);
    g_autofree char *utc = isg_unix_to_utc_iso (cases[i].ms / 1000);

    g_assert_cmpstr (local, ==, cases[i].local);
    g_assert_cmpstr (local_ms, ==, cases[i].local_ms);
    if (cases[i].utc != NULL)
      g_assert_cmpstr (utc, ==, cases[i].utc);
  }
}

/* No document has such a moment; it is about not crashing over a damaged one. */
static void
test_the_ends_of_time_can_be_written (void)
{
  static const gint64 ends[] = { G_MININT64, G_MAXINT64 };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autofree char *local = isg_unix_to_local_iso (ends[i], TRUE);
    g_autofree char *utc = isg_unix_to_utc_iso (ends[i]);

    g_assert_nonnull (strchr (local, '.'));
    g_assert_true (g_str_has_suffix (utc, "Z"));
  }
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/base/date/only-days-of-the-calendar-are-days",
                   test_only_days_of_the_calendar_are_days);
  g_test_add_func ("/base/date/every-day-agrees-with-another-calendar",
                   test_every_day_agrees_with_another_calendar);
  g_test_add_func ("/base/date/an-iso-date-is-read-strictly", test_an_iso_date_is_read_strictly);
  g_test_add_func ("/base/date/what-people-type-is-a-date", test_what_people_type_is_a_date);
  g_test_add_func ("/base/date/a-year-of-two-digits-follows-the-century",
                   test_a_year_of_two_digits_follows_the_century);
  g_test_add_func ("/base/date/a-pattern-gives-the-form-asked-for",
                   test_a_pattern_gives_the_form_asked_for);
  g_test_add_func ("/base/date/months-end-where-the-month-ends",
                   test_months_end_where_the_month_ends);
  g_test_add_func ("/base/date/a-moment-falls-on-the-day-it-is-in-istanbul",
                   test_a_moment_falls_on_the_day_it_is_in_istanbul);
  g_test_add_func ("/base/date/a-time-of-day-is-read-as-written-and-as-typed",
                   test_a_time_of_day_is_read_as_written_and_as_typed);
  g_test_add_func ("/base/date/a-moment-is-read-strictly", test_a_moment_is_read_strictly);
  g_test_add_func ("/base/date/a-moment-is-written-for-istanbul-and-for-utc",
                   test_a_moment_is_written_for_istanbul_and_for_utc);
  g_test_add_func ("/base/date/the-ends-of-time-can-be-written",
                   test_the_ends_of_time_can_be_written);

  return g_test_run ();
}
