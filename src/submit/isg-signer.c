/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-signer.h"

G_DEFINE_INTERFACE (IsgSigner, isg_signer, G_TYPE_OBJECT)

void
isg_signer_certificate_free (IsgSignerCertificate *certificate)
{
  if (certificate == NULL)
    return;

  g_free (certificate->identity);
  g_free (certificate->name);
  g_free (certificate->fingerprint);
  g_free (certificate->token_label);
  g_clear_pointer (&certificate->der, g_bytes_unref);
  g_free (certificate);
}

IsgSignerCertificate *
isg_signer_certificate_copy (const IsgSignerCertificate *certificate)
{
  IsgSignerCertificate *copy = g_new0 (IsgSignerCertificate, 1);

  copy->identity = g_strdup (certificate->identity);
  copy->name = g_strdup (certificate->name);
  copy->not_before = certificate->not_before;
  copy->not_after = certificate->not_after;
  copy->fingerprint = g_strdup (certificate->fingerprint);
  copy->token_label = g_strdup (certificate->token_label);
  if (certificate->der != NULL)
    copy->der = g_bytes_ref (certificate->der);

  return copy;
}

static void
isg_signer_default_init (IsgSignerInterface *iface)
{
}

GPtrArray *
isg_signer_list (IsgSigner *self, GError **error)
{
  g_assert (ISG_IS_SIGNER (self));

  return ISG_SIGNER_GET_IFACE (self)->list (self, error);
}

IsgPinTries
isg_signer_pin_tries (IsgSigner *self)
{
  g_assert (ISG_IS_SIGNER (self));

  return ISG_SIGNER_GET_IFACE (self)->pin_tries (self);
}

gboolean
isg_signer_open (IsgSigner *self, const char *identity, gint64 now, IsgSecret *pin, GError **error)
{
  g_assert (ISG_IS_SIGNER (self));
  g_assert (identity != NULL && pin != NULL);

  return ISG_SIGNER_GET_IFACE (self)->open (self, identity, now, pin, error);
}

GBytes *
isg_signer_sign (IsgSigner *self, GBytes *document, gint64 now, GError **error)
{
  g_assert (ISG_IS_SIGNER (self));
  g_assert (document != NULL);

  return ISG_SIGNER_GET_IFACE (self)->sign (self, document, now, error);
}

const IsgSignerCertificate *
isg_signer_certificate (IsgSigner *self)
{
  g_assert (ISG_IS_SIGNER (self));

  return ISG_SIGNER_GET_IFACE (self)->certificate (self);
}

void
isg_signer_close (IsgSigner *self)
{
  g_assert (ISG_IS_SIGNER (self));

  ISG_SIGNER_GET_IFACE (self)->close (self);
}
