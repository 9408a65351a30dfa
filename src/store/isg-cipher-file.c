/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-cipher-file-private.h"

#include <string.h>

/* SQLite's lock in "-shm" that is held while the log is recovered. */
#define RECOVER_LOCK 2

/* What SQLite reads before it looks at the log, and at the begin of a transaction without a log. */
#define FILE_HEADER    100
#define VERSION_OFFSET 24
#define VERSION_LENGTH 16
#define PAGE_SIZE_AT   16
#define RESERVE_AT     20

static IsgCipherFile *
file_of (sqlite3_file *base)
{
  return ((IsgCipherHandle *) base)->file;
}

void
isg_cipher_file_free (IsgCipherFile *file)
{
  if (file == NULL)
    return;
  g_clear_pointer (&file->codec, isg_cipher_codec_free);
  g_free (file->real);
  if (file->name != NULL)
    sqlite3_free_filename (file->name);
  /* Plain pages went through here. */
  isg_secret_wipe (file->buffer, sizeof file->buffer);
  g_free (file);
}

static int
file_close (sqlite3_file *base)
{
  IsgCipherFile *file = file_of (base);
  int rc = file->real->pMethods->xClose (file->real);

  isg_cipher_file_free (file);
  base->pMethods = NULL;
  return rc;
}

/* ---- reading ---- */

static int
read_page (IsgCipherFile *file, guint32 number, guint8 *out)
{
  int rc = SQLITE_IOERR_SHORT_READ;

  if (file->codec != NULL)
    rc = file->real->pMethods->xRead (file->real,
                                      file->buffer,
                                      ISG_CIPHER_PAGE,
                                      ISG_CIPHER_START
                                        + (sqlite3_int64) (number - 1) * ISG_CIPHER_PAGE);
  if (rc == SQLITE_IOERR_SHORT_READ) {
    sqlite3_int64 size = 0;

    memset (out, 0, ISG_CIPHER_PAGE);
    if (file->codec == NULL)
      return rc;
    rc = file->real->pMethods->xFileSize (file->real, &size);
    if (rc != SQLITE_OK)
      return rc;
    /* Past the end there is nothing; a part of a page is a page cut off. */
    return size <= ISG_CIPHER_START + (sqlite3_int64) (number - 1) * ISG_CIPHER_PAGE
             ? SQLITE_IOERR_SHORT_READ
             : SQLITE_IOERR_DATA;
  }
  if (rc != SQLITE_OK)
    return rc;
  return isg_cipher_open_page (file->codec, number, file->buffer, out) ? SQLITE_OK
                                                                       : SQLITE_IOERR_DATA;
}

/* Page 1 may be torn while the log still has it whole, so that these bytes do not come from there.
 */
static int
read_file_header (IsgCipherFile *file, guint8 *out)
{
  memset (out, 0, FILE_HEADER);
  if (file->codec == NULL)
    return SQLITE_IOERR_SHORT_READ;
  memcpy (out, "SQLite format 3", 16);
  out[PAGE_SIZE_AT] = ISG_CIPHER_PAGE >> 8;
  out[18] = 2; /* the log, to be written and read */
  out[19] = 2;
  out[RESERVE_AT] = ISG_CIPHER_RESERVE;
  out[21] = 64; /* SQLite's fixed payload fractions */
  out[22] = 32;
  out[23] = 32;
  return SQLITE_OK;
}

static int
read_file_version (IsgCipherFile *file, guint8 *out)
{
  guint8 page[ISG_CIPHER_PAGE];
  int rc = read_page (file, 1, page);

  memset (out, 0, VERSION_LENGTH);
  if (rc == SQLITE_OK)
    memcpy (out, page + VERSION_OFFSET, VERSION_LENGTH);
  isg_secret_wipe (page, sizeof page);
  return rc;
}

