/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-cades.h"

#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>
#include <string.h>

#include "base/isg-identity.h"
#include "gateway/isg-gw-cms.h"
#include "gateway/isg-gw-error.h"

/* How far ahead of our clock a signer's may be. */
#define MAX_AHEAD_SECONDS 600
/* The extended key usage of a mali mühür, and ETSI EN 319 412-5's id-etsi-qct-eseal as it stands in
 * qcStatements. */
#define SEAL_PURPOSE      "2.16.792.1.2.1.1.5.7.50.1"
#define QC_STATEMENTS     "1.3.6.1.5.5.7.1.3"
#define OID_SERIAL_NUMBER "2.5.4.5"
#define MAX_CERTIFICATES  8

static const guint8 QC_TYPE_SEAL[] = { 0x06, 0x07, 0x04, 0x00, 0x8e, 0x46, 0x01, 0x06, 0x02 };
static const guint8 OID_DATA[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01 };
static const guint8 OID_CONTENT_TYPE[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03 };
static const guint8 OID_MESSAGE_DIGEST[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04 };
static const guint8 OID_SIGNING_TIME[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05 };
/* 1.2.840.113549.1.9.16.2.47, id-aa-signingCertificateV2 */
static const guint8 OID_SIGNING_CERTIFICATE[]
  = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f };
static const guint8 OID_SHA256[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01 };
static const guint8 OID_SHA384[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x02 };
static const guint8 OID_SHA512[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x03 };

struct _IsgGwTrust {
  gnutls_x509_trust_list_t list; /* (owned) */
};

typedef struct {
  gnutls_x509_crt_t list[MAX_CERTIFICATES]; /* (owned): the signer's first */
  guint n;
} Chain;

static void
chain_clear (Chain *chain)
{
  for (guint i = 0; i < chain->n; i++)
    gnutls_x509_crt_deinit (chain->list[i]);
  chain->n = 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Chain, chain_clear)

IsgGwTrust *
isg_gw_trust_new (const char *path, GError **error)
{
  g_autoptr (IsgGwTrust) trust = NULL;
  g_autofree char *pem = NULL;
  gsize length;
  gnutls_datum_t datum;
  int n;

  if (!g_file_get_contents (path, &pem, &length, error))
    return NULL;

  trust = g_new0 (IsgGwTrust, 1);
  gnutls_x509_trust_list_init (&trust->list, 0);
  datum.data = (guint8 *) pem;
  datum.size = length;
  n = gnutls_x509_trust_list_add_trust_mem (trust->list, &datum, NULL, GNUTLS_X509_FMT_PEM, 0, 0);
  if (n <= 0) {
    g_set_error (error,
                 ISG_GW_ERROR,
                 ISG_GW_ERROR_FILE,
                 "%s: holds no CA certificate in PEM",
                 path);
    return NULL;
  }
  return g_steal_pointer (&trust);
}

void
isg_gw_trust_free (IsgGwTrust *trust)
{
  gnutls_x509_trust_list_deinit (trust->list, 1);
  g_free (trust);
}

void
isg_gw_signed_clear (IsgGwSigned *verdict)
{
  g_clear_pointer (&verdict->signer, g_free);
}

/* Strict base64 (RFC 4648, 4): the alphabet alone, padded, nothing between. */
static gboolean
is_strict_base64 (const char *text)
{
  gsize length = strlen (text);
  gsize body = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");

  if (length == 0 || length % 4 != 0 || length - body > 2)
    return FALSE;
  return strspn (text + body, "=") == length - body;
}

GBytes *
isg_gw_cades_decode (const char *text)
{
  g_autofree guint8 *data = NULL;
  gsize length;
  IsgGwCms cms;

  if (text == NULL || !is_strict_base64 (text))
    return NULL;
  data = g_base64_decode (text, &length);
  if (!isg_gw_cms_read ((IsgGwSpan){ data, length }, &cms))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&data), length);
}

static gnutls_x509_crt_t
import_certificate (IsgGwSpan der)
{
  gnutls_datum_t datum = { (guint8 *) der.data, der.size };
  gnutls_x509_crt_t certificate;

  gnutls_x509_crt_init (&certificate);
  if (gnutls_x509_crt_import (certificate, &datum, GNUTLS_X509_FMT_DER) < 0) {
    gnutls_x509_crt_deinit (certificate);
    return NULL;
  }
  return certificate;
}

