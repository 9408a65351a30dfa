/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/isg-store-queue.h"
#include "submit/isg-foresee.h"
#include "support/isg-fault-vfs.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* What a person does with a record that was sent, and what is no matter of the way to the Ministry.
 */

static guint
count_journal (Lab *lab, const char *act, const char *what)
{
  g_autoptr (GPtrArray) lines = isg_store_journal_list (lab->fixture.store, 0, 100000, NULL);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++) {
    const IsgJournalEntry *line = g_ptr_array_index (lines, i);

    if (g_str_equal (line->act, act) && line->detail != NULL && strstr (line->detail, what) != NULL)
      n++;
  }
  return n;
}

static void
test_a_withdrawal_that_nothing_takes_is_journalled (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (GError) error = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_false (isg_withdraw (lab.fixture.store, uuid, "hata", &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT);
  g_assert_cmpuint (count_journal (&lab, "submission.refused", "\"event\":\"withdraw\""), ==, 1);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
}

static void
test_a_decision_that_is_not_allowed_is_journalled (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 214);
  lab_run (&lab);
  rows = isg_store_submissions_of (lab.fixture.store, uuid, TRUE, NULL);
  g_assert_false (isg_help_decide (lab.fixture.store,
                                   ((IsgStoredSubmission *) g_ptr_array_index (rows, 0))->key,
                                   ISG_HELP_NEW_NUMBER,
                                   "neden",
                                   NULL));
  g_assert_cmpuint (count_journal (&lab, "submission.refused", "\"from\":\"NEEDS_HELP\""), ==, 1);
}

static void
test_sending_again_what_was_not_refused_is_journalled (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (GError) error = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  g_assert_false (isg_send_again (lab.fixture.store, uuid, NULL));
  g_assert_cmpuint (count_journal (&lab, "submission.refused", "\"from\":\"QUEUED\""), ==, 1);
  lab_run (&lab);
  g_assert_false (isg_send_again (lab.fixture.store, uuid, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT);
  g_assert_cmpuint (count_journal (&lab, "submission.refused", "\"from\":\"ACCEPTED\""), ==, 1);
}

/* ---- a method that has ended ---- */

static void
test_what_was_not_signed_by_a_method_that_ended_is_a_draft_again (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *signed_before = NULL, *waiting = NULL, *other = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  lab_init (&lab);
  signed_before = lab_queued (&lab, 1);
  waiting = lab_training (&lab, 2);
  lab_finalise (&lab, waiting);
  other = lab_training (&lab, 3);
  lab_finalise (&lab, other);
  lab_take_pack (&lab, "2026.12.1", "ibys-soap-later");
  /* Before a signature is made of it, and otherwise when the next step begins. */
  lab_sign (&lab);
  g_assert_cmpstr (lab_state (&lab, waiting), ==, "WITHDRAWN");
  g_assert_cmpstr (lab_state (&lab, other), ==, "WITHDRAWN");
  g_assert_cmpuint (count_journal (&lab, "submission.state", "\"event\":\"method.ended\""), ==, 2);
  /* What was signed goes as it was signed. */
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, signed_before), ==, "ACCEPTED");
  /* It is finished anew by the method of today. */
  lab_finalise (&lab, waiting);
  rows = isg_store_submissions_of (lab.fixture.store, waiting, TRUE, NULL);
  g_assert_cmpstr (((IsgStoredSubmission *) g_ptr_array_index (rows, 0))->method,
                   ==,
                   "ibys-soap-later");
  g_assert_cmpstr (lab_state (&lab, waiting), ==, "AWAITING_SIGNATURE");
}

static void
test_what_stays_the_same_in_a_new_pack_is_left_alone (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *waiting = NULL;

  lab_init (&lab);
  waiting = lab_training (&lab, 1);
  lab_finalise (&lab, waiting);
  lab_take_pack (&lab, "2026.12.1", "ibys-soap-list");
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, waiting), ==, "AWAITING_SIGNATURE");
}

/* ---- gate SIGNATURE ---- */

