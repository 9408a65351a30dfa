/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "rules/isg-risk-method.h"

G_BEGIN_DECLS

#define ISG_TYPE_RISK_SCALE (isg_risk_scale_get_type ())

/**
 * IsgRiskScale:
 *
 * One factor of a risk method: only the values that may be picked, as linked toggles, and what the
 * chosen one means. One tab stop; ← → choose, Backspace leaves it blank.
 *
 * Signal: "picked" (index: int): of the value, or -1.
 */
G_DECLARE_FINAL_TYPE (IsgRiskScale, isg_risk_scale, ISG, RISK_SCALE, AdwPreferencesRow)

/**
 * isg_risk_scale_new:
 * @factor: the factor
 * @language: of words and names
 *
 * Thread: main.  Source: ui.md 3.6.
 *
 * Returns: (transfer floating): a row with nothing chosen
 */
GtkWidget *isg_risk_scale_new (const IsgRiskFactor *factor, IsgLanguage language);

/**
 * isg_risk_scale_choose:
 * @self: a row
 * @index: of a value, or -1
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_risk_scale_choose (IsgRiskScale *self, int index);

/**
 * isg_risk_scale_set_narrow:
 * @self: a row
 * @narrow: whether the toggles stand below the words
 *
 * Thread: main.
 */
void isg_risk_scale_set_narrow (IsgRiskScale *self, gboolean narrow);

/**
 * isg_risk_scale_toggle:
 * @self: a row
 * @index: of a value
 *
 * Thread: main.
 *
 * Returns: (transfer none): its button
 */
GtkWidget *isg_risk_scale_toggle (IsgRiskScale *self, guint index);

/**
 * isg_risk_scale_grab:
 * @self: a row
 *
 * Puts the focus on the chosen value, or the first one.
 *
 * Thread: main.
 */
void isg_risk_scale_grab (IsgRiskScale *self);

G_END_DECLS
