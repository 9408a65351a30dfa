/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-migrate-private.h"

#include <errno.h>
#include <glib/gstdio.h>

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

static gboolean
copy_file (IsgStore *store, const char *path, GError **error)
{
  sqlite3 *copy = isg_store_file_new (path, store->cipher, error);
  sqlite3_backup *backup;
  int rc;

  if (copy == NULL)
    return FALSE;
  backup = sqlite3_backup_init (copy, "main", store->handle, "main");
  if (backup != NULL) {
    sqlite3_backup_step (backup, -1);
    rc = sqlite3_backup_finish (backup);
  } else
    rc = sqlite3_errcode (copy);
  if (rc != SQLITE_OK)
    isg_store_set_error (error, copy, rc, "keep a copy");
  if (sqlite3_close (copy) != SQLITE_OK && rc == SQLITE_OK) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "close the copy");
    rc = SQLITE_IOERR;
  }
  return rc == SQLITE_OK;
}

static gboolean
keep_copy (IsgStore *store, const char *path, gint64 version, GError **error)
{
  g_autofree char *kept = g_strdup_printf ("%s.v%" G_GINT64_FORMAT, path, version);
  g_autofree char *half = g_strconcat (kept, ".new", NULL);
  g_autofree char *dir = g_path_get_dirname (path);

  g_unlink (half);
  if (!copy_file (store, half, error)) {
    g_unlink (half);
    return FALSE;
  }
  if (g_rename (half, kept) != 0) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_IO,
                 "name the copy: %s",
                 g_strerror (errno));
    return FALSE;
  }
  return isg_store_file_sync_dir (dir, error);
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
