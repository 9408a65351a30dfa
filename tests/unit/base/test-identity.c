/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-identity.h"

#include <string.h>

#include "support/isg-test.h"

static void
test_a_persons_number_is_checked_by_its_digits (void)
{
  /* synthetic numbers of domain.md 2.1 and others made by its rule */
  static const struct {
    const char *text;
    IsgIdentityCheck check;
  } cases[] = {
    { "10000000146", ISG_IDENTITY_OK },
    { "10000000214", ISG_IDENTITY_OK },
    { "10000000382", ISG_IDENTITY_OK },
    { "19090909018", ISG_IDENTITY_OK }, /* the bracket is negative */
    { "99000000042", ISG_IDENTITY_OK },
    { "10000000145", ISG_IDENTITY_CHECKSUM },
    { "10000000156", ISG_IDENTITY_CHECKSUM },
    { "01000000146", ISG_IDENTITY_CHECKSUM },
    { "00000000000", ISG_IDENTITY_CHECKSUM },
    { "12345678901", ISG_IDENTITY_CHECKSUM },
    { "11111111111", ISG_IDENTITY_CHECKSUM },
    { "", ISG_IDENTITY_LENGTH },
    { "1000000014", ISG_IDENTITY_LENGTH },
    { "100000001460", ISG_IDENTITY_LENGTH },
    { "1000000014x", ISG_IDENTITY_LENGTH },
    { " 10000000146", ISG_IDENTITY_LENGTH },
    { "100 000 001 46", ISG_IDENTITY_LENGTH },
    { "+1000000014", ISG_IDENTITY_LENGTH },
    { "1000000014\xd9\xa6", ISG_IDENTITY_LENGTH }, /* an Arabic six */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("\"%s\"", cases[i].text);
    g_assert_cmpint (isg_identity_check_person (cases[i].text), ==, cases[i].check);
  }
}

static void
test_no_first_digit_0_passes_even_with_right_check_digits (void)
{
  /* (8·7 − 0) mod 10 = 6; (8 + 6) mod 10 = 4 */
  g_assert_cmpint (isg_identity_check_person ("00800000064"), ==, ISG_IDENTITY_CHECKSUM);
  g_assert_cmpint (isg_identity_check_person ("80000000064"), ==, ISG_IDENTITY_OK);
}

static void
test_one_wrong_digit_is_found (void)
{
  static const char good[] = "19090909018";

  for (gsize place = 0; place < strlen (good); place++) {
    for (char digit = '0'; digit <= '9'; digit++) {
      char wrong[sizeof good];

      memcpy (wrong, good, sizeof good);
      if (wrong[place] == digit)
        continue;
      wrong[place] = digit;
      g_test_message ("%s", wrong);
      g_assert_cmpint (isg_identity_check_person (wrong), ==, ISG_IDENTITY_CHECKSUM);
    }
  }
}

static void
test_numbers_that_are_made_pass (void)
{
  static const struct {
    const char *nine;
    const char *number;
  } cases[] = {
    { "100000001", "10000000146" },
    { "190909090", "19090909018" },
    { "990000000", "99000000042" },
  };
  GRand *random = g_rand_new_with_seed (6331);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *number = isg_identity_make_person (cases[i].nine);

    g_assert_cmpstr (number, ==, cases[i].number);
  }
  for (int i = 0; i < 1000; i++) {
    g_autofree char *nine
      = g_strdup_printf ("%d", g_rand_int_range (random, 100000000, 1000000000));
    g_autofree char *number = isg_identity_make_person (nine);

    g_assert_cmpint (isg_identity_check_person (number), ==, ISG_IDENTITY_OK);
  }
  g_rand_free (random);
}

static void
test_a_foreigners_number_begins_with_99 (void)
{
  g_assert_true (isg_identity_is_foreign ("99000000042"));
  g_assert_false (isg_identity_is_foreign ("10000000146"));
  g_assert_false (isg_identity_is_foreign ("90000000032"));
}

