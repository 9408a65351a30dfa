/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-gate-banner.h"
#include "app/isg-pages.h"
#include "app/isg-sheet.h"
#include "app/isg-sidebar.h"
#include "app/isg-switcher.h"
#include "app/isg-window-private.h"
#include "store/isg-store-gate.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"

/* A screen of ours, to see what the window does with it. */
#define TEST_TYPE_SCREEN (test_screen_get_type ())
G_DECLARE_FINAL_TYPE (TestScreen, test_screen, TEST, SCREEN, IsgScreen)

struct _TestScreen {
  IsgScreen parent_instance;

  GtkWidget *entry; /* (unowned) */
  guint left;
  guint found;
};

G_DEFINE_FINAL_TYPE (TestScreen, test_screen, ISG_TYPE_SCREEN)

static void
test_screen_leave (IsgScreen *screen)
{
  TEST_SCREEN (screen)->left++;
}

static void
test_screen_find (IsgScreen *screen)
{
  TEST_SCREEN (screen)->found++;
}

static void
test_screen_focus_first (IsgScreen *screen)
{
  gtk_widget_grab_focus (TEST_SCREEN (screen)->entry);
}

static void
test_screen_class_init (TestScreenClass *klass)
{
  ISG_SCREEN_CLASS (klass)->leave = test_screen_leave;
  ISG_SCREEN_CLASS (klass)->find = test_screen_find;
  ISG_SCREEN_CLASS (klass)->focus_first = test_screen_focus_first;
}

static void
test_screen_init (TestScreen *self)
{
  self->entry = gtk_entry_new ();
  isg_screen_set_content (ISG_SCREEN (self), self->entry);
  isg_screen_set_title (ISG_SCREEN (self), "A screen", "A workplace");
}

static gboolean
focus_is_in (gpointer data)
{
  GtkWidget *widget = data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (widget)));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

/* ---- cases ---- */

static void
check_pages (UiFixture *fixture)
{
  guint n;
  const IsgPage *pages = isg_pages (&n);

  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (fixture->window)), ==, "İSG Defteri");
  for (guint i = 0; i < n; i++) {
    gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.page", "s", pages[i].id);
    ui_fixture_settle (fixture);
    g_assert_cmpstr (isg_window_page (fixture->window), ==, pages[i].id);
    g_assert_true (ISG_IS_SCREEN (isg_window_screen (fixture->window)));
  }
  g_assert_false (isg_window_open_page (fixture->window, "no-such-page"));
}

static void
test_pages_open_by_their_action (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_pages);
}

static void
check_bands (UiFixture *fixture)
{
  GtkWidget *sidebar;

  ui_fixture_resize (fixture, 1366, 740);
  g_assert_true (isg_window_is_docked (fixture->window));
  g_assert_cmpint (isg_screen_band (isg_window_screen (fixture->window)), ==, ISG_BAND_WIDE);
  g_assert_nonnull (ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_SIDEBAR));

  ui_fixture_resize (fixture, 1000, 740);
  g_assert_true (isg_window_is_docked (fixture->window));
  g_assert_cmpint (isg_screen_band (isg_window_screen (fixture->window)), ==, ISG_BAND_MEDIUM);

  ui_fixture_resize (fixture, 600, 740);
  g_assert_false (isg_window_is_docked (fixture->window));
  g_assert_cmpint (isg_screen_band (isg_window_screen (fixture->window)), ==, ISG_BAND_NARROW);
  sidebar = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_SIDEBAR);
  g_assert_true (sidebar == NULL || !gtk_widget_get_child_visible (sidebar));

  ui_fixture_resize (fixture, 1366, 740);
  g_assert_true (isg_window_is_docked (fixture->window));
  g_assert_cmpint (isg_screen_band (isg_window_screen (fixture->window)), ==, ISG_BAND_WIDE);
}

static void
test_width_decides_where_the_sidebar_stands (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_bands);
}

static void
check_stack (UiFixture *fixture)
{
  IsgScreen *page = isg_window_screen (fixture->window);
  g_autoptr (TestScreen) screen = g_object_ref_sink (g_object_new (TEST_TYPE_SCREEN, NULL));
  guint level = 9;

  isg_window_push (fixture->window, ISG_SCREEN (screen));
  isg_test_until (focus_is_in, screen->entry);
  g_assert_true (isg_window_screen (fixture->window) == ISG_SCREEN (screen));
  g_object_get (screen, "level", &level, NULL);
  g_assert_cmpuint (level, ==, 1);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.find", NULL);
  g_assert_cmpuint (screen->found, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.keep", NULL);
  g_assert_cmpuint (screen->left, ==, 1);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  ui_fixture_settle (fixture);
  g_assert_true (isg_window_screen (fixture->window) == page);
  g_assert_cmpuint (screen->left, ==, 2);
  g_assert_null (gtk_widget_get_parent (GTK_WIDGET (screen)));
  /* On a page there is nothing to go back to. */
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.back", NULL);
  g_assert_true (isg_window_screen (fixture->window) == page);
}

static void
test_back_keeps_what_was_typed_and_returns (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_stack);
}

