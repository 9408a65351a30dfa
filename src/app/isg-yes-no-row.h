/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * IsgAnswer:
 * @ISG_ANSWER_BLANK: not answered
 * @ISG_ANSWER_YES: Evet
 * @ISG_ANSWER_NO: Hayır
 * @ISG_ANSWER_NOT_APPLICABLE: İlgisiz
 *
 * What was said to a sentence.
 */
typedef enum {
  ISG_ANSWER_BLANK,
  ISG_ANSWER_YES,
  ISG_ANSWER_NO,
  ISG_ANSWER_NOT_APPLICABLE,
} IsgAnswer;

#define ISG_TYPE_YES_NO_ROW (isg_yes_no_row_get_type ())

/**
 * IsgYesNoRow:
 *
 * A sentence in a GtkListBox that is answered by one key: H or N, E or Y, İ or I where "not
 * applicable" is allowed; Backspace leaves it blank. A key answers and moves on to the next stop; a
 * click answers alone. The row's accessible name carries the answer: "{sentence}: {answer}". In a
 * form it is IsgAnswerField that asks; this is for sentences that are no fields (checklists).
 *
 * Signal: "answered" (answer: int, an #IsgAnswer): the user answered, perhaps as before; emitted
 * before the focus moves on.
 */
G_DECLARE_FINAL_TYPE (IsgYesNoRow, isg_yes_no_row, ISG, YES_NO_ROW, GtkListBoxRow)

/**
 * isg_yes_no_row_new:
 * @sentence: what is asked
 * @not_applicable: whether there is a third answer
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the row, blank
 */
IsgYesNoRow *isg_yes_no_row_new (const char *sentence, gboolean not_applicable);

/**
 * isg_yes_no_row_answer:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: what was answered
 */
IsgAnswer isg_yes_no_row_answer (IsgYesNoRow *self);

/**
 * isg_yes_no_row_set_answer:
 * @self: a row
 * @answer: what was answered
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_yes_no_row_set_answer (IsgYesNoRow *self, IsgAnswer answer);

/**
 * isg_yes_no_row_set_below:
 * @self: a row
 * @below: (nullable): stands below the sentence, in the same row: what an answer makes to be asked
 *
 * Its inputs are stops after the row itself.
 *
 * Thread: main.
 */
void isg_yes_no_row_set_below (IsgYesNoRow *self, GtkWidget *below);

/**
 * isg_yes_no_row_set_editable:
 * @self: a row
 * @editable: whether it can be answered
 *
 * Thread: main.
 */
void isg_yes_no_row_set_editable (IsgYesNoRow *self, gboolean editable);

G_END_DECLS
