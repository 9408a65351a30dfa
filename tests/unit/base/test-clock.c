/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-clock.h"

#include <string.h>

#include "support/isg-test.h"

/* 2026-11-23T12:00:00Z */
#define NOON G_GINT64_CONSTANT (1795435200)

static void
test_a_fake_clock_stands_still (void)
{
  g_autoptr (IsgClock) clock = isg_clock_new_fake (NOON);
  gint64 boot = isg_clock_boot_seconds (clock);

  g_assert_cmpint (isg_clock_now (clock), ==, NOON);
  g_assert_cmpint (isg_clock_now_ms (clock), ==, NOON * 1000);
  g_assert_cmpint (isg_clock_now (clock), ==, NOON);
  g_assert_cmpint (isg_clock_boot_seconds (clock), ==, boot);
  g_assert_cmpstr (isg_clock_boot_id (clock), ==, "fake-boot");
}

static void
test_time_that_passes_shows_on_both_clocks (void)
{
  g_autoptr (IsgClock) clock = isg_clock_new_fake (NOON);
  gint64 boot = isg_clock_boot_seconds (clock);

  isg_clock_advance (clock, 90);
  g_assert_cmpint (isg_clock_now (clock), ==, NOON + 90);
  g_assert_cmpint (isg_clock_boot_seconds (clock), ==, boot + 90);
}

static void
test_setting_the_wall_clock_leaves_the_time_since_boot (void)
{
  g_autoptr (IsgClock) clock = isg_clock_new_fake (NOON);
  gint64 boot = isg_clock_boot_seconds (clock);

  isg_clock_set (clock, NOON - 86400);
  g_assert_cmpint (isg_clock_now (clock), ==, NOON - 86400);
  g_assert_cmpint (isg_clock_boot_seconds (clock), ==, boot);
}

static void
test_today_is_the_day_of_istanbul (void)
{
  g_autoptr (IsgClock) clock = isg_clock_new_fake (NOON);

  g_assert_cmpint (isg_clock_today (clock), ==, isg_date_new (2026, 11, 23));
  isg_clock_advance (clock, 9 * 3600 - 1); /* 20:59:59Z */
  g_assert_cmpint (isg_clock_today (clock), ==, isg_date_new (2026, 11, 23));
  isg_clock_advance (clock, 1); /* midnight there */
  g_assert_cmpint (isg_clock_today (clock), ==, isg_date_new (2026, 11, 24));
}

static void
test_the_system_clock_is_the_machines (void)
{
  g_autoptr (IsgClock) clock = isg_clock_new_system ();
  g_autoptr (IsgClock) other = isg_clock_new_system ();
  gint64 before = g_get_real_time () / 1000;
  gint64 now = isg_clock_now_ms (clock);
  gint64 after = g_get_real_time () / 1000;
  gint64 boot = isg_clock_boot_seconds (clock);

  g_assert_cmpint (before, <=, now);
  g_assert_cmpint (now, <=, after);
  g_assert_cmpint (isg_clock_boot_seconds (clock), >=, boot);
  g_assert_cmpstr (isg_clock_boot_id (clock), !=, "");
  g_assert_null (strchr (isg_clock_boot_id (clock), '\n'));
  if (g_file_test ("/proc/sys/kernel/random/boot_id", G_FILE_TEST_EXISTS))
    g_assert_cmpstr (isg_clock_boot_id (clock), ==, isg_clock_boot_id (other));
}

static void
test_a_clock_lives_as_long_as_somebody_holds_it (void)
{
  IsgClock *clock = isg_clock_new_fake (NOON);
  g_autoptr (IsgClock) held = isg_clock_ref (clock);

  isg_clock_unref (clock);
  g_assert_cmpint (isg_clock_now (held), ==, NOON);
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/base/clock/a-fake-clock-stands-still", test_a_fake_clock_stands_still);
  g_test_add_func ("/base/clock/time-that-passes-shows-on-both-clocks",
                   test_time_that_passes_shows_on_both_clocks);
  g_test_add_func ("/base/clock/setting-the-wall-clock-leaves-the-time-since-boot",
                   test_setting_the_wall_clock_leaves_the_time_since_boot);
  g_test_add_func ("/base/clock/today-is-the-day-of-istanbul", test_today_is_the_day_of_istanbul);
  g_test_add_func ("/base/clock/the-system-clock-is-the-machines",
                   test_the_system_clock_is_the_machines);
  g_test_add_func ("/base/clock/a-clock-lives-as-long-as-somebody-holds-it",
                   test_a_clock_lives_as_long_as_somebody_holds_it);

  return g_test_run ();
}
