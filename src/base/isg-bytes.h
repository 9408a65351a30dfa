/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * isg_bytes_sha256_hex:
 * @bytes: any bytes
 *
 * Thread: any.
 *
 * Returns: (transfer full): 64 lower-case hexadecimal digits
 */
char *isg_bytes_sha256_hex (GBytes *bytes);

/**
 * isg_bytes_sha256:
 * @data: (array length=length): any bytes
 * @length: their number
 * @out: (array fixed-size=32): the digest
 *
 * Thread: any.
 */
void isg_bytes_sha256 (const void *data, gsize length, guint8 out[32]);

/**
 * isg_bytes_from_hex:
 * @hex: an even number of hexadecimal digits
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the bytes, or %NULL when it is not hexadecimal
 */
GBytes *isg_bytes_from_hex (const char *hex);

/**
 * isg_bytes_to_hex:
 * @data: (array length=length): any bytes
 * @length: their number
 *
 * Thread: any.
 *
 * Returns: (transfer full): lower-case hexadecimal digits
 */
char *isg_bytes_to_hex (const guint8 *data, gsize length);

G_END_DECLS
