/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/*
 * What a plot shows, apart from how it is drawn: plain values, no widget. A page fills them,
 * IsgPlot shows them as a drawing or as a table, and paper takes the drawing (isg-plot-draw.h).
 */

/**
 * IsgPlotForm:
 * @ISG_PLOT_BARS: a standing bar for each item
 * @ISG_PLOT_GROUPS: for each item a standing bar of each series, told apart by hatches
 * @ISG_PLOT_GRID: items are cells of a grid, row by row from the top
 * @ISG_PLOT_STACK: one lying bar, cut by item, with the counts under it
 * @ISG_PLOT_LEVEL: a lying bar for each item, with a mark at what is needed
 */
typedef enum {
  ISG_PLOT_BARS,
  ISG_PLOT_GROUPS,
  ISG_PLOT_GRID,
  ISG_PLOT_STACK,
  ISG_PLOT_LEVEL,
} IsgPlotForm;

/**
 * IsgPlotTone:
 * @ISG_PLOT_NORMAL: accent
 * @ISG_PLOT_GOOD: green
 * @ISG_PLOT_WARN: amber
 * @ISG_PLOT_BAD: red, and hatched
 * @ISG_PLOT_QUIET: grey
 * @ISG_PLOT_GRADE_1: the least of the five classes of a risk score; the picker's colour
 * @ISG_PLOT_GRADE_5: the worst of them
 *
 * What an item is, said in colour. Colour never speaks alone: its name and number stand beside it.
 */
typedef enum {
  ISG_PLOT_NORMAL,
  ISG_PLOT_GOOD,
  ISG_PLOT_WARN,
  ISG_PLOT_BAD,
  ISG_PLOT_QUIET,
  ISG_PLOT_GRADE_1,
  ISG_PLOT_GRADE_2,
  ISG_PLOT_GRADE_3,
  ISG_PLOT_GRADE_4,
  ISG_PLOT_GRADE_5,
  ISG_PLOT_N_TONES,
} IsgPlotTone;

/**
 * IsgPlotItem:
 *
 * One bar, group, cell or part.
 */
typedef struct {
  char *id;    /* (nullable): what the records behind are asked for by; %NULL: nothing opens */
  char *label; /* short, for the drawing: "Kas" */
  char *name;  /* whole, for table and sentence: "Kasım 2026" */
  char *text;  /* the number as one reads it: "12", "120 / 240 dk" */
  char *icon;  /* (nullable): a symbolic icon's name, beside the count of a STACK */
  IsgPlotTone tone;
  double value;
  double mark;     /* of a LEVEL: what is needed; below 0: no mark */
  double *numbers; /* (nullable): of GROUPS, one for each series */
} IsgPlotItem;

/**
 * IsgPlotSeries:
 *
 * One kind of bar in GROUPS.
 */
typedef struct {
  char *name;
  IsgPlotTone tone;
} IsgPlotSeries;

#define ISG_TYPE_PLOT_VALUES (isg_plot_values_get_type ())

/**
 * IsgPlotValues:
 *
 * What a plot shows. It is filled by one thread and does not change afterwards.
 */
G_DECLARE_FINAL_TYPE (IsgPlotValues, isg_plot_values, ISG, PLOT_VALUES, GObject)

/**
 * isg_plot_values_new:
 * @form: how it is drawn
 *
 * Thread: any.
 *
 * Returns: (transfer full): values without an item
 */
IsgPlotValues *isg_plot_values_new (IsgPlotForm form);

/**
 * isg_plot_values_add:
 * @self: values
 * @id: (nullable): what the records behind are asked for by; %NULL: nothing opens
 * @label: short, for the drawing
 * @name: (nullable): whole, for table and sentence; %NULL is @label
 * @tone: what it is
 * @value: at least 0
 *
 * Adds an item; its text is the whole number.
 *
 * Thread: one.
 */
void isg_plot_values_add (IsgPlotValues *self,
                          const char *id,
                          const char *label,
                          const char *name,
                          IsgPlotTone tone,
                          double value);

