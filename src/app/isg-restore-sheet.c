/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-restore-sheet.h"

#include <glib/gi18n.h>

#include "app/isg-application.h"
#include "app/isg-backup-jobs.h"
#include "app/isg-restore-jobs.h"
#include "app/isg-sheet.h"
#include "app/isg-text-scale.h"
#include "base/isg-error.h"
#include "base/isg-i18n.h"

#define WIDTH  560
#define HEIGHT 620

typedef struct {
  IsgSheet *sheet;               /* (unowned): it owns us */
  IsgApplication *application;   /* (owned) */
  IsgTasks *lane;                /* (owned) */
  GtkListBox *list;              /* (unowned) */
  GtkWidget *none;               /* (unowned): that the folder has none */
  GtkLabel *state;               /* (unowned): of the chosen one */
  GtkWidget *secret_box;         /* (unowned) */
  GtkWidget *secret;             /* (unowned): the passphrase's entry */
  GtkFileChooserNative *chooser; /* (owned) (nullable) */
  char *path;                    /* (nullable): the chosen one */
  IsgProgress *progress;         /* (owned) (nullable): while it is being verified */
  IsgRestoreLook *look;          /* (owned) (nullable): what was found */
} Restoring;

static void
restoring_free (gpointer data)
{
  Restoring *restoring = data;

  if (restoring->progress != NULL)
    isg_progress_stop (restoring->progress);
  g_clear_object (&restoring->progress);
  isg_tasks_stop (restoring->lane);
  g_object_unref (restoring->lane);
  g_clear_object (&restoring->chooser);
  g_clear_pointer (&restoring->look, isg_restore_look_free);
  g_object_unref (restoring->application);
  g_free (restoring->path);
  g_free (restoring);
}

static Restoring *
restoring_of (gpointer sheet)
{
  return g_object_get_data (G_OBJECT (sheet), "isg-restoring");
}

/* A callback that is under way keeps the sheet, and the program, until it has come. */
static gpointer
hold (Restoring *restoring)
{
  g_application_hold (G_APPLICATION (restoring->application));
  return g_object_ref (restoring->sheet);
}

static gboolean
let_go (Restoring *restoring)
{
  g_application_release (G_APPLICATION (restoring->application));
  return gtk_widget_get_visible (GTK_WIDGET (restoring->sheet));
}

/* ---- the chosen file ---- */

static char *
say_backup (gint64 made, gint64 records)
{
  g_autofree char *date = isg_i18n_date (isg_date_from_unix (made), TRUE);
  g_autofree char *time = isg_i18n_clock_time (made);
  g_autofree char *count
    = g_strdup_printf (ngettext ("%d record", "%d records", (gulong) records), (int) records);

  return records < 0 ? g_strdup_printf ("%s %s", date, time)
                     : g_strdup_printf ("%s %s · %s", date, time, count);
}

static void
show_look (Restoring *restoring)
{
  const IsgRestoreLook *look = restoring->look;
  g_autofree char *backup
    = look->info != NULL
        ? say_backup (look->info->made,
                      look->info->sealed ? -1 : isg_backup_info_rows (look->info, "record"))
        : g_strdup ("");
  g_autofree char *words = look->damaged
    ? g_strdup_printf ("%s\n%s",
                       backup,
                       _ ("This backup is damaged. What can be read of it can be put in place; what is missing is said afterwards. An older backup may be whole."))
                       /* Translators: %s is a date and how many records. */
                       : g_strdup_printf (_ ("✓ Whole: %s"), backup);

  gtk_label_set_label (restoring->state, words);
  isg_sheet_set_act_label (restoring->sheet,
                           look->damaged
                           ? _ ("Restore what is readable")
                           : _ ("Restore"));
  isg_sheet_set_act_sensitive (restoring->sheet, TRUE);
}

static void
show_trouble (Restoring *restoring, const GError *error)
{
  gboolean asks = g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_LOCKED)
                  || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY)
                  || error->domain == ISG_BASE_ERROR;
  gboolean wrong = asks && !g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_LOCKED);
  g_autofree char *words = wrong ? g_strdup (_ ("The passphrase is not right."))
: asks                           ? NULL
                                 : isg_backup_error_text (error);

  isg_sheet_set_error (restoring->sheet, words);
  gtk_label_set_label (restoring->state, "");
  gtk_widget_set_visible (restoring->secret_box, asks);
  if (asks)
    gtk_widget_grab_focus (restoring->secret);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSheet) sheet = user_data;
  Restoring *restoring = restoring_of (sheet);
  g_autoptr (GError) error = NULL;
  IsgRestoreLook *look = isg_tasks_finish (result, &error);
  gboolean open = let_go (restoring);

  isg_sheet_set_progress (sheet, NULL, 0);
  /* Another one may have been chosen in the meantime. */
  if (!open || (look != NULL && g_strcmp0 (look->path, restoring->path) != 0)
      || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CANCELLED)) {
    g_clear_pointer (&look, isg_restore_look_free);
    return;
  }
  g_clear_object (&restoring->progress);
  restoring->look = look;
  if (look != NULL) {
    gtk_widget_set_visible (restoring->secret_box, FALSE);
    show_look (restoring);
  } else
    show_trouble (restoring, error);
}

