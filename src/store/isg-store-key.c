/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-key.h"

#include <string.h>

#include "base/isg-bytes.h"
#include "store/isg-key-slot-private.h"
#include "store/isg-recovery-code.h"
#include "store/isg-store-key-private.h"
#include "store/isg-store-private.h"

#define FREE_TRIES   2
#define LONGEST_WAIT 300

struct _IsgStoreKey {
  gatomicrefcount n_refs;
  IsgSecret *file_key; /* (owned) */
  IsgCipherHeader header;
};

static IsgStoreKey *
key_of (IsgSecret *file_key, const IsgCipherHeader *header)
{
  IsgStoreKey *key = g_new0 (IsgStoreKey, 1);

  g_atomic_ref_count_init (&key->n_refs);
  key->file_key = isg_secret_ref (file_key);
  key->header = *header;
  return key;
}

IsgStoreKey *
isg_store_key_new (GError **error)
{
  guint8 bytes[ISG_CIPHER_KEY];
  IsgCipherHeader header = { 0 };
  g_autoptr (IsgSecret) file_key = NULL;

  if (!isg_cipher_random (bytes, sizeof bytes)
      || !isg_cipher_random (header.uuid, sizeof header.uuid)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "key: no random bytes");
    return NULL;
  }
  file_key = isg_secret_new (bytes, sizeof bytes, error);
  isg_secret_wipe (bytes, sizeof bytes);
  return file_key != NULL ? key_of (file_key, &header) : NULL;
}

IsgStoreKey *
isg_store_key_ref (IsgStoreKey *key)
{
  g_atomic_ref_count_inc (&key->n_refs);
  return key;
}

void
isg_store_key_unref (IsgStoreKey *key)
{
  if (!g_atomic_ref_count_dec (&key->n_refs))
    return;
  isg_secret_unref (key->file_key);
  g_free (key);
}

gboolean
isg_store_key_add (IsgStoreKey *key,
                   IsgKeySlotKind kind,
                   IsgSecret *secret,
                   IsgClock *clock,
                   GError **error)
{
  guint32 rounds = kind == ISG_KEY_SLOT_PASSPHRASE ? isg_key_slot_calibrate () : 0;

  if (key->header.n_slots == ISG_CIPHER_MAX_SLOTS) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "key: no slot is free");
    return FALSE;
  }
  if (!isg_key_slot_wrap (key->file_key,
                          key->header.uuid,
                          kind,
                          rounds,
                          secret,
                          isg_clock_now (clock),
                          &key->header.slots[key->header.n_slots],
                          error))
    return FALSE;
  key->header.n_slots++;
  return TRUE;
}

char *
isg_store_key_uuid (IsgStoreKey *key)
{
  return isg_bytes_to_hex (key->header.uuid, sizeof key->header.uuid);
}

IsgSecret *
isg_store_key_secret (IsgStoreKey *key)
{
  return key->file_key;
}

gboolean
isg_store_key_cipher (IsgStoreKey *key, IsgCipher **out_cipher, GError **error)
{
  *out_cipher = key != NULL ? isg_cipher_new (key->file_key, &key->header, error) : NULL;
  return key == NULL || *out_cipher != NULL;
}

gboolean
isg_store_key_cipher_for (const char *path,
                          IsgStoreKey *key,
                          IsgCipher **out_cipher,
                          GError **error)
{
  gboolean encrypted;

  if (!isg_cipher_header_of_file (path, NULL, &encrypted, error))
    return FALSE;
  if (encrypted && key == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_LOCKED, "the file is encrypted");
    return FALSE;
  }
  return isg_store_key_cipher (encrypted ? key : NULL, out_cipher, error);
}

/* ---- looking ---- */

static GPtrArray *
list_slots (const IsgCipherHeader *header)
{
  GPtrArray *slots = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < header->n_slots; i++) {
    const IsgCipherSlot *slot = &header->slots[i];
    g_autofree char *id = isg_bytes_to_hex (slot->id, sizeof slot->id);
    IsgKeySlot *known = g_new0 (IsgKeySlot, 1);

    g_strlcpy (known->id, id, sizeof known->id);
    known->kind = (IsgKeySlotKind) slot->kind;
    known->rounds = slot->rounds;
    known->created = slot->created;
    g_ptr_array_add (slots, known);
  }
  return slots;
}

