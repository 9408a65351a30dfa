/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "app/isg-backup-jobs.h"
#include "app/isg-restore-sheet.h"
#include "app/isg-setting-rows.h"
#include "app/isg-settings-pages.h"

/* The page and what is going on on it. */
typedef struct {
  IsgContext *context;   /* (owned) */
  GtkWidget *page;       /* (unowned): it owns us */
  GtkWidget *warning;    /* (unowned): what is wrong with the place */
  GtkWidget *last;       /* (unowned) */
  GtkWidget *result;     /* (unowned): what came of the last act */
  GtkWidget *act;        /* (unowned): "Şimdi yedekle" */
  GtkWidget *verify;     /* (unowned) */
  GtkWidget *bar_box;    /* (unowned) */
  GtkWidget *bar_label;  /* (unowned) */
  GtkWidget *bar;        /* (unowned) */
  IsgProgress *progress; /* (owned) (nullable): while something is being done */
  IsgBackupState *state; /* (owned) (nullable): until it was read */
} Backup;

static void
backup_free (gpointer data)
{
  Backup *backup = data;

  /* What was begun goes on: a closed window is no wish to have no backup. */
  g_clear_object (&backup->progress);
  g_clear_pointer (&backup->state, isg_backup_state_free);
  g_object_unref (backup->context);
  g_free (backup);
}

static Backup *
backup_of (gpointer page)
{
  return g_object_get_data (G_OBJECT (page), "isg-backup");
}

/* ---- what is shown ---- */

static void
set_words (GtkWidget *row, const char *words)
{
  g_autofree char *markup = words != NULL ? g_markup_escape_text (words, -1) : NULL;

  gtk_widget_set_visible (row, words != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), markup != NULL ? markup : "");
}

static void
say_result (Backup *backup, const char *words, const char *icon)
{
  adw_action_row_set_icon_name (ADW_ACTION_ROW (backup->result), icon);
  set_words (backup->result, words);
}

static void
update_acts (Backup *backup)
{
  gboolean busy = backup->progress != NULL;

  gtk_widget_set_sensitive (backup->act, !busy && backup->state != NULL && backup->state->there);
  gtk_widget_set_sensitive (backup->verify,
                            !busy && backup->state != NULL && backup->state->last != 0);
  gtk_widget_set_visible (backup->bar_box, busy);
}

static void
show_state (Backup *backup)
{
  gint64 now = isg_clock_now (isg_context_clock (backup->context));
  g_autofree char *last = isg_backup_state_last (backup->state, now);
  g_autofree char *markup = g_markup_escape_text (last, -1);

  set_words (backup->warning, isg_backup_state_warning (backup->state));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (backup->last), markup);
  update_acts (backup);
}

static void
state_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  Backup *backup = backup_of (page);
  IsgBackupState *state = isg_tasks_finish (result, NULL);

  if (state == NULL)
    return;
  g_clear_pointer (&backup->state, isg_backup_state_free);
  backup->state = state;
  show_state (backup);
}

static void
read_state (GtkWidget *page)
{
  Backup *backup = backup_of (page);

  isg_tasks_run (isg_context_tasks (backup->context),
                 isg_backup_state_read,
                 g_strdup (isg_context_data_dir (backup->context)),
                 g_free,
                 isg_backup_state_free,
                 NULL,
                 state_read_cb,
                 g_object_ref (page));
}

/* ---- doing it ---- */

static void
moved_cb (GtkWidget *page, IsgProgress *progress)
{
  Backup *backup = backup_of (page);

  if (backup->progress == progress)
    gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (backup->bar),
                                   isg_progress_read (progress, NULL, NULL));
}

static void
stop_cb (GtkWidget *page)
{
  Backup *backup = backup_of (page);

  if (backup->progress != NULL)
    isg_progress_stop (backup->progress);
}

static void
end_act (Backup *backup, const GError *error, char *done)
{
  g_autofree char *words = error != NULL ? isg_backup_error_text (error) : done;

  g_clear_object (&backup->progress);
  say_result (backup, words, error != NULL ? "dialog-warning-symbolic" : "emblem-ok-symbolic");
  update_acts (backup);
  read_state (backup->page);
}

static void
backed_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBackupInfo) info = isg_tasks_finish (result, &error);

  end_act (backup_of (page),
           error,
           info == NULL
             ? NULL
             : g_strdup_printf (ngettext ("Backed up and verified: %d record.",
                                          "Backed up and verified: %d records.",
                                          (gulong) isg_backup_info_rows (info, "record")),
                                (int) isg_backup_info_rows (info, "record")));
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) page = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgBackupInfo) info = isg_tasks_finish (result, &error);

  end_act (backup_of (page),
           error,
           info == NULL
             ? NULL
             : g_strdup_printf (ngettext ("The backup is whole: %d record.",
                                          "The backup is whole: %d records.",
                                          (gulong) isg_backup_info_rows (info, "record")),
                                (int) isg_backup_info_rows (info, "record")));
}

