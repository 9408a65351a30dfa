/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-more-row.h"

#include <glib/gi18n.h>

#include "app/isg-field.h"

struct _IsgMoreRow {
  AdwExpanderRow parent_instance;
};

G_DEFINE_FINAL_TYPE (IsgMoreRow, isg_more_row, ADW_TYPE_EXPANDER_ROW)

static void
count (GtkWidget *widget, guint *answered, guint *all)
{
  if (ISG_IS_FIELD (widget)) {
    g_autoptr (IsgValue) value = isg_field_get_value (ISG_FIELD (widget));

    *all += 1;
    *answered += value != NULL ? 1 : 0;
    return;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    count (child, answered, all);
}

static void
update (IsgMoreRow *self)
{
  guint answered = 0, all = 0;
  g_autofree char *words = NULL;

  count (GTK_WIDGET (self), &answered, &all);
  /* Translators: of the questions that are folded away: how many are answered, of how many. */
  words = g_strdup_printf (_ ("%u of %u answered"), answered, all);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
}

void
isg_more_row_update_below (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (ISG_IS_MORE_ROW (widget))
    update (ISG_MORE_ROW (widget));
  else if (!ISG_IS_FIELD (widget))
    for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
         child = gtk_widget_get_next_sibling (child))
      isg_more_row_update_below (child);
}

static void
isg_more_row_class_init (IsgMoreRowClass *klass)
{
}

static void
isg_more_row_init (IsgMoreRow *self)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
}