static void
moved_cb (IsgSheet *sheet, IsgProgress *progress)
{
  if (restoring_of (sheet)->progress == progress)
    isg_sheet_set_progress (sheet,
                            _ ("Verifying the backup…"), isg_progress_read (progress, NULL, NULL));
}

static void
look_at (Restoring *restoring, IsgSecret *secret)
{
  IsgRestoreLook *wish = g_new0 (IsgRestoreLook, 1);
  IsgStoreKey *key = isg_application_key (restoring->application);

  if (restoring->progress != NULL)
    isg_progress_stop (restoring->progress);
  g_clear_object (&restoring->progress);
  g_clear_pointer (&restoring->look, isg_restore_look_free);
  restoring->progress = isg_progress_new ();
  g_signal_connect_object (restoring->progress,
                           "moved",
                           G_CALLBACK (moved_cb),
                           restoring->sheet,
                           G_CONNECT_SWAPPED);
  isg_sheet_set_error (restoring->sheet, NULL);
  isg_sheet_set_act_sensitive (restoring->sheet, FALSE);
  gtk_label_set_label (restoring->state, _ ("Verifying the backup…"));
  wish->path = g_strdup (restoring->path);
  wish->key = key != NULL ? isg_store_key_ref (key) : NULL;
  wish->secret = secret;
  wish->progress = g_object_ref (restoring->progress);
  isg_tasks_run_apart (restoring->lane,
                       isg_restore_job_look,
                       wish,
                       isg_restore_look_free,
                       isg_restore_look_free,
                       looked_cb,
                       hold (restoring));
}

static void
choose (Restoring *restoring, const char *path)
{
  g_free (restoring->path);
  restoring->path = g_strdup (path);
  gtk_widget_set_visible (restoring->secret_box, FALSE);
  look_at (restoring, NULL);
}

static void
typed_cb (IsgSheet *sheet)
{
  Restoring *restoring = restoring_of (sheet);
  IsgSecret *secret
    = isg_secret_new (gtk_editable_get_text (GTK_EDITABLE (restoring->secret)), -1, NULL);

  gtk_editable_set_text (GTK_EDITABLE (restoring->secret), "");
  if (secret != NULL && restoring->path != NULL)
    look_at (restoring, secret);
  else
    g_clear_pointer (&secret, isg_secret_unref);
}

/* ---- which ---- */

static void
row_chosen_cb (IsgSheet *sheet, GtkListBoxRow *row)
{
  if (row != NULL)
    choose (restoring_of (sheet), g_object_get_data (G_OBJECT (row), "path"));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer sheet)
{
  Restoring *restoring = restoring_of (sheet);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    path = g_file_get_path (file);
  if (path != NULL) {
    gtk_list_box_unselect_all (restoring->list);
    choose (restoring, path);
  }
  g_clear_object (&restoring->chooser);
}

static void
other_cb (IsgSheet *sheet)
{
  Restoring *restoring = restoring_of (sheet);

  g_clear_object (&restoring->chooser);
  restoring->chooser = gtk_file_chooser_native_new (_ ("Choose Backup"),
                                                       GTK_WINDOW (sheet),
                                                       GTK_FILE_CHOOSER_ACTION_OPEN,
                                                       _ ("Choose"), _ ("Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (restoring->chooser), TRUE);
  g_signal_connect_object (restoring->chooser, "response", G_CALLBACK (chosen_cb), sheet, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (restoring->chooser));
}

static void
add_found (Restoring *restoring, const IsgFoundBackup *found)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = say_backup (found->made, found->records);
  g_autofree char *name = g_path_get_basename (found->path);
  g_autofree char *markup = g_markup_escape_text (name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), markup);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (found->path), g_free);
  gtk_list_box_append (restoring->list, row);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgSheet) sheet = user_data;
  Restoring *restoring = restoring_of (sheet);
  g_autoptr (GPtrArray) found = isg_tasks_finish (result, NULL);

  if (!let_go (restoring) || found == NULL)
    return;
  for (guint i = 0; i < found->len; i++)
    add_found (restoring, g_ptr_array_index (found, i));
  gtk_widget_set_visible (restoring->none, found->len == 0);
  gtk_widget_set_visible (gtk_widget_get_ancestor (GTK_WIDGET (restoring->list),
                                                   GTK_TYPE_SCROLLED_WINDOW),
                          found->len > 0);
}

/* ---- the act ---- */

