/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

#define ISG_TYPE_SWITCHER (isg_switcher_get_type ())

/**
 * IsgSwitcher:
 *
 * The button that says which workplace is chosen, and its popover in which another one is found by
 * name or number.
 */
G_DECLARE_FINAL_TYPE (IsgSwitcher, isg_switcher, ISG, SWITCHER, GtkWidget)

/**
 * isg_switcher_watch:
 * @self: a switcher
 * @context: the context whose workplace it shows and chooses
 *
 * Thread: main.  Source: ui.md 2.4.
 */
void isg_switcher_watch (IsgSwitcher *self, IsgContext *context);

/**
 * isg_switcher_open:
 * @self: a switcher
 *
 * Opens the popover with the focus in its entry.
 *
 * Thread: main.
 */
void isg_switcher_open (IsgSwitcher *self);

G_END_DECLS
