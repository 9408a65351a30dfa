/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-answer.h"
#include "gateway/isg-gw-judge.h"
#include "gateway/isg-gw-script.h"

G_BEGIN_DECLS

/**
 * isg_gw_lookup_refuse:
 * @verdict: why a question cannot be answered
 *
 * Thread: any.
 *
 * Returns: (transfer full): an answer that speaks of no number
 */
IsgGwAnswer *isg_gw_lookup_refuse (const IsgGwVerdict *verdict);

/**
 * isg_gw_lookup_answer:
 * @bench: the judge's tools
 * @call: EgitimKoduBilgisi, profYetkilimiSorgula or isyeriBilgisi
 * @rule: (nullable): a fault to commit
 *
 * Answers from the seed; nothing is kept, and no number used up.
 *
 * Thread: any.  Source: sandbox-wire.md, "A and B"; wire.md 2.9.
 *
 * Returns: (transfer full): the reply
 */
IsgGwReply *isg_gw_lookup_answer (const IsgGwBench *bench,
                                  const IsgGwCall *call,
                                  const IsgGwRule *rule);

G_END_DECLS
