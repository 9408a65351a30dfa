/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-answer.h"
#include "gateway/isg-gw-cades.h"
#include "gateway/isg-gw-call.h"
#include "gateway/isg-gw-script.h"
#include "gateway/isg-gw-seed.h"
#include "gateway/isg-gw-store.h"

G_BEGIN_DECLS

/**
 * IsgGwMinistry:
 *
 * Who decides and keeps: the judge with the store. Knows nothing of HTTP.
 */
typedef struct _IsgGwMinistry IsgGwMinistry;

/**
 * isg_gw_ministry_new:
 * @schema: the description
 * @seed: whom it knows
 * @trust: where chains must end
 * @store: what it keeps
 * @async_ms: after how long outcomes are known; negative: at once, in the reply
 * @today: the day it takes for today, or %ISG_DATE_NONE for the real one
 *
 * All arguments stay the caller's and must outlive it.
 *
 * Thread: the owner of @store from then on.
 *
 * Returns: (transfer full): a ministry
 */
IsgGwMinistry *isg_gw_ministry_new (const IsgGwSchema *schema,
                                    const IsgGwSeed *seed,
                                    const IsgGwTrust *trust,
                                    IsgGwStore *store,
                                    gint64 async_ms,
                                    IsgDate today);

/**
 * isg_gw_ministry_free:
 * @self: (transfer full): a ministry
 *
 * Thread: the owner.
 */
void isg_gw_ministry_free (IsgGwMinistry *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwMinistry, isg_gw_ministry_free)

/**
 * isg_gw_ministry_admits:
 * @self: a ministry
 * @firm: (nullable): a firm code
 * @password: (nullable): its password
 *
 * Thread: any.
 *
 * Returns: whether an active firm has them
 */
gboolean isg_gw_ministry_admits (const IsgGwMinistry *self, const char *firm, const char *password);

/**
 * isg_gw_ministry_refuse_door:
 * @self: a ministry
 *
 * Thread: any.
 *
 * Returns: (transfer full): HTTP 401 of the JSON service
 */
IsgGwReply *isg_gw_ministry_refuse_door (const IsgGwMinistry *self);

/**
 * isg_gw_ministry_answer:
 * @self: a ministry
 * @call: a request
 * @rule: (nullable): a fault for it to commit
 *
 * Deals with a request. What it checks and what it stores is one transaction; when the database
 * fails nothing is stored and the answer is 2222.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the reply
 */
IsgGwReply *isg_gw_ministry_answer (IsgGwMinistry *self,
                                    const IsgGwCall *call,
                                    const IsgGwRule *rule);

/**
 * IsgGwPromise:
 * @ISG_GW_PROMISE_NOTHING: the request was refused, or the database failed
 * @ISG_GW_PROMISE_CHECKED: it would be stored
 * @ISG_GW_PROMISE_CLAIMED: it would be stored, and its number is taken
 *
 * What came of looking at a save that will be stored later.
 */
typedef enum {
  ISG_GW_PROMISE_NOTHING,
  ISG_GW_PROMISE_CHECKED,
  ISG_GW_PROMISE_CLAIMED,
} IsgGwPromise;

/**
 * isg_gw_ministry_look:
 * @self: a ministry
 * @call: a save
 * @claim: whether to take its number
 * @out_claim: (out): the claim, to be given to isg_gw_ministry_store_late ()
 *
 * Checks a save without storing it.
 *
 * Thread: the owner.
 *
 * Returns: what came of it
 */
IsgGwPromise isg_gw_ministry_look (IsgGwMinistry *self,
                                   const IsgGwCall *call,
                                   gboolean claim,
                                   gint64 *out_claim);

/**
 * isg_gw_ministry_store_late:
 * @self: a ministry
 * @call: a save
 * @claim: a claim that it takes the place of, or 0
 * @recheck: whether the number is checked now
 *
 * Thread: the owner.
 *
 * Returns: the result code that nobody hears any more
 */
int isg_gw_ministry_store_late (IsgGwMinistry *self,
                                const IsgGwCall *call,
                                gint64 claim,
                                gboolean recheck);

G_END_DECLS
