/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgGwSpan:
 *
 * A run of bytes that somebody else owns; it is eaten from the front while reading.
 */
typedef struct {
  const guint8 *data;
  gsize size;
} IsgGwSpan;

/**
 * IsgGwDer:
 *
 * One DER element: its identifier octet, the whole of it, and its content.
 */
typedef struct {
  guint8 tag;
  IsgGwSpan whole;
  IsgGwSpan content;
} IsgGwDer;

/* Identifier octets that CMS uses. */
#define ISG_GW_DER_INTEGER          0x02
#define ISG_GW_DER_OCTET_STRING     0x04
#define ISG_GW_DER_OID              0x06
#define ISG_GW_DER_UTC_TIME         0x17
#define ISG_GW_DER_GENERALIZED_TIME 0x18
#define ISG_GW_DER_SEQUENCE         0x30
#define ISG_GW_DER_SET              0x31
#define ISG_GW_DER_CONTEXT_0        0xa0
#define ISG_GW_DER_CONTEXT_1        0xa1
#define ISG_GW_DER_KEY_ID           0x80

/**
 * isg_gw_der_next:
 * @rest: (inout): bytes; the element is taken off its front
 * @out: (out): the element
 *
 * Reads one element with a definite, shortest length (DER, X.690 10.1) and a one-octet identifier.
 *
 * Thread: any.
 *
 * Returns: whether there was one; else neither is written
 */
gboolean isg_gw_der_next (IsgGwSpan *rest, IsgGwDer *out);

/**
 * isg_gw_der_take:
 * @rest: (inout): bytes; the element is taken off its front
 * @tag: the identifier it must have
 * @out: (out): the element
 *
 * Thread: any.
 *
 * Returns: whether the next element has that identifier; else neither is written
 */
gboolean isg_gw_der_take (IsgGwSpan *rest, guint8 tag, IsgGwDer *out);

/**
 * isg_gw_span_equal:
 * @a: bytes
 * @b: bytes
 *
 * Thread: any.
 *
 * Returns: whether they are the same bytes
 */
gboolean isg_gw_span_equal (IsgGwSpan a, IsgGwSpan b);

/**
 * isg_gw_der_parse_time:
 * @element: a UTCTime or GeneralizedTime in Zulu time with seconds
 * @out_seconds: (out): seconds since 1970
 *
 * Thread: any.
 *
 * Returns: whether it is such a time; else nothing is written
 */
gboolean isg_gw_der_parse_time (const IsgGwDer *element, gint64 *out_seconds);

G_END_DECLS
