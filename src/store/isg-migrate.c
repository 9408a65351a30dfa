/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-migrate-private.h"

#include "store/isg-backup-private.h"
#include "store/isg-store-file-private.h"
#include "store/isg-store-views-private.h"

/* Rules of the tables hold again only at the end: a migration may drop and fill a table that others
 * refer to. */
static gboolean
check_references (IsgStore *store, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, "PRAGMA foreign_key_check", error);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (row)
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_CORRUPT,
                 "migrate: %s refers to rows that are not there",
                 isg_stmt_text (stmt, 0));
  return !row;
}

gboolean
isg_migrate_apply (IsgStore *store, const IsgMigration *migrations, guint n, GError **error)
{
  gint64 version;

  if (!isg_store_file_number (store->handle, "PRAGMA user_version", &version, error))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    g_autofree char *mark = NULL;

    if (migrations[i].version <= version)
      continue;
    mark = g_strdup_printf ("PRAGMA user_version = %u", migrations[i].version);
    if (!isg_store_exec (store, migrations[i].sql, "migrate", error)
        || !isg_store_exec (store, mark, "migrate", error))
      return FALSE;
  }
  return check_references (store, error);
}

/* A migration that was killed has kept its copy already. */
static gboolean
is_kept (IsgStore *store, const char *kept)
{
  g_autoptr (IsgBackupInfo) info = isg_backup_verify (kept, store->key, NULL, NULL, NULL);
  g_autoptr (IsgBackupInfo) now = isg_backup_info_new ();

  return info != NULL && isg_backup_describe (store->handle, now, NULL)
         && g_str_equal (info->uuid, now->uuid) && info->schema == now->schema
         && info->epoch == now->epoch && info->journal_seq == now->journal_seq
         && g_str_equal (info->journal_hash, now->journal_hash);
}

/* Where backups go, when it was chosen and is there; else beside the file. */
static char *
kept_name (IsgStore *store, const char *path, gint64 version)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *folder = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT setting.value, meta.value FROM setting, meta WHERE setting.key ="
                        " 'backup.folder' AND meta.key = 'uuid'",
                        NULL);
  gboolean row = FALSE;

  if (stmt != NULL && isg_stmt_step (stmt, &row, NULL) && row) {
    folder = isg_stmt_dup_text (stmt, 0);
    uuid = isg_stmt_dup_text (stmt, 1);
  }
  if (folder != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
    return g_strdup_printf ("%s/%s-%.8s.v%" G_GINT64_FORMAT, folder, base, uuid, version);
  return g_strdup_printf ("%s.v%" G_GINT64_FORMAT, path, version);
}

static gboolean
keep_copy (IsgStore *store, const char *path, gint64 version, GError **error)
{
  g_autofree char *first = kept_name (store, path, version);
  g_autofree char *kept = g_strdup (first);
  g_autoptr (GPtrArray) packs = isg_rulebook_copy (store->data_dir);

  for (guint n = 2; g_file_test (kept, G_FILE_TEST_EXISTS); n++) {
    if (is_kept (store, kept))
      return TRUE;
    g_free (kept);
    kept = g_strdup_printf ("%s-%u", first, n);
  }
  return isg_backup_of_handle (store->handle,
                               &(IsgBackupCarry){ NULL, packs },
                               kept,
                               isg_clock_now (store->clock),
                               NULL,
                               NULL,
                               NULL,
                               error);
}

gboolean
isg_migrate_store (IsgStore *store,
                   const char *path,
                   const IsgMigration *migrations,
                   guint n,
                   GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  gint64 version;

  isg_store_assert_owner (store);
  if (!isg_store_file_number (store->handle, "PRAGMA user_version", &version, error))
    return FALSE;
  if (n == 0 || version >= migrations[n - 1].version)
    return TRUE;
  if (!keep_copy (store, path, version, error))
    return FALSE;

  transaction = isg_transaction_begin (store, error);
  return transaction != NULL && isg_store_views_drop (store, error)
         && isg_migrate_apply (store, migrations, n, error)
         && isg_transaction_commit (transaction, error);
}
