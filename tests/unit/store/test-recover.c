/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/isg-backup.h"
#include "store/isg-recover.h"
#include "store/isg-store-file-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

#define PAGE 4096

static char *
content_hash (const char *path)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) data, length);
}

static gint64
size_of (const char *path)
{
  struct stat status;

  g_assert_cmpint (stat (path, &status), ==, 0);
  return status.st_size;
}

static char *
new_path (void)
{
  char *path = isg_test_path ("kurtarilan.isgyedek");
  g_autofree char *dir = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  return path;
}

static const IsgRecoverTable *
table_of (const IsgRecoverReport *report, const char *name)
{
  for (guint i = 0; i < report->tables->len; i++) {
    const IsgRecoverTable *table = g_ptr_array_index (report->tables, i);

    if (g_str_equal (table->name, name))
      return table;
  }
  g_assert_not_reached ();
}

static gboolean
has_gap (const IsgRecoverReport *report, const char *name)
{
  for (guint i = 0; i < report->gaps->len; i++)
    if (g_str_equal (((IsgRecoverGap *) g_ptr_array_index (report->gaps, i))->table, name))
      return TRUE;
  return FALSE;
}

/* People of one workplace, with several revisions, in tables of several pages. */
static void
fill (StoreFixture *fixture, guint n_people)
{
  g_autofree char *workplace = NULL;

  store_fixture_init (fixture);
  workplace = store_fixture_workplace (fixture, "Işık Berber");
  g_assert_true (isg_store_begin (fixture->store, NULL));
  for (guint i = 0; i < n_people; i++) {
    g_autofree char *given = g_strdup_printf ("Ad%u", i);
    g_autofree char *uuid = store_fixture_employee (fixture, workplace, i + 1, given, "Soyad");
    g_autoptr (IsgRecord) edited
      = store_fixture_edit (fixture, uuid, "job", isg_value_new_text ("Kalfa"));

    g_assert_true (isg_store_record_save (fixture->store, edited, NULL, NULL));
  }
  g_assert_true (isg_store_commit (fixture->store, NULL));
  store_fixture_reopen (fixture);
  g_clear_pointer (&fixture->store, isg_store_close);
}

static char *
store_path (StoreFixture *fixture)
{
  return g_build_filename (fixture->dir, ISG_STORE_FILE, NULL);
}

static void
overwrite_page (const char *path, gint64 page, char *out_before)
{
  char noise[PAGE];
  int fd = g_open (path, O_RDWR, 0);

  for (guint i = 0; i < PAGE; i++)
    noise[i] = (char) (i * 7 + page);
  g_assert_cmpint (pread (fd, out_before, PAGE, (page - 1) * PAGE), ==, PAGE);
  g_assert_cmpint (pwrite (fd, noise, PAGE, (page - 1) * PAGE), ==, PAGE);
  close (fd);
}

static void
put_page (const char *path, gint64 page, const char *content)
{
  int fd = g_open (path, O_RDWR, 0);

  g_assert_cmpint (pwrite (fd, content, PAGE, (page - 1) * PAGE), ==, PAGE);
  close (fd);
}

static void
test_a_whole_file_is_saved_whole (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *saved = new_path ();
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  fill (&fixture, 60);
  path = store_path (&fixture);
  isg_recover_store (fixture.dir, NULL, saved, fixture.clock, &report, &error);
  g_assert_no_error (error);
  g_assert_true (isg_recover_report_is_whole (report));
  info = isg_backup_verify (saved, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (isg_backup_info_rows (info, "record"), ==, 61);
  g_assert_cmpint (isg_backup_info_rows (info, "revision"), ==, 121);
  store_fixture_reopen (&fixture);
  g_assert_cmpstr (info->uuid, ==, isg_store_uuid (fixture.store));
  g_assert_cmpint (info->journal_seq,
                   ==,
                   store_fixture_number (&fixture, "SELECT max (seq) FROM journal"));
}

/* Whether the list of tables stands on a page. */
static gboolean
is_list_of_tables (const char *path, gint64 page)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count (*) FROM dbstat WHERE name = "
                                          "'sqlite_schema' AND pageno = %" G_GINT64_FORMAT,
                                          page);
  sqlite3 *handle = isg_store_file_read (path, NULL, NULL);
  gint64 n;

  g_assert_true (isg_store_file_number (handle, sql, &n, NULL));
  sqlite3_close (handle);
  return n > 0;
}

