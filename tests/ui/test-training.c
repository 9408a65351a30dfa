/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-one-stop.h"
#include "app/isg-pages.h"
#include "app/isg-participants-field.h"
#include "app/isg-topic-row.h"
#include "app/isg-topics-field.h"
#include "app/isg-window-private.h"
#include "store/isg-store-queue.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"

/* Of the sample: a barber's, class "high", five employees. */
static char *workplace;

static void
find_workplace (IsgStore *store)
{
  IsgListQuery query = { .kind = "workplace",
                         .search = "Kardelen",
                         .date_from = ISG_DATE_NONE,
                         .date_to = ISG_DATE_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_free (workplace);
  workplace = g_strdup (((IsgRow *) rows->pdata[0])->uuid);
}

static void
seed (IsgStore *store)
{
  ui_fixture_load_sample (store);
  find_workplace (store);
}

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

static IsgTopicsField *
topics_of (UiFixture *fixture)
{
  return ISG_TOPICS_FIELD (
    ui_fixture_find (GTK_WIDGET (isg_window_screen (fixture->window)), ISG_TYPE_TOPICS_FIELD));
}

static IsgParticipantsField *
participants_of (UiFixture *fixture)
{
  return ISG_PARTICIPANTS_FIELD (ui_fixture_find (GTK_WIDGET (isg_window_screen (fixture->window)),
                                                  ISG_TYPE_PARTICIPANTS_FIELD));
}

static IsgField *
field_of (GtkWidget *root, const char *id)
{
  if (ISG_IS_FIELD (root) && g_strcmp0 (isg_field_id (ISG_FIELD (root)), id) == 0)
    return ISG_FIELD (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    IsgField *found = field_of (child, id);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
open_new (UiFixture *fixture)
{
  isg_window_open_page (fixture->window, "trainings");
  settle (fixture);
  isg_record_open (fixture->window, "training", NULL, workplace);
  settle (fixture);
  g_assert_nonnull (topics_of (fixture));
}

static IsgTopicRow *
row_of (GtkWidget *root, const char *code)
{
  if (ISG_IS_TOPIC_ROW (root) && g_str_equal (isg_topic_row_code (ISG_TOPIC_ROW (root)), code))
    return ISG_TOPIC_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    IsgTopicRow *found = row_of (child, code);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static IsgTopicRow *
row (UiFixture *fixture, const char *code)
{
  IsgTopicRow *found = row_of (GTK_WIDGET (topics_of (fixture)), code);

  g_assert_nonnull (found);
  return found;
}

static GtkEditable *
minutes (UiFixture *fixture, const char *code)
{
  return GTK_EDITABLE (ui_fixture_find (GTK_WIDGET (row (fixture, code)), GTK_TYPE_ENTRY));
}

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

/* The topics as "110=45,120=22.5,130" */
static char *
topics_text (UiFixture *fixture)
{
  g_autoptr (IsgValue) value = isg_field_get_value (ISG_FIELD (topics_of (fixture)));
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < isg_value_n_groups (value); i++) {
    IsgFields *topic = isg_value_group (value, i);
    IsgValue *time = isg_fields_get (topic, "minutes");
    g_autofree char *number = time != NULL ? isg_value_to_text (time) : NULL;

    g_string_append_printf (text,
                            "%s%s%s%s",
                            i > 0 ? "," : "",
                            isg_value_text (isg_fields_get (topic, "code")),
                            number != NULL ? "=" : "",
                            number != NULL ? number : "");
  }
  return g_string_free (text, FALSE);
}

static void
assert_topics (UiFixture *fixture, const char *expected)
{
  g_autofree char *text = topics_text (fixture);

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_said (UiFixture *fixture, const char *text)
{
  return ui_fixture_find_label (GTK_WIDGET (isg_window_screen (fixture->window)), text) != NULL;
}

static void
click (UiFixture *fixture, const char *label)
{
  GtkWidget *widget
    = ui_fixture_find_label (GTK_WIDGET (isg_window_screen (fixture->window)), label);

  g_assert_nonnull (widget);
  g_signal_emit_by_name (gtk_widget_get_ancestor (widget, GTK_TYPE_BUTTON), "clicked");
  settle (fixture);
}

static void
set_date (UiFixture *fixture, const char *iso)
{
  IsgField *field = field_of (GTK_WIDGET (isg_window_screen (fixture->window)), "date");
  g_autoptr (IsgValue) value = NULL;
  IsgDate date;

  g_assert_true (isg_date_parse_iso (iso, &date, NULL));
  value = isg_value_new_date (date);
  isg_field_set_value (field, value);
  isg_field_emit_changed (field);
  settle (fixture);
}

/* ---- topics ---- */

static void
check_keys (UiFixture *fixture)
{
  GtkWidget *first;

  open_new (fixture);
  first = GTK_WIDGET (row (fixture, "110"));
  gtk_widget_grab_focus (first);
  g_assert_true (press (first, GDK_KEY_space, 0));
  assert_topics (fixture, "110");
  g_assert_true (press (first, GDK_KEY_space, 0));
  assert_topics (fixture, "");

  /* A digit begins the minutes, and minutes tick. */
  gtk_widget_grab_focus (first);
  g_assert_true (press (first, GDK_KEY_4, 0));
  assert_topics (fixture, "110=4");
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), first));
  gtk_editable_set_text (minutes (fixture, "110"), "22,5");
  assert_topics (fixture, "110=22.5");

  /* ↓ goes on with the minutes of the next topic. */
  gtk_widget_grab_focus (GTK_WIDGET (minutes (fixture, "110")));
  g_assert_true (press (GTK_WIDGET (minutes (fixture, "110")), GDK_KEY_Down, 0));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (minutes (fixture, "120"))));
  /* A letter that is no act of ours is left alone. */
  g_assert_false (press (first, GDK_KEY_x, 0));
  g_assert_false (press (first, GDK_KEY_space, GDK_CONTROL_MASK));
}

