/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-tasks.h"

#include "store/isg-recovery-code.h"
#include "store/isg-store-key.h"
#include "submit/isg-keyring.h"

#include "submit/isg-copy.h"

typedef enum {
  ACT_RUN,
  ACT_APART,
  ACT_CREATE,
  ACT_UNLOCK,
} Act;

/* What goes through the queue. */
typedef struct {
  GTask *task; /* (owned) (nullable): NULL asks the thread to end */
  Act act;
  IsgTaskFunc func; /* (nullable): of ACT_RUN and ACT_APART */
  gpointer data;    /* (unowned): the task's data */
} Job;

/* What the main thread keeps for each task. */
typedef struct {
  GAsyncReadyCallback callback;
  gpointer user_data;
} Reply;

struct _IsgTasks {
  GObject parent_instance;

  char *data_dir;
  IsgRules *rules; /* (owned) */
  IsgClock *clock; /* (owned) */
  char *name;

  GThread *thread; /* (owned) (nullable): NULL once stopped */
  GAsyncQueue *queue;
  guint n_pending; /* (thread main) */

  IsgStoreKey *key; /* (owned) (nullable) (thread store, main before and after it) */
  IsgStore *store;  /* (owned) (nullable) (thread store) */
};

G_DEFINE_FINAL_TYPE (IsgTasks, isg_tasks, G_TYPE_OBJECT)

/* Without a word to anybody, when the desktop's keyring has it and is open. */
static void
look_into_keyring (IsgTasks *self)
{
  g_autofree char *uuid = NULL;
  g_autoptr (IsgSecret) secret = NULL;
  gboolean locked;

  if (self->key != NULL || !isg_store_look_locked (self->data_dir, &locked, &uuid, NULL, NULL)
      || !locked)
    return;
  secret = isg_keyring_take (uuid);
  if (secret != NULL)
    self->key = isg_store_unlock (self->data_dir, ISG_KEY_SLOT_KEYRING, secret, NULL);
}

static gboolean
open_store (IsgTasks *self, GError **error)
{
  if (self->store == NULL) {
    g_autoptr (GError) unlooked = NULL;

    look_into_keyring (self);
    self->store = isg_store_open_with (self->data_dir, self->key, self->rules, self->clock, error);
    if (self->store == NULL)
      return FALSE;
    isg_store_set_actor (self->store, "app");
    /* The worker looks again before it sends anything. */
    if (!isg_copy_look (self->store, &unlooked))
      g_debug ("not compared with its mirror: %s", unlooked->message);
  }
  return self->store != NULL;
}

/* What a store is made of. */
typedef struct {
  IsgEnvironment environment;
  IsgSecret *passphrase; /* (owned) (nullable) */
} Making;

static void
making_free (gpointer data)
{
  Making *making = data;

  g_clear_pointer (&making->passphrase, isg_secret_unref);
  g_free (making);
}

/* Two slots from the beginning: a passphrase that is forgotten must not be the end. */
static gboolean
make_key (IsgTasks *self, IsgSecret *passphrase, IsgSecret **out_code, GError **error)
{
  g_autoptr (IsgStoreKey) key = isg_store_key_new (error);
  g_autoptr (IsgSecret) code = key != NULL ? isg_recovery_code_new (error) : NULL;

  if (code == NULL
      || !isg_store_key_add (key, ISG_KEY_SLOT_PASSPHRASE, passphrase, self->clock, error)
      || !isg_store_key_add (key, ISG_KEY_SLOT_RECOVERY, code, self->clock, error))
    return FALSE;
  g_clear_pointer (&self->key, isg_store_key_unref);
  self->key = g_steal_pointer (&key);
  *out_code = g_steal_pointer (&code);
  return TRUE;
}

