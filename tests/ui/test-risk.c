/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-hazards-field.h"
#include "app/isg-pages.h"
#include "app/isg-pick-field.h"
#include "app/isg-plot.h"
#include "app/isg-risk-desk.h"
#include "app/isg-statements-field.h"
#include "app/isg-window-private.h"
#include "forms-fixture.h"

/* ---- what a case does and sees ---- */

static gboolean
nothing_is_left (gpointer data)
{
  UiFixture *fixture = data;

  return isg_tasks_n_pending (isg_context_tasks (fixture->context)) == 0
         && !g_main_context_pending (NULL);
}

static void
settle (UiFixture *fixture)
{
  ui_fixture_settle (fixture);
  isg_test_until (nothing_is_left, fixture);
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

/* A key where the focus is, as the window gives it to the widgets above. */
static void
key (UiFixture *fixture, guint keyval)
{
  GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  while (widget != NULL && !press (widget, keyval, 0))
    widget = gtk_widget_get_parent (widget);
  g_assert_nonnull (widget);
}

static void
tab (UiFixture *fixture)
{
  for (GtkWidget *widget = gtk_window_get_focus (GTK_WINDOW (fixture->window)); widget != NULL;
       widget = gtk_widget_get_parent (widget))
    press (widget, GDK_KEY_Tab, 0);
  gtk_widget_child_focus (GTK_WIDGET (fixture->window), GTK_DIR_TAB_FORWARD);
}

static void
type (UiFixture *fixture, const char *text)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));

  if (!GTK_IS_EDITABLE (focus))
    g_error ("the focus is in %s", focus != NULL ? G_OBJECT_TYPE_NAME (focus) : "nothing");
  gtk_editable_set_text (GTK_EDITABLE (focus), text);
}

static IsgRecordScreen *
screen_of (UiFixture *fixture)
{
  IsgScreen *screen = isg_window_screen (fixture->window);

  g_assert_true (ISG_IS_RECORD_SCREEN (screen));
  return ISG_RECORD_SCREEN (screen);
}

static IsgRecordScreen *
begin (UiFixture *fixture, const char *workplace, IsgRiskStart start)
{
  isg_window_open_page (fixture->window, "risk");
  settle (fixture);
  isg_risk_desk_begin (fixture->window, start, forms_uuid (fixture, workplace));
  settle (fixture);
  return screen_of (fixture);
}

static IsgHazardsField *
hazards_of (IsgRecordScreen *screen)
{
  return ISG_HAZARDS_FIELD (forms_field (screen, "hazards"));
}

static IsgStatementsField *
statements_of (IsgRecordScreen *screen)
{
  return ISG_STATEMENTS_FIELD (forms_field (screen, "answers"));
}

static IsgFields *
hazard (IsgRecordScreen *screen, guint index)
{
  IsgRecord *record = isg_record_session_record (isg_record_screen_session (screen));

  return isg_value_group (isg_record_get (record, "hazards"), index);
}

static guint
n_hazards (IsgRecordScreen *screen)
{
  IsgRecord *record = isg_record_session_record (isg_record_screen_session (screen));

  return isg_value_n_groups (isg_record_get (record, "hazards"));
}

static void
assert_hazard (IsgRecordScreen *screen, guint index, const char *id, const char *expected)
{
  IsgValue *value = isg_fields_get (hazard (screen, index), id);
  g_autofree char *text = value != NULL ? isg_value_to_text (value) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static gboolean
is_said (UiFixture *fixture, const char *text)
{
  return ui_fixture_find_label (GTK_WIDGET (isg_window_screen (fixture->window)), text) != NULL;
}

static const char *
assessment_of (UiFixture *fixture, const char *workplace, const char *method)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store
    = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
  IsgListQuery query = { .kind = ISG_RISK_KIND,
                         .workplace = forms_uuid (fixture, workplace),
                         .date_from = ISG_DATE_NONE,
                         .date_to = ISG_DATE_NONE };
  g_autoptr (GPtrArray) rows = NULL;

  g_assert_no_error (error);
  rows = isg_store_record_list (store, &query, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    if (g_strcmp0 (isg_value_text (isg_fields_get (row->fields, "method")), method) == 0)
      return g_intern_string (row->uuid);
  }
  g_assert_not_reached ();
}

