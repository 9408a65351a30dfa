/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "gateway/isg-gw-answer.h"
#include "gateway/isg-gw-script.h"

G_BEGIN_DECLS

/**
 * isg_gw_wire_reply_for:
 * @rule: (nullable): what is to happen on the way
 * @address: the URL that was asked, for redirects
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): the reply that takes the place of the ministry's, or %NULL
 */
IsgGwReply *isg_gw_wire_reply_for (const IsgGwRule *rule, const char *address);

/**
 * isg_gw_wire_alter:
 * @reply: (inout): the ministry's reply
 * @rule: (nullable): huge, wrong_type or truncated and honest change it; others leave it
 *
 * Thread: main.
 */
void isg_gw_wire_alter (IsgGwReply *reply, const IsgGwRule *rule);

/**
 * isg_gw_wire_send:
 * @message: a request that waits for its reply
 * @reply: (nullable): the reply; %NULL where nothing is said
 * @rule: (nullable): what happens on the way
 *
 * Sends the reply as libsoup does, or takes the connection away from it and writes or closes by
 * itself.
 *
 * Thread: main.
 *
 * Returns: whether libsoup is to go on with @message; %FALSE when its connection is gone or it must
 * hang
 */
gboolean isg_gw_wire_send (SoupServerMessage *message,
                           const IsgGwReply *reply,
                           const IsgGwRule *rule);

G_END_DECLS
