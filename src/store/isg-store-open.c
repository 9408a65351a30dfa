/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/isg-record.h"
#include "store/isg-cipher-private.h"
#include "store/isg-health-key.h"
#include "store/isg-migrate-private.h"
#include "store/isg-role.h"
#include "store/isg-store-file-private.h"
#include "store/isg-store-key-private.h"
#include "store/isg-store-open-private.h"
#include "store/isg-store-slot-private.h"
#include "store/isg-store-views-private.h"

/* A store without a handle yet. */
static IsgStore *
store_new (const char *data_dir, IsgStoreKey *key, IsgRules *rules, IsgClock *clock, GError **error)
{
  IsgStore *store = g_new0 (IsgStore, 1);

  store->owner = g_thread_self ();
  store->data_dir = g_strdup (data_dir);
  store->actor = g_strdup ("store");
  store->rules = isg_rules_ref (rules);
  store->clock = isg_clock_ref (clock);
  store->key = key != NULL ? isg_store_key_ref (key) : NULL;
  if (!isg_store_key_cipher (key, &store->cipher, error))
    g_clear_pointer (&store, isg_store_close);
  return store;
}

void
isg_store_close (IsgStore *store)
{
  gboolean clean;

  if (store == NULL)
    return;
  isg_store_assert_owner (store);

  isg_store_rollback (store);
  isg_store_journal_keep_head (store);
  isg_store_forget_statements (store);
  sqlite3_finalize (store->undo);
  g_clear_error (&store->look_up_error);
  clean = sqlite3_close (store->handle) == SQLITE_OK;
  g_clear_pointer (&store->cipher, isg_cipher_free);
  g_clear_pointer (&store->key, isg_store_key_unref);
  g_clear_pointer (&store->health, isg_health_key_unref);
  isg_store_slot_leave (store->slot, clean);
  isg_rules_unref (store->rules);
  g_clear_pointer (&store->packs, g_ptr_array_unref);
  isg_clock_unref (store->clock);
  g_free (store->data_dir);
  g_free (store->uuid);
  g_free (store->actor);
  g_free (store);
}

/* ---- creating ---- */

static const char *
environment_name (IsgEnvironment environment)
{
  return environment == ISG_ENVIRONMENT_LIVE ? "live" : "sandbox";
}

static gboolean
put_meta (IsgStore *store, const char *key, const char *value, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "INSERT INTO meta (key, value) VALUES (?1, ?2)", error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, key);
  isg_stmt_bind_text (stmt, 2, value);
  return isg_stmt_run (stmt, error);
}

static gboolean
fill_empty (IsgStore *store, IsgEnvironment environment, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id = %d", ISG_STORE_APPLICATION_ID);
  g_autofree char *created = g_strdup_printf ("%" G_GINT64_FORMAT, isg_clock_now (store->clock));
  g_autofree char *detail
    = g_strdup_printf ("{\"environment\":\"%s\"}", environment_name (environment));

  store->uuid = isg_uuid_new ();
  return transaction != NULL && isg_store_exec (store, mark, "create", error)
         && isg_migrate_apply (store, isg_store_migrations, isg_store_n_migrations, error)
         && put_meta (store, "uuid", store->uuid, error)
         && put_meta (store, "environment", environment_name (environment), error)
         && put_meta (store, "created", created, error)
         && put_meta (store, "program", ISG_VERSION, error) && put_meta (store, "epoch", "0", error)
         && isg_store_journal (store, "store.created", NULL, 0, detail, error)
         && isg_transaction_commit (transaction, error);
}

/* Under another name until it is whole, so that what a crash leaves behind is no store. */
static gboolean
make_file (const char *path,
           const char *data_dir,
           IsgStoreKey *key,
           IsgEnvironment environment,
           IsgRules *rules,
           IsgClock *clock,
           GError **error)
{
  g_autofree char *half = g_strconcat (path, ".new", NULL);
  g_autoptr (IsgStore) store = store_new (data_dir, key, rules, clock, error);
  gboolean made;

  if (store == NULL)
    return FALSE;
  g_unlink (half);
  store->handle = isg_store_file_new (half, store->cipher, error);
  if (store->handle == NULL)
    return FALSE;
  made = fill_empty (store, environment, error);
  g_clear_pointer (&store, isg_store_close);

  if (made && g_rename (half, path) != 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "name: %s", g_strerror (errno));
    made = FALSE;
  }
  if (!made)
    g_unlink (half);
  return made && isg_store_file_sync_dir (data_dir, error);
}

/* ---- opening ---- */

static gboolean
judge_identity (gint64 application, gint64 version, GError **error)
{
  if (application != ISG_STORE_APPLICATION_ID) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_FOREIGN,
                 "%s is no file of this program",
                 ISG_STORE_FILE);
    return FALSE;
  }
  if (version > isg_store_migrations[isg_store_n_migrations - 1].version) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_NEWER,
                 "%s has version %" G_GINT64_FORMAT,
                 ISG_STORE_FILE,
                 version);
    return FALSE;
  }
  return TRUE;
}

