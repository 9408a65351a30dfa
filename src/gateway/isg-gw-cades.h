/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgGwTrust:
 *
 * The certificates that signers' chains must end at. Immutable.
 */
typedef struct _IsgGwTrust IsgGwTrust;

/**
 * isg_gw_trust_new:
 * @path: a PEM file with one CA certificate or more
 * @error: %ISG_GW_ERROR _FILE, or a %G_FILE_ERROR
 *
 * Thread: any.
 *
 * Returns: (transfer full): the trust, or %NULL with @error
 */
IsgGwTrust *isg_gw_trust_new (const char *path, GError **error);

/**
 * isg_gw_trust_free:
 * @trust: (transfer full): a trust
 *
 * Thread: any.
 */
void isg_gw_trust_free (IsgGwTrust *trust);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwTrust, isg_gw_trust_free)

/**
 * IsgGwSigned:
 * @code: 200, or the code under which the signature is refused: 214, 215, 222
 * @signer: (owned) (nullable): the subject's serialNumber once a signer was found
 * @reason: what failed, for the log
 *
 * What the judge of signatures says.
 */
typedef struct {
  int code;
  char *signer;
  const char *reason;
} IsgGwSigned;

/**
 * isg_gw_signed_clear:
 * @verdict: what isg_gw_cades_judge () filled
 *
 * Thread: any.
 */
void isg_gw_signed_clear (IsgGwSigned *verdict);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsgGwSigned, isg_gw_signed_clear)

/**
 * isg_gw_cades_decode:
 * @text: (nullable): an imzaliDeger
 *
 * Thread: any.  Source: sandbox-wire.md, signature policy (else 210).
 *
 * Returns: (transfer full) (nullable): the DER bytes, or %NULL when @text is not base64 without
 * line breaks, or what it holds is no DER CMS SignedData
 */
GBytes *isg_gw_cades_decode (const char *text);

/**
 * isg_gw_cades_judge:
 * @trust: where chains must end
 * @signature: what isg_gw_cades_decode () gave
 * @content: the bytes rebuilt from the message, not any that the client sent along
 * @professional: (nullable): the number that must be the signer's; %NULL takes any person's
 * @now: seconds since 1970
 * @out: (out): the verdict
 *
 * Applies the signature policy in the order 222, 214, 215.
 *
 * Thread: any.  Source: sandbox-wire.md, signature policy of the judges; ETSI EN 319 122-1; RFC
 * 5652; RFC 5035.
 */
void isg_gw_cades_judge (const IsgGwTrust *trust,
                         GBytes *signature,
                         GBytes *content,
                         const char *professional,
                         gint64 now,
                         IsgGwSigned *out);

G_END_DECLS
