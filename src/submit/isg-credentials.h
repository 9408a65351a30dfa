/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-secret.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * isg_credentials_keep:
 * @store: a store
 * @password: (nullable): the firm's password; %NULL forgets it
 * @keyring: whether the desktop's keyring is asked first
 * @out_in_keyring: (out) (optional): whether it lies in the keyring now, and not in the store
 * @error: %ISG_STORE_ERROR
 *
 * Keeps the firm's password in the desktop's keyring or, when there is none or it does not answer,
 * in the store. It lies in one of the two, never in both. A keyring may ask for its own passphrase:
 * call it where that does not block a screen.
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE, and the old password kept, with @error
 */
gboolean isg_credentials_keep (IsgStore *store,
                               IsgSecret *password,
                               gboolean keyring,
                               gboolean *out_in_keyring,
                               GError **error);

/**
 * isg_credentials_password:
 * @store: a store
 * @out_password: (out) (transfer full) (nullable): the firm's password, or %NULL when none was
 * given or the keyring is shut
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_credentials_password (IsgStore *store, IsgSecret **out_password, GError **error);

/**
 * isg_credentials_in_keyring:
 * @store: a store
 *
 * Thread: the owner of @store.
 *
 * Returns: whether the password was put into the keyring
 */
gboolean isg_credentials_in_keyring (IsgStore *store);

G_END_DECLS