static void
create_store (IsgTasks *self, Job *job)
{
  const Making *making = job->data;
  g_autoptr (IsgSecret) code = NULL;
  GError *error = NULL;

  if (self->store == NULL
      && (making->passphrase == NULL || make_key (self, making->passphrase, &code, &error)))
    self->store = isg_store_create_with (self->data_dir,
                                         self->key,
                                         making->environment,
                                         self->rules,
                                         self->clock,
                                         &error);
  if (error != NULL) {
    g_task_return_error (job->task, error);
    return;
  }
  isg_store_set_actor (self->store, "app");
  g_task_return_pointer (job->task, g_steal_pointer (&code), (GDestroyNotify) isg_secret_unref);
}

/* A passphrase first; what was typed may also be the recovery code. */
static void
unlock (IsgTasks *self, Job *job)
{
  GError *error = NULL;
  IsgStoreKey *key = isg_store_unlock (self->data_dir, ISG_KEY_SLOT_PASSPHRASE, job->data, &error);

  if (key == NULL && g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY)) {
    key = isg_store_unlock (self->data_dir, ISG_KEY_SLOT_RECOVERY, job->data, NULL);
    if (key != NULL)
      g_clear_error (&error);
  }
  if (key == NULL)
    g_task_return_error (job->task, error);
  else
    g_task_return_pointer (job->task, key, (GDestroyNotify) isg_store_key_unref);
}

static void
do_job (IsgTasks *self, Job *job)
{
  g_autoptr (GError) error = NULL;
  gpointer result;

  if (g_task_return_error_if_cancelled (job->task))
    return;
  if (job->act == ACT_CREATE || job->act == ACT_UNLOCK) {
    if (job->act == ACT_CREATE)
      create_store (self, job);
    else
      unlock (self, job);
    return;
  }
  if (job->act == ACT_APART)
    g_clear_pointer (&self->store, isg_store_close);
  else if (!open_store (self, &error)) {
    g_task_return_error (job->task, g_steal_pointer (&error));
    return;
  }

  result = job->func (self->store, job->data, g_task_get_cancellable (job->task), &error);
  if (error != NULL)
    g_task_return_error (job->task, g_steal_pointer (&error));
  else
    g_task_return_pointer (job->task,
                           result,
                           (GDestroyNotify) g_object_get_data (G_OBJECT (job->task),
                                                               "result-free"));
}

/* The last reference goes in the main thread: a task's data may hold widgets. */
static gboolean
unref_in_main_cb (gpointer task)
{
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

static gpointer
run_thread (gpointer data)
{
  IsgTasks *self = data;

  while (TRUE) {
    g_autofree Job *job = g_async_queue_pop (self->queue);

    if (job->task == NULL)
      break;
    do_job (self, job);
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, unref_in_main_cb, job->task, NULL);
  }

  g_clear_pointer (&self->store, isg_store_close);
  return NULL;
}

static void
task_done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  IsgTasks *self = ISG_TASKS (source);
  g_autofree Reply *reply = user_data;

  self->n_pending--;
  if (reply->callback != NULL)
    reply->callback (source, result, reply->user_data);
}

static void
push (IsgTasks *self,
      Act act,
      IsgTaskFunc func,
      gpointer data,
      GDestroyNotify data_free,
      GDestroyNotify result_free,
      GCancellable *cancellable,
      GAsyncReadyCallback callback,
      gpointer user_data)
{
  Reply *reply;
  GTask *task;
  Job *job;

  reply = g_new (Reply, 1);
  *reply = (Reply){ callback, user_data };

  task = g_task_new (self, cancellable, task_done_cb, reply);
  g_task_set_source_tag (task, isg_tasks_run);
  g_task_set_task_data (task, data, data_free);
  g_object_set_data (G_OBJECT (task), "result-free", (gpointer) result_free);
  self->n_pending++;

  if (self->thread == NULL) {
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the store is closed");
    g_object_unref (task);
    return;
  }

  job = g_new (Job, 1);
  *job = (Job){ task, act, func, data };
  g_async_queue_push (self->queue, job);
}

