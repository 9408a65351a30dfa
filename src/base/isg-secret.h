/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgSecret:
 *
 * A passphrase, PIN, password or key: in memory that is locked, kept out of core dumps and wiped
 * when freed. Immutable, reference counted; never printed. A forked child sees zeros in its place.
 */
typedef struct _IsgSecret IsgSecret;

/**
 * isg_secret_new:
 * @data: (array length=length): the bytes; the caller wipes its own copy
 * @length: their number, at most 4096; -1 for a NUL-terminated text
 * @error: %ISG_BASE_ERROR _MEMORY or _RANGE
 *
 * Thread: any.
 *
 * Returns: (transfer full): the secret, or %NULL with @error
 */
IsgSecret *isg_secret_new (const void *data, gssize length, GError **error);

/**
 * isg_secret_ref:
 * @secret: a secret
 *
 * Thread: any.
 *
 * Returns: (transfer full): @secret
 */
IsgSecret *isg_secret_ref (IsgSecret *secret);

/**
 * isg_secret_unref:
 * @secret: (transfer full): a secret; wiped with the last reference
 *
 * Thread: any.
 */
void isg_secret_unref (IsgSecret *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgSecret, isg_secret_unref)

/**
 * isg_secret_peek:
 * @secret: a secret
 * @length: (out) (optional): how many bytes
 *
 * Thread: any.
 *
 * Returns: (transfer none): the bytes, followed by a NUL that is not counted; not to be copied out
 * of locked memory
 */
const char *isg_secret_peek (IsgSecret *secret, gsize *length);

/**
 * isg_secret_equal:
 * @a: a secret
 * @b: a secret
 *
 * In a time that depends on the lengths alone.
 *
 * Thread: any.
 *
 * Returns: whether they are the same bytes
 */
gboolean isg_secret_equal (IsgSecret *a, IsgSecret *b);

/**
 * isg_secret_wipe:
 * @data: memory of the caller
 * @length: bytes
 *
 * Overwrites, in a way that the compiler does not leave out.
 *
 * Thread: any.
 */
void isg_secret_wipe (void *data, gsize length);

/**
 * isg_secret_read_file:
 * @path: a file whose first line is the secret
 * @error: a %G_FILE_ERROR, or %ISG_BASE_ERROR _FORMAT when it is empty or has a NUL, _RANGE or
 * _MEMORY as isg_secret_new ()
 *
 * Thread: any.
 *
 * Returns: (transfer full): the first line without its end, or %NULL with @error
 */
IsgSecret *isg_secret_read_file (const char *path, GError **error);

/**
 * isg_secret_forbid_core_dumps:
 *
 * No image of this process is written when it crashes, to a file or to a program that collects
 * them. To be called first in main().
 *
 * Thread: main.
 */
void isg_secret_forbid_core_dumps (void);

G_END_DECLS