static void
test_gate_signature_is_opened_by_a_person_alone (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL, *second = NULL;
  guint n = 0;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 214);
  lab_run (&lab);
  second = lab_queued (&lab, 2);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, second), ==, "QUEUED");
  g_assert_true (isg_submit_wake (lab.fixture.store, NULL));
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, second), ==, "QUEUED");

  g_assert_false (isg_signature_gate_open (lab.fixture.store, NULL, "", &n, NULL));
  g_assert_false (isg_signature_gate_open (lab.fixture.store, "none@1", "neden", &n, NULL));
  g_assert_true (isg_signature_gate_open (lab.fixture.store, NULL, "neden", &n, NULL));
  g_assert_cmpuint (n, ==, 1);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, first), ==, "NEEDS_HELP");
  isg_test_check_promises (&lab);
}

/* ---- asking about what is over ---- */

static void
test_what_was_refused_may_be_asked_about_and_is_moved_by_evidence_alone (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 213);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "REJECTED");
  g_assert_true (isg_ask_now (lab.fixture.store, uuid, NULL));
  lab_run (&lab);
  g_assert_cmpuint (lab.ministry->n_question_requests, ==, 1);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "REJECTED");
  isg_test_check_promises (&lab);
}

static void
test_what_was_accepted_may_be_asked_about_and_is_never_resent (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  lab_run (&lab);
  g_assert_true (isg_ask_now (lab.fixture.store, uuid, NULL));
  lab_run (&lab);
  g_assert_cmpuint (lab.ministry->n_question_requests, ==, 1);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
}

static void
test_what_was_never_finished_cannot_be_asked_about (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (GError) error = NULL;

  lab_init (&lab);
  uuid = lab_training (&lab, 1);
  g_assert_false (isg_ask_now (lab.fixture.store, uuid, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT);
}

/* ---- refusals that are seen before they come ---- */

static gboolean
finalise_finds (Lab *lab, const char *uuid, const char *code)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GError) error = NULL;

  isg_finalise (lab->fixture.store, uuid, &findings, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    if (g_str_equal (isg_finding_code (g_ptr_array_index (findings, i)), code))
      return TRUE;
  return FALSE;
}

static void
test_a_refusal_foretells_the_next_until_one_is_accepted (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  lab_init (&lab);
  first = lab_training (&lab, 1);
  g_assert_false (finalise_finds (&lab, first, "bond_refused"));
  lab_sign (&lab);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 213);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, first), ==, "REJECTED");

  second = lab_training (&lab, 1);
  g_assert_true (finalise_finds (&lab, second, "bond_refused"));
  lab_sign (&lab);
  isg_clock_advance (lab.fixture.clock, 60);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  third = lab_training (&lab, 1);
  g_assert_false (finalise_finds (&lab, third, "bond_refused"));
}

static void
test_refusals_that_came_are_counted_with_those_foretold (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) counts = NULL;
  guint answered;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 213);
  lab_run (&lab);
  second = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 213);
  lab_run (&lab);
  counts = isg_refusal_counts (lab.fixture.store, &answered, NULL);
  g_assert_cmpuint (answered, ==, 2);
  g_assert_cmpuint (counts->len, ==, 1);
  {
    const IsgRefusalCount *count = g_ptr_array_index (counts, 0);

    g_assert_cmpint (count->code, ==, 213);
    g_assert_cmpuint (count->n_notifications, ==, 2);
    /* The workplace of the lab has no contract, so that both were foretold. */
    g_assert_cmpuint (count->n_foretold, ==, 2);
    g_assert_nonnull (count->foretold);
  }
}

/* ---- the disk ---- */

static void
fill_disk (gpointer data)
{
  isg_fault_vfs_arm (ISG_FAULT_WRITE | ISG_FAULT_SYNC, 1, FALSE, ISG_FAULT_FULL);
}

static void
test_a_commit_of_sending_that_fails_shuts_the_gate_and_sends_nothing (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgStatus) status = NULL;

  isg_fault_vfs_install ();
  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  lab.point = "before-commit";
  lab.at_point = fill_disk;
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (isg_fault_vfs_disarm (), ==, 1);
  lab.point = NULL;
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 0);
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (status->state, ==, "QUEUED");
  g_assert_cmpstr (status->gate, ==, "STORE");
  isg_test_check_promises (&lab);

  /* The disk is tried by trying; nobody needs to call. */
  isg_clock_advance (lab.fixture.clock, 3600);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  isg_test_check_promises (&lab);
}

/* ---- a part that leaves ---- */

