/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-cipher-file-private.h"

#include <string.h>

/* SQLite reads the checksum of the log's header, or of a frame's, alone when it sums anew. */
#define SUM_LENGTH   8
#define SUM_IN_LOG   24
#define SUM_IN_FRAME 16

static IsgCipherFile *
log_of (sqlite3_file *base)
{
  return ((IsgCipherHandle *) base)->file;
}

static int
log_close (sqlite3_file *base)
{
  IsgCipherFile *log = log_of (base);
  int rc = log->real->pMethods->xClose (log->real);

  isg_cipher_file_free (log);
  base->pMethods = NULL;
  return rc;
}

/* Where in a frame @offset lies. */
static sqlite3_int64
place_in_frame (sqlite3_int64 offset)
{
  return offset < ISG_CIPHER_LOG_HEAD ? -1 : (offset - ISG_CIPHER_LOG_HEAD) % ISG_CIPHER_FRAME;
}

/* ---- reading ---- */

static int
read_head (IsgCipherFile *log, sqlite3_int64 offset, int length, guint8 *out)
{
  guint8 sealed[ISG_CIPHER_LOG_HEAD];
  int rc = log->real->pMethods->xRead (log->real, sealed, length, offset);

  if (rc != SQLITE_OK) {
    memset (out, 0, (gsize) length);
    return rc;
  }
  return isg_cipher_open_head (log->main->codec, offset, sealed, (gsize) length, out)
           ? SQLITE_OK
           : SQLITE_IOERR_READ;
}

static int
read_log_head (IsgCipherFile *log, guint8 *out)
{
  gboolean damaged;
  int rc = read_head (log, 0, ISG_CIPHER_LOG_HEAD, out);

  if (rc != SQLITE_OK || !log->main->recovering || isg_cipher_log_head_holds (out))
    return rc;
  rc = isg_cipher_log_is_damaged (log, 0, &damaged);
  if (rc == SQLITE_OK && damaged)
    rc = SQLITE_IOERR_DATA;
  return rc;
}

static int
read_sum (IsgCipherFile *log, sqlite3_int64 offset, int length, int sum_at, guint8 *out)
{
  guint8 head[ISG_CIPHER_LOG_HEAD];
  int rc = read_head (log, offset, length, head);

  memcpy (out, head + sum_at, SUM_LENGTH);
  return rc;
}

/* A frame that does not hold: zeros end the log for SQLite, and are given only while it is being
 * recovered. */
static int
bad_frame (IsgCipherFile *log, sqlite3_int64 offset)
{
  gboolean damaged = TRUE;
  int rc;

  if (!log->main->recovering)
    return SQLITE_IOERR_DATA;
  rc = isg_cipher_log_is_damaged (log, offset, &damaged);
  if (rc != SQLITE_OK)
    return rc;
  return damaged ? SQLITE_IOERR_DATA : SQLITE_OK;
}

/* @head (nullable) and @page: where the two parts go. */
static int
read_frame (IsgCipherFile *log, sqlite3_int64 offset, guint8 *head, guint8 *page)
{
  guint8 plain[ISG_CIPHER_FRAME_HEAD];
  int rc = log->real->pMethods->xRead (log->real, log->buffer, ISG_CIPHER_FRAME, offset);

  g_assert (page != NULL);
  if (head != NULL)
    memset (head, 0, ISG_CIPHER_FRAME_HEAD);
  memset (page, 0, ISG_CIPHER_PAGE);
  if (rc != SQLITE_OK)
    return rc;
  if (!isg_cipher_open_head (log->main->codec, offset, log->buffer, sizeof plain, plain))
    return SQLITE_IOERR_READ;
  if (!isg_cipher_open_frame (log->main->codec,
                              plain,
                              offset,
                              log->buffer + ISG_CIPHER_FRAME_HEAD,
                              page))
    return bad_frame (log, offset);
  if (head != NULL)
    memcpy (head, plain, sizeof plain);
  return SQLITE_OK;
}

static int
log_read (sqlite3_file *base, void *out, int length, sqlite3_int64 offset)
{
  IsgCipherFile *log = log_of (base);
  sqlite3_int64 place = place_in_frame (offset);

  if (length == ISG_CIPHER_PAGE && place == ISG_CIPHER_FRAME_HEAD)
    return read_frame (log, offset - ISG_CIPHER_FRAME_HEAD, NULL, out);
  if (length == ISG_CIPHER_FRAME && place == 0)
    return read_frame (log, offset, out, (guint8 *) out + ISG_CIPHER_FRAME_HEAD);
  if (length == ISG_CIPHER_LOG_HEAD && offset == 0)
    return read_log_head (log, out);
  if (length == SUM_LENGTH && offset == SUM_IN_LOG)
    return read_sum (log, 0, ISG_CIPHER_LOG_HEAD, SUM_IN_LOG, out);
  if (length == SUM_LENGTH && place == SUM_IN_FRAME)
    return read_sum (log, offset - SUM_IN_FRAME, ISG_CIPHER_FRAME_HEAD, SUM_IN_FRAME, out);
  return SQLITE_IOERR_READ;
}

