/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-i18n.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

#include "base/isg-date.h"
#include "support/isg-test.h"

/* 2026-11-23T11:32:00Z, a Monday; 14:32 in Istanbul */
#define MOMENT G_GINT64_CONSTANT (1795433520)

#define CATALOGUE_HEADER "Content-Type: text/plain; charset=UTF-8\n"

/* One message in the format that gettext loads (GNU gettext manual, 10.3). */
static void
write_catalogue (const char *dir,
                 const char *language,
                 const char *message,
                 const char *translation)
{
  g_autofree char *folder = g_build_filename (dir, language, "LC_MESSAGES", NULL);
  g_autofree char *path = g_build_filename (folder, GETTEXT_PACKAGE ".mo", NULL);
  const char *texts[] = { "", message, CATALOGUE_HEADER, translation };
  g_autoptr (GByteArray) file = g_byte_array_new ();
  guint32 head[] = { 0x950412de, 0, 2, 28, 28 + 16, 0, 0 };
  guint32 place = 28 + 32;

  g_byte_array_append (file, (const guint8 *) head, sizeof head);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    guint32 entry[] = { (guint32) strlen (texts[i]), place };

    g_byte_array_append (file, (const guint8 *) entry, sizeof entry);
    place += entry[0] + 1;
  }
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_byte_array_append (file, (const guint8 *) texts[i], (guint) strlen (texts[i]) + 1);

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_assert_true (g_file_set_contents (path, (const char *) file->data, file->len, NULL));
}

static void
set_variable (const char *name, const char *value)
{
  if (value != NULL)
    g_setenv (name, value, TRUE);
  else
    g_unsetenv (name);
}

static void
test_the_language_is_turkish_unless_english_was_asked_for (void)
{
  static const struct {
    const char *chosen;
    const char *lc_all;
    const char *lc_messages;
    const char *lang;
    IsgLanguage language;
  } cases[] = {
    { NULL, NULL, NULL, NULL, ISG_LANGUAGE_TR },
    { NULL, "", "", "", ISG_LANGUAGE_TR },
    { NULL, NULL, NULL, "C", ISG_LANGUAGE_TR },
    { NULL, NULL, NULL, "C.UTF-8", ISG_LANGUAGE_TR },
    { NULL, "POSIX", NULL, NULL, ISG_LANGUAGE_TR },
    { NULL, NULL, NULL, "tr_TR.UTF-8", ISG_LANGUAGE_TR },
    { NULL, NULL, NULL, "de_DE.UTF-8", ISG_LANGUAGE_TR },
    { NULL, NULL, NULL, "enm", ISG_LANGUAGE_TR },
    { NULL, NULL, NULL, "en_US.UTF-8", ISG_LANGUAGE_EN },
    { NULL, NULL, NULL, "en_GB", ISG_LANGUAGE_EN },
    { NULL, NULL, NULL, "en", ISG_LANGUAGE_EN },
    { NULL, NULL, NULL, "en.UTF-8", ISG_LANGUAGE_EN },
    { NULL, NULL, "en_US.UTF-8", "tr_TR.UTF-8", ISG_LANGUAGE_EN },
    { NULL, NULL, "tr_TR.UTF-8", "en_US.UTF-8", ISG_LANGUAGE_TR },
    { NULL, "tr_TR.UTF-8", "en_US.UTF-8", "en_US.UTF-8", ISG_LANGUAGE_TR },
    { NULL, "en_US.UTF-8", "tr_TR.UTF-8", "tr_TR.UTF-8", ISG_LANGUAGE_EN },
    { NULL, "", "", "en_US.UTF-8", ISG_LANGUAGE_EN },
    { NULL, "C", NULL, "en_US.UTF-8", ISG_LANGUAGE_TR },
    { "system", NULL, NULL, "en_US.UTF-8", ISG_LANGUAGE_EN },
    { "system", NULL, NULL, "tr_TR.UTF-8", ISG_LANGUAGE_TR },
    { "", NULL, NULL, "en_US.UTF-8", ISG_LANGUAGE_EN },
    { "xx", NULL, NULL, "en_US.UTF-8", ISG_LANGUAGE_EN },
    { "tr", "en_US.UTF-8", "en_US.UTF-8", "en_US.UTF-8", ISG_LANGUAGE_TR },
    { "en", "tr_TR.UTF-8", "tr_TR.UTF-8", "tr_TR.UTF-8", ISG_LANGUAGE_EN },
    { "en", NULL, NULL, NULL, ISG_LANGUAGE_EN },
    { "tr", "C", NULL, NULL, ISG_LANGUAGE_TR },
  };
  g_autofree char *dir = isg_test_path ("locale");

  write_catalogue (dir, "tr", "record", "kayıt");
  write_catalogue (dir, "en", "record", "record (en)");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("case %" G_GSIZE_FORMAT, i);
    set_variable ("LC_ALL", cases[i].lc_all);
    set_variable ("LC_MESSAGES", cases[i].lc_messages);
    set_variable ("LANG", cases[i].lang);
    isg_i18n_init (cases[i].chosen, dir);

    g_assert_cmpint (isg_i18n_language (), ==, cases[i].language);
    g_assert_cmpstr (_ ("record"),
                        ==,
                        cases[i].language == ISG_LANGUAGE_EN ? "record (en)" : "kayıt");
  }
}

