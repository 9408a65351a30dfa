/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot.h"
#include "ui-fixture.h"
#include "ui-sweep.h"

static IsgPlotValues *
make_bars (void)
{
  IsgPlotValues *values = isg_plot_values_new (ISG_PLOT_BARS);

  isg_plot_values_add (values, "overdue", "gecikmiş", NULL, ISG_PLOT_BAD, 3);
  isg_plot_values_add (values, "2026-11", "Kas", "Kasım", ISG_PLOT_NORMAL, 7);
  isg_plot_values_add (values, "2026-12", "Ara", "Aralık", ISG_PLOT_NORMAL, 12);
  isg_plot_values_add (values, NULL, "Oca", "Ocak", ISG_PLOT_NORMAL, 0);
  return values;
}

static IsgPlotValues *
make_groups (void)
{
  static const char *const months[] = { "Oca", "Şub", "Mar", "Nis", "May", "Haz" };
  IsgPlotValues *values = isg_plot_values_new (ISG_PLOT_GROUPS);

  isg_plot_values_add_series (values, "kaza", ISG_PLOT_BAD);
  isg_plot_values_add_series (values, "ramak kala", ISG_PLOT_WARN);
  isg_plot_values_add_series (values, "meslek hastalığı", ISG_PLOT_QUIET);
  for (guint i = 0; i < G_N_ELEMENTS (months); i++) {
    const double numbers[] = { i % 3, (i * 5) % 7, i == 2 };

    isg_plot_values_add_group (values, months[i], months[i], NULL, numbers);
  }
  return values;
}

static IsgPlotValues *
make_grid (void)
{
  static const char *const rows[]
    = { "5 çok yüksek", "4 yüksek", "3 orta", "2 küçük", "1 çok küçük", NULL };
  static const char *const columns[]
    = { "1\nçok hafif", "2\nhafif", "3\norta", "4\nciddi", "5\nçok ciddi", NULL };
  IsgPlotValues *values = isg_plot_values_new (ISG_PLOT_GRID);

  isg_plot_values_set_axes (values, rows, columns, "Olasılık", "Şiddet");
  for (int row = 5; row >= 1; row--)
    for (int column = 1; column <= 5; column++) {
      int score = row * column;
      IsgPlotTone tone = score >= 25   ? ISG_PLOT_GRADE_5
                         : score >= 15 ? ISG_PLOT_GRADE_4
                         : score >= 8  ? ISG_PLOT_GRADE_3
                         : score >= 2  ? ISG_PLOT_GRADE_2
                                       : ISG_PLOT_GRADE_1;
      g_autofree char *id = g_strdup_printf ("%d%d", row, column);

      isg_plot_values_add (values, id, id, NULL, tone, score % 4);
    }
  return values;
}

static IsgPlotValues *
make_stack (void)
{
  IsgPlotValues *values = isg_plot_values_new (ISG_PLOT_STACK);

  isg_plot_values_add (values, "ok", "kabul", NULL, ISG_PLOT_GOOD, 412);
  isg_plot_values_set_icon (values, "emblem-ok-symbolic");
  isg_plot_values_add (values, "queue", "sırada", NULL, ISG_PLOT_NORMAL, 9);
  isg_plot_values_set_icon (values, "document-open-recent-symbolic");
  isg_plot_values_add (values, "bad", "reddedilen", NULL, ISG_PLOT_BAD, 38);
  isg_plot_values_set_icon (values, "dialog-error-symbolic");
  return values;
}

static IsgPlotValues *
make_levels (void)
{
  IsgPlotValues *values = isg_plot_values_new (ISG_PLOT_LEVEL);

  isg_plot_values_add (values, NULL, "Uzman", NULL, ISG_PLOT_WARN, 120);
  isg_plot_values_set_text (values, "120 / 240 dk");
  isg_plot_values_set_mark (values, 240);
  isg_plot_values_add (values, NULL, "Hekim", NULL, ISG_PLOT_GOOD, 160);
  isg_plot_values_set_text (values, "160 / 120 dk");
  isg_plot_values_set_mark (values, 120);
  return values;
}

/* ---- a window with plots ---- */

typedef struct {
  GtkWidget *window;
  IsgPlot *plots[5];
} Desk;

