/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-der.h"

#include <string.h>

#include "base/isg-date.h"

/* Reads the length octets after the identifier; lengths over four octets have no place in a
 * signature. */
static gboolean
read_length (IsgGwSpan span, gsize *out_header, gsize *out_length)
{
  guint8 first = span.data[1];
  gsize n;
  gsize length = 0;

  if (first < 0x80) {
    *out_header = 2;
    *out_length = first;
    return TRUE;
  }

  n = first & 0x7f;
  if (n == 0 || n > 4 || span.size < 2 + n || span.data[2] == 0)
    return FALSE;
  for (gsize i = 0; i < n; i++)
    length = length << 8 | span.data[2 + i];
  if (length < 0x80)
    return FALSE;

  *out_header = 2 + n;
  *out_length = length;
  return TRUE;
}

gboolean
isg_gw_der_next (IsgGwSpan *rest, IsgGwDer *out)
{
  gsize header;
  gsize length;

  if (rest->size < 2 || (rest->data[0] & 0x1f) == 0x1f || !read_length (*rest, &header, &length)
      || length > rest->size - header)
    return FALSE;

  out->tag = rest->data[0];
  out->whole = (IsgGwSpan){ rest->data, header + length };
  out->content = (IsgGwSpan){ rest->data + header, length };
  rest->data += header + length;
  rest->size -= header + length;
  return TRUE;
}

gboolean
isg_gw_der_take (IsgGwSpan *rest, guint8 tag, IsgGwDer *out)
{
  if (rest->size == 0 || rest->data[0] != tag)
    return FALSE;

  return isg_gw_der_next (rest, out);
}

gboolean
isg_gw_span_equal (IsgGwSpan a, IsgGwSpan b)
{
  return a.size == b.size && (a.size == 0 || memcmp (a.data, b.data, a.size) == 0);
}

static int
two_digits (const guint8 *text)
{
  return (text[0] - '0') * 10 + text[1] - '0';
}

gboolean
isg_gw_der_parse_time (const IsgGwDer *element, gint64 *out_seconds)
{
  const guint8 *text = element->content.data;
  gsize year_digits = element->tag == ISG_GW_DER_UTC_TIME ? 2 : 4;
  int year;
  IsgDate day;

  if ((element->tag != ISG_GW_DER_UTC_TIME && element->tag != ISG_GW_DER_GENERALIZED_TIME)
      || element->content.size != year_digits + 11 || text[year_digits + 10] != 'Z')
    return FALSE;
  for (gsize i = 0; i < year_digits + 10; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  /* RFC 5280, 4.1.2.5.1: 50 to 99 are of the last century. */
  if (year_digits == 2)
    year = two_digits (text) + (two_digits (text) >= 50 ? 1900 : 2000);
  else
    year = two_digits (text) * 100 + two_digits (text + 2);
  text += year_digits;

  day = isg_date_new (year, two_digits (text), two_digits (text + 2));
  if (day == ISG_DATE_NONE || two_digits (text + 4) > 23 || two_digits (text + 6) > 59
      || two_digits (text + 8) > 59)
    return FALSE;

  *out_seconds = (gint64) day * 86400 + two_digits (text + 4) * 3600 + two_digits (text + 6) * 60
                 + two_digits (text + 8);
  return TRUE;
}
