/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_workplace_sheet_open:
 * @window: a window
 * @chosen: called with the uuid of the workplace
 * @data: for @chosen
 * @data_free: (nullable): frees @data
 *
 * Asks at which workplace a new record belongs.
 *
 * Thread: main.
 */
void isg_workplace_sheet_open (IsgWindow *window,
                               void (*chosen) (const char *workplace, gpointer data),
                               gpointer data,
                               GDestroyNotify data_free);

G_END_DECLS
