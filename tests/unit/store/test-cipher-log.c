/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "support/isg-test.h"
#include "unit/store/cipher-fixture.h"

/* design.md 5, the log: torn is not damaged, and damaged is not torn. */

#define PAGE  ISG_CIPHER_PAGE
#define FRAME (24 + PAGE)
#define HEAD  32

/* Commits of a known size in the log, none of them in the file yet but the table. */
static sqlite3 *
open_with_commits (CipherFixture *fixture, int n)
{
  sqlite3 *handle;

  cipher_fixture_init (fixture);
  handle = cipher_open (fixture->cipher, fixture->path);
  cipher_must (handle, "PRAGMA wal_autocheckpoint = 0");
  cipher_fill (handle, 1);
  cipher_must (handle, "PRAGMA wal_checkpoint (TRUNCATE)");
  for (int i = 0; i < n; i++)
    cipher_must (handle, "INSERT INTO t (x) VALUES (hex (randomblob (1000)))");
  return handle;
}

static guint
n_frames (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-log", NULL);
  gsize length;
  g_autofree guint8 *data = cipher_load (log, &length);

  return (guint) ((length - HEAD) / FRAME);
}

static void
flip_in_log (const char *path, guint64 byte, int bit)
{
  g_autofree char *log = g_strconcat (path, "-log", NULL);

  cipher_flip (log, byte * 8 + (guint64) bit);
}

static void
cut_log (const char *path, gsize bytes)
{
  g_autofree char *log = g_strconcat (path, "-log", NULL);
  gsize length;
  g_autofree guint8 *data = cipher_load (log, &length);

  cipher_save (log, data, length - bytes);
}

/* What is in a copy that another process would find now. */
static char *
recover (CipherFixture *fixture, const char *path)
{
  sqlite3 *handle = cipher_open (fixture->cipher, path);
  char *answer;

  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  answer = cipher_text (handle, "SELECT count(*) FROM t");
  if (!g_str_has_prefix (answer, "error")) {
    g_autofree char *check = cipher_text (handle, "PRAGMA integrity_check");

    g_assert_cmpstr (check, ==, "ok");
  }
  sqlite3_close (handle);
  return answer;
}

static void
test_a_kill_loses_nothing (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 10);
  g_autofree char *path = cipher_copy (&fixture, "then.db");
  g_autofree char *answer = recover (&fixture, path);

  g_assert_cmpstr (answer, ==, "11");
  sqlite3_close (handle);
}

/* The last transaction alone can be torn. */
static void
test_a_torn_last_commit_is_none (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 5);
  const gsize cuts[] = { 1, 100, PAGE, FRAME };

  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++) {
    g_autofree char *path = cipher_copy (&fixture, "torn.db");
    g_autofree char *answer = NULL;

    cut_log (path, cuts[i]);
    answer = recover (&fixture, path);
    g_assert_cmpstr (answer, ==, "5");
  }
  sqlite3_close (handle);
}

static void
test_a_bad_frame_in_the_last_commit_ends_the_log (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 5);
  g_autofree char *path = cipher_copy (&fixture, "bad.db");
  g_autofree char *answer = NULL;

  flip_in_log (path, HEAD + (n_frames (path) - 1) * FRAME + 100, 3);
  answer = recover (&fixture, path);
  g_assert_cmpstr (answer, ==, "5");
  sqlite3_close (handle);
}

/* Any bit of any frame before two commits. */
static void
test_a_bad_frame_before_two_commits_is_damage (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  sqlite3 *handle = open_with_commits (&fixture, 20);
  g_autofree char *first = cipher_copy (&fixture, "count.db");
  guint n = n_frames (first);
  const guint places[]
    = { 0, 3, 4, 8, 15, 16, 23, 24, 25, 2000, 24 + 4063, 24 + 4064, 24 + 4080, 24 + 4095 };

  for (guint i = 0; i < G_N_ELEMENTS (places) * 4; i++) {
    g_autofree char *path = cipher_copy (&fixture, "damaged.db");
    g_autofree char *log = g_strconcat (path, "-log", NULL);
    g_autofree char *answer = NULL;
    guint frame = (guint) g_rand_int_range (chance, 0, (gint32) n - 6);
    gsize before;
    gsize after;
    g_autofree guint8 *kept = NULL;
    g_autofree guint8 *now = NULL;

    flip_in_log (path,
                 HEAD + frame * FRAME + places[i % G_N_ELEMENTS (places)],
                 g_rand_int_range (chance, 0, 8));
    kept = cipher_load (log, &before);
    answer = recover (&fixture, path);
    g_assert_cmpstr (answer, ==, "error 8202");
    /* And the log is kept. */
    now = cipher_load (log, &after);
    g_assert_cmpmem (now, after, kept, before);
  }
  sqlite3_close (handle);
}

