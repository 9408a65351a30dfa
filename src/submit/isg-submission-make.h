/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-dataset-def.h"
#include "store/isg-store-queue.h"

G_BEGIN_DECLS

/* Makes rows of the queue from records: snapshot, number, items.  Used by isg-finalise.c alone. */

/**
 * isg_submission_make_all:
 * @store: a store in a transaction
 * @method: how it is sent
 * @record: the record, every rule of the pack holds
 * @newest: (element-type IsgStoredSubmission): the newest submission of each of its parts, none of
 * them open
 * @keys: (element-type utf8): the keys of what was made are added
 * @out_sent_before: (out): whether all of it was accepted before, or the same text goes or went for
 * another record; nothing is made then
 * @error: %ISG_STORE_ERROR, %ISG_DATASET_ERROR, %ISG_SUBMIT_ERROR
 *
 * Only what is not accepted yet is made. An item keeps its part; a part whose last submission was
 * refused or taken back keeps its number unless something was stored under it; one that the record
 * does not consist of any more counts for it no longer. When that was all that was left, nothing is
 * made and the record is finished.
 *
 * Thread: the owner of @store.  Source: submission.md 1 and 3.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submission_make_all (IsgStore *store,
                                  const IsgMethod *method,
                                  IsgRecord *record,
                                  GPtrArray *newest,
                                  GPtrArray *keys,
                                  gboolean *out_sent_before,
                                  GError **error);

/**
 * isg_submission_make_again:
 * @store: a store in a transaction
 * @row: a refused submission
 * @error: %ISG_STORE_ERROR, %ISG_DATASET_ERROR, %ISG_SUBMIT_ERROR
 *
 * The same text once more, its signature kept.
 *
 * Thread: the owner of @store.  Source: submission.md 3 (REJECTED, again unchanged).
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submission_make_again (IsgStore *store,
                                    const IsgStoredSubmission *row,
                                    GError **error);

G_END_DECLS
