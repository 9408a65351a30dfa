/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-cades.h"

#include <gnutls/pkcs7.h>

#include "base/isg-bytes.h"
#include "submit/isg-certificate.h"
#include "submit/isg-der.h"

#define SHA256_LENGTH 32

/* Contents of the object identifiers, X.690 form. */
static const guint8 oid_signed_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02 };
static const guint8 oid_data[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01 };
static const guint8 oid_sha256[] = { 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01 };
static const guint8 oid_content_type[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03 };
static const guint8 oid_message_digest[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04 };
static const guint8 oid_signing_time[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05 };
static const guint8 oid_ess_v2[]
  = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x10, 0x02, 0x2f };

#define IS_OID(der, oid) isg_der_is ((der), (oid), sizeof (oid))

/* The parts of a SignedData that are looked at; stretches of the signature's bytes. */
typedef struct {
  IsgDer certificates;
  IsgDer issuer;     /* whole Name; empty when the signer is named by its key identifier */
  IsgDer serial;     /* content of the INTEGER */
  IsgDer key_id;     /* content of the subjectKeyIdentifier */
  IsgDer attributes; /* content of signedAttrs */
} Cms;

/* Values of the signed attributes; empty where absent. */
typedef struct {
  IsgDer content_type;
  IsgDer message_digest;
  IsgDer signing_time;
  IsgDer ess;
} Attributes;

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_SIGNATURE_BAD, "signature: %s", what);
  return FALSE;
}

void
isg_cades_info_free (IsgCadesInfo *info)
{
  if (info == NULL)
    return;

  g_free (info->signer_identity);
  g_free (info->signer_name);
  g_free (info->issuer_name);
  g_clear_pointer (&info->certificate, g_bytes_unref);
  g_free (info);
}

static gnutls_x509_crt_t
import_certificate (const guint8 *data, gsize length)
{
  gnutls_datum_t der = { (unsigned char *) data, (unsigned) length };
  gnutls_x509_crt_t crt = NULL;

  if (length > G_MAXINT32 || gnutls_x509_crt_init (&crt) < 0)
    return NULL;
  if (gnutls_x509_crt_import (crt, &der, GNUTLS_X509_FMT_DER) < 0) {
    gnutls_x509_crt_deinit (crt);
    return NULL;
  }

  return crt;
}

/* The issuer's Name and the content of the serialNumber, read from the certificate's own bytes. */
static gboolean
read_issuer_serial (IsgDer certificate, IsgDer *out_issuer, IsgDer *out_serial)
{
  IsgDer body, tbs, serial, issuer;
  guint8 tag;

  if (!isg_der_take (&certificate, ISG_DER_SEQUENCE, &body) || certificate.length > 0
      || !isg_der_take (&body, ISG_DER_SEQUENCE, &tbs))
    return FALSE;
  isg_der_take (&tbs, ISG_DER_CONTEXT_0, NULL); /* the version, absent in version 1 */
  if (!isg_der_take (&tbs, ISG_DER_INTEGER, &serial) || !isg_der_take (&tbs, ISG_DER_SEQUENCE, NULL)
      || !isg_der_next (&tbs, &tag, NULL, &issuer) || tag != ISG_DER_SEQUENCE)
    return FALSE;

  *out_issuer = issuer;
  *out_serial = serial;
  return TRUE;
}

static GByteArray *
wrap (GByteArray *inner, guint8 tag)
{
  GByteArray *outer = g_byte_array_new ();

  isg_der_append (outer, tag, inner->data, inner->len);
  g_byte_array_unref (inner);
  return outer;
}

/* SigningCertificateV2 { certs { ESSCertIDv2 { certHash, issuerSerial { GeneralNames { [4] Name },
 * serial } } } } */
GBytes *
isg_cades_ess_attribute (GBytes *certificate_der)
{
  IsgDer der = isg_der_from_bytes (certificate_der);
  IsgDer issuer, serial;
  guint8 hash[SHA256_LENGTH];
  GByteArray *id, *names, *issuer_serial;

  if (!read_issuer_serial (der, &issuer, &serial))
    return NULL;

  names = g_byte_array_new ();
  isg_der_append (names, ISG_DER_CONTEXT_4, issuer.data, issuer.length);
  issuer_serial = wrap (names, ISG_DER_SEQUENCE);
  isg_der_append (issuer_serial, ISG_DER_INTEGER, serial.data, serial.length);

  isg_bytes_sha256 (der.data, der.length, hash);
  id = g_byte_array_new ();
  isg_der_append (id, ISG_DER_OCTET_STRING, hash, sizeof hash);
  isg_der_append (id, ISG_DER_SEQUENCE, issuer_serial->data, issuer_serial->len);
  g_byte_array_unref (issuer_serial);

  id = wrap (wrap (wrap (id, ISG_DER_SEQUENCE), ISG_DER_SEQUENCE), ISG_DER_SEQUENCE);
  return g_byte_array_free_to_bytes (id);
}

