/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/isg-code-view.h"
#include "app/isg-fast-add.h"
#include "app/isg-guide.h"
#include "app/isg-passphrase-form.h"
#include "app/isg-record-screen.h"
#include "app/isg-repair.h"
#include "app/isg-unlock.h"
#include "app/isg-window-private.h"
#include "store/isg-recovery-code.h"
#include "store/isg-store-key.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"

static gboolean
is_working (gpointer data)
{
  UiFixture *fixture = data;

  fixture->context = isg_application_context (fixture->application);
  fixture->window = isg_application_window (fixture->application);
  return fixture->context != NULL && fixture->window != NULL
         && isg_window_is_working (fixture->window);
}

static void
check_role (IsgStore *store)
{
  g_autofree char *role = NULL;

  g_assert_true (isg_store_setting (store, "role", &role, NULL));
  g_assert_cmpstr (role, ==, "expert");
  g_assert_cmpint (isg_store_environment (store), ==, ISG_ENVIRONMENT_SANDBOX);
}

static void
keep_workplace (IsgStore *store)
{
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgValue) name = isg_value_new_text ("Berber");
  g_autoptr (IsgFields) fields = isg_fields_with (none, "name", name);
  g_autoptr (IsgRecord) record = isg_record_new ("workplace", NULL, NULL, fields);

  g_assert_true (isg_store_record_save (store, record, NULL, NULL));
}

static gboolean
shows_fast_add (gpointer data)
{
  UiFixture *fixture = data;

  return ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_FAST_ADD) != NULL;
}

static void
check_first_start (UiFixture *fixture)
{
  GtkWidget *guide = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_GUIDE);

  g_assert_nonnull (guide);
  g_assert_false (isg_window_is_working (fixture->window));
  /* Keys do nothing where there is nothing yet. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.switcher", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.find", NULL);
  g_assert_null (ui_fixture_top (fixture));

  isg_guide_create (ISG_GUIDE (guide), "expert", ISG_ENVIRONMENT_SANDBOX, NULL);
  isg_test_until (is_working, fixture);
  ui_fixture_settle (fixture);
  ui_fixture_do (fixture, check_role);
  /* The next question: the workplace. */
  g_assert_true (ISG_IS_RECORD_SCREEN (isg_window_screen (fixture->window)));
  /* And then, once there is one, its employees. */
  ui_fixture_do (fixture, keep_workplace);
  isg_window_pop (fixture->window);
  isg_test_until (shows_fast_add, fixture);
  g_assert_cmpstr (isg_context_workplace_title (fixture->context), ==, "Berber");
}

static void
test_first_start_makes_the_store_and_opens_it (void)
{
  ui_fixture_run (NULL, FALSE, check_first_start);
}

static void
check_damaged (UiFixture *fixture)
{
  GtkWidget *repair = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_REPAIR);

  g_assert_nonnull (repair);
  g_assert_null (fixture->context);
  g_assert_nonnull (ui_fixture_find_label (repair, "Try again"));
  g_assert_nonnull (ui_fixture_find_label (repair, fixture->dir));
  /* Nothing is better yet: the same is said again. */
  g_signal_emit_by_name (repair, "try-again");
  isg_test_until ((IsgTestCondition) gtk_widget_get_mapped, fixture->window);
  g_assert_nonnull (ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_REPAIR));
}

static void
put_rubbish (const char *dir)
{
  g_autofree char *path = NULL;
  g_autoptr (GDir) files = g_dir_open (dir, 0, NULL);
  const char *name;

  g_assert_nonnull (files);
  while ((name = g_dir_read_name (files)) != NULL)
    if (g_str_has_suffix (name, ".db") || g_str_has_suffix (name, ".sqlite")) {
      path = g_build_filename (dir, name, NULL);
      break;
    }
  g_assert_nonnull (path);
  g_assert_true (
    g_file_set_contents (path, "not a store at all, and long enough to be read", -1, NULL));
}

static void
test_foreign_file_is_said_and_left_alone (void)
{
  ui_fixture_run_on (NULL, put_rubbish, check_damaged);
}

/* ---- looking around ---- */

static gboolean
shows_guide (gpointer data)
{
  UiFixture *fixture = data;

  fixture->context = isg_application_context (fixture->application);
  fixture->window = isg_application_window (fixture->application);
  return fixture->context == NULL && fixture->window != NULL
         && ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_GUIDE) != NULL;
}

static void
press_sample (UiFixture *fixture)
{
  GtkWidget *guide = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_GUIDE);

  g_signal_emit_by_name (gtk_widget_get_template_child (guide, ISG_TYPE_GUIDE, "sample"),
                         "clicked");
  isg_test_until (is_working, fixture);
  ui_fixture_settle (fixture);
}

static void
check_sample (UiFixture *fixture)
{
  g_autofree char *dir = g_strconcat (fixture->dir, "-ornek", NULL);
  g_autofree char *own = g_build_filename (fixture->dir, "isg-defteri.db", NULL);
  GtkWindow *sheet;

  press_sample (fixture);
  g_assert_cmpstr (isg_context_data_dir (fixture->context), ==, dir);
  g_assert_true (isg_context_is_sandbox (fixture->context));
  g_assert_false (g_file_test (own, G_FILE_TEST_EXISTS));

  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "leave-sample", NULL);
  sheet = ui_fixture_top (fixture);
  g_assert_nonnull (sheet);
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  isg_test_until (shows_guide, fixture);
  g_assert_false (g_file_test (dir, G_FILE_TEST_EXISTS));
  /* Once more, and closed with it: the fixture ends with an open store. */
  press_sample (fixture);
}

static void
test_sample_data_lie_in_a_file_of_their_own_and_go_again (void)
{
  ui_fixture_run (NULL, FALSE, check_sample);
}

