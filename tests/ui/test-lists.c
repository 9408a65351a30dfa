/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-fast-add.h"
#include "app/isg-list-private.h"
#include "app/isg-one-stop.h"
#include "app/isg-record-screen.h"
#include "app/isg-sheet.h"
#include "app/isg-window-private.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"

/* Of the sample. */
#define N_TRAININGS 15

static gboolean
nothing_is_left (gpointer data)
{
  UiFixture *fixture = data;

  return isg_tasks_n_pending (isg_context_tasks (fixture->context)) == 0
         && !g_main_context_pending (NULL);
}

/* Also what waits in an idle, which a slow machine draws three frames without. */
static void
settle (UiFixture *fixture)
{
  ui_fixture_settle (fixture);
  isg_test_until (nothing_is_left, fixture);
}

static IsgListScreen *
open_page (UiFixture *fixture, const char *id)
{
  g_assert_true (isg_window_open_page (fixture->window, id));
  settle (fixture);
  return ISG_LIST_SCREEN (isg_window_screen (fixture->window));
}

static GtkColumnView *
view_of (IsgListScreen *screen)
{
  return GTK_COLUMN_VIEW (ui_fixture_find (GTK_WIDGET (screen), GTK_TYPE_COLUMN_VIEW));
}

static IsgListFilter *
filter_of (IsgListScreen *screen)
{
  return ISG_LIST_FILTER (ui_fixture_find (GTK_WIDGET (screen), ISG_TYPE_LIST_FILTER));
}

static GtkDropDown *
state_of (IsgListScreen *screen)
{
  return GTK_DROP_DOWN (ui_fixture_find (GTK_WIDGET (filter_of (screen)), GTK_TYPE_DROP_DOWN));
}

static guint
size (IsgListScreen *screen)
{
  return g_list_model_get_n_items (G_LIST_MODEL (isg_list_screen_model (screen)));
}

static const IsgRow *
row_at (IsgListScreen *screen, guint position)
{
  g_autoptr (IsgRowItem) item
    = g_list_model_get_item (G_LIST_MODEL (isg_list_screen_model (screen)), position);

  return item != NULL ? isg_row_item_row (item) : NULL;
}

/* The titles of the columns that are shown, with a bar between them. */
static char *
columns (IsgListScreen *screen)
{
  GListModel *model = gtk_column_view_get_columns (view_of (screen));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

    if (gtk_column_view_column_get_visible (column))
      g_string_append_printf (text,
                              "%s%s",
                              text->len > 0 ? "|" : "",
                              gtk_column_view_column_get_title (column));
  }
  return g_string_free (text, FALSE);
}

/* Has the key controllers of a widget answer a key, as GTK would. */
static gboolean
press (GtkWidget *widget, guint key, GdkModifierType state)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);
  gboolean handled = FALSE;

  for (guint i = 0; !handled && i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

    if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
      g_signal_emit_by_name (controller, "key-pressed", key, 0, state, &handled);
  }
  return handled;
}

static GtkWidget *
focus_of (UiFixture *fixture)
{
  return gtk_window_get_focus (GTK_WINDOW (fixture->window));
}

static void
tab (UiFixture *fixture, GtkDirectionType direction)
{
  g_signal_emit_by_name (fixture->window, "move-focus", direction);
}

static gboolean
is_in (GtkWidget *widget, GtkWidget *place)
{
  return widget != NULL && (widget == place || gtk_widget_is_ancestor (widget, place));
}

/* ---- the page's own filter ---- */

/* Of the workplaces of the sample two have too few minutes of a physician; the barber then has
 * enough. */
static void
give_barber_enough (IsgStore *store)
{
  IsgListQuery query
    = { .kind = "assignment", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    g_autoptr (IsgRecord) record = isg_store_record_get (store, row->uuid, 0, &error);
    g_autoptr (IsgValue) enough = isg_value_new_decimal (isg_decimal_from_int (50));
    g_autoptr (IsgRecord) changed = NULL;

    if (isg_decimal_compare (isg_value_decimal (isg_record_get (record, "minutes")),
                             isg_decimal_from_int (40))
        != 0)
      continue;
    changed = isg_record_with_value (record, "minutes", enough);
    g_assert_true (isg_store_record_save (store, changed, NULL, &error));
  }
  g_assert_no_error (error);
}

