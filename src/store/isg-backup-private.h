/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-backup.h"
#include "store/isg-cipher-private.h"
#include "store/isg-store-private.h"

G_BEGIN_DECLS

/**
 * isg_backup_info_open_lines:
 * @info: what a backup says
 *
 * Thread: any.
 *
 * Returns: (transfer full): the lines that everybody may read
 */
char *isg_backup_info_open_lines (const IsgBackupInfo *info);

/**
 * isg_backup_info_own_lines:
 * @info: what a backup says
 *
 * Thread: any.
 *
 * Returns: (transfer full): whose it is, what it holds, and the rule packs it carries
 */
char *isg_backup_info_own_lines (const IsgBackupInfo *info);

/**
 * isg_backup_info_sent_lines:
 * @info: what a backup says
 *
 * Thread: any.
 *
 * Returns: (transfer full): the send log
 */
char *isg_backup_info_sent_lines (const IsgBackupInfo *info);

/**
 * isg_backup_info_take_lines:
 * @info: an info
 * @text: such lines; words that are not known are passed over
 * @error: %ISG_STORE_ERROR _CORRUPT
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_info_take_lines (IsgBackupInfo *info, const char *text, GError **error);

/**
 * IsgBackupSealing:
 *
 * What the end of an encrypted backup is sealed with.
 */
typedef struct {
  const char *path;  /* the file, whose header has its salt */
  IsgCipher *cipher; /* what it is encrypted under */
  const char *head;  /* what stands open before it; bound to it */
  const char *uuid;  /* the store's identity */
} IsgBackupSealing;

/**
 * isg_backup_seal:
 * @sealing: with what
 * @own: what the file key opens
 * @sent: what the store's identity opens, so that a copy under another file key does it as well
 * @error: %ISG_STORE_ERROR _IO
 *
 * Thread: any.
 *
 * Returns: (transfer full): two lines for the end, or %NULL with @error
 */
char *isg_backup_seal (const IsgBackupSealing *sealing,
                       const char *own,
                       const char *sent,
                       GError **error);

/**
 * isg_backup_seal_find:
 * @text: of a backup's end
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): what of it is sealed; %NULL when nothing is
 */
IsgBackupSeal *isg_backup_seal_find (const char *text);

/**
 * isg_backup_seal_free:
 * @seal: (transfer full): what is sealed
 *
 * Thread: any.
 */
void isg_backup_seal_free (IsgBackupSeal *seal);

/**
 * isg_backup_info_unseal:
 * @info: what a backup says openly
 * @path: the backup
 * @key: a key, perhaps of another file
 * @error: %ISG_STORE_ERROR _IO, _CORRUPT when what was sealed says nothing sensible
 *
 * Reads what is sealed, where @key opens it; else @info stays as it is.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_info_unseal (IsgBackupInfo *info,
                                 const char *path,
                                 IsgStoreKey *key,
                                 GError **error);

/**
 * isg_backup_info_unseal_log:
 * @info: what a backup says
 * @path: the backup
 * @uuid: a store's identity
 *
 * Reads the send log of a backup of that store, under whatever file key it was written.
 *
 * Thread: any.
 *
 * Returns: whether it is that store's
 */
gboolean isg_backup_info_unseal_log (IsgBackupInfo *info, const char *path, const char *uuid);

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
 * @cipher: (nullable): what it is encrypted under
 * @info: what is to stand behind its last page; @size and @sha256 are right
 * @error: %ISG_STORE_ERROR _FULL, _IO
 *
 * Durable when it returns. The file's length stays a multiple of a page.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_append_end (const char *path,
                                IsgCipher *cipher,
                                const IsgBackupInfo *info,
                                GError **error);

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
 * IsgBackupCarry:
 *
 * What a backup carries besides the store's file.
 */
typedef struct {
  GPtrArray *sent;  /* (nullable) (element-type utf8): lines of the send log */
  GPtrArray *packs; /* (nullable) (element-type IsgRulebookFile): of isg_rulebook_copy () */
} IsgBackupCarry;

/**
 * isg_backup_of_handle:
 * @source: a handle in no transaction
 * @carries: what it carries besides the file
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
                               const IsgBackupCarry *carries,
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
