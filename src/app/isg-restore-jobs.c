/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-restore-jobs.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/isg-store-key.h"

#define SUFFIX ".isgyedek"

/* ---- finding ---- */

static void
found_free (gpointer data)
{
  IsgFoundBackup *found = data;

  g_free (found->path);
  g_free (found);
}

static int
newer_first (gconstpointer a, gconstpointer b)
{
  const IsgFoundBackup *left = *(const IsgFoundBackup *const *) a;
  const IsgFoundBackup *right = *(const IsgFoundBackup *const *) b;

  return left->made == right->made  ? g_strcmp0 (right->path, left->path)
         : left->made > right->made ? -1
                                    : 1;
}

gpointer
isg_restore_job_find (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRestoreLook *look = data;
  g_autoptr (GDir) dir = g_dir_open (look->path, 0, NULL);
  GPtrArray *all = g_ptr_array_new_with_free_func (found_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (look->path, name, NULL);
    g_autoptr (IsgBackupInfo) info
      = g_str_has_suffix (name, SUFFIX) ? isg_backup_read_info (path, look->key, NULL) : NULL;
    IsgFoundBackup *found;

    if (info == NULL)
      continue;
    found = g_new (IsgFoundBackup, 1);
    *found = (IsgFoundBackup){ g_steal_pointer (&path),
                               info->made,
                               info->sealed ? -1 : isg_backup_info_rows (info, "record") };
    g_ptr_array_add (all, found);
  }
  g_ptr_array_sort (all, newer_first);
  return all;
}

/* ---- judging ---- */

void
isg_restore_look_free (gpointer data)
{
  IsgRestoreLook *look = data;

  g_free (look->path);
  g_clear_pointer (&look->key, isg_store_key_unref);
  g_clear_pointer (&look->secret, isg_secret_unref);
  g_clear_pointer (&look->info, isg_backup_info_free);
  g_clear_object (&look->progress);
  g_free (look);
}

static IsgStoreKey *
unlock_by_text (const char *path, IsgSecret *text, GError **error)
{
  g_autoptr (GError) own = NULL;
  IsgStoreKey *key = isg_store_unlock_file (path, ISG_KEY_SLOT_PASSPHRASE, text, &own);

  if (key == NULL && g_error_matches (own, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY))
    key = isg_store_unlock_file (path, ISG_KEY_SLOT_RECOVERY, text, NULL);
  if (key == NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return key;
}

static gboolean
is_opened_by (IsgStoreKey *key, const char *uuid)
{
  g_autofree char *own = key != NULL ? isg_store_key_uuid (key) : NULL;

  return own != NULL && g_strcmp0 (own, uuid) == 0;
}

/* The key of a plain file is none. */
static gboolean
find_key (const IsgRestoreLook *look, IsgStoreKey **out_key, GError **error)
{
  g_autofree char *uuid = NULL;
  gboolean locked;

  if (!isg_store_look_locked_file (look->path, &locked, &uuid, NULL, error))
    return FALSE;
  *out_key = NULL;
  if (!locked)
    return TRUE;
  if (is_opened_by (look->key, uuid)) {
    *out_key = isg_store_key_ref (look->key);
    return TRUE;
  }
  if (look->secret == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_LOCKED, "restore: another passphrase");
    return FALSE;
  }
  *out_key = unlock_by_text (look->path, look->secret, error);
  return *out_key != NULL;
}

