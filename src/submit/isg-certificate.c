/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-certificate.h"

#include <string.h>

#define SEAL_KEY_PURPOSE "2.16.792.1.2.1.1.5.7.50.1"

#define OID_SERIAL_NUMBER "2.5.4.5"

#define IDENTITY_DIGITS 11
#define TAX_DIGITS      10

/* Longest value of a name that is read; RFC 5280 allows 64 to 32768 characters. */
#define MAX_VALUE 1024

typedef int (*ReadDn) (gnutls_x509_crt_t crt,
                       const char *oid,
                       unsigned indx,
                       unsigned int raw_flag,
                       void *buf,
                       size_t *buf_size);

static char *
read_name_part (gnutls_x509_crt_t crt, ReadDn read_dn, const char *oid, unsigned index)
{
  char value[MAX_VALUE] = { 0 };
  size_t length = sizeof value;

  if (read_dn (crt, oid, index, 0, value, &length) < 0)
    return NULL;
  if (length == 0 || length >= sizeof value || !g_utf8_validate (value, (gssize) length, NULL))
    return NULL;

  return g_strndup (value, length);
}

/* The digits at the end of a serialNumber, when they are exactly as many as asked for. */
static char *
find_subject_number (gnutls_x509_crt_t crt, gsize digits)
{
  for (unsigned index = 0; index < 8; index++) {
    g_autofree char *value
      = read_name_part (crt, gnutls_x509_crt_get_dn_by_oid, OID_SERIAL_NUMBER, index);
    gsize length, start;

    if (value == NULL)
      break;
    length = strlen (value);
    for (start = length; start > 0 && g_ascii_isdigit (value[start - 1]); start--)
      continue;
    if (length - start != digits)
      continue;
    /* A digit in the prefix would make it unclear where the number begins. */
    if (strcspn (value, "0123456789") == start)
      return g_strdup (value + start);
  }

  return NULL;
}

char *
isg_certificate_identity (gnutls_x509_crt_t crt)
{
  return find_subject_number (crt, IDENTITY_DIGITS);
}

char *
isg_certificate_name (gnutls_x509_crt_t crt, gboolean of_issuer)
{
  ReadDn read_dn = of_issuer ? gnutls_x509_crt_get_issuer_dn_by_oid : gnutls_x509_crt_get_dn_by_oid;

  return read_name_part (crt, read_dn, GNUTLS_OID_X520_COMMON_NAME, 0);
}

static gboolean
has_seal_purpose (gnutls_x509_crt_t crt)
{
  for (unsigned index = 0;; index++) {
    char oid[128] = { 0 };
    size_t length = sizeof oid;
    int ret = gnutls_x509_crt_get_key_purpose_oid (crt, index, oid, &length, NULL);

    if (ret == GNUTLS_E_SHORT_MEMORY_BUFFER)
      continue;
    if (ret < 0)
      return FALSE;
    if (strcmp (oid, SEAL_KEY_PURPOSE) == 0)
      return TRUE;
  }
}

IsgCertificateUse
isg_certificate_use (gnutls_x509_crt_t crt)
{
  const unsigned wanted = GNUTLS_KEY_DIGITAL_SIGNATURE | GNUTLS_KEY_NON_REPUDIATION;
  unsigned usage = 0;
  g_autofree char *tax_number = NULL;
  g_autofree char *identity = NULL;

  if (gnutls_x509_crt_get_ca_status (crt, NULL) > 0)
    return ISG_CERTIFICATE_OTHER;
  if (has_seal_purpose (crt))
    return ISG_CERTIFICATE_SEAL;
  tax_number = find_subject_number (crt, TAX_DIGITS);
  if (tax_number != NULL)
    return ISG_CERTIFICATE_SEAL;

  identity = isg_certificate_identity (crt);
  if (identity == NULL || gnutls_x509_crt_get_key_usage (crt, &usage, NULL) < 0)
    return ISG_CERTIFICATE_OTHER;

  return (usage & wanted) == wanted ? ISG_CERTIFICATE_PERSON : ISG_CERTIFICATE_OTHER;
}

gint64
isg_certificate_not_after (GBytes *der)
{
  gnutls_x509_crt_t crt = NULL;
  gsize length;
  const void *data = g_bytes_get_data (der, &length);
  const gnutls_datum_t datum = { (unsigned char *) data, (unsigned) length };
  gint64 end = 0;

  if (gnutls_x509_crt_init (&crt) < 0)
    return 0;
  if (gnutls_x509_crt_import (crt, &datum, GNUTLS_X509_FMT_DER) >= 0)
    end = MAX (0, (gint64) gnutls_x509_crt_get_expiration_time (crt));
  gnutls_x509_crt_deinit (crt);
  return end;
}

GBytes *
isg_certificate_der (gnutls_x509_crt_t crt)
{
  gnutls_datum_t der = { NULL, 0 };

  if (gnutls_x509_crt_export2 (crt, GNUTLS_X509_FMT_DER, &der) < 0)
    return NULL;

  return g_bytes_new_with_free_func (der.data, der.size, gnutls_free, der.data);
}
