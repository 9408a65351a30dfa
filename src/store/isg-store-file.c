/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "store/isg-cipher-private.h"

#define BUSY_MS 5000

/* design.md 5, connection rules.  Not the default anywhere: cache_spill=OFF, since 3.40.1 in WAL
 * mode loses commits after a spill inside a SAVEPOINT, ROLLBACK TO, COMMIT and a kill. */
static const char connection_rules[] = "PRAGMA cache_spill = OFF;"
                                       "PRAGMA temp_store = MEMORY;"
                                       "PRAGMA secure_delete = ON;"
                                       "PRAGMA synchronous = FULL;"
                                       "PRAGMA cache_size = -16000;"
                                       "PRAGMA foreign_keys = OFF;"
                                       "PRAGMA cell_size_check = ON;";

static void
set_file_error (GError **error, const char *what, int number)
{
  g_set_error (error,
               ISG_STORE_ERROR,
               number == ENOSPC || number == EDQUOT ? ISG_STORE_ERROR_FULL : ISG_STORE_ERROR_IO,
               "%s: %s",
               what,
               g_strerror (number));
}

static gboolean
exec (sqlite3 *handle, const char *sql, const char *what, GError **error)
{
  int rc = sqlite3_exec (handle, sql, NULL, NULL, NULL);

  if (rc != SQLITE_OK)
    isg_store_set_error (error, handle, rc, what);
  return rc == SQLITE_OK;
}

/* Why the VFS refused a file is said in more words than SQLite has codes. */
static void
set_open_error (GError **error, sqlite3 *handle, int rc, IsgCipher *cipher)
{
  switch (cipher != NULL ? isg_cipher_reason (cipher) : ISG_CIPHER_OK) {
  case ISG_CIPHER_WRONG_KEY:
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY, "open: another key");
    break;
  case ISG_CIPHER_NOT_OURS:
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FOREIGN, "open: no encrypted store");
    break;
  case ISG_CIPHER_NEWER:
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_NEWER, "open: a newer header");
    break;
  case ISG_CIPHER_DAMAGED:
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "open: the header is damaged");
    break;
  case ISG_CIPHER_OK:
  default:
    isg_store_set_error (error, handle, rc, "open");
  }
}

static sqlite3 *
open_handle (const char *path, IsgCipher *cipher, int flags, GError **error)
{
  sqlite3 *handle = NULL;
  int rc = sqlite3_open_v2 (path,
                            &handle,
                            flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE
                              | SQLITE_OPEN_EXRESCODE,
                            cipher != NULL ? isg_cipher_vfs_name (cipher) : NULL);

  if (rc != SQLITE_OK) {
    set_open_error (error, handle, rc, cipher);
    sqlite3_close (handle);
    return NULL;
  }
  return handle;
}

static gboolean
apply_rules (sqlite3 *handle, GError **error)
{
  sqlite3_busy_timeout (handle, BUSY_MS);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  return exec (handle, connection_rules, "connection rules", error);
}

sqlite3 *
isg_store_file_new (const char *path, IsgCipher *cipher, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  sqlite3 *handle = NULL;

  if (fd < 0) {
    set_file_error (error, "make the file", errno);
    return NULL;
  }
  close (fd);

  if (cipher == NULL || isg_cipher_create (cipher, path, error))
    handle = open_handle (path, cipher, SQLITE_OPEN_READWRITE, error);
  if (handle != NULL
      && (!apply_rules (handle, error)
          || !exec (handle,
                    "PRAGMA journal_mode = MEMORY; PRAGMA page_size = 4096;",
                    "journal",
                    error))) {
    sqlite3_close (handle);
    handle = NULL;
  }
  if (handle == NULL)
    g_unlink (path);
  return handle;
}

