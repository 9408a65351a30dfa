/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"
#include "submit/isg-signing.h"

G_BEGIN_DECLS

/**
 * IsgBasketCard:
 *
 * What was read of the card without a PIN.
 */
typedef struct {
  int code;                /* -1: it was read; else an #IsgSubmitError */
  GPtrArray *certificates; /* (owned) (nullable) (element-type IsgSignerCertificate) */
  IsgPinTries tries;
} IsgBasketCard;

/**
 * isg_basket_card_read:
 * @signer: a signer
 *
 * Thread: the signer's.
 *
 * Returns: (transfer full): what is in the reader
 */
IsgBasketCard *isg_basket_card_read (IsgSigner *signer);

/**
 * isg_basket_card_free:
 * @card: (transfer full) (nullable): a card
 *
 * Thread: any.
 */
void isg_basket_card_free (IsgBasketCard *card);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgBasketCard, isg_basket_card_free)

/**
 * isg_basket_card_find:
 * @card: (nullable): a card
 * @identity: a person's number
 * @now: seconds since 1970, UTC
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the person's certificate that holds now
 */
const IsgSignerCertificate *isg_basket_card_find (const IsgBasketCard *card,
                                                  const char *identity,
                                                  gint64 now);

/**
 * isg_basket_card_line:
 * @card: (nullable): a card; %NULL while it has not been read yet
 * @now: seconds since 1970, UTC
 *
 * Thread: any.  Source: ui.md 3.9.
 *
 * Returns: (transfer full): whose card it is and how long it holds, or what to do to go on
 */
char *isg_basket_card_line (const IsgBasketCard *card, gint64 now);

/**
 * isg_basket_notice:
 * @card: (nullable): a card
 * @rows: (element-type IsgBasketRow): what waits
 * @now: seconds since 1970, UTC
 *
 * Thread: any.  Source: ui.md 3.9.
 *
 * Returns: (transfer full) (nullable): that a certificate ends soon, or that another person signs
 */
char *isg_basket_notice (const IsgBasketCard *card, GPtrArray *rows, gint64 now);

/**
 * isg_basket_tries_line:
 * @card: (nullable): a card
 *
 * Thread: any.  Source: ui.md 3.9.
 *
 * Returns: (transfer full): what the card tells of the tries left; "" without a card
 */
char *isg_basket_tries_line (const IsgBasketCard *card);

/**
 * isg_basket_row_facts:
 * @row: a row
 * @mine: whether the card in the reader signs it
 *
 * Thread: any.
 *
 * Returns: (transfer full): workplace, day and, where it is not this card's, who signs it
 */
char *isg_basket_row_facts (const IsgBasketRow *row, gboolean mine);

/**
 * isg_basket_failure:
 * @error: of signing
 * @tries: what the card tells after it
 * @n_signed: records that were signed before it stopped
 * @n_left: records that still wait
 *
 * Thread: any.  Source: ui.md 3.9.
 *
 * Returns: (transfer full): what happened and what holds
 */
char *isg_basket_failure (const GError *error, IsgPinTries tries, guint n_signed, guint n_left);

G_END_DECLS
