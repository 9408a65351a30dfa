/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/isg-bytes.h"
#include "support/isg-test.h"
#include "unit/store/cipher-fixture.h"

/* SQLite under the cipher is SQLite: the same statements, by chance, on a plain file and on an
 * encrypted one, with crashes between, answer the same and leave the same. */

#define STATEMENTS_SHORT   3000
#define STATEMENTS_NIGHTLY 24000

enum {
  PLAIN,
  ENCRYPTED,
  N_SIDES
};

typedef struct {
  GRand *chance;
  IsgCipher *cipher;
  char *path[N_SIDES];
  sqlite3 *handle[N_SIDES];
  guint n_crashes;
  guint n_errors;
} Pair;

/* ---- the two sides ---- */

static const char *
log_ending (int side)
{
  return side == PLAIN ? "-wal" : "-log";
}

static void
open_side (Pair *pair, int side)
{
  pair->handle[side] = cipher_open (side == PLAIN ? NULL : pair->cipher, pair->path[side]);
  /* Syncs are tested where the power goes; here the process dies. */
  cipher_must (pair->handle[side],
               "PRAGMA synchronous = OFF; PRAGMA cache_size = 12; PRAGMA wal_autocheckpoint = 30");
}

static void
copy_one (const char *from, const char *to)
{
  gsize length;
  g_autofree guint8 *data = cipher_load (from, &length);

  cipher_save (to, data, length);
}

/* Both go on from what a kill would have left now. */
static void
crash (Pair *pair)
{
  for (int side = 0; side < N_SIDES; side++) {
    g_autofree char *next = isg_test_path ("next.db");
    g_autofree char *log = g_strconcat (pair->path[side], log_ending (side), NULL);
    g_autofree char *next_log = g_strconcat (next, log_ending (side), NULL);

    copy_one (pair->path[side], next);
    if (g_file_test (log, G_FILE_TEST_EXISTS))
      copy_one (log, next_log);
    sqlite3_close (pair->handle[side]);
    g_unlink (pair->path[side]);
    g_free (pair->path[side]);
    pair->path[side] = g_steal_pointer (&next);
    open_side (pair, side);
  }
  pair->n_crashes++;
}

/* ---- asking ---- */

static int
add_row_cb (void *data, int n, char **values, char **names)
{
  GString *text = data;

  for (int i = 0; i < n; i++)
    g_string_append_printf (text, "%s|", values[i] != NULL ? values[i] : "NULL");
  g_string_append_c (text, '\n');
  return 0;
}

static void
run_both (Pair *pair, const char *sql)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GString) encrypted = g_string_new (NULL);
  int rc[N_SIDES];

  rc[PLAIN] = sqlite3_exec (pair->handle[PLAIN], sql, add_row_cb, plain, NULL);
  rc[ENCRYPTED] = sqlite3_exec (pair->handle[ENCRYPTED], sql, add_row_cb, encrypted, NULL);
  if (rc[PLAIN] != rc[ENCRYPTED] || !g_str_equal (plain->str, encrypted->str))
    g_test_message ("%s: %d %s / %d %s",
                    sql,
                    rc[PLAIN],
                    sqlite3_errmsg (pair->handle[PLAIN]),
                    rc[ENCRYPTED],
                    sqlite3_errmsg (pair->handle[ENCRYPTED]));
  g_assert_cmpint (rc[PLAIN], ==, rc[ENCRYPTED]);
  g_assert_cmpstr (plain->str, ==, encrypted->str);
  if (rc[PLAIN] != SQLITE_OK)
    pair->n_errors++;
}

static void
compare_all (Pair *pair)
{
  run_both (pair, "SELECT * FROM a ORDER BY id");
  run_both (pair, "SELECT * FROM b ORDER BY rowid");
  run_both (pair, "SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name");
  run_both (pair, "PRAGMA integrity_check");
}

/* ---- backups ---- */

static void
back_up (Pair *pair)
{
  for (int side = 0; side < N_SIDES; side++) {
    g_autofree char *copy = isg_test_path ("backup.db");
    sqlite3 *to = cipher_open (side == PLAIN ? NULL : pair->cipher, copy);
    sqlite3_backup *backup;
    g_autofree char *rows = NULL;
    g_autofree char *expected = cipher_text (pair->handle[side], "SELECT count(*) FROM a");

    cipher_exec (to, "PRAGMA journal_mode = MEMORY");
    backup = sqlite3_backup_init (to, "main", pair->handle[side], "main");
    g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
    g_assert_cmpint (sqlite3_backup_finish (backup), ==, SQLITE_OK);
    rows = cipher_text (to, "SELECT count(*) FROM a");
    g_assert_cmpstr (rows, ==, expected);
    sqlite3_close (to);
    g_unlink (copy);
  }
}

/* ---- statements ---- */

typedef struct {
  guint weight;
  const char *sql; /* %1: a number, %2: another, %3: a length */
} Form;

