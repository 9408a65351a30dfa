/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "app/isg-error-text.h"
#include "app/isg-help-sheet.h"
#include "app/isg-submission-detail.h"
#include "app/isg-submission-files.h"
#include "forms-fixture.h"
#include "store/isg-store-queue.h"
#include "store/isg-store-record.h"
#include "submit/isg-finalise.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

/* Files that the user may have: receipt, support bundle; and what stands in the way of one. */

static char *helpless; /* uuid of a record that cannot settle itself */
static char *folder;   /* where files are kept */

static void
make_helpless (IsgStore *store, IsgStoredSubmission *row)
{
  IsgSubmissionState before = row->machine.state;
  IsgStoredAttempt attempt = { .submission = row->id,
                               .is_save = TRUE,
                               .number = row->number,
                               .time = UI_FIXTURE_NOW,
                               .boot_id = (char *) "x",
                               .firm_hash = (char *) "",
                               .phase = (char *) "answered",
                               .n_asked = 1 };

  g_assert_true (isg_store_attempt_begin (store, &attempt, NULL));
  attempt.code = 216;
  attempt.outcome = ISG_OUTCOME_REFUSED;
  attempt.message = (char *) "10000000146 Ayşe: 12 konu";
  attempt.ended = UI_FIXTURE_NOW;
  g_assert_true (isg_store_attempt_end (store, &attempt, NULL));
  row->machine = (IsgSubmission){ .state = ISG_SUBMISSION_NEEDS_HELP };
  g_assert_true (isg_store_submission_write (store, row, before, 0, NULL));
  g_assert_true (isg_store_record_refresh_badge (store, row->uuid, NULL));
}

static void
seed (IsgStore *store)
{
  IsgListQuery query = { .kind = "training", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) waiting = NULL;

  ui_fixture_load_sample (store);
  rows = isg_store_record_list (store, &query, NULL);
  for (guint i = 0; i < rows->len; i++)
    isg_finalise (store, ((const IsgRow *) g_ptr_array_index (rows, i))->uuid, NULL, NULL, NULL);
  waiting = isg_store_submissions_awaiting (store, NULL);
  g_assert_cmpuint (waiting->len, >, 0);
  g_assert_true (isg_store_begin (store, NULL));
  make_helpless (store, g_ptr_array_index (waiting, 0));
  g_assert_true (isg_store_commit (store, NULL));
  helpless = g_strdup (((IsgStoredSubmission *) g_ptr_array_index (waiting, 0))->uuid);
}

static GFile *
place_of (const char *name)
{
  return g_file_new_build_filename (folder, name, NULL);
}

static guint
count_files (void)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
keep (UiFixture *fixture, IsgKeepFile file, const char *name)
{
  g_autoptr (GFile) place = place_of (name);

  isg_keep_file_write (fixture->context, fixture->window, &file, place);
  ui_fixture_settle (fixture);
}

/* ---- the bundle ---- */

static void
click (GtkWidget *root, const char *words)
{
  GtkWidget *label = ui_fixture_find_label (root, words);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

static void
check_helpless_offers_acts_and_bundle (UiFixture *fixture)
{
  GtkWidget *screen;
  GtkWindow *sheet;

  isg_window_push (fixture->window, isg_submission_detail_new (fixture->context, helpless));
  ui_fixture_settle (fixture);
  screen = GTK_WIDGET (isg_window_screen (fixture->window));
  for (guint i = ISG_HELP_SEND_AGAIN; i <= ISG_HELP_REPORTED_ELSEWHERE; i++) {
    g_autofree char *words = g_strdup_printf ("%s…", isg_help_act_label ((IsgHelpAct) i));

    g_assert_nonnull (ui_fixture_find_label (screen, words));
  }
  forms_picture (fixture, "helpless");
  ui_fixture_resize (fixture, 600, 700);
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, 600);
  forms_picture (fixture, "helpless-narrow");
  click (screen, _ ("Make a support bundle…"));
  ui_fixture_settle (fixture);
  sheet = ui_fixture_top (fixture);
  g_assert_nonnull (sheet);
  ui_sweep (GTK_WIDGET (sheet), "support bundle");
  forms_picture (fixture, "support-bundle");
  gtk_window_close (sheet);
  ui_fixture_settle (fixture);
}