static void
test_space_ticks_and_digits_set_minutes (void)
{
  ui_fixture_run (seed, TRUE, check_keys);
}

static void
check_hours (UiFixture *fixture)
{
  GtkWidget *bar;

  open_new (fixture);
  set_date (fixture, "2026-11-20");
  g_assert_true (is_said (fixture, "Needed 12 lesson hours = 540 min · Eğitim Yön. (2026)"));
  g_assert_true (is_said (fixture, "Planned 0 min · 540 min missing"));
  gtk_editable_set_text (minutes (fixture, "110"), "135");
  g_assert_true (is_said (fixture, "Planned 135 min · 405 min missing"));
  g_assert_true (is_said (fixture, "135 min"));
  bar = ui_fixture_find (GTK_WIDGET (topics_of (fixture)), GTK_TYPE_PROGRESS_BAR);
  g_assert_cmpfloat_with_epsilon (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)),
                                  0.25,
                                  0.001);
  /* The day decides by which regulation. */
  set_date (fixture, "2026-03-20");
  g_assert_true (is_said (fixture, "Needed 12 lesson hours = 540 min · Eğitim Yön. m.11"));

  click (fixture, "Share out the needed time");
  assert_topics (fixture, "110=540");
  g_assert_true (is_said (fixture, "Planned 540 min · Enough"));
  g_assert_true (isg_window_undo (fixture->window));
  settle (fixture);
  assert_topics (fixture, "110=135");

  gtk_editable_set_text (minutes (fixture, "120"), "1");
  gtk_editable_set_text (minutes (fixture, "399"), "1");
  click (fixture, "Share out the needed time");
  assert_topics (fixture, "110=180,120=180,399=180");
}

static void
test_needed_time_is_shown_and_shared (void)
{
  ui_fixture_run (seed, TRUE, check_hours);
}

static void
check_share_all (UiFixture *fixture)
{
  g_autoptr (IsgValue) value = NULL;

  open_new (fixture);
  set_date (fixture, "2026-11-20");
  click (fixture, "Tick all shown");
  click (fixture, "Share out the needed time");
  value = isg_field_get_value (ISG_FIELD (topics_of (fixture)));
  g_assert_cmpuint (isg_value_n_groups (value), ==, 20);
  g_assert_true (is_said (fixture, "Planned 540 min · Enough"));
  /* Ten topics at most go in one notification. */
  g_assert_true (is_said (fixture, "Bakanlığa 2 bildirim olarak gidecek.")
                 || is_said (fixture, "It goes to the Ministry as 2 notifications."));
}

