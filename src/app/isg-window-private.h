/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-look.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

/* For isg-window-actions.c and the application. */

/**
 * isg_window_add_actions:
 * @self: a window
 *
 * Thread: main.
 */
void isg_window_add_actions (IsgWindow *self);

/**
 * isg_window_remember:
 * @self: a window that was not shown yet
 * @look: the user's choices: size and sidebar come from there and go there
 *
 * Thread: main.
 */
void isg_window_remember (IsgWindow *self, IsgLook *look);

/**
 * isg_window_show_root:
 * @self: a window
 * @child: (nullable): what fills the whole window (guide, repair); %NULL for sidebar and screens
 *
 * Thread: main.
 */
void isg_window_show_root (IsgWindow *self, GtkWidget *child);

/**
 * isg_window_is_working:
 * @self: a window
 *
 * Thread: main.
 *
 * Returns: whether sidebar and screens are shown, so that pages can be opened
 */
gboolean isg_window_is_working (IsgWindow *self);

/**
 * isg_window_keep:
 * @self: a window
 *
 * Keeps what is typed on every open screen.
 *
 * Thread: main.
 */
void isg_window_keep (IsgWindow *self);

/**
 * isg_window_undo:
 * @self: a window
 *
 * Takes back the act of the toast that is shown.
 *
 * Thread: main.
 *
 * Returns: whether there was one
 */
gboolean isg_window_undo (IsgWindow *self);

/**
 * isg_window_next_region:
 * @self: a window
 * @backwards: the other way round
 *
 * F6: sidebar, content, then what the screen marks with the style class "isg-region".
 *
 * Thread: main.  Source: ui.md 6.2.
 */
void isg_window_next_region (IsgWindow *self, gboolean backwards);

/**
 * isg_window_open_switcher:
 * @self: a window
 *
 * Thread: main.
 */
void isg_window_open_switcher (IsgWindow *self);

/**
 * isg_window_page:
 * @self: a window
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the id of the page that is shown
 */
const char *isg_window_page (IsgWindow *self);

/**
 * isg_window_layout_now:
 * @self: a window
 *
 * Lays out for the window's present width at once, instead of in the next idle.
 *
 * Thread: main.
 */
void isg_window_layout_now (IsgWindow *self);

/**
 * isg_window_is_docked:
 * @self: a window
 *
 * Thread: main.
 *
 * Returns: whether the sidebar stands beside the content
 */
gboolean isg_window_is_docked (IsgWindow *self);

G_END_DECLS
