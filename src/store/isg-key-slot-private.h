/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-cipher-header-private.h"
#include "store/isg-store-key.h"

G_BEGIN_DECLS

/* How a secret wraps the file key: AES-256-GCM under a key made of the secret and the slot's salt,
 * with uuid, kind and rounds as associated data, so that none of them can be changed.  A passphrase
 * goes through PBKDF2-HMAC-SHA512; the other secrets have at least 128 random bits and go through
 * HKDF-SHA256. */

#define ISG_KEY_MIN_ROUNDS 210000
#define ISG_KEY_MAX_ROUNDS 10000000 /* more would be a trap for whoever opens the file */

/**
 * isg_key_slot_wrap:
 * @file_key: what is wrapped
 * @uuid: of the key
 * @kind: of the secret
 * @rounds: of a passphrase; 0 otherwise
 * @secret: the secret
 * @now: seconds since 1970, UTC
 * @out: (out): the slot
 * @error: %ISG_STORE_ERROR _INVALID for rounds out of range, _IO when the library fails
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_key_slot_wrap (IsgSecret *file_key,
                            const guint8 uuid[16],
                            IsgKeySlotKind kind,
                            guint32 rounds,
                            IsgSecret *secret,
                            gint64 now,
                            IsgCipherSlot *out,
                            GError **error);

/**
 * isg_key_slot_unwrap:
 * @slot: a slot
 * @uuid: of the key
 * @secret: a secret
 * @out_key: (out) (transfer full) (nullable): the file key, or %NULL when the secret is another
 * @error: %ISG_STORE_ERROR _CORRUPT for rounds out of range, _IO
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_key_slot_unwrap (const IsgCipherSlot *slot,
                              const guint8 uuid[16],
                              IsgSecret *secret,
                              IsgSecret **out_key,
                              GError **error);

/**
 * isg_key_slot_calibrate:
 *
 * Thread: any; takes a tenth of a second.
 *
 * Returns: rounds that take about half a second here, within the limits
 */
guint32 isg_key_slot_calibrate (void);

G_END_DECLS