/* What a look at the file alone can tell, before anything is written beside it. */
static gboolean
judge_file (const char *path, IsgStoreKey *key, GError **error)
{
  g_autoptr (IsgCipher) cipher = NULL;
  gint64 application;
  gint64 version;

  if (!isg_store_key_cipher_for (path, key, &cipher, error))
    return FALSE;
  if (isg_store_file_look (path, cipher, &application, &version))
    return judge_identity (application, version, error);
  /* What cannot be told so is told with the log, but for another key. */
  if (cipher != NULL && isg_cipher_reason (cipher) == ISG_CIPHER_WRONG_KEY) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY, "open: another key");
    return FALSE;
  }
  return TRUE;
}

/* The log may tell of a newer version than the file. */
static gboolean
judge_handle (IsgStore *store, GError **error)
{
  gint64 application;
  gint64 version;

  return isg_store_file_number (store->handle, "PRAGMA application_id", &application, error)
         && isg_store_file_number (store->handle, "PRAGMA user_version", &version, error)
         && judge_identity (application, version, error);
}

static gboolean
check_integrity (IsgStore *store, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, "PRAGMA integrity_check (1)", error);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (row && g_strcmp0 (isg_stmt_text (stmt, 0), "ok") == 0)
    return TRUE;
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_CORRUPT,
               "integrity: %s",
               row ? isg_stmt_text (stmt, 0) : "no answer");
  return FALSE;
}

static gboolean
read_meta (IsgStore *store, const char *key, char **out_value, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT value FROM meta WHERE key = ?1", error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, key);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (!row) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "meta: no %s", key);
    return FALSE;
  }
  *out_value = isg_stmt_dup_text (stmt, 0);
  return TRUE;
}

static gboolean
load_identity (IsgStore *store, GError **error)
{
  g_autofree char *environment = NULL;

  if (!read_meta (store, "uuid", &store->uuid, error)
      || !read_meta (store, "environment", &environment, error))
    return FALSE;
  store->environment
    = g_str_equal (environment, "live") ? ISG_ENVIRONMENT_LIVE : ISG_ENVIRONMENT_SANDBOX;
  if (store->environment == ISG_ENVIRONMENT_LIVE && isg_rules_is_trial (store->rules)) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 "rules: pack %s is of an issuer for the sandbox alone",
                 isg_rules_version (store->rules));
    return FALSE;
  }
  return TRUE;
}

/* What is left of a header's copy after a power cut is made whole again; as far as it can be: one
 * copy is enough. */
static gboolean
mend_header (IsgStore *store, GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  IsgCipherHeader header;
  gboolean whole;

  if (store->cipher == NULL)
    return TRUE;
  if (!isg_cipher_read_header (store->handle, &header, &whole, error))
    return FALSE;
  if (!whole) {
    transaction = isg_transaction_begin (store, NULL);
    if (transaction != NULL && isg_cipher_read_header (store->handle, &header, &whole, NULL)
        && !whole)
      isg_cipher_write_header (store->handle, &header, NULL);
  }
  isg_cipher_set_header (store->cipher, &header);
  return TRUE;
}

static gboolean
prepare_store (IsgStore *store, const char *path, gboolean unclean, GError **error)
{
  return judge_handle (store, error) && mend_header (store, error)
         && (!unclean || check_integrity (store, error))
         && isg_migrate_store (store, path, isg_store_migrations, isg_store_n_migrations, error)
         && isg_store_file_settle (store->handle, error) && load_identity (store, error)
         && isg_store_views_refresh (store, error) && isg_store_apply_role (store, error);
}

/* With the door shut behind us; takes @slot, and opens the door again unless @alone. */
static IsgStore *
open_entered (IsgStoreSlot *slot,
              const char *data_dir,
              IsgStoreKey *key,
              gboolean alone,
              IsgRules *rules,
              IsgClock *clock,
              GError **error)
{
  g_autofree char *path = g_build_filename (data_dir, ISG_STORE_FILE, NULL);
  g_autoptr (IsgStore) store = NULL;
  gboolean encrypted;
  gboolean unclean;

  isg_store_finish_rekey (path);
  if (isg_cipher_header_of_file (path, NULL, &encrypted, error))
    store = store_new (data_dir, encrypted ? key : NULL, rules, clock, error);
  if (store == NULL || !isg_store_slot_take (slot, &unclean, error)) {
    isg_store_slot_leave (slot, TRUE);
    return NULL;
  }
  store->handle = isg_store_file_open (path, store->cipher, error);
  store->slot = slot;
  if (store->handle == NULL || !prepare_store (store, path, unclean, error))
    return NULL;
  if (!alone)
    isg_store_slot_settle (slot);
  return g_steal_pointer (&store);
}

