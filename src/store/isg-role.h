/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/* Who uses the program, and what that one may see and do: the code list "user_role" of the pack,
 * one row for each role and one column for each right.  Roles hide; they unlock nothing.  Source:
 * ui.md 1, Roles. */

#define ISG_ROLE_SETTING "role"

/* Rights: columns of the list. */
#define ISG_RIGHT_EXAMS          "exams"
#define ISG_RIGHT_HEALTH_DETAILS "health_details"

/**
 * isg_role_may:
 * @rules: the rule pack
 * @role: (nullable): a code of "user_role"; %NULL and what the pack does not know: nobody said who
 * uses the program
 * @right: a right
 *
 * Thread: any.
 *
 * Returns: whether that role may; where nobody said a role, everything may be done
 */
gboolean isg_role_may (IsgRules *rules, const char *role, const char *right);

/**
 * isg_store_role_may:
 * @store: a store
 * @right: a right
 * @out_may: (out): as isg_role_may () for the store's setting
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_role_may (IsgStore *store, const char *right, gboolean *out_may, GError **error);

/**
 * isg_store_apply_role:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * Lets this handle show health details, or hide them, as its role may see them. Opening a store and
 * setting the role do it.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_apply_role (IsgStore *store, GError **error);

G_END_DECLS
