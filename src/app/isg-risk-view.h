/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-checklist.h"

G_BEGIN_DECLS

/*
 * What the page of risk assessments says about hazards and scores, computed from values alone.
 * Source: ui.md 3.6, 8; domain.md 4.
 */

/**
 * IsgRiskCounts:
 *
 * What a list shows of an assessment.
 */
typedef struct {
  guint n_hazards;
  guint n_high; /* score high and above, as it is now: after the measure once it is done */
  guint n_late; /* measures whose day has passed */
} IsgRiskCounts;

/**
 * isg_risk_view_method:
 * @rules: the rule pack
 * @assessment: values of an assessment
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the method by which it is scored
 */
const IsgRiskMethod *isg_risk_view_method (IsgRules *rules, IsgFields *assessment);

/**
 * isg_risk_view_count:
 * @rules: the rule pack
 * @assessment: values of an assessment
 * @today: against which days are compared
 * @out_counts: (out caller-allocates): what is in it
 *
 * Thread: any.
 */
void isg_risk_view_count (IsgRules *rules,
                          IsgFields *assessment,
                          IsgDate today,
                          IsgRiskCounts *out_counts);

/**
 * isg_risk_view_is_late:
 * @row: a hazard row
 * @today: the day
 *
 * Thread: any.
 *
 * Returns: whether its measure is not done and its day has passed
 */
gboolean isg_risk_view_is_late (IsgFields *row, IsgDate today);

/**
 * isg_risk_view_score:
 * @method: (nullable): a method
 * @row: a hazard row
 * @when: before or after the measure
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): "20 · Yüksek", or %NULL without a score
 */
char *isg_risk_view_score (const IsgRiskMethod *method,
                           IsgFields *row,
                           IsgRiskWhen when,
                           IsgLanguage language);

/**
 * isg_risk_view_levels:
 * @method: a method
 * @hazards: (nullable): the value "hazards"
 * @when: before or after the measures
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type guint): how many hazards are in each level, in the
 * method's order
 */
GArray *isg_risk_view_levels (const IsgRiskMethod *method, IsgValue *hazards, IsgRiskWhen when);

/**
 * isg_risk_view_cell:
 * @method: a method of two factors
 * @hazards: (nullable): the value "hazards"
 * @when: before or after the measures
 * @first: which value of the first factor
 * @second: which value of the second factor
 *
 * Thread: any.
 *
 * Returns: how many hazards have that score
 */
guint isg_risk_view_cell (const IsgRiskMethod *method,
                          IsgValue *hazards,
                          IsgRiskWhen when,
                          guint first,
                          guint second);

/**
 * isg_risk_view_sentence:
 * @method: a method
 * @hazards: (nullable): the value "hazards"
 * @when: before or after the measures
 * @language: which
 *
 * Thread: any.  Source: ui.md 8, plot 4.
 *
 * Returns: (transfer full): "tolere edilemez 0, yüksek 3, orta 9, düşük 21, önemsiz 2"
 */
char *isg_risk_view_sentence (const IsgRiskMethod *method,
                              IsgValue *hazards,
                              IsgRiskWhen when,
                              IsgLanguage language);

/**
 * isg_risk_view_cell_level:
 * @method: a method of two factors
 * @first: which value of the first factor
 * @second: which value of the second factor
 * @out_score: (out) (optional): the product
 *
 * Thread: any.
 *
 * Returns: (transfer none): the level of that cell
 */
const IsgRiskLevel *isg_risk_view_cell_level (const IsgRiskMethod *method,
                                              guint first,
                                              guint second,
                                              IsgDecimal *out_score);

/**
 * isg_risk_view_valid_until:
 * @rules: the rule pack
 * @hazard_class: (nullable): of the workplace
 * @date: day of the assessment, or %ISG_DATE_NONE
 * @out_term: (out) (optional): by which rule
 *
 * Thread: any.  Source: Risk Yön. m.12, as terms of the rule pack.
 *
 * Returns: the last day on which it holds, or %ISG_DATE_NONE while class or day is not known
 */
IsgDate isg_risk_view_valid_until (IsgRules *rules,
                                   const char *hazard_class,
                                   IsgDate date,
                                   const IsgTerm **out_term);

/**
 * isg_risk_view_offer:
 * @method: (nullable): a method
 * @statement: (nullable): the sentence from which a hazard came
 * @row: the hazard
 *
 * A first guess, never entered by itself.
 *
 * Thread: any.  Source: domain.md 4.7.
 *
 * Returns: (transfer full) (nullable): @row with the scores that the sentence offers, or %NULL when
 * it has one already, or nothing is offered by this method
 */
IsgFields *isg_risk_view_offer (const IsgRiskMethod *method,
                                const IsgStatement *statement,
                                IsgFields *row);

/**
 * isg_risk_view_missing_duties:
 * @duties: (nullable): the code list of duties in the team
 * @team: (nullable): the value "team"
 * @language: which
 *
 * Thread: any.  Source: Risk Yön. m.6.
 *
 * Returns: (transfer full): the duties that nobody has, divided by commas; "" when all are there
 */
char *isg_risk_view_missing_duties (const IsgCodeList *duties,
                                    IsgValue *team,
                                    IsgLanguage language);

G_END_DECLS
