/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/isg-guide.h"
#include "app/isg-repair.h"
#include "app/isg-window-private.h"
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

  g_assert_true (isg_store_setting (store, "app.role", &role, NULL));
  g_assert_cmpstr (role, ==, "expert");
  g_assert_cmpint (isg_store_environment (store), ==, ISG_ENVIRONMENT_SANDBOX);
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

  isg_guide_create (ISG_GUIDE (guide), "expert", ISG_ENVIRONMENT_SANDBOX);
  isg_test_until (is_working, fixture);
  ui_fixture_settle (fixture);
  ui_fixture_do (fixture, check_role);
  /* The next question: the workplace. */
  g_assert_true (isg_window_screen (fixture->window) != NULL);
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

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/guide/first-start-makes-the-store-and-opens-it",
                   test_first_start_makes_the_store_and_opens_it);
  g_test_add_func ("/guide/foreign-file-is-said-and-left-alone",
                   test_foreign_file_is_said_and_left_alone);
  return g_test_run ();
}
