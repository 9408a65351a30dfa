/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sys/wait.h>
#include <unistd.h>

#include "store/isg-store-queue.h"
#include "submit/isg-lease.h"
#include "submit/isg-signing.h"
#include "submit/isg-worker.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* One sender over threads and processes, parts in order, gates, and the worker. */

/* ---- the lease ---- */

static void
test_one_lease_at_a_time (void)
{
  g_autofree char *dir = isg_test_path ("lease");
  g_autoptr (IsgLease) first = NULL;
  g_autoptr (IsgLease) second = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (dir, 0700), ==, 0);
  g_assert_true (isg_lease_take (dir, &first, &error));
  g_assert_nonnull (first);
  g_assert_true (isg_lease_is_held (first));
  g_assert_true (isg_lease_take (dir, &second, &error));
  g_assert_null (second);
  g_clear_pointer (&first, isg_lease_free);
  g_assert_true (isg_lease_take (dir, &second, &error));
  g_assert_nonnull (second);
  g_assert_false (isg_lease_is_held (NULL));
}

static void
test_where_no_lock_can_be_nothing_is_sent (void)
{
  g_autofree char *dir = isg_test_path ("nowhere");
  g_autoptr (IsgLease) lease = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (isg_lease_take (dir, &lease, &error));
  g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
}

static void
look_from_here (gpointer data)
{
  Lab *lab = data;
  g_autoptr (IsgStore) other
    = isg_store_open (lab->fixture.dir, lab->fixture.rules, lab->fixture.clock, NULL);
  IsgSubmitTools tools = lab->tools;
  IsgStepResult result;

  tools.store = other;
  tools.kill_point = NULL;
  g_assert_true (isg_submit_step (&tools, &result, NULL));
  g_assert_cmpint (result.outcome, ==, ISG_STEP_LOCKED);
}

static void
test_while_one_sends_the_other_waits (void)
{
  static const char *const points[]
    = { "after-commit", "after-mirror", "in-prereq", "after-reply", "after-reply-commit" };

  for (guint i = 0; i < G_N_ELEMENTS (points); i++) {
    g_auto (Lab) lab = { 0 };
    g_autofree char *uuid = NULL;

    lab_init (&lab);
    uuid = lab_queued (&lab, 1);
    lab.point = points[i];
    lab.at_point = look_from_here;
    lab.point_data = &lab;
    g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
    g_assert_cmpuint (lab.n_passed, ==, 1);
    g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
    isg_test_check_promises (&lab);
  }
}

/* Two processes drain one queue, with every kind of fault on the way. */
static void
drain (Lab *lab)
{
  lab->tools.wait = NULL;
  lab_run (lab);
}

static void
test_two_processes_on_one_store_send_each_thing_once (void)
{
  g_auto (Lab) lab = { 0 };
  pid_t children[2];

  lab_init (&lab);
  for (guint i = 0; i < 12; i++) {
    g_autofree char *uuid = lab_queued (&lab, 1);
  }
  for (guint i = 0; i < 3; i++) {
    isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_AFTER, 0);
    isg_fake_ministry_save_fault (lab.ministry, MINISTRY_PLAIN, 0);
    isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_BEFORE, 0);
  }
  g_clear_pointer (&lab.fixture.store, isg_store_close);
  for (guint i = 0; i < 2; i++) {
    children[i] = fork ();
    if (children[i] == 0) {
      lab_reopen (&lab);
      drain (&lab);
      _exit (0);
    }
  }
  for (guint i = 0; i < 2; i++) {
    int status;

    g_assert_cmpint (waitpid (children[i], &status, 0), ==, children[i]);
    g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
  }
  lab_reopen (&lab);
  for (guint i = 0; i < lab.records->len; i++)
    g_assert_cmpstr (lab_state (&lab, g_ptr_array_index (lab.records, i)), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

/* ---- two in flight ---- */

static void
note_sending (gpointer data)
{
  Lab *lab = data;
  g_autoptr (GArray) ids = isg_store_queue_sending (lab->fixture.store, NULL);

  g_assert_nonnull (ids);
  g_assert_cmpuint (ids->len, ==, 2);
}

static void
test_two_records_go_at_once_when_the_last_was_answered (void)
{
  g_auto (Lab) lab = { 0 };

  lab_init (&lab);
  for (guint i = 0; i < 5; i++) {
    g_autofree char *uuid = lab_queued (&lab, 1);
  }
  /* Nothing was sent yet: a common error would be met by one message. */
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  lab.point = "after-commit";
  lab.at_point = note_sending;
  lab.point_data = &lab;
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (lab.n_passed, ==, 1);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 3);
  /* One of the two gets no answer: the other's is its own. */
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_AFTER, 0);
  lab.point = NULL;
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 5);
  g_assert_cmpstr (lab_state (&lab, lab.records->pdata[3]), ==, "IN_DOUBT");
  g_assert_cmpstr (lab_state (&lab, lab.records->pdata[4]), ==, "ACCEPTED");
  lab_run (&lab);
  for (guint i = 0; i < lab.records->len; i++)
    g_assert_cmpstr (lab_state (&lab, lab.records->pdata[i]), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 5);
  isg_test_check_promises (&lab);
}

