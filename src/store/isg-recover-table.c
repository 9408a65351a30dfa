/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-recover-private.h"

#include "store/isg-store-private.h"

/* A table is read by ranges of its key, the row's number or the first column of its primary key:
 * from the front up to where a page does not hold, from the back down to where one does not, and
 * what lies between in halves, until what is left is what cannot be read. */

#define MOST_PROBES 20000

typedef struct {
  char **values; /* (owned): SQL literals */
  guint n;
} Row;

typedef struct {
  sqlite3 *source;
  sqlite3 *target;
  const char *name;
  char *key;          /* (owned) (nullable): by which ranges are made; NULL: a text, no ranges */
  gboolean unique;    /* no two rows have the same */
  char *columns;      /* (owned): quoted, separated by commas */
  GPtrArray *names;   /* (owned) (element-type utf8): columns */
  GArray *may_empty;  /* (owned) (element-type gboolean): of each column */
  GHashTable *parent; /* (owned): column → "table\037column" it refers to */
  sqlite3_stmt *insert;
  GPtrArray *waiting; /* (owned) (element-type Row): refer to what is not there yet */
  IsgRecoverTable *said;
  IsgRecoverReport *report;
  guint probes; /* that failed */
  GError *error;
} Reading;

static void
row_free (Row *row)
{
  for (guint i = 0; i < row->n; i++)
    g_free (row->values[i]);
  g_free (row->values);
  g_free (row);
}

