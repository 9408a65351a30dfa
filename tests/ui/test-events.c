/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-datetime-field.h"
#include "app/isg-entry-field.h"
#include "app/isg-form-section.h"
#include "app/isg-form.h"
#include "app/isg-frequent-field.h"
#include "app/isg-pick-field.h"
#include "app/isg-pick-source.h"
#include "app/isg-rows-field.h"
#include "app/isg-rows-raw.h"
#include "app/isg-sgk-clock.h"
#include "app/isg-text-area.h"
#include "app/isg-time-field.h"
#include "app/isg-window-private.h"
#include "forms-fixture.h"
#include "store/isg-store-record.h"

static gboolean
nothing_is_left (gpointer data)
{
  UiFixture *fixture = data;

  return isg_tasks_n_pending (isg_context_tasks (fixture->context)) == 0
         && !g_main_context_pending (NULL);
}

/* Also what waits in an idle, which a slow machine draws three frames without.
 */
static void
settle (UiFixture *fixture)
{
  ui_fixture_settle (fixture);
  isg_test_until (nothing_is_left, fixture);
}

/* A key as the widget with the focus would get it. */
static gboolean
press (UiFixture *fixture, guint keyval, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (fixture->window));
  gboolean taken = FALSE;

  for (; focus != NULL && !taken; focus = gtk_widget_get_parent (focus)) {
    g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (focus);

    for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++) {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", keyval, 0u, state, &taken);
    }
  }
  return taken;
}

static GtkWidget *
focus_of (UiFixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

/* The field in which the focus is. */
static IsgField *
field_with_focus (UiFixture *fixture)
{
  return ISG_FIELD (gtk_widget_get_ancestor (focus_of (fixture), ISG_TYPE_FIELD));
}

/* Types where the focus is. */
static void
type (UiFixture *fixture, const char *text)
{
  GtkWidget *focus = focus_of (fixture);

  if (GTK_IS_TEXT_VIEW (focus))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (focus), text);
}

static void
found_cb (GPtrArray *items, gpointer field)
{
  g_assert_cmpuint (items->len, >, 0);
  isg_pick_field_take (field, isg_pick_item_key (g_ptr_array_index (items, 0)));
  g_ptr_array_unref (items);
}

/* Takes the first hit of the pick field that has the focus; its keys are tried in test-forms.c. */
static void
pick (UiFixture *fixture, const char *text)
{
  IsgField *field = field_with_focus (fixture);
  IsgRecordScreen *screen = ISG_RECORD_SCREEN (isg_window_screen (fixture->window));
  IsgPickSource *source = NULL;

  g_assert_true (ISG_IS_PICK_FIELD (field));
  source = isg_pick_source_new (isg_field_context (field),
                                isg_field_def (field),
                                isg_field_kind (field));
  isg_pick_source_search (source,
                          text,
                          isg_record_session_record (isg_record_screen_session (screen)),
                          NULL,
                          found_cb,
                          field);
  settle (fixture);
  isg_pick_source_free (source);
}

/* The screen once it is read and has put the focus where work begins. */
static IsgRecordScreen *
open_record (UiFixture *fixture, const char *kind, const char *uuid)
{
  IsgRecordScreen *screen
    = forms_open (fixture, kind, uuid, uuid == NULL ? forms_uuid (fixture, "firin") : NULL);

  settle (fixture);
  return screen;
}

static IsgRowsField *
rows_of (IsgRecordScreen *screen, const char *id)
{
  return ISG_ROWS_FIELD (forms_field (screen, id));
}

/* Tab, as often as it takes, as GTK moves the focus. */
static void
tab_to (UiFixture *fixture, const char *id)
{
  for (guint i = 0; i < 60; i++) {
    IsgField *field = field_with_focus (fixture);

    if (field != NULL && g_strcmp0 (isg_field_id (field), id) == 0)
      return;
    g_signal_emit_by_name (fixture->window, "move-focus", GTK_DIR_TAB_FORWARD);
  }
  g_error ("Tab does not lead to %s", id);
}

static void
do_action (UiFixture *fixture, const char *name)
{
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), name, NULL);
  settle (fixture);
}

/* ---- times ---- */

