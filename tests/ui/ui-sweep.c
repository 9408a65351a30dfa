/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ui-sweep.h"

#include <adwaita.h>

/* What a screen reader would call a widget that takes the focus. GTK 4.8 does not hand the computed
 * name out, so its sources are looked at one by one (ui.md 6.1). */

static gboolean
has_accessible_label (GtkWidget *widget)
{
  g_autofree char *wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget),
                                                               GTK_ACCESSIBLE_PROPERTY_LABEL,
                                                               "");

  /* NULL says that it is exactly ""; else the message tells what it is. */
  return gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)
         && wrong != NULL;
}

static gboolean
holds_words (GtkWidget *widget)
{
  if (GTK_IS_LABEL (widget) && *gtk_label_get_text (GTK_LABEL (widget)) != '\0')
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_visible (child) && holds_words (child))
      return TRUE;
  return FALSE;
}

static gboolean
is_named_by_itself (GtkWidget *widget)
{
  return GTK_IS_BUTTON (widget) || GTK_IS_LIST_BOX_ROW (widget) || GTK_IS_CHECK_BUTTON (widget)
         || GTK_IS_LABEL (widget) || GTK_IS_EXPANDER (widget);
}

static gboolean
has_name (GtkWidget *widget)
{
  if (has_accessible_label (widget)
      || gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget),
                                           GTK_ACCESSIBLE_RELATION_LABELLED_BY))
    return TRUE;
  return is_named_by_itself (widget) && holds_words (widget);
}

/* Inner parts that GTK and libadwaita make themselves are named by what they are part of. */
static gboolean
is_inner_part (GtkWidget *widget)
{
  GtkWidget *parent = gtk_widget_get_parent (widget);
  const char *type = G_OBJECT_TYPE_NAME (widget);

  if (GTK_IS_TEXT (widget) || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_WINDOW (widget)
      || GTK_IS_WINDOW_CONTROLS (gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS))
      || GTK_IS_POPOVER (widget))
    return TRUE;
  if (g_str_has_prefix (type, "GtkListItem") || g_str_has_prefix (type, "GtkColumn")
      || g_str_equal (type, "GtkListItemWidget") || g_str_equal (type, "GtkColumnListView"))
    return TRUE;
  while (parent != NULL) {
    if (GTK_IS_MENU_BUTTON (parent) || GTK_IS_DROP_DOWN (parent) || GTK_IS_SPIN_BUTTON (parent)
        || GTK_IS_COLUMN_VIEW (parent) || ADW_IS_ENTRY_ROW (parent) || ADW_IS_COMBO_ROW (parent)
        || GTK_IS_PASSWORD_ENTRY (parent) || GTK_IS_SEARCH_ENTRY (parent)
        || GTK_IS_CALENDAR (parent))
      return TRUE;
    parent = gtk_widget_get_parent (parent);
  }
  return FALSE;
}

static gboolean
takes_focus (GtkWidget *widget)
{
  return gtk_widget_get_focusable (widget) && gtk_widget_get_sensitive (widget);
}

void
ui_sweep (GtkWidget *widget, const char *where)
{
  if (!gtk_widget_get_mapped (widget))
    return;
  if (takes_focus (widget) && !is_inner_part (widget)) {
    GtkAccessibleRole role = gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget));

    if (!has_name (widget))
      g_test_fail_printf ("%s: a %s (%s) has no name",
                          where,
                          G_OBJECT_TYPE_NAME (widget),
                          gtk_widget_get_name (widget));
    if (role == GTK_ACCESSIBLE_ROLE_PRESENTATION || role == GTK_ACCESSIBLE_ROLE_WIDGET)
      g_test_fail_printf ("%s: a %s has no role", where, G_OBJECT_TYPE_NAME (widget));
  }
  if (GTK_IS_IMAGE (widget)
      && gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (widget))
           != GTK_ACCESSIBLE_ROLE_PRESENTATION
      && gtk_widget_get_parent (widget) != NULL && GTK_IS_BOX (gtk_widget_get_parent (widget))
      && !has_accessible_label (widget)
      && gtk_widget_get_ancestor (widget, ADW_TYPE_ACTION_ROW) == NULL
      && gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_WINDOW) == NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_MENU_BUTTON) == NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_DROP_DOWN) == NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_COLUMN_VIEW) == NULL
      && gtk_widget_get_ancestor (widget, ADW_TYPE_STATUS_PAGE) == NULL
      && gtk_widget_get_ancestor (widget, GTK_TYPE_WINDOW_CONTROLS) == NULL
      && gtk_widget_get_ancestor (widget, ADW_TYPE_BUTTON_CONTENT) == NULL)
    g_test_fail_printf ("%s: a picture (%s) reads as “GtkImage”",
                        where,
                        gtk_image_get_icon_name (GTK_IMAGE (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    ui_sweep (child, where);
}