static void
reading_clear (Reading *reading)
{
  sqlite3_finalize (reading->insert);
  g_clear_pointer (&reading->key, g_free);
  g_clear_pointer (&reading->columns, g_free);
  g_clear_pointer (&reading->names, g_ptr_array_unref);
  g_clear_pointer (&reading->may_empty, g_array_unref);
  g_clear_pointer (&reading->parent, g_hash_table_unref);
  g_clear_pointer (&reading->waiting, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, reading_clear)

static gboolean
fail (Reading *reading, int rc, const char *what)
{
  if (reading->error == NULL)
    isg_store_set_error (&reading->error, reading->target, rc, what);
  return FALSE;
}

/* ---- what the table is ---- */

static gboolean
is_integer (const char *type)
{
  return g_ascii_strcasecmp (type, "INTEGER") == 0;
}

static gboolean
learn_columns (Reading *reading)
{
  g_autofree char *sql = g_strdup ("SELECT name, type, \"notnull\", pk, (SELECT wr FROM"
                                   " pragma_table_list (?1) WHERE schema = 'main')"
                                   " FROM pragma_table_info (?1) ORDER BY cid");
  g_autoptr (GString) columns = g_string_new (NULL);
  gboolean without_rowid = FALSE;
  guint n_keys = 0;
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (reading->target, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_bind_text (stmt, 1, reading->name, -1, SQLITE_STATIC);
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW) {
    const char *name = (const char *) sqlite3_column_text (stmt, 0);
    const char *type = (const char *) sqlite3_column_text (stmt, 1);
    gboolean may_empty = sqlite3_column_int (stmt, 2) == 0 && sqlite3_column_int (stmt, 3) == 0;

    without_rowid = sqlite3_column_int (stmt, 4) != 0;
    n_keys += sqlite3_column_int (stmt, 3) != 0 ? 1 : 0;
    if (sqlite3_column_int (stmt, 3) == 1 && is_integer (type))
      reading->key = g_strdup (name);
    g_ptr_array_add (reading->names, g_strdup (name));
    g_array_append_val (reading->may_empty, may_empty);
    g_string_append_printf (columns, "%s\"%s\"", columns->len > 0 ? ", " : "", name);
    rc = SQLITE_OK;
  }
  sqlite3_finalize (stmt);
  if (rc != SQLITE_DONE)
    return fail (reading, rc, "recover: columns");
  if (reading->key == NULL && !without_rowid)
    reading->key = g_strdup ("rowid");
  reading->unique = n_keys <= 1 || !without_rowid;
  reading->columns = g_string_free (g_steal_pointer (&columns), FALSE);
  return TRUE;
}

static gboolean
learn_parents (Reading *reading)
{
  sqlite3_stmt *stmt = NULL;
  int rc
    = sqlite3_prepare_v2 (reading->target,
                          "SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list (?1)",
                          -1,
                          &stmt,
                          NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_bind_text (stmt, 1, reading->name, -1, SQLITE_STATIC);
  while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW) {
    g_hash_table_insert (reading->parent,
                         g_strdup ((const char *) sqlite3_column_text (stmt, 0)),
                         g_strdup_printf ("SELECT 1 FROM \"%s\" WHERE \"%s\" = ",
                                          sqlite3_column_text (stmt, 1),
                                          sqlite3_column_text (stmt, 2)));
    rc = SQLITE_OK;
  }
  sqlite3_finalize (stmt);
  return rc == SQLITE_DONE || fail (reading, rc, "recover: references");
}

static gboolean
prepare_insert (Reading *reading)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  int rc;

  g_string_printf (sql, "INSERT INTO \"%s\" (%s) VALUES (?", reading->name, reading->columns);
  for (guint i = 1; i < reading->names->len; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  rc = sqlite3_prepare_v2 (reading->target, sql->str, -1, &reading->insert, NULL);
  return rc == SQLITE_OK || fail (reading, rc, "recover: insert");
}

/* ---- rows ---- */

static char *
literal_of (sqlite3_value *value)
{
  GString *text;
  const guchar *blob;
  char *quoted, *copy;
  int length;

  switch (sqlite3_value_type (value)) {
  case SQLITE_NULL:
    return g_strdup ("NULL");
  case SQLITE_INTEGER:
    return g_strdup_printf ("%lld", sqlite3_value_int64 (value));
  case SQLITE_BLOB:
    blob = sqlite3_value_blob (value);
    length = sqlite3_value_bytes (value);
    text = g_string_new ("x'");
    for (int i = 0; i < length; i++)
      g_string_append_printf (text, "%02x", blob[i]);
    g_string_append_c (text, '\'');
    return g_string_free (text, FALSE);
  default:
    quoted = sqlite3_mprintf ("%Q", sqlite3_value_text (value));
    copy = g_strdup (quoted != NULL ? quoted : "NULL");
    sqlite3_free (quoted);
    return copy;
  }
}

static Row *
row_of (sqlite3_stmt *read)
{
  Row *row = g_new0 (Row, 1);

  row->n = sqlite3_column_count (read) - 1;
  row->values = g_new0 (char *, row->n);
  for (guint i = 0; i < row->n; i++)
    row->values[i] = literal_of (sqlite3_column_value (read, (int) i + 1));
  return row;
}

/* What fits no table any more is kept to be looked at. */
static gboolean
set_aside (Reading *reading, const Row *row)
{
  g_autoptr (GString) text = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;
  int rc;

  for (guint i = 0; i < row->n; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", row->values[i]);
  rc = sqlite3_exec (reading->target,
                     "CREATE TABLE IF NOT EXISTS leftover (id INTEGER PRIMARY KEY,"
                     " origin TEXT NOT NULL, row TEXT NOT NULL) STRICT",
                     NULL,
                     NULL,
                     NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_prepare_v2 (reading->target,
                             "INSERT INTO leftover (origin, row) VALUES (?1, ?2)",
                             -1,
                             &stmt,
                             NULL);
  if (rc == SQLITE_OK) {
    sqlite3_bind_text (stmt, 1, reading->name, -1, SQLITE_STATIC);
    sqlite3_bind_text (stmt, 2, text->str, -1, SQLITE_STATIC);
    rc = sqlite3_step (stmt);
  }
  sqlite3_finalize (stmt);
  reading->said->set_aside++;
  return rc == SQLITE_DONE || fail (reading, rc, "recover: set aside");
}

/* Takes a row in; what refers to a row that is not there waits. */
static gboolean
take_row (Reading *reading, sqlite3_stmt *read)
{
  int rc = SQLITE_OK;

  for (guint i = 0; rc == SQLITE_OK && i < reading->names->len; i++)
    rc
      = sqlite3_bind_value (reading->insert, (int) i + 1, sqlite3_column_value (read, (int) i + 1));
  if (rc == SQLITE_OK)
    rc = sqlite3_step (reading->insert);
  sqlite3_reset (reading->insert);
  switch (rc) {
  case SQLITE_DONE:
    reading->said->saved++;
    return TRUE;
  case SQLITE_CONSTRAINT_PRIMARYKEY:
  case SQLITE_CONSTRAINT_ROWID:
    /* Met from the front and from the back. */
    return TRUE;
  case SQLITE_CONSTRAINT_FOREIGNKEY:
    g_ptr_array_add (reading->waiting, row_of (read));
    return TRUE;
  default:
    if ((rc & 0xff) == SQLITE_CONSTRAINT || (rc & 0xff) == SQLITE_MISMATCH) {
      Row *row = row_of (read);
      gboolean kept = set_aside (reading, row);

      row_free (row);
      return kept;
    }
    return fail (reading, rc, "recover: write");
  }
}

static int
insert_literals (Reading *reading, const Row *row)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_printf (sql, "INSERT INTO \"%s\" (%s) VALUES (", reading->name, reading->columns);
  for (guint i = 0; i < row->n; i++)
    g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", row->values[i]);
  g_string_append_c (sql, ')');
  return sqlite3_exec (reading->target, sql->str, NULL, NULL, NULL);
}

/* Those whose parents came after them; again while that helps. */
static gboolean
take_waiting (Reading *reading)
{
  guint before;

  do {
    before = reading->waiting->len;
    for (guint i = 0; i < reading->waiting->len;) {
      int rc = insert_literals (reading, g_ptr_array_index (reading->waiting, i));

      if (rc == SQLITE_OK)
        reading->said->saved++;
      if (rc == SQLITE_OK || (rc & 0xff) == SQLITE_CONSTRAINT) {
        if (rc == SQLITE_CONSTRAINT_FOREIGNKEY)
          i++;
        else
          g_ptr_array_remove_index_fast (reading->waiting, i);
        continue;
      }
      return fail (reading, rc, "recover: write");
    }
  } while (reading->waiting->len < before && reading->waiting->len > 0);
  return TRUE;
}

static gboolean
is_there (Reading *reading, const char *question, const char *value)
{
  g_autofree char *sql = g_strconcat (question, value, NULL);
  sqlite3_stmt *stmt = NULL;
  gboolean there = sqlite3_prepare_v2 (reading->target, sql, -1, &stmt, NULL) == SQLITE_OK
                   && sqlite3_step (stmt) == SQLITE_ROW;

  sqlite3_finalize (stmt);
  return there;
}

/* A reference that may be empty is emptied; else the row has no place any more. */
static gboolean
mend_row (Reading *reading, Row *row)
{
  for (guint i = 0; i < row->n; i++) {
    const char *question
      = g_hash_table_lookup (reading->parent, g_ptr_array_index (reading->names, i));

    if (question == NULL || !g_array_index (reading->may_empty, gboolean, i)
        || g_str_equal (row->values[i], "NULL") || is_there (reading, question, row->values[i]))
      continue;
    g_free (row->values[i]);
    row->values[i] = g_strdup ("NULL");
  }
  if (insert_literals (reading, row) != SQLITE_OK)
    return set_aside (reading, row);
  reading->said->saved++;
  reading->said->mended++;
  return TRUE;
}

static gboolean
mend_waiting (Reading *reading)
{
  for (guint i = 0; i < reading->waiting->len; i++) {
    if (!mend_row (reading, g_ptr_array_index (reading->waiting, i)))
      return FALSE;
    /* Others may have waited for this one. */
    g_ptr_array_remove_index (reading->waiting, i);
    if (!take_waiting (reading))
      return FALSE;
    i = G_MAXUINT;
  }
  return TRUE;
}

/* ---- ranges ---- */

/* Reads what it can; %TRUE when the whole range was read. @out_last is the last key that was. */
static gboolean
read_range (Reading *reading, gint64 from, gint64 to, gboolean backwards, gint64 *out_last)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT \"%s\", %s FROM \"%s\" WHERE \"%s\" BETWEEN ?1 AND ?2 ORDER BY "
                       "\"%s\"%s",
                       reading->key,
                       reading->columns,
                       reading->name,
                       reading->key,
                       reading->key,
                       backwards ? " DESC" : "");
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (reading->source, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK) {
    sqlite3_bind_int64 (stmt, 1, from);
    sqlite3_bind_int64 (stmt, 2, to);
    while ((rc = sqlite3_step (stmt)) == SQLITE_ROW && take_row (reading, stmt))
      *out_last = sqlite3_column_int64 (stmt, 0);
  }
  sqlite3_finalize (stmt);
  if (rc != SQLITE_DONE)
    reading->probes++;
  return rc == SQLITE_DONE;
}

