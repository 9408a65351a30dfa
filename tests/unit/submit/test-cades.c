/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-cades.h"

#include <gnutls/pkcs7.h>
#include <string.h>

#include "base/isg-bytes.h"
#include "submit/isg-cades-sign.h"
#include "submit/isg-der.h"
#include "support/isg-test-certificate.h"
#include "support/isg-test.h"

#define NOT_BEFORE G_GINT64_CONSTANT (1546300800) /* 2019-01-01 */
#define NOT_AFTER  G_GINT64_CONSTANT (1861919999) /* 2028-12-31 */
#define NOW        G_GINT64_CONSTANT (1795433400) /* 2026-11-23 11:30 UTC */

#define ESS          "1.2.840.113549.1.9.16.2.47"
#define SIGNING_TIME "1.2.840.113549.1.9.5"

/* A signer in memory. */
typedef struct {
  gnutls_x509_crt_t crt;
  gnutls_x509_privkey_t x509_key;
  gnutls_privkey_t key;
} Person;

static Person rsa, ec;

static void
person_init (Person *person, const char *identity, const char *name, gboolean is_rsa)
{
  IsgTestCertificate what = { .serial_number = identity,
                              .name = name,
                              .rsa = is_rsa,
                              .not_before = NOT_BEFORE,
                              .not_after = NOT_AFTER };

  person->crt = isg_test_certificate_make (&what, &person->x509_key);
  person->key = isg_test_private_key (person->x509_key);
}

static void
person_clear (Person *person)
{
  gnutls_privkey_deinit (person->key);
  gnutls_x509_crt_deinit (person->crt);
  gnutls_x509_privkey_deinit (person->x509_key);
}

static GBytes *
document (void)
{
  static const char text[]
    = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><EgitimDVO>Ayşe Iğdırlı</EgitimDVO>";

  return g_bytes_new_static (text, sizeof text - 1);
}

static GBytes *
sign (const Person *person)
{
  g_autoptr (GBytes) data = document ();
  g_autoptr (GError) error = NULL;
  int code = -1;
  GBytes *cms = isg_cades_sign (person->crt, person->key, data, NOW, &code, &error);

  g_assert_no_error (error);
  g_assert_nonnull (cms);
  g_assert_cmpint (code, ==, 0);
  return cms;
}