static IsgRecordScreen *
open_assessment (UiFixture *fixture, const char *method)
{
  IsgRecordScreen *screen;

  isg_window_open_page (fixture->window, "risk");
  settle (fixture);
  screen = forms_open (fixture, ISG_RISK_KIND, assessment_of (fixture, "oto", method), NULL);
  settle (fixture);
  return screen;
}

static void
open_row (UiFixture *fixture, IsgRecordScreen *screen, guint index)
{
  g_signal_emit_by_name (isg_hazards_field_table (hazards_of (screen)), "open", index);
  settle (fixture);
  g_assert_nonnull (isg_hazards_field_screen (hazards_of (screen)));
}

static void
finish (UiFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.finish", NULL);
  settle (fixture);
}

/* ---- a checklist, by keys alone ---- */

static void
check_begins_filled (UiFixture *fixture)
{
  IsgRecordScreen *screen = begin (fixture, "firin", ISG_RISK_START_CHECKLIST);
  IsgRecordSession *session = isg_record_screen_session (screen);
  g_autofree char *until = NULL;

  g_assert_cmpstr (isg_record_layout_part (isg_record_screen_layout (screen)), ==, "checklist");
  g_assert_cmpstr (forms_text (session, "checklist"), ==, "firin");
  g_assert_cmpstr (forms_text (session, "method"), ==, "matrix_5x5");
  until = isg_value_to_text (isg_record_get (isg_record_session_record (session), "valid_until"));
  /* Low hazard: six years. */
  g_assert_cmpstr (until, ==, "2032-11-23");
  forms_picture (fixture, "risk-checklist");
}

static void
test_a_new_assessment_begins_with_what_is_known (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_begins_filled);
}

static void
answer_all (UiFixture *fixture, IsgRecordScreen *screen, guint from)
{
  for (guint i = from; isg_statements_field_row (statements_of (screen), i) != NULL; i++) {
    g_assert_true (
      gtk_widget_has_focus (GTK_WIDGET (isg_statements_field_row (statements_of (screen), i))));
    key (fixture, GDK_KEY_e);
  }
}

static void
check_checklist (UiFixture *fixture)
{
  IsgRecordScreen *screen = begin (fixture, "firin", ISG_RISK_START_CHECKLIST);
  IsgHazardScreen *row;
  g_autofree char *uuid
    = g_strdup (isg_record_uuid (isg_record_session_record (isg_record_screen_session (screen))));

  gtk_widget_grab_focus (GTK_WIDGET (isg_statements_field_row (statements_of (screen), 0)));
  key (fixture, GDK_KEY_h);
  /* What a "no" asks for is the next stop: a ready measure, who, until when. */
  g_assert_cmpuint (n_hazards (screen), ==, 1);
  key (fixture, GDK_KEY_Down);
  key (fixture, GDK_KEY_Return);
  g_assert_nonnull (isg_fields_get (hazard (screen, 0), "measure"));
  g_assert_nonnull (isg_fields_get (hazard (screen, 0), "measure_rank"));
  tab (fixture);
  type (fixture, "Usta");
  tab (fixture);
  type (fixture, "+30");
  settle (fixture);
  assert_hazard (screen, 0, "responsible", "Usta");
  assert_hazard (screen, 0, "due", "2026-12-23");
  forms_picture (fixture, "risk-checklist-no");

  gtk_widget_grab_focus (GTK_WIDGET (isg_statements_field_row (statements_of (screen), 1)));
  answer_all (fixture, screen, 1);
  settle (fixture);
  /* Two experts serve the place: who signs is left open. */
  forms_pick (screen, "professional", "Ayşe");
  settle (fixture);

  /* Finishing goes to the score that is missing; two digits give it. */
  finish (fixture);
  row = isg_hazards_field_screen (hazards_of (screen));
  g_assert_nonnull (row);
  /* What the list offers is not entered by itself. */
  g_assert_true (is_said (fixture, "No score"));
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (row),
                           "Take the score that the checklist offers: 15 · Yüksek"));
  forms_picture (fixture, "risk-row-offer");
  key (fixture, GDK_KEY_3);
  key (fixture, GDK_KEY_4);
  settle (fixture);
  assert_hazard (screen, 0, "probability", "3");
  assert_hazard (screen, 0, "severity", "4");
  g_assert_null (ui_fixture_find_label (GTK_WIDGET (row),
                                        "Take the score that the checklist offers: 15 · Yüksek"));
  isg_window_pop (fixture->window);
  settle (fixture);
  finish (fixture);
  g_assert_cmpstr (forms_state (fixture, uuid), ==, "AWAITING_SIGNATURE");
}

