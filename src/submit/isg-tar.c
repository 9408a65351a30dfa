/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-tar.h"

#include <string.h>

#define BLOCK 512

/* Places in a header: POSIX.1-2017, pax, "ustar Interchange Format". */
#define AT_MODE     100
#define AT_SIZE     124
#define AT_TIME     136
#define AT_CHECKSUM 148
#define AT_TYPE     156
#define AT_MAGIC    257
#define NAME_SIZE   100

static void
put_octal (guint8 *header, gsize at, gsize digits, guint64 number)
{
  g_autofree char *text = g_strdup_printf ("%0*" G_GINT64_MODIFIER "o", (int) digits, number);

  memcpy (header + at, text, digits);
}

/* The sum of the header's bytes, with spaces in the place of the sum itself. */
static guint
checksum (const guint8 *header)
{
  guint sum = 0;

  for (gsize i = 0; i < BLOCK; i++)
    sum += i >= AT_CHECKSUM && i < AT_CHECKSUM + 8 ? ' ' : header[i];
  return sum;
}

static void
pad (GByteArray *tar)
{
  static const guint8 zeros[BLOCK];
  gsize rest = tar->len % BLOCK;

  if (rest > 0)
    g_byte_array_append (tar, zeros, (guint) (BLOCK - rest));
}

void
isg_tar_add (GByteArray *tar, const char *name, GBytes *content, gint64 time)
{
  guint8 header[BLOCK] = { 0 };
  gsize length;
  const guint8 *data = g_bytes_get_data (content, &length);

  g_return_if_fail (strlen (name) <= NAME_SIZE);
  memcpy (header, name, strlen (name));
  put_octal (header, AT_MODE, 7, 0600);
  put_octal (header, AT_SIZE, 11, length);
  put_octal (header, AT_TIME, 11, (guint64) MAX (0, time));
  header[AT_TYPE] = '0';
  memcpy (header + AT_MAGIC, "ustar\00000", 8);
  put_octal (header, AT_CHECKSUM, 6, checksum (header));
  header[AT_CHECKSUM + 7] = ' ';
  g_byte_array_append (tar, header, BLOCK);
  if (length > 0)
    g_byte_array_append (tar, data, (guint) length);
  pad (tar);
}

void
isg_tar_end (GByteArray *tar)
{
  static const guint8 zeros[2 * BLOCK];

  g_byte_array_append (tar, zeros, sizeof zeros);
}

/* ---- reading ---- */

static void
file_free (gpointer data)
{
  IsgTarFile *file = data;

  g_free (file->name);
  g_clear_pointer (&file->content, g_bytes_unref);
  g_free (file);
}

gboolean
isg_tar_is (GBytes *bytes)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  return length >= BLOCK && memcmp (data + AT_MAGIC, "ustar", 5) == 0;
}

static gboolean
get_octal (const guint8 *header, gsize at, gsize digits, guint64 *out)
{
  char text[16];
  char *end;

  memcpy (text, header + at, digits);
  text[digits] = '\0';
  *out = g_ascii_strtoull (text, &end, 8);
  return end != text && (*end == '\0' || *end == ' ');
}

static gboolean
is_end (const guint8 *header)
{
  for (gsize i = 0; i < BLOCK; i++)
    if (header[i] != 0)
      return FALSE;
  return TRUE;
}

static IsgTarFile *
read_file (GBytes *bytes, const guint8 *header, gsize at, gsize length, gsize *out_next)
{
  guint64 size, sum;
  IsgTarFile *file;
  gsize blocks;

  if (memcmp (header + AT_MAGIC, "ustar", 5) != 0 || header[AT_TYPE] != '0'
      || !get_octal (header, AT_CHECKSUM, 6, &sum) || sum != checksum (header)
      || !get_octal (header, AT_SIZE, 11, &size) || size > length - at - BLOCK)
    return NULL;
  blocks = ((gsize) size + BLOCK - 1) / BLOCK;
  if (at + BLOCK + blocks * BLOCK > length)
    return NULL;
  file = g_new0 (IsgTarFile, 1);
  file->name = g_strndup ((const char *) header, NAME_SIZE);
  file->content = g_bytes_new_from_bytes (bytes, at + BLOCK, (gsize) size);
  *out_next = at + BLOCK + blocks * BLOCK;
  return file;
}

GPtrArray *
isg_tar_read (GBytes *bytes)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (file_free);
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  for (gsize at = 0; at + BLOCK <= length;) {
    IsgTarFile *file;

    if (is_end (data + at))
      return g_steal_pointer (&files);
    file = read_file (bytes, data + at, at, length, &at);
    if (file == NULL)
      return NULL;
    g_ptr_array_add (files, file);
  }
  return NULL;
}
