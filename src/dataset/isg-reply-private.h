/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-message.h"
#include "dataset/isg-wire-private.h"

G_BEGIN_DECLS

/**
 * isg_reply_new:
 * @kind: what kind of thing came back
 *
 * Thread: any.
 *
 * Returns: (transfer full): a reply that says no more
 */
IsgReply *isg_reply_new (IsgReplyKind kind);

/**
 * isg_reply_no_answer:
 * @detail: English, why
 *
 * Thread: any.
 *
 * Returns: (transfer full): a reply that is none
 */
IsgReply *isg_reply_no_answer (const char *detail);

/**
 * isg_reply_open:
 * @method: a method
 * @operation: what was asked
 * @http_status: the status that came
 * @content_type: (nullable): media type
 * @body: (nullable): the whole body
 * @out_reply: (out) (transfer full): what it is instead, when it is no business answer
 *
 * The rules that all replies share: HTTP status, content type, size, envelope, fault.
 *
 * Thread: any.  Source: sandbox-wire.md, "Common to all methods".
 *
 * Returns: (transfer full) (nullable): the wrapper (SOAP) or the object (JSON), or %NULL with
 * @out_reply
 */
IsgWire *isg_reply_open (const IsgMethod *method,
                         const IsgDefOperation *operation,
                         guint http_status,
                         const char *content_type,
                         GBytes *body,
                         IsgReply **out_reply);

/**
 * isg_reply_read_entry:
 * @method: a method
 * @reply: where what stands where
 * @entry: what speaks of one notification
 *
 * Reads status, message, numbers, items and fields; the echo is the caller's to judge.
 *
 * Thread: any.
 *
 * Returns: (transfer full): BUSINESS, or NO_ANSWER when it has no status, an unknown one, or
 * contradicts itself
 */
IsgReply *isg_reply_read_entry (const IsgMethod *method, const IsgDefReply *reply, IsgWire *entry);

/**
 * isg_reply_read_item:
 * @reply: where what stands where
 * @wire: the item
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the item, or %NULL when it does not say which one it is, or
 * how it stands
 */
IsgReplyItem *isg_reply_read_item (const IsgDefReply *reply, IsgWire *wire);

/**
 * isg_reply_speaks_of:
 * @definition: where a reply says what
 * @entry: an entry of a query's reply
 * @asked: one that was asked about
 * @by_server: whether it was asked about by the server's number where that is known
 *
 * Thread: any.
 *
 * Returns: whether the entry echoes its number
 */
gboolean isg_reply_speaks_of (const IsgDefReply *definition,
                              IsgWire *entry,
                              const IsgAsked *asked,
                              gboolean by_server);

/**
 * isg_reply_echo_is:
 * @text: (nullable): a number as it came
 * @number: ours
 *
 * Thread: any.
 *
 * Returns: whether it is that number
 */
gboolean isg_reply_echo_is (const char *text, guint64 number);

/**
 * isg_reply_parse_status:
 * @text: (nullable): a status as it came
 * @out_status: (out): the code
 *
 * Thread: any.
 *
 * Returns: whether it is one
 */
gboolean isg_reply_parse_status (const char *text, int *out_status);

/**
 * isg_content_join:
 * @definition: (element-type IsgDefContent): what is told
 * @texts: (array): the texts, %NULL for one that is missing
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the canonical form "date|minutes", numbers by value; %NULL
 * when nothing is told
 */
char *isg_content_join (GPtrArray *definition, char *const *texts);

G_END_DECLS
