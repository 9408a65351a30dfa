/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-workplace-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-one-stop.h"
#include "app/isg-pages.h"
#include "app/isg-part-page.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"

/* Rows that a person looks through. */
#define ROWS_MOST 60

typedef struct {
  IsgSheet *sheet;       /* (unowned): it owns us */
  IsgWindow *window;     /* (unowned): the sheet's parent */
  GtkEditable *entry;    /* (unowned): in the sheet */
  GtkListBox *list;      /* (unowned): in the sheet */
  GtkWidget *empty;      /* (unowned): in the sheet */
  GCancellable *reading; /* (owned) (nullable) */
  void (*chosen) (const char *workplace, gpointer data);
  gpointer data;
  GDestroyNotify data_free; /* (nullable) */
} Asking;

static void
asking_free (gpointer data)
{
  Asking *asking = data;

  if (asking->reading != NULL)
    g_cancellable_cancel (asking->reading);
  g_clear_object (&asking->reading);
  if (asking->data_free != NULL)
    asking->data_free (asking->data);
  g_free (asking);
}

static gpointer
read_rows (IsgStore *store, gpointer search, GCancellable *cancellable, GError **error)
{
  IsgListQuery query = {
    .kind = "workplace",
    .search = search,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .limit = ROWS_MOST,
    .language = isg_i18n_language (),
  };

  return isg_store_record_list (store, &query, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = isg_tasks_finish (result, &error);
  Asking *asking = user_data;

  if (g_cancellable_is_cancelled (g_task_get_cancellable (G_TASK (result))) || rows == NULL)
    return;
  isg_part_page_clear (asking->list);
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    gtk_list_box_append (asking->list,
                         isg_part_page_row (row->title,
                                            isg_value_text (
                                              isg_fields_get (row->fields, "district")),
                                            row->uuid));
  }
  gtk_widget_set_visible (GTK_WIDGET (asking->list), rows->len > 0);
  gtk_widget_set_visible (asking->empty, rows->len == 0);
}

static void
search_cb (Asking *asking)
{
  IsgContext *context = isg_window_context (asking->window);

  if (asking->reading != NULL)
    g_cancellable_cancel (asking->reading);
  g_clear_object (&asking->reading);
  asking->reading = g_cancellable_new ();
  isg_tasks_run (isg_context_tasks (context),
                 read_rows,
                 g_strdup (gtk_editable_get_text (asking->entry)),
                 g_free,
                 (GDestroyNotify) g_ptr_array_unref,
                 asking->reading,
                 read_cb,
                 asking);
}

static void
row_activated_cb (GtkListBox *list, GtkListBoxRow *row, Asking *asking)
{
  g_autofree char *workplace = g_strdup (isg_part_page_row_uuid (row));
  g_autoptr (IsgSheet) sheet = g_object_ref (asking->sheet);

  asking->chosen (workplace, asking->data);
  isg_sheet_finish (sheet);
}

static void
entry_activated_cb (GtkEditable *entry, Asking *asking)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (asking->list, 0);

  if (first != NULL)
    row_activated_cb (asking->list, first, asking);
}

static void
add_cb (GtkButton *button, Asking *asking)
{
  g_autoptr (IsgSheet) sheet = g_object_ref (asking->sheet);
  IsgWindow *window = asking->window;

  isg_sheet_finish (sheet);
  isg_record_open (window, "workplace", NULL, NULL);
}

static GtkWidget *
empty_new (Asking *asking)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *label = gtk_label_new (_ ("No workplace by this name. Add one."));
  GtkWidget *button = gtk_button_new_with_label (_ ("New workplace"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  g_signal_connect (button, "clicked", G_CALLBACK (add_cb), asking);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  gtk_widget_set_visible (box, FALSE);
  return box;
}

static GtkWidget *
content_new (Asking *asking)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *entry = gtk_search_entry_new ();

  asking->entry = GTK_EDITABLE (entry);
  g_object_set (entry, "placeholder-text", _ ("Name, SGK no or tax no"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Search for a workplace"), -1);
  asking->list = isg_part_page_list (_ ("List of workplaces"));
  asking->empty = empty_new (asking);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller),
                                 isg_one_stop_new (GTK_WIDGET (asking->list)));
  gtk_widget_set_size_request (scroller, -1, isg_scaled (280));
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (box, "sheet-content");
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), asking->empty);
  gtk_box_append (GTK_BOX (box), scroller);
  return box;
}

void
isg_workplace_sheet_open (IsgWindow *window,
                          void (*chosen) (const char *workplace, gpointer data),
                          gpointer data,
                          GDestroyNotify data_free)
{
  Asking *asking;

  g_return_if_fail (ISG_IS_WINDOW (window));

  asking = g_new0 (Asking, 1);
  asking->window = window;
  asking->chosen = chosen;
  asking->data = data;
  asking->data_free = data_free;
  asking->sheet = isg_sheet_new (GTK_WINDOW (window), _ ("Choose workplace"), NULL, NULL);
  isg_sheet_set_content (asking->sheet, content_new (asking));
  g_object_set_data_full (G_OBJECT (asking->sheet), "isg-asking", asking, asking_free);

  g_signal_connect_swapped (asking->entry, "search-changed", G_CALLBACK (search_cb), asking);
  g_signal_connect (asking->entry, "activate", G_CALLBACK (entry_activated_cb), asking);
  g_signal_connect (asking->list, "row-activated", G_CALLBACK (row_activated_cb), asking);
  search_cb (asking);
  gtk_window_present (GTK_WINDOW (asking->sheet));
}
