/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-row-editor.h"
#include "app/isg-screen.h"

G_BEGIN_DECLS

#define ISG_TYPE_ROW_SCREEN (isg_row_screen_get_type ())

/**
 * IsgRowScreen:
 *
 * One row of a list on a screen of its own, above its record's.
 *
 * Signals: "step" (step: int): the next (1) or previous (-1) row is wanted; "remove" (): the row is
 * to go; "keep" (): Ctrl+S, or the screen is being left.
 */
G_DECLARE_FINAL_TYPE (IsgRowScreen, isg_row_screen, ISG, ROW_SCREEN, IsgScreen)

/**
 * isg_row_screen_new:
 * @title: the list's name
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the screen
 */
IsgRowScreen *isg_row_screen_new (const char *title);

/**
 * isg_row_screen_show:
 * @self: a screen
 * @editor: the row's editor
 * @row: which row, from 0
 * @n_rows: of how many
 * @editable: whether rows can be taken away
 *
 * Thread: main.
 */
void isg_row_screen_show (IsgRowScreen *self,
                          IsgRowEditor *editor,
                          guint row,
                          guint n_rows,
                          gboolean editable);

/**
 * isg_row_screen_set_detail:
 * @self: a screen
 * @detail: (nullable): what the row is called, below the title
 *
 * Thread: main.
 */
void isg_row_screen_set_detail (IsgRowScreen *self, const char *detail);

/**
 * isg_row_screen_grab:
 * @self: a screen
 * @id: (nullable): a field id inside the row; %NULL for where work begins
 *
 * Puts the focus there, now or when the screen is shown.
 *
 * Thread: main.
 */
void isg_row_screen_grab (IsgRowScreen *self, const char *id);

G_END_DECLS
