/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-risk-facts.h"
#include "app/isg-risk-view.h"

G_BEGIN_DECLS

/* What fills by itself and stays changeable, computed from values alone.  Source: ui.md 3.6. */

/**
 * isg_risk_fill_new:
 * @rules: the rule pack
 * @facts: what is known of the workplace
 * @today: the day
 * @review: whether the newest assessment is looked over after an event
 *
 * Date, trade, method, who signs and how long it holds; of the assessment that it renews the method
 * and, in a review, hazards and team with the event as the reason.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the values of a new assessment
 */
IsgFields *isg_risk_fill_new (IsgRules *rules,
                              const IsgRiskFacts *facts,
                              IsgDate today,
                              gboolean review);

/**
 * isg_risk_fill_date:
 * @rules: the rule pack
 * @facts: what is known of the workplace
 * @before: the date that it had
 * @fields: an assessment with another date
 *
 * Thread: any.
 *
 * Returns: (transfer full): @fields, with the day until which it holds by the class of the
 * workplace, unless another one than the rule's was chosen
 */
IsgFields *isg_risk_fill_date (IsgRules *rules,
                               const IsgRiskFacts *facts,
                               IsgDate before,
                               IsgFields *fields);

/**
 * isg_risk_copy_row:
 * @rules: the rule pack
 * @row: a hazard
 * @measures: whether its measure goes along; never whether it is done, nor until when
 * @scores: whether its scores go along
 *
 * A copy for another place, marked as not looked at. It belongs to no sentence there.
 *
 * Thread: any.  Source: ui.md 3.6.
 *
 * Returns: (transfer full): the copy
 */
IsgFields *isg_risk_copy_row (IsgRules *rules, IsgFields *row, gboolean measures, gboolean scores);

/**
 * isg_risk_look_at:
 * @row: a hazard
 *
 * Thread: any.
 *
 * Returns: (transfer full): the hazard, looked at
 */
IsgFields *isg_risk_look_at (IsgFields *row);

G_END_DECLS
