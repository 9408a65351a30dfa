/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-keep-file.h"

#include <glib/gi18n.h>

typedef struct {
  IsgContext *context;           /* (owned) */
  IsgWindow *window;             /* (unowned) (nullable): weak */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  GFile *place;                  /* (owned) (nullable): once it is chosen */
  IsgKeepFileMake make;
  gpointer data; /* (owned) */
  GDestroyNotify data_free;
  char *done; /* (owned) */
} Keeping;

static void
keeping_free (gpointer pointer)
{
  Keeping *keeping = pointer;

  if (keeping->data_free != NULL)
    keeping->data_free (keeping->data);
  g_clear_object (&keeping->chooser);
  g_clear_object (&keeping->place);
  g_clear_weak_pointer (&keeping->window);
  g_object_unref (keeping->context);
  g_free (keeping->done);
  g_free (keeping);
}

static Keeping *
keeping_new (IsgContext *context, IsgWindow *window, const IsgKeepFile *file)
{
  Keeping *keeping = g_new0 (Keeping, 1);

  keeping->context = g_object_ref (context);
  g_set_weak_pointer (&keeping->window, window);
  keeping->make = file->make;
  keeping->data = file->data;
  keeping->data_free = file->data_free;
  keeping->done = g_strdup (file->done);
  return keeping;
}

/* ---- writing ---- */

/* A folder of the file manager's own (a network share …) has no path. */
static gboolean
write_elsewhere (GFile *place, GBytes *bytes, GCancellable *cancellable, GError **error)
{
  return g_file_replace_contents (place,
                                  g_bytes_get_data (bytes, NULL),
                                  g_bytes_get_size (bytes),
                                  NULL,
                                  FALSE,
                                  G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION,
                                  NULL,
                                  cancellable,
                                  error);
}

/* In the store thread: the disk may be slow. */
static gpointer
write_file (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  Keeping *keeping = data;
  g_autoptr (GBytes) bytes = keeping->make (store, keeping->data, error);
  g_autofree char *path = g_file_get_path (keeping->place);
  gsize length;
  const char *content;

  if (bytes == NULL)
    return NULL;
  if (path == NULL) {
    write_elsewhere (keeping->place, bytes, cancellable, error);
    return NULL;
  }
  content = g_bytes_get_data (bytes, &length);
  g_file_set_contents_full (path,
                            content,
                            (gssize) length,
                            G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                            0600,
                            error);
  return NULL;
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Keeping *keeping = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  isg_tasks_finish (result, &error);
  if (keeping->window == NULL)
    return;
  if (error != NULL)
    isg_window_show_error (keeping->window, error);
  else
    isg_window_toast (keeping->window, keeping->done, NULL, NULL, NULL, FALSE);
}

static void
write_to (Keeping *keeping, GFile *place)
{
  keeping->place = g_object_ref (place);
  isg_tasks_run (isg_context_tasks (keeping->context),
                 write_file,
                 keeping,
                 keeping_free,
                 NULL,
                 NULL,
                 written_cb,
                 NULL);
}

void
isg_keep_file_write (IsgContext *context, IsgWindow *window, const IsgKeepFile *file, GFile *place)
{
  g_return_if_fail (ISG_IS_CONTEXT (context));
  g_return_if_fail (G_IS_FILE (place));

  write_to (keeping_new (context, window, file), place);
}

/* ---- asking ---- */

static void
chosen_cb (GtkNativeDialog *dialog, int response, Keeping *keeping)
{
  g_autoptr (GFile) place = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    place = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (place != NULL)
    write_to (keeping, place);
  else
    keeping_free (keeping);
}

void
isg_keep_file_ask (IsgContext *context,
                   IsgWindow *window,
                   GtkWindow *parent,
                   const IsgKeepFile *file)
{
  Keeping *keeping;

  g_return_if_fail (ISG_IS_CONTEXT (context));

  keeping = keeping_new (context, window, file);
  keeping->chooser = gtk_file_chooser_native_new (file->title,
                                                  parent != NULL ? parent : GTK_WINDOW (window),
                                                  GTK_FILE_CHOOSER_ACTION_SAVE,
                                                  _ ("Keep"), _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (keeping->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (keeping->chooser), file->name);
  g_signal_connect (keeping->chooser, "response", G_CALLBACK (chosen_cb), keeping);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (keeping->chooser));
}
