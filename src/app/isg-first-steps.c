/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-first-steps.h"

#include <glib/gi18n.h>

#include "app/isg-list-screen.h"
#include "app/isg-pages.h"
#include "app/isg-window-private.h"
#include "store/isg-store-record.h"

/* Returns the first workplace's uuid and title, or nothing. */
static gpointer
find_workplace (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgListQuery query = {
    .kind = "workplace",
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .limit = 1,
  };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);
  GStrv found;

  if (rows == NULL || rows->len == 0)
    return NULL;
  found = g_new0 (char *, 3);
  found[0] = g_strdup (((const IsgRow *) g_ptr_array_index (rows, 0))->uuid);
  found[1] = g_strdup (((const IsgRow *) g_ptr_array_index (rows, 0))->title);
  return found;
}

static void
ask_for_employees (IsgWindow *window, const char *uuid, const char *title)
{
  isg_context_choose_workplace (isg_window_context (window), uuid, title);
  if (!isg_window_open_page (window, "employees"))
    return;
  gtk_widget_activate_action (GTK_WIDGET (isg_window_screen (window)), "list.fast-add", NULL);
  isg_window_toast (window,
                    _ ("Your employees: type them into the line, or import a list with Ctrl+I."),
                       NULL,
                       NULL,
                       NULL,
                       FALSE);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgWindow) window = user_data;
  g_auto (GStrv) found = isg_tasks_finish (result, NULL);

  /* Somebody who has gone on elsewhere is left alone. */
  if (found != NULL && isg_window_is_working (window)
      && ISG_IS_LIST_SCREEN (isg_window_screen (window)))
    ask_for_employees (window, found[0], found[1]);
}

static gboolean
left_idle_cb (gpointer user_data)
{
  IsgWindow *window = user_data;

  if (isg_window_is_working (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
    isg_tasks_run (isg_context_tasks (isg_window_context (window)),
                   find_workplace,
                   NULL,
                   NULL,
                   (GDestroyNotify) g_strfreev,
                   NULL,
                   found_cb,
                   g_object_ref (window));
  return G_SOURCE_REMOVE;
}

/* After the screen has gone, and what was typed on it is on its way to the store. */
static void
left_cb (IsgWindow *window)
{
  if (!gtk_widget_in_destruction (GTK_WIDGET (window)))
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, left_idle_cb, g_object_ref (window), g_object_unref);
}

void
isg_first_steps_begin (IsgWindow *window)
{
  IsgScreen *screen;

  g_return_if_fail (ISG_IS_WINDOW (window));

  isg_window_open_page (window, "workplaces");
  isg_record_open (window, "workplace", NULL, NULL);
  screen = isg_window_screen (window);
  if (screen != NULL)
    g_signal_connect_object (screen, "destroy", G_CALLBACK (left_cb), window, G_CONNECT_SWAPPED);
}
