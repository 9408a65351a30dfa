/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-submission-view.h"
#include "app/isg-window.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ISG_TYPE_REFUSAL_ROW (isg_refusal_row_get_type ())

/**
 * IsgRefusalRow:
 *
 * Records that were answered alike: how many, what the Ministry said in our words, who can mend it
 * and how.
 *
 * Signals: "open" (char *uuid): one of its records is asked for. "send-again" (): all of them are
 * to be sent again.
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
 * isg_refusal_row_key:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none): of isg_refusal_key ()
 */
const char *isg_refusal_row_key (IsgRefusalRow *self);

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
 * isg_refusal_row_set_open:
 * @self: a row
 * @open: whether steps and records are seen
 *
 * Thread: main.
 */
void isg_refusal_row_set_open (IsgRefusalRow *self, gboolean open);

/**
 * isg_refusal_row_is_open:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: whether steps and records are seen
 */
gboolean isg_refusal_row_is_open (IsgRefusalRow *self);

G_END_DECLS
