/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-part-page.h"

#include "app/isg-text-scale.h"

GtkWidget *
isg_part_page_new (GtkWidget *content)
{
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), isg_scaled (760));
  adw_clamp_set_tightening_threshold (ADW_CLAMP (clamp), isg_scaled (560));
  adw_clamp_set_child (ADW_CLAMP (clamp), content);
  gtk_widget_add_css_class (content, "record-form");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  return scroller;
}

GtkListBox *
isg_part_page_list (const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_LIST_BOX (list);
}

void
isg_part_page_clear (GtkListBox *list)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (list))) != NULL)
    gtk_list_box_remove (list, row);
}

static GtkWidget *
end_new (void)
{
  GtkWidget *end = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  gtk_box_append (GTK_BOX (end),
                  g_object_new (GTK_TYPE_IMAGE,
                                "icon-name",
                                "go-next-symbolic",
                                "accessible-role",
                                GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                NULL));
  return end;
}

GtkWidget *
isg_part_page_row (const char *title, const char *detail, const char *uuid)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *name = detail != NULL && *detail != '\0'
                            ? g_strdup_printf ("%s: %s", title, detail)
                            : g_strdup (title);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (detail != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), detail);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), uuid != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "isg-uuid", g_strdup (uuid), g_free);
  if (uuid != NULL) {
    GtkWidget *end = end_new ();

    g_object_set_data (G_OBJECT (row), "isg-end", end);
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), end);
  }
  return row;
}

void
isg_part_page_row_add_badge (GtkWidget *row, GtkWidget *badge)
{
  GtkWidget *end = g_object_get_data (G_OBJECT (row), "isg-end");

  gtk_box_prepend (GTK_BOX (end), badge);
}

const char *
isg_part_page_row_uuid (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), "isg-uuid");
}
