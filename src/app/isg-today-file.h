/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_today_file_ask:
 * @window: a window
 * @workplace: (nullable): uuid; %NULL for all
 *
 * "Takvime aktar (.ics)": asks where, and writes what is due within a year.
 *
 * Thread: main.  Source: ui.md 3.1.
 */
void isg_today_file_ask (IsgWindow *window, const char *workplace);

/**
 * isg_today_file_write:
 * @window: a window
 * @workplace: (nullable): uuid; %NULL for all
 * @file: where to; what is there is replaced
 *
 * Reads in the store thread and writes; a toast says that it is done, a dialog what went wrong.
 *
 * Thread: main.
 */
void isg_today_file_write (IsgWindow *window, const char *workplace, GFile *file);

G_END_DECLS
