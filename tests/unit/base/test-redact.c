/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-redact.h"

#include "support/isg-test.h"

static void
test_of_an_identity_number_four_digits_are_shown (void)
{
  static const struct {
    const char *identity;
    const char *shown;
  } cases[] = {
    { "10000000146", "*******0146" },
    { "1234567890", "******7890" },
    { "", "" },
    { "123456789", "*********" },
    { "146", "***" },
    { "1000000014x", "***********" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *shown = isg_redact_identity (cases[i].identity);

    g_assert_cmpstr (shown, ==, cases[i].shown);
  }
}

static void
test_no_long_number_stays_in_a_text (void)
{
  static const struct {
    const char *text;
    const char *redacted;
  } cases[] = {
    { "sent 10000000146 today", "sent *******0146 today" },
    { "10000000146", "*******0146" },
    { "<tc>10000000146</tc><tc>10000000214</tc>", "<tc>*******0146</tc><tc>*******0214</tc>" },
    { "21084020299999990349905000", "**********************5000" },
    { "1234567890", "******7890" },
    { "123456789", "123456789" },
    { "2026-11-23T14:32:05.123", "2026-11-23T14:32:05.123" },
    { "100 000 001 46", "*** *** *01 46" },
    { "(100\302\240000\302\240001\302\24046)", "(***\302\240***\302\240*01\302\24046)" },
    { "100\342\200\257000\342\200\257001\342\200\25746",
      "***\342\200\257***\342\200\257*01\342\200\25746" },
    { "100 000 001 467", "100 000 001 467" },
    { "1000 000 001 46", "1000 000 001 46" },
    { "x100 000 001 46x", "x*** *** *01 46x" },
    { "10000000146 10000000214", "*******0146 *******0214" },
    { "ışık 10000000146 ğ", "ışık *******0146 ğ" },
    { "no digits", "no digits" },
    { "\xff 10000000146 \xfe", "\xff *******0146 \xfe" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *redacted = isg_redact_text (cases[i].text);

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (redacted, ==, cases[i].redacted);
  }
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/base/redact/of-an-identity-number-four-digits-are-shown",
                   test_of_an_identity_number_four_digits_are_shown);
  g_test_add_func ("/base/redact/no-long-number-stays-in-a-text",
                   test_no_long_number_stays_in_a_text);

  return g_test_run ();
}
