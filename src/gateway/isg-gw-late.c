/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-late.h"

typedef struct {
  IsgGwLate *queue; /* (unowned) */
  IsgGwCall *call;  /* (owned) */
  gint64 claim;
  gboolean recheck;
  gint64 requests_left; /* 0: by time */
  guint timeout;        /* 0: by requests */
} Job;

struct _IsgGwLate {
  IsgGwMinistry *ministry; /* (unowned) */
  IsgGwLateDone done;
  gpointer user_data;
  GPtrArray *jobs; /* (owned) of Job */
};

static void
job_free (Job *job)
{
  g_clear_handle_id (&job->timeout, g_source_remove);
  isg_gw_call_unref (job->call);
  g_free (job);
}

IsgGwLate *
isg_gw_late_new (IsgGwMinistry *ministry, IsgGwLateDone done, gpointer user_data)
{
  IsgGwLate *self = g_new0 (IsgGwLate, 1);

  self->ministry = ministry;
  self->done = done;
  self->user_data = user_data;
  self->jobs = g_ptr_array_new_with_free_func ((GDestroyNotify) job_free);
  return self;
}

void
isg_gw_late_free (IsgGwLate *self)
{
  g_ptr_array_unref (self->jobs);
  g_free (self);
}

static void
run (IsgGwLate *self, Job *job)
{
  int code = isg_gw_ministry_store_late (self->ministry, job->call, job->claim, job->recheck);

  self->done (job->call, code, self->user_data);
  g_ptr_array_remove (self->jobs, job);
}

static gboolean
timed_out_cb (gpointer user_data)
{
  Job *job = user_data;

  job->timeout = 0;
  run (job->queue, job);
  return G_SOURCE_REMOVE;
}

void
isg_gw_late_add (IsgGwLate *self, IsgGwCall *call, const IsgGwRule *rule)
{
  gboolean claim = rule->action == ISG_GW_ACTION_CLAIM_LATE;
  gint64 claim_id = 0;
  Job *job;

  if ((claim || !rule->recheck)
      && isg_gw_ministry_look (self->ministry, call, claim, &claim_id) == ISG_GW_PROMISE_NOTHING)
    return;

  job = g_new0 (Job, 1);
  job->queue = self;
  job->call = isg_gw_call_ref (call);
  job->claim = claim_id;
  job->recheck = rule->recheck;
  job->requests_left = rule->after_requests;
  if (job->requests_left == 0)
    job->timeout = g_timeout_add ((guint) rule->after_ms, timed_out_cb, job);
  g_ptr_array_add (self->jobs, job);
}

void
isg_gw_late_request_came (IsgGwLate *self)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new ();

  for (guint i = 0; i < self->jobs->len; i++) {
    Job *job = g_ptr_array_index (self->jobs, i);

    if (job->requests_left > 0 && --job->requests_left == 0)
      g_ptr_array_add (due, job);
  }
  for (guint i = 0; i < due->len; i++)
    run (self, g_ptr_array_index (due, i));
}
