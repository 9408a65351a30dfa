/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-progress.h"
#include "store/isg-backup.h"
#include "store/isg-store-place.h"

G_BEGIN_DECLS

/* What the settings and the daily backup ask of the store's thread, and the words for its answers.
 */

#define ISG_BACKUP_FOLDER_SETTING "backup.folder"
#define ISG_BACKUP_DAILY_SETTING  "backup.daily" /* "no": only when asked for; none: every day */

/**
 * IsgBackupState:
 *
 * Where backups go and what the last one was.
 */
typedef struct {
  char *folder;        /* (owned) */
  gboolean chosen;     /* somebody chose it */
  gboolean there;      /* it can be written to now; the usual one is made when it is needed */
  IsgPlaceNear near;   /* to the data */
  gboolean daily;      /* by itself */
  gboolean empty;      /* there is no record yet */
  gint64 last;         /* seconds since 1970 UTC, 0: there was none */
  gint64 records;      /* in the last one */
  char *path;          /* (owned) (nullable): of the last one */
  gboolean path_there; /* the last one still lies there */
} IsgBackupState;

/**
 * isg_backup_state_free:
 * @data: (transfer full): an #IsgBackupState
 *
 * Thread: any.
 */
void isg_backup_state_free (gpointer data);

/**
 * isg_backup_state_read:
 * @store: a store
 * @data: the data's folder
 * @cancellable: (nullable): unused
 * @error: %ISG_STORE_ERROR
 *
 * An #IsgTaskFunc.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgBackupState, or %NULL with @error
 */
gpointer isg_backup_state_read (IsgStore *store,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/**
 * isg_backup_state_warning:
 * @state: a state
 *
 * Thread: main.  Source: ui.md 3.11.
 *
 * Returns: (transfer none) (nullable): what is wrong with the place, %NULL for nothing
 */
const char *isg_backup_state_warning (const IsgBackupState *state);

/**
 * isg_backup_state_last:
 * @state: a state
 * @now: seconds since 1970 UTC
 *
 * Thread: main.  Source: ui.md 3.11; finding.backup_old.
 *
 * Returns: (transfer full): "23.11.2026 14.32 · sınandı ✓ 412 kayıt", and how old it is when that
 * is much
 */
char *isg_backup_state_last (const IsgBackupState *state, gint64 now);

/**
 * isg_backup_state_is_due:
 * @state: a state
 * @now: seconds since 1970 UTC
 *
 * Thread: any.
 *
 * Returns: whether today's backup is still to be made by itself
 */
gboolean isg_backup_state_is_due (const IsgBackupState *state, gint64 now);

/**
 * isg_backup_job_rotate:
 * @store: a store
 * @data: an #IsgProgress
 * @cancellable: (nullable): unused
 * @error: as isg_backup_rotate ()
 *
 * An #IsgTaskFunc: writes a backup into the folder and verifies it.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgBackupInfo, or %NULL with @error
 */
gpointer isg_backup_job_rotate (IsgStore *store,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/**
 * isg_backup_job_verify:
 * @store: a store
 * @data: an #IsgProgress
 * @cancellable: (nullable): unused
 * @error: as isg_backup_verify (); %ISG_STORE_ERROR _ABSENT when there is no last one
 *
 * An #IsgTaskFunc: verifies the last backup.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgBackupInfo, or %NULL with @error
 */
gpointer isg_backup_job_verify (IsgStore *store,
                                gpointer data,
                                GCancellable *cancellable,
                                GError **error);

/**
 * isg_backup_error_text:
 * @error: why a backup could not be written, verified or restored
 *
 * Thread: main.
 *
 * Returns: (transfer full): a sentence
 */
char *isg_backup_error_text (const GError *error);

G_END_DECLS