static void
add_plot (Desk *desk, GtkWidget *box, guint index, IsgPlotValues *values)
{
  g_autofree char *sentence = isg_plot_values_sentence (values, "Sayılar");

  desk->plots[index] = ISG_PLOT (isg_plot_new ());
  isg_plot_set (desk->plots[index], values, sentence);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (desk->plots[index]));
  g_object_unref (values);
}

static void
open_desk (Desk *desk, UiFixture *fixture)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  desk->window = gtk_window_new ();
  add_plot (desk, box, 0, make_bars ());
  add_plot (desk, box, 1, make_groups ());
  add_plot (desk, box, 2, make_grid ());
  add_plot (desk, box, 3, make_stack ());
  add_plot (desk, box, 4, make_levels ());
  gtk_window_set_child (GTK_WINDOW (desk->window), box);
  gtk_window_set_default_size (GTK_WINDOW (desk->window), 600, -1);
  gtk_window_present (GTK_WINDOW (desk->window));
  ui_fixture_settle (fixture);
}

static void
close_desk (Desk *desk, UiFixture *fixture)
{
  gtk_window_destroy (GTK_WINDOW (desk->window));
  ui_fixture_settle (fixture);
}

static GtkWidget *
find_image (IsgPlot *plot)
{
  return ui_fixture_find (GTK_WIDGET (plot), GTK_TYPE_DRAWING_AREA);
}

static guint
count_rows (IsgPlot *plot)
{
  GtkWidget *list = ui_fixture_find (GTK_WIDGET (plot), GTK_TYPE_LIST_BOX);
  guint n = 0;

  g_assert_nonnull (list);
  while (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), (int) n) != NULL)
    n++;
  return n;
}

static void
check_image (UiFixture *fixture)
{
  Desk desk;

  open_desk (&desk, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (desk.plots); i++) {
    GtkWidget *image = find_image (desk.plots[i]);

    g_assert_nonnull (image);
    gtk_test_accessible_assert_role (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_ROLE_IMG);
    gtk_test_accessible_assert_property (GTK_ACCESSIBLE (image),
                                         GTK_ACCESSIBLE_PROPERTY_LABEL,
                                         isg_plot_sentence (desk.plots[i]));
    g_assert_cmpint (gtk_widget_get_height (image), >, 40);
  }
  ui_sweep (desk.window, "plots");
  close_desk (&desk, fixture);
}

static void
test_image_says_its_numbers (void)
{
  ui_fixture_run (NULL, TRUE, check_image);
}

static void
note_cb (IsgPlot *plot, const char *id, char **noted)
{
  g_free (*noted);
  *noted = g_strdup (id);
}

static void
check_table (UiFixture *fixture)
{
  g_autofree char *noted = NULL;
  GtkListBoxRow *row;
  Desk desk;

  open_desk (&desk, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (desk.plots); i++)
    isg_plot_show_table (desk.plots[i], TRUE);
  ui_fixture_settle (fixture);
  g_assert_null (find_image (desk.plots[0]));
  g_assert_cmpuint (count_rows (desk.plots[0]), ==, 4);
  g_assert_cmpuint (count_rows (desk.plots[1]), ==, 6);
  g_assert_cmpuint (count_rows (desk.plots[3]), ==, 3);

  g_signal_connect (desk.plots[0], "activated", G_CALLBACK (note_cb), &noted);
  row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (ui_fixture_find (GTK_WIDGET (desk.plots[0]),
                                                                      GTK_TYPE_LIST_BOX)),
                                       2);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (row),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Aralık: 12");
  g_signal_emit_by_name (row, "activate");
  g_assert_cmpstr (noted, ==, "2026-12");
  g_assert_false (gtk_list_box_row_get_activatable (
    gtk_list_box_get_row_at_index (GTK_LIST_BOX (ui_fixture_find (GTK_WIDGET (desk.plots[0]),
                                                                  GTK_TYPE_LIST_BOX)),
                                   3)));
  ui_sweep (desk.window, "plots as tables");
  close_desk (&desk, fixture);
}

static void
test_table_has_the_same_numbers_and_opens_what_is_behind (void)
{
  ui_fixture_run (NULL, TRUE, check_table);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/plot/image-says-its-numbers", test_image_says_its_numbers);
  g_test_add_func ("/plot/table-has-the-same-numbers-and-opens-what-is-behind",
                   test_table_has_the_same_numbers_and_opens_what_is_behind);
  return g_test_run ();
}
