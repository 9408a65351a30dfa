/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-cades.h"
#include "gateway/isg-gw-call.h"
#include "gateway/isg-gw-seed.h"

G_BEGIN_DECLS

/**
 * IsgGwBench:
 *
 * What the judge judges with. All unowned.
 */
typedef struct {
  const IsgGwSchema *schema;
  const IsgGwSeed *seed;
  const IsgGwTrust *trust;
  IsgDate today; /* in Istanbul */
  gint64 now;    /* seconds since 1970 */
} IsgGwBench;

/**
 * IsgGwVerdict:
 *
 * What becomes of a save. @items are there once everything but 212 has been passed.
 */
typedef struct {
  int code;
  char *message;       /* (owned) */
  GPtrArray *problems; /* (owned) (nullable) of IsgGwProblem, with 210 */
  GPtrArray *items;    /* (owned) (nullable) of IsgGwItem, ascending */
  char *signer;        /* (owned) (nullable) */
  IsgDate day;
  GBytes *signed_bytes; /* (owned) (nullable) */
  const char *reason;   /* (unowned) (nullable): for the log */
} IsgGwVerdict;

/**
 * isg_gw_verdict_clear:
 * @verdict: what isg_gw_judge () filled
 *
 * Thread: any.
 */
void isg_gw_verdict_clear (IsgGwVerdict *verdict);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsgGwVerdict, isg_gw_verdict_clear)

/**
 * isg_gw_judge_door:
 * @bench: the judge's tools
 * @call: a call that needs a login
 * @out: (out): 401 or 200
 *
 * Thread: any.
 *
 * Returns: whether the firm may come in
 */
gboolean isg_gw_judge_door (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out);

/**
 * isg_gw_judge:
 * @bench: the judge's tools
 * @call: a save
 * @taken: whether its number was taken before
 * @out: (out): the verdict
 *
 * Checks in the pinned order: 401, form of sorguNo (210), 211, 216 to 221, 210, 222, 214, 215, 213,
 * 212. Each item's 212 stands in its status; the whole is 200 when any item is accepted (per-item
 * operations) or all are (others), else the first refused item's code.
 *
 * Thread: any.  Source: sandbox-wire.md, "Order of the ministry's checks".
 */
void isg_gw_judge (const IsgGwBench *bench,
                   const IsgGwCall *call,
                   gboolean taken,
                   IsgGwVerdict *out);

/**
 * isg_gw_judge_question:
 * @bench: the judge's tools
 * @call: a query
 * @out: (out): 401, 210 or 200
 *
 * Checks who asks and the form of what is asked, not how many numbers.
 *
 * Thread: any.
 *
 * Returns: whether it can be answered
 */
gboolean isg_gw_judge_question (const IsgGwBench *bench, const IsgGwCall *call, IsgGwVerdict *out);

/**
 * isg_gw_judge_set:
 * @bench: the judge's tools
 * @code: a result code
 * @out: (inout): gets the code and its text
 *
 * Thread: any.
 */
void isg_gw_judge_set (const IsgGwBench *bench, int code, IsgGwVerdict *out);

/**
 * isg_gw_judge_capacities:
 * @call: a call
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the roles that the message says the professional has
 */
const char *const *isg_gw_judge_capacities (const IsgGwCall *call);

G_END_DECLS
