/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-secret.h"

G_BEGIN_DECLS

/* The recovery code: 130 random bits as 26 characters of Crockford's base32 and 2 of a checksum, in
 * groups of four: "7ZQ4-0JXM-…".  The checksum is the number modulo 1021, so that one wrong
 * character and two neighbours exchanged are always found.  It is shown and printed once. */

/**
 * isg_recovery_code_new:
 * @error: %ISG_BASE_ERROR _MEMORY
 *
 * Thread: any.
 *
 * Returns: (transfer full): a code as it is shown, with its dashes, or %NULL with @error
 */
IsgSecret *isg_recovery_code_new (GError **error);

/**
 * isg_recovery_code_read:
 * @typed: what was typed: any case, any spaces and dashes; O reads as 0, I and L as 1
 * @error: %ISG_BASE_ERROR _FORMAT when it is no code, _RANGE when its checksum does not hold
 *
 * Thread: any.
 *
 * Returns: (transfer full): the code as isg_recovery_code_new () gave it, or %NULL with @error
 */
IsgSecret *isg_recovery_code_read (IsgSecret *typed, GError **error);

G_END_DECLS
