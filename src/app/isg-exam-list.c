/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-exam-list.h"

#include <glib/gi18n.h>

#include "app/isg-one-stop.h"
#include "app/isg-text-scale.h"

/* Source: ui.md 3.5. */
#define QUEUE_WIDTH 230

typedef struct {
  IsgExamQueue *queue; /* (owned) */
  GtkWidget *widget;   /* (unowned): list or drop-down; owns this */
  void (*chosen) (guint index, gpointer data);
  gpointer data;
  gboolean quiet;
} Shown;

static void
shown_free (gpointer data)
{
  Shown *shown = data;

  g_signal_handlers_disconnect_by_data (shown->queue, shown);
  g_object_unref (shown->queue);
  g_free (shown);
}

static Shown *
shown_new (GtkWidget *widget,
           IsgExamQueue *queue,
           void (*chosen) (guint index, gpointer data),
           gpointer data)
{
  Shown *shown = g_new0 (Shown, 1);

  *shown = (Shown){ g_object_ref (queue), widget, chosen, data, FALSE };
  g_object_set_data_full (G_OBJECT (widget), "isg-shown", shown, shown_free);
  return shown;
}

/* ---- beside the form ---- */

static const char *
state_icon (IsgExamState state)
{
  switch (state) {
  case ISG_EXAM_BEGUN:
    return "document-edit-symbolic";
  case ISG_EXAM_TESTS:
    return "content-loading-symbolic";
  case ISG_EXAM_DONE:
    return "object-select-symbolic";
  case ISG_EXAM_WAITING:
  default:
    return "radio-symbolic";
  }
}

static GtkWidget *
row_new (const IsgExamEntry *entry)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (entry->name);
  GtkWidget *state = gtk_label_new (isg_exam_state_words (entry->state));

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (name, entry->name);
  gtk_label_set_xalign (GTK_LABEL (state), 0);
  gtk_label_set_ellipsize (GTK_LABEL (state), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (state, "caption");
  gtk_widget_add_css_class (state, "dim-label");
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), state);
  gtk_box_append (GTK_BOX (row),
                  g_object_new (GTK_TYPE_IMAGE,
                                "icon-name",
                                state_icon (entry->state),
                                "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                NULL));
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static void
fill_list (Shown *shown)
{
  GtkListBox *list = GTK_LIST_BOX (shown->widget);
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, 0)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
  for (guint i = 0; i < isg_exam_queue_size (shown->queue); i++) {
    const IsgExamEntry *entry = isg_exam_queue_nth (shown->queue, i);
    g_autofree char *name
      = g_strdup_printf ("%s: %s", entry->name, isg_exam_state_words (entry->state));

    gtk_list_box_append (list, row_new (entry));
    row = gtk_list_box_get_row_at_index (list, (int) i);
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  }
  row = gtk_list_box_get_row_at_index (list, (int) isg_exam_queue_present (shown->queue));
  gtk_list_box_select_row (list, row);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Shown *shown)
{
  shown->chosen ((guint) gtk_list_box_row_get_index (row), shown->data);
}

GtkWidget *
isg_exam_list_new (IsgExamQueue *queue, void (*chosen) (guint index, gpointer data), gpointer data)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();
  Shown *shown = shown_new (list, queue, chosen, data);

  gtk_widget_add_css_class (list, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Exam queue"), -1);
  gtk_widget_set_size_request (list, isg_scaled (QUEUE_WIDTH), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), isg_one_stop_new (list));
  fill_list (shown);
  g_signal_connect_swapped (queue, "changed", G_CALLBACK (fill_list), shown);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated_cb), shown);
  return scroller;
}

/* ---- above the form ---- */

static void
fill_compact (Shown *shown)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = isg_exam_queue_size (shown->queue);

  for (guint i = 0; i < n; i++) {
    const IsgExamEntry *entry = isg_exam_queue_nth (shown->queue, i);
    g_autofree char *name = g_strdup_printf ("%u / %u  %s · %s",
                                             i + 1,
                                             n,
                                             entry->name,
                                             isg_exam_state_words (entry->state));

    gtk_string_list_append (names, name);
  }
  shown->quiet = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (shown->widget), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (shown->widget), isg_exam_queue_present (shown->queue));
  shown->quiet = FALSE;
}

static void
selected_cb (Shown *shown)
{
  guint index = gtk_drop_down_get_selected (GTK_DROP_DOWN (shown->widget));

  if (!shown->quiet && index < isg_exam_queue_size (shown->queue)
      && index != isg_exam_queue_present (shown->queue))
    shown->chosen (index, shown->data);
}

GtkWidget *
isg_exam_list_new_compact (IsgExamQueue *queue,
                           void (*chosen) (guint index, gpointer data),
                           gpointer data)
{
  GtkWidget *drop_down = gtk_drop_down_new (NULL, NULL);
  Shown *shown = shown_new (drop_down, queue, chosen, data);

  gtk_accessible_update_property (GTK_ACCESSIBLE (drop_down),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Exam queue"), -1);
  fill_compact (shown);
  g_signal_connect_swapped (queue, "changed", G_CALLBACK (fill_compact), shown);
  g_signal_connect_swapped (drop_down, "notify::selected", G_CALLBACK (selected_cb), shown);
  return drop_down;
}