static gboolean
is_named_by_issuer (const IsgGwCms *cms, gnutls_x509_crt_t certificate)
{
  guint8 serial[64];
  gsize serial_size = sizeof serial;
  gnutls_datum_t issuer = { NULL, 0 };
  gboolean same;

  if (gnutls_x509_crt_get_serial (certificate, serial, &serial_size) < 0
      || gnutls_x509_crt_get_raw_issuer_dn (certificate, &issuer) < 0)
    return FALSE;

  same = isg_gw_span_equal (cms->serial, (IsgGwSpan){ serial, serial_size })
         && isg_gw_span_equal (cms->issuer, (IsgGwSpan){ issuer.data, issuer.size });
  gnutls_free (issuer.data);
  return same;
}

static gboolean
is_signer (const IsgGwCms *cms, gnutls_x509_crt_t certificate)
{
  guint8 key_id[64];
  gsize key_id_size = sizeof key_id;

  if (cms->issuer.size > 0)
    return is_named_by_issuer (cms, certificate);

  return gnutls_x509_crt_get_subject_key_id (certificate, key_id, &key_id_size, NULL) >= 0
         && isg_gw_span_equal (cms->key_id, (IsgGwSpan){ key_id, key_id_size });
}

/* Gathers the embedded certificates with the signer's in front; FALSE when the signer's is not
 * among them. */
static gboolean
gather_chain (const IsgGwCms *cms, Chain *chain, IsgGwSpan *out_signer_der)
{
  IsgGwSpan rest = cms->certificates;
  IsgGwDer element;
  gboolean found = FALSE;

  while (chain->n < MAX_CERTIFICATES && isg_gw_der_take (&rest, ISG_GW_DER_SEQUENCE, &element)) {
    gnutls_x509_crt_t certificate = import_certificate (element.whole);

    if (certificate == NULL)
      continue;
    chain->list[chain->n++] = certificate;
    if (!found && is_signer (cms, certificate)) {
      chain->list[chain->n - 1] = chain->list[0];
      chain->list[0] = certificate;
      *out_signer_der = element.whole;
      found = TRUE;
    }
  }
  return found;
}

static gboolean
digest_matches (GChecksumType type, IsgGwSpan data, IsgGwSpan wanted)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (type);
  guint8 digest[64];
  gsize size = sizeof digest;

  g_checksum_update (checksum, data.data, data.size);
  g_checksum_get_digest (checksum, digest, &size);
  return isg_gw_span_equal (wanted, (IsgGwSpan){ digest, size });
}

