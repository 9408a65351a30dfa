/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-message.h"
#include "rules/isg-json.h"

G_BEGIN_DECLS

#define ISG_RECEIPT_FORMAT "isg-receipt-1"
#define ISG_RECEIPT_DEPTH  8

/**
 * isg_receipt_seal:
 * @root: a receipt as it was read, with or without its seal
 *
 * SHA-256 over everything but the seal, members by name, no white space: the same for one who reads
 * and writes the file with another program.
 *
 * Thread: any.
 *
 * Returns: (transfer full): 64 hexadecimal digits
 */
char *isg_receipt_seal (const IsgJson *root);

/**
 * IsgReceiptReply:
 *
 * A reply as it came, and to what.
 */
typedef struct {
  gboolean is_query;
  guint64 number;        /* under which number it was sent or asked */
  const char *server_no; /* (nullable) */
  guint http_status;
  const char *content_type; /* (nullable) */
  GBytes *body;
} IsgReceiptReply;

/**
 * isg_receipt_reply_read:
 * @method: a method
 * @raw: a reply as it came
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): what it says of the notification, or %NULL when it says
 * nothing of it: no answer, another number, the door is shut, the Ministry's system failed
 */
IsgReply *isg_receipt_reply_read (const IsgMethod *method, const IsgReceiptReply *raw);

G_END_DECLS
