/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-power-vfs.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

/* What was asked for and not yet synced. */
typedef struct {
  gint64 offset;
  GBytes *data; /* (owned) (nullable): NULL cuts the file at @offset */
} Pending;

typedef struct {
  GByteArray *durable; /* (owned) */
  GPtrArray *pending;  /* (owned) (element-type Pending) */
  guint n_handles;
} Disk;

typedef struct {
  sqlite3_file base;
  Disk *disk;         /* (unowned) (nullable) */
  sqlite3_file *real; /* lies behind this struct */
} File;

static struct {
  GHashTable *disks; /* path → Disk */
  IsgPowerHook hook;
  gpointer data;
} power;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_clear_pointer (&pending->data, g_bytes_unref);
  g_free (pending);
}

static void
disk_free (gpointer data)
{
  Disk *disk = data;

  g_byte_array_unref (disk->durable);
  g_ptr_array_unref (disk->pending);
  g_free (disk);
}

static File *
file_of (sqlite3_file *base)
{
  return (File *) base;
}

static sqlite3_vfs *
real_vfs (sqlite3_vfs *vfs)
{
  return vfs->pAppData;
}

static void
call_hook (void)
{
  if (power.hook != NULL)
    power.hook (power.data);
}

/* ---- the disk ---- */

static void
put (GByteArray *bytes, gint64 offset, const guint8 *data, gsize length)
{
  guint old = bytes->len;

  if (offset + (gint64) length > old) {
    g_byte_array_set_size (bytes, (guint) (offset + (gint64) length));
    memset (bytes->data + old, 0, bytes->len - old);
  }
  memcpy (bytes->data + offset, data, length);
}

static void
apply (GByteArray *bytes, const Pending *pending)
{
  if (pending->data != NULL)
    put (bytes,
         pending->offset,
         g_bytes_get_data (pending->data, NULL),
         g_bytes_get_size (pending->data));
  else if (pending->offset < bytes->len)
    g_byte_array_set_size (bytes, (guint) pending->offset);
}

/* Sector by sector: there, not there, or torn. */
static void
apply_by_chance (GByteArray *bytes, const Pending *pending, GRand *chance)
{
  gsize length;
  const guint8 *data;

  if (pending->data == NULL) {
    if (g_rand_boolean (chance))
      apply (bytes, pending);
    return;
  }
  data = g_bytes_get_data (pending->data, &length);
  for (gsize at = 0; at < length;) {
    gsize piece = SECTOR - (gsize) ((pending->offset + (gint64) at) % SECTOR);
    int dice = g_rand_int_range (chance, 0, 100);

    piece = MIN (piece, length - at);
    if (dice < 50)
      put (bytes, pending->offset + (gint64) at, data + at, piece);
    else if (dice < 65)
      put (bytes,
           pending->offset + (gint64) at,
           data + at,
           (gsize) g_rand_int_range (chance, 0, (gint32) piece + 1));
    at += piece;
  }
}

gboolean
isg_power_vfs_cut (const char *path, const char *to, GRand *chance)
{
  Disk *disk = power.disks != NULL ? g_hash_table_lookup (power.disks, path) : NULL;
  g_autoptr (GByteArray) bytes = NULL;
  guint in_order;

  if (disk == NULL)
    return FALSE;
  bytes = g_byte_array_new ();
  g_byte_array_append (bytes, disk->durable->data, disk->durable->len);
  /* Often a disk has done the first of them as it was told. */
  in_order = g_rand_boolean (chance)
               ? (guint) g_rand_int_range (chance, 0, (gint32) disk->pending->len + 1)
               : 0;
  for (guint i = 0; i < disk->pending->len; i++)
    if (i < in_order)
      apply (bytes, g_ptr_array_index (disk->pending, i));
    else
      apply_by_chance (bytes, g_ptr_array_index (disk->pending, i), chance);
  return g_file_set_contents_full (to,
                                   (const char *) bytes->data,
                                   bytes->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT,
                                   0600,
                                   NULL);
}

static void
remember (Disk *disk, gint64 offset, const void *data, int length)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->offset = offset;
  pending->data = data != NULL ? g_bytes_new (data, (gsize) length) : NULL;
  g_ptr_array_add (disk->pending, pending);
}

static Disk *
disk_for (const char *path, sqlite3_file *real)
{
  Disk *disk = g_hash_table_lookup (power.disks, path);
  sqlite3_int64 size = 0;

  if (disk != NULL) {
    disk->n_handles++;
    return disk;
  }
  disk = g_new0 (Disk, 1);
  disk->durable = g_byte_array_new ();
  disk->pending = g_ptr_array_new_with_free_func (pending_free);
  disk->n_handles = 1;
  real->pMethods->xFileSize (real, &size);
  g_byte_array_set_size (disk->durable, (guint) size);
  if (size > 0)
    real->pMethods->xRead (real, disk->durable->data, (int) size, 0);
  g_hash_table_insert (power.disks, g_strdup (path), disk);
  return disk;
}