static void
test_sharing_without_ticks_takes_every_topic (void)
{
  ui_fixture_run (seed, TRUE, check_share_all);
}

static void
check_repeat (UiFixture *fixture)
{
  g_autofree char *before = NULL;

  open_new (fixture);
  click (fixture, "Take from the last training");
  before = topics_text (fixture);
  /* Of 13.07.2026 in the sample. */
  g_assert_true (g_str_has_prefix (before, "380="));
  g_assert_true (isg_window_undo (fixture->window));
  settle (fixture);
  assert_topics (fixture, "");
}

static void
test_topics_come_from_the_last_training (void)
{
  ui_fixture_run (seed, TRUE, check_repeat);
}

static void
count_drafts (IsgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) drafts = isg_store_draft_list (store, "training", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (drafts->len, ==, 1);
}

static void
check_typed (UiFixture *fixture)
{
  open_new (fixture);
  gtk_editable_set_text (minutes (fixture, "240"), "yarım");
  assert_topics (fixture, "240");
  isg_window_pop (fixture->window);
  settle (fixture);

  /* What is no number is kept as it was typed, and comes back. */
  ui_fixture_do (fixture, count_drafts);
  open_new (fixture);
  click (fixture, "Use");
  g_assert_true (isg_topic_row_is_ticked (row (fixture, "240")));
  g_assert_cmpstr (isg_topic_row_text (row (fixture, "240")), ==, "yarım");
}

static void
test_minutes_that_are_no_number_are_kept (void)
{
  ui_fixture_run (seed, TRUE, check_typed);
}

static void
check_findings (UiFixture *fixture)
{
  IsgField *field;
  g_autoptr (GPtrArray) findings
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_finding_unref);
  GtkWidget *second;

  open_new (fixture);
  field = ISG_FIELD (topics_of (fixture));
  gtk_editable_set_text (minutes (fixture, "110"), "45");
  gtk_widget_grab_focus (GTK_WIDGET (row (fixture, "210")));
  press (GTK_WIDGET (row (fixture, "210")), GDK_KEY_space, 0);
  settle (fixture);
  g_ptr_array_add (findings,
                   isg_finding_new ("topics[1].minutes", ISG_SEVERITY_BLOCK, "required", NULL));
  isg_field_show_findings (field, findings);
  second = GTK_WIDGET (row (fixture, "210"));
  g_assert_true (gtk_widget_has_css_class (second, "block"));
  g_assert_false (gtk_widget_has_css_class (GTK_WIDGET (row (fixture, "110")), "block"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (minutes (fixture, "210")),
                                    GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  isg_field_grab (field, "topics[1].minutes");
  g_assert_true (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), second));
  g_ptr_array_set_size (findings, 0);
  isg_field_show_findings (field, findings);
  g_assert_false (gtk_widget_has_css_class (second, "block"));
}

static void
test_a_finding_stands_at_its_topic (void)
{
  ui_fixture_run (seed, TRUE, check_findings);
}

/* ---- participants ---- */

static guint
n_ticked (UiFixture *fixture)
{
  return isg_people_list_ticked (isg_participants_field_list (participants_of (fixture)))->len;
}

static GtkWidget *
people_view (UiFixture *fixture)
{
  return ui_fixture_find (GTK_WIDGET (isg_window_screen (fixture->window)), GTK_TYPE_LIST_VIEW);
}

