/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-private.h"

G_BEGIN_DECLS

/* How a store knows that the last exit was unclean, with several processes at it.
 *
 * Beside the store lies "isg-defteri.open", a byte for each open handle (a slot) and one byte more,
 * the door.  A handle locks its own byte (an OFD lock, which the system drops when the process
 * dies, however it dies), writes '1' there before it writes anything into the store, and '0' when
 * it is closed in order.  A byte that says '1' and is locked by nobody is therefore a handle that
 * was never closed.  A counter could not tell that from a handle that is open.  The door is locked
 * while a store is being made, opened, migrated or checked, so that one process at a time does so.
 */

/**
 * isg_store_slot_enter:
 * @data_dir: the folder; must be there
 * @error: %ISG_STORE_ERROR _BUSY when another process opens the store for longer than we wait, _IO
 * also where the file system has no locks
 *
 * Locks the door.
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): a slot that is not yet taken, or %NULL with @error
 */
IsgStoreSlot *isg_store_slot_enter (const char *data_dir, GError **error);

/**
 * isg_store_slot_take:
 * @slot: an entered slot
 * @out_unclean: (out): whether a handle was never closed
 * @error: %ISG_STORE_ERROR _BUSY when there are more handles than slots, _IO, _FULL
 *
 * Takes a free byte and says, durably, that a handle is open.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_slot_take (IsgStoreSlot *slot, gboolean *out_unclean, GError **error);

/**
 * isg_store_slot_is_alone:
 * @slot: an entered slot that is not taken
 *
 * Thread: the owner.
 *
 * Returns: whether no handle is open, in this process or another
 */
gboolean isg_store_slot_is_alone (IsgStoreSlot *slot);

/**
 * isg_store_slot_settle:
 * @slot: a taken slot, after the store was found whole
 *
 * Forgets the handles that were never closed and opens the door.
 *
 * Thread: the owner.
 */
void isg_store_slot_settle (IsgStoreSlot *slot);

/**
 * isg_store_slot_leave:
 * @slot: (transfer full) (nullable): a slot
 * @clean: whether the store was closed in order; %FALSE lets the next one check it
 *
 * Thread: the owner.
 */
void isg_store_slot_leave (IsgStoreSlot *slot, gboolean clean);

G_END_DECLS
