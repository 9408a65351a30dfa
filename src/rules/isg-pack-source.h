/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * isg_pack_source_read:
 * @dir: (nullable): the pack's folder; %NULL for the built-in pack
 * @file: a file of the pack
 * @error: a %G_FILE_ERROR or %G_RESOURCE_ERROR
 *
 * Thread: any.
 *
 * Returns: (transfer full): its bytes, or %NULL with @error
 */
GBytes *isg_pack_source_read (const char *dir, const char *file, GError **error);

/**
 * isg_pack_source_list:
 * @dir: (nullable): the pack's folder; %NULL for the built-in pack
 * @folder: a folder in it
 *
 * Thread: any.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names in it, perhaps none
 */
char **isg_pack_source_list (const char *dir, const char *folder);

G_END_DECLS
