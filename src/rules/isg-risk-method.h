/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgRiskMethod:
 *
 * How risks are scored: the factors with the values that may be picked, the product, and the levels
 * with their limits. Of a rule pack, and lives as long as it.
 *
 * Source: domain.md 4.6; Risk Yön. m.9.
 */
typedef struct _IsgRiskMethod IsgRiskMethod;

/**
 * IsgRiskFactor:
 *
 * Probability, frequency or severity: a field of a hazard row before the measures, and one after
 * them.
 */
typedef struct _IsgRiskFactor IsgRiskFactor;

/**
 * IsgRiskLevel:
 *
 * A class of scores, with its limits, its name and what it asks for.
 */
typedef struct _IsgRiskLevel IsgRiskLevel;

/**
 * IsgRiskWhen:
 * @ISG_RISK_BEFORE: as it is now
 * @ISG_RISK_AFTER: once the measures are taken (the residual risk)
 *
 * Which of the two scores of a hazard row.
 */
typedef enum {
  ISG_RISK_BEFORE,
  ISG_RISK_AFTER,
} IsgRiskWhen;

/**
 * isg_rules_risk_methods:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgRiskMethod): the methods in the pack's order
 */
GPtrArray *isg_rules_risk_methods (IsgRules *rules);

/**
 * isg_rules_risk_method:
 * @rules: a pack
 * @id: (nullable): "matrix_5x5", "fine_kinney", "checklist"
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the method
 */
const IsgRiskMethod *isg_rules_risk_method (IsgRules *rules, const char *id);

/**
 * isg_risk_method_id:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none): its id
 */
const char *isg_risk_method_id (const IsgRiskMethod *method);

/**
 * isg_risk_method_label:
 * @method: a method
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): "5×5 matris" / "5×5 matrix"
 */
const char *isg_risk_method_label (const IsgRiskMethod *method, IsgLanguage language);

/**
 * isg_risk_method_source:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none): where numbers and limits come from
 */
const char *isg_risk_method_source (const IsgRiskMethod *method);

/**
 * isg_risk_method_needs_score:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: whether every hazard must be scored; %FALSE for a checklist, whose hazards may be
 */
gboolean isg_risk_method_needs_score (const IsgRiskMethod *method);

/**
 * isg_risk_method_factors:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgRiskFactor): its factors in the order of the product
 */
GPtrArray *isg_risk_method_factors (const IsgRiskMethod *method);

/**
 * isg_risk_method_factor:
 * @method: a method
 * @field: a field of a hazard row: "severity", "after_severity"
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the factor that it holds, or %NULL when this method has no
 * such factor
 */
const IsgRiskFactor *isg_risk_method_factor (const IsgRiskMethod *method, const char *field);

/**
 * isg_risk_method_levels:
 * @method: a method
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgRiskLevel): its levels, the gravest first
 */
GPtrArray *isg_risk_method_levels (const IsgRiskMethod *method);

/**
 * isg_risk_method_level:
 * @method: a method
 * @score: a product of picked values
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the level in which it lies; never %NULL for a score that the
 * method can give
 */
const IsgRiskLevel *isg_risk_method_level (const IsgRiskMethod *method, IsgDecimal score);

/**
 * isg_risk_method_score:
 * @method: a method
 * @row: (nullable): a hazard row
 * @when: before or after the measures
 * @out_score: (out) (optional): the exact product
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, when a factor is not filled or holds a value that the
 * method does not know
 */
gboolean isg_risk_method_score (const IsgRiskMethod *method,
                                IsgFields *row,
                                IsgRiskWhen when,
                                IsgDecimal *out_score);

/**
 * isg_risk_method_row_level:
 * @method: a method
 * @row: (nullable): a hazard row
 * @when: before or after the measures
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the level of the row's score, or %NULL when it has none
 */
const IsgRiskLevel *isg_risk_method_row_level (const IsgRiskMethod *method,
                                               IsgFields *row,
                                               IsgRiskWhen when);

/**
 * isg_risk_method_formula:
 * @method: a method
 * @row: (nullable): a hazard row
 * @when: before or after the measures
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): "O 3 × F 0,5 × Ş 15 = 22,5", or %NULL when there is no score
 */
char *isg_risk_method_formula (const IsgRiskMethod *method,
                               IsgFields *row,
                               IsgRiskWhen when,
                               IsgLanguage language);

