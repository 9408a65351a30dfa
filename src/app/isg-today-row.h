/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"
#include "app/isg-today-view.h"

G_BEGIN_DECLS

#define ISG_TYPE_TODAY_ROW (isg_today_row_get_type ())

/**
 * IsgTodayRow:
 *
 * A line of the page Bugün: heading, date, record, accident, or the plot.
 *
 * Signals: "clicked" (): it was clicked; "month" (id): a bar of the plot was chosen.
 */
G_DECLARE_FINAL_TYPE (IsgTodayRow, isg_today_row, ISG, TODAY_ROW, AdwBin)

/**
 * isg_today_row_new:
 * @context: the context
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *isg_today_row_new (IsgContext *context);

/**
 * isg_today_row_set:
 * @self: a row
 * @entry: (nullable): what it shows
 * @plot: (nullable): values of the plot
 * @narrow: whether the day stands under the words
 *
 * Thread: main.
 */
void isg_today_row_set (IsgTodayRow *self,
                        IsgTodayEntry *entry,
                        IsgPlotValues *plot,
                        gboolean narrow);

G_END_DECLS
