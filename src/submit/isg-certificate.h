/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
/* lint-allow L1: signer and verifier read certificates alike; abstract.h brings in x509.h and
 * pkcs11.h. */
#include <gnutls/abstract.h>

G_BEGIN_DECLS

/**
 * IsgCertificateUse:
 * @ISG_CERTIFICATE_OTHER: an issuer's, an encryption certificate, or one without an identity number
 * @ISG_CERTIFICATE_PERSON: a person can sign with it
 * @ISG_CERTIFICATE_SEAL: a mali mühür; no person's signature
 */
typedef enum {
  ISG_CERTIFICATE_OTHER,
  ISG_CERTIFICATE_PERSON,
  ISG_CERTIFICATE_SEAL,
} IsgCertificateUse;

/**
 * isg_certificate_use:
 * @crt: a certificate
 *
 * A person's has digitalSignature and nonRepudiation and an 11-digit number in the subject's
 * serialNumber. A seal has the extended key usage of seals, or a tax number (10 digits) in the
 * serialNumber.
 *
 * Thread: any.  Source: domain.md 9.
 *
 * Returns: what it is for
 */
IsgCertificateUse isg_certificate_use (gnutls_x509_crt_t crt);

/**
 * isg_certificate_identity:
 * @crt: a certificate
 *
 * Thread: any.  Source: domain.md 9.
 *
 * Returns: (transfer full) (nullable): the 11 digits of the subject's serialNumber, a prefix
 * ("PNOTR-") dropped
 */
char *isg_certificate_identity (gnutls_x509_crt_t crt);

/**
 * isg_certificate_name:
 * @crt: a certificate
 * @of_issuer: whether the issuer's is meant
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the CN
 */
char *isg_certificate_name (gnutls_x509_crt_t crt, gboolean of_issuer);

/**
 * isg_certificate_not_after:
 * @der: a certificate, DER
 *
 * Thread: any.
 *
 * Returns: when it ends, seconds since 1970 UTC; 0 when it cannot be read
 */
gint64 isg_certificate_not_after (GBytes *der);

/**
 * isg_certificate_der:
 * @crt: a certificate
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): its DER
 */
GBytes *isg_certificate_der (gnutls_x509_crt_t crt);

G_END_DECLS
