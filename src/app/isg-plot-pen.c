/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot-pen.h"

#include <math.h>

/* Of a hatch, in em. */
#define HATCH_STEP  0.45
#define HATCH_WIDTH 0.11

static PangoLayout *
make_layout (const IsgPlotLook *look, const IsgPlotText *how, const char *text)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  PangoFontDescription *font = pango_font_description_new ();
  PangoLayout *layout = pango_layout_new (context);

  pango_font_description_set_family (font, look->family != NULL ? look->family : "Sans");
  pango_font_description_set_absolute_size (font, look->em * how->size * PANGO_SCALE);
  pango_font_description_set_weight (font, how->bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_layout_set_text (layout, text, -1);
  if (how->align == 0.5)
    pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  pango_font_description_free (font);
  g_object_unref (context);
  return layout;
}

static void
limit_width (PangoLayout *layout, const IsgPlotText *how)
{
  int width;

  pango_layout_get_size (layout, &width, NULL);
  if (how->max_width < 0 || width <= how->max_width * PANGO_SCALE)
    return;
  pango_layout_set_width (layout, (int) (how->max_width * PANGO_SCALE));
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
}

double
isg_plot_pen_measure (const IsgPlotLook *look,
                      const IsgPlotText *how,
                      const char *text,
                      double *out_height)
{
  g_autoptr (PangoLayout) layout = make_layout (look, how, text);
  int width, height;

  pango_layout_get_size (layout, &width, &height);
  if (out_height != NULL)
    *out_height = (double) height / PANGO_SCALE;
  return (double) width / PANGO_SCALE;
}

void
isg_plot_pen_text (cairo_t *cr,
                   const IsgPlotLook *look,
                   const IsgPlotText *how,
                   const IsgPlotColour *colour,
                   double x,
                   double y,
                   const char *text)
{
  g_autoptr (PangoLayout) layout = make_layout (look, how, text);
  PangoRectangle extents;

  limit_width (layout, how);
  pango_layout_get_extents (layout, NULL, &extents);
  isg_plot_pen_colour (cr, colour, 1);
  cairo_move_to (cr,
                 x - (extents.x + how->align * extents.width) / (double) PANGO_SCALE,
                 y - extents.y / (double) PANGO_SCALE);
  pango_cairo_show_layout (cr, layout);
}

double
isg_plot_pen_line_height (const IsgPlotLook *look, double size)
{
  return look->em * size * 1.5;
}

void
isg_plot_pen_colour (cairo_t *cr, const IsgPlotColour *colour, double alpha)
{
  cairo_set_source_rgba (cr, colour->red, colour->green, colour->blue, colour->alpha * alpha);
}

static void
hatch_lines (cairo_t *cr, const IsgPlotLook *look, const IsgPlotRect *place, IsgPlotHatch hatch)
{
  double step = look->em * HATCH_STEP;
  double right = place->x + place->width, bottom = place->y + place->height;

  if (hatch == ISG_PLOT_LYING) {
    for (double y = place->y + step / 2; y < bottom; y += step) {
      cairo_move_to (cr, place->x, y);
      cairo_line_to (cr, right, y);
    }
    return;
  }
  for (double x = place->x - place->height; x < right; x += step) {
    double foot = hatch == ISG_PLOT_RISING ? bottom : place->y;
    double head = hatch == ISG_PLOT_RISING ? place->y : bottom;

    cairo_move_to (cr, x, foot);
    cairo_line_to (cr, x + place->height, head);
  }
}

void
isg_plot_pen_fill (cairo_t *cr,
                   const IsgPlotLook *look,
                   const IsgPlotRect *place,
                   const IsgPlotColour *fill,
                   IsgPlotHatch hatch,
                   const IsgPlotColour *ink)
{
  if (place->width <= 0 || place->height <= 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, place->x, place->y, place->width, place->height);
  cairo_clip (cr);
  isg_plot_pen_colour (cr, fill, 1);
  cairo_paint (cr);
  if (hatch != ISG_PLOT_PLAIN) {
    isg_plot_pen_colour (cr, ink, 0.75);
    cairo_set_line_width (cr, look->em * HATCH_WIDTH);
    hatch_lines (cr, look, place, hatch);
    cairo_stroke (cr);
  }
  cairo_restore (cr);
}

IsgPlotHatch
isg_plot_tone_hatch (IsgPlotTone tone)
{
  return tone == ISG_PLOT_BAD ? ISG_PLOT_RISING : ISG_PLOT_PLAIN;
}
