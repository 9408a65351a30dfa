/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-secret.h"

G_BEGIN_DECLS

/* The desktop's keyring as a keeper of what opens the store: a random text for each key. It is
 * asked only while it is open, so that nothing waits for a window that nobody sees. */

/**
 * isg_keyring_is_open:
 *
 * Thread: any; asks another process.
 *
 * Returns: whether there is a keyring that answers without asking anybody
 */
gboolean isg_keyring_is_open (void);

/**
 * isg_keyring_make:
 * @uuid: of the key (isg_store_key_uuid ())
 * @error: %ISG_BASE_ERROR _MEMORY, or what the keyring says
 *
 * Makes 130 random bits and puts them into the keyring.
 *
 * Thread: any; asks another process.
 *
 * Returns: (transfer full): the secret, or %NULL with @error
 */
IsgSecret *isg_keyring_make (const char *uuid, GError **error);

/**
 * isg_keyring_take:
 * @uuid: of the key
 *
 * Thread: any; asks another process.
 *
 * Returns: (transfer full) (nullable): the secret; %NULL when there is none or no open keyring
 */
IsgSecret *isg_keyring_take (const char *uuid);

/**
 * isg_keyring_drop:
 * @uuid: of a key that is not used any more
 *
 * Thread: any; asks another process.
 */
void isg_keyring_drop (const char *uuid);

G_END_DECLS
