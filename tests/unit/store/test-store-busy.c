/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/isg-store-private.h"
#include "support/isg-test.h"
#include "unit/store/store-fixture.h"

/* A second process that does something with the store and holds it until it is told to stop. */
typedef struct {
  pid_t pid;
  int stop; /* write end */
} Other;

static void
hold_write_lock (StoreFixture *fixture)
{
  store_fixture_reopen (fixture);
  g_assert_true (isg_store_begin (fixture->store, NULL));
  g_assert_true (isg_store_set_setting (fixture->store, "holder", "other", FALSE, NULL));
}

static void
hold_door (StoreFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->dir, "isg-defteri.open", NULL);
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = 63, .l_len = 1 };
  int fd = open (path, O_RDWR);

  g_assert_cmpint (fcntl (fd, F_OFD_SETLK, &lock), ==, 0);
}

static Other
start_other (StoreFixture *fixture, void (*hold) (StoreFixture *fixture))
{
  int ready[2];
  int stop[2];
  char byte = 0;
  Other other;

  g_clear_pointer (&fixture->store, isg_store_close);
  g_assert_cmpint (pipe (ready), ==, 0);
  g_assert_cmpint (pipe (stop), ==, 0);
  other.pid = fork ();
  if (other.pid == 0) {
    close (stop[1]);
    hold (fixture);
    g_assert_cmpint (write (ready[1], "x", 1), ==, 1);
    /* Ends with the other end of the pipe. */
    g_assert_cmpint (read (stop[0], &byte, 1), ==, 0);
    if (fixture->store != NULL)
      isg_store_commit (fixture->store, NULL);
    g_clear_pointer (&fixture->store, isg_store_close);
    _exit (0);
  }
  close (ready[1]);
  close (stop[0]);
  g_assert_cmpint (read (ready[0], &byte, 1), ==, 1);
  close (ready[0]);
  other.stop = stop[1];
  return other;
}

static void
stop_other (Other *other)
{
  int status;

  close (other->stop);
  g_assert_cmpint (waitpid (other->pid, &status, 0), ==, other->pid);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
}

static void
assert_bounded (gint64 since)
{
  double seconds = (g_get_monotonic_time () - since) / (double) G_USEC_PER_SEC;

  g_assert_cmpfloat (seconds, >=, 4.5);
  g_assert_cmpfloat (seconds, <, 20);
}

static void
test_a_held_lock_is_busy_in_bounded_time_and_nothing_is_lost (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *holder = NULL;
  gint64 since;
  Other other;

  store_fixture_init (&fixture);
  before = store_fixture_workplace (&fixture, "Berber");
  other = start_other (&fixture, hold_write_lock);
  store_fixture_reopen (&fixture);

  /* Readers go on. */
  record = isg_store_record_get (fixture.store, before, 0, &error);
  g_assert_no_error (error);
  g_clear_pointer (&record, isg_record_unref);
  since = g_get_monotonic_time ();
  record = store_fixture_record (&fixture, "workplace", NULL, "{'name':'Fırın'}");
  g_assert_false (isg_store_record_save (fixture.store, record, NULL, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY);
  g_clear_error (&error);
  assert_bounded (since);
  g_assert_false (isg_store_in_transaction (fixture.store));

  stop_other (&other);
  g_assert_true (isg_store_record_save (fixture.store, record, NULL, &error));
  g_assert_no_error (error);
  after = g_strdup (isg_record_uuid (record));
  store_fixture_reopen (&fixture);
  g_assert_true (isg_store_setting (fixture.store, "holder", &holder, NULL));
  g_assert_cmpstr (holder, ==, "other");
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT count(*) FROM record"), ==, 2);
  g_clear_pointer (&record, isg_record_unref);
  record = isg_store_record_get (fixture.store, after, 0, &error);
  g_assert_no_error (error);
}

static void
test_an_opening_that_others_keep_from_is_busy_in_bounded_time (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autoptr (GError) error = NULL;
  gint64 since;
  Other other;

  store_fixture_init (&fixture);
  other = start_other (&fixture, hold_door);
  since = g_get_monotonic_time ();
  g_assert_null (isg_store_open (fixture.dir, fixture.rules, fixture.clock, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY);
  assert_bounded (since);
  stop_other (&other);
  store_fixture_reopen (&fixture);
}

/* Two processes that write as fast as they can get in each other's way, and no line of the journal
 * is lost or doubled. */
static void
test_two_processes_write_one_journal (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  pid_t children[2];
  gint64 lines;

  store_fixture_init (&fixture);
  g_clear_pointer (&fixture.store, isg_store_close);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
    children[i] = fork ();
    if (children[i] == 0) {
      g_random_set_seed (i);
      store_fixture_reopen (&fixture);
      for (guint j = 0; j < 40; j++)
        g_free (store_fixture_workplace (&fixture, "Berber"));
      g_clear_pointer (&fixture.store, isg_store_close);
      _exit (0);
    }
  }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
    int status;

    g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  }
  store_fixture_reopen (&fixture);
  g_assert_true (isg_store_journal_verify (fixture.store, &lines, NULL));
  g_assert_cmpint (lines, ==, 81);
  g_assert_cmpint (store_fixture_number (&fixture, "SELECT count(*) FROM record"), ==, 80);
}

static void
test_two_processes_make_one_store (void)
{
  g_auto (StoreFixture) fixture = { 0 };
  g_autofree char *dir = isg_test_path ("race");
  g_autoptr (IsgStore) store = NULL;
  pid_t children[4];
  guint made = 0;

  store_fixture_init (&fixture);
  for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
    children[i] = fork ();
    if (children[i] == 0) {
      g_autoptr (GError) error = NULL;
      IsgStore *mine
        = isg_store_create (dir, ISG_ENVIRONMENT_SANDBOX, fixture.rules, fixture.clock, &error);

      if (mine == NULL && !g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS))
        _exit (2);
      isg_store_close (mine);
      _exit (mine != NULL ? 0 : 1);
    }
  }
  for (guint i = 0; i < G_N_ELEMENTS (children); i++) {
    int status;

    g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) < 2);
    if (WEXITSTATUS (status) == 0)
      made++;
  }
  g_assert_cmpuint (made, ==, 1);
  store = isg_store_open (dir, fixture.rules, fixture.clock, NULL);
  g_assert_nonnull (store);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/store/busy/a-held-lock-is-busy-in-bounded-time-and-nothing-is-lost",
                   test_a_held_lock_is_busy_in_bounded_time_and_nothing_is_lost);
  g_test_add_func ("/store/busy/an-opening-that-others-keep-from-is-busy-in-bounded-time",
                   test_an_opening_that_others_keep_from_is_busy_in_bounded_time);
  g_test_add_func ("/store/busy/two-processes-write-one-journal",
                   test_two_processes_write_one_journal);
  g_test_add_func ("/store/busy/two-processes-make-one-store", test_two_processes_make_one_store);
  return g_test_run ();
}
