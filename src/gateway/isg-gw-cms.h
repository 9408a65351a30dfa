/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-der.h"

G_BEGIN_DECLS

/**
 * IsgGwCms:
 *
 * The outline of a CMS SignedData (RFC 5652): spans into the bytes it was read from, which must
 * outlive it. The signer's members are those of the first SignerInfo.
 */
typedef struct {
  IsgGwSpan content_type;
  gboolean has_content;
  IsgGwSpan certificates; /* the content of [0], empty when there is none */
  guint n_signers;
  IsgGwSpan issuer;     /* whole Name; empty when the signer is named by key identifier */
  IsgGwSpan serial;     /* content of the INTEGER */
  IsgGwSpan key_id;     /* content of [0]; empty when named by issuer and serial */
  IsgGwSpan digest_oid; /* content */
  IsgGwSpan attributes; /* the content of the signed attributes */
  IsgGwSpan signature;  /* the signature's octets */
} IsgGwCms;

/**
 * isg_gw_cms_read:
 * @der: bytes
 * @out: (out): the outline
 *
 * Thread: any.
 *
 * Returns: whether @der is one DER ContentInfo with SignedData, every part in its place and nothing
 * after it; else nothing is written
 */
gboolean isg_gw_cms_read (IsgGwSpan der, IsgGwCms *out);

/**
 * isg_gw_cms_attribute:
 * @cms: an outline
 * @oid: (array length=oid_size): the content octets of the attribute's type
 * @oid_size: their number
 * @out_value: (out): its value
 *
 * Thread: any.
 *
 * Returns: whether the signer has exactly one such signed attribute with exactly one value; else
 * nothing is written
 */
gboolean isg_gw_cms_attribute (const IsgGwCms *cms,
                               const guint8 *oid,
                               gsize oid_size,
                               IsgGwDer *out_value);

G_END_DECLS
