/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "print/isg-paper.h"

G_BEGIN_DECLS

#define ISG_TYPE_PAPER_VIEW (isg_paper_view_get_type ())

/**
 * IsgPaperView:
 *
 * A printed document as it will be: one page at a time, as large as there is room, and below it
 * which page of how many, with a step back and forth (also Page Up and Page Down).
 */
G_DECLARE_FINAL_TYPE (IsgPaperView, isg_paper_view, ISG, PAPER_VIEW, GtkBox)

/**
 * isg_paper_view_new:
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a view that shows an empty page
 */
GtkWidget *isg_paper_view_new (void);

/**
 * isg_paper_view_take:
 * @self: a view
 * @paper: (transfer full) (nullable): what is shown from now on
 *
 * Thread: main.
 */
void isg_paper_view_take (IsgPaperView *self, IsgPaper *paper);

/**
 * isg_paper_view_page:
 * @self: a view
 * @out_n: (out) (optional): of how many; 0 while there is no document
 *
 * Thread: main.
 *
 * Returns: which page is shown, from 0
 */
guint isg_paper_view_page (IsgPaperView *self, guint *out_n);

G_END_DECLS
