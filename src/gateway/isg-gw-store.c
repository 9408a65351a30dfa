/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-store.h"

#include <sqlite3.h>

#include "gateway/isg-gw-error.h"

/* "ISGG"; a file of another program is not touched. */
#define APPLICATION_ID  0x49534747
#define SCHEMA_VERSION  1
#define BUSY_TIMEOUT_MS 10000

struct _IsgGwStore {
  sqlite3 *handle; /* (owned) */
};

static const char SCHEMA[]
  = "CREATE TABLE holding ("
    "  id INTEGER PRIMARY KEY, state INTEGER NOT NULL, firm TEXT NOT NULL, number TEXT NOT NULL,"
    "  server_no TEXT, method TEXT NOT NULL, operation TEXT NOT NULL, dataset TEXT NOT NULL,"
    "  code INTEGER NOT NULL, received_ms INTEGER NOT NULL, due_ms INTEGER NOT NULL,"
    "  visible INTEGER NOT NULL, per_query INTEGER NOT NULL, partial_code INTEGER NOT NULL,"
    "  workplace TEXT, professional TEXT, signer TEXT, day INTEGER, sha256 TEXT, contents TEXT, "
    "signed_bytes BLOB, signature TEXT"
    ") STRICT;"
    /* Not unique: faults may store a number twice, and the list must show that. */
    "CREATE INDEX holding_number ON holding (firm, number);"
    "CREATE INDEX holding_server_no ON holding (server_no);"
    "CREATE TABLE item ("
    "  holding INTEGER NOT NULL REFERENCES holding (id), ord INTEGER NOT NULL,"
    "  employee TEXT NOT NULL, topic TEXT NOT NULL, minutes TEXT NOT NULL, status INTEGER NOT NULL,"
    "  PRIMARY KEY (holding, ord)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX item_employee ON item (employee);";

#define HOLDING_COLUMNS                                                                            \
  "id, state, firm, number, server_no, method, operation, dataset, code, received_ms, due_ms, "    \
  "visible, per_query, workplace, professional, signer, day, sha256, contents, signed_bytes, "     \
  "signature, partial_code"

IsgGwItem *
isg_gw_item_new (const char *employee, const char *topic, const char *minutes, int status)
{
  IsgGwItem *item = g_new0 (IsgGwItem, 1);

  item->employee = g_strdup (employee);
  item->topic = g_strdup (topic);
  item->minutes = g_strdup (minutes);
  item->status = status;
  return item;
}

void
isg_gw_item_free (IsgGwItem *item)
{
  g_free (item->employee);
  g_free (item->topic);
  g_free (item->minutes);
  g_free (item);
}

IsgGwHolding *
isg_gw_holding_new (void)
{
  IsgGwHolding *holding = g_new0 (IsgGwHolding, 1);

  holding->code = 200;
  holding->visible = -1;
  holding->partial_code = 200;
  holding->day = ISG_DATE_NONE;
  holding->items = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_item_free);
  return holding;
}

void
isg_gw_holding_free (IsgGwHolding *holding)
{
  g_free (holding->firm);
  g_free (holding->number);
  g_free (holding->server_no);
  g_free (holding->method);
  g_free (holding->operation);
  g_free (holding->dataset);
  g_free (holding->workplace);
  g_free (holding->professional);
  g_free (holding->signer);
  g_free (holding->sha256);
  g_free (holding->contents);
  g_free (holding->signature);
  g_clear_pointer (&holding->signed_bytes, g_bytes_unref);
  g_ptr_array_unref (holding->items);
  g_free (holding);
}

static gboolean
fail (IsgGwStore *store, GError **error)
{
  g_set_error (error,
               ISG_GW_ERROR,
               ISG_GW_ERROR_STORE,
               "database: %s",
               sqlite3_errmsg (store->handle));
  return FALSE;
}

static gboolean
execute (IsgGwStore *store, const char *sql, GError **error)
{
  return sqlite3_exec (store->handle, sql, NULL, NULL, NULL) == SQLITE_OK || fail (store, error);
}

static void
finalize_statement (sqlite3_stmt *statement)
{
  sqlite3_finalize (statement);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, finalize_statement)

