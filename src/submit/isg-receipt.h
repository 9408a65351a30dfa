/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rulebook.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * isg_receipt_make:
 * @store: a store
 * @uuid: the record's, or a submission's key
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT when nothing of it was answered; %ISG_STORE_ERROR, _HEALTH for
 * a health record that this handle does not see
 *
 * One file, JSON, with for each notification of the record the exact signed bytes, hash, signature,
 * certificate, own and server's number, raw reply, items, times, program and pack version. Opens
 * anywhere, needs neither store nor network. Of a reply to a question about several notifications
 * it has the own entry alone, its bytes as they came, with the hash and length of the whole
 * ("extract_of_sha256"): a receipt tells nothing of other people.
 *
 * All that it is made of lies sealed in the store where the record's details do. The file itself is
 * not: anybody must be able to check it anywhere. It is made for those who see the details alone,
 * and the journal says who had it made; who keeps it keeps health data.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the file's bytes, or %NULL with @error
 */
GBytes *isg_receipt_make (IsgStore *store, const char *uuid, GError **error);

/**
 * IsgReceiptSummary:
 *
 * What a receipt says, once verified.
 */
typedef struct {
  char *title;
  guint n_notifications;
  guint n_accepted;
  char *signer_identity;
  char *signer_name;
  gint64 signed_at;
  gint64 answered_at;
  char *program;
  char *pack;
  char *environment;
  GPtrArray *marks; /* (element-type utf8): of each notification what its QR symbol on paper says */
} IsgReceiptSummary;

/**
 * isg_receipt_summary_free:
 * @summary: (transfer full) (nullable): a summary
 *
 * Thread: any.
 */
void isg_receipt_summary_free (IsgReceiptSummary *summary);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgReceiptSummary, isg_receipt_summary_free)

/**
 * isg_receipt_verify:
 * @bytes: a receipt file's
 * @packs: (nullable): where the pack that the receipt names may be found; without it, or when it is
 * not there, the built-in one judges
 * @out_summary: (out) (transfer full) (optional): what it says
 * @error: %ISG_SUBMIT_ERROR _SIGNATURE_BAD with what does not hold
 *
 * Checks, offline: hash of the signed bytes, the CAdES signature with its certificate, that the
 * certificate is the signer's that the document names, that the reply is one that says accepted and
 * for this number.
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_receipt_verify (GBytes *bytes,
                             IsgRulebook *packs,
                             IsgReceiptSummary **out_summary,
                             GError **error);

G_END_DECLS
