/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot-pen.h"

/* Cells, row by row; words on both axes. */

#define TEXT_SIZE 0.88

typedef struct {
  double left; /* where the cells begin */
  double top;
  double cell_width;
  double cell_height;
  guint n_rows;
  guint n_columns;
} Frame;

static const IsgPlotText row_text = { TEXT_SIZE, FALSE, 1, -1 };
static const IsgPlotText column_text = { TEXT_SIZE, FALSE, 0.5, -1 };
static const IsgPlotText title_text = { TEXT_SIZE, TRUE, 0, -1 };

static double
rows_width (IsgPlotValues *values, const IsgPlotLook *look)
{
  const char *const *rows = isg_plot_values_rows (values);
  double width = 0;

  for (guint i = 0; rows != NULL && rows[i] != NULL; i++)
    width = MAX (width, isg_plot_pen_measure (look, &row_text, rows[i], NULL));
  return width + look->em * 0.5;
}

static double
columns_height (IsgPlotValues *values, const IsgPlotLook *look)
{
  const char *const *columns = isg_plot_values_columns (values);
  double height = 0;

  for (guint i = 0; columns != NULL && columns[i] != NULL; i++) {
    double own;

    isg_plot_pen_measure (look, &column_text, columns[i], &own);
    height = MAX (height, own);
  }
  return height + look->em * 0.3;
}

static double
title_height (const char *title, const IsgPlotLook *look)
{
  return title != NULL ? isg_plot_pen_line_height (look, TEXT_SIZE) : 0;
}

static guint
count_labels (const char *const *labels)
{
  return labels != NULL ? MAX (1, g_strv_length ((char **) labels)) : 1;
}

static double
foot_height (IsgPlotValues *values, const IsgPlotLook *look)
{
  return columns_height (values, look) + title_height (isg_plot_values_column_title (values), look);
}

static Frame
make_frame (double width, double height, IsgPlotValues *values, const IsgPlotLook *look)
{
  Frame frame;

  frame.left = rows_width (values, look);
  frame.top = title_height (isg_plot_values_row_title (values), look);
  frame.n_columns = count_labels (isg_plot_values_columns (values));
  frame.n_rows = count_labels (isg_plot_values_rows (values));
  frame.cell_width = MIN ((width - frame.left) / frame.n_columns, look->em * 7);
  frame.cell_height = (height - frame.top - foot_height (values, look)) / frame.n_rows;
  return frame;
}

static IsgPlotRect
cell_reach (const Frame *frame, guint index)
{
  return (IsgPlotRect){
    .x = frame->left + frame->cell_width * (index % frame->n_columns),
    .y = frame->top + frame->cell_height * (index / frame->n_columns),
    .width = frame->cell_width,
    .height = frame->cell_height,
  };
}

static IsgPlotRect
cell_place (const Frame *frame, const IsgPlotLook *look, guint index)
{
  IsgPlotRect place = cell_reach (frame, index);
  double gap = look->em * 0.2;

  place.width -= gap;
  place.height -= gap;
  return place;
}

static void
draw_cell (cairo_t *cr,
           IsgPlotValues *values,
           const IsgPlotLook *look,
           const Frame *frame,
           guint index)
{
  const IsgPlotItem *item = g_ptr_array_index (isg_plot_values_items (values), index);
  IsgPlotRect place = cell_place (frame, look, index);
  const IsgPlotText how = { item->value > 0 ? 1.05 : TEXT_SIZE, item->value > 0, 0.5, -1 };
  double height;

  isg_plot_pen_measure (look, &how, item->text, &height);
  isg_plot_pen_fill (cr,
                     look,
                     &place,
                     &look->fills[item->tone],
                     ISG_PLOT_PLAIN,
                     &look->inks[item->tone]);
  isg_plot_pen_text (cr,
                     look,
                     &how,
                     &look->inks[item->tone],
                     place.x + place.width / 2,
                     place.y + (place.height - height) / 2,
                     item->text);
}

static void
draw_labels (cairo_t *cr, IsgPlotValues *values, const IsgPlotLook *look, const Frame *frame)
{
  const char *const *rows = isg_plot_values_rows (values);
  const char *const *columns = isg_plot_values_columns (values);
  double foot = frame->top + frame->cell_height * frame->n_rows;

  for (guint i = 0; rows != NULL && rows[i] != NULL; i++) {
    double height;

    isg_plot_pen_measure (look, &row_text, rows[i], &height);
    isg_plot_pen_text (cr,
                       look,
                       &row_text,
                       &look->text,
                       frame->left - look->em * 0.4,
                       frame->top + frame->cell_height * (i + 0.5) - height / 2,
                       rows[i]);
  }
  for (guint i = 0; columns != NULL && columns[i] != NULL; i++)
    isg_plot_pen_text (cr,
                       look,
                       &column_text,
                       &look->text,
                       frame->left + frame->cell_width * (i + 0.5),
                       foot,
                       columns[i]);
}

static void
grid_draw (cairo_t *cr, double width, double height, IsgPlotValues *values, const IsgPlotLook *look)
{
  Frame frame = make_frame (width, height, values, look);
  const char *row_title = isg_plot_values_row_title (values);
  const char *column_title = isg_plot_values_column_title (values);

  for (guint i = 0; i < isg_plot_values_items (values)->len; i++)
    draw_cell (cr, values, look, &frame, i);
  draw_labels (cr, values, look, &frame);
  if (row_title != NULL)
    isg_plot_pen_text (cr, look, &title_text, &look->text, 0, 0, row_title);
  if (column_title != NULL)
    isg_plot_pen_text (cr,
                       look,
                       &title_text,
                       &look->text,
                       frame.left,
                       height - title_height (column_title, look),
                       column_title);
}

static double
grid_height (double width, IsgPlotValues *values, const IsgPlotLook *look)
{
  return count_labels (isg_plot_values_rows (values)) * look->em * 2.9
         + title_height (isg_plot_values_row_title (values), look) + foot_height (values, look);
}

static void
grid_place (double width,
            double height,
            IsgPlotValues *values,
            const IsgPlotLook *look,
            guint index,
            IsgPlotRect *out_place)
{
  Frame frame = make_frame (width, height, values, look);

  *out_place = cell_place (&frame, look, index);
}

static void
grid_reach (double width,
            double height,
            IsgPlotValues *values,
            const IsgPlotLook *look,
            guint index,
            IsgPlotRect *out_reach)
{
  Frame frame = make_frame (width, height, values, look);

  *out_reach = cell_reach (&frame, index);
}

const IsgPlotFormClass isg_plot_form_grid = { grid_height, grid_place, grid_reach, grid_draw };
