/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-text.h"

#include <string.h>

#include "support/isg-test.h"

typedef struct {
  const char *text;
  const char *result;
} TextCase;

static void
check_cases (const TextCase *cases, gsize n_cases, char *(*function) (const char *text))
{
  for (gsize i = 0; i < n_cases; i++) {
    g_autofree char *result = function (cases[i].text);
    g_autofree char *decomposed = g_utf8_normalize (cases[i].text, -1, G_NORMALIZE_NFD);
    g_autofree char *of_decomposed = function (decomposed);

    g_test_message ("\"%s\"", cases[i].text);
    g_assert_cmpstr (result, ==, cases[i].result);
    g_assert_cmpstr (of_decomposed, ==, cases[i].result);
  }
}

static void
test_search_finds_a_name_however_it_is_written (void)
{
  static const TextCase cases[] = {
    { "IŞIL İNCİ", "isil inci" },
    { "Işıl İnci", "isil inci" },
    { "ışıl inci", "isil inci" },
    { "ISIL INCI", "isil inci" },
    { "ığüşöç", "igusoc" },
    { "IĞÜŞÖÇ", "igusoc" },
    { "âîû ÂÎÛ", "aiu aiu" },
    { "Kâmil", "kamil" },
    { "José Müller", "jose muller" },
    { "Straße", "strasse" },
    { "Əliyev", "eliyev" },
    { "Łódź Đorđe Søren Æon Œuvre", "lodz dorde soren aeon oeuvre" },
    { "  iki \t\n söz  ", "iki soz" },
    { "iki\302\240söz", "iki soz" }, /* no-break space */
    { "so\302\255ğan", "sogan" },    /* soft hyphen */
    { "\357\273\277ad", "ad" },      /* byte order mark */
    { "ﬁn ２０２６", "fin 2026" },
    { "i̇nci", "inci" }, /* i and a dot above */
    { "21.084-02", "21.084-02" },
    { "ΑΒ Жж", "αβ жж" },
    { "", "" },
    { "   ", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), isg_text_fold);
}

static void
test_folding_twice_changes_nothing (void)
{
  for (gunichar c = 1; c < 0x3000; c++) {
    g_autoptr (GString) text = g_string_new (NULL);
    g_autofree char *once = NULL;
    g_autofree char *twice = NULL;

    g_string_append_unichar (text, c);
    once = isg_text_fold (text->str);
    twice = isg_text_fold (once);
    g_assert_true (g_utf8_validate (once, -1, NULL));
    g_assert_cmpstr (once, ==, twice);
  }
}

static int
compare_by_key (const char *a, const char *b)
{
  g_autofree char *key_a = isg_text_sort_key (a);
  g_autofree char *key_b = isg_text_sort_key (b);
  int result = strcmp (key_a, key_b);

  g_assert_true (g_utf8_validate (key_a, -1, NULL));
  return (result > 0) - (result < 0);
}

static void
test_lists_come_in_turkish_order (void)
{
  static const char *const rising[] = {
    "",        "-",     "1",  "10", "2",  "9 Eylül", "a",    "â",      "ab",   "Ali", "Âli",
    "Ali Can", "Aliye", "ay", "b",  "c",  "cz",      "ç",    "Çağlar", "d",    "e",   "é",
    "f",       "g",     "gz", "ğ",  "h",  "hz",      "ı",    "Irmak",  "Işıl", "ız",  "i",
    "İnci",    "iz",    "j",  "k",  "l",  "m",       "n",    "o",      "oz",   "ö",   "Özgür",
    "p",       "q",     "r",  "s",  "sz", "ş",       "Şule", "t",      "u",    "uz",  "ü",
    "Ümit",    "v",     "w",  "x",  "y",  "z",       "zz",   "α",      "ж",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rising); i++) {
    for (gsize j = 0; j < G_N_ELEMENTS (rising); j++) {
      int result = compare_by_key (rising[i], rising[j]);
      int expected = (i > j) - (i < j);

      if (result != expected)
        g_test_message ("\"%s\" and \"%s\"", rising[i], rising[j]);
      g_assert_cmpint (result, ==, expected);
    }
  }
}

static void
test_case_and_marks_decide_last (void)
{
  g_assert_cmpint (compare_by_key ("ALİ A", "ali b"), <, 0);
  g_assert_cmpint (compare_by_key ("ali a", "ALİ B"), <, 0);
  g_assert_cmpint (compare_by_key ("Âli a", "Ali b"), <, 0);
  g_assert_cmpint (compare_by_key ("IŞIK", "inci"), <, 0);
  g_assert_cmpint (compare_by_key ("ışık", "İnci"), <, 0);
  g_assert_cmpint (compare_by_key ("Ali", "ali"), !=, 0);
  g_assert_cmpint (compare_by_key ("Ali", "Ali"), ==, 0);
}

static void
test_the_same_name_composed_or_not_has_one_key (void)
{
  static const char *const names[] = { "Işıl İnci", "ÇĞÖŞÜ çğöşü", "Kâmil", "José" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *decomposed = g_utf8_normalize (names[i], -1, G_NORMALIZE_NFD);

    g_assert_cmpint (compare_by_key (names[i], decomposed), ==, 0);
  }
  g_assert_cmpint (compare_by_key ("i̇", "i"), ==, 0);
}

