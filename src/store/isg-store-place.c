/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-place.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

gboolean
isg_place_magic_is_network (guint64 magic)
{
  static const guint32 network[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB2 */
    0x01021997, /* 9P */
    0x00c36400, /* Ceph */
    0x5346414f, /* AFS */
    0x6b414653, /* kAFS */
    0x73757245, /* Coda */
    0x564c,     /* NCP */
    0x01161970, /* GFS2 */
    0x7461636f, /* OCFS2 */
    0x0bd00bd0, /* Lustre */
  };

  for (guint i = 0; i < G_N_ELEMENTS (network); i++)
    if ((guint32) magic == network[i])
      return TRUE;
  return FALSE;
}

gboolean
isg_place_is_network (const char *path)
{
  struct statfs status;

  return statfs (path, &status) == 0 && isg_place_magic_is_network ((guint64) status.f_type);
}

/* The nearest folder above that is there, without links. */
static char *
real_folder (const char *path)
{
  g_autofree char *at = g_canonicalize_filename (path, NULL);

  for (;;) {
    char *real = realpath (at, NULL);
    char *above;

    if (real != NULL) {
      char *copy = g_strdup (real);

      free (real);
      return copy;
    }
    above = g_path_get_dirname (at);
    g_free (at);
    at = above;
  }
}

/* The disk of a partition: the folder above it in /sys. */
static char *
disk_of (dev_t device)
{
  g_autofree char *link = g_strdup_printf ("/sys/dev/block/%u:%u", major (device), minor (device));
  g_autofree char *partition = g_build_filename (link, "partition", NULL);
  char *real = realpath (link, NULL);
  char *disk;

  if (real == NULL)
    return NULL;
  disk = g_file_test (partition, G_FILE_TEST_EXISTS) ? g_path_get_dirname (real) : g_strdup (real);
  free (real);
  return disk;
}

static gboolean
is_inside (const char *path, const char *folder)
{
  gsize length = strlen (folder);

  return g_str_has_prefix (path, folder)
         && (path[length] == '\0' || path[length] == '/' || g_str_equal (folder, "/"));
}

IsgPlaceNear
isg_place_compare (const char *data_dir, const char *folder)
{
  g_autofree char *data = real_folder (data_dir);
  g_autofree char *backup = real_folder (folder);
  g_autofree char *wanted = g_canonicalize_filename (folder, NULL);
  g_autofree char *data_disk = NULL;
  g_autofree char *backup_disk = NULL;
  struct stat data_status, backup_status;

  if (is_inside (backup, data) || is_inside (wanted, data))
    return ISG_PLACE_SAME_FOLDER;
  if (stat (data, &data_status) != 0 || stat (backup, &backup_status) != 0)
    return ISG_PLACE_AWAY;
  if (data_status.st_dev == backup_status.st_dev)
    return ISG_PLACE_SAME_DISK;
  data_disk = disk_of (data_status.st_dev);
  backup_disk = disk_of (backup_status.st_dev);
  return data_disk != NULL && g_strcmp0 (data_disk, backup_disk) == 0 ? ISG_PLACE_SAME_DISK
                                                                      : ISG_PLACE_AWAY;
}
