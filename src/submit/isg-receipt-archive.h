/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rulebook.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/* A workplace's receipts of a year as one file: a POSIX tar with "manifest.json" first and each
 * receipt beside it, to the byte as `isgctl receipt` writes it. Names tell kind and day, no person.
 *
 *   {"format":"isg-receipts-1","workplace":"…","year":2026,"files":[{"name","record","kind","date",
 *    "bytes","sha256"}],"seal":"…"}
 *
 * The seal is the SHA-256 of everything in the manifest but itself, as of a receipt. */

/**
 * isg_receipt_archive_make:
 * @store: a store
 * @workplace: the workplace's uuid
 * @year: the year of the records' days
 * @out_n: (out) (optional): how many receipts it holds
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT when there is none; %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with @error
 */
GBytes *isg_receipt_archive_make (IsgStore *store,
                                  const char *workplace,
                                  guint year,
                                  guint *out_n,
                                  GError **error);

/**
 * isg_receipt_archive_is:
 * @bytes: a file's
 *
 * Thread: any.
 *
 * Returns: whether it is such an archive rather than a single receipt
 */
gboolean isg_receipt_archive_is (GBytes *bytes);

/**
 * IsgReceiptArchiveSummary:
 *
 * What an archive says, once verified.
 */
typedef struct {
  char *workplace; /* (owned): its title */
  guint year;
  guint n_receipts;
  guint n_notifications;
  guint n_accepted;
} IsgReceiptArchiveSummary;

/**
 * isg_receipt_archive_summary_clear:
 * @summary: a summary
 *
 * Thread: any.
 */
void isg_receipt_archive_summary_clear (IsgReceiptArchiveSummary *summary);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsgReceiptArchiveSummary, isg_receipt_archive_summary_clear)

/**
 * isg_receipt_archive_verify:
 * @bytes: a file's
 * @packs: (nullable): as isg_receipt_verify ()
 * @out_summary: (out): what it says
 * @error: %ISG_SUBMIT_ERROR _SIGNATURE_BAD with what does not hold
 *
 * The manifest's seal, that exactly its files are there with their hashes, and each receipt by
 * isg_receipt_verify (). Offline.
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_receipt_archive_verify (GBytes *bytes,
                                     IsgRulebook *packs,
                                     IsgReceiptArchiveSummary *out_summary,
                                     GError **error);

G_END_DECLS
