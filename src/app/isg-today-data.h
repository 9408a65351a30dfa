/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-today-view.h"

G_BEGIN_DECLS

/**
 * IsgTodayWish:
 *
 * What the page Bugün wants to know of records.
 */
typedef struct {
  char *workplace; /* (nullable): uuid; %NULL for all */
  IsgTodayFilter filter;
} IsgTodayWish;

/**
 * isg_today_wish_free:
 * @wish: (type IsgTodayWish) (transfer full) (nullable): a wish
 *
 * Thread: any.
 */
void isg_today_wish_free (gpointer wish);

/**
 * IsgTodayData:
 *
 * What was read of records.
 */
typedef struct {
  guint n_sign;        /* wait for signature */
  guint n_mend;        /* refused, partly refused, to be solved by hand */
  guint n_answer;      /* no answer yet */
  GPtrArray *left_off; /* (owned) (element-type IsgTodayRecord): unfinished, newest first */
  GPtrArray *records;  /* (owned) (element-type IsgTodayRecord): of the filter */
} IsgTodayData;

/**
 * isg_today_data_free:
 * @data: (transfer full) (nullable): the data
 *
 * Thread: any.
 */
void isg_today_data_free (IsgTodayData *data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgTodayData, isg_today_data_free)

/**
 * isg_today_data_read:
 * @store: the thread's handle
 * @wish: (type IsgTodayWish): what is wanted
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the owner of @store.  Source: ui.md 3.1.
 *
 * Returns: (transfer full): an #IsgTodayData, or %NULL with @error
 */
gpointer isg_today_data_read (IsgStore *store,
                              gpointer wish,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