static void
test_a_program_starts_in_the_language_of_its_system (void)
{
  static const struct {
    const char *lang;
    const char *text;
  } cases[] = {
    { "tr_TR.UTF-8", "kayıt" },  { "C", "kayıt" }, { "de_DE.UTF-8", "kayıt" },
    { "en_US.UTF-8", "record" }, { "", "kayıt" },
  };

  if (g_test_subprocess ()) {
    g_autofree char *dir = isg_test_path ("locale");

    write_catalogue (dir, "tr", "record", "kayıt");
    isg_i18n_init (NULL, dir);
    g_assert_cmpstr (_ ("record"), ==, g_getenv ("ISG_TEST_EXPECTED"));
    return;
  }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_unsetenv ("LC_ALL");
    g_unsetenv ("LC_MESSAGES");
    g_setenv ("LANG", cases[i].lang, TRUE);
    g_setenv ("ISG_TEST_EXPECTED", cases[i].text, TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
    g_test_trap_assert_passed ();
  }
}

static void
test_what_the_environment_wishes_of_gettext_does_not_count (void)
{
  g_autofree char *dir = isg_test_path ("locale");

  write_catalogue (dir, "tr", "record", "kayıt");
  set_variable ("LC_ALL", NULL);
  set_variable ("LC_MESSAGES", NULL);
  set_variable ("LANG", "tr_TR.UTF-8");
  g_setenv ("LANGUAGE", "de:en", TRUE);
  isg_i18n_init (NULL, dir);
  g_assert_cmpstr (_ ("record"), ==, "kayıt");
}

static void
test_a_build_tree_can_bring_its_own_catalogues (void)
{
  g_autofree char *installed = isg_test_path ("installed");
  g_autofree char *built = isg_test_path ("built");

  write_catalogue (installed, "tr", "record", "eski");
  write_catalogue (built, "tr", "record", "yeni");

  g_setenv ("ISG_LOCALE_DIR", built, TRUE);
  isg_i18n_init ("tr", installed);
  g_assert_cmpstr (_ ("record"), ==, "yeni");

  g_unsetenv ("ISG_LOCALE_DIR");
  isg_i18n_init ("tr", installed);
  g_assert_cmpstr (_ ("record"), ==, "eski");
}

