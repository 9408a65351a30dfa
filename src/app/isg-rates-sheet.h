/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_rates_sheet_open:
 * @window: the window it stands over
 * @workplace: whose
 *
 * The accidents of this year and the last: counts and days, and each rate with
 * its formula. A very small workplace gets counts and days alone.
 *
 * Thread: main.  Source: ui.md 3.7; domain.md 5.4.
 */
void isg_rates_sheet_open (IsgWindow *window, const char *workplace);

G_END_DECLS
