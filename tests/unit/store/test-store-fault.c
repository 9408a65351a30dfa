/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/isg-store-private.h"
#include "support/isg-fault-vfs.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* What must hold of a store after whatever has failed: it opens, it is whole, its journal holds,
 * and everything whose saving was acknowledged is there. */
static void
assert_promises (StoreFixture *fixture, GPtrArray *acknowledged)
{
  g_autofree char *integrity = NULL;
  gint64 lines;

  isg_fault_vfs_disarm ();
  store_fixture_reopen (fixture);
  integrity = store_fixture_text (fixture, "PRAGMA integrity_check");
  g_assert_cmpstr (integrity, ==, "ok");
  g_assert_true (isg_store_journal_verify (fixture->store, &lines, NULL));
  g_assert_cmpint (lines, >=, acknowledged->len);
  for (guint i = 0; i < acknowledged->len; i++) {
    g_autoptr (IsgRecord) record
      = isg_store_record_get (fixture->store, g_ptr_array_index (acknowledged, i), 0, NULL);

    g_assert_nonnull (record);
  }
  /* Every record has its revision, its key in the index and its line in the journal, or is not
   * there at all. */
  g_assert_cmpint (store_fixture_number (fixture,
                                         "SELECT count(*) FROM record r WHERE NOT EXISTS (SELECT 1 "
                                         "FROM revision v WHERE v.record = r.id"
                                         " AND v.number = r.revision) OR NOT EXISTS (SELECT 1 FROM "
                                         "journal j WHERE j.record = r.uuid)"),
                   ==,
                   0);
  store_fixture_exec (fixture,
                      "INSERT INTO record_words (record_words) VALUES ('integrity-check')");
}

static gboolean
is_ordinary (const GError *error)
{
  return g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO)
         || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FULL);
}

/* Saves a record; whether it was acknowledged. */
static gboolean
try_save (StoreFixture *fixture, GPtrArray *acknowledged)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) record
    = store_fixture_record (fixture, "workplace", NULL, "{'name':'Berber','employer_name':'Ada'}");

  if (!isg_store_record_save (fixture->store, record, NULL, &error)) {
    g_assert_true (is_ordinary (error));
    g_assert_false (isg_store_in_transaction (fixture->store));
    return FALSE;
  }
  g_ptr_array_add (acknowledged, g_strdup (isg_record_uuid (record)));
  return TRUE;
}

typedef struct {
  const char *name;
  IsgFaultOps ops;
  IsgFaultAct act;
  gboolean from_then_on;
} Kind;

static const Kind kinds[] = {
  { "write once", ISG_FAULT_WRITE, ISG_FAULT_IO, FALSE },
  { "write for good", ISG_FAULT_WRITE, ISG_FAULT_IO, TRUE },
  { "sync once", ISG_FAULT_SYNC, ISG_FAULT_IO, FALSE },
  { "sync for good", ISG_FAULT_SYNC, ISG_FAULT_IO, TRUE },
  { "full once", ISG_FAULT_WRITE, ISG_FAULT_FULL, FALSE },
  { "full for good", ISG_FAULT_WRITE, ISG_FAULT_FULL, TRUE },
  { "truncate", ISG_FAULT_TRUNCATE, ISG_FAULT_IO, TRUE },
  { "read", ISG_FAULT_READ, ISG_FAULT_IO, FALSE },
};

/* The n-th operation fails, for n = 1, 2, … until saving goes through untouched. */
static void
test_a_failing_disk_loses_nothing_acknowledged (gconstpointer data)
{
  const Kind *kind = data;
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);
  guint failed = 1;

  store_fixture_init (&fixture);
  for (guint n = 1; failed > 0; n++) {
    gboolean saved;

    g_assert_cmpuint (n, <, 400);
    /* From a cold cache, so that pages are read as well. */
    store_fixture_reopen (&fixture);
    isg_fault_vfs_arm (kind->ops, n, kind->from_then_on, kind->act);
    saved = try_save (&fixture, acknowledged);
    failed = isg_fault_vfs_disarm ();
    if (failed == 0)
      g_assert_true (saved);
    /* Whoever tries again once the disk works succeeds, with the handle that saw it fail. */
    if (!saved)
      g_assert_true (try_save (&fixture, acknowledged));
    assert_promises (&fixture, acknowledged);
  }
}

