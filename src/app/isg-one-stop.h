/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ISG_TYPE_ONE_STOP (isg_one_stop_get_type ())

/**
 * IsgOneStop:
 *
 * Makes one tab stop of what is in it: Tab and Shift+Tab leave it, arrows walk inside. GTK 4.8 of
 * its own accord walks every row of a list.
 */
G_DECLARE_FINAL_TYPE (IsgOneStop, isg_one_stop, ISG, ONE_STOP, AdwBin)

/**
 * isg_one_stop_new:
 * @child: what becomes one stop
 *
 * Thread: main.  Source: ui.md 3.0, Lists.
 *
 * Returns: (transfer floating): the widget
 */
GtkWidget *isg_one_stop_new (GtkWidget *child);

G_END_DECLS