static void
note_gap (Reading *reading, gint64 from, gint64 to)
{
  GPtrArray *gaps = reading->report->gaps;
  IsgRecoverGap *gap = gaps->len > 0 ? g_ptr_array_index (gaps, gaps->len - 1) : NULL;

  if (gap == NULL || !g_str_equal (gap->table, reading->name) || gap->to != from - 1) {
    gap = g_new0 (IsgRecoverGap, 1);
    gap->table = g_strdup (reading->name);
    gap->from = from;
    g_ptr_array_add (gaps, gap);
  }
  gap->to = to;
}

static void
read_around (Reading *reading, gint64 from, gint64 to)
{
  gint64 last = from - 1;
  gint64 first = to;
  gint64 middle;

  if (reading->error != NULL || read_range (reading, from, to, FALSE, &last))
    return;
  /* A row at which it stopped may be one of several with its key. */
  from = MAX (from, reading->unique ? last + 1 : last);
  if (to != G_MAXINT64 && from <= to && reading->probes <= MOST_PROBES) {
    first = to + 1;
    if (read_range (reading, from, to, TRUE, &first))
      return;
    to = MIN (to, reading->unique ? first - 1 : first);
  }
  /* Only the page behind the range did not hold. */
  if (from > to)
    return;
  if (from == to || reading->probes > MOST_PROBES || reading->error != NULL) {
    note_gap (reading, from, to);
    return;
  }
  middle = from + (to - from) / 2;
  read_around (reading, from, middle);
  read_around (reading, middle + 1, to);
}