IsgStore *
isg_store_create_with (const char *data_dir,
                       IsgStoreKey *key,
                       IsgEnvironment environment,
                       IsgRules *rules,
                       IsgClock *clock,
                       GError **error)
{
  g_autofree char *dir = g_canonicalize_filename (data_dir, NULL);
  g_autofree char *path = g_build_filename (dir, ISG_STORE_FILE, NULL);
  IsgStoreSlot *slot;

  if (g_mkdir_with_parents (dir, 0700) != 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "folder: %s", g_strerror (errno));
    return NULL;
  }
  slot = isg_store_slot_enter (dir, error);
  if (slot == NULL)
    return NULL;
  if (g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS, "there is a store already");
    isg_store_slot_leave (slot, TRUE);
    return NULL;
  }
  if (!make_file (path, dir, key, environment, rules, clock, error)) {
    isg_store_slot_leave (slot, TRUE);
    return NULL;
  }
  return open_entered (slot, dir, key, FALSE, rules, clock, error);
}

IsgStore *
isg_store_create (const char *data_dir,
                  IsgEnvironment environment,
                  IsgRules *rules,
                  IsgClock *clock,
                  GError **error)
{
  return isg_store_create_with (data_dir, NULL, environment, rules, clock, error);
}

/* ---- where nothing may be written ---- */

static gboolean
may_write (const char *path)
{
  return access (path, W_OK) == 0 || (errno != EROFS && errno != EACCES && errno != EPERM);
}

static gboolean
has_log (const char *path)
{
  static const char *const names[] = { "-wal", "-log" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *log = g_strconcat (path, names[i], NULL);
    struct stat status;

    if (stat (log, &status) == 0 && status.st_size > 0)
      return TRUE;
  }
  return FALSE;
}

/* What stands in a log is the newest: without a place for its index it cannot be seen, and an older
 * state is not shown for it. */
static sqlite3 *
open_to_read (const char *path, IsgCipher *cipher, GError **error)
{
  if (!has_log (path))
    return isg_store_file_read (path, cipher, error);
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_READ_ONLY,
               "changes wait in the log, which only a disk that may be written can take up");
  return NULL;
}

static gboolean
is_newest_version (IsgStore *store, GError **error)
{
  gint64 version;

  if (!isg_store_file_number (store->handle, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version == isg_store_migrations[isg_store_n_migrations - 1].version)
    return TRUE;
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_READ_ONLY,
               "a file of an older version is brought up first, and cannot be");
  return FALSE;
}

static IsgStore *
open_read_only (const char *path,
                const char *data_dir,
                IsgStoreKey *key,
                IsgRules *rules,
                IsgClock *clock,
                GError **error)
{
  g_autoptr (IsgStore) store = NULL;
  gboolean encrypted;

  if (!isg_cipher_header_of_file (path, NULL, &encrypted, error))
    return NULL;
  store = store_new (data_dir, encrypted ? key : NULL, rules, clock, error);
  if (store == NULL)
    return NULL;
  store->handle = open_to_read (path, store->cipher, error);
  if (store->handle == NULL)
    return NULL;
  store->read_only = TRUE;
  if (!judge_handle (store, error) || !is_newest_version (store, error)
      || !load_identity (store, error) || !isg_store_apply_role (store, error))
    return NULL;
  return g_steal_pointer (&store);
}

static IsgStore *
open_dir (const char *data_dir,
          IsgStoreKey *key,
          gboolean alone,
          IsgRules *rules,
          IsgClock *clock,
          GError **error)
{
  g_autofree char *dir = g_canonicalize_filename (data_dir, NULL);
  g_autofree char *path = g_build_filename (dir, ISG_STORE_FILE, NULL);
  IsgStoreSlot *slot;

  if (!judge_file (path, key, error))
    return NULL;
  if (!may_write (dir) || !may_write (path)) {
    if (!alone)
      return open_read_only (path, dir, key, rules, clock, error);
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_READ_ONLY, "open: it may only be read");
    return NULL;
  }
  slot = isg_store_slot_enter (dir, error);
  if (slot == NULL)
    return NULL;
  if (alone && !isg_store_slot_is_alone (slot)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY, "another handle is open");
    isg_store_slot_leave (slot, TRUE);
    return NULL;
  }
  return open_entered (slot, dir, key, alone, rules, clock, error);
}

IsgStore *
isg_store_open (const char *data_dir, IsgRules *rules, IsgClock *clock, GError **error)
{
  return open_dir (data_dir, NULL, FALSE, rules, clock, error);
}

IsgStore *
isg_store_open_with (const char *data_dir,
                     IsgStoreKey *key,
                     IsgRules *rules,
                     IsgClock *clock,
                     GError **error)
{
  return open_dir (data_dir, key, FALSE, rules, clock, error);
}

/* ---- alone ---- */

IsgStore *
isg_store_open_alone (const char *data_dir,
                      IsgStoreKey *key,
                      IsgRules *rules,
                      IsgClock *clock,
                      GError **error)
{
  return open_dir (data_dir, key, TRUE, rules, clock, error);
}

IsgStoreSlot *
isg_store_close_behind_door (IsgStore *store)
{
  IsgStoreSlot *slot = g_steal_pointer (&store->slot);

  isg_store_close (store);
  return slot;
}
