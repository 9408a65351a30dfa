/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-fault-vfs.h"

#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

static struct {
  GMutex mutex;
  guint ops;
  guint nth;
  gboolean from_then_on;
  IsgFaultAct act;
  guint count;
  guint failed;
} plan;

typedef struct {
  sqlite3_file base;
  sqlite3_file *real; /* lies behind this struct */
} File;

static sqlite3_vfs *
real_vfs (sqlite3_vfs *vfs)
{
  return vfs->pAppData;
}

static sqlite3_file *
real_file (sqlite3_file *file)
{
  return ((File *) file)->real;
}

/* SQLITE_OK, or what the operation is to answer. */
static int
fault (IsgFaultOps op, int io_code)
{
  gboolean hit;

  g_mutex_lock (&plan.mutex);
  if ((plan.ops & op) != 0)
    plan.count++;
  hit = (plan.ops & op) != 0
        && (plan.count == plan.nth || (plan.from_then_on && plan.count > plan.nth));
  if (hit)
    plan.failed++;
  g_mutex_unlock (&plan.mutex);

  if (!hit)
    return SQLITE_OK;
  if (plan.act == ISG_FAULT_FULL && op != ISG_FAULT_READ)
    return SQLITE_FULL;
  return io_code;
}

static gboolean
is_killing (int rc)
{
  return rc != SQLITE_OK && plan.act == ISG_FAULT_KILL;
}

static void
die (void)
{
  kill (getpid (), SIGKILL);
  for (;;)
    pause ();
}

/* ---- files ---- */

static int
file_close (sqlite3_file *file)
{
  return real_file (file)->pMethods->xClose (real_file (file));
}

static int
file_read (sqlite3_file *file, void *data, int length, sqlite3_int64 offset)
{
  int rc = fault (ISG_FAULT_READ, SQLITE_IOERR_READ);

  if (is_killing (rc))
    die ();
  return rc != SQLITE_OK
           ? rc
           : real_file (file)->pMethods->xRead (real_file (file), data, length, offset);
}

static int
file_write (sqlite3_file *file, const void *data, int length, sqlite3_int64 offset)
{
  sqlite3_file *real = real_file (file);
  int rc = fault (ISG_FAULT_WRITE, SQLITE_IOERR_WRITE);

  /* A write that dies or meets a full disk leaves its first half behind. */
  if (rc != SQLITE_OK && length > 1)
    real->pMethods->xWrite (real, data, length / 2, offset);
  if (is_killing (rc))
    die ();
  return rc != SQLITE_OK ? rc : real->pMethods->xWrite (real, data, length, offset);
}

static int
file_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  int rc = fault (ISG_FAULT_TRUNCATE, SQLITE_IOERR_TRUNCATE);

  if (is_killing (rc))
    die ();
  return rc != SQLITE_OK ? rc : real_file (file)->pMethods->xTruncate (real_file (file), size);
}

static int
file_sync (sqlite3_file *file, int flags)
{
  int rc = fault (ISG_FAULT_SYNC, SQLITE_IOERR_FSYNC);

  if (is_killing (rc))
    die ();
  return rc != SQLITE_OK ? rc : real_file (file)->pMethods->xSync (real_file (file), flags);
}

static int
file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  return real_file (file)->pMethods->xFileSize (real_file (file), size);
}

static int
file_lock (sqlite3_file *file, int lock)
{
  return real_file (file)->pMethods->xLock (real_file (file), lock);
}

static int
file_unlock (sqlite3_file *file, int lock)
{
  return real_file (file)->pMethods->xUnlock (real_file (file), lock);
}

static int
file_check_lock (sqlite3_file *file, int *result)
{
  return real_file (file)->pMethods->xCheckReservedLock (real_file (file), result);
}

static int
file_control (sqlite3_file *file, int op, void *argument)
{
  return real_file (file)->pMethods->xFileControl (real_file (file), op, argument);
}

static int
file_sector_size (sqlite3_file *file)
{
  return real_file (file)->pMethods->xSectorSize (real_file (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return real_file (file)->pMethods->xDeviceCharacteristics (real_file (file));
}

static int
file_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return real_file (file)->pMethods->xShmMap (real_file (file), page, size, extend, out);
}

static int
file_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  return real_file (file)->pMethods->xShmLock (real_file (file), offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *file)
{
  real_file (file)->pMethods->xShmBarrier (real_file (file));
}

static int
file_shm_unmap (sqlite3_file *file, int delete_it)
{
  return real_file (file)->pMethods->xShmUnmap (real_file (file), delete_it);
}

/* Version 2: no memory map goes past the counting. */
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

/* ---- the layer ---- */

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out_flags)
{
  File *file = (File *) base;
  int rc = fault (ISG_FAULT_OPEN, SQLITE_CANTOPEN);

  file->real = (sqlite3_file *) (file + 1);
  base->pMethods = NULL;
  if (is_killing (rc))
    die ();
  if (rc == SQLITE_OK)
    rc = real_vfs (vfs)->xOpen (real_vfs (vfs), name, file->real, flags, out_flags);
  if (rc == SQLITE_OK)
    base->pMethods = &methods;
  return rc;
}

static int
vfs_delete (sqlite3_vfs *vfs, const char *name, int sync_dir)
{
  int rc = fault (ISG_FAULT_DELETE, SQLITE_IOERR_DELETE);

  if (is_killing (rc))
    die ();
  return rc != SQLITE_OK ? rc : real_vfs (vfs)->xDelete (real_vfs (vfs), name, sync_dir);
}

void
isg_fault_vfs_install (void)
{
  static sqlite3_vfs layer;
  sqlite3_vfs *real = sqlite3_vfs_find (NULL);

  if (real == &layer)
    return;
  /* What is not counted goes straight to the real one, whose functions take any sqlite3_vfs. */
  layer = *real;
  layer.zName = "isg-fault";
  layer.szOsFile = (int) sizeof (File) + real->szOsFile;
  layer.pNext = NULL;
  layer.pAppData = real;
  layer.xOpen = vfs_open;
  layer.xDelete = vfs_delete;
  g_assert_cmpint (sqlite3_vfs_register (&layer, 1), ==, SQLITE_OK);
}

void
isg_fault_vfs_arm (IsgFaultOps ops, guint nth, gboolean from_then_on, IsgFaultAct act)
{
  g_mutex_lock (&plan.mutex);
  plan.ops = ops;
  plan.nth = nth;
  plan.from_then_on = from_then_on;
  plan.act = act;
  plan.count = 0;
  plan.failed = 0;
  g_mutex_unlock (&plan.mutex);
}

guint
isg_fault_vfs_disarm (void)
{
  guint failed;

  g_mutex_lock (&plan.mutex);
  plan.ops = 0;
  failed = plan.failed;
  g_mutex_unlock (&plan.mutex);
  return failed;
}

guint
isg_fault_vfs_count (void)
{
  guint count;

  g_mutex_lock (&plan.mutex);
  count = plan.count;
  g_mutex_unlock (&plan.mutex);
  return count;
}
