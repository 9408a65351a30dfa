/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <cairo.h>

#include "app/isg-plot-values.h"

G_BEGIN_DECLS

/*
 * The drawing of plots, pure: values and a look → cairo. No widget, so that paper takes the same
 * drawing. Text is set by Pango at absolute sizes.
 */

/**
 * IsgPlotColour:
 *
 * 0 to 1 each, not premultiplied.
 */
typedef struct {
  double red;
  double green;
  double blue;
  double alpha;
} IsgPlotColour;

/**
 * IsgPlotIconFunc:
 * @cr: where to draw
 * @icon: a symbolic icon's name
 * @size: width and height; the place is the current origin
 * @colour: in which colour
 * @data: of the look
 *
 * Draws an icon; paper has none.
 */
typedef void (*IsgPlotIconFunc) (cairo_t *cr,
                                 const char *icon,
                                 double size,
                                 const IsgPlotColour *colour,
                                 gpointer data);

/**
 * IsgPlotLook:
 *
 * In which colours and how large.
 */
typedef struct {
  IsgPlotColour text;
  IsgPlotColour fills[ISG_PLOT_N_TONES];
  IsgPlotColour inks[ISG_PLOT_N_TONES]; /* of what is written on a fill */
  const char *family;                   /* (nullable): of the font */
  double em;                            /* its size, in the units of the drawing */
  IsgPlotIconFunc draw_icon;            /* (nullable) */
  gpointer icon_data;
} IsgPlotLook;

/**
 * IsgPlotRect:
 *
 * A place in a drawing.
 */
typedef struct {
  double x;
  double y;
  double width;
  double height;
} IsgPlotRect;

/**
 * isg_plot_look_init:
 * @look: (out caller-allocates): a look
 * @em: size of the font
 *
 * The look of paper: black on white, the tones in colours that a grey printer tells apart by
 * hatches.
 *
 * Thread: any.
 */
void isg_plot_look_init (IsgPlotLook *look, double em);

/**
 * isg_plot_draw:
 * @cr: where to draw
 * @width: of the drawing
 * @height: of the drawing
 * @values: what it shows
 * @look: in which colours and how large
 *
 * Thread: one at a time for one @cr.  Source: ui.md 8.
 */
void isg_plot_draw (cairo_t *cr,
                    double width,
                    double height,
                    IsgPlotValues *values,
                    const IsgPlotLook *look);

/**
 * isg_plot_height:
 * @width: of the drawing
 * @values: what it shows
 * @look: how large
 *
 * Thread: any.
 *
 * Returns: a height that suits it
 */
double isg_plot_height (double width, IsgPlotValues *values, const IsgPlotLook *look);

/**
 * isg_plot_place:
 * @width: of the drawing
 * @height: of the drawing
 * @values: what it shows
 * @look: how large
 * @index: of an item
 * @out_place: (out caller-allocates): what is filled for the item, without its words; of GROUPS the
 *   group's column
 *
 * Thread: any.
 */
void isg_plot_place (double width,
                     double height,
                     IsgPlotValues *values,
                     const IsgPlotLook *look,
                     guint index,
                     IsgPlotRect *out_place);

/**
 * isg_plot_item_at:
 * @width: of the drawing
 * @height: of the drawing
 * @values: what it shows
 * @look: how large
 * @x: a point
 * @y: a point
 *
 * Thread: any.
 *
 * Returns: the index of the item that the point belongs to, words and empty part of its column
 *   included; -1 where there is none
 */
int isg_plot_item_at (double width,
                      double height,
                      IsgPlotValues *values,
                      const IsgPlotLook *look,
                      double x,
                      double y);

G_END_DECLS
