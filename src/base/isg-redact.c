/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-redact.h"

#include <string.h>

#define MIN_HIDDEN_DIGITS 10
#define PERSON_DIGITS     11
#define N_SHOWN           4
#define DIGITS            "0123456789"

char *
isg_redact_identity (const char *identity)
{
  gsize length = identity != NULL ? strlen (identity) : 0;
  char *result = g_strdup (identity != NULL ? identity : "");
  gboolean whole = length >= MIN_HIDDEN_DIGITS && strspn (result, DIGITS) == length;

  /* Of what is no whole number, four digits would be too much. */
  memset (result, '*', whole ? length - N_SHOWN : length);
  return result;
}

/* The space that may stand inside a number as the screen shows it: a plain, no-break or narrow
 * no-break one. */
static gsize
space_length (const char *text)
{
  static const char *const spaces[] = { " ", "\302\240", "\342\200\257" };

  for (gsize i = 0; i < G_N_ELEMENTS (spaces); i++)
    if (g_str_has_prefix (text, spaces[i]))
      return strlen (spaces[i]);
  return 0;
}

/* The length of an identity number shown in groups of 3-3-3-2 digits at @text, or 0. */
static gsize
grouped_length (const char *text)
{
  static const gsize groups[] = { 3, 3, 3, 2 };
  const char *p = text;

  for (gsize i = 0; i < G_N_ELEMENTS (groups); i++) {
    gsize space = i > 0 ? space_length (p) : 0;

    if ((i > 0 && space == 0) || strspn (p + space, DIGITS) != groups[i])
      return 0;
    p += space + groups[i];
  }
  return (gsize) (p - text);
}

/* Puts stars for the digits among the @length bytes at @text, but for the last four of @n_digits.
 */
static void
hide_digits (char *text, gsize length, gsize n_digits)
{
  for (char *p = text; p < text + length && n_digits > N_SHOWN; p++) {
    if (g_ascii_isdigit (*p)) {
      *p = '*';
      n_digits--;
    }
  }
}

char *
isg_redact_text (const char *text)
{
  char *result = g_strdup (text != NULL ? text : "");
  char *p = result;

  while (*p != '\0') {
    gsize run = strspn (p, DIGITS);
    gsize grouped = grouped_length (p);

    if (grouped > 0)
      hide_digits (p, grouped, PERSON_DIGITS);
    else if (run >= MIN_HIDDEN_DIGITS)
      hide_digits (p, run, run);
    p += MAX (MAX (run, grouped), 1);
  }
  return result;
}
