/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-sign-basket-jobs.h"

#include "submit/isg-signer-pkcs11.h"

struct _IsgBasketReader {
  IsgSigner *signer; /* (owned) (nullable): until it is first needed */
};

IsgBasketReader *
isg_basket_reader_new (IsgSigner *signer)
{
  IsgBasketReader *reader = g_atomic_rc_box_new0 (IsgBasketReader);

  if (signer != NULL)
    reader->signer = g_object_ref (signer);
  return reader;
}

IsgBasketReader *
isg_basket_reader_ref (IsgBasketReader *reader)
{
  return g_atomic_rc_box_acquire (reader);
}

static void
reader_clear (IsgBasketReader *reader)
{
  g_clear_object (&reader->signer);
}

void
isg_basket_reader_unref (IsgBasketReader *reader)
{
  g_atomic_rc_box_release_full (reader, (GDestroyNotify) reader_clear);
}

static char *
none_if_empty (char *text)
{
  if (text == NULL || *text != '\0')
    return text;
  g_free (text);
  return NULL;
}

/* Runs in the card's thread alone. */
static IsgSigner *
reader_signer (IsgBasketReader *reader, IsgStore *store, GError **error)
{
  g_autofree char *module = NULL;
  g_autofree char *token = NULL;

  if (reader->signer != NULL)
    return reader->signer;
  if (!isg_store_setting (store, "signer.module", &module, error)
      || !isg_store_setting (store, "signer.token", &token, error))
    return NULL;
  module = none_if_empty (module);
  token = none_if_empty (token);
  reader->signer = isg_signer_pkcs11_new (module, token);
  return reader->signer;
}

gpointer
isg_basket_read_list (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  return isg_basket_list (store, isg_i18n_language (), error);
}

gpointer
isg_basket_read_card (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  IsgSigner *signer = reader_signer (data, store, error);

  return signer != NULL ? isg_basket_card_read (signer) : NULL;
}

void
isg_basket_job_free (gpointer data)
{
  IsgBasketJob *job = data;

  isg_basket_reader_unref (job->reader);
  g_strfreev (job->records);
  g_clear_pointer (&job->pin, isg_secret_unref);
  if (job->progress_free != NULL)
    job->progress_free (job->progress_data);
  g_free (job);
}

void
isg_basket_outcome_free (gpointer data)
{
  IsgBasketOutcome *outcome = data;

  g_clear_error (&outcome->error);
  isg_basket_card_free (outcome->card);
  g_clear_pointer (&outcome->rows, g_ptr_array_unref);
  g_free (outcome);
}

gpointer
isg_basket_sign (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  IsgBasketJob *job = data;
  IsgBasketOutcome *outcome = g_new0 (IsgBasketOutcome, 1);
  IsgSigner *signer = reader_signer (job->reader, store, &outcome->error);
  IsgSignResult result = { 0 };

  if (signer == NULL)
    return outcome;
  isg_sign (store,
            signer,
            (const char *const *) job->records,
            job->pin,
            job->progress,
            job->progress_data,
            cancellable,
            &result,
            &outcome->error);
  g_clear_pointer (&job->pin, isg_secret_unref);
  outcome->card = isg_basket_card_read (signer);
  /* What still waits is asked of the store, so that what is said counts records and is true. */
  outcome->rows = isg_basket_list (store,
                                   isg_i18n_language (),
                                   outcome->error == NULL ? &outcome->error : NULL);
  return outcome;
}
