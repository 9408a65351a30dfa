/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* What the form of a training reads; each is an #IsgTaskFunc. */

/**
 * isg_topics_read_class:
 * @store: the thread's handle
 * @workplace: (type utf8): uuid
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (type utf8) (nullable): the workplace's hazard class; %NULL without one,
 * or with @error
 */
gpointer isg_topics_read_class (IsgStore *store,
                                gpointer workplace,
                                GCancellable *cancellable,
                                GError **error);

/**
 * isg_topics_read_last:
 * @store: the thread's handle
 * @record: (type IsgRecord): a training as it is typed
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (type IsgRecord) (nullable): the newest other training of its workplace
 * that has topics
 */
gpointer isg_topics_read_last (IsgStore *store,
                               gpointer record,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