gboolean
isg_store_look_locked_file (const char *path,
                            gboolean *out_locked,
                            char **out_uuid,
                            GPtrArray **out_slots,
                            GError **error)
{
  IsgCipherHeader header = { 0 };
  gboolean locked;

  if (!isg_cipher_header_of_file (path, &header, &locked, error))
    return FALSE;
  *out_locked = locked;
  if (out_uuid != NULL)
    *out_uuid = locked ? isg_bytes_to_hex (header.uuid, sizeof header.uuid) : NULL;
  if (out_slots != NULL)
    *out_slots = locked ? list_slots (&header) : NULL;
  return TRUE;
}

gboolean
isg_store_look_locked (const char *data_dir,
                       gboolean *out_locked,
                       char **out_uuid,
                       GPtrArray **out_slots,
                       GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, ISG_STORE_FILE, NULL);

  return isg_store_look_locked_file (path, out_locked, out_uuid, out_slots, error);
}

/* ---- unlocking ---- */

/* The work is the same whichever slot is the right one, and when none is. */
static gboolean
try_slots (const IsgCipherHeader *header,
           IsgKeySlotKind kind,
           IsgSecret *secret,
           IsgSecret **out_key,
           GError **error)
{
  g_autoptr (IsgSecret) found = NULL;

  for (guint i = 0; i < header->n_slots; i++) {
    g_autoptr (IsgSecret) key = NULL;

    if (header->slots[i].kind != kind)
      continue;
    if (!isg_key_slot_unwrap (&header->slots[i], header->uuid, secret, &key, error))
      return FALSE;
    if (key != NULL && found == NULL)
      found = g_steal_pointer (&key);
  }
  *out_key = g_steal_pointer (&found);
  return TRUE;
}

IsgStoreKey *
isg_store_unlock_file (const char *path, IsgKeySlotKind kind, IsgSecret *secret, GError **error)
{
  IsgCipherHeader header = { 0 };
  g_autoptr (IsgSecret) code = NULL;
  g_autoptr (IsgSecret) file_key = NULL;
  gboolean locked;

  if (!isg_cipher_header_of_file (path, &header, &locked, error))
    return NULL;
  if (!locked) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "the store is not encrypted");
    return NULL;
  }
  if (kind == ISG_KEY_SLOT_RECOVERY) {
    code = isg_recovery_code_read (secret, error);
    if (code == NULL)
      return NULL;
  }
  if (!try_slots (&header, kind, code != NULL ? code : secret, &file_key, error))
    return NULL;
  if (file_key == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY, "no slot opens with this");
    return NULL;
  }
  return key_of (file_key, &header);
}

IsgStoreKey *
isg_store_unlock (const char *data_dir, IsgKeySlotKind kind, IsgSecret *secret, GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, ISG_STORE_FILE, NULL);

  return isg_store_unlock_file (path, kind, secret, error);
}

void
isg_unlock_failed (IsgUnlockTries *tries, IsgClock *clock)
{
  tries->n_failed++;
  tries->last = isg_clock_now (clock);
}

gint64
isg_unlock_wait (const IsgUnlockTries *tries, IsgClock *clock)
{
  gint64 wait = 1;
  gint64 passed = isg_clock_now (clock) - tries->last;

  if (tries->n_failed <= FREE_TRIES)
    return 0;
  for (guint i = FREE_TRIES; i < tries->n_failed && wait < LONGEST_WAIT; i++)
    wait *= 2;
  wait = MIN (wait, LONGEST_WAIT);
  /* A clock that was put back makes nobody wait longer. */
  if (passed <= 0)
    return wait;
  return passed < wait ? wait - passed : 0;
}

/* ---- slots of an open store ---- */

gboolean
isg_store_is_encrypted (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->key != NULL;
}

IsgStoreKey *
isg_store_key (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->key;
}

