/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-desk-visits.h"

G_BEGIN_DECLS

#define ISG_TYPE_DESK_LIST (isg_desk_list_get_type ())

/**
 * IsgDeskList:
 *
 * Today's visits at the desk's right: when, who, how far; below them what waits for signature, and
 * the way to the sign basket.
 *
 * Signal: "visit" (uuid): one is to go on.
 */
G_DECLARE_FINAL_TYPE (IsgDeskList, isg_desk_list, ISG, DESK_LIST, AdwBin)

/**
 * isg_desk_list_new:
 *
 * Thread: main.  Source: ui.md 5.1.
 *
 * Returns: (transfer floating): an empty list
 */
GtkWidget *isg_desk_list_new (void);

/**
 * isg_desk_list_show:
 * @self: the list
 * @visits: the day
 *
 * Thread: main.
 */
void isg_desk_list_show (IsgDeskList *self, const IsgDeskVisits *visits);

/**
 * isg_desk_list_fill_hits:
 * @list: a list of what was found
 * @hits: (element-type IsgDeskHit): workplaces
 *
 * Thread: main.
 */
void isg_desk_list_fill_hits (GtkListBox *list, GPtrArray *hits);

/**
 * isg_desk_list_workplace:
 * @row: a line of a visit or of a hit
 *
 * Thread: main.
 *
 * Returns: (transfer none): uuid of its workplace
 */
const char *isg_desk_list_workplace (GtkListBoxRow *row);

G_END_DECLS
