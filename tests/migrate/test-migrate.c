/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/isg-backup.h"
#include "store/isg-migrate-private.h"
#include "store/isg-store-file-private.h"
#include "support/isg-fault-vfs.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* Every object that belongs to the schema, in an order of its own. */
static const char schema_of[]
  = "SELECT group_concat (type || ' ' || name || char (10) || sql, char (10)) FROM (SELECT * FROM"
    " sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY type, name)";

static void
build_file (const char *path, const char *sql)
{
  sqlite3 *handle;
  char *failed = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  sqlite3_exec (handle, sql, NULL, NULL, &failed);
  g_assert_cmpstr (failed, ==, NULL);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
}

/* Puts the store that a fixture tells of in the place of the fixture's. */
static void
load_version (StoreFixture *fixture, guint version)
{
  g_autofree char *name = g_strdup_printf ("tests/migrate/fixtures/v%u.sql", version);
  g_autofree char *source = isg_test_source (name);
  g_autofree char *path = g_build_filename (fixture->dir, ISG_STORE_FILE, NULL);
  g_autofree char *sql = NULL;

  g_clear_pointer (&fixture->store, isg_store_close);
  g_assert_true (g_file_get_contents (source, &sql, NULL, NULL));
  g_unlink (path);
  build_file (path, sql);
  store_fixture_reopen (fixture);
}

static void
test_every_version_becomes_what_a_new_store_is (void)
{
  for (guint version = 1; version <= isg_store_n_migrations; version++) {
    g_auto (StoreFixture) fixture = { 0 };
    g_autofree char *fresh = NULL;
    g_autofree char *migrated = NULL;
    g_autofree char *integrity = NULL;

    store_fixture_init (&fixture);
    fresh = store_fixture_text (&fixture, schema_of);
    load_version (&fixture, version);
    migrated = store_fixture_text (&fixture, schema_of);
    g_assert_cmpstr (migrated, ==, fresh);
    g_assert_cmpint (store_fixture_number (&fixture, "PRAGMA user_version"),
                     ==,
                     isg_store_migrations[isg_store_n_migrations - 1].version);
    integrity = store_fixture_text (&fixture, "PRAGMA integrity_check");
    g_assert_cmpstr (integrity, ==, "ok");
    store_fixture_exec (&fixture,
                        "INSERT INTO record_words (record_words) VALUES ('integrity-check')");
  }
}

static void
test_every_version_keeps_what_was_in_it (void)
{
  for (guint version = 1; version <= isg_store_n_migrations; version++) {
    g_auto (StoreFixture) fixture = { 0 };
    g_autoptr (GPtrArray) rows = NULL;
    g_autoptr (GPtrArray) revisions = NULL;
    g_autoptr (GPtrArray) drafts = NULL;
    g_autofree char *password = NULL;
    IsgListQuery query = { .kind = "employee",
                           .search = "isil kalfa",
                           .date_from = ISG_DATE_NONE,
                           .date_to = ISG_DATE_NONE };
    IsgRow *row;
    gint64 lines;

    store_fixture_init (&fixture);
    load_version (&fixture, version);
    g_assert_true (isg_store_journal_verify (fixture.store, &lines, NULL));
    g_assert_cmpint (lines, >=, 10);
    rows = isg_store_record_list (fixture.store, &query, NULL);
    g_assert_cmpuint (rows->len, ==, 1);
    row = g_ptr_array_index (rows, 0);
    g_assert_cmpstr (row->title, ==, "Işıl Çağ");
    revisions = isg_store_record_revisions (fixture.store, row->uuid, NULL);
    g_assert_cmpuint (revisions->len, ==, 2);
    drafts = isg_store_draft_list (fixture.store, NULL, NULL);
    g_assert_cmpuint (drafts->len, ==, 1);
    g_assert_true (isg_store_setting (fixture.store, "firm.password", &password, NULL));
    g_assert_cmpstr (password, ==, "kirpi-7");
    g_assert_cmpint (store_fixture_number (&fixture,
                                           "SELECT count(*) FROM submission s"
                                           " JOIN submission_item i ON i.submission = s.id"
                                           " JOIN attempt a ON a.submission = s.id"
                                           " JOIN field_error e ON e.submission = s.id"
                                           " WHERE s.state = 'ACCEPTED'"),
                     ==,
                     1);
    g_assert_cmpint (store_fixture_number (&fixture,
                                           "SELECT count(*) FROM view_training_participants"),
                     ==,
                     2);
  }
}

