/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-desk-data.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

#define ISG_TYPE_DESK_PAGE (isg_desk_page_get_type ())

/**
 * IsgDeskPage:
 *
 * "Masa": the chamber's desk. One search entry; who comes is found by name or number, five steps
 * are gone through by F8, and the slip is handed out. Whatever was done is kept at once, so a visit
 * that is put aside goes on where it was.
 */
G_DECLARE_FINAL_TYPE (IsgDeskPage, isg_desk_page, ISG, DESK_PAGE, IsgScreen)

/**
 * isg_desk_page_visit:
 * @self: the page
 * @workplace: uuid
 *
 * Begins the visit of a workplace, or goes on with it.
 *
 * Thread: main.  Source: ui.md 5.1.
 */
void isg_desk_page_visit (IsgDeskPage *self, const char *workplace);

/**
 * isg_desk_page_look:
 * @self: the page
 * @idle: seconds since the last key or move of the mouse
 *
 * Who has gone away from the desk leaves nobody's data on the screen: after three minutes the visit
 * is put aside, the search stays. The page asks this of itself while a visit is open.
 *
 * Thread: main.  Source: ui.md 5.1.
 */
void isg_desk_page_look (IsgDeskPage *self, gint64 idle);

/**
 * isg_desk_page_data:
 * @self: the page
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): who is at the desk
 */
const IsgDeskData *isg_desk_page_data (IsgDeskPage *self);

G_END_DECLS