static void
check_bundle_names_nobody (UiFixture *fixture)
{
  g_autoptr (GFile) place = place_of ("isg-destek.tar");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  keep (fixture, isg_support_bundle_file (helpless), "isg-destek.tar");
  bytes = g_file_load_bytes (place, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (memmem (g_bytes_get_data (bytes, NULL),
                            g_bytes_get_size (bytes),
                            "NEEDS_HELP",
                            strlen ("NEEDS_HELP")));
  g_assert_null (memmem (g_bytes_get_data (bytes, NULL),
                         g_bytes_get_size (bytes),
                         "10000000146",
                         strlen ("10000000146")));
  g_assert_null (ui_fixture_top (fixture));
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (fixture->window),
                           _ ("Support bundle kept. Names and numbers in it are replaced.")));
}

/* ---- what stands in the way ---- */

static void
check_told (UiFixture *fixture, GQuark domain, int code)
{
  g_autoptr (GError) error = g_error_new_literal (domain, code, "");
  g_autofree char *sentence = isg_error_text (error);
  GtkWindow *sheet = ui_fixture_top (fixture);

  g_assert_nonnull (sheet);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), sentence));
  gtk_window_close (sheet);
  ui_fixture_settle (fixture);
}

static void
check_no_folder (UiFixture *fixture)
{
  keep (fixture, isg_support_bundle_file (helpless), "gone/isg-destek.tar");
  check_told (fixture, G_FILE_ERROR, G_FILE_ERROR_NOENT);
  g_assert_cmpuint (count_files (), ==, 0);
}

static GBytes *
refuse_folder (IsgStore *store, gpointer data, GError **error)
{
  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_ACCES, "the folder may only be read");
  return NULL;
}

static void
check_closed_folder (UiFixture *fixture)
{
  keep (fixture,
        (IsgKeepFile){ .title = "x", .name = "x", .done = "x", .make = refuse_folder },
        "x");
  check_told (fixture, G_FILE_ERROR, G_FILE_ERROR_ACCES);
}

/* What a full disk does: the first bytes fit, the rest do not. */
static GBytes *
make_too_much (IsgStore *store, gpointer data, GError **error)
{
  const struct rlimit limit = { 4096, RLIM_INFINITY };

  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  return g_bytes_new_take (g_malloc0 (65536), 65536);
}

static void
check_full_disk_keeps_what_was_there (UiFixture *fixture)
{
  const struct rlimit none = { RLIM_INFINITY, RLIM_INFINITY };
  g_autofree char *path = g_build_filename (folder, "x.tar", NULL);
  g_autofree char *content = NULL;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_true (g_file_set_contents (path, "before", -1, NULL));
  keep (fixture,
        (IsgKeepFile){ .title = "x", .name = "x", .done = "x", .make = make_too_much },
        "x.tar");
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &none), ==, 0);
  check_told (fixture, G_FILE_ERROR, G_FILE_ERROR_FAILED);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "before");
  g_assert_cmpuint (count_files (), ==, 1);
}

/* A process for each: an application can be started once. */
#define CASE(name, check)                                                                          \
  static void name (void)                                                                          \
  {                                                                                                \
    if (!g_test_subprocess ()) {                                                                   \
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);                          \
      g_test_trap_assert_passed ();                                                                \
      return;                                                                                      \
    }                                                                                              \
    folder = isg_test_path ("kept");                                                               \
    g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);                                               \
    ui_fixture_run (seed, TRUE, check);                                                            \
    g_clear_pointer (&helpless, g_free);                                                           \
    g_clear_pointer (&folder, g_free);                                                             \
  }

CASE (test_offers, check_helpless_offers_acts_and_bundle)
CASE (test_bundle, check_bundle_names_nobody)
CASE (test_no_folder, check_no_folder)
CASE (test_closed, check_closed_folder)
CASE (test_full, check_full_disk_keeps_what_was_there)

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/keep-file/helpless-offers-four-acts-and-a-bundle", test_offers);
  g_test_add_func ("/keep-file/bundle-names-nobody", test_bundle);
  g_test_add_func ("/keep-file/a-folder-that-is-gone-is-told", test_no_folder);
  g_test_add_func ("/keep-file/a-folder-that-may-only-be-read-is-told", test_closed);
  g_test_add_func ("/keep-file/a-full-disk-keeps-what-was-there", test_full);
  return g_test_run ();
}
