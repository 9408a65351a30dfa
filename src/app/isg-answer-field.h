/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_ANSWER_FIELD (isg_answer_field_get_type ())

/**
 * IsgAnswerField:
 *
 * A question of a form in one row, answered by one key: yes or no, or one of a few codes (Normal /
 * Bulgu…). The row itself has the focus and is named "{question}: {answer}"; the keys are those of
 * #IsgAnswers, and each answers and moves on. Backspace leaves it blank, Enter moves on alone.
 */
G_DECLARE_FINAL_TYPE (IsgAnswerField, isg_answer_field, ISG, ANSWER_FIELD, IsgField)

G_END_DECLS