static const struct {
  const char *page;
  guint choice;
  guint n;
} narrowed[] = {
  { "workplaces", 1, 1 },                          /* low hazard: the bakery */
  { "workplaces", 2, 2 },  { "workplaces", 4, 1 }, /* minutes short: the bakery */
  { "incidents", 1, 0 },                           /* SGK was told of the accident */
  { "incidents", 2, 1 },   { "incidents", 3, 1 },  { "incidents", 4, 0 },
  { "risk", 1, 3 },        { "risk", 2, 0 },       { "risk", 3, 2 }, /* late measures */
  { "risk", 4, 1 },        { "risk", 5, 1 },       { "risk", 6, 1 },
  { "employees", 2, 0 },   /* left */
  { "employees", 3, 160 }, /* all but the four whose examination holds */
};

static void
check_choices (UiFixture *fixture)
{
  ui_fixture_do (fixture, give_barber_enough);
  settle (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (narrowed); i++) {
    IsgListScreen *screen = open_page (fixture, narrowed[i].page);
    GtkDropDown *choice
      = GTK_DROP_DOWN (gtk_widget_get_next_sibling (GTK_WIDGET (state_of (screen))));
    guint all = size (screen);

    gtk_drop_down_set_selected (choice, narrowed[i].choice);
    settle (fixture);
    g_test_message ("%s, choice %u", narrowed[i].page, narrowed[i].choice);
    g_assert_cmpuint (size (screen), ==, narrowed[i].n);
    if (narrowed[i].n > 0)
      g_assert_nonnull (row_at (screen, 0));
    gtk_drop_down_set_selected (choice, 0);
    settle (fixture);
    g_assert_cmpuint (size (screen), ==, all);
  }
}

static void
test_own_filter_of_a_page_leaves_what_fits (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_choices);
}

/* ---- columns ---- */

static const struct {
  const char *page;
  int width;
  gboolean one_workplace;
  const char *columns;
} layouts[] = {
  { "trainings", 1366, FALSE, "Date|Subject|Workplace|Trainer|Present|Hours|State" },
  { "trainings", 1366, TRUE, "Date|Subject|Trainer|Present|Hours|State" },
  { "trainings", 1000, FALSE, "Date|Subject|Present|State" },
  { "trainings", 600, FALSE, "Date|Subject|State" },
  { "employees", 1366, TRUE, "Name|Identity no|Job|Department|Start|Exam|Last training|State" },
  { "employees", 1000, TRUE, "Name|Identity no|Job|Exam|Last training|State" },
  { "employees", 600, TRUE, "Name|Exam|Last training" },
  { "workplaces",
    1366,
    TRUE,
    "|Name|Province / district|Hazard class|Employees|Expert min|Physician min|Next task|State" },
  { "workplaces", 1000, FALSE, "|Name|Hazard class|Employees|Next task|State" },
  { "workplaces", 600, FALSE, "|Name|Next task|State" },
};

static char *first_workplace;

static void
find_first_workplace (IsgStore *store)
{
  IsgListQuery query
    = { .kind = "workplace", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE, .limit = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);

  g_assert_no_error (error);
  g_free (first_workplace);
  first_workplace = g_strdup (((IsgRow *) rows->pdata[0])->uuid);
}

static void
check_layouts (UiFixture *fixture)
{
  ui_fixture_do (fixture, find_first_workplace);
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++) {
    IsgListScreen *screen;
    g_autofree char *shown = NULL;

    g_test_message ("%s at %d", layouts[i].page, layouts[i].width);
    isg_context_choose_workplace (fixture->context,
                                  layouts[i].one_workplace ? first_workplace : NULL,
                                  "A workplace");
    ui_fixture_resize (fixture, layouts[i].width, 740);
    screen = open_page (fixture, layouts[i].page);
    shown = columns (screen);
    g_assert_cmpstr (*shown == '|' ? shown + 1 : shown,
                     ==,
                     *layouts[i].columns == '|' ? layouts[i].columns + 1 : layouts[i].columns);
    /* Sideways scrolling would hide the state. */
    g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (view_of (screen))), <=, layouts[i].width);
  }
  g_clear_pointer (&first_workplace, g_free);
}