static void
test_letters_change_case_by_turkish_rules (void)
{
  static const TextCase uppers[] = {
    { "ışıl inci", "IŞIL İNCİ" },
    { "çğöşü", "ÇĞÖŞÜ" },
    { "Diyarbakır", "DİYARBAKIR" },
    { "âîû", "ÂÎÛ" },
    { "title 12", "TİTLE 12" },
    { "i̇", "İ" },
    { "", "" },
  };
  static const TextCase lowers[] = {
    { "IŞIL İNCİ", "ışıl inci" },
    { "ÇĞÖŞÜ", "çğöşü" },
    { "DİYARBAKIR", "diyarbakır" },
    { "ÂÎÛ", "âîû" },
    { "TITLE 12", "tıtle 12" },
    { "i̇", "i" },
    { "", "" },
  };

  check_cases (uppers, G_N_ELEMENTS (uppers), isg_text_upper);
  check_cases (lowers, G_N_ELEMENTS (lowers), isg_text_lower);
}

static void
test_a_name_in_capitals_becomes_a_name (void)
{
  static const TextCase cases[] = {
    { "IŞIL İNCİ", "Işıl İnci" },
    { "ışıl inci", "Işıl İnci" },
    { "iBRAHİM ILGAZ", "İbrahim Ilgaz" },
    { "  AYŞE   NUR\302\240ÖZ ", "Ayşe Nur Öz" },
    { "AYŞE-NUR", "Ayşe-Nur" },
    { "M.ALİ", "M.Ali" },
    { "m. ali", "M. Ali" },
    { "D'ANGELO", "D'Angelo" },
    { "NUR'AN", "Nur'an" },
    { "NUR’AN", "Nur’an" },
    { "KÂMİL", "Kâmil" },
    { "ÇAĞLAR ŞULE ÖZGÜR ÜMİT", "Çağlar Şule Özgür Ümit" },
    { "", "" },
    { "  ", "" },
  };

  check_cases (cases, G_N_ELEMENTS (cases), isg_text_name_case);
}

static void
test_what_is_no_text_is_refused (void)
{
  static const struct {
    const char *text;
    gssize length;
    const char *result; /* or NULL */
  } cases[] = {
    { "söz", -1, "söz" },
    { "  söz\t\n", -1, "söz" },
    { "\302\240söz\302\240", -1, "söz" },
    { "\357\273\277söz", -1, "söz" },
    { "bir\r\niki\r\n", -1, "bir\niki" },
    { "bir\riki", -1, "bir\niki" },
    { "bir\r\r\niki", -1, "bir\n\niki" },
    { "bir\tiki\nüç", -1, "bir\tiki\nüç" },
    { "", -1, "" },
    { " \r\n ", -1, "" },
    { "sözcük", 4, "söz" },
    { "😀", -1, "😀" },
    { NULL, -1, NULL },
    { NULL, 0, NULL },
    { "s\xf6z", -1, NULL },
    { "sözcük", 2, NULL },
    { "a\0b", 3, NULL },
    { "a\x01", -1, NULL },
    { "a\x1b[31m", -1, NULL },
    { "a\x7f", -1, NULL },
    { "a\302\205", -1, NULL },     /* U+0085 */
    { "a\357\277\277", -1, NULL }, /* U+FFFF */
    { "a\357\277\276", -1, NULL }, /* U+FFFE */
    { "\355\240\200", -1, NULL },  /* half of a pair */
    { "\300\200", -1, NULL },      /* a NUL in two bytes */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *result = isg_text_clean (cases[i].text, cases[i].length);

    g_test_message ("case %" G_GSIZE_FORMAT, i);
    g_assert_cmpstr (result, ==, cases[i].result);
  }
}

static void
test_bytes_that_slip_through_do_no_harm (void)
{
  static char *(*const functions[]) (const char *text)
    = { isg_text_fold, isg_text_sort_key, isg_text_upper, isg_text_lower, isg_text_name_case };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++) {
    g_autofree char *result = functions[i]("s\xf6z\xff");

    g_assert_true (g_utf8_validate (result, -1, NULL));
  }
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/base/text/search-finds-a-name-however-it-is-written",
                   test_search_finds_a_name_however_it_is_written);
  g_test_add_func ("/base/text/folding-twice-changes-nothing", test_folding_twice_changes_nothing);
  g_test_add_func ("/base/text/lists-come-in-turkish-order", test_lists_come_in_turkish_order);
  g_test_add_func ("/base/text/case-and-marks-decide-last", test_case_and_marks_decide_last);
  g_test_add_func ("/base/text/the-same-name-composed-or-not-has-one-key",
                   test_the_same_name_composed_or_not_has_one_key);
  g_test_add_func ("/base/text/letters-change-case-by-turkish-rules",
                   test_letters_change_case_by_turkish_rules);
  g_test_add_func ("/base/text/a-name-in-capitals-becomes-a-name",
                   test_a_name_in_capitals_becomes_a_name);
  g_test_add_func ("/base/text/what-is-no-text-is-refused", test_what_is_no_text_is_refused);
  g_test_add_func ("/base/text/bytes-that-slip-through-do-no-harm",
                   test_bytes_that_slip_through_do_no_harm);

  return g_test_run ();
}