static void
settle (Lab *lab, const char *uuid, guint nth, IsgSubmissionState state)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (lab->fixture.store, uuid, TRUE, NULL);
  IsgStoredSubmission *row = g_ptr_array_index (rows, nth);
  IsgSubmissionState before = row->machine.state;

  row->machine = (IsgSubmission){ .state = state };
  if (state == ISG_SUBMISSION_ACCEPTED)
    row->machine.taken = TRUE;
  row->next_try = 0;
  g_assert_true (isg_store_begin (lab->fixture.store, NULL));
  g_assert_true (isg_store_submission_write (lab->fixture.store, row, before, 0, NULL));
  g_assert_true (isg_store_record_refresh_badge (lab->fixture.store, uuid, NULL));
  g_assert_true (isg_store_commit (lab->fixture.store, NULL));
}

/* Only the person of the first notification stays. */
static void
keep_first_person (Lab *lab, const char *uuid)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (lab->fixture.store, uuid, TRUE, NULL);
  const IsgStoredSubmission *first = g_ptr_array_index (rows, 0);
  g_autoptr (GPtrArray) items = isg_store_items (lab->fixture.store, first->id, NULL);
  const IsgStoredItem *item = g_ptr_array_index (items, 0);
  g_autoptr (IsgFields) empty = isg_fields_new ();
  g_autoptr (IsgValue) employee = isg_value_new_ref (item->employee_uuid);
  g_autoptr (IsgFields) person = isg_fields_with (empty, "employee", employee);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (kept, person);
  record = store_fixture_edit (&lab->fixture, uuid, "participants", isg_value_new_groups (kept));
  isg_store_record_save (lab->fixture.store, record, NULL, &error);
  g_assert_no_error (error);
}

/* One notification for each person and topic. */
static char *
training_of_two_parts (Lab *lab)
{
  char *uuid;

  lab_init (lab);
  isg_store_set_setting (lab->fixture.store, "method.training", "ibys-json", FALSE, NULL);
  uuid = lab_training (lab, 2);
  lab_finalise (lab, uuid);
  return uuid;
}

static void
test_a_refused_part_that_left_the_record_is_no_badge_of_it (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = training_of_two_parts (&lab);
  g_auto (GStrv) keys = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStatus) status = NULL;

  settle (&lab, uuid, 0, ISG_SUBMISSION_ACCEPTED);
  settle (&lab, uuid, 1, ISG_SUBMISSION_REJECTED);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "REJECTED");
  keep_first_person (&lab, uuid);
  /* Nothing is left to be sent: that is no fault of the record. */
  isg_finalise (lab.fixture.store, uuid, NULL, &keys, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (keys), ==, 0);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (count_journal (&lab, "submission.gone", "REJECTED"), ==, 1);
  status = lab_status (&lab, uuid);
  g_assert_true (((IsgStatusSubmission *) g_ptr_array_index (status->submissions, 1))->gone);
  g_assert_false (isg_send_again (lab.fixture.store, uuid, NULL));
}

static void
test_a_part_that_comes_back_follows_on_what_was_refused (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = training_of_two_parts (&lab);
  g_autoptr (IsgRecord) whole = isg_store_record_get (lab.fixture.store, uuid, 0, NULL);
  g_autoptr (IsgRecord) again = NULL;
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) after = NULL;

  settle (&lab, uuid, 0, ISG_SUBMISSION_ACCEPTED);
  settle (&lab, uuid, 1, ISG_SUBMISSION_REJECTED);
  before = isg_store_submissions_of (lab.fixture.store, uuid, TRUE, NULL);
  keep_first_person (&lab, uuid);
  lab_finalise (&lab, uuid);
  again = store_fixture_edit (&lab.fixture,
                              uuid,
                              "participants",
                              isg_value_ref (isg_record_get (whole, "participants")));
  g_assert_cmpuint (isg_store_record_save (lab.fixture.store, again, NULL, NULL), >, 0);
  lab_finalise (&lab, uuid);
  after = isg_store_submissions_of (lab.fixture.store, uuid, TRUE, NULL);
  g_assert_cmpuint (after->len, ==, 2);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "AWAITING_SIGNATURE");
  /* Nothing was stored under it: the number stays. */
  g_assert_cmpuint (((IsgStoredSubmission *) g_ptr_array_index (after, 1))->number,
                    ==,
                    ((IsgStoredSubmission *) g_ptr_array_index (before, 1))->number);
}

