/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-plot.h"

#include <glib/gi18n.h>

#include "app/isg-one-stop.h"
#include "app/isg-text-scale.h"

struct _IsgPlot {
  GtkBox parent_instance;

  GtkWidget *area;           /* (unowned) */
  GtkWidget *table;          /* (unowned): the list with what makes one stop of it */
  GtkListBox *list;          /* (unowned) */
  GtkToggleButton *as_table; /* (unowned) */

  IsgPlotValues *values; /* (owned) (nullable) */
  char *sentence;        /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (IsgPlot, isg_plot, GTK_TYPE_BOX)

enum {
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* ---- the drawing: as high as its width asks ---- */

#define ISG_TYPE_PLOT_AREA (isg_plot_area_get_type ())
G_DECLARE_FINAL_TYPE (IsgPlotArea, isg_plot_area, ISG, PLOT_AREA, GtkDrawingArea)

struct _IsgPlotArea {
  GtkDrawingArea parent_instance;

  IsgPlot *plot; /* (unowned): its owner */
};

G_DEFINE_FINAL_TYPE (IsgPlotArea, isg_plot_area, GTK_TYPE_DRAWING_AREA)

/* Narrower than this a plot's words would stand on each other. */
#define LEAST_WIDTH 240

static GtkSizeRequestMode
area_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
area_measure (GtkWidget *widget,
              GtkOrientation orientation,
              int for_size,
              int *minimum,
              int *natural,
              int *minimum_baseline,
              int *natural_baseline)
{
  IsgPlot *plot = ISG_PLOT_AREA (widget)->plot;
  int width = for_size > 0 ? for_size : LEAST_WIDTH;
  IsgPlotLook look;

  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || plot->values == NULL)
    return;
  isg_plot_look_of (widget, &look);
  *minimum = *natural = (int) (isg_plot_height (width, plot->values, &look) + 0.999);
}

static void
area_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (isg_plot_area_parent_class)->css_changed (widget, change);
  gtk_widget_queue_resize (widget);
  gtk_widget_queue_draw (widget);
}

static void
isg_plot_area_class_init (IsgPlotAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->get_request_mode = area_mode;
  widget_class->measure = area_measure;
  widget_class->css_changed = area_css_changed;
}

static void
isg_plot_area_init (IsgPlotArea *self)
{
}

static void
draw_cb (GtkDrawingArea *area, cairo_t *cr, int width, int height, gpointer data)
{
  IsgPlot *self = data;
  IsgPlotLook look;

  if (self->values == NULL)
    return;
  isg_plot_look_of (GTK_WIDGET (area), &look);
  isg_plot_draw (cr, width, height, self->values, &look);
}

static const IsgPlotItem *
item_at (IsgPlot *self, double x, double y)
{
  IsgPlotLook look;
  int index;

  if (self->values == NULL)
    return NULL;
  isg_plot_look_of (self->area, &look);
  index = isg_plot_item_at (gtk_widget_get_width (self->area),
                            gtk_widget_get_height (self->area),
                            self->values,
                            &look,
                            x,
                            y);
  return index >= 0 ? g_ptr_array_index (isg_plot_values_items (self->values), index) : NULL;
}

static void
clicked_cb (IsgPlot *self, int n_press, double x, double y)
{
  const IsgPlotItem *item = item_at (self, x, y);

  if (item != NULL && item->id != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, item->id);
}

/* ---- the table ---- */

static void
row_activated_cb (IsgPlot *self, GtkListBoxRow *row)
{
  const char *id = g_object_get_data (G_OBJECT (row), "isg-id");

  if (id != NULL)
    g_signal_emit (self, signals[ACTIVATED], 0, id);
}

static GtkWidget *
make_row (const IsgPlotItem *item)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (item->name), *text = gtk_label_new (item->text);
  g_autofree char *whole = g_strdup_printf ("%s: %s", item->name, item->text);

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_widget_add_css_class (text, "numeric");
  gtk_widget_add_css_class (box, "plot-row");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), text);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), item->id != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  g_object_set_data_full (G_OBJECT (row), "isg-id", g_strdup (item->id), g_free);
  return row;
}

/* Twenty empty cells of a grid are not read out. */
static gboolean
is_listed (IsgPlot *self, const IsgPlotItem *item)
{
  IsgPlotForm form = isg_plot_values_form (self->values);

  return item->value > 0 || (form != ISG_PLOT_GRID && form != ISG_PLOT_STACK);
}

