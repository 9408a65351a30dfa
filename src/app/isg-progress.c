/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-progress.h"

struct _IsgProgress {
  GObject parent_instance;

  GMutex lock;
  gint64 done;      /* (mutex lock) */
  gint64 all;       /* (mutex lock) */
  gboolean stopped; /* (mutex lock) */
  gboolean telling; /* (mutex lock): the main thread will be told */
};

enum {
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (IsgProgress, isg_progress, G_TYPE_OBJECT)

static gboolean
moved_cb (gpointer data)
{
  IsgProgress *self = data;

  g_mutex_lock (&self->lock);
  self->telling = FALSE;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[MOVED], 0);
  return G_SOURCE_REMOVE;
}

gboolean
isg_progress_tell (gint64 done, gint64 all, gpointer data)
{
  IsgProgress *self = data;
  gboolean tell;
  gboolean go_on;

  g_return_val_if_fail (ISG_IS_PROGRESS (self), FALSE);

  g_mutex_lock (&self->lock);
  tell = !self->telling && (done != self->done || all != self->all);
  self->telling = self->telling || tell;
  self->done = done;
  self->all = all;
  go_on = !self->stopped;
  g_mutex_unlock (&self->lock);
  if (tell)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, moved_cb, g_object_ref (self), g_object_unref);
  return go_on;
}

void
isg_progress_stop (IsgProgress *self)
{
  g_return_if_fail (ISG_IS_PROGRESS (self));

  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_mutex_unlock (&self->lock);
}

gboolean
isg_progress_is_stopped (IsgProgress *self)
{
  gboolean stopped;

  g_return_val_if_fail (ISG_IS_PROGRESS (self), TRUE);

  g_mutex_lock (&self->lock);
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);
  return stopped;
}

double
isg_progress_read (IsgProgress *self, gint64 *out_done, gint64 *out_all)
{
  gint64 done;
  gint64 all;

  g_return_val_if_fail (ISG_IS_PROGRESS (self), 0);

  g_mutex_lock (&self->lock);
  done = self->done;
  all = self->all;
  g_mutex_unlock (&self->lock);
  if (out_done != NULL)
    *out_done = done;
  if (out_all != NULL)
    *out_all = all;
  return all > 0 ? CLAMP ((double) done / (double) all, 0.0, 1.0) : 0;
}

static void
isg_progress_finalize (GObject *object)
{
  g_mutex_clear (&ISG_PROGRESS (object)->lock);
  G_OBJECT_CLASS (isg_progress_parent_class)->finalize (object);
}

static void
isg_progress_class_init (IsgProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_progress_finalize;
  signals[MOVED] = g_signal_new ("moved",
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
isg_progress_init (IsgProgress *self)
{
  g_mutex_init (&self->lock);
}

IsgProgress *
isg_progress_new (void)
{
  return g_object_new (ISG_TYPE_PROGRESS, NULL);
}
