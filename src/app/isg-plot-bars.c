/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot-pen.h"

/* Standing bars, one for each item or one for each series of an item. */

#define TEXT_SIZE 0.92

static const IsgPlotHatch series_hatches[] = { ISG_PLOT_PLAIN, ISG_PLOT_FALLING, ISG_PLOT_LYING };

/* Where the bars stand, from the top down: numbers and bars, the items' labels, the legend. */
typedef struct {
  double top;    /* the highest bar's */
  double bottom; /* the line on which they stand */
  double legend; /* the legend's top */
  double column; /* width of an item's column */
  double unit;   /* height of 1 */
} Frame;

static double
legend_height (IsgPlotValues *values, const IsgPlotLook *look)
{
  return isg_plot_values_series (values)->len > 0 ? isg_plot_pen_line_height (look, 1.2) : 0;
}

static Frame
make_frame (double width, double height, IsgPlotValues *values, const IsgPlotLook *look)
{
  double line = isg_plot_pen_line_height (look, TEXT_SIZE);
  double max = isg_plot_values_max (values);
  Frame frame;

  frame.top = line;
  frame.legend = height - legend_height (values, look);
  frame.bottom = frame.legend - line;
  frame.column = width / MAX (1, isg_plot_values_items (values)->len);
  frame.unit = max > 0 ? (frame.bottom - frame.top) / max : 0;
  return frame;
}

static guint
count_bars (IsgPlotValues *values)
{
  return MAX (1, isg_plot_values_series (values)->len);
}

static double
number_of (const IsgPlotItem *item, guint series)
{
  return item->numbers != NULL ? item->numbers[series] : item->value;
}

static IsgPlotRect
bar_place (const Frame *frame, IsgPlotValues *values, guint index, guint series)
{
  const IsgPlotItem *item = g_ptr_array_index (isg_plot_values_items (values), index);
  guint n = count_bars (values);
  double share = n > 1 ? 0.8 : 0.6;
  double width = frame->column * share / n;
  double height = number_of (item, series) * frame->unit;

  return (IsgPlotRect){
    .x = frame->column * (index + (1 - share) / 2) + width * series,
    .y = frame->bottom - height,
    .width = n > 1 ? width * 0.88 : width,
    .height = height,
  };
}

static void
draw_bar (cairo_t *cr,
          IsgPlotValues *values,
          const IsgPlotLook *look,
          const Frame *frame,
          guint index,
          guint k)
{
  const IsgPlotItem *item = g_ptr_array_index (isg_plot_values_items (values), index);
  GPtrArray *all = isg_plot_values_series (values);
  const IsgPlotSeries *series = all->len > 0 ? g_ptr_array_index (all, k) : NULL;
  IsgPlotTone tone = series != NULL ? series->tone : item->tone;
  IsgPlotHatch hatch = series != NULL ? series_hatches[k % G_N_ELEMENTS (series_hatches)]
                                      : isg_plot_tone_hatch (tone);
  IsgPlotRect place = bar_place (frame, values, index, k);
  const IsgPlotText how = { TEXT_SIZE, FALSE, 0.5, -1 };
  g_autofree char *number
    = g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) (number_of (item, k) + 0.5));

  isg_plot_pen_fill (cr, look, &place, &look->fills[tone], hatch, &look->inks[tone]);
  /* A row of noughts says nothing that the empty column does not. */
  if (series != NULL && number_of (item, k) <= 0)
    return;
  isg_plot_pen_text (cr,
                     look,
                     &how,
                     &look->text,
                     place.x + place.width / 2,
                     place.y - isg_plot_pen_line_height (look, TEXT_SIZE),
                     series != NULL ? number : item->text);
}

static void
draw_legend (cairo_t *cr,
             double width,
             IsgPlotValues *values,
             const IsgPlotLook *look,
             const Frame *frame)
{
  GPtrArray *all = isg_plot_values_series (values);
  const IsgPlotText how = { TEXT_SIZE, FALSE, 0, width / MAX (1, all->len) - look->em * 2 };
  double x = look->em * 0.5;
  double y = frame->legend + look->em * 0.35;

  for (guint k = 0; k < all->len; k++) {
    const IsgPlotSeries *series = g_ptr_array_index (all, k);
    IsgPlotRect swatch = { x, y, look->em * 1.4, look->em };
    double text = isg_plot_pen_measure (look, &how, series->name, NULL);

    isg_plot_pen_fill (cr,
                       look,
                       &swatch,
                       &look->fills[series->tone],
                       series_hatches[k % G_N_ELEMENTS (series_hatches)],
                       &look->inks[series->tone]);
    isg_plot_pen_text (cr,
                       look,
                       &how,
                       &look->text,
                       x + look->em * 1.8,
                       y - look->em * 0.2,
                       series->name);
    x += look->em * 3.2 + MIN (text, how.max_width);
  }
}

static void
bars_draw (cairo_t *cr, double width, double height, IsgPlotValues *values, const IsgPlotLook *look)
{
  Frame frame = make_frame (width, height, values, look);
  GPtrArray *items = isg_plot_values_items (values);
  const IsgPlotText how = { TEXT_SIZE, FALSE, 0.5, frame.column * 0.96 };

  for (guint i = 0; i < items->len; i++) {
    const IsgPlotItem *item = g_ptr_array_index (items, i);

    for (guint k = 0; k < count_bars (values); k++)
      draw_bar (cr, values, look, &frame, i, k);
    isg_plot_pen_text (cr,
                       look,
                       &how,
                       &look->text,
                       frame.column * (i + 0.5),
                       frame.bottom + look->em * 0.08,
                       item->label);
  }
  isg_plot_pen_colour (cr, &look->text, 0.25);
  cairo_rectangle (cr, 0, frame.bottom, width, 1);
  cairo_fill (cr);
  draw_legend (cr, width, values, look, &frame);
}

static double
bars_height (double width, IsgPlotValues *values, const IsgPlotLook *look)
{
  return look->em * 10 + legend_height (values, look);
}

static void
bars_place (double width,
            double height,
            IsgPlotValues *values,
            const IsgPlotLook *look,
            guint index,
            IsgPlotRect *out_place)
{
  Frame frame = make_frame (width, height, values, look);

  if (isg_plot_values_series (values)->len > 0)
    *out_place = (IsgPlotRect){ frame.column * index, 0, frame.column, frame.bottom };
  else
    *out_place = bar_place (&frame, values, index, 0);
}

static void
bars_reach (double width,
            double height,
            IsgPlotValues *values,
            const IsgPlotLook *look,
            guint index,
            IsgPlotRect *out_reach)
{
  Frame frame = make_frame (width, height, values, look);

  *out_reach = (IsgPlotRect){ frame.column * index, 0, frame.column, frame.legend };
}

const IsgPlotFormClass isg_plot_form_bars = { bars_height, bars_place, bars_reach, bars_draw };
