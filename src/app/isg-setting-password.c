/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-error-text.h"
#include "app/isg-setting-rows.h"
#include "submit/isg-credentials.h"

/* The firm's password: goes in as a secret, is never read back into the screen. */

static void keep_secret (GtkWidget *row, IsgSecret *password);

static void
forget (gpointer password)
{
  if (password != NULL)
    isg_secret_unref (password);
}

static gpointer
swap_password (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgSecret) before = NULL;

  if (!isg_credentials_password (store, &before, error)
      || !isg_credentials_keep (store, data, TRUE, NULL, error))
    return NULL;
  return g_steal_pointer (&before);
}

static gpointer
has_password (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgSecret) password = NULL;

  if (!isg_credentials_password (store, &password, error))
    return NULL;
  return GINT_TO_POINTER (password != NULL || isg_credentials_in_keyring (store));
}

static void
show_kept (GtkWidget *row, gboolean kept)
{
  gtk_widget_set_visible (g_object_get_data (G_OBJECT (row), "kept"), kept);
}

/* ---- undo ---- */

typedef struct {
  GtkWidget *row;    /* (owned) */
  IsgSecret *before; /* (owned) (nullable) */
} Before;

static void
before_free (gpointer data)
{
  Before *before = data;

  g_object_unref (before->row);
  g_clear_pointer (&before->before, isg_secret_unref);
  g_free (before);
}

static void
put_back (gpointer data)
{
  Before *before = data;

  g_object_set_data (G_OBJECT (before->row), "quiet", before);
  keep_secret (before->row, before->before);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgSecret) old = isg_tasks_finish (result, &error);
  IsgContext *context = g_object_get_data (G_OBJECT (row), "context");
  gboolean quiet = g_object_steal_data (G_OBJECT (row), "quiet") != NULL;
  Before *before;

  if (error != NULL) {
    g_autofree char *sentence = isg_error_text (error);

    gtk_widget_add_css_class (row, "error");
    gtk_widget_set_tooltip_text (row, sentence);
    return;
  }
  show_kept (row, g_task_get_task_data (G_TASK (result)) != NULL);
  isg_worker_try_now (isg_context_worker (context));
  isg_context_changed (context);
  if (quiet)
    return;
  before = g_new0 (Before, 1);
  before->row = g_object_ref (row);
  before->before = g_steal_pointer (&old);
  isg_setting_toast (row, put_back, before, before_free);
}

/* The keyring may ask a question of its own: not on the lane that keeps drafts. */
static void
keep_secret (GtkWidget *row, IsgSecret *password)
{
  IsgContext *context = g_object_get_data (G_OBJECT (row), "context");

  gtk_widget_remove_css_class (row, "error");
  isg_tasks_run (isg_context_card_tasks (context),
                 swap_password,
                 password != NULL ? isg_secret_ref (password) : NULL,
                 forget,
                 forget,
                 NULL,
                 kept_cb,
                 g_object_ref (row));
}

static void
typed_cb (GtkWidget *row)
{
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (row));
  g_autoptr (IsgSecret) password = NULL;

  if (*typed == '\0')
    return;
  password = isg_secret_new (typed, -1, NULL);
  if (password == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (row), "");
  keep_secret (row, password);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  gboolean kept = GPOINTER_TO_INT (isg_tasks_finish (result, &error)) != 0;

  if (error == NULL && gtk_widget_get_root (row) != NULL)
    show_kept (row, kept);
}

GtkWidget *
isg_setting_password_new (IsgContext *context)
{
  GtkWidget *row = adw_password_entry_row_new ();
  GtkWidget *kept = gtk_label_new (_ ("kept"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Password"));
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_add_css_class (kept, "dim-label");
  gtk_widget_set_visible (kept, FALSE);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), kept);
  g_object_set_data (G_OBJECT (row), "kept", kept);
  g_object_set_data_full (G_OBJECT (row), "context", g_object_ref (context), g_object_unref);
  g_signal_connect (row, "apply", G_CALLBACK (typed_cb), NULL);
  g_signal_connect_object (focus, "leave", G_CALLBACK (typed_cb), row, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  isg_tasks_run (isg_context_card_tasks (context),
                 has_password,
                 NULL,
                 NULL,
                 NULL,
                 NULL,
                 looked_cb,
                 g_object_ref_sink (row));
  return row;
}
