/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-retention.h"

G_BEGIN_DECLS

/**
 * isg_retention_find:
 * @store: a store
 * @id: a record's row
 * @today: the day
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): its clock; %NULL without @error when it belongs to no class or was
 * destroyed, and with it
 */
IsgRetentionItem *isg_retention_find (IsgStore *store, gint64 id, IsgDate today, GError **error);

/**
 * isg_retention_item_free:
 * @item: (transfer full) (nullable): an item
 *
 * Thread: any.
 */
void isg_retention_item_free (IsgRetentionItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRetentionItem, isg_retention_item_free)

G_END_DECLS