static sqlite3_stmt *
prepare (IsgGwStore *store, const char *sql, GError **error)
{
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v2 (store->handle, sql, -1, &statement, NULL) != SQLITE_OK) {
    fail (store, error);
    return NULL;
  }
  return statement;
}

static gboolean
finish (IsgGwStore *store, sqlite3_stmt *statement, GError **error)
{
  return sqlite3_step (statement) == SQLITE_DONE || fail (store, error);
}

static void
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

static gboolean
read_pragma (IsgGwStore *store, const char *sql, int *out, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (store, sql, error);

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) != SQLITE_ROW)
    return fail (store, error);

  *out = sqlite3_column_int (statement, 0);
  return TRUE;
}

static gboolean
make_schema (IsgGwStore *store, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA application_id = %d; PRAGMA "
                                          "user_version = %d; COMMIT",
                                          SCHEMA,
                                          APPLICATION_ID,
                                          SCHEMA_VERSION);

  return execute (store, sql, error);
}

static gboolean
check_schema (IsgGwStore *store, gboolean read_only, GError **error)
{
  int version;
  int application;
  int n_tables;

  if (!read_pragma (store, "PRAGMA user_version", &version, error)
      || !read_pragma (store, "PRAGMA application_id", &application, error)
      || !read_pragma (store, "SELECT count(*) FROM sqlite_schema", &n_tables, error))
    return FALSE;
  if (n_tables == 0 && application == 0 && !read_only)
    return execute (store, "PRAGMA journal_mode = WAL", error) && make_schema (store, error);
  if (application == APPLICATION_ID && version == SCHEMA_VERSION)
    return TRUE;

  g_set_error_literal (error,
                       ISG_GW_ERROR,
                       ISG_GW_ERROR_STORE,
                       "database: not a file of this isg-gateway");
  return FALSE;
}

IsgGwStore *
isg_gw_store_open (const char *path, gboolean read_only, GError **error)
{
  g_autoptr (IsgGwStore) store = g_new0 (IsgGwStore, 1);
  int flags = read_only ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;

  if (sqlite3_open_v2 (path, &store->handle, flags, NULL) != SQLITE_OK) {
    fail (store, error);
    return NULL;
  }
  sqlite3_busy_timeout (store->handle, BUSY_TIMEOUT_MS);
  /* NORMAL: a killed process loses nothing, and the sandbox need not outlive a power cut. */
  if (!execute (store, "PRAGMA foreign_keys = ON; PRAGMA synchronous = NORMAL", error)
      || !check_schema (store, read_only, error))
    return NULL;
  return g_steal_pointer (&store);
}

void
isg_gw_store_close (IsgGwStore *store)
{
  sqlite3_close (store->handle);
  g_free (store);
}

gboolean
isg_gw_store_begin (IsgGwStore *store, GError **error)
{
  return execute (store, "BEGIN IMMEDIATE", error);
}

gboolean
isg_gw_store_end (IsgGwStore *store, gboolean commit, GError **error)
{
  if (commit && execute (store, "COMMIT", error))
    return TRUE;

  sqlite3_exec (store->handle, "ROLLBACK", NULL, NULL, NULL);
  return !commit;
}

static gboolean
add_item (IsgGwStore *store, gint64 holding, int ord, const IsgGwItem *item, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
    = prepare (store,
               "INSERT INTO item (holding, ord, employee, topic, minutes, status) "
               "VALUES (?, ?, ?, ?, ?, ?)",
               error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, holding);
  sqlite3_bind_int (statement, 2, ord);
  bind_text (statement, 3, item->employee);
  bind_text (statement, 4, item->topic);
  bind_text (statement, 5, item->minutes);
  sqlite3_bind_int (statement, 6, item->status);
  return finish (store, statement, error);
}