/* AlgorithmIdentifier of SHA-256, its parameters absent or NULL (RFC 5754, 2). */
static gboolean
is_sha256 (IsgDer algorithm)
{
  IsgDer oid;

  if (!isg_der_take (&algorithm, ISG_DER_OID, &oid) || !IS_OID (oid, oid_sha256))
    return FALSE;
  if (algorithm.length == 0)
    return TRUE;

  return isg_der_is (algorithm, "\x05\x00", 2);
}

static gboolean
read_signer_id (IsgDer *signer, Cms *out)
{
  IsgDer id;
  guint8 tag;

  if (isg_der_take (signer, 0x80, &out->key_id))
    return out->key_id.length > 0;
  if (!isg_der_take (signer, ISG_DER_SEQUENCE, &id))
    return FALSE;

  return isg_der_next (&id, &tag, NULL, &out->issuer) && tag == ISG_DER_SEQUENCE
         && isg_der_take (&id, ISG_DER_INTEGER, &out->serial) && id.length == 0;
}

static gboolean
read_signer (IsgDer signers, Cms *out, GError **error)
{
  IsgDer signer, algorithm;

  if (!isg_der_take (&signers, ISG_DER_SEQUENCE, &signer))
    return fail (error, "no signer");
  if (signers.length > 0)
    return fail (error, "more than one signer");
  if (!isg_der_take (&signer, ISG_DER_INTEGER, NULL) || !read_signer_id (&signer, out)
      || !isg_der_take (&signer, ISG_DER_SEQUENCE, &algorithm))
    return fail (error, "malformed SignerInfo");
  if (!is_sha256 (algorithm))
    return fail (error, "the digest is not SHA-256");
  if (!isg_der_take (&signer, ISG_DER_CONTEXT_0, &out->attributes))
    return fail (error, "no signed attributes");
  if (!isg_der_take (&signer, ISG_DER_SEQUENCE, NULL)
      || !isg_der_take (&signer, ISG_DER_OCTET_STRING, NULL))
    return fail (error, "malformed SignerInfo");
  isg_der_take (&signer, ISG_DER_CONTEXT_1, NULL); /* unsigned attributes, such as a time stamp */
  if (signer.length > 0)
    return fail (error, "malformed SignerInfo");

  return TRUE;
}

static gboolean
read_content (IsgDer *signed_data, GError **error)
{
  IsgDer content, type;

  if (!isg_der_take (signed_data, ISG_DER_SEQUENCE, &content)
      || !isg_der_take (&content, ISG_DER_OID, &type))
    return fail (error, "malformed SignedData");
  if (!IS_OID (type, oid_data))
    return fail (error, "the content is not of type data");
  if (content.length > 0)
    return fail (error, "the content is inside the signature");

  return TRUE;
}

static gboolean
read_cms (IsgDer der, Cms *out, GError **error)
{
  IsgDer info, type, explicit_content, signed_data, signers;

  if (!isg_der_take (&der, ISG_DER_SEQUENCE, &info) || der.length > 0
      || !isg_der_take (&info, ISG_DER_OID, &type) || !IS_OID (type, oid_signed_data)
      || !isg_der_take (&info, ISG_DER_CONTEXT_0, &explicit_content) || info.length > 0
      || !isg_der_take (&explicit_content, ISG_DER_SEQUENCE, &signed_data)
      || explicit_content.length > 0)
    return fail (error, "not a SignedData in DER");
  if (!isg_der_take (&signed_data, ISG_DER_INTEGER, NULL)
      || !isg_der_take (&signed_data, ISG_DER_SET, NULL))
    return fail (error, "malformed SignedData");
  if (!read_content (&signed_data, error))
    return FALSE;
  if (!isg_der_take (&signed_data, ISG_DER_CONTEXT_0, &out->certificates))
    return fail (error, "no certificate");
  isg_der_take (&signed_data, ISG_DER_CONTEXT_1, NULL); /* revocation lists */
  if (!isg_der_take (&signed_data, ISG_DER_SET, &signers) || signed_data.length > 0)
    return fail (error, "malformed SignedData");

  return read_signer (signers, out, error);
}

