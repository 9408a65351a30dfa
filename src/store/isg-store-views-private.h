/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-private.h"

G_BEGIN_DECLS

/**
 * isg_store_views_refresh:
 * @store: a store that was found whole
 * @error: %ISG_STORE_ERROR _IO, _CORRUPT
 *
 * Makes the views with typed columns, for reports and for people who query: "view_<kind>", and
 * "view_<kind>_<field>" for each list of groups, when the pack is not the one they were made from.
 * Where another process holds the file or the disk is full, they stay as they are until the next
 * time.
 *
 * Thread: the owner.  Source: design.md 5.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_views_refresh (IsgStore *store, GError **error);

/**
 * isg_store_views_drop:
 * @store: a store in a transaction
 * @error: %ISG_STORE_ERROR
 *
 * Takes the views out until the next isg_store_views_refresh (): a migration may change a table
 * that they read.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_views_drop (IsgStore *store, GError **error);

G_END_DECLS
