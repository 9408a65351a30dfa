/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "store/isg-store-queue.h"
#include "submit/isg-receipt.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* The traces of submission.md 8 that broke earlier drafts of the machine, as far as generation B
 * can meet them.  N is the transport's, K the splitter's, Q generation C's. */

static void
until_state (Lab *lab, const char *uuid, const char *state)
{
  for (guint i = 0; i < 200; i++) {
    if (g_str_equal (lab_state (lab, uuid), state))
      return;
    if (lab_step (lab) != ISG_STEP_WORKED)
      isg_clock_advance (lab->fixture.clock, 1);
  }
  g_assert_cmpstr (lab_state (lab, uuid), ==, state);
}

/* A: send 1 times out → absent → resend 2 refused 212 → send 1 is stored late. */
static void
test_a_refusal_while_unsettled_is_not_believed (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_LATE, 3);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 212);
  until_state (&lab, uuid, "IN_DOUBT");
  until_state (&lab, uuid, "QUEUED");
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 2);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

/* A, when nothing was stored: rejected once that is certain, and the mended text keeps the number.
 */
static void
test_a_mended_text_keeps_the_number (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  guint64 number;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  number = lab_number (&lab, uuid);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_BEFORE, 0);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 212);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "REJECTED");
  g_assert_cmpuint (lab.waited, >, 2);
  lab_edit (&lab, uuid, 50);
  lab_finalise (&lab, uuid);
  g_assert_cmpuint (lab_number (&lab, uuid), ==, number);
  lab_sign (&lab);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

/* B and C: time-out → absent → withdraw → stored late. */
static void
test_b_withdrawing_waits_until_it_is_settled (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_LATE, 3);
  until_state (&lab, uuid, "IN_DOUBT");
  until_state (&lab, uuid, "QUEUED");
  g_assert_true (isg_withdraw (lab.fixture.store, uuid, "hata", NULL));
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
  /* Absent, asked before settle: not acted on (C). */
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
  lab.ministry->entries[0].pending = 0;
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  isg_test_check_promises (&lab);
}

static void
test_b_what_never_arrived_is_withdrawn (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_BEFORE, 0);
  until_state (&lab, uuid, "IN_DOUBT");
  until_state (&lab, uuid, "QUEUED");
  g_assert_true (isg_withdraw (lab.fixture.store, uuid, "hata", NULL));
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "WITHDRAWN");
  g_assert_cmpuint (lab.waited, >, 2);
  isg_test_check_promises (&lab);
}

/* D: a server that checks the number on arrival and stores later: a quick resend doubles. */
static void
test_d_assumed_is_resent_after_settle_only (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init_of (&lab, "\"idempotency\": \"assumed\", \"absent\": \"weak\"");
  uuid = lab_queued (&lab, 1);
  lab.ministry->forgets = TRUE;
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_LATE, 2);
  until_state (&lab, uuid, "IN_DOUBT");
  /* Absent at first: not resent before settle; by then it is stored, and found. */
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  isg_test_check_promises (&lab);
}

static void
test_d_without_idempotency_nothing_is_resent (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init_of (&lab, "\"idempotency\": \"none\", \"absent\": \"certain\"");
  uuid = lab_queued (&lab, 1);
  lab.ministry->forgets = TRUE;
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_BEFORE, 0);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  isg_test_check_promises (&lab);
}

/* E: 211 + absent: a new number at once doubles, the same bytes again loop for ever. */
static void
test_e_used_and_absent_takes_the_next_number_after_settle (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  guint64 number;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  number = lab_number (&lab, uuid);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 211);
  until_state (&lab, uuid, "IN_DOUBT");
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
  g_assert_cmpuint (lab_number (&lab, uuid), ==, number);
  lab_run (&lab);
  g_assert_cmpuint (lab.waited, >, 2);
  g_assert_cmpuint (lab_number (&lab, uuid), !=, number);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
test_e_dead_numbers_end_in_a_persons_hands (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  for (guint i = 0; i < 10; i++)
    isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 211);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 4);
  isg_test_check_promises (&lab);
}

