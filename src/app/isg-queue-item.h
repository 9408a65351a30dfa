/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-screen.h"
#include "submit/isg-status.h"

G_BEGIN_DECLS

#define ISG_TYPE_QUEUE_ITEM (isg_queue_item_get_type ())

/**
 * IsgQueueItem:
 *
 * A row of the submission page's list. Never changes.
 */
G_DECLARE_FINAL_TYPE (IsgQueueItem, isg_queue_item, ISG, QUEUE_ITEM, GObject)

/**
 * isg_queue_item_row:
 * @self: an item
 *
 * Thread: main.
 *
 * Returns: (transfer none): its row
 */
const IsgQueueRow *isg_queue_item_row (IsgQueueItem *self);

/**
 * isg_queue_items_show:
 * @store: (element-type IsgQueueItem): what is shown
 * @rows: (element-type IsgQueueRow): what is to be shown; the items hold it
 *
 * Replaces what changed and leaves the rest, so that selection and place in the list stay.
 *
 * Thread: main.
 */
void isg_queue_items_show (GListStore *store, GPtrArray *rows);

/**
 * isg_queue_columns_add:
 * @view: a column view
 * @context: the context
 *
 * Adds the columns of the page of submissions.
 *
 * Thread: main.  Source: ui.md 3.9.
 */
void isg_queue_columns_add (GtkColumnView *view, IsgContext *context);

/**
 * isg_queue_columns_layout:
 * @view: a column view with those columns
 * @context: the context
 * @band: how wide the page is
 *
 * Shows what there is room for.
 *
 * Thread: main.
 */
void isg_queue_columns_layout (GtkColumnView *view, IsgContext *context, IsgBand band);

G_END_DECLS
