/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_settings_open:
 * @window: a window with a context
 * @page: (nullable): "general", "submission" or "card"; "" for the first
 *
 * Opens the settings (Ctrl+,). Each change acts at once and can be undone.
 *
 * Thread: main.  Source: ui.md 3.11.
 */
void isg_settings_open (IsgWindow *window, const char *page);

G_END_DECLS
