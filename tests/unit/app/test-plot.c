/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot-draw.h"
#include "support/isg-test.h"

#define WIDTH 480
#define EM    14.0

typedef struct {
  cairo_surface_t *surface; /* (owned) */
  int height;
  guchar *pixels;
  int stride;
} Picture;

static IsgPlotLook look;

static void
draw (Picture *picture, IsgPlotValues *values)
{
  cairo_t *cr;

  picture->height = (int) (isg_plot_height (WIDTH, values, &look) + 0.999);
  picture->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, picture->height);
  cr = cairo_create (picture->surface);
  isg_plot_draw (cr, WIDTH, picture->height, values, &look);
  g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
  cairo_destroy (cr);
  cairo_surface_flush (picture->surface);
  picture->pixels = cairo_image_surface_get_data (picture->surface);
  picture->stride = cairo_image_surface_get_stride (picture->surface);
}

static void
clear (Picture *picture)
{
  cairo_surface_destroy (picture->surface);
}

static guint32
pixel (const Picture *picture, int x, int y)
{
  guint32 value;

  memcpy (&value, picture->pixels + (gsize) y * picture->stride + (gsize) x * 4, sizeof value);
  return value;
}

static guint32
of_tone (IsgPlotTone tone)
{
  const IsgPlotColour *colour = &look.fills[tone];

  return 0xff000000u | (guint32) (colour->red * 255 + 0.5) << 16
         | (guint32) (colour->green * 255 + 0.5) << 8 | (guint32) (colour->blue * 255 + 0.5);
}

/* How much of an item's place has exactly this colour, in percent. */
static double
share (const Picture *picture, IsgPlotValues *values, guint index, guint32 colour)
{
  IsgPlotRect place;
  guint n = 0, hits = 0;

  isg_plot_place (WIDTH, picture->height, values, &look, index, &place);
  for (int y = (int) place.y + 1; y < (int) (place.y + place.height) - 1; y++)
    for (int x = (int) place.x + 1; x < (int) (place.x + place.width) - 2; x++) {
      n++;
      hits += pixel (picture, x, y) == colour;
    }
  return n > 0 ? 100.0 * hits / n : 0;
}

static guint
count_drawn (const Picture *picture)
{
  guint n = 0;

  for (int y = 0; y < picture->height; y++)
    for (int x = 0; x < WIDTH; x++)
      n += pixel (picture, x, y) != 0;
  return n;
}

static IsgPlotValues *
months (void)
{
  IsgPlotValues *values = isg_plot_values_new (ISG_PLOT_BARS);

  isg_plot_values_add (values, "overdue", "gecikmiş", NULL, ISG_PLOT_BAD, 3);
  isg_plot_values_add (values, "2026-11", "Kas", "Kasım", ISG_PLOT_NORMAL, 7);
  isg_plot_values_add (values, "2026-12", "Ara", "Aralık", ISG_PLOT_NORMAL, 12);
  isg_plot_values_add (values, NULL, "Oca", "Ocak", ISG_PLOT_NORMAL, 0);
  return values;
}

static void
test_bars_are_as_high_as_their_numbers (void)
{
  g_autoptr (IsgPlotValues) values = months ();
  IsgPlotRect seven, twelve, none;
  Picture picture;

  draw (&picture, values);
  isg_plot_place (WIDTH, picture.height, values, &look, 1, &seven);
  isg_plot_place (WIDTH, picture.height, values, &look, 2, &twelve);
  isg_plot_place (WIDTH, picture.height, values, &look, 3, &none);
  g_assert_cmpfloat_with_epsilon (seven.height / twelve.height, 7.0 / 12, 0.001);
  g_assert_cmpfloat_with_epsilon (seven.y + seven.height, twelve.y + twelve.height, 0.001);
  g_assert_cmpfloat (none.height, ==, 0);
  g_assert_cmpfloat (twelve.y, >=, EM);
  g_assert_cmpfloat (share (&picture, values, 2, of_tone (ISG_PLOT_NORMAL)), >, 99);
  clear (&picture);
}

