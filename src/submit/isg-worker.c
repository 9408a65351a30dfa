/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-worker.h"

#include "store/isg-store-key.h"
#include "store/isg-store-queue.h"
#include "submit/isg-bond.h"
#include "submit/isg-transport-cache.h"

/* Also without a wake-up the thread looks again after so long: another process may have queued
 * something. */
#define LOOK_AGAIN_SECONDS 60
/* After a store that could not be used. */
#define AFTER_TROUBLE_SECONDS 10
/* While another process sends from this store. */
#define AFTER_LOCKED_SECONDS 2

struct _IsgWorker {
  GObject parent_instance;

  char *data_dir;
  IsgRules *rules;  /* (owned) */
  IsgClock *clock;  /* (owned) */
  IsgStoreKey *key; /* (owned) (nullable) */
  IsgTransportMaker transport;
  gpointer transport_data;
  GMainContext *context;    /* (owned): where the signals go */
  GNetworkMonitor *monitor; /* (owned) (nullable) */
  gulong monitor_handler;

  GThread *thread;           /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */

  GMutex mutex;
  GCond cond;
  gboolean stop;    /* (mutex mutex) */
  gboolean poked;   /* (mutex mutex) */
  gboolean try_now; /* (mutex mutex) */
  gboolean bonds;   /* (mutex mutex): are to be asked anew */
  gboolean idle;    /* (mutex mutex) */

  IsgHealthKey *health; /* (owned) (nullable) (mutex mutex) */
  gboolean let_go;      /* (mutex mutex): of it, once nothing needs it */
};

enum {
  CHANGED,
  FAILED,
  BONDS_ASKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgWorker, isg_worker, G_TYPE_OBJECT)

/* ---- news for the main thread ---- */

typedef struct {
  IsgWorker *worker; /* (owned) */
  guint signal;      /* which */
  GError *error;     /* (owned) (nullable): of "failed" */
  gboolean answered; /* of "bonds-asked" */
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_object_unref (news->worker);
  g_clear_error (&news->error);
  g_free (news);
}

