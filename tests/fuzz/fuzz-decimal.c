/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-decimal.h"

#include <string.h>

#include "fuzz/isg-fuzz.h"

static gboolean
read_number (const char *text, IsgDecimal *value)
{
  IsgDecimal typed = { 0, 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) typed_error = NULL;
  gboolean worked = isg_decimal_parse (text, value, &error);
  gboolean typed_worked = isg_decimal_parse_typed (text, &typed, &typed_error);

  g_assert_cmpint (worked, ==, error == NULL);
  g_assert_cmpint (typed_worked, ==, typed_error == NULL);
  if (worked) {
    g_assert_true (typed_worked);
    g_assert_cmpint (isg_decimal_compare (*value, typed), ==, 0);
  }
  return worked;
}

static void
check_written (IsgDecimal value)
{
  for (guint places = 0; places < 12; places++) {
    g_autofree char *text = isg_decimal_to_string (value, places);
    const char *point = strchr (text, '.');
    IsgDecimal again = { 0, 0 };

    g_assert_cmpuint (point != NULL ? strlen (point + 1) : 0, >=, places);
    g_assert_true (isg_decimal_parse (text, &again, NULL));
    g_assert_cmpint (isg_decimal_compare (value, again), ==, 0);
  }
}

static void
check_pair (IsgDecimal a, IsgDecimal b)
{
  IsgDecimal result = { 0, 0 };
  IsgDecimal turned = { 0, 0 };
  IsgDecimal back = { 0, 0 };
  IsgDecimal minus_b = { -b.unscaled, b.scale };

  g_assert_cmpint (isg_decimal_compare (a, b), ==, -isg_decimal_compare (b, a));
  if (isg_decimal_add (a, b, &result)) {
    g_assert_true (isg_decimal_add (b, a, &turned));
    g_assert_cmpint (isg_decimal_compare (result, turned), ==, 0);
    g_assert_true (isg_decimal_add (result, minus_b, &back));
    g_assert_cmpint (isg_decimal_compare (back, a), ==, 0);
  }
  if (isg_decimal_multiply (a, b, &result)) {
    g_assert_true (isg_decimal_multiply (b, a, &turned));
    g_assert_cmpint (isg_decimal_compare (result, turned), ==, 0);
  }
}

/* One number a line; the first two are taken together as well. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = isg_fuzz_text (data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  IsgDecimal values[2];
  guint n_values = 0;

  for (guint i = 0; lines[i] != NULL && i < G_N_ELEMENTS (values); i++)
    if (read_number (lines[i], &values[n_values]))
      check_written (values[n_values++]);
  if (n_values == 2 && values[1].unscaled != G_MININT64)
    check_pair (values[0], values[1]);
  return 0;
}
