/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_MULTI_FIELD (isg_multi_field_get_type ())

/**
 * IsgMultiField:
 *
 * Several codes: the chosen ones as chips, below them one line to search in and the list with
 * ticks. In the line ↓ ↑ open and walk, Enter ticks and closes, Space ticks and leaves open, Esc
 * closes, Backspace in the empty line takes the last chip away. "None of these" excludes the
 * others where the code list says so.
 */
G_DECLARE_FINAL_TYPE (IsgMultiField, isg_multi_field, ISG, MULTI_FIELD, IsgField)

/**
 * isg_multi_field_turn:
 * @self: a bound field
 * @code: a code of its list
 *
 * Ticks it, or takes the tick away, as the user does.
 *
 * Thread: main.
 */
void isg_multi_field_turn (IsgMultiField *self, const char *code);

G_END_DECLS
