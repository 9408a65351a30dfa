/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "support/isg-fault-vfs.h"
#include "support/isg-test.h"
#include "unit/store/cipher-fixture.h"

/* The process dies in the n-th write, sync, cut or deletion; the n-th write, sync and read fails.
 */

#define KILLS_SHORT   30
#define KILLS_NIGHTLY 400

static void
work (const char *path, int from, int pipe_to)
{
  /* Keys do not outlive a fork. */
  g_autoptr (IsgCipher) cipher = cipher_new (1, NULL);
  sqlite3 *handle = cipher_open (cipher, path);

  cipher_must (handle, "PRAGMA wal_autocheckpoint = 15");
  for (int n = from + 1;; n++) {
    g_autofree char *sql
      = g_strdup_printf ("BEGIN IMMEDIATE; INSERT INTO t (x) VALUES (printf ('%%.%dc', 'k'));"
                         "DELETE FROM t WHERE id = %d; INSERT INTO done VALUES (%d); COMMIT",
                         n * 531 % 5000 + 1,
                         n * 7 % 90,
                         n);

    cipher_must (handle, sql);
    g_assert_cmpint (write (pipe_to, &n, sizeof n), ==, sizeof n);
  }
}

static int
run_until_killed (const char *path, int from, IsgFaultOps ops, guint nth)
{
  int ends[2];
  int last = from;
  int status;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0) {
    close (ends[0]);
    isg_fault_vfs_arm (ops, nth, FALSE, ISG_FAULT_KILL);
    work (path, from, ends[1]);
  }
  close (ends[1]);
  while (read (ends[0], &last, sizeof last) == sizeof last)
    ;
  close (ends[0]);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  return last;
}

static void
test_nothing_acknowledged_is_lost_in_a_kill (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (11);
  g_auto (CipherFixture) fixture = { 0 };
  const IsgFaultOps ops[] = { ISG_FAULT_WRITE, ISG_FAULT_WRITE, ISG_FAULT_SYNC };
  guint kills = g_getenv ("ISG_TEST_NIGHTLY") != NULL ? KILLS_NIGHTLY : KILLS_SHORT;
  int last = 0;
  sqlite3 *handle;

  cipher_fixture_init (&fixture);
  handle = cipher_open (fixture.cipher, fixture.path);
  cipher_fill (handle, 100);
  cipher_must (handle, "CREATE TABLE done (n INTEGER)");
  sqlite3_close (handle);
  for (guint i = 0; i < kills; i++) {
    g_autofree char *newest = NULL;
    g_autofree char *check = NULL;
    int acknowledged = run_until_killed (fixture.path,
                                         last,
                                         ops[i % G_N_ELEMENTS (ops)],
                                         (guint) g_rand_int_range (chance, 1, 60));

    handle = cipher_open (fixture.cipher, fixture.path);
    newest = cipher_text (handle, "SELECT coalesce (max (n), 0) FROM done");
    check = cipher_text (handle, "PRAGMA integrity_check");
    g_assert_cmpstr (check, ==, "ok");
    last = (int) g_ascii_strtoll (newest, NULL, 10);
    g_assert_cmpint (last, >=, acknowledged);
    g_assert_cmpint (last, <=, acknowledged + 1);
    /* Half of the time the next one finds the log as the dead one left it. */
    if (g_rand_boolean (chance))
      sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
    sqlite3_close (handle);
  }
}

/* ---- the n-th time ---- */

typedef struct {
  IsgFaultOps op;
  IsgFaultAct act;
} Failure;

static const Failure failures[] = {
  { ISG_FAULT_WRITE, ISG_FAULT_IO },    { ISG_FAULT_WRITE, ISG_FAULT_FULL },
  { ISG_FAULT_SYNC, ISG_FAULT_IO },     { ISG_FAULT_READ, ISG_FAULT_IO },
  { ISG_FAULT_TRUNCATE, ISG_FAULT_IO },
};

/* How many of five commits went through. */
static int
try_commits (CipherFixture *fixture)
{
  sqlite3 *handle = NULL;
  int done = 0;

  if (sqlite3_open_v2 (fixture->path,
                       &handle,
                       SQLITE_OPEN_READWRITE | SQLITE_OPEN_EXRESCODE,
                       isg_cipher_vfs_name (fixture->cipher))
      == SQLITE_OK) {
    cipher_exec (handle,
                 "PRAGMA cache_spill = OFF; PRAGMA temp_store = MEMORY; PRAGMA wal_autocheckpoint "
                 "= 4");
    for (int n = 1; n <= 5; n++) {
      g_autofree char *sql = g_strdup_printf ("INSERT INTO done VALUES (%d)", n);

      if (cipher_exec (handle, sql) != SQLITE_OK)
        break;
      done = n;
    }
  }
  sqlite3_close (handle);
  return done;
}

static void
test_a_failure_loses_nothing (gconstpointer data)
{
  const Failure *failure = data;

  for (guint nth = 1;; nth++) {
    g_auto (CipherFixture) fixture = { 0 };
    g_autofree char *newest = NULL;
    g_autofree char *check = NULL;
    sqlite3 *handle;
    guint failed;
    int done;
    int found;

    cipher_fixture_init (&fixture);
    handle = cipher_open (fixture.cipher, fixture.path);
    cipher_must (handle, "CREATE TABLE done (n INTEGER)");
    sqlite3_close (handle);
    isg_fault_vfs_arm (failure->op, nth, nth % 2 == 0, failure->act);
    done = try_commits (&fixture);
    failed = isg_fault_vfs_disarm ();

    handle = cipher_open (fixture.cipher, fixture.path);
    newest = cipher_text (handle, "SELECT coalesce (max (n), 0) FROM done");
    check = cipher_text (handle, "PRAGMA integrity_check");
    g_assert_cmpstr (check, ==, "ok");
    found = (int) g_ascii_strtoll (newest, NULL, 10);
    g_assert_cmpint (found, >=, done);
    g_assert_cmpint (found, <=, done + 1);
    sqlite3_close (handle);
    if (failed == 0)
      break;
    g_assert_cmpuint (nth, <, 200);
  }
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_fault_vfs_install ();
  g_test_add_func ("/cipher/kill/nothing-is-lost", test_nothing_acknowledged_is_lost_in_a_kill);
  for (guint i = 0; i < G_N_ELEMENTS (failures); i++) {
    g_autofree char *name = g_strdup_printf ("/cipher/nth/%u", i);

    g_test_add_data_func (name, &failures[i], test_a_failure_loses_nothing);
  }
  return g_test_run ();
}
