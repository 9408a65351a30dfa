/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgPackContent:
 *
 * What a signed file holds, after its signature held.
 */
typedef struct {
  GBytes *bytes; /* (owned): the content, to the byte */
  char *signer;  /* (owned): the name in the certificate */
  guint issuer;  /* which of the trusted files held that certificate */
} IsgPackContent;

/**
 * isg_pack_content_clear:
 * @content: what is to be emptied
 *
 * Thread: any.
 */
void isg_pack_content_clear (IsgPackContent *content);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsgPackContent, isg_pack_content_clear)

/**
 * isg_pack_cms_open:
 * @file: a file from anywhere
 * @issuers: (element-type GBytes): PEM files with the certificates that may sign a pack
 * @out_content: (out): what was signed; written only on success
 * @error: %ISG_RULES_ERROR _DAMAGED when it is no CMS SignedData with its content inside,
 * _SIGNATURE when it is unsigned or the signature does not hold, _FOREIGN when another certificate
 * signed it
 *
 * One signature, by one of the certificates themselves: there is no chain, so that nobody else can
 * hand out certificates. An algorithm that GnuTLS holds for broken does not hold.
 *
 * Thread: any.  Source: RFC 5652, 5; design.md 4.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_pack_cms_open (GBytes *file,
                            GPtrArray *issuers,
                            IsgPackContent *out_content,
                            GError **error);

G_END_DECLS
