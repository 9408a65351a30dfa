/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-backup-jobs.h"

#include <glib/gi18n.h>
#include <unistd.h>

#include "app/isg-error-text.h"
#include "base/isg-date.h"
#include "base/isg-i18n.h"
#include "store/isg-store-key.h"
#include "store/isg-store-record.h"

/* From so many days on it is said how old the last one is. */
#define OLD_DAYS 7

void
isg_backup_state_free (gpointer data)
{
  IsgBackupState *state = data;

  g_free (state->folder);
  g_free (state->path);
  g_free (state);
}

/* ---- in the store's thread ---- */

/* Before the first record there is nothing to lose, and today's backup would be that nothing. */
static gboolean
is_empty (IsgStore *store, gboolean *out_empty, GError **error)
{
  const IsgListQuery query = {
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .limit = 1,
  };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);

  if (rows == NULL)
    return FALSE;
  *out_empty = rows->len == 0;
  return TRUE;
}

static gboolean
can_be_written_to (const IsgBackupState *state)
{
  if (!g_file_test (state->folder, G_FILE_TEST_IS_DIR))
    return !state->chosen;
  return access (state->folder, W_OK) == 0;
}

gpointer
isg_backup_state_read (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  IsgBackupState *state = g_new0 (IsgBackupState, 1);
  g_autofree char *daily = NULL;
  IsgBackupLast last = { 0 };

  if (!isg_backup_folder (store, &state->folder, &state->chosen, error)
      || !isg_backup_last (store, &last, error)
      || !isg_store_setting (store, ISG_BACKUP_DAILY_SETTING, &daily, error)
      || !is_empty (store, &state->empty, error)) {
    g_free (last.path);
    isg_backup_state_free (state);
    return NULL;
  }
  state->there = can_be_written_to (state);
  state->near = isg_place_compare (data, state->folder);
  state->daily = g_strcmp0 (daily, "no") != 0;
  state->last = last.time;
  state->records = last.records;
  state->path = last.path;
  state->path_there = last.path != NULL && g_file_test (last.path, G_FILE_TEST_IS_REGULAR);
  return state;
}

gpointer
isg_backup_job_rotate (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  IsgBackupInfo *info = NULL;

  return isg_backup_rotate (store, isg_progress_tell, data, NULL, &info, error) ? info : NULL;
}

gpointer
isg_backup_job_verify (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  IsgBackupLast last = { 0 };
  g_autofree char *path = NULL;

  if (!isg_backup_last (store, &last, error))
    return NULL;
  path = last.path;
  if (path == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "backup: none yet");
    return NULL;
  }
  return isg_backup_verify (path, isg_store_key (store), isg_progress_tell, data, error);
}

/* ---- words ---- */

const char *
isg_backup_state_warning (const IsgBackupState *state)
{
  if (!state->there)
    return state->chosen
      ? _ ("The chosen place cannot be written to now. Plug the USB stick in, or choose another place.")
      : _ ("The folder of your data may only be read. Choose a USB stick for backups.");
  switch (state->near) {
  case ISG_PLACE_SAME_FOLDER:
  case ISG_PLACE_SAME_DISK:
    return _ ("Choose a USB stick; a backup on the same disk does not help against fire or theft.");
  case ISG_PLACE_AWAY:
  default:
    return NULL;
  }
}

static gint64
days_since (const IsgBackupState *state, gint64 now)
{
  return isg_date_from_unix (now) - isg_date_from_unix (state->last);
}

char *
isg_backup_state_last (const IsgBackupState *state, gint64 now)
{
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;
  g_autofree char *records = NULL;
  g_autofree char *age = NULL;
  gint64 days;

  if (state->last == 0)
    return g_strdup (_ ("None yet"));
  days = days_since (state, now);
  date = isg_i18n_date (isg_date_from_unix (state->last), FALSE);
  time = isg_i18n_clock_time (state->last);
  records = g_strdup_printf (ngettext ("verified ✓ %d record",
                                       "verified ✓ %d records",
                                       (gulong) state->records),
                             (int) state->records);
  if (days >= OLD_DAYS)
    age = g_strdup_printf (ngettext ("The last verified backup is %d day old.",
                                     "The last verified backup is %d days old.",
                                     (gulong) days),
                           (int) days);
  return g_strdup_printf ("%s %s · %s%s%s%s%s",
                          date,
                          time,
                          records,
                          age != NULL ? "\n" : "",
                          age != NULL ? age : "",
                          state->path_there ? "" : "\n",
                          state->path_there ? ""
                                            : _ ("It does not lie where it was written any more."));
}

gboolean
isg_backup_state_is_due (const IsgBackupState *state, gint64 now)
{
  return state->daily && state->there && !state->empty
         && (state->last == 0 || days_since (state, now) != 0);
}

char *
isg_backup_error_text (const GError *error)
{
  const char *sentence = NULL;

  if (error->domain == ISG_STORE_ERROR)
    switch (error->code) {
    case ISG_STORE_ERROR_FULL:
      sentence = _ ("There is no room left at the place of the backups. Make room or choose another place; your data are as they were.");
      break;
    case ISG_STORE_ERROR_IO:
    case ISG_STORE_ERROR_READ_ONLY:
      sentence = _ ("The place of the backups could not be read or written. Plug the USB stick in and try again; your data are as they were.");
      break;
    case ISG_STORE_ERROR_ABSENT:
      sentence = _ ("The backup is not there any more. Plug the USB stick in, or back up again.");
      break;
    case ISG_STORE_ERROR_CORRUPT:
      sentence = _ ("The backup is damaged. Your data are as they were; back up again, best to another stick.");
      break;
    case ISG_STORE_ERROR_FOREIGN:
      sentence
        = _ ("This file is no backup of İSG Defteri for this environment. Choose another one.");
      break;
    case ISG_STORE_ERROR_NEWER:
      sentence = _ ("A newer version of the program made this backup. Update the program, then restore it.");
      break;
    case ISG_STORE_ERROR_LOCKED:
    case ISG_STORE_ERROR_KEY:
      sentence = _ ("The backup opens with the passphrase that was in use when it was made. Nothing was changed.");
      break;
    case ISG_STORE_ERROR_BUSY:
      sentence = _ ("Another window or program has the file open. Close it and try again; nothing was changed.");
      break;
    default:
      break;
    }
  return sentence != NULL ? g_strdup (sentence) : isg_error_text (error);
}
