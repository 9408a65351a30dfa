/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_RECORD_BAR (isg_record_bar_get_type ())

/**
 * IsgRecordBar:
 *
 * The line below a record: whether what is typed is kept, how much is missing, and the main button,
 * which is never grey.
 *
 * Signal: "missing" (): the counter was pressed.
 */
G_DECLARE_FINAL_TYPE (IsgRecordBar, isg_record_bar, ISG, RECORD_BAR, GtkBox)

/**
 * isg_record_bar_new:
 * @session: what is typed
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the bar
 */
IsgRecordBar *isg_record_bar_new (IsgRecordSession *session);

/**
 * isg_record_bar_missing_button:
 * @self: the bar
 *
 * Thread: main.
 *
 * Returns: (transfer none): the counter, for what opens from it
 */
GtkWidget *isg_record_bar_missing_button (IsgRecordBar *self);

/**
 * isg_record_bar_say:
 * @self: the bar
 * @text: what an act came to; stands until what is typed is kept anew
 *
 * Thread: main.
 */
void isg_record_bar_say (IsgRecordBar *self, const char *text);

/**
 * isg_record_bar_add:
 * @self: the bar
 * @button: (transfer floating): stands before the main button
 *
 * Thread: main.
 */
void isg_record_bar_add (IsgRecordBar *self, GtkWidget *button);

/**
 * isg_record_bar_set_main:
 * @self: the bar
 * @label: what the main button shows
 * @name: its accessible name
 *
 * Thread: main.
 */
void isg_record_bar_set_main (IsgRecordBar *self, const char *label, const char *name);

G_END_DECLS
