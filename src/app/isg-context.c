/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-context.h"

#include "app/isg-health-lock.h"

struct _IsgContext {
  GObject parent_instance;

  IsgRules *rules; /* (owned) */
  IsgClock *clock; /* (owned) */
  char *data_dir;
  IsgEnvironment environment;
  IsgTasks *tasks;      /* (owned) */
  IsgDueBoard *board;   /* (owned) */
  IsgTasks *card_tasks; /* (owned) */
  IsgWorker *worker;    /* (owned) */
  char *workplace;      /* (nullable) */
  char *workplace_title;
  guint changed_source; /* idle that emits "changed", or 0 */
  gboolean stopped;
};

enum {
  PROP_0,
  PROP_WORKPLACE,
  PROP_WORKPLACE_TITLE,
  N_PROPS,
};

enum {
  CHANGED,
  HEALTH_CHANGED,
  HEALTH_SHUTTING,
  N_SIGNALS,
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgContext, isg_context, G_TYPE_OBJECT)

static gboolean
emit_changed_cb (gpointer data)
{
  IsgContext *self = data;

  self->changed_source = 0;
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/* Many changes in a row become one reading of the lists. */
static void
queue_changed (IsgContext *self)
{
  if (self->changed_source == 0 && !self->stopped)
    self->changed_source = g_idle_add (emit_changed_cb, self);
}

void
isg_context_changed (IsgContext *self)
{
  g_return_if_fail (ISG_IS_CONTEXT (self));

  queue_changed (self);
  if (!self->stopped)
    isg_worker_poke (self->worker);
}

IsgRules *
isg_context_rules (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->rules;
}

IsgClock *
isg_context_clock (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->clock;
}

IsgTasks *
isg_context_tasks (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->tasks;
}

IsgDueBoard *
isg_context_due_board (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->board;
}

IsgTasks *
isg_context_card_tasks (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->card_tasks;
}

IsgWorker *
isg_context_worker (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->worker;
}

gboolean
isg_context_is_sandbox (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), TRUE);

  return self->environment == ISG_ENVIRONMENT_SANDBOX;
}

const char *
isg_context_data_dir (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->data_dir;
}

const char *
isg_context_workplace (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->workplace;
}

const char *
isg_context_workplace_title (IsgContext *self)
{
  g_return_val_if_fail (ISG_IS_CONTEXT (self), NULL);

  return self->workplace_title;
}

/* Returns whether it was another text before. */
static gboolean
set_text (char **place, const char *text)
{
  if (g_strcmp0 (*place, text) == 0)
    return FALSE;
  g_free (*place);
  *place = g_strdup (text);
  return TRUE;
}

void
isg_context_choose_workplace (IsgContext *self, const char *uuid, const char *title)
{
  g_return_if_fail (ISG_IS_CONTEXT (self));

  if (set_text (&self->workplace_title, uuid != NULL ? title : NULL))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WORKPLACE_TITLE]);
  if (set_text (&self->workplace, uuid))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_WORKPLACE]);
}

void
isg_context_stop (IsgContext *self)
{
  g_return_if_fail (ISG_IS_CONTEXT (self));

  if (self->stopped)
    return;
  self->stopped = TRUE;
  g_clear_handle_id (&self->changed_source, g_source_remove);
  isg_worker_stop (self->worker);
  isg_tasks_stop (self->card_tasks);
  isg_tasks_stop (self->tasks);
}

static void
isg_context_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  IsgContext *self = ISG_CONTEXT (object);

  switch (id) {
  case PROP_WORKPLACE:
    g_value_set_string (value, self->workplace);
    break;
  case PROP_WORKPLACE_TITLE:
    g_value_set_string (value, self->workplace_title);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
isg_context_finalize (GObject *object)
{
  IsgContext *self = ISG_CONTEXT (object);

  isg_context_stop (self);
  g_clear_object (&self->worker);
  g_clear_object (&self->card_tasks);
  g_clear_object (&self->board);
  g_clear_object (&self->tasks);
  g_clear_pointer (&self->rules, isg_rules_unref);
  g_clear_pointer (&self->clock, isg_clock_unref);
  g_free (self->data_dir);
  g_free (self->workplace);
  g_free (self->workplace_title);

  G_OBJECT_CLASS (isg_context_parent_class)->finalize (object);
}

static void
isg_context_class_init (IsgContextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = isg_context_get_property;
  object_class->finalize = isg_context_finalize;

  props[PROP_WORKPLACE] = g_param_spec_string ("workplace",
                                               NULL,
                                               NULL,
                                               NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  props[PROP_WORKPLACE_TITLE] = g_param_spec_string ("workplace-title",
                                                     NULL,
                                                     NULL,
                                                     NULL,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
  signals[HEALTH_CHANGED] = g_signal_new ("health-changed",
                                          G_TYPE_FROM_CLASS (klass),
                                          G_SIGNAL_RUN_LAST,
                                          0,
                                          NULL,
                                          NULL,
                                          NULL,
                                          G_TYPE_NONE,
                                          0);
  signals[HEALTH_SHUTTING] = g_signal_new ("health-shutting",
                                           G_TYPE_FROM_CLASS (klass),
                                           G_SIGNAL_RUN_LAST,
                                           0,
                                           NULL,
                                           NULL,
                                           NULL,
                                           G_TYPE_NONE,
                                           0);
}

static void
isg_context_init (IsgContext *self)
{
}

IsgContext *
isg_context_new (const char *data_dir,
                 IsgStoreKey *key,
                 IsgRules *rules,
                 IsgClock *clock,
                 IsgEnvironment environment,
                 IsgTransportMaker transport,
                 gpointer transport_data)
{
  IsgContext *self = g_object_new (ISG_TYPE_CONTEXT, NULL);

  self->rules = isg_rules_ref (rules);
  self->clock = isg_clock_ref (clock);
  self->data_dir = g_strdup (data_dir);
  self->environment = environment;
  self->tasks = isg_tasks_new (data_dir, rules, clock, "store");
  self->card_tasks = isg_tasks_new (data_dir, rules, clock, "card");
  self->board = isg_due_board_new (self->tasks, clock);
  self->worker = isg_worker_new (data_dir, rules, clock, transport, transport_data);
  isg_tasks_set_key (self->tasks, key);
  isg_tasks_set_key (self->card_tasks, key);
  isg_worker_set_key (self->worker, key);
  g_signal_connect_object (self->worker,
                           "changed",
                           G_CALLBACK (queue_changed),
                           self,
                           G_CONNECT_SWAPPED);
  isg_health_lock_watch (self);
  return self;
}
