/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-health-key.h"

#include <string.h>

#include "base/isg-bytes.h"
#include "store/isg-health-private.h"
#include "store/isg-key-slot-private.h"
#include "store/isg-recovery-code.h"

#define MAX_SLOTS 16

void
isg_store_use_health_key (IsgStore *store, IsgHealthKey *key)
{
  IsgHealthKey *old;

  isg_store_assert_owner (store);
  old = store->health;
  store->health = key != NULL ? isg_health_key_ref (key) : NULL;
  g_clear_pointer (&old, isg_health_key_unref);
}

IsgHealthKey *
isg_store_health_key (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->health;
}

void
isg_store_health_hide (IsgStore *store, gboolean hide)
{
  isg_store_assert_owner (store);
  store->health_hidden = hide;
}

static gboolean
read_id (IsgStore *store, char **out_id, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, "SELECT id FROM health_key", error);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_id = row ? isg_stmt_dup_text (stmt, 0) : NULL;
  return TRUE;
}

gboolean
isg_store_health_is_set_up (IsgStore *store, gboolean *out_set_up, GError **error)
{
  g_autofree char *id = NULL;

  isg_store_assert_owner (store);
  if (!read_id (store, &id, error))
    return FALSE;
  *out_set_up = id != NULL;
  return TRUE;
}

gboolean
isg_store_health_sees (IsgStore *store, gboolean *out_sees, GError **error)
{
  gboolean set_up;

  if (!isg_store_health_is_set_up (store, &set_up, error))
    return FALSE;
  *out_sees = !store->health_hidden && (!set_up || store->health != NULL);
  return TRUE;
}

/* ---- slots ---- */

static gboolean
take_bytes (IsgStmt *stmt, int column, guint8 *out, gsize size)
{
  g_autoptr (GBytes) bytes = isg_stmt_bytes (stmt, column);

  if (bytes == NULL || g_bytes_get_size (bytes) != size)
    return FALSE;
  memcpy (out, g_bytes_get_data (bytes, NULL), size);
  return TRUE;
}

static gboolean
take_id (const char *hex, guint8 out[16])
{
  g_autoptr (GBytes) bytes = hex != NULL ? isg_bytes_from_hex (hex) : NULL;

  if (bytes == NULL || g_bytes_get_size (bytes) != 16)
    return FALSE;
  memcpy (out, g_bytes_get_data (bytes, NULL), 16);
  return TRUE;
}

static gboolean
read_slot (IsgStmt *stmt, IsgCipherSlot *out)
{
  out->kind = (guint32) isg_stmt_int64 (stmt, 1);
  out->rounds = (guint32) isg_stmt_int64 (stmt, 2);
  out->created = isg_stmt_int64 (stmt, 3);
  return take_id (isg_stmt_text (stmt, 0), out->id)
         && take_bytes (stmt, 4, out->salt, sizeof out->salt)
         && take_bytes (stmt, 5, out->nonce, sizeof out->nonce)
         && take_bytes (stmt, 6, out->wrapped, sizeof out->wrapped)
         && take_bytes (stmt, 7, out->tag, sizeof out->tag);
}

static GArray *
read_slots (IsgStore *store, GError **error)
{
  g_autoptr (GArray) slots = g_array_new (FALSE, TRUE, sizeof (IsgCipherSlot));
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT id, kind, rounds, created, salt, nonce, wrapped, tag"
                        " FROM health_slot ORDER BY created, id",
                        error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  for (;;) {
    IsgCipherSlot slot = { 0 };

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&slots);
    if (!read_slot (stmt, &slot)) {
      g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "health: a slot is damaged");
      return NULL;
    }
    g_array_append_val (slots, slot);
  }
}

GPtrArray *
isg_store_health_slots (IsgStore *store, GError **error)
{
  g_autoptr (GArray) slots = read_slots (store, error);
  GPtrArray *known = slots != NULL ? g_ptr_array_new_with_free_func (g_free) : NULL;

  for (guint i = 0; slots != NULL && i < slots->len; i++) {
    const IsgCipherSlot *slot = &g_array_index (slots, IsgCipherSlot, i);
    g_autofree char *id = isg_bytes_to_hex (slot->id, sizeof slot->id);
    IsgKeySlot *said = g_new0 (IsgKeySlot, 1);

    g_strlcpy (said->id, id, sizeof said->id);
    said->kind = (IsgKeySlotKind) slot->kind;
    said->rounds = slot->rounds;
    said->created = slot->created;
    g_ptr_array_add (known, said);
  }
  return known;
}

