/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <gnutls/abstract.h>

G_BEGIN_DECLS

/**
 * IsgTestCertificate:
 * @serial_number: (nullable): the subject's serialNumber
 * @name: the CN
 * @rsa: RSA-2048, else EC P-256
 * @key_usage: GNUTLS_KEY_*; 0 = digitalSignature and nonRepudiation
 * @purpose: (nullable): an extended key usage
 * @is_ca: an authority's
 * @not_before: seconds since 1970 UTC
 * @not_after: seconds since 1970 UTC
 *
 * What a certificate shall say.
 */
typedef struct {
  const char *serial_number;
  const char *name;
  gboolean rsa;
  unsigned key_usage;
  const char *purpose;
  gboolean is_ca;
  gint64 not_before;
  gint64 not_after;
} IsgTestCertificate;

/**
 * isg_test_certificate_make:
 * @what: what it says
 * @out_key: (out): its key, in memory
 *
 * A self-signed certificate, made in memory. Ends the test when it cannot be made.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the certificate; free with gnutls_x509_crt_deinit ()
 */
gnutls_x509_crt_t isg_test_certificate_make (const IsgTestCertificate *what,
                                             gnutls_x509_privkey_t *out_key);

/**
 * isg_test_private_key:
 * @key: a key in memory
 *
 * Thread: any.
 *
 * Returns: (transfer full): the same key to sign with; free with gnutls_privkey_deinit (), before
 * @key
 */
gnutls_privkey_t isg_test_private_key (gnutls_x509_privkey_t key);

G_END_DECLS
