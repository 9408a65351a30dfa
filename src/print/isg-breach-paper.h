/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/isg-breach-facts.h"
#include "print/isg-paper.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

/* What is to be done when personal data has got into other hands, and what is known of it: for the
 * one who must report it to the board within 72 hours.  The steps are data: the pack's code list
 * "breach_step".  Source: domain.md 8 (6698 art. 12/5; board decision 2019/10). */

#define ISG_BREACH_STEPS "breach_step"

/**
 * isg_breach_deadline:
 * @rules: a pack
 * @code: a step of the list
 * @learned: when it was learned, seconds since 1970 UTC
 *
 * Thread: any.
 *
 * Returns: until when the step must be done; 0 when it has no hours
 */
gint64 isg_breach_deadline (IsgRules *rules, const char *code, gint64 learned);

/**
 * isg_breach_paper:
 * @rules: the pack, whose steps are printed
 * @facts: what is known
 *
 * Thread: any.
 *
 * Returns: (transfer full): the document: steps with their terms and boxes to tick, what was held
 * and how it was protected, and the access log
 */
IsgPaper *isg_breach_paper (IsgRules *rules, const IsgBreachFacts *facts);

G_END_DECLS
