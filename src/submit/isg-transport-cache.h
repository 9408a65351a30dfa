/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-submit-step.h"

G_BEGIN_DECLS

/**
 * IsgTransportCache:
 *
 * Keeps the transports of a run, so that questions may reuse connections. A change of the settings
 * tls.* makes new ones.
 */
typedef struct _IsgTransportCache IsgTransportCache;

/**
 * isg_transport_cache_new:
 * @maker: makes what is not there
 * @maker_data: for @maker
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): an empty cache
 */
IsgTransportCache *isg_transport_cache_new (IsgTransportMaker maker, gpointer maker_data);

/**
 * isg_transport_cache_free:
 * @cache: (transfer full) (nullable): a cache
 *
 * Thread: the owner.
 */
void isg_transport_cache_free (IsgTransportCache *cache);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgTransportCache, isg_transport_cache_free)

/**
 * isg_transport_cache_get:
 *
 * An #IsgTransportMaker over a cache.
 * @store: the store
 * @method_id: the method
 * @cache: (type IsgTransportCache): a cache
 * @error: as the maker's
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): a transport, or %NULL with @error
 */
IsgTransport *isg_transport_cache_get (IsgStore *store,
                                       const char *method_id,
                                       gpointer cache,
                                       GError **error);

G_END_DECLS