static void
test_a_tax_number_is_checked_by_its_digits (void)
{
  static const struct {
    const char *text;
    IsgIdentityCheck check;
  } cases[] = {
    { "1234567890", ISG_IDENTITY_OK },
    /* Zeros give 9 8 … 1, which times 2^9 … 2^1 modulo 9 is 9 5 5 6 7 1 6 8 2: 49, so 1. */
    { "0000000001", ISG_IDENTITY_OK },
    { "0000000000", ISG_IDENTITY_CHECKSUM },
    { "1234567891", ISG_IDENTITY_CHECKSUM },
    { "2234567890", ISG_IDENTITY_CHECKSUM },
    { "123456789", ISG_IDENTITY_LENGTH },
    { "12345678900", ISG_IDENTITY_LENGTH },
    { "123456789x", ISG_IDENTITY_LENGTH },
    { "", ISG_IDENTITY_LENGTH },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("\"%s\"", cases[i].text);
    g_assert_cmpint (isg_identity_check_tax (cases[i].text), ==, cases[i].check);
  }
}

static void
test_an_sgk_number_is_read_however_it_is_written (void)
{
  static const struct {
    const char *text;
    const char *digits; /* or NULL */
  } cases[] = {
    { "2 1084 02 02 9999999 034 99-05 000", "21084020299999990349905000" },
    { "2.1084.02.02.9999999.034.99/05.000", "21084020299999990349905000" },
    { "21084020299999990349905000", "21084020299999990349905000" },
    { "2\302\2401084", "21084" },   /* no-break space */
    { "99\342\200\22305", "9905" }, /* en dash */
    { " 2\t1\n", "21" },
    { "", "" },
    { " - ", "" },
    { "2x1", NULL },
    { "2,1", NULL },
    { "2+1", NULL },
    { "2\xd9\xa6", NULL }, /* an Arabic six */
    { "2\xff", NULL },
    { "2\xe2\x80", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *digits = isg_identity_sgk_digits (cases[i].text);

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (digits, ==, cases[i].digits);
  }
}

static void
test_the_26_digits_are_split_into_their_parts (void)
{
  IsgSgkParts parts;

  g_assert_true (isg_identity_split_sgk ("21084030299999990349905007", &parts));
  g_assert_cmpstr (parts.nature, ==, "2");
  g_assert_cmpstr (parts.activity, ==, "1084");
  g_assert_cmpstr (parts.old_unit, ==, "03");
  g_assert_cmpstr (parts.new_unit, ==, "02");
  g_assert_cmpstr (parts.serial, ==, "9999999");
  g_assert_cmpstr (parts.province, ==, "034");
  g_assert_cmpstr (parts.district, ==, "99");
  g_assert_cmpstr (parts.control, ==, "05");
  g_assert_cmpstr (parts.subcontractor, ==, "007");
}

static void
test_other_than_26_digits_are_not_split (void)
{
  static const char *const cases[] = {
    "",
    "2108403029999999034990500",
    "210840302999999903499050070",
    "2108403029999999034990500x",
    "2 1084 03 02 9999999 034 99",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgSgkParts parts;
    IsgSgkParts untouched;

    memset (&parts, 'x', sizeof parts);
    memset (&untouched, 'x', sizeof untouched);
    g_assert_false (isg_identity_split_sgk (cases[i], &parts));
    g_assert_cmpmem (&parts, sizeof parts, &untouched, sizeof untouched);
  }
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/base/identity/a-persons-number-is-checked-by-its-digits",
                   test_a_persons_number_is_checked_by_its_digits);
  g_test_add_func ("/base/identity/no-first-digit-0-passes-even-with-right-check-digits",
                   test_no_first_digit_0_passes_even_with_right_check_digits);
  g_test_add_func ("/base/identity/one-wrong-digit-is-found", test_one_wrong_digit_is_found);
  g_test_add_func ("/base/identity/numbers-that-are-made-pass", test_numbers_that_are_made_pass);
  g_test_add_func ("/base/identity/a-foreigners-number-begins-with-99",
                   test_a_foreigners_number_begins_with_99);
  g_test_add_func ("/base/identity/a-tax-number-is-checked-by-its-digits",
                   test_a_tax_number_is_checked_by_its_digits);
  g_test_add_func ("/base/identity/an-sgk-number-is-read-however-it-is-written",
                   test_an_sgk_number_is_read_however_it_is_written);
  g_test_add_func ("/base/identity/the-26-digits-are-split-into-their-parts",
                   test_the_26_digits_are_split_into_their_parts);
  g_test_add_func ("/base/identity/other-than-26-digits-are-not-split",
                   test_other_than_26_digits_are_not_split);

  return g_test_run ();
}
