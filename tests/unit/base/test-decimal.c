/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-decimal.h"

#include "base/isg-error.h"
#include "support/isg-test.h"

#define FINE (-1)

static IsgDecimal
decimal (const char *text)
{
  g_autoptr (GError) error = NULL;
  IsgDecimal value = { 0, 0 };

  isg_decimal_parse (text, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_a_number_is_read_exactly_or_not_at_all (void)
{
  static const struct {
    const char *text;
    gint64 unscaled;
    guint8 scale;
    int code;
  } cases[] = {
    { "0", 0, 0, FINE },
    { "40", 40, 0, FINE },
    { "40.0", 40, 0, FINE },
    { "22.5", 225, 1, FINE },
    { "22.50", 225, 1, FINE },
    { "0.1", 1, 1, FINE },
    { "-0.1", -1, 1, FINE },
    { "-0", 0, 0, FINE },
    { "-0.0", 0, 0, FINE },
    { "007", 7, 0, FINE },
    { "00.70", 7, 1, FINE },
    { "0.000000001", 1, 9, FINE },
    { "0.0000000010", 1, 9, FINE },
    { "1.0000000000000000000000", 1, 0, FINE },
    { "0000000000000000000001", 1, 0, FINE },
    { "999999999999999", 999999999999999, 0, FINE },
    { "-999999999999999", -999999999999999, 0, FINE },
    { "999999999999999.999", 999999999999999999, 3, FINE },
    { "999999999.999999999", 999999999999999999, 9, FINE },
    { "9223372036.854775807", G_MAXINT64, 9, FINE },
    { "-9223372036.854775808", G_MININT64, 9, FINE },
    { "9223372036.854775808", 0, 0, ISG_BASE_ERROR_RANGE },
    { "-9223372036.854775809", 0, 0, ISG_BASE_ERROR_RANGE },
    { "1000000000000000", 0, 0, ISG_BASE_ERROR_RANGE },
    { "0.0000000001", 0, 0, ISG_BASE_ERROR_RANGE },
    { "999999999999999.999999999", 0, 0, ISG_BASE_ERROR_RANGE },
    { "99999999999999999999999999999999", 0, 0, ISG_BASE_ERROR_RANGE },
    { "", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "-", 0, 0, ISG_BASE_ERROR_FORMAT },
    { ".", 0, 0, ISG_BASE_ERROR_FORMAT },
    { ".5", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "5.", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "-.5", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "+5", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "--5", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "5-", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "1.2.3", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "1,5", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "1e3", 0, 0, ISG_BASE_ERROR_FORMAT },
    { " 1", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "1 ", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "0x10", 0, 0, ISG_BASE_ERROR_FORMAT },
    { "nan", 0, 0, ISG_BASE_ERROR_FORMAT },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    IsgDecimal value = { 7, 7 };
    gboolean worked = isg_decimal_parse (cases[i].text, &value, &error);

    g_test_message ("\"%s\"", cases[i].text);
    if (cases[i].code == FINE) {
      g_assert_no_error (error);
      g_assert_true (worked);
      g_assert_cmpint (value.unscaled, ==, cases[i].unscaled);
      g_assert_cmpuint (value.scale, ==, cases[i].scale);
    } else {
      g_assert_error (error, ISG_BASE_ERROR, cases[i].code);
      g_assert_false (worked);
      g_assert_cmpint (value.unscaled, ==, 7);
      g_assert_cmpuint (value.scale, ==, 7);
    }
  }
}

static void
test_a_comma_divides_what_people_type (void)
{
  static const struct {
    const char *text;
    const char *value; /* or NULL */
  } cases[] = {
    { "22,5", "22.5" }, { "22.5", "22.5" },  { " 22,5\t", "22.5" }, { "-0,25", "-0.25" },
    { "40", "40" },     { ",5", "0.5" },     { "5,", "5" },         { "-,5", "-0.5" },
    { ".5", "0.5" },    { "1.234,5", NULL }, { "1,2,3", NULL },     { "1 2", NULL },
    { "", NULL },       { ",", NULL },       { "-,", NULL },        { "kırk", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    IsgDecimal value = { 7, 7 };

    g_test_message ("\"%s\"", cases[i].text);
    if (cases[i].value != NULL) {
      g_autofree char *text = NULL;

      g_assert_true (isg_decimal_parse_typed (cases[i].text, &value, &error));
      text = isg_decimal_to_string (value, 0);
      g_assert_cmpstr (text, ==, cases[i].value);
    } else {
      g_assert_false (isg_decimal_parse_typed (cases[i].text, &value, &error));
      g_assert_error (error, ISG_BASE_ERROR, ISG_BASE_ERROR_FORMAT);
      g_assert_cmpint (value.unscaled, ==, 7);
    }
  }
}

static void
test_a_number_is_written_shortest_with_the_places_asked_for (void)
{
  static const struct {
    IsgDecimal value;
    guint min_places;
    const char *text;
  } cases[] = {
    { { 40, 0 }, 0, "40" },
    { { 40, 0 }, 1, "40.0" },
    { { 400, 1 }, 0, "40" },
    { { 400, 1 }, 1, "40.0" },
    { { 225, 1 }, 0, "22.5" },
    { { 225, 1 }, 1, "22.5" },
    { { 225, 1 }, 3, "22.500" },
    { { 5, 1 }, 0, "0.5" },
    { { 5, 3 }, 0, "0.005" },
    { { -5, 3 }, 0, "-0.005" },
    { { 0, 0 }, 0, "0" },
    { { 0, 9 }, 2, "0.00" },
    { { 1, 9 }, 0, "0.000000001" },
    { { G_MAXINT64, 0 }, 0, "9223372036854775807" },
    { { G_MININT64, 0 }, 0, "-9223372036854775808" },
    { { G_MININT64, 9 }, 1, "-9223372036.854775808" },
    { { 1234567, 0 }, 2, "1234567.00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = isg_decimal_to_string (cases[i].value, cases[i].min_places);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

static void
test_numbers_compare_by_value (void)
{
  static const IsgDecimal rising[] = {
    { G_MININT64, 0 }, { -40, 0 }, { -225, 1 }, { -1, 0 },         { -1, 9 },         { 0, 0 },
    { 1, 9 },          { 1, 1 },   { 9, 1 },    { 1, 0 },          { 225, 1 },        { 40, 0 },
    { 4000001, 5 },    { 999, 1 }, { 100, 0 },  { G_MAXINT64, 1 }, { G_MAXINT64, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rising); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (rising); j++) {
      int result = isg_decimal_compare (rising[i], rising[j]);

      g_assert_cmpint ((result > 0) - (result < 0), ==, (i > j) - (i < j));
    }
  }
  g_assert_cmpint (isg_decimal_compare ((IsgDecimal){ 400, 1 }, isg_decimal_from_int (40)), ==, 0);
  g_assert_cmpint (isg_decimal_compare ((IsgDecimal){ 0, 9 }, isg_decimal_from_int (0)), ==, 0);
}

static void
test_a_sum_is_exact_or_refused (void)
{
  static const struct {
    IsgDecimal a;
    IsgDecimal b;
    const char *sum; /* or NULL */
  } cases[] = {
    { { 1, 1 }, { 2, 1 }, "0.3" },
    { { 225, 1 }, { 175, 1 }, "40" },
    { { 40, 0 }, { -5, 1 }, "39.5" },
    { { -40, 0 }, { 5, 1 }, "-39.5" },
    { { -5, 1 }, { 3, 1 }, "-0.2" },
    { { 5, 1 }, { -5, 1 }, "0" },
    { { 1, 9 }, { 9, 0 }, "9.000000001" },
    { { G_MAXINT64, 0 }, { 0, 9 }, "9223372036854775807" },
    { { G_MAXINT64, 0 }, { G_MININT64, 0 }, "-1" },
    { { G_MAXINT64, 9 }, { 1, 9 }, NULL },
    { { G_MAXINT64, 9 }, { -7, 9 }, "9223372036.8547758" },
    { { G_MININT64, 9 }, { 10, 0 }, "-9223372026.854775808" },
    { { G_MININT64, 9 }, { -1, 9 }, NULL },
    { { G_MAXINT64, 0 }, { 1, 0 }, NULL },
    { { G_MININT64, 0 }, { -1, 0 }, NULL },
    { { G_MAXINT64, 0 }, { 1, 1 }, NULL },
    { { 9223372036, 0 }, { 854775807, 9 }, "9223372036.854775807" },
    { { 9223372036, 0 }, { 854775808, 9 }, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    for (int turned = 0; turned < 2; turned++) {
      IsgDecimal sum = { 7, 7 };
      gboolean worked = turned ? isg_decimal_add (cases[i].b, cases[i].a, &sum)
                               : isg_decimal_add (cases[i].a, cases[i].b, &sum);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (worked, ==, cases[i].sum != NULL);
      if (worked) {
        g_autofree char *text = isg_decimal_to_string (sum, 0);

        g_assert_cmpstr (text, ==, cases[i].sum);
      } else {
        g_assert_cmpint (sum.unscaled, ==, 7);
      }
    }
  }
}

static void
test_a_product_is_exact_or_refused (void)
{
  static const struct {
    IsgDecimal a;
    IsgDecimal b;
    const char *product; /* or NULL */
  } cases[] = {
    { { 45, 0 }, { 5, 1 }, "22.5" },
    { { 25, 1 }, { 4, 0 }, "10" },
    { { -15, 1 }, { 15, 1 }, "-2.25" },
    { { -15, 1 }, { -2, 0 }, "3" },
    { { 0, 9 }, { G_MININT64, 9 }, "0" },
    { { 1, 9 }, { 1, 0 }, "0.000000001" },
    { { 1, 9 }, { 1, 1 }, NULL },
    { { 5, 9 }, { 2, 1 }, "0.000000001" },
    { { 1, 5 }, { 1, 4 }, "0.000000001" },
    { { G_MAXINT64, 0 }, { 1, 0 }, "9223372036854775807" },
    { { G_MAXINT64, 0 }, { 2, 0 }, NULL },
    { { G_MININT64, 0 }, { -1, 0 }, NULL },
    { { 1000000000000000000, 0 }, { 100, 1 }, NULL },
    { { 1000000000000000000, 0 }, { 80, 1 }, "8000000000000000000" },
    { { 500000000000000000, 0 }, { 2000000000, 9 }, "1000000000000000000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    for (int turned = 0; turned < 2; turned++) {
      IsgDecimal product = { 7, 7 };
      gboolean worked = turned ? isg_decimal_multiply (cases[i].b, cases[i].a, &product)
                               : isg_decimal_multiply (cases[i].a, cases[i].b, &product);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (worked, ==, cases[i].product != NULL);
      if (worked) {
        g_autofree char *text = isg_decimal_to_string (product, 0);

        g_assert_cmpstr (text, ==, cases[i].product);
      } else {
        g_assert_cmpint (product.unscaled, ==, 7);
      }
    }
  }
}

static void
test_what_is_written_is_read_as_the_same_number (void)
{
  GRand *random = g_rand_new_with_seed (6331);

  for (int i = 0; i < 20000; i++) {
    guint8 scale = (guint8) g_rand_int_range (random, 0, 10);
    gint64 unscaled = ((gint64) g_rand_int (random) << 20) % 1000000000000000;
    IsgDecimal value = { i % 2 == 0 ? unscaled : -unscaled, scale };
    g_autofree char *text = isg_decimal_to_string (value, (guint) i % 4);

    g_assert_cmpint (isg_decimal_compare (decimal (text), value), ==, 0);
  }
  g_rand_free (random);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/base/decimal/a-number-is-read-exactly-or-not-at-all",
                   test_a_number_is_read_exactly_or_not_at_all);
  g_test_add_func ("/base/decimal/a-comma-divides-what-people-type",
                   test_a_comma_divides_what_people_type);
  g_test_add_func ("/base/decimal/a-number-is-written-shortest-with-the-places-asked-for",
                   test_a_number_is_written_shortest_with_the_places_asked_for);
  g_test_add_func ("/base/decimal/numbers-compare-by-value", test_numbers_compare_by_value);
  g_test_add_func ("/base/decimal/a-sum-is-exact-or-refused", test_a_sum_is_exact_or_refused);
  g_test_add_func ("/base/decimal/a-product-is-exact-or-refused",
                   test_a_product_is_exact_or_refused);
  g_test_add_func ("/base/decimal/what-is-written-is-read-as-the-same-number",
                   test_what_is_written_is_read_as_the_same_number);

  return g_test_run ();
}
