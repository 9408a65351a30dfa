/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "store/isg-store-queue.h"
#include "support/isg-test-lab.h"
#include "support/isg-test.h"

/* Every step against every fault: what one save or one question comes to, where it rests, and what
 * holds when the fault is over. */

/* ---- faults of the way, before the ministry sees anything ---- */

typedef struct {
  const char *name;
  IsgExchangeResult result;
  const char *gate;
} WayCase;

static const WayCase ways[] = {
  { "no-connection", ISG_EXCHANGE_NOT_CONNECTED, "NETWORK" },
  { "a-server-without-proof", ISG_EXCHANGE_TLS, "TLS" },
};

static void
push (Lab *lab, IsgExchangeResult result)
{
  IsgFakeAnswer answer = { .result = result };

  isg_fake_transport_push (lab->transport, &answer);
}

static void
test_way (gconstpointer data)
{
  const WayCase *c = data;
  g_auto (Lab) lab = { 0 };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (IsgStatus) status = NULL;
  g_autoptr (IsgStatus) other = NULL;

  lab_init (&lab);
  first = lab_queued (&lab, 1);
  second = lab_queued (&lab, 1);
  push (&lab, c->result);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  /* One message, not two: the second row is not tried. */
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_IDLE);
  g_assert_cmpuint (isg_fake_transport_n_requests (lab.transport), ==, 1);
  status = lab_status (&lab, first);
  other = lab_status (&lab, second);
  g_assert_cmpstr (status->state, ==, "QUEUED");
  g_assert_cmpstr (status->gate, ==, c->gate);
  g_assert_cmpstr (other->gate, ==, c->gate);
  isg_test_check_promises (&lab);

  /* Time alone brings it back, with a question that changes nothing before the queue is let loose.
   */
  isg_clock_advance (lab.fixture.clock, 3600);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpuint (lab.ministry->n_probe_requests, ==, 1);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, first), ==, "ACCEPTED");
  g_assert_cmpstr (lab_state (&lab, second), ==, "ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
test_a_gate_that_does_not_open_is_tried_later_and_later (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  gint64 longest = 0;

  lab_init (&lab);
  lab.random = 0xffffffff;
  uuid = lab_queued (&lab, 1);
  for (guint i = 0; i < 12; i++) {
    g_autoptr (GError) error = NULL;
    IsgStepResult result;

    push (&lab, ISG_EXCHANGE_NOT_CONNECTED);
    g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
    g_assert_true (isg_submit_step (&lab.tools, &result, &error));
    g_assert_cmpint (result.outcome, ==, ISG_STEP_IDLE);
    g_assert_cmpint (result.next_due, >, isg_clock_now (lab.fixture.clock));
    longest = MAX (longest, result.next_due - isg_clock_now (lab.fixture.clock));
    isg_clock_set (lab.fixture.clock, result.next_due);
  }
  /* The sandbox's base of two seconds, doubled, up to 120 times. */
  g_assert_cmpint (longest, >, 60);
  g_assert_cmpint (longest, <=, 240);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
}

/* ---- faults of a save ---- */

typedef struct {
  const char *name;
  MinistryFault fault;
  int value;
  const char *at_once; /* state after the one save */
  const char *gate;    /* (nullable): of the record, then */
  const char *at_rest; /* state when everything has come to rest */
  guint n_saves;       /* in all */
} SaveCase;

/* clang-format off */
static const SaveCase saves[] = {
  { "accepted", MINISTRY_PLAIN, 0, "ACCEPTED", NULL, "ACCEPTED", 1 },
  { "taken-and-told-later", MINISTRY_TAKES, 0, "PROCESSING", NULL, "ACCEPTED", 1 },
  { "lost-before-storing", MINISTRY_DROPS_BEFORE, 0, "IN_DOUBT", NULL, "ACCEPTED", 2 },
  { "lost-after-storing", MINISTRY_DROPS_AFTER, 0, "IN_DOUBT", NULL, "ACCEPTED", 1 },
  { "stored-late", MINISTRY_LATE, 3, "IN_DOUBT", NULL, "ACCEPTED", 2 },
  { "204", MINISTRY_CODE, 204, "IN_DOUBT", NULL, "ACCEPTED", 2 },
  { "210", MINISTRY_CODE, 210, "REJECTED", NULL, "REJECTED", 1 },
  { "211", MINISTRY_CODE, 211, "IN_DOUBT", NULL, "ACCEPTED", 2 },
  { "212", MINISTRY_CODE, 212, "REJECTED", NULL, "REJECTED", 1 },
  { "213", MINISTRY_CODE, 213, "REJECTED", NULL, "REJECTED", 1 },
  { "214", MINISTRY_CODE, 214, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
  { "215", MINISTRY_CODE, 215, "REJECTED", NULL, "REJECTED", 1 },
  { "216", MINISTRY_CODE, 216, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
  { "217", MINISTRY_CODE, 217, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
  { "218", MINISTRY_CODE, 218, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
  { "219", MINISTRY_CODE, 219, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
  { "220", MINISTRY_CODE, 220, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
  { "221", MINISTRY_CODE, 221, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
  { "222", MINISTRY_CODE, 222, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
  { "401", MINISTRY_CODE, 401, "QUEUED", "CREDENTIALS", "ACCEPTED", 2 },
  { "1111-without-storing", MINISTRY_CODE, 1111, "IN_DOUBT", "SERVER", "ACCEPTED", 2 },
  { "2222-without-storing", MINISTRY_CODE, 2222, "IN_DOUBT", "SERVER", "ACCEPTED", 2 },
  { "1111-with-storing", MINISTRY_STORES_1111, 0, "IN_DOUBT", "SERVER", "ACCEPTED", 1 },
  { "a-code-nobody-knows", MINISTRY_CODE, 777, "IN_DOUBT", NULL, "ACCEPTED", 2 },
  { "http-201", MINISTRY_HTTP, 201, "IN_DOUBT", NULL, "ACCEPTED", 2 },
  { "http-302", MINISTRY_HTTP, 302, "IN_DOUBT", NULL, "NEEDS_HELP", 1 },
  { "http-401", MINISTRY_HTTP, 401, "QUEUED", "CREDENTIALS", "ACCEPTED", 2 },
  { "http-403", MINISTRY_HTTP, 403, "QUEUED", "CREDENTIALS", "ACCEPTED", 2 },
  { "http-404", MINISTRY_HTTP, 404, "IN_DOUBT", NULL, "NEEDS_HELP", 1 },
  { "http-429", MINISTRY_HTTP, 429, "IN_DOUBT", "SERVER", "ACCEPTED", 2 },
  { "http-500", MINISTRY_HTTP, 500, "IN_DOUBT", NULL, "ACCEPTED", 2 },
  { "http-503", MINISTRY_HTTP, 503, "IN_DOUBT", "SERVER", "ACCEPTED", 2 },
  { "a-page", MINISTRY_HTML, 0, "IN_DOUBT", "NETWORK", "ACCEPTED", 2 },
  { "garbage", MINISTRY_GARBAGE, 0, "IN_DOUBT", NULL, "ACCEPTED", 2 },
  { "fault-client", MINISTRY_CLIENT, 0, "NEEDS_HELP", NULL, "NEEDS_HELP", 1 },
};
/* clang-format on */

static void
test_save (gconstpointer data)
{
  const SaveCase *c = data;
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgStatus) status = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 2);
  isg_fake_ministry_save_fault (lab.ministry, c->fault, c->value);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (status->state, ==, c->at_once);
  g_assert_cmpstr (status->gate, ==, c->gate);
  isg_test_check_promises (&lab);

  lab_run (&lab);
  /* A gate that time opens is waited out, as the worker does. */
  for (guint i = 0; i < 3; i++) {
    isg_clock_advance (lab.fixture.clock, 300);
    lab_run (&lab);
  }
  g_assert_cmpstr (lab_state (&lab, uuid), ==, c->at_rest);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, c->n_saves);
  isg_test_check_promises (&lab);
}

/* ---- faults of a question ---- */

static const SaveCase questions[] = {
  { "lost", MINISTRY_DROPS_BEFORE, 0, "IN_DOUBT", "SERVER", "ACCEPTED", 1 },
  { "http-401", MINISTRY_HTTP, 401, "IN_DOUBT", "CREDENTIALS", "ACCEPTED", 1 },
  { "http-404", MINISTRY_HTTP, 404, "IN_DOUBT", NULL, "ACCEPTED", 1 },
  { "http-500", MINISTRY_HTTP, 500, "IN_DOUBT", "SERVER", "ACCEPTED", 1 },
  { "http-503", MINISTRY_HTTP, 503, "IN_DOUBT", "SERVER", "ACCEPTED", 1 },
  { "a-page", MINISTRY_HTML, 0, "IN_DOUBT", "NETWORK", "ACCEPTED", 1 },
  { "garbage", MINISTRY_GARBAGE, 0, "IN_DOUBT", NULL, "ACCEPTED", 1 },
  { "fault-client", MINISTRY_CLIENT, 0, "IN_DOUBT", NULL, "ACCEPTED", 1 },
  { "its-number-left-out", MINISTRY_OMITS, 0, "IN_DOUBT", NULL, "ACCEPTED", 1 },
};

static void
test_question (gconstpointer data)
{
  const SaveCase *c = data;
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgStatus) status = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_AFTER, 0);
  isg_fake_ministry_question_fault (lab.ministry, c->fault, c->value);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (status->state, ==, c->at_once);
  g_assert_cmpstr (status->gate, ==, c->gate);
  isg_test_check_promises (&lab);

  for (guint i = 0; i < 3; i++) {
    lab_run (&lab);
    isg_clock_advance (lab.fixture.clock, 300);
  }
  g_assert_cmpstr (lab_state (&lab, uuid), ==, c->at_rest);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, c->n_saves);
  isg_test_check_promises (&lab);
}

static void
test_a_faulty_question_three_times_needs_help (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_DROPS_AFTER, 0);
  for (guint i = 0; i < 3; i++)
    isg_fake_ministry_question_fault (lab.ministry, MINISTRY_CLIENT, 0);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
  isg_test_check_promises (&lab);
  g_assert_true (isg_ask_now (lab.fixture.store, uuid, NULL));
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
}

static void
test_the_same_odd_answer_three_times_needs_help (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  for (guint i = 0; i < 3; i++)
    isg_fake_ministry_save_fault (lab.ministry, MINISTRY_GARBAGE, 0);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 3);
  isg_test_check_promises (&lab);
}

static void
test_failed_twice_and_absent_needs_help (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 204);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 204);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "NEEDS_HELP");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 2);
  isg_test_check_promises (&lab);
}