/* ---- files ---- */

static int
file_close (sqlite3_file *base)
{
  File *file = file_of (base);
  GHashTableIter iter;
  gpointer disk;

  if (file->disk != NULL && --file->disk->n_handles == 0) {
    g_hash_table_iter_init (&iter, power.disks);
    while (g_hash_table_iter_next (&iter, NULL, &disk))
      if (disk == file->disk)
        g_hash_table_iter_remove (&iter);
  }
  return file->real->pMethods->xClose (file->real);
}

static int
file_read (sqlite3_file *base, void *data, int length, sqlite3_int64 offset)
{
  return file_of (base)->real->pMethods->xRead (file_of (base)->real, data, length, offset);
}

static int
file_write (sqlite3_file *base, const void *data, int length, sqlite3_int64 offset)
{
  File *file = file_of (base);

  if (file->disk != NULL) {
    call_hook ();
    remember (file->disk, offset, data, length);
  }
  return file->real->pMethods->xWrite (file->real, data, length, offset);
}

static int
file_truncate (sqlite3_file *base, sqlite3_int64 size)
{
  File *file = file_of (base);

  if (file->disk != NULL) {
    call_hook ();
    remember (file->disk, size, NULL, 0);
  }
  return file->real->pMethods->xTruncate (file->real, size);
}

/* The real disk is spared. */
static int
file_sync (sqlite3_file *base, int flags)
{
  File *file = file_of (base);

  if (file->disk == NULL)
    return SQLITE_OK;
  call_hook ();
  for (guint i = 0; i < file->disk->pending->len; i++)
    apply (file->disk->durable, g_ptr_array_index (file->disk->pending, i));
  g_ptr_array_set_size (file->disk->pending, 0);
  return SQLITE_OK;
}

static int
file_size (sqlite3_file *base, sqlite3_int64 *size)
{
  return file_of (base)->real->pMethods->xFileSize (file_of (base)->real, size);
}

static int
file_lock (sqlite3_file *base, int lock)
{
  return file_of (base)->real->pMethods->xLock (file_of (base)->real, lock);
}

static int
file_unlock (sqlite3_file *base, int lock)
{
  return file_of (base)->real->pMethods->xUnlock (file_of (base)->real, lock);
}

static int
file_check_lock (sqlite3_file *base, int *held)
{
  return file_of (base)->real->pMethods->xCheckReservedLock (file_of (base)->real, held);
}

static int
file_control (sqlite3_file *base, int op, void *argument)
{
  return file_of (base)->real->pMethods->xFileControl (file_of (base)->real, op, argument);
}

static int
file_sector_size (sqlite3_file *base)
{
  return file_of (base)->real->pMethods->xSectorSize (file_of (base)->real);
}

static int
file_characteristics (sqlite3_file *base)
{
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

static int
file_shm_map (sqlite3_file *base, int page, int size, int extend, void volatile **out)
{
  return file_of (base)->real->pMethods->xShmMap (file_of (base)->real, page, size, extend, out);
}

static int
file_shm_lock (sqlite3_file *base, int offset, int n, int flags)
{
  return file_of (base)->real->pMethods->xShmLock (file_of (base)->real, offset, n, flags);
}

static void
file_shm_barrier (sqlite3_file *base)
{
  file_of (base)->real->pMethods->xShmBarrier (file_of (base)->real);
}

static int
file_shm_unmap (sqlite3_file *base, int delete_it)
{
  return file_of (base)->real->pMethods->xShmUnmap (file_of (base)->real, delete_it);
}

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

static int
vfs_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *base, int flags, int *out_flags)
{
  File *file = file_of (base);
  int rc;

  file->real = (sqlite3_file *) (file + 1);
  base->pMethods = NULL;
  rc = real_vfs (vfs)->xOpen (real_vfs (vfs), name, file->real, flags, out_flags);
  if (rc != SQLITE_OK)
    return rc;
  file->disk = name != NULL ? disk_for (name, file->real) : NULL;
  base->pMethods = &methods;
  return SQLITE_OK;
}

void
isg_power_vfs_install (void)
{
  static sqlite3_vfs layer;
  sqlite3_vfs *real = sqlite3_vfs_find (NULL);

  if (real == &layer)
    return;
  power.disks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, disk_free);
  layer = *real;
  layer.zName = "isg-power";
  layer.szOsFile = (int) sizeof (File) + real->szOsFile;
  layer.pNext = NULL;
  layer.pAppData = real;
  layer.xOpen = vfs_open;
  g_assert_cmpint (sqlite3_vfs_register (&layer, 1), ==, SQLITE_OK);
}

void
isg_power_vfs_set_hook (IsgPowerHook hook, gpointer data)
{
  power.hook = hook;
  power.data = data;
}