static void
test_columns_follow_the_width (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_layouts);
}

/* ---- keyboard ---- */

static void
check_tabs (UiFixture *fixture)
{
  IsgListScreen *screen = open_page (fixture, "trainings");
  GtkWidget *list = ui_fixture_find (GTK_WIDGET (screen), ISG_TYPE_ONE_STOP);
  GtkWidget *filter = GTK_WIDGET (filter_of (screen));
  guint before = 0;

  /* Opening a page puts the focus on its list. */
  g_assert_true (is_in (focus_of (fixture), list));
  tab (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_false (is_in (focus_of (fixture), list));

  gtk_widget_grab_focus (GTK_WIDGET (view_of (screen)));
  tab (fixture, GTK_DIR_TAB_BACKWARD);
  g_assert_true (is_in (focus_of (fixture), filter));
  tab (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_true (is_in (focus_of (fixture), list));

  /* Search, state, year, list: four stops. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.find", NULL);
  for (; !is_in (focus_of (fixture), list) && before < 10; before++)
    tab (fixture, GTK_DIR_TAB_FORWARD);
  g_assert_cmpuint (before, ==, 3);
}

static void
test_the_list_is_one_tab_stop (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_tabs);
}

static void
check_search (UiFixture *fixture)
{
  IsgListScreen *screen = open_page (fixture, "employees");
  GtkSearchEntry *entry = isg_list_filter_entry (filter_of (screen));
  guint all = size (screen);
  GtkWidget *body = gtk_widget_get_parent (GTK_WIDGET (filter_of (screen)));

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.find", NULL);
  g_assert_true (is_in (focus_of (fixture), GTK_WIDGET (entry)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "CIGDEM ATES");
  g_signal_emit_by_name (entry, "search-changed");
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, 1);
  g_assert_cmpstr (row_at (screen, 0)->title, ==, "Çiğdem Ateş");

  /* ↓ goes to the list, Esc shows all again. */
  g_assert_true (press (GTK_WIDGET (entry), GDK_KEY_Down, 0));
  g_assert_true (is_in (focus_of (fixture), GTK_WIDGET (view_of (screen))));
  g_assert_true (press (body, GDK_KEY_Escape, 0));
  g_signal_emit_by_name (entry, "search-changed");
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, all);
  /* Where nothing is searched, Esc is somebody else's. */
  g_assert_false (press (body, GDK_KEY_Escape, 0));

  gtk_editable_set_text (GTK_EDITABLE (entry), "xyz");
  g_signal_emit_by_name (entry, "search-changed");
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, 0);
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (screen),
                           "“xyz” was not found. You can also search by identity number."));
  /* The list went away; one goes on typing. */
  g_assert_true (is_in (focus_of (fixture), GTK_WIDGET (entry)));
}

static void
test_search_folds_letters_and_gives_the_list_back (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_search);
}

/* ---- order ---- */

static GtkColumnViewColumn *
column_named (IsgListScreen *screen, const char *title)
{
  GListModel *model = gtk_column_view_get_columns (view_of (screen));

  for (guint i = 0; i < g_list_model_get_n_items (model); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (model, i);

    if (g_strcmp0 (gtk_column_view_column_get_title (column), title) == 0)
      return column;
  }
  g_assert_not_reached ();
}

