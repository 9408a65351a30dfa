/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/isg-receipt-facts.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * isg_receipt_page:
 * @store: a store
 * @uuid: the record's
 * @language: in which titles come
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT when nothing of it was answered; %ISG_STORE_ERROR
 *
 * What is drawn on the page of a receipt: of each part the newest notification that was signed and
 * answered. Names stand instead of identity numbers where they are known.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the facts, or %NULL with @error
 */
IsgReceiptFacts *isg_receipt_page (IsgStore *store,
                                   const char *uuid,
                                   IsgLanguage language,
                                   GError **error);

G_END_DECLS
