/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-key.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/isg-store-file-private.h"
#include "store/isg-store-key-private.h"
#include "store/isg-store-open-private.h"

static gboolean
set_errno_error (GError **error, const char *what)
{
  int number = errno;

  g_set_error (error,
               ISG_STORE_ERROR,
               number == EEXIST   ? ISG_STORE_ERROR_EXISTS
               : number == ENOSPC ? ISG_STORE_ERROR_FULL
                                  : ISG_STORE_ERROR_IO,
               "%s: %s",
               what,
               g_strerror (number));
  return FALSE;
}

/* For its owner alone, before SQLite makes it for everybody. */
static gboolean
make_target (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return set_errno_error (error, "make the file");
  close (fd);
  return TRUE;
}

/* The whole store into @path, through the VFS @vfs. */
static gboolean
vacuum_into (IsgStore *store, const char *path, const char *vfs, GError **error)
{
  g_autofree char *uri = g_filename_to_uri (path, NULL, error);
  g_autofree char *target = uri != NULL ? g_strconcat (uri, "?vfs=", vfs, NULL) : NULL;
  sqlite3_stmt *stmt = NULL;
  int rc;

  if (target == NULL || !make_target (path, error))
    return FALSE;
  rc = sqlite3_prepare_v2 (store->handle, "VACUUM INTO ?1", -1, &stmt, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_bind_text (stmt, 1, target, -1, SQLITE_STATIC);
  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc != SQLITE_DONE)
    isg_store_set_error (error, store->handle, rc, "copy the store");
  sqlite3_finalize (stmt);
  if (rc != SQLITE_DONE)
    g_unlink (path);
  return rc == SQLITE_DONE;
}

static gboolean
sync_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CLOEXEC);
  gboolean synced = fd >= 0 && fsync (fd) == 0;

  if (!synced)
    set_errno_error (error, "sync the file");
  if (fd >= 0)
    close (fd);
  return synced;
}

static gboolean
journal_alone (IsgStore *store, const char *act, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  return transaction != NULL && isg_store_journal (store, act, NULL, 0, NULL, error)
         && isg_transaction_commit (transaction, error);
}

/* ---- a plain copy ---- */

gboolean
isg_store_plain_copy (IsgStore *store, const char *path, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);

  isg_store_assert_owner (store);
  if (g_file_test (absolute, G_FILE_TEST_EXISTS)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_EXISTS, "there is a file already");
    return FALSE;
  }
  return journal_alone (store, "store.plain_copy", error)
         && vacuum_into (store, absolute, sqlite3_vfs_find (NULL)->zName, error)
         && sync_file (absolute, error);
}

/* ---- another key ---- */

static gboolean
check_copy (const char *path, IsgStoreKey *key, gint64 rows, GError **error)
{
  g_autoptr (IsgCipher) cipher = NULL;
  sqlite3 *handle;
  gint64 found = -1;
  gint64 bad = -1;
  gboolean read;

  if (!isg_store_key_cipher (key, &cipher, error))
    return FALSE;
  handle = isg_store_file_open (path, cipher, error);
  if (handle == NULL)
    return FALSE;
  read = isg_store_file_number (handle, "SELECT count(*) FROM journal", &found, error)
         && isg_store_file_number (handle,
                                   "SELECT count(*) FROM pragma_integrity_check WHERE "
                                   "integrity_check <> 'ok'",
                                   &bad,
                                   error);
  sqlite3_close (handle);
  if (read && (bad != 0 || found != rows)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "the new file is not whole");
    return FALSE;
  }
  return read;
}

/* As far as a disk lets one: a flash disk may keep the old blocks somewhere. */
static void
wipe_and_unlink (const char *path)
{
  static const char zeros[65536];
  struct stat info;
  int fd = open (path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW);

  if (fd >= 0 && fstat (fd, &info) == 0) {
    for (off_t at = 0; at < info.st_size; at += (off_t) sizeof zeros)
      if (pwrite (fd, zeros, MIN (sizeof zeros, (gsize) (info.st_size - at)), at) < 0)
        break;
    fsync (fd);
  }
  if (fd >= 0)
    close (fd);
  g_unlink (path);
}

void
isg_store_finish_rekey (const char *path)
{
  g_autofree char *old = g_strconcat (path, ".old", NULL);
  struct stat left;
  struct stat now;

  if (stat (old, &left) != 0 || stat (path, &now) != 0)
    return;
  /* The same file under two names: the change was never made. */
  if (left.st_dev == now.st_dev && left.st_ino == now.st_ino)
    g_unlink (old);
  else
    wipe_and_unlink (old);
}

/* The old file keeps a second name until it is overwritten. */
static gboolean
put_in_place (const char *half, const char *path, const char *dir, GError **error)
{
  g_autofree char *old = g_strconcat (path, ".old", NULL);

  g_unlink (old);
  if (link (path, old) != 0)
    return set_errno_error (error, "keep the old file");
  if (g_rename (half, path) != 0) {
    set_errno_error (error, "name the new file");
    g_unlink (old);
    return FALSE;
  }
  if (!isg_store_file_sync_dir (dir, error))
    return FALSE;
  isg_store_finish_rekey (path);
  return TRUE;
}

static gboolean
copy_under (IsgStore *store, const char *half, IsgStoreKey *key, GError **error)
{
  g_autoptr (IsgCipher) cipher = NULL;
  int reserve = ISG_CIPHER_RESERVE;
  gint64 rows = 0;

  if (!isg_store_key_cipher (key, &cipher, error) || !journal_alone (store, "key.changed", error)
      || !isg_store_file_number (store->handle, "SELECT count(*) FROM journal", &rows, error))
    return FALSE;
  /* A plain file's pages have no room for tag and nonce. */
  sqlite3_file_control (store->handle, "main", SQLITE_FCNTL_RESERVE_BYTES, &reserve);
  return vacuum_into (store, half, isg_cipher_vfs_name (cipher), error) && sync_file (half, error)
         && check_copy (half, key, rows, error);
}

gboolean
isg_store_rekey (const char *data_dir,
                 IsgStoreKey *old_key,
                 IsgStoreKey *new_key,
                 IsgRules *rules,
                 IsgClock *clock,
                 GError **error)
{
  g_autofree char *dir = g_canonicalize_filename (data_dir, NULL);
  g_autofree char *path = g_build_filename (dir, ISG_STORE_FILE, NULL);
  g_autofree char *half = g_strconcat (path, ".rekey", NULL);
  IsgStore *store = isg_store_open_alone (dir, old_key, rules, clock, error);
  IsgStoreSlot *slot;
  gboolean made;

  if (store == NULL)
    return FALSE;
  g_unlink (half);
  made = copy_under (store, half, new_key, error);
  slot = isg_store_close_behind_door (store);
  made = made && put_in_place (half, path, dir, error);
  g_unlink (half);
  isg_store_slot_leave (slot, TRUE);
  return made;
}
