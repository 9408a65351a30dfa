/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Plain files in a POSIX tar (ustar): what every system opens without another program. */

/**
 * isg_tar_add:
 * @tar: (element-type guint8): an archive that is being written
 * @name: the file's name, at most 100 bytes, no folders
 * @content: what stands in it
 * @time: seconds since 1970 UTC
 *
 * Thread: the caller's.
 */
void isg_tar_add (GByteArray *tar, const char *name, GBytes *content, gint64 time);

/**
 * isg_tar_end:
 * @tar: (element-type guint8): an archive that is being written
 *
 * Thread: the caller's.
 */
void isg_tar_end (GByteArray *tar);

/**
 * IsgTarFile:
 *
 * A file of an archive.
 */
typedef struct {
  char *name;      /* (owned) */
  GBytes *content; /* (owned) */
} IsgTarFile;

/**
 * isg_tar_is:
 * @bytes: a file's
 *
 * Thread: any.
 *
 * Returns: whether it begins as a tar
 */
gboolean isg_tar_is (GBytes *bytes);

/**
 * isg_tar_read:
 * @bytes: a file's
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type IsgTarFile) (nullable): its files in order; %NULL when it
 * is cut off, damaged, or holds what is no plain file
 */
GPtrArray *isg_tar_read (GBytes *bytes);

G_END_DECLS