static void
test_a_checklist_is_answered_and_completed_by_keys (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_checklist);
}

static void
check_answer_back (UiFixture *fixture)
{
  IsgRecordScreen *screen = begin (fixture, "firin", ISG_RISK_START_CHECKLIST);
  GtkWidget *first = GTK_WIDGET (isg_statements_field_row (statements_of (screen), 0));

  gtk_widget_grab_focus (first);
  key (fixture, GDK_KEY_h);
  g_assert_cmpuint (n_hazards (screen), ==, 1);
  g_assert_nonnull (isg_statements_field_panel (statements_of (screen), 0));
  /* Nobody wrote into it: it goes, and can be brought back. */
  gtk_widget_grab_focus (first);
  key (fixture, GDK_KEY_e);
  settle (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 0);
  g_assert_null (isg_statements_field_panel (statements_of (screen), 0));
  g_assert_true (isg_window_undo (fixture->window));
  settle (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 1);
  g_assert_cmpint (isg_yes_no_row_answer (ISG_YES_NO_ROW (first)), ==, ISG_ANSWER_NO);

  /* What somebody wrote stays. */
  isg_field_grab (isg_statement_panel_field (isg_statements_field_panel (statements_of (screen), 0),
                                             "responsible"),
                  NULL);
  type (fixture, "Usta");
  gtk_widget_grab_focus (first);
  key (fixture, GDK_KEY_i);
  settle (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 1);
  assert_hazard (screen, 0, "responsible", "Usta");
}

static void
test_an_answer_taken_back_takes_an_untouched_hazard_along (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_answer_back);
}

/* ---- scores ---- */

static void
check_grid (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  IsgRiskPicker *picker;
  GtkWidget *cell;

  forms_picture (fixture, "risk-hazards");
  open_row (fixture, screen, 0);
  forms_picture (fixture, "risk-row");
  picker
    = isg_hazard_screen_picker (isg_hazards_field_screen (hazards_of (screen)), ISG_RISK_BEFORE);
  cell = isg_risk_grid_cell (isg_risk_picker_grid (picker), 2, 3);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (cell),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Olasılık 3, şiddet 4: score 12");
  isg_risk_picker_grab (picker);
  key (fixture, GDK_KEY_2);
  assert_hazard (screen, 0, "probability", "3");
  key (fixture, GDK_KEY_5);
  assert_hazard (screen, 0, "probability", "2");
  assert_hazard (screen, 0, "severity", "5");
  g_assert_true (is_said (fixture, "10 · Orta"));
  key (fixture, GDK_KEY_Up);
  key (fixture, GDK_KEY_Left);
  assert_hazard (screen, 0, "probability", "3");
  assert_hazard (screen, 0, "severity", "4");
  g_assert_true (gtk_widget_has_focus (cell));
  /* At the edge it stays; a digit without a cell is none. */
  for (guint i = 0; i < 6; i++)
    key (fixture, GDK_KEY_Right);
  assert_hazard (screen, 0, "severity", "5");
  g_assert_false (press (GTK_WIDGET (isg_risk_picker_grid (picker)), GDK_KEY_7, 0));
  key (fixture, GDK_KEY_BackSpace);
  assert_hazard (screen, 0, "severity", NULL);
  g_assert_true (is_said (fixture, "No score"));
  g_signal_emit_by_name (isg_hazards_field_screen (hazards_of (screen)), "undo", FALSE);
  settle (fixture);
  assert_hazard (screen, 0, "severity", "5");
  g_signal_emit_by_name (isg_hazards_field_screen (hazards_of (screen)), "undo", TRUE);
  settle (fixture);
  assert_hazard (screen, 0, "severity", NULL);
}

