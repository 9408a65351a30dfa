/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/isg-breach-facts.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * isg_store_breach_facts:
 * @store: a store
 * @learned: when it was learned, seconds since 1970 UTC
 * @from: the access log begins here; 0: at the beginning
 * @until: and ends before; 0: at the end
 * @error: %ISG_STORE_ERROR
 *
 * What the store knows for the one who must report a breach: how it is protected, how many records
 * of each kind it holds, and who read, printed, exported, copied or backed up data, or changed who
 * may open it. That it was asked stands in the journal.
 *
 * Thread: the owner.  Source: 6698 art. 12/5 (domain.md 8).
 *
 * Returns: (transfer full): the facts, or %NULL with @error
 */
IsgBreachFacts *isg_store_breach_facts (IsgStore *store,
                                        gint64 learned,
                                        gint64 from,
                                        gint64 until,
                                        GError **error);

G_END_DECLS