static void
test_time_is_taken_as_it_is_typed (void)
{
  static const struct {
    const char *typed;
    int seconds; /* -1: no time */
  } cases[] = {
    { "1430", 14 * 3600 + 30 * 60 },
    { "14.30", 14 * 3600 + 30 * 60 },
    { "14:30", 14 * 3600 + 30 * 60 },
    { " 9.05 ", 9 * 3600 + 5 * 60 },
    { "0000", 0 },
    { "ş", 9 * 3600 },
    { "Ş", 9 * 3600 },
    { "n", 9 * 3600 },
    { "2460", -1 },
    { "24.00", -1 },
    { "9", -1 },
    { "", -1 },
    { "şimdi", -1 },
  };
  g_autoptr (IsgClock) clock = isg_clock_new_fake (UI_FIXTURE_NOW);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    int seconds = -1;
    gboolean understood = isg_time_field_parse_text (cases[i].typed, clock, &seconds);

    g_test_message ("\"%s\"", cases[i].typed);
    g_assert_cmpint (understood, ==, cases[i].seconds >= 0);
    g_assert_cmpint (seconds, ==, cases[i].seconds);
  }
}

static void
test_typed_text_of_rows_comes_back_from_the_draft (void)
{
  g_autofree char *raw = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GHashTable) all = NULL;
  g_autoptr (GHashTable) foreign = NULL;

  isg_rows_raw_add (&raw, 0, "days_lost", "üç \"gün\"");
  isg_rows_raw_add (&raw, 2, "work_start", "9 buçuk");
  all = isg_rows_raw_parse (raw);
  g_assert_cmpuint (g_hash_table_size (all), ==, 2);
  typed = isg_rows_raw_lookup (raw, "[0].days_lost");
  g_assert_cmpstr (typed, ==, "üç \"gün\"");
  other = isg_rows_raw_lookup (raw, "[1].days_lost");
  g_assert_null (other);
  /* What another list wrote is not ours. */
  foreign = isg_rows_raw_parse ("{\"101\":\"abc\"}");
  g_assert_cmpuint (g_hash_table_size (foreign), ==, 0);
}

static void
check_datetime (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_record (fixture, "incident", NULL);
  IsgDatetimeField *when = ISG_DATETIME_FIELD (forms_field (screen, "occurred_at"));
  IsgRecordSession *session = isg_record_screen_session (screen);
  g_autofree char *raw = NULL;
  IsgValue *value;

  isg_field_grab (ISG_FIELD (when), NULL);
  type (fixture, "22.11.2026");
  g_assert_null (isg_record_get (isg_record_session_record (session), "occurred_at"));
  raw = isg_field_get_raw (ISG_FIELD (when));
  g_assert_cmpstr (raw, ==, "22.11.2026 | ");
  gtk_widget_grab_focus (GTK_WIDGET (isg_datetime_field_time_entry (when)));
  type (fixture, "1040");
  value = isg_record_get (isg_record_session_record (session), "occurred_at");
  g_assert_nonnull (value);
  g_assert_cmpint (isg_value_seconds (value), ==, 10 * 3600 + 40 * 60);
  /* Now is of today. */
  gtk_editable_set_text (GTK_EDITABLE (isg_datetime_field_date_entry (when)), "");
  type (fixture, "ş");
  value = isg_record_get (isg_record_session_record (session), "occurred_at");
  g_assert_cmpint (isg_value_date (value), ==, isg_clock_today (fixture->clock));
  forms_destroy (fixture, screen);
}

static void
test_day_and_time_are_one_value (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_datetime);
}

/* ---- what is asked follows what happened ---- */

static gboolean
is_shown (IsgRecordScreen *screen, const char *id)
{
  GtkWidget *field = GTK_WIDGET (forms_field (screen, id));
  GtkWidget *section = gtk_widget_get_ancestor (field, ISG_TYPE_FORM_SECTION);

  return gtk_widget_get_visible (field) && gtk_widget_get_visible (section);
}

