/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_FREQUENT_FIELD (isg_frequent_field_get_type ())

/**
 * IsgFrequentField:
 *
 * A plain question with a code behind: the frequent answers of the code list (its columns
 * "frequent" and "plain_…") as buttons in two columns, digits 1 to 9 and 0; "Other…" opens a search
 * over the whole list, where the code can be typed too; "I do not know" is the list's unknown. One
 * tab stop; arrows walk, Backspace leaves it blank. The code stands in small type.
 *
 * Source: ui.md 3.7.
 */
G_DECLARE_FINAL_TYPE (IsgFrequentField, isg_frequent_field, ISG, FREQUENT_FIELD, IsgField)

/**
 * isg_frequent_field_set_wide:
 * @self: a field
 * @wide: whether the answers stand in two columns
 *
 * Thread: main.
 */
void isg_frequent_field_set_wide (IsgFrequentField *self, gboolean wide);

G_END_DECLS