static int
file_read (sqlite3_file *base, void *out, int length, sqlite3_int64 offset)
{
  IsgCipherFile *file = file_of (base);

  if (length == ISG_CIPHER_PAGE && offset >= 0 && offset % ISG_CIPHER_PAGE == 0)
    return read_page (file, (guint32) (offset / ISG_CIPHER_PAGE) + 1, out);
  if (length == FILE_HEADER && offset == 0)
    return read_file_header (file, out);
  if (length == VERSION_LENGTH && offset == VERSION_OFFSET)
    return read_file_version (file, out);
  return SQLITE_IOERR_READ;
}

/* ---- writing ---- */

/* A database of another shape would leave no room for tag and nonce. */
static gboolean
has_our_shape (const guint8 *page)
{
  return page[PAGE_SIZE_AT] == ISG_CIPHER_PAGE >> 8 && page[PAGE_SIZE_AT + 1] == 0
         && page[RESERVE_AT] == ISG_CIPHER_RESERVE;
}

static int
file_write (sqlite3_file *base, const void *data, int length, sqlite3_int64 offset)
{
  IsgCipherFile *file = file_of (base);
  int rc;

  if (length != ISG_CIPHER_PAGE || offset < 0 || offset % ISG_CIPHER_PAGE != 0
      || (offset == 0 && !has_our_shape (data)))
    return SQLITE_IOERR_WRITE;
  rc = isg_cipher_file_make_header (file);
  if (rc != SQLITE_OK)
    return rc;
  if (!isg_cipher_seal_page (file->codec,
                             (guint32) (offset / ISG_CIPHER_PAGE) + 1,
                             data,
                             file->buffer))
    return SQLITE_IOERR_WRITE;
  return file->real->pMethods->xWrite (file->real,
                                       file->buffer,
                                       ISG_CIPHER_PAGE,
                                       ISG_CIPHER_START + offset);
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  IsgCipherFile *file = file_of (base);

  if (size < 0 || size % ISG_CIPHER_PAGE != 0)
    return SQLITE_IOERR_TRUNCATE;
  return file->codec == NULL
           ? SQLITE_OK
           : file->real->pMethods->xTruncate (file->real, ISG_CIPHER_START + size);
}

static int
file_sync (sqlite3_file *base, int flags)
{
  IsgCipherFile *file = file_of (base);

  return file->real->pMethods->xSync (file->real, flags);
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *out_size)
{
  IsgCipherFile *file = file_of (base);
  sqlite3_int64 size = 0;
  int rc = file->real->pMethods->xFileSize (file->real, &size);

  *out_size = MAX (size - ISG_CIPHER_START, 0);
  return rc;
}

/* ---- locks ---- */

static int
file_lock (sqlite3_file *base, int lock)
{
  IsgCipherFile *file = file_of (base);

  return file->real->pMethods->xLock (file->real, lock);
}

static int
file_unlock (sqlite3_file *base, int lock)
{
  IsgCipherFile *file = file_of (base);

  return file->real->pMethods->xUnlock (file->real, lock);
}

static int
file_check_lock (sqlite3_file *base, int *out_held)
{
  IsgCipherFile *file = file_of (base);

  return file->real->pMethods->xCheckReservedLock (file->real, out_held);
}

static int
file_shm_map (sqlite3_file *base, int page, int size, int extend, void volatile **out)
{
  IsgCipherFile *file = file_of (base);

  return file->real->pMethods->xShmMap (file->real, page, size, extend, out);
}

static int
file_shm_lock (sqlite3_file *base, int offset, int n, int flags)
{
  IsgCipherFile *file = file_of (base);
  int rc = file->real->pMethods->xShmLock (file->real, offset, n, flags);

  if (rc == SQLITE_OK && (flags & SQLITE_SHM_EXCLUSIVE) != 0 && offset <= RECOVER_LOCK
      && offset + n > RECOVER_LOCK)
    file->recovering = (flags & SQLITE_SHM_LOCK) != 0;
  return rc;
}