/* ---- what a refusal leaves ---- */

static void
test_one_refused_item_makes_partly_accepted_with_its_place (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *stranger = store_fixture_person (2);
  g_autoptr (IsgStatus) status = NULL;
  const IsgStatusSubmission *submission;
  const IsgStatusError *field;

  lab_init (&lab);
  g_strlcpy (lab.ministry->refused, stranger, sizeof lab.ministry->refused);
  uuid = lab_queued (&lab, 3);
  lab_run (&lab);
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (status->state, ==, "PARTLY_ACCEPTED");
  submission = g_ptr_array_index (status->submissions, 0);
  g_assert_cmpuint (submission->errors->len, ==, 1);
  field = g_ptr_array_index (submission->errors, 0);
  g_assert_cmpint (field->code, ==, 212);
  g_assert_cmpstr (field->path, ==, "participants[1].employee");
  g_assert_nonnull (field->value);
  isg_test_check_promises (&lab);
}

static GStrv
finalise_findings (Lab *lab, const char *uuid)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GStrvBuilder) codes = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;

  if (!isg_finalise (lab->fixture.store, uuid, &findings, NULL, &error))
    g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT);
  for (guint i = 0; i < findings->len; i++)
    g_strv_builder_add (codes, isg_finding_code (findings->pdata[i]));
  return g_strv_builder_end (codes);
}

