/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-plot-values.h"

G_BEGIN_DECLS

/**
 * isg_submission_plot:
 * @counts: (element-type utf8 guint): of isg_queue_counts ()
 *
 * Plot 2: records by where they stand. An item's id is its segment's; a segment without a record
 * has none and opens nothing. What is in no segment (withdrawn, reported another way …) stands
 * last, as "over".
 *
 * Thread: any.  Source: ui.md 8.
 *
 * Returns: (transfer full) (nullable): the values; %NULL when there is no record
 */
IsgPlotValues *isg_submission_plot (GHashTable *counts);

G_END_DECLS
