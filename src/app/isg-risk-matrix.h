/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-plot.h"
#include "app/isg-risk-view.h"

G_BEGIN_DECLS

#define ISG_TYPE_RISK_MATRIX (isg_risk_matrix_get_type ())

/**
 * IsgRiskMatrix:
 *
 * How many hazards there are in each cell of the method's grid, or in each of its levels, before
 * and after the measures.
 *
 * Signal: "open" (index: uint): a cell was chosen; the first hazard in it.
 */
G_DECLARE_FINAL_TYPE (IsgRiskMatrix, isg_risk_matrix, ISG, RISK_MATRIX, GtkBox)

/**
 * isg_risk_matrix_new:
 *
 * Thread: main.  Source: ui.md 8, plot 4.
 *
 * Returns: (transfer floating): a matrix that shows nothing yet
 */
GtkWidget *isg_risk_matrix_new (void);

/**
 * isg_risk_matrix_show:
 * @self: a matrix
 * @method: (nullable): by which the assessment is scored; must live as long as the matrix
 * @hazards: (nullable): the value "hazards"
 *
 * Thread: main.
 */
void isg_risk_matrix_show (IsgRiskMatrix *self, const IsgRiskMethod *method, IsgValue *hazards);

/**
 * isg_risk_matrix_set_when:
 * @self: a matrix
 * @when: before or after the measures
 *
 * Thread: main.
 */
void isg_risk_matrix_set_when (IsgRiskMatrix *self, IsgRiskWhen when);

/**
 * isg_risk_matrix_plot:
 * @self: a matrix
 *
 * Thread: main.
 *
 * Returns: (transfer none): the plot
 */
IsgPlot *isg_risk_matrix_plot (IsgRiskMatrix *self);

/**
 * isg_risk_matrix_values:
 * @method: a method
 * @hazards: (nullable): the value "hazards"
 * @when: before or after the measures
 * @language: of its words
 *
 * Thread: any.
 *
 * Returns: (transfer full): what the plot shows: cells of a method of two factors, else levels
 */
IsgPlotValues *isg_risk_matrix_values (const IsgRiskMethod *method,
                                       IsgValue *hazards,
                                       IsgRiskWhen when,
                                       IsgLanguage language);

G_END_DECLS