/* Any field may be meant: then no field is blamed for it, nor the person it is about. */
static void
test_a_field_that_is_not_named_blames_no_place (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgStatus) status = NULL;
  const IsgStatusSubmission *submission;
  const IsgStatusError *field;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE_ALONE, 210);
  lab_run (&lab);
  status = lab_status (&lab, uuid);
  g_assert_cmpstr (status->state, ==, "REJECTED");
  submission = g_ptr_array_index (status->submissions, 0);
  g_assert_cmpuint (submission->errors->len, ==, 1);
  field = g_ptr_array_index (submission->errors, 0);
  g_assert_cmpint (field->code, ==, 210);
  g_assert_cmpstr (field->path, ==, "");
  g_assert_null (field->value);
  isg_test_check_promises (&lab);
}

static void
remove_participant (Lab *lab, const char *uuid, guint index)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) record = isg_store_record_get (lab->fixture.store, uuid, 0, NULL);
  IsgValue *people = isg_record_get (record, "participants");
  g_autoptr (GPtrArray) left = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_fields_unref);
  g_autoptr (IsgRecord) changed = NULL;

  for (guint i = 0; i < isg_value_n_groups (people); i++)
    if (i != index)
      g_ptr_array_add (left, isg_fields_ref (isg_value_group (people, i)));
  changed = store_fixture_edit (&lab->fixture, uuid, "participants", isg_value_new_groups (left));
  isg_store_record_save (lab->fixture.store, changed, NULL, &error);
  g_assert_no_error (error);
}

