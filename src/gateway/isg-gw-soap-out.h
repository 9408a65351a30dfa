/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-answer.h"
#include "gateway/isg-gw-schema.h"
#include "gateway/isg-gw-seed.h"

G_BEGIN_DECLS

/**
 * isg_gw_soap_out_fault:
 * @code: "Client" or "Server"
 * @message: what is wrong
 *
 * Thread: any.
 *
 * Returns: (transfer full): a SOAP 1.1 fault, HTTP 500
 */
IsgGwReply *isg_gw_soap_out_fault (const char *code, const char *message);

/**
 * isg_gw_soap_out_save:
 * @operation: a save of A or B
 * @schema: gives the items' texts
 * @answer: the answer
 *
 * Thread: any.  Source: sandbox-wire.md, "A and B".
 *
 * Returns: (transfer full): A: {message, sorguNo (ours), status}; B: {kayitBilgisi*, message,
 * sorguNo (the server's), status}
 */
IsgGwReply *isg_gw_soap_out_save (const IsgGwOperation *operation,
                                  const IsgGwSchema *schema,
                                  const IsgGwAnswer *answer);

/**
 * isg_gw_soap_out_query:
 * @operation: a query of A or B
 * @schema: gives the items' texts
 * @answers: (element-type IsgGwAnswer): in the order of the reply
 *
 * Thread: any.  Source: sandbox-wire.md, "A and B".
 *
 * Returns: (transfer full): A: one return for each item, or for an answer without items; B: one for
 * each answer
 */
IsgGwReply *isg_gw_soap_out_query (const IsgGwOperation *operation,
                                   const IsgGwSchema *schema,
                                   GPtrArray *answers);

/**
 * isg_gw_soap_out_codes:
 * @operation: EgitimKoduBilgisi
 * @codes: (element-type IsgGwTrainingCode): the topics
 *
 * Thread: any.
 *
 * Returns: (transfer full): the reply
 */
IsgGwReply *isg_gw_soap_out_codes (const IsgGwOperation *operation, GPtrArray *codes);

/**
 * isg_gw_soap_out_authority:
 * @operation: profYetkilimiSorgula
 * @answer: the answer
 * @authorised: whether the professional serves the workplace
 *
 * Thread: any.
 *
 * Returns: (transfer full): the reply
 */
IsgGwReply *isg_gw_soap_out_authority (const IsgGwOperation *operation,
                                       const IsgGwAnswer *answer,
                                       gboolean authorised);

/**
 * isg_gw_soap_out_workplace:
 * @operation: isyeriBilgisi
 * @answer: the answer
 * @workplace: (nullable): what is known of it
 *
 * Thread: any.
 *
 * Returns: (transfer full): the reply
 */
IsgGwReply *isg_gw_soap_out_workplace (const IsgGwOperation *operation,
                                       const IsgGwAnswer *answer,
                                       const IsgGwSeedWorkplace *workplace);

G_END_DECLS
