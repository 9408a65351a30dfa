/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-bytes.h"

#include <string.h>

char *
isg_bytes_sha256_hex (GBytes *bytes)
{
  guint8 digest[32];
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  isg_bytes_sha256 (data, length, digest);
  return isg_bytes_to_hex (digest, sizeof digest);
}

void
isg_bytes_sha256 (const void *data, gsize length, guint8 out[32])
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize digest_length = 32;

  if (length > 0)
    g_checksum_update (checksum, data, (gssize) length);
  g_checksum_get_digest (checksum, out, &digest_length);
}

GBytes *
isg_bytes_from_hex (const char *hex)
{
  gsize length = strlen (hex);
  g_autofree guint8 *data = NULL;

  if (length % 2 != 0)
    return NULL;

  data = g_malloc (length / 2 + 1);
  for (gsize i = 0; i < length / 2; i++) {
    int high = g_ascii_xdigit_value (hex[2 * i]);
    int low = g_ascii_xdigit_value (hex[2 * i + 1]);

    if (high < 0 || low < 0)
      return NULL;
    data[i] = (guint8) (high * 16 + low);
  }
  return g_bytes_new_take (g_steal_pointer (&data), length / 2);
}

char *
isg_bytes_to_hex (const guint8 *data, gsize length)
{
  static const char digits[] = "0123456789abcdef";
  char *hex = g_malloc (2 * length + 1);

  for (gsize i = 0; i < length; i++) {
    hex[2 * i] = digits[data[i] >> 4];
    hex[2 * i + 1] = digits[data[i] & 15];
  }
  hex[2 * length] = '\0';
  return hex;
}
