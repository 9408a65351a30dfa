/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-record-session.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_record_print:
 * @session: what is shown
 * @window: the window
 *
 * "Yazdır": the record as it stands on the screen, with where its submission stands. Health details
 * are on it only for whoever sees them, and that they were printed is written to the journal first.
 *
 * Thread: main.  Source: ui.md 2.3, 3.12; design.md 5.
 *
 * Returns: (transfer none): the sheet
 */
GtkWidget *isg_record_print (IsgRecordSession *session, IsgWindow *window);

G_END_DECLS
