/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "app/isg-paper-sheet.h"
#include "app/isg-paper-view.h"
#include "app/isg-receipt-year.h"
#include "app/isg-submission-detail.h"
#include "app/isg-submission-files.h"
#include "forms-fixture.h"
#include "store/isg-store-record.h"
#include "submit-fixture.h"
#include "submit/isg-receipt-archive.h"
#include "submit/isg-receipt.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

/* What the user may print or keep of a record: the record itself, its receipt, a year of them. */

static char *folder;    /* where files are kept */
static char *answered;  /* uuid of a record that was accepted */
static char *workplace; /* its workplace */

static void
seed (IsgStore *store)
{
  IsgFakeMinistry *ministry = isg_fake_ministry_new ();
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (IsgRecord) record = NULL;

  ui_fixture_load_sample (store);
  sent = submit_fixture_send (store, ministry);
  isg_fake_ministry_free (ministry);
  answered = g_strdup (g_ptr_array_index (sent, 0));
  record = isg_store_record_get (store, answered, 0, NULL);
  workplace = g_strdup (isg_record_workplace (record));
}

static void
click (GtkWidget *root, const char *words)
{
  GtkWidget *label = ui_fixture_find_label (root, words);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

static GBytes *
keep (UiFixture *fixture, IsgKeepFile file, const char *name)
{
  g_autoptr (GFile) place = g_file_new_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  GBytes *bytes;

  isg_keep_file_write (fixture->context, fixture->window, &file, place);
  ui_fixture_settle (fixture);
  bytes = g_file_load_bytes (place, NULL, NULL, &error);
  g_assert_no_error (error);
  return bytes;
}

static void
assert_pdf (GBytes *bytes)
{
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 1000);
  g_assert_cmpint (memcmp (g_bytes_get_data (bytes, NULL), "%PDF-", 5), ==, 0);
}

/* Any sheet of papers: a preview, and the same pages as a file and on the printer. */
static void
check_sheet (UiFixture *fixture, const char *picture)
{
  GtkWidget *sheet = GTK_WIDGET (ui_fixture_top (fixture));
  GtkWidget *view;
  g_autofree char *printed = g_build_filename (folder, "printed.pdf", NULL);
  g_autofree char *content = NULL;
  g_autoptr (GBytes) pdf = NULL;
  IsgKeepFile file;
  guint n;

  g_assert_nonnull (sheet);
  ui_sweep (sheet, picture);
  forms_picture (fixture, picture);
  view = ui_fixture_find (sheet, ISG_TYPE_PAPER_VIEW);
  isg_paper_view_page (ISG_PAPER_VIEW (view), &n);
  g_assert_cmpuint (n, >, 0);
  file = isg_paper_sheet_file (sheet);
  g_assert_true (g_str_has_suffix (file.name, "-20261123-0900.pdf"));
  pdf = keep (fixture, file, "kept.pdf");
  assert_pdf (pdf);
  isg_paper_sheet_set_export (sheet, printed);
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
  ui_fixture_settle (fixture);
  g_assert_true (g_file_get_contents (printed, &content, NULL, NULL));
  g_assert_true (g_str_has_prefix (content, "%PDF-"));
  g_assert_null (ui_fixture_top (fixture));
}

/* ---- receipt ---- */

static void
check_receipt (UiFixture *fixture)
{
  g_autoptr (GBytes) receipt = NULL;
  g_autoptr (IsgReceiptSummary) summary = NULL;
  g_autoptr (GError) error = NULL;

  isg_window_push (fixture->window, isg_submission_detail_new (fixture->context, answered));
  ui_fixture_settle (fixture);
  forms_picture (fixture, "accepted");
  click (GTK_WIDGET (isg_window_screen (fixture->window)), _ ("Receipt…"));
  ui_fixture_settle (fixture);
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (ui_fixture_top (fixture)), _ ("Receipt file…")));
  check_sheet (fixture, "receipt");
  /* The file of it is what anybody can check. */
  receipt = keep (fixture, isg_receipt_file (answered), "receipt.json");
  isg_receipt_verify (receipt, NULL, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary->n_accepted, >, 0);
}

static void
check_year (UiFixture *fixture)
{
  g_auto (IsgReceiptArchiveSummary) summary = { 0 };
  g_autoptr (GBytes) archive = NULL;
  g_autoptr (GError) error = NULL;
  GtkWidget *sheet = isg_receipt_year_open (fixture->context, fixture->window, workplace);
  GtkWidget *choice;
  guint year = 0;

  ui_fixture_settle (fixture);
  ui_sweep (sheet, "receipts of a year");
  forms_picture (fixture, "receipt-year");
  choice = ui_fixture_find (sheet, GTK_TYPE_DROP_DOWN);
  g_assert_nonnull (choice);
  year = (guint) g_ascii_strtoull (gtk_string_object_get_string (
                                     gtk_drop_down_get_selected_item (GTK_DROP_DOWN (choice))),
                                   NULL,
                                   10);
  gtk_window_close (GTK_WINDOW (sheet));
  archive = keep (fixture, isg_receipt_year_file (workplace, year), "year.tar");
  isg_receipt_archive_verify (archive, NULL, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary.year, ==, year);
  g_assert_cmpuint (summary.n_receipts, >, 0);
}

static void
check_no_year (UiFixture *fixture)
{
  GtkWidget *sheet;
  gboolean sensitive;

  sheet = isg_receipt_year_open (fixture->context, fixture->window, workplace);
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (sheet,
                                           _ ("No record of this workplace was answered yet; there is no receipt.")));
  g_object_get (sheet, "act-sensitive", &sensitive, NULL);
  g_assert_false (sensitive);
  gtk_window_close (GTK_WINDOW (sheet));
  ui_fixture_settle (fixture);
}

static void
seed_unsent (IsgStore *store)
{
  const IsgListQuery query
    = { .kind = "workplace", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
  g_autoptr (GPtrArray) rows = NULL;

  ui_fixture_load_sample (store);
  rows = isg_store_record_list (store, &query, NULL);
  workplace = g_strdup (((const IsgRow *) g_ptr_array_index (rows, 0))->uuid);
}

/* ---- any record ---- */

static void
check_record (UiFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window),
                              "win.open-record",
                              "(ss)",
                              "training",
                              answered);
  ui_fixture_settle (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.print", NULL);
  ui_fixture_settle (fixture);
  check_sheet (fixture, "record-print");
}

/* A process for each: an application can be started once. */
#define CASE(name, seeds, check)                                                                   \
  static void name (void)                                                                          \
  {                                                                                                \
    if (!g_test_subprocess ()) {                                                                   \
      g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);                          \
      g_test_trap_assert_passed ();                                                                \
      return;                                                                                      \
    }                                                                                              \
    folder = isg_test_path ("kept");                                                               \
    g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);                                               \
    ui_fixture_run (seeds, TRUE, check);                                                           \
    g_clear_pointer (&folder, g_free);                                                             \
    g_clear_pointer (&answered, g_free);                                                           \
    g_clear_pointer (&workplace, g_free);                                                          \
  }

CASE (test_receipt, seed, check_receipt)
CASE (test_year, seed, check_year)
CASE (test_no_year, seed_unsent, check_no_year)
CASE (test_record, seed, check_record)

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/paper/receipt-is-a-page-and-a-file-that-holds", test_receipt);
  g_test_add_func ("/paper/receipts-of-a-year-are-one-file-that-holds", test_year);
  g_test_add_func ("/paper/no-year-without-an-answer", test_no_year);
  g_test_add_func ("/paper/a-record-is-printed-as-it-stands", test_record);
  return g_test_run ();
}
