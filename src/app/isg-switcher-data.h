/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store-record.h"

G_BEGIN_DECLS

#define ISG_TYPE_SWITCHER_ITEM (isg_switcher_item_get_type ())

/**
 * IsgSwitcherItem:
 *
 * A line of the switcher that does not come from the list of all workplaces: "all", or one that was
 * chosen lately.
 */
G_DECLARE_FINAL_TYPE (IsgSwitcherItem, isg_switcher_item, ISG, SWITCHER_ITEM, GObject)

/**
 * isg_switcher_item_new:
 * @uuid: (nullable): the workplace; %NULL for all
 * @title: its name
 * @detail: district and trade
 *
 * Thread: any.
 *
 * Returns: (transfer full): an item
 */
IsgSwitcherItem *isg_switcher_item_new (const char *uuid, const char *title, const char *detail);

/**
 * isg_switcher_item_uuid:
 * @self: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the workplace
 */
const char *isg_switcher_item_uuid (IsgSwitcherItem *self);

/**
 * isg_switcher_item_title:
 * @self: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none): its name
 */
const char *isg_switcher_item_title (IsgSwitcherItem *self);

/**
 * isg_switcher_item_detail:
 * @self: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none): district and trade
 */
const char *isg_switcher_item_detail (IsgSwitcherItem *self);

/**
 * isg_workplace_detail:
 * @rules: the rule pack
 * @fields: of a workplace
 *
 * Thread: any.
 *
 * Returns: (transfer full): "Çankaya · Ekmek imalatı"
 */
char *isg_workplace_detail (IsgRules *rules, IsgFields *fields);

/**
 * IsgSwitcherSummary:
 *
 * What the button says of the chosen workplace.
 */
typedef struct {
  char *detail; /* "Tehlikeli · 12 çalışan" */
  char *badge;  /* the worst of its records, or "" */
} IsgSwitcherSummary;

/**
 * isg_switcher_summary_free:
 * @summary: (transfer full) (nullable): a summary
 *
 * Thread: any.
 */
void isg_switcher_summary_free (gpointer summary);

/**
 * isg_switcher_read_summary:
 * @store: the thread's handle
 * @workplace: (type utf8) (nullable): uuid; %NULL for all
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): an #IsgSwitcherSummary, or %NULL with @error
 */
gpointer isg_switcher_read_summary (IsgStore *store,
                                    gpointer workplace,
                                    GCancellable *cancellable,
                                    GError **error);

/**
 * isg_switcher_read_recent:
 * @store: the thread's handle
 * @data: (type utf8) (nullable): uuid of one that is chosen now and goes to the front; %NULL only
 * reads
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc: the workplaces that were chosen last, at most five, kept in the store since
 * names have no place outside it.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgSwitcherItem): a #GPtrArray, or %NULL with @error
 */
gpointer isg_switcher_read_recent (IsgStore *store,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

G_END_DECLS
