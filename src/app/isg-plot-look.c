/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <adwaita.h>

#include "app/isg-plot.h"

/* The names of the style's colours for each tone; those of the grades stand in style.css. */
static const struct {
  const char *fill;
  const char *ink;
} tones[ISG_PLOT_N_TONES] = {
  [ISG_PLOT_NORMAL] = { "accent_bg_color", "accent_fg_color" },
  [ISG_PLOT_GOOD] = { "success_bg_color", "success_fg_color" },
  [ISG_PLOT_WARN] = { "warning_bg_color", "warning_fg_color" },
  [ISG_PLOT_BAD] = { "error_bg_color", "error_fg_color" },
  [ISG_PLOT_QUIET] = { "isg_quiet_bg", "isg_quiet_fg" },
  [ISG_PLOT_GRADE_1] = { "isg_grade_1_bg", "isg_grade_1_fg" },
  [ISG_PLOT_GRADE_2] = { "isg_grade_2_bg", "isg_grade_2_fg" },
  [ISG_PLOT_GRADE_3] = { "isg_grade_3_bg", "isg_grade_3_fg" },
  [ISG_PLOT_GRADE_4] = { "isg_grade_4_bg", "isg_grade_4_fg" },
  [ISG_PLOT_GRADE_5] = { "isg_grade_5_bg", "isg_grade_5_fg" },
};

static IsgPlotColour
from_rgba (const GdkRGBA *colour)
{
  return (IsgPlotColour){ colour->red, colour->green, colour->blue, colour->alpha };
}

static void
look_up (GtkStyleContext *style, const char *name, IsgPlotColour *colour)
{
  GdkRGBA found;

  if (gtk_style_context_lookup_color (style, name, &found))
    *colour = from_rgba (&found);
}

static double
font_pixels (PangoContext *context)
{
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double) pango_font_description_get_size (font) / PANGO_SCALE;
  double resolution = pango_cairo_context_get_resolution (context);

  if (pango_font_description_get_size_is_absolute (font))
    return size;
  return size * (resolution > 0 ? resolution : 96) / 72;
}

/* A symbolic icon, drawn by the toolkit into the plot's own surface. */
static void
draw_icon (cairo_t *cr, const char *icon, double size, const IsgPlotColour *colour, gpointer data)
{
  GtkWidget *widget = data;
  GdkRGBA rgba
    = { (float) colour->red, (float) colour->green, (float) colour->blue, (float) colour->alpha };
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GtkIconPaintable) paintable
    = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)),
                                  icon,
                                  NULL,
                                  (int) (size + 0.5),
                                  gtk_widget_get_scale_factor (widget),
                                  gtk_widget_get_direction (widget),
                                  GTK_ICON_LOOKUP_FORCE_SYMBOLIC);
  g_autoptr (GskRenderNode) node = NULL;

  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (paintable),
                                            snapshot,
                                            size,
                                            size,
                                            &rgba,
                                            1);
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  if (node != NULL)
    gsk_render_node_draw (node, cr);
}

void
isg_plot_look_of (GtkWidget *widget, IsgPlotLook *look)
{
  GtkStyleContext *style;
  PangoContext *context;
  GdkRGBA text;

  g_return_if_fail (GTK_IS_WIDGET (widget) && look != NULL);

  style = gtk_widget_get_style_context (widget);
  context = gtk_widget_get_pango_context (widget);
  isg_plot_look_init (look, font_pixels (context));
  gtk_style_context_get_color (style, &text);
  look->text = from_rgba (&text);
  look->family = pango_font_description_get_family (pango_context_get_font_description (context));
  look->draw_icon = draw_icon;
  look->icon_data = widget;
  for (guint i = 0; i < ISG_PLOT_N_TONES; i++) {
    look_up (style, tones[i].fill, &look->fills[i]);
    look_up (style, tones[i].ink, &look->inks[i]);
  }
}