static void
check_asked (UiFixture *fixture)
{
  static const struct {
    const char *type;
    gboolean has_victims;
    gboolean has_contact;
    gboolean has_disease;
    gboolean has_nearly;
  } CASES[] = {
    { "near_miss", FALSE, FALSE, FALSE, TRUE },
    { "accident", TRUE, TRUE, FALSE, FALSE },
    { "disease", TRUE, FALSE, TRUE, FALSE },
  };
  IsgRecordScreen *screen = open_record (fixture, "incident", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (CASES); i++) {
    g_autoptr (IsgValue) chosen = isg_value_new_code (CASES[i].type);

    isg_record_session_set (isg_record_screen_session (screen), "incident_type", chosen, NULL);
    settle (fixture);
    g_assert_cmpint (is_shown (screen, "victims"), ==, CASES[i].has_victims);
    g_assert_cmpint (is_shown (screen, "contact"), ==, CASES[i].has_contact);
    g_assert_cmpint (is_shown (screen, "disease_date"), ==, CASES[i].has_disease);
    g_assert_cmpint (is_shown (screen, "could_have_happened"), ==, CASES[i].has_nearly);
    g_assert_true (is_shown (screen, "description"));
  }
  forms_destroy (fixture, screen);
}

static void
test_questions_follow_what_happened (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_asked);
}

/* ---- rows ---- */

static void
check_rows (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_record (fixture, "incident", NULL);
  IsgRecordSession *session = isg_record_screen_session (screen);
  IsgRowsField *victims = rows_of (screen, "victims");
  IsgField *days;

  /* Ctrl+N adds a row, opens it, and begins in its first empty field. */
  isg_field_grab (ISG_FIELD (victims), NULL);
  g_action_group_activate_action (G_ACTION_GROUP (fixture->window), "add", NULL);
  settle (fixture);
  g_assert_cmpuint (isg_rows_field_n_rows (victims), ==, 1);
  g_assert_cmpstr (isg_field_id (field_with_focus (fixture)), ==, "employee");
  g_assert_cmpuint (isg_value_n_groups (
                      isg_record_get (isg_record_session_record (session), "victims")),
                    ==,
                    1);
  pick (fixture, "");
  g_assert_nonnull (isg_record_lookup (isg_record_session_record (session), "victims[0].employee"));

  /* A second one, with a number that is none. */
  isg_rows_field_add (victims, NULL);
  settle (fixture);
  days = isg_row_editor_field (isg_rows_field_editor (victims, 1), "days_lost");
  isg_field_grab (days, NULL);
  type (fixture, "üç");
  isg_field_grab (forms_field (screen, "description"), NULL);
  settle (fixture);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (days), "block"));
  g_assert_nonnull (g_hash_table_lookup (isg_record_session_raw (session), "victims"));

  /* Finishing goes to the row's own place. */
  isg_form_go_to (isg_record_layout_form (isg_record_screen_layout (screen)),
                  "victims[1].employee");
  settle (fixture);
  g_assert_cmpstr (isg_field_id (field_with_focus (fixture)), ==, "employee");

  /* Ctrl+PageUp: the row before it. */
  g_assert_true (isg_rows_field_step (victims, -1));
  g_assert_nonnull (isg_rows_field_editor (victims, 0));
  g_assert_null (isg_rows_field_editor (victims, 1));
  g_assert_false (isg_rows_field_step (victims, -1));

  /* Ctrl+Delete takes a row away; its toast brings it back with what was typed.
   */
  isg_rows_field_remove (victims, 1);
  g_assert_cmpuint (isg_rows_field_n_rows (victims), ==, 1);
  g_assert_null (g_hash_table_lookup (isg_record_session_raw (session), "victims"));
  isg_window_undo (fixture->window);
  settle (fixture);
  g_assert_cmpuint (isg_rows_field_n_rows (victims), ==, 2);
  g_assert_nonnull (g_hash_table_lookup (isg_record_session_raw (session), "victims"));
  forms_destroy (fixture, screen);
}

static void
test_rows_are_added_judged_removed_and_brought_back (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_rows);
}

