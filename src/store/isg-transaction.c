/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

struct _IsgTransaction {
  IsgStore *store; /* (unowned) */
  guint64 serial;  /* of the outermost transaction it is part of */
  gboolean over;
};

gboolean
isg_store_exec (IsgStore *store, const char *sql, const char *what, GError **error)
{
  int rc;

  isg_store_assert_owner (store);
  rc = sqlite3_exec (store->handle, sql, NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    return TRUE;
  isg_store_set_error (error, store->handle, rc, what);
  isg_store_notice_rollback (store);
  return FALSE;
}

void
isg_store_notice_rollback (IsgStore *store)
{
  if (store->depth > 0 && sqlite3_get_autocommit (store->handle))
    store->depth = 0;
}

gboolean
isg_store_in_transaction (IsgStore *store)
{
  isg_store_assert_owner (store);
  return store->depth > 0;
}

/* Undoing must not need memory that is not there. */
static void
undo (IsgStore *store)
{
  sqlite3_step (store->undo);
  sqlite3_reset (store->undo);
}

static gboolean
prepare_undo (IsgStore *store, GError **error)
{
  int rc;

  if (store->undo != NULL)
    return TRUE;
  rc = sqlite3_prepare_v3 (store->handle,
                           "ROLLBACK",
                           -1,
                           SQLITE_PREPARE_PERSISTENT,
                           &store->undo,
                           NULL);
  if (rc != SQLITE_OK)
    isg_store_set_error (error, store->handle, rc, "begin");
  return rc == SQLITE_OK;
}

static gboolean
begin_outermost (IsgStore *store, GError **error)
{
  if (!prepare_undo (store, error))
    return FALSE;
  /* One that could not be undone when it was over must not become part of the next. */
  if (!sqlite3_get_autocommit (store->handle))
    undo (store);
  if (!sqlite3_get_autocommit (store->handle)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "begin: the last one is not undone");
    return FALSE;
  }
  return isg_store_exec (store, "BEGIN IMMEDIATE", "begin", error);
}

gboolean
isg_store_begin (IsgStore *store, GError **error)
{
  isg_store_assert_owner (store);
  if (store->read_only) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_READ_ONLY, "the store may only be read");
    return FALSE;
  }
  if (store->depth == 0) {
    if (!begin_outermost (store, error))
      return FALSE;
    store->serial++;
  }
  store->depth++;
  return TRUE;
}

gboolean
isg_store_commit (IsgStore *store, GError **error)
{
  isg_store_assert_owner (store);
  if (store->depth == 0) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 "commit: no transaction, or it was rolled back");
    return FALSE;
  }
  if (store->depth == 1 && !isg_store_exec (store, "COMMIT", "commit", error)) {
    /* BUSY and a deferred foreign key leave it open; nobody waits for half a transaction. */
    isg_store_rollback (store);
    return FALSE;
  }
  store->depth--;
  return TRUE;
}

void
isg_store_rollback (IsgStore *store)
{
  isg_store_assert_owner (store);
  if (store->depth == 0)
    return;
  store->depth = 0;
  /* It fails only when SQLite has rolled back already. */
  if (!sqlite3_get_autocommit (store->handle))
    undo (store);
}

IsgTransaction *
isg_transaction_begin (IsgStore *store, GError **error)
{
  IsgTransaction *transaction;

  if (!isg_store_begin (store, error))
    return NULL;
  transaction = g_new0 (IsgTransaction, 1);
  transaction->store = store;
  transaction->serial = store->serial;
  return transaction;
}

gboolean
isg_transaction_commit (IsgTransaction *transaction, GError **error)
{
  IsgStore *store = transaction->store;

  isg_store_assert_owner (store);
  g_assert (!transaction->over);
  transaction->over = TRUE;
  if (store->depth == 0 || store->serial != transaction->serial) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 "commit: the transaction was rolled back");
    return FALSE;
  }
  return isg_store_commit (store, error);
}

void
isg_transaction_free (IsgTransaction *transaction)
{
  if (transaction == NULL)
    return;
  if (!transaction->over && transaction->store->serial == transaction->serial)
    isg_store_rollback (transaction->store);
  g_free (transaction);
}

static gint64
read_data_version (IsgStore *store)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, "PRAGMA data_version", NULL);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, NULL) || !row)
    return store->seen_version;
  return isg_stmt_int64 (stmt, 0);
}

gint64
isg_store_data_version (IsgStore *store)
{
  gint64 version;
  gint64 changes;

  isg_store_assert_owner (store);
  version = read_data_version (store);
  changes = store->depth == 0 ? sqlite3_total_changes64 (store->handle) : store->seen_changes;
  if (version != store->seen_version || changes != store->seen_changes)
    store->version++;
  store->seen_version = version;
  store->seen_changes = changes;
  return store->version;
}
