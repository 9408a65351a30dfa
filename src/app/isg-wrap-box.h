/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_WRAP_BOX (isg_wrap_box_get_type ())

/**
 * IsgWrapBox:
 *
 * Lays its children out as words in a text: each as wide as it wants, in as many lines as are
 * needed.
 */
G_DECLARE_FINAL_TYPE (IsgWrapBox, isg_wrap_box, ISG, WRAP_BOX, GtkWidget)

/**
 * isg_wrap_box_new:
 * @spacing: pixels between children and between lines
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the box, empty
 */
GtkWidget *isg_wrap_box_new (int spacing);

/**
 * isg_wrap_box_append:
 * @self: the box
 * @child: (transfer floating): a widget
 *
 * Thread: main.
 */
void isg_wrap_box_append (IsgWrapBox *self, GtkWidget *child);

/**
 * isg_wrap_box_clear:
 * @self: the box
 *
 * Takes all children away.
 *
 * Thread: main.
 */
void isg_wrap_box_clear (IsgWrapBox *self);

G_END_DECLS