static const Form forms[] = {
  { 20, "INSERT OR IGNORE INTO a VALUES (%1, printf ('%.%3c', 'v'), %2)" },
  { 8, "INSERT INTO a VALUES (%1, 'x', %2)" },
  { 12, "INSERT INTO b (k, v) VALUES (%1, zeroblob (%3))" },
  { 10, "UPDATE a SET v = printf ('%.%3c', 'w'), n = n + 1 WHERE id BETWEEN %1 AND %1 + 9" },
  { 6, "UPDATE b SET k = k + 1, v = hex (zeroblob (%3 / 2)) WHERE rowid % 11 = %1 % 11" },
  { 8, "DELETE FROM a WHERE id BETWEEN %1 AND %1 + 4" },
  { 4, "DELETE FROM b WHERE k % 7 = %2 % 7 AND rowid < %1" },
  { 8, "SELECT count(*), sum (length (v)), total (n) FROM a WHERE id > %1" },
  { 6, "SELECT k, length (v) FROM b WHERE k > %1 ORDER BY k, rowid LIMIT 7" },
  { 5, "SELECT a.id, b.k FROM a JOIN b ON b.k = a.n ORDER BY 1, 2 LIMIT 9" },
  { 14, "BEGIN" },
  { 14, "COMMIT" },
  { 5, "ROLLBACK" },
  { 6, "SAVEPOINT s" },
  { 5, "ROLLBACK TO s" },
  { 4, "RELEASE s" },
  { 2, "CREATE INDEX IF NOT EXISTS i%2 ON a (n, v)" },
  { 2, "DROP INDEX IF EXISTS i%2" },
  { 1, "CREATE TABLE IF NOT EXISTS c AS SELECT * FROM a WHERE id < %1" },
  { 1, "DROP TABLE IF EXISTS c" },
  { 1, "VACUUM" },
  { 1, "REINDEX" },
  { 2, "PRAGMA wal_checkpoint (PASSIVE)" },
  { 1, "PRAGMA wal_checkpoint (TRUNCATE)" },
  { 1, "PRAGMA wal_checkpoint (RESTART)" },
  { 1, "ANALYZE" },
};

static const Form *
choose (GRand *chance)
{
  guint all = 0;
  guint dice;

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    all += forms[i].weight;
  dice = (guint) g_rand_int_range (chance, 0, (gint32) all);
  for (guint i = 0;; dice -= forms[i++].weight)
    if (dice < forms[i].weight)
      return &forms[i];
}

static char *
fill (const Form *form, GRand *chance)
{
  GString *sql = g_string_new (form->sql);
  static const int lengths[] = { 0, 10, 200, 4000, 9000 };
  g_autofree char *one = g_strdup_printf ("%d", g_rand_int_range (chance, 1, 400));
  g_autofree char *two = g_strdup_printf ("%d", g_rand_int_range (chance, 0, 4));
  g_autofree char *three = g_strdup_printf ("%d", lengths[g_rand_int_range (chance, 0, 5)]);

  g_string_replace (sql, "%1", one, 0);
  g_string_replace (sql, "%2", two, 0);
  g_string_replace (sql, "%3", three, 0);
  return g_string_free (sql, FALSE);
}

/* How many frames are in the log differs by nothing, but the pages of the two have other sizes. */
static gboolean
answers_differ (const char *sql)
{
  return g_str_has_prefix (sql, "PRAGMA wal_checkpoint");
}

static void
do_one (Pair *pair)
{
  g_autofree char *sql = fill (choose (pair->chance), pair->chance);

  if (!answers_differ (sql)) {
    run_both (pair, sql);
    return;
  }
  g_assert_cmpint (cipher_exec (pair->handle[PLAIN], sql),
                   ==,
                   cipher_exec (pair->handle[ENCRYPTED], sql));
}

static void
test_both_always_agree (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (20262);
  Pair pair = { .chance = chance, .cipher = cipher_new (1, NULL) };
  guint n = g_getenv ("ISG_TEST_NIGHTLY") != NULL ? STATEMENTS_NIGHTLY : STATEMENTS_SHORT;

  for (int side = 0; side < N_SIDES; side++) {
    pair.path[side] = isg_test_path ("side.db");
    open_side (&pair, side);
  }
  run_both (&pair,
            "CREATE TABLE a (id INTEGER PRIMARY KEY, v TEXT, n INTEGER);"
            "CREATE TABLE b (k INTEGER, v BLOB); CREATE INDEX bk ON b (k)");
  for (guint i = 1; i <= n; i++) {
    do_one (&pair);
    if (i % 150 == 0)
      compare_all (&pair);
    if (g_rand_int_range (chance, 0, 120) == 0)
      crash (&pair);
    if (g_rand_int_range (chance, 0, 300) == 0 && sqlite3_get_autocommit (pair.handle[PLAIN]) != 0)
      back_up (&pair);
  }
  compare_all (&pair);
  g_test_message ("%u statements, %u crashes, %u refused", n, pair.n_crashes, pair.n_errors);
  g_assert_cmpuint (pair.n_crashes, >, n / 300);
  for (int side = 0; side < N_SIDES; side++) {
    sqlite3_close (pair.handle[side]);
    g_free (pair.path[side]);
  }
  isg_cipher_free (pair.cipher);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/cipher/same/always", test_both_always_agree);
  return g_test_run ();
}
