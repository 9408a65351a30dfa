/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "store/isg-migrate-private.h"
#include "store/isg-store-file-private.h"
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

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/migrate/every-version-becomes-what-a-new-store-is",
                   test_every_version_becomes_what_a_new_store_is);
  g_test_add_func ("/migrate/every-version-keeps-what-was-in-it",
                   test_every_version_keeps_what_was_in_it);
  g_test_add_func ("/migrate/an-older-file-is-migrated-after-a-copy-was-kept",
                   test_an_older_file_is_migrated_after_a_copy_was_kept);
  g_test_add_func ("/migrate/a-migration-that-fails-changes-nothing",
                   test_a_migration_that_fails_changes_nothing);
  g_test_add_func ("/migrate/no-copy-no-migration", test_no_copy_no_migration);
  return g_test_run ();
}
