/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_draw_pages:
 * @window: a window with a context, not shown yet
 * @dir: a folder; made when it is not there
 * @only: (nullable): the one page, kind or sheet that is drawn; %NULL for all
 *
 * Draws each page, the first training and risk assessment, the sign basket and the settings into
 * PNG files, wide and narrow, light and dark, and then closes @window. Changes nothing in the
 * store.
 *
 * Thread: main.
 */
void isg_draw_pages (IsgWindow *window, const char *dir, const char *only);

G_END_DECLS