static gboolean
tell_cb (gpointer data)
{
  News *news = data;

  if (news->signal == FAILED)
    g_signal_emit (news->worker, signals[FAILED], 0, news->error);
  else if (news->signal == BONDS_ASKED)
    g_signal_emit (news->worker, signals[BONDS_ASKED], 0, news->answered);
  else
    g_signal_emit (news->worker, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* The last reference goes in the main thread, where the worker was made. */
static void
tell (IsgWorker *self, guint signal, GError *error, gboolean answered)
{
  News *news = g_new (News, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  *news = (News){ g_object_ref (self), signal, error, answered };
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell_cb, news, news_free);
  g_source_attach (source, self->context);
}

/* ---- the thread ---- */

/* Sleeps until somebody calls or @seconds have passed; returns FALSE when the thread is to end. */
static gboolean
sleep_until_called (IsgWorker *self, gint64 seconds)
{
  gint64 until = g_get_monotonic_time () + MAX (seconds, 1) * G_USEC_PER_SEC;
  gboolean go_on;

  g_mutex_lock (&self->mutex);
  self->idle = TRUE;
  while (!self->stop && !self->poked && !self->try_now && !self->bonds)
    if (!g_cond_wait_until (&self->cond, &self->mutex, until))
      break;
  self->idle = FALSE;
  self->poked = FALSE;
  go_on = !self->stop;
  g_mutex_unlock (&self->mutex);
  return go_on;
}

static gboolean
take_try_now (IsgWorker *self)
{
  gboolean wanted;

  g_mutex_lock (&self->mutex);
  wanted = self->try_now;
  self->try_now = FALSE;
  g_mutex_unlock (&self->mutex);
  return wanted;
}

static gint64
seconds_to_sleep (IsgWorker *self, const IsgStepResult *result)
{
  gint64 now = isg_clock_now (self->clock);

  if (result->outcome == ISG_STEP_LOCKED)
    return AFTER_LOCKED_SECONDS;
  if (result->next_due == 0)
    return LOOK_AGAIN_SECONDS;
  return CLAMP (result->next_due - now, 1, LOOK_AGAIN_SECONDS);
}

/* Steps while there is work. Returns how long to sleep then, or -1 with @error. */
static gint64
work_off (IsgWorker *self, IsgStore *store, IsgTransportCache *transports, GError **error)
{
  IsgSubmitTools tools = {
    .store = store,
    .transport = isg_transport_cache_get,
    .transport_data = transports,
    .cancellable = self->cancellable,
  };
  gint64 version = isg_store_data_version (store);
  IsgStepResult result = { 0 };

  if (take_try_now (self) && !isg_submit_wake (store, error))
    return -1;
  do {
    gint64 seen;

    if (!isg_submit_step (&tools, &result, error))
      return -1;
    /* A step may change gates without touching a row, and the other way round. */
    seen = isg_store_data_version (store);
    if (seen != version)
      tell (self, CHANGED, NULL, FALSE);
    version = seen;
  } while (result.outcome == ISG_STEP_WORKED && !g_cancellable_is_cancelled (self->cancellable));
  return seconds_to_sleep (self, &result);
}

static gboolean
take_bonds (IsgWorker *self)
{
  gboolean wanted;

  g_mutex_lock (&self->mutex);
  wanted = self->bonds;
  self->bonds = FALSE;
  g_mutex_unlock (&self->mutex);
  return wanted;
}

/* Behind all that is sent and asked about: nothing waits for it. */
static gboolean
ask_bonds (IsgWorker *self, IsgStore *store, IsgTransportCache *transports, GError **error)
{
  gboolean anew = take_bonds (self);
  IsgSubmitTools tools = {
    .store = store,
    .transport = isg_transport_cache_get,
    .transport_data = transports,
    .cancellable = self->cancellable,
  };
  g_autoptr (GPtrArray) pairs = isg_bond_pairs_awaiting (store, error);
  IsgBondTally tally = { 0 };
  gboolean done = pairs != NULL && isg_bond_ask (&tools, pairs, anew, &tally, error);

  if (tally.n_answered > 0)
    tell (self, CHANGED, NULL, FALSE);
  if (anew)
    tell (self, BONDS_ASKED, NULL, tally.n_answered > 0 && !tally.stopped);
  return done;
}

/* What the handle works with, from the main thread's word. */
static void
take_health_key (IsgWorker *self, IsgStore *store)
{
  g_autoptr (IsgHealthKey) key = NULL;

  g_mutex_lock (&self->mutex);
  key = self->health != NULL ? isg_health_key_ref (self->health) : NULL;
  g_mutex_unlock (&self->mutex);
  isg_store_use_health_key (store, key);
}

/* Where nobody can say whether it is needed still, it is kept. */
static void
let_health_key_go (IsgWorker *self, IsgStore *store)
{
  gboolean needed = TRUE;

  g_mutex_lock (&self->mutex);
  if (self->let_go && self->health != NULL && isg_store_queue_has_sealed (store, &needed, NULL)
      && !needed)
    g_clear_pointer (&self->health, isg_health_key_unref);
  g_mutex_unlock (&self->mutex);
  if (!needed)
    isg_store_use_health_key (store, NULL);
}

static gpointer
run_thread (gpointer data)
{
  IsgWorker *self = data;
  g_autoptr (IsgTransportCache) transports
    = isg_transport_cache_new (self->transport, self->transport_data);
  g_autoptr (IsgStore) store = NULL;
  gint64 seconds;

  do {
    g_autoptr (GError) error = NULL;

    if (store == NULL) {
      store = isg_store_open_with (self->data_dir, self->key, self->rules, self->clock, &error);
      if (store != NULL)
        isg_store_set_actor (store, "worker");
    }
    if (store != NULL)
      take_health_key (self, store);
    seconds = store != NULL ? work_off (self, store, transports, &error) : -1;
    if (store != NULL && error == NULL)
      ask_bonds (self, store, transports, &error);
    if (store != NULL)
      let_health_key_go (self, store);
    if (error != NULL) {
      seconds = AFTER_TROUBLE_SECONDS;
      tell (self, FAILED, g_steal_pointer (&error), FALSE);
    }
  } while (sleep_until_called (self, seconds));
  return NULL;
}

/* ---- what the main thread calls ---- */

static void
call (IsgWorker *self, gboolean *flag)
{
  g_mutex_lock (&self->mutex);
  *flag = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);
}

void
isg_worker_set_key (IsgWorker *self, IsgStoreKey *key)
{
  g_return_if_fail (ISG_IS_WORKER (self));
  g_return_if_fail (self->thread == NULL);

  g_clear_pointer (&self->key, isg_store_key_unref);
  self->key = key != NULL ? isg_store_key_ref (key) : NULL;
}

void
isg_worker_give_health_key (IsgWorker *self, IsgHealthKey *key)
{
  g_return_if_fail (ISG_IS_WORKER (self));

  g_mutex_lock (&self->mutex);
  self->let_go = key == NULL;
  if (key != NULL) {
    g_clear_pointer (&self->health, isg_health_key_unref);
    self->health = isg_health_key_ref (key);
  }
  g_mutex_unlock (&self->mutex);
  isg_worker_poke (self);
}

gboolean
isg_worker_has_health_key (IsgWorker *self)
{
  gboolean has;

  g_return_val_if_fail (ISG_IS_WORKER (self), FALSE);

  g_mutex_lock (&self->mutex);
  has = self->health != NULL;
  g_mutex_unlock (&self->mutex);
  return has;
}

void
isg_worker_poke (IsgWorker *self)
{
  g_return_if_fail (ISG_IS_WORKER (self));

  call (self, &self->poked);
}

void
isg_worker_try_now (IsgWorker *self)
{
  g_return_if_fail (ISG_IS_WORKER (self));

  call (self, &self->try_now);
}

void
isg_worker_ask_bonds (IsgWorker *self)
{
  g_return_if_fail (ISG_IS_WORKER (self));

  call (self, &self->bonds);
}

gboolean
isg_worker_is_idle (IsgWorker *self)
{
  gboolean idle;

  g_return_val_if_fail (ISG_IS_WORKER (self), TRUE);

  g_mutex_lock (&self->mutex);
  idle = self->thread == NULL || (self->idle && !self->poked && !self->try_now && !self->bonds);
  g_mutex_unlock (&self->mutex);
  return idle;
}

static void
network_changed_cb (IsgWorker *self, gboolean available)
{
  if (available)
    isg_worker_try_now (self);
}

void
isg_worker_start (IsgWorker *self)
{
  g_return_if_fail (ISG_IS_WORKER (self));
  g_return_if_fail (self->thread == NULL);

  /* lint-allow L3: GIO hands out the monitor of the system in no other way. */
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  self->monitor_handler = g_signal_connect_object (self->monitor,
                                                   "network-changed",
                                                   G_CALLBACK (network_changed_cb),
                                                   self,
                                                   G_CONNECT_SWAPPED);
  self->thread = g_thread_new ("submit", run_thread, self);
}

void
isg_worker_stop (IsgWorker *self)
{
  g_return_if_fail (ISG_IS_WORKER (self));

  if (self->thread == NULL)
    return;
  g_clear_signal_handler (&self->monitor_handler, self->monitor);
  call (self, &self->stop);
  g_cancellable_cancel (self->cancellable);
  g_thread_join (g_steal_pointer (&self->thread));
}

static void
isg_worker_finalize (GObject *object)
{
  IsgWorker *self = ISG_WORKER (object);

  /* The thread holds no reference to us: whoever started it stops it. */
  g_assert (self->thread == NULL);

  g_clear_object (&self->monitor);
  g_clear_object (&self->cancellable);
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  isg_rules_unref (self->rules);
  isg_clock_unref (self->clock);
  g_clear_pointer (&self->key, isg_store_key_unref);
  g_clear_pointer (&self->health, isg_health_key_unref);
  g_free (self->data_dir);

  G_OBJECT_CLASS (isg_worker_parent_class)->finalize (object);
}

static void
isg_worker_class_init (IsgWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_worker_finalize;

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  signals[FAILED] = g_signal_new ("failed",
                                  G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST,
                                  0,
                                  NULL,
                                  NULL,
                                  NULL,
                                  G_TYPE_NONE,
                                  1,
                                  G_TYPE_ERROR);
  signals[BONDS_ASKED] = g_signal_new ("bonds-asked",
                                       G_TYPE_FROM_CLASS (klass),
                                       G_SIGNAL_RUN_LAST,
                                       0,
                                       NULL,
                                       NULL,
                                       NULL,
                                       G_TYPE_NONE,
                                       1,
                                       G_TYPE_BOOLEAN);
}

static void
isg_worker_init (IsgWorker *self)
{
  self->cancellable = g_cancellable_new ();
  self->context = g_main_context_ref_thread_default ();
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
}

IsgWorker *
isg_worker_new (const char *data_dir,
                IsgRules *rules,
                IsgClock *clock,
                IsgTransportMaker transport,
                gpointer transport_data)
{
  IsgWorker *self = g_object_new (ISG_TYPE_WORKER, NULL);

  self->data_dir = g_strdup (data_dir);
  self->rules = isg_rules_ref (rules);
  self->clock = isg_clock_ref (clock);
  self->transport = transport != NULL ? transport : isg_submit_transport_from_settings;
  self->transport_data = transport_data;
  return self;
}