static void
test_never_two_of_one_record (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  lab_run (&lab);
  second = lab_queued (&lab, 101); /* two parts */
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 212);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 2);
  lab_run (&lab);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 3);
  g_assert_cmpstr (lab_state (&lab, second), ==, "REJECTED");
  isg_test_check_promises (&lab);
}

/* ---- parts ---- */

static void
test_parts_go_in_order_and_one_that_needs_help_holds_the_later (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *key = NULL;
  g_autoptr (IsgStatus) status = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 101);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 218);
  status = lab_status (&lab, uuid);
  g_assert_cmpuint (status->submissions->len, ==, 2);
  lab_run (&lab);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  g_clear_pointer (&status, isg_status_free);
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (((IsgStatusSubmission *) status->submissions->pdata[0])->state,
                   ==,
                   "NEEDS_HELP");
  g_assert_cmpstr (((IsgStatusSubmission *) status->submissions->pdata[1])->state, ==, "QUEUED");
}

/* ---- withdrawing and cancelling ---- */

static void
withdraw_from_elsewhere (gpointer data)
{
  Lab *lab = data;
  g_autoptr (IsgStore) other
    = isg_store_open (lab->fixture.dir, lab->fixture.rules, lab->fixture.clock, NULL);

  /* Being sent, it can no more be taken back. */
  g_assert_false (isg_withdraw (other, g_ptr_array_index (lab->records, 0), "hata", NULL));
}

static void
test_what_is_being_sent_is_not_withdrawn (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  lab.point = "after-commit";
  lab.at_point = withdraw_from_elsewhere;
  lab.point_data = &lab;
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
test_cancelled_before_the_first_byte_nothing_was_sent (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  lab.tools.cancellable = cancellable;
  lab.point = "in-prereq";
  lab.at_point = (void (*) (gpointer)) g_cancellable_cancel;
  lab.point_data = cancellable;
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "QUEUED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 0);
  isg_test_check_promises (&lab);
  lab.tools.cancellable = NULL;
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
}

/* ---- gates ---- */

static void
put (Lab *lab, const char *key, const char *value)
{
  g_assert_true (isg_store_set_setting (lab->fixture.store, key, value, FALSE, NULL));
}

static const char *
gate_of (Lab *lab, const char *uuid)
{
  g_autoptr (IsgStatus) status = lab_status (lab, uuid);

  return g_intern_string (status->gate);
}

static void
test_without_an_address_it_waits_and_with_one_it_goes (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  put (&lab, "endpoint.ibys-soap-list", NULL);
  uuid = lab_queued (&lab, 1);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "QUEUED");
  g_assert_cmpstr (gate_of (&lab, uuid), ==, "LIVE_SHUT");
  isg_test_check_promises (&lab);
  put (&lab, "endpoint.ibys-soap-list", "https://127.0.0.1/");
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
}

static void
test_a_clock_that_is_off_sends_and_signs_nothing (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;
  g_autoptr (IsgSecret) pin = isg_secret_new ("1234", 4, NULL);
  g_autoptr (GError) error = NULL;
  IsgSignResult result;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  second = lab_queued (&lab, 1);
  third = lab_training (&lab, 1);
  lab_finalise (&lab, third);
  lab.ministry->date = STORE_FIXTURE_NOW + 400;
  lab_run (&lab);
  /* The one under way ended first. */
  g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, second), ==, "QUEUED");
  g_assert_cmpstr (gate_of (&lab, second), ==, "CLOCK");
  g_assert_false (isg_sign (lab.fixture.store,
                            ISG_SIGNER (lab.signer),
                            NULL,
                            pin,
                            NULL,
                            NULL,
                            NULL,
                            &result,
                            &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_CLOCK);
  g_assert_cmpstr (gate_of (&lab, third), ==, "CLOCK");
  g_assert_cmpuint (result.n_left, ==, 1);
  g_assert_cmpuint (isg_fake_signer_n_pins (lab.signer), ==, 2);
  isg_test_check_promises (&lab);

  /* Set right: found out by a question that changes nothing. */
  isg_clock_set (lab.fixture.clock, STORE_FIXTURE_NOW + 400);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_probe_requests, ==, 1);
  lab_sign (&lab);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, third), ==, "ACCEPTED");
}

