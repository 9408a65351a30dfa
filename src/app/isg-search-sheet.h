/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_search_sheet_open:
 * @window: a window with a context
 *
 * Search everywhere (Ctrl+K): people, workplaces, records and commands.
 *
 * Thread: main.  Source: ui.md 2.6.
 */
void isg_search_sheet_open (IsgWindow *window);

G_END_DECLS