static void
bind_bytes (IsgStmt *stmt, int index, const guint8 *data, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, length);

  isg_stmt_bind_bytes (stmt, index, bytes);
}

static gboolean
write_slot (IsgStore *store, const IsgCipherSlot *slot, GError **error)
{
  g_autofree char *id = isg_bytes_to_hex (slot->id, sizeof slot->id);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO health_slot (id, kind, rounds, created, salt, nonce, wrapped,"
                        " tag) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, id);
  isg_stmt_bind_int64 (stmt, 2, slot->kind);
  isg_stmt_bind_int64 (stmt, 3, slot->rounds);
  isg_stmt_bind_int64 (stmt, 4, slot->created);
  bind_bytes (stmt, 5, slot->salt, sizeof slot->salt);
  bind_bytes (stmt, 6, slot->nonce, sizeof slot->nonce);
  bind_bytes (stmt, 7, slot->wrapped, sizeof slot->wrapped);
  bind_bytes (stmt, 8, slot->tag, sizeof slot->tag);
  return isg_stmt_run (stmt, error);
}

static gboolean
wrap (IsgStore *store,
      IsgHealthKey *key,
      IsgKeySlotKind kind,
      IsgSecret *secret,
      IsgCipherSlot *out,
      GError **error)
{
  if (kind != ISG_KEY_SLOT_PASSPHRASE && kind != ISG_KEY_SLOT_RECOVERY) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "health: no slot of this kind");
    return FALSE;
  }
  return isg_key_slot_wrap (isg_health_key_secret (key),
                            isg_health_key_id (key),
                            kind,
                            kind == ISG_KEY_SLOT_PASSPHRASE ? isg_key_slot_calibrate () : 0,
                            secret,
                            isg_clock_now (store->clock),
                            out,
                            error);
}

static gboolean
journal_slot (IsgStore *store, const char *act, guint32 kind, GError **error)
{
  const char *name = kind == ISG_KEY_SLOT_RECOVERY ? "recovery" : "passphrase";
  g_autofree char *detail = g_strdup_printf ("{\"kind\":\"%s\"}", name);

  return isg_store_journal (store, act, NULL, 0, detail, error);
}

/* ---- setting up ---- */

static gboolean
write_key (IsgStore *store, IsgHealthKey *key, GError **error)
{
  g_autofree char *id = isg_bytes_to_hex (isg_health_key_id (key), 16);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO health_key (id, created, state) VALUES (?1, ?2, 'sealing')",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, id);
  isg_stmt_bind_int64 (stmt, 2, isg_clock_now (store->clock));
  return isg_stmt_run (stmt, error);
}

static gboolean
write_set_up (IsgStore *store,
              IsgHealthKey *key,
              const IsgCipherSlot *passphrase,
              const IsgCipherSlot *recovery,
              GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  gboolean set_up;

  if (transaction == NULL || !isg_store_health_is_set_up (store, &set_up, error))
    return FALSE;
  if (set_up) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS, "there is a health key already");
    return FALSE;
  }
  return write_key (store, key, error) && write_slot (store, passphrase, error)
         && write_slot (store, recovery, error)
         && isg_store_journal (store, "health.key_set_up", NULL, 0, NULL, error)
         && isg_transaction_commit (transaction, error);
}

IsgHealthKey *
isg_store_health_set_up (IsgStore *store,
                         IsgSecret *passphrase,
                         IsgSecret **out_code,
                         GError **error)
{
  g_autoptr (IsgHealthKey) key = isg_health_key_make (error);
  g_autoptr (IsgSecret) code = key != NULL ? isg_recovery_code_new (error) : NULL;
  IsgCipherSlot slots[2];

  isg_store_assert_owner (store);
  if (code == NULL || !wrap (store, key, ISG_KEY_SLOT_PASSPHRASE, passphrase, &slots[0], error)
      || !wrap (store, key, ISG_KEY_SLOT_RECOVERY, code, &slots[1], error)
      || !write_set_up (store, key, &slots[0], &slots[1], error))
    return NULL;
  isg_store_use_health_key (store, key);
  *out_code = g_steal_pointer (&code);
  return g_steal_pointer (&key);
}

/* ---- unlocking ---- */

/* The work is the same whichever slot is the right one, and when none is. */
static gboolean
try_slots (GArray *slots,
           const guint8 id[16],
           IsgKeySlotKind kind,
           IsgSecret *secret,
           IsgSecret **out_key,
           GError **error)
{
  g_autoptr (IsgSecret) found = NULL;

  for (guint i = 0; i < slots->len; i++) {
    const IsgCipherSlot *slot = &g_array_index (slots, IsgCipherSlot, i);
    g_autoptr (IsgSecret) opened = NULL;

    if (slot->kind != kind)
      continue;
    if (!isg_key_slot_unwrap (slot, id, secret, &opened, error))
      return FALSE;
    if (opened != NULL && found == NULL)
      found = g_steal_pointer (&opened);
  }
  *out_key = g_steal_pointer (&found);
  return TRUE;
}