static void
check_draft (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_record (fixture, "incident", NULL);
  IsgRowsField *victims = rows_of (screen, "victims");
  IsgField *days;

  isg_rows_field_add (victims, NULL);
  pick (fixture, "");
  days = isg_row_editor_field (isg_rows_field_editor (victims, 0), "days_lost");
  isg_field_grab (days, NULL);
  type (fixture, "üç gün");
  isg_record_session_keep_draft (isg_record_screen_session (screen));
  settle (fixture);
  forms_destroy (fixture, screen);

  screen = open_record (fixture, "incident", NULL);
  isg_record_session_take_recovered (isg_record_screen_session (screen), TRUE);
  settle (fixture);
  victims = rows_of (screen, "victims");
  g_assert_cmpuint (isg_rows_field_n_rows (victims), ==, 1);
  isg_rows_field_open (victims, 0, "days_lost");
  settle (fixture);
  days = isg_row_editor_field (isg_rows_field_editor (victims, 0), "days_lost");
  g_assert_cmpstr (gtk_editable_get_text (
                     GTK_EDITABLE (isg_entry_field_entry (ISG_ENTRY_FIELD (days)))),
                   ==,
                   "üç gün");
  forms_destroy (fixture, screen);
}

static void
test_rows_survive_a_fall_of_the_program (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_draft);
}

/* ---- each kind, by keys alone ---- */

static void
check_accident (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_record (fixture, "incident", NULL);
  IsgRecordSession *session = isg_record_screen_session (screen);
  g_autofree char *uuid = g_strdup (isg_record_uuid (isg_record_session_record (session)));
  g_autoptr (IsgRecord) stored = NULL;

  g_assert_cmpstr (isg_field_id (field_with_focus (fixture)), ==, "incident_type");
  forms_picture (fixture, "accident");
  g_assert_true (press (fixture, GDK_KEY_1, 0));
  tab_to (fixture, "occurred_at");
  type (fixture, "d");
  g_signal_emit_by_name (gtk_widget_get_parent (focus_of (fixture)), "activate");
  type (fixture, "1040");
  tab_to (fixture, "place");
  type (fixture, "Dükkân, tezgâh arkası");
  tab_to (fixture, "professional");
  pick (fixture, "");
  tab_to (fixture, "victims");
  do_action (fixture, "add");
  pick (fixture, "");
  tab_to (fixture, "injury_type");
  pick (fixture, "acik yara");
  tab_to (fixture, "body_part");
  pick (fixture, "54");
  tab_to (fixture, "days_lost");
  type (fixture, "3");
  /* The three questions: one digit each, and on. */
  tab_to (fixture, "activity");
  g_assert_true (press (fixture, GDK_KEY_1, 0));
  g_assert_cmpstr (isg_field_id (field_with_focus (fixture)), ==, "deviation");
  g_assert_true (press (fixture, GDK_KEY_3, 0));
  g_assert_true (press (fixture, GDK_KEY_1, 0));
  g_assert_cmpstr (isg_field_id (field_with_focus (fixture)), ==, "description");
  type (fixture, "Ekmek keserken parmağını kesti.");
  settle (fixture);
  g_assert_cmpstr (forms_text (session, "activity"), ==, "21");
  g_assert_cmpstr (forms_text (session, "deviation"), ==, "43");
  g_assert_cmpstr (forms_text (session, "contact"), ==, "51");
  do_action (fixture, "finish");

  stored = forms_stored (fixture, uuid);
  g_assert_cmpstr (isg_value_text (isg_record_lookup (stored, "victims[0].injury_type")),
                   ==,
                   "012");
  g_assert_cmpint (isg_value_integer (isg_record_lookup (stored, "victims[0].days_lost")), ==, 3);
  g_assert_cmpstr (forms_state (fixture, uuid), ==, "AWAITING_SIGNATURE");
}

static void
test_accident_is_entered_by_keys (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_accident);
}

