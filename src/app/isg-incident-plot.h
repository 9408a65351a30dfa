/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"
#include "app/isg-plot-values.h"

G_BEGIN_DECLS

/**
 * isg_incident_plot_new:
 * @context: the context
 *
 * Accidents, near misses and occupational diseases of the last twelve months,
 * of the chosen workplace or of all, with a button that opens the rates. It
 * follows the store and is not seen while nothing happened.
 *
 * Thread: main.  Source: ui.md 3.7; ui.md 8, plot 3.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *isg_incident_plot_new (IsgContext *context);

/**
 * isg_incident_plot_values:
 * @rules: the pack
 * @rows: (element-type IsgRow): incidents
 * @today: a day of the last month
 *
 * Thread: any.
 *
 * Returns: (transfer full): what the plot shows: a group for each month, a
 * series for each kind of event in the order of the pack
 */
IsgPlotValues *isg_incident_plot_values (IsgRules *rules, GPtrArray *rows, IsgDate today);

G_END_DECLS
