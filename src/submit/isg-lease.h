/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgLease:
 *
 * The right to send from a store: an OS lock (OFD) on a file beside it, which the system drops when
 * the process dies, however it dies. One holder over threads and processes; no time ends it.
 */
typedef struct _IsgLease IsgLease;

/**
 * isg_lease_take:
 * @data_dir: the store's folder
 * @out_lease: (out) (transfer full) (nullable): the lease, or %NULL while somebody else holds it
 * @error: %ISG_STORE_ERROR _IO; also where the file system has no locks, or only says that it has
 *
 * Does not wait.
 *
 * Thread: any.  Source: submission.md 4.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_lease_take (const char *data_dir, IsgLease **out_lease, GError **error);

/**
 * isg_lease_is_held:
 * @lease: (nullable): a lease
 *
 * Looked at again before the first byte leaves: whether the lock is still ours, and on the file
 * that others would lock.
 *
 * Thread: any.
 *
 * Returns: %FALSE when another one may send
 */
gboolean isg_lease_is_held (IsgLease *lease);

/**
 * isg_lease_free:
 * @lease: (transfer full) (nullable): a lease; somebody else may take it now
 *
 * Thread: any.
 */
void isg_lease_free (IsgLease *lease);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgLease, isg_lease_free)

G_END_DECLS
