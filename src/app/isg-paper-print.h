/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "print/isg-paper.h"

G_BEGIN_DECLS

/**
 * isg_paper_print_new:
 * @paper: (transfer full): a document
 * @name: what the printer's queue calls it; names no person
 *
 * What is drawn on the printer is what the preview shows, page for page, on A4.
 *
 * Thread: main.
 *
 * Returns: (transfer full): an operation that is not running yet; it may run asynchronously
 */
GtkPrintOperation *isg_paper_print_new (IsgPaper *paper, const char *name);

G_END_DECLS
