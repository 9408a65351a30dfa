/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-import-sheet.h"
#include "app/isg-import-table.h"
#include "app/isg-sheet.h"
#include "store/isg-store-record.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

/* Ayşe is new, Ali's number is wrong, Ayşe stands there twice. */
#define LIST                                                                                       \
  "TCKN;ADI;SOYADI;GİRİŞ TARİHİ\n"                                                            \
  "10000000146;AYŞE;IĞDIRLI;01.06.2024\n"                                                        \
  "10000000145;ALİ;ÇELİK;02.06.2024\n"                                                          \
  "10000000146;AYŞE;IĞDIRLI;01.06.2024\n"                                                        \
  "10000000214;Veli;Kaya;03.06.2024\n"

static char *workplace; /* (owned) (nullable): uuid */
static guint n_open;    /* employees in the lists */

static void
seed (IsgStore *store)
{
  g_autoptr (IsgFields) none = isg_fields_new ();
  g_autoptr (IsgValue) name = isg_value_new_text ("Berber");
  g_autoptr (IsgFields) fields = isg_fields_with (none, "name", name);
  g_autoptr (IsgRecord) record = isg_record_new ("workplace", NULL, NULL, fields);
  g_autoptr (GError) error = NULL;

  isg_store_record_save (store, record, NULL, &error);
  g_assert_no_error (error);
  g_free (workplace);
  workplace = g_strdup (isg_record_uuid (record));
}

static void
count (IsgStore *store)
{
  const IsgListQuery query = {
    .kind = "employee",
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
  };

  g_assert_true (isg_store_record_count (store, &query, &n_open, NULL));
}

static guint
count_employees (UiFixture *fixture)
{
  ui_fixture_do (fixture, count);
  return n_open;
}

static GFile *
write_list (const char *list)
{
  g_autofree char *path = isg_test_path ("liste.csv");

  g_assert_true (g_file_set_contents (path, list, -1, NULL));
  return g_file_new_for_path (path);
}

static IsgSheet *
open_list (UiFixture *fixture, const char *list)
{
  g_autoptr (GFile) file = write_list (list);
  IsgSheet *sheet;

  isg_context_choose_workplace (fixture->context, workplace, "Berber");
  isg_import_sheet_open (fixture->window, "employee", file);
  ui_fixture_settle (fixture);
  sheet = ISG_SHEET (ui_fixture_top (fixture));
  g_assert_nonnull (sheet);
  return sheet;
}

static IsgImportTableView *
table_of (IsgSheet *sheet)
{
  return ISG_IMPORT_TABLE_VIEW (ui_fixture_find (GTK_WIDGET (sheet), ISG_TYPE_IMPORT_TABLE));
}

static gboolean
says (gpointer data)
{
  gpointer *wanted = data;

  return ui_fixture_find_label (wanted[0], wanted[1]) != NULL;
}

static void
await_words (gpointer root, const char *words)
{
  gpointer wanted[] = { root, (gpointer) words };

  isg_test_until (says, wanted);
}

static void
check_import (UiFixture *fixture)
{
  IsgSheet *sheet = open_list (fixture, LIST);

  await_words (sheet, "Import 2 rows");
  await_words (sheet, "Nothing is kept yet. Importing takes 2 rows and skips 2.");
  ui_sweep (GTK_WIDGET (sheet), "import");
  g_assert_cmpuint (isg_import_table_view_n_shown (table_of (sheet)), ==, 4);
  isg_import_table_view_narrow (table_of (sheet), ISG_IMPORT_MEND);
  g_assert_cmpuint (isg_import_table_view_n_shown (table_of (sheet)), ==, 1);
  /* Names are shown as they will be kept. */
  isg_import_table_view_narrow (table_of (sheet), ISG_IMPORT_NEW);
  await_words (sheet, "Iğdırlı");
  g_assert_cmpuint (count_employees (fixture), ==, 0);

  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  await_words (fixture->window, "2 rows processed, 1 row skipped.");
  ui_fixture_settle (fixture);
  g_assert_null (ui_fixture_top (fixture));
  g_assert_cmpuint (count_employees (fixture), ==, 2);

  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "win.undo", NULL);
  await_words (fixture->window, "2 rows were taken back.");
  g_assert_cmpuint (count_employees (fixture), ==, 0);
}

static void
test_a_list_is_shown_first_then_taken_in_and_can_be_taken_back (void)
{
  ui_fixture_run (seed, TRUE, check_import);
}

static void
check_cancel (UiFixture *fixture)
{
  IsgSheet *sheet = open_list (fixture, LIST);

  await_words (sheet, "Import 2 rows");
  gtk_window_close (GTK_WINDOW (sheet));
  ui_fixture_settle (fixture);
  g_assert_cmpuint (count_employees (fixture), ==, 0);
}

