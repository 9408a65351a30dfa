/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-private.h"
#include "store/isg-store-slot-private.h"

G_BEGIN_DECLS

/**
 * isg_store_open_alone:
 * @data_dir: the folder
 * @key: (nullable): as isg_store_open_with ()
 * @rules: the rule pack
 * @clock: the time
 * @error: as isg_store_open_with (), _BUSY also when another handle is open
 *
 * Opens the store with the door kept shut: nobody else can open it until it is closed.
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): the store, or %NULL with @error
 */
IsgStore *isg_store_open_alone (const char *data_dir,
                                IsgStoreKey *key,
                                IsgRules *rules,
                                IsgClock *clock,
                                GError **error);

/**
 * isg_store_close_behind_door:
 * @store: (transfer full): a store that was opened alone
 *
 * Closes the file and keeps the door shut.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): for isg_store_slot_leave ()
 */
IsgStoreSlot *isg_store_close_behind_door (IsgStore *store);

/**
 * isg_store_finish_rekey:
 * @path: the store's file
 *
 * Overwrites and takes away what a change of the key left when it was cut short. To be called
 * behind the door.
 *
 * Thread: any.
 */
void isg_store_finish_rekey (const char *path);

G_END_DECLS