static void
check_order (UiFixture *fixture)
{
  IsgListScreen *screen = open_page (fixture, "trainings");
  guint last = size (screen) - 1;
  IsgDate newest = row_at (screen, 0)->date;

  g_assert_cmpint (newest, >, row_at (screen, last)->date);
  gtk_column_view_sort_by_column (view_of (screen),
                                  column_named (screen, "Date"),
                                  GTK_SORT_ASCENDING);
  settle (fixture);
  g_assert_cmpint (row_at (screen, last)->date, ==, newest);
  gtk_column_view_sort_by_column (view_of (screen),
                                  column_named (screen, "Date"),
                                  GTK_SORT_DESCENDING);
  settle (fixture);
  g_assert_cmpint (row_at (screen, 0)->date, ==, newest);

  screen = open_page (fixture, "employees");
  gtk_column_view_sort_by_column (view_of (screen),
                                  column_named (screen, "Start"),
                                  GTK_SORT_ASCENDING);
  settle (fixture);
  for (guint i = 1; i < 20; i++)
    g_assert_cmpint (row_at (screen, i - 1)->date, <=, row_at (screen, i)->date);
  gtk_column_view_sort_by_column (view_of (screen), NULL, GTK_SORT_ASCENDING);
  settle (fixture);
  g_assert_cmpstr (row_at (screen, 0)->title, ==, "Ahmet Yıldız");
}

static void
test_headers_sort_in_the_store (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_order);
}

/* ---- acts ---- */

static guint
count_badge (UiFixture *fixture, IsgListScreen *screen, const char *badge)
{
  guint n = 0;

  for (guint i = 0; i < size (screen); i++)
    n += g_strcmp0 (row_at (screen, i)->badge, badge) == 0;
  return n;
}

static void
check_finish (UiFixture *fixture)
{
  IsgListScreen *screen = open_page (fixture, "trainings");

  g_assert_cmpuint (size (screen), ==, N_TRAININGS);
  g_assert_cmpuint (count_badge (fixture, screen, "AWAITING_SIGNATURE"), ==, 0);
  gtk_selection_model_select_all (isg_list_screen_selection (screen));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (screen), "15 records, 15 selected"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.finish", NULL);
  settle (fixture);

  /* One of the sample is not complete: it does not hold up the others. */
  g_assert_cmpuint (count_badge (fixture, screen, "AWAITING_SIGNATURE"), ==, N_TRAININGS - 1);
  g_assert_cmpuint (count_badge (fixture, screen, "DRAFT"), ==, 1);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (screen), "15 records, 15 selected"));

  gtk_drop_down_set_selected (state_of (screen), 1);
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, 1);
  gtk_drop_down_set_selected (state_of (screen), 2);
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, N_TRAININGS - 1);
  gtk_drop_down_set_selected (state_of (screen), 5);
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, 0);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (screen), "No record matches this filter."));
  gtk_drop_down_set_selected (state_of (screen), 0);
  settle (fixture);

  g_assert_true (isg_window_undo (fixture->window));
  settle (fixture);
  g_assert_cmpuint (count_badge (fixture, screen, "AWAITING_SIGNATURE"), ==, 0);
}

static void
test_several_are_finished_at_once_and_taken_back (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_finish);
}

static void
check_close (UiFixture *fixture)
{
  IsgListScreen *screen = open_page (fixture, "trainings");
  g_autofree char *uuid = g_strdup (row_at (screen, 2)->uuid);
  GtkWindow *sheet;
  GtkWidget *entry;

  gtk_selection_model_select_item (isg_list_screen_selection (screen), 2, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (screen), "list.close", NULL);
  settle (fixture);
  sheet = ui_fixture_top (fixture);
  g_assert_true (ISG_IS_SHEET (sheet));
  entry = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_ENTRY);

  /* Without a reason nothing is closed. */
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, N_TRAININGS);
  gtk_editable_set_text (GTK_EDITABLE (entry), "Written down twice");
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, N_TRAININGS - 1);
  for (guint i = 0; i < size (screen); i++)
    g_assert_cmpstr (row_at (screen, i)->uuid, !=, uuid);

  /* It stands among the closed ones, and the toast brings it back. */
  gtk_drop_down_set_selected (state_of (screen), 6);
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, 1);
  g_assert_cmpstr (row_at (screen, 0)->uuid, ==, uuid);
  g_assert_true (isg_window_undo (fixture->window));
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, 0);
  gtk_drop_down_set_selected (state_of (screen), 0);
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, N_TRAININGS);
}

