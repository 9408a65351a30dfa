/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-der.h"

#include <string.h>

#include "base/isg-date.h"

#define SECONDS_PER_DAY 86400

/* The first second of 2050, where UTCTime ends. */
#define UTC_TIME_END G_GINT64_CONSTANT (2524608000)

IsgDer
isg_der_from_bytes (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return (IsgDer){ data, length };
}

/* Reads the length octets at @data; @out_header counts the tag with them. */
static gboolean
read_length (IsgDer from, gsize *out_header, gsize *out_length)
{
  gsize length = 0;
  guint n;

  if (from.length < 2)
    return FALSE;
  if (from.data[1] < 0x80) {
    *out_header = 2;
    *out_length = from.data[1];
    return TRUE;
  }

  n = from.data[1] & 0x7f;
  if (n < 1 || n > 4 || from.length < 2 + (gsize) n || from.data[2] == 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    length = (length << 8) | from.data[2 + i];
  if (length < 0x80)
    return FALSE;

  *out_header = 2 + n;
  *out_length = length;
  return TRUE;
}

gboolean
isg_der_next (IsgDer *rest, guint8 *out_tag, IsgDer *out_content, IsgDer *out_whole)
{
  const guint8 *start = rest->data;
  gsize header, length;

  if (!read_length (*rest, &header, &length) || length > rest->length - header)
    return FALSE;
  /* A tag number of 31 or more goes on in further octets; nothing we read has one. */
  if ((start[0] & 0x1f) == 0x1f)
    return FALSE;

  if (out_tag != NULL)
    *out_tag = start[0];
  if (out_content != NULL)
    *out_content = (IsgDer){ start + header, length };
  if (out_whole != NULL)
    *out_whole = (IsgDer){ start, header + length };
  rest->data += header + length;
  rest->length -= header + length;
  return TRUE;
}

gboolean
isg_der_take (IsgDer *rest, guint8 tag, IsgDer *out_content)
{
  if (rest->length == 0 || rest->data[0] != tag)
    return FALSE;

  return isg_der_next (rest, NULL, out_content, NULL);
}

gboolean
isg_der_is (IsgDer der, const void *data, gsize length)
{
  return der.length == length && (length == 0 || memcmp (der.data, data, length) == 0);
}

static gboolean
read_number (IsgDer *rest, gsize digits, int *out_value)
{
  int value = 0;

  if (rest->length < digits)
    return FALSE;
  for (gsize i = 0; i < digits; i++) {
    if (!g_ascii_isdigit (rest->data[i]))
      return FALSE;
    value = value * 10 + (rest->data[i] - '0');
  }

  rest->data += digits;
  rest->length -= digits;
  *out_value = value;
  return TRUE;
}

gboolean
isg_der_to_time (guint8 tag, IsgDer content, gint64 *out_seconds)
{
  int year, month, day, hour, minute, second;
  IsgDate date;

  if (tag != ISG_DER_UTC_TIME && tag != ISG_DER_GENERALIZED_TIME)
    return FALSE;
  if (!read_number (&content, tag == ISG_DER_UTC_TIME ? 2 : 4, &year)
      || !read_number (&content, 2, &month) || !read_number (&content, 2, &day)
      || !read_number (&content, 2, &hour) || !read_number (&content, 2, &minute)
      || !read_number (&content, 2, &second) || !isg_der_is (content, "Z", 1))
    return FALSE;

  if (tag == ISG_DER_UTC_TIME)
    year += year < 50 ? 2000 : 1900;
  date = isg_date_new (year, month, day);
  if (date == ISG_DATE_NONE || hour > 23 || minute > 59 || second > 59)
    return FALSE;

  *out_seconds = (gint64) date * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  return TRUE;
}

void
isg_der_append (GByteArray *out, guint8 tag, const void *content, gsize length)
{
  guint8 header[6] = { tag };
  guint n = 0;

  g_assert (length <= G_MAXINT32);

  if (length < 0x80) {
    header[1] = (guint8) length;
  } else {
    for (gsize left = length; left > 0; left >>= 8)
      n++;
    header[1] = (guint8) (0x80 | n);
    for (guint i = 0; i < n; i++)
      header[2 + i] = (guint8) (length >> (8 * (n - 1 - i)));
  }

  g_byte_array_append (out, header, 2 + n);
  if (length > 0)
    g_byte_array_append (out, content, (guint) length);
}

void
isg_der_append_time (GByteArray *out, gint64 seconds)
{
  gint64 days = seconds / SECONDS_PER_DAY;
  int rest = (int) (seconds % SECONDS_PER_DAY);
  int year, month, day;
  g_autofree char *text = NULL;

  g_assert (seconds >= 0);

  isg_date_split ((IsgDate) days, &year, &month, &day);
  text = g_strdup_printf ("%04d%02d%02d%02d%02d%02dZ",
                          year,
                          month,
                          day,
                          rest / 3600,
                          rest / 60 % 60,
                          rest % 60);
  if (seconds < UTC_TIME_END)
    isg_der_append (out, ISG_DER_UTC_TIME, text + 2, strlen (text) - 2);
  else
    isg_der_append (out, ISG_DER_GENERALIZED_TIME, text, strlen (text));
}
