/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-cms.h"

/* 1.2.840.113549.1.7.2, id-signedData */
static const guint8 OID_SIGNED_DATA[] = { 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02 };

/* SignerIdentifier ::= CHOICE { issuerAndSerialNumber, [0] subjectKeyIdentifier } */
static gboolean
read_signer_identifier (IsgGwSpan *rest, IsgGwCms *out)
{
  IsgGwDer identifier;
  IsgGwDer issuer;
  IsgGwDer serial;

  if (!isg_gw_der_next (rest, &identifier))
    return FALSE;
  if (identifier.tag == ISG_GW_DER_KEY_ID) {
    out->key_id = identifier.content;
    return TRUE;
  }
  if (identifier.tag != ISG_GW_DER_SEQUENCE
      || !isg_gw_der_take (&identifier.content, ISG_GW_DER_SEQUENCE, &issuer)
      || !isg_gw_der_take (&identifier.content, ISG_GW_DER_INTEGER, &serial)
      || identifier.content.size != 0)
    return FALSE;

  out->issuer = issuer.whole;
  out->serial = serial.content;
  return TRUE;
}

static gboolean
read_signer (IsgGwSpan rest, IsgGwCms *out)
{
  IsgGwDer version;
  IsgGwDer digest;
  IsgGwDer oid;
  IsgGwDer attributes;
  IsgGwDer algorithm;
  IsgGwDer signature;
  IsgGwDer unsigned_attributes;

  if (!isg_gw_der_take (&rest, ISG_GW_DER_INTEGER, &version) || !read_signer_identifier (&rest, out)
      || !isg_gw_der_take (&rest, ISG_GW_DER_SEQUENCE, &digest)
      || !isg_gw_der_take (&digest.content, ISG_GW_DER_OID, &oid))
    return FALSE;
  out->digest_oid = oid.content;

  if (isg_gw_der_take (&rest, ISG_GW_DER_CONTEXT_0, &attributes))
    out->attributes = attributes.content;
  if (!isg_gw_der_take (&rest, ISG_GW_DER_SEQUENCE, &algorithm)
      || !isg_gw_der_take (&rest, ISG_GW_DER_OCTET_STRING, &signature))
    return FALSE;
  out->signature = signature.content;
  isg_gw_der_take (&rest, ISG_GW_DER_CONTEXT_1, &unsigned_attributes);
  return rest.size == 0;
}

static gboolean
read_signers (IsgGwSpan set, IsgGwCms *out)
{
  IsgGwDer signer;

  while (set.size > 0) {
    IsgGwCms ignored = { 0 };

    if (!isg_gw_der_take (&set, ISG_GW_DER_SEQUENCE, &signer)
        || !read_signer (signer.content, out->n_signers == 0 ? out : &ignored))
      return FALSE;
    out->n_signers++;
  }
  return TRUE;
}

static gboolean
read_signed_data (IsgGwSpan rest, IsgGwCms *out)
{
  IsgGwDer version;
  IsgGwDer digests;
  IsgGwDer encapsulated;
  IsgGwDer type;
  IsgGwDer part;

  if (!isg_gw_der_take (&rest, ISG_GW_DER_INTEGER, &version)
      || !isg_gw_der_take (&rest, ISG_GW_DER_SET, &digests)
      || !isg_gw_der_take (&rest, ISG_GW_DER_SEQUENCE, &encapsulated)
      || !isg_gw_der_take (&encapsulated.content, ISG_GW_DER_OID, &type))
    return FALSE;
  out->content_type = type.content;
  out->has_content = encapsulated.content.size > 0;

  if (isg_gw_der_take (&rest, ISG_GW_DER_CONTEXT_0, &part))
    out->certificates = part.content;
  isg_gw_der_take (&rest, ISG_GW_DER_CONTEXT_1, &part);
  return isg_gw_der_take (&rest, ISG_GW_DER_SET, &part) && rest.size == 0
         && read_signers (part.content, out);
}

gboolean
isg_gw_cms_read (IsgGwSpan der, IsgGwCms *out)
{
  const IsgGwSpan signed_data = { OID_SIGNED_DATA, sizeof OID_SIGNED_DATA };
  IsgGwCms cms = { 0 };
  IsgGwDer info;
  IsgGwDer type;
  IsgGwDer content;
  IsgGwDer data;

  if (!isg_gw_der_take (&der, ISG_GW_DER_SEQUENCE, &info) || der.size != 0
      || !isg_gw_der_take (&info.content, ISG_GW_DER_OID, &type)
      || !isg_gw_span_equal (type.content, signed_data)
      || !isg_gw_der_take (&info.content, ISG_GW_DER_CONTEXT_0, &content) || info.content.size != 0
      || !isg_gw_der_take (&content.content, ISG_GW_DER_SEQUENCE, &data)
      || content.content.size != 0 || !read_signed_data (data.content, &cms))
    return FALSE;

  *out = cms;
  return TRUE;
}

gboolean
isg_gw_cms_attribute (const IsgGwCms *cms, const guint8 *oid, gsize oid_size, IsgGwDer *out_value)
{
  const IsgGwSpan wanted = { oid, oid_size };
  IsgGwSpan rest = cms->attributes;
  IsgGwDer attribute;
  IsgGwDer value = { 0 };
  guint n_found = 0;

  while (isg_gw_der_take (&rest, ISG_GW_DER_SEQUENCE, &attribute)) {
    IsgGwDer type;
    IsgGwDer values;

    if (!isg_gw_der_take (&attribute.content, ISG_GW_DER_OID, &type)
        || !isg_gw_der_take (&attribute.content, ISG_GW_DER_SET, &values))
      return FALSE;
    if (!isg_gw_span_equal (type.content, wanted))
      continue;
    n_found++;
    if (!isg_gw_der_next (&values.content, &value) || values.content.size != 0)
      return FALSE;
  }
  if (rest.size != 0 || n_found != 1)
    return FALSE;

  *out_value = value;
  return TRUE;
}
