/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Tags that a CMS and a certificate use; [0] and [1] are constructed. */
#define ISG_DER_INTEGER          0x02
#define ISG_DER_OCTET_STRING     0x04
#define ISG_DER_NULL             0x05
#define ISG_DER_OID              0x06
#define ISG_DER_UTC_TIME         0x17
#define ISG_DER_GENERALIZED_TIME 0x18
#define ISG_DER_SEQUENCE         0x30
#define ISG_DER_SET              0x31
#define ISG_DER_CONTEXT_0        0xa0
#define ISG_DER_CONTEXT_1        0xa1
#define ISG_DER_CONTEXT_4        0xa4

/**
 * IsgDer:
 * @data: (unowned): bytes of the caller
 * @length: how many are left
 *
 * A stretch of DER. Passed by value; reading moves @data on.
 */
typedef struct {
  const guint8 *data;
  gsize length;
} IsgDer;

/**
 * isg_der_from_bytes:
 * @bytes: bytes that live longer than the result
 *
 * Thread: any.
 *
 * Returns: all of @bytes
 */
IsgDer isg_der_from_bytes (GBytes *bytes);

/**
 * isg_der_next:
 * @rest: (inout): where to read; moved behind the element
 * @out_tag: (out) (optional): its tag
 * @out_content: (out) (optional): its content
 * @out_whole: (out) (optional): tag, length and content
 *
 * Reads one element, whatever it is. Strict: one-byte tags, definite and shortest lengths, nothing
 * beyond @rest.
 *
 * Thread: any.  Source: X.690, 10.1.
 *
 * Returns: %FALSE, and nothing written or moved, when there is no element of that form
 */
gboolean isg_der_next (IsgDer *rest, guint8 *out_tag, IsgDer *out_content, IsgDer *out_whole);

/**
 * isg_der_take:
 * @rest: (inout): where to read; moved behind the element
 * @tag: the tag that must come
 * @out_content: (out) (optional): its content
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written or moved, when something else comes
 */
gboolean isg_der_take (IsgDer *rest, guint8 tag, IsgDer *out_content);

/**
 * isg_der_is:
 * @der: a stretch
 * @data: (array length=length): bytes
 * @length: their number
 *
 * Thread: any.
 *
 * Returns: whether they are the same bytes
 */
gboolean isg_der_is (IsgDer der, const void *data, gsize length);

/**
 * isg_der_to_time:
 * @tag: %ISG_DER_UTC_TIME or %ISG_DER_GENERALIZED_TIME
 * @content: of that element
 * @out_seconds: (out): seconds since 1970 UTC
 *
 * "YYMMDDHHMMSSZ" (1950 to 2049) or "YYYYMMDDHHMMSSZ" and nothing else.
 *
 * Thread: any.  Source: RFC 5652, 11.3.
 *
 * Returns: %FALSE, and nothing written, when it is no such time
 */
gboolean isg_der_to_time (guint8 tag, IsgDer content, gint64 *out_seconds);

/**
 * isg_der_append:
 * @out: where to write
 * @tag: the tag
 * @content: (array length=length) (nullable): the content
 * @length: its bytes
 *
 * Thread: any.
 */
void isg_der_append (GByteArray *out, guint8 tag, const void *content, gsize length);

/**
 * isg_der_append_time:
 * @out: where to write
 * @seconds: seconds since 1970 UTC
 *
 * UTCTime up to 2049, GeneralizedTime after.
 *
 * Thread: any.  Source: RFC 5652, 11.3.
 */
void isg_der_append_time (GByteArray *out, gint64 seconds);

G_END_DECLS
