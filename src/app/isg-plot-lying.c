/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot-pen.h"

/* Lying bars: one that is cut into parts, and one for each item with a mark at its need. */

#define TEXT_SIZE    0.92
#define BAR_HEIGHT   1.8  /* in em */
#define LEVEL_HEIGHT 0.9  /* in em */
#define LEVEL_ROW    3.2  /* in em */
#define LEAST_PART   0.35 /* in em: a part that is there is seen */

static const IsgPlotText plain_text = { TEXT_SIZE, FALSE, 0, -1 };

/* ---- one bar of parts ---- */

/* The width of parts that are there but would not be seen is taken from the others. */
static double
part_width (double width, IsgPlotValues *values, const IsgPlotLook *look, guint index)
{
  GPtrArray *items = isg_plot_values_items (values);
  double total = isg_plot_values_total (values), least = look->em * LEAST_PART;
  double small = 0, rest = total;
  double value = ((const IsgPlotItem *) g_ptr_array_index (items, index))->value;

  if (value <= 0)
    return 0;
  for (guint i = 0; i < items->len; i++) {
    double other = ((const IsgPlotItem *) g_ptr_array_index (items, i))->value;

    if (other > 0 && other / total * width < least) {
      small += least;
      rest -= other;
    }
  }
  return value / total * width < least ? least : value / rest * (width - small);
}

static void
stack_place (double width,
             double height,
             IsgPlotValues *values,
             const IsgPlotLook *look,
             guint index,
             IsgPlotRect *out_place)
{
  double x = 0;

  for (guint i = 0; i < index; i++)
    x += part_width (width, values, look, i);
  *out_place
    = (IsgPlotRect){ x, 0, part_width (width, values, look, index), look->em * BAR_HEIGHT };
}

static double
key_width (const IsgPlotItem *item, const IsgPlotLook *look)
{
  g_autofree char *text = g_strdup_printf ("%s %s", item->text, item->name);

  return isg_plot_pen_measure (look, &plain_text, text, NULL) + look->em * 3.3;
}

/* The keys stand under the bar, in as many lines as they need; those of nothing are left out. */
static IsgPlotRect
key_place (double width, IsgPlotValues *values, const IsgPlotLook *look, guint index)
{
  GPtrArray *items = isg_plot_values_items (values);
  double line = isg_plot_pen_line_height (look, 1.15);
  IsgPlotRect place = { 0, look->em * (BAR_HEIGHT + 0.6), 0, line };

  for (guint i = 0; i <= index; i++) {
    const IsgPlotItem *item = g_ptr_array_index (items, i);
    double own = item->value > 0 ? key_width (item, look) : 0;

    place.x += place.width;
    if (place.x > 0 && place.x + own > width) {
      place.x = 0;
      place.y += line;
    }
    place.width = own;
  }
  return place;
}

static void
draw_key (cairo_t *cr,
          double width,
          IsgPlotValues *values,
          const IsgPlotLook *look,
          const IsgPlotItem *item,
          guint index)
{
  IsgPlotRect place = key_place (width, values, look, index);
  IsgPlotRect swatch = { place.x, place.y + look->em * 0.25, look->em * 0.8, look->em };
  g_autofree char *text = g_strdup_printf ("%s %s", item->text, item->name);
  IsgPlotText how = plain_text;

  how.max_width = width - place.x - look->em * 2.4;
  isg_plot_pen_fill (cr,
                     look,
                     &swatch,
                     &look->fills[item->tone],
                     isg_plot_tone_hatch (item->tone),
                     &look->inks[item->tone]);
  if (item->icon != NULL && look->draw_icon != NULL) {
    cairo_save (cr);
    cairo_translate (cr, place.x + look->em, swatch.y);
    look->draw_icon (cr, item->icon, look->em, &look->text, look->icon_data);
    cairo_restore (cr);
  }
  isg_plot_pen_text (cr,
                     look,
                     &how,
                     &look->text,
                     place.x + look->em * 2.2,
                     place.y + look->em * 0.05,
                     text);
}

static void
stack_draw (cairo_t *cr,
            double width,
            double height,
            IsgPlotValues *values,
            const IsgPlotLook *look)
{
  GPtrArray *items = isg_plot_values_items (values);

  for (guint i = 0; i < items->len; i++) {
    const IsgPlotItem *item = g_ptr_array_index (items, i);
    IsgPlotRect place;

    if (item->value <= 0)
      continue;
    stack_place (width, height, values, look, i, &place);
    place.width = MAX (1, place.width - 1);
    isg_plot_pen_fill (cr,
                       look,
                       &place,
                       &look->fills[item->tone],
                       isg_plot_tone_hatch (item->tone),
                       &look->inks[item->tone]);
    draw_key (cr, width, values, look, item, i);
  }
}