static IsgDer *
find_attribute_slot (Attributes *attributes, IsgDer oid)
{
  if (IS_OID (oid, oid_content_type))
    return &attributes->content_type;
  if (IS_OID (oid, oid_message_digest))
    return &attributes->message_digest;
  if (IS_OID (oid, oid_signing_time))
    return &attributes->signing_time;
  if (IS_OID (oid, oid_ess_v2))
    return &attributes->ess;

  return NULL;
}

static gboolean
read_attributes (IsgDer list, Attributes *out, GError **error)
{
  while (list.length > 0) {
    IsgDer attribute, oid, values, value;
    IsgDer *slot;

    if (!isg_der_take (&list, ISG_DER_SEQUENCE, &attribute)
        || !isg_der_take (&attribute, ISG_DER_OID, &oid)
        || !isg_der_take (&attribute, ISG_DER_SET, &values) || attribute.length > 0)
      return fail (error, "malformed signed attribute");
    slot = find_attribute_slot (out, oid);
    if (slot == NULL)
      continue;
    if (slot->length > 0 || !isg_der_next (&values, NULL, NULL, &value) || values.length > 0)
      return fail (error, "a signed attribute is there twice");
    *slot = value;
  }

  if (out->content_type.length == 0)
    return fail (error, "no contentType");
  if (out->message_digest.length == 0)
    return fail (error, "no messageDigest");
  if (out->ess.length == 0)
    return fail (error, "no signingCertificateV2");
  return TRUE;
}

static gboolean
check_digest (const Attributes *attributes, GBytes *document, GError **error)
{
  IsgDer type = attributes->content_type, digest = attributes->message_digest, content;
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (document, &length);
  guint8 hash[SHA256_LENGTH];

  if (!isg_der_take (&type, ISG_DER_OID, &content) || !IS_OID (content, oid_data))
    return fail (error, "contentType is not data");

  isg_bytes_sha256 (data, length, hash);
  if (!isg_der_take (&digest, ISG_DER_OCTET_STRING, &content)
      || !isg_der_is (content, hash, sizeof hash))
    return fail (error, "messageDigest is not that of the document");

  return TRUE;
}

static gboolean
is_same_issuer_serial (IsgDer claim, IsgDer certificate)
{
  IsgDer names, name, claimed_serial, issuer, serial;

  return isg_der_take (&claim, ISG_DER_SEQUENCE, &names)
         && isg_der_take (&names, ISG_DER_CONTEXT_4, &name) && names.length == 0
         && isg_der_take (&claim, ISG_DER_INTEGER, &claimed_serial) && claim.length == 0
         && read_issuer_serial (certificate, &issuer, &serial)
         && isg_der_is (name, issuer.data, issuer.length)
         && isg_der_is (claimed_serial, serial.data, serial.length);
}

/* Only the first ESSCertIDv2 speaks of the signer's certificate (RFC 5035, 3). */
static gboolean
check_ess (IsgDer attribute, IsgDer certificate, GError **error)
{
  IsgDer body, ids, id, algorithm, hash, issuer_serial;
  guint8 expected[SHA256_LENGTH];

  if (!isg_der_take (&attribute, ISG_DER_SEQUENCE, &body)
      || !isg_der_take (&body, ISG_DER_SEQUENCE, &ids)
      || !isg_der_take (&ids, ISG_DER_SEQUENCE, &id))
    return fail (error, "malformed signingCertificateV2");
  if (isg_der_take (&id, ISG_DER_SEQUENCE, &algorithm) && !is_sha256 (algorithm))
    return fail (error, "the hash of signingCertificateV2 is not SHA-256");

  isg_bytes_sha256 (certificate.data, certificate.length, expected);
  if (!isg_der_take (&id, ISG_DER_OCTET_STRING, &hash))
    return fail (error, "malformed signingCertificateV2");
  if (!isg_der_is (hash, expected, sizeof expected))
    return fail (error, "signingCertificateV2 names another certificate");

  if (isg_der_take (&id, ISG_DER_SEQUENCE, &issuer_serial)
      && !is_same_issuer_serial (issuer_serial, certificate))
    return fail (error, "signingCertificateV2 names another issuer or serial");
  if (id.length > 0)
    return fail (error, "malformed signingCertificateV2");

  return TRUE;
}

