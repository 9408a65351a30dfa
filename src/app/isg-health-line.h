/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

/**
 * isg_health_line_new:
 * @context: the context
 *
 * The line that says why health details are not on the screen: behind the lock, with a button that
 * opens it, or not this role's. Shows itself only then, and follows the lock.
 *
 * Thread: main.  Source: ui.md 3.5.
 *
 * Returns: (transfer floating): the line
 */
GtkWidget *isg_health_line_new (IsgContext *context);

G_END_DECLS
