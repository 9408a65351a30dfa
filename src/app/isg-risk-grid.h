/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rules/isg-risk-method.h"

G_BEGIN_DECLS

#define ISG_TYPE_RISK_GRID (isg_risk_grid_get_type ())

/**
 * IsgRiskGrid:
 *
 * The cells of a method of two factors, the first one upwards and the second to the right, in the
 * colours of their levels. One tab stop; two digits (first factor, then second) or arrows choose,
 * Backspace leaves it blank.
 *
 * Signals: "picked" (first: int, second: int): indexes of values, or -1 for both; "typing" (first:
 * int): the first of two digits was typed.
 */
G_DECLARE_FINAL_TYPE (IsgRiskGrid, isg_risk_grid, ISG, RISK_GRID, AdwBin)

/**
 * isg_risk_grid_new:
 * @method: a method of two factors
 * @language: of words and names
 *
 * Thread: main.  Source: ui.md 3.6.
 *
 * Returns: (transfer floating): a grid with nothing chosen
 */
GtkWidget *isg_risk_grid_new (const IsgRiskMethod *method, IsgLanguage language);

/**
 * isg_risk_grid_choose:
 * @self: a grid
 * @first: index of a value of the first factor, or -1
 * @second: index of a value of the second factor, or -1
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_risk_grid_choose (IsgRiskGrid *self, int first, int second);

/**
 * isg_risk_grid_set_narrow:
 * @self: a grid
 * @narrow: whether its cells take less room
 *
 * Thread: main.
 */
void isg_risk_grid_set_narrow (IsgRiskGrid *self, gboolean narrow);

/**
 * isg_risk_grid_cell:
 * @self: a grid
 * @first: index of a value of the first factor
 * @second: index of a value of the second factor
 *
 * Thread: main.
 *
 * Returns: (transfer none): the cell's button
 */
GtkWidget *isg_risk_grid_cell (IsgRiskGrid *self, guint first, guint second);

/**
 * isg_risk_grid_grab:
 * @self: a grid
 *
 * Puts the focus on the chosen cell, or the first one.
 *
 * Thread: main.
 */
void isg_risk_grid_grab (IsgRiskGrid *self);

G_END_DECLS
