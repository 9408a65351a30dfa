/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-pack-cms.h"

#include <gnutls/gnutls.h>
#include <gnutls/pkcs7.h>
#include <gnutls/x509.h>

#include "rules/isg-rules.h"

#define OID_DATA "1.2.840.113549.1.7.1"

void
isg_pack_content_clear (IsgPackContent *content)
{
  g_clear_pointer (&content->bytes, g_bytes_unref);
  g_clear_pointer (&content->signer, g_free);
}

static gboolean
refuse (GError **error, IsgRulesError code, const char *reason)
{
  g_set_error_literal (error, ISG_RULES_ERROR, (int) code, reason);
  return FALSE;
}

static gnutls_datum_t
datum_of (GBytes *bytes)
{
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return (gnutls_datum_t){ (unsigned char *) data, (unsigned) length };
}

/* GnuTLS leaves bytes behind the structure unread. */
static gboolean
is_whole_der (GBytes *file)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (file, &length);
  gsize said = 0;
  guint n;

  if (length < 2 || data[0] != 0x30)
    return FALSE;
  if (data[1] < 0x80)
    return length == (gsize) data[1] + 2;
  n = data[1] & 0x7f;
  if (n == 0 || n > 4 || length < n + 2)
    return FALSE;
  for (guint i = 0; i < n; i++)
    said = said << 8 | data[2 + i];
  return length == said + n + 2;
}

static gboolean
import_file (gnutls_pkcs7_t cms, GBytes *file, GError **error)
{
  gnutls_datum_t datum = datum_of (file);

  if (!is_whole_der (file) || gnutls_pkcs7_import (cms, &datum, GNUTLS_X509_FMT_DER) < 0)
    return refuse (error, ISG_RULES_ERROR_DAMAGED, "this is no whole CMS SignedData in DER");
  if (gnutls_pkcs7_get_signature_count (cms) < 1)
    return refuse (error, ISG_RULES_ERROR_SIGNATURE, "it is not signed");
  if (gnutls_pkcs7_get_signature_count (cms) > 1)
    return refuse (error, ISG_RULES_ERROR_SIGNATURE, "one signature is expected");
  if (g_strcmp0 (gnutls_pkcs7_get_embedded_data_oid (cms), OID_DATA) != 0)
    return refuse (error, ISG_RULES_ERROR_DAMAGED, "the content is no data");
  return TRUE;
}

static char *
name_of (gnutls_x509_crt_t certificate)
{
  char text[256];
  size_t size = sizeof text;

  if (gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, text, &size)
        < 0
      || !g_utf8_validate (text, -1, NULL))
    return g_strdup ("?");
  return g_strdup (text);
}

/* The signature names its certificate; another key under the same name is a forgery, not a foreign
 * issuer. */
static gboolean
is_named (gnutls_pkcs7_t cms, gnutls_x509_crt_t certificate)
{
  gnutls_pkcs7_signature_info_st info;
  guint8 serial[128];
  size_t size = sizeof serial;
  gnutls_datum_t issuer = { NULL, 0 };
  gboolean same;

  if (gnutls_pkcs7_get_signature_info (cms, 0, &info) < 0)
    return FALSE;
  same = gnutls_x509_crt_get_serial (certificate, serial, &size) >= 0
         && gnutls_x509_crt_get_raw_issuer_dn (certificate, &issuer) >= 0
         && info.signer_serial.size == size && info.issuer_dn.size == issuer.size
         && memcmp (info.signer_serial.data, serial, size) == 0
         && memcmp (info.issuer_dn.data, issuer.data, issuer.size) == 0;
  gnutls_free (issuer.data);
  gnutls_pkcs7_signature_info_deinit (&info);
  return same;
}