/**
 * isg_plot_values_add_series:
 * @self: values of GROUPS, without an item
 * @name: what is counted: "kaza"
 * @tone: its colour; its hatch follows from its place
 *
 * Thread: one.
 */
void isg_plot_values_add_series (IsgPlotValues *self, const char *name, IsgPlotTone tone);

/**
 * isg_plot_values_add_group:
 * @self: values of GROUPS, with its series
 * @id: (nullable): as of isg_plot_values_add ()
 * @label: short, for the drawing
 * @name: (nullable): whole
 * @numbers: (array): one for each series
 *
 * Adds a group; its text is made of the series: "kaza 2, ramak kala 11".
 *
 * Thread: one.
 */
void isg_plot_values_add_group (IsgPlotValues *self,
                                const char *id,
                                const char *label,
                                const char *name,
                                const double *numbers);

/**
 * isg_plot_values_set_text:
 * @self: values with an item
 * @text: the last item's number as one reads it: "120 / 240 dk"
 *
 * Thread: one.
 */
void isg_plot_values_set_text (IsgPlotValues *self, const char *text);

/**
 * isg_plot_values_set_icon:
 * @self: values with an item
 * @icon: a symbolic icon's name, for the last item
 *
 * Thread: one.
 */
void isg_plot_values_set_icon (IsgPlotValues *self, const char *icon);

/**
 * isg_plot_values_set_mark:
 * @self: values of LEVEL with an item
 * @mark: what the last item needs; what is short of it is hatched
 *
 * Thread: one.
 */
void isg_plot_values_set_mark (IsgPlotValues *self, double mark);

/**
 * isg_plot_values_set_axes:
 * @self: values of GRID
 * @rows: (array zero-terminated=1): a label for each row, from the top
 * @columns: (array zero-terminated=1): a label for each column; a newline begins its second line
 * @row_title: (nullable): what grows upwards
 * @column_title: (nullable): what grows to the right
 *
 * Thread: one.
 */
void isg_plot_values_set_axes (IsgPlotValues *self,
                               const char *const *rows,
                               const char *const *columns,
                               const char *row_title,
                               const char *column_title);

/**
 * isg_plot_values_form:
 * @self: values
 *
 * Thread: any.
 *
 * Returns: how they are drawn
 */
IsgPlotForm isg_plot_values_form (IsgPlotValues *self);

/**
 * isg_plot_values_items:
 * @self: values
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgPlotItem): the items in order
 */
GPtrArray *isg_plot_values_items (IsgPlotValues *self);

/**
 * isg_plot_values_series:
 * @self: values
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgPlotSeries): what is counted in GROUPS
 */
GPtrArray *isg_plot_values_series (IsgPlotValues *self);

/**
 * isg_plot_values_rows:
 * @self: values of GRID
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the rows' labels
 */
const char *const *isg_plot_values_rows (IsgPlotValues *self);

/**
 * isg_plot_values_columns:
 * @self: values of GRID
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): the columns' labels
 */
const char *const *isg_plot_values_columns (IsgPlotValues *self);

/**
 * isg_plot_values_row_title:
 * @self: values of GRID
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what grows upwards
 */
const char *isg_plot_values_row_title (IsgPlotValues *self);

/**
 * isg_plot_values_column_title:
 * @self: values of GRID
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what grows to the right
 */
const char *isg_plot_values_column_title (IsgPlotValues *self);

/**
 * isg_plot_values_max:
 * @self: values
 *
 * Thread: any.
 *
 * Returns: the greatest number in it
 */
double isg_plot_values_max (IsgPlotValues *self);

/**
 * isg_plot_values_total:
 * @self: values
 *
 * Thread: any.
 *
 * Returns: the sum of the items' values
 */
double isg_plot_values_total (IsgPlotValues *self);

/**
 * isg_plot_values_sentence:
 * @self: values
 * @title: what they are: "Aylara göre iş sayısı"
 *
 * Thread: any.  Source: ui.md 8, text alternative.
 *
 * Returns: (transfer full): "Aylara göre iş sayısı: gecikmiş 3, Kasım 7, Aralık 12."
 */
char *isg_plot_values_sentence (IsgPlotValues *self, const char *title);

G_END_DECLS
