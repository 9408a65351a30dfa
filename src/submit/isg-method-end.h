/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * isg_methods_end:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * What waits for a signature, and was finalised by a method that the pack in force has not any
 * more, is a draft again (WITHDRAWN), as far as it is settled: it is finalised anew by a method of
 * today. What is signed goes on as it was signed. Called when a step begins and before anything is
 * signed.
 *
 * Thread: the owner of @store.  Source: submission.md 3 (AWAITING_SIGNATURE, its method ended).
 *
 * Returns: %FALSE with @error
 */
gboolean isg_methods_end (IsgStore *store, GError **error);

G_END_DECLS