/* In a process of its own, since the test's own start has set every category. */
static void
test_numbers_keep_their_form (void)
{
  if (g_test_subprocess ()) {
    setlocale (LC_ALL, "C");
    g_setenv ("LC_ALL", "tr_TR.UTF-8", TRUE);
    isg_i18n_init ("tr", "/nonexistent");
    g_assert_cmpstr (setlocale (LC_NUMERIC, NULL), ==, "C");
    g_assert_cmpstr (setlocale (LC_TIME, NULL), ==, "C");
    g_assert_cmpstr (localeconv ()->decimal_point, ==, ".");
    g_assert_cmpint (strcasecmp ("TITLE", "title"), ==, 0);
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_days_and_times_are_said_as_the_language_says_them (void)
{
  static const struct {
    const char *language;
    const char *date;
    const char *with_weekday;
    const char *time;
  } cases[] = {
    { "tr", "23.11.2026", "23.11.2026 Pazartesi", "14.32" },
    { "en", "23 Nov 2026", "23 Nov 2026 Monday", "14:32" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *date = NULL;
    g_autofree char *with_weekday = NULL;
    g_autofree char *time = NULL;

    isg_i18n_init (cases[i].language, "/nonexistent");
    date = isg_i18n_date (isg_date_from_unix (MOMENT), FALSE);
    with_weekday = isg_i18n_date (isg_date_from_unix (MOMENT), TRUE);
    time = isg_i18n_clock_time (MOMENT);
    g_assert_cmpstr (date, ==, cases[i].date);
    g_assert_cmpstr (with_weekday, ==, cases[i].with_weekday);
    g_assert_cmpstr (time, ==, cases[i].time);
  }
}

static void
test_every_weekday_and_month_has_its_name (void)
{
  static const struct {
    int month;
    int day;
    const char *turkish;
    const char *english;
  } cases[] = {
    { 1, 5, "05.01.2026 Pazartesi", "5 Jan 2026 Monday" },
    { 2, 3, "03.02.2026 Salı", "3 Feb 2026 Tuesday" },
    { 3, 4, "04.03.2026 Çarşamba", "4 Mar 2026 Wednesday" },
    { 4, 2, "02.04.2026 Perşembe", "2 Apr 2026 Thursday" },
    { 5, 1, "01.05.2026 Cuma", "1 May 2026 Friday" },
    { 6, 6, "06.06.2026 Cumartesi", "6 Jun 2026 Saturday" },
    { 7, 5, "05.07.2026 Pazar", "5 Jul 2026 Sunday" },
    { 8, 31, "31.08.2026 Pazartesi", "31 Aug 2026 Monday" },
    { 9, 1, "01.09.2026 Salı", "1 Sep 2026 Tuesday" },
    { 10, 29, "29.10.2026 Perşembe", "29 Oct 2026 Thursday" },
    { 11, 10, "10.11.2026 Salı", "10 Nov 2026 Tuesday" },
    { 12, 31, "31.12.2026 Perşembe", "31 Dec 2026 Thursday" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgDate date = isg_date_new (2026, cases[i].month, cases[i].day);
    g_autofree char *turkish = NULL;
    g_autofree char *english = NULL;

    isg_i18n_init ("tr", "/nonexistent");
    turkish = isg_i18n_date (date, TRUE);
    isg_i18n_init ("en", "/nonexistent");
    english = isg_i18n_date (date, TRUE);
    g_assert_cmpstr (turkish, ==, cases[i].turkish);
    g_assert_cmpstr (english, ==, cases[i].english);
  }
}

static void
test_a_language_has_its_tag (void)
{
  g_assert_cmpstr (isg_i18n_language_tag (ISG_LANGUAGE_TR), ==, "tr");
  g_assert_cmpstr (isg_i18n_language_tag (ISG_LANGUAGE_EN), ==, "en");
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  /* Where the catalogues lie is what is tried here. */
  g_unsetenv ("ISG_LOCALE_DIR");

  g_test_add_func ("/base/i18n/the-language-is-turkish-unless-english-was-asked-for",
                   test_the_language_is_turkish_unless_english_was_asked_for);
  g_test_add_func ("/base/i18n/a-program-starts-in-the-language-of-its-system",
                   test_a_program_starts_in_the_language_of_its_system);
  g_test_add_func ("/base/i18n/what-the-environment-wishes-of-gettext-does-not-count",
                   test_what_the_environment_wishes_of_gettext_does_not_count);
  g_test_add_func ("/base/i18n/a-build-tree-can-bring-its-own-catalogues",
                   test_a_build_tree_can_bring_its_own_catalogues);
  g_test_add_func ("/base/i18n/numbers-keep-their-form", test_numbers_keep_their_form);
  g_test_add_func ("/base/i18n/days-and-times-are-said-as-the-language-says-them",
                   test_days_and_times_are_said_as_the_language_says_them);
  g_test_add_func ("/base/i18n/every-weekday-and-month-has-its-name",
                   test_every_weekday_and_month_has_its_name);
  g_test_add_func ("/base/i18n/a-language-has-its-tag", test_a_language_has_its_tag);

  return g_test_run ();
}