static void
check_near_miss (UiFixture *fixture)
{
  g_autofree char *place = g_strdup (forms_uuid (fixture, "firin"));
  guint before = forms_count (fixture, "incident", place, NULL);
  GtkWindow *sheet;
  GtkWidget *focus;

  isg_context_choose_workplace (fixture->context, place, "Fırın");
  settle (fixture);
  do_action (fixture, "near-miss");
  sheet = ui_fixture_top (fixture);
  g_assert_nonnull (sheet);
  focus = gtk_root_get_focus (GTK_ROOT (sheet));
  g_assert_true (GTK_IS_TEXT_VIEW (focus));

  /* Without a word of what happened nothing is kept. */
  g_signal_emit_by_name (sheet, "act");
  settle (fixture);
  g_assert_true (ui_fixture_top (fixture) == sheet);

  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (focus)),
                            "Raftan kasa düştü, kimse yoktu.",
                            -1);
  g_signal_emit_by_name (sheet, "act");
  settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
  g_assert_cmpuint (forms_count (fixture, "incident", place, NULL), ==, before + 1);

  /* The toast takes it back. */
  g_assert_true (isg_window_undo (fixture->window));
  settle (fixture);
  g_assert_cmpuint (forms_count (fixture, "incident", place, NULL), ==, before);
}

static void
test_near_miss_is_written_and_taken_back (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_near_miss);
}

static void
check_others (UiFixture *fixture)
{
  g_autofree char *place = g_strdup (forms_uuid (fixture, "firin"));
  guint findings = forms_count (fixture, "finding", place, NULL);
  guint checks = forms_count (fixture, "equipment_check", place, NULL);
  guint drills = forms_count (fixture, "drill", place, NULL);

  open_record (fixture, "finding", NULL);
  tab_to (fixture, "date");
  type (fixture, "b");
  tab_to (fixture, "addressee");
  type (fixture, "İşveren");
  tab_to (fixture, "finding");
  type (fixture, "Zemin ıslak.");
  tab_to (fixture, "proposal");
  type (fixture, "Kaymaz paspas.");
  do_action (fixture, "finish");
  g_assert_cmpuint (forms_count (fixture, "finding", place, NULL), ==, findings + 1);

  open_record (fixture, "equipment_check", NULL);
  tab_to (fixture, "equipment");
  pick (fixture, "");
  tab_to (fixture, "date");
  type (fixture, "d");
  tab_to (fixture, "done_by");
  type (fixture, "Makine mühendisi");
  tab_to (fixture, "result");
  g_assert_true (press (fixture, GDK_KEY_1, 0));
  do_action (fixture, "finish");
  g_assert_cmpuint (forms_count (fixture, "equipment_check", place, NULL), ==, checks + 1);

  open_record (fixture, "drill", NULL);
  tab_to (fixture, "date");
  type (fixture, "d");
  tab_to (fixture, "subject");
  pick (fixture, "yangin");
  do_action (fixture, "finish");
  g_assert_cmpuint (forms_count (fixture, "drill", place, NULL), ==, drills + 1);
}

static void
test_finding_check_and_drill_are_entered_by_keys (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_others);
}

/* ---- what was completed ---- */

static gboolean
save_with (IsgStore *store, const char *uuid, const char *field, const char *text, GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, error);
  g_autoptr (IsgValue) value = isg_value_new_text (text);
  g_autoptr (IsgRecord) changed = NULL;

  g_assert_nonnull (record);
  changed = isg_record_with_value (record, field, value);
  return isg_store_record_save (store, changed, NULL, error);
}

static gboolean
is_editable (IsgRecordScreen *screen, const char *id)
{
  gboolean editable;

  g_object_get (forms_field (screen, id), "editable", &editable, NULL);
  return editable;
}

static void
check_frozen (UiFixture *fixture)
{
  IsgListQuery query = { .kind = "finding", .date_from = ISG_DATE_NONE, .date_to = ISG_DATE_NONE };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store
    = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);
  const char *uuid = ((IsgRow *) g_ptr_array_index (rows, 0))->uuid;
  IsgRecordScreen *screen = forms_open (fixture, "finding", uuid, NULL);

  g_assert_true (is_editable (screen, "finding"));
  do_action (fixture, "finish");
  screen = forms_open (fixture, "finding", uuid, NULL);
  forms_picture (fixture, "finding-frozen");
  g_assert_false (is_editable (screen, "finding"));
  g_assert_false (is_editable (screen, "proposal"));
  g_assert_true (is_editable (screen, "answer"));

  /* By whatever way it is tried. */
  g_assert_false (save_with (store, uuid, "finding", "Başka bir şey.", &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FROZEN);
  g_clear_error (&error);
  g_assert_true (save_with (store, uuid, "answer", "Değiştirildi.", &error));
  g_assert_no_error (error);
}

