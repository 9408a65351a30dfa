/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * isg_text_scale:
 *
 * The factor s of ui.md 6.5: how large text is against 96 dots an inch. Fixed widths do not grow by
 * themselves.
 *
 * Thread: main, after GTK was initialised.
 *
 * Returns: 1.0 at 100 %
 */
double isg_text_scale (void);

/**
 * isg_scaled:
 * @pixels: a width at 100 %
 *
 * Thread: main, after GTK was initialised.
 *
 * Returns: @pixels times s, rounded
 */
int isg_scaled (int pixels);

/**
 * isg_text_scale_apply:
 * @percent: 100 to 200, of the system's own size
 *
 * Thread: main, after GTK was initialised.
 */
void isg_text_scale_apply (int percent);

/**
 * isg_text_scale_watch:
 * @object: on whose behalf
 * @changed: called with @object when s is another
 *
 * Thread: main.
 */
void isg_text_scale_watch (gpointer object, void (*changed) (gpointer object));

G_END_DECLS
