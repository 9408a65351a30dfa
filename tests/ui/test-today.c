/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-duty-open.h"
#include "app/isg-plot.h"
#include "app/isg-record-screen.h"
#include "app/isg-today-file.h"
#include "app/isg-today-row.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

/* ---- the store ---- */

static void
add_accident (IsgStore *store)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (IsgFields) fields = isg_fields_new ();
  g_autoptr (IsgValue) type = isg_value_new_code ("accident");
  g_autoptr (IsgValue) at = NULL;
  g_autoptr (IsgFields) typed = NULL;
  g_autoptr (IsgFields) dated = NULL;
  g_autoptr (GError) error = NULL;
  IsgListQuery query
    = { .kind = "workplace", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
  IsgDate day;

  ui_fixture_load_sample (store);
  rows = isg_store_record_list (store, &query, &error);
  g_assert_no_error (error);
  g_assert_true (isg_date_parse_iso ("2026-11-20", &day, NULL));
  at = isg_value_new_datetime (day, 10 * 3600);
  typed = isg_fields_with (fields, "incident_type", type);
  dated = isg_fields_with (typed, "occurred_at", at);
  record = isg_record_new ("incident", NULL, ((IsgRow *) g_ptr_array_index (rows, 0))->uuid, dated);
  g_assert_true (isg_store_record_save (store, record, NULL, &error));
  g_assert_no_error (error);
}

/* ---- the page ---- */

static GtkWidget *
open_page (UiFixture *fixture)
{
  g_assert_true (isg_window_open_page (fixture->window, "today"));
  ui_fixture_settle (fixture);
  return GTK_WIDGET (isg_window_screen (fixture->window));
}

static GtkListView *
list_of (GtkWidget *page)
{
  GtkWidget *view = ui_fixture_find (page, GTK_TYPE_LIST_VIEW);

  g_assert_nonnull (view);
  return GTK_LIST_VIEW (view);
}

static GListModel *
model_of (GtkWidget *page)
{
  return G_LIST_MODEL (gtk_list_view_get_model (list_of (page)));
}

static int
find_entry (GtkWidget *page, IsgTodayType type, guint from)
{
  GListModel *model = model_of (page);

  for (guint i = from; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (IsgTodayEntry) entry = g_list_model_get_item (model, i);

    if (entry->type == type)
      return (int) i;
  }
  return -1;
}

static IsgTodayEntry *
entry_at (GtkWidget *page, int position)
{
  IsgTodayEntry *entry;

  g_assert_cmpint (position, >=, 0);
  entry = g_list_model_get_item (model_of (page), (guint) position);
  g_object_unref (entry); /* the model keeps it */
  return entry;
}

static void
activate (UiFixture *fixture, GtkWidget *page, int position)
{
  gtk_widget_activate_action (GTK_WIDGET (list_of (page)),
                              "list.activate-item",
                              "u",
                              (guint) position);
  ui_fixture_settle (fixture);
}

static void
press (UiFixture *fixture, GtkWidget *root, const char *text)
{
  GtkWidget *label = ui_fixture_find_label (root, text);
  GtkWidget *button;

  g_assert_nonnull (label);
  button = gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON);
  if (GTK_IS_TOGGLE_BUTTON (button))
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button),
                                  !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)));
  else
    g_signal_emit_by_name (button, "clicked");
  ui_fixture_settle (fixture);
}

/* ---- cases ---- */

static void
check_opens (UiFixture *fixture)
{
  GtkWidget *page = GTK_WIDGET (isg_window_screen (fixture->window));

  g_assert_nonnull (ui_fixture_find (page, GTK_TYPE_LIST_VIEW));
  g_assert_cmpint (find_entry (page, ISG_TODAY_HEADING, 0), >=, 0);
  g_assert_cmpint (find_entry (page, ISG_TODAY_MANY, 0), >=, 0);
  g_assert_cmpint (find_entry (page, ISG_TODAY_PLOT, 0), >=, 0);
  ui_sweep (page, "today");
}

static void
test_window_opens_on_what_is_due (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_opens);
}

static void
check_rows_say_rule (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  GListModel *model = model_of (page);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (IsgTodayEntry) entry = g_list_model_get_item (model, i);

    if (entry->type != ISG_TODAY_DUTY && entry->type != ISG_TODAY_MANY)
      continue;
    g_assert_nonnull (strchr (entry->detail, '('));
    g_assert_nonnull (entry->when);
    n++;
  }
  g_assert_cmpuint (n, >, 3);
}

static void
test_each_date_says_its_rule (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_rows_say_rule);
}