/* In the second lane: drafts are kept meanwhile. */
static void
begin_act (GtkWidget *page, const char *words, IsgTaskFunc func, GAsyncReadyCallback callback)
{
  Backup *backup = backup_of (page);

  if (backup->progress != NULL)
    return;
  backup->progress = isg_progress_new ();
  g_signal_connect_object (backup->progress,
                           "moved",
                           G_CALLBACK (moved_cb),
                           page,
                           G_CONNECT_SWAPPED);
  gtk_label_set_label (GTK_LABEL (backup->bar_label), words);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (backup->bar), 0);
  say_result (backup, NULL, NULL);
  update_acts (backup);
  isg_tasks_run (isg_context_card_tasks (backup->context),
                 func,
                 g_object_ref (backup->progress),
                 g_object_unref,
                 (GDestroyNotify) isg_backup_info_free,
                 NULL,
                 callback,
                 g_object_ref (page));
}

static void
act_cb (GtkWidget *page)
{
  begin_act (page, _ ("Backing up…"), isg_backup_job_rotate, backed_up_cb);
}

static void
verify_cb (GtkWidget *page)
{
  begin_act (page, _ ("Verifying the backup…"), isg_backup_job_verify, verified_cb);
}

static void
restore_cb (GtkWidget *page)
{
  Backup *backup = backup_of (page);

  isg_restore_sheet_open (GTK_WINDOW (gtk_widget_get_root (page)),
                          backup->state != NULL ? backup->state->folder : NULL);
}

/* ---- building ---- */

static GtkWidget *
note_row_new (const char *icon)
{
  GtkWidget *row = adw_action_row_new ();

  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  gtk_widget_set_visible (row, FALSE);
  return row;
}

static GtkWidget *
build_place (Backup *backup)
{
  const char *const values[] = { "", "no", NULL };
  const char *labels[] = { _ ("Every day by itself"), _ ("Only when I ask"), NULL };
  GtkWidget *group = adw_preferences_group_new ();

  backup->warning = note_row_new ("dialog-warning-symbolic");
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_folder_new (backup->context,
                                                     ISG_BACKUP_FOLDER_SETTING,
                                                     _ ("Place"), _ ("beside your data")));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), backup->warning);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group),
                             isg_setting_choice_new (backup->context,
                                                     ISG_BACKUP_DAILY_SETTING,
                                                     _ ("When"), values, labels));
  return group;
}

static GtkWidget *
build_bar (Backup *backup)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *stop = gtk_button_new_with_label (_ ("Stop"));

  backup->bar_label = gtk_label_new (NULL);
  backup->bar = gtk_progress_bar_new ();
  gtk_widget_set_valign (backup->bar, GTK_ALIGN_CENTER);
  gtk_widget_set_hexpand (backup->bar, TRUE);
  gtk_box_append (GTK_BOX (box), backup->bar_label);
  gtk_box_append (GTK_BOX (box), backup->bar);
  gtk_box_append (GTK_BOX (box), stop);
  g_signal_connect_object (stop, "clicked", G_CALLBACK (stop_cb), backup->page, G_CONNECT_SWAPPED);
  gtk_widget_set_margin_top (box, 12);
  backup->bar_box = box;
  return box;
}

static GtkWidget *
build_buttons (Backup *backup)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);

  backup->act = gtk_button_new_with_label (_ ("Back up now"));
  backup->verify = gtk_button_new_with_label (_ ("Verify"));
  gtk_widget_add_css_class (backup->act, "suggested-action");
  gtk_box_append (GTK_BOX (box), backup->act);
  gtk_box_append (GTK_BOX (box), backup->verify);
  gtk_widget_set_margin_top (box, 12);
  g_signal_connect_object (backup->act,
                           "clicked",
                           G_CALLBACK (act_cb),
                           backup->page,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (backup->verify,
                           "clicked",
                           G_CALLBACK (verify_cb),
                           backup->page,
                           G_CONNECT_SWAPPED);
  return box;
}

static GtkWidget *
build_last (Backup *backup)
{
  GtkWidget *group = adw_preferences_group_new ();

  backup->last = adw_action_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (backup->last), _ ("Last backup"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (backup->last), 0);
  backup->result = note_row_new (NULL);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), backup->last);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), backup->result);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), build_buttons (backup));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), build_bar (backup));
  return group;
}

static GtkWidget *
build_restore (Backup *backup)
{
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Restore…"));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _ ("Puts a backup in the place of today’s file, which is kept beside it."));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row,
                           "activated",
                           G_CALLBACK (restore_cb),
                           backup->page,
                           G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  return group;
}

AdwPreferencesPage *
isg_settings_backup_new (IsgContext *context)
{
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  Backup *backup = g_new0 (Backup, 1);

  backup->context = g_object_ref (context);
  backup->page = GTK_WIDGET (page);
  g_object_set_data_full (G_OBJECT (page), "isg-backup", backup, backup_free);
  adw_preferences_page_set_name (page, "backup");
  adw_preferences_page_set_title (page, _ ("Backup"));
  adw_preferences_page_set_icon_name (page, "drive-removable-media-symbolic");
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (build_place (backup)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (build_last (backup)));
  adw_preferences_page_add (page, ADW_PREFERENCES_GROUP (build_restore (backup)));
  update_acts (backup);
  g_signal_connect_object (context, "changed", G_CALLBACK (read_state), page, G_CONNECT_SWAPPED);
  read_state (GTK_WIDGET (page));
  return page;
}