static void
file_shm_barrier (sqlite3_file *base)
{
  IsgCipherFile *file = file_of (base);

  file->real->pMethods->xShmBarrier (file->real);
}

static int
file_shm_unmap (sqlite3_file *base, int delete_it)
{
  IsgCipherFile *file = file_of (base);

  return file->real->pMethods->xShmUnmap (file->real, delete_it);
}

/* ---- everything else ---- */

static gboolean
is_zero (const char *value)
{
  return g_strcmp0 (value, "0") == 0 || g_ascii_strcasecmp (value, "none") == 0;
}

/* What would make a database that pages and frames cannot carry. */
static int
refuse_pragma (char **argument)
{
  const char *name = argument[1];
  const char *value = argument[2];

  if (value == NULL)
    return SQLITE_NOTFOUND;
  if ((g_ascii_strcasecmp (name, "page_size") == 0 && g_strcmp0 (value, "4096") != 0)
      || (g_ascii_strcasecmp (name, "auto_vacuum") == 0 && !is_zero (value))) {
    argument[0] = sqlite3_mprintf ("an encrypted store has no other %s", name);
    return SQLITE_ERROR;
  }
  return SQLITE_NOTFOUND;
}

static int
pass_control (IsgCipherFile *file, int op, void *argument)
{
  int rc = file->real->pMethods->xFileControl (file->real, op, argument);

  if (op == SQLITE_FCNTL_VFSNAME && rc == SQLITE_OK)
    *(char **) argument
      = sqlite3_mprintf ("%s/%z", isg_cipher_vfs_name (file->cipher), *(char **) argument);
  return rc;
}

static int
file_control (sqlite3_file *base, int op, void *argument)
{
  IsgCipherFile *file = file_of (base);

  switch (op) {
  case ISG_CIPHER_CONTROL_SELF:
    *(IsgCipherFile **) argument = file;
    return SQLITE_OK;
  case SQLITE_FCNTL_MMAP_SIZE:
    *(sqlite3_int64 *) argument = 0;
    return SQLITE_OK;
  case SQLITE_FCNTL_CHUNK_SIZE:
    return SQLITE_OK;
  case SQLITE_FCNTL_POWERSAFE_OVERWRITE:
    *(int *) argument = 1;
    return SQLITE_OK;
  case SQLITE_FCNTL_SIZE_HINT:
    *(sqlite3_int64 *) argument += ISG_CIPHER_START;
    return pass_control (file, op, argument);
  case SQLITE_FCNTL_BEGIN_ATOMIC_WRITE:
  case SQLITE_FCNTL_COMMIT_ATOMIC_WRITE:
  case SQLITE_FCNTL_ROLLBACK_ATOMIC_WRITE:
    return SQLITE_NOTFOUND;
  case SQLITE_FCNTL_PRAGMA:
    return refuse_pragma (argument);
  default:
    return pass_control (file, op, argument);
  }
}

static int
file_sector_size (sqlite3_file *base)
{
  IsgCipherFile *file = file_of (base);

  return file->real->pMethods->xSectorSize (file->real);
}

/* Exactly this: without it pages of the log are written in two pieces; whatever else the disk can
 * do was not thought of here. */
static int
file_characteristics (sqlite3_file *base)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

/* Version 2: there is no memory map. */
const sqlite3_io_methods *
isg_cipher_file_methods (void)
{
  static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = file_close,
    .xRead = file_read,
    .xWrite = file_write,
    .xTruncate = file_truncate,
    .xSync = file_sync,
    .xFileSize = file_size,
    .xLock = file_lock,
    .xUnlock = file_unlock,
    .xCheckReservedLock = file_check_lock,
    .xFileControl = file_control,
    .xSectorSize = file_sector_size,
    .xDeviceCharacteristics = file_characteristics,
    .xShmMap = file_shm_map,
    .xShmLock = file_shm_lock,
    .xShmBarrier = file_shm_barrier,
    .xShmUnmap = file_shm_unmap,
  };

  return &methods;
}
