/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-sign-basket-view.h"

G_BEGIN_DECLS

/**
 * IsgBasketReader:
 *
 * The token in the card's lane: made from the settings when it is first needed there. Reference
 * counted.
 */
typedef struct _IsgBasketReader IsgBasketReader;

/**
 * isg_basket_reader_new:
 * @signer: (nullable): the token; %NULL for the one that the settings name
 *
 * Thread: main.
 *
 * Returns: (transfer full): a reader
 */
IsgBasketReader *isg_basket_reader_new (IsgSigner *signer);

/**
 * isg_basket_reader_ref:
 * @reader: a reader
 *
 * Thread: any.
 *
 * Returns: (transfer full): @reader
 */
IsgBasketReader *isg_basket_reader_ref (IsgBasketReader *reader);

/**
 * isg_basket_reader_unref:
 * @reader: (transfer full): a reader
 *
 * Thread: any.
 */
void isg_basket_reader_unref (IsgBasketReader *reader);

/**
 * isg_basket_read_list:
 * @store: of the lane
 * @data: unused
 * @cancellable: unused
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Returns: (transfer full) (element-type IsgBasketRow): what waits
 */
gpointer isg_basket_read_list (IsgStore *store,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

/**
 * isg_basket_read_card:
 * @store: of the card's lane
 * @data: an #IsgBasketReader
 * @cancellable: unused
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Returns: (transfer full): an #IsgBasketCard
 */
gpointer isg_basket_read_card (IsgStore *store,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

/**
 * IsgBasketJob:
 *
 * One signing: what goes into it.
 */
typedef struct {
  IsgBasketReader *reader;  /* (owned) */
  GStrv records;            /* (owned): uuids */
  IsgSecret *pin;           /* (owned) (nullable): gone as soon as it was tried */
  IsgSignProgress progress; /* called in the card's thread */
  gpointer progress_data;
  GDestroyNotify progress_free;
} IsgBasketJob;

/**
 * isg_basket_job_free:
 * @job: (transfer full): a job
 *
 * Thread: any.
 */
void isg_basket_job_free (gpointer job);

/**
 * IsgBasketOutcome:
 *
 * What came of it.
 */
typedef struct {
  GError *error;       /* (owned) (nullable): why it stopped */
  IsgBasketCard *card; /* (owned): as it is afterwards */
  GPtrArray *rows;     /* (owned) (nullable) (element-type IsgBasketRow): what still waits */
} IsgBasketOutcome;

/**
 * isg_basket_outcome_free:
 * @outcome: (transfer full): an outcome
 *
 * Thread: any.
 */
void isg_basket_outcome_free (gpointer outcome);

/**
 * isg_basket_sign:
 * @store: of the card's lane
 * @data: an #IsgBasketJob
 * @cancellable: stops it; what is signed stays
 * @error: unused: a failure is part of the outcome
 *
 * An #IsgTaskFunc.
 *
 * Returns: (transfer full): an #IsgBasketOutcome
 */
gpointer isg_basket_sign (IsgStore *store,
                          gpointer data,
                          GCancellable *cancellable,
                          GError **error);

G_END_DECLS