static void
test_what_is_bad_is_hatched_besides_being_red (void)
{
  g_autoptr (IsgPlotValues) values = months ();
  Picture picture;
  double red;

  draw (&picture, values);
  red = share (&picture, values, 0, of_tone (ISG_PLOT_BAD));
  g_assert_cmpfloat (red, >, 25);
  g_assert_cmpfloat (red, <, 90);
  clear (&picture);
}

static void
test_series_differ_by_hatch_when_colours_are_the_same (void)
{
  g_autoptr (IsgPlotValues) values = isg_plot_values_new (ISG_PLOT_GROUPS);
  const double numbers[] = { 2, 2, 2 };
  double shares[3] = { 0 };
  Picture picture;

  for (guint i = 0; i < 3; i++)
    isg_plot_values_add_series (values, "kaza", ISG_PLOT_NORMAL);
  isg_plot_values_add_group (values, "1", "Oca", "Ocak", numbers);
  draw (&picture, values);
  /* Each of the three bars lies in its third of the middle of the one column. */
  for (guint k = 0; k < 3; k++) {
    guint n = 0;

    for (int y = 40; y < 80; y++)
      for (int x = 60 + (int) k * 128; x < 120 + (int) k * 128; x++)
        n += pixel (&picture, x, y) == of_tone (ISG_PLOT_NORMAL);
    shares[k] = n;
  }
  g_assert_cmpfloat (shares[0], >, shares[1]);
  g_assert_cmpfloat (shares[1], >, 0);
  g_assert_cmpfloat (shares[2], >, 0);
  g_assert_cmpfloat (shares[1], !=, shares[2]);
  clear (&picture);
}

static void
test_cells_have_the_colours_of_their_grades (void)
{
  static const char *const rows[] = { "2 büyük", "1 küçük", NULL };
  static const char *const columns[] = { "1\nhafif", "2\nciddi", NULL };
  static const IsgPlotTone tones[]
    = { ISG_PLOT_GRADE_3, ISG_PLOT_GRADE_5, ISG_PLOT_GRADE_1, ISG_PLOT_GRADE_2 };
  g_autoptr (IsgPlotValues) values = isg_plot_values_new (ISG_PLOT_GRID);
  Picture picture;

  isg_plot_values_set_axes (values, rows, columns, "Olasılık", "Şiddet");
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    isg_plot_values_add (values, NULL, "x", NULL, tones[i], i);
  draw (&picture, values);
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    g_assert_cmpfloat (share (&picture, values, i, of_tone (tones[i])), >, 60);
  clear (&picture);
}

static void
test_a_stack_is_full_and_shows_the_smallest_part (void)
{
  g_autoptr (IsgPlotValues) values = isg_plot_values_new (ISG_PLOT_STACK);
  IsgPlotRect place;
  double total = 0;
  Picture picture;

  isg_plot_values_add (values, "ok", "kabul", NULL, ISG_PLOT_GOOD, 9000);
  isg_plot_values_add (values, "queue", "sırada", NULL, ISG_PLOT_NORMAL, 0);
  isg_plot_values_add (values, "bad", "reddedilen", NULL, ISG_PLOT_BAD, 1);
  draw (&picture, values);
  for (guint i = 0; i < 3; i++) {
    isg_plot_place (WIDTH, picture.height, values, &look, i, &place);
    total += place.width;
  }
  g_assert_cmpfloat_with_epsilon (total, WIDTH, 0.01);
  g_assert_cmpfloat (place.width, >=, 4);
  isg_plot_place (WIDTH, picture.height, values, &look, 1, &place);
  g_assert_cmpfloat (place.width, ==, 0);
  clear (&picture);
}

static void
test_a_level_shows_what_is_short (void)
{
  g_autoptr (IsgPlotValues) values = isg_plot_values_new (ISG_PLOT_LEVEL);
  IsgPlotRect place;
  Picture picture;

  isg_plot_values_add (values, NULL, "Uzman", NULL, ISG_PLOT_WARN, 120);
  isg_plot_values_set_text (values, "120 / 240 dk");
  isg_plot_values_set_mark (values, 240);
  draw (&picture, values);
  isg_plot_place (WIDTH, picture.height, values, &look, 0, &place);
  g_assert_cmpfloat_with_epsilon (place.width, WIDTH / 2.0, 0.01);
  g_assert_cmpfloat (share (&picture, values, 0, of_tone (ISG_PLOT_WARN)), >, 95);
  clear (&picture);
}