static void
check_two_levels (UiFixture *fixture)
{
  TestScreen *first = g_object_new (TEST_TYPE_SCREEN, NULL);
  g_autoptr (TestScreen) second = g_object_ref_sink (g_object_new (TEST_TYPE_SCREEN, NULL));

  isg_window_push (fixture->window, ISG_SCREEN (first));
  isg_test_until (focus_is_in, first->entry);
  isg_window_push (fixture->window, ISG_SCREEN (second));
  isg_test_until (focus_is_in, second->entry);
  isg_window_pop (fixture->window);
  g_assert_true (isg_window_screen (fixture->window) == ISG_SCREEN (first));
  isg_test_until (focus_is_in, first->entry);

  isg_window_push (fixture->window, ISG_SCREEN (g_object_new (TEST_TYPE_SCREEN, NULL)));
  isg_window_open_page (fixture->window, "workplaces");
  ui_fixture_settle (fixture);
  g_assert_false (TEST_IS_SCREEN (isg_window_screen (fixture->window)));
}

static void
test_focus_goes_back_to_where_it_was (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_two_levels);
}

static void
count_up (gpointer data)
{
  ++*(guint *) data;
}

static void
check_toasts (UiFixture *fixture)
{
  guint undone = 0;
  guint freed = 0;

  isg_window_toast (fixture->window, "Eğitim <kapatıldı>", count_up, &undone, NULL, TRUE);
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (fixture->window), "Eğitim <kapatıldı>"));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  g_assert_cmpuint (undone, ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  g_assert_cmpuint (undone, ==, 1);

  /* The next one takes the place of one that would stay. */
  isg_window_toast (fixture->window, "First", count_up, &undone, NULL, TRUE);
  isg_window_toast (fixture->window, "Second", NULL, &freed, count_up, FALSE);
  g_assert_cmpuint (freed, ==, 1);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_find_label (GTK_WIDGET (fixture->window), "First"));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (fixture->window), "Second"));
  g_assert_false (isg_window_undo (fixture->window));
}

static void
test_toast_takes_the_act_back_once (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_toasts);
}

static void
shut_network (IsgStore *store)
{
  IsgStoredGate gate = { .gate = ISG_GATE_CREDENTIALS, .scope = (char *) "", .code = 401 };
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, NULL);
  g_autoptr (GError) error = NULL;

  isg_store_gate_shut (store, &gate, &error);
  g_assert_no_error (error);
  isg_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static void
open_gates (IsgStore *store)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, NULL);
  g_autoptr (GError) error = NULL;

  isg_store_gate_open (store, ISG_GATE_CREDENTIALS, NULL, &error);
  g_assert_no_error (error);
  isg_transaction_commit (transaction, &error);
  g_assert_no_error (error);
}

static GtkWidget *
banner (UiFixture *fixture)
{
  return ui_fixture_find (GTK_WIDGET (isg_window_screen (fixture->window)), ISG_TYPE_GATE_BANNER);
}

static void
check_gate (UiFixture *fixture)
{
  TestScreen *screen = g_object_new (TEST_TYPE_SCREEN, NULL);

  isg_screen_show_gate (ISG_SCREEN (screen), TRUE);
  isg_window_push (fixture->window, ISG_SCREEN (screen));
  ui_fixture_settle (fixture);
  g_assert_cmpstr (isg_gate_banner_name (ISG_GATE_BANNER (banner (fixture))), ==, "CREDENTIALS");
  g_assert_nonnull (ui_fixture_find_label (banner (fixture), "Correct them"));

  ui_fixture_do (fixture, open_gates);
  ui_fixture_settle (fixture);
  g_assert_null (isg_gate_banner_name (ISG_GATE_BANNER (banner (fixture))));
  g_assert_null (ui_fixture_find_label (banner (fixture), "Correct them"));
}

static void
load_and_shut (IsgStore *store)
{
  ui_fixture_load_sample (store);
  shut_network (store);
}

static void
test_shut_gate_says_why_and_what_to_do (void)
{
  ui_fixture_run (load_and_shut, TRUE, check_gate);
}

