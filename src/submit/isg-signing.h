/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store.h"
#include "submit/isg-signer.h"

G_BEGIN_DECLS

/**
 * IsgBasketRow:
 *
 * One record of the sign basket: what a person sees before the PIN.
 */
typedef struct {
  char *record_uuid;
  char *title;
  char *workplace_title; /* (nullable) */
  IsgDate date;
  char *signer; /* identity number that must sign */
  char *signer_name;
  guint n_submissions;
  guint n_people;
  char *foretold;     /* (nullable): what is known against it, a sentence on each line */
  gboolean ask_again; /* asking the Ministry anew (isg-bond.h) may change that */
} IsgBasketRow;

/**
 * isg_basket_list:
 * @store: a store
 * @language: of the titles
 * @error: %ISG_STORE_ERROR
 *
 * What waits for a signature, newest record first.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgBasketRow): rows, or %NULL with @error
 */
GPtrArray *isg_basket_list (IsgStore *store, IsgLanguage language, GError **error);

/**
 * IsgSignProgress:
 * @done: submissions signed so far
 * @total: of so many
 * @user_data: the caller's
 *
 * Called in the thread that signs.
 */
typedef void (*IsgSignProgress) (guint done, guint total, gpointer user_data);

/**
 * IsgSignResult:
 *
 * What came of signing a list.
 */
typedef struct {
  guint n_signed;    /* submissions */
  guint n_set_apart; /* another person must sign these */
  guint n_left;      /* not signed, because it stopped */
} IsgSignResult;

/**
 * isg_sign:
 * @store: a store
 * @signer: the token
 * @records: (nullable) (array zero-terminated=1): uuids, the visible list; %NULL for everything
 * that waits
 * @pin: tried once
 * @progress: (nullable): told after each
 * @progress_data: for @progress
 * @cancellable: (nullable): stops after the signature in work; what is signed stays
 * @out_result: (out): counts; also when it fails
 * @error: %ISG_SUBMIT_ERROR from the token, _OTHER_SIGNER when nothing of the list is this card's;
 * %ISG_STORE_ERROR
 *
 * The signer must be the professional named in the record, compared before the card is asked for
 * the PIN. Each signature is verified against the frozen bytes before it is kept:
 * AWAITING_SIGNATURE → QUEUED. On failure the rows stay with gate CARD or CERTIFICATE.
 *
 * Thread: the owner of @store, which must also be @signer's.  Source: design.md 7; submission.md 3
 * (AWAITING_SIGNATURE).
 *
 * Returns: %FALSE with @error
 */
gboolean isg_sign (IsgStore *store,
                   IsgSigner *signer,
                   const char *const *records,
                   IsgSecret *pin,
                   IsgSignProgress progress,
                   gpointer progress_data,
                   GCancellable *cancellable,
                   IsgSignResult *out_result,
                   GError **error);

G_END_DECLS
