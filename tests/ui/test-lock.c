/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-code-view.h"
#include "app/isg-health-lock.h"
#include "app/isg-key-sheets.h"
#include "app/isg-lock-watch.h"
#include "app/isg-pages.h"
#include "app/isg-passphrase-form.h"
#include "app/isg-record-screen.h"
#include "app/isg-sheet.h"
#include "app/isg-window-private.h"
#include "store/isg-role.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"

#define PHRASE "kale dere yosun taş"

static gboolean
has_sight (gpointer data)
{
  gpointer *wanted = data;
  UiFixture *fixture = wanted[0];

  return isg_health_lock_sight (fixture->context) == (IsgHealthSight) GPOINTER_TO_INT (wanted[1]);
}

static void
await (UiFixture *fixture, IsgHealthSight sight)
{
  gpointer wanted[] = { fixture, GINT_TO_POINTER ((int) sight) };

  isg_test_until (has_sight, wanted);
}

static void
press (IsgSheet *sheet)
{
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
}

static gboolean
shows_code (gpointer sheet)
{
  return ui_fixture_find (sheet, ISG_TYPE_CODE_VIEW) != NULL;
}

/* As the settings do it: a passphrase twice, then the code, two groups of which are typed. */
static void
set_up (UiFixture *fixture)
{
  IsgSheet *sheet;
  IsgPassphraseForm *form;
  IsgCodeView *code;

  isg_key_sheet_open (fixture->context, GTK_WINDOW (fixture->window), ISG_KEY_ACT_HEALTH_SET_UP);
  sheet = ISG_SHEET (ui_fixture_top (fixture));
  form = ISG_PASSPHRASE_FORM (ui_fixture_find (GTK_WIDGET (sheet), ISG_TYPE_PASSPHRASE_FORM));
  isg_passphrase_form_type (form, PHRASE, "kale dere yosun");
  g_assert_false (isg_passphrase_form_is_ready (form));
  isg_passphrase_form_type (form, PHRASE, PHRASE);
  g_assert_true (isg_passphrase_form_is_ready (form));
  press (sheet);
  isg_test_until (shows_code, sheet);
  code = ISG_CODE_VIEW (ui_fixture_find (GTK_WIDGET (sheet), ISG_TYPE_CODE_VIEW));
  isg_code_view_type (code, 0, NULL);
  isg_code_view_type (code, 1, "0000");
  g_assert_false (isg_code_view_is_copied (code));
  isg_code_view_type (code, 1, NULL);
  g_assert_true (isg_code_view_is_copied (code));
  press (sheet);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
}

static gboolean
worker_let_go (gpointer data)
{
  return !isg_worker_has_health_key (isg_context_worker (data));
}

static void
count_news (guint *n)
{
  (*n)++;
}

static void
check_health_lock (UiFixture *fixture)
{
  guint n_news = 0;
  IsgSheet *sheet;
  GtkWidget *entry;

  /* Nobody has chosen a health passphrase. */
  await (fixture, ISG_HEALTH_OPEN);
  g_assert_false (isg_health_lock_is_set_up (fixture->context));
  g_signal_connect_swapped (fixture->context, "health-changed", G_CALLBACK (count_news), &n_news);
  set_up (fixture);
  g_assert_true (isg_health_lock_is_set_up (fixture->context));
  g_assert_cmpint (isg_health_lock_sight (fixture->context), ==, ISG_HEALTH_OPEN);
  g_assert_true (isg_worker_has_health_key (isg_context_worker (fixture->context)));

  /* Ctrl+L: the file has no passphrase, the details are hidden all the same. */
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "lock", NULL);
  g_assert_cmpint (isg_health_lock_sight (fixture->context), ==, ISG_HEALTH_LOCKED);
  g_assert_cmpuint (n_news, >=, 2);
  isg_test_until (worker_let_go, fixture->context);

  isg_health_lock_ask (fixture->context, GTK_WIDGET (fixture->window));
  sheet = ISG_SHEET (ui_fixture_top (fixture));
  entry = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_PASSWORD_ENTRY);
  gtk_editable_set_text (GTK_EDITABLE (entry), PHRASE);
  press (sheet);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
  await (fixture, ISG_HEALTH_OPEN);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
  g_signal_handlers_disconnect_by_func (fixture->context, count_news, &n_news);
}

static void
test_the_health_lock_opens_with_its_passphrase_and_shuts_at_once (void)
{
  ui_fixture_run (NULL, TRUE, check_health_lock);
}

static void
become_employer (IsgStore *store)
{
  g_assert_true (isg_store_set_setting (store, ISG_ROLE_SETTING, "employer", FALSE, NULL));
}

static void
become_physician (IsgStore *store)
{
  g_assert_true (isg_store_set_setting (store, ISG_ROLE_SETTING, "physician", FALSE, NULL));
}

