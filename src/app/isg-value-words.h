/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * isg_value_words:
 * @def: the field in which it stands
 * @beside: (nullable): the fields beside it, which may decide its code list
 * @value: (nullable): its value
 *
 * A value as a summary says it: a code by its label, a number with its unit, a date as in the rest
 * of the program, yes by the question itself.
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): %NULL for nothing, for no, for references (they have names
 * of their own) and for lists
 */
char *isg_value_words (const IsgFieldDef *def, IsgFields *beside, IsgValue *value);

G_END_DECLS
