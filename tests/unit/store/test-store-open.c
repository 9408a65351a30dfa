/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/isg-store-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

static char *
path_in (StoreFixture *fixture, const char *name)
{
  return g_build_filename (fixture->dir, name, NULL);
}

static guint
mode_of (const char *path)
{
  struct stat info;

  g_assert_cmpint (stat (path, &info), ==, 0);
  return info.st_mode & 0777;
}

/* Past the statements of the store, which take most pragmas for a write. */
static char *
pragma (StoreFixture *fixture, const char *name)
{
  g_autofree char *sql = g_strconcat ("PRAGMA ", name, NULL);
  sqlite3_stmt *stmt;
  char *value;

  g_assert_cmpint (sqlite3_prepare_v2 (fixture->store->handle, sql, -1, &stmt, NULL),
                   ==,
                   SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = g_strdup ((const char *) sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  return value;
}

static void
assert_refused (StoreFixture *fixture, IsgStoreError code)
{
  g_autoptr (GError) error = NULL;
  IsgStore *store = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);

  g_assert_null (store);
  g_assert_error (error, ISG_STORE_ERROR, (int) code);
}

/* The whole file as it lies there. */
static GBytes *
content_of (const char *path)
{
  char *data;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_bytes_new_take (data, length);
}

static void
set_content (const char *path, const void *data, gssize length)
{
  g_assert_true (g_file_set_contents (path, data, length, NULL));
}

static void
exec_on (const char *path, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

static void
test_only_its_owner_may_read_it (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;

  store_fixture_init (&fixture);
  path = path_in (&fixture, ISG_STORE_FILE);
  log = path_in (&fixture, ISG_STORE_FILE "-wal");
  g_assert_cmpuint (mode_of (fixture.dir), ==, 0700);
  g_assert_cmpuint (mode_of (path), ==, 0600);
  g_assert_cmpuint (mode_of (log), ==, 0600);
}

static void
test_every_handle_keeps_the_connection_rules (void)
{
  static const struct {
    const char *name;
    const char *value;
  } rules[] = {
    { "cache_spill", "0" },     { "temp_store", "2" },
    { "secure_delete", "1" },   { "synchronous", "2" },
    { "foreign_keys", "1" },    { "cache_size", "-16000" },
    { "journal_mode", "wal" },  { "page_size", "4096" },
    { "busy_timeout", "5000" }, { "application_id", "1230194500" },
    { "user_version", "1" },
  };
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_init (&fixture);
  for (guint round = 0; round < 2; round++) {
    for (guint i = 0; i < G_N_ELEMENTS (rules); i++) {
      g_autofree char *value = pragma (&fixture, rules[i].name);

      g_assert_cmpstr (value, ==, rules[i].value);
    }
    store_fixture_reopen (&fixture);
  }
}

static void
test_a_store_keeps_its_identity (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *uuid = NULL;

  store_fixture_init (&fixture);
  uuid = g_strdup (isg_store_uuid (fixture.store));
  g_assert_true (isg_uuid_is_valid (uuid));
  store_fixture_reopen (&fixture);
  g_assert_cmpstr (isg_store_uuid (fixture.store), ==, uuid);
  g_assert_cmpint (isg_store_environment (fixture.store), ==, ISG_ENVIRONMENT_SANDBOX);
  g_assert_cmpstr (isg_store_data_dir (fixture.store), ==, fixture.dir);
}

static void
test_a_live_store_stays_live (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *dir = isg_test_path ("live");
  g_autoptr (IsgStore) store = NULL;

  store_fixture_init (&fixture);
  store = isg_store_create (dir, ISG_ENVIRONMENT_LIVE, fixture.rules, fixture.clock, NULL);
  g_clear_pointer (&store, isg_store_close);
  store = isg_store_open (dir, fixture.rules, fixture.clock, NULL);
  g_assert_cmpint (isg_store_environment (store), ==, ISG_ENVIRONMENT_LIVE);
}

static void
test_a_store_is_made_once (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;

  store_fixture_init (&fixture);
  uuid = g_strdup (isg_store_uuid (fixture.store));
  g_assert_null (
    isg_store_create (fixture.dir, ISG_ENVIRONMENT_LIVE, fixture.rules, fixture.clock, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS);
  store_fixture_reopen (&fixture);
  g_assert_cmpstr (isg_store_uuid (fixture.store), ==, uuid);
}

static void
test_a_half_made_file_is_no_store (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *dir = isg_test_path ("half");
  g_autofree char *half = g_build_filename (dir, ISG_STORE_FILE ".new", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store = NULL;

  store_fixture_init (&fixture);
  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  set_content (half, "SQLite format 3", -1);
  g_assert_null (isg_store_open (dir, fixture.rules, fixture.clock, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
  g_clear_error (&error);

  store = isg_store_create (dir, ISG_ENVIRONMENT_SANDBOX, fixture.rules, fixture.clock, &error);
  g_assert_no_error (error);
  g_assert_nonnull (store);
  g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
}

static void
test_no_store_leaves_nothing_behind (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *dir = isg_test_path ("none");
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_null (isg_store_open (dir, fixture.rules, fixture.clock, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
  g_assert_cmpint (g_rmdir (dir), ==, 0);
}

static void
test_a_foreign_file_is_not_touched (void)
{
  static const struct {
    const char *data;
    gssize length;
  } files[] = {
    { "", 0 },
    { "isg", 3 },
    { "SQLite format 3", 16 },
    { "a text that is longer than the hundred bytes of a header, so that SQLite reads the whole of "
      "the"
      " header and sees what it is",
      -1 },
  };
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;

  store_fixture_init (&fixture);
  path = path_in (&fixture, ISG_STORE_FILE);
  g_clear_pointer (&fixture.store, isg_store_close);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++) {
    g_autoptr (GBytes) before = NULL;
    g_autoptr (GBytes) after = NULL;

    set_content (path, files[i].data, files[i].length);
    before = content_of (path);
    assert_refused (&fixture, ISG_STORE_ERROR_FOREIGN);
    after = content_of (path);
    g_assert_true (g_bytes_equal (before, after));
  }
}

static void
test_a_store_of_another_program_is_not_touched (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  store_fixture_init (&fixture);
  path = path_in (&fixture, ISG_STORE_FILE);
  log = path_in (&fixture, ISG_STORE_FILE "-wal");
  g_clear_pointer (&fixture.store, isg_store_close);
  g_unlink (path);
  exec_on (path, "CREATE TABLE their (x); PRAGMA journal_mode = WAL; INSERT INTO their VALUES (1)");
  before = content_of (path);
  assert_refused (&fixture, ISG_STORE_ERROR_FOREIGN);
  after = content_of (path);
  g_assert_true (g_bytes_equal (before, after));
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static void
test_a_newer_file_is_not_touched (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GBytes) before = NULL;
  g_autoptr (GBytes) after = NULL;

  store_fixture_init (&fixture);
  path = path_in (&fixture, ISG_STORE_FILE);
  g_clear_pointer (&fixture.store, isg_store_close);
  exec_on (path, "PRAGMA user_version = 2");
  before = content_of (path);
  assert_refused (&fixture, ISG_STORE_ERROR_NEWER);
  after = content_of (path);
  g_assert_true (g_bytes_equal (before, after));
}

/* As a newer program leaves it when it is killed: the file is old, its log is not. */
static void
test_a_file_whose_log_is_newer_is_not_touched (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autoptr (GBytes) file = NULL;
  g_autoptr (GBytes) frames = NULL;
  g_autoptr (GBytes) file_after = NULL;
  g_autoptr (GBytes) frames_after = NULL;
  sqlite3 *newer;

  store_fixture_init (&fixture);
  path = path_in (&fixture, ISG_STORE_FILE);
  log = path_in (&fixture, ISG_STORE_FILE "-wal");
  g_clear_pointer (&fixture.store, isg_store_close);
  g_assert_cmpint (sqlite3_open (path, &newer), ==, SQLITE_OK);
  sqlite3_db_config (newer, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  g_assert_cmpint (sqlite3_exec (newer, "PRAGMA user_version = 2", NULL, NULL, NULL),
                   ==,
                   SQLITE_OK);
  sqlite3_close (newer);

  file = content_of (path);
  frames = content_of (log);
  g_assert_cmpuint (g_bytes_get_size (frames), >, 4096);
  assert_refused (&fixture, ISG_STORE_ERROR_NEWER);
  file_after = content_of (path);
  frames_after = content_of (log);
  g_assert_true (g_bytes_equal (file, file_after));
  g_assert_true (g_bytes_equal (frames, frames_after));
}

static void
test_a_truncated_file_is_damage (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autoptr (GBytes) whole = NULL;

  store_fixture_init (&fixture);
  path = path_in (&fixture, ISG_STORE_FILE);
  g_clear_pointer (&fixture.store, isg_store_close);
  whole = content_of (path);
  set_content (path, g_bytes_get_data (whole, NULL), g_bytes_get_size (whole) / 2);
  assert_refused (&fixture, ISG_STORE_ERROR_CORRUPT);
}

/* ---- unclean exits ---- */

/* Opens the store in a child, which ends as @end says. */
static void
open_in_child (StoreFixture *fixture, void (*end) (IsgStore *store))
{
  pid_t child = fork ();
  int status;

  if (child == 0) {
    IsgStore *store = isg_store_open (fixture->dir, fixture->rules, fixture->clock, NULL);

    if (store != NULL)
      end (store);
    _exit (store != NULL ? 0 : 1);
  }
  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
}

static void
end_clean (IsgStore *store)
{
  isg_store_close (store);
}

static void
end_killed (IsgStore *store)
{
  kill (getpid (), SIGKILL);
}

/* Turns the first page of the table "attempt" into nothing that SQLite knows. */
static void
damage_a_page (StoreFixture *fixture)
{
  g_autofree char *path = path_in (fixture, ISG_STORE_FILE);
  gint64 page
    = store_fixture_number (fixture, "SELECT rootpage FROM sqlite_schema WHERE name = 'attempt'");
  char noise[4096];
  int fd;

  g_clear_pointer (&fixture->store, isg_store_close);
  memset (noise, 0xa5, sizeof noise);
  fd = open (path, O_RDWR);
  g_assert_cmpint (pwrite (fd, noise, sizeof noise, (page - 1) * 4096), ==, 4096);
  close (fd);
}

static void
test_damage_is_looked_for_after_an_unclean_exit (void)
{
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_init (&fixture);
  damage_a_page (&fixture);
  open_in_child (&fixture, end_clean);
  open_in_child (&fixture, end_killed);
  assert_refused (&fixture, ISG_STORE_ERROR_CORRUPT);
  /* And again, since it was not mended. */
  assert_refused (&fixture, ISG_STORE_ERROR_CORRUPT);
}

/* What only the whole check finds: an index that has lost a row. */
static void
test_an_index_that_differs_is_found_after_an_unclean_exit (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;

  store_fixture_init (&fixture);
  path = path_in (&fixture, ISG_STORE_FILE);
  g_free (store_fixture_workplace (&fixture, "Berber"));
  g_clear_pointer (&fixture.store, isg_store_close);
  exec_on (path,
           "PRAGMA writable_schema = ON;"
           "UPDATE sqlite_schema SET sql = replace (sql, 'closed IS NULL', 'closed IS NOT NULL')"
           " WHERE name = 'record_kind_date'");
  open_in_child (&fixture, end_killed);
  assert_refused (&fixture, ISG_STORE_ERROR_CORRUPT);
}

static void
test_an_unclean_exit_is_seen_while_others_have_it_open (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *marks = NULL;
  g_autofree char *bytes = NULL;
  gsize length;

  store_fixture_init (&fixture);
  marks = path_in (&fixture, "isg-defteri.open");
  open_in_child (&fixture, end_killed);
  g_assert_true (g_file_get_contents (marks, &bytes, &length, NULL));
  g_assert_cmpuint (length, ==, 2);
  g_assert_cmpmem (bytes, length, "11", 2);
  g_free (g_steal_pointer (&bytes));

  /* The next one finds nothing wrong, and forgets it. */
  open_in_child (&fixture, end_clean);
  g_assert_true (g_file_get_contents (marks, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, length, "10", 2);
  g_free (g_steal_pointer (&bytes));

  g_clear_pointer (&fixture.store, isg_store_close);
  g_assert_true (g_file_get_contents (marks, &bytes, &length, NULL));
  g_assert_cmpmem (bytes, length, "00", 2);
}

static void
test_what_was_committed_survives_a_kill (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgRecord) record = NULL;

  store_fixture_init (&fixture);
  uuid = store_fixture_workplace (&fixture, "Berber");
  open_in_child (&fixture, end_killed);
  store_fixture_reopen (&fixture);
  record = isg_store_record_get (fixture.store, uuid, 0, NULL);
  g_assert_nonnull (record);
}

/* ---- a disk that may only be read ---- */

static void
look_and_try_to_write (StoreFixture *fixture, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  IsgStore *store = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
  g_autoptr (IsgRecord) record = NULL;

  g_assert_no_error (error);
  g_assert_true (isg_store_is_read_only (store));
  record = isg_store_record_get (store, uuid, 0, &error);
  g_assert_no_error (error);
  g_assert_false (isg_store_set_setting (store, "language", "tr", FALSE, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (isg_store_record_save (store, record, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_READ_ONLY);
  isg_store_close (store);
}

static void
fail_to_open (StoreFixture *fixture, const char *uuid)
{
  assert_refused (fixture, ISG_STORE_ERROR_READ_ONLY);
}

/* In a child that is nobody's superuser. */
static void
as_nobody (StoreFixture *fixture,
           const char *uuid,
           void (*act) (StoreFixture *fixture, const char *uuid))
{
  pid_t child = fork ();
  int status;

  if (child == 0) {
    if (geteuid () == 0 && setuid (65534) != 0)
      _exit (2);
    act (fixture, uuid);
    _exit (0);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
test_a_disk_that_may_only_be_read_is_read (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autofree char *above = NULL;
  g_autoptr (GDir) dir = NULL;
  guint n = 0;

  store_fixture_init (&fixture);
  path = path_in (&fixture, ISG_STORE_FILE);
  log = path_in (&fixture, ISG_STORE_FILE "-wal");
  above = g_path_get_dirname (fixture.dir);
  uuid = store_fixture_workplace (&fixture, "Berber");
  g_clear_pointer (&fixture.store, isg_store_close);
  g_chmod (isg_test_tmpdir (), 0755);
  g_chmod (above, 0755);
  g_chmod (path, 0444);
  g_chmod (fixture.dir, 0555);
  as_nobody (&fixture, uuid, look_and_try_to_write);
  dir = g_dir_open (fixture.dir, 0, NULL);
  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, 2);

  /* Changes that cannot be seen are not passed over in silence. */
  g_chmod (fixture.dir, 0755);
  set_content (log, "changes", -1);
  g_chmod (log, 0444);
  g_chmod (fixture.dir, 0555);
  as_nobody (&fixture, uuid, fail_to_open);
  g_chmod (fixture.dir, 0755);
}

/* ---- threads ---- */

static gpointer
use_in_another_thread (gpointer data)
{
  return (gpointer) isg_store_uuid (data);
}

static void
test_a_handle_belongs_to_its_thread (void)
{
  if (g_test_subprocess ()) {
    g_auto (StoreFixture) fixture = { 0 };
    g_autoptr (GThread) other = NULL;

    store_fixture_init (&fixture);
    g_thread_join (g_thread_new ("other", use_in_another_thread, fixture.store));
    return;
  }
  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*assertion failed*owner*");
}

/* A column behind a long one is read through its overflow pages: with a hundred parts to a record
 * that was 6,600 reads of the file for each notification sent. */
static void
test_long_columns_of_a_submission_stand_last (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *last = NULL;

  store_fixture_init (&fixture);
  last = store_fixture_text (&fixture,
                             "SELECT group_concat (name, ' ') FROM (SELECT name FROM"
                             " pragma_table_info ('submission') ORDER BY cid DESC LIMIT 5)");
  g_assert_cmpstr (last, ==, "certificate signature message_tmpl document document_tmpl");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/open/only-its-owner-may-read-it", test_only_its_owner_may_read_it);
  g_test_add_func ("/store/open/every-handle-keeps-the-connection-rules",
                   test_every_handle_keeps_the_connection_rules);
  g_test_add_func ("/store/open/long-columns-of-a-submission-stand-last",
                   test_long_columns_of_a_submission_stand_last);
  g_test_add_func ("/store/open/a-store-keeps-its-identity", test_a_store_keeps_its_identity);
  g_test_add_func ("/store/open/a-live-store-stays-live", test_a_live_store_stays_live);
  g_test_add_func ("/store/open/a-store-is-made-once", test_a_store_is_made_once);
  g_test_add_func ("/store/open/a-half-made-file-is-no-store", test_a_half_made_file_is_no_store);
  g_test_add_func ("/store/open/no-store-leaves-nothing-behind",
                   test_no_store_leaves_nothing_behind);
  g_test_add_func ("/store/open/a-foreign-file-is-not-touched", test_a_foreign_file_is_not_touched);
  g_test_add_func ("/store/open/a-store-of-another-program-is-not-touched",
                   test_a_store_of_another_program_is_not_touched);
  g_test_add_func ("/store/open/a-newer-file-is-not-touched", test_a_newer_file_is_not_touched);
  g_test_add_func ("/store/open/a-file-whose-log-is-newer-is-not-touched",
                   test_a_file_whose_log_is_newer_is_not_touched);
  g_test_add_func ("/store/open/a-truncated-file-is-damage", test_a_truncated_file_is_damage);
  g_test_add_func ("/store/open/damage-is-looked-for-after-an-unclean-exit",
                   test_damage_is_looked_for_after_an_unclean_exit);
  g_test_add_func ("/store/open/an-index-that-differs-is-found-after-an-unclean-exit",
                   test_an_index_that_differs_is_found_after_an_unclean_exit);
  g_test_add_func ("/store/open/an-unclean-exit-is-seen-while-others-have-it-open",
                   test_an_unclean_exit_is_seen_while_others_have_it_open);
  g_test_add_func ("/store/open/what-was-committed-survives-a-kill",
                   test_what_was_committed_survives_a_kill);
  g_test_add_func ("/store/open/a-disk-that-may-only-be-read-is-read",
                   test_a_disk_that_may_only_be_read_is_read);
  g_test_add_func ("/store/open/a-handle-belongs-to-its-thread",
                   test_a_handle_belongs_to_its_thread);
  return g_test_run ();
}
