/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-card-check.h"

#include "submit/isg-signer-pkcs11.h"

static const char test_bytes[] = "İSG Defteri: test of a signing card; this signs nothing.";

static char *
text_or_null (char *text)
{
  if (text != NULL && *text == '\0')
    g_clear_pointer (&text, g_free);
  return text;
}

static IsgSigner *
signer_from_settings (IsgStore *store, GError **error)
{
  g_autofree char *module = NULL;
  g_autofree char *token = NULL;

  if (!isg_store_setting (store, "signer.module", &module, error)
      || !isg_store_setting (store, "signer.token", &token, error))
    return NULL;
  module = text_or_null (module);
  token = text_or_null (token);
  return isg_signer_pkcs11_new (module, token);
}

gpointer
isg_card_check_list (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgSigner) signer = signer_from_settings (store, error);

  return signer != NULL ? isg_signer_list (signer, error) : NULL;
}

gpointer
isg_card_check_sign (IsgStore *store, gpointer pin, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgSigner) signer = signer_from_settings (store, error);
  g_autoptr (GPtrArray) certificates = NULL;
  g_autoptr (GBytes) document = g_bytes_new_static (test_bytes, sizeof test_bytes - 1);
  g_autoptr (GBytes) signature = NULL;
  gint64 now = isg_clock_now (isg_store_clock (store));
  const IsgSignerCertificate *first;

  if (signer == NULL)
    return NULL;
  certificates = isg_signer_list (signer, error);
  if (certificates == NULL)
    return NULL;
  if (certificates->len == 0) {
    g_set_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_CERTIFICATE, "card test: none");
    return NULL;
  }
  first = g_ptr_array_index (certificates, 0);
  if (!isg_signer_open (signer, first->identity, now, pin, error))
    return NULL;
  /* Verified before it is handed out. */
  signature = isg_signer_sign (signer, document, now, error);
  isg_signer_close (signer);
  return NULL;
}
