/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-dataset-def.h"
#include "store/isg-store-queue.h"

G_BEGIN_DECLS

/**
 * isg_header_is_kept:
 * @store: a store
 * @method: how the record is sent
 * @record: the record as it is to be sent now
 * @out_kept: (out): whether what the Ministry accepted of it still reads as it did
 * @error: %ISG_STORE_ERROR, %ISG_DATASET_ERROR
 *
 * A notification's header (day, place, signer …) belongs to the accepted items too: were it changed
 * with the refused ones, one record would stand at the Ministry under two headers. No field is
 * known by name here: the accepted items are made into a document from the accepted revision and
 * from @record, and the two must be the same.
 *
 * Thread: the owner of @store.  Source: submission.md 2 (PARTLY_ACCEPTED: header locked).
 *
 * Returns: %FALSE with @error
 */
gboolean isg_header_is_kept (IsgStore *store,
                             const IsgMethod *method,
                             IsgRecord *record,
                             gboolean *out_kept,
                             GError **error);

G_END_DECLS
