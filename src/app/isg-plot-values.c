/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot-values.h"

struct _IsgPlotValues {
  GObject parent_instance;

  IsgPlotForm form;
  GPtrArray *items;   /* (owned) (element-type IsgPlotItem) */
  GPtrArray *series;  /* (owned) (element-type IsgPlotSeries) */
  char **rows;        /* (owned) (nullable) */
  char **columns;     /* (owned) (nullable) */
  char *row_title;    /* (owned) (nullable) */
  char *column_title; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (IsgPlotValues, isg_plot_values, G_TYPE_OBJECT)

static void
item_free (gpointer data)
{
  IsgPlotItem *item = data;

  g_free (item->id);
  g_free (item->label);
  g_free (item->name);
  g_free (item->text);
  g_free (item->icon);
  g_free (item->numbers);
  g_free (item);
}

static void
series_free (gpointer data)
{
  g_free (((IsgPlotSeries *) data)->name);
  g_free (data);
}

/* ---- filling ---- */

IsgPlotValues *
isg_plot_values_new (IsgPlotForm form)
{
  IsgPlotValues *self = g_object_new (ISG_TYPE_PLOT_VALUES, NULL);

  self->form = form;
  return self;
}

static IsgPlotItem *
add_item (IsgPlotValues *self, const char *id, const char *label, const char *name)
{
  IsgPlotItem *item = g_new0 (IsgPlotItem, 1);

  item->id = g_strdup (id);
  item->label = g_strdup (label);
  item->name = g_strdup (name != NULL ? name : label);
  item->mark = -1;
  g_ptr_array_add (self->items, item);
  return item;
}

static char *
number_text (double value)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64) (value + 0.5));
}

void
isg_plot_values_add (IsgPlotValues *self,
                     const char *id,
                     const char *label,
                     const char *name,
                     IsgPlotTone tone,
                     double value)
{
  IsgPlotItem *item;

  g_return_if_fail (ISG_IS_PLOT_VALUES (self));
  g_return_if_fail (label != NULL && value >= 0);

  item = add_item (self, id, label, name);
  item->tone = tone;
  item->value = value;
  item->text = number_text (value);
}

void
isg_plot_values_add_series (IsgPlotValues *self, const char *name, IsgPlotTone tone)
{
  IsgPlotSeries *series;

  g_return_if_fail (ISG_IS_PLOT_VALUES (self));
  g_return_if_fail (self->items->len == 0);

  series = g_new0 (IsgPlotSeries, 1);
  series->name = g_strdup (name);
  series->tone = tone;
  g_ptr_array_add (self->series, series);
}

void
isg_plot_values_add_group (IsgPlotValues *self,
                           const char *id,
                           const char *label,
                           const char *name,
                           const double *numbers)
{
  g_autoptr (GString) text = g_string_new (NULL);
  IsgPlotItem *item;

  g_return_if_fail (ISG_IS_PLOT_VALUES (self));
  g_return_if_fail (label != NULL && self->series->len > 0);

  item = add_item (self, id, label, name);
  item->numbers = g_memdup2 (numbers, sizeof (double) * self->series->len);
  for (guint i = 0; i < self->series->len; i++) {
    const IsgPlotSeries *series = g_ptr_array_index (self->series, i);
    g_autofree char *number = number_text (numbers[i]);

    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", series->name, number);
    item->value += numbers[i];
  }
  item->text = g_string_free (g_steal_pointer (&text), FALSE);
}

static IsgPlotItem *
last_item (IsgPlotValues *self)
{
  return self->items->len > 0 ? g_ptr_array_index (self->items, self->items->len - 1) : NULL;
}

void
isg_plot_values_set_text (IsgPlotValues *self, const char *text)
{
  IsgPlotItem *item;

  g_return_if_fail (ISG_IS_PLOT_VALUES (self));

  item = last_item (self);
  g_return_if_fail (item != NULL);
  g_free (item->text);
  item->text = g_strdup (text);
}