/* ---- the way of migrating, on versions that are none ---- */

static const IsgMigration good[] = {
  { 1, "" },
  { 2, "ALTER TABLE gate ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'" },
  { 3, "CREATE TABLE extra (x TEXT) STRICT" },
};

static const IsgMigration broken[] = {
  { 1, "" },
  { 2, "CREATE TABLE extra (x INTEGER) STRICT" },
  { 3, "INSERT INTO nowhere VALUES (1)" },
};

static const IsgMigration dangling[] = {
  { 1, "" },
  { 2, "UPDATE record SET workplace = 4711 WHERE kind = 'employee'" },
};

static char *
path_of (StoreFixture *fixture)
{
  return g_build_filename (fixture->dir, ISG_STORE_FILE, NULL);
}

/* As an opening does: foreign keys are not yet looked at. */
static gboolean
migrate (StoreFixture *fixture, const IsgMigration *migrations, guint n, GError **error)
{
  g_autofree char *path = path_of (fixture);

  g_assert_true (isg_store_exec (fixture->store, "PRAGMA foreign_keys = OFF", "test", NULL));
  return isg_migrate_store (fixture->store, path, migrations, n, error);
}

static void
test_an_older_file_is_migrated_after_a_copy_was_kept (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *workplace = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *copy;
  gint64 number;

  store_fixture_init (&fixture);
  workplace = store_fixture_workplace (&fixture, "Berber");
  path = path_of (&fixture);
  kept = g_strconcat (path, ".v1", NULL);
  migrate (&fixture, good, G_N_ELEMENTS (good), &error);
  g_assert_no_error (error);
  g_assert_cmpint (store_fixture_number (&fixture, "PRAGMA user_version"), ==, 3);
  g_assert_cmpint (store_fixture_number (&fixture,
                                         "SELECT count(colour) + count(x) FROM gate, extra"),
                   ==,
                   0);

  /* They may read what a migration changes, and are made anew. */
  g_assert_cmpint (store_fixture_number (&fixture,
                                         "SELECT count(*) FROM sqlite_schema WHERE type = 'view'"),
                   ==,
                   0);

  copy = isg_store_file_open (kept, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (isg_store_file_number (copy, "PRAGMA user_version", &number, NULL));
  g_assert_cmpint (number, ==, 1);
  g_assert_true (isg_store_file_number (copy, "SELECT count(*) FROM record", &number, NULL));
  g_assert_cmpint (number, ==, 1);
  sqlite3_close (copy);

  /* A second time there is nothing to do, and the copy stays the one of version 1. */
  g_assert_true (g_file_get_contents (kept, &before, NULL, NULL));
  g_assert_true (migrate (&fixture, good, G_N_ELEMENTS (good), &error));
  g_assert_true (g_file_get_contents (kept, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

static void
test_a_migration_that_fails_changes_nothing (void)
{
  static const struct {
    const IsgMigration *migrations;
    guint n;
    IsgStoreError code;
  } cases[] = {
    { broken, G_N_ELEMENTS (broken), ISG_STORE_ERROR_INVALID },
    { dangling, G_N_ELEMENTS (dangling), ISG_STORE_ERROR_CORRUPT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (StoreFixture) fixture = { 0 };
    g_autofree char *workplace = NULL;
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    g_autoptr (GError) error = NULL;

    store_fixture_init (&fixture);
    workplace = store_fixture_workplace (&fixture, "Berber");
    g_free (store_fixture_employee (&fixture, workplace, 1, "Ela", "Deniz"));
    before = store_fixture_text (&fixture, schema_of);
    g_assert_false (migrate (&fixture, cases[i].migrations, cases[i].n, &error));
    g_assert_error (error, ISG_STORE_ERROR, (int) cases[i].code);
    g_assert_cmpint (store_fixture_number (&fixture, "PRAGMA user_version"), ==, 1);
    store_fixture_reopen (&fixture);
    after = store_fixture_text (&fixture, schema_of);
    g_assert_cmpstr (before, ==, after);
    g_assert_cmpint (store_fixture_number (&fixture, "SELECT count(*) FROM record"), ==, 2);
  }
}

static void
test_no_copy_no_migration (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *nowhere = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  path = path_of (&fixture);
  nowhere = g_build_filename (fixture.dir, "no-such-folder", ISG_STORE_FILE, NULL);
  g_assert_false (isg_migrate_store (fixture.store, nowhere, good, G_N_ELEMENTS (good), &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
  g_assert_cmpint (store_fixture_number (&fixture, "PRAGMA user_version"), ==, 1);
}

/* ---- killed in the middle ---- */

/* Touches every page of a table, so that there is a middle. */
static const IsgMigration heavy[] = {
  { 1, "" },
  { 2,
    "ALTER TABLE record ADD COLUMN colour TEXT NOT NULL DEFAULT 'red';"
    "UPDATE record SET sort_key = sort_key || 'x', colour = 'blue'" },
  { 3, "CREATE TABLE extra (x TEXT) STRICT; INSERT INTO extra SELECT uuid FROM record" },
};

static void
set_content (const char *path, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
  static const char *const beside[] = { "-wal", "-shm", "-log" };

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++) {
    g_autofree char *name = g_strconcat (path, beside[i], NULL);

    g_unlink (name);
  }
  g_assert_true (g_file_set_contents (path, data, (gssize) length, NULL));
}

/* Whether the child lived to the end. */
static gboolean
migrate_in_child (StoreFixture *fixture, guint nth)
{
  pid_t child = fork ();
  int status;

  if (child == 0) {
    store_fixture_reopen (fixture);
    isg_fault_vfs_arm (ISG_FAULT_WRITE | ISG_FAULT_SYNC, nth, FALSE, ISG_FAULT_KILL);
    _exit (migrate (fixture, heavy, G_N_ELEMENTS (heavy), NULL) ? 0 : 1);
  }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) ? WTERMSIG (status) == SIGKILL : WEXITSTATUS (status) == 0);
  return WIFEXITED (status);
}

static gint64
number_of (const char *path, const char *sql)
{
  sqlite3 *handle = isg_store_file_open (path, NULL, NULL);
  gint64 number;

  g_assert_true (isg_store_file_number (handle, sql, &number, NULL));
  sqlite3_close (handle);
  return number;
}

/* Old or new, never half; and if new, a backup of the old. */
static void
assert_old_or_new (StoreFixture *fixture, const char *path, gint64 n_records)
{
  g_autofree char *kept = g_strconcat (path, ".v1", NULL);
  gint64 version = number_of (path, "PRAGMA user_version");

  g_assert_cmpint (number_of (path,
                              "SELECT count (*) FROM pragma_integrity_check WHERE integrity_check ="
                              " 'ok'"),
                   ==,
                   1);
  g_assert_cmpint (number_of (path, "SELECT count (*) FROM record"), ==, n_records);
  if (version == 1) {
    g_assert_cmpint (number_of (path,
                                "SELECT count (*) FROM pragma_table_info ('record') WHERE name ="
                                " 'colour'"),
                     ==,
                     0);
    g_assert_cmpint (number_of (path, "SELECT count (*) FROM sqlite_schema WHERE name = 'extra'"),
                     ==,
                     0);
  } else {
    g_autoptr (IsgBackupInfo) info = isg_backup_verify (kept, NULL, NULL, NULL, NULL);

    g_assert_cmpint (version, ==, 3);
    g_assert_cmpint (number_of (path, "SELECT count (*) FROM record WHERE colour = 'blue'"),
                     ==,
                     n_records);
    g_assert_cmpint (number_of (path, "SELECT count (*) FROM extra"), ==, n_records);
    g_assert_nonnull (info);
    g_assert_cmpint (info->schema, ==, 1);
    g_assert_cmpint (isg_backup_info_rows (info, "record"), ==, n_records);
  }
}

static void
test_a_migration_that_is_killed_leaves_old_or_new (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *path = NULL;
  g_autofree char *workplace = NULL;
  g_autoptr (GBytes) original = NULL;
  g_autofree char *data = NULL;
  gsize length;
  guint n_killed = 0;
  guint step = 1;

  store_fixture_init (&fixture);
  path = path_of (&fixture);
  workplace = store_fixture_workplace (&fixture, "Berber");
  g_assert_true (isg_store_begin (fixture.store, NULL));
  for (guint i = 1; i < 150; i++)
    g_free (store_fixture_employee (&fixture, workplace, i, "Ela", "Deniz"));
  g_assert_true (isg_store_commit (fixture.store, NULL));
  store_fixture_reopen (&fixture);
  g_clear_pointer (&fixture.store, isg_store_close);
  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  original = g_bytes_new (data, length);

  for (guint nth = 1;; nth += step) {
    gboolean lived;
    g_autofree char *kept = g_strconcat (path, ".v1", NULL);

    g_unlink (kept);
    set_content (path, original);
    lived = migrate_in_child (&fixture, nth);
    assert_old_or_new (&fixture, path, 150);
    if (lived)
      break;
    n_killed++;
  }
  g_assert_cmpuint (n_killed, >=, 100);
}

static void
test_the_copy_goes_where_backups_go (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *folder = isg_test_path ("stick");
  g_autofree char *beside = NULL;
  g_autofree char *path = NULL;
  g_autofree char *name = NULL;
  g_autofree char *kept = NULL;
  g_autoptr (IsgBackupInfo) info = NULL;
  g_autoptr (GError) error = NULL;

  store_fixture_init (&fixture);
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (isg_store_set_setting (fixture.store, "backup.folder", folder, FALSE, NULL));
  path = path_of (&fixture);
  beside = g_strconcat (path, ".v1", NULL);
  name = g_strdup_printf (ISG_STORE_FILE "-%.8s.v1", isg_store_uuid (fixture.store));
  kept = g_build_filename (folder, name, NULL);
  migrate (&fixture, good, G_N_ELEMENTS (good), &error);
  g_assert_no_error (error);
  info = isg_backup_verify (kept, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (g_file_test (beside, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_fault_vfs_install ();
  g_test_add_func ("/migrate/every-version-becomes-what-a-new-store-is",
                   test_every_version_becomes_what_a_new_store_is);
  g_test_add_func ("/migrate/every-version-keeps-what-was-in-it",
                   test_every_version_keeps_what_was_in_it);
  g_test_add_func ("/migrate/an-older-file-is-migrated-after-a-copy-was-kept",
                   test_an_older_file_is_migrated_after_a_copy_was_kept);
  g_test_add_func ("/migrate/a-migration-that-fails-changes-nothing",
                   test_a_migration_that_fails_changes_nothing);
  g_test_add_func ("/migrate/no-copy-no-migration", test_no_copy_no_migration);
  g_test_add_func ("/migrate/a-migration-that-is-killed-leaves-old-or-new",
                   test_a_migration_that_is_killed_leaves_old_or_new);
  g_test_add_func ("/migrate/the-copy-goes-where-backups-go", test_the_copy_goes_where_backups_go);
  return g_test_run ();
}
