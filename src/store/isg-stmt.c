/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

/* More texts than the program has of its own; lists make theirs as they are asked. */
#define CACHE_SIZE 160

struct _IsgStmt {
  IsgStore *store;    /* (unowned) */
  sqlite3_stmt *stmt; /* (owned) */
  int status;         /* first result that was not SQLITE_OK since the last reset */
};

static void
stmt_destroy (IsgStmt *stmt)
{
  sqlite3_finalize (stmt->stmt);
  g_free (stmt);
}

void
isg_store_forget_statements (IsgStore *store)
{
  g_clear_pointer (&store->statements, g_hash_table_unref);
}

static IsgStmt *
take_cached (IsgStore *store, const char *sql)
{
  IsgStmt *stmt = NULL;

  if (store->statements != NULL)
    g_hash_table_steal_extended (store->statements, sql, NULL, (gpointer *) &stmt);
  return stmt;
}

IsgStmt *
isg_stmt_prepare (IsgStore *store, const char *sql, GError **error)
{
  IsgStmt *stmt;
  sqlite3_stmt *prepared = NULL;
  int rc;

  isg_store_assert_owner (store);

  stmt = take_cached (store, sql);
  if (stmt != NULL)
    return stmt;

  rc = sqlite3_prepare_v3 (store->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &prepared, NULL);
  if (rc != SQLITE_OK) {
    isg_store_set_error (error, store->handle, rc, "prepare");
    isg_store_notice_rollback (store);
    return NULL;
  }

  stmt = g_new0 (IsgStmt, 1);
  stmt->store = store;
  stmt->stmt = prepared;
  return stmt;
}

void
isg_stmt_free (IsgStmt *stmt)
{
  IsgStore *store;
  const char *sql;

  if (stmt == NULL)
    return;
  store = stmt->store;
  isg_store_assert_owner (store);

  sqlite3_reset (stmt->stmt);
  sqlite3_clear_bindings (stmt->stmt);
  stmt->status = SQLITE_OK;
  if (store->statements == NULL)
    store->statements
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) stmt_destroy);

  /* The key is SQLite's own copy and lives as long as the statement. */
  sql = sqlite3_sql (stmt->stmt);
  if (g_hash_table_size (store->statements) < CACHE_SIZE
      && !g_hash_table_contains (store->statements, sql))
    g_hash_table_insert (store->statements, (gpointer) sql, stmt);
  else
    stmt_destroy (stmt);
}

static void
note (IsgStmt *stmt, int rc)
{
  if (stmt->status == SQLITE_OK)
    stmt->status = rc;
}

void
isg_stmt_bind_text (IsgStmt *stmt, int index, const char *text)
{
  isg_store_assert_owner (stmt->store);
  note (stmt, sqlite3_bind_text (stmt->stmt, index, text, -1, SQLITE_TRANSIENT));
}

void
isg_stmt_bind_int64 (IsgStmt *stmt, int index, gint64 number)
{
  isg_store_assert_owner (stmt->store);
  note (stmt, sqlite3_bind_int64 (stmt->stmt, index, number));
}

void
isg_stmt_bind_null (IsgStmt *stmt, int index)
{
  isg_store_assert_owner (stmt->store);
  note (stmt, sqlite3_bind_null (stmt->stmt, index));
}

void
isg_stmt_bind_bytes (IsgStmt *stmt, int index, GBytes *bytes)
{
  gsize length = 0;
  const void *data;

  isg_store_assert_owner (stmt->store);
  if (bytes == NULL) {
    isg_stmt_bind_null (stmt, index);
    return;
  }
  data = g_bytes_get_data (bytes, &length);
  /* A NULL pointer would bind NULL, where an empty BLOB is meant. */
  note (stmt,
        sqlite3_bind_blob64 (stmt->stmt,
                             index,
                             data != NULL ? data : "",
                             length,
                             SQLITE_TRANSIENT));
}

static gboolean
refuse_write_outside_transaction (IsgStmt *stmt, GError **error)
{
  if (stmt->store->depth > 0 || sqlite3_stmt_readonly (stmt->stmt))
    return TRUE;
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_INVALID,
               "a write outside of a transaction, or after it was rolled back");
  return FALSE;
}

gboolean
isg_stmt_step (IsgStmt *stmt, gboolean *out_row, GError **error)
{
  IsgStore *store = stmt->store;
  int rc = stmt->status;

  isg_store_assert_owner (store);
  if (!refuse_write_outside_transaction (stmt, error))
    return FALSE;

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt->stmt);
  if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
    note (stmt, rc);
    isg_store_set_error (error, store->handle, rc, "step");
    sqlite3_reset (stmt->stmt);
    isg_store_notice_rollback (store);
    return FALSE;
  }
  *out_row = rc == SQLITE_ROW;
  return TRUE;
}

gboolean
isg_stmt_run (IsgStmt *stmt, GError **error)
{
  gboolean row = TRUE;

  while (row)
    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
  isg_stmt_reset (stmt);
  return TRUE;
}

void
isg_stmt_reset (IsgStmt *stmt)
{
  isg_store_assert_owner (stmt->store);
  sqlite3_reset (stmt->stmt);
  stmt->status = SQLITE_OK;
}

gboolean
isg_stmt_is_null (IsgStmt *stmt, int column)
{
  isg_store_assert_owner (stmt->store);
  return sqlite3_column_type (stmt->stmt, column) == SQLITE_NULL;
}

gint64
isg_stmt_int64 (IsgStmt *stmt, int column)
{
  isg_store_assert_owner (stmt->store);
  return sqlite3_column_int64 (stmt->stmt, column);
}

const char *
isg_stmt_text (IsgStmt *stmt, int column)
{
  isg_store_assert_owner (stmt->store);
  return (const char *) sqlite3_column_text (stmt->stmt, column);
}

char *
isg_stmt_dup_text (IsgStmt *stmt, int column)
{
  return g_strdup (isg_stmt_text (stmt, column));
}

GBytes *
isg_stmt_bytes (IsgStmt *stmt, int column)
{
  const void *data;

  isg_store_assert_owner (stmt->store);
  if (sqlite3_column_type (stmt->stmt, column) == SQLITE_NULL)
    return NULL;
  data = sqlite3_column_blob (stmt->stmt, column);
  return g_bytes_new (data, sqlite3_column_bytes (stmt->stmt, column));
}

gint64
isg_store_changes (IsgStore *store)
{
  isg_store_assert_owner (store);
  return sqlite3_changes64 (store->handle);
}

gint64
isg_store_last_id (IsgStore *store)
{
  isg_store_assert_owner (store);
  return sqlite3_last_insert_rowid (store->handle);
}
