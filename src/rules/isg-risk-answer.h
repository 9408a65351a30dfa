/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-checklist.h"

G_BEGIN_DECLS

/**
 * isg_risk_answer:
 * @rules: a pack
 * @assessment: a risk assessment
 * @statement: the statement that is answered
 * @answer: (nullable): "yes", "no" or "not_applicable"; %NULL leaves it unanswered
 * @language: in which a hazard is written
 *
 * Keeps the answer, in the order of answering. "no" makes a hazard row with section, hazard and
 * risk, unless the statement has one; measure, person, day and scores are for a person to give. Any
 * other answer takes that row away again as long as nobody wrote into it; what somebody wrote
 * stays.
 *
 * Thread: any.  Source: domain.md 4.7.
 *
 * Returns: (transfer full): the assessment with the answer
 */
IsgRecord *isg_risk_answer (IsgRules *rules,
                            IsgRecord *assessment,
                            const IsgStatement *statement,
                            const char *answer,
                            IsgLanguage language);

/**
 * isg_risk_answer_of:
 * @assessment: a risk assessment
 * @statement: a statement
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the answer, or %NULL while there is none
 */
const char *isg_risk_answer_of (IsgRecord *assessment, const IsgStatement *statement);

/**
 * isg_risk_count_answers:
 * @assessment: a risk assessment
 * @checklist: the list that is walked
 *
 * What is left blank is not counted, so that the count stays honest.
 *
 * Thread: any.
 *
 * Returns: how many statements of the list are answered
 */
guint isg_risk_count_answers (IsgRecord *assessment, const IsgChecklist *checklist);

G_END_DECLS