static void
test_a_closed_sheet_has_taken_nothing_in (void)
{
  ui_fixture_run (seed, TRUE, check_cancel);
}

static GtkDropDown *
find_drop_down (GtkWidget *root, guint *n)
{
  if (GTK_IS_DROP_DOWN (root) && (*n)-- == 0)
    return GTK_DROP_DOWN (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    GtkDropDown *found = find_drop_down (child, n);

    if (found != NULL)
      return found;
  }
  return NULL;
}

static void
choose (IsgSheet *sheet, guint column, const char *field)
{
  GtkDropDown *drop_down = find_drop_down (GTK_WIDGET (sheet), &column);
  GtkStringList *choices;

  g_assert_nonnull (drop_down);
  choices = GTK_STRING_LIST (gtk_drop_down_get_model (drop_down));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (choices)); i++)
    if (g_str_equal (gtk_string_list_get_string (choices, i), field)) {
      gtk_drop_down_set_selected (drop_down, i);
      return;
    }
  g_assert_not_reached ();
}

static void
check_columns (UiFixture *fixture)
{
  IsgSheet *sheet = open_list (fixture, "A;B;C\n10000000146;Ayşe;Iğdırlı\n");

  await_words (sheet,
               "No line of this list names the identity number. Choose which column goes where.");
  choose (sheet, 0, "Identity no");
  ui_fixture_settle (fixture);
  choose (sheet, 1, "Given name");
  ui_fixture_settle (fixture);
  choose (sheet, 2, "Family name");
  await_words (sheet, "Import 1 row");
  gtk_window_close (GTK_WINDOW (sheet));
  ui_fixture_settle (fixture);
}

static void
test_columns_that_nobody_knows_are_chosen (void)
{
  ui_fixture_run (seed, TRUE, check_columns);
}

static void
check_no_table (UiFixture *fixture)
{
  static const char workbook[] = "PK\003\004 a workbook";
  IsgSheet *sheet = open_list (fixture, workbook);

  await_words (sheet,
               "This file is no list of text. In Excel choose “Save As”, then “CSV”, and import "
               "that file.");
  gtk_window_close (GTK_WINDOW (sheet));
  ui_fixture_settle (fixture);
}

static void
test_a_workbook_says_what_to_do (void)
{
  ui_fixture_run (seed, TRUE, check_no_table);
}

/* ---- a long list ---- */

static void
append_person (GString *list, guint n)
{
  guint digits[11] = { 0 };
  guint number = 200000000 + n;
  guint odd = 0;
  guint even = 0;

  for (int i = 8; i >= 0; i--, number /= 10)
    digits[i] = number % 10;
  for (guint i = 0; i < 9; i++)
    *(i % 2 == 0 ? &odd : &even) += digits[i];
  digits[9] = (odd * 7 + 100 - even) % 10;
  digits[10] = (odd + even + digits[9]) % 10;
  for (guint i = 0; i < 11; i++)
    g_string_append_printf (list, "%u", digits[i]);
  g_string_append (list, ";Ayşe;Iğdırlı;01.06.2024\n");
}

#define LONG 2000

static gboolean
has_begun (gpointer fixture)
{
  return count_employees (fixture) > 0;
}

static void
check_stop (UiFixture *fixture)
{
  g_autoptr (GString) list = g_string_new ("TCKN;ADI;SOYADI;GİRİŞ TARİHİ\n");
  IsgSheet *sheet;
  guint n;

  for (guint i = 0; i < LONG; i++)
    append_person (list, i);
  sheet = open_list (fixture, list->str);
  await_words (sheet, "Import 2000 rows");
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.act", NULL);
  isg_test_until (has_begun, fixture);
  gtk_widget_activate_action (GTK_WIDGET (sheet), "sheet.cancel", NULL);
  ui_fixture_settle (fixture);
  n = count_employees (fixture);
  /* Whole batches are kept; all of it where the last one was already under way. */
  g_assert_cmpuint (n, >=, 500);
  g_assert_cmpuint (n % 500, ==, 0);
}

static void
test_a_long_import_can_be_stopped_and_keeps_what_is_done (void)
{
  ui_fixture_run (seed, TRUE, check_stop);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);
  g_setenv ("LC_ALL", "en_US.UTF-8", TRUE);

  g_test_add_func ("/import/list", test_a_list_is_shown_first_then_taken_in_and_can_be_taken_back);
  g_test_add_func ("/import/cancel", test_a_closed_sheet_has_taken_nothing_in);
  g_test_add_func ("/import/columns", test_columns_that_nobody_knows_are_chosen);
  g_test_add_func ("/import/no-table", test_a_workbook_says_what_to_do);
  g_test_add_func ("/import/stop", test_a_long_import_can_be_stopped_and_keeps_what_is_done);
  return g_test_run ();
}
