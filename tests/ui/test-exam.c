/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pages.h"
#include "app/isg-record-bar.h"
#include "app/isg-record-side.h"
#include "forms-fixture.h"
#include "keys-fixture.h"

static const char *
first_employee (UiFixture *fixture, const char *workplace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store
    = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
  IsgListQuery query = {
    .kind = "employee",
    .workplace = forms_uuid (fixture, workplace),
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .limit = 1,
    .offset = 3,
  };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, &error);

  g_assert_no_error (error);
  return g_intern_string (((const IsgRow *) g_ptr_array_index (rows, 0))->uuid);
}

static const char *
physician (UiFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store
    = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) found
    = context.find ("professional", NULL, "national_id", "10000000214", context.find_data);

  g_assert_cmpuint (found->len, ==, 1);
  return g_intern_string (isg_record_uuid (found->pdata[0]));
}

static void
set_ref (IsgRecordScreen *screen, const char *id, const char *uuid)
{
  g_autoptr (IsgValue) value = isg_value_new_ref (uuid);

  isg_field_set_value (forms_field (screen, id), value);
  isg_field_emit_changed (forms_field (screen, id));
}

static void
set_code (IsgRecordScreen *screen, const char *id, const char *code)
{
  g_autoptr (IsgValue) value = isg_value_new_code (code);

  isg_field_set_value (forms_field (screen, id), value);
  isg_field_emit_changed (forms_field (screen, id));
}

/* The window moves the focus once it has nothing else to do. */
static gboolean
is_at_work (gpointer fixture)
{
  GtkWidget *focus = keys_focus (fixture);

  return focus != NULL && gtk_widget_get_ancestor (focus, ISG_TYPE_FORM) != NULL;
}

/* An exam of the bakery with its head filled. */
static IsgRecordScreen *
open_exam (UiFixture *fixture)
{
  IsgRecordScreen *screen
    = forms_open (fixture, "health_exam", NULL, forms_uuid (fixture, "firin"));

  isg_test_until (is_at_work, fixture);
  set_ref (screen, "employee", first_employee (fixture, "firin"));
  set_ref (screen, "physician", physician (fixture));
  set_code (screen, "exam_type", "periodic");
  forms_type (screen, "exam_date", "231126");
  ui_fixture_settle (fixture);
  return screen;
}

static char *
value_text (IsgRecordScreen *screen, const char *id)
{
  IsgValue *value
    = isg_record_get (isg_record_session_record (isg_record_screen_session (screen)), id);

  return value != NULL ? isg_value_to_text (value) : g_strdup ("");
}

static void
assert_value (IsgRecordScreen *screen, const char *id, const char *expected)
{
  g_autofree char *text = value_text (screen, id);

  g_assert_cmpstr (text, ==, expected);
}

/* ---- what is suggested ---- */

static void
check_suggestions (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_exam (fixture);

  forms_picture (fixture, "exam-begun");
  /* The bakery is of low hazard: five years. */
  assert_value (screen, "valid_until", "2031-11-23");
  /* Another day moves what was filled; what is written by hand stays. */
  forms_type (screen, "exam_date", "221126");
  ui_fixture_settle (fixture);
  assert_value (screen, "valid_until", "2031-11-22");
  forms_type (screen, "valid_until", "221128");
  forms_type (screen, "exam_date", "211126");
  ui_fixture_settle (fixture);
  assert_value (screen, "valid_until", "2028-11-22");
  /* Emptied, it stays empty. */
  forms_type (screen, "valid_until", "");
  forms_type (screen, "exam_date", "201126");
  ui_fixture_settle (fixture);
  assert_value (screen, "valid_until", "");
}

static void
test_end_is_filled_by_class_until_somebody_writes_it (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_suggestions);
}

/* ---- ordinary answers ---- */

static guint
count_journal (UiFixture *fixture, const char *act)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store
    = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
  IsgJournalQuery query = { .act = act, .limit = -1 };
  g_autoptr (GPtrArray) lines = isg_store_journal_select (store, &query, &error);

  g_assert_no_error (error);
  return lines->len;
}

static void
check_ordinary (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_exam (fixture);

  isg_field_grab (forms_field (screen, "diagnosis_heart"), NULL);
  g_assert_true (keys_press (fixture, GDK_KEY_e, 0));
  /* F4: the section in which the focus is. */
  g_assert_true (keys_press (fixture, GDK_KEY_F4, 0));
  assert_value (screen, "diagnosis_heart", "true");
  assert_value (screen, "complaint_cough", "false");
  assert_value (screen, "past_operation", "false");
  assert_value (screen, "alcohol", "no");
  assert_value (screen, "system_eyes", "");
  g_assert_true (
    gtk_widget_has_css_class (GTK_WIDGET (forms_field (screen, "alcohol")), "ordinary"));
  g_assert_false (
    gtk_widget_has_css_class (GTK_WIDGET (forms_field (screen, "diagnosis_heart")), "ordinary"));

  /* Shift+F4: all of them; never an opinion, a measure, a test. */
  g_assert_true (keys_press (fixture, GDK_KEY_F4, GDK_SHIFT_MASK));
  assert_value (screen, "system_eyes", "normal");
  assert_value (screen, "family_mother", "Nothing to note");
  assert_value (screen, "verdict", "");
  assert_value (screen, "pulse", "");
  assert_value (screen, "xray", "");
  assert_value (screen, "night_fit", "");
  assert_value (screen, "lab_tests", "");
  assert_value (screen, "past_operation_note", "");
  g_assert_cmpuint (count_journal (fixture, "record.ordinary_answers"), ==, 2);

  /* One act, one way back. */
  g_assert_true (isg_record_session_undo (isg_record_screen_session (screen)));
  ui_fixture_settle (fixture);
  assert_value (screen, "system_eyes", "");
  assert_value (screen, "complaint_cough", "false");
}

