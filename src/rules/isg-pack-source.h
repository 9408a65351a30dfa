/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * IsgPackSource:
 *
 * Where the files of a pack come from: a folder, the program itself, or a signed file that was
 * opened. Immutable, reference counted, usable from any thread.
 */
typedef struct _IsgPackSource IsgPackSource;

/**
 * isg_pack_source_new:
 * @dir: (nullable): the pack's folder; %NULL for the built-in pack
 *
 * Thread: any.
 *
 * Returns: (transfer full): a source; nothing is read yet
 */
IsgPackSource *isg_pack_source_new (const char *dir);

/**
 * isg_pack_source_new_for_files:
 * @files: (transfer full) (element-type utf8 GBytes): every file of the pack by its name
 *
 * Thread: any.
 *
 * Returns: (transfer full): a source
 */
IsgPackSource *isg_pack_source_new_for_files (GHashTable *files);

/**
 * isg_pack_source_ref:
 * @source: a source
 *
 * Thread: any.
 *
 * Returns: (transfer full): @source
 */
IsgPackSource *isg_pack_source_ref (IsgPackSource *source);

/**
 * isg_pack_source_unref:
 * @source: (transfer full): a source
 *
 * Thread: any.
 */
void isg_pack_source_unref (IsgPackSource *source);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgPackSource, isg_pack_source_unref)

/**
 * isg_pack_source_read:
 * @source: a source
 * @file: a file of the pack
 * @error: a %G_FILE_ERROR or %G_RESOURCE_ERROR
 *
 * Thread: any.
 *
 * Returns: (transfer full): its bytes, or %NULL with @error
 */
GBytes *isg_pack_source_read (IsgPackSource *source, const char *file, GError **error);

/**
 * isg_pack_source_list:
 * @source: a source
 * @folder: a folder in it
 *
 * Thread: any.
 *
 * Returns: (transfer full) (array zero-terminated=1): the names in it, perhaps none
 */
char **isg_pack_source_list (IsgPackSource *source, const char *folder);

G_END_DECLS
