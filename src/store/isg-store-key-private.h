/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-cipher-private.h"
#include "store/isg-store-key.h"

G_BEGIN_DECLS

/**
 * isg_store_key_cipher:
 * @key: (nullable): a key
 * @out_cipher: (out) (transfer full) (nullable): a cipher of its own for one thread's handles;
 * %NULL for no key
 * @error: %ISG_STORE_ERROR _IO
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_key_cipher (IsgStoreKey *key, IsgCipher **out_cipher, GError **error);

/**
 * isg_store_key_secret:
 * @key: a key
 *
 * Thread: any.
 *
 * Returns: (transfer none): the file key
 */
IsgSecret *isg_store_key_secret (IsgStoreKey *key);

/**
 * isg_store_key_cipher_for:
 * @path: a store file or a copy of one
 * @key: (nullable): what may open it
 * @out_cipher: (out) (transfer full) (nullable): as isg_store_key_cipher (); %NULL for a plain file
 * @error: %ISG_STORE_ERROR _LOCKED for an encrypted file without a key, and as
 * isg_cipher_header_of_file ()
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_key_cipher_for (const char *path,
                                   IsgStoreKey *key,
                                   IsgCipher **out_cipher,
                                   GError **error);

G_END_DECLS
