/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-settle.h"

#include "support/isg-test.h"

static const IsgSettle live = { 900, 60 };
static const IsgSettle sandbox = { 2, 2 };

typedef struct {
  const char *name;
  const IsgSettle *settle;
  IsgMoment since;
  IsgMoment now;
  gint64 left;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "not-at-once", &sandbox, { 1000, 500, "a" }, { 1000, 500, "a" }, 3 },
  { "not-in-the-second-in-which-it-may-have-run", &sandbox, { 1000, 500, "a" }, { 1002, 502, "a" }, 1 },
  { "after-settle", &sandbox, { 1000, 500, "a" }, { 1003, 503, "a" }, 0 },
  { "live-needs-fifteen-minutes", &live, { 1000, 500, "a" }, { 1900, 1400, "a" }, 1 },
  { "live-after-fifteen-minutes", &live, { 1000, 500, "a" }, { 1901, 1401, "a" }, 0 },
  { "a-clock-set-forward-is-not-believed", &live, { 1000, 500, "a" }, { 90000, 510, "a" }, 51 },
  { "a-clock-set-forward-and-a-minute", &live, { 1000, 500, "a" }, { 90000, 561, "a" }, 0 },
  { "a-machine-just-started-waits-a-minute", &live, { 1000, 500, "a" }, { 90000, 20, "b" }, 41 },
  { "a-machine-started-a-minute-ago", &live, { 1000, 500, "a" }, { 90000, 61, "b" }, 0 },
  { "a-clock-set-back-leaves-this-boot-to-decide", &live, { 1000, 500, "a" }, { 10, 1401, "a" }, 0 },
  { "a-clock-set-back-still-waits", &live, { 1000, 500, "a" }, { 10, 600, "a" }, 801 },
};
/* clang-format on */

static void
test_case (gconstpointer data)
{
  const Case *c = data;

  g_assert_cmpint (isg_settle_left (c->settle, &c->since, &c->now), ==, c->left);
  g_assert_cmpint (isg_settle_has_run (c->settle, &c->since, &c->now, FALSE), ==, c->left == 0);
}

static void
test_settle_never_runs_while_the_clock_gate_is_shut (void)
{
  IsgMoment since = { 1000, 500, "a" };
  IsgMoment now = { 9000, 8500, "a" };

  g_assert_true (isg_settle_has_run (&live, &since, &now, FALSE));
  g_assert_false (isg_settle_has_run (&live, &since, &now, TRUE));
}

static void
test_backoff_doubles_up_to_an_hour_and_is_never_zero (void)
{
  guint limit = 30;

  for (guint step = 0; step < 100; step++) {
    guint least = G_MAXUINT, most = 0;

    for (guint i = 0; i < 4000; i++) {
      guint seconds = isg_backoff_seconds (step, 30, i);

      least = MIN (least, seconds);
      most = MAX (most, seconds);
    }
    g_assert_cmpuint (least, ==, 1);
    g_assert_cmpuint (most, ==, limit);
    limit = MIN (limit * 2, 3600);
  }
  g_assert_cmpuint (isg_backoff_seconds (0, 0, G_MAXUINT32), ==, 1);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/settle/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/settle/never-runs-while-the-clock-gate-is-shut",
                   test_settle_never_runs_while_the_clock_gate_is_shut);
  g_test_add_func ("/backoff/doubles-up-to-an-hour-and-is-never-zero",
                   test_backoff_doubles_up_to_an_hour_and_is_never_zero);
  return g_test_run ();
}
