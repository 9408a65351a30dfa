/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/isg-desk-page.h"
#include "app/isg-desk-papers.h"
#include "app/isg-desk-visits.h"
#include "app/isg-pages.h"
#include "app/isg-paper-sheet.h"
#include "app/isg-sheet.h"
#include "forms-fixture.h"
#include "keys-fixture.h"
#include "store/isg-health-key.h"
#include "store/isg-role.h"
#include "ui-sweep.h"

/* The window moves the focus once it has nothing else to do. */
static gboolean
is_ready_to_search (gpointer fixture)
{
  return GTK_IS_TEXT (keys_focus (fixture));
}

static IsgDeskPage *
open_desk (UiFixture *fixture)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.desk", NULL);
  ui_fixture_settle (fixture);
  g_assert_true (ISG_IS_DESK_PAGE (isg_window_screen (fixture->window)));
  isg_test_until (is_ready_to_search, fixture);
  return ISG_DESK_PAGE (isg_window_screen (fixture->window));
}

static guint
press (UiFixture *fixture, guint keyval, GdkModifierType state)
{
  g_assert_true (keys_press (fixture, keyval, state));
  return 1;
}

static gboolean
is_gone (gpointer fixture)
{
  return ui_fixture_top (fixture) == NULL;
}

/* Ctrl+P, Enter; a file takes the place of the printer. */
static guint
print (UiFixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->dir, "printed.pdf", NULL);
  guint n = press (fixture, GDK_KEY_p, GDK_CONTROL_MASK);
  GtkWindow *sheet = ui_fixture_top (fixture);

  g_assert_true (ISG_IS_SHEET (sheet));
  isg_paper_sheet_set_export (GTK_WIDGET (sheet), path);
  n += press (fixture, GDK_KEY_Return, 0);
  isg_test_until (is_gone, fixture);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  g_unlink (path);
  ui_fixture_settle (fixture);
  return n;
}

typedef struct {
  IsgDeskPage *page;
  guint n;
} Count;

static gboolean
has_so_many (gpointer data)
{
  const Count *count = data;

  return isg_desk_page_data (count->page)->n_now == count->n;
}

/* ---- whole visits ---- */

/* Source: ui.md 5.1, which counts them. */
static void
check_visit (UiFixture *fixture)
{
  IsgDeskPage *page = open_desk (fixture);
  const IsgDeskData *data;
  g_autofree char *third = NULL;
  g_autoptr (IsgRecord) left = NULL;
  Count count;
  guint before, n = 0;

  /* The sample was written before. */
  isg_clock_advance (fixture->clock, 60);
  forms_picture (fixture, "desk-begin");
  n += keys_type (fixture, "yildi⏎");
  data = isg_desk_page_data (page);
  g_assert_nonnull (data);
  g_assert_cmpstr (data->title, ==, "Yıldız Ekmek Fırını");
  before = data->n_now;
  third = g_strdup (((IsgDeskPerson *) g_ptr_array_index (data->people, 2))->uuid);
  forms_picture (fixture, "desk-workplace");

  n += press (fixture, GDK_KEY_F8, 0);
  forms_picture (fixture, "desk-people");
  n += press (fixture, GDK_KEY_Down, 0);
  n += press (fixture, GDK_KEY_Down, 0);
  n += press (fixture, GDK_KEY_a, 0);
  n += keys_type (fixture, "311026⏎");
  left = forms_stored (fixture, third);
  g_assert_cmpint (isg_value_date (isg_record_get (left, "leave_date")),
                   ==,
                   isg_date_new (2026, 10, 31));
  n += press (fixture, GDK_KEY_n, GDK_CONTROL_MASK);
  forms_picture (fixture, "desk-add");
  n += keys_type (fixture, "19090909018⇥Ayla⇥Toprak⇥150399⇥b⏎");
  g_assert_cmpuint (forms_count (fixture, "employee", forms_uuid (fixture, "firin"), "19090909018"),
                    ==,
                    1);
  count = (Count){ page, before };
  isg_test_until (has_so_many, &count);
  data = isg_desk_page_data (page);
  g_assert_true (data->changed_people);
  g_assert_false (data->changed_workplace);

  n += press (fixture, GDK_KEY_F8, 0);
  forms_picture (fixture, "desk-duties");
  n += press (fixture, GDK_KEY_F8, 0);
  forms_picture (fixture, "desk-papers");
  n += print (fixture);
  n += press (fixture, GDK_KEY_F8, 0);
  forms_picture (fixture, "desk-slip");
  n += print (fixture);
  n += press (fixture, GDK_KEY_F8, 0);
  g_assert_cmpuint (n, ==, 59);

  g_assert_null (isg_desk_page_data (page));
  g_assert_true (GTK_IS_TEXT (keys_focus (fixture)));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (page), "Today's visits"));
  forms_picture (fixture, "desk-end");
}

