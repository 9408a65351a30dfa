/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/isg-receipt-facts.h"
#include "print/isg-paper.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * isg_receipt_paper:
 * @rules: the pack whose words are used
 * @facts: what the receipt says
 *
 * An A4 page, or several, for the file or the inspector: record, signer, and for each notification
 * numbers, times, lines and hash, with a QR symbol.
 *
 * Thread: any.  Source: issue 4.7; ui.md 3.9.
 *
 * Returns: (transfer full): the document
 */
IsgPaper *isg_receipt_paper (IsgRules *rules, const IsgReceiptFacts *facts);

/**
 * isg_receipt_qr_text:
 * @notification: a notification
 *
 * What the symbol says, and what a person can check with no network: the numbers, and the SHA-256
 * of the signed bytes, which stands in the receipt file and is what `isgctl verify-receipt` prints.
 *
 *   ISG-ALINDI-1
 *   no=12345678901
 *   bakanlik=K1
 *   sha256=…
 *
 * Thread: any.
 *
 * Returns: (transfer full): the text
 */
char *isg_receipt_qr_text (const IsgReceiptNotification *notification);

G_END_DECLS
