/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-exam-jobs.h"
#include "app/isg-exam-session.h"
#include "app/isg-pages.h"
#include "app/isg-sheet.h"
#include "forms-fixture.h"
#include "keys-fixture.h"
#include "ui-sweep.h"

static IsgStore *
open_store (UiFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  IsgStore *store = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);

  g_assert_no_error (error);
  return store;
}

static IsgExamPlan *
read_plan (UiFixture *fixture, const char *workplace)
{
  g_autoptr (IsgStore) store = open_store (fixture);
  g_autoptr (GError) error = NULL;
  IsgExamPlan *plan
    = isg_exam_job_plan (store, (gpointer) forms_uuid (fixture, workplace), NULL, &error);

  g_assert_no_error (error);
  return plan;
}

/* Those of the bakery who were examined before come with what stays the same. */
static IsgExamQueue *
queue_new (UiFixture *fixture)
{
  g_autoptr (IsgExamPlan) plan = read_plan (fixture, "firin");
  IsgFieldsBuilder *builder = isg_fields_builder_new (NULL);
  g_autoptr (IsgFields) head = NULL;
  IsgExamQueue *queue;

  isg_fields_builder_set (builder, "exam_type", isg_value_new_code ("periodic"));
  isg_fields_builder_set (builder, "exam_date", isg_value_new_date (isg_date_new (2026, 11, 23)));
  isg_fields_builder_set (builder,
                          "physician",
                          isg_value_new_ref (
                            ((IsgExamPhysician *) g_ptr_array_index (plan->physicians, 0))->uuid));
  head = isg_fields_builder_end (builder);
  queue = isg_exam_queue_new (forms_uuid (fixture, "firin"), head);
  for (guint i = 0; i < plan->people->len; i++) {
    const IsgExamPerson *person = g_ptr_array_index (plan->people, i);

    if (!person->first)
      isg_exam_queue_add (queue, person->employee, person->name, person->job, NULL, FALSE);
  }
  g_assert_cmpuint (isg_exam_queue_size (queue), ==, 2);
  return queue;
}

static IsgRecordScreen *
screen_of (UiFixture *fixture)
{
  IsgScreen *screen = isg_window_screen (fixture->window);

  g_assert_true (ISG_IS_RECORD_SCREEN (screen));
  return ISG_RECORD_SCREEN (screen);
}

static const char *
record_of (UiFixture *fixture)
{
  return g_intern_string (
    isg_record_uuid (isg_record_session_record (isg_record_screen_session (screen_of (fixture)))));
}

static IsgExamState
state_of (IsgExamQueue *queue, guint index)
{
  return isg_exam_queue_nth (queue, index)->state;
}

/* The window moves the focus once it has nothing else to do. */
static gboolean
is_at_work (gpointer fixture)
{
  GtkWidget *focus = keys_focus (fixture);

  return focus != NULL && gtk_widget_get_ancestor (focus, ISG_TYPE_FORM) != NULL;
}

static guint
press (UiFixture *fixture, guint keyval, GdkModifierType state)
{
  isg_test_until (is_at_work, fixture);
  g_assert_true (keys_press (fixture, keyval, state));
  return 1;
}

/* ---- a whole worker ---- */

