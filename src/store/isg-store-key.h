/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-secret.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/* Keys of an encrypted store.  The file is encrypted under a random file key; each slot in its
 * header wraps that key under a secret.  Changing a slot does not revoke old copies of the file:
 * who has one and the old secret opens it.  isg_store_rekey () makes a new file key. Source:
 * design.md 5, Keys. */

/**
 * IsgKeySlotKind:
 * @ISG_KEY_SLOT_PASSPHRASE: a person remembers it
 * @ISG_KEY_SLOT_RECOVERY: isg_recovery_code_new (), on paper
 * @ISG_KEY_SLOT_KEYRING: at least 128 random bits in the desktop's keyring
 *
 * Who opens the store.
 */
typedef enum {
  ISG_KEY_SLOT_PASSPHRASE = 1,
  ISG_KEY_SLOT_RECOVERY = 2,
  ISG_KEY_SLOT_KEYRING = 3,
} IsgKeySlotKind;

/**
 * IsgKeySlot:
 *
 * What may be known of a slot.
 */
typedef struct {
  char id[33]; /* hexadecimal */
  IsgKeySlotKind kind;
  guint rounds;   /* of a passphrase */
  gint64 created; /* seconds since 1970 UTC */
} IsgKeySlot;

/* IsgStoreKey: what opens one store: file key, uuid and slots, in locked memory as far as it is
 * secret.  Immutable but for isg_store_key_add (); reference counted. */

/**
 * isg_store_key_new:
 * @error: %ISG_STORE_ERROR _IO, or %ISG_BASE_ERROR _MEMORY
 *
 * Thread: any.
 *
 * Returns: (transfer full): a new random key without slots, or %NULL with @error
 */
IsgStoreKey *isg_store_key_new (GError **error);

/**
 * isg_store_key_ref:
 * @key: a key
 *
 * Thread: any.
 *
 * Returns: (transfer full): @key
 */
IsgStoreKey *isg_store_key_ref (IsgStoreKey *key);

/**
 * isg_store_key_unref:
 * @key: (transfer full): a key
 *
 * Thread: any.
 */
void isg_store_key_unref (IsgStoreKey *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgStoreKey, isg_store_key_unref)

/**
 * isg_store_key_add:
 * @key: a key that nobody else has yet
 * @kind: of the secret
 * @secret: the secret
 * @clock: for when it was made
 * @error: %ISG_STORE_ERROR _INVALID when there are 16 slots, _IO
 *
 * A slot for the files that are made with this key. A passphrase takes about half a second.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_key_add (IsgStoreKey *key,
                            IsgKeySlotKind kind,
                            IsgSecret *secret,
                            IsgClock *clock,
                            GError **error);

/**
 * isg_store_key_uuid:
 * @key: a key
 *
 * Thread: any.
 *
 * Returns: (transfer full): the key's identity, by which a keyring finds its secret
 */
char *isg_store_key_uuid (IsgStoreKey *key);

/**
 * isg_store_look_locked:
 * @data_dir: the folder
 * @out_locked: (out): whether the store is encrypted
 * @out_uuid: (out) (transfer full) (nullable) (optional): its key's identity
 * @out_slots: (out) (transfer full) (nullable) (optional) (element-type IsgKeySlot): its slots
 * @error: %ISG_STORE_ERROR _ABSENT, _IO, _CORRUPT, _NEWER
 *
 * Looks at the header, which anybody may read.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_look_locked (const char *data_dir,
                                gboolean *out_locked,
                                char **out_uuid,
                                GPtrArray **out_slots,
                                GError **error);

/**
 * isg_store_look_locked_file:
 * @path: a store file or a copy of one
 * @out_locked: (out): as isg_store_look_locked ()
 * @out_uuid: (out) (transfer full) (nullable) (optional): as isg_store_look_locked ()
 * @out_slots: (out) (transfer full) (nullable) (optional) (element-type IsgKeySlot): its slots
 * @error: as isg_store_look_locked ()
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_look_locked_file (const char *path,
                                     gboolean *out_locked,
                                     char **out_uuid,
                                     GPtrArray **out_slots,
                                     GError **error);

/**
 * isg_store_unlock:
 * @data_dir: the folder of an encrypted store
 * @kind: of the secret
 * @secret: what was typed or found
 * @error: %ISG_STORE_ERROR _KEY when it opens no slot, _ABSENT, _IO, _CORRUPT, _NEWER; for a
 * recovery code also %ISG_BASE_ERROR _FORMAT and _RANGE
 *
 * Tries every slot of this kind, so that the work says nothing about which was the right one, and
 * touches nothing. isg_unlock_wait () says how long to wait before the next try.
 *
 * Thread: any; takes about half a second for each passphrase.
 *
 * Returns: (transfer full): the key, or %NULL with @error
 */
