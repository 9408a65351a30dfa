/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/isg-clock.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/* A test file of its own beside the user's, with sample workplaces to look around in.  Work on
 * files, in a lane that has no store open (isg_tasks_run_apart ()). */

/**
 * IsgSampleFile:
 *
 * Where it lies, and with what it is made.
 */
typedef struct {
  char *dir;
  char *role;      /* (nullable): who looks around */
  IsgRules *rules; /* (owned) (nullable) */
  IsgClock *clock; /* (owned) (nullable) */
} IsgSampleFile;

/**
 * isg_sample_file_new:
 * @dir: of isg_sample_file_dir ()
 * @role: (nullable): who looks around
 * @rules: (nullable): the rule pack
 * @clock: (nullable): the time
 *
 * Thread: main.
 *
 * Returns: (transfer full): a wish
 */
IsgSampleFile *isg_sample_file_new (const char *dir,
                                    const char *role,
                                    IsgRules *rules,
                                    IsgClock *clock);

/**
 * isg_sample_file_free:
 * @data: (transfer full): an #IsgSampleFile
 *
 * Thread: main.
 */
void isg_sample_file_free (gpointer data);

/**
 * isg_sample_file_dir:
 * @data_dir: the user's own folder
 *
 * Thread: any.
 *
 * Returns: (transfer full): where the sample's file lies
 */
char *isg_sample_file_dir (const char *data_dir);

/**
 * isg_sample_file_job_make:
 * @store: nothing
 * @data: an #IsgSampleFile
 * @cancellable: (nullable): unused
 * @error: %ISG_STORE_ERROR; %ISG_RULES_ERROR
 *
 * Makes it, unless it is there from an earlier look.
 *
 * Thread: a lane's.
 *
 * Returns: %NULL
 */
gpointer isg_sample_file_job_make (IsgStore *store,
                                   gpointer data,
                                   GCancellable *cancellable,
                                   GError **error);

/**
 * isg_sample_file_job_remove:
 * @store: nothing
 * @data: an #IsgSampleFile
 * @cancellable: (nullable): unused
 * @error: %G_IO_ERROR
 *
 * Deletes it with all that was tried in it. No folder but one of isg_sample_file_dir ().
 *
 * Thread: a lane's.
 *
 * Returns: %NULL
 */
gpointer isg_sample_file_job_remove (IsgStore *store,
                                     gpointer data,
                                     GCancellable *cancellable,
                                     GError **error);

G_END_DECLS