static void
check_people (UiFixture *fixture)
{
  GtkWidget *search;

  open_new (fixture);
  set_date (fixture, "2026-11-20");
  g_assert_true (is_said (fixture, "Ticked: 0 / 5"));
  g_signal_emit_by_name (people_view (fixture), "activate", 0);
  g_assert_cmpuint (n_ticked (fixture), ==, 1);
  g_signal_emit_by_name (people_view (fixture), "activate", 0);
  g_assert_cmpuint (n_ticked (fixture), ==, 0);

  search = ui_fixture_find (GTK_WIDGET (participants_of (fixture)), GTK_TYPE_SEARCH_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (search), "cigdem");
  g_signal_emit_by_name (search, "search-changed");
  settle (fixture);
  g_assert_true (press (people_view (fixture), GDK_KEY_a, GDK_CONTROL_MASK));
  g_assert_cmpuint (n_ticked (fixture), ==, 1);
  g_assert_true (is_said (fixture, "Ticked: 1 / 5"));
  g_assert_true (press (search, GDK_KEY_Escape, 0));
  g_signal_emit_by_name (search, "search-changed");
  settle (fixture);
  click (fixture, "Tick all shown");
  g_assert_cmpuint (n_ticked (fixture), ==, 5);
  {
    g_autoptr (IsgValue) value = isg_field_get_value (ISG_FIELD (participants_of (fixture)));

    g_assert_cmpuint (isg_value_n_groups (value), ==, 5);
  }
}

static void
test_people_are_ticked_one_by_one_and_together (void)
{
  ui_fixture_run (seed, TRUE, check_people);
}

static void
check_days (UiFixture *fixture)
{
  open_new (fixture);
  /* Before most of them began: nobody is ticked who was not there. */
  set_date (fixture, "2021-01-04");
  g_assert_true (is_said (fixture, "did not work here on that day"));
  click (fixture, "Tick all shown");
  g_assert_cmpuint (n_ticked (fixture), <, 5);

  /* Far in the future each training is too long ago, which is certain. */
  set_date (fixture, "2030-01-04");
  g_assert_true (is_said (fixture, "last training 13.07.2026, expired")
                 || is_said (fixture, "last training 13 Jul 2026, expired"));
}

static void
test_the_day_decides_who_was_there (void)
{
  ui_fixture_run (seed, TRUE, check_days);
}

static void
check_narrow (UiFixture *fixture)
{
  IsgScreen *form;

  open_new (fixture);
  ui_fixture_resize (fixture, 600, 740);
  form = isg_window_screen (fixture->window);
  g_assert_null (people_view (fixture));
  click (fixture, "Participants: 0 ›");
  g_assert_true (isg_window_screen (fixture->window) != form);
  g_assert_nonnull (people_view (fixture));
  g_signal_emit_by_name (people_view (fixture), "activate", 1);
  isg_window_pop (fixture->window);
  settle (fixture);
  g_assert_true (isg_window_screen (fixture->window) == form);
  g_assert_true (is_said (fixture, "Participants: 1 ›"));
  ui_fixture_resize (fixture, 1366, 740);
  g_assert_nonnull (people_view (fixture));
  g_assert_true (is_said (fixture, "Ticked: 1 / 5"));
}

static void
test_where_it_is_narrow_people_have_their_own_screen (void)
{
  ui_fixture_run (seed, TRUE, check_narrow);
}

static void
check_status (UiFixture *fixture)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  IsgStatusItem lines[3] = { 0 };
  char *uuid;

  open_new (fixture);
  g_signal_emit_by_name (people_view (fixture), "activate", 0);
  uuid = g_ptr_array_index (isg_people_list_ticked (
                              isg_participants_field_list (participants_of (fixture))),
                            0);
  lines[0] = (IsgStatusItem){ .employee_uuid = uuid, .topic = (char *) "110", .status = 200 };
  lines[1] = (IsgStatusItem){ .employee_uuid = uuid, .topic = (char *) "120", .status = 212 };
  /* An older word on the same line does not count. */
  lines[2] = (IsgStatusItem){ .employee_uuid = uuid, .topic = (char *) "110", .status = 212 };
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    g_ptr_array_add (items, &lines[i]);
  isg_field_show_status (ISG_FIELD (participants_of (fixture)), items);
  g_assert_true (is_said (fixture, "1 / 2 items accepted"));
  g_assert_true (is_said (fixture, "Mend the refused ones only"));
  isg_field_show_status (ISG_FIELD (participants_of (fixture)), NULL);
  g_assert_false (is_said (fixture, "1 / 2 items accepted"));
}

