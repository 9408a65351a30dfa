/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-pick-source.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_PICK_POPUP (isg_pick_popup_get_type ())

/**
 * IsgPickPopup:
 *
 * The list below a pick field's entry. It never takes the focus.
 *
 * Signal: "taken" (item: IsgPickItem): a row was clicked.
 */
G_DECLARE_FINAL_TYPE (IsgPickPopup, isg_pick_popup, ISG, PICK_POPUP, GtkPopover)

/**
 * isg_pick_popup_new:
 * @entry: below which it opens
 * @name: the list's accessible name
 *
 * Thread: main.
 *
 * Returns: (transfer none): the list; @entry's, to be unparented with it
 */
IsgPickPopup *isg_pick_popup_new (GtkWidget *entry, const char *name);

/**
 * isg_pick_popup_show:
 * @self: the list
 * @items: (element-type IsgPickItem): its rows; none closes it
 *
 * Thread: main.
 */
void isg_pick_popup_show (IsgPickPopup *self, GPtrArray *items);

/**
 * isg_pick_popup_is_open:
 * @self: the list
 *
 * Thread: main.
 *
 * Returns: whether it is seen
 */
gboolean isg_pick_popup_is_open (IsgPickPopup *self);

/**
 * isg_pick_popup_walk:
 * @self: the open list
 * @step: how many rows on
 *
 * Thread: main.
 */
void isg_pick_popup_walk (IsgPickPopup *self, int step);

/**
 * isg_pick_popup_renew:
 * @self: the open list
 * @items: (element-type IsgPickItem): the same rows, other ticks
 *
 * The row that was walked to stays it.
 *
 * Thread: main.
 */
void isg_pick_popup_renew (IsgPickPopup *self, GPtrArray *items);

/**
 * isg_pick_popup_chosen:
 * @self: the list
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the row that Enter takes
 */
IsgPickItem *isg_pick_popup_chosen (IsgPickPopup *self);

G_END_DECLS