static void
test_visit_of_a_returning_member_takes_59_keys (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_visit);
}

static void
check_same (UiFixture *fixture)
{
  IsgDeskPage *page = open_desk (fixture);
  guint n = keys_type (fixture, "yildi⏎");

  for (guint i = 0; i < 4; i++)
    n += press (fixture, GDK_KEY_F8, 0);
  n += print (fixture);
  n += press (fixture, GDK_KEY_F8, 0);
  g_assert_cmpuint (n, ==, 13);
  g_assert_null (isg_desk_page_data (page));
}

static void
test_visit_in_which_nothing_changed_takes_13_keys (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_same);
}

/* ---- finding ---- */

static void
check_find (UiFixture *fixture)
{
  static const struct {
    const char *keys;
    const char *title;
  } cases[] = {
    { "Kardelen⏎", "Kardelen Erkek Berberi" },
    { "osman kar⏎", "Kardelen Erkek Berberi" },
    { "21071020210000280340905000⏎", "Yıldız Ekmek Fırını" },
    /* Who works there, by number and by name. */
    { "31000259730⏎", "Kardelen Erkek Berberi" },
    { "halil celik⏎", "Yıldız Ekmek Fırını" },
  };
  IsgDeskPage *page = open_desk (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    keys_type (fixture, cases[i].keys);
    g_assert_nonnull (isg_desk_page_data (page));
    g_assert_cmpstr (isg_desk_page_data (page)->title, ==, cases[i].title);
    /* To the search, and away. */
    press (fixture, GDK_KEY_Escape, 0);
    g_assert_nonnull (isg_desk_page_data (page));
    press (fixture, GDK_KEY_Escape, 0);
    g_assert_null (isg_desk_page_data (page));
  }
  keys_type (fixture, "zzzz⏎");
  g_assert_null (isg_desk_page_data (page));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (page),
                                           "“zzzz” was not found. You can also search by "
                                           "identity number."));
}

static void
test_members_are_found_by_name_and_number (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_find);
}

/* ---- putting aside ---- */

static void
check_aside (UiFixture *fixture)
{
  IsgDeskPage *page = open_desk (fixture);
  const char *firin = forms_uuid (fixture, "firin");

  isg_desk_page_visit (page, firin);
  ui_fixture_settle (fixture);
  press (fixture, GDK_KEY_F8, 0);
  press (fixture, GDK_KEY_F8, 0);
  /* Not yet, and then. */
  isg_desk_page_look (page, 179);
  g_assert_nonnull (isg_desk_page_data (page));
  isg_desk_page_look (page, 180);
  ui_fixture_settle (fixture);
  g_assert_null (isg_desk_page_data (page));
  g_assert_null (ui_fixture_find_label (GTK_WIDGET (page), "Yıldız Ekmek Fırını — Hasan Yıldız"));

  /* It goes on where it was. */
  isg_desk_page_visit (page, firin);
  ui_fixture_settle (fixture);
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (page), "3 Duties ●"));
  ui_sweep (GTK_WIDGET (page), "desk");
}

