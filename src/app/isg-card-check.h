/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store.h"

G_BEGIN_DECLS

/* Both are #IsgTaskFunc for the card's lane, with the module and card that the store's settings
 * name. */

/**
 * isg_card_check_list:
 * @store: the thread's handle
 * @data: not used
 * @cancellable: (nullable): not looked at
 * @error: %ISG_SUBMIT_ERROR _NO_MODULE, _NO_CARD or _TOKEN; %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgSignerCertificate): a #GPtrArray of the certificates on
 * the card; %NULL with
 * @error
 */
gpointer isg_card_check_list (IsgStore *store,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);

/**
 * isg_card_check_sign:
 * @store: the thread's handle
 * @pin: (type IsgSecret): tried once
 * @cancellable: (nullable): not looked at
 * @error: %ISG_SUBMIT_ERROR; %ISG_STORE_ERROR
 *
 * Signs bytes that mean nothing with the first certificate on the card. Nothing is kept.
 *
 * Thread: the owner of @store.  Source: ui.md 3.11.
 *
 * Returns: %NULL; with @error when it failed
 */
gpointer isg_card_check_sign (IsgStore *store,
                              gpointer pin,
                              GCancellable *cancellable,
                              GError **error);

G_END_DECLS
