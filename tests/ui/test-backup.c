/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "app/isg-backup-daily.h"
#include "app/isg-backup-jobs.h"
#include "app/isg-repair.h"
#include "app/isg-restore-sheet.h"
#include "app/isg-sheet.h"
#include "app/isg-window-private.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"

#define DAY (24 * 60 * 60)

static void
press (GtkWidget *root, const char *words)
{
  GtkWidget *label = ui_fixture_find_label (root, words);

  g_assert_nonnull (label);
  g_signal_emit_by_name (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON), "clicked");
}

static GPtrArray *
find_backups (UiFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->dir, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".isgyedek"))
      g_ptr_array_add (all, g_build_filename (folder, name, NULL));
  return all;
}

static GtkWindow *
open_settings (UiFixture *fixture)
{
  GtkWindow *settings;

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.settings", "s", "backup");
  ui_fixture_settle (fixture);
  settings = ui_fixture_top (fixture);
  g_assert_true (ADW_IS_PREFERENCES_WINDOW (settings));
  return settings;
}

/* Rows show their words in labels. */
static gboolean
says (gpointer data)
{
  gpointer *wanted = data;

  return ui_fixture_find_label (wanted[0], wanted[1]) != NULL;
}

static void
await_words (GtkWidget *root, const char *words)
{
  gpointer wanted[] = { root, (gpointer) words };

  isg_test_until (says, wanted);
}

/* ---- by itself ---- */

static void
check_daily (UiFixture *fixture)
{
  g_autoptr (IsgBackupDaily) daily = NULL;
  g_autoptr (GPtrArray) first = find_backups (fixture);
  g_autoptr (GPtrArray) same_day = NULL;
  g_autoptr (GPtrArray) next_day = NULL;

  g_assert_cmpuint (first->len, ==, 1);
  daily = isg_backup_daily_new (fixture->context);
  ui_fixture_settle (fixture);
  same_day = find_backups (fixture);
  g_assert_cmpuint (same_day->len, ==, 1);

  isg_clock_set (fixture->clock, UI_FIXTURE_NOW + DAY);
  isg_backup_daily_look (daily);
  ui_fixture_settle (fixture);
  next_day = find_backups (fixture);
  g_assert_cmpuint (next_day->len, ==, 2);
}

static void
test_each_day_is_backed_up_once_by_itself (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_daily);
}

static void
choose_no (IsgStore *store)
{
  ui_fixture_load_sample (store);
  g_assert_true (isg_store_set_setting (store, ISG_BACKUP_DAILY_SETTING, "no", FALSE, NULL));
}

static void
check_none (UiFixture *fixture)
{
  g_autoptr (GPtrArray) backups = find_backups (fixture);

  g_assert_cmpuint (backups->len, ==, 0);
}

static void
test_nothing_is_backed_up_by_itself_where_nobody_wants_it (void)
{
  ui_fixture_run (choose_no, TRUE, check_none);
}

static void
test_an_empty_store_is_not_backed_up_by_itself (void)
{
  ui_fixture_run (NULL, TRUE, check_none);
}

/* ---- when asked for ---- */

static void
flip (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  bytes[length / 3] ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
check_page (UiFixture *fixture)
{
  GtkWindow *settings = open_settings (fixture);
  g_autoptr (GPtrArray) backups = NULL;

  await_words (GTK_WIDGET (settings),
               "Choose a USB stick; a backup on the same disk does not help against fire or "
               "theft.");
  await_words (GTK_WIDGET (settings), "None yet");
  press (GTK_WIDGET (settings), "Back up now");
  ui_fixture_settle (fixture);
  backups = find_backups (fixture);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_null (ui_fixture_find_label (GTK_WIDGET (settings), "None yet"));

  press (GTK_WIDGET (settings), "Verify");
  ui_fixture_settle (fixture);
  flip (g_ptr_array_index (backups, 0));
  press (GTK_WIDGET (settings), "Verify");
  await_words (GTK_WIDGET (settings),
               "The backup is damaged. Your data are as they were; back up again, best to another "
               "stick.");
  gtk_window_close (settings);
}

static void
test_a_backup_is_made_and_judged_in_the_settings (void)
{
  ui_fixture_run (choose_no, TRUE, check_page);
}

static void
choose_stick (IsgStore *store)
{
  ui_fixture_load_sample (store);
  g_assert_true (
    isg_store_set_setting (store, ISG_BACKUP_FOLDER_SETTING, "/no/such/stick", FALSE, NULL));
}

static void
check_stick (UiFixture *fixture)
{
  GtkWindow *settings = open_settings (fixture);

  await_words (GTK_WIDGET (settings),
               "The chosen place cannot be written to now. Plug the USB stick in, or choose "
               "another place.");
  g_assert_false (gtk_widget_get_sensitive (
    gtk_widget_get_ancestor (ui_fixture_find_label (GTK_WIDGET (settings), "Back up now"),
                             GTK_TYPE_BUTTON)));
  gtk_window_close (settings);
}

static void
test_a_stick_that_is_not_plugged_in_is_said (void)
{
  ui_fixture_run (choose_stick, TRUE, check_stick);
}

/* ---- restoring ---- */

static guint n_workplaces;

static void
count_workplaces (IsgStore *store)
{
  const IsgListQuery query = {
    .kind = "workplace",
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
  };

  g_assert_true (isg_store_record_count (store, &query, &n_workplaces, NULL));
}

static void
add_workplace (IsgStore *store)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgFields) fields = isg_fields_new ();
  g_autoptr (IsgRecord) record = isg_record_new ("workplace", NULL, NULL, fields);

  isg_store_record_save (store, record, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
is_open_again (gpointer data)
{
  UiFixture *fixture = data;
  IsgContext *context = isg_application_context (fixture->application);

  fixture->window = isg_application_window (fixture->application);
  if (context == NULL || context == fixture->context || fixture->window == NULL
      || !isg_window_is_working (fixture->window))
    return FALSE;
  fixture->context = context;
  return TRUE;
}

static gboolean
may_act (gpointer sheet)
{
  gboolean sensitive;

  g_object_get (sheet, "act-sensitive", &sensitive, NULL);
  return sensitive;
}

static gboolean
has_rows (gpointer sheet)
{
  GtkWidget *list = ui_fixture_find (sheet, GTK_TYPE_LIST_BOX);

  return list != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0) != NULL;
}

