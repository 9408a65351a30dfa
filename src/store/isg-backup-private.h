/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-backup.h"
#include "store/isg-store-private.h"

G_BEGIN_DECLS

/**
 * isg_backup_info_new:
 *
 * Thread: any.
 *
 * Returns: (transfer full): with empty texts and lists
 */
IsgBackupInfo *isg_backup_info_new (void);

/**
 * isg_backup_stamp:
 * @clock: the time
 *
 * Thread: any.
 *
 * Returns: (transfer full): now, in Istanbul, for a file's name: "20261123-090000"
 */
char *isg_backup_stamp (IsgClock *clock);

/**
 * isg_backup_hash:
 * @path: a file
 * @size: so many of its first bytes
 * @progress: (nullable): told from @done on
 * @data: for @progress
 * @done: what is done before
 * @all: of how much
 * @error: %ISG_STORE_ERROR _IO, _CORRUPT when it is shorter, _CANCELLED
 *
 * Thread: any.
 *
 * Returns: (transfer full): their SHA-256 in hexadecimal, or %NULL with @error
 */
char *isg_backup_hash (const char *path,
                       gint64 size,
                       IsgBackupProgress progress,
                       gpointer data,
                       gint64 done,
                       gint64 all,
                       GError **error);

/**
 * isg_backup_append_end:
 * @path: a closed file of SQLite
 * @info: what is to stand behind its last page; @size and @sha256 are right
 * @error: %ISG_STORE_ERROR _FULL, _IO
 *
 * Durable when it returns. The file's length stays a multiple of a page.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_append_end (const char *path, const IsgBackupInfo *info, GError **error);

/**
 * isg_backup_describe:
 * @handle: a handle in a transaction that reads
 * @info: an info, whose identity, numbers and counts are filled in from it
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @handle.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_describe (sqlite3 *handle, IsgBackupInfo *info, GError **error);

/**
 * isg_backup_of_handle:
 * @source: a handle in no transaction
 * @log: (nullable) (element-type utf8): lines of the send log
 * @path: the backup; must not be there yet
 * @made: the time
 * @progress: (nullable): told how far it is
 * @data: for @progress
 * @out_info: (out) (transfer full) (optional): what it says of itself
 * @error: as isg_backup_write ()
 *
 * What isg_backup_write () does, also for a file that is not yet a store of this version.
 *
 * Thread: the owner of @source.
 *
 * Returns: %FALSE, and nothing at @path, with @error
 */
gboolean isg_backup_of_handle (sqlite3 *source,
                               GPtrArray *log,
                               const char *path,
                               gint64 made,
                               IsgBackupProgress progress,
                               gpointer data,
                               IsgBackupInfo **out_info,
                               GError **error);

/**
 * isg_backup_copy_pages:
 * @source: a handle
 * @path: a new file, encrypted under what @source is
 * @progress: (nullable): told how many pages of twice as many are done
 * @data: for @progress
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @source.
 *
 * Returns: %FALSE, with a half-made file at @path, with @error
 */
gboolean isg_backup_copy_pages (sqlite3 *source,
                                const char *path,
                                IsgBackupProgress progress,
                                gpointer data,
                                GError **error);

/**
 * isg_backup_check:
 * @path: a file of SQLite that nobody writes
 * @cipher: (nullable): what it is encrypted under
 * @says: what it must hold
 * @error: %ISG_STORE_ERROR _CORRUPT when it does not, _CANCELLED
 * @progress: (nullable): asked whether to go on, with @done of @all
 * @data: for @progress
 * @done: what is done before
 * @all: of how much
 *
 * Opens it, checks every page, compares identity and counts.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_check (const char *path,
                           IsgCipher *cipher,
                           const IsgBackupInfo *says,
                           IsgBackupProgress progress,
                           gpointer data,
                           gint64 done,
                           gint64 all,
                           GError **error);

/**
 * isg_backup_give_name:
 * @half: a durable file
 * @path: its name from now on, where nothing is
 * @error: %ISG_STORE_ERROR _EXISTS, _IO
 *
 * Durable when it returns.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_give_name (const char *half, const char *path, GError **error);

G_END_DECLS