static void
test_text_of_a_completed_finding_stays (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_frozen);
}

static void
check_pages (UiFixture *fixture)
{
  static const char *const pages[] = { "incidents", "findings", "equipment", "drills", "papers" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_assert_true (isg_window_open_page (fixture->window, pages[i]));
    settle (fixture);
    g_assert_cmpstr (isg_window_page (fixture->window), ==, pages[i]);
    forms_picture (fixture, pages[i]);
  }
}

static void
test_pages_open (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_pages);
}

/* ---- SGK's clock ---- */

static IsgFields *
event (const char *type, IsgDate day)
{
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);

  isg_fields_builder_set (builder, "incident_type", isg_value_new_code (type));
  isg_fields_builder_set (builder, "occurred_at", isg_value_new_datetime (day, 10 * 3600));
  return isg_fields_builder_end (builder);
}

static void
test_clock_stops_by_the_typed_receipt_alone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (NULL, &error);
  /* A Monday: three working days later is Thursday. */
  IsgDate day = isg_date_new (2026, 11, 23);
  g_autoptr (IsgFields) accident = event ("accident", day);
  g_autoptr (IsgFields) near_miss = event ("near_miss", day);
  g_autoptr (IsgValue) received = isg_value_new_date (day + 1);
  g_autoptr (IsgValue) number = isg_value_new_text ("2026-1");
  g_autoptr (IsgFields) dated = isg_fields_with (accident, "sgk_notified_at", received);
  g_autoptr (IsgFields) whole = isg_fields_with (dated, "sgk_receipt", number);
  IsgSgkClock clock;

  g_assert_no_error (error);
  isg_sgk_clock_read (rules, accident, day, &clock);
  g_assert_true (clock.applies);
  g_assert_cmpint (clock.deadline, ==, isg_date_new (2026, 11, 26));
  g_assert_cmpint (clock.left, ==, 3);
  isg_sgk_clock_read (rules, accident, isg_date_new (2026, 11, 26), &clock);
  g_assert_cmpint (clock.left, ==, 0);
  isg_sgk_clock_read (rules, accident, isg_date_new (2026, 11, 27), &clock);
  g_assert_cmpint (clock.left, <, 0);
  isg_sgk_clock_read (rules, dated, day, &clock);
  g_assert_cmpint (clock.notified, ==, ISG_DATE_NONE);
  isg_sgk_clock_read (rules, whole, day, &clock);
  g_assert_cmpint (clock.notified, ==, day + 1);
  isg_sgk_clock_read (rules, near_miss, day, &clock);
  g_assert_false (clock.applies);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/events/time-is-taken-as-it-is-typed", test_time_is_taken_as_it_is_typed);
  g_test_add_func ("/events/typed-text-of-rows-comes-back-from-the-draft",
                   test_typed_text_of_rows_comes_back_from_the_draft);
  g_test_add_func ("/events/day-and-time-are-one-value", test_day_and_time_are_one_value);
  g_test_add_func ("/events/questions-follow-what-happened", test_questions_follow_what_happened);
  g_test_add_func ("/events/rows-are-added-judged-removed-and-brought-back",
                   test_rows_are_added_judged_removed_and_brought_back);
  g_test_add_func ("/events/rows-survive-a-fall-of-the-program",
                   test_rows_survive_a_fall_of_the_program);
  g_test_add_func ("/events/accident-is-entered-by-keys", test_accident_is_entered_by_keys);
  g_test_add_func ("/events/near-miss-is-written-and-taken-back",
                   test_near_miss_is_written_and_taken_back);
  g_test_add_func ("/events/finding-check-and-drill-are-entered-by-keys",
                   test_finding_check_and_drill_are_entered_by_keys);
  g_test_add_func ("/events/pages-open", test_pages_open);
  g_test_add_func ("/events/clock-stops-by-the-typed-receipt-alone",
                   test_clock_stops_by_the_typed_receipt_alone);
  g_test_add_func ("/events/text-of-a-completed-finding-stays",
                   test_text_of_a_completed_finding_stays);
  return g_test_run ();
}
