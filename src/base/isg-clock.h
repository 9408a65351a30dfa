/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/isg-date.h"

G_BEGIN_DECLS

/**
 * IsgClock:
 *
 * The time as a tool that is handed in, so that tests decide what time it is. Reference counted,
 * usable from any thread.
 */
typedef struct _IsgClock IsgClock;

/**
 * isg_clock_new_system:
 *
 * Thread: any.
 *
 * Returns: (transfer full): a clock that reads the machine's
 */
IsgClock *isg_clock_new_system (void);

/**
 * isg_clock_new_fake:
 * @now: seconds since 1970, UTC
 *
 * A clock that stands still until isg_clock_advance () or isg_clock_set (). Its boot id is
 * "fake-boot".
 *
 * Thread: any.
 *
 * Returns: (transfer full): a clock
 */
IsgClock *isg_clock_new_fake (gint64 now);

/**
 * isg_clock_ref:
 * @clock: a clock
 *
 * Thread: any.
 *
 * Returns: (transfer full): @clock
 */
IsgClock *isg_clock_ref (IsgClock *clock);

/**
 * isg_clock_unref:
 * @clock: (transfer full): a clock
 *
 * Thread: any.
 */
void isg_clock_unref (IsgClock *clock);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgClock, isg_clock_unref)

/**
 * isg_clock_now:
 * @clock: a clock
 *
 * Thread: any.
 *
 * Returns: the wall clock, seconds since 1970, UTC
 */
gint64 isg_clock_now (IsgClock *clock);

/**
 * isg_clock_now_ms:
 * @clock: a clock
 *
 * Thread: any.
 *
 * Returns: the wall clock, milliseconds since 1970, UTC
 */
gint64 isg_clock_now_ms (IsgClock *clock);

/**
 * isg_clock_boot_seconds:
 * @clock: a clock
 *
 * Time that passed since this boot, also while the machine slept (CLOCK_BOOTTIME); it never goes
 * back. The wall clock alone cannot say that `settle` has run, since a person can set it.
 *
 * Thread: any.
 *
 * Returns: seconds since the machine started
 */
gint64 isg_clock_boot_seconds (IsgClock *clock);

/**
 * isg_clock_boot_id:
 * @clock: a clock
 *
 * Thread: any.
 *
 * Returns: (transfer none): what names this boot of this machine
 */
const char *isg_clock_boot_id (IsgClock *clock);

/**
 * isg_clock_today:
 * @clock: a clock
 *
 * Thread: any.
 *
 * Returns: the day it is in Istanbul (UTC+3 the whole year since 2016)
 */
IsgDate isg_clock_today (IsgClock *clock);

/**
 * isg_clock_set:
 * @clock: a fake clock
 * @now: seconds since 1970, UTC
 *
 * Sets the wall clock alone; the time since boot stays, as when a person sets the machine's clock.
 *
 * Thread: any.
 */
void isg_clock_set (IsgClock *clock, gint64 now);

/**
 * isg_clock_advance:
 * @clock: a fake clock
 * @seconds: not negative
 *
 * Lets time pass on both clocks.
 *
 * Thread: any.
 */
void isg_clock_advance (IsgClock *clock, gint64 seconds);

G_END_DECLS
