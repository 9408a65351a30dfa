/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-cades-sign.h"

/* lint-allow L1: the making of a CMS, beside its judge in isg-cades.c. */
#include <gnutls/pkcs7.h>

#include "submit/isg-cades.h"
#include "submit/isg-der.h"

#define OID_SIGNING_TIME           "1.2.840.113549.1.9.5"
#define OID_SIGNING_CERTIFICATE_V2 "1.2.840.113549.1.9.16.2.47"

static int
add_attribute (gnutls_pkcs7_attrs_t *attributes, const char *oid, const void *data, gsize length)
{
  gnutls_datum_t value = { (unsigned char *) data, (unsigned) length };

  return gnutls_pkcs7_add_attr (attributes, oid, &value, 0);
}

/* GnuTLS adds contentType and messageDigest by itself. Its own signingTime would be the machine's
 * clock. */
static int
build_attributes (gnutls_x509_crt_t crt, gint64 now, gnutls_pkcs7_attrs_t *out_attributes)
{
  g_autoptr (GBytes) der = isg_certificate_der (crt);
  g_autoptr (GBytes) ess = der != NULL ? isg_cades_ess_attribute (der) : NULL;
  g_autoptr (GByteArray) time = g_byte_array_new ();
  int ret;

  if (ess == NULL)
    return GNUTLS_E_CERTIFICATE_ERROR;

  isg_der_append_time (time, now);
  ret = add_attribute (out_attributes, OID_SIGNING_TIME, time->data, time->len);
  if (ret < 0)
    return ret;

  return add_attribute (out_attributes,
                        OID_SIGNING_CERTIFICATE_V2,
                        g_bytes_get_data (ess, NULL),
                        g_bytes_get_size (ess));
}

static int
make_cms (gnutls_x509_crt_t crt,
          gnutls_privkey_t key,
          GBytes *document,
          gnutls_pkcs7_attrs_t attributes,
          gnutls_datum_t *out_der)
{
  gsize length = 0;
  gconstpointer bytes = g_bytes_get_data (document, &length);
  gnutls_datum_t data = { (unsigned char *) bytes, (unsigned) length };
  gnutls_pkcs7_t pkcs7 = NULL;
  int ret;

  if (length > G_MAXINT32)
    return GNUTLS_E_INVALID_REQUEST;
  ret = gnutls_pkcs7_init (&pkcs7);
  if (ret < 0)
    return ret;

  ret = gnutls_pkcs7_sign (pkcs7,
                           crt,
                           key,
                           &data,
                           attributes,
                           NULL,
                           GNUTLS_DIG_SHA256,
                           GNUTLS_PKCS7_INCLUDE_CERT);
  if (ret >= 0)
    ret = gnutls_pkcs7_export2 (pkcs7, GNUTLS_X509_FMT_DER, out_der);

  gnutls_pkcs7_deinit (pkcs7);
  return ret;
}

GBytes *
isg_cades_sign (gnutls_x509_crt_t crt,
                gnutls_privkey_t key,
                GBytes *document,
                gint64 now,
                int *out_code,
                GError **error)
{
  gnutls_pkcs7_attrs_t attributes = NULL;
  gnutls_datum_t der = { NULL, 0 };
  g_autoptr (GBytes) cms = NULL;
  int ret;

  *out_code = 0;

  ret = build_attributes (crt, now, &attributes);
  if (ret >= 0)
    ret = make_cms (crt, key, document, attributes, &der);
  gnutls_pkcs7_attrs_deinit (attributes);
  if (ret < 0) {
    *out_code = ret;
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_TOKEN,
                 "signing: %s",
                 gnutls_strerror_name (ret));
    return NULL;
  }

  cms = g_bytes_new_with_free_func (der.data, der.size, gnutls_free, der.data);
  if (!isg_cades_verify (cms, document, NULL, error))
    return NULL;

  return g_steal_pointer (&cms);
}