static void
bind_holding (sqlite3_stmt *statement, const IsgGwHolding *holding)
{
  sqlite3_bind_int (statement, 1, holding->state);
  bind_text (statement, 2, holding->firm);
  bind_text (statement, 3, holding->number);
  bind_text (statement, 4, holding->method);
  bind_text (statement, 5, holding->operation);
  bind_text (statement, 6, holding->dataset);
  sqlite3_bind_int (statement, 7, holding->code);
  sqlite3_bind_int64 (statement, 8, holding->received_ms);
  sqlite3_bind_int64 (statement, 9, holding->due_ms);
  sqlite3_bind_int (statement, 10, holding->visible);
  sqlite3_bind_int (statement, 11, holding->per_query);
  bind_text (statement, 12, holding->workplace);
  bind_text (statement, 13, holding->professional);
  bind_text (statement, 14, holding->signer);
  sqlite3_bind_int (statement, 15, holding->day);
  bind_text (statement, 16, holding->sha256);
  bind_text (statement, 17, holding->contents);
  if (holding->signed_bytes != NULL) {
    gsize size;
    const void *data = g_bytes_get_data (holding->signed_bytes, &size);

    sqlite3_bind_blob64 (statement, 18, data, size, SQLITE_TRANSIENT);
  }
  bind_text (statement, 19, holding->signature);
  sqlite3_bind_int (statement, 20, holding->partial_code);
}

static gboolean
give_server_no (IsgGwStore *store, IsgGwHolding *holding, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
    = prepare (store, "UPDATE holding SET server_no = ? WHERE id = ?", error);
  g_autofree char *server_no = NULL;

  if (statement == NULL)
    return FALSE;
  holding->id = sqlite3_last_insert_rowid (store->handle);
  server_no = g_strdup_printf ("S%010" G_GINT64_FORMAT, holding->id);
  bind_text (statement, 1, server_no);
  sqlite3_bind_int64 (statement, 2, holding->id);
  if (!finish (store, statement, error))
    return FALSE;

  g_free (holding->server_no);
  holding->server_no = g_steal_pointer (&server_no);
  return TRUE;
}

gboolean
isg_gw_store_add (IsgGwStore *store, IsgGwHolding *holding, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
    = prepare (store,
               "INSERT INTO holding (state, firm, number, method, operation, dataset, code, "
               "received_ms, due_ms, visible, per_query, workplace, professional, signer, day, "
               "sha256, contents, signed_bytes, signature, partial_code) "
               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
               error);

  if (statement == NULL)
    return FALSE;
  bind_holding (statement, holding);
  if (!finish (store, statement, error) || !give_server_no (store, holding, error))
    return FALSE;
  for (guint i = 0; i < holding->items->len; i++)
    if (!add_item (store, holding->id, i, g_ptr_array_index (holding->items, i), error))
      return FALSE;
  return TRUE;
}

gboolean
isg_gw_store_set_state (IsgGwStore *store, gint64 id, IsgGwHoldingState state, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
    = prepare (store, "UPDATE holding SET state = ? WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int (statement, 1, state);
  sqlite3_bind_int64 (statement, 2, id);
  return finish (store, statement, error);
}

gboolean
isg_gw_store_remove (IsgGwStore *store, gint64 id, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = prepare (store, "DELETE FROM holding WHERE id = ?", error);

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, id);
  return finish (store, statement, error);
}

gboolean
isg_gw_store_show_more (IsgGwStore *store, IsgGwHolding *holding, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
    = prepare (store, "UPDATE holding SET visible = ? WHERE id = ?", error);
  int visible = holding->visible + holding->per_query;

  if (statement == NULL)
    return FALSE;
  if (visible >= (int) holding->items->len)
    visible = -1;
  sqlite3_bind_int (statement, 1, visible);
  sqlite3_bind_int64 (statement, 2, holding->id);
  if (!finish (store, statement, error))
    return FALSE;

  holding->visible = visible;
  return TRUE;
}

gboolean
isg_gw_store_is_taken (IsgGwStore *store,
                       const char *firm,
                       const char *number,
                       gboolean *out_taken,
                       GError **error)
{
  g_autoptr (sqlite3_stmt) statement
    = prepare (store,
               "SELECT count(*) FROM holding WHERE firm = ? AND number = ? AND state <> ?",
               error);

  if (statement == NULL)
    return FALSE;
  bind_text (statement, 1, firm);
  bind_text (statement, 2, number);
  sqlite3_bind_int (statement, 3, ISG_GW_HOLDING_FORGOTTEN);
  if (sqlite3_step (statement) != SQLITE_ROW)
    return fail (store, error);

  *out_taken = sqlite3_column_int64 (statement, 0) > 0;
  return TRUE;
}

static char *
column_text (sqlite3_stmt *statement, int index)
{
  return g_strdup ((const char *) sqlite3_column_text (statement, index));
}

