/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-secret.h"
#include "model/isg-record.h"
#include "store/isg-store-key.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/* The key of the health details.  Fields that a kind seals (EK-2 D to I) are kept as blobs under a
 * key of their own, in the main file, whoever may open the file itself: AES-256-GCM, padded to 512
 * bytes, bound to record, revision, place and key.  The key's slots are opened by the physician and
 * the health staff.  A store without a health key keeps the values in the file as they are, and so
 * does all that was written before a key was set up, until isg_store_health_sweep () has sealed it.
 * Backups made before that still show it to whoever opens the file.  Source: design.md 5, Health
 * details; 6331 art. 15/5; KVKK board decision 2018/10. */

/**
 * IsgHealthKey:
 *
 * An open health key, in locked memory. Immutable, reference counted.
 */
typedef struct _IsgHealthKey IsgHealthKey;

/**
 * isg_health_key_ref:
 * @key: a key
 *
 * Thread: any.
 *
 * Returns: (transfer full): @key
 */
IsgHealthKey *isg_health_key_ref (IsgHealthKey *key);

/**
 * isg_health_key_unref:
 * @key: (transfer full): a key; wiped with the last reference
 *
 * Thread: any.
 */
void isg_health_key_unref (IsgHealthKey *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgHealthKey, isg_health_key_unref)

/**
 * isg_store_health_set_up:
 * @store: a store without a health key
 * @passphrase: what opens the new key; takes about half a second
 * @out_code: (out) (transfer full): its recovery code, to be shown once
 * @error: %ISG_STORE_ERROR _EXISTS when there is one already, _BUSY, _FULL, _IO
 *
 * Makes the key with two slots and gives it to @store. From the commit on all that is written is
 * sealed; what is there is sealed by isg_store_health_sweep ().
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the key, or %NULL with @error
 */
IsgHealthKey *isg_store_health_set_up (IsgStore *store,
                                       IsgSecret *passphrase,
                                       IsgSecret **out_code,
                                       GError **error);

/**
 * isg_store_health_unlock:
 * @store: a store
 * @kind: of the secret: a passphrase or the recovery code
 * @secret: what was typed
 * @error: %ISG_STORE_ERROR _KEY when it opens no slot, _ABSENT when no health key was set up, _IO;
 * for a recovery code also %ISG_BASE_ERROR _FORMAT and _RANGE
 *
 * Tries every slot of this kind. Gives the key to nobody: isg_store_use_health_key () does.
 *
 * Thread: the owner; about half a second for each passphrase.
 *
 * Returns: (transfer full): the key, or %NULL with @error
 */
IsgHealthKey *isg_store_health_unlock (IsgStore *store,
                                       IsgKeySlotKind kind,
                                       IsgSecret *secret,
                                       GError **error);

/**
 * isg_store_use_health_key:
 * @store: a store
 * @key: (nullable): what this handle seals and opens with from now on; %NULL shuts it
 *
 * Thread: the owner.
 */
void isg_store_use_health_key (IsgStore *store, IsgHealthKey *key);

/**
 * isg_store_health_key:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: (transfer none) (nullable): what the handle was given
 */
IsgHealthKey *isg_store_health_key (IsgStore *store);

/**
 * isg_store_health_is_set_up:
 * @store: a store
 * @out_set_up: (out): whether it has a health key
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_health_is_set_up (IsgStore *store, gboolean *out_set_up, GError **error);

/**
 * isg_store_health_sees:
 * @store: a store
 * @out_sees: (out): whether this handle reads health details: its role may, and no health key was
 * set up or the handle has it
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_health_sees (IsgStore *store, gboolean *out_sees, GError **error);

/**
 * isg_store_health_hide:
 * @store: a store
 * @hide: whether this handle shows no health details although it has the key, or none is set up:
 * for a role that never sees them. What it seals and sends stays possible.
 *
 * Thread: the owner.  Source: ui.md 1, Roles: they hide, they never unlock.
 */
void isg_store_health_hide (IsgStore *store, gboolean hide);

/**
 * isg_store_health_slots:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgKeySlot): the slots, or %NULL with @error
 */
GPtrArray *isg_store_health_slots (IsgStore *store, GError **error);

/**
 * isg_store_health_add_slot:
 * @store: a store that was given its health key
 * @kind: a passphrase or a recovery code
 * @secret: what shall open it
 * @replaces: (nullable): the id of a slot that goes, "*" for all of this kind
 * @error: %ISG_STORE_ERROR _HEALTH without the key, _ABSENT for an unknown slot, _INVALID for a
 * seventeenth slot or another kind
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_health_add_slot (IsgStore *store,
                                    IsgKeySlotKind kind,
                                    IsgSecret *secret,
                                    const char *replaces,
                                    GError **error);

/**
 * isg_store_health_remove_slot:
 * @store: a store that was given its health key
 * @id: a slot's
 * @error: %ISG_STORE_ERROR _HEALTH, _ABSENT, _INVALID for the last one
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_health_remove_slot (IsgStore *store, const char *id, GError **error);

/**
 * isg_store_health_note:
 * @store: a store
 * @access: how it will be seen
 * @record: a record as this handle read it
 * @what: which page or paper, a word of the program's own
 * @error: %ISG_STORE_ERROR; then nothing may be shown
 *
 * isg_store_journal_access () where @record holds health details; nothing is noted of others. On a
 * disk that may only be read, a store without a health key is shown without a note.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_health_note (IsgStore *store,
                                IsgJournalAccess access,
                                IsgRecord *record,
                                const char *what,
                                GError **error);

/**
 * isg_store_health_sweep:
 * @store: a store that was given its health key
 * @out_more: (out): whether there is more to do
 * @error: %ISG_STORE_ERROR _HEALTH without the key, _BUSY, _FULL, _IO
 *
 * Seals a batch of what was written before the key was set up, in one transaction: call it again
 * while there is more. The last call writes the file anew, so that no free place in it keeps what
 * was read there. Killed at any moment it goes on where it was.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_health_sweep (IsgStore *store, gboolean *out_more, GError **error);

/**
 * isg_store_health_finish:
 * @store: a store that was given its health key
 * @error: as isg_store_health_sweep ()
 *
 * isg_store_health_sweep () until there is no more.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_health_finish (IsgStore *store, GError **error);

G_END_DECLS
