/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-workplace-records.h"

#include <glib/gi18n.h>

#include "app/isg-badge.h"
#include "app/isg-part-page.h"

struct _IsgWorkplaceRecords {
  AdwBin parent_instance;

  GtkBox *box; /* (unowned) */
};

enum {
  OPEN,
  ALL,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgWorkplaceRecords, isg_workplace_records, ADW_TYPE_BIN)

static void
all_cb (GtkButton *button, IsgWorkplaceRecords *self)
{
  g_signal_emit (self, signals[ALL], 0, g_object_get_data (G_OBJECT (button), "isg-kind"));
}

static void
activated_cb (GtkListBox *list, GtkListBoxRow *row, IsgWorkplaceRecords *self)
{
  g_signal_emit (self,
                 signals[OPEN],
                 0,
                 g_object_get_data (G_OBJECT (list), "isg-kind"),
                 isg_part_page_row_uuid (row));
}

static GtkWidget *
row_new (IsgContext *context, const IsgRow *row)
{
  g_autofree char *date = row->date != ISG_DATE_NONE ? isg_i18n_date (row->date, FALSE) : NULL;
  GtkWidget *widget = isg_part_page_row (row->title, date, row->uuid);
  GtkWidget *badge = isg_badge_new ();

  isg_badge_set (ISG_BADGE (badge),
                 isg_context_rules (context),
                 row->badge,
                 row->badge_note,
                 isg_context_is_sandbox (context),
                 TRUE);
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  isg_part_page_row_add_badge (widget, badge);
  return widget;
}

static GtkWidget *
head_new (IsgWorkplaceRecords *self, const IsgWorkplaceKind *of_kind)
{
  const char *label = isg_kind_label (of_kind->kind, isg_i18n_language ());
  g_autofree char *title = g_strdup_printf ("%s · %u", label, of_kind->count);
  /* Translators: %s is a kind of record, as in "Training: show all". */
  g_autofree char *name = g_strdup_printf (_ ("%s: show all"), label);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *heading = gtk_label_new (title);
  GtkWidget *all = gtk_button_new_with_label (_ ("Show all"));

  gtk_widget_add_css_class (heading, "heading");
  gtk_widget_set_hexpand (heading, TRUE);
  gtk_label_set_xalign (GTK_LABEL (heading), 0);
  gtk_widget_add_css_class (all, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (all), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (all), "isg-kind", (gpointer) isg_kind_id (of_kind->kind));
  g_signal_connect_object (all, "clicked", G_CALLBACK (all_cb), self, 0);
  gtk_box_append (GTK_BOX (head), heading);
  gtk_box_append (GTK_BOX (head), all);
  return head;
}

static void
add_kind (IsgWorkplaceRecords *self, IsgContext *context, const IsgWorkplaceKind *of_kind)
{
  GtkWidget *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkListBox *list = isg_part_page_list (isg_kind_label (of_kind->kind, isg_i18n_language ()));

  g_object_set_data (G_OBJECT (list), "isg-kind", (gpointer) isg_kind_id (of_kind->kind));
  for (guint i = 0; i < of_kind->rows->len; i++)
    gtk_list_box_append (list, row_new (context, g_ptr_array_index (of_kind->rows, i)));
  g_signal_connect_object (list, "row-activated", G_CALLBACK (activated_cb), self, 0);
  gtk_widget_set_visible (GTK_WIDGET (list), of_kind->rows->len > 0);
  gtk_box_append (GTK_BOX (group), head_new (self, of_kind));
  gtk_box_append (GTK_BOX (group), GTK_WIDGET (list));
  gtk_box_append (self->box, group);
}

void
isg_workplace_records_show (IsgWorkplaceRecords *self,
                            IsgContext *context,
                            const IsgWorkplaceData *data)
{
  GtkWidget *child;

  g_return_if_fail (ISG_IS_WORKPLACE_RECORDS (self));

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < data->kinds->len; i++)
    add_kind (self, context, g_ptr_array_index (data->kinds, i));
}

static void
isg_workplace_records_class_init (IsgWorkplaceRecordsClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[OPEN] = g_signal_new ("open",
                                type,
                                G_SIGNAL_RUN_LAST,
                                0,
                                NULL,
                                NULL,
                                NULL,
                                G_TYPE_NONE,
                                2,
                                G_TYPE_STRING,
                                G_TYPE_STRING);
  signals[ALL] = g_signal_new ("all",
                               type,
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
isg_workplace_records_init (IsgWorkplaceRecords *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_bin_set_child (ADW_BIN (self), isg_part_page_new (GTK_WIDGET (self->box)));
}
