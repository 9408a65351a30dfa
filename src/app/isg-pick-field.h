/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_PICK_FIELD (isg_pick_field_get_type ())

/**
 * IsgPickField:
 *
 * One of many: a code, a person. Typing searches a list that opens below; ↓ ↑ walk it, Enter or Tab
 * takes, Esc closes. The focus stays in the entry.
 *
 * Signal: "new-record" (text): a new one is wanted; what was typed is @text.
 */
G_DECLARE_FINAL_TYPE (IsgPickField, isg_pick_field, ISG, PICK_FIELD, IsgField)

/**
 * isg_pick_field_take:
 * @self: a field
 * @key: the code or uuid
 *
 * As if the user had picked it.
 *
 * Thread: main.
 */
void isg_pick_field_take (IsgPickField *self, const char *key);

G_END_DECLS