static void
check_role (UiFixture *fixture)
{
  await (fixture, ISG_HEALTH_FORBIDDEN);
  /* There is nothing to be asked. */
  isg_health_lock_ask (fixture->context, GTK_WIDGET (fixture->window));
  g_assert_null (ui_fixture_top (fixture));
  ui_fixture_do (fixture, become_physician);
  isg_context_changed (fixture->context);
  await (fixture, ISG_HEALTH_OPEN);
}

static void
test_an_employer_sees_no_health_details (void)
{
  ui_fixture_run (become_employer, TRUE, check_role);
}

/* ---- what is on the screen ---- */

#define OPEN_LOCK "Open health lock"

static char *exam; /* (owned) (nullable): uuid */

static void
find_exam (IsgStore *store)
{
  IsgListQuery query = {
    .kind = "health_exam",
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .limit = 1,
  };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, NULL);

  g_assert_nonnull (rows);
  g_assert_cmpuint (rows->len, ==, 1);
  g_clear_pointer (&exam, g_free);
  exam = g_strdup (((const IsgRow *) g_ptr_array_index (rows, 0))->uuid);
}

static IsgRecordScreen *
open_exam (UiFixture *fixture)
{
  ui_fixture_do (fixture, find_exam);
  isg_record_open (fixture->window, "health_exam", exam, NULL);
  ui_fixture_settle (fixture);
  return ISG_RECORD_SCREEN (isg_window_screen (fixture->window));
}

static gboolean
is_on_screen (IsgRecordScreen *screen, const char *field)
{
  IsgForm *form = isg_record_layout_form (isg_record_screen_layout (screen));

  return gtk_widget_get_mapped (GTK_WIDGET (isg_form_field (form, field)));
}

static gboolean
says (IsgRecordScreen *screen, const char *text)
{
  GtkWidget *label = ui_fixture_find_label (GTK_WIDGET (screen), text);

  return label != NULL && gtk_widget_get_mapped (label);
}

static void
check_form (UiFixture *fixture)
{
  IsgRecordScreen *screen;

  await (fixture, ISG_HEALTH_OPEN);
  set_up (fixture);
  screen = open_exam (fixture);
  g_assert_true (is_on_screen (screen, "diagnosis_heart"));
  g_assert_false (says (screen, OPEN_LOCK));

  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "lock", NULL);
  ui_fixture_settle (fixture);
  g_assert_false (is_on_screen (screen, "diagnosis_heart"));
  g_assert_true (is_on_screen (screen, "verdict"));
  g_assert_true (says (screen, OPEN_LOCK));
}

static void
test_a_locked_exam_shows_no_details_and_says_why (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_form);
}

static void
become_chamber (IsgStore *store)
{
  g_assert_true (isg_store_set_setting (store, ISG_ROLE_SETTING, "chamber", FALSE, NULL));
}

static gboolean
has_no_exams (gpointer fixture)
{
  return !isg_page_is_allowed (isg_pages_find ("exams"), ((UiFixture *) fixture)->context);
}

static void
check_chamber (UiFixture *fixture)
{
  isg_test_until (has_no_exams, fixture);
  ui_fixture_settle (fixture);
  /* The desk stands in its place. */
  isg_window_open_page (fixture->window, "exams");
  g_assert_cmpstr (isg_window_page (fixture->window), ==, "desk");
  /* Which has the whole window; the list of pages is beside another one. */
  g_assert_true (isg_window_open_page (fixture->window, "today"));
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_find_label (GTK_WIDGET (fixture->window), "Health exams"));
  ui_fixture_do (fixture, become_physician);
  isg_context_changed (fixture->context);
  await (fixture, ISG_HEALTH_OPEN);
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (fixture->window), "Health exams"));
  g_assert_true (isg_window_open_page (fixture->window, "exams"));
}

static void
test_the_chamber_has_no_page_of_exams (void)
{
  ui_fixture_run (become_chamber, TRUE, check_chamber);
}

static void
check_idle (UiFixture *fixture)
{
  g_autoptr (IsgLockWatch) watch
    = isg_lock_watch_new (GTK_APPLICATION (fixture->application), fixture->context);
  guint n_locks = 0;

  g_signal_connect_swapped (watch, "lock", G_CALLBACK (count_news), &n_locks);
  ui_fixture_settle (fixture);
  isg_lock_watch_look (watch, 9 * 60);
  g_assert_cmpuint (n_locks, ==, 0);
  isg_lock_watch_look (watch, 10 * 60);
  g_assert_cmpuint (n_locks, ==, 1);
}

static void
test_an_idle_desk_is_locked_after_ten_minutes (void)
{
  ui_fixture_run (NULL, TRUE, check_idle);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/lock/health-opens-and-shuts",
                   test_the_health_lock_opens_with_its_passphrase_and_shuts_at_once);
  g_test_add_func ("/lock/role-forbids", test_an_employer_sees_no_health_details);
  g_test_add_func ("/lock/form", test_a_locked_exam_shows_no_details_and_says_why);
  g_test_add_func ("/lock/chamber", test_the_chamber_has_no_page_of_exams);
  g_test_add_func ("/lock/idle", test_an_idle_desk_is_locked_after_ten_minutes);
  return g_test_run ();
}