static void
test_the_grid_takes_two_digits_or_arrows (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_grid);
}

static void
check_scales (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "fine_kinney");
  IsgRiskPicker *picker;
  GtkWidget *toggle;

  open_row (fixture, screen, 0);
  forms_picture (fixture, "risk-row-fine-kinney");
  picker
    = isg_hazard_screen_picker (isg_hazards_field_screen (hazards_of (screen)), ISG_RISK_BEFORE);
  g_assert_null (isg_risk_picker_grid (picker));
  g_assert_true (is_said (fixture, "720 · Tolerans gösterilemez"));
  toggle = isg_risk_scale_toggle (isg_risk_picker_scale (picker, 0), 4);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (toggle),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Olasılık (O) 3");
  isg_risk_picker_grab (picker);
  g_assert_true (gtk_widget_has_focus (toggle));
  key (fixture, GDK_KEY_Left);
  key (fixture, GDK_KEY_Left);
  assert_hazard (screen, 0, "probability", "0.5");
  tab (fixture);
  key (fixture, GDK_KEY_Left);
  assert_hazard (screen, 0, "frequency", "3");
  tab (fixture);
  key (fixture, GDK_KEY_Left);
  assert_hazard (screen, 0, "severity", "15");
  /* Exact: 0.5 × 3 × 15. */
  g_assert_true (is_said (fixture, "22,5 · Olası"));
}

static void
test_fine_kinney_takes_only_its_values_by_keys (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_scales);
}

/* ---- rows ---- */

static void
check_rows (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  IsgHazardScreen *row;

  g_assert_cmpuint (n_hazards (screen), ==, 3);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add", NULL);
  settle (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 4);
  row = isg_hazards_field_screen (hazards_of (screen));
  g_assert_nonnull (row);
  type (fixture, "Açık çukur");
  settle (fixture);
  assert_hazard (screen, 3, "hazard", "Açık çukur");
  g_signal_emit_by_name (row, "step", -1);
  settle (fixture);
  g_assert_cmpstr (isg_value_text (isg_fields_get (isg_hazard_screen_row (row), "hazard")),
                   ==,
                   "Uzatma kablosu");
  g_signal_emit_by_name (row, "step", 1);
  g_signal_emit_by_name (row, "remove");
  settle (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 3);
  g_assert_null (isg_hazards_field_screen (hazards_of (screen)));
  g_assert_true (isg_window_undo (fixture->window));
  settle (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 4);
  assert_hazard (screen, 3, "hazard", "Açık çukur");
}

static void
test_rows_are_added_walked_removed_and_brought_back (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_rows);
}

static void
check_done (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  IsgRiskPicker *after;
  IsgHazardScreen *row;

  open_row (fixture, screen, 0);
  row = isg_hazards_field_screen (hazards_of (screen));
  after = isg_hazard_screen_picker (row, ISG_RISK_AFTER);
  isg_risk_picker_grab (after);
  key (fixture, GDK_KEY_BackSpace);
  isg_field_grab (isg_hazard_screen_field (row, "done_on"), NULL);
  type (fixture, "b");
  settle (fixture);
  g_assert_true (is_said (fixture, "Önlem tamam. Yeni skoru seçin."));
  isg_risk_picker_grab (after);
  key (fixture, GDK_KEY_1);
  key (fixture, GDK_KEY_2);
  settle (fixture);
  g_assert_false (is_said (fixture, "Önlem tamam. Yeni skoru seçin."));
  assert_hazard (screen, 0, "after_probability", "1");
}

