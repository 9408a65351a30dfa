/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-answer.h"

G_BEGIN_DECLS

/**
 * isg_gw_json_out_save:
 * @answer: the answer; 401 becomes HTTP 401
 *
 * Thread: any.  Source: sandbox-wire.md, "C".
 *
 * Returns: (transfer full): {"status", "message", "sorguNo"?, "hatalar"?}
 */
IsgGwReply *isg_gw_json_out_save (const IsgGwAnswer *answer);

/**
 * isg_gw_json_out_query:
 * @answers: (element-type IsgGwAnswer): in the order of the reply; one without a number speaks of
 * the query itself
 *
 * Thread: any.  Source: sandbox-wire.md, "C".
 *
 * Returns: (transfer full): {"sonuclar": [{"sorguNo", "status", "message", "ozet"?}]}
 */
IsgGwReply *isg_gw_json_out_query (GPtrArray *answers);

/**
 * isg_gw_json_out_refusal:
 * @status: an HTTP status
 * @message: why
 *
 * Thread: any.
 *
 * Returns: (transfer full): a reply that is no business answer
 */
IsgGwReply *isg_gw_json_out_refusal (guint status, const char *message);

G_END_DECLS