/* I and J: items are judged one by one; partly only when every one has its verdict. */
static void
test_j_items_are_waited_for (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *stranger = store_fixture_person (3);

  lab_init (&lab);
  g_strlcpy (lab.ministry->refused, stranger, sizeof lab.ministry->refused);
  uuid = lab_queued (&lab, 3);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_TAKES, 0);
  isg_fake_ministry_question_fault (lab.ministry, MINISTRY_FIRST_ONLY, 0);
  until_state (&lab, uuid, "PROCESSING");
  isg_clock_advance (lab.fixture.clock, 10);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "PROCESSING");
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "PARTLY_ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
test_i_only_the_remainder_is_sent_under_the_next_number (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *stranger = store_fixture_person (3);
  guint64 number;

  lab_init (&lab);
  g_strlcpy (lab.ministry->refused, stranger, sizeof lab.ministry->refused);
  uuid = lab_queued (&lab, 3);
  number = lab_number (&lab, uuid);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "PARTLY_ACCEPTED");
  lab.ministry->refused[0] = '\0';
  lab_finalise (&lab, uuid);
  lab_sign (&lab);
  g_assert_cmpuint (lab_number (&lab, uuid), !=, number);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
set_firm (Lab *lab, const char *code)
{
  g_assert_true (isg_store_set_setting (lab->fixture.store, "firm.code", code, FALSE, NULL));
}

/* L: another firm code is typed while in doubt. */
static void
test_l_in_doubt_is_asked_under_its_own_firm_alone (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *before = NULL;
  g_autoptr (GPtrArray) gates = NULL;
  g_autoptr (IsgStatus) status = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  g_assert_true (isg_store_setting (lab.fixture.store, "firm.code", &before, NULL));
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_AFTER, 0);
  until_state (&lab, uuid, "IN_DOUBT");
  set_firm (&lab, "ffffffffffffffffffffffffffffffff");
  lab_run (&lab);
  g_assert_cmpuint (lab.ministry->n_question_requests, ==, 0);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
  gates = isg_gate_list (lab.fixture.store, NULL);
  g_assert_cmpuint (gates->len, ==, 1);
  g_assert_cmpstr (((IsgGateInfo *) g_ptr_array_index (gates, 0))->name, ==, "FIRM");
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (status->gate, ==, "FIRM");
  set_firm (&lab, before);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

/* M: a process sleeps, its lease is taken over, it wakes and sends. */
static void
take_lease_away (gpointer data)
{
  Lab *lab = data;
  g_autofree char *path = g_build_filename (lab->fixture.dir, "isg-defteri.lease", NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
}

static void
test_m_without_its_lease_not_a_byte_leaves (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  lab.point = "in-prereq";
  lab.at_point = take_lease_away;
  lab.point_data = &lab;
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 0);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "QUEUED");
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  isg_test_check_promises (&lab);
}

/* P: a gate that also stops questions never opens. */
static void
test_p_a_refusing_endpoint_is_still_asked (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (IsgStatus) status = NULL;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  second = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_HTTP, 404);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, first), ==, "NEEDS_HELP");
  g_assert_cmpuint (lab.ministry->n_question_requests, ==, 1);
  status = lab_status (&lab, second);
  g_assert_cmpstr (status->gate, ==, "ENDPOINT");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  /* A person tries again. */
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

/* So that several are due together. */
static void
postpone (Lab *lab, const char *uuid)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (lab->fixture.store, uuid, TRUE, NULL);
  IsgStoredSubmission *row = g_ptr_array_index (rows, 0);

  row->next_try = STORE_FIXTURE_NOW + 10;
  g_assert_true (isg_store_begin (lab->fixture.store, NULL));
  g_assert_true (
    isg_store_submission_write (lab->fixture.store, row, row->machine.state, row->attempt, NULL));
  g_assert_true (isg_store_commit (lab->fixture.store, NULL));
}

/* R: what a question about several does not answer is asked alone. */
static void
test_r_a_number_left_out_is_asked_alone (void)
{
  g_auto (Lab) lab = { 0 };

  lab_init (&lab);
  for (guint i = 0; i < 5; i++) {
    g_autofree char *uuid = lab_queued (&lab, 1);

    isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_AFTER, 0);
    g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
    g_assert_cmpstr (lab_state (&lab, uuid), ==, "IN_DOUBT");
    postpone (&lab, uuid);
  }
  isg_fake_ministry_question_fault (lab.ministry, MINISTRY_OMITS, 0);
  isg_clock_advance (lab.fixture.clock, 10);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (lab.ministry->n_question_requests, ==, 1);
  g_assert_cmpuint (lab.ministry->n_numbers_asked, ==, 5);
  g_assert_cmpstr (lab_state (&lab, g_ptr_array_index (lab.records, 0)), ==, "IN_DOUBT");
  g_assert_cmpstr (lab_state (&lab, g_ptr_array_index (lab.records, 4)), ==, "ACCEPTED");
  lab_run (&lab);
  g_assert_cmpuint (lab.ministry->n_numbers_asked, ==, 6);
  g_assert_cmpstr (lab_state (&lab, g_ptr_array_index (lab.records, 0)), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 5);
  isg_test_check_promises (&lab);
}