void
isg_plot_values_set_icon (IsgPlotValues *self, const char *icon)
{
  IsgPlotItem *item;

  g_return_if_fail (ISG_IS_PLOT_VALUES (self));

  item = last_item (self);
  g_return_if_fail (item != NULL);
  g_free (item->icon);
  item->icon = g_strdup (icon);
}

void
isg_plot_values_set_mark (IsgPlotValues *self, double mark)
{
  IsgPlotItem *item;

  g_return_if_fail (ISG_IS_PLOT_VALUES (self));

  item = last_item (self);
  g_return_if_fail (item != NULL);
  item->mark = mark;
}

void
isg_plot_values_set_axes (IsgPlotValues *self,
                          const char *const *rows,
                          const char *const *columns,
                          const char *row_title,
                          const char *column_title)
{
  g_return_if_fail (ISG_IS_PLOT_VALUES (self));

  g_strfreev (self->rows);
  g_strfreev (self->columns);
  g_free (self->row_title);
  g_free (self->column_title);
  self->rows = g_strdupv ((char **) rows);
  self->columns = g_strdupv ((char **) columns);
  self->row_title = g_strdup (row_title);
  self->column_title = g_strdup (column_title);
}

/* ---- reading ---- */

IsgPlotForm
isg_plot_values_form (IsgPlotValues *self)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), ISG_PLOT_BARS);

  return self->form;
}

GPtrArray *
isg_plot_values_items (IsgPlotValues *self)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), NULL);

  return self->items;
}

GPtrArray *
isg_plot_values_series (IsgPlotValues *self)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), NULL);

  return self->series;
}

const char *const *
isg_plot_values_rows (IsgPlotValues *self)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), NULL);

  return (const char *const *) self->rows;
}

const char *const *
isg_plot_values_columns (IsgPlotValues *self)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), NULL);

  return (const char *const *) self->columns;
}

const char *
isg_plot_values_row_title (IsgPlotValues *self)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), NULL);

  return self->row_title;
}

const char *
isg_plot_values_column_title (IsgPlotValues *self)
{
  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), NULL);

  return self->column_title;
}

double
isg_plot_values_max (IsgPlotValues *self)
{
  double max = 0;

  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), 0);

  for (guint i = 0; i < self->items->len; i++) {
    const IsgPlotItem *item = g_ptr_array_index (self->items, i);

    if (item->numbers == NULL)
      max = MAX (max, item->value);
    for (guint k = 0; item->numbers != NULL && k < self->series->len; k++)
      max = MAX (max, item->numbers[k]);
  }
  return max;
}

double
isg_plot_values_total (IsgPlotValues *self)
{
  double total = 0;

  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), 0);

  for (guint i = 0; i < self->items->len; i++)
    total += ((const IsgPlotItem *) g_ptr_array_index (self->items, i))->value;
  return total;
}

char *
isg_plot_values_sentence (IsgPlotValues *self, const char *title)
{
  g_autoptr (GString) text = NULL;

  g_return_val_if_fail (ISG_IS_PLOT_VALUES (self), NULL);

  text = g_string_new (title);
  for (guint i = 0; i < self->items->len; i++) {
    const IsgPlotItem *item = g_ptr_array_index (self->items, i);

    g_string_append_printf (text, "%s%s %s", i == 0 ? ": " : ", ", item->name, item->text);
  }
  g_string_append_c (text, '.');
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- the class ---- */

static void
isg_plot_values_finalize (GObject *object)
{
  IsgPlotValues *self = ISG_PLOT_VALUES (object);

  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->series);
  g_strfreev (self->rows);
  g_strfreev (self->columns);
  g_free (self->row_title);
  g_free (self->column_title);
  G_OBJECT_CLASS (isg_plot_values_parent_class)->finalize (object);
}

static void
isg_plot_values_class_init (IsgPlotValuesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_plot_values_finalize;
}

static void
isg_plot_values_init (IsgPlotValues *self)
{
  self->items = g_ptr_array_new_with_free_func (item_free);
  self->series = g_ptr_array_new_with_free_func (series_free);
}