static void
check_trouble (UiFixture *fixture)
{
  g_autoptr (GError) full = g_error_new (ISG_STORE_ERROR, ISG_STORE_ERROR_FULL, "no room");
  g_autoptr (GError) absent = g_error_new (ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "gone");

  isg_window_show_error (fixture->window, full);
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (banner (fixture), "Try again"));
  g_assert_null (ui_fixture_top (fixture));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.keep", NULL);
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_find_label (banner (fixture), "Try again"));

  isg_window_show_error (fixture->window, absent);
  ui_fixture_settle (fixture);
  g_assert_true (ISG_IS_SHEET (ui_fixture_top (fixture)));
  gtk_window_close (ui_fixture_top (fixture));
  g_assert_null (ui_fixture_top (fixture));
}

static void
test_full_disk_stands_in_the_banner (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_trouble);
}

static gboolean
has_workplace (gpointer data)
{
  return isg_context_workplace (((UiFixture *) data)->context) != NULL;
}

static gboolean
is_mapped (gpointer data)
{
  return ui_fixture_find (data, GTK_TYPE_SEARCH_ENTRY) != NULL;
}

static void
check_switcher (UiFixture *fixture)
{
  GtkWidget *switcher = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_SWITCHER);
  GtkWidget *search;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.switcher", NULL);
  isg_test_until (is_mapped, switcher);
  search = ui_fixture_find (switcher, GTK_TYPE_SEARCH_ENTRY);
  /* Letters, then Enter before the hits have come. */
  gtk_editable_set_text (GTK_EDITABLE (search), "kardelen");
  g_signal_emit_by_name (search, "activate");
  isg_test_until (has_workplace, fixture);
  g_assert_cmpstr (isg_context_workplace_title (fixture->context), ==, "Kardelen Erkek Berberi");
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (switcher, "Kardelen Erkek Berberi"));

  isg_context_choose_workplace (fixture->context, NULL, NULL);
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (switcher, "All workplaces"));
}

static void
test_switcher_chooses_the_first_hit (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_switcher);
}

static void
check_regions (UiFixture *fixture)
{
  GtkWidget *sidebar = ui_fixture_find (GTK_WIDGET (fixture->window), ISG_TYPE_SIDEBAR);
  GtkWidget *content = GTK_WIDGET (isg_window_screen (fixture->window));

  isg_sidebar_focus (ISG_SIDEBAR (sidebar));
  isg_test_until (focus_is_in, sidebar);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.next-region", NULL);
  isg_test_until (focus_is_in, content);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.previous-region", NULL);
  isg_test_until (focus_is_in, sidebar);
}

static void
test_regions_go_round (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_regions);
}

static int
text_dpi (void)
{
  int dpi;

  g_object_get (gtk_settings_get_default (), "gtk-xft-dpi", &dpi, NULL);
  return dpi;
}

static void
check_text_size (UiFixture *fixture)
{
  int before = text_dpi ();

  ui_fixture_resize (fixture, 1100, 740);
  g_assert_true (isg_window_is_docked (fixture->window));
  isg_application_set_text_scale (fixture->application, 150);
  ui_fixture_settle (fixture);
  g_assert_cmpint (text_dpi (), ==, before * 3 / 2);
  /* 1100 pixels are fewer than 860 · 1.5. */
  g_assert_false (isg_window_is_docked (fixture->window));
  g_action_group_activate_action (G_ACTION_GROUP (fixture->application), "text-normal", NULL);
  ui_fixture_settle (fixture);
  g_assert_cmpint (text_dpi (), ==, before);
  g_assert_true (isg_window_is_docked (fixture->window));
}

static void
test_text_size_counts_in_every_width (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_text_size);
}

static void
check_nothing (UiFixture *fixture)
{
}

static void
test_closing_at_once_leaves_nothing_behind (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_nothing);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/window/closing-at-once-leaves-nothing-behind",
                   test_closing_at_once_leaves_nothing_behind);
  g_test_add_func ("/window/pages-open-by-their-action", test_pages_open_by_their_action);
  g_test_add_func ("/window/width-decides-where-the-sidebar-stands",
                   test_width_decides_where_the_sidebar_stands);
  g_test_add_func ("/window/back-keeps-what-was-typed-and-returns",
                   test_back_keeps_what_was_typed_and_returns);
  g_test_add_func ("/window/focus-goes-back-to-where-it-was", test_focus_goes_back_to_where_it_was);
  g_test_add_func ("/window/toast-takes-the-act-back-once", test_toast_takes_the_act_back_once);
  g_test_add_func ("/window/shut-gate-says-why-and-what-to-do",
                   test_shut_gate_says_why_and_what_to_do);
  g_test_add_func ("/window/full-disk-stands-in-the-banner", test_full_disk_stands_in_the_banner);
  g_test_add_func ("/window/switcher-chooses-the-first-hit", test_switcher_chooses_the_first_hit);
  g_test_add_func ("/window/regions-go-round", test_regions_go_round);
  g_test_add_func ("/window/text-size-counts-in-every-width", test_text_size_counts_in_every_width);
  return g_test_run ();
}