static void
test_visit_left_alone_leaves_the_screen_and_goes_on_later (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_aside);
}

static void
test_visits_are_kept_for_their_day (void)
{
  g_autoptr (IsgDeskVisits) visits = isg_desk_visits_new (isg_date_new (2026, 11, 23));
  g_autoptr (IsgDeskVisits) same = NULL;
  g_autoptr (IsgDeskVisits) next = NULL;
  g_autofree char *json = NULL;
  IsgDeskVisit *visit = isg_desk_visits_begin (visits, "w1", "Öz Kasap", 100);

  visit->n_done = 3;
  /* Put aside it goes on; over, it begins anew. */
  g_assert_true (isg_desk_visits_begin (visits, "w1", "Öz Kasap", 200) == visit);
  visit->over = TRUE;
  visit->slip = TRUE;
  g_assert_true (isg_desk_visits_begin (visits, "w1", "Öz Kasap", 300) != visit);
  json = isg_desk_visits_to_json (visits);
  same = isg_desk_visits_from_json (json, isg_date_new (2026, 11, 23));
  g_assert_cmpuint (same->visits->len, ==, 2);
  visit = g_ptr_array_index (same->visits, 1);
  g_assert_cmpstr (visit->title, ==, "Öz Kasap");
  g_assert_cmpuint (visit->n_done, ==, 3);
  g_assert_true (visit->slip && visit->over);
  g_assert_cmpint (visit->time, ==, 100);
  next = isg_desk_visits_from_json (json, isg_date_new (2026, 11, 24));
  g_assert_cmpuint (next->visits->len, ==, 0);
}

/* ---- leaving ---- */

static void
check_leaving (UiFixture *fixture)
{
  IsgDeskPage *page = open_desk (fixture);
  g_autofree char *first = NULL;
  g_autoptr (IsgRecord) stored = NULL;

  keys_type (fixture, "yildi⏎");
  press (fixture, GDK_KEY_F8, 0);
  first
    = g_strdup (((IsgDeskPerson *) g_ptr_array_index (isg_desk_page_data (page)->people, 0))->uuid);
  press (fixture, GDK_KEY_a, 0);
  /* No day; then one before the first day of work. */
  keys_type (fixture, "xx⏎");
  g_assert_nonnull (
    ui_fixture_find_label (GTK_WIDGET (page),
                           "The date was not understood. Example: 23.11.2026 or 231126."));
  press (fixture, GDK_KEY_Escape, 0);
  press (fixture, GDK_KEY_a, 0);
  keys_type (fixture, "010190⏎");
  stored = forms_stored (fixture, first);
  g_assert_null (isg_record_get (stored, "leave_date"));
  press (fixture, GDK_KEY_Escape, 0);

  /* Taken back by the toast. */
  press (fixture, GDK_KEY_a, 0);
  keys_type (fixture, "d⏎");
  g_clear_pointer (&stored, isg_record_unref);
  stored = forms_stored (fixture, first);
  g_assert_cmpint (isg_value_date (isg_record_get (stored, "leave_date")),
                   ==,
                   isg_date_new (2026, 11, 22));
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  ui_fixture_settle (fixture);
  g_clear_pointer (&stored, isg_record_unref);
  stored = forms_stored (fixture, first);
  g_assert_null (isg_record_get (stored, "leave_date"));
}

static void
test_day_of_leaving_is_judged_and_can_be_taken_back (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_leaving);
}

/* ---- health ---- */

static void
add_chamber (IsgStore *store)
{
  g_autoptr (GError) error = NULL;

  ui_fixture_load_sample (store);
  g_assert_true (isg_store_set_setting (store, ISG_ROLE_SETTING, "chamber", FALSE, &error));
  g_assert_no_error (error);
}