/* The list and the status say the same. */
static void
assert_stands (Lab *lab, const char *uuid, const char *state, const char *note)
{
  g_autoptr (GPtrArray) rows
    = isg_queue_list (lab->fixture.store, NULL, NULL, ISG_LANGUAGE_EN, 0, 0, NULL);
  const IsgQueueRow *row = g_ptr_array_index (rows, 0);

  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (lab_state (lab, uuid), ==, state);
  g_assert_cmpstr (row->state, ==, state);
  if (note != NULL)
    g_assert_nonnull (strstr (row->badge_note, note));
  g_assert_null (strstr (row->badge_note, "differs"));
}

static char *
partly_accepted (Lab *lab)
{
  g_autofree char *stranger = store_fixture_person (2);
  char *uuid;

  lab_init (lab);
  g_strlcpy (lab->ministry->refused, stranger, sizeof lab->ministry->refused);
  uuid = lab_queued (lab, 3);
  lab_run (lab);
  assert_stands (lab, uuid, "PARTLY_ACCEPTED", "\"k\":2,\"n\":3");
  return uuid;
}

/* What is left of the record is what was accepted, and nothing is sent for that. */
static void
test_without_the_refused_person_the_rest_is_accepted (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = partly_accepted (&lab);
  g_auto (GStrv) again = NULL;
  guint n_saves = lab.ministry->n_save_requests;

  remove_participant (&lab, uuid, 1);
  /* Not before it is finished: somebody may still be at work on it. */
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "PARTLY_ACCEPTED");
  lab_finalise (&lab, uuid);
  assert_stands (&lab, uuid, "ACCEPTED", "\"date\"");
  lab_run (&lab);
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, n_saves);
  again = finalise_findings (&lab, uuid);
  g_assert_true (g_strv_contains ((const char *const *) again, "sent_before"));
  isg_test_check_promises (&lab);
}

/* Refused twice, as a part and as what was left of it. */
static void
test_without_the_person_who_is_refused_again_the_rest_is_accepted (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = partly_accepted (&lab);

  lab_finalise (&lab, uuid);
  lab_sign (&lab);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "REJECTED");
  remove_participant (&lab, uuid, 1);
  lab_finalise (&lab, uuid);
  assert_stands (&lab, uuid, "ACCEPTED", "\"date\"");
  isg_test_check_promises (&lab);
}

/* The Ministry has that person: without it the record would say less than was reported. */
static void
test_who_was_accepted_is_not_taken_out_with_the_refused (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = partly_accepted (&lab);
  g_auto (GStrv) locked = NULL;

  remove_participant (&lab, uuid, 1);
  remove_participant (&lab, uuid, 0);
  locked = finalise_findings (&lab, uuid);
  g_assert_true (g_strv_contains ((const char *const *) locked, "header_locked"));
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "PARTLY_ACCEPTED");
  isg_test_check_promises (&lab);
}

