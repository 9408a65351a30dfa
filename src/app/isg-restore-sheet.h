/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * isg_restore_sheet_open:
 * @parent: a window of an #IsgApplication
 * @folder: (nullable): where backups lie; %NULL for the folder beside the data
 *
 * "Geri yükle…": says what restoring does and what it does not, lists the backups of the folder or
 * takes any other file, verifies the chosen one, asks for its passphrase where it is another one
 * than today's, and then has the application put it in the place of the store.
 *
 * Thread: main.  Source: ui.md 3.11; design.md 5, Backup; submission.md 5.
 */
void isg_restore_sheet_open (GtkWindow *parent, const char *folder);

G_END_DECLS
