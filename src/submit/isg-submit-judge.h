/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-message.h"
#include "store/isg-store-queue.h"
#include "submit/isg-transport.h"

G_BEGIN_DECLS

/* What came back, said as an event of the machine.  Pure: reads values, changes nothing. */

/**
 * isg_judge_save:
 * @method: the method
 * @items: (element-type IsgStoredItem): what was sent
 * @exchange: what came of the request
 * @reply: (nullable): what it says; %NULL where nothing came
 *
 * Thread: any.  Source: submission.md 3 (SENDING); sandbox-wire.md.
 *
 * Returns: the event
 */
IsgSubmissionEvent isg_judge_save (const IsgMethod *method,
                                   GPtrArray *items,
                                   const IsgExchange *exchange,
                                   const IsgReply *reply);

/**
 * isg_judge_exchange:
 * @exchange: what came of a question or a probe
 *
 * Thread: any.
 *
 * Returns: %ISG_EVENT_N when something came that is to be read, else the event
 */
IsgSubmissionEvent isg_judge_exchange (const IsgExchange *exchange);

/**
 * isg_judge_question:
 * @method: the method
 * @row: what was asked about
 * @items: (element-type IsgStoredItem): its items
 * @http_status: that came
 * @reply: what the reply says of it
 *
 * Equality is what is told: every field that is returned, numbers by value.
 *
 * Thread: any.  Source: submission.md 1 ("Equality") and 3 (IN_DOUBT).
 *
 * Returns: the event
 */
IsgSubmissionEvent isg_judge_question (const IsgMethod *method,
                                       const IsgStoredSubmission *row,
                                       GPtrArray *items,
                                       guint http_status,
                                       const IsgReply *reply);

/**
 * isg_judge_is_stopping:
 * @event: an event of a question
 *
 * Thread: any.
 *
 * Returns: whether it says nothing of one number but that nobody can be asked: one message, not
 * five hundred
 */
gboolean isg_judge_is_stopping (IsgSubmissionEvent event);

G_END_DECLS
