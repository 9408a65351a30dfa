/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-backup-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/isg-cipher-private.h"
#include "store/isg-migrate-private.h"
#include "store/isg-mirror.h"
#include "store/isg-store-file-private.h"
#include "store/isg-store-key-private.h"
#include "store/isg-store-slot-private.h"

/* Names of what lies beside a store's file and belongs to it. */
static const char *const beside[] = { "-wal", "-log" };

static gboolean
fail (GError **error, const char *what)
{
  int saved = errno;

  g_set_error (error,
               ISG_STORE_ERROR,
               saved == ENOSPC || saved == EDQUOT ? ISG_STORE_ERROR_FULL : ISG_STORE_ERROR_IO,
               "restore: %s: %s",
               what,
               g_strerror (saved));
  return FALSE;
}

/* ---- the send log of newer backups ---- */

static gboolean
merge_log (const char *path, const char *uuid, GError **error)
{
  g_autoptr (IsgBackupInfo) info = isg_backup_read_info (path, NULL, NULL);
  gboolean of_it = info != NULL
                   && (info->sealed ? isg_backup_info_unseal_log (info, path, uuid)
                                    : g_str_equal (info->uuid, uuid));

  return !of_it || isg_mirror_merge (uuid, info->sent, error);
}

static gboolean
merge_logs (const char *path, const char *uuid, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  if (!merge_log (path, uuid, error))
    return FALSE;
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *other = g_build_filename (folder, name, NULL);

    if (g_file_test (other, G_FILE_TEST_IS_REGULAR) && !merge_log (other, uuid, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- the file that is to be the store ---- */

/* In the file itself: whoever opens it first knows that it is an old copy; and its journal goes on
 * by itself, whatever becomes of the one that it was copied from. */
static gboolean
mark_as_restored (const char *half,
                  IsgCipher *cipher,
                  IsgClock *clock,
                  const IsgBackupInfo *info,
                  GError **error)
{
  sqlite3 *handle = isg_store_file_open (half, cipher, error);
  g_autofree char *sql
    = g_strdup_printf ("INSERT INTO meta (key, value) VALUES ('restored', '%" G_GINT64_FORMAT
                       " %" G_GINT64_FORMAT "') ON CONFLICT (key) DO UPDATE SET value ="
                       " excluded.value;"
                       "INSERT INTO meta (key, value) VALUES ('lineage', lower (hex (randomblob"
                       " (8)))) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                       isg_clock_now (clock),
                       info->made);
  gboolean marked;
  int rc;

  if (handle == NULL)
    return FALSE;
  marked = isg_store_file_settle (handle, error);
  if (marked && (rc = sqlite3_exec (handle, sql, NULL, NULL, NULL)) != SQLITE_OK) {
    isg_store_set_error (error, handle, rc, "restore: mark");
    marked = FALSE;
  }
  sqlite3_close (handle);
  return marked;
}

static gboolean
make_half (const char *path,
           const char *half,
           IsgStoreKey *key,
           IsgClock *clock,
           const IsgBackupInfo *info,
           GError **error)
{
  g_autoptr (IsgCipher) cipher = NULL;
  sqlite3 *source;
  gboolean copied;

  if (!isg_store_key_cipher_for (path, key, &cipher, error))
    return FALSE;
  source = isg_store_file_read (path, cipher, error);
  if (source == NULL)
    return FALSE;
  copied = isg_backup_copy_pages (source, half, NULL, NULL, error);
  sqlite3_close (source);
  return copied && isg_backup_check (half, cipher, info, NULL, NULL, 0, 1, error)
         && mark_as_restored (half, cipher, clock, info, error);
}

/* ---- the store that is there ---- */

/* Moves what stands in its log into it, where it is ours and whole; else it is left as it is. */
static void
settle_present (const char *present, IsgStoreKey *key)
{
  g_autoptr (IsgCipher) cipher = NULL;
  gint64 application, version;
  sqlite3 *handle;

  if (!isg_store_key_cipher_for (present, key, &cipher, NULL)
      || !isg_store_file_look (present, cipher, &application, &version)
      || application != ISG_STORE_APPLICATION_ID
      || version > isg_store_migrations[isg_store_n_migrations - 1].version)
    return;
  handle = isg_store_file_open (present, cipher, NULL);
  if (handle != NULL) {
    isg_store_file_settle (handle, NULL);
    sqlite3_close (handle);
  }
}

static gboolean
same_environment (const char *present, IsgStoreKey *key, const IsgBackupInfo *info, GError **error)
{
  g_autoptr (IsgCipher) cipher = NULL;
  sqlite3 *handle = isg_store_key_cipher_for (present, key, &cipher, NULL)
                      ? isg_store_file_read (present, cipher, NULL)
                      : NULL;
  g_autofree char *sql
    = g_strdup_printf ("SELECT count (*) FROM meta WHERE key = 'environment' AND value <> '%s'",
                       g_str_equal (info->environment, "live") ? "live" : "sandbox");
  gint64 other = 0;

  if (handle != NULL && !isg_store_file_number (handle, sql, &other, NULL))
    other = 0;
  sqlite3_close (handle);
  if (other != 0)
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_FOREIGN,
                 "restore: the backup is of the other environment");
  return other == 0;
}

/* Under a second name first, so that it is never without one. */
static gboolean
keep_one (const char *from, const char *to, GError **error)
{
  if (!g_file_test (from, G_FILE_TEST_EXISTS))
    return TRUE;
  if (link (from, to) == 0)
    return TRUE;
  if (errno != EPERM && errno != EOPNOTSUPP && errno != ENOSYS)
    return fail (error, "keep");
  /* A file system without second names. */
  return g_rename (from, to) == 0 || fail (error, "keep");
}

static gboolean
keep_present (const char *present, const char *kept, GError **error)
{
  g_autofree char *dir = g_path_get_dirname (present);

  if (!keep_one (present, kept, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (beside); i++) {
    g_autofree char *from = g_strconcat (present, beside[i], NULL);
    g_autofree char *to = g_strconcat (kept, beside[i], NULL);

    if (!keep_one (from, to, error))
      return FALSE;
  }
  return isg_store_file_sync_dir (dir, error);
}

/* A log that belonged to another file must not meet the new one. */
static void
drop_logs (const char *present)
{
  static const char *const names[] = { "-wal", "-log", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *name = g_strconcat (present, names[i], NULL);

    g_unlink (name);
  }
}

static char *
kept_name (const char *dir, IsgClock *clock)
{
  g_autofree char *stamp = isg_backup_stamp (clock);
  char *kept = g_strdup_printf ("%s/isg-defteri-%s.db", dir, stamp);

  for (guint n = 2; g_file_test (kept, G_FILE_TEST_EXISTS); n++) {
    g_free (kept);
    kept = g_strdup_printf ("%s/isg-defteri-%s-%u.db", dir, stamp, n);
  }
  return kept;
}

static gboolean
swap (const char *dir,
      const char *half,
      IsgStoreKey *key,
      IsgClock *clock,
      char **out_kept,
      GError **error)
{
  g_autofree char *present = g_build_filename (dir, ISG_STORE_FILE, NULL);
  g_autofree char *kept = NULL;

  if (g_file_test (present, G_FILE_TEST_EXISTS)) {
    kept = kept_name (dir, clock);
    settle_present (present, key);
    if (!keep_present (present, kept, error))
      return FALSE;
  }
  drop_logs (present);
  if (g_rename (half, present) != 0)
    return fail (error, "name");
  *out_kept = g_steal_pointer (&kept);
  return isg_store_file_sync_dir (dir, error);
}

/* With the door shut behind us. */
static gboolean
restore (const char *dir,
         const char *path,
         IsgStoreKey *key,
         const IsgBackupInfo *info,
         IsgClock *clock,
         char **out_kept,
         GError **error)
{
  g_autofree char *present = g_build_filename (dir, ISG_STORE_FILE, NULL);
  g_autofree char *half = g_strconcat (present, ".restored", NULL);
  gboolean done;

  g_unlink (half);
  drop_logs (half);
  done
    = (!g_file_test (present, G_FILE_TEST_EXISTS) || same_environment (present, key, info, error))
      && make_half (path, half, key, clock, info, error) && merge_logs (path, info->uuid, error)
      && isg_rulebook_put_back (dir, info->packs, NULL, error)
      && swap (dir, half, key, clock, out_kept, error);
  if (!done) {
    g_unlink (half);
    drop_logs (half);
  }
  return done;
}

gboolean
isg_backup_restore (const char *data_dir,
                    const char *path,
                    IsgStoreKey *key,
                    IsgClock *clock,
                    char **out_kept,
                    GError **error)
{
  g_autofree char *dir = g_canonicalize_filename (data_dir, NULL);
  g_autoptr (IsgBackupInfo) info = isg_backup_verify (path, key, NULL, NULL, error);
  g_autofree char *kept = NULL;
  IsgStoreSlot *slot;
  gboolean done;

  if (info == NULL)
    return FALSE;
  if (g_mkdir_with_parents (dir, 0700) != 0)
    return fail (error, "folder");
  slot = isg_store_slot_enter (dir, error);
  if (slot == NULL)
    return FALSE;
  if (!isg_store_slot_is_alone (slot)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY, "restore: the store is open");
    done = FALSE;
  } else
    done = restore (dir, path, key, info, clock, &kept, error);
  isg_store_slot_leave (slot, TRUE);
  if (done && out_kept != NULL)
    *out_kept = g_steal_pointer (&kept);
  return done;
}