static void
fill_table (IsgPlot *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  if (self->values == NULL)
    return;
  for (guint i = 0; i < isg_plot_values_items (self->values)->len; i++) {
    const IsgPlotItem *item = g_ptr_array_index (isg_plot_values_items (self->values), i);

    if (is_listed (self, item))
      gtk_list_box_append (self->list, make_row (item));
  }
}

static void
toggled_cb (IsgPlot *self)
{
  gboolean table = gtk_toggle_button_get_active (self->as_table);

  if (table)
    fill_table (self);
  gtk_widget_set_visible (self->area, !table);
  gtk_widget_set_visible (self->table, table);
}

/* ---- public ---- */

void
isg_plot_set (IsgPlot *self, IsgPlotValues *values, const char *sentence)
{
  g_return_if_fail (ISG_IS_PLOT (self));
  g_return_if_fail (values == NULL || ISG_IS_PLOT_VALUES (values));

  g_set_object (&self->values, values);
  g_free (self->sentence);
  self->sentence = g_strdup (sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->area),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence != NULL ? sentence : "",
                                  -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  sentence != NULL ? sentence : "",
                                  -1);
  if (gtk_toggle_button_get_active (self->as_table))
    fill_table (self);
  gtk_widget_queue_resize (self->area);
  gtk_widget_queue_draw (self->area);
}

IsgPlotValues *
isg_plot_values (IsgPlot *self)
{
  g_return_val_if_fail (ISG_IS_PLOT (self), NULL);

  return self->values;
}

const char *
isg_plot_sentence (IsgPlot *self)
{
  g_return_val_if_fail (ISG_IS_PLOT (self), NULL);

  return self->sentence;
}

void
isg_plot_show_table (IsgPlot *self, gboolean table)
{
  g_return_if_fail (ISG_IS_PLOT (self));

  gtk_toggle_button_set_active (self->as_table, table);
}

/* ---- the class ---- */

static void
text_scaled (gpointer object)
{
  gtk_widget_queue_resize (ISG_PLOT (object)->area);
}

static void
add_area (IsgPlot *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->area = g_object_new (ISG_TYPE_PLOT_AREA, "accessible-role", GTK_ACCESSIBLE_ROLE_IMG, NULL);
  ISG_PLOT_AREA (self->area)->plot = self;
  gtk_drawing_area_set_draw_func (GTK_DRAWING_AREA (self->area), draw_cb, self, NULL);
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->area, GTK_EVENT_CONTROLLER (click));
  gtk_box_append (GTK_BOX (self), self->area);
}

static void
add_table (IsgPlot *self)
{
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "plot-table");
  g_signal_connect_object (self->list,
                           "row-activated",
                           G_CALLBACK (row_activated_cb),
                           self,
                           G_CONNECT_SWAPPED);
  self->table = isg_one_stop_new (GTK_WIDGET (self->list));
  gtk_widget_set_visible (self->table, FALSE);
  gtk_box_append (GTK_BOX (self), self->table);
}

static void
add_toggle (IsgPlot *self)
{
  self->as_table
    /* Translators: Turkish: Tablo olarak göster */
    = GTK_TOGGLE_BUTTON (gtk_toggle_button_new_with_label (_ ("Show as a table")));
  gtk_widget_add_css_class (GTK_WIDGET (self->as_table), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self->as_table), "plot-toggle");
  gtk_widget_set_halign (GTK_WIDGET (self->as_table), GTK_ALIGN_END);
  g_signal_connect_object (self->as_table,
                           "toggled",
                           G_CALLBACK (toggled_cb),
                           self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->as_table));
}

static void
isg_plot_finalize (GObject *object)
{
  IsgPlot *self = ISG_PLOT (object);

  g_clear_object (&self->values);
  g_free (self->sentence);
  G_OBJECT_CLASS (isg_plot_parent_class)->finalize (object);
}

static void
isg_plot_class_init (IsgPlotClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_plot_finalize;
  signals[ACTIVATED] = g_signal_new ("activated",
                                     G_TYPE_FROM_CLASS (klass),
                                     G_SIGNAL_RUN_LAST,
                                     0,
                                     NULL,
                                     NULL,
                                     NULL,
                                     G_TYPE_NONE,
                                     1,
                                     G_TYPE_STRING);
}

static void
isg_plot_init (IsgPlot *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  add_area (self);
  add_table (self);
  add_toggle (self);
  isg_text_scale_watch (self, text_scaled);
}

GtkWidget *
isg_plot_new (void)
{
  return g_object_new (ISG_TYPE_PLOT, NULL);
}
