/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * ui_sweep:
 * @root: where to look
 * @where: its name, for the report
 *
 * Fails the test for each widget that can take the focus and has no role or no name.
 *
 * Thread: main.  Source: ui.md 6.1.
 */
void ui_sweep (GtkWidget *root, const char *where);

G_END_DECLS