static void
save_day (Lab *lab, const char *uuid, const char *day)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRecord) changed = NULL;
  IsgDate date;

  isg_date_parse_iso (day, &date, &error);
  g_assert_no_error (error);
  changed = store_fixture_edit (&lab->fixture, uuid, "date", isg_value_new_date (date));
  isg_store_record_save (lab->fixture.store, changed, NULL, &error);
  g_assert_no_error (error);
}

/* Else one training would stand at the Ministry under two days. */
static void
test_the_header_of_what_was_accepted_is_locked (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *stranger = store_fixture_person (2);
  g_auto (GStrv) locked = NULL;
  g_auto (GStrv) put_back = NULL;

  lab_init (&lab);
  g_strlcpy (lab.ministry->refused, stranger, sizeof lab.ministry->refused);
  uuid = lab_queued (&lab, 3);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "PARTLY_ACCEPTED");

  save_day (&lab, uuid, "2026-11-01");
  locked = finalise_findings (&lab, uuid);
  g_assert_true (g_strv_contains ((const char *const *) locked, "header_locked"));
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "PARTLY_ACCEPTED");

  save_day (&lab, uuid, "2026-11-02");
  put_back = finalise_findings (&lab, uuid);
  g_assert_false (g_strv_contains ((const char *const *) put_back, "header_locked"));
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "AWAITING_SIGNATURE");
  isg_test_check_promises (&lab);
}

static void
test_what_was_accepted_and_then_changed_differs_and_is_not_called_sent (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_auto (GStrv) same = NULL;
  g_auto (GStrv) changed = NULL;
  g_autoptr (GError) error = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  same = finalise_findings (&lab, uuid);
  g_assert_true (g_strv_contains ((const char *const *) same, "sent_before"));

  save_day (&lab, uuid, "2026-11-01");
  changed = finalise_findings (&lab, uuid);
  g_assert_true (g_strv_contains ((const char *const *) changed, "differs_from_sent"));
  g_assert_false (g_strv_contains ((const char *const *) changed, "sent_before"));
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_false (isg_send_again (lab.fixture.store, uuid, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT);
  isg_test_check_promises (&lab);
}

static void
test_a_named_field_is_shown_with_what_was_refused (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgStatus) status = NULL;
  const IsgStatusSubmission *submission;
  const IsgStatusError *field;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  isg_fake_ministry_save_fault (lab.ministry, MINISTRY_CODE, 210);
  lab_run (&lab);
  status = lab_status (&lab, uuid);
  submission = g_ptr_array_index (status->submissions, 0);
  g_assert_cmpuint (submission->errors->len, ==, 1);
  field = g_ptr_array_index (submission->errors, 0);
  g_assert_cmpstr (field->path, ==, "date");
  g_assert_cmpstr (field->value, ==, "\"2026-11-02\"");
}

/* ---- the store ---- */

static void
end_foreign_transaction (gpointer data)
{
  isg_store_rollback (data);
}

/* Begins when the request is answered, so that the reply cannot be written. */
static void
begin_foreign_transaction (gpointer data)
{
  g_assert_true (isg_store_begin (data, NULL));
}

typedef struct {
  Lab *lab;
  IsgStore *other;
} Foreign;

static void
answer_and_hold (gpointer data)
{
  Foreign *foreign = data;

  begin_foreign_transaction (foreign->other);
  foreign->lab->point = "reply-commit-failed";
  foreign->lab->n_passed = 0;
  foreign->lab->at_point = end_foreign_transaction;
  foreign->lab->point_data = foreign->other;
}

static void
test_a_reply_that_cannot_be_written_is_kept_and_tried_again (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autoptr (IsgStore) other = NULL;
  Foreign foreign;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  other = isg_store_open (lab.fixture.dir, lab.fixture.rules, lab.fixture.clock, NULL);
  foreign = (Foreign){ &lab, other };
  lab.point = "after-reply";
  lab.at_point = answer_and_hold;
  lab.point_data = &foreign;
  g_assert_cmpint (lab_step (&lab), ==, ISG_STEP_WORKED);
  g_assert_true (g_hash_table_contains (lab.passed, "reply-commit-failed"));
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  isg_test_check_promises (&lab);
}