static void
check_no_day (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  IsgHazardScreen *row;

  open_row (fixture, screen, 0);
  row = isg_hazards_field_screen (hazards_of (screen));
  isg_field_grab (isg_hazard_screen_field (row, "due"), NULL);
  type (fixture, "32.13.2026");
  isg_field_grab (isg_hazard_screen_field (row, "responsible"), NULL);
  settle (fixture);
  /* It stays as it was typed, and is said. */
  g_assert_true (is_said (fixture, "Tarih anlaşılmadı. Örnek: 23.11.2026 ya da 231126."));
  isg_field_grab (isg_hazard_screen_field (row, "due"), NULL);
  type (fixture, "231126");
  isg_field_grab (isg_hazard_screen_field (row, "responsible"), NULL);
  settle (fixture);
  assert_hazard (screen, 0, "due", "2026-11-23");
  g_assert_false (is_said (fixture, "Tarih anlaşılmadı. Örnek: 23.11.2026 ya da 231126."));
}

static void
test_what_is_no_day_is_said (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_no_day);
}

static void
test_a_measure_that_is_done_asks_for_the_new_score (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_done);
}

static void
check_draft (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  IsgRecordSession *session = isg_record_screen_session (screen);
  g_autofree char *uuid = g_strdup (isg_record_uuid (isg_record_session_record (session)));
  g_autoptr (IsgDraft) draft = NULL;

  open_row (fixture, screen, 1);
  isg_field_grab (isg_hazard_screen_field (isg_hazards_field_screen (hazards_of (screen)),
                                           "responsible"),
                  NULL);
  type (fixture, "Kalfa");
  settle (fixture);
  assert_hazard (screen, 1, "responsible", "Kalfa");
  isg_record_session_keep_draft (session);
  settle (fixture);
  draft = forms_draft (fixture, uuid);
  g_assert_nonnull (draft);
  isg_window_pop (fixture->window);
  forms_destroy (fixture, screen);

  settle (fixture);
  isg_record_open (fixture->window, ISG_RISK_KIND, uuid, NULL);
  settle (fixture);
  screen = screen_of (fixture);
  g_assert_nonnull (isg_record_session_recovered (isg_record_screen_session (screen), NULL));
  gtk_widget_activate_action (GTK_WIDGET (screen), "record.use-draft", NULL);
  settle (fixture);
  assert_hazard (screen, 1, "responsible", "Kalfa");
}

static void
test_a_draft_of_a_row_survives (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_draft);
}

static guint
count_visible_columns (GtkColumnView *view)
{
  GListModel *columns = gtk_column_view_get_columns (view);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

    n += gtk_column_view_column_get_visible (column);
  }
  return n;
}

static void
check_narrow (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  GtkColumnView *view
    = GTK_COLUMN_VIEW (isg_hazard_table_view (isg_hazards_field_table (hazards_of (screen))));

  ui_fixture_resize (fixture, 1366, 768);
  settle (fixture);
  g_assert_cmpuint (count_visible_columns (view), ==, 8);
  forms_picture (fixture, "risk-hazards-wide");
  ui_fixture_resize (fixture, 600, 768);
  settle (fixture);
  /* Hazard and score. */
  g_assert_cmpuint (count_visible_columns (view), ==, 2);
  forms_picture (fixture, "risk-hazards-narrow");
  isg_record_layout_show_part (isg_record_screen_layout (screen), "matrix");
  settle (fixture);
  forms_picture (fixture, "risk-matrix-narrow");
  open_row (fixture, screen, 0);
  forms_picture (fixture, "risk-row-narrow");
}

