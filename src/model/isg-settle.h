/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgMoment:
 *
 * A point of time as both clocks told it: the wall clock, which a person can set, and the time
 * since this boot, which nobody can.
 */
typedef struct {
  gint64 wall;         /* seconds since 1970 UTC */
  gint64 boot_seconds; /* since that boot */
  const char *boot_id; /* (unowned) */
} IsgMoment;

/**
 * IsgSettle:
 *
 * How long "absent" is not yet to be believed.
 */
typedef struct {
  guint seconds;    /* by the wall clock: the method's `settle` */
  guint live_least; /* seconds of this boot that must be among them: 60, in the sandbox @seconds */
} IsgSettle;

/**
 * isg_settle_has_run:
 * @settle: how long
 * @since: when the last attempt under the number ended
 * @now: the time
 * @clock_shut: whether gate CLOCK is shut
 *
 * Runs by the wall clock, never under the least part of this boot, never while gate CLOCK is shut.
 * Where the wall clock was set back behind @since, the time of this boot alone decides, so that
 * nothing waits for a year to come back.
 *
 * Thread: any.  Source: submission.md 1, "Settled".
 *
 * Returns: whether more than that time has passed
 */
gboolean isg_settle_has_run (const IsgSettle *settle,
                             const IsgMoment *since,
                             const IsgMoment *now,
                             gboolean clock_shut);

/**
 * isg_settle_left:
 * @settle: how long
 * @since: when the last attempt under the number ended
 * @now: the time
 *
 * Thread: any.
 *
 * Returns: seconds until isg_settle_has_run () while gate CLOCK is open; 0 when it has
 */
gint64 isg_settle_left (const IsgSettle *settle, const IsgMoment *since, const IsgMoment *now);

/**
 * isg_backoff_seconds:
 * @step: how often it was tried in vain
 * @base: seconds: 30; in the sandbox its settle
 * @random: any number: what jitter is made of
 *
 * Full jitter: anything from 1 second to the limit, which starts at @base, doubles with each step
 * and ends at 120 times @base (30 s … 1 h), so that many desks do not come back in the same second.
 *
 * Thread: any.  Source: submission.md 6.
 *
 * Returns: seconds to wait
 */
guint isg_backoff_seconds (guint step, guint base, guint32 random);

G_END_DECLS
