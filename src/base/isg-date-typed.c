/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-date.h"

#include <string.h>

#include "base/isg-error.h"

/* A number that is read wholly: at most @max_digits digits; moves @text on. */
static gboolean
take_number (const char **text, int max_digits, int *number, int *n_digits)
{
  int value = 0;
  int n = 0;

  for (; g_ascii_isdigit ((*text)[n]); n++) {
    if (n == max_digits)
      return FALSE;
    value = value * 10 + ((*text)[n] - '0');
  }
  if (n == 0)
    return FALSE;

  *text += n;
  *number = value;
  *n_digits = n;
  return TRUE;
}

/* A form of two digits holds this century's years up to ten ahead of today: a contract may end so
 * late, and nobody is born after today. */
static int
full_year (int two_digits, IsgDate today)
{
  int this_year;
  int year;

  isg_date_split (today, &this_year, NULL, NULL);
  year = this_year - this_year % 100 + two_digits;
  return year > this_year + 10 ? year - 100 : year;
}

static gboolean
parse_divided (const char *text, IsgDate today, int *year, int *month, int *day)
{
  char divider;
  int n_digits;

  if (!take_number (&text, 2, day, &n_digits))
    return FALSE;
  divider = *text++;
  if (divider != '.' && divider != '/' && divider != '-' && divider != ' ')
    return FALSE;
  if (!take_number (&text, 2, month, &n_digits) || *text++ != divider)
    return FALSE;
  if (!take_number (&text, 4, year, &n_digits) || (n_digits != 2 && n_digits != 4) || *text != '\0')
    return FALSE;

  if (n_digits == 2)
    *year = full_year (*year, today);
  return TRUE;
}

static gboolean
parse_run (const char *text, IsgDate today, int *year, int *month, int *day)
{
  int number;
  int n_digits;

  if (!take_number (&text, 8, &number, &n_digits) || *text != '\0')
    return FALSE;

  if (n_digits == 6) {
    *year = full_year (number % 100, today);
    number /= 100;
  } else if (n_digits == 8) {
    *year = number % 10000;
    number /= 10000;
  } else {
    return FALSE;
  }
  *month = number % 100;
  *day = number / 100;
  return TRUE;
}

/* The letters are those of bugün, dün and yarın. */
static gboolean
parse_short_form (const char *text, int *days_on)
{
  const char *digits = text + 1;
  int n_digits;

  if (text[0] != '\0' && text[1] == '\0') {
    switch (g_ascii_tolower (text[0])) {
    case 'b':
      *days_on = 0;
      return TRUE;
    case 'd':
      *days_on = -1;
      return TRUE;
    case 'y':
      *days_on = 1;
      return TRUE;
    default:
      return FALSE;
    }
  }

  if ((text[0] != '+' && text[0] != '-') || !take_number (&digits, 5, days_on, &n_digits)
      || *digits != '\0')
    return FALSE;
  if (text[0] == '-')
    *days_on = -*days_on;
  return TRUE;
}

gboolean
isg_date_parse_typed (const char *text, IsgDate today, IsgDate *out_date, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  IsgDate date = ISG_DATE_NONE;
  int year;
  int month;
  int day;
  int days_on;

  g_return_val_if_fail (today != ISG_DATE_NONE, FALSE);

  if (parse_short_form (stripped, &days_on)) {
    isg_date_split (today + days_on, &year, &month, &day);
  } else if (!parse_divided (stripped, today, &year, &month, &day)
             && !parse_run (stripped, today, &year, &month, &day)) {
    /* A date copied from a document or a table. */
    return isg_date_parse_iso (stripped, out_date, error);
  }

  date = isg_date_new (year, month, day);
  if (date == ISG_DATE_NONE) {
    g_set_error_literal (error, ISG_BASE_ERROR, ISG_BASE_ERROR_RANGE, "date: no such day");
    return FALSE;
  }
  *out_date = date;
  return TRUE;
}
