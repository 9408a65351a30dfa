/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot-draw.h"

#include "app/isg-plot-pen.h"

#define RGB(red, green, blue)                                                                      \
  {                                                                                                \
    (red) / 255.0, (green) / 255.0, (blue) / 255.0, 1                                              \
  }

static const IsgPlotFormClass *
form_class (IsgPlotValues *values)
{
  switch (isg_plot_values_form (values)) {
  case ISG_PLOT_GRID:
    return &isg_plot_form_grid;
  case ISG_PLOT_STACK:
    return &isg_plot_form_stack;
  case ISG_PLOT_LEVEL:
    return &isg_plot_form_level;
  case ISG_PLOT_BARS:
  case ISG_PLOT_GROUPS:
  default:
    return &isg_plot_form_bars;
  }
}

void
isg_plot_look_init (IsgPlotLook *look, double em)
{
  static const IsgPlotColour fills[ISG_PLOT_N_TONES] = {
    RGB (53, 132, 228),  RGB (38, 162, 105),  RGB (229, 165, 10),  RGB (192, 28, 40),
    RGB (154, 153, 150), RGB (143, 240, 164), RGB (200, 245, 184), RGB (248, 226, 107),
    RGB (255, 163, 72),  RGB (165, 29, 45),
  };
  static const IsgPlotColour black = RGB (0, 0, 0), white = RGB (255, 255, 255);

  g_return_if_fail (look != NULL && em > 0);

  *look = (IsgPlotLook){ .text = black, .em = em };
  for (guint i = 0; i < ISG_PLOT_N_TONES; i++) {
    look->fills[i] = fills[i];
    look->inks[i] = i >= ISG_PLOT_GRADE_1 && i < ISG_PLOT_GRADE_5 ? black : white;
  }
}

void
isg_plot_draw (cairo_t *cr,
               double width,
               double height,
               IsgPlotValues *values,
               const IsgPlotLook *look)
{
  g_return_if_fail (cr != NULL && look != NULL);
  g_return_if_fail (ISG_IS_PLOT_VALUES (values));

  if (isg_plot_values_items (values)->len == 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_clip (cr);
  form_class (values)->draw (cr, width, height, values, look);
  cairo_restore (cr);
}

double
isg_plot_height (double width, IsgPlotValues *values, const IsgPlotLook *look)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (values) && look != NULL, 0);

  return form_class (values)->height (width, values, look);
}

void
isg_plot_place (double width,
                double height,
                IsgPlotValues *values,
                const IsgPlotLook *look,
                guint index,
                IsgPlotRect *out_place)
{
  g_return_if_fail (ISG_IS_PLOT_VALUES (values) && look != NULL);
  g_return_if_fail (index < isg_plot_values_items (values)->len);

  form_class (values)->place (width, height, values, look, index, out_place);
}

int
isg_plot_item_at (double width,
                  double height,
                  IsgPlotValues *values,
                  const IsgPlotLook *look,
                  double x,
                  double y)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (values) && look != NULL, -1);

  for (guint i = 0; i < isg_plot_values_items (values)->len; i++) {
    IsgPlotRect reach;

    form_class (values)->reach (width, height, values, look, i, &reach);
    if (x >= reach.x && x < reach.x + reach.width && y >= reach.y && y < reach.y + reach.height)
      return (int) i;
  }
  return -1;
}
