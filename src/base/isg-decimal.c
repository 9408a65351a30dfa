/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-decimal.h"

#include <string.h>

#include "base/isg-error.h"

#define MAX_SCALE         9
#define MAX_WHOLE_DIGITS  15
#define ONE_IN_BILLIONTHS G_GINT64_CONSTANT (1000000000)

static gint64
power_of_ten (guint exponent)
{
  gint64 power = 1;

  while (exponent-- > 0)
    power *= 10;
  return power;
}

static IsgDecimal
strip_zeros (IsgDecimal value)
{
  while (value.scale > 0 && value.unscaled % 10 == 0) {
    value.unscaled /= 10;
    value.scale--;
  }
  return value;
}

/* The whole part and the rest in billionths, both with the number's sign. */
static void
split (IsgDecimal value, gint64 *whole, gint64 *billionths)
{
  gint64 unit = power_of_ten (value.scale);

  *whole = value.unscaled / unit;
  *billionths = value.unscaled % unit * power_of_ten (MAX_SCALE - value.scale);
}

IsgDecimal
isg_decimal_from_int (gint64 value)
{
  return (IsgDecimal){ value, 0 };
}

static gboolean
has_form (const char *text)
{
  gsize n_whole;
  gsize n_places;

  if (*text == '-')
    text++;
  n_whole = strspn (text, "0123456789");
  if (n_whole == 0)
    return FALSE;
  text += n_whole;
  if (*text == '\0')
    return TRUE;
  if (*text != '.')
    return FALSE;
  n_places = strspn (text + 1, "0123456789");
  return n_places > 0 && text[1 + n_places] == '\0';
}

/* @digits is "12", "12.50" …: known to have the form. */
static gboolean
read_digits (const char *digits, gboolean negative, IsgDecimal *out)
{
  const char *point = strchr (digits, '.');
  gsize n_places = point != NULL ? strlen (point + 1) : 0;
  gsize n_whole = strlen (digits) - (point != NULL ? n_places + 1 : 0);
  gint64 unscaled = 0;

  while (n_places > 0 && point[n_places] == '0')
    n_places--;
  for (; n_whole > 1 && *digits == '0'; n_whole--)
    digits++;
  if (n_whole > MAX_WHOLE_DIGITS || n_places > MAX_SCALE)
    return FALSE;

  for (gsize i = 0; i < n_whole + n_places; i++) {
    const char *digit = i < n_whole ? digits + i : point + 1 + (i - n_whole);

    /* A negative number is built downwards: the smallest has no positive twin. */
    if (__builtin_mul_overflow (unscaled, 10, &unscaled)
        || __builtin_add_overflow (unscaled, negative ? '0' - *digit : *digit - '0', &unscaled))
      return FALSE;
  }

  *out = (IsgDecimal){ unscaled, (guint8) n_places };
  return TRUE;
}

gboolean
isg_decimal_parse (const char *text, IsgDecimal *out, GError **error)
{
  gboolean negative = *text == '-';

  if (!has_form (text)) {
    g_set_error_literal (error,
                         ISG_BASE_ERROR,
                         ISG_BASE_ERROR_FORMAT,
                         "decimal: not digits with at most one point");
    return FALSE;
  }
  if (!read_digits (negative ? text + 1 : text, negative, out)) {
    g_set_error_literal (error,
                         ISG_BASE_ERROR,
                         ISG_BASE_ERROR_RANGE,
                         "decimal: more digits than can be held");
    return FALSE;
  }
  return TRUE;
}

gboolean
isg_decimal_parse_typed (const char *text, IsgDecimal *out, GError **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (GString) number = g_string_new (g_strdelimit (stripped, ",", '.'));
  gsize first = number->str[0] == '-' ? 1 : 0;

  /* ",5" and "5," are said in full before they are read. */
  if (number->str[first] == '.' && g_ascii_isdigit (number->str[first + 1]))
    g_string_insert_c (number, (gssize) first, '0');
  else if (number->len > 1 && number->str[number->len - 1] == '.'
           && g_ascii_isdigit (number->str[number->len - 2]))
    g_string_truncate (number, number->len - 1);
  return isg_decimal_parse (number->str, out, error);
}

