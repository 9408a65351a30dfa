/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "submit/isg-submit-error.h"

G_BEGIN_DECLS

/**
 * IsgCadesInfo:
 *
 * What a signature says of itself, once it has been verified.
 */
typedef struct {
  char *signer_identity; /* (owned) (nullable): 11-digit number of the subject's serialNumber */
  char *signer_name;     /* (owned) (nullable): CN */
  char *issuer_name;     /* (owned) (nullable) */
  gint64 signing_time;   /* seconds since 1970 UTC; 0 when absent */
  gint64 not_before;     /* of the certificate */
  gint64 not_after;
  GBytes *certificate; /* (owned): DER */
} IsgCadesInfo;

/**
 * isg_cades_info_free:
 * @info: (transfer full) (nullable): an info
 *
 * Thread: any.
 */
void isg_cades_info_free (IsgCadesInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgCadesInfo, isg_cades_info_free)

/**
 * isg_cades_ess_attribute:
 * @certificate_der: the signer's certificate
 *
 * The DER value of the signed attribute signingCertificateV2 (1.2.840.113549.1.9.16.2.47): SHA-256
 * of the certificate with the algorithm left out, since it is the default, and the issuer's serial.
 *
 * Thread: any.  Source: RFC 5035; wire.md 3.4.
 *
 * Returns: (transfer full) (nullable): the DER, or %NULL when @certificate_der is no certificate
 */
GBytes *isg_cades_ess_attribute (GBytes *certificate_der);

/**
 * isg_cades_verify:
 * @signature: a CMS in DER
 * @document: the exact bytes that were signed
 * @out_info: (out) (optional): what it says of itself
 * @error: %ISG_SUBMIT_ERROR _SIGNATURE_BAD with what is wrong
 *
 * Checks a detached CAdES-BES: one signer, certificate embedded, content absent, contentType,
 * messageDigest equal to the SHA-256 of @document, signature right, signingCertificateV2 present
 * and its hash that of the certificate (which GnuTLS does not check). The chain is not judged: the
 * issuers are known to the Ministry.
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_cades_verify (GBytes *signature,
                           GBytes *document,
                           IsgCadesInfo **out_info,
                           GError **error);

G_END_DECLS
