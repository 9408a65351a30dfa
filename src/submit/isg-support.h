/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * isg_support_bundle:
 * @store: a store
 * @uuid: (nullable): a record; %NULL for every notification that needs help or stands behind a gate
 * of the signature's form
 * @out_n: (out) (optional): how many notifications it tells of
 * @error: %ISG_STORE_ERROR
 *
 * What a supplier needs to mend what users cannot: a tar with versions, gates and counts
 * ("info.json") and for each notification its state, attempts, request and replies. Personal data
 * in them is replaced (isg-mask.h), what tells of health altogether; there is no secret, no
 * signature and no certificate in it, and no uuid of the store.
 *
 * Thread: the owner of @store.  Source: submission.md 3 (NEEDS_HELP); ui.md 2.8, 4.1.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with @error
 */
GBytes *isg_support_bundle (IsgStore *store, const char *uuid, guint *out_n, GError **error);

G_END_DECLS
