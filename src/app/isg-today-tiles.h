/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-today-view.h"

G_BEGIN_DECLS

#define ISG_TYPE_TODAY_TILES (isg_today_tiles_get_type ())

/**
 * IsgTodayTiles:
 *
 * The tiles of the page Bugün: how many are overdue, wait for signature, are to be mended … Each is
 * a toggle that filters the list below.
 *
 * Signal: "filter" (filter: IsgTodayFilter): another one was chosen.
 */
G_DECLARE_FINAL_TYPE (IsgTodayTiles, isg_today_tiles, ISG, TODAY_TILES, GtkBox)

/**
 * isg_today_tiles_show:
 * @self: the tiles
 * @filter: which filter
 * @n: how many it would show; a tile of none is hidden, except the first
 *
 * Thread: main.
 */
void isg_today_tiles_show (IsgTodayTiles *self, IsgTodayFilter filter, guint n);

/**
 * isg_today_tiles_show_month:
 * @self: the tiles
 * @name: (nullable): the month to which the list is narrowed, "Kasım 2026"
 *
 * Thread: main.
 */
void isg_today_tiles_show_month (IsgTodayTiles *self, const char *name);

/**
 * isg_today_tiles_choose:
 * @self: the tiles
 * @filter: which is pressed; %ISG_TODAY_ALL: none
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_today_tiles_choose (IsgTodayTiles *self, IsgTodayFilter filter);

G_END_DECLS
