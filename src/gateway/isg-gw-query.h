/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-answer.h"
#include "gateway/isg-gw-call.h"
#include "gateway/isg-gw-script.h"
#include "gateway/isg-gw-store.h"

G_BEGIN_DECLS

/**
 * isg_gw_query_answer:
 * @store: what is kept
 * @schema: gives the texts
 * @call: a query whose form is right
 * @rule: (nullable): a fault to commit
 * @now_ms: milliseconds since 1970
 * @error: %ISG_GW_ERROR _STORE
 *
 * Answers egitimBildirimSorgula (A), egitimSorgula (B) and durumSorgula (C).
 *
 * Thread: the owner of @store.  Source: sandbox-wire.md, "A and B" and "C".
 *
 * Returns: (transfer full) (element-type IsgGwAnswer): the answers in the order of the reply, or
 * %NULL with @error
 */
GPtrArray *isg_gw_query_answer (IsgGwStore *store,
                                const IsgGwSchema *schema,
                                const IsgGwCall *call,
                                const IsgGwRule *rule,
                                gint64 now_ms,
                                GError **error);

G_END_DECLS
