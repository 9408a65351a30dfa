/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/isg-store.h"

G_BEGIN_DECLS

/* What the files of this folder share.  No other folder sees SQLite. */

#define ISG_STORE_APPLICATION_ID 0x49534744 /* "ISGD" */

typedef struct _IsgStoreSlot IsgStoreSlot;
typedef struct _IsgCipher IsgCipher;
typedef struct _IsgHealthKey IsgHealthKey;

struct _IsgStore {
  sqlite3 *handle;        /* (owned) */
  IsgCipher *cipher;      /* (owned) (nullable): what @handle and its copies are encrypted under */
  IsgStoreKey *key;       /* (owned) (nullable): of @cipher */
  IsgHealthKey *health;   /* (owned) (nullable): opens and seals health details */
  gboolean health_hidden; /* the role never sees them */
  GThread *owner;         /* (unowned): compared alone */
  char *data_dir;         /* (owned) */
  char *uuid;             /* (owned) */
  char *actor;            /* (owned) */
  IsgStorePoint point;    /* (nullable): told of named points */
  gpointer point_data;    /* (unowned): for @point */
  IsgRules *rules;        /* (owned) */
  GPtrArray *packs; /* (owned) (nullable) (element-type IsgRules): others that were asked for */
  IsgClock *clock;  /* (owned) */
  IsgEnvironment environment;
  gboolean read_only;     /* the disk or the folder is; nothing can be written */
  gboolean journalled;    /* this handle has written lines of the journal */
  IsgStoreSlot *slot;     /* (owned): says that a handle is open */
  GHashTable *statements; /* (owned) (nullable): SQL → IsgStmt that is not in use */
  sqlite3_stmt *undo;     /* (owned) (nullable): ROLLBACK, made before there is something to undo */
  GError *look_up_error;  /* (owned) (nullable): what a look-up that cannot fail has failed with */
  guint depth;            /* open begins; 0: no transaction */
  guint64 serial;         /* of the open, or the last, outermost transaction */
  gint64 version;         /* isg_store_data_version () */
  gint64 seen_version;    /* PRAGMA data_version as last read */
  gint64 seen_changes;    /* sqlite3_total_changes64 () at the last commit */
};

/**
 * isg_store_assert_owner:
 * @store: a store
 *
 * Aborts when another thread calls. First line of every function that takes a store.
 *
 * Thread: the owner.
 */
#define isg_store_assert_owner(store)                                                              \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert ((store) != NULL);                                                                    \
    g_assert ((store)->owner == g_thread_self ());                                                 \
  }                                                                                                \
  G_STMT_END

/**
 * isg_store_error_of:
 * @rc: a result of SQLite, primary or extended
 *
 * Thread: any.
 *
 * Returns: the %ISG_STORE_ERROR code that says the same: BUSY, FULL, CORRUPT, IO (also no memory),
 * CONFLICT for a double of something unique, INVALID for other constraints and for misuse
 */
IsgStoreError isg_store_error_of (int rc);

/**
 * isg_store_set_error:
 * @error: (nullable): where to
 * @handle: (nullable): the handle that failed, for its extended result code and its words
 * @rc: what failed
 * @what: in few words what was done: "record: save"; holds no personal data
 *
 * Thread: the owner of @handle.
 */
void isg_store_set_error (GError **error, sqlite3 *handle, int rc, const char *what);

/**
 * isg_store_in_transaction:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: whether a transaction is open that was not rolled back, by SQLite or by anybody
 */
gboolean isg_store_in_transaction (IsgStore *store);

/**
 * isg_store_meta:
 * @store: a store
 * @key: a word
 * @out_value: (out) (transfer full) (nullable): what the file says of itself under it
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_meta (IsgStore *store, const char *key, char **out_value, GError **error);

/**
 * isg_store_set_meta:
 * @store: a store in a transaction
 * @key: a word
 * @value: (nullable): %NULL takes it out
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_set_meta (IsgStore *store, const char *key, const char *value, GError **error);

/**
 * isg_store_write_anew:
 * @store: a store in no transaction
 * @out_written: (out): %FALSE while another handle reads or writes
 * @error: %ISG_STORE_ERROR _FULL, _IO, _CORRUPT
 *
 * Writes the file anew and empties its log, so that no free place in them keeps what was there.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_write_anew (IsgStore *store, gboolean *out_written, GError **error);

/**
 * isg_store_journal_keep_head:
 * @store: a store in no transaction
 *
 * Keeps the journal's last line outside when this handle has written lines and what was kept before
 * still holds.
 *
 * Thread: the owner.
 */
void isg_store_journal_keep_head (IsgStore *store);

/**
 * isg_store_notice_rollback:
 * @store: a store on which something failed
 *
 * SQLite undoes a transaction by itself when the disk is full or fails. Then it is over for us too:
 * later writes and the commit are refused.
 *
 * Thread: the owner.
 */
void isg_store_notice_rollback (IsgStore *store);

/**
 * isg_store_forget_statements:
 * @store: a store with no statement in use
 *
 * Thread: the owner.
 */
void isg_store_forget_statements (IsgStore *store);

