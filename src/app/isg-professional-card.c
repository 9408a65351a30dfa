/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-professional-card.h"

#include "submit/isg-signer-pkcs11.h"

typedef struct {
  IsgCardRead read;
  gpointer data;
  GCancellable *cancellable; /* (owned) */
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_object_unref (reading->cancellable);
  g_free (reading);
}

/* The newest of those that hold today, or the newest at all. */
static IsgSignerCertificate *
choose (GPtrArray *certificates, gint64 now)
{
  const IsgSignerCertificate *best = NULL;
  gboolean best_holds = FALSE;

  for (guint i = 0; i < certificates->len; i++) {
    const IsgSignerCertificate *one = g_ptr_array_index (certificates, i);
    gboolean holds = one->not_before <= now && now <= one->not_after;

    if (best == NULL || (holds && !best_holds)
        || (holds == best_holds && one->not_after > best->not_after)) {
      best = one;
      best_holds = holds;
    }
  }
  return best != NULL ? isg_signer_certificate_copy (best) : NULL;
}

static gpointer
read_card (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *module = NULL;
  g_autofree char *token = NULL;
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (GPtrArray) certificates = NULL;
  IsgSignerCertificate *certificate;

  if (!isg_store_setting (store, "signer.module", &module, error)
      || !isg_store_setting (store, "signer.token", &token, error))
    return NULL;
  signer = isg_signer_pkcs11_new (module, token);
  certificates = isg_signer_list (signer, error);
  if (certificates == NULL)
    return NULL;
  certificate = choose (certificates, isg_clock_now (isg_store_clock (store)));
  if (certificate == NULL)
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_NO_CERTIFICATE,
                 "card: no signing certificate of a person");
  return certificate;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  const Reading *reading = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgSignerCertificate) certificate = isg_tasks_finish (result, &error);

  if (g_cancellable_is_cancelled (reading->cancellable))
    return;
  if (certificate != NULL)
    reading->read (certificate->identity, certificate->name, NULL, reading->data);
  else
    reading->read (NULL, NULL, error, reading->data);
}

void
isg_professional_card_read (IsgContext *context,
                            GCancellable *cancellable,
                            IsgCardRead read,
                            gpointer data)
{
  Reading *reading = g_new (Reading, 1);

  *reading = (Reading){ read, data, g_object_ref (cancellable) };
  isg_tasks_run (isg_context_card_tasks (context),
                 read_card,
                 reading,
                 reading_free,
                 (GDestroyNotify) isg_signer_certificate_free,
                 cancellable,
                 read_cb,
                 reading);
}