static void
assert_receipt_holds (Lab *lab, const char *uuid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) receipt = isg_receipt_make (lab->fixture.store, uuid, &error);
  g_autoptr (IsgReceiptSummary) summary = NULL;

  g_assert_no_error (error);
  isg_receipt_verify (receipt, NULL, &summary, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (summary->n_accepted, ==, 1);
}

/* An older text under the number is there: that one is accepted, the newer is held. */
static void
test_an_older_text_that_is_there_is_accepted_and_the_newer_held (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgStatus) status = NULL;
  const IsgStatusSubmission *newest, *older;
  MinistryEntry *entry;
  g_autofree char *person = store_fixture_person (1);

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 210);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "REJECTED");
  /* Whatever the Ministry said then, it has stored it. */
  entry = &lab.ministry->entries[lab.ministry->n_entries++];
  entry->number = lab_number (&lab, uuid);
  entry->n_taken = 1;
  g_snprintf (entry->content, MINISTRY_CONTENT, "%s|340|40.0|200;", person);
  lab_edit (&lab, uuid, 50);
  lab_finalise (&lab, uuid);
  lab_sign (&lab);
  lab_run (&lab);
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (status->state, ==, "NEEDS_HELP");
  newest = g_ptr_array_index (status->submissions, 0);
  older = g_ptr_array_index (status->submissions, 1);
  g_assert_cmpstr (newest->reason, ==, "older_stored");
  g_assert_cmpstr (older->state, ==, "ACCEPTED");
  g_assert_true (older->contradicted);
  /* What is accepted is accepted item by item, and its receipt says why. */
  g_assert_cmpint (((IsgStatusItem *) g_ptr_array_index (older->items, 0))->status, ==, 200);
  g_assert_cmpuint (older->errors->len, ==, 0);
  assert_receipt_holds (&lab, uuid);
  isg_test_check_promises (&lab);
}

/* ---- NEEDS_HELP ---- */

static char *
key_of (Lab *lab, const char *uuid)
{
  g_autoptr (IsgStatus) status = lab_status (lab, uuid);

  return g_strdup (((IsgStatusSubmission *) g_ptr_array_index (status->submissions, 0))->key);
}

static void
test_what_a_person_decides_needs_evidence_and_a_reason (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 214);
  lab_run (&lab);
  key = key_of (&lab, uuid);
  g_assert_false (isg_help_decide (lab.fixture.store, key, ISG_HELP_SEND_AGAIN, "", NULL));
  g_assert_false (isg_help_decide (lab.fixture.store, key, ISG_HELP_NEW_NUMBER, "neden", &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
  g_assert_true (isg_help_decide (lab.fixture.store, key, ISG_HELP_SEND_AGAIN, "neden", NULL));
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
test_what_is_settled_may_be_withdrawn_or_reported_elsewhere (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *key = NULL;
  g_autoptr (IsgStatus) status = NULL;
  const IsgStatusSubmission *submission;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  second = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CLIENT, 0);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CLIENT, 0);
  lab_run (&lab);
  g_assert_true (isg_withdraw (lab.fixture.store, first, "hata", NULL));
  g_assert_cmpstr (lab_state (&lab, first), ==, "WITHDRAWN");
  key = key_of (&lab, second);
  g_assert_true (
    isg_help_decide (lab.fixture.store, key, ISG_HELP_REPORTED_ELSEWHERE, "evrak 42", NULL));
  g_assert_cmpstr (lab_state (&lab, second), ==, "REPORTED_ELSEWHERE");

  /* The evidence stays when the Ministry, asked, knows nothing of it. */
  g_assert_true (isg_ask_now (lab.fixture.store, second, NULL));
  lab_run (&lab);
  status = lab_status (&lab, second);
  g_assert_cmpstr (status->state, ==, "REPORTED_ELSEWHERE");
  submission = g_ptr_array_index (status->submissions, 0);
  g_assert_cmpstr (submission->reason, ==, "evrak 42");
  isg_test_check_promises (&lab);
}