static void
assert_refused (GBytes *signature, GBytes *data, const char *what)
{
  g_autoptr (GError) error = NULL;
  IsgCadesInfo *info = NULL;

  g_assert_false (isg_cades_verify (signature, data, &info, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_SIGNATURE_BAD);
  g_assert_null (info);
  if (what != NULL && strstr (error->message, what) == NULL)
    g_error ("expected \"%s\" in \"%s\"", what, error->message);
}

/* -------------------------------------------------------------------- Other people's signatures */

typedef enum {
  PLAIN = 0,
  NO_ESS = 1 << 0,
  WRONG_ESS = 1 << 1,
  TWO_ESS = 1 << 2,
  SHORT_ESS = 1 << 3, /* without issuerSerial */
  ATTACHED = 1 << 4,
  NO_CERTIFICATE = 1 << 5,
  TWO_SIGNERS = 1 << 6,
  SHA512 = 1 << 7,
  NO_TIME = 1 << 8,
  BAD_TIME = 1 << 9,
  NULL_ALGORITHM_ESS
    = 1 << 10, /* explicit SHA-256 with NULL parameters, as Kamu SM's library writes */
  OTHER_SERIAL_ESS = 1 << 11,
  TRAILING_ESS = 1 << 12,
} Oddity;

static void
add_attribute (gnutls_pkcs7_attrs_t *attributes, const char *oid, const guint8 *data, gsize length)
{
  gnutls_datum_t value = { (unsigned char *) data, (unsigned) length };

  g_assert_cmpint (gnutls_pkcs7_add_attr (attributes, oid, &value, 0), >=, 0);
}

/* SEQUENCE { SEQUENCE { SEQUENCE { [algorithm], OCTET STRING } } } */
static GByteArray *
build_short_ess (GBytes *certificate, gboolean with_algorithm, gboolean trailing)
{
  static const guint8 algorithm[]
    = { 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00 };
  g_autoptr (GByteArray) id = g_byte_array_new ();
  g_autoptr (GByteArray) first = g_byte_array_new ();
  g_autoptr (GByteArray) second = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();
  gsize length;
  gconstpointer der = g_bytes_get_data (certificate, &length);
  guint8 hash[32];

  isg_bytes_sha256 (der, length, hash);
  if (with_algorithm)
    g_byte_array_append (id, algorithm, sizeof algorithm);
  isg_der_append (id, ISG_DER_OCTET_STRING, hash, sizeof hash);
  if (trailing)
    isg_der_append (id, ISG_DER_OCTET_STRING, hash, 1);
  isg_der_append (first, ISG_DER_SEQUENCE, id->data, id->len);
  isg_der_append (second, ISG_DER_SEQUENCE, first->data, first->len);
  isg_der_append (out, ISG_DER_SEQUENCE, second->data, second->len);
  return out;
}

static void
add_ess (gnutls_pkcs7_attrs_t *attributes, const Person *person, Oddity oddity)
{
  g_autoptr (GBytes) der = isg_certificate_der (person->crt);
  g_autoptr (GBytes) other = isg_certificate_der (person == &rsa ? ec.crt : rsa.crt);
  g_autoptr (GByteArray) ess = NULL;

  if ((oddity & (SHORT_ESS | NULL_ALGORITHM_ESS | TRAILING_ESS)) != 0) {
    ess = build_short_ess (der, (oddity & NULL_ALGORITHM_ESS) != 0, (oddity & TRAILING_ESS) != 0);
  } else {
    GBytes *full = isg_cades_ess_attribute ((oddity & WRONG_ESS) != 0 ? other : der);

    g_assert_nonnull (full);
    ess = g_bytes_unref_to_array (full);
    if ((oddity & OTHER_SERIAL_ESS) != 0)
      ess->data[ess->len - 1] ^= 1;
  }

  add_attribute (attributes, ESS, ess->data, ess->len);
  if ((oddity & TWO_ESS) != 0)
    add_attribute (attributes, ESS, ess->data, ess->len);
}

static void
add_signature (gnutls_pkcs7_t pkcs7, const Person *person, GBytes *data, Oddity oddity)
{
  gnutls_pkcs7_attrs_t attributes = NULL;
  g_autoptr (GByteArray) time = g_byte_array_new ();
  gsize length;
  gconstpointer bytes = g_bytes_get_data (data, &length);
  gnutls_datum_t datum = { (unsigned char *) bytes, (unsigned) length };
  unsigned flags = 0;

  if ((oddity & ATTACHED) != 0)
    flags |= GNUTLS_PKCS7_EMBED_DATA;
  if ((oddity & NO_CERTIFICATE) == 0)
    flags |= GNUTLS_PKCS7_INCLUDE_CERT;
  if ((oddity & NO_ESS) == 0)
    add_ess (&attributes, person, oddity);
  if ((oddity & BAD_TIME) != 0)
    isg_der_append (time, ISG_DER_UTC_TIME, "261123113000+0300", 17);
  else
    isg_der_append_time (time, NOW);
  if ((oddity & NO_TIME) == 0)
    add_attribute (&attributes, SIGNING_TIME, time->data, time->len);

  g_assert_cmpint (gnutls_pkcs7_sign (pkcs7,
                                      person->crt,
                                      person->key,
                                      &datum,
                                      attributes,
                                      NULL,
                                      (oddity & SHA512) != 0 ? GNUTLS_DIG_SHA512
                                                             : GNUTLS_DIG_SHA256,
                                      flags),
                   >=,
                   0);
  gnutls_pkcs7_attrs_deinit (attributes);
}

/* The same CMS with its SignerInfo there twice; GnuTLS cannot add a second signer to a detached
 * one. */
static GBytes *
double_signer (const gnutls_datum_t *der)
{
  IsgDer rest = { der->data, der->size };
  IsgDer info, type, explicit_content, signed_data, part, content;
  g_autoptr (GByteArray) signers = g_byte_array_new ();
  g_autoptr (GByteArray) parts = g_byte_array_new ();
  g_autoptr (GByteArray) inner = g_byte_array_new ();
  g_autoptr (GByteArray) body = g_byte_array_new ();
  GByteArray *out = g_byte_array_new ();
  guint8 tag;

  g_assert_true (isg_der_take (&rest, ISG_DER_SEQUENCE, &info));
  g_assert_true (isg_der_next (&info, NULL, NULL, &type));
  g_assert_true (isg_der_take (&info, ISG_DER_CONTEXT_0, &explicit_content));
  g_assert_true (isg_der_take (&explicit_content, ISG_DER_SEQUENCE, &signed_data));
  while (signed_data.length > 0) {
    g_assert_true (isg_der_next (&signed_data, &tag, &content, &part));
    if (signed_data.length > 0)
      g_byte_array_append (parts, part.data, (guint) part.length);
  }
  g_byte_array_append (signers, content.data, (guint) content.length);
  g_byte_array_append (signers, content.data, (guint) content.length);
  isg_der_append (parts, ISG_DER_SET, signers->data, signers->len);
  isg_der_append (inner, ISG_DER_SEQUENCE, parts->data, parts->len);
  g_byte_array_append (body, type.data, (guint) type.length);
  isg_der_append (body, ISG_DER_CONTEXT_0, inner->data, inner->len);
  isg_der_append (out, ISG_DER_SEQUENCE, body->data, body->len);
  return g_byte_array_free_to_bytes (out);
}

static GBytes *
sign_oddly (const Person *person, GBytes *data, Oddity oddity)
{
  gnutls_pkcs7_t pkcs7;
  gnutls_datum_t der = { NULL, 0 };
  g_autoptr (GBytes) signature = NULL;

  g_assert_cmpint (gnutls_pkcs7_init (&pkcs7), >=, 0);
  add_signature (pkcs7, person, data, oddity);
  g_assert_cmpint (gnutls_pkcs7_export2 (pkcs7, GNUTLS_X509_FMT_DER, &der), >=, 0);
  gnutls_pkcs7_deinit (pkcs7);
  signature = g_bytes_new_with_free_func (der.data, der.size, gnutls_free, der.data);

  return (oddity & TWO_SIGNERS) != 0 ? double_signer (&der) : g_steal_pointer (&signature);
}

static void
test_only_a_detached_cades_bes_of_one_signer_is_accepted (void)
{
  static const struct {
    const char *name;
    Oddity oddity;
    const char *refused; /* (nullable): what is said; %NULL when it is accepted */
  } cases[] = {
    { "plain", PLAIN, NULL },
    { "hash alone in the ESS", SHORT_ESS, NULL },
    { "explicit SHA-256 in the ESS", NULL_ALGORITHM_ESS, NULL },
    { "no signing time", NO_TIME, NULL },
    { "no ESS", NO_ESS, "no signingCertificateV2" },
    { "ESS of another certificate", WRONG_ESS, "names another certificate" },
    { "ESS of another serial", OTHER_SERIAL_ESS, "names another issuer or serial" },
    { "something behind the ESS", TRAILING_ESS, "malformed signingCertificateV2" },
    { "two ESS", TWO_ESS, "there twice" },
    { "content inside", ATTACHED, "content is inside" },
    { "no certificate", NO_CERTIFICATE, "no certificate" },
    { "two signers", TWO_SIGNERS, "more than one signer" },
    { "SHA-512", SHA512, "not SHA-256" },
    { "a time in another zone", BAD_TIME, "malformed signingTime" },
  };
  g_autoptr (GBytes) data = document ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const Person *persons[] = { &rsa, &ec };

    g_test_message ("%s", cases[i].name);
    for (gsize j = 0; j < G_N_ELEMENTS (persons); j++) {
      g_autoptr (GBytes) signature = sign_oddly (persons[j], data, cases[i].oddity);
      g_autoptr (GError) error = NULL;

      if (cases[i].refused != NULL) {
        assert_refused (signature, data, cases[i].refused);
        continue;
      }
      g_assert_true (isg_cades_verify (signature, data, NULL, &error));
      g_assert_no_error (error);
    }
  }
}