static IsgGwHolding *
read_holding (sqlite3_stmt *statement)
{
  IsgGwHolding *holding = isg_gw_holding_new ();

  holding->id = sqlite3_column_int64 (statement, 0);
  holding->state = sqlite3_column_int (statement, 1);
  holding->firm = column_text (statement, 2);
  holding->number = column_text (statement, 3);
  holding->server_no = column_text (statement, 4);
  holding->method = column_text (statement, 5);
  holding->operation = column_text (statement, 6);
  holding->dataset = column_text (statement, 7);
  holding->code = sqlite3_column_int (statement, 8);
  holding->received_ms = sqlite3_column_int64 (statement, 9);
  holding->due_ms = sqlite3_column_int64 (statement, 10);
  holding->visible = sqlite3_column_int (statement, 11);
  holding->per_query = sqlite3_column_int (statement, 12);
  holding->workplace = column_text (statement, 13);
  holding->professional = column_text (statement, 14);
  holding->signer = column_text (statement, 15);
  holding->day = sqlite3_column_int (statement, 16);
  holding->sha256 = column_text (statement, 17);
  holding->contents = column_text (statement, 18);
  holding->signed_bytes
    = g_bytes_new (sqlite3_column_blob (statement, 19), sqlite3_column_bytes (statement, 19));
  holding->signature = column_text (statement, 20);
  holding->partial_code = sqlite3_column_int (statement, 21);
  return holding;
}

static gboolean
read_items (IsgGwStore *store, IsgGwHolding *holding, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
    = prepare (store,
               "SELECT employee, topic, minutes, status FROM item WHERE holding = ? ORDER BY ord",
               error);
  int rc;

  if (statement == NULL)
    return FALSE;
  sqlite3_bind_int64 (statement, 1, holding->id);
  while ((rc = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (holding->items,
                     isg_gw_item_new ((const char *) sqlite3_column_text (statement, 0),
                                      (const char *) sqlite3_column_text (statement, 1),
                                      (const char *) sqlite3_column_text (statement, 2),
                                      sqlite3_column_int (statement, 3)));
  return rc == SQLITE_DONE || fail (store, error);
}

static sqlite3_stmt *
prepare_find (IsgGwStore *store, const IsgGwFilter *filter, GError **error)
{
  sqlite3_stmt *statement
    = prepare (store,
               "SELECT " HOLDING_COLUMNS " FROM holding "
               "WHERE (?1 IS NULL OR firm = ?1) AND (?2 IS NULL OR number = ?2 OR server_no = ?2) "
               "AND (?3 IS NULL OR professional = ?3) "
               "AND (?4 IS NULL OR id IN (SELECT holding FROM item WHERE employee = ?4)) "
               "AND (?5 IS NULL OR day >= ?5) AND (?6 IS NULL OR day <= ?6) "
               "AND (?7 IS NULL OR state = ?7) ORDER BY id",
               error);

  if (statement == NULL)
    return NULL;
  bind_text (statement, 1, filter->firm);
  bind_text (statement, 2, filter->number);
  bind_text (statement, 3, filter->professional);
  bind_text (statement, 4, filter->employee);
  if (filter->from != ISG_DATE_NONE)
    sqlite3_bind_int (statement, 5, filter->from);
  if (filter->to != ISG_DATE_NONE)
    sqlite3_bind_int (statement, 6, filter->to);
  if (filter->stored_only)
    sqlite3_bind_int (statement, 7, ISG_GW_HOLDING_STORED);
  return statement;
}

GPtrArray *
isg_gw_store_find (IsgGwStore *store, const IsgGwFilter *filter, GError **error)
{
  g_autoptr (GPtrArray) found
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_holding_free);
  g_autoptr (sqlite3_stmt) statement = prepare_find (store, filter, error);
  int rc;

  if (statement == NULL)
    return NULL;
  while ((rc = sqlite3_step (statement)) == SQLITE_ROW) {
    IsgGwHolding *holding = read_holding (statement);

    g_ptr_array_add (found, holding);
    if (!read_items (store, holding, error))
      return NULL;
  }
  if (rc != SQLITE_DONE) {
    fail (store, error);
    return NULL;
  }
  return g_steal_pointer (&found);
}
