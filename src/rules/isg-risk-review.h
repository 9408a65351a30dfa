/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * isg_risk_review_cause:
 * @rules: a pack
 * @assessments: (element-type IsgRecord): the risk assessments of one workplace
 * @incidents: (element-type IsgRecord): its accidents, near misses and occupational diseases
 *
 * An accident, a disease or a near miss opens a review of the assessment. An assessment made on the
 * same day or later has looked at it.
 *
 * Thread: any.  Source: Risk Yön. m.12 (domain.md 4.5).
 *
 * Returns: (transfer none) (nullable): the newest incident after the newest assessment, or %NULL
 * when no review is due, or there is no assessment that could be reviewed
 */
IsgRecord *isg_risk_review_cause (IsgRules *rules, GPtrArray *assessments, GPtrArray *incidents);

G_END_DECLS