/* Source: ui.md 5.2, which counts them. */
static void
check_worker (UiFixture *fixture)
{
  g_autoptr (IsgExamQueue) queue = queue_new (fixture);
  const char *uuid;
  g_autoptr (IsgRecord) saved = NULL;
  guint n = 0;

  isg_exam_session_begin (fixture->window, queue, "Yıldız Ekmek Fırını");
  ui_fixture_settle (fixture);
  uuid = record_of (fixture);
  forms_picture (fixture, "session-begin");
  /* The declaration is signed. */
  isg_test_until (is_at_work, fixture);
  g_assert_true (forms_has_focus (forms_field (screen_of (fixture), "declaration_signed")));
  n += press (fixture, GDK_KEY_space, 0);
  n += press (fixture, GDK_KEY_F4, GDK_SHIFT_MASK);
  n += press (fixture, GDK_KEY_F7, 0);
  g_assert_true (forms_has_focus (forms_field (screen_of (fixture), "systolic")));
  n += keys_type (fixture, "128⇥82⇥72⇥176⇥81,5");
  forms_picture (fixture, "session-measures");
  n += press (fixture, GDK_KEY_F7, 0);
  g_assert_true (forms_has_focus (forms_field (screen_of (fixture), "verdict")));
  n += keys_type (fixture, "1");
  forms_picture (fixture, "session-verdict");
  n += press (fixture, GDK_KEY_F8, 0);
  g_assert_cmpuint (n, ==, 24);

  g_assert_cmpint (state_of (queue, 0), ==, ISG_EXAM_DONE);
  g_assert_cmpstr (forms_state (fixture, uuid), ==, "AWAITING_SIGNATURE");
  saved = forms_stored (fixture, uuid);
  g_assert_cmpint (isg_value_date (isg_record_get (saved, "valid_until")),
                   ==,
                   isg_date_new (2031, 11, 23));
  g_assert_cmpint (isg_value_date (isg_record_get (saved, "declaration_date")),
                   ==,
                   isg_date_new (2026, 11, 23));
  /* The next one stands in front. */
  g_assert_cmpuint (isg_exam_queue_present (queue), ==, 1);
  g_assert_cmpstr (record_of (fixture), !=, uuid);
  ui_sweep (GTK_WIDGET (screen_of (fixture)), "session");
}

static void
test_whole_worker_is_entered_by_24_keys (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_worker);
}

/* ---- the queue ---- */

static void
check_queue (UiFixture *fixture)
{
  g_autoptr (IsgExamQueue) queue = queue_new (fixture);
  const char *first, *second;
  g_autofree char *name = g_strdup (isg_exam_queue_nth (queue, 0)->name);
  g_autoptr (IsgRecord) saved = NULL;

  isg_exam_session_begin (fixture->window, queue, "Yıldız Ekmek Fırını");
  ui_fixture_settle (fixture);
  first = record_of (fixture);

  /* Looked at is not begun, and leaves nothing behind. */
  press (fixture, GDK_KEY_Down, GDK_ALT_MASK);
  g_assert_cmpint (state_of (queue, 0), ==, ISG_EXAM_WAITING);
  second = record_of (fixture);
  g_assert_null (forms_draft (fixture, first));

  /* Typed is begun, and is kept while another stands in front. */
  press (fixture, GDK_KEY_space, 0);
  press (fixture, GDK_KEY_Up, GDK_ALT_MASK);
  g_assert_cmpint (state_of (queue, 1), ==, ISG_EXAM_BEGUN);
  g_assert_cmpstr (record_of (fixture), ==, first);
  press (fixture, GDK_KEY_Down, GDK_ALT_MASK);
  g_assert_cmpstr (record_of (fixture), ==, second);
  g_assert_true (isg_value_bool (
    isg_record_get (isg_record_session_record (isg_record_screen_session (screen_of (fixture))),
                    "declaration_signed")));

  /* Ctrl+T: goes on to who is still to come; the list can be narrowed to those who wait. */
  press (fixture, GDK_KEY_t, GDK_CONTROL_MASK);
  g_assert_cmpint (state_of (queue, 1), ==, ISG_EXAM_TESTS);
  g_assert_cmpstr (record_of (fixture), ==, first);
  saved = forms_stored (fixture, second);
  g_assert_true (isg_value_bool (isg_record_get (saved, "waiting_for_tests")));

  /* Shift+F8: to the end. */
  press (fixture, GDK_KEY_F8, GDK_SHIFT_MASK);
  g_assert_cmpstr (isg_exam_queue_nth (queue, 1)->name, ==, name);
  g_assert_cmpuint (isg_exam_queue_present (queue), ==, 0);

  /* Going back says how far the session came. */
  isg_window_pop (fixture->window);
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_top (fixture));
  forms_picture (fixture, "session-end");
  gtk_window_close (ui_fixture_top (fixture));
  ui_fixture_settle (fixture);
}