IsgHealthKey *
isg_store_health_unlock (IsgStore *store, IsgKeySlotKind kind, IsgSecret *secret, GError **error)
{
  g_autofree char *hex = NULL;
  g_autoptr (GArray) slots = NULL;
  g_autoptr (IsgSecret) code = NULL;
  g_autoptr (IsgSecret) opened = NULL;
  guint8 id[16];

  isg_store_assert_owner (store);
  if (!read_id (store, &hex, error))
    return NULL;
  if (hex == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no health key was set up");
    return NULL;
  }
  if (!take_id (hex, id)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "health: the key's id");
    return NULL;
  }
  if (kind == ISG_KEY_SLOT_RECOVERY && (code = isg_recovery_code_read (secret, error)) == NULL)
    return NULL;
  slots = read_slots (store, error);
  if (slots == NULL || !try_slots (slots, id, kind, code != NULL ? code : secret, &opened, error))
    return NULL;
  if (opened == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY, "no health slot opens with this");
    return NULL;
  }
  return isg_health_key_of (id, opened);
}

/* ---- changing slots ---- */

static gboolean
needs_key (IsgStore *store, GError **error)
{
  if (store->health == NULL)
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH, "the health details are locked");
  return store->health != NULL;
}

static gboolean
take_out (IsgStore *store, const char *id, guint32 kind, guint *out_taken, GError **error)
{
  gboolean all = g_strcmp0 (id, "*") == 0;
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               all ? "DELETE FROM health_slot WHERE kind = ?1"
                                                   : "DELETE FROM health_slot WHERE id = ?1",
                                               error);

  if (stmt == NULL)
    return FALSE;
  if (all)
    isg_stmt_bind_int64 (stmt, 1, kind);
  else
    isg_stmt_bind_text (stmt, 1, id);
  if (!isg_stmt_run (stmt, error))
    return FALSE;
  *out_taken = (guint) isg_store_changes (store);
  return TRUE;
}

static gboolean
absent_slot (GError **error)
{
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no such slot");
  return FALSE;
}

gboolean
isg_store_health_add_slot (IsgStore *store,
                           IsgKeySlotKind kind,
                           IsgSecret *secret,
                           const char *replaces,
                           GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  g_autoptr (GArray) slots = NULL;
  IsgCipherSlot slot;
  guint taken = 0;

  isg_store_assert_owner (store);
  if (!needs_key (store, error) || !wrap (store, store->health, kind, secret, &slot, error))
    return FALSE;
  transaction = isg_transaction_begin (store, error);
  if (transaction == NULL || (replaces != NULL && !take_out (store, replaces, kind, &taken, error)))
    return FALSE;
  if (replaces != NULL && taken == 0 && g_strcmp0 (replaces, "*") != 0)
    return absent_slot (error);
  slots = read_slots (store, error);
  if (slots == NULL)
    return FALSE;
  if (slots->len >= MAX_SLOTS) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "health: no slot is free");
    return FALSE;
  }
  return write_slot (store, &slot, error)
         && journal_slot (store,
                          taken > 0 ? "health.slot_changed" : "health.slot_added",
                          kind,
                          error)
         && isg_transaction_commit (transaction, error);
}

gboolean
isg_store_health_remove_slot (IsgStore *store, const char *id, GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  g_autoptr (GArray) slots = NULL;
  guint32 kind = 0;
  guint taken;

  isg_store_assert_owner (store);
  if (!needs_key (store, error))
    return FALSE;
  transaction = isg_transaction_begin (store, error);
  slots = transaction != NULL ? read_slots (store, error) : NULL;
  if (slots == NULL)
    return FALSE;
  for (guint i = 0; i < slots->len; i++) {
    const IsgCipherSlot *slot = &g_array_index (slots, IsgCipherSlot, i);
    g_autofree char *own = isg_bytes_to_hex (slot->id, sizeof slot->id);

    if (g_strcmp0 (own, id) == 0)
      kind = slot->kind;
  }
  if (kind == 0)
    return absent_slot (error);
  if (slots->len == 1) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "health: the last slot stays");
    return FALSE;
  }
  return take_out (store, id, kind, &taken, error)
         && journal_slot (store, "health.slot_removed", kind, error)
         && isg_transaction_commit (transaction, error);
}
