/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"
#include "print/isg-paper.h"

G_BEGIN_DECLS

/**
 * isg_print_sheet_open:
 * @window: the window it stands over
 * @title: what is printed; names no person
 * @stem: what a saved file is called, without an ending; names no person
 * @paper: (transfer full): the document
 * @printed: called once it was printed or saved
 * @data: (nullable): for @printed
 * @data_free: (nullable): frees @data
 *
 * A sheet with the first page, "Save PDF…", and the way to the printer; Enter prints. The printer
 * is chosen once for a window. Where the environment names a folder in ISG_PRINT_DIR, papers go
 * there as PDF files instead: for demonstrations and tests.
 *
 * Thread: main.  Source: ui.md 3.12, Print.
 */
void isg_print_sheet_open (IsgWindow *window,
                           const char *title,
                           const char *stem,
                           IsgPaper *paper,
                           void (*printed) (gpointer data),
                           gpointer data,
                           GDestroyNotify data_free);

/**
 * isg_print_preview_new:
 * @paper: (transfer full) (nullable): a document
 * @name: its accessible name
 * @part: how much of the page is shown, from the top: 0.5 for a slip
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a picture of the first page
 */
GtkWidget *isg_print_preview_new (IsgPaper *paper, const char *name, double part);

G_END_DECLS
