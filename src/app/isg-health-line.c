/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-health-line.h"

#include <glib/gi18n.h>

#include "app/isg-health-lock.h"

typedef struct {
  IsgContext *context;
  GtkLabel *label;   /* (unowned): in the line */
  GtkWidget *button; /* (unowned): in the line */
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  g_clear_object (&line->context);
  g_free (line);
}

static void
show_cb (GtkWidget *widget)
{
  Line *line = g_object_get_data (G_OBJECT (widget), "isg-line");
  IsgHealthSight sight = isg_health_lock_sight (line->context);

  gtk_label_set_label (line->label,
                       sight == ISG_HEALTH_LOCKED
                       ? _ ("Exam details are behind the health lock; only the physician and health staff open it.")
                       : _ ("Exam details are shown to the physician and health staff alone."));
  gtk_widget_set_visible (line->button, sight == ISG_HEALTH_LOCKED);
  gtk_widget_set_visible (widget, sight != ISG_HEALTH_OPEN);
}

static void
open_cb (GtkWidget *widget)
{
  Line *line = g_object_get_data (G_OBJECT (widget), "isg-line");

  isg_health_lock_ask (line->context, widget);
}

GtkWidget *
isg_health_line_new (IsgContext *context)
{
  Line *line;
  GtkWidget *box, *icon;

  g_return_val_if_fail (ISG_IS_CONTEXT (context), NULL);

  line = g_new0 (Line, 1);
  line->context = g_object_ref (context);
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  icon = g_object_new (GTK_TYPE_IMAGE,
                       "icon-name",
                       "system-lock-screen-symbolic",
                       "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       NULL);
  line->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0F, "hexpand", TRUE, NULL);
  /* Translators: a button; Turkish: Sağlık kilidini aç */
  line->button = gtk_button_new_with_label (_ ("Open health lock"));
  gtk_widget_set_valign (line->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "gate");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (line->label));
  gtk_box_append (GTK_BOX (box), line->button);
  g_object_set_data_full (G_OBJECT (box), "isg-line", line, line_free);
  g_signal_connect_object (line->button, "clicked", G_CALLBACK (open_cb), box, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "health-changed", G_CALLBACK (show_cb), box, G_CONNECT_SWAPPED);
  show_cb (box);
  return box;
}
