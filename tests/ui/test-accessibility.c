/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-pages.h"
#include "app/isg-shortcuts.h"
#include "app/isg-window-private.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

static void
check_pages (UiFixture *fixture)
{
  guint n;
  const IsgPage *pages = isg_pages (&n);

  for (guint i = 0; i < n; i++) {
    isg_window_open_page (fixture->window, pages[i].id);
    ui_fixture_settle (fixture);
    ui_sweep (GTK_WIDGET (fixture->window), pages[i].id);
  }
}

static void
test_pages_name_what_takes_the_focus (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_pages);
}

static void
check_sheets (UiFixture *fixture)
{
  static const struct {
    const char *action;
    const char *target;
  } sheets[] = {
    { "win.search", NULL },           { "win.sign-basket", NULL }, { "win.settings", "general" },
    { "win.settings", "submission" }, { "win.settings", "card" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++) {
    gtk_widget_activate_action_variant (GTK_WIDGET (fixture->window),
                                        sheets[i].action,
                                        sheets[i].target != NULL
                                          ? g_variant_new_string (sheets[i].target)
                                          : NULL);
    ui_fixture_settle (fixture);
    g_assert_nonnull (ui_fixture_top (fixture));
    ui_sweep (GTK_WIDGET (ui_fixture_top (fixture)), sheets[i].action);
    gtk_window_close (ui_fixture_top (fixture));
    ui_fixture_settle (fixture);
  }
}

static void
test_sheets_name_what_takes_the_focus (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_sheets);
}

static void
check_first_screens (UiFixture *fixture)
{
  ui_sweep (GTK_WIDGET (fixture->window), "guide");
}

static void
test_guide_names_what_takes_the_focus (void)
{
  ui_fixture_run (NULL, FALSE, check_first_screens);
}

static void
check_commands (UiFixture *fixture)
{
  guint n;
  const IsgCommand *commands = isg_commands (&n);
  g_autoptr (GHashTable) keys = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWindow *shortcuts;

  for (guint i = 0; i < n; i++) {
    g_autofree char *name = NULL;
    g_autoptr (GVariant) target = NULL;
    GActionGroup *group = G_ACTION_GROUP (fixture->window);

    g_assert_true (g_action_parse_detailed_name (commands[i].action, &name, &target, NULL));
    if (g_str_has_prefix (name, "app."))
      group = G_ACTION_GROUP (fixture->application);
    if (!g_action_group_has_action (group, name + 4))
      g_test_fail_printf ("there is no action %s", commands[i].action);
    if (commands[i].keys != NULL && !g_hash_table_add (keys, (gpointer) commands[i].keys))
      g_test_fail_printf ("the key %s has two acts", commands[i].keys);
  }

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.shortcuts", NULL);
  ui_fixture_settle (fixture);
  shortcuts = ui_fixture_top (fixture);
  g_assert_true (GTK_IS_SHORTCUTS_WINDOW (shortcuts));
  /* A screen of 768 pixels has a panel as well. */
  g_assert_cmpint (gtk_widget_get_height (GTK_WIDGET (shortcuts)), <=, 720);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (shortcuts), "Search everywhere"));
  gtk_window_close (shortcuts);
}

static void
test_each_command_has_an_action_and_a_key_of_its_own (void)
{
  ui_fixture_run (NULL, TRUE, check_commands);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/accessibility/pages-name-what-takes-the-focus",
                   test_pages_name_what_takes_the_focus);
  g_test_add_func ("/accessibility/sheets-name-what-takes-the-focus",
                   test_sheets_name_what_takes_the_focus);
  g_test_add_func ("/accessibility/guide-names-what-takes-the-focus",
                   test_guide_names_what_takes_the_focus);
  g_test_add_func ("/accessibility/each-command-has-an-action-and-a-key-of-its-own",
                   test_each_command_has_an_action_and_a_key_of_its_own);
  return g_test_run ();
}
