/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-private.h"

G_BEGIN_DECLS

/* The one place that opens a file of the store, and what holds for every handle.  No other code of
 * ours opens the file while a handle is open: closing it would drop SQLite's locks. */

/**
 * isg_store_file_new:
 * @path: where nothing must be yet
 * @cipher: (nullable): what it is encrypted under; %NULL makes a plain file
 * @error: %ISG_STORE_ERROR _IO, _FULL
 *
 * Makes an empty file that only its owner may read, and opens it with its journal in memory.
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): the handle, or %NULL with @error
 */
sqlite3 *isg_store_file_new (const char *path, IsgCipher *cipher, GError **error);

/**
 * isg_store_file_open:
 * @path: a file
 * @cipher: (nullable): what it is encrypted under
 * @error: %ISG_STORE_ERROR, _KEY for another key, _FOREIGN
 *
 * Opens a file with every connection rule but foreign keys and WAL (isg_store_file_settle ()); when
 * closed before that, nothing that others left in the log is moved into the file.
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): the handle, or %NULL with @error
 */
sqlite3 *isg_store_file_open (const char *path, IsgCipher *cipher, GError **error);

/**
 * isg_store_file_read:
 * @path: a file that nobody writes: a backup, a copy, or a store whose disk may only be read
 * @cipher: (nullable): what it is encrypted under
 * @error: %ISG_STORE_ERROR
 *
 * Opens it for reading alone, without locks and without its log; nothing is left beside it.
 *
 * Thread: becomes the owner.
 *
 * Returns: (transfer full): the handle, or %NULL with @error
 */
sqlite3 *isg_store_file_read (const char *path, IsgCipher *cipher, GError **error);

/**
 * isg_store_file_settle:
 * @handle: of a file that was found to be ours
 * @error: %ISG_STORE_ERROR
 *
 * The remaining rules: foreign keys, WAL.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_file_settle (sqlite3 *handle, GError **error);

/**
 * isg_store_file_look:
 * @path: a file
 * @cipher: (nullable): what it is encrypted under
 * @out_application: (out): its application id; -1 when it is no SQLite file
 * @out_version: (out): its schema version
 *
 * Looks at the file alone, without locks and without its log, and leaves nothing beside it.
 *
 * Thread: any.
 *
 * Returns: %FALSE when it cannot be told so, with the log or a damage standing against it
 */
gboolean isg_store_file_look (const char *path,
                              IsgCipher *cipher,
                              gint64 *out_application,
                              gint64 *out_version);

/**
 * isg_store_file_number:
 * @handle: a handle
 * @sql: a statement with one number as its result
 * @out_number: (out): the number
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_file_number (sqlite3 *handle,
                                const char *sql,
                                gint64 *out_number,
                                GError **error);

/**
 * isg_store_file_append:
 * @fd: a file that is no database, open for writing
 * @data: (array length=length): what is written where the file stands
 * @length: bytes
 * @error: %ISG_STORE_ERROR _FULL or _IO; a part may have been written
 *
 * Writes all of it and makes it durable.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_file_append (int fd, const char *data, gsize length, GError **error);

/**
 * isg_store_file_sync_dir:
 * @dir: a folder
 * @error: %ISG_STORE_ERROR _IO
 *
 * Makes names that were given in it durable.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_file_sync_dir (const char *dir, GError **error);

G_END_DECLS
