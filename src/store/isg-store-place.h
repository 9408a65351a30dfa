/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * isg_place_magic_is_network:
 * @magic: the type of a file system, as statfs() gives it
 *
 * Thread: any.  Source: linux/magic.h.
 *
 * Returns: whether such a file system lies on another machine, where locks and syncs may not hold
 */
gboolean isg_place_magic_is_network (guint64 magic);

/**
 * isg_place_is_network:
 * @path: a folder or a file
 *
 * Thread: any.
 *
 * Returns: whether it lies on another machine; %FALSE where it cannot be told
 */
gboolean isg_place_is_network (const char *path);

/**
 * IsgPlaceNear:
 * @ISG_PLACE_AWAY: on another disk
 * @ISG_PLACE_SAME_DISK: on the same disk
 * @ISG_PLACE_SAME_FOLDER: in the folder itself, or below it
 *
 * How near a backup lies to the data.
 */
typedef enum {
  ISG_PLACE_AWAY,
  ISG_PLACE_SAME_DISK,
  ISG_PLACE_SAME_FOLDER,
} IsgPlaceNear;

/**
 * isg_place_compare:
 * @data_dir: where the data lie
 * @folder: where a backup lies or will lie; a folder that is not there yet counts as the one above
 *
 * Two partitions of one disk are one disk. What stands behind an encrypted or a composed disk is
 * not looked into.
 *
 * Thread: any.
 *
 * Returns: how near they are
 */
IsgPlaceNear isg_place_compare (const char *data_dir, const char *folder);

G_END_DECLS