static void
test_each_person_shows_the_ministrys_word (void)
{
  ui_fixture_run (seed, TRUE, check_status);
}

/* ---- focus and names ---- */

static void
check_stops (UiFixture *fixture)
{
  GtkWidget *stop;

  open_new (fixture);
  stop = ui_fixture_find (GTK_WIDGET (topics_of (fixture)), ISG_TYPE_ONE_STOP);
  gtk_widget_grab_focus (GTK_WIDGET (row (fixture, "110")));
  g_signal_emit_by_name (fixture->window, "move-focus", GTK_DIR_TAB_FORWARD);
  g_assert_false (
    gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)), stop));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                         GTK_WIDGET (participants_of (fixture))));

  gtk_widget_grab_focus (people_view (fixture));
  g_signal_emit_by_name (fixture->window, "move-focus", GTK_DIR_TAB_FORWARD);
  g_assert_false (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (fixture->window)),
                                          people_view (fixture)));
}

static void
test_topics_and_people_are_one_stop_each (void)
{
  ui_fixture_run (seed, TRUE, check_stops);
}

static void
assert_name (gpointer widget, const char *name)
{
  g_assert_nonnull (widget);
  gtk_test_accessible_assert_property (widget, GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}

static void
check_names (UiFixture *fixture)
{
  GtkWidget *topic;

  open_new (fixture);
  set_date (fixture, "2026-11-20");
  topic = GTK_WIDGET (row (fixture, "240"));
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (minutes (fixture, "240")),
                                                   GTK_ACCESSIBLE_PROPERTY_LABEL));
  assert_name (ui_fixture_find (GTK_WIDGET (topics_of (fixture)), GTK_TYPE_PROGRESS_BAR),
               "Training time");
  assert_name (people_view (fixture), "Participants");
  assert_name (ui_fixture_find (GTK_WIDGET (participants_of (fixture)), GTK_TYPE_SEARCH_ENTRY),
               "Search participant");

  /* The row's name carries the answer. */
  {
    const char *label
      = isg_code_list_label (isg_rules_code_list (isg_context_rules (fixture->context),
                                                  "training_topics"),
                             "240",
                             isg_i18n_language ());
    g_autofree char *not_ticked = g_strdup_printf ("%s: not ticked", label);
    g_autofree char *with_minutes = g_strdup_printf ("%s: 45 min", label);
    g_autofree char *entry = g_strdup_printf ("%s: minutes", label);

    assert_name (topic, not_ticked);
    assert_name (minutes (fixture, "240"), entry);
    gtk_editable_set_text (minutes (fixture, "240"), "45");
    assert_name (topic, with_minutes);
  }
}

static void
test_the_form_has_its_stable_names (void)
{
  ui_fixture_run (seed, TRUE, check_names);
}

/* ---- the whole ---- */

static void
set_text_field (UiFixture *fixture, const char *id, IsgValue *value)
{
  IsgField *field = field_of (GTK_WIDGET (isg_window_screen (fixture->window)), id);

  g_assert_nonnull (field);
  isg_field_set_value (field, value);
  isg_field_emit_changed (field);
  isg_value_unref (value);
  settle (fixture);
}

static char *professional;