static void
test_ordinary_answers_go_into_blanks_alone (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_ordinary);
}

/* ---- questions that follow ---- */

static gboolean
is_shown (IsgRecordScreen *screen, const char *id)
{
  return gtk_widget_get_visible (GTK_WIDGET (forms_field (screen, id)));
}

static void
check_following (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_exam (fixture);

  g_assert_false (is_shown (screen, "past_operation_note"));
  isg_field_grab (forms_field (screen, "past_operation"), NULL);
  g_assert_true (keys_press (fixture, GDK_KEY_e, 0));
  g_assert_true (is_shown (screen, "past_operation_note"));
  /* It comes next. */
  g_assert_true (forms_has_focus (forms_field (screen, "past_operation_note")));
  g_assert_cmpuint (keys_type (fixture, "fıtık"), ==, 5);
  assert_value (screen, "past_operation_note", "fıtık");
  /* What was typed is not hidden by another answer. */
  isg_field_grab (forms_field (screen, "past_operation"), NULL);
  g_assert_true (keys_press (fixture, GDK_KEY_h, 0));
  g_assert_true (is_shown (screen, "past_operation_note"));

  g_assert_false (is_shown (screen, "conditions"));
  set_code (screen, "verdict", "fit_with_conditions");
  ui_fixture_settle (fixture);
  g_assert_true (is_shown (screen, "conditions"));
}

static void
test_question_that_follows_is_asked_in_its_case (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_following);
}

static void
check_measures (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_exam (fixture);

  forms_type (screen, "height", "176");
  forms_type (screen, "weight", "81,5");
  ui_fixture_settle (fixture);
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (forms_field (screen, "weight")), "BMI 26.3"));
  isg_field_grab (forms_field (screen, "pulse"), NULL);
  forms_type (screen, "pulse", "320");
  ui_fixture_settle (fixture);
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (forms_field (screen, "pulse")), "block"));
  forms_picture (fixture, "exam-measures");
}

static void
test_body_mass_index_and_limits_stand_at_the_measures (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_measures);
}

/* ---- tests ---- */

static void
check_tests (UiFixture *fixture)
{
  IsgRecordScreen *screen = open_exam (fixture);
  IsgField *tests = forms_field (screen, "lab_tests");
  IsgValue *groups;

  isg_field_grab (tests, NULL);
  /* Kan: istendi; idrar: sonuç, with its day. */
  g_assert_true (keys_press (fixture, GDK_KEY_i, 0));
  g_assert_true (keys_press (fixture, GDK_KEY_s, 0));
  keys_type (fixture, "201126⇥temiz");
  groups
    = isg_record_get (isg_record_session_record (isg_record_screen_session (screen)), "lab_tests");
  g_assert_cmpuint (isg_value_n_groups (groups), ==, 2);
  g_assert_cmpstr (isg_value_text (isg_fields_get (isg_value_group (groups, 0), "state")),
                   ==,
                   "ordered");
  g_assert_cmpstr (isg_value_text (isg_fields_get (isg_value_group (groups, 1), "result")),
                   ==,
                   "temiz");
  /* Work goes on at what was ordered. */
  isg_field_grab (tests, NULL);
  g_assert_true (GTK_IS_LIST_BOX_ROW (keys_focus (fixture)));
  g_assert_true (keys_press (fixture, GDK_KEY_s, 0));
  isg_field_grab (tests, "lab_tests[0].date");
  g_assert_true (GTK_IS_TEXT (keys_focus (fixture)));
  forms_picture (fixture, "exam-tests");
}

static void
test_tests_are_ordered_and_their_results_entered_by_keys (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_tests);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/exam/end-is-filled-by-class-until-somebody-writes-it",
                   test_end_is_filled_by_class_until_somebody_writes_it);
  g_test_add_func ("/exam/ordinary-answers-go-into-blanks-alone",
                   test_ordinary_answers_go_into_blanks_alone);
  g_test_add_func ("/exam/question-that-follows-is-asked-in-its-case",
                   test_question_that_follows_is_asked_in_its_case);
  g_test_add_func ("/exam/body-mass-index-and-limits-stand-at-the-measures",
                   test_body_mass_index_and_limits_stand_at_the_measures);
  g_test_add_func ("/exam/tests-are-ordered-and-their-results-entered-by-keys",
                   test_tests_are_ordered_and_their_results_entered_by_keys);
  return g_test_run ();
}
