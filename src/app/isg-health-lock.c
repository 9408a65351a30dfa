/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-health-lock.h"

#include "store/isg-role.h"

typedef struct {
  IsgHealthSight sight;
  gboolean set_up;
  gboolean no_exams; /* not for this role */
  gboolean open;     /* the lanes were given the key */
} Lock;

static Lock *
lock_of (IsgContext *context)
{
  Lock *lock = g_object_get_data (G_OBJECT (context), "health-lock");

  g_assert (lock != NULL);
  return lock;
}

IsgHealthSight
isg_health_lock_sight (IsgContext *context)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (context), ISG_HEALTH_LOCKED);

  return lock_of (context)->sight;
}

gboolean
isg_health_lock_is_set_up (IsgContext *context)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (context), FALSE);

  return lock_of (context)->set_up;
}

gboolean
isg_health_lock_role_may (IsgContext *context, const char *right)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (context), FALSE);

  return g_str_equal (right, ISG_RIGHT_EXAMS) ? !lock_of (context)->no_exams
                                              : lock_of (context)->sight != ISG_HEALTH_FORBIDDEN;
}

/* ---- what the store says ---- */

#define SAID_SET_UP 1
#define SAID_MAY    2
#define SAID_EXAMS  4
#define SAID        8 /* else it is nothing */

static gpointer
look (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean set_up;
  gboolean may;
  gboolean exams;

  if (!isg_store_health_is_set_up (store, &set_up, error)
      || !isg_store_role_may (store, ISG_RIGHT_HEALTH_DETAILS, &may, error)
      || !isg_store_role_may (store, ISG_RIGHT_EXAMS, &exams, error))
    return NULL;
  return GINT_TO_POINTER (SAID | (set_up ? SAID_SET_UP : 0) | (may ? SAID_MAY : 0)
                          | (exams ? SAID_EXAMS : 0));
}

static void
set_sight (IsgContext *context, gboolean set_up, gboolean may, gboolean no_exams)
{
  Lock *lock = lock_of (context);
  IsgHealthSight sight = !may                    ? ISG_HEALTH_FORBIDDEN
                         : set_up && !lock->open ? ISG_HEALTH_LOCKED
                                                 : ISG_HEALTH_OPEN;

  if (sight == lock->sight && set_up == lock->set_up && no_exams == lock->no_exams)
    return;
  lock->no_exams = no_exams;
  lock->set_up = set_up;
  lock->sight = sight;
  g_signal_emit_by_name (context, "health-changed");
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgContext) context = user_data;
  int said = GPOINTER_TO_INT (isg_tasks_finish (result, NULL));

  if (said != 0)
    set_sight (context,
               (said & SAID_SET_UP) != 0,
               (said & SAID_MAY) != 0,
               (said & SAID_EXAMS) == 0);
}

static void
look_again (IsgContext *context)
{
  isg_tasks_run (isg_context_tasks (context),
                 look,
                 NULL,
                 NULL,
                 NULL,
                 NULL,
                 looked_cb,
                 g_object_ref (context));
}

void
isg_health_lock_watch (IsgContext *context)
{
  g_object_set_data_full (G_OBJECT (context), "health-lock", g_new0 (Lock, 1), g_free);
  g_signal_connect (context, "changed", G_CALLBACK (look_again), NULL);
  look_again (context);
}

/* ---- the key ---- */

static gpointer
use_key (IsgStore *store, gpointer key, GCancellable *cancellable, GError **error)
{
  isg_store_use_health_key (store, key);
  return NULL;
}

static void
give (IsgTasks *lane, IsgHealthKey *key)
{
  isg_tasks_run (lane,
                 use_key,
                 key != NULL ? isg_health_key_ref (key) : NULL,
                 key != NULL ? (GDestroyNotify) isg_health_key_unref : NULL,
                 NULL,
                 NULL,
                 NULL,
                 NULL);
}

/* A batch each time, so that drafts need not wait for all of it. */
static gpointer
sweep (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean more = FALSE;

  if (isg_store_health_key (store) == NULL || isg_store_is_read_only (store)
      || !isg_store_health_sweep (store, &more, error))
    return NULL;
  return GINT_TO_POINTER (more);
}

static void
swept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (IsgContext) context = user_data;

  /* What could not be sealed now is sealed after the next opening. */
  if (isg_tasks_finish (result, NULL) != NULL)
    isg_tasks_run (isg_context_tasks (context),
                   sweep,
                   NULL,
                   NULL,
                   NULL,
                   NULL,
                   swept_cb,
                   g_object_ref (context));
}

void
isg_health_lock_take (IsgContext *context, IsgHealthKey *key)
{
  Lock *lock;

  g_return_if_fail (ISG_IS_CONTEXT (context));
  g_return_if_fail (key != NULL);

  lock = lock_of (context);
  give (isg_context_tasks (context), key);
  give (isg_context_card_tasks (context), key);
  isg_worker_give_health_key (isg_context_worker (context), key);
  isg_tasks_run (isg_context_tasks (context),
                 sweep,
                 NULL,
                 NULL,
                 NULL,
                 NULL,
                 swept_cb,
                 g_object_ref (context));
  lock->open = TRUE;
  set_sight (context, TRUE, lock->sight != ISG_HEALTH_FORBIDDEN, lock->no_exams);
  isg_context_changed (context);
}

void
isg_health_lock_shut (IsgContext *context)
{
  Lock *lock;

  g_return_if_fail (ISG_IS_CONTEXT (context));

  lock = lock_of (context);
  if (!lock->open)
    return;
  /* Drafts are sealed with the key that goes. */
  g_signal_emit_by_name (context, "health-shutting");
  lock->open = FALSE;
  give (isg_context_tasks (context), NULL);
  give (isg_context_card_tasks (context), NULL);
  isg_worker_give_health_key (isg_context_worker (context), NULL);
  set_sight (context, lock->set_up, lock->sight != ISG_HEALTH_FORBIDDEN, lock->no_exams);
  isg_context_changed (context);
}
