/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pages.h"
#include "app/isg-person-extract-file.h"
#include "app/isg-plot.h"
#include "app/isg-record-screen.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

static char *found; /* (owned) (nullable): uuid */
static const char *wanted_kind;

static void
find_first (IsgStore *store)
{
  IsgListQuery query = {
    .kind = wanted_kind,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .limit = 1,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_clear_pointer (&found, g_free);
  found = g_strdup (((IsgRow *) g_ptr_array_index (rows, 0))->uuid);
}

static IsgRecordScreen *
open_first (UiFixture *fixture, const char *kind)
{
  wanted_kind = kind;
  ui_fixture_do (fixture, find_first);
  isg_record_open (fixture->window, kind, found, NULL);
  ui_fixture_settle (fixture);
  return ISG_RECORD_SCREEN (isg_window_screen (fixture->window));
}

static gboolean
is_mapped (gpointer data)
{
  gpointer *wanted = data;

  return ui_fixture_find_label (wanted[0], wanted[1]) != NULL;
}

static void
wait_for_label (gpointer root, const char *text)
{
  gpointer wanted[] = { root, (gpointer) text };

  isg_test_until (is_mapped, wanted);
}

static void
press (UiFixture *fixture, gpointer root, const char *text)
{
  wait_for_label (root, text);
  g_signal_emit_by_name (gtk_widget_get_ancestor (ui_fixture_find_label (root, text),
                                                  GTK_TYPE_BUTTON),
                         "clicked");
  ui_fixture_settle (fixture);
}

static GtkListBox *
part_list (UiFixture *fixture, IsgRecordScreen *screen, const char *part)
{
  isg_record_layout_show_part (isg_record_screen_layout (screen), part);
  ui_fixture_settle (fixture);
  return GTK_LIST_BOX (
    ui_fixture_find (GTK_WIDGET (isg_record_screen_layout (screen)), GTK_TYPE_LIST_BOX));
}

/* ---- a person's card ---- */

static void
check_person (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_first (fixture, "employee");
  GtkListBoxRow *row;
  GtkWidget *sheet;

  row = gtk_list_box_get_row_at_index (part_list (fixture, screen, "summary"), 0);
  g_assert_nonnull (row);
  ui_sweep (GTK_WIDGET (screen), "person's summary");
  isg_record_layout_show_part (isg_record_screen_layout (screen), "privacy");
  wait_for_label (screen, "Extract for the person…");
  ui_sweep (GTK_WIDGET (screen), "person's privacy");
  isg_record_layout_show_part (isg_record_screen_layout (screen), "summary");
  press (fixture, screen, "Left…");
  sheet = GTK_WIDGET (ui_fixture_top (fixture));
  ui_sweep (sheet, "left");
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
  ui_fixture_settle (fixture);
  g_assert_nonnull (
    isg_record_get (isg_record_session_record (isg_record_screen_session (screen)), "leave_date"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  ui_fixture_settle (fixture);
  g_assert_null (
    isg_record_get (isg_record_session_record (isg_record_screen_session (screen)), "leave_date"));
  for (const char *const *part = (const char *const[]){ "trainings", "exams", "incidents", NULL };
       *part != NULL;
       part++) {
    part_list (fixture, screen, *part);
    ui_sweep (GTK_WIDGET (screen), *part);
  }
}

static void
test_a_persons_card_says_what_is_due_and_lets_the_person_leave (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_person);
}

/* ---- a workplace ---- */

static void
check_duties (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_first (fixture, "workplace");
  GtkWidget *layout = GTK_WIDGET (isg_record_screen_layout (screen));

  g_assert_nonnull (gtk_list_box_get_row_at_index (part_list (fixture, screen, "todo"), 8));
  g_assert_nonnull (ui_fixture_find_label (layout, "Open the form"));
  ui_sweep (GTK_WIDGET (screen), "what must it do");
  part_list (fixture, screen, "services");
  g_assert_nonnull (ui_fixture_find (layout, ISG_TYPE_PLOT));
  ui_sweep (GTK_WIDGET (screen), "service providers");
  part_list (fixture, screen, "todo");
  press (fixture, layout, "Open the form");
  g_assert_true (GTK_WIDGET (isg_window_screen (fixture->window)) != GTK_WIDGET (screen));
}

static void
test_a_duty_opens_where_it_is_done (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_duties);
}

static const char *
class_of (IsgRecordScreen *screen)
{
  return isg_value_text (
    isg_record_get (isg_record_session_record (isg_record_screen_session (screen)),
                    "hazard_class"));
}

static gboolean
has_sheet (gpointer data)
{
  UiFixture *fixture = data;

  return ui_fixture_top (fixture) != NULL
         && GTK_WIDGET (ui_fixture_top (fixture)) != GTK_WIDGET (fixture->window);
}

static void
choose_class (UiFixture *fixture, IsgRecordScreen *screen, const char *class)
{
  g_autoptr (IsgValue) value = isg_value_new_code (class);

  isg_record_session_set (isg_record_screen_session (screen), "hazard_class", value, NULL);
  isg_test_until (has_sheet, fixture);
  ui_fixture_settle (fixture);
}

static void
check_class (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_first (fixture, "workplace");
  g_autofree char *before = g_strdup (class_of (screen));
  const char *other = g_str_equal (before, "very_high") ? "low" : "very_high";
  GtkWidget *sheet;

  choose_class (fixture, screen, other);
  sheet = GTK_WIDGET (ui_fixture_top (fixture));
  g_assert_nonnull (ui_fixture_find (sheet, ADW_TYPE_ACTION_ROW));
  ui_sweep (sheet, "what moves");
  gtk_widget_activate_action (sheet, "sheet.cancel", NULL);
  ui_fixture_settle (fixture);
  g_assert_cmpstr (class_of (screen), ==, before);

  choose_class (fixture, screen, other);
  gtk_widget_activate_action (GTK_WIDGET (ui_fixture_top (fixture)), "sheet.act", NULL);
  ui_fixture_settle (fixture);
  g_assert_cmpstr (class_of (screen), ==, other);
}

static void
test_another_class_shows_what_moves_before_it_is_taken (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_class);
}

