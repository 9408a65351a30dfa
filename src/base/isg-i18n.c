/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-i18n.h"

#include <libintl.h>
#include <locale.h>
#include <string.h>

#include "base/isg-date.h"

static int current_language
  = ISG_LANGUAGE_TR; /* lint-allow L3: (atomic) of the process, as the locale is */

static gboolean
is_english (const char *locale)
{
  return g_str_has_prefix (locale, "en") && !g_ascii_isalpha (locale[2]);
}

/* Only a system that says it is English is: without any setting, or with "C", this is a Turkish
 * program. */
static IsgLanguage
language_of_system (void)
{
  static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++) {
    const char *value = g_getenv (variables[i]);

    if (value != NULL && *value != '\0')
      return is_english (value) ? ISG_LANGUAGE_EN : ISG_LANGUAGE_TR;
  }
  return ISG_LANGUAGE_TR;
}

static IsgLanguage
decide_language (const char *chosen)
{
  if (g_strcmp0 (chosen, "tr") == 0)
    return ISG_LANGUAGE_TR;
  if (g_strcmp0 (chosen, "en") == 0)
    return ISG_LANGUAGE_EN;
  return language_of_system ();
}

/* In the locale "C" gettext does not look at LANGUAGE, in C.UTF-8 it does. LC_CTYPE is not the
 * user's either: under tr_TR the C library finds "I" and "i" different when case is ignored, also
 * in the names of headers and codecs. */
static void
set_locale (int category)
{
  static const char *const locales[] = { "C.UTF-8", "C.utf8", "tr_TR.UTF-8", "en_US.UTF-8", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (locales); i++)
    if (setlocale (category, locales[i]) != NULL)
      return;
}

/* The catalogues that belong to this very program: beside it where it was built or unpacked. */
static char *
find_own_catalogues (void)
{
  static const char *const beside[] = { "../../po", "../share/locale" };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = program != NULL ? g_path_get_dirname (program) : NULL;

  for (gsize i = 0; folder != NULL && i < G_N_ELEMENTS (beside); i++) {
    g_autofree char *place = g_build_filename (folder, beside[i], NULL);
    g_autofree char *turkish
      = g_build_filename (place, "tr", "LC_MESSAGES", GETTEXT_PACKAGE ".mo", NULL);

    if (g_file_test (turkish, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer (&place);
  }
  return NULL;
}

void
isg_i18n_init (const char *chosen, const char *locale_dir)
{
  IsgLanguage language = decide_language (chosen);
  const char *override = g_getenv ("ISG_LOCALE_DIR");
  g_autofree char *own = find_own_catalogues ();

  g_atomic_int_set (&current_language, (int) language);
  /* Before the locale is set, which makes gettext forget the catalogues of another language. */
  g_setenv ("LANGUAGE", isg_i18n_language_tag (language), TRUE);
  set_locale (LC_CTYPE);
  set_locale (LC_MESSAGES);

  if (override == NULL || *override == '\0')
    override = own != NULL ? own : locale_dir;
  bindtextdomain (GETTEXT_PACKAGE, override);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

IsgLanguage
isg_i18n_language (void)
{
  return (IsgLanguage) g_atomic_int_get (&current_language);
}

const char *
isg_i18n_language_tag (IsgLanguage language)
{
  return language == ISG_LANGUAGE_EN ? "en" : "tr";
}

/* Not in the catalogues: a date is right also where no catalogue is installed, and "May" needs no
 * explaining. */
static const char *
weekday_name (IsgDate date, IsgLanguage language)
{
  static const char *const names[2][7] = {
    { "Pazartesi", "Salı", "Çarşamba", "Perşembe", "Cuma", "Cumartesi", "Pazar" },
    { "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday" },
  };

  return names[language][isg_date_weekday (date) - 1];
}

static char *
format_english (IsgDate date)
{
  static const char *const months[]
    = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  int year;
  int month;
  int day;

  isg_date_split (date, &year, &month, &day);
  return g_strdup_printf ("%d %s %d", day, months[month - 1], year);
}

char *
isg_i18n_date (gint32 date, gboolean with_weekday)
{
  IsgLanguage language = isg_i18n_language ();
  g_autofree char *text = NULL;

  g_return_val_if_fail (date != ISG_DATE_NONE, NULL);

  if (language == ISG_LANGUAGE_EN)
    text = format_english (date);
  else
    text = isg_date_format (date, "dd.MM.yyyy");
  if (!with_weekday)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s %s", text, weekday_name (date, language));
}

char *
isg_i18n_clock_time (gint64 seconds)
{
  g_autofree char *iso = isg_unix_to_local_iso (seconds * 1000, FALSE);
  const char *time = strchr (iso, 'T') + 1;

  return g_strdup_printf ("%.2s%c%.2s",
                          time,
                          isg_i18n_language () == ISG_LANGUAGE_EN ? ':' : '.',
                          time + 3);
}

char *
isg_i18n_time_of_day (int seconds)
{
  return g_strdup_printf ("%02d%c%02d",
                          seconds / 3600,
                          isg_i18n_language () == ISG_LANGUAGE_EN ? ':' : '.',
                          seconds / 60 % 60);
}
