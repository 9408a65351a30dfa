/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-resend.h"
#include "app/isg-submission-view.h"
#include "app/isg-window.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_REFUSAL_ROW (isg_refusal_row_get_type ())

/**
 * IsgRefusalRow:
 *
 * Records that were answered alike: how many, of which workplaces, and what the Ministry said in
 * our words.
 *
 * Signals: "how" (): its screen is asked for. "send-again" (): all of them are to be sent again.
 * "mend" (): the sheet in which they are mended is asked for.
 */
G_DECLARE_FINAL_TYPE (IsgRefusalRow, isg_refusal_row, ISG, REFUSAL_ROW, GtkListBoxRow)

/**
 * isg_refusal_row_new:
 * @context: the context
 * @group: a group
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *isg_refusal_row_new (IsgContext *context, const IsgRefusalGroup *group);

/**
 * isg_refusal_row_uuids:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none) (array zero-terminated=1): its records
 */
const char *const *isg_refusal_row_uuids (IsgRefusalRow *self);

/**
 * isg_refusal_row_mend:
 * @self: a row
 * @context: the context
 * @window: the window
 *
 * Opens the sheet in which its field is mended in all of its records.
 *
 * Thread: main.
 */
void isg_refusal_row_mend (IsgRefusalRow *self, IsgContext *context, IsgWindow *window);

/**
 * isg_refusal_row_set_narrow:
 * @self: a row
 * @narrow: whether its buttons stand below its words
 *
 * Thread: main.
 */
void isg_refusal_row_set_narrow (IsgRefusalRow *self, gboolean narrow);

/**
 * isg_refusal_row_screen:
 * @self: a row
 * @context: the context
 * @resend: what sends again
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the screen of its group
 */
IsgScreen *isg_refusal_row_screen (IsgRefusalRow *self, IsgContext *context, IsgResend *resend);

G_END_DECLS
