/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-sheet.h"
#include "app/isg-window.h"
#include "submit/isg-signer.h"

G_BEGIN_DECLS

#define ISG_TYPE_SIGN_BASKET (isg_sign_basket_get_type ())

/**
 * IsgSignBasket:
 *
 * What waits for a signature, the card in the reader and the PIN. The list is what is signed:
 * nothing outside it, nothing added while it is open.
 *
 * Signals: "settled" (): the list, the card or a signing was read and is shown.
 */
G_DECLARE_FINAL_TYPE (IsgSignBasket, isg_sign_basket, ISG, SIGN_BASKET, IsgSheet)

/**
 * isg_sign_basket_new:
 * @context: the context
 * @parent: (nullable): the window it stands over; also where the toast goes when it is an
 * #IsgWindow
 * @signer: (nullable): the token; %NULL for the card that the settings name
 *
 * Thread: main.
 *
 * Returns: (transfer none): a sheet owned by GTK; show it with gtk_window_present ()
 */
IsgSignBasket *isg_sign_basket_new (IsgContext *context, GtkWindow *parent, IsgSigner *signer);

/**
 * isg_sign_basket_tick_only:
 * @self: a basket whose list has not been read yet
 * @records: (array zero-terminated=1): uuids of records
 *
 * What else waits is shown without a tick.
 *
 * Thread: main.
 */
void isg_sign_basket_tick_only (IsgSignBasket *self, const char *const *records);

G_END_DECLS