static void
test_closing_asks_for_a_reason_and_can_be_undone (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_close);
}

/* ---- what others do ---- */

static char *closed_elsewhere;

static void
close_elsewhere (IsgStore *store)
{
  g_autoptr (GError) error = NULL;

  isg_store_record_close (store, closed_elsewhere, "test", &error);
  g_assert_no_error (error);
}

static void
check_live (UiFixture *fixture)
{
  IsgListScreen *screen = open_page (fixture, "trainings");
  GtkSelectionModel *selection = isg_list_screen_selection (screen);
  g_autofree char *kept = g_strdup (row_at (screen, 6)->uuid);

  closed_elsewhere = g_strdup (row_at (screen, 1)->uuid);
  gtk_selection_model_select_item (selection, 6, TRUE);
  ui_fixture_do (fixture, close_elsewhere);
  settle (fixture);
  g_assert_cmpuint (size (screen), ==, N_TRAININGS - 1);
  g_assert_true (gtk_selection_model_is_selected (selection, 5));
  g_assert_cmpstr (row_at (screen, 5)->uuid, ==, kept);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (screen), "14 records, 1 selected"));
  g_clear_pointer (&closed_elsewhere, g_free);
}

static void
test_what_others_do_is_seen_and_the_selection_stays (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_live);
}

static void
check_workplace (UiFixture *fixture)
{
  IsgListScreen *screen = open_page (fixture, "trainings");

  ui_fixture_do (fixture, find_first_workplace);
  isg_context_choose_workplace (fixture->context, first_workplace, "A workplace");
  settle (fixture);
  g_assert_cmpuint (size (screen), >, 0);
  g_assert_cmpuint (size (screen), <, N_TRAININGS);
  for (guint i = 0; i < size (screen); i++)
    g_assert_cmpstr (row_at (screen, i)->workplace, ==, first_workplace);
  screen = open_page (fixture, "workplaces");
  g_assert_cmpuint (size (screen), ==, 3);
  g_clear_pointer (&first_workplace, g_free);
}

static void
test_the_chosen_workplace_narrows_lists_but_its_own (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_workplace);
}

/* ---- opening ---- */

static void
check_open (UiFixture *fixture)
{
  IsgListScreen *screen = open_page (fixture, "trainings");

  g_signal_emit_by_name (view_of (screen), "activate", 3);
  settle (fixture);
  g_assert_true (ISG_IS_RECORD_SCREEN (isg_window_screen (fixture->window)));
  isg_window_pop (fixture->window);
  settle (fixture);
  g_assert_true (isg_window_screen (fixture->window) == ISG_SCREEN (screen));

  ui_fixture_do (fixture, find_first_workplace);
  isg_context_choose_workplace (fixture->context, first_workplace, "A workplace");
  settle (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add", NULL);
  settle (fixture);
  g_assert_true (ISG_IS_RECORD_SCREEN (isg_window_screen (fixture->window)));
  g_clear_pointer (&first_workplace, g_free);
}

static void
test_a_row_opens_its_record_and_the_button_a_new_one (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_open);
}

static void
check_fast_add (UiFixture *fixture)
{
  IsgListScreen *screen;
  GtkWidget *fast_add;
  g_autofree char *uuid = NULL;

  ui_fixture_do (fixture, find_first_workplace);
  isg_context_choose_workplace (fixture->context, first_workplace, "A workplace");
  screen = open_page (fixture, "employees");
  g_assert_null (ui_fixture_find (GTK_WIDGET (screen), ISG_TYPE_FAST_ADD));
  gtk_widget_activate_action (GTK_WIDGET (screen), "list.fast-add", NULL);
  settle (fixture);
  fast_add = ui_fixture_find (GTK_WIDGET (screen), ISG_TYPE_FAST_ADD);
  g_assert_true (is_in (focus_of (fixture), fast_add));

  /* A number that is already here is marked in the list. */
  uuid = g_strdup (row_at (screen, 2)->uuid);
  g_signal_emit_by_name (fast_add, "duplicate", uuid);
  g_assert_true (gtk_selection_model_is_selected (isg_list_screen_selection (screen), 2));

  gtk_widget_activate_action (GTK_WIDGET (screen), "list.fast-add", NULL);
  settle (fixture);
  g_assert_null (ui_fixture_find (GTK_WIDGET (screen), ISG_TYPE_FAST_ADD));
  g_assert_true (is_in (focus_of (fixture), GTK_WIDGET (view_of (screen))));
  g_clear_pointer (&first_workplace, g_free);
}

