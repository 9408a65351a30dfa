/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_QUESTIONS (isg_questions_get_type ())

/**
 * IsgQuestions:
 *
 * Short questions in one to three columns, each a list of its own, read column by column. The .ui
 * file puts the fields into it as children; a field that follows the answer to another stays below
 * that one.
 */
G_DECLARE_FINAL_TYPE (IsgQuestions, isg_questions, ISG, QUESTIONS, GtkBox)

/**
 * isg_questions_set_columns:
 * @self: the questions, bound
 * @n: how many columns, 1 to 3
 *
 * Thread: main.  Source: ui.md 2.2.
 */
void isg_questions_set_columns (IsgQuestions *self, guint n);

G_END_DECLS
