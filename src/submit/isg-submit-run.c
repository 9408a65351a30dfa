/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-queue.h"
#include "submit/isg-submit-work.h"
#include "submit/isg-transport-cache.h"

#define LOOK_AGAIN  1000 /* milliseconds: what others do with the store is noticed then */
#define LOCKED_WAIT 100  /* milliseconds */
#define PATIENCE    15   /* seconds that a pass waits for whoever sends */

/* How long something may go on. */
typedef struct {
  gint64 end; /* monotonic microseconds; 0: for ever */
} Limit;

static Limit
limit_in (guint seconds)
{
  return (Limit){ seconds != 0 ? g_get_monotonic_time () + (gint64) seconds * G_USEC_PER_SEC : 0 };
}

static gboolean
is_over (const Limit *limit, const IsgSubmitTools *tools)
{
  return g_cancellable_is_cancelled (tools->cancellable)
         || (limit->end != 0 && g_get_monotonic_time () >= limit->end);
}

static void
wait_within (const Limit *limit, const IsgSubmitTools *tools, gint64 milliseconds)
{
  if (limit->end != 0)
    milliseconds = MIN (milliseconds, (limit->end - g_get_monotonic_time ()) / 1000 + 1);
  isg_submit_wait (tools, (guint) CLAMP (milliseconds, 1, LOOK_AGAIN));
}

gboolean
isg_submit_wake (IsgStore *store, GError **error)
{
  static const IsgGate by_acting[] = { ISG_GATE_CREDENTIALS, ISG_GATE_ENDPOINT, ISG_GATE_STORE };
  static const IsgGate by_trying[]
    = { ISG_GATE_NETWORK, ISG_GATE_TLS, ISG_GATE_SERVER, ISG_GATE_CLOCK };
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  gint64 now = isg_clock_now (isg_store_clock (store));

  if (transaction == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (by_acting); i++)
    if (!isg_store_gate_open (store, by_acting[i], NULL, error))
      return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (by_trying); i++)
    if (!isg_store_gate_try_at (store, by_trying[i], now, error))
      return FALSE;
  return isg_store_queue_wake (store, error) && isg_transaction_commit (transaction, error);
}

/* Somebody else writes for longer than the store waits: that passes. */
static gboolean
step (const IsgSubmitTools *tools, IsgStepResult *result, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (isg_submit_step (tools, result, &local))
    return TRUE;
  if (g_error_matches (local, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY)) {
    *result = (IsgStepResult){ .outcome = ISG_STEP_LOCKED };
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gint64
time_until (const IsgSubmitTools *tools, gint64 due)
{
  return due * 1000 - isg_clock_now_ms (isg_store_clock (tools->store));
}

static gboolean
run_until_idle (const IsgSubmitTools *tools, const Limit *limit, gboolean *out_idle, GError **error)
{
  while (!is_over (limit, tools)) {
    IsgStepResult result;

    if (!step (tools, &result, error))
      return FALSE;
    switch (result.outcome) {
    case ISG_STEP_IDLE:
      *out_idle = TRUE;
      return TRUE;
    case ISG_STEP_WAIT:
      wait_within (limit, tools, time_until (tools, result.next_due));
      break;
    case ISG_STEP_LOCKED:
      wait_within (limit, tools, LOCKED_WAIT);
      break;
    case ISG_STEP_WORKED:
    default:
      break;
    }
  }
  *out_idle = FALSE;
  return TRUE;
}

gboolean
isg_submit_run (const IsgSubmitTools *tools,
                guint timeout_seconds,
                gboolean *out_idle,
                GError **error)
{
  g_autoptr (IsgTransportCache) cache
    = isg_transport_cache_new (tools->transport, tools->transport_data);
  IsgSubmitTools own = *tools;
  Limit limit = limit_in (timeout_seconds);

  own.transport = isg_transport_cache_get;
  own.transport_data = cache;
  own.deadline = limit.end;
  return isg_submit_wake (tools->store, error) && run_until_idle (&own, &limit, out_idle, error);
}

static gboolean
do_what_is_due (const IsgSubmitTools *tools, const Limit *limit, gboolean *out_idle, GError **error)
{
  Limit patience = limit_in (PATIENCE);

  *out_idle = FALSE;
  while (!is_over (limit, tools)) {
    IsgStepResult result;

    if (!step (tools, &result, error))
      return FALSE;
    if (result.outcome == ISG_STEP_WORKED) {
      patience = limit_in (PATIENCE);
      continue;
    }
    *out_idle = result.outcome == ISG_STEP_IDLE;
    if (result.outcome != ISG_STEP_LOCKED || is_over (&patience, tools))
      break;
    wait_within (limit, tools, LOCKED_WAIT);
  }
  return TRUE;
}

gboolean
isg_submit_pass (const IsgSubmitTools *tools,
                 guint timeout_seconds,
                 gboolean *out_idle,
                 GError **error)
{
  g_autoptr (IsgTransportCache) cache
    = isg_transport_cache_new (tools->transport, tools->transport_data);
  IsgSubmitTools own = *tools;
  Limit limit = limit_in (timeout_seconds);

  own.transport = isg_transport_cache_get;
  own.transport_data = cache;
  own.deadline = limit.end;
  return isg_submit_wake (tools->store, error) && do_what_is_due (&own, &limit, out_idle, error);
}