static double
stack_height (double width, IsgPlotValues *values, const IsgPlotLook *look)
{
  guint n = isg_plot_values_items (values)->len;
  IsgPlotRect last;

  if (n == 0)
    return look->em * BAR_HEIGHT;
  last = key_place (width, values, look, n - 1);
  return last.y + last.height;
}

static void
stack_reach (double width,
             double height,
             IsgPlotValues *values,
             const IsgPlotLook *look,
             guint index,
             IsgPlotRect *out_reach)
{
  stack_place (width, height, values, look, index, out_reach);
}

/* ---- a bar for each ---- */

static IsgPlotRect
level_trough (double width, const IsgPlotLook *look, guint index)
{
  return (IsgPlotRect){
    .x = 0,
    .y = look->em * (LEVEL_ROW * index + 1.6),
    .width = width,
    .height = look->em * LEVEL_HEIGHT,
  };
}

/* The longer of what is there and what is needed fills the bar. */
static double
level_unit (double width, const IsgPlotItem *item)
{
  double most = MAX (item->value, item->mark);

  return most > 0 ? width / most : 0;
}

static void
level_place (double width,
             double height,
             IsgPlotValues *values,
             const IsgPlotLook *look,
             guint index,
             IsgPlotRect *out_place)
{
  const IsgPlotItem *item = g_ptr_array_index (isg_plot_values_items (values), index);

  *out_place = level_trough (width, look, index);
  out_place->width = item->value * level_unit (width, item);
}

static void
draw_mark (cairo_t *cr, const IsgPlotLook *look, const IsgPlotRect *trough, double at)
{
  double thick = look->em * 0.2;
  double x = MIN (trough->x + at, trough->x + trough->width - thick);

  isg_plot_pen_colour (cr, &look->text, 1);
  cairo_rectangle (cr,
                   MAX (trough->x, x - thick / 2),
                   trough->y - look->em * 0.25,
                   thick,
                   trough->height + look->em * 0.5);
  cairo_fill (cr);
}

static void
draw_level (cairo_t *cr, double width, IsgPlotValues *values, const IsgPlotLook *look, guint index)
{
  const IsgPlotItem *item = g_ptr_array_index (isg_plot_values_items (values), index);
  IsgPlotRect trough = level_trough (width, look, index), place, gap;
  IsgPlotColour grey = look->text;
  IsgPlotText left = plain_text, right = { TEXT_SIZE, TRUE, 1, -1 };

  level_place (width, 0, values, look, index, &place);
  grey.alpha = 0.12;
  isg_plot_pen_fill (cr, look, &trough, &grey, ISG_PLOT_PLAIN, &look->text);
  isg_plot_pen_fill (cr,
                     look,
                     &place,
                     &look->fills[item->tone],
                     isg_plot_tone_hatch (item->tone),
                     &look->inks[item->tone]);
  if (item->mark > item->value) {
    gap = trough;
    gap.x = place.x + place.width;
    gap.width = (item->mark - item->value) * level_unit (width, item);
    grey.alpha = 0;
    isg_plot_pen_fill (cr, look, &gap, &grey, ISG_PLOT_RISING, &look->fills[ISG_PLOT_BAD]);
  }
  if (item->mark > 0)
    draw_mark (cr, look, &trough, item->mark * level_unit (width, item));
  left.max_width = width - isg_plot_pen_measure (look, &right, item->text, NULL) - look->em;
  isg_plot_pen_text (cr, look, &left, &look->text, 0, trough.y - look->em * 1.6, item->label);
  isg_plot_pen_text (cr, look, &right, &look->text, width, trough.y - look->em * 1.6, item->text);
}

static void
level_draw (cairo_t *cr,
            double width,
            double height,
            IsgPlotValues *values,
            const IsgPlotLook *look)
{
  for (guint i = 0; i < isg_plot_values_items (values)->len; i++)
    draw_level (cr, width, values, look, i);
}

static double
level_height (double width, IsgPlotValues *values, const IsgPlotLook *look)
{
  return look->em * LEVEL_ROW * isg_plot_values_items (values)->len;
}

static void
level_reach (double width,
             double height,
             IsgPlotValues *values,
             const IsgPlotLook *look,
             guint index,
             IsgPlotRect *out_reach)
{
  *out_reach = (IsgPlotRect){ 0, look->em * LEVEL_ROW * index, width, look->em * LEVEL_ROW };
}

const IsgPlotFormClass isg_plot_form_stack = { stack_height, stack_place, stack_reach, stack_draw };
const IsgPlotFormClass isg_plot_form_level = { level_height, level_place, level_reach, level_draw };