/* ---- packages wait for no network ---- */

static void
shut (Lab *lab, IsgGate gate)
{
  IsgStoredGate shut = { .gate = gate, .scope = (char *) "", .detail = (char *) "" };

  g_assert_true (isg_store_begin (lab->fixture.store, NULL));
  g_assert_true (isg_store_gate_shut (lab->fixture.store, &shut, NULL));
  g_assert_true (isg_store_commit (lab->fixture.store, NULL));
}

static void
test_a_package_waits_for_no_way_to_the_ministry (gconstpointer data)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *folder = isg_test_path ("packages");
  g_autoptr (IsgStatus) status = NULL;

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  lab_init (&lab);
  isg_store_set_setting (lab.fixture.store, "method.training", "file", FALSE, NULL);
  isg_store_set_setting (lab.fixture.store, "endpoint.file", folder, FALSE, NULL);
  uuid = lab_queued (&lab, 1);
  shut (&lab, GPOINTER_TO_UINT (data));
  status = lab_status (&lab, uuid);
  g_assert_null (status->gate);
  lab_run (&lab);
  g_clear_pointer (&status, isg_status_free);
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (status->state, ==, "NEEDS_HELP");
  g_assert_cmpstr (((IsgStatusSubmission *) g_ptr_array_index (status->submissions, 0))->reason,
                   ==,
                   "handed_over");
}

int
main (int argc, char **argv)
{
  static const IsgGate ways[]
    = { ISG_GATE_NETWORK, ISG_GATE_TLS, ISG_GATE_SERVER, ISG_GATE_CREDENTIALS };

  isg_test_init (&argc, &argv);
  g_test_add_func ("/acts/what-was-not-signed-by-a-method-that-ended-is-a-draft-again",
                   test_what_was_not_signed_by_a_method_that_ended_is_a_draft_again);
  g_test_add_func ("/acts/what-stays-the-same-in-a-new-pack-is-left-alone",
                   test_what_stays_the_same_in_a_new_pack_is_left_alone);
  g_test_add_func ("/acts/sending-again-what-was-not-refused-is-journalled",
                   test_sending_again_what_was_not_refused_is_journalled);
  g_test_add_func ("/acts/gate-signature-is-opened-by-a-person-alone",
                   test_gate_signature_is_opened_by_a_person_alone);
  g_test_add_func ("/acts/a-withdrawal-that-nothing-takes-is-journalled",
                   test_a_withdrawal_that_nothing_takes_is_journalled);
  g_test_add_func ("/acts/a-decision-that-is-not-allowed-is-journalled",
                   test_a_decision_that_is_not_allowed_is_journalled);
  g_test_add_func ("/ask/what-was-refused-is-moved-by-evidence-alone",
                   test_what_was_refused_may_be_asked_about_and_is_moved_by_evidence_alone);
  g_test_add_func ("/ask/what-was-accepted-is-never-resent",
                   test_what_was_accepted_may_be_asked_about_and_is_never_resent);
  g_test_add_func ("/ask/what-was-never-finished-cannot-be-asked-about",
                   test_what_was_never_finished_cannot_be_asked_about);
  g_test_add_func ("/foretold/a-refusal-foretells-the-next-until-one-is-accepted",
                   test_a_refusal_foretells_the_next_until_one_is_accepted);
  g_test_add_func ("/foretold/refusals-that-came-are-counted-with-those-foretold",
                   test_refusals_that_came_are_counted_with_those_foretold);
  g_test_add_func ("/disk/a-commit-of-sending-that-fails-shuts-the-gate-and-sends-nothing",
                   test_a_commit_of_sending_that_fails_shuts_the_gate_and_sends_nothing);
  g_test_add_func ("/parts/a-refused-part-that-left-the-record-is-no-badge-of-it",
                   test_a_refused_part_that_left_the_record_is_no_badge_of_it);
  g_test_add_func ("/parts/a-part-that-comes-back-follows-on-what-was-refused",
                   test_a_part_that_comes_back_follows_on_what_was_refused);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *path
      = g_strdup_printf ("/file/a-package-waits-for-no/%s", isg_gate_name (ways[i]));

    g_test_add_data_func (path,
                          GUINT_TO_POINTER (ways[i]),
                          test_a_package_waits_for_no_way_to_the_ministry);
  }
  return g_test_run ();
}
