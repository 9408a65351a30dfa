/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-date.h"
#include "base/isg-i18n.h"

G_BEGIN_DECLS

/*
 * Sentences with places: "{name}" or "{name:format}". Formats: "date" (of YYYY-MM-DD), "number" (of
 * digits with a point), "words" (told in both languages), "words_lower" (the same in the middle of
 * a sentence), "count:one:many" (a number and the word behind it).
 */

/**
 * IsgSentenceFill:
 * @name: the place's name
 * @format: (nullable): the place's format
 * @user_data: the caller's
 *
 * Returns: (transfer full) (nullable): what fills the place, or %NULL when nothing does
 */
typedef char *(*IsgSentenceFill) (const char *name, const char *format, gpointer user_data);

/**
 * isg_sentence_fill:
 * @text: a sentence with places
 * @fill: asked for each place
 * @user_data: for @fill
 *
 * An unfilled place is left out, and with it a part between " · " of which nothing else remains.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the sentence, without white space at its ends
 */
char *isg_sentence_fill (const char *text, IsgSentenceFill fill, gpointer user_data);

/**
 * isg_sentence_check:
 * @text: a sentence with places
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what is wrong with its places; %NULL when nothing is
 */
const char *isg_sentence_check (const char *text);

/**
 * isg_sentence_date:
 * @date: a day
 * @language: which
 *
 * Thread: any.  Source: ui.md 7.
 *
 * Returns: (transfer full): "23.11.2026", or "23 Nov 2026"
 */
char *isg_sentence_date (IsgDate date, IsgLanguage language);

/**
 * isg_sentence_number:
 * @text: digits, perhaps with a point
 * @language: which
 *
 * Thread: any.  Source: ui.md 7.
 *
 * Returns: (transfer full): "81,5" and "12.345", or "81.5" and "12,345"
 */
char *isg_sentence_number (const char *text, IsgLanguage language);

/**
 * isg_sentence_lower:
 * @text: a label
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): with a small first letter, unless it begins with an abbreviation
 */
char *isg_sentence_lower (const char *text, IsgLanguage language);

G_END_DECLS
