/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ISG_TYPE_MORE_ROW (isg_more_row_get_type ())

/**
 * IsgMoreRow:
 *
 * Questions that are seldom asked, folded below one line that says how many of them are answered.
 * Going to one of them opens it.
 */
G_DECLARE_FINAL_TYPE (IsgMoreRow, isg_more_row, ISG, MORE_ROW, AdwExpanderRow)

/**
 * isg_more_row_update_below:
 * @widget: a form or a part of one
 *
 * Counts anew in every such row of it, after answers changed.
 *
 * Thread: main.
 */
void isg_more_row_update_below (GtkWidget *widget);

G_END_DECLS