static void
test_queue_keeps_each_person_where_they_are (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_queue);
}

/* ---- finishing too early ---- */

static void
check_too_early (UiFixture *fixture)
{
  g_autoptr (IsgExamQueue) queue = queue_new (fixture);

  isg_exam_session_begin (fixture->window, queue, "Yıldız Ekmek Fırını");
  ui_fixture_settle (fixture);
  press (fixture, GDK_KEY_F8, 0);
  g_assert_cmpuint (isg_exam_queue_present (queue), ==, 0);
  g_assert_cmpint (state_of (queue, 0), !=, ISG_EXAM_DONE);
  g_assert_true (forms_has_focus (forms_field (screen_of (fixture), "verdict")));
}

static void
test_finishing_too_early_goes_to_what_is_missing (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_too_early);
}

/* ---- the sheet ---- */

static void
check_plan (UiFixture *fixture)
{
  g_autoptr (IsgExamPlan) plan = read_plan (fixture, "berber");

  g_assert_cmpstr (plan->workplace_title, ==, "Kardelen Erkek Berberi");
  g_assert_cmpuint (plan->physicians->len, ==, 1);
  g_assert_true (((IsgExamPhysician *) g_ptr_array_index (plan->physicians, 0))->assigned);
  /* Nobody of the barber's was examined: everybody is late. */
  g_assert_cmpuint (plan->people->len, ==, 5);
  for (guint i = 0; i < plan->people->len; i++) {
    const IsgExamPerson *person = g_ptr_array_index (plan->people, i);

    g_assert_true (person->first);
    g_assert_true (person->late);
    g_assert_null (person->record);
  }
}

static void
test_calendar_says_who_is_due (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_plan);
}

static void
check_sheet (UiFixture *fixture)
{
  GtkWindow *sheet;

  isg_context_choose_workplace (fixture->context,
                                forms_uuid (fixture, "berber"),
                                "Kardelen Erkek Berberi");
  ui_fixture_settle (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.exam-session", NULL);
  ui_fixture_settle (fixture);
  sheet = ui_fixture_top (fixture);
  g_assert_true (ISG_IS_SHEET (sheet));
  ui_sweep (GTK_WIDGET (sheet), "exam session");
  g_signal_emit_by_name (sheet, "act");
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (screen_of (fixture)), "Exam session · 1 / 5"));
}

static void
test_sheet_begins_a_session_with_those_due (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_sheet);
}

/* ---- the page ---- */

static void
check_page (UiFixture *fixture)
{
  GtkWidget *screen;

  g_assert_true (isg_window_open_page (fixture->window, "exams"));
  ui_fixture_settle (fixture);
  screen = GTK_WIDGET (isg_window_screen (fixture->window));
  forms_picture (fixture, "exams-page");
  g_assert_nonnull (ui_fixture_find_label (screen, "Periodic"));
  ui_sweep (screen, "exams");
}

static void
test_page_lists_examinations (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_page);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/exam-session/whole-worker-is-entered-by-24-keys",
                   test_whole_worker_is_entered_by_24_keys);
  g_test_add_func ("/exam-session/queue-keeps-each-person-where-they-are",
                   test_queue_keeps_each_person_where_they_are);
  g_test_add_func ("/exam-session/finishing-too-early-goes-to-what-is-missing",
                   test_finishing_too_early_goes_to_what_is_missing);
  g_test_add_func ("/exam-session/calendar-says-who-is-due", test_calendar_says_who_is_due);
  g_test_add_func ("/exam-session/sheet-begins-a-session-with-those-due",
                   test_sheet_begins_a_session_with_those_due);
  g_test_add_func ("/exam-session/page-lists-examinations", test_page_lists_examinations);
  return g_test_run ();
}
