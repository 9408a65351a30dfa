/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_ANSWERS (isg_answers_get_type ())

/**
 * IsgAnswers:
 *
 * A few answers as linked toggles that stand outside the tab order: the row around them has the
 * focus and hands its keys on. Each answer has the first letters of its Turkish and its English
 * words as keys (H or N: Hayır/No; İ or I: İlgisiz); of two answers with one letter the earlier has
 * it.
 *
 * Signal: "answered" (by_key: boolean): the user chose another answer, or the same one again.
 */
G_DECLARE_FINAL_TYPE (IsgAnswers, isg_answers, ISG, ANSWERS, GtkBox)

/**
 * isg_answers_new:
 *
 * Thread: main.
 *
 * Returns: (transfer floating): no answers yet
 */
IsgAnswers *isg_answers_new (void);

/**
 * isg_answers_add:
 * @self: the answers
 * @key: what is kept: a code
 * @label_tr: in Turkish
 * @label_en: in English
 *
 * Shown in the user's language.
 *
 * Thread: main.
 */
void isg_answers_add (IsgAnswers *self,
                      const char *key,
                      const char *label_tr,
                      const char *label_en);

/**
 * isg_answers_set_question:
 * @self: the answers
 * @question: what is asked
 *
 * Each toggle is then named "{question}: {answer}".
 *
 * Thread: main.
 */
void isg_answers_set_question (IsgAnswers *self, const char *question);

/**
 * isg_answers_size:
 * @self: the answers
 *
 * Thread: main.
 *
 * Returns: how many there are
 */
guint isg_answers_size (IsgAnswers *self);

/**
 * isg_answers_chosen:
 * @self: the answers
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the key of the one chosen; %NULL while blank
 */
const char *isg_answers_chosen (IsgAnswers *self);

/**
 * isg_answers_chosen_label:
 * @self: the answers
 *
 * Thread: main.
 *
 * Returns: (transfer none): the words of the one chosen, or "no answer"
 */
const char *isg_answers_chosen_label (IsgAnswers *self);

/**
 * isg_answers_choose:
 * @self: the answers
 * @key: (nullable): the key of one of them; %NULL for none
 *
 * Emits nothing.
 *
 * Thread: main.
 *
 * Returns: whether there is such an answer
 */
gboolean isg_answers_choose (IsgAnswers *self, const char *key);

/**
 * isg_answers_take_key:
 * @self: the answers
 * @keyval: a key that the row around them got
 * @state: with which others
 *
 * A letter chooses, Backspace and Delete leave blank; "answered" follows.
 *
 * Thread: main.
 *
 * Returns: whether the key was one of these
 */
gboolean isg_answers_take_key (IsgAnswers *self, guint keyval, GdkModifierType state);

G_END_DECLS
