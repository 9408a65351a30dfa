/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-number.h"

#include <string.h>

#include "base/isg-bytes.h"

/* sorguNo has at most eleven digits and 0 is none (sandbox-wire.md). */
#define LARGEST G_GUINT64_CONSTANT (99999999999)

guint64
isg_number_derive (const char *record_uuid, const char *part, guint n)
{
  g_autofree char *seed = NULL;
  guint8 digest[32];
  guint64 number = 0;

  g_return_val_if_fail (record_uuid != NULL, 0);
  g_return_val_if_fail (part != NULL, 0);
  g_return_val_if_fail (n > 0, 0);

  seed = g_strdup_printf ("isg-sorguno-1|%s|%s|%u", record_uuid, part, n);
  isg_bytes_sha256 (seed, strlen (seed), digest);
  for (guint i = 0; i < 8; i++)
    number = number << 8 | digest[i];
  return 1 + number % LARGEST;
}