static void
test_a_signature_says_who_signed_and_when (void)
{
  static const struct {
    const Person *person;
    const char *identity;
    const char *name;
  } cases[] = {
    { &rsa, "10000000146", "AYŞE IĞDIRLI" },
    { &ec, "10000000214", "ÖMER ÜNLÜ" },
  };
  g_autoptr (GBytes) data = document ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) signature = sign (cases[i].person);
    g_autoptr (GBytes) der = isg_certificate_der (cases[i].person->crt);
    g_autoptr (IsgCadesInfo) info = NULL;
    g_autoptr (GError) error = NULL;

    g_assert_true (isg_cades_verify (signature, data, &info, &error));
    g_assert_no_error (error);
    g_assert_cmpstr (info->signer_identity, ==, cases[i].identity);
    g_assert_cmpstr (info->signer_name, ==, cases[i].name);
    g_assert_cmpstr (info->issuer_name, ==, cases[i].name);
    g_assert_cmpint (info->signing_time, ==, NOW);
    g_assert_cmpint (info->not_before, ==, NOT_BEFORE);
    g_assert_cmpint (info->not_after, ==, NOT_AFTER);
    g_assert_true (g_bytes_equal (info->certificate, der));
  }
}

static void
test_no_signing_time_is_zero (void)
{
  g_autoptr (GBytes) data = document ();
  g_autoptr (GBytes) signature = sign_oddly (&ec, data, NO_TIME);
  g_autoptr (IsgCadesInfo) info = NULL;

  g_assert_true (isg_cades_verify (signature, data, &info, NULL));
  g_assert_cmpint (info->signing_time, ==, 0);
}