/* Chooses the newest backup and waits for what is said of it. */
static IsgSheet *
choose_newest (UiFixture *fixture, GtkWindow *parent)
{
  GtkWindow *sheet = NULL;
  GtkWidget *list;

  isg_restore_sheet_open (parent, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++) {
    g_autoptr (GtkWindow) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

    if (ISG_IS_SHEET (window))
      sheet = window;
  }
  g_assert_nonnull (sheet);
  g_assert_false (may_act (sheet));
  isg_test_until (has_rows, sheet);
  list = ui_fixture_find (GTK_WIDGET (sheet), GTK_TYPE_LIST_BOX);
  gtk_list_box_select_row (GTK_LIST_BOX (list),
                           gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  isg_test_until (may_act, sheet);
  return ISG_SHEET (sheet);
}

static gboolean was_old_copy;

/* With nothing waiting, the gate opens again as soon as the worker has looked. */
static void
look_at_journal (IsgStore *store)
{
  g_autoptr (GPtrArray) lines = isg_store_journal_list (store, 0, 100000, NULL);

  was_old_copy = FALSE;
  g_assert_nonnull (lines);
  for (guint i = 0; i < lines->len; i++)
    was_old_copy = was_old_copy
                   || g_str_equal (((const IsgJournalEntry *) g_ptr_array_index (lines, i))->act,
                                   "store.old_copy");
}

static guint
count_kept (UiFixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->dir, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, "isg-defteri-2") && g_str_has_suffix (name, ".db");
  return n;
}

static void
check_restore (UiFixture *fixture)
{
  guint before;
  IsgSheet *sheet;
  GtkWindow *told;

  ui_fixture_do (fixture, count_workplaces);
  before = n_workplaces;
  ui_fixture_do (fixture, add_workplace);
  ui_fixture_do (fixture, count_workplaces);
  g_assert_cmpuint (n_workplaces, ==, before + 1);

  sheet = choose_newest (fixture, open_settings (fixture));
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  isg_test_until (is_open_again, fixture);
  ui_fixture_settle (fixture);
  told = ui_fixture_top (fixture);
  g_assert_true (ISG_IS_SHEET (told));
  gtk_window_close (told);

  ui_fixture_do (fixture, count_workplaces);
  g_assert_cmpuint (n_workplaces, ==, before);
  g_assert_cmpuint (count_kept (fixture), ==, 1);
  ui_fixture_do (fixture, look_at_journal);
  g_assert_true (was_old_copy);
}

static void
test_a_backup_takes_the_stores_place_as_an_old_copy_and_loses_nothing (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_restore);
}

static void
check_damaged_backup (UiFixture *fixture)
{
  g_autoptr (GPtrArray) backups = find_backups (fixture);
  guint before;
  IsgSheet *sheet;

  g_assert_cmpuint (backups->len, ==, 1);
  flip (g_ptr_array_index (backups, 0));
  ui_fixture_do (fixture, count_workplaces);
  before = n_workplaces;
  sheet = choose_newest (fixture, GTK_WINDOW (fixture->window));
  g_assert_nonnull (ui_fixture_find_label (GTK_WIDGET (sheet), "Restore what is readable"));
  gtk_window_close (GTK_WINDOW (sheet));
  ui_fixture_settle (fixture);
  ui_fixture_do (fixture, count_workplaces);
  g_assert_cmpuint (n_workplaces, ==, before);
  g_assert_cmpuint (count_kept (fixture), ==, 0);
}

static void
test_a_damaged_backup_says_so_before_it_is_restored (void)
{
  ui_fixture_run (ui_fixture_load_sample, TRUE, check_damaged_backup);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

  g_test_add_func ("/backup/daily", test_each_day_is_backed_up_once_by_itself);
  g_test_add_func ("/backup/not-daily", test_nothing_is_backed_up_by_itself_where_nobody_wants_it);
  g_test_add_func ("/backup/not-empty", test_an_empty_store_is_not_backed_up_by_itself);
  g_test_add_func ("/backup/page", test_a_backup_is_made_and_judged_in_the_settings);
  g_test_add_func ("/backup/stick", test_a_stick_that_is_not_plugged_in_is_said);
  g_test_add_func ("/backup/restore",
                   test_a_backup_takes_the_stores_place_as_an_old_copy_and_loses_nothing);
  g_test_add_func ("/backup/damaged", test_a_damaged_backup_says_so_before_it_is_restored);
  return g_test_run ();
}
