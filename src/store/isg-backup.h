/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rulebook-copy.h"
#include "store/isg-store-key.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/* Backups.  A backup is the store's file as it was at one moment, and behind its last page what is
 * needed to judge it with nothing else at hand: whose it is, when it was made, how many rows each
 * table had, the hash of every byte, the head of the journal, the send log of the mirror, and the
 * rule packs that were installed. SQLite does not look behind the last page, so that a backup put
 * in the place of a store is one.
 *
 * Of an encrypted backup everybody may read when and by which program it was made, how long it is
 * and its hash; the rest of its end is sealed under keys of its own.
 *
 * Source: design.md 5 (Backup), submission.md 5 (each backup's header keeps identity, epoch, send
 * log). */

/**
 * IsgBackupCount:
 *
 * How many rows a table had.
 */
typedef struct {
  char *table; /* (owned) */
  gint64 rows;
} IsgBackupCount;

typedef struct _IsgBackupSeal IsgBackupSeal;

/**
 * IsgBackupInfo:
 *
 * What a backup says of itself.
 */
typedef struct {
  gboolean sealed;   /* what is marked * could not be read: it is encrypted, and no key opened it */
  char *uuid;        /* (owned): *the store's identity */
  char *environment; /* (owned): *"sandbox", "live" */
  char *program;     /* (owned): the version that wrote it */
  gint64 made;       /* seconds since 1970 UTC */
  gint64 schema;     /* *version of the tables */
  gint64 epoch;      /* * */
  gint64 journal_seq;  /* * */
  char *journal_hash;  /* (owned): *of that line; "" where there is none */
  gint64 size;         /* bytes of the store's file */
  char *sha256;        /* (owned): of them, in hexadecimal */
  GPtrArray *counts;   /* (owned) (element-type IsgBackupCount): * */
  GPtrArray *sent;     /* (owned) (element-type utf8): *lines of the send log */
  GPtrArray *packs;    /* (owned) (element-type IsgRulebookFile): *the rule packs it carries */
  IsgBackupSeal *seal; /* (owned) (nullable): private */
} IsgBackupInfo;

/**
 * isg_backup_info_free:
 * @info: (transfer full) (nullable): what a backup says
 *
 * Thread: any.
 */
void isg_backup_info_free (IsgBackupInfo *info);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgBackupInfo, isg_backup_info_free)

/**
 * isg_backup_info_rows:
 * @info: what a backup says
 * @table: a table's name
 *
 * Thread: any.
 *
 * Returns: how many rows it had; 0 for a table that was not there
 */
gint64 isg_backup_info_rows (const IsgBackupInfo *info, const char *table);

/**
 * IsgBackupProgress:
 * @done: how much is done
 * @all: of how much; both in a unit of their own
 * @data: what the caller gave
 *
 * Returns: %FALSE to stop; what was begun is taken away
 */
typedef gboolean (*IsgBackupProgress) (gint64 done, gint64 all, gpointer data);

/**
 * isg_backup_write:
 * @store: a store in no transaction
 * @path: the backup; must not be there yet
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @out_info: (out) (transfer full) (optional): what it says of itself
 * @error: %ISG_STORE_ERROR _EXISTS, _FULL, _IO, _CORRUPT when what was written is not what was
 * read, _CANCELLED
 *
 * Writes the store as it is now, while others go on working with it, under another name; opens,
 * checks, counts and hashes what was written; only then gives it its name, durably.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and nothing at @path, with @error
 */
gboolean isg_backup_write (IsgStore *store,
                           const char *path,
                           IsgBackupProgress progress,
                           gpointer data,
                           IsgBackupInfo **out_info,
                           GError **error);

/**
 * isg_backup_read_info:
 * @path: a backup
 * @key: (nullable): what may open what is sealed of an encrypted one; another key does no harm
 * @error: %ISG_STORE_ERROR _ABSENT, _IO, _FOREIGN when it is none, _CORRUPT when its end is damaged
 *
 * Reads what it says of itself and believes it.
 *
 * Thread: any.
 *
 * Returns: (transfer full): that, or %NULL with @error
 */
IsgBackupInfo *isg_backup_read_info (const char *path, IsgStoreKey *key, GError **error);