static void
test_a_signature_holds_for_its_document_alone (void)
{
  g_autoptr (GBytes) data = document ();
  g_autoptr (GBytes) longer = g_bytes_new_static ("<EgitimDVO/>\n", 13);
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) signature = sign (&rsa);

  assert_refused (signature, longer, "messageDigest");
  assert_refused (signature, empty, "messageDigest");
}

static void
test_every_cut_is_refused (void)
{
  g_autoptr (GBytes) data = document ();
  g_autoptr (GBytes) signature = sign (&rsa);

  for (gsize length = 0; length < g_bytes_get_size (signature); length++) {
    /* A copy of its own, so that a read beyond it is seen by the sanitizer. */
    g_autoptr (GBytes) cut = g_bytes_new (g_bytes_get_data (signature, NULL), length);

    assert_refused (cut, data, NULL);
  }
}

static void
test_no_flipped_bit_changes_what_is_said (void)
{
  const Person *persons[] = { &rsa, &ec };
  g_autoptr (GBytes) data = document ();

  for (gsize i = 0; i < G_N_ELEMENTS (persons); i++) {
    g_autoptr (GBytes) signature = sign (persons[i]);
    g_autoptr (IsgCadesInfo) right = NULL;
    gsize length;
    const guint8 *bytes = g_bytes_get_data (signature, &length);
    guint n_accepted = 0;

    g_assert_true (isg_cades_verify (signature, data, &right, NULL));
    for (gsize bit = 0; bit < length * 8; bit++) {
      g_autofree guint8 *copy = g_memdup2 (bytes, length);
      g_autoptr (GBytes) flipped = NULL;
      g_autoptr (IsgCadesInfo) info = NULL;

      copy[bit / 8] ^= (guint8) (1 << (bit % 8));
      flipped = g_bytes_new_take (g_steal_pointer (&copy), length);
      if (!isg_cades_verify (flipped, data, &info, NULL))
        continue;
      /* The outer version and digest list are not signed; who and when and what always is. */
      n_accepted++;
      g_assert_true (g_bytes_equal (info->certificate, right->certificate));
      g_assert_cmpint (info->signing_time, ==, right->signing_time);
    }
    g_assert_cmpuint (n_accepted, <, length);
  }
}

static void
test_garbage_is_refused (void)
{
  static const struct {
    const char *bytes;
    gsize length;
  } cases[] = {
    { "", 0 },
    { "MIIB", 4 },
    { "\x30\x00", 2 },
    { "\x30\x80\x06\x09", 4 },
    { "<?xml version=\"1.0\"?>", 21 },
  };
  g_autoptr (GBytes) data = document ();
  g_autoptr (GBytes) signature = sign (&ec);
  g_autoptr (GByteArray) behind = g_byte_array_new ();
  g_autoptr (GBytes) long_one = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) garbage = g_bytes_new (cases[i].bytes, cases[i].length);

    assert_refused (garbage, data, NULL);
  }
  for (guint i = 0; i < 2000; i++) {
    guint8 noise[64];
    g_autoptr (GBytes) garbage = NULL;

    for (gsize j = 0; j < sizeof noise; j++)
      noise[j] = (guint8) g_rand_int_range (rand, 0, 256);
    noise[0] = ISG_DER_SEQUENCE;
    noise[1] = sizeof noise - 2;
    garbage = g_bytes_new (noise, sizeof noise);
    assert_refused (garbage, data, NULL);
  }

  g_byte_array_append (behind,
                       g_bytes_get_data (signature, NULL),
                       (guint) g_bytes_get_size (signature));
  g_byte_array_append (behind, (const guint8 *) "\0", 1);
  long_one = g_byte_array_free_to_bytes (g_steal_pointer (&behind));
  assert_refused (long_one, data, "not a SignedData");
}

static void
test_a_key_that_is_not_the_certificates_keeps_nothing (void)
{
  g_autoptr (GBytes) data = document ();
  Person mixed = { 0 };
  IsgTestCertificate what = { .serial_number = "10000000382",
                              .name = "X",
                              .not_before = NOT_BEFORE,
                              .not_after = NOT_AFTER };
  g_autoptr (GError) error = NULL;
  int code = -1;

  mixed.crt = isg_test_certificate_make (&what, &mixed.x509_key);
  g_assert_null (isg_cades_sign (mixed.crt, ec.key, data, NOW, &code, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_SIGNATURE_BAD);
  gnutls_x509_crt_deinit (mixed.crt);
  gnutls_x509_privkey_deinit (mixed.x509_key);
}

static void
test_the_ess_of_no_certificate_is_none (void)
{
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) text = g_bytes_new_static ("no certificate", 14);

  g_assert_null (isg_cades_ess_attribute (empty));
  g_assert_null (isg_cades_ess_attribute (text));
}