static void
test_fast_add_comes_when_it_is_asked_for (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_fast_add);
}

/* ---- nothing there ---- */

static const struct {
  const char *page, *sentence, *button, *table;
} empty_pages[] = {
  { "workplaces", "No workplace yet. Add your own.", "New workplace", "Workplaces table" },
  { "employees",
    "No employees here. Add them one by one or take them from an Excel/CSV list.",
    "New employee",
    "Employees table" },
  { "trainings", "No training.", "New training", "Trainings table" },
};

static void
check_empty (UiFixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (empty_pages); i++) {
    IsgListScreen *screen = open_page (fixture, empty_pages[i].page);

    g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (screen), empty_pages[i].sentence));
    g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (screen), empty_pages[i].button));
    g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (screen), "0 records, 0 selected"));
  }
}

static void
test_an_empty_list_says_what_comes_next (void)
{
  ui_fixture_run (NULL, TRUE, check_empty);
}

/* ---- names ---- */

static void
assert_name (GtkWidget *widget, const char *name)
{
  g_assert_nonnull (widget);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
check_names (UiFixture *fixture)
{
  for (guint i = 0; i < G_N_ELEMENTS (empty_pages); i++) {
    IsgListScreen *screen = open_page (fixture, empty_pages[i].page);

    assert_name (GTK_WIDGET (view_of (screen)), empty_pages[i].table);
    assert_name (GTK_WIDGET (isg_list_filter_entry (filter_of (screen))), "Search on page");
    assert_name (GTK_WIDGET (state_of (screen)), "State filter");
  }
}

static void
test_lists_have_their_stable_names (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_names);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/lists/columns-follow-the-width", test_columns_follow_the_width);
  g_test_add_func ("/lists/the-list-is-one-tab-stop", test_the_list_is_one_tab_stop);
  g_test_add_func ("/lists/search-folds-letters-and-gives-the-list-back",
                   test_search_folds_letters_and_gives_the_list_back);
  g_test_add_func ("/lists/headers-sort-in-the-store", test_headers_sort_in_the_store);
  g_test_add_func ("/lists/several-are-finished-at-once-and-taken-back",
                   test_several_are_finished_at_once_and_taken_back);
  g_test_add_func ("/lists/closing-asks-for-a-reason-and-can-be-undone",
                   test_closing_asks_for_a_reason_and_can_be_undone);
  g_test_add_func ("/lists/what-others-do-is-seen-and-the-selection-stays",
                   test_what_others_do_is_seen_and_the_selection_stays);
  g_test_add_func ("/lists/the-chosen-workplace-narrows-lists-but-its-own",
                   test_the_chosen_workplace_narrows_lists_but_its_own);
  g_test_add_func ("/lists/a-row-opens-its-record-and-the-button-a-new-one",
                   test_a_row_opens_its_record_and_the_button_a_new_one);
  g_test_add_func ("/lists/fast-add-comes-when-it-is-asked-for",
                   test_fast_add_comes_when_it_is_asked_for);
  g_test_add_func ("/lists/an-empty-list-says-what-comes-next",
                   test_an_empty_list_says_what_comes_next);
  g_test_add_func ("/lists/lists-have-their-stable-names", test_lists_have_their_stable_names);
  g_test_add_func ("/lists/own-filter-of-a-page-leaves-what-fits",
                   test_own_filter_of_a_page_leaves_what_fits);
  return g_test_run ();
}