static void
test_unchanged_after_212_goes_again_with_its_signature (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  guint64 number;
  guint n_signed;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  number = lab_number (&lab, uuid);
  n_signed = isg_fake_signer_n_calls (lab.signer, ISG_FAKE_SIGNER_SIGN);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 212);
  lab_run (&lab);
  g_assert_true (isg_send_again (lab.fixture.store, uuid, NULL));
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "QUEUED");
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (lab_number (&lab, uuid), ==, number);
  g_assert_cmpuint (isg_fake_signer_n_calls (lab.signer, ISG_FAKE_SIGNER_SIGN), ==, n_signed);
  isg_test_check_promises (&lab);
}

static void
test_72_hours_without_an_outcome_need_help_and_asking_goes_on (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  MinistryEntry *entry;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_TAKES, 0);
  until_state (&lab, uuid, "PROCESSING");
  entry = &lab.ministry->entries[0];
  for (guint i = 0; i < 30; i++)
    isg_fake_ministry_question_fault (lab.ministry, MINISTRY_GARBAGE, 0);
  isg_clock_advance (lab.fixture.clock, 72 * 3600);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
  isg_test_check_promises (&lab);
  lab.ministry->next_question = lab.ministry->n_questions;
  entry->pending = 0;
  isg_clock_advance (lab.fixture.clock, 3600);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  g_test_add_func ("/traces/a-refusal-while-unsettled-is-not-believed",
                   test_a_refusal_while_unsettled_is_not_believed);
  g_test_add_func ("/traces/a-mended-text-keeps-the-number", test_a_mended_text_keeps_the_number);
  g_test_add_func ("/traces/b-withdrawing-waits-until-it-is-settled",
                   test_b_withdrawing_waits_until_it_is_settled);
  g_test_add_func ("/traces/b-what-never-arrived-is-withdrawn",
                   test_b_what_never_arrived_is_withdrawn);
  g_test_add_func ("/traces/d-assumed-is-resent-after-settle-only",
                   test_d_assumed_is_resent_after_settle_only);
  g_test_add_func ("/traces/d-without-idempotency-nothing-is-resent",
                   test_d_without_idempotency_nothing_is_resent);
  g_test_add_func ("/traces/e-used-and-absent-takes-the-next-number-after-settle",
                   test_e_used_and_absent_takes_the_next_number_after_settle);
  g_test_add_func ("/traces/e-dead-numbers-end-in-a-persons-hands",
                   test_e_dead_numbers_end_in_a_persons_hands);
  g_test_add_func ("/traces/i-only-the-remainder-is-sent-under-the-next-number",
                   test_i_only_the_remainder_is_sent_under_the_next_number);
  g_test_add_func ("/traces/j-items-are-waited-for", test_j_items_are_waited_for);
  g_test_add_func ("/traces/l-in-doubt-is-asked-under-its-own-firm-alone",
                   test_l_in_doubt_is_asked_under_its_own_firm_alone);
  g_test_add_func ("/traces/m-without-its-lease-not-a-byte-leaves",
                   test_m_without_its_lease_not_a_byte_leaves);
  g_test_add_func ("/traces/p-a-refusing-endpoint-is-still-asked",
                   test_p_a_refusing_endpoint_is_still_asked);
  g_test_add_func ("/traces/r-a-number-left-out-is-asked-alone",
                   test_r_a_number_left_out_is_asked_alone);
  g_test_add_func ("/traces/an-older-text-that-is-there-is-accepted-and-the-newer-held",
                   test_an_older_text_that_is_there_is_accepted_and_the_newer_held);
  g_test_add_func ("/help/what-a-person-decides-needs-evidence-and-a-reason",
                   test_what_a_person_decides_needs_evidence_and_a_reason);
  g_test_add_func ("/help/what-is-settled-may-be-withdrawn-or-reported-elsewhere",
                   test_what_is_settled_may_be_withdrawn_or_reported_elsewhere);
  g_test_add_func ("/again/unchanged-after-212-goes-again-with-its-signature",
                   test_unchanged_after_212_goes_again_with_its_signature);
  g_test_add_func ("/processing/72-hours-without-an-outcome-need-help-and-asking-goes-on",
                   test_72_hours_without_an_outcome_need_help_and_asking_goes_on);
  return g_test_run ();
}
