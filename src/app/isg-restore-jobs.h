/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-progress.h"
#include "base/isg-secret.h"
#include "store/isg-backup.h"
#include "store/isg-recover.h"

G_BEGIN_DECLS

/* Finding, judging and restoring backups: work on files, in a lane that has no store open
 * (isg_tasks_run_apart ()). */

/**
 * IsgFoundBackup:
 *
 * A backup in a folder, by what it says of itself.
 */
typedef struct {
  char *path;     /* (owned) */
  gint64 made;    /* seconds since 1970 UTC */
  gint64 records; /* -1: the key does not say */
} IsgFoundBackup;

/**
 * IsgRestoreLook:
 *
 * A file, what may open it, and what was found.
 */
typedef struct {
  char *path;
  IsgStoreKey *key;      /* (owned) (nullable): what opens it */
  IsgSecret *secret;     /* (owned) (nullable): what was typed */
  IsgProgress *progress; /* (owned) (nullable) */
  IsgBackupInfo *info;   /* (owned) (nullable): found */
  gboolean damaged;      /* found: only a part of it can be restored */
} IsgRestoreLook;

/**
 * isg_restore_job_find:
 * @store: nothing
 * @data: an #IsgRestoreLook: a folder and the key that may open what is in it
 * @cancellable: (nullable): unused
 * @error: nothing
 *
 * Thread: a lane's.
 *
 * Returns: (transfer full) (element-type IsgFoundBackup): the backups in it, newest first
 */
gpointer isg_restore_job_find (IsgStore *store,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

/**
 * isg_restore_look_free:
 * @data: (transfer full): an #IsgRestoreLook
 *
 * Thread: main.
 */
void isg_restore_look_free (gpointer data);

/**
 * isg_restore_job_look:
 * @store: nothing
 * @data: an #IsgRestoreLook; its key is tried first, then what was typed
 * @cancellable: (nullable): unused
 * @error: as isg_backup_verify (), but %ISG_STORE_ERROR _CORRUPT only where nothing can be saved;
 * _LOCKED and _KEY as isg_store_unlock_file ()
 *
 * Verifies it.
 *
 * Thread: a lane's.
 *
 * Returns: (transfer full): another #IsgRestoreLook, filled in, or %NULL with @error
 */
gpointer isg_restore_job_look (IsgStore *store,
                               gpointer data,
                               GCancellable *cancellable,
                               GError **error);

/**
 * IsgRestore:
 *
 * What is to be put in the place of a store, and what came of it.
 */
typedef struct {
  char *data_dir;
  char *path;
  IsgStoreKey *key;         /* (owned) (nullable) */
  IsgClock *clock;          /* (owned) */
  gboolean damaged;         /* put in place what can be read */
  char *kept;               /* (owned) (nullable): where the former store lies now */
  IsgRecoverReport *report; /* (owned) (nullable): of a damaged one */
} IsgRestore;

/**
 * isg_restore_new:
 * @data_dir: whose store it replaces
 * @path: the backup
 * @key: (nullable): what opens it
 * @clock: the time
 * @damaged: whether what can be read of it is put in place
 *
 * Thread: main.
 *
 * Returns: (transfer full): a wish
 */
IsgRestore *isg_restore_new (const char *data_dir,
                             const char *path,
                             IsgStoreKey *key,
                             IsgClock *clock,
                             gboolean damaged);

/**
 * isg_restore_free:
 * @data: (transfer full): an #IsgRestore
 *
 * Thread: main.
 */
void isg_restore_free (gpointer data);

/**
 * isg_restore_job_do:
 * @store: nothing; nobody has the store open
 * @data: an #IsgRestore, filled in here
 * @cancellable: (nullable): unused
 * @error: as isg_backup_restore () and isg_recover_file ()
 *
 * Thread: a lane's.
 *
 * Returns: (transfer none): @data, or %NULL with @error
 */
gpointer isg_restore_job_do (IsgStore *store,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

/**
 * isg_restore_words:
 * @restore: what was done
 *
 * Thread: main.
 *
 * Returns: (transfer full): what is there now, where the former file lies, and what is missing
 */
char *isg_restore_words (const IsgRestore *restore);

G_END_DECLS
