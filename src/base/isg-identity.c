/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-identity.h"

#include <string.h>

#define PERSON_DIGITS 11
#define TAX_DIGITS    10
#define SGK_DIGITS    26

static gboolean
is_digits (const char *text, gsize n_digits)
{
  return strlen (text) == n_digits && strspn (text, "0123456789") == n_digits;
}

/* The two check digits that follow nine digits. */
static void
compute_person_checks (const char *nine, int *tenth, int *eleventh)
{
  int odd = 0;
  int even = 0;

  for (int i = 0; i < 9; i++) {
    if (i % 2 == 0)
      odd += nine[i] - '0';
    else
      even += nine[i] - '0';
  }

  /* The bracket can be negative, and C's remainder then is too. */
  *tenth = ((odd * 7 - even) % 10 + 10) % 10;
  *eleventh = (odd + even + *tenth) % 10;
}

IsgIdentityCheck
isg_identity_check_person (const char *text)
{
  int tenth;
  int eleventh;

  if (!is_digits (text, PERSON_DIGITS))
    return ISG_IDENTITY_LENGTH;

  compute_person_checks (text, &tenth, &eleventh);
  if (text[0] == '0' || text[9] - '0' != tenth || text[10] - '0' != eleventh)
    return ISG_IDENTITY_CHECKSUM;
  return ISG_IDENTITY_OK;
}

gboolean
isg_identity_is_foreign (const char *text)
{
  return g_str_has_prefix (text, "99");
}

IsgIdentityCheck
isg_identity_check_tax (const char *text)
{
  int sum = 0;

  if (!is_digits (text, TAX_DIGITS))
    return ISG_IDENTITY_LENGTH;

  for (int i = 0; i < 9; i++) {
    int x = (text[i] - '0' + 9 - i) % 10;
    int y = (x << (9 - i)) % 9;

    sum += x != 0 && y == 0 ? 9 : y;
  }
  return text[9] - '0' == (10 - sum % 10) % 10 ? ISG_IDENTITY_OK : ISG_IDENTITY_CHECKSUM;
}

char *
isg_identity_make_person (const char *nine)
{
  int tenth;
  int eleventh;

  g_return_val_if_fail (is_digits (nine, 9) && nine[0] != '0', NULL);

  compute_person_checks (nine, &tenth, &eleventh);
  return g_strdup_printf ("%s%d%d", nine, tenth, eleventh);
}

/* What stands between the parts on paper, in programs and in copied tables. */
static gboolean
is_separator (gunichar c)
{
  return g_unichar_isspace (c) || c == '.' || c == '-' || c == '/' || c == 0x2013;
}

char *
isg_identity_sgk_digits (const char *text)
{
  g_autoptr (GString) digits = g_string_new (NULL);

  if (!g_utf8_validate (text, -1, NULL))
    return NULL;
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    if (g_ascii_isdigit (*text))
      g_string_append_c (digits, *text);
    else if (!is_separator (g_utf8_get_char (text)))
      return NULL;
  }
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

/* Copies the next part, whose room is its length and a NUL. */
static void
take_part (const char **digits, char *part, gsize room)
{
  memcpy (part, *digits, room - 1);
  part[room - 1] = '\0';
  *digits += room - 1;
}

gboolean
isg_identity_split_sgk (const char *digits, IsgSgkParts *out)
{
  if (!is_digits (digits, SGK_DIGITS))
    return FALSE;

  take_part (&digits, out->nature, sizeof out->nature);
  take_part (&digits, out->activity, sizeof out->activity);
  take_part (&digits, out->old_unit, sizeof out->old_unit);
  take_part (&digits, out->new_unit, sizeof out->new_unit);
  take_part (&digits, out->serial, sizeof out->serial);
  take_part (&digits, out->province, sizeof out->province);
  take_part (&digits, out->district, sizeof out->district);
  take_part (&digits, out->control, sizeof out->control);
  take_part (&digits, out->subcontractor, sizeof out->subcontractor);
  return TRUE;
}