int
isg_decimal_compare (IsgDecimal a, IsgDecimal b)
{
  gint64 whole_a;
  gint64 whole_b;
  gint64 rest_a;
  gint64 rest_b;

  g_return_val_if_fail (a.scale <= MAX_SCALE && b.scale <= MAX_SCALE, 0);

  split (a, &whole_a, &rest_a);
  split (b, &whole_b, &rest_b);
  if (whole_a != whole_b)
    return whole_a < whole_b ? -1 : 1;
  return (rest_a > rest_b) - (rest_a < rest_b);
}

gboolean
isg_decimal_add (IsgDecimal a, IsgDecimal b, IsgDecimal *out)
{
  IsgDecimal rest = { 0, MAX_SCALE };
  gint64 whole_a;
  gint64 whole_b;
  gint64 rest_a;
  gint64 rest_b;
  gint64 sum;

  g_return_val_if_fail (a.scale <= MAX_SCALE && b.scale <= MAX_SCALE, FALSE);

  split (a, &whole_a, &rest_a);
  split (b, &whole_b, &rest_b);
  if (__builtin_add_overflow (whole_a, whole_b, &sum))
    return FALSE;
  rest.unscaled = rest_a + rest_b;

  /* Both parts of the sum get one sign; only then does an overflow below mean that it cannot be
   * held. */
  if (sum > 0 && rest.unscaled < 0) {
    sum--;
    rest.unscaled += ONE_IN_BILLIONTHS;
  } else if (sum < 0 && rest.unscaled > 0) {
    sum++;
    rest.unscaled -= ONE_IN_BILLIONTHS;
  }
  rest = strip_zeros (rest);
  if (__builtin_mul_overflow (sum, power_of_ten (rest.scale), &sum)
      || __builtin_add_overflow (sum, rest.unscaled, &sum))
    return FALSE;

  *out = (IsgDecimal){ sum, rest.scale };
  return TRUE;
}

/* Takes one factor ten out of the product of @a and @b, if there is one. */
static gboolean
cancel_ten (gint64 *a, gint64 *b)
{
  static const int factors[][2] = { { 10, 1 }, { 1, 10 }, { 2, 5 }, { 5, 2 } };

  for (gsize i = 0; i < G_N_ELEMENTS (factors); i++) {
    if (*a % factors[i][0] == 0 && *b % factors[i][1] == 0) {
      *a /= factors[i][0];
      *b /= factors[i][1];
      return TRUE;
    }
  }
  return FALSE;
}

gboolean
isg_decimal_multiply (IsgDecimal a, IsgDecimal b, IsgDecimal *out)
{
  guint scale = (guint) a.scale + b.scale;
  gint64 product;

  g_return_val_if_fail (a.scale <= MAX_SCALE && b.scale <= MAX_SCALE, FALSE);

  /* Shortened before it is multiplied, so that only a product that truly has too many digits
   * overflows. */
  while (scale > 0 && cancel_ten (&a.unscaled, &b.unscaled))
    scale--;
  if (scale > MAX_SCALE || __builtin_mul_overflow (a.unscaled, b.unscaled, &product))
    return FALSE;

  *out = (IsgDecimal){ product, (guint8) scale };
  return TRUE;
}

char *
isg_decimal_to_string (IsgDecimal value, guint min_places)
{
  IsgDecimal shortest = strip_zeros (value);
  gboolean negative = shortest.unscaled < 0;
  guint64 magnitude = negative ? -(guint64) shortest.unscaled : (guint64) shortest.unscaled;
  GString *text = g_string_new (NULL);

  g_string_printf (text,
                   "%s%0*" G_GUINT64_FORMAT,
                   negative ? "-" : "",
                   shortest.scale + 1,
                   magnitude);
  if (shortest.scale > 0)
    g_string_insert_c (text, (gssize) text->len - shortest.scale, '.');
  else if (min_places > 0)
    g_string_append_c (text, '.');
  for (guint places = shortest.scale; places < min_places; places++)
    g_string_append_c (text, '0');
  return g_string_free (text, FALSE);
}
