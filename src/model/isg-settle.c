/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-settle.h"

/* 30 s doubling to one hour. */
#define BACKOFF_TIMES 120

/* Seconds of this boot that have passed since then. */
static gint64
live_since (const IsgMoment *since, const IsgMoment *now)
{
  if (g_strcmp0 (since->boot_id, now->boot_id) == 0)
    return MAX (0, now->boot_seconds - since->boot_seconds);
  return now->boot_seconds;
}

gint64
isg_settle_left (const IsgSettle *settle, const IsgMoment *since, const IsgMoment *now)
{
  gint64 live = live_since (since, now);
  gint64 wall = now->wall - since->wall;
  gint64 passed = wall >= 0 ? wall : live;
  /* Both clocks count whole seconds: more than so many have passed only at one more. */
  gint64 left = (gint64) settle->seconds + 1 - passed;
  gint64 live_left = (gint64) settle->live_least + 1 - live;

  return MAX (0, MAX (left, live_left));
}

gboolean
isg_settle_has_run (const IsgSettle *settle,
                    const IsgMoment *since,
                    const IsgMoment *now,
                    gboolean clock_shut)
{
  return !clock_shut && isg_settle_left (settle, since, now) == 0;
}

guint
isg_backoff_seconds (guint step, guint base, guint32 random)
{
  guint64 most = (guint64) MAX (base, 1) * BACKOFF_TIMES;
  guint64 limit = (guint64) MAX (base, 1) << MIN (step, 16);

  return 1 + (guint) (random % MIN (limit, most));
}
