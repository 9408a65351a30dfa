/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-cipher-file-private.h"

#include <string.h>

#define LOG_OF_SQLITE "-wal"
#define LOG_OF_OURS   "-log" /* so that no plain SQLite touches it */
#define JOURNAL       "-journal"

struct _IsgCipher {
  sqlite3_vfs vfs;
  char *name;          /* (owned) */
  IsgSecret *file_key; /* (owned) */
  IsgCipherHeader header;
  IsgCipherReason reason;
};

static IsgCipher *
cipher_of (sqlite3_vfs *vfs)
{
  return vfs->pAppData;
}

static sqlite3_vfs *
real_vfs (void)
{
  return sqlite3_vfs_find (NULL);
}

/* ---- names ---- */

/* (transfer full): @name with our ending for the log's. */
static char *
real_name (const char *name)
{
  if (name == NULL || !g_str_has_suffix (name, LOG_OF_SQLITE))
    return g_strdup (name);
  return g_strdup_printf ("%.*s%s",
                          (int) (strlen (name) - strlen (LOG_OF_SQLITE)),
                          name,
                          LOG_OF_OURS);
}

/* ---- opening ---- */

static int
open_main (IsgCipherFile *file, const char *name, int flags, int *out_flags)
{
  int rc = real_vfs ()->xOpen (real_vfs (), name, file->real, flags, out_flags);

  if (rc != SQLITE_OK)
    return rc;
  rc = isg_cipher_file_load (file);
  if (rc != SQLITE_OK)
    file->real->pMethods->xClose (file->real);
  return rc;
}

static int
find_main (const char *name, IsgCipherFile **out_main)
{
  sqlite3_file *base = sqlite3_database_file_object (name);

  if (base == NULL || base->pMethods == NULL)
    return SQLITE_CANTOPEN;
  /* What lies between SQLite and us passes the question on. */
  return base->pMethods->xFileControl (base, ISG_CIPHER_CONTROL_SELF, out_main);
}

static int
open_log (IsgCipherFile *file, const char *name, int flags, int *out_flags)
{
  g_autofree char *ours = real_name (name);
  int rc = find_main (name, &file->main);

  if (rc != SQLITE_OK || file->main == NULL || file->main->codec == NULL)
    return SQLITE_CANTOPEN;
  file->name = sqlite3_create_filename (ours, "", "", 0, NULL);
  return file->name == NULL
           ? SQLITE_NOMEM
           : real_vfs ()->xOpen (real_vfs (), file->name, file->real, flags, out_flags);
}

/* Of a file that has no page yet. */
static gboolean
is_journal_of_nothing (const char *name, int flags)
{
  IsgCipherFile *main = NULL;

  return (flags & SQLITE_OPEN_MAIN_JOURNAL) != 0 && name != NULL
         && find_main (name, &main) == SQLITE_OK && main != NULL && main->codec == NULL;
}

/* Rollback journals, temporary, transient and sub-journal files have plain pages: a slip fails
 * instead of leaking. */
static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out_flags)
{
  gboolean is_main = (flags & SQLITE_OPEN_MAIN_DB) != 0 && name != NULL;
  gboolean is_log = (flags & SQLITE_OPEN_WAL) != 0 && name != NULL;
  IsgCipherFile *file;
  int rc;

  base->pMethods = NULL;
  if (is_journal_of_nothing (name, flags)) {
    isg_cipher_memory_open (base);
    return SQLITE_OK;
  }
  if (!is_main && !is_log)
    return SQLITE_CANTOPEN;
  file = g_new0 (IsgCipherFile, 1);
  file->cipher = cipher_of (vfs);
  file->real = g_malloc0 ((gsize) real_vfs ()->szOsFile);
  file->head_offset = -1;
  rc = is_main ? open_main (file, name, flags, out_flags) : open_log (file, name, flags, out_flags);
  if (rc != SQLITE_OK) {
    isg_cipher_file_free (file);
    return rc;
  }
  ((IsgCipherHandle *) base)->file = file;
  base->pMethods = is_main ? isg_cipher_file_methods () : isg_cipher_log_methods ();
  return SQLITE_OK;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync_dir)
{
  g_autofree char *ours = real_name (name);

  /* None was made. */
  if (g_str_has_suffix (name, JOURNAL))
    return SQLITE_OK;
  return real_vfs ()->xDelete (real_vfs (), ours, sync_dir);
}

/* A rollback journal is never ours, and is not played back. */
static int
vfs_access (sqlite3_vfs *vfs, const char *name, int flags, int *out_is)
{
  g_autofree char *ours = real_name (name);

  if (g_str_has_suffix (name, JOURNAL)) {
    *out_is = 0;
    return SQLITE_OK;
  }
  return real_vfs ()->xAccess (real_vfs (), ours, flags, out_is);
}

/* ---- the cipher ---- */

IsgCipher *
isg_cipher_new (IsgSecret *file_key, const IsgCipherHeader *header, GError **error)
{
  IsgCipher *cipher = g_new0 (IsgCipher, 1);
  int rc;

  cipher->name = g_strdup_printf ("isg-cipher-%p", (void *) cipher);
  cipher->file_key = isg_secret_ref (file_key);
  cipher->header = *header;
  /* What is not about files goes straight to the system's, whose functions take any sqlite3_vfs. */
  cipher->vfs = *real_vfs ();
  cipher->vfs.zName = cipher->name;
  cipher->vfs.szOsFile = sizeof (IsgCipherHandle);
  cipher->vfs.pNext = NULL;
  cipher->vfs.pAppData = cipher;
  cipher->vfs.xOpen = vfs_open;
  cipher->vfs.xDelete = vfs_delete;
  cipher->vfs.xAccess = vfs_access;
  rc = sqlite3_vfs_register (&cipher->vfs, 0);
  if (rc != SQLITE_OK) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "cipher: %s", sqlite3_errstr (rc));
    isg_cipher_free (cipher);
    return NULL;
  }
  return cipher;
}

void
isg_cipher_free (IsgCipher *cipher)
{
  if (cipher == NULL)
    return;
  sqlite3_vfs_unregister (&cipher->vfs);
  isg_secret_unref (cipher->file_key);
  g_free (cipher->name);
  g_free (cipher);
}

const char *
isg_cipher_vfs_name (IsgCipher *cipher)
{
  return cipher->name;
}

IsgSecret *
isg_cipher_key (IsgCipher *cipher)
{
  return cipher->file_key;
}

const IsgCipherHeader *
isg_cipher_header (IsgCipher *cipher)
{
  return &cipher->header;
}

void
isg_cipher_set_header (IsgCipher *cipher, const IsgCipherHeader *header)
{
  cipher->header = *header;
}

IsgCipherReason
isg_cipher_reason (IsgCipher *cipher)
{
  return cipher->reason;
}

void
isg_cipher_set_reason (IsgCipher *cipher, IsgCipherReason reason)
{
  cipher->reason = reason;
}