static void
act_cb (IsgSheet *sheet)
{
  Restoring *restoring = restoring_of (sheet);
  g_autoptr (IsgApplication) application = g_object_ref (restoring->application);
  IsgRestoreLook *look = g_steal_pointer (&restoring->look);

  if (look == NULL)
    return;
  isg_sheet_finish (sheet);
  isg_application_restore (application, look->path, look->key, look->damaged);
  isg_restore_look_free (look);
}

/* ---- building ---- */

static GtkWidget *
words_new (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
build_list (Restoring *restoring)
{
  GtkWidget *window = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Backups"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (window),
                                  GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (window), list);
  gtk_widget_set_vexpand (window, TRUE);
  gtk_widget_set_visible (window, FALSE);
  restoring->list = GTK_LIST_BOX (list);
  g_signal_connect_object (list,
                           "row-selected",
                           G_CALLBACK (row_chosen_cb),
                           restoring->sheet,
                           G_CONNECT_SWAPPED);
  return window;
}

static GtkWidget *
build_secret (Restoring *restoring)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = words_new (_ ("This backup opens with the passphrase that was in use when it was made, or with its recovery code."));
  GtkWidget *entry = gtk_password_entry_new ();

  gtk_password_entry_set_show_peek_icon (GTK_PASSWORD_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Passphrase"), -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_widget_set_visible (box, FALSE);
  restoring->secret_box = box;
  restoring->secret = entry;
  g_signal_connect_object (entry,
                           "activate",
                           G_CALLBACK (typed_cb),
                           restoring->sheet,
                           G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
build (Restoring *restoring)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *other = gtk_button_new_with_label (_ ("Another file…"));
  GtkWidget *state = words_new (NULL);

  gtk_widget_add_css_class (box, "sheet-content");
  gtk_box_append (GTK_BOX (box),
                  words_new (_ ("The backup takes the place of today’s file. Nothing of today is deleted: that file is kept beside it under a name with the date, with all that was entered since the backup.")));
  gtk_box_append (GTK_BOX (box),
                  words_new (
                    _ ("The backup is then an old copy. So that nothing is sent twice, the Ministry is asked first what it already has; until then records wait.")));
  restoring->none = words_new (
    _ ("There is no backup at the usual place. Plug the USB stick in and choose the file."));
  restoring->state = GTK_LABEL (state);
  gtk_widget_add_css_class (restoring->none, "dim-label");
  gtk_widget_set_visible (restoring->none, FALSE);
  gtk_widget_set_halign (other, GTK_ALIGN_START);
  g_signal_connect_object (other,
                           "clicked",
                           G_CALLBACK (other_cb),
                           restoring->sheet,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), build_list (restoring));
  gtk_box_append (GTK_BOX (box), restoring->none);
  gtk_box_append (GTK_BOX (box), other);
  gtk_box_append (GTK_BOX (box), state);
  gtk_box_append (GTK_BOX (box), build_secret (restoring));
  return box;
}

/* A window that stands over another has none of its own. */
static GtkApplication *
application_of (GtkWindow *window)
{
  while (window != NULL && gtk_window_get_application (window) == NULL)
    window = gtk_window_get_transient_for (window);
  return window != NULL ? gtk_window_get_application (window) : NULL;
}

void
isg_restore_sheet_open (GtkWindow *parent, const char *folder)
{
  GtkApplication *application = application_of (parent);
  IsgRestoreLook *look;
  Restoring *restoring;

  g_return_if_fail (ISG_IS_APPLICATION (application));

  restoring = g_new0 (Restoring, 1);
  restoring->application = g_object_ref (ISG_APPLICATION (application));
  restoring->lane = isg_application_new_lane (restoring->application, "restore");
  restoring->sheet = isg_sheet_new (parent, _ ("Restore Backup"), _ ("Restore"), NULL);
  gtk_window_set_default_size (GTK_WINDOW (restoring->sheet),
                               isg_scaled (WIDTH),
                               isg_scaled (HEIGHT));
  g_object_set_data_full (G_OBJECT (restoring->sheet), "isg-restoring", restoring, restoring_free);
  isg_sheet_set_content (restoring->sheet, build (restoring));
  isg_sheet_set_act_sensitive (restoring->sheet, FALSE);
  g_signal_connect (restoring->sheet, "act", G_CALLBACK (act_cb), NULL);
  look = g_new0 (IsgRestoreLook, 1);
  look->path
    = folder != NULL
        ? g_strdup (folder)
        : g_build_filename (isg_application_data_dir (restoring->application), "backups", NULL);
  if (isg_application_key (restoring->application) != NULL)
    look->key = isg_store_key_ref (isg_application_key (restoring->application));
  isg_tasks_run_apart (restoring->lane,
                       isg_restore_job_find,
                       look,
                       isg_restore_look_free,
                       (GDestroyNotify) g_ptr_array_unref,
                       found_cb,
                       hold (restoring));
  gtk_window_present (GTK_WINDOW (restoring->sheet));
}