static void
test_a_narrow_table_shows_hazard_and_score (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_narrow);
}

/* ---- team ---- */

static void
check_team (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  IsgField *team = forms_field (screen, "team");
  g_autoptr (IsgValue) value = NULL;

  isg_record_layout_show_part (isg_record_screen_layout (screen), "form");
  settle (fixture);
  forms_picture (fixture, "risk-team");
  /* Duties that nobody has are named. */
  g_assert_true (is_said (fixture,
                          "Not in the team yet: Destek elemanı, Bölümü ve işi bilen çalışan "
                          "(Risk Reg. art. 6)"));
  isg_field_grab (team, NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.add", NULL);
  settle (fixture);
  isg_pick_field_take (ISG_PICK_FIELD (gtk_widget_get_ancestor (gtk_window_get_focus (
                                                                  GTK_WINDOW (fixture->window)),
                                                                ISG_TYPE_PICK_FIELD)),
                       "support_staff");
  settle (fixture);
  value = isg_field_get_value (team);
  g_assert_cmpuint (isg_value_n_groups (value), ==, 5);
  g_assert_cmpstr (isg_value_text (isg_fields_get (isg_value_group (value, 4), "duty")),
                   ==,
                   "support_staff");
  g_assert_true (
    is_said (fixture, "Not in the team yet: Bölümü ve işi bilen çalışan (Risk Reg. art. 6)"));
}

static void
test_the_team_names_who_is_missing (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_team);
}

/* ---- copies ---- */

static void
check_copies (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  GtkWindow *sheet;

  g_signal_emit_by_name (hazards_of (screen), "copy");
  settle (fixture);
  sheet = ui_fixture_top (fixture);
  g_assert_nonnull (sheet);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_parent (
                                 ui_fixture_find_label (GTK_WIDGET (sheet),
                                                        "Into this section here:"))),
                               TRUE);
  g_signal_emit_by_name (sheet, "act");
  settle (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 6);
  assert_hazard (screen, 3, "copied", "unread");
  assert_hazard (screen, 3, "measure", "Izgara ve kaymaz çizme");
  assert_hazard (screen, 3, "probability", NULL);
  /* Finishing goes to what was not looked at; opening it is looking at it. */
  open_row (fixture, screen, 3);
  assert_hazard (screen, 3, "copied", NULL);
  assert_hazard (screen, 4, "copied", "unread");
}

/* Of the sheet that asks where copies go. */
static void
choose_first_workplace (UiFixture *fixture, const char *search)
{
  GtkWindow *sheet = ui_fixture_top (fixture);
  GtkWidget *entry = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_SEARCH_ENTRY);
  GtkWidget *list;

  gtk_editable_set_text (GTK_EDITABLE (entry), search);
  g_signal_emit_by_name (entry, "search-changed");
  settle (fixture);
  list = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list,
                         "row-activated",
                         gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  settle (fixture);
}

static void
check_copies_elsewhere (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");

  g_signal_emit_by_name (hazards_of (screen), "copy");
  settle (fixture);
  g_signal_emit_by_name (ui_fixture_top (fixture), "act");
  settle (fixture);
  choose_first_workplace (fixture, "Kardelen");
  g_assert_true (screen_of (fixture) != screen);
  screen = screen_of (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 3);
  assert_hazard (screen, 0, "copied", "unread");
  g_assert_cmpstr (isg_record_workplace (
                     isg_record_session_record (isg_record_screen_session (screen))),
                   ==,
                   forms_uuid (fixture, "berber"));
}

static void
test_rows_are_copied_to_another_workplace (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_copies_elsewhere);
}

static void
test_copied_rows_are_to_be_looked_at (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_copies);
}

/* ---- matrix, review ---- */

