/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-setting-rows.h"
#include "submit/isg-credentials.h"
#include "ui-fixture.h"

static GtkWindow *
open_settings (UiFixture *fixture, const char *page)
{
  GtkWindow *settings;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.settings", "s", page);
  ui_fixture_settle (fixture);
  settings = ui_fixture_top (fixture);
  g_assert_true (ADW_IS_PREFERENCES_WINDOW (settings));
  return settings;
}

static GtkWidget *
find_row (GtkWidget *widget, const char *title)
{
  if (ADW_IS_PREFERENCES_ROW (widget)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkWidget *found = find_row (child, title);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static char *
read_setting (UiFixture *fixture, const char *key)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStore) store
    = isg_store_open (fixture->dir, fixture->rules, fixture->clock, &error);
  char *value = NULL;

  g_assert_no_error (error);
  g_assert_true (isg_store_setting (store, key, &value, NULL));
  return value;
}

static void
press_undo (UiFixture *fixture, GtkWindow *settings)
{
  GtkWidget *label;

  ui_fixture_settle (fixture);
  label = ui_fixture_find_label (GTK_WIDGET (settings), "Undo");
  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  ui_fixture_settle (fixture);
}

static void
check_text (UiFixture *fixture)
{
  GtkWindow *settings = open_settings (fixture, "submission");
  GtkWidget *row = find_row (GTK_WIDGET (settings), "Firm code");
  g_autofree char *written = NULL;
  g_autofree char *undone = NULL;

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), " 4711 ");
  g_signal_emit_by_name (row, "apply");
  ui_fixture_settle (fixture);
  written = read_setting (fixture, "firm.code");
  g_assert_cmpstr (written, ==, "4711");

  press_undo (fixture, settings);
  undone = read_setting (fixture, "firm.code");
  g_assert_cmpstr (undone, ==, NULL);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  gtk_window_close (settings);
}

static void
test_change_acts_at_once_and_can_be_undone (void)
{
  ui_fixture_run (NULL, TRUE, check_text);
}

static void
check_choice (UiFixture *fixture)
{
  GtkWindow *settings = open_settings (fixture, "general");
  GtkWidget *row = find_row (GTK_WIDGET (settings), "My role");
  g_autofree char *written = NULL;

  g_assert_nonnull (row);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 4);
  ui_fixture_settle (fixture);
  written = read_setting (fixture, "role");
  g_assert_cmpstr (written, ==, "chamber");

  row = find_row (GTK_WIDGET (settings), "Text size");
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 2);
  g_assert_cmpint (isg_application_text_scale (fixture->application), ==, 150);
  press_undo (fixture, settings);
  g_assert_cmpint (isg_application_text_scale (fixture->application), ==, 100);
  gtk_window_close (settings);
}

static void
test_choice_is_written (void)
{
  ui_fixture_run (NULL, TRUE, check_choice);
}

static void
password_is_kept (IsgStore *store)
{
  g_autoptr (IsgSecret) password = NULL;

  g_assert_true (isg_credentials_password (store, &password, NULL));
  g_assert_nonnull (password);
  g_assert_cmpstr (isg_secret_peek (password, NULL), ==, "gizli söz");
}

static void
no_password_is_kept (IsgStore *store)
{
  g_autoptr (IsgSecret) password = NULL;

  g_assert_true (isg_credentials_password (store, &password, NULL));
  g_assert_null (password);
}

static void
check_password (UiFixture *fixture)
{
  GtkWindow *settings = open_settings (fixture, "submission");
  GtkWidget *row = find_row (GTK_WIDGET (settings), "Password");

  g_assert_nonnull (row);
  gtk_editable_set_text (GTK_EDITABLE (row), "gizli söz");
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  ui_fixture_settle (fixture);
  ui_fixture_do (fixture, password_is_kept);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (row), "kept"));

  press_undo (fixture, settings);
  ui_fixture_do (fixture, no_password_is_kept);
  gtk_window_close (settings);
}

static void
test_password_goes_in_and_is_not_shown_again (void)
{
  ui_fixture_run (NULL, TRUE, check_password);
}

static void
check_test_without_address (UiFixture *fixture)
{
  GtkWindow *settings = open_settings (fixture, "submission");
  GtkWidget *label = ui_fixture_find_label (GTK_WIDGET (settings), "Test connection");

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
  ui_fixture_settle (fixture);
  g_assert_nonnull (
    find_row (GTK_WIDGET (settings), "No address yet. Enter one that begins with https://."));
  gtk_window_close (settings);
}

static void
test_connection_without_address_says_so (void)
{
  ui_fixture_run (NULL, TRUE, check_test_without_address);
}

static void
check_card (UiFixture *fixture)
{
  GtkWindow *settings = open_settings (fixture, "card");

  g_assert_nonnull (find_row (GTK_WIDGET (settings), "Reader and card"));
  /* Closed while the card is being looked for. */
  gtk_window_close (settings);
}

static void
test_card_page_closes_while_it_looks (void)
{
  ui_fixture_run (NULL, TRUE, check_card);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  /* The keyring of whoever runs this is none of our business. */
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/settings/change-acts-at-once-and-can-be-undone",
                   test_change_acts_at_once_and_can_be_undone);
  g_test_add_func ("/settings/choice-is-written", test_choice_is_written);
  g_test_add_func ("/settings/password-goes-in-and-is-not-shown-again",
                   test_password_goes_in_and_is_not_shown_again);
  g_test_add_func ("/settings/connection-without-address-says-so",
                   test_connection_without_address_says_so);
  g_test_add_func ("/settings/card-page-closes-while-it-looks",
                   test_card_page_closes_while_it_looks);
  return g_test_run ();
}