/* The same while the log is moved into the file, when the last handle is closed. */
static void
test_a_disk_that_fails_in_closing_loses_nothing (void)
{
  static const IsgFaultOps ops[] = { ISG_FAULT_WRITE, ISG_FAULT_SYNC, ISG_FAULT_DELETE };
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);

  store_fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++) {
    guint failed = 1;

    for (guint n = 1; failed > 0; n++) {
      g_assert_cmpuint (n, <, 400);
      g_assert_true (try_save (&fixture, acknowledged));
      isg_fault_vfs_arm (ops[i], n, TRUE, ISG_FAULT_IO);
      g_clear_pointer (&fixture.store, isg_store_close);
      failed = isg_fault_vfs_disarm ();
      assert_promises (&fixture, acknowledged);
    }
  }
}

static void
test_a_store_that_cannot_be_opened_says_so_and_keeps_all (void)
{
  static const IsgFaultOps ops[] = { ISG_FAULT_OPEN, ISG_FAULT_READ };
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);

  store_fixture_init (&fixture);
  g_assert_true (try_save (&fixture, acknowledged));
  for (guint i = 0; i < G_N_ELEMENTS (ops); i++) {
    guint failed = 1;

    for (guint n = 1; failed > 0; n++) {
      g_autoptr (GError) error = NULL;
      g_autoptr (IsgStore) store = NULL;

      g_assert_cmpuint (n, <, 400);
      g_clear_pointer (&fixture.store, isg_store_close);
      isg_fault_vfs_arm (ops[i], n, TRUE, ISG_FAULT_IO);
      store = isg_store_open (fixture.dir, fixture.rules, fixture.clock, &error);
      failed = isg_fault_vfs_disarm ();
      if (store == NULL)
        g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
      g_clear_pointer (&store, isg_store_close);
      assert_promises (&fixture, acknowledged);
    }
  }
}

static void
test_a_store_that_cannot_be_made_is_none (void)
{
  static const Kind makings[] = {
    { "write", ISG_FAULT_WRITE, ISG_FAULT_FULL, TRUE },
    { "sync", ISG_FAULT_SYNC, ISG_FAULT_IO, TRUE },
    { "open", ISG_FAULT_OPEN, ISG_FAULT_IO, FALSE },
  };
  g_auto (StoreFixture) fixture = { 0 };

  store_fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (makings); i++) {
    guint failed = 1;

    for (guint n = 1; failed > 0; n++) {
      g_autofree char *dir = isg_test_path ("made");
      g_autofree char *half = g_build_filename (dir, ISG_STORE_FILE ".new", NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (IsgStore) store = NULL;

      g_assert_cmpuint (n, <, 1000);
      isg_fault_vfs_arm (makings[i].ops, n, makings[i].from_then_on, makings[i].act);
      store = isg_store_create (dir, ISG_ENVIRONMENT_SANDBOX, fixture.rules, fixture.clock, &error);
      failed = isg_fault_vfs_disarm ();
      g_assert_false (g_file_test (half, G_FILE_TEST_EXISTS));
      if (store != NULL)
        continue;
      g_assert_true (is_ordinary (error));
      g_clear_error (&error);
      /* Either it was not made, and can be; or it was, and only its opening failed. */
      store = isg_store_open (dir, fixture.rules, fixture.clock, &error);
      if (store == NULL) {
        g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT);
        g_clear_error (&error);
        store
          = isg_store_create (dir, ISG_ENVIRONMENT_SANDBOX, fixture.rules, fixture.clock, &error);
        g_assert_no_error (error);
      }
    }
  }
}

