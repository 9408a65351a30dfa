/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-one-stop.h"

struct _IsgOneStop {
  AdwBin parent_instance;
};

G_DEFINE_FINAL_TYPE (IsgOneStop, isg_one_stop, ADW_TYPE_BIN)

static gboolean
isg_one_stop_focus (GtkWidget *widget, GtkDirectionType direction)
{
  gboolean leaving = direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD;

  if (leaving && gtk_widget_get_focus_child (widget) != NULL)
    return FALSE;
  return GTK_WIDGET_CLASS (isg_one_stop_parent_class)->focus (widget, direction);
}

static void
isg_one_stop_class_init (IsgOneStopClass *klass)
{
  GTK_WIDGET_CLASS (klass)->focus = isg_one_stop_focus;
}

static void
isg_one_stop_init (IsgOneStop *self)
{
}

GtkWidget *
isg_one_stop_new (GtkWidget *child)
{
  return g_object_new (ISG_TYPE_ONE_STOP, "child", child, NULL);
}
