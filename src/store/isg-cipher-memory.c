/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-cipher-file-private.h"

#include <string.h>

/* VACUUM INTO opens a rollback journal for its target and cannot be told not to.  The target is
 * empty, so that the journal has a header and no page; it is kept in memory and goes with its
 * handle. */

typedef struct {
  sqlite3_file base;
  GByteArray *bytes; /* (owned) */
} MemoryFile;

static GByteArray *
bytes_of (sqlite3_file *base)
{
  return ((MemoryFile *) base)->bytes;
}

static int
memory_close (sqlite3_file *base)
{
  g_byte_array_unref (bytes_of (base));
  base->pMethods = NULL;
  return SQLITE_OK;
}

static int
memory_read (sqlite3_file *base, void *out, int length, sqlite3_int64 offset)
{
  GByteArray *bytes = bytes_of (base);
  gint64 have = CLAMP ((gint64) bytes->len - offset, 0, length);

  if (have > 0)
    memcpy (out, bytes->data + offset, (gsize) have);
  memset ((guint8 *) out + have, 0, (gsize) (length - have));
  return have == length ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

static int
memory_write (sqlite3_file *base, const void *data, int length, sqlite3_int64 offset)
{
  GByteArray *bytes = bytes_of (base);
  guint old = bytes->len;

  if (offset + length > G_MAXINT)
    return SQLITE_FULL;
  if (offset + length > old) {
    g_byte_array_set_size (bytes, (guint) (offset + length));
    memset (bytes->data + old, 0, bytes->len - old);
  }
  memcpy (bytes->data + offset, data, (gsize) length);
  return SQLITE_OK;
}

static int
memory_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  if (size < bytes_of (base)->len)
    g_byte_array_set_size (bytes_of (base), (guint) size);
  return SQLITE_OK;
}

static int
memory_sync (sqlite3_file *base, int flags)
{
  return SQLITE_OK;
}

static int
memory_size (sqlite3_file *base, sqlite3_int64 *out_size)
{
  *out_size = bytes_of (base)->len;
  return SQLITE_OK;
}

static int
memory_lock (sqlite3_file *base, int lock)
{
  return SQLITE_OK;
}

static int
memory_check_lock (sqlite3_file *base, int *out_held)
{
  *out_held = 0;
  return SQLITE_OK;
}

static int
memory_control (sqlite3_file *base, int op, void *argument)
{
  return SQLITE_NOTFOUND;
}

static int
memory_sector_size (sqlite3_file *base)
{
  return 512;
}

static int
memory_characteristics (sqlite3_file *base)
{
  return 0;
}

void
isg_cipher_memory_open (sqlite3_file *base)
{
  static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = memory_close,
    .xRead = memory_read,
    .xWrite = memory_write,
    .xTruncate = memory_truncate,
    .xSync = memory_sync,
    .xFileSize = memory_size,
    .xLock = memory_lock,
    .xUnlock = memory_lock,
    .xCheckReservedLock = memory_check_lock,
    .xFileControl = memory_control,
    .xSectorSize = memory_sector_size,
    .xDeviceCharacteristics = memory_characteristics,
  };
  MemoryFile *file = (MemoryFile *) base;

  G_STATIC_ASSERT (sizeof (MemoryFile) <= sizeof (IsgCipherHandle));
  file->bytes = g_byte_array_new ();
  base->pMethods = &methods;
}