static void
test_a_bad_log_header_before_two_commits_is_damage (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 5);

  for (guint byte = 0; byte < HEAD; byte++) {
    g_autofree char *path = cipher_copy (&fixture, "head.db");
    g_autofree char *answer = NULL;

    flip_in_log (path, byte, (int) byte % 8);
    answer = recover (&fixture, path);
    g_assert_cmpstr (answer, ==, "error 8202");
  }
  sqlite3_close (handle);
}

/* When the log begins anew its header may be torn; the file has everything then. */
static void
test_a_torn_log_header_after_a_checkpoint_is_no_damage (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 5);
  g_autofree char *path = NULL;
  g_autofree char *answer = NULL;

  cipher_must (handle, "PRAGMA wal_checkpoint (PASSIVE)");
  path = cipher_copy (&fixture, "anew.db");
  flip_in_log (path, 20, 1);
  answer = recover (&fixture, path);
  g_assert_cmpstr (answer, ==, "6");
  sqlite3_close (handle);
}

/* Frames of the log before this one, with commits of their own, prove nothing. */
static void
test_leftovers_of_an_earlier_log_are_no_damage (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 20);
  g_autofree char *path = NULL;
  g_autofree char *answer = NULL;

  cipher_must (handle, "PRAGMA wal_checkpoint (RESTART); INSERT INTO t (x) VALUES (1)");
  path = cipher_copy (&fixture, "leftover.db");
  flip_in_log (path, HEAD + 200, 1);
  answer = recover (&fixture, path);
  g_assert_cmpstr (answer, ==, "21");
  sqlite3_close (handle);
}

static void
test_a_frame_moved_is_found (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 20);
  g_autofree char *path = cipher_copy (&fixture, "moved.db");
  g_autofree char *log = g_strconcat (path, "-log", NULL);
  g_autofree char *answer = NULL;
  gsize length;
  g_autofree guint8 *data = cipher_load (log, &length);

  memcpy (data + HEAD + FRAME, data + HEAD + 2 * FRAME, FRAME);
  cipher_save (log, data, length);
  answer = recover (&fixture, path);
  g_assert_cmpstr (answer, ==, "error 8202");
  sqlite3_close (handle);
}

/* A handle that knows the log by heart is not told zeros. */
static void
test_a_frame_that_goes_bad_under_a_handle_is_damage (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 1);
  g_autoptr (IsgCipher) again = cipher_new (1, NULL);
  sqlite3 *other = cipher_open (again, fixture.path);
  g_autofree char *before = cipher_text (other, "SELECT count(*) FROM t");
  g_autofree char *after = NULL;
  gsize length;
  g_autofree guint8 *data = cipher_load (fixture.log, &length);
  FILE *file = g_fopen (fixture.log, "r+b");

  g_assert_cmpstr (before, ==, "2");
  sqlite3_close (other);
  other = cipher_open (again, fixture.path);
  data[HEAD + 24 + 50] ^= 1;
  fwrite (data, 1, length, file);
  fclose (file);
  after = cipher_text (other, "SELECT sum (length (x)) FROM t");
  g_assert_cmpstr (after, ==, "error 8202");
  sqlite3_db_config (other, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  sqlite3_close (other);
  sqlite3_close (handle);
}

/* The power goes while a checkpoint writes page 1: the log still has it. */
static void
test_a_torn_first_page_comes_from_the_log (void)
{
  g_auto (CipherFixture) fixture = { 0 };
  sqlite3 *handle = open_with_commits (&fixture, 3);
  g_autofree char *path = NULL;
  g_autofree char *answer = NULL;
  gsize length;
  g_autofree guint8 *data = NULL;

  cipher_must (handle, "CREATE TABLE more (n)"); /* changes page 1 */
  path = cipher_copy (&fixture, "first.db");
  data = cipher_load (path, &length);
  memset (data + ISG_CIPHER_START, 0xa5, 512);
  cipher_save (path, data, length);
  answer = recover (&fixture, path);
  g_assert_cmpstr (answer, ==, "4");
  sqlite3_close (handle);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/cipher/log/kill", test_a_kill_loses_nothing);
  g_test_add_func ("/cipher/log/torn", test_a_torn_last_commit_is_none);
  g_test_add_func ("/cipher/log/bad-last", test_a_bad_frame_in_the_last_commit_ends_the_log);
  g_test_add_func ("/cipher/log/damage", test_a_bad_frame_before_two_commits_is_damage);
  g_test_add_func ("/cipher/log/header", test_a_bad_log_header_before_two_commits_is_damage);
  g_test_add_func ("/cipher/log/header-anew",
                   test_a_torn_log_header_after_a_checkpoint_is_no_damage);
  g_test_add_func ("/cipher/log/leftovers", test_leftovers_of_an_earlier_log_are_no_damage);
  g_test_add_func ("/cipher/log/moved", test_a_frame_moved_is_found);
  g_test_add_func ("/cipher/log/under-a-handle",
                   test_a_frame_that_goes_bad_under_a_handle_is_damage);
  g_test_add_func ("/cipher/log/first-page", test_a_torn_first_page_comes_from_the_log);
  return g_test_run ();
}
