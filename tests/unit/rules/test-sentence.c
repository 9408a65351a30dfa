/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-sentence.h"

#include "support/isg-test.h"

static char *
fill (const char *name, const char *format, gpointer data)
{
  if (g_str_has_prefix (name, "no"))
    return NULL;
  return format != NULL ? g_strdup_printf ("<%s %s>", name, format)
                        : g_strdup_printf ("<%s>", name);
}

static void
test_places_are_filled_and_empty_parts_left_out (void)
{
  static const struct {
    const char *text;
    const char *filled;
  } cases[] = {
    { "", "" },
    { "Sırada", "Sırada" },
    { "{a}", "<a>" },
    { "x {a} y {b:date} z", "x <a> y <b date> z" },
    { "{a:count:one:many}", "<a count:one:many>" },
    { "x {no}", "x" },
    { "x {no} y", "x y" },
    { "x {no}, y", "x, y" },
    { "{no} y", "y" },
    { "{no} {no2}", "" },
    { "{a} · {no} · {b}", "<a> · <b>" },
    { "Kart: {no} · bildiren: {a}", "Kart: · bildiren: <a>" },
    { "{no} · {no}", "" },
    { "a · b", "a · b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *filled = isg_sentence_fill (cases[i].text, fill, NULL);

    g_assert_cmpstr (filled, ==, cases[i].filled);
    g_assert_null (isg_sentence_check (cases[i].text));
  }
}

static void
test_broken_places_are_found (void)
{
  static const char *const texts[] = {
    "{",
    "}",
    "{}",
    "{a",
    "a}",
    "{a{b}}",
    "{:date}",
    "{a:nothing}",
    "{a:field}",
    "{a:date:x}",
    "{a:count:one}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    g_test_message ("%s", texts[i]);
    g_assert_nonnull (isg_sentence_check (texts[i]));
  }
}

static void
test_dates_and_numbers_have_the_form_of_the_language (void)
{
  static const struct {
    const char *number;
    const char *tr;
    const char *en;
  } cases[] = {
    { "0", "0", "0" },
    { "81.5", "81,5", "81.5" },
    { "1440", "1440", "1,440" },
    { "9999.25", "9999,25", "9,999.25" },
    { "12345", "12.345", "12,345" },
    { "1048576", "1.048.576", "1,048,576" },
    { "-12345.5", "-12.345,5", "-12,345.5" },
    { "-5", "-5", "-5" },
  };
  g_autofree char *tr_day = isg_sentence_date (isg_date_new (2026, 5, 3), ISG_LANGUAGE_TR);
  g_autofree char *en_day = isg_sentence_date (isg_date_new (2026, 5, 3), ISG_LANGUAGE_EN);
  g_autofree char *no_day = isg_sentence_date (ISG_DATE_NONE, ISG_LANGUAGE_EN);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *tr = isg_sentence_number (cases[i].number, ISG_LANGUAGE_TR);
    g_autofree char *en = isg_sentence_number (cases[i].number, ISG_LANGUAGE_EN);

    g_assert_cmpstr (tr, ==, cases[i].tr);
    g_assert_cmpstr (en, ==, cases[i].en);
  }
  g_assert_cmpstr (tr_day, ==, "03.05.2026");
  g_assert_cmpstr (en_day, ==, "3 May 2026");
  g_assert_cmpstr (no_day, ==, "");
}

static void
test_label_begins_small_in_a_sentence (void)
{
  static const struct {
    const char *label;
    const char *tr;
    const char *en;
  } cases[] = {
    { "Belge sınıfı", "belge sınıfı", "belge sınıfı" },
    { "İşveren", "işveren", "i̇şveren" },
    { "Identity no", "ıdentity no", "identity no" },
    { "SGK no", "SGK no", "SGK no" },
    { "A", "A", "A" },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *tr = isg_sentence_lower (cases[i].label, ISG_LANGUAGE_TR);
    g_autofree char *en = isg_sentence_lower (cases[i].label, ISG_LANGUAGE_EN);

    g_assert_cmpstr (tr, ==, cases[i].tr);
    if (g_str_is_ascii (cases[i].label))
      g_assert_cmpstr (en, ==, cases[i].en);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/sentence/fill", test_places_are_filled_and_empty_parts_left_out);
  g_test_add_func ("/sentence/broken", test_broken_places_are_found);
  g_test_add_func ("/sentence/language", test_dates_and_numbers_have_the_form_of_the_language);
  g_test_add_func ("/sentence/lower", test_label_begins_small_in_a_sentence);
  return g_test_run ();
}
