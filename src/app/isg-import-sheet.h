/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_import_sheet_open:
 * @window: a window with a context
 * @kind: "employee"
 * @file: (nullable): the list; %NULL asks for it
 *
 * "İçe aktar" (Ctrl+I): a list of separated values becomes records of the chosen workplace; where
 * none is chosen it is asked for first. Shows what would become of each row, which column goes to
 * which field, and writes nothing before "Satırları aktar". What was written can be taken back from
 * the toast, and the rows to be mended can be had as a file.
 *
 * Thread: main.  Source: ui.md 3.3.
 */
void isg_import_sheet_open (IsgWindow *window, const char *kind, GFile *file);

/**
 * isg_import_leftover_ask:
 * @window: a window
 *
 * Asks where the rows that the last import passed over are to be written.
 *
 * Thread: main.
 */
void isg_import_leftover_ask (IsgWindow *window);

G_END_DECLS
