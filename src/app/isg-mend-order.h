/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * IsgMendOrder:
 *
 * What is to be changed: one value, at each place of the records where it was refused.
 */
typedef struct {
  const char *const *uuids; /* (array zero-terminated=1): the records */
  int code;                 /* of the refusal */
  const char *path;         /* of the field, without the numbers of lines */
  IsgValue *value;          /* what is put there */
} IsgMendOrder;

/**
 * IsgMendOrderDone:
 * @n_mended: how many were changed
 * @n_left: how many were left as they are
 * @error: (nullable): what went wrong; some may have been changed before it
 * @data: as given
 */
typedef void (*IsgMendOrderDone) (guint n_mended, guint n_left, const GError *error, gpointer data);

/**
 * isg_mend_order_place:
 * @context: the context
 * @window: the window
 * @order: what is to be changed; copied
 * @done: called once, in the main thread
 * @data: (nullable): for @done
 * @data_free: (nullable): frees @data
 *
 * Changes the records and puts them up for signing. The window's toast says how many and takes all
 * of them back until the first is signed.
 *
 * Thread: main.  Source: ui.md 3.9.
 */
void isg_mend_order_place (IsgContext *context,
                           IsgWindow *window,
                           const IsgMendOrder *order,
                           IsgMendOrderDone done,
                           gpointer data,
                           GDestroyNotify data_free);

G_END_DECLS
