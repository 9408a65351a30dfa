/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "store/isg-store-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* Why every handle has cache_spill=OFF: in WAL mode SQLite 3.40.1 loses commits, later ones too,
 * after pages were spilled inside of a SAVEPOINT that was rolled back before the COMMIT, when the
 * process is then killed. */

#define N_ROUNDS 20

static void
exec (IsgStore *store, const char *sql)
{
  g_assert_cmpint (sqlite3_exec (store->handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
}

static void
update_some (IsgStore *store, GRand *chance)
{
  int from = g_rand_int_range (chance, 1, 61);
  int to = g_rand_int_range (chance, from, 61);
  g_autofree char *sql
    = g_strdup_printf ("UPDATE page SET x = hex (randomblob (1500)) WHERE id BETWEEN %d AND %d",
                       from,
                       to);

  exec (store, sql);
}

static void
commit_past_a_savepoint (IsgStore *store, GRand *chance)
{
  exec (store, "BEGIN IMMEDIATE");
  if (g_rand_boolean (chance))
    update_some (store, chance);
  exec (store, "SAVEPOINT s");
  for (int i = g_rand_int_range (chance, 1, 4); i > 0; i--)
    update_some (store, chance);
  exec (store, "ROLLBACK TO s");
  if (g_rand_boolean (chance))
    update_some (store, chance);
  exec (store, "INSERT INTO done VALUES (1); COMMIT");
}

static void
copy_file (const char *from, const char *to)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (from, &data, &length, NULL));
  g_assert_true (g_file_set_contents (to, data, length, NULL));
}

/* What the files say that a kill would leave now. */
static int
count_after_kill (StoreFixture *fixture)
{
  g_autofree char *file = g_build_filename (fixture->dir, ISG_STORE_FILE, NULL);
  g_autofree char *log = g_strconcat (file, "-wal", NULL);
  g_autofree char *file_then = isg_test_path ("then.db");
  g_autofree char *log_then = g_strconcat (file_then, "-wal", NULL);
  sqlite3 *handle;
  sqlite3_stmt *stmt = NULL;
  int count = -1;

  copy_file (file, file_then);
  copy_file (log, log_then);
  g_assert_cmpint (sqlite3_open (file_then, &handle), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (handle, "SELECT count(*) FROM done", -1, &stmt, NULL) == SQLITE_OK
      && sqlite3_step (stmt) == SQLITE_ROW)
    count = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (handle);
  return count;
}

/* In how many rounds commits are lost. */
static guint
count_losses (const char *rule)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (2026);
  guint losses = 0;

  for (guint round = 0; round < N_ROUNDS; round++) {
    g_auto (StoreFixture) fixture = { 0 };

    store_fixture_init (&fixture);
    exec (fixture.store, "CREATE TABLE page (id INTEGER PRIMARY KEY, x); CREATE TABLE done (n)");
    exec (fixture.store,
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)"
          " INSERT INTO page SELECT i, hex (zeroblob (1500)) FROM n");
    exec (fixture.store, "PRAGMA cache_size = 10; PRAGMA wal_autocheckpoint = 0");
    exec (fixture.store, rule);
    for (guint i = 0; i < 3; i++)
      commit_past_a_savepoint (fixture.store, chance);
    if (count_after_kill (&fixture) != 3)
      losses++;
  }
  return losses;
}

static void
test_no_commit_is_lost_without_spilling (void)
{
  /* The rule that the handle has already: nothing is set here. */
  g_assert_cmpuint (count_losses (""), ==, 0);
}

static void
test_commits_are_lost_with_spilling (void)
{
  guint losses;

  if (sqlite3_libversion_number () != 3040001) {
    g_test_skip ("another SQLite than 3.40.1");
    return;
  }
  losses = count_losses ("PRAGMA cache_spill = 1");
  g_test_message ("%u of %d rounds lost commits", losses, N_ROUNDS);
  g_assert_cmpuint (losses, >, 0);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/spill/no-commit-is-lost-without",
                   test_no_commit_is_lost_without_spilling);
  g_test_add_func ("/store/spill/commits-are-lost-with", test_commits_are_lost_with_spilling);
  return g_test_run ();
}
