/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "support/isg-power-vfs.h"
#include "support/isg-test.h"
#include "unit/store/cipher-fixture.h"

/* The power goes again and again: what was acknowledged is there, what was under way is there or
 * not, and nothing is called damaged. */

#define CUTS_SHORT   150
#define CUTS_NIGHTLY 2000

typedef struct {
  CipherFixture fixture;
  sqlite3 *handle;
  GRand *chance;
  guint wanted; /* cuts */
  guint cuts;
  int acknowledged;
  gboolean checking;
} Run;

/* ---- one cut ---- */

static void
check_cut (Run *run)
{
  g_autofree char *path = isg_test_path ("cut.db");
  g_autofree char *log = g_strconcat (path, "-log", NULL);
  g_autofree char *dir = g_path_get_dirname (path);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *count = NULL;
  g_autofree char *check = NULL;
  sqlite3 *handle;
  int rows;

  g_assert_true (isg_power_vfs_cut (run->fixture.path, path, run->chance));
  isg_power_vfs_cut (run->fixture.log, log, run->chance);
  handle = cipher_open (run->fixture.cipher, path);
  count = cipher_text (handle, "SELECT count(*) || '/' || coalesce (max (n), 0) FROM done");
  check = cipher_text (handle, "PRAGMA integrity_check");
  if (!g_str_equal (check, "ok"))
    g_test_message ("cut %u: %s, %s", run->cuts, count, check);
  g_assert_cmpstr (check, ==, "ok");
  rows = (int) g_ascii_strtoll (count, NULL, 10);
  g_assert_cmpint (rows, >=, run->acknowledged);
  g_assert_cmpint (rows, <=, run->acknowledged + 1);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  g_unlink (path);
  g_unlink (log);
  g_unlink (shm);
  g_rmdir (dir);
  run->cuts++;
}

static void
hook_cb (gpointer data)
{
  Run *run = data;

  if (run->checking || run->cuts >= run->wanted || g_rand_int_range (run->chance, 0, 12) != 0)
    return;
  run->checking = TRUE;
  check_cut (run);
  run->checking = FALSE;
}

/* ---- the work ---- */

static void
change_some (Run *run)
{
  int from = g_rand_int_range (run->chance, 1, 120);
  g_autofree char *sql
    = g_strdup_printf ("UPDATE t SET x = printf ('%%.%dc', 'y') WHERE id BETWEEN %d AND %d;"
                       "INSERT INTO t (x) VALUES (printf ('%%.%dc', 'z'));"
                       "DELETE FROM t WHERE id %% 37 = %d AND id > 100",
                       g_rand_int_range (run->chance, 1, 3000),
                       from,
                       from + g_rand_int_range (run->chance, 0, 20),
                       g_rand_int_range (run->chance, 1, 6000),
                       g_rand_int_range (run->chance, 0, 37));

  cipher_must (run->handle, sql);
}

static void
commit_one (Run *run)
{
  g_autofree char *done
    = g_strdup_printf ("INSERT INTO done VALUES (%d); COMMIT", run->acknowledged + 1);

  cipher_must (run->handle, "BEGIN IMMEDIATE");
  change_some (run);
  if (g_rand_int_range (run->chance, 0, 3) == 0) {
    cipher_must (run->handle, "SAVEPOINT s");
    change_some (run);
    cipher_must (run->handle, "ROLLBACK TO s; RELEASE s");
  }
  cipher_must (run->handle, done);
  run->acknowledged++;
}

static void
do_something_else (Run *run)
{
  IsgCipherHeader header;

  switch (g_rand_int_range (run->chance, 0, 12)) {
  case 0:
    cipher_must (run->handle, "PRAGMA wal_checkpoint (TRUNCATE)");
    break;
  case 1:
    cipher_must (run->handle, "PRAGMA wal_checkpoint (RESTART)");
    break;
  case 2:
    cipher_must (run->handle, "VACUUM");
    break;
  case 3:
    g_assert_true (isg_cipher_read_header (run->handle, &header, NULL, NULL));
    header.slots[0].created++;
    g_assert_true (isg_cipher_write_header (run->handle, &header, NULL));
    break;
  default:
    break;
  }
}

static void
test_nothing_acknowledged_is_lost_when_the_power_goes (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (2026);
  Run run = { .chance = chance,
              .wanted = g_getenv ("ISG_TEST_NIGHTLY") != NULL ? CUTS_NIGHTLY : CUTS_SHORT };

  cipher_fixture_init (&run.fixture);
  run.handle = cipher_open (run.fixture.cipher, run.fixture.path);
  cipher_must (run.handle, "PRAGMA wal_autocheckpoint = 25; PRAGMA cache_size = 40");
  cipher_fill (run.handle, 150);
  cipher_must (run.handle, "CREATE TABLE done (n INTEGER); CREATE INDEX i ON t (x)");
  isg_power_vfs_set_hook (hook_cb, &run);
  while (run.cuts < run.wanted) {
    commit_one (&run);
    do_something_else (&run);
  }
  isg_power_vfs_set_hook (NULL, NULL);
  g_test_message ("%u cuts in %d commits", run.cuts, run.acknowledged);
  sqlite3_close (run.handle);
  cipher_fixture_clear (&run.fixture);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_power_vfs_install ();
  g_test_add_func ("/cipher/power/nothing-is-lost",
                   test_nothing_acknowledged_is_lost_when_the_power_goes);
  return g_test_run ();
}
