/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-message.h"
#include "model/isg-settle.h"
#include "store/isg-store-queue.h"

G_BEGIN_DECLS

/**
 * ISG_SUBMIT_LONGEST_WAIT:
 *
 * Seconds after which a row is touched again at the latest: as long as the longest backoff. What
 * waits for much longer waits for a time of before the clock was set back.
 */
#define ISG_SUBMIT_LONGEST_WAIT 3600

/* Writes what the machine decided: row, times, journal, badge, in one transaction of the caller's.
 */

/**
 * IsgSubmitChange:
 *
 * An event on its way into the store.
 */
typedef struct {
  IsgSubmissionEvent event;
  IsgSubmissionFacts facts;
  guint32 random;          /* for the jitter of backoff */
  const char *reason;      /* (nullable): what a person typed */
  int code;                /* the Ministry's, for the journal; 0: none */
  gint64 new_attempt;      /* SEND: the attempt that begins; 0: none */
  gint64 older;            /* QUERY_DIFFERS that equals an older text: that row; 0: none */
  gboolean restart_settle; /* an attempt has ended of which may still come something */
} IsgSubmitChange;

/**
 * isg_submit_traits:
 * @store: a store
 * @method: a method
 *
 * Thread: the owner of @store.
 *
 * Returns: what the machine must know of it in this store's environment
 */
IsgSubmissionTraits isg_submit_traits (IsgStore *store, const IsgMethod *method);

/**
 * isg_submit_settle:
 * @store: a store
 * @method: a method
 *
 * Thread: the owner of @store.
 *
 * Returns: its settle in this store's environment
 */
IsgSettle isg_submit_settle (IsgStore *store, const IsgMethod *method);

/**
 * isg_submit_now:
 * @store: a store
 *
 * Thread: the owner of @store.
 *
 * Returns: the time, valid while the store's clock is
 */
IsgMoment isg_submit_now (IsgStore *store);

/**
 * isg_submit_is_after_settle:
 * @store: a store
 * @method: a method
 * @row: a row
 * @clock_shut: whether gate CLOCK is shut
 *
 * Thread: the owner of @store.
 *
 * Returns: whether a question asked now is asked after settle
 */
gboolean isg_submit_is_after_settle (IsgStore *store,
                                     const IsgMethod *method,
                                     const IsgStoredSubmission *row,
                                     gboolean clock_shut);

/**
 * isg_submit_apply:
 * @store: a store in a transaction
 * @method: the row's method
 * @row: (inout): the row as it was read; as it was written when it succeeds
 * @change: what happened
 * @out_move: (out) (optional): what was decided; its gate is the caller's to shut
 * @error: %ISG_STORE_ERROR, _CONFLICT when the row is not any more as it was read;
 * %ISG_DATASET_ERROR
 *
 * Decides and writes. A refused pair is journalled and changes nothing. @row is not to be used
 * after a failure.
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_apply (IsgStore *store,
                           const IsgMethod *method,
                           IsgStoredSubmission *row,
                           const IsgSubmitChange *change,
                           IsgSubmissionMove *out_move,
                           GError **error);

/**
 * isg_submit_needs_text:
 * @row: a row
 * @error: %ISG_STORE_ERROR _HEALTH
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error when its texts are sealed and the store was not given the health key
 */
gboolean isg_submit_needs_text (const IsgStoredSubmission *row, GError **error);

/**
 * isg_submit_take_number:
 * @store: a store
 * @row: (inout): whose n, number and document are set
 * @n: the first to try
 * @error: %ISG_STORE_ERROR, %ISG_DATASET_ERROR
 *
 * A value that another part of the file already uses takes the next n. Where the number is part of
 * the signed text the signature is dropped.
 *
 * Thread: the owner of @store.  Source: submission.md 1 (number).
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_take_number (IsgStore *store,
                                 IsgStoredSubmission *row,
                                 guint n,
                                 GError **error);

/**
 * isg_submit_journal_gone:
 * @store: a store in a transaction
 * @row: a row whose part the record has no more
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_journal_gone (IsgStore *store, const IsgStoredSubmission *row, GError **error);

/**
 * isg_submit_journal_new:
 * @store: a store in a transaction
 * @row: a row that was just made
 * @event: by what
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_journal_new (IsgStore *store,
                                 const IsgStoredSubmission *row,
                                 IsgSubmissionEvent event,
                                 GError **error);

/**
 * isg_submit_fingerprint:
 * @store: a store
 * @dataset: a data set
 * @item: an item of a notification
 * @date: of the record
 *
 * By what the mirror's send log knows an item again: data set, person, topic and date, keyed.
 *
 * Thread: the owner of @store.  Source: submission.md 5.
 *
 * Returns: (transfer full): the fingerprint
 */
char *isg_submit_fingerprint (IsgStore *store,
                              const char *dataset,
                              const IsgStoredItem *item,
                              IsgDate date);

G_END_DECLS