/* ---- kills ---- */

/* Saves records and acknowledges each on @out until the process dies in its @nth operation. */
static void
save_until_killed (StoreFixture *fixture, int out, guint nth)
{
  /* A child would make the same uuids as the one before it. */
  g_random_set_seed (nth);
  isg_fault_vfs_arm (ISG_FAULT_WRITE | ISG_FAULT_SYNC | ISG_FAULT_TRUNCATE,
                     nth,
                     FALSE,
                     ISG_FAULT_KILL);
  store_fixture_reopen (fixture);
  for (;;) {
    g_autofree char *uuid = store_fixture_workplace (fixture, "Berber");

    if (write (out, uuid, 36) != 36)
      _exit (1);
  }
}

static void
read_acknowledged (int in, GPtrArray *acknowledged)
{
  char uuid[37] = { 0 };
  gsize length = 0;
  gssize got;

  while ((got = read (in, uuid + length, 36 - length)) > 0) {
    length += got;
    if (length < 36)
      continue;
    g_ptr_array_add (acknowledged, g_strdup (uuid));
    length = 0;
  }
}

static void
test_a_killed_process_loses_nothing_acknowledged (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GPtrArray) acknowledged = g_ptr_array_new_with_free_func (g_free);

  store_fixture_init (&fixture);
  for (guint round = 0; round < 30; round++) {
    int ends[2];
    int status;
    pid_t child;

    g_clear_pointer (&fixture.store, isg_store_close);
    g_assert_cmpint (pipe (ends), ==, 0);
    child = fork ();
    if (child == 0) {
      close (ends[0]);
      save_until_killed (&fixture, ends[1], 1 + round * 7);
    }
    close (ends[1]);
    read_acknowledged (ends[0], acknowledged);
    close (ends[0]);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
    assert_promises (&fixture, acknowledged);
  }
  g_assert_cmpuint (acknowledged->len, >, 30);
}

/* A full disk is met first by the index of the log, which SQLite calls an I/O error. */
static void
test_no_room_for_the_logs_index_is_a_full_disk (void)
{
  g_assert_cmpint (isg_store_error_of (SQLITE_IOERR_SHMSIZE), ==, ISG_STORE_ERROR_FULL);
  g_assert_cmpint (isg_store_error_of (SQLITE_FULL), ==, ISG_STORE_ERROR_FULL);
  g_assert_cmpint (isg_store_error_of (SQLITE_IOERR_SHMMAP), ==, ISG_STORE_ERROR_IO);
  g_assert_cmpint (isg_store_error_of (SQLITE_IOERR_DATA), ==, ISG_STORE_ERROR_CORRUPT);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_fault_vfs_install ();
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autofree char *path
      = g_strconcat ("/store/fault/a-failing-disk-loses-nothing/", kinds[i].name, NULL);

    g_test_add_data_func (path, &kinds[i], test_a_failing_disk_loses_nothing_acknowledged);
  }
  g_test_add_func ("/store/fault/a-disk-that-fails-in-closing-loses-nothing",
                   test_a_disk_that_fails_in_closing_loses_nothing);
  g_test_add_func ("/store/fault/a-store-that-cannot-be-opened-says-so-and-keeps-all",
                   test_a_store_that_cannot_be_opened_says_so_and_keeps_all);
  g_test_add_func ("/store/fault/a-store-that-cannot-be-made-is-none",
                   test_a_store_that_cannot_be_made_is_none);
  g_test_add_func ("/store/fault/no-room-for-the-logs-index-is-a-full-disk",
                   test_no_room_for_the_logs_index_is_a_full_disk);
  g_test_add_func ("/store/fault/a-killed-process-loses-nothing-acknowledged",
                   test_a_killed_process_loses_nothing_acknowledged);
  return g_test_run ();
}