void
isg_tasks_run (IsgTasks *self,
               IsgTaskFunc func,
               gpointer data,
               GDestroyNotify data_free,
               GDestroyNotify result_free,
               GCancellable *cancellable,
               GAsyncReadyCallback callback,
               gpointer user_data)
{
  g_return_if_fail (ISG_IS_TASKS (self));
  g_return_if_fail (func != NULL);

  push (self, ACT_RUN, func, data, data_free, result_free, cancellable, callback, user_data);
}

void
isg_tasks_run_apart (IsgTasks *self,
                     IsgTaskFunc func,
                     gpointer data,
                     GDestroyNotify data_free,
                     GDestroyNotify result_free,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_return_if_fail (ISG_IS_TASKS (self));
  g_return_if_fail (func != NULL);

  push (self, ACT_APART, func, data, data_free, result_free, NULL, callback, user_data);
}

void
isg_tasks_create_store (IsgTasks *self,
                        IsgEnvironment environment,
                        IsgSecret *passphrase,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Making *making;

  g_return_if_fail (ISG_IS_TASKS (self));

  making = g_new (Making, 1);
  *making = (Making){ environment, passphrase != NULL ? isg_secret_ref (passphrase) : NULL };
  push (self,
        ACT_CREATE,
        NULL,
        making,
        making_free,
        (GDestroyNotify) isg_secret_unref,
        NULL,
        callback,
        user_data);
}

void
isg_tasks_unlock (IsgTasks *self,
                  IsgSecret *secret,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_return_if_fail (ISG_IS_TASKS (self));

  push (self,
        ACT_UNLOCK,
        NULL,
        isg_secret_ref (secret),
        (GDestroyNotify) isg_secret_unref,
        (GDestroyNotify) isg_store_key_unref,
        NULL,
        callback,
        user_data);
}

void
isg_tasks_set_key (IsgTasks *self, IsgStoreKey *key)
{
  g_return_if_fail (ISG_IS_TASKS (self));
  g_return_if_fail (self->n_pending == 0);

  g_clear_pointer (&self->key, isg_store_key_unref);
  self->key = key != NULL ? isg_store_key_ref (key) : NULL;
}

IsgStoreKey *
isg_tasks_key (IsgTasks *self)
{
  g_return_val_if_fail (ISG_IS_TASKS (self), NULL);
  g_return_val_if_fail (self->thread == NULL, NULL);

  return self->key;
}

gpointer
isg_tasks_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
isg_tasks_n_pending (IsgTasks *self)
{
  g_return_val_if_fail (ISG_IS_TASKS (self), 0);

  return self->n_pending;
}

void
isg_tasks_stop (IsgTasks *self)
{
  g_return_if_fail (ISG_IS_TASKS (self));

  if (self->thread == NULL)
    return;
  g_async_queue_push (self->queue, g_new0 (Job, 1));
  g_thread_join (g_steal_pointer (&self->thread));
}

static void
isg_tasks_finalize (GObject *object)
{
  IsgTasks *self = ISG_TASKS (object);

  /* The thread holds no reference to us: whoever made the lane stops it. */
  g_assert (self->thread == NULL);

  g_async_queue_unref (self->queue);
  g_clear_pointer (&self->rules, isg_rules_unref);
  g_clear_pointer (&self->clock, isg_clock_unref);
  g_clear_pointer (&self->key, isg_store_key_unref);
  g_free (self->data_dir);
  g_free (self->name);

  G_OBJECT_CLASS (isg_tasks_parent_class)->finalize (object);
}

static void
isg_tasks_class_init (IsgTasksClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_tasks_finalize;
}

static void
isg_tasks_init (IsgTasks *self)
{
  self->queue = g_async_queue_new_full (g_free);
}

IsgTasks *
isg_tasks_new (const char *data_dir, IsgRules *rules, IsgClock *clock, const char *name)
{
  IsgTasks *self = g_object_new (ISG_TYPE_TASKS, NULL);

  self->data_dir = g_strdup (data_dir);
  self->rules = isg_rules_ref (rules);
  self->clock = isg_clock_ref (clock);
  self->name = g_strdup (name);
  self->thread = g_thread_new (self->name, run_thread, self);
  return self;
}