/* Many trainings become one, with those people in it. */
static void
check_training (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  IsgTodayEntry *entry = NULL;
  IsgRecordSession *session;
  IsgScreen *screen;
  guint n;
  int at = -1;

  for (at = find_entry (page, ISG_TODAY_MANY, 0); at >= 0;
       at = find_entry (page, ISG_TODAY_MANY, (guint) at + 1)) {
    entry = entry_at (page, at);
    if (g_str_equal (isg_due_item_topic (isg_due_task_item (g_ptr_array_index (entry->tasks, 0))),
                     "training"))
      break;
  }
  g_assert_cmpint (at, >=, 0);
  n = entry->tasks->len;
  activate (fixture, page, at);
  screen = isg_window_screen (fixture->window);
  g_assert_true (ISG_IS_RECORD_SCREEN (screen));
  session = isg_record_screen_session (ISG_RECORD_SCREEN (screen));
  g_assert_cmpstr (isg_kind_id (isg_record_session_kind (session)), ==, "training");
  g_assert_cmpuint (isg_value_n_groups (
                      isg_record_get (isg_record_session_record (session), "participants")),
                    ==,
                    n);
  g_assert_nonnull (isg_record_workplace (isg_record_session_record (session)));
}

static void
test_training_for_many_opens_with_them (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_training);
}

static void
check_unfold (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  guint before = g_list_model_get_n_items (model_of (page)), n;
  int at = -1;

  for (at = find_entry (page, ISG_TODAY_MANY, 0); at >= 0;
       at = find_entry (page, ISG_TODAY_MANY, (guint) at + 1))
    if (!g_str_equal (isg_due_item_topic (
                        isg_due_task_item (g_ptr_array_index (entry_at (page, at)->tasks, 0))),
                      "training"))
      break;
  n = entry_at (page, at)->tasks->len;
  activate (fixture, page, at);
  g_assert_cmpuint (g_list_model_get_n_items (model_of (page)), ==, before + n);
  activate (fixture, page, at);
  g_assert_cmpuint (g_list_model_get_n_items (model_of (page)), ==, before);
}

static void
test_many_people_unfold (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_unfold);
}

static void
check_filter (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  guint before = g_list_model_get_n_items (model_of (page));

  press (fixture, page, "overdue");
  for (guint i = 0; i < g_list_model_get_n_items (model_of (page)); i++) {
    IsgTodayEntry *entry = entry_at (page, (int) i);

    g_assert_true (entry->type == ISG_TODAY_HEADING || entry->late);
  }
  press (fixture, page, "overdue");
  g_assert_cmpuint (g_list_model_get_n_items (model_of (page)), ==, before);
}

static void
test_a_tile_filters_and_lets_go (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_filter);
}

static void
check_clock (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  int clock = find_entry (page, ISG_TODAY_CLOCK, 0);
  int duty = find_entry (page, ISG_TODAY_MANY, 0);

  g_assert_cmpint (clock, >, 0);
  g_assert_cmpint (clock, <, duty);
  g_assert_nonnull (strstr (entry_at (page, clock)->detail, "working days left"));
  g_assert_nonnull (strstr (entry_at (page, clock)->detail, "5510"));
  g_assert_nonnull (ui_fixture_find_label (page, "SGK page"));
}

static void
test_a_running_clock_stands_above_the_list (void)
{
  ui_fixture_run (add_accident, TRUE, check_clock);
}

typedef struct {
  GtkWidget *page;
  int at;
  gboolean put_off;
} Wanted;

static gboolean
is_as_wanted (gpointer data)
{
  const Wanted *wanted = data;

  return entry_at (wanted->page, wanted->at)->put_off == wanted->put_off;
}

static void
wait_until_put_off (GtkWidget *page, int at, gboolean put_off)
{
  Wanted wanted = { page, at, put_off };

  isg_test_until (is_as_wanted, &wanted);
}

static void
check_put_off (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  int at = find_entry (page, ISG_TODAY_DUTY, 0);
  IsgDate legal = isg_due_task_item (g_ptr_array_index (entry_at (page, at)->tasks, 0))->date;
  GtkWidget *sheet, *entry;
  IsgTodayEntry *after;

  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model_of (page)), (guint) at);
  gtk_widget_activate_action (page, "today.put-off", NULL);
  ui_fixture_settle (fixture);
  sheet = GTK_WIDGET (ui_fixture_top (fixture));
  ui_sweep (sheet, "put off");
  entry = gtk_widget_get_ancestor (ui_fixture_find (sheet, GTK_TYPE_TEXT), GTK_TYPE_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), "+30");
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
  ui_fixture_settle (fixture);
  /* No reason, no putting off. */
  g_assert_true (GTK_WIDGET (ui_fixture_top (fixture)) == sheet);
  gtk_editable_set_text (GTK_EDITABLE (
                           gtk_widget_get_next_sibling (gtk_widget_get_next_sibling (entry))),
                         "Hekim izinde");
  gtk_widget_activate_action (sheet, "sheet.act", NULL);
  ui_fixture_settle (fixture);

  wait_until_put_off (page, at, TRUE);
  after = entry_at (page, at);
  g_assert_cmpint (isg_due_task_item (g_ptr_array_index (after->tasks, 0))->date, ==, legal);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  ui_fixture_settle (fixture);
  wait_until_put_off (page, at, FALSE);
}

