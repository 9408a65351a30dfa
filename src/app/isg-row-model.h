/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

#define ISG_TYPE_ROW_ITEM (isg_row_item_get_type ())

/**
 * IsgRowItem:
 *
 * One row of a list. Its content is read when somebody looks at it; when it has come, and whenever
 * it is another, it emits "loaded".
 */
G_DECLARE_FINAL_TYPE (IsgRowItem, isg_row_item, ISG, ROW_ITEM, GObject)

/**
 * isg_row_item_row:
 * @self: an item
 *
 * Has the row read when it is not there.
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its row, or %NULL while it is being read
 */
const IsgRow *isg_row_item_row (IsgRowItem *self);

/**
 * isg_row_item_extra:
 * @self: an item
 * @index: which text of #IsgRowExtraFunc
 *
 * Thread: main.
 *
 * Returns: (transfer none): the text; "" while it is being read or where there is none
 */
const char *isg_row_item_extra (IsgRowItem *self, guint index);

#define ISG_TYPE_ROW_MODEL (isg_row_model_get_type ())

/**
 * IsgRowModel:
 *
 * A lazy list of records: knows how many there are, reads them in blocks as they are shown, reads
 * again when the store changes and keeps the items of rows that are still there, so that selection
 * and focus stay.
 *
 * A GListModel of #IsgRowItem. Property "state": "loading", "ready", "empty" or "error". Signal
 * "reloaded" ().
 */
G_DECLARE_FINAL_TYPE (IsgRowModel, isg_row_model, ISG, ROW_MODEL, GObject)

/**
 * isg_row_model_new:
 * @context: the context
 * @kind: a kind id
 *
 * Thread: main.
 *
 * Returns: (transfer full): a model over all open records of @kind at the context's workplace
 */
IsgRowModel *isg_row_model_new (IsgContext *context, const char *kind);

/**
 * IsgRowExtraFunc:
 * @store: the store thread's handle
 * @row: a row
 * @error: what went wrong
 *
 * What a column shows beyond the row itself: a count, another record's name. Runs in the store
 * thread, once for each row that is read.
 *
 * Returns: (transfer full) (array zero-terminated=1): texts, or %NULL with @error
 */
typedef GStrv (*IsgRowExtraFunc) (IsgStore *store, const IsgRow *row, GError **error);

/**
 * isg_row_model_set_extra:
 * @self: a model that was just made
 * @extra: (nullable): gives the texts of isg_row_item_extra ()
 *
 * Thread: main.
 */
void isg_row_model_set_extra (IsgRowModel *self, IsgRowExtraFunc extra);

/**
 * isg_row_model_set_search:
 * @self: a model
 * @text: (nullable): as typed
 *
 * Thread: main.
 */
void isg_row_model_set_search (IsgRowModel *self, const char *text);

/**
 * isg_row_model_set_badges:
 * @self: a model
 * @badges: (nullable) (array zero-terminated=1): only these states
 * @closed: closed ones instead of open ones
 *
 * Thread: main.
 */
void isg_row_model_set_badges (IsgRowModel *self, const char *const *badges, gboolean closed);

/**
 * isg_row_model_set_dates:
 * @self: a model
 * @from: the first day, or %ISG_DATE_NONE
 * @to: the last day, or %ISG_DATE_NONE
 *
 * Thread: main.
 */
void isg_row_model_set_dates (IsgRowModel *self, IsgDate from, IsgDate to);

/**
 * isg_row_model_set_range:
 * @self: a model
 * @field: (nullable): a field; %NULL for every record
 * @least: (nullable): its value as text, at least
 * @most: (nullable): its value as text, at most
 *
 * Thread: main.
 */
void isg_row_model_set_range (IsgRowModel *self,
                              const char *field,
                              const char *least,
                              const char *most);

/**
 * IsgRowFitsFunc:
 * @store: the store thread's handle
 * @row: a row
 * @error: what went wrong
 *
 * Whether a row belongs to what is to be listed, where no value of its own says it: it is asked of
 * every row that the other filters leave, in the store thread.
 *
 * Returns: 1 when it fits, 0 when not, -1 with @error
 */
typedef int (*IsgRowFitsFunc) (IsgStore *store, const IsgRow *row, GError **error);

/**
 * isg_row_model_set_fits:
 * @self: a model
 * @fits: (nullable): which rows are listed; %NULL for every one
 *
 * Thread: main.
 */
void isg_row_model_set_fits (IsgRowModel *self, IsgRowFitsFunc fits);

/**
 * isg_row_model_set_sort:
 * @self: a model
 * @sort: "title", "date", "changed" or "badge"
 * @descending: the other way round
 *
 * Thread: main.
 */
void isg_row_model_set_sort (IsgRowModel *self, const char *sort, gboolean descending);

/**
 * isg_row_model_set_follow_workplace:
 * @self: a model
 * @follow: whether only the context's workplace is shown (the default), or every one
 *
 * Thread: main.
 */
void isg_row_model_set_follow_workplace (IsgRowModel *self, gboolean follow);

/**
 * isg_row_model_set_awake:
 * @self: a model
 * @awake: whether it reads again when the store changes (the default); one that slept reads when it
 * wakes, if anything changed
 *
 * Thread: main.
 */
void isg_row_model_set_awake (IsgRowModel *self, gboolean awake);

/**
 * isg_row_model_reload:
 * @self: a model
 *
 * Reads again, after an error.
 *
 * Thread: main.
 */
void isg_row_model_reload (IsgRowModel *self);

/**
 * isg_row_model_collect:
 * @self: a model
 * @positions: rows
 * @callback: gets the uuids by isg_tasks_finish (): (transfer full) (element-type utf8) #GPtrArray
 * @user_data: for @callback
 *
 * Names the rows at @positions, also those whose content is not here.
 *
 * Thread: main.
 */
void isg_row_model_collect (IsgRowModel *self,
                            GtkBitset *positions,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/**
 * isg_row_model_find:
 * @self: a model
 * @uuid: a record
 * @out_position: (out): where it stands
 *
 * Thread: main.
 *
 * Returns: whether it is among the rows whose content is here
 */
gboolean isg_row_model_find (IsgRowModel *self, const char *uuid, guint *out_position);

/**
 * isg_row_model_n_kept:
 * @self: a model
 *
 * Thread: main.
 *
 * Returns: how many rows it holds the content of
 */
guint isg_row_model_n_kept (IsgRowModel *self);

/**
 * isg_row_model_error:
 * @self: a model
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): why the list could not be read
 */
const GError *isg_row_model_error (IsgRowModel *self);

/**
 * isg_row_model_total:
 * @self: a model
 *
 * Thread: main.
 *
 * Returns: how many records of the kind there are at the workplace without search and filter
 */
guint isg_row_model_total (IsgRowModel *self);

G_END_DECLS