static void
test_without_a_mirror_not_a_byte_leaves (void)
{
  g_auto (Lab) lab = { 0 };
  g_autofree char *uuid = NULL;
  g_autofree char *state = isg_test_path ("state");
  g_autofree char *mirrors = NULL;
  g_autoptr (IsgStatus) status = NULL;

  lab_init (&lab);
  uuid = lab_queued (&lab, 1);
  g_setenv ("ISG_STATE_DIR", state, TRUE);
  lab_run (&lab);
  g_free (uuid);
  uuid = lab_queued (&lab, 1);
  /* A file stands where the folder was: the mirror can be read no more, nor written. */
  mirrors = g_strdup_printf ("%s.away", state);
  g_assert_cmpint (g_rename (state, mirrors), ==, 0);
  g_assert_true (g_file_set_contents (state, "x", -1, NULL));
  {
    g_autoptr (GError) error = NULL;
    IsgStepResult result;

    g_assert_false (isg_submit_step (&lab.tools, &result, &error));
    g_assert_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
  }
  g_assert_cmpuint (lab.ministry->n_save_requests, ==, 1);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "QUEUED");
  g_assert_cmpint (g_remove (state), ==, 0);
  g_assert_cmpint (g_rename (mirrors, state), ==, 0);
  lab_run (&lab);
  g_assert_cmpstr (lab_state (&lab, uuid), ==, "ACCEPTED");
  g_unsetenv ("ISG_STATE_DIR");
}

static void
add (const char *group, const char *name, gconstpointer data, GTestDataFunc func)
{
  g_autofree char *path = g_strdup_printf ("/%s/%s", group, name);

  g_test_add_data_func (path, data, func);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    add ("way", ways[i].name, &ways[i], test_way);
  for (gsize i = 0; i < G_N_ELEMENTS (saves); i++)
    add ("save", saves[i].name, &saves[i], test_save);
  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    add ("question", questions[i].name, &questions[i], test_question);
  g_test_add_func ("/way/a-gate-that-does-not-open-is-tried-later-and-later",
                   test_a_gate_that_does_not_open_is_tried_later_and_later);
  g_test_add_func ("/question/faulty-three-times-needs-help",
                   test_a_faulty_question_three_times_needs_help);
  g_test_add_func ("/save/the-same-odd-answer-three-times-needs-help",
                   test_the_same_odd_answer_three_times_needs_help);
  g_test_add_func ("/save/failed-twice-and-absent-needs-help",
                   test_failed_twice_and_absent_needs_help);
  g_test_add_func ("/refusal/the-header-of-what-was-accepted-is-locked",
                   test_the_header_of_what_was_accepted_is_locked);
  g_test_add_func ("/refusal/differs",
                   test_what_was_accepted_and_then_changed_differs_and_is_not_called_sent);
  g_test_add_func ("/refusal/a-field-that-is-not-named-blames-no-place",
                   test_a_field_that_is_not_named_blames_no_place);
  g_test_add_func ("/refusal/without-the-refused-person-the-rest-is-accepted",
                   test_without_the_refused_person_the_rest_is_accepted);
  g_test_add_func ("/refusal/without-the-person-who-is-refused-again-the-rest-is-accepted",
                   test_without_the_person_who_is_refused_again_the_rest_is_accepted);
  g_test_add_func ("/refusal/who-was-accepted-is-not-taken-out-with-the-refused",
                   test_who_was_accepted_is_not_taken_out_with_the_refused);
  g_test_add_func ("/refusal/one-item-makes-partly-accepted-with-its-place",
                   test_one_refused_item_makes_partly_accepted_with_its_place);
  g_test_add_func ("/refusal/a-named-field-is-shown-with-what-was-refused",
                   test_a_named_field_is_shown_with_what_was_refused);
  g_test_add_func ("/store/a-reply-that-cannot-be-written-is-kept-and-tried-again",
                   test_a_reply_that_cannot_be_written_is_kept_and_tried_again);
  g_test_add_func ("/store/without-a-mirror-not-a-byte-leaves",
                   test_without_a_mirror_not_a_byte_leaves);
  return g_test_run ();
}