static void
check_matrix (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  GtkWidget *plot;

  isg_record_layout_show_part (isg_record_screen_layout (screen), "matrix");
  settle (fixture);
  forms_picture (fixture, "risk-matrix");
  plot = ui_fixture_find (GTK_WIDGET (screen), ISG_TYPE_PLOT);
  g_assert_nonnull (plot);
  g_assert_cmpstr (isg_plot_sentence (ISG_PLOT (plot)),
                   ==,
                   "Risk matrix: tolere edilemez 0, yüksek 0, orta 3, düşük 0, önemsiz 0.");
  g_signal_emit_by_name (plot, "activated", "2 3");
  settle (fixture);
  g_assert_nonnull (isg_hazards_field_screen (hazards_of (screen)));
  g_assert_cmpstr (isg_value_text (isg_fields_get (isg_hazard_screen_row (isg_hazards_field_screen (
                                                     hazards_of (screen))),
                                                   "hazard")),
                   ==,
                   "Basınçlı su");
}

static void
test_the_matrix_says_its_counts_and_opens_a_row (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_matrix);
}

static void
check_review (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_assessment (fixture, "matrix_5x5");
  GtkWidget *label;

  /* An accident of 10.06.2026 after the newest assessment. */
  label = ui_fixture_find_label (GTK_WIDGET (screen), "Review");
  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  settle (fixture);
  g_assert_true (screen_of (fixture) != screen);
  screen = screen_of (fixture);
  g_assert_cmpuint (n_hazards (screen), ==, 3);
  g_assert_cmpstr (forms_text (isg_record_screen_session (screen), "renewal_reason"),
                   ==,
                   "incident");
  g_assert_nonnull (forms_text (isg_record_screen_session (screen), "incident"));
  g_assert_nonnull (forms_text (isg_record_screen_session (screen), "renews"));
}

static void
test_a_review_after_an_event_takes_the_hazards_over (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_review);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/risk/a-new-assessment-begins-with-what-is-known",
                   test_a_new_assessment_begins_with_what_is_known);
  g_test_add_func ("/risk/a-checklist-is-answered-and-completed-by-keys",
                   test_a_checklist_is_answered_and_completed_by_keys);
  g_test_add_func ("/risk/an-answer-taken-back-takes-an-untouched-hazard-along",
                   test_an_answer_taken_back_takes_an_untouched_hazard_along);
  g_test_add_func ("/risk/the-grid-takes-two-digits-or-arrows",
                   test_the_grid_takes_two_digits_or_arrows);
  g_test_add_func ("/risk/fine-kinney-takes-only-its-values-by-keys",
                   test_fine_kinney_takes_only_its_values_by_keys);
  g_test_add_func ("/risk/rows-are-added-walked-removed-and-brought-back",
                   test_rows_are_added_walked_removed_and_brought_back);
  g_test_add_func ("/risk/a-measure-that-is-done-asks-for-the-new-score",
                   test_a_measure_that_is_done_asks_for_the_new_score);
  g_test_add_func ("/risk/what-is-no-day-is-said", test_what_is_no_day_is_said);
  g_test_add_func ("/risk/a-draft-of-a-row-survives", test_a_draft_of_a_row_survives);
  g_test_add_func ("/risk/a-narrow-table-shows-hazard-and-score",
                   test_a_narrow_table_shows_hazard_and_score);
  g_test_add_func ("/risk/the-team-names-who-is-missing", test_the_team_names_who_is_missing);
  g_test_add_func ("/risk/copied-rows-are-to-be-looked-at", test_copied_rows_are_to_be_looked_at);
  g_test_add_func ("/risk/rows-are-copied-to-another-workplace",
                   test_rows_are_copied_to_another_workplace);
  g_test_add_func ("/risk/the-matrix-says-its-counts-and-opens-a-row",
                   test_the_matrix_says_its_counts_and_opens_a_row);
  g_test_add_func ("/risk/a-review-after-an-event-takes-the-hazards-over",
                   test_a_review_after_an_event_takes_the_hazards_over);
  return g_test_run ();
}