sqlite3 *
isg_store_file_open (const char *path, IsgCipher *cipher, GError **error)
{
  sqlite3 *handle = open_handle (path, cipher, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, error);

  if (handle == NULL)
    return NULL;
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (!apply_rules (handle, error)) {
    sqlite3_close (handle);
    return NULL;
  }
  return handle;
}

static sqlite3 *
open_immutable (const char *path, IsgCipher *cipher, GError **error)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (absolute, NULL, error);
  g_autofree char *immutable = uri != NULL ? g_strconcat (uri, "?immutable=1", NULL) : NULL;

  if (immutable == NULL)
    return NULL;
  return open_handle (immutable, cipher, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, error);
}

sqlite3 *
isg_store_file_read (const char *path, IsgCipher *cipher, GError **error)
{
  sqlite3 *handle = open_immutable (path, cipher, error);

  if (handle != NULL && !apply_rules (handle, error))
    g_clear_pointer (&handle, sqlite3_close);
  return handle;
}

static gboolean
is_wal (sqlite3 *handle, const char *sql, gboolean *out_wal, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    *out_wal = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), "wal") == 0;
  else
    isg_store_set_error (error, handle, rc, "journal mode");
  sqlite3_finalize (stmt);
  return rc == SQLITE_ROW;
}

gboolean
isg_store_file_settle (sqlite3 *handle, GError **error)
{
  gboolean wal;

  if (!is_wal (handle, "PRAGMA journal_mode", &wal, error))
    return FALSE;
  /* The change writes a page: with the journal in memory, so that none lies on the disk. */
  if (!wal
      && (!exec (handle, "PRAGMA journal_mode = MEMORY", "journal mode", error)
          || !is_wal (handle, "PRAGMA journal_mode = WAL", &wal, error)))
    return FALSE;
  if (!wal) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "this file system takes no WAL");
    return FALSE;
  }
  if (!exec (handle, "PRAGMA foreign_keys = ON", "foreign keys", error))
    return FALSE;
  sqlite3_db_config (handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, NULL);
  return TRUE;
}

gboolean
isg_store_file_number (sqlite3 *handle, const char *sql, gint64 *out_number, GError **error)
{
  sqlite3_stmt *stmt = NULL;
  int rc = sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    *out_number = sqlite3_column_int64 (stmt, 0);
  else
    isg_store_set_error (error, handle, rc, "read a number");
  sqlite3_finalize (stmt);
  return rc == SQLITE_ROW;
}

gboolean
isg_store_file_look (const char *path,
                     IsgCipher *cipher,
                     gint64 *out_application,
                     gint64 *out_version)
{
  g_autoptr (GError) error = NULL;
  sqlite3 *handle = open_immutable (path, cipher, NULL);
  gint64 application = -1;
  gint64 version = 0;
  gboolean seen;
  int rc;

  if (handle == NULL)
    return FALSE;
  seen = isg_store_file_number (handle, "PRAGMA application_id", &application, &error)
         && isg_store_file_number (handle, "PRAGMA user_version", &version, &error);
  rc = sqlite3_errcode (handle);
  sqlite3_close (handle);
  if (!seen && rc != SQLITE_NOTADB)
    return FALSE;
  *out_application = seen ? application : -1;
  *out_version = version;
  return TRUE;
}

gboolean
isg_store_file_append (int fd, const char *data, gsize length, GError **error)
{
  while (length > 0) {
    ssize_t n = write (fd, data, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0) {
      set_file_error (error, "write", errno);
      return FALSE;
    }
    data += n;
    length -= (gsize) n;
  }
  if (fsync (fd) == 0)
    return TRUE;
  set_file_error (error, "sync the file", errno);
  return FALSE;
}

gboolean
isg_store_file_sync_dir (const char *dir, GError **error)
{
  int fd = open (dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  int failed = fd < 0 || fsync (fd) != 0 ? errno : 0;

  if (fd >= 0)
    close (fd);
  if (failed != 0)
    set_file_error (error, "sync the folder", failed);
  return failed == 0;
}