gpointer
isg_restore_job_look (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgRestoreLook *look = data;
  g_autoptr (GError) own = NULL;
  IsgStoreKey *key;
  IsgBackupInfo *info;
  IsgRestoreLook *done;

  /* A file that is no backup at all says so before it asks for a passphrase. */
  info = isg_backup_read_info (look->path, NULL, &own);
  if (info == NULL && !g_error_matches (own, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT)) {
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  g_clear_pointer (&info, isg_backup_info_free);
  g_clear_error (&own);
  if (!find_key (look, &key, error))
    return NULL;
  info = isg_backup_verify (look->path, key, isg_progress_tell, look->progress, &own);
  if (info == NULL && !g_error_matches (own, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT)) {
    g_clear_pointer (&key, isg_store_key_unref);
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  done = g_new0 (IsgRestoreLook, 1);
  done->path = g_strdup (look->path);
  done->key = key;
  done->damaged = info == NULL;
  /* What it says of itself may still be there. */
  done->info = info != NULL ? info : isg_backup_read_info (look->path, key, NULL);
  return done;
}

/* ---- restoring ---- */

IsgRestore *
isg_restore_new (const char *data_dir,
                 const char *path,
                 IsgStoreKey *key,
                 IsgClock *clock,
                 gboolean damaged)
{
  IsgRestore *restore = g_new0 (IsgRestore, 1);

  restore->data_dir = g_strdup (data_dir);
  restore->path = g_strdup (path);
  restore->key = key != NULL ? isg_store_key_ref (key) : NULL;
  restore->clock = isg_clock_ref (clock);
  restore->damaged = damaged;
  return restore;
}

void
isg_restore_free (gpointer data)
{
  IsgRestore *restore = data;

  g_free (restore->data_dir);
  g_free (restore->path);
  g_free (restore->kept);
  g_clear_pointer (&restore->key, isg_store_key_unref);
  g_clear_pointer (&restore->report, isg_recover_report_free);
  isg_clock_unref (restore->clock);
  g_free (restore);
}

/* What can be read is written beside the data, where there is room for a store, and taken away
 * again. */
static gboolean
restore_readable (IsgRestore *restore, GError **error)
{
  g_autofree char *scratch = g_strdup_printf ("%s.salvaged-%d", restore->data_dir, (int) getpid ());
  gboolean done = isg_recover_file (restore->path,
                                    restore->key,
                                    scratch,
                                    restore->clock,
                                    &restore->report,
                                    error)
                  && isg_backup_restore (restore->data_dir,
                                         scratch,
                                         restore->key,
                                         restore->clock,
                                         &restore->kept,
                                         error);

  g_unlink (scratch);
  return done;
}

gpointer
isg_restore_job_do (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  IsgRestore *restore = data;
  gboolean done = restore->damaged ? restore_readable (restore, error)
                                   : isg_backup_restore (restore->data_dir,
                                                         restore->path,
                                                         restore->key,
                                                         restore->clock,
                                                         &restore->kept,
                                                         error);

  return done ? restore : NULL;
}

static void
say_report (GString *words, const IsgRecoverReport *report)
{
  gint64 saved = 0;

  for (guint i = 0; i < report->tables->len; i++)
    saved += ((const IsgRecoverTable *) g_ptr_array_index (report->tables, i))->saved;
  g_string_append (words, "\n\n");
  g_string_append_printf (words,
                          ngettext ("Of the damaged backup %d row was saved.",
                                    "Of the damaged backup %d rows were saved.",
                                    (gulong) saved),
                          (int) saved);
  g_string_append_c (words, ' ');
  if (report->gaps->len == 0)
    g_string_append (words, _ ("No gap was found."));
  else
    g_string_append_printf (words,
                            ngettext ("At %u place rows could not be read.",
                                      "At %u places rows could not be read.",
                                      report->gaps->len),
                            report->gaps->len);
  if (report->end_lost)
    g_string_append_printf (words,
                            " %s",
                            _ ("The rule packs and the list of sent numbers that it carried are lost."));
}

char *
isg_restore_words (const IsgRestore *restore)
{
  GString *words = g_string_new (_ ("The backup is in place. It is an old copy: nothing is sent before the Ministry was asked what it already has."));

  if (restore->kept != NULL)
    /* Translators: %s is the path of a file. */
    g_string_append_printf (words, _ ("\n\nWhat was there before is kept as\n%s"), restore->kept);
  if (restore->report != NULL)
    say_report (words, restore->report);
  return g_string_free (words, FALSE);
}