IsgStoreKey *isg_store_unlock (const char *data_dir,
                               IsgKeySlotKind kind,
                               IsgSecret *secret,
                               GError **error);

/**
 * isg_store_unlock_file:
 * @path: an encrypted store file or a copy of one
 * @kind: of the secret
 * @secret: what was typed or found
 * @error: as isg_store_unlock ()
 *
 * Thread: any.
 *
 * Returns: (transfer full): the key, or %NULL with @error
 */
IsgStoreKey *isg_store_unlock_file (const char *path,
                                    IsgKeySlotKind kind,
                                    IsgSecret *secret,
                                    GError **error);

/**
 * IsgUnlockTries:
 *
 * Wrong tries so far; begins as zeros.
 */
typedef struct {
  guint n_failed;
  gint64 last; /* seconds since 1970 UTC */
} IsgUnlockTries;

/**
 * isg_unlock_failed:
 * @tries: the tries so far
 * @clock: the time
 *
 * Thread: the owner of @tries.
 */
void isg_unlock_failed (IsgUnlockTries *tries, IsgClock *clock);

/**
 * isg_unlock_wait:
 * @tries: the tries so far
 * @clock: the time
 *
 * Two tries are free; then 2, 4, 8 … up to 300 seconds. A clock that was set back does not shorten
 * it.
 *
 * Thread: the owner of @tries.
 *
 * Returns: how many seconds the next try has to wait, 0 when it may come
 */
gint64 isg_unlock_wait (const IsgUnlockTries *tries, IsgClock *clock);

/**
 * isg_store_is_encrypted:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: whether its file is
 */
gboolean isg_store_is_encrypted (IsgStore *store);

/**
 * isg_store_key:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: (transfer none) (nullable): the key it was opened with, for handles of other threads
 */
IsgStoreKey *isg_store_key (IsgStore *store);

/**
 * isg_store_slots:
 * @store: an encrypted store
 * @error: %ISG_STORE_ERROR _INVALID when it is not encrypted, _IO, _CORRUPT
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgKeySlot): its slots, or %NULL with @error
 */
GPtrArray *isg_store_slots (IsgStore *store, GError **error);

/**
 * isg_store_add_slot:
 * @store: an encrypted store
 * @kind: of the secret
 * @secret: the new secret
 * @replaces: (nullable): the id of the slot whose place it takes; all of @kind with "*"
 * @error: %ISG_STORE_ERROR _ABSENT for no such slot, _INVALID when there are 16, _BUSY, _IO, _FULL
 *
 * Writes one copy of the header, syncs, and then the other; journalled.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and the old slots as they were, with @error
 */
gboolean isg_store_add_slot (IsgStore *store,
                             IsgKeySlotKind kind,
                             IsgSecret *secret,
                             const char *replaces,
                             GError **error);

/**
 * isg_store_remove_slot:
 * @store: an encrypted store
 * @id: a slot's
 * @error: %ISG_STORE_ERROR _ABSENT, _INVALID for the last one, _BUSY, _IO, _FULL
 *
 * Journalled.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_remove_slot (IsgStore *store, const char *id, GError **error);

/**
 * isg_store_rekey:
 * @data_dir: the folder of a store that nobody has open
 * @old_key: (nullable): what opens it; %NULL for a plain one
 * @new_key: a new key with slots
 * @rules: the rule pack
 * @clock: the time
 * @error: %ISG_STORE_ERROR _BUSY when another handle is open, and as isg_store_open ()
 *
 * Writes the whole store into a new file under another key (VACUUM INTO), checks it and puts it in
 * the old one's place; journalled. The old file is overwritten and taken away, as far as a disk
 * lets one; copies made before stay as they are, and the old secrets open them.
 *
 * Thread: any.
 *
 * Returns: %FALSE, and the old file in place, with @error
 */
gboolean isg_store_rekey (const char *data_dir,
                          IsgStoreKey *old_key,
                          IsgStoreKey *new_key,
                          IsgRules *rules,
                          IsgClock *clock,
                          GError **error);

/**
 * isg_store_plain_copy:
 * @store: a store
 * @path: where nothing is yet
 * @error: %ISG_STORE_ERROR _EXISTS, _IO, _FULL, _BUSY
 *
 * A copy that any SQLite opens, for people who query; journalled before it is made.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_plain_copy (IsgStore *store, const char *path, GError **error);

G_END_DECLS
