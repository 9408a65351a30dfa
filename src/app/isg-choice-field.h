/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_CHOICE_FIELD (isg_choice_field_get_type ())

/**
 * IsgChoiceField:
 *
 * One of up to six codes, as linked toggles: one tab stop, ← → and digits choose, Backspace leaves
 * it blank.
 */
G_DECLARE_FINAL_TYPE (IsgChoiceField, isg_choice_field, ISG, CHOICE_FIELD, IsgField)

/**
 * isg_choice_field_set_stacked:
 * @self: a field
 * @stacked: whether the toggles stand one under the other, where there is no room beside each other
 *
 * Thread: main.
 */
void isg_choice_field_set_stacked (IsgChoiceField *self, gboolean stacked);

G_END_DECLS
