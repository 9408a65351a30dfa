/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-clock.h"

#include <time.h>

/* A fake machine has been up for a while, so that 0 is never a time that somebody noted. */
#define FAKE_BOOT_SECONDS 1000

struct _IsgClock {
  gatomicrefcount n_refs;
  gboolean fake;
  char *boot_id; /* (owned) */

  GMutex mutex;
  gint64 fake_now;  /* (mutex mutex) */
  gint64 fake_boot; /* (mutex mutex) */
};

static char *
read_boot_id (void)
{
  char *id = NULL;

  /* Without it no two boots may be taken for the same, so an id that nobody has seen is the safe
   * answer. */
  if (!g_file_get_contents ("/proc/sys/kernel/random/boot_id", &id, NULL, NULL))
    return g_uuid_string_random ();
  return g_strstrip (id);
}

static IsgClock *
create (gboolean fake, gint64 now)
{
  IsgClock *clock = g_new0 (IsgClock, 1);

  g_atomic_ref_count_init (&clock->n_refs);
  g_mutex_init (&clock->mutex);
  clock->fake = fake;
  clock->fake_now = now;
  clock->fake_boot = FAKE_BOOT_SECONDS;
  clock->boot_id = fake ? g_strdup ("fake-boot") : read_boot_id ();
  return clock;
}

IsgClock *
isg_clock_new_system (void)
{
  return create (FALSE, 0);
}

IsgClock *
isg_clock_new_fake (gint64 now)
{
  return create (TRUE, now);
}

IsgClock *
isg_clock_ref (IsgClock *clock)
{
  g_return_val_if_fail (clock != NULL, NULL);

  g_atomic_ref_count_inc (&clock->n_refs);
  return clock;
}

void
isg_clock_unref (IsgClock *clock)
{
  g_return_if_fail (clock != NULL);

  if (!g_atomic_ref_count_dec (&clock->n_refs))
    return;
  g_mutex_clear (&clock->mutex);
  g_free (clock->boot_id);
  g_free (clock);
}

gint64
isg_clock_now_ms (IsgClock *clock)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!clock->fake)
    return g_get_real_time () / 1000;

  locker = g_mutex_locker_new (&clock->mutex);
  return clock->fake_now * 1000;
}

gint64
isg_clock_now (IsgClock *clock)
{
  return isg_clock_now_ms (clock) / 1000;
}

gint64
isg_clock_boot_seconds (IsgClock *clock)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!clock->fake) {
    struct timespec since_boot = { 0, 0 };

    clock_gettime (CLOCK_BOOTTIME, &since_boot);
    return since_boot.tv_sec;
  }

  locker = g_mutex_locker_new (&clock->mutex);
  return clock->fake_boot;
}

const char *
isg_clock_boot_id (IsgClock *clock)
{
  return clock->boot_id;
}

IsgDate
isg_clock_today (IsgClock *clock)
{
  return isg_date_from_unix (isg_clock_now (clock));
}

void
isg_clock_set (IsgClock *clock, gint64 now)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (clock->fake);

  locker = g_mutex_locker_new (&clock->mutex);
  clock->fake_now = now;
}

void
isg_clock_advance (IsgClock *clock, gint64 seconds)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (clock->fake);
  g_return_if_fail (seconds >= 0);

  locker = g_mutex_locker_new (&clock->mutex);
  clock->fake_now += seconds;
  clock->fake_boot += seconds;
}
