/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-test-pack.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

static IsgTestIssuer *issuer; /* (owned) for the life of the program */
static char *issuer_path;     /* (owned) */

static const IsgTestPackEdit edits[]
  = { { "codes/place.tsv", "Outside", "Somewhere else" },
      { "pack.json", "\"engine\": 1,", "\"engine\": 1, \"published\": \"2026-11-11\"," },
      { NULL } };

static void
trust_issuer (IsgStore *store)
{
  ui_fixture_load_sample (store);
  g_assert_true (isg_store_set_setting (store, "rules.issuer", issuer_path, FALSE, NULL));
}

static char *
write_pack (const char *name, const char *version, const char *valid_from)
{
  g_autoptr (GBytes) file = isg_test_pack_make (issuer, version, valid_from, edits);
  char *path = isg_test_path (name);

  g_assert_true (g_file_set_contents (path,
                                      g_bytes_get_data (file, NULL),
                                      (gssize) g_bytes_get_size (file),
                                      NULL));
  return path;
}

static GtkWidget *
open_page (UiFixture *fixture)
{
  g_assert_true (isg_window_open_page (fixture->window, "rules"));
  ui_fixture_settle (fixture);
  return GTK_WIDGET (isg_window_screen (fixture->window));
}

static void
press (UiFixture *fixture, GtkWidget *root, const char *text)
{
  GtkWidget *label = ui_fixture_find_label (root, text);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

/* ---- the program takes the rules anew ---- */

static gboolean
has_new_window (gpointer data)
{
  UiFixture *fixture = data;
  GtkWindow *now = gtk_application_get_active_window (GTK_APPLICATION (fixture->application));

  return ISG_IS_WINDOW (now) && ISG_WINDOW (now) != fixture->window
         && gtk_widget_get_mapped (GTK_WIDGET (now));
}

static void
wait_for_new_rules (UiFixture *fixture)
{
  g_autoptr (IsgWindow) old = g_object_ref (fixture->window);

  isg_test_until (has_new_window, fixture);
  fixture->window
    = ISG_WINDOW (gtk_application_get_active_window (GTK_APPLICATION (fixture->application)));
  fixture->context = isg_window_context (fixture->window);
  ui_fixture_settle (fixture);
}

static const char *
version_in_force (UiFixture *fixture)
{
  return isg_rules_version (isg_context_rules (fixture->context));
}

static void
check_installation (UiFixture *fixture)
{
  g_autofree char *path = write_pack ("new.isgpaket", "2027.1.1", "2026-11-20");
  g_autofree char *before = g_strdup (version_in_force (fixture));
  GtkWidget *page = open_page (fixture);
  GtkWindow *sheet;

  gtk_widget_activate_action (page, "rules.offer", "s", path);
  ui_fixture_settle (fixture);
  sheet = ui_fixture_top (fixture);
  g_assert_true (GTK_WIDGET (sheet) != GTK_WIDGET (fixture->window));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), "Version: 2027.1.1"));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), "Issuer: Yayıncı"));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet),
                                           "place: the code outside now means “Somewhere else”"));
  ui_sweep (GTK_WIDGET (sheet), "pack sheet");

  press (fixture, GTK_WIDGET (sheet), "Install");
  wait_for_new_rules (fixture);
  g_assert_cmpstr (version_in_force (fixture), ==, "2027.1.1");
  page = GTK_WIDGET (isg_window_screen (fixture->window));
  g_assert_nonnull (ui_fixture_find_label (page, "2027.1.1 · in force"));

  press (fixture, page, "Go back to the previous pack");
  wait_for_new_rules (fixture);
  g_assert_cmpstr (version_in_force (fixture), ==, before);
}

static void
test_pack_is_shown_installed_and_taken_back (void)
{
  ui_fixture_run (trust_issuer, TRUE, check_installation);
}

static void
check_refusal (UiFixture *fixture)
{
  g_autofree char *path = write_pack ("older.isgpaket", "2020.1.1", "2020-01-01");
  g_autofree char *before = g_strdup (version_in_force (fixture));
  GtkWidget *page = open_page (fixture);

  gtk_widget_activate_action (page, "rules.offer", "s", path);
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (ui_fixture_top (fixture)),
                                           "Nothing was installed or changed: the rule pack is "
                                           "older than the present one, or the same."));
  gtk_window_close (ui_fixture_top (fixture));
  g_assert_cmpstr (version_in_force (fixture), ==, before);
}

