/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdlib.h>

#include "support/isg-test.h"
#include "unit/store/cipher-fixture.h"

/* What encryption costs: the same work on a plain file and on an encrypted one, by turns in one
 * run, as ratios of medians.  Prints; nothing here passes or fails.  ISG_BENCH_ROUNDS says how many
 * turns (5). */

#define ROWS     100000
#define LOOK_UPS 20000
#define COMMITS  2000

typedef struct {
  const char *name;
  double (*run) (sqlite3 *handle, IsgCipher *cipher);
} Task;

static double
since (gint64 began)
{
  return (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC;
}

static double
insert (sqlite3 *handle, IsgCipher *cipher)
{
  gint64 began = g_get_monotonic_time ();

  cipher_must (handle,
               "CREATE TABLE p (id INTEGER PRIMARY KEY, number TEXT, name TEXT, rest TEXT);"
               "CREATE INDEX p_number ON p (number); BEGIN;"
               "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)"
               " INSERT INTO p SELECT i, printf ('%011d', i * 7919 % 100003),"
               " printf ('Ad%d Soyad%d', i % 977, i % 4999), printf ('%.60c', 'x') FROM n;"
               "COMMIT");
  return since (began);
}

static double
look_up (sqlite3 *handle, IsgCipher *cipher)
{
  sqlite3_stmt *stmt;
  gint64 began = g_get_monotonic_time ();

  g_assert_cmpint (sqlite3_prepare_v2 (handle,
                                       "SELECT name FROM p WHERE number = ?1",
                                       -1,
                                       &stmt,
                                       NULL),
                   ==,
                   SQLITE_OK);
  for (guint i = 0; i < LOOK_UPS; i++) {
    char number[16];

    g_snprintf (number, sizeof number, "%011u", (i * 104729u + 1) % 100003);
    sqlite3_bind_text (stmt, 1, number, -1, SQLITE_TRANSIENT);
    sqlite3_step (stmt);
    sqlite3_reset (stmt);
  }
  sqlite3_finalize (stmt);
  return since (began);
}

static double
scan (sqlite3 *handle, IsgCipher *cipher)
{
  gint64 began = g_get_monotonic_time ();
  g_autofree char *sum = cipher_text (handle, "SELECT sum (length (rest)) FROM p");

  g_assert_cmpstr (sum, ==, "6000000");
  return since (began);
}

static double
commit (sqlite3 *handle, IsgCipher *cipher)
{
  gint64 began = g_get_monotonic_time ();

  for (guint i = 0; i < COMMITS; i++) {
    char sql[96];

    g_snprintf (sql,
                sizeof sql,
                "UPDATE p SET name = 'Yeni%u' WHERE id = %u",
                i,
                (i * 7919u) % ROWS + 1);
    cipher_must (handle, sql);
  }
  return since (began);
}

static double
back_up (sqlite3 *handle, IsgCipher *cipher)
{
  g_autofree char *path = isg_test_path ("backup.db");
  gint64 began = g_get_monotonic_time ();
  sqlite3 *to = cipher_open (cipher, path);
  sqlite3_backup *backup;

  cipher_exec (to, "PRAGMA journal_mode = MEMORY");
  backup = sqlite3_backup_init (to, "main", handle, "main");
  g_assert_cmpint (sqlite3_backup_step (backup, -1), ==, SQLITE_DONE);
  g_assert_cmpint (sqlite3_backup_finish (backup), ==, SQLITE_OK);
  sqlite3_close (to);
  g_unlink (path);
  return since (began);
}

static const Task tasks[] = {
  { "100 k inserts, one index, one commit", insert },
  { "20 k look-ups by an index, cold cache", look_up },
  { "full scan, cold cache", scan },
  { "2,000 commits, synced", commit },
  { "backup of the whole file", back_up },
};

static int
compare_doubles (const void *a, const void *b)
{
  double difference = *(const double *) a - *(const double *) b;

  return difference < 0 ? -1 : difference > 0;
}

/* The page cache of SQLite is empty before each task, that of the system is warm. */
static void
run_side (IsgCipher *cipher, double seconds[G_N_ELEMENTS (tasks)])
{
  g_autofree char *path = isg_test_path ("bench.db");

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++) {
    sqlite3 *handle = cipher_open (cipher, path);

    seconds[i] = tasks[i].run (handle, cipher);
    sqlite3_close (handle);
  }
  g_unlink (path);
}

static void
measure (void)
{
  const char *given = g_getenv ("ISG_BENCH_ROUNDS");
  guint rounds = given != NULL ? CLAMP (g_ascii_strtoull (given, NULL, 10), 1, 99) : 5;
  IsgCipher *cipher;
  double plain[G_N_ELEMENTS (tasks)][99];
  double encrypted[G_N_ELEMENTS (tasks)][99];

  cipher = cipher_new (1, NULL);
  for (guint round = 0; round < rounds; round++) {
    double one[G_N_ELEMENTS (tasks)];
    double two[G_N_ELEMENTS (tasks)];

    run_side (NULL, one);
    run_side (cipher, two);
    for (guint i = 0; i < G_N_ELEMENTS (tasks); i++) {
      plain[i][round] = one[i];
      encrypted[i][round] = two[i];
    }
  }
  printf ("%-40s %10s %10s %7s   median of %u\n", "", "plain s", "cipher s", "ratio", rounds);
  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++) {
    qsort (plain[i], rounds, sizeof (double), compare_doubles);
    qsort (encrypted[i], rounds, sizeof (double), compare_doubles);
    printf ("%-40s %10.4f %10.4f %7.2f\n",
            tasks[i].name,
            plain[i][rounds / 2],
            encrypted[i][rounds / 2],
            encrypted[i][rounds / 2] / plain[i][rounds / 2]);
  }
  isg_cipher_free (cipher);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/bench/cipher", measure);
  return g_test_run ();
}
