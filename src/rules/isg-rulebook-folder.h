/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folder of a rulebook, as files: what is durable when. */

/**
 * isg_rulebook_folder_read:
 * @folder: the folder
 * @name: a file in it
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL when there is none that can be read
 */
GBytes *isg_rulebook_folder_read (const char *folder, const char *name);

/**
 * isg_rulebook_folder_write:
 * @folder: the folder, which is there
 * @name: a file in it
 * @bytes: what it shall hold
 * @error: a %G_FILE_ERROR
 *
 * Written beside it, synced, renamed, and the folder synced: durable when it returns, and never
 * half.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_rulebook_folder_write (const char *folder,
                                    const char *name,
                                    GBytes *bytes,
                                    GError **error);

/**
 * isg_rulebook_folder_packs:
 * @folder: the folder
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type utf8): versions of the packs that are kept in it
 */
GPtrArray *isg_rulebook_folder_packs (const char *folder);

/**
 * isg_rulebook_folder_chosen:
 * @folder: the folder
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type utf8): the chosen versions, oldest first
 */
GPtrArray *isg_rulebook_folder_chosen (const char *folder);

/**
 * isg_rulebook_folder_lock:
 * @folder: the folder, made when it is not there
 * @error: a %G_FILE_ERROR; also when another process holds it
 *
 * Thread: any.
 *
 * Returns: a descriptor to be closed, or -1 with @error
 */
int isg_rulebook_folder_lock (const char *folder, GError **error);

G_END_DECLS