GPtrArray *
isg_store_slots (IsgStore *store, GError **error)
{
  IsgCipherHeader header;

  isg_store_assert_owner (store);
  return isg_cipher_read_header (store->handle, &header, NULL, error) ? list_slots (&header) : NULL;
}

static gboolean
is_slot (const IsgCipherSlot *slot, const char *id)
{
  g_autofree char *own = isg_bytes_to_hex (slot->id, sizeof slot->id);

  return g_strcmp0 (own, id) == 0;
}

/* Returns how many were taken out: those of @id, or all of @kind. */
static guint
take_out (IsgCipherHeader *header, const char *id, guint32 kind)
{
  guint kept = 0;
  guint taken;

  for (guint i = 0; i < header->n_slots; i++)
    if (g_strcmp0 (id, "*") == 0 ? header->slots[i].kind != kind : !is_slot (&header->slots[i], id))
      header->slots[kept++] = header->slots[i];
  taken = header->n_slots - kept;
  header->n_slots = kept;
  return taken;
}

static const char *
kind_name (guint32 kind)
{
  switch (kind) {
  case ISG_KEY_SLOT_PASSPHRASE:
    return "passphrase";
  case ISG_KEY_SLOT_RECOVERY:
    return "recovery";
  default:
    return "keyring";
  }
}

/* The write lock keeps two from changing the header at once. The header comes last: a journal line
 * without its change is better than a change without its line. */
static gboolean
write_slots (IsgStore *store,
             IsgTransaction *transaction,
             const IsgCipherHeader *header,
             const char *act,
             guint32 kind,
             GError **error)
{
  g_autofree char *detail = g_strdup_printf ("{\"kind\":\"%s\"}", kind_name (kind));

  if (!isg_store_journal (store, act, NULL, 0, detail, error)
      || !isg_cipher_write_header (store->handle, header, error)
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  isg_cipher_set_header (store->cipher, header);
  return TRUE;
}

gboolean
isg_store_add_slot (IsgStore *store,
                    IsgKeySlotKind kind,
                    IsgSecret *secret,
                    const char *replaces,
                    GError **error)
{
  guint32 rounds = kind == ISG_KEY_SLOT_PASSPHRASE ? isg_key_slot_calibrate () : 0;
  g_autoptr (IsgTransaction) transaction = NULL;
  IsgCipherHeader header;
  IsgCipherSlot slot;
  gboolean changed = FALSE;

  isg_store_assert_owner (store);
  if (!isg_cipher_read_header (store->handle, &header, NULL, error)
      || !isg_key_slot_wrap (isg_cipher_key (store->cipher),
                             header.uuid,
                             kind,
                             rounds,
                             secret,
                             isg_clock_now (store->clock),
                             &slot,
                             error))
    return FALSE;
  transaction = isg_transaction_begin (store, error);
  if (transaction == NULL || !isg_cipher_read_header (store->handle, &header, NULL, error))
    return FALSE;
  if (replaces != NULL) {
    changed = take_out (&header, replaces, kind) > 0;
    if (!changed && g_strcmp0 (replaces, "*") != 0) {
      g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no such slot");
      return FALSE;
    }
  }
  if (header.n_slots == ISG_CIPHER_MAX_SLOTS) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "key: no slot is free");
    return FALSE;
  }
  header.slots[header.n_slots++] = slot;
  return write_slots (store,
                      transaction,
                      &header,
                      changed ? "key.slot_changed" : "key.slot_added",
                      kind,
                      error);
}

gboolean
isg_store_remove_slot (IsgStore *store, const char *id, GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  IsgCipherHeader header;
  guint32 kind = 0;

  isg_store_assert_owner (store);
  transaction = isg_transaction_begin (store, error);
  if (transaction == NULL || !isg_cipher_read_header (store->handle, &header, NULL, error))
    return FALSE;
  for (guint i = 0; i < header.n_slots; i++)
    if (is_slot (&header.slots[i], id))
      kind = header.slots[i].kind;
  if (take_out (&header, id, kind) == 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no such slot");
    return FALSE;
  }
  if (header.n_slots == 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "key: the last slot stays");
    return FALSE;
  }
  return write_slots (store, transaction, &header, "key.slot_removed", kind, error);
}
