/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-certificate.h"
#include "submit/isg-submit-error.h"

G_BEGIN_DECLS

/**
 * isg_cades_sign:
 * @crt: the signer's certificate
 * @key: its key, on a token or in memory; RSA or ECDSA
 * @document: the exact bytes to sign
 * @now: signing time, seconds since 1970 UTC, not negative
 * @out_code: (out): the code of GnuTLS when the key could not sign, else 0
 * @error: %ISG_SUBMIT_ERROR _TOKEN, or _SIGNATURE_BAD when what came does not verify
 *
 * A detached CAdES-BES in DER as isg_signer_sign () promises it, verified by isg_cades_verify ().
 *
 * Thread: any, one at a time for each @key.  Source: wire.md 3.4.
 *
 * Returns: (transfer full): the CMS, or %NULL with @error
 */
GBytes *isg_cades_sign (gnutls_x509_crt_t crt,
                        gnutls_privkey_t key,
                        GBytes *document,
                        gint64 now,
                        int *out_code,
                        GError **error);

G_END_DECLS