static gboolean
is_signer_certificate (const Cms *cms, IsgDer certificate, gnutls_x509_crt_t crt)
{
  IsgDer issuer, serial;
  guint8 key_id[64];
  size_t length = sizeof key_id;

  if (cms->key_id.length > 0)
    return gnutls_x509_crt_get_subject_key_id (crt, key_id, &length, NULL) >= 0
           && isg_der_is (cms->key_id, key_id, length);

  return read_issuer_serial (certificate, &issuer, &serial)
         && isg_der_is (cms->issuer, issuer.data, issuer.length)
         && isg_der_is (cms->serial, serial.data, serial.length);
}

static gnutls_x509_crt_t
find_signer_certificate (const Cms *cms, IsgDer *out_der)
{
  IsgDer rest = cms->certificates;
  IsgDer whole;
  guint8 tag;

  while (rest.length > 0 && isg_der_next (&rest, &tag, NULL, &whole)) {
    gnutls_x509_crt_t crt;

    if (tag != ISG_DER_SEQUENCE)
      continue;
    crt = import_certificate (whole.data, whole.length);
    if (crt != NULL && is_signer_certificate (cms, whole, crt)) {
      *out_der = whole;
      return crt;
    }
    if (crt != NULL)
      gnutls_x509_crt_deinit (crt);
  }

  return NULL;
}

static gboolean
check_signature (GBytes *signature, GBytes *document, gnutls_x509_crt_t crt, GError **error)
{
  gsize length = 0;
  gconstpointer bytes = g_bytes_get_data (signature, &length);
  gnutls_datum_t der = { (unsigned char *) bytes, (unsigned) length };
  gnutls_datum_t data = { NULL, 0 };
  gnutls_pkcs7_t pkcs7 = NULL;
  int ret;

  bytes = g_bytes_get_data (document, &length);
  data = (gnutls_datum_t){ (unsigned char *) bytes, (unsigned) length };

  ret = gnutls_pkcs7_init (&pkcs7);
  if (ret >= 0)
    ret = gnutls_pkcs7_import (pkcs7, &der, GNUTLS_X509_FMT_DER);
  if (ret >= 0)
    ret = gnutls_pkcs7_verify_direct (pkcs7, crt, 0, &data, 0);
  if (pkcs7 != NULL)
    gnutls_pkcs7_deinit (pkcs7);

  if (ret < 0)
    return fail (error, gnutls_strerror_name (ret));
  return TRUE;
}

static IsgCadesInfo *
make_info (gnutls_x509_crt_t crt, IsgDer certificate, gint64 signing_time)
{
  IsgCadesInfo *info = g_new0 (IsgCadesInfo, 1);

  info->signer_identity = isg_certificate_identity (crt);
  info->signer_name = isg_certificate_name (crt, FALSE);
  info->issuer_name = isg_certificate_name (crt, TRUE);
  info->signing_time = signing_time;
  info->not_before = gnutls_x509_crt_get_activation_time (crt);
  info->not_after = gnutls_x509_crt_get_expiration_time (crt);
  info->certificate = g_bytes_new (certificate.data, certificate.length);
  return info;
}

static gboolean
read_signing_time (IsgDer attribute, gint64 *out_time, GError **error)
{
  IsgDer content;
  guint8 tag;

  *out_time = 0;
  if (attribute.length == 0)
    return TRUE;
  if (!isg_der_next (&attribute, &tag, &content, NULL) || !isg_der_to_time (tag, content, out_time))
    return fail (error, "malformed signingTime");

  return TRUE;
}

gboolean
isg_cades_verify (GBytes *signature, GBytes *document, IsgCadesInfo **out_info, GError **error)
{
  Cms cms = { 0 };
  Attributes attributes = { 0 };
  IsgDer certificate = { 0 };
  gint64 signing_time;
  gnutls_x509_crt_t crt;
  gboolean right;

  if (g_bytes_get_size (signature) > G_MAXINT32 || g_bytes_get_size (document) > G_MAXINT32)
    return fail (error, "too large");
  if (!read_cms (isg_der_from_bytes (signature), &cms, error)
      || !read_attributes (cms.attributes, &attributes, error)
      || !read_signing_time (attributes.signing_time, &signing_time, error)
      || !check_digest (&attributes, document, error))
    return FALSE;

  crt = find_signer_certificate (&cms, &certificate);
  if (crt == NULL)
    return fail (error, "the signer's certificate is not inside");

  right = check_ess (attributes.ess, certificate, error)
          && check_signature (signature, document, crt, error);
  if (right && out_info != NULL)
    *out_info = make_info (crt, certificate, signing_time);

  gnutls_x509_crt_deinit (crt);
  return right;
}
