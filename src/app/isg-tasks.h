/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/isg-secret.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

#define ISG_TYPE_TASKS (isg_tasks_get_type ())

/**
 * IsgTasks:
 *
 * The application's store thread: one thread with its own store handle that does what it is asked,
 * in order. With the submission worker the only place where threads are made.
 */
G_DECLARE_FINAL_TYPE (IsgTasks, isg_tasks, ISG, TASKS, GObject)

/**
 * IsgTaskFunc:
 * @store: the thread's handle
 * @data: what was given to isg_tasks_run ()
 * @cancellable: (nullable): asked to stop
 * @error: what went wrong
 *
 * Runs in the store thread; touches no widget.
 *
 * Returns: (nullable): the result, owned by the caller of isg_tasks_finish (); %NULL with @error on
 * failure, or %NULL for "nothing"
 */
typedef gpointer (*IsgTaskFunc) (IsgStore *store,
                                 gpointer data,
                                 GCancellable *cancellable,
                                 GError **error);

/**
 * isg_tasks_new:
 * @data_dir: the store's folder
 * @rules: the rule pack
 * @clock: the time
 * @name: the thread's name
 *
 * Starts the thread. The store is opened with the first task; every task fails with its error while
 * that does not succeed.
 *
 * Thread: main.
 *
 * Returns: (transfer full): the lane
 */
IsgTasks *isg_tasks_new (const char *data_dir, IsgRules *rules, IsgClock *clock, const char *name);

/**
 * isg_tasks_run:
 * @self: a lane
 * @func: what to do
 * @data: (nullable): for @func
 * @data_free: (nullable): frees @data, in the main thread, after the callback
 * @result_free: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): a task that has not begun is left out
 * @callback: (nullable): called in the main context; takes the result by isg_tasks_finish ()
 * @user_data: for @callback
 *
 * Thread: main.
 */
void isg_tasks_run (IsgTasks *self,
                    IsgTaskFunc func,
                    gpointer data,
                    GDestroyNotify data_free,
                    GDestroyNotify result_free,
                    GCancellable *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer user_data);

/**
 * isg_tasks_run_apart:
 * @self: a lane
 * @func: what to do; its store is %NULL
 * @data: (nullable): for @func
 * @data_free: (nullable): frees @data, in the main thread, after the callback
 * @result_free: (nullable): frees a result that nobody takes
 * @callback: (nullable): called in the main context; takes the result by isg_tasks_finish ()
 * @user_data: for @callback
 *
 * For work on files that needs no store, or one that nobody has open: the lane's is closed first,
 * and opened again by the next isg_tasks_run ().
 *
 * Thread: main.
 */
void isg_tasks_run_apart (IsgTasks *self,
                          IsgTaskFunc func,
                          gpointer data,
                          GDestroyNotify data_free,
                          GDestroyNotify result_free,
                          GAsyncReadyCallback callback,
                          gpointer user_data);

/**
 * isg_tasks_create_store:
 * @self: a lane whose store does not exist yet, before its first task
 * @environment: what the file is for, for ever
 * @passphrase: (nullable): what opens it; %NULL makes a file that is not encrypted
 * @callback: (nullable): called in the main context; isg_tasks_finish () gives the recovery code as
 * an #IsgSecret, to be shown this once (%NULL for a plain file), or %NULL with @error
 * @user_data: for @callback
 *
 * Makes the store; the lane's tasks then work on it. The passphrase takes about half a second.
 *
 * Thread: main.
 */
void isg_tasks_create_store (IsgTasks *self,
                             IsgEnvironment environment,
                             IsgSecret *passphrase,
                             GAsyncReadyCallback callback,
                             gpointer user_data);

/**
 * isg_tasks_unlock:
 * @self: a lane
 * @secret: what was typed: the passphrase or the recovery code
 * @callback: called in the main context; isg_tasks_finish () gives an #IsgStoreKey, or %NULL with
 * %ISG_STORE_ERROR _KEY and what else isg_store_unlock () says
 * @user_data: for @callback
 *
 * Finds the key; touches nothing.
 *
 * Thread: main.
 */
void isg_tasks_unlock (IsgTasks *self,
                       IsgSecret *secret,
                       GAsyncReadyCallback callback,
                       gpointer user_data);

/**
 * isg_tasks_set_key:
 * @self: a lane before its first task
 * @key: (nullable): what opens an encrypted store; without it the desktop's keyring is asked
 *
 * Thread: main.
 */
void isg_tasks_set_key (IsgTasks *self, IsgStoreKey *key);

/**
 * isg_tasks_key:
 * @self: a lane that was stopped
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): what opened its store
 */
IsgStoreKey *isg_tasks_key (IsgTasks *self);

/**
 * isg_tasks_finish:
 * @result: what the callback was given
 * @error: the task's error, or %G_IO_ERROR_CANCELLED
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): what the task returned
 */
gpointer isg_tasks_finish (GAsyncResult *result, GError **error);

/**
 * isg_tasks_n_pending:
 * @self: a lane
 *
 * Thread: main.
 *
 * Returns: how many tasks have not called back yet
 */
guint isg_tasks_n_pending (IsgTasks *self);

/**
 * isg_tasks_stop:
 * @self: a lane
 *
 * Does what is waiting, closes the store and ends the thread. Tasks asked for afterwards fail with
 * %G_IO_ERROR_CLOSED.
 *
 * Thread: main.
 */
void isg_tasks_stop (IsgTasks *self);

G_END_DECLS
