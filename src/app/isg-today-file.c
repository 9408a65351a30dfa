/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-today-file.h"

#include <glib/gi18n.h>
#include <string.h>

#include "store/isg-store-due.h"

/* As far as the page looks ahead. */
#define DAYS_AHEAD 366

/* ---- writing ---- */

typedef struct {
  char *workplace; /* (nullable) */
  GFile *file;     /* (owned) */
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->file);
  g_free (wish->workplace);
  g_free (wish);
}

/* Written in the store thread: the disk may be slow. */
static gpointer
write_file (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wish *wish = data;
  IsgClock *clock = isg_store_clock (store);
  IsgDueQuery query
    = { wish->workplace, isg_clock_today (clock) + DAYS_AHEAD, isg_i18n_language () };
  g_autoptr (IsgDueList) list = isg_store_due (store, &query, error);
  g_autofree char *text
    = list != NULL ? isg_due_list_to_ics (list, isg_clock_now (clock), isg_i18n_language ()) : NULL;

  if (text != NULL)
    g_file_replace_contents (wish->file,
                             text,
                             strlen (text),
                             NULL,
                             FALSE,
                             G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                             NULL,
                             cancellable,
                             error);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgWindow) window = user_data;
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (error != NULL)
    isg_window_show_error (window, error);
  else
    /* Translators: Turkish: Takvim dosyası yazıldı. */
    isg_window_toast (window, _ ("The calendar file was written."), NULL, NULL, NULL, FALSE);
}

void
isg_today_file_write (IsgWindow *window, const char *workplace, GFile *file)
{
  Wish *wish;

  g_return_if_fail (ISG_IS_WINDOW (window));
  g_return_if_fail (G_IS_FILE (file));

  wish = g_new0 (Wish, 1);
  wish->workplace = g_strdup (workplace);
  wish->file = g_object_ref (file);
  isg_tasks_run (isg_context_tasks (isg_window_context (window)),
                 write_file,
                 wish,
                 wish_free,
                 NULL,
                 NULL,
                 written_cb,
                 g_object_ref (window));
}

/* ---- asking ---- */

typedef struct {
  IsgWindow *window; /* (owned) */
  char *workplace;   /* (nullable) */
} Asking;

static void
asking_free (gpointer data, GClosure *closure)
{
  Asking *asking = data;

  g_object_unref (asking->window);
  g_free (asking->workplace);
  g_free (asking);
}

static void
chosen_cb (GtkFileChooserNative *chooser, int response, Asking *asking)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser));
  if (file != NULL && isg_window_context (asking->window) != NULL)
    isg_today_file_write (asking->window, asking->workplace, file);
  g_object_unref (chooser);
}

void
isg_today_file_ask (IsgWindow *window, const char *workplace)
{
  GtkFileChooserNative *chooser;
  Asking *asking;

  g_return_if_fail (ISG_IS_WINDOW (window));

  chooser = gtk_file_chooser_native_new (_ ("Export to calendar"),
                                            GTK_WINDOW (window),
                                            GTK_FILE_CHOOSER_ACTION_SAVE,
                                            _ ("Keep"), _ ("Cancel"));
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), "isg-defteri.ics");
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  asking = g_new0 (Asking, 1);
  *asking = (Asking){ g_object_ref (window), g_strdup (workplace) };
  g_signal_connect_data (chooser, "response", G_CALLBACK (chosen_cb), asking, asking_free, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}