static void
test_a_certificate_is_a_persons_a_seals_or_neither (void)
{
  static const struct {
    const char *name;
    IsgTestCertificate what;
    IsgCertificateUse use;
    const char *identity;
  } cases[] = {
    { "bare number", { .serial_number = "10000000146" }, ISG_CERTIFICATE_PERSON, "10000000146" },
    { "prefix of ETSI",
      { .serial_number = "PNOTR-10000000146" },
      ISG_CERTIFICATE_PERSON,
      "10000000146" },
    { "prefix TCKN",
      { .serial_number = "TCKN 99000000146" },
      ISG_CERTIFICATE_PERSON,
      "99000000146" },
    { "number in the prefix", { .serial_number = "A1-10000000146" }, ISG_CERTIFICATE_OTHER, NULL },
    { "twelve digits", { .serial_number = "100000001461" }, ISG_CERTIFICATE_OTHER, NULL },
    { "no number", { .serial_number = NULL }, ISG_CERTIFICATE_OTHER, NULL },
    { "tax number", { .serial_number = "1234567890" }, ISG_CERTIFICATE_SEAL, NULL },
    { "a tradesman's seal",
      { .serial_number = "10000000146", .purpose = "2.16.792.1.2.1.1.5.7.50.1" },
      ISG_CERTIFICATE_SEAL,
      "10000000146" },
    { "another purpose",
      { .serial_number = "10000000146", .purpose = GNUTLS_KP_EMAIL_PROTECTION },
      ISG_CERTIFICATE_PERSON,
      "10000000146" },
    { "for encryption",
      { .serial_number = "10000000146", .key_usage = GNUTLS_KEY_KEY_ENCIPHERMENT },
      ISG_CERTIFICATE_OTHER,
      "10000000146" },
    { "for logging in",
      { .serial_number = "10000000146", .key_usage = GNUTLS_KEY_DIGITAL_SIGNATURE },
      ISG_CERTIFICATE_OTHER,
      "10000000146" },
    { "an authority",
      { .serial_number = "10000000146", .is_ca = TRUE },
      ISG_CERTIFICATE_OTHER,
      "10000000146" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgTestCertificate what = cases[i].what;
    gnutls_x509_privkey_t key;
    gnutls_x509_crt_t crt;
    g_autofree char *identity = NULL;

    g_test_message ("%s", cases[i].name);
    what.name = "AYŞE IĞDIRLI";
    what.not_before = NOT_BEFORE;
    what.not_after = NOT_AFTER;
    crt = isg_test_certificate_make (&what, &key);
    identity = isg_certificate_identity (crt);
    g_assert_cmpint (isg_certificate_use (crt), ==, cases[i].use);
    g_assert_cmpstr (identity, ==, cases[i].identity);
    gnutls_x509_crt_deinit (crt);
    gnutls_x509_privkey_deinit (key);
  }
}

int
main (int argc, char **argv)
{
  int result;

  isg_test_init (&argc, &argv);
  person_init (&rsa, "10000000146", "AYŞE IĞDIRLI", TRUE);
  person_init (&ec, "10000000214", "ÖMER ÜNLÜ", FALSE);

  g_test_add_func ("/cades/table", test_only_a_detached_cades_bes_of_one_signer_is_accepted);
  g_test_add_func ("/cades/info", test_a_signature_says_who_signed_and_when);
  g_test_add_func ("/cades/no-time", test_no_signing_time_is_zero);
  g_test_add_func ("/cades/document", test_a_signature_holds_for_its_document_alone);
  g_test_add_func ("/cades/cut", test_every_cut_is_refused);
  g_test_add_func ("/cades/bits", test_no_flipped_bit_changes_what_is_said);
  g_test_add_func ("/cades/garbage", test_garbage_is_refused);
  g_test_add_func ("/cades/other-key", test_a_key_that_is_not_the_certificates_keeps_nothing);
  g_test_add_func ("/cades/ess-of-nothing", test_the_ess_of_no_certificate_is_none);
  g_test_add_func ("/cades/certificate-use", test_a_certificate_is_a_persons_a_seals_or_neither);

  result = g_test_run ();
  person_clear (&rsa);
  person_clear (&ec);
  return result;
}
