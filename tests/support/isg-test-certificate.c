/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-test-certificate.h"

#include <string.h>

/* A fault here is one of the machine or of the test: there is nothing to go on with. */
#define MUST(call) g_assert_cmpint ((call), >=, 0)

#define RSA_BITS 2048

static void
set_subject (gnutls_x509_crt_t crt, const IsgTestCertificate *what)
{
  MUST (gnutls_x509_crt_set_dn_by_oid (crt, GNUTLS_OID_X520_COUNTRY_NAME, 0, "TR", 2));
  if (what->serial_number != NULL)
    MUST (gnutls_x509_crt_set_dn_by_oid (crt,
                                         "2.5.4.5",
                                         0,
                                         what->serial_number,
                                         (unsigned) strlen (what->serial_number)));
  MUST (gnutls_x509_crt_set_dn_by_oid (crt,
                                       GNUTLS_OID_X520_COMMON_NAME,
                                       0,
                                       what->name,
                                       (unsigned) strlen (what->name)));
}

gnutls_x509_crt_t
isg_test_certificate_make (const IsgTestCertificate *what, gnutls_x509_privkey_t *out_key)
{
  static const unsigned signing = GNUTLS_KEY_DIGITAL_SIGNATURE | GNUTLS_KEY_NON_REPUDIATION;
  static gint next_serial = 1000;
  gint serial = g_atomic_int_add (&next_serial, 1);
  unsigned char serial_bytes[3] = { 1, (unsigned char) (serial >> 8), (unsigned char) serial };
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t crt;

  MUST (gnutls_x509_privkey_init (&key));
  if (what->rsa)
    MUST (gnutls_x509_privkey_generate (key, GNUTLS_PK_RSA, RSA_BITS, 0));
  else
    MUST (gnutls_x509_privkey_generate (key,
                                        GNUTLS_PK_ECDSA,
                                        GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1),
                                        0));

  MUST (gnutls_x509_crt_init (&crt));
  MUST (gnutls_x509_crt_set_version (crt, 3));
  MUST (gnutls_x509_crt_set_serial (crt, serial_bytes, sizeof serial_bytes));
  set_subject (crt, what);
  MUST (gnutls_x509_crt_set_activation_time (crt, (time_t) what->not_before));
  MUST (gnutls_x509_crt_set_expiration_time (crt, (time_t) what->not_after));
  MUST (gnutls_x509_crt_set_key (crt, key));
  MUST (gnutls_x509_crt_set_basic_constraints (crt, what->is_ca, -1));
  MUST (gnutls_x509_crt_set_key_usage (crt, what->key_usage != 0 ? what->key_usage : signing));
  if (what->purpose != NULL)
    MUST (gnutls_x509_crt_set_key_purpose_oid (crt, what->purpose, 0));
  MUST (gnutls_x509_crt_sign2 (crt, crt, key, GNUTLS_DIG_SHA256, 0));

  *out_key = key;
  return crt;
}

gnutls_privkey_t
isg_test_private_key (gnutls_x509_privkey_t key)
{
  gnutls_privkey_t private_key;

  MUST (gnutls_privkey_init (&private_key));
  MUST (gnutls_privkey_import_x509 (private_key, key, GNUTLS_PRIVKEY_IMPORT_COPY));
  return private_key;
}