static gboolean
hash_by_oid (IsgGwSpan oid, GChecksumType *out_type)
{
  static const struct {
    const guint8 *oid;
    GChecksumType type;
  } hashes[] = {
    { OID_SHA256, G_CHECKSUM_SHA256 },
    { OID_SHA384, G_CHECKSUM_SHA384 },
    { OID_SHA512, G_CHECKSUM_SHA512 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (hashes); i++)
    if (isg_gw_span_equal (oid, (IsgGwSpan){ hashes[i].oid, sizeof OID_SHA256 })) {
      *out_type = hashes[i].type;
      return TRUE;
    }
  return FALSE;
}

/* SigningCertificateV2 ::= SEQUENCE { SEQUENCE OF ESSCertIDv2 { hashAlgorithm DEFAULT sha256,
 * certHash, issuerSerial? }, … }; the first entry is the signer's (RFC 5035, 5.4.1). */
static gboolean
ess_names_certificate (const IsgGwDer *attribute, IsgGwSpan certificate)
{
  IsgGwSpan rest = attribute->content;
  GChecksumType type = G_CHECKSUM_SHA256;
  IsgGwDer list;
  IsgGwDer first;
  IsgGwDer algorithm;
  IsgGwDer oid;
  IsgGwDer hash;

  if (attribute->tag != ISG_GW_DER_SEQUENCE || !isg_gw_der_take (&rest, ISG_GW_DER_SEQUENCE, &list)
      || !isg_gw_der_take (&list.content, ISG_GW_DER_SEQUENCE, &first))
    return FALSE;
  if (isg_gw_der_take (&first.content, ISG_GW_DER_SEQUENCE, &algorithm)
      && (!isg_gw_der_take (&algorithm.content, ISG_GW_DER_OID, &oid)
          || !hash_by_oid (oid.content, &type)))
    return FALSE;

  return isg_gw_der_take (&first.content, ISG_GW_DER_OCTET_STRING, &hash)
         && digest_matches (type, certificate, hash.content);
}

/* What CAdES-BES must hold, 214; NULL when it does. */
static const char *
find_fault_in_attributes (const IsgGwCms *cms,
                          IsgGwSpan content,
                          IsgGwSpan certificate,
                          gint64 *out_signing_time)
{
  const IsgGwSpan data_oid = { OID_DATA, sizeof OID_DATA };
  IsgGwDer value;

  if (!isg_gw_span_equal (cms->content_type, data_oid))
    return "eContentType is not id-data";
  if (!isg_gw_span_equal (cms->digest_oid, (IsgGwSpan){ OID_SHA256, sizeof OID_SHA256 }))
    return "digest is not SHA-256";
  if (!isg_gw_cms_attribute (cms, OID_CONTENT_TYPE, sizeof OID_CONTENT_TYPE, &value)
      || value.tag != ISG_GW_DER_OID || !isg_gw_span_equal (value.content, cms->content_type))
    return "contentType is missing or differs";
  if (!isg_gw_cms_attribute (cms, OID_MESSAGE_DIGEST, sizeof OID_MESSAGE_DIGEST, &value)
      || value.tag != ISG_GW_DER_OCTET_STRING)
    return "messageDigest is missing";
  if (!digest_matches (G_CHECKSUM_SHA256, content, value.content))
    return "messageDigest differs from the message";
  if (!isg_gw_cms_attribute (cms, OID_SIGNING_TIME, sizeof OID_SIGNING_TIME, &value)
      || !isg_gw_der_parse_time (&value, out_signing_time))
    return "signingTime is missing or no time";
  if (!isg_gw_cms_attribute (cms, OID_SIGNING_CERTIFICATE, sizeof OID_SIGNING_CERTIFICATE, &value))
    return "signingCertificateV2 is missing";
  if (!ess_names_certificate (&value, certificate))
    return "signingCertificateV2 names another certificate";
  return NULL;
}

/* What was signed: the attributes under the identifier of a SET instead of [0] (RFC 5652, 5.4). */
static GByteArray *
signed_attributes (const IsgGwCms *cms)
{
  GByteArray *set = g_byte_array_new ();
  gsize size = cms->attributes.size;
  guint8 header[6] = { ISG_GW_DER_SET, (guint8) size };
  guint n = 2;

  if (size >= 0x80) {
    guint n_octets = size > 0xffff ? 3 : size > 0xff ? 2 : 1;

    header[1] = (guint8) (0x80 | n_octets);
    for (guint i = 0; i < n_octets; i++)
      header[n++] = (guint8) (size >> (8 * (n_octets - 1 - i)));
  }
  g_byte_array_append (set, header, n);
  g_byte_array_append (set, cms->attributes.data, (guint) size);
  return set;
}

/* The mathematics alone; validity in time is looked at by itself, later. */
static gboolean
signature_verifies (const IsgGwCms *cms, gnutls_x509_crt_t signer)
{
  g_autoptr (GByteArray) set = signed_attributes (cms);
  gnutls_datum_t data = { set->data, set->len };
  gnutls_datum_t signature = { (guint8 *) cms->signature.data, (guint) cms->signature.size };
  gnutls_pubkey_t key;
  gboolean good;

  gnutls_pubkey_init (&key);
  good
    = gnutls_pubkey_import_x509 (key, signer, 0) >= 0
      && gnutls_pubkey_verify_data2 (key,
                                     gnutls_pk_to_sign (gnutls_pubkey_get_pk_algorithm (key, NULL),
                                                        GNUTLS_DIG_SHA256),
                                     0,
                                     &data,
                                     &signature)
           >= 0;
  gnutls_pubkey_deinit (key);
  return good;
}

static gboolean
has_seal_purpose (gnutls_x509_crt_t certificate)
{
  char purpose[128];
  gsize size = sizeof purpose;

  for (guint i = 0; gnutls_x509_crt_get_key_purpose_oid (certificate, i, purpose, &size, NULL) >= 0;
       i++) {
    if (g_str_equal (purpose, SEAL_PURPOSE))
      return TRUE;
    size = sizeof purpose;
  }
  return FALSE;
}

static gboolean
is_seal (gnutls_x509_crt_t certificate)
{
  guint8 statements[512];
  gsize size = sizeof statements;

  if (has_seal_purpose (certificate))
    return TRUE;
  if (gnutls_x509_crt_get_extension_by_oid (certificate, QC_STATEMENTS, 0, statements, &size, NULL)
      < 0)
    return FALSE;
  return memmem (statements, size, QC_TYPE_SEAL, sizeof QC_TYPE_SEAL) != NULL;
}

static char *
read_serial_number (gnutls_x509_crt_t certificate)
{
  char text[64];
  char second[64];
  gsize size = sizeof text;
  gsize second_size = sizeof second;

  if (gnutls_x509_crt_get_dn_by_oid (certificate, OID_SERIAL_NUMBER, 0, 0, text, &size) < 0
      || gnutls_x509_crt_get_dn_by_oid (certificate, OID_SERIAL_NUMBER, 1, 0, second, &second_size)
           != GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
    return NULL;
  return g_strndup (text, size);
}

/* Expiry is measured at the signing time, by us: the trust list would measure it now. */
static gboolean
chain_is_trusted (const IsgGwTrust *trust, Chain *chain)
{
  guint status = 0;

  return gnutls_x509_trust_list_verify_crt (trust->list,
                                            chain->list,
                                            chain->n,
                                            GNUTLS_VERIFY_DISABLE_TIME_CHECKS,
                                            &status,
                                            NULL)
           >= 0
         && status == 0;
}

/* Who signed, 215; NULL when it is whom the message names. */
static const char *
find_fault_in_signer (const IsgGwTrust *trust,
                      Chain *chain,
                      gint64 signing_time,
                      gint64 now,
                      const char *serial_number,
                      const char *professional)
{
  const guint wanted = GNUTLS_KEY_DIGITAL_SIGNATURE | GNUTLS_KEY_NON_REPUDIATION;
  gnutls_x509_crt_t signer = chain->list[0];
  guint usage = 0;

  if (signing_time > now + MAX_AHEAD_SECONDS)
    return "signing time lies ahead";
  if (!chain_is_trusted (trust, chain))
    return "chain does not end at the configured CA";
  if (signing_time < gnutls_x509_crt_get_activation_time (signer)
      || signing_time > gnutls_x509_crt_get_expiration_time (signer))
    return "certificate was not valid at signing time";
  if (gnutls_x509_crt_get_key_usage (signer, &usage, NULL) < 0 || (usage & wanted) != wanted)
    return "key usage is not digitalSignature and nonRepudiation";
  if (is_seal (signer))
    return "certificate is a seal";
  if (serial_number == NULL || isg_identity_check_person (serial_number) != ISG_IDENTITY_OK)
    return "subject has no identity number";
  if (professional != NULL && !g_str_equal (serial_number, professional))
    return "signer is another person";
  return NULL;
}

static IsgGwSpan
span_of (GBytes *bytes)
{
  IsgGwSpan span;

  span.data = g_bytes_get_data (bytes, &span.size);
  return span;
}

void
isg_gw_cades_judge (const IsgGwTrust *trust,
                    GBytes *signature,
                    GBytes *content,
                    const char *professional,
                    gint64 now,
                    IsgGwSigned *out)
{
  g_auto (Chain) chain = { 0 };
  IsgGwSpan certificate = { NULL, 0 };
  gint64 signing_time = 0;
  IsgGwCms cms;

  *out = (IsgGwSigned){ .code = 214, .reason = "not a signature" };
  if (!isg_gw_cms_read (span_of (signature), &cms))
    return;
  if (cms.has_content) {
    out->code = 222;
    out->reason = "content is inside";
    return;
  }

  out->reason = "not exactly one signer";
  if (cms.n_signers != 1)
    return;
  out->reason = "signer's certificate is not embedded";
  if (!gather_chain (&cms, &chain, &certificate))
    return;
  out->reason = find_fault_in_attributes (&cms, span_of (content), certificate, &signing_time);
  if (out->reason != NULL)
    return;
  out->reason = "signature does not verify";
  if (!signature_verifies (&cms, chain.list[0]))
    return;

  out->signer = read_serial_number (chain.list[0]);
  out->reason = find_fault_in_signer (trust, &chain, signing_time, now, out->signer, professional);
  out->code = out->reason == NULL ? 200 : 215;
}
