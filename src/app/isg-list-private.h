/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-list-screen.h"

G_BEGIN_DECLS

/* Parts of the list screen. */

/**
 * isg_list_columns_add:
 * @view: an empty view
 * @context: the context
 * @spec: what it lists
 *
 * Thread: main.
 */
void isg_list_columns_add (GtkColumnView *view, IsgContext *context, const IsgListSpec *spec);

/**
 * isg_list_columns_layout:
 * @view: the view
 * @context: the context
 * @spec: what it lists
 * @band: how wide the screen is
 *
 * Shows the columns of the band, at widths that follow the text's size.
 *
 * Thread: main.  Source: ui.md 2.2.
 */
void isg_list_columns_layout (GtkColumnView *view,
                              IsgContext *context,
                              const IsgListSpec *spec,
                              IsgBand band);

/**
 * isg_list_columns_sort:
 * @view: the view
 * @spec: what it lists
 * @out_descending: (out): the other way round
 *
 * Thread: main.
 *
 * Returns: (transfer none): the store's order that the headers ask for
 */
const char *isg_list_columns_sort (GtkColumnView *view,
                                   const IsgListSpec *spec,
                                   gboolean *out_descending);

/**
 * isg_list_columns_copy:
 * @spec: what is listed
 * @context: the context
 * @model: the rows
 * @positions: which
 *
 * Thread: main.
 *
 * Returns: (transfer full): the rows as text, tabs between cells; rows whose content is not here
 * are left out
 */
char *isg_list_columns_copy (const IsgListSpec *spec,
                             IsgContext *context,
                             GListModel *model,
                             GtkBitset *positions);

#define ISG_TYPE_LIST_FILTER (isg_list_filter_get_type ())

/**
 * IsgListFilter:
 *
 * The filter bar: search entry, state, year. Sets them on the model.
 */
G_DECLARE_FINAL_TYPE (IsgListFilter, isg_list_filter, ISG, LIST_FILTER, GtkWidget)

/**
 * isg_list_filter_attach:
 * @self: a filter bar
 * @context: the context
 * @spec: what is listed
 * @model: what it narrows
 *
 * Thread: main.
 */
void isg_list_filter_attach (IsgListFilter *self,
                             IsgContext *context,
                             const IsgListSpec *spec,
                             IsgRowModel *model);

/**
 * isg_list_filter_entry:
 * @self: a filter bar
 *
 * Thread: main.
 *
 * Returns: (transfer none): where one types what is searched
 */
GtkSearchEntry *isg_list_filter_entry (IsgListFilter *self);

/**
 * isg_list_filter_clear:
 * @self: a filter bar
 *
 * Shows everything again.
 *
 * Thread: main.
 *
 * Returns: whether anything was narrowed
 */
gboolean isg_list_filter_clear (IsgListFilter *self);

/**
 * isg_list_filter_is_set:
 * @self: a filter bar
 *
 * Thread: main.
 *
 * Returns: whether state or year narrow the list
 */
gboolean isg_list_filter_is_set (IsgListFilter *self);

/**
 * isg_list_filter_shows_closed:
 * @self: a filter bar
 *
 * Thread: main.
 *
 * Returns: whether closed records are listed
 */
gboolean isg_list_filter_shows_closed (IsgListFilter *self);

/**
 * isg_list_act_finish:
 * @screen: the page
 * @context: the context
 * @uuids: (element-type utf8) (transfer full): records
 *
 * Finishes them, those that are complete, and says so in a toast that can take it back.
 *
 * Thread: main.
 */
void isg_list_act_finish (GtkWidget *screen, IsgContext *context, GPtrArray *uuids);

/**
 * isg_list_act_close:
 * @screen: the page
 * @context: the context
 * @uuids: (element-type utf8) (transfer full): records
 *
 * Asks for the reason and closes them; the toast can take it back.
 *
 * Thread: main.
 */
void isg_list_act_close (GtkWidget *screen, IsgContext *context, GPtrArray *uuids);

/**
 * isg_list_act_reopen:
 * @screen: the page
 * @context: the context
 * @uuids: (element-type utf8) (transfer full): closed records
 *
 * Thread: main.
 */
void isg_list_act_reopen (GtkWidget *screen, IsgContext *context, GPtrArray *uuids);

G_END_DECLS
