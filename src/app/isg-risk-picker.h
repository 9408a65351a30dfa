/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-risk-grid.h"
#include "app/isg-risk-scale.h"

G_BEGIN_DECLS

#define ISG_TYPE_RISK_PICKER (isg_risk_picker_get_type ())

/**
 * IsgRiskPicker:
 *
 * The score of a hazard by the method of the assessment: a grid for two factors, a row of values
 * for each of three. Beside it the score, its level and what that asks for.
 *
 * Signal: "changed" (): another value was picked; isg_risk_picker_write () has it.
 */
G_DECLARE_FINAL_TYPE (IsgRiskPicker, isg_risk_picker, ISG, RISK_PICKER, AdwBin)

/**
 * isg_risk_picker_new:
 * @rules: the rule pack
 * @kind: the kind of assessments; fills the places of findings
 * @when: which of the two scores of a row
 * @language: of words and names
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a picker without a method, which says to choose one
 */
IsgRiskPicker *isg_risk_picker_new (IsgRules *rules,
                                    const IsgKind *kind,
                                    IsgRiskWhen when,
                                    IsgLanguage language);

/**
 * isg_risk_picker_show:
 * @self: a picker
 * @method: (nullable): by which the assessment is scored; must live as long as the picker
 * @row: the hazard row
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_risk_picker_show (IsgRiskPicker *self, const IsgRiskMethod *method, IsgFields *row);

/**
 * isg_risk_picker_write:
 * @self: a picker
 * @row: a hazard row
 *
 * Thread: main.
 *
 * Returns: (transfer full): @row with what was picked
 */
IsgFields *isg_risk_picker_write (IsgRiskPicker *self, IsgFields *row);

/**
 * isg_risk_picker_show_findings:
 * @self: a picker
 * @findings: (element-type IsgFinding): of the row; those of its factors are shown
 *
 * Thread: main.
 */
void isg_risk_picker_show_findings (IsgRiskPicker *self, GPtrArray *findings);

/**
 * isg_risk_picker_holds:
 * @self: a picker
 * @field: (nullable): a field of a hazard row
 *
 * Thread: main.
 *
 * Returns: whether it is one of its factors
 */
gboolean isg_risk_picker_holds (IsgRiskPicker *self, const char *field);

/**
 * isg_risk_picker_set_narrow:
 * @self: a picker
 * @narrow: whether there is little room
 *
 * Thread: main.
 */
void isg_risk_picker_set_narrow (IsgRiskPicker *self, gboolean narrow);

/**
 * isg_risk_picker_grab:
 * @self: a picker
 *
 * Thread: main.
 */
void isg_risk_picker_grab (IsgRiskPicker *self);

/**
 * isg_risk_picker_grid:
 * @self: a picker
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its grid, when the method has two factors
 */
IsgRiskGrid *isg_risk_picker_grid (IsgRiskPicker *self);

/**
 * isg_risk_picker_scale:
 * @self: a picker
 * @index: of a factor
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the row of a factor, when the method has other than two
 */
IsgRiskScale *isg_risk_picker_scale (IsgRiskPicker *self, guint index);

G_END_DECLS