static void
test_questions_only_sends_nothing (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gboolean idle;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_AFTER, 0);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  second = lab_queued (&lab, 1);
  lab.tools.queries_only = TRUE;
  g_assert_true (isg_submit_pass (&lab.tools, 0, &idle, NULL));
  g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, second), ==, "QUEUED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
}

/* ---- the worker ---- */

static gboolean
worker_is_idle (gpointer data)
{
  return isg_worker_is_idle (data);
}

static void
count_cb (IsgWorker *worker, guint *n)
{
  (*n)++;
}

static gboolean
is_counted (gpointer data)
{
  return *(guint *) data > 0;
}

static void
test_the_worker_sends_what_is_queued_and_says_so (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (IsgWorker) worker = NULL;
  guint n_changed = 0;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  worker = isg_worker_new (lab.fixture.dir, lab.fixture.rules, lab.fixture.clock, lab_maker, &lab);
  g_signal_connect (worker, "changed", G_CALLBACK (count_cb), &n_changed);
  isg_worker_start (worker);
  isg_test_until (is_counted, &n_changed);
  isg_test_until (worker_is_idle, worker);
  g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED");
  second = lab_queued (&lab, 1);
  n_changed = 0;
  isg_worker_poke (worker);
  isg_test_until (is_counted, &n_changed);
  isg_test_until (worker_is_idle, worker);
  isg_worker_stop (worker);
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

static gboolean
transport_waits (gpointer data)
{
  return isg_fake_transport_is_waiting (data);
}

static void
test_stopped_while_it_waits_for_a_reply_it_is_in_doubt (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgWorker) worker = NULL;
  IsgFakeAnswer late = { .result = ISG_EXCHANGE_ANSWERED, .http_status = 200, .late = TRUE };

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_transport_push (lab.transport, &late);
  worker = isg_worker_new (lab.fixture.dir, lab.fixture.rules, lab.fixture.clock, lab_maker, &lab);
  isg_worker_start (worker);
  isg_test_until (transport_waits, lab.transport);
  isg_worker_stop (worker);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
  isg_test_check_promises (&lab);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/lease/one-at-a-time", test_one_lease_at_a_time);
  g_test_add_func ("/lease/where-no-lock-can-be-nothing-is-sent",
                   test_where_no_lock_can_be_nothing_is_sent);
  g_test_add_func ("/lease/while-one-sends-the-other-waits", test_while_one_sends_the_other_waits);
  g_test_add_func ("/lease/two-processes-on-one-store-send-each-thing-once",
                   test_two_processes_on_one_store_send_each_thing_once);
  g_test_add_func ("/queue/two-records-go-at-once-when-the-last-was-answered",
                   test_two_records_go_at_once_when_the_last_was_answered);
  g_test_add_func ("/queue/never-two-of-one-record", test_never_two_of_one_record);
  g_test_add_func ("/queue/parts-go-in-order-and-one-that-needs-help-holds-the-later",
                   test_parts_go_in_order_and_one_that_needs_help_holds_the_later);
  g_test_add_func ("/queue/what-is-being-sent-is-not-withdrawn",
                   test_what_is_being_sent_is_not_withdrawn);
  g_test_add_func ("/queue/cancelled-before-the-first-byte-nothing-was-sent",
                   test_cancelled_before_the_first_byte_nothing_was_sent);
  g_test_add_func ("/queue/questions-only-sends-nothing", test_questions_only_sends_nothing);
  g_test_add_func ("/gates/without-an-address-it-waits-and-with-one-it-goes",
                   test_without_an_address_it_waits_and_with_one_it_goes);
  g_test_add_func ("/gates/a-clock-that-is-off-sends-and-signs-nothing",
                   test_a_clock_that_is_off_sends_and_signs_nothing);
  g_test_add_func ("/worker/sends-what-is-queued-and-says-so",
                   test_the_worker_sends_what_is_queued_and_says_so);
  g_test_add_func ("/worker/stopped-while-it-waits-for-a-reply-it-is-in-doubt",
                   test_stopped_while_it_waits_for_a_reply_it_is_in_doubt);
  return g_test_run ();
}