static void
find_professional (IsgStore *store)
{
  IsgListQuery query = { .kind = "professional",
                         .search = "Ayşe",
                         .date_from = ISG_DATE_NONE,
                         .date_to = ISG_DATE_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_free (professional);
  professional = g_strdup (((IsgRow *) rows->pdata[0])->uuid);
}

static void
count_waiting (IsgStore *store)
{
  static const char *const waiting[] = { "AWAITING_SIGNATURE", NULL };
  IsgListQuery query = { .kind = "training",
                         .badges = waiting,
                         .date_from = ISG_DATE_NONE,
                         .date_to = ISG_DATE_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpuint (isg_value_n_groups (
                      isg_fields_get (((IsgRow *) rows->pdata[0])->fields, "participants")),
                    ==,
                    5);
  g_assert_cmpuint (isg_value_n_groups (
                      isg_fields_get (((IsgRow *) rows->pdata[0])->fields, "topics")),
                    ==,
                    2);
}

static void
fill_in_and_finish (UiFixture *fixture)
{
  ui_fixture_do (fixture, find_professional);
  open_new (fixture);
  set_date (fixture, "2026-11-20");
  set_text_field (fixture, "professional", isg_value_new_ref (professional));
  set_text_field (fixture, "place", isg_value_new_code ("inside"));
  set_text_field (fixture, "method", isg_value_new_code ("face_to_face"));
  gtk_editable_set_text (minutes (fixture, "240"), "45");
  gtk_editable_set_text (minutes (fixture, "330"), "22,5");
  click (fixture, "Tick all shown");
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.finish", NULL);
  settle (fixture);
}

static void
check_whole (UiFixture *fixture)
{
  fill_in_and_finish (fixture);
  ui_fixture_do (fixture, count_waiting);
}

static void
test_a_training_is_filled_in_and_put_up_for_signing (void)
{
  ui_fixture_run (seed, TRUE, check_whole);
}

/* ---- in an old copy without its mirror ---- */

static void
seed_old_copy (IsgStore *store)
{
  const IsgCopyWindow window = { .from = UI_FIXTURE_NOW - 86400, .until = UI_FIXTURE_NOW };
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, NULL);

  g_assert_true (isg_store_set_copy_window (store, &window, NULL));
  g_assert_true (isg_transaction_commit (transaction, NULL));
  g_clear_pointer (&transaction, isg_transaction_free);
  seed (store);
}

static void
check_asked (UiFixture *fixture)
{
  GtkWindow *dialog;

  fill_in_and_finish (fixture);
  dialog = ui_fixture_top (fixture);
  g_assert_true (ADW_IS_MESSAGE_DIALOG (dialog));
  g_assert_cmpstr (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)),
                   ==,
                   "Was this not sent before?");
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "not-sent");
  gtk_window_destroy (dialog);
  settle (fixture);
  ui_fixture_do (fixture, count_waiting);
}

static void
test_of_the_time_that_is_not_known_a_person_is_asked (void)
{
  ui_fixture_run (seed_old_copy, TRUE, check_asked);
}

int
main (int argc, char *argv[])
{
  int status;

  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/training/space-ticks-and-digits-set-minutes",
                   test_space_ticks_and_digits_set_minutes);
  g_test_add_func ("/training/needed-time-is-shown-and-shared",
                   test_needed_time_is_shown_and_shared);
  g_test_add_func ("/training/sharing-without-ticks-takes-every-topic",
                   test_sharing_without_ticks_takes_every_topic);
  g_test_add_func ("/training/topics-come-from-the-last-training",
                   test_topics_come_from_the_last_training);
  g_test_add_func ("/training/minutes-that-are-no-number-are-kept",
                   test_minutes_that_are_no_number_are_kept);
  g_test_add_func ("/training/a-finding-stands-at-its-topic", test_a_finding_stands_at_its_topic);
  g_test_add_func ("/training/people-are-ticked-one-by-one-and-together",
                   test_people_are_ticked_one_by_one_and_together);
  g_test_add_func ("/training/the-day-decides-who-was-there", test_the_day_decides_who_was_there);
  g_test_add_func ("/training/where-it-is-narrow-people-have-their-own-screen",
                   test_where_it_is_narrow_people_have_their_own_screen);
  g_test_add_func ("/training/each-person-shows-the-ministrys-word",
                   test_each_person_shows_the_ministrys_word);
  g_test_add_func ("/training/topics-and-people-are-one-stop-each",
                   test_topics_and_people_are_one_stop_each);
  g_test_add_func ("/training/the-form-has-its-stable-names", test_the_form_has_its_stable_names);
  g_test_add_func ("/training/a-training-is-filled-in-and-put-up-for-signing",
                   test_a_training_is_filled_in_and_put_up_for_signing);
  g_test_add_func ("/training/of-the-time-that-is-not-known-a-person-is-asked",
                   test_of_the_time_that_is_not_known_a_person_is_asked);
  status = g_test_run ();
  g_free (workplace);
  g_free (professional);
  return status;
}
