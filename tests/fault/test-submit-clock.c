/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* The computer's clock is set forward and back while something is under way: time that did not pass
 * settles nothing, and nothing waits for a time that will not come. */

#define DAY (24 * 3600)

static void
jump (Lab *lab, gint64 seconds)
{
  isg_clock_set (lab->fixture.clock, isg_clock_now (lab->fixture.clock) + seconds);
}

static void
test_set_forward_settles_nothing (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_LATE, 4);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "QUEUED");
  g_assert_true (isg_withdraw (lab.fixture.store, uuid, "hata", NULL));
  jump (&lab, DAY);
  /* Absent, a day later by the clock and not a second later by the machine. */
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
  lab.ministry->entries[0].pending = 0;
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
test_set_back_leaves_nothing_waiting_for_the_old_time (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *doubtful = NULL;
  g_autofree char *second = NULL;
  IsgStepResult result;

  lab_init (&lab);
  doubtful = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_AFTER, 0);
  isg_fake_ministry_question_fault (lab.ministry, MINISTRY_HTTP, 503);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  second = lab_queued (&lab, 1);
  /* A row and a gate wait for a time that now lies a year ahead. */
  jump (&lab, -365 * DAY);
  g_assert_true (isg_submit_step (&lab.tools, &result, NULL));
  g_assert_cmpint (result.outcome, ==, ISG_STEP_WORKED);
  while (lab_step (&lab) == ISG_STEP_WORKED)
    ;
  g_assert_cmpstr (lab_state (&lab, doubtful), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 2);
  isg_test_check_promises (&lab);
}

static void
test_three_days_that_were_none_do_not_give_up (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 2);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_TAKES, 0);
  isg_fake_ministry_question_fault (lab.ministry, MINISTRY_FIRST_ONLY, 0);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "PROCESSING");
  jump (&lab, 4 * DAY);
  lab_run (&lab);
  jump (&lab, -4 * DAY);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
send_again_if_help_is_needed (Lab *lab, const char *uuid)
{
  g_autoptr (IsgStatus) status = NULL;
  g_autoptr (GError) error = NULL;
  const IsgStatusSubmission *submission;

  if (!g_str_equal (lab_state (lab, uuid), "NEEDS_HELP"))
    return;
  g_assert_true (isg_ask_now (lab->fixture.store, uuid, NULL));
  lab_run (lab);
  status = lab_status (lab, uuid);
  submission = g_ptr_array_index (status->submissions, status->submissions->len - 1);
  if (!g_str_equal (submission->state, "NEEDS_HELP"))
    return;
  isg_help_decide (lab->fixture.store, submission->key, ISG_HELP_SEND_AGAIN, "cevap yok", &error);
  g_assert_no_error (error);
}

static void
test_jumps_at_random_lose_and_double_nothing (void)
{
  static const MinistryFault faults[]
    = { MINISTRY_PLAIN, MINISTRY_DROPS_BEFORE, MINISTRY_DROPS_AFTER,
        MINISTRY_TAKES, MINISTRY_STORES_1111,  MINISTRY_LATE };
  g_auto (Lab) lab = { 0 };

  lab_init (&lab);
  for (guint i = 0; i < 40; i++) {
    g_autofree char *uuid = NULL;

    /* A training before its own day would be no training. */
    if (isg_clock_now (lab.fixture.clock) < STORE_FIXTURE_NOW - 15 * DAY)
      isg_clock_set (lab.fixture.clock, STORE_FIXTURE_NOW);
    uuid = lab_queued (&lab, 1);

    isg_fake_ministry_save_fault (lab.ministry,
                                  faults[g_test_rand_int_range (0, G_N_ELEMENTS (faults))],
                                  3);
    for (gint steps = g_test_rand_int_range (1, 4); steps > 0; steps--) {
      lab_step (&lab);
      jump (&lab, g_test_rand_int_range (-3 * DAY, 3 * DAY));
      isg_clock_advance (lab.fixture.clock, g_test_rand_int_range (0, 3));
    }
  }
  isg_clock_set (lab.fixture.clock, STORE_FIXTURE_NOW);
  for (guint i = 0; i < 3; i++)
    lab_run (&lab);
  /* Answered oddly three times, it is for a person: who asks, hears that it is not there, and lets
   * it be sent again. */
  for (guint i = 0; i < lab.records->len; i++)
    send_again_if_help_is_needed (&lab, g_ptr_array_index (lab.records, i));
  lab_run (&lab);
  for (guint i = 0; i < lab.records->len; i++)
    g_assert_cmpstr (lab_state (&lab, g_ptr_array_index (lab.records, i)), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/clock/set-forward-settles-nothing", test_set_forward_settles_nothing);
  g_test_add_func ("/clock/set-back-leaves-nothing-waiting-for-the-old-time",
                   test_set_back_leaves_nothing_waiting_for_the_old_time);
  g_test_add_func ("/clock/three-days-that-were-none-do-not-give-up",
                   test_three_days_that_were_none_do_not_give_up);
  g_test_add_func ("/clock/jumps-at-random-lose-and-double-nothing",
                   test_jumps_at_random_lose_and_double_nothing);
  return g_test_run ();
}