/* ---- writing ---- */

static int
write_head (IsgCipherFile *log, const guint8 *head, int length, sqlite3_int64 offset)
{
  guint8 sealed[ISG_CIPHER_LOG_HEAD];

  if (!isg_cipher_seal_head (log->main->codec, offset, head, (gsize) length, sealed))
    return SQLITE_IOERR_WRITE;
  return log->real->pMethods->xWrite (log->real, sealed, length, offset);
}

static int
write_frame_head (IsgCipherFile *log, const guint8 *head, sqlite3_int64 offset)
{
  int rc = write_head (log, head, ISG_CIPHER_FRAME_HEAD, offset);

  log->head_offset = rc == SQLITE_OK ? offset : -1;
  memcpy (log->head, head, ISG_CIPHER_FRAME_HEAD);
  return rc;
}

/* The header was written just before, but for a page that is written again in its transaction. */
static int
write_page (IsgCipherFile *log, const guint8 *page, sqlite3_int64 offset)
{
  sqlite3_int64 frame = offset - ISG_CIPHER_FRAME_HEAD;
  int rc = SQLITE_OK;

  if (log->head_offset != frame)
    rc = read_head (log, frame, ISG_CIPHER_FRAME_HEAD, log->head);
  log->head_offset = rc == SQLITE_OK ? frame : -1;
  if (rc != SQLITE_OK)
    return rc;
  if (!isg_cipher_seal_frame (log->main->codec, log->head, frame, page, log->buffer))
    return SQLITE_IOERR_WRITE;
  return log->real->pMethods->xWrite (log->real, log->buffer, ISG_CIPHER_PAGE, offset);
}

static int
log_write (sqlite3_file *base, const void *data, int length, sqlite3_int64 offset)
{
  IsgCipherFile *log = log_of (base);
  sqlite3_int64 place = place_in_frame (offset);

  if (length == ISG_CIPHER_PAGE && place == ISG_CIPHER_FRAME_HEAD)
    return write_page (log, data, offset);
  if (length == ISG_CIPHER_FRAME_HEAD && place == 0)
    return write_frame_head (log, data, offset);
  if (length == ISG_CIPHER_LOG_HEAD && offset == 0)
    return write_head (log, data, length, 0);
  return SQLITE_IOERR_WRITE;
}

/* ---- everything else ---- */

static int
log_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  IsgCipherFile *log = log_of (base);

  return log->real->pMethods->xTruncate (log->real, size);
}

static int
log_sync (sqlite3_file *base, int flags)
{
  IsgCipherFile *log = log_of (base);

  return log->real->pMethods->xSync (log->real, flags);
}

static int
log_size (sqlite3_file *base, sqlite3_int64 *out_size)
{
  IsgCipherFile *log = log_of (base);

  return log->real->pMethods->xFileSize (log->real, out_size);
}

static int
log_lock (sqlite3_file *base, int lock)
{
  IsgCipherFile *log = log_of (base);

  return log->real->pMethods->xLock (log->real, lock);
}

static int
log_unlock (sqlite3_file *base, int lock)
{
  IsgCipherFile *log = log_of (base);

  return log->real->pMethods->xUnlock (log->real, lock);
}

static int
log_check_lock (sqlite3_file *base, int *out_held)
{
  IsgCipherFile *log = log_of (base);

  return log->real->pMethods->xCheckReservedLock (log->real, out_held);
}

static int
log_control (sqlite3_file *base, int op, void *argument)
{
  IsgCipherFile *log = log_of (base);

  return log->real->pMethods->xFileControl (log->real, op, argument);
}

static int
log_sector_size (sqlite3_file *base)
{
  IsgCipherFile *log = log_of (base);

  return log->real->pMethods->xSectorSize (log->real);
}

static int
log_characteristics (sqlite3_file *base)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

const sqlite3_io_methods *
isg_cipher_log_methods (void)
{
  static const sqlite3_io_methods methods = {
    .iVersion = 1,
    .xClose = log_close,
    .xRead = log_read,
    .xWrite = log_write,
    .xTruncate = log_truncate,
    .xSync = log_sync,
    .xFileSize = log_size,
    .xLock = log_lock,
    .xUnlock = log_unlock,
    .xCheckReservedLock = log_check_lock,
    .xFileControl = log_control,
    .xSectorSize = log_sector_size,
    .xDeviceCharacteristics = log_characteristics,
  };

  return &methods;
}
