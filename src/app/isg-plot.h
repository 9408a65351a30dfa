/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-plot-draw.h"

G_BEGIN_DECLS

#define ISG_TYPE_PLOT (isg_plot_get_type ())

/**
 * IsgPlot:
 *
 * A plot (ui.md 8): a drawing with the role of an image, whose accessible label says the values in
 * one sentence, and "Show as a table", a list with the same numbers. Redrawn when style or text
 * size change.
 *
 * Signal: "activated" (id): a bar was clicked, or Enter pressed on a row of the table, of an item
 * that has an id: the records behind it are wanted.
 */
G_DECLARE_FINAL_TYPE (IsgPlot, isg_plot, ISG, PLOT, GtkBox)

/**
 * isg_plot_new:
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a plot that shows nothing yet
 */
GtkWidget *isg_plot_new (void);

/**
 * isg_plot_set:
 * @self: a plot
 * @values: (nullable): what it shows; kept
 * @sentence: (nullable): the values in one sentence, see isg_plot_values_sentence ()
 *
 * Thread: main.
 */
void isg_plot_set (IsgPlot *self, IsgPlotValues *values, const char *sentence);

/**
 * isg_plot_values:
 * @self: a plot
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): what it shows
 */
IsgPlotValues *isg_plot_values (IsgPlot *self);

/**
 * isg_plot_sentence:
 * @self: a plot
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): what a reader of the screen says of it
 */
const char *isg_plot_sentence (IsgPlot *self);

/**
 * isg_plot_show_table:
 * @self: a plot
 * @table: whether the list stands in place of the drawing
 *
 * Thread: main.
 */
void isg_plot_show_table (IsgPlot *self, gboolean table);

/**
 * isg_plot_look_of:
 * @widget: a widget on the screen
 * @look: (out caller-allocates): its colours and text size; valid while @widget keeps its style
 *
 * Thread: main.
 */
void isg_plot_look_of (GtkWidget *widget, IsgPlotLook *look);

G_END_DECLS
