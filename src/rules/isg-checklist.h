/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-risk-method.h"

G_BEGIN_DECLS

/**
 * IsgChecklist:
 *
 * The checklist of a trade: plain sentences that a tradesman answers with yes, no or not
 * applicable. Of a rule pack, and lives as long as it.
 *
 * Source: domain.md 4.7; Risk Yön. m.8–10.
 */
typedef struct _IsgChecklist IsgChecklist;

/**
 * IsgStatement:
 *
 * One sentence of a checklist, with what follows when it is not so: the hazard, the risk, measures
 * to choose from and first scores.
 */
typedef struct _IsgStatement IsgStatement;

/**
 * IsgMeasureRank:
 * @ISG_MEASURE_ELIMINATE: remove the hazard at its source
 * @ISG_MEASURE_SUBSTITUTE: replace it by something less dangerous
 * @ISG_MEASURE_ENGINEERING: protect everybody by technical means
 * @ISG_MEASURE_ADMINISTRATIVE: order, training, signs
 * @ISG_MEASURE_PPE: personal protective equipment
 *
 * The order in which measures are to be thought of.
 *
 * Source: Risk Yön. m.10 (domain.md 4.2).
 */
typedef enum {
  ISG_MEASURE_ELIMINATE,
  ISG_MEASURE_SUBSTITUTE,
  ISG_MEASURE_ENGINEERING,
  ISG_MEASURE_ADMINISTRATIVE,
  ISG_MEASURE_PPE,
} IsgMeasureRank;

/**
 * isg_measure_rank_code:
 * @rank: a rank
 *
 * Thread: any.
 *
 * Returns: (transfer none): "eliminate", "substitute", "engineering", "administrative" or "ppe"
 */
const char *isg_measure_rank_code (IsgMeasureRank rank);

/**
 * isg_rules_checklists:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgChecklist): the lists of trades in the pack's order;
 * not those that are only parts of others
 */
GPtrArray *isg_rules_checklists (IsgRules *rules);

/**
 * isg_rules_checklist:
 * @rules: a pack
 * @id: (nullable): a list's id
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the list
 */
const IsgChecklist *isg_rules_checklist (IsgRules *rules, const char *id);

/**
 * isg_rules_checklist_for:
 * @rules: a pack
 * @nace: (nullable): a workplace's NACE code
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the list that is offered first for that activity
 */
const IsgChecklist *isg_rules_checklist_for (IsgRules *rules, const char *nace);

/**
 * isg_rules_statement:
 * @rules: a pack
 * @id: (nullable): a statement's id, as an answer names it
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the statement, whichever list it stands in
 */
const IsgStatement *isg_rules_statement (IsgRules *rules, const char *id);

/**
 * isg_checklist_id:
 * @checklist: a list
 *
 * Thread: any.
 *
 * Returns: (transfer none): its id, that is its file name
 */
const char *isg_checklist_id (const IsgChecklist *checklist);

/**
 * isg_checklist_label:
 * @checklist: a list
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): the trade: "Fırın" / "Bakery"
 */
const char *isg_checklist_label (const IsgChecklist *checklist, IsgLanguage language);

/**
 * isg_checklist_source:
 * @checklist: a list
 *
 * Thread: any.
 *
 * Returns: (transfer none): where it comes from
 */
const char *isg_checklist_source (const IsgChecklist *checklist);

/**
 * isg_checklist_nace:
 * @checklist: a list
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type utf8): the activities for which it is offered: codes, or
 * their first four digits
 */
GPtrArray *isg_checklist_nace (const IsgChecklist *checklist);

/**
 * isg_checklist_statements:
 * @checklist: a list
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgStatement): its statements, its own first and then
 * those that all trades share
 */
GPtrArray *isg_checklist_statements (const IsgChecklist *checklist);

/**
 * isg_checklist_n_own:
 * @checklist: a list
 *
 * Thread: any.
 *
 * Returns: how many of its statements are its own
 */
guint isg_checklist_n_own (const IsgChecklist *checklist);

/* ---- statements ---- */

/**
 * isg_statement_id:
 * @statement: a statement
 *
 * Thread: any.
 *
 * Returns: (transfer none): its id, the only one of that name in the pack
 */
const char *isg_statement_id (const IsgStatement *statement);

/**
 * isg_statement_section:
 * @statement: a statement
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): the part of the workplace: "Fırın başı" / "At the oven"
 */
const char *isg_statement_section (const IsgStatement *statement, IsgLanguage language);

/**
 * isg_statement_hazard:
 * @statement: a statement
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): the hazard and its source
 */
const char *isg_statement_hazard (const IsgStatement *statement, IsgLanguage language);

/**
 * isg_statement_risk:
 * @statement: a statement
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): what may happen
 */
const char *isg_statement_risk (const IsgStatement *statement, IsgLanguage language);

/**
 * isg_statement_affirmative:
 * @statement: a statement
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): the good state, the sentence that is answered
 */
const char *isg_statement_affirmative (const IsgStatement *statement, IsgLanguage language);

/**
 * isg_statement_negative:
 * @statement: a statement
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): what is so when the answer is no
 */
const char *isg_statement_negative (const IsgStatement *statement, IsgLanguage language);

/**
 * isg_statement_source:
 * @statement: a statement
 *
 * Thread: any.
 *
 * Returns: (transfer none): the regulation behind it
 */
const char *isg_statement_source (const IsgStatement *statement);

/**
 * isg_statement_n_measures:
 * @statement: a statement
 *
 * Thread: any.
 *
 * Returns: how many measures are offered, one at least
 */
guint isg_statement_n_measures (const IsgStatement *statement);

/**
 * isg_statement_measure:
 * @statement: a statement
 * @index: below isg_statement_n_measures (), in the order of the hierarchy
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): the measure
 */
const char *isg_statement_measure (const IsgStatement *statement,
                                   guint index,
                                   IsgLanguage language);

/**
 * isg_statement_measure_rank:
 * @statement: a statement
 * @index: below isg_statement_n_measures ()
 *
 * Thread: any.
 *
 * Returns: where the measure stands in the hierarchy
 */
IsgMeasureRank isg_statement_measure_rank (const IsgStatement *statement, guint index);

/**
 * isg_statement_score:
 * @statement: a statement
 * @method: a method
 * @factor: a factor of it
 * @out: (out): the value to begin with
 *
 * A first guess that a person looks at: it is offered, never entered by itself.
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, when the statement has no scores by that method
 */
gboolean isg_statement_score (const IsgStatement *statement,
                              const IsgRiskMethod *method,
                              const IsgRiskFactor *factor,
                              IsgDecimal *out);

G_END_DECLS