static void
test_what_is_put_off_stays_with_both_days_until_undone (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_put_off);
}

static void
check_explain (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  int at = find_entry (page, ISG_TODAY_MANY, 0);
  GtkWidget *sheet;

  gtk_single_selection_set_selected (GTK_SINGLE_SELECTION (model_of (page)), (guint) at);
  gtk_widget_activate_action (page, "today.explain", NULL);
  ui_fixture_settle (fixture);
  sheet = GTK_WIDGET (ui_fixture_top (fixture));
  g_assert_true (sheet != GTK_WIDGET (fixture->window));
  g_assert_nonnull (
    ui_fixture_find_label (sheet,
                           isg_due_item_text (isg_due_task_item (
                                                g_ptr_array_index (entry_at (page, at)->tasks, 0)),
                                              isg_i18n_language ())));
  ui_sweep (sheet, "what must I do");
}

static void
test_f1_says_why (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_explain);
}

static void
check_first (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);

  g_assert_nonnull (ui_fixture_find_label (page, "First add your workplace."));
  g_assert_nonnull (ui_fixture_find_label (page, "New workplace"));
}

static void
test_an_empty_store_asks_for_a_workplace (void)
{
  ui_fixture_run (NULL, TRUE, check_first);
}

static void
check_month (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  int at = find_entry (page, ISG_TODAY_PLOT, 0);
  GtkWidget *plot;

  ui_fixture_resize (fixture, 1366, 768);
  gtk_widget_activate_action (GTK_WIDGET (list_of (page)), "list.scroll-to-item", "u", (guint) at);
  ui_fixture_settle (fixture);
  plot = ui_fixture_find (page, ISG_TYPE_PLOT);
  g_assert_nonnull (plot);
  g_assert_true (
    g_str_has_prefix (isg_plot_sentence (ISG_PLOT (plot)), "Tasks per month: overdue "));
  g_signal_emit_by_name (plot, "activated", "late");
  ui_fixture_settle (fixture);
  for (guint i = 0; i < g_list_model_get_n_items (model_of (page)); i++)
    g_assert_true (entry_at (page, (int) i)->type == ISG_TODAY_HEADING
                   || entry_at (page, (int) i)->late);
}

static void
test_a_bar_of_the_plot_opens_what_is_behind_it (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_month);
}

static void
check_file (UiFixture *fixture)
{
  g_autofree char *path = isg_test_path ("due.ics");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;

  isg_today_file_write (fixture->window, NULL, file);
  ui_fixture_settle (fixture);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\n"));
}

static void
test_the_calendar_is_written (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_file);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/today/window-opens-on-what-is-due", test_window_opens_on_what_is_due);
  g_test_add_func ("/today/each-date-says-its-rule", test_each_date_says_its_rule);
  g_test_add_func ("/today/training-for-many-opens-with-them",
                   test_training_for_many_opens_with_them);
  g_test_add_func ("/today/many-people-unfold", test_many_people_unfold);
  g_test_add_func ("/today/a-tile-filters-and-lets-go", test_a_tile_filters_and_lets_go);
  g_test_add_func ("/today/a-running-clock-stands-above-the-list",
                   test_a_running_clock_stands_above_the_list);
  g_test_add_func ("/today/what-is-put-off-stays-with-both-days-until-undone",
                   test_what_is_put_off_stays_with_both_days_until_undone);
  g_test_add_func ("/today/f1-says-why", test_f1_says_why);
  g_test_add_func ("/today/an-empty-store-asks-for-a-workplace",
                   test_an_empty_store_asks_for_a_workplace);
  g_test_add_func ("/today/a-bar-of-the-plot-opens-what-is-behind-it",
                   test_a_bar_of_the_plot_opens_what_is_behind_it);
  g_test_add_func ("/today/the-calendar-is-written", test_the_calendar_is_written);
  return g_test_run ();
}