static void
check_chamber (UiFixture *fixture)
{
  const IsgPage *desk = isg_pages_find ("desk");
  const IsgPage *exams = isg_pages_find ("exams");
  IsgDeskPage *page;
  const IsgDeskData *data;
  guint n_exams = 0;

  g_assert_true (isg_page_is_listed (desk, fixture->context));
  g_assert_false (isg_page_is_listed (exams, fixture->context));
  /* The key of the exams leads to the desk. */
  g_assert_true (isg_window_open_page (fixture->window, "exams"));
  ui_fixture_settle (fixture);
  page = ISG_DESK_PAGE (isg_window_screen (fixture->window));
  isg_desk_page_visit (page, forms_uuid (fixture, "firin"));
  ui_fixture_settle (fixture);
  data = isg_desk_page_data (page);

  /* What is due by an examination is one line that names nobody, and opens nothing. */
  for (guint i = 0; i < data->duties->len; i++) {
    const IsgDeskDuty *duty = g_ptr_array_index (data->duties, i);
    const IsgDueItem *item
      = duty->tasks != NULL ? isg_due_task_item (g_ptr_array_index (duty->tasks, 0)) : NULL;

    n_exams += item == NULL;
    if (item == NULL)
      g_assert_true (g_str_has_suffix (duty->who, "people")
                     || g_str_has_suffix (duty->who, "person"));
    else
      g_assert_cmpstr (isg_due_item_opens (item), !=, "health_exam");
  }
  g_assert_cmpuint (n_exams, ==, 1);
}

static void
test_no_health_detail_reaches_the_desk (void)
{
  ui_fixture_run (add_chamber, TRUE, check_chamber);
}

static void
check_others (UiFixture *fixture)
{
  /* Who has the exams has them at their place; Ctrl+D is there for everybody. */
  g_assert_false (isg_page_is_listed (isg_pages_find ("desk"), fixture->context));
  g_assert_true (isg_page_is_listed (isg_pages_find ("exams"), fixture->context));
  open_desk (fixture);
}

static void
test_desk_has_a_row_for_the_chamber_alone (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_others);
}

/* ---- pictures ---- */

static void
check_widths (UiFixture *fixture)
{
  static const int widths[] = { 1366, 800, 600 };
  IsgDeskPage *page = open_desk (fixture);

  isg_desk_page_visit (page, forms_uuid (fixture, "berber"));
  ui_fixture_settle (fixture);
  press (fixture, GDK_KEY_F8, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (widths); i++) {
    g_autofree char *name = g_strdup_printf ("desk-%d", widths[i]);

    ui_fixture_resize (fixture, widths[i], 768);
    ui_fixture_settle (fixture);
    g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (fixture->window)), <=, widths[i]);
    forms_picture (fixture, name);
  }
}

static void
test_desk_fits_wide_and_narrow (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_widths);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/desk/visit-of-a-returning-member-takes-59-keys",
                   test_visit_of_a_returning_member_takes_59_keys);
  g_test_add_func ("/desk/visit-in-which-nothing-changed-takes-13-keys",
                   test_visit_in_which_nothing_changed_takes_13_keys);
  g_test_add_func ("/desk/members-are-found-by-name-and-number",
                   test_members_are_found_by_name_and_number);
  g_test_add_func ("/desk/visit-left-alone-leaves-the-screen-and-goes-on-later",
                   test_visit_left_alone_leaves_the_screen_and_goes_on_later);
  g_test_add_func ("/desk/visits-are-kept-for-their-day", test_visits_are_kept_for_their_day);
  g_test_add_func ("/desk/day-of-leaving-is-judged-and-can-be-taken-back",
                   test_day_of_leaving_is_judged_and_can_be_taken_back);
  g_test_add_func ("/desk/no-health-detail-reaches-the-desk",
                   test_no_health_detail_reaches_the_desk);
  g_test_add_func ("/desk/desk-has-a-row-for-the-chamber-alone",
                   test_desk_has_a_row_for_the_chamber_alone);
  g_test_add_func ("/desk/desk-fits-wide-and-narrow", test_desk_fits_wide_and_narrow);
  return g_test_run ();
}
