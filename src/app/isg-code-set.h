/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * isg_code_set_turn:
 * @codes: (nullable) (array zero-terminated=1): what is chosen
 * @list: the code list
 * @code: a code
 *
 * Chooses @code, or takes it back when it is chosen. A code whose column "alone" says yes ("None of
 * these") excludes the others, and they exclude it.
 *
 * Thread: any.
 *
 * Returns: (transfer full): what is chosen now, codes of the list in its order and others at the
 * end
 */
GStrv isg_code_set_turn (const char *const *codes, const IsgCodeList *list, const char *code);

G_END_DECLS