/* A key that is a text: from the front, and from the back. */
static void
read_by_text (Reading *reading)
{
  for (guint backwards = 0; backwards < 2; backwards++) {
    g_autofree char *sql = g_strdup_printf ("SELECT 0, %s FROM \"%s\" ORDER BY 2 %s",
                                            reading->columns,
                                            reading->name,
                                            backwards == 1 ? "DESC" : "ASC");
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2 (reading->source, sql, -1, &stmt, NULL);

    while (rc == SQLITE_OK && (rc = sqlite3_step (stmt)) == SQLITE_ROW)
      rc = take_row (reading, stmt) ? SQLITE_OK : SQLITE_ABORT;
    sqlite3_finalize (stmt);
    if (rc == SQLITE_DONE)
      return;
  }
  note_gap (reading, 0, G_MAXINT64);
}

static gint64
last_key (Reading *reading)
{
  g_autofree char *sql
    = g_strdup_printf ("SELECT max (\"%s\") FROM \"%s\"", reading->key, reading->name);
  sqlite3_stmt *stmt = NULL;
  gint64 last = G_MAXINT64;

  if (sqlite3_prepare_v2 (reading->source, sql, -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    last = sqlite3_column_int64 (stmt, 0);
  sqlite3_finalize (stmt);
  return last;
}

gboolean
isg_recover_table (sqlite3 *source,
                   sqlite3 *target,
                   const char *name,
                   IsgRecoverReport *report,
                   GError **error)
{
  g_auto (Reading) reading = { .source = source, .target = target, .name = name, .report = report };

  reading.names = g_ptr_array_new_with_free_func (g_free);
  reading.may_empty = g_array_new (FALSE, FALSE, sizeof (gboolean));
  reading.parent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reading.waiting = g_ptr_array_new_with_free_func ((GDestroyNotify) row_free);
  reading.said = g_new0 (IsgRecoverTable, 1);
  reading.said->name = g_strdup (name);
  g_ptr_array_add (report->tables, reading.said);
  if (learn_columns (&reading) && learn_parents (&reading) && prepare_insert (&reading)) {
    if (reading.key != NULL)
      read_around (&reading, 0, last_key (&reading));
    else
      read_by_text (&reading);
    if (reading.error == NULL && take_waiting (&reading))
      mend_waiting (&reading);
  }
  if (reading.error != NULL)
    g_propagate_error (error, reading.error);
  return reading.error == NULL;
}