static void
test_older_pack_is_refused_in_words (void)
{
  ui_fixture_run (trust_issuer, TRUE, check_refusal);
}

static gboolean
says_new_rules (gpointer data)
{
  UiFixture *fixture = data;

  return ui_fixture_find_label (GTK_WIDGET (fixture->window),
                                "New rules are in force. They are taken as soon as the window "
                                "rests.")
         != NULL;
}

static void
check_waiting (UiFixture *fixture)
{
  g_autofree char *path = write_pack ("waits.isgpaket", "2027.1.1", "2026-12-10");
  GtkWidget *page = open_page (fixture);

  gtk_widget_activate_action (page, "rules.offer", "s", path);
  ui_fixture_settle (fixture);
  press (fixture, GTK_WIDGET (ui_fixture_top (fixture)), "Install");
  wait_for_new_rules (fixture);
  page = GTK_WIDGET (isg_window_screen (fixture->window));
  g_assert_nonnull (ui_fixture_find_label (page, "2027.1.1 · waits for its day"));
  /* 12 of the 30 days are gone on 2026-11-23. */
  g_assert_nonnull (ui_fixture_find (page, GTK_TYPE_LEVEL_BAR));
  g_assert_cmpfloat (gtk_level_bar_get_value (
                       GTK_LEVEL_BAR (ui_fixture_find (page, GTK_TYPE_LEVEL_BAR))),
                     ==,
                     12);
  ui_sweep (GTK_WIDGET (fixture->window), "rules with a countdown");
  ui_fixture_resize (fixture, 600, 700);

  /* Its day comes while the program runs, and nobody is at work in the window. */
  isg_clock_advance (fixture->clock, 17 * 86400);
  isg_application_look_at_rules (fixture->application);
  if (gtk_window_is_active (GTK_WINDOW (fixture->window))) {
    /* Somebody is at work: it is said, and nothing is taken away under the hands. */
    isg_test_until (says_new_rules, fixture);
    g_assert_cmpstr (version_in_force (fixture), !=, "2027.1.1");
    return;
  }
  wait_for_new_rules (fixture);
  g_assert_cmpstr (version_in_force (fixture), ==, "2027.1.1");
}

static void
test_waiting_pack_counts_the_thirty_days (void)
{
  ui_fixture_run (trust_issuer, TRUE, check_waiting);
}

static void
check_announcements (UiFixture *fixture)
{
  GtkWidget *page = open_page (fixture);
  GtkWidget *row = ui_fixture_find (page, ADW_TYPE_EXPANDER_ROW);

  g_assert_nonnull (row);
  g_assert_nonnull (ui_fixture_find_label (row, "unread"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_find_label (row, "unread"));
  /* And so it stays. */
  g_assert_true (isg_window_open_page (fixture->window, "workplaces"));
  page = open_page (fixture);
  g_assert_null (ui_fixture_find_label (page, "unread"));
}

static void
test_unfolded_announcement_is_read (void)
{
  ui_fixture_run (trust_issuer, TRUE, check_announcements);
}

int
main (int argc, char **argv)
{
  int result;

  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  issuer = isg_test_issuer_new ("Yayıncı");
  issuer_path = isg_test_path ("issuer.pem");
  g_assert_true (g_file_set_contents (issuer_path,
                                      g_bytes_get_data (isg_test_issuer_pem (issuer), NULL),
                                      (gssize) g_bytes_get_size (isg_test_issuer_pem (issuer)),
                                      NULL));
  g_test_add_func ("/rules/install", test_pack_is_shown_installed_and_taken_back);
  g_test_add_func ("/rules/refused", test_older_pack_is_refused_in_words);
  g_test_add_func ("/rules/waiting", test_waiting_pack_counts_the_thirty_days);
  g_test_add_func ("/rules/announcements", test_unfolded_announcement_is_read);
  result = g_test_run ();
  isg_test_issuer_free (issuer);
  g_free (issuer_path);
  return result;
}
