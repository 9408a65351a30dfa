/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

#define ISG_TYPE_FAST_ADD (isg_fast_add_get_type ())

/**
 * IsgFastAdd:
 *
 * "Hızlı ekle": a line of entries over the list of employees. Enter on any of them takes it,
 * clears, and returns to the first. A number known from another workplace fills the name; a number
 * that is already here adds nothing.
 *
 * Signals: "added" (uuid): an employee was added; "duplicate" (uuid): the number is already here,
 * the row is to be marked.
 */
G_DECLARE_FINAL_TYPE (IsgFastAdd, isg_fast_add, ISG, FAST_ADD, AdwBin)

/**
 * isg_fast_add_new:
 * @context: the context; employees are added at its workplace
 *
 * Thread: main.  Source: ui.md 3.3.
 *
 * Returns: (transfer floating): the line; insensitive while no workplace is chosen
 */
GtkWidget *isg_fast_add_new (IsgContext *context);

/**
 * isg_fast_add_grab:
 * @self: the line
 *
 * Ctrl+Shift+N: puts the focus into its first entry.
 *
 * Thread: main.
 */
void isg_fast_add_grab (IsgFastAdd *self);

/**
 * isg_fast_add_set_workplace:
 * @self: the line
 * @workplace: (nullable): uuid: where employees are added, whatever the context's choice is; %NULL
 * for that
 *
 * Thread: main.
 */
void isg_fast_add_set_workplace (IsgFastAdd *self, const char *workplace);

/**
 * isg_fast_add_set_stacked:
 * @self: the line
 * @stacked: whether the entries stand in two columns, where there is no room for one line
 *
 * Thread: main.
 */
void isg_fast_add_set_stacked (IsgFastAdd *self, gboolean stacked);

G_END_DECLS