/**
 * isg_risk_method_number:
 * @number: a score or a value
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): the number as a person of that language writes it: "0,5" / "0.5"
 */
char *isg_risk_method_number (IsgDecimal number, IsgLanguage language);

/* ---- factors ---- */

/**
 * isg_risk_factor_field:
 * @factor: a factor
 * @when: before or after the measures
 *
 * Thread: any.
 *
 * Returns: (transfer none): the field of a hazard row that holds it
 */
const char *isg_risk_factor_field (const IsgRiskFactor *factor, IsgRiskWhen when);

/**
 * isg_risk_factor_label:
 * @factor: a factor
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): "Olasılık" / "Probability"
 */
const char *isg_risk_factor_label (const IsgRiskFactor *factor, IsgLanguage language);

/**
 * isg_risk_factor_symbol:
 * @factor: a factor
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): "Ş" / "S"
 */
const char *isg_risk_factor_symbol (const IsgRiskFactor *factor, IsgLanguage language);

/**
 * isg_risk_factor_n_values:
 * @factor: a factor
 *
 * Thread: any.
 *
 * Returns: how many values may be picked
 */
guint isg_risk_factor_n_values (const IsgRiskFactor *factor);

/**
 * isg_risk_factor_value:
 * @factor: a factor
 * @index: below isg_risk_factor_n_values (), from the least
 *
 * Thread: any.
 *
 * Returns: the value
 */
IsgDecimal isg_risk_factor_value (const IsgRiskFactor *factor, guint index);

/**
 * isg_risk_factor_name:
 * @factor: a factor
 * @index: below isg_risk_factor_n_values ()
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): the value's word: "yüksek"
 */
const char *isg_risk_factor_name (const IsgRiskFactor *factor, guint index, IsgLanguage language);

/**
 * isg_risk_factor_meaning:
 * @factor: a factor
 * @index: below isg_risk_factor_n_values ()
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): what it stands for: "ayda bir"
 */
const char *isg_risk_factor_meaning (const IsgRiskFactor *factor,
                                     guint index,
                                     IsgLanguage language);

/**
 * isg_risk_factor_find:
 * @factor: a factor
 * @value: a number
 * @out_index: (out) (optional): which of the values it is
 *
 * Thread: any.
 *
 * Returns: whether it may be picked
 */
gboolean isg_risk_factor_find (const IsgRiskFactor *factor, IsgDecimal value, guint *out_index);

/**
 * isg_risk_factor_values_text:
 * @factor: a factor
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): all its values: "0,5 · 1 · 2 · 3 · 6 · 10"
 */
char *isg_risk_factor_values_text (const IsgRiskFactor *factor, IsgLanguage language);

/* ---- levels ---- */

/**
 * isg_risk_level_id:
 * @level: a level
 *
 * Thread: any.
 *
 * Returns: (transfer none): its id, one of a few by which colours are chosen: "intolerable",
 * "high", "medium", "low", "trivial"
 */
const char *isg_risk_level_id (const IsgRiskLevel *level);

/**
 * isg_risk_level_rank:
 * @level: a level
 *
 * Thread: any.
 *
 * Returns: 0 for the least of its method, then upwards
 */
guint isg_risk_level_rank (const IsgRiskLevel *level);

/**
 * isg_risk_level_label:
 * @level: a level
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): "Yüksek" / "High"
 */
const char *isg_risk_level_label (const IsgRiskLevel *level, IsgLanguage language);

/**
 * isg_risk_level_action:
 * @level: a level
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): what it asks for, a sentence
 */
const char *isg_risk_level_action (const IsgRiskLevel *level, IsgLanguage language);

/**
 * isg_risk_level_needs_measure:
 * @level: a level
 *
 * Thread: any.
 *
 * Returns: whether a measure, who sees to it and until when must be written
 */
gboolean isg_risk_level_needs_measure (const IsgRiskLevel *level);

/**
 * isg_risk_level_is_high:
 * @level: a level
 *
 * Thread: any.
 *
 * Returns: whether lists count it under "high and above"
 */
gboolean isg_risk_level_is_high (const IsgRiskLevel *level);

/**
 * isg_risk_level_limits:
 * @level: a level
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): the limits with their edges: "200 ≤ R < 400", printed with the record
 */
char *isg_risk_level_limits (const IsgRiskLevel *level, IsgLanguage language);

G_END_DECLS
