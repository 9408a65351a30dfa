/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-record-screen.h"
#include "app/isg-sheet.h"
#include "ui-fixture.h"

static GtkWindow *
open_sheet (UiFixture *fixture)
{
  GtkWindow *sheet;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.search", NULL);
  ui_fixture_settle (fixture);
  sheet = ui_fixture_top (fixture);
  g_assert_true (ISG_IS_SHEET (sheet));
  return sheet;
}

static void
type (UiFixture *fixture, GtkWindow *sheet, const char *text)
{
  GtkWidget *entry = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  g_signal_emit_by_name (entry, "search-changed");
  ui_fixture_settle (fixture);
}

static void
check_groups (UiFixture *fixture)
{
  GtkWindow *sheet = open_sheet (fixture);

  type (fixture, sheet, "kardelen");
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), "Workplaces"));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), "Kardelen Erkek Berberi"));

  type (fixture, sheet, "10000000146");
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), "People"));

  type (fixture, sheet, "sign basket");
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), "Commands"));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), "Sign basket"));

  type (fixture, sheet, "qqqqqq");
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (sheet),
                           "“qqqqqq” was not found. You can also search by identity number."));
  gtk_window_close (sheet);
}

static void
test_people_workplaces_records_and_commands_are_found (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_groups);
}

static gboolean
record_is_open (gpointer data)
{
  return ISG_IS_RECORD_SCREEN (isg_window_screen (((UiFixture *) data)->window));
}

static void
check_enter (UiFixture *fixture)
{
  GtkWindow *sheet = open_sheet (fixture);
  GtkWidget *entry = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_SEARCH_ENTRY);

  /* Before the hits have come. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "kardelen");
  g_signal_emit_by_name (entry, "activate");
  isg_test_until (record_is_open, fixture);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
}

static void
test_enter_opens_the_first_hit (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_enter);
}

static void
check_closing (UiFixture *fixture)
{
  GtkWindow *sheet = open_sheet (fixture);
  GtkWidget *entry = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_SEARCH_ENTRY);

  gtk_editable_set_text (GTK_EDITABLE (entry), "a");
  g_signal_emit_by_name (entry, "search-changed");
  gtk_window_close (sheet);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
}

static void
test_closing_drops_the_question (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_closing);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/search/people-workplaces-records-and-commands-are-found",
                   test_people_workplaces_records_and_commands_are_found);
  g_test_add_func ("/search/enter-opens-the-first-hit", test_enter_opens_the_first_hit);
  g_test_add_func ("/search/closing-drops-the-question", test_closing_drops_the_question);
  return g_test_run ();
}