/**
 * isg_backup_verify:
 * @path: a backup
 * @key: (nullable): what opens an encrypted one
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @error: as isg_backup_read_info (); _CORRUPT when it is not what it says, _NEWER when a newer
 * program wrote it, _CANCELLED, _LOCKED for an encrypted one without a key, whose hash holds, _KEY
 *
 * Hashes, opens, checks and counts it. The file is not changed, and nothing else is needed.
 *
 * Thread: any.
 *
 * Returns: (transfer full): what it says of itself, or %NULL with @error
 */
IsgBackupInfo *isg_backup_verify (const char *path,
                                  IsgStoreKey *key,
                                  IsgBackupProgress progress,
                                  gpointer data,
                                  GError **error);

/* ---- restoring ---- */

/**
 * isg_backup_restore:
 * @data_dir: the folder of the store; made when it is not there
 * @path: a backup, whole
 * @key: (nullable): what opens an encrypted one
 * @clock: the time
 * @out_kept: (out) (transfer full) (nullable) (optional): where the store that was there lies now
 * @error: as isg_backup_verify (); _BUSY while a handle has the store open; _FOREIGN when the store
 * that is there belongs to another environment
 *
 * Puts what the backup holds in the place of the store, encrypted when the backup is. The store
 * that was there is kept beside it under a name with the date. Numbers that newer backups of the
 * same store beside @path know are put into the mirror. Rule packs that it carries and that are not
 * installed there are put beside the store; the packs that were chosen there stay chosen. What was
 * restored is an old copy from its first opening on (isg_copy_look ()).
 *
 * Thread: any that has no handle.  Source: submission.md 5.
 *
 * Returns: %FALSE, and the store as it was, with @error
 */
gboolean isg_backup_restore (const char *data_dir,
                             const char *path,
                             IsgStoreKey *key,
                             IsgClock *clock,
                             char **out_kept,
                             GError **error);

/* ---- rotation ---- */

/**
 * IsgBackupKeep:
 *
 * Of how many days, weeks (Monday to Sunday) and months the last backup is kept.
 */
typedef struct {
  guint days;
  guint weeks;
  guint months;
} IsgBackupKeep;

/**
 * isg_backup_folder:
 * @store: a store
 * @out_folder: (out) (transfer full): the setting "backup.folder", or a folder "backups" beside the
 * data where none was chosen
 * @out_chosen: (out): whether it was chosen
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_folder (IsgStore *store,
                            char **out_folder,
                            gboolean *out_chosen,
                            GError **error);

/**
 * isg_backup_keep:
 * @store: a store
 * @out_keep: (out): the setting "backup.keep" ("7 5 12": days, weeks, months), or that
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_keep (IsgStore *store, IsgBackupKeep *out_keep, GError **error);

/**
 * isg_backup_parse_keep:
 * @text: "7 5 12"
 * @out_keep: (out): days, weeks, months
 *
 * Thread: any.
 *
 * Returns: %FALSE when it is no such text, or keeps nothing
 */
gboolean isg_backup_parse_keep (const char *text, IsgBackupKeep *out_keep);

/**
 * isg_backup_sort_out:
 * @made: (array length=n): when each of some backups was made, seconds since 1970 UTC, any order
 * @n: how many
 * @keep: what is kept
 * @out_keep: (out caller-allocates) (array length=n): whether each is kept
 *
 * The newest is always kept.
 *
 * Thread: any.
 */
void isg_backup_sort_out (const gint64 *made,
                          guint n,
                          const IsgBackupKeep *keep,
                          gboolean *out_keep);

/**
 * isg_backup_rotate:
 * @store: a store in no transaction
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @out_path: (out) (transfer full) (optional): the new backup
 * @out_info: (out) (transfer full) (optional): what it says of itself
 * @error: as isg_backup_write ()
 *
 * Writes a backup into the folder and then takes away those of this store that rotation wrote there
 * and that are not to be kept. Files of other stores, with other names, or damaged ones are never
 * touched.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and nothing taken away, with @error
 */
gboolean isg_backup_rotate (IsgStore *store,
                            IsgBackupProgress progress,
                            gpointer data,
                            char **out_path,
                            IsgBackupInfo **out_info,
                            GError **error);

/**
 * IsgBackupLast:
 *
 * The last backup that was written and verified.
 */
typedef struct {
  gint64 time;    /* seconds since 1970 UTC; 0: there was none */
  gint64 records; /* in it */
  char *path;     /* (owned) (nullable) */
} IsgBackupLast;

/**
 * isg_backup_last:
 * @store: a store
 * @out_last: (out): the last backup; its path is the caller's
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_backup_last (IsgStore *store, IsgBackupLast *out_last, GError **error);

G_END_DECLS
