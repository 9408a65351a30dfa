/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-foretold.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* Refusals seen before they come: what the rules of the pack cannot know, since it is not in the
 * record.  And the count of those that came all the same. */

/**
 * isg_foresee:
 * @store: a store; the transaction in which the record is finished, or any later time
 * @record: the record whose notifications have been made
 * @findings: (element-type IsgFinding): warnings are added: that the lost copy of this file may
 * have sent it (submission.md 5), a certificate about to end, and what the Ministry last said of
 * this professional at this workplace, to a notification or when it was asked (isg-bond.h), with
 * its day
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.  Source: issue 4.6.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_foresee (IsgStore *store, IsgRecord *record, GPtrArray *findings, GError **error);

/**
 * isg_foresee_note:
 * @store: a store in the transaction in which the record is finished
 * @record: the record
 * @findings: (element-type IsgFinding): all that was found
 * @error: %ISG_STORE_ERROR
 *
 * Journals which refusals were foretold, so that what comes can be held against it.
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_foresee_note (IsgStore *store, IsgRecord *record, GPtrArray *findings, GError **error);

/**
 * IsgRefusalCount:
 *
 * How often a code came.
 */
typedef struct {
  int code;
  const IsgForetold *foretold; /* (nullable) of the pack in use */
  guint n_notifications;       /* that were answered by it, or of which an item was */
  guint n_foretold; /* of them: one of its twins was shown when the record was finished */
  gint64 last;      /* seconds since 1970 UTC */
} IsgRefusalCount;

/**
 * isg_refusal_counts:
 * @store: a store
 * @out_sent: (out): notifications that were answered at all
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgRefusalCount): by code; %NULL with @error
 */
GPtrArray *isg_refusal_counts (IsgStore *store, guint *out_sent, GError **error);

G_END_DECLS
