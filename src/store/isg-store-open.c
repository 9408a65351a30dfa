/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "model/isg-record.h"
#include "store/isg-migrate-private.h"
#include "store/isg-store-file-private.h"
#include "store/isg-store-slot-private.h"
#include "store/isg-store-views-private.h"

static IsgStore *
store_new (sqlite3 *handle, const char *data_dir, IsgRules *rules, IsgClock *clock)
{
  IsgStore *store = g_new0 (IsgStore, 1);

  store->handle = handle;
  store->owner = g_thread_self ();
  store->data_dir = g_strdup (data_dir);
  store->actor = g_strdup ("store");
  store->rules = isg_rules_ref (rules);
  store->clock = isg_clock_ref (clock);
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
  isg_store_slot_leave (store->slot, clean);
  isg_rules_unref (store->rules);
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
           IsgEnvironment environment,
           IsgRules *rules,
           IsgClock *clock,
           GError **error)
{
  g_autofree char *half = g_strconcat (path, ".new", NULL);
  g_autoptr (IsgStore) store = NULL;
  sqlite3 *handle;
  gboolean made;

  g_unlink (half);
  handle = isg_store_file_new (half, error);
  if (handle == NULL)
    return FALSE;
  store = store_new (handle, data_dir, rules, clock);
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
judge_file (const char *path, GError **error)
{
  gint64 application;
  gint64 version;

  if (!g_file_test (path, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "there is no store");
    return FALSE;
  }
  return !isg_store_file_look (path, &application, &version)
         || judge_identity (application, version, error);
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
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, "PRAGMA quick_check (1)", error);
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
  return TRUE;
}

static gboolean
prepare_store (IsgStore *store, const char *path, gboolean unclean, GError **error)
{
  return judge_handle (store, error) && (!unclean || check_integrity (store, error))
         && isg_migrate_store (store, path, isg_store_migrations, isg_store_n_migrations, error)
         && isg_store_file_settle (store->handle, error) && load_identity (store, error)
         && isg_store_views_refresh (store, error);
}

/* With the door shut behind us; takes @slot. */
static IsgStore *
open_entered (IsgStoreSlot *slot,
              const char *path,
              const char *data_dir,
              IsgRules *rules,
              IsgClock *clock,
              GError **error)
{
  g_autoptr (IsgStore) store = NULL;
  gboolean unclean;
  sqlite3 *handle = NULL;

  if (isg_store_slot_take (slot, &unclean, error))
    handle = isg_store_file_open (path, error);
  if (handle == NULL) {
    isg_store_slot_leave (slot, TRUE);
    return NULL;
  }
  store = store_new (handle, data_dir, rules, clock);
  store->slot = slot;
  if (!prepare_store (store, path, unclean, error))
    return NULL;
  isg_store_slot_settle (slot);
  return g_steal_pointer (&store);
}

IsgStore *
isg_store_create (const char *data_dir,
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
  if (!make_file (path, dir, environment, rules, clock, error)) {
    isg_store_slot_leave (slot, TRUE);
    return NULL;
  }
  return open_entered (slot, path, dir, rules, clock, error);
}

IsgStore *
isg_store_open (const char *data_dir, IsgRules *rules, IsgClock *clock, GError **error)
{
  g_autofree char *dir = g_canonicalize_filename (data_dir, NULL);
  g_autofree char *path = g_build_filename (dir, ISG_STORE_FILE, NULL);
  IsgStoreSlot *slot;

  if (!judge_file (path, error))
    return NULL;
  slot = isg_store_slot_enter (dir, error);
  if (slot == NULL)
    return NULL;
  return open_entered (slot, path, dir, rules, clock, error);
}