/**
 * isg_store_exec:
 * @store: a store
 * @sql: statements without results
 * @what: as isg_store_set_error ()
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_exec (IsgStore *store, const char *sql, const char *what, GError **error);

/* ---- statements ----
 *
 *   g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, "SELECT state FROM submission WHERE key =
 * ?1", error); gboolean row;
 *
 *   if (stmt == NULL)
 *     return FALSE;
 *   isg_stmt_bind_text (stmt, 1, key);
 *   if (!isg_stmt_step (stmt, &row, error))
 *     return FALSE;
 *
 * A statement that writes is refused (INVALID) outside a transaction, so that nothing is written
 * after a rollback that somebody deeper asked for. */

/**
 * IsgStmt:
 *
 * A prepared statement in use. Goes back into the handle's cache, reset and with nothing bound,
 * when freed.
 */
typedef struct _IsgStmt IsgStmt;

/**
 * isg_stmt_prepare:
 * @store: a store
 * @sql: one statement; a text that lives on (a literal) is best
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the statement, or %NULL with @error
 */
IsgStmt *isg_stmt_prepare (IsgStore *store, const char *sql, GError **error);

/**
 * isg_stmt_free:
 * @stmt: (transfer full) (nullable): a statement
 *
 * Thread: the owner of the store.
 */
void isg_stmt_free (IsgStmt *stmt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgStmt, isg_stmt_free)

/**
 * isg_stmt_bind_text:
 * @stmt: a statement
 * @index: 1 and up
 * @text: (nullable): copied; %NULL binds NULL
 *
 * What goes wrong in binding is told by the next isg_stmt_step ().
 *
 * Thread: the owner of the store.
 */
void isg_stmt_bind_text (IsgStmt *stmt, int index, const char *text);

/**
 * isg_stmt_bind_int64:
 * @stmt: a statement
 * @index: 1 and up
 * @number: a number
 *
 * Thread: the owner of the store.
 */
void isg_stmt_bind_int64 (IsgStmt *stmt, int index, gint64 number);

/**
 * isg_stmt_bind_null:
 * @stmt: a statement
 * @index: 1 and up
 *
 * Thread: the owner of the store.
 */
void isg_stmt_bind_null (IsgStmt *stmt, int index);

/**
 * isg_stmt_bind_bytes:
 * @stmt: a statement
 * @index: 1 and up
 * @bytes: (nullable): copied, as a BLOB; %NULL binds NULL
 *
 * Thread: the owner of the store.
 */
void isg_stmt_bind_bytes (IsgStmt *stmt, int index, GBytes *bytes);

/**
 * isg_stmt_step:
 * @stmt: a statement
 * @out_row: (out): whether there is a row to read
 * @error: %ISG_STORE_ERROR; also for what went wrong in binding and in reading columns
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_stmt_step (IsgStmt *stmt, gboolean *out_row, GError **error);

/**
 * isg_stmt_run:
 * @stmt: a statement
 * @error: %ISG_STORE_ERROR
 *
 * Steps to the end and resets, so that it can be bound and run again; bound values stay.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_stmt_run (IsgStmt *stmt, GError **error);

/**
 * isg_stmt_reset:
 * @stmt: a statement
 *
 * Makes it ready for another round; bound values stay.
 *
 * Thread: the owner of the store.
 */
void isg_stmt_reset (IsgStmt *stmt);

/**
 * isg_stmt_is_null:
 * @stmt: a statement with a row
 * @column: 0 and up
 *
 * Thread: the owner of the store.
 *
 * Returns: whether there stands NULL
 */
gboolean isg_stmt_is_null (IsgStmt *stmt, int column);

/**
 * isg_stmt_int64:
 * @stmt: a statement with a row
 * @column: 0 and up
 *
 * Thread: the owner of the store.
 *
 * Returns: the number; 0 for NULL
 */
gint64 isg_stmt_int64 (IsgStmt *stmt, int column);

/**
 * isg_stmt_text:
 * @stmt: a statement with a row
 * @column: 0 and up
 *
 * Thread: the owner of the store.
 *
 * Returns: (transfer none) (nullable): the text, until the next step; %NULL for NULL
 */
const char *isg_stmt_text (IsgStmt *stmt, int column);

/**
 * isg_stmt_dup_text:
 * @stmt: a statement with a row
 * @column: 0 and up
 *
 * Thread: the owner of the store.
 *
 * Returns: (transfer full) (nullable): the text; %NULL for NULL
 */
char *isg_stmt_dup_text (IsgStmt *stmt, int column);

/**
 * isg_stmt_bytes:
 * @stmt: a statement with a row
 * @column: 0 and up
 *
 * Thread: the owner of the store.
 *
 * Returns: (transfer full) (nullable): the bytes; %NULL for NULL
 */
GBytes *isg_stmt_bytes (IsgStmt *stmt, int column);

/**
 * isg_store_changes:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: how many rows the last INSERT, UPDATE or DELETE touched
 */
gint64 isg_store_changes (IsgStore *store);

/**
 * isg_store_last_id:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: the id of the row that was inserted last
 */
gint64 isg_store_last_id (IsgStore *store);

/**
 * isg_store_record_id:
 * @store: a store
 * @uuid: a record's
 * @out_id: (out): its row
 * @error: %ISG_STORE_ERROR _ABSENT, _BUSY, _IO, _CORRUPT
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_record_id (IsgStore *store, const char *uuid, gint64 *out_id, GError **error);

G_END_DECLS
