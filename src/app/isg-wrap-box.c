/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-wrap-box.h"

#define ISG_TYPE_WRAP_LAYOUT (isg_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (IsgWrapLayout, isg_wrap_layout, ISG, WRAP_LAYOUT, GtkLayoutManager)

struct _IsgWrapLayout {
  GtkLayoutManager parent_instance;

  int spacing;
};

G_DEFINE_FINAL_TYPE (IsgWrapLayout, isg_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
isg_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
width_of (GtkWidget *child, int width)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return MAX (least, MIN (natural, width));
}

/* Puts the children into lines of @width; returns the height of all lines. @place: whether they are
 * also given their places. */
static int
fill_lines (IsgWrapLayout *self, GtkWidget *widget, int width, gboolean place)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int x = 0;
  int y = 0;
  int line = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int wide, high;

    if (!gtk_widget_should_layout (child))
      continue;
    wide = width_of (child, width);
    gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, wide, NULL, &high, NULL, NULL);
    if (x > 0 && x + wide > width) {
      y += line + self->spacing;
      x = 0;
      line = 0;
    }
    if (place) {
      const GtkAllocation at = { .x = x, .y = y, .width = wide, .height = high };
      const GtkAllocation mirrored
        = { .x = width - x - wide, .y = y, .width = wide, .height = high };

      gtk_widget_size_allocate (child, rtl ? &mirrored : &at, -1);
    }
    x += wide + self->spacing;
    line = MAX (line, high);
  }
  return y + line;
}

static void
isg_wrap_layout_measure (GtkLayoutManager *manager,
                         GtkWidget *widget,
                         GtkOrientation orientation,
                         int for_size,
                         int *minimum,
                         int *natural,
                         int *minimum_baseline,
                         int *natural_baseline)
{
  IsgWrapLayout *self = ISG_WRAP_LAYOUT (manager);
  int widest = 0;
  int all = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child)) {
    int least, wanted;

    if (!gtk_widget_should_layout (child))
      continue;
    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
    widest = MAX (widest, least);
    all += wanted + (all > 0 ? self->spacing : 0);
  }
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = widest;
    *natural = MAX (all, widest);
  } else {
    *minimum = fill_lines (self, widget, for_size >= 0 ? MAX (for_size, widest) : all, FALSE);
    *natural = *minimum;
  }
}

static void
isg_wrap_layout_allocate (GtkLayoutManager *manager,
                          GtkWidget *widget,
                          int width,
                          int height,
                          int baseline)
{
  fill_lines (ISG_WRAP_LAYOUT (manager), widget, width, TRUE);
}

static void
isg_wrap_layout_class_init (IsgWrapLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = isg_wrap_layout_get_request_mode;
  layout_class->measure = isg_wrap_layout_measure;
  layout_class->allocate = isg_wrap_layout_allocate;
}

static void
isg_wrap_layout_init (IsgWrapLayout *self)
{
}

/* ---- the box ---- */

struct _IsgWrapBox {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (IsgWrapBox, isg_wrap_box, GTK_TYPE_WIDGET)

void
isg_wrap_box_append (IsgWrapBox *self, GtkWidget *child)
{
  g_return_if_fail (ISG_IS_WRAP_BOX (self));

  gtk_widget_set_parent (child, GTK_WIDGET (self));
}

void
isg_wrap_box_clear (IsgWrapBox *self)
{
  GtkWidget *child;

  g_return_if_fail (ISG_IS_WRAP_BOX (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static void
isg_wrap_box_dispose (GObject *object)
{
  isg_wrap_box_clear (ISG_WRAP_BOX (object));
  G_OBJECT_CLASS (isg_wrap_box_parent_class)->dispose (object);
}

static void
isg_wrap_box_class_init (IsgWrapBoxClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = isg_wrap_box_dispose;
}

static void
isg_wrap_box_init (IsgWrapBox *self)
{
}

GtkWidget *
isg_wrap_box_new (int spacing)
{
  GtkWidget *self = g_object_new (ISG_TYPE_WRAP_BOX, NULL);
  IsgWrapLayout *layout = g_object_new (ISG_TYPE_WRAP_LAYOUT, NULL);

  layout->spacing = spacing;
  gtk_widget_set_layout_manager (self, GTK_LAYOUT_MANAGER (layout));
  return self;
}