static void
test_a_click_finds_what_it_hit (void)
{
  g_autoptr (IsgPlotValues) values = months ();
  double height = isg_plot_height (WIDTH, values, &look);

  g_assert_cmpint (isg_plot_item_at (WIDTH, height, values, &look, 60, height / 2), ==, 0);
  g_assert_cmpint (isg_plot_item_at (WIDTH, height, values, &look, 300, height / 2), ==, 2);
  g_assert_cmpint (isg_plot_item_at (WIDTH, height, values, &look, 300, height + 1), ==, -1);
}

static void
test_nothing_is_drawn_of_nothing (void)
{
  for (int form = ISG_PLOT_BARS; form <= ISG_PLOT_LEVEL; form++) {
    g_autoptr (IsgPlotValues) values = isg_plot_values_new ((IsgPlotForm) form);
    Picture picture = { .height = 20 };
    cairo_t *cr;

    picture.surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, picture.height);
    cr = cairo_create (picture.surface);
    isg_plot_draw (cr, WIDTH, picture.height, values, &look);
    cairo_destroy (cr);
    cairo_surface_flush (picture.surface);
    picture.pixels = cairo_image_surface_get_data (picture.surface);
    picture.stride = cairo_image_surface_get_stride (picture.surface);
    g_assert_cmpuint (count_drawn (&picture), ==, 0);
    g_assert_cmpfloat (isg_plot_height (WIDTH, values, &look), >=, 0);
    clear (&picture);
  }
}

static void
test_a_sentence_says_every_number (void)
{
  g_autoptr (IsgPlotValues) values = months ();
  g_autofree char *text = isg_plot_values_sentence (values, "Aylara göre iş sayısı");

  g_assert_cmpstr (text, ==, "Aylara göre iş sayısı: gecikmiş 3, Kasım 7, Aralık 12, Ocak 0.");
}

static void
test_a_group_says_its_series (void)
{
  g_autoptr (IsgPlotValues) values = isg_plot_values_new (ISG_PLOT_GROUPS);
  const double numbers[] = { 2, 11 };
  const IsgPlotItem *item;

  isg_plot_values_add_series (values, "kaza", ISG_PLOT_BAD);
  isg_plot_values_add_series (values, "ramak kala", ISG_PLOT_WARN);
  isg_plot_values_add_group (values, NULL, "Mar", "Mart", numbers);
  item = g_ptr_array_index (isg_plot_values_items (values), 0);
  g_assert_cmpstr (item->text, ==, "kaza 2, ramak kala 11");
  g_assert_cmpfloat (isg_plot_values_max (values), ==, 11);
  g_assert_cmpfloat (isg_plot_values_total (values), ==, 13);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  isg_plot_look_init (&look, EM);

  g_test_add_func ("/plot/bars-are-as-high-as-their-numbers",
                   test_bars_are_as_high_as_their_numbers);
  g_test_add_func ("/plot/what-is-bad-is-hatched-besides-being-red",
                   test_what_is_bad_is_hatched_besides_being_red);
  g_test_add_func ("/plot/series-differ-by-hatch-when-colours-are-the-same",
                   test_series_differ_by_hatch_when_colours_are_the_same);
  g_test_add_func ("/plot/cells-have-the-colours-of-their-grades",
                   test_cells_have_the_colours_of_their_grades);
  g_test_add_func ("/plot/a-stack-is-full-and-shows-the-smallest-part",
                   test_a_stack_is_full_and_shows_the_smallest_part);
  g_test_add_func ("/plot/a-level-shows-what-is-short", test_a_level_shows_what_is_short);
  g_test_add_func ("/plot/a-click-finds-what-it-hit", test_a_click_finds_what_it_hit);
  g_test_add_func ("/plot/nothing-is-drawn-of-nothing", test_nothing_is_drawn_of_nothing);
  g_test_add_func ("/plot/a-sentence-says-every-number", test_a_sentence_says_every_number);
  g_test_add_func ("/plot/a-group-says-its-series", test_a_group_says_its_series);
  return g_test_run ();
}