/* Every page of the file in turn. */
static void
test_what_one_bad_page_does_not_hold_is_saved (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  gint64 pages;
  guint n_lossy = 0;

  fill (&fixture, 120);
  path = store_path (&fixture);
  pages = size_of (path) / PAGE;
  g_assert_cmpint (pages, >, 40);
  for (gint64 page = 1; page <= pages; page++) {
    g_autofree char *saved = new_path ();
    g_autofree char *hash = NULL;
    g_autofree char *after = NULL;
    g_autoptr (IsgRecoverReport) report = NULL;
    g_autoptr (IsgBackupInfo) info = NULL;
    g_autoptr (GError) error = NULL;
    gboolean lists = is_list_of_tables (path, page);
    char before[PAGE];

    overwrite_page (path, page, before);
    hash = content_hash (path);
    if (!isg_recover_file (path, NULL, saved, fixture.clock, &report, &error)) {
      /* Nothing can be read without the list of tables, which begins on the first page. */
      g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT);
      g_assert_true (lists);
      g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
    } else {
      info = isg_backup_verify (saved, NULL, NULL, NULL, &error);
      g_assert_no_error (error);
      if (isg_recover_report_is_whole (report)) {
        g_assert_cmpint (isg_backup_info_rows (info, "record"), ==, 121);
        g_assert_cmpint (isg_backup_info_rows (info, "revision"), ==, 241);
      } else
        n_lossy++;
      /* A page of one table costs no other table a row. */
      if (!has_gap (report, "journal"))
        g_assert_cmpint (table_of (report, "journal")->saved, ==, info->journal_seq);
      if (has_gap (report, "revision"))
        g_assert_cmpint (table_of (report, "record")->saved, ==, 121);
    }
    after = content_hash (path);
    g_assert_cmpstr (after, ==, hash);
    put_page (path, page, before);
  }
  g_assert_cmpuint (n_lossy, >, 10);
}

static void
test_a_shortened_file_gives_what_is_left (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *saved = new_path ();
  g_autofree char *into = isg_test_path ("into");
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store = NULL;
  gint64 size;

  fill (&fixture, 120);
  path = store_path (&fixture);
  size = size_of (path);
  g_assert_cmpint (truncate (path, size * 3 / 4 + 100), ==, 0);
  isg_recover_store (fixture.dir, NULL, saved, fixture.clock, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (report->unreadable, >, 0);
  g_assert_false (isg_recover_report_is_whole (report));
  g_assert_cmpint (table_of (report, "record")->saved, >, 10);

  /* And is a store again. */
  isg_backup_restore (into, saved, NULL, fixture.clock, NULL, &error);
  g_assert_no_error (error);
  store = isg_store_open (into, fixture.rules, fixture.clock, &error);
  g_assert_no_error (error);
}

/* Committed, and not yet moved into the file. */
static void
test_what_stands_in_the_log_is_saved (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *log = NULL;
  g_autofree char *dir = isg_test_path ("killed");
  g_autofree char *copy = g_build_filename (dir, ISG_STORE_FILE, NULL);
  g_autofree char *copy_log = g_strconcat (copy, "-wal", NULL);
  g_autofree char *saved = new_path ();
  g_autofree char *bytes = NULL;
  g_autofree char *frames = NULL;
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (GError) error = NULL;
  gsize n_bytes, n_frames;

  store_fixture_init (&fixture);
  g_free (store_fixture_workplace (&fixture, "Berber"));
  path = store_path (&fixture);
  log = g_strconcat (path, "-wal", NULL);
  /* As a kill leaves them: copied while the store is open. */
  g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
  g_assert_true (g_file_get_contents (log, &frames, &n_frames, NULL));
  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (g_file_set_contents (copy, bytes, (gssize) n_bytes, NULL));
  g_assert_true (g_file_set_contents (copy_log, frames, (gssize) n_frames, NULL));
  isg_recover_file (copy, NULL, saved, fixture.clock, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (table_of (report, "record")->saved, ==, 1);
}

static void
exec_raw (const char *path, const char *sql)
{
  sqlite3 *handle;
  char *failed = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &failed);
  g_assert_cmpstr (failed, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* Rows whose parents are gone keep a place: mended where a reference may be empty, else aside. */
static void
test_rows_without_their_parents_are_kept (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *saved = new_path ();
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;
  gint64 n;

  fill (&fixture, 5);
  path = store_path (&fixture);
  exec_raw (path,
            "PRAGMA foreign_keys = OFF; DROP TRIGGER record_keep; DELETE FROM record WHERE kind ="
            " 'workplace'");
  isg_recover_store (fixture.dir, NULL, saved, fixture.clock, &report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (table_of (report, "record")->saved, ==, 5);
  g_assert_cmpint (table_of (report, "record")->mended, ==, 5);
  g_assert_cmpint (table_of (report, "revision")->set_aside, ==, 1);
  handle = isg_store_file_read (saved, NULL, NULL);
  g_assert_true (isg_store_file_number (handle,
                                        "SELECT count (*) FROM leftover WHERE origin = 'revision'"
                                        " AND row LIKE '%Işık Berber%'",
                                        &n,
                                        &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, 1);
  sqlite3_close (handle);
}

static void
test_a_store_that_is_open_is_left_alone (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *saved = new_path ();
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  g_assert_false (isg_recover_store (fixture.dir, NULL, saved, fixture.clock, &report, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY);
  g_assert_false (g_file_test (saved, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/recover/a-whole-file-is-saved-whole", test_a_whole_file_is_saved_whole);
  g_test_add_func ("/recover/what-one-bad-page-does-not-hold-is-saved",
                   test_what_one_bad_page_does_not_hold_is_saved);
  g_test_add_func ("/recover/a-shortened-file-gives-what-is-left",
                   test_a_shortened_file_gives_what_is_left);
  g_test_add_func ("/recover/what-stands-in-the-log-is-saved",
                   test_what_stands_in_the_log_is_saved);
  g_test_add_func ("/recover/rows-without-their-parents-are-kept",
                   test_rows_without_their_parents_are_kept);
  g_test_add_func ("/recover/a-store-that-is-open-is-left-alone",
                   test_a_store_that_is_open_is_left_alone);
  return g_test_run ();
}