/* A pack that says when it was signed was signed while the certificate was valid. */
static gboolean
was_valid (gnutls_pkcs7_t cms, gnutls_x509_crt_t certificate)
{
  gnutls_pkcs7_signature_info_st info;
  time_t moment;

  if (gnutls_pkcs7_get_signature_info (cms, 0, &info) < 0)
    return FALSE;
  moment = info.signing_time;
  gnutls_pkcs7_signature_info_deinit (&info);
  return moment == (time_t) -1
         || (moment >= gnutls_x509_crt_get_activation_time (certificate)
             && moment <= gnutls_x509_crt_get_expiration_time (certificate));
}

typedef enum {
  SIGNED_BY_OTHER,
  SIGNED_BADLY,
  SIGNED,
} Verdict;

static Verdict
judge_by (gnutls_pkcs7_t cms, gnutls_x509_crt_t certificate)
{
  if (gnutls_pkcs7_verify_direct (cms, certificate, 0, NULL, 0) >= 0)
    return was_valid (cms, certificate) ? SIGNED : SIGNED_BADLY;
  return is_named (cms, certificate) ? SIGNED_BADLY : SIGNED_BY_OTHER;
}

/* The best verdict of a file's certificates. */
static Verdict
judge_by_file (gnutls_pkcs7_t cms, GBytes *pem, char **out_signer)
{
  gnutls_datum_t datum = datum_of (pem);
  gnutls_x509_crt_t *certificates = NULL;
  unsigned n = 0;
  Verdict best = SIGNED_BY_OTHER;

  if (gnutls_x509_crt_list_import2 (&certificates, &n, &datum, GNUTLS_X509_FMT_PEM, 0) < 0)
    return best;
  for (unsigned i = 0; i < n; i++) {
    Verdict verdict = best == SIGNED ? best : judge_by (cms, certificates[i]);

    if (verdict == SIGNED && best != SIGNED)
      *out_signer = name_of (certificates[i]);
    best = MAX (best, verdict);
    gnutls_x509_crt_deinit (certificates[i]);
  }
  gnutls_free (certificates);
  return best;
}

static gboolean
find_issuer (gnutls_pkcs7_t cms, GPtrArray *issuers, IsgPackContent *content, GError **error)
{
  Verdict best = SIGNED_BY_OTHER;

  for (guint i = 0; i < issuers->len; i++) {
    Verdict verdict = judge_by_file (cms, g_ptr_array_index (issuers, i), &content->signer);

    if (verdict == SIGNED) {
      content->issuer = i;
      return TRUE;
    }
    best = MAX (best, verdict);
  }
  if (best == SIGNED_BADLY)
    return refuse (error, ISG_RULES_ERROR_SIGNATURE, "the issuer's signature does not hold");
  return refuse (error, ISG_RULES_ERROR_FOREIGN, "signed by another issuer");
}

static gboolean
read_content (gnutls_pkcs7_t cms,
              GBytes *file,
              GPtrArray *issuers,
              IsgPackContent *out,
              GError **error)
{
  g_auto (IsgPackContent) content = { NULL };
  gnutls_datum_t data = { NULL, 0 };

  if (!import_file (cms, file, error))
    return FALSE;
  if (gnutls_pkcs7_get_embedded_data (cms, 0, &data) < 0 || data.size == 0) {
    gnutls_free (data.data);
    return refuse (error, ISG_RULES_ERROR_DAMAGED, "the content is not inside");
  }
  content.bytes = g_bytes_new (data.data, data.size);
  gnutls_free (data.data);
  if (!find_issuer (cms, issuers, &content, error))
    return FALSE;
  *out = content;
  content = (IsgPackContent){ NULL };
  return TRUE;
}

gboolean
isg_pack_cms_open (GBytes *file, GPtrArray *issuers, IsgPackContent *out_content, GError **error)
{
  gnutls_pkcs7_t cms = NULL;
  gboolean good;

  g_return_val_if_fail (file != NULL, FALSE);
  g_return_val_if_fail (issuers != NULL, FALSE);

  if (gnutls_pkcs7_init (&cms) < 0)
    return refuse (error, ISG_RULES_ERROR_DAMAGED, "no memory");
  good = read_content (cms, file, issuers, out_content, error);
  gnutls_pkcs7_deinit (cms);
  return good;
}
