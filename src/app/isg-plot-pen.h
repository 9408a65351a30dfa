/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pangocairo.h>

#include "app/isg-plot-draw.h"

G_BEGIN_DECLS

/* What the forms of a plot share: measured and drawn text, filled and hatched places. Private to
 * isg-plot-*.c; all of it may be called by any thread, by one at a time for one cairo context. */

/**
 * IsgPlotHatch:
 * @ISG_PLOT_PLAIN: filled only
 * @ISG_PLOT_RISING: lines to the upper right; what is bad
 * @ISG_PLOT_FALLING: lines to the lower right
 * @ISG_PLOT_LYING: lying lines
 */
typedef enum {
  ISG_PLOT_PLAIN,
  ISG_PLOT_RISING,
  ISG_PLOT_FALLING,
  ISG_PLOT_LYING,
} IsgPlotHatch;

/**
 * IsgPlotText:
 *
 * How a text is set.
 */
typedef struct {
  double size; /* in em */
  gboolean bold;
  double align;     /* 0: @x is the left end, 0.5 the middle, 1 the right end */
  double max_width; /* ellipsized beyond; below 0: never */
} IsgPlotText;

/**
 * isg_plot_pen_measure:
 * @look: how large
 * @how: how it is set
 * @text: what
 * @out_height: (out) (optional): its height
 *
 * Thread: any.
 *
 * Returns: its width
 */
double isg_plot_pen_measure (const IsgPlotLook *look,
                             const IsgPlotText *how,
                             const char *text,
                             double *out_height);

/**
 * isg_plot_pen_text:
 * @cr: where
 * @look: how large
 * @how: how it is set
 * @colour: in which colour
 * @x: the end or middle that @how says
 * @y: the top
 * @text: what
 *
 * Thread: one at a time for one @cr.
 */
void isg_plot_pen_text (cairo_t *cr,
                        const IsgPlotLook *look,
                        const IsgPlotText *how,
                        const IsgPlotColour *colour,
                        double x,
                        double y,
                        const char *text);

/**
 * isg_plot_pen_line_height:
 * @look: how large
 * @size: in em
 *
 * Thread: any.
 *
 * Returns: the height of one line of text with its lead
 */
double isg_plot_pen_line_height (const IsgPlotLook *look, double size);

/**
 * isg_plot_pen_fill:
 * @cr: where
 * @look: how large
 * @place: what is filled
 * @fill: with which colour
 * @hatch: and how it is hatched, in the colour of @ink
 * @ink: colour of the hatches
 *
 * Thread: one at a time for one @cr.
 */
void isg_plot_pen_fill (cairo_t *cr,
                        const IsgPlotLook *look,
                        const IsgPlotRect *place,
                        const IsgPlotColour *fill,
                        IsgPlotHatch hatch,
                        const IsgPlotColour *ink);

/**
 * isg_plot_pen_colour:
 * @cr: where
 * @colour: a colour
 * @alpha: how much of it
 *
 * Thread: one at a time for one @cr.
 */
void isg_plot_pen_colour (cairo_t *cr, const IsgPlotColour *colour, double alpha);

/**
 * isg_plot_tone_hatch:
 * @tone: what an item is
 *
 * Thread: any.
 *
 * Returns: %ISG_PLOT_RISING when it is bad
 */
IsgPlotHatch isg_plot_tone_hatch (IsgPlotTone tone);

/**
 * IsgPlotFormClass:
 *
 * What a form of plot can do; as of the public functions of the same names.
 */
typedef struct {
  double (*height) (double width, IsgPlotValues *values, const IsgPlotLook *look);
  void (*place) (double width,
                 double height,
                 IsgPlotValues *values,
                 const IsgPlotLook *look,
                 guint index,
                 IsgPlotRect *out_place);
  /* What a click belongs to: the place with its words. */
  void (*reach) (double width,
                 double height,
                 IsgPlotValues *values,
                 const IsgPlotLook *look,
                 guint index,
                 IsgPlotRect *out_reach);
  void (*draw) (cairo_t *cr,
                double width,
                double height,
                IsgPlotValues *values,
                const IsgPlotLook *look);
} IsgPlotFormClass;

extern const IsgPlotFormClass isg_plot_form_bars;
extern const IsgPlotFormClass isg_plot_form_grid;
extern const IsgPlotFormClass isg_plot_form_stack;
extern const IsgPlotFormClass isg_plot_form_level;

G_END_DECLS