static void
check_extract (UiFixture *fixture)
{
  static const struct {
    gboolean paper;
    const char *begins;
  } files[] = { { TRUE, "%PDF-" }, { FALSE, "{" } };

  wanted_kind = "employee";
  ui_fixture_do (fixture, find_first);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++) {
    IsgKeepFile file
      = isg_person_extract_file (found,
                                 isg_clock_today (isg_context_clock (fixture->context)),
                                 files[i].paper);
    g_autofree char *path = isg_test_path (files[i].paper ? "extract.pdf" : "extract.json");
    g_autoptr (GFile) place = g_file_new_for_path (path);
    g_autofree char *bytes = NULL;

    isg_keep_file_write (fixture->context, fixture->window, &file, place);
    wait_for_label (fixture->window, "The extract is kept; the journal says so.");
    ui_fixture_settle (fixture);
    g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
    g_assert_true (g_str_has_prefix (bytes, files[i].begins));
  }
}

static void
test_a_persons_extract_is_kept_as_paper_and_as_data (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_extract);
}

int
main (int argc, char *argv[])
{
  int result;

  isg_test_init (&argc, &argv);

  g_test_add_func ("/card/a-persons-card-says-what-is-due-and-lets-the-person-leave",
                   test_a_persons_card_says_what_is_due_and_lets_the_person_leave);
  g_test_add_func ("/card/a-duty-opens-where-it-is-done", test_a_duty_opens_where_it_is_done);
  g_test_add_func ("/card/another-class-shows-what-moves-before-it-is-taken",
                   test_another_class_shows_what_moves_before_it_is_taken);
  g_test_add_func ("/card/extract", test_a_persons_extract_is_kept_as_paper_and_as_data);
  result = g_test_run ();
  g_free (found);
  return result;
}