/* ---- with a passphrase ---- */

static GtkWidget *
button_of (GtkWidget *guide, const char *id)
{
  return GTK_WIDGET (gtk_widget_get_template_child (guide, ISG_TYPE_GUIDE, id));
}

static gboolean
shows_code (gpointer guide)
{
  return ui_fixture_find (guide, ISG_TYPE_CODE_VIEW) != NULL;
}

static gboolean
may_end (gpointer guide)
{
  return gtk_widget_get_sensitive (button_of (guide, "end"));
}

static void
check_encrypted_start (UiFixture *fixture)
{
  GtkWidget *guide = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_GUIDE);
  IsgPassphraseForm *form;
  IsgCodeView *code;
  gboolean locked;

  g_signal_emit_by_name (button_of (guide, "next"), "clicked");
  form = ISG_PASSPHRASE_FORM (ui_fixture_find (guide, ISG_TYPE_PASSPHRASE_FORM));
  g_assert_false (gtk_widget_get_sensitive (button_of (guide, "make")));
  isg_passphrase_form_type (form, "kale dere yosun taş", "kale dere yosun taş");
  g_assert_true (gtk_widget_get_sensitive (button_of (guide, "make")));
  g_signal_emit_by_name (button_of (guide, "make"), "clicked");
  isg_test_until (shows_code, guide);
  /* Nobody goes on without the code. */
  g_assert_false (gtk_widget_get_sensitive (button_of (guide, "end")));
  code = ISG_CODE_VIEW (ui_fixture_find (guide, ISG_TYPE_CODE_VIEW));
  isg_code_view_type (code, 0, NULL);
  isg_code_view_type (code, 1, NULL);
  isg_test_until (may_end, guide);
  g_signal_emit_by_name (button_of (guide, "end"), "clicked");
  isg_test_until (is_working, fixture);
  ui_fixture_settle (fixture);
  g_assert_true (isg_store_look_locked (fixture->dir, &locked, NULL, NULL, NULL));
  g_assert_true (locked);
}

static void
test_first_start_makes_an_encrypted_store (void)
{
  ui_fixture_run (NULL, FALSE, check_encrypted_start);
}

/* ---- a locked store ---- */

static IsgSecret *recovery_code; /* what opens it */

static void
lock (const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (NULL, &error);
  g_autoptr (IsgClock) clock = isg_clock_new_system ();
  g_autoptr (IsgStoreKey) key = isg_store_key_new (&error);

  g_assert_no_error (error);
  recovery_code = isg_recovery_code_new (&error);
  isg_store_key_add (key, ISG_KEY_SLOT_RECOVERY, recovery_code, clock, &error);
  g_assert_no_error (error);
  isg_store_rekey (dir, NULL, key, rules, clock, &error);
  g_assert_no_error (error);
}

static gboolean
is_refused (gpointer data)
{
  return ui_fixture_find_label (data,
                                "The passphrase does not open this file. Nothing was changed.")
         != NULL;
}

static void
type_secret (GtkWidget *unlock, const char *text)
{
  GtkWidget *entry = ui_fixture_find (unlock, GTK_TYPE_PASSWORD_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "activate");
  /* It does not stay on the screen. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "");
}

static gboolean
is_not_right (gpointer data)
{
  return ui_fixture_find_label (data, "The passphrase is not right.") != NULL;
}

/* Somebody leaves the desk: nothing is shown, and afterwards everything is as it was. */
static void
check_screen_lock (UiFixture *fixture)
{
  GtkWidget *unlock;
  IsgScreen *screen = isg_window_screen (fixture->window);

  /* What stands over the window goes with it. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.settings", "s", "");
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_top (fixture));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "lock", NULL);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
  g_assert_false (isg_window_is_working (fixture->window));
  unlock = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_UNLOCK);
  g_assert_nonnull (unlock);
  /* Keys open nothing behind it. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.settings", "s", "");
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application),
                                  "page",
                                  g_variant_new_string ("employees"));
  g_assert_null (ui_fixture_top (fixture));
  g_assert_false (isg_window_is_working (fixture->window));
  type_secret (unlock, "not the passphrase");
  isg_test_until (is_not_right, unlock);
  type_secret (unlock, isg_secret_peek (recovery_code, NULL));
  isg_test_until (is_working, fixture);
  g_assert_true (isg_window_screen (fixture->window) == screen);
}

static void
check_locked (UiFixture *fixture)
{
  GtkWidget *unlock = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_UNLOCK);

  g_assert_nonnull (unlock);
  g_assert_null (fixture->context);
  type_secret (unlock, "not the passphrase");
  isg_test_until (is_refused, unlock);
  type_secret (unlock, isg_secret_peek (recovery_code, NULL));
  isg_test_until (is_working, fixture);
  ui_fixture_settle (fixture);
  g_assert_true (isg_window_is_working (fixture->window));
  check_screen_lock (fixture);
}

static void
test_locked_store_asks_for_its_passphrase (void)
{
  ui_fixture_run_on (NULL, lock, check_locked);
  g_clear_pointer (&recovery_code, isg_secret_unref);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/guide/first-start-makes-the-store-and-opens-it",
                   test_first_start_makes_the_store_and_opens_it);
  g_test_add_func ("/guide/first-start-encrypts", test_first_start_makes_an_encrypted_store);
  g_test_add_func ("/guide/foreign-file-is-said-and-left-alone",
                   test_foreign_file_is_said_and_left_alone);
  g_test_add_func ("/guide/locked-store-asks-for-its-passphrase",
                   test_locked_store_asks_for_its_passphrase);
  g_test_add_func ("/guide/sample", test_sample_data_lie_in_a_file_of_their_own_and_go_again);
  return g_test_run ();
}
