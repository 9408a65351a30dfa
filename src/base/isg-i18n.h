/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <glib/gi18n.h>

G_BEGIN_DECLS

/**
 * IsgLanguage:
 *
 * The two languages in which every text of the program exists.
 */
typedef enum {
  ISG_LANGUAGE_TR,
  ISG_LANGUAGE_EN,
} IsgLanguage;

/**
 * isg_i18n_init:
 * @chosen: (nullable): "tr", "en", or %NULL / "system" for the rule of design.md 1
 * @locale_dir: where the message catalogues lie
 *
 * Turkish unless the system's language is English or the user chose. Sets the locale for messages
 * and for the kinds of characters alone, both to C.UTF-8, so that numbers, dates and the case of
 * "i" never change their form (GTK would set all: gtk_disable_setlocale () goes before gtk_init
 * ()); binds the text domain to the catalogues that stand beside the program (a build tree, an
 * unpacked package), else to those in @locale_dir. Called once by main () before the first thread,
 * and again only while no other thread asks for texts. ISG_LOCALE_DIR in the environment takes the
 * place of both.
 *
 * Thread: main.
 */
void isg_i18n_init (const char *chosen, const char *locale_dir);

/**
 * isg_i18n_language:
 *
 * Thread: any, after isg_i18n_init ().
 *
 * Returns: the language in which texts come now
 */
IsgLanguage isg_i18n_language (void);

/**
 * isg_i18n_language_tag:
 * @language: a language
 *
 * Thread: any.
 *
 * Returns: (transfer none): "tr" or "en"
 */
const char *isg_i18n_language_tag (IsgLanguage language);

/**
 * isg_i18n_date:
 * @date: days as in isg-date.h
 * @with_weekday: adds the weekday
 *
 * Thread: any.  Source: ui.md 7.
 *
 * Returns: (transfer full): "23.11.2026[ Pazartesi]", or in English "23 Nov 2026[ Monday]"
 */
char *isg_i18n_date (gint32 date, gboolean with_weekday);

/**
 * isg_i18n_clock_time:
 * @seconds: seconds since 1970, UTC
 *
 * Thread: any.
 *
 * Returns: (transfer full): the time of day in Istanbul, "14.32", or in English "14:32"
 */
char *isg_i18n_clock_time (gint64 seconds);

/**
 * isg_i18n_time_of_day:
 * @seconds: since midnight
 *
 * Thread: any.
 *
 * Returns: (transfer full): "14.32", or in English "14:32"
 */
char *isg_i18n_time_of_day (int seconds);

G_END_DECLS
