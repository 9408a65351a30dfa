/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-submission.h"

/* The matrix of submission.md 3.  One function a state; those that several states share stand
 * first. */

#define LAST_NEXT_NUMBER 3
#define LAST_ODD_ANSWER  3
#define LAST_QUERY_FAULT 3
#define LAST_FAILED      2

typedef IsgSubmissionMove Move;
typedef IsgSubmissionEvent Event;
typedef IsgSubmissionTraits Traits;
typedef IsgSubmissionFacts Facts;

static gboolean
has (const Move *move, IsgSubmissionFlag flag)
{
  return (move->after.flags & flag) != 0;
}

static void
drop (Move *move, guint flags)
{
  move->after.flags &= ~flags;
}

static void
refuse (Move *move)
{
  move->refused = TRUE;
}

static void
wait_for (Move *move, IsgWake wake)
{
  move->wake = wake;
}

/* What is known of the number now leaves nothing open. */
static void
settle_as (Move *move, IsgSubmissionState state)
{
  move->after.state = state;
  move->after.wish_withdraw = FALSE;
  drop (move,
        ISG_SUBMISSION_UNSETTLED | ISG_SUBMISSION_REFUSED_ONCE | ISG_SUBMISSION_USED
          | ISG_SUBMISSION_ASK_FIRST);
}

/* A number that was used by something else stays dead, whatever becomes of this text. */
static void
withdrawn (Move *move)
{
  guint used = move->after.flags & ISG_SUBMISSION_USED;

  settle_as (move, ISG_SUBMISSION_WITHDRAWN);
  move->after.flags |= used;
}

static void
need_help (Move *move, const char *reason)
{
  move->after.state = ISG_SUBMISSION_NEEDS_HELP;
  move->after.wish_withdraw = FALSE;
  move->reason = reason;
  /* What may still be stored is asked about on, however seldom. */
  if (has (move, ISG_SUBMISSION_UNSETTLED) || has (move, ISG_SUBMISSION_USED) || move->after.taken)
    wait_for (move, ISG_WAKE_BACKOFF);
}

static void
doubt (Move *move, guint flags)
{
  move->after.state = ISG_SUBMISSION_IN_DOUBT;
  move->after.flags |= flags;
  wait_for (move, ISG_WAKE_NOW);
}

static void
queue (Move *move)
{
  move->after.state = ISG_SUBMISSION_QUEUED;
  drop (move, ISG_SUBMISSION_REFUSED_ONCE | ISG_SUBMISSION_USED | ISG_SUBMISSION_ASK_FIRST);
}

/* The number is dead: n+1, about which nothing is open. */
static void
next_number (Move *move, const Traits *traits, const Facts *facts)
{
  settle_as (move,
             traits->number_is_signed ? ISG_SUBMISSION_AWAITING_SIGNATURE : ISG_SUBMISSION_QUEUED);
  if (facts->copy)
    move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
  move->after.found = ISG_FOUND_NOTHING;
  move->after.taken = FALSE;
  move->after.odd = 0;
  move->after.n_odd = 0;
  move->after.n_failed = 0;
  move->next_number = TRUE;
  wait_for (move, ISG_WAKE_NOW);
}

static void
next_number_of_itself (Move *move, const Traits *traits, const Facts *facts)
{
  if (move->after.n_next >= LAST_NEXT_NUMBER) {
    need_help (move, "numbers");
    return;
  }
  move->after.n_next++;
  next_number (move, traits, facts);
}

/* ---- what a question found ---- */

/* U goes when "absent" was answered to a question asked after settle and absent is certain. */
static void
note_absent (Move *move, const Traits *traits, const Facts *facts)
{
  move->outcome = ISG_OUTCOME_ABSENT;
  move->after.n_query_faults = 0;
  move->after.found = facts->after_settle ? ISG_FOUND_ABSENT_SETTLED : ISG_FOUND_ABSENT;
  if (facts->after_settle && traits->absent_certain)
    drop (move, ISG_SUBMISSION_UNSETTLED);
}

/* Wish and R want to know for sure before anybody is told that nothing went. */
static void
end_when_certain (Move *move, IsgSubmissionState end, const Traits *traits, const Facts *facts)
{
  if (!facts->after_settle)
    wait_for (move, ISG_WAKE_SETTLE);
  else if (!traits->absent_certain)
    need_help (move, "absent_weak");
  else if (end == ISG_SUBMISSION_WITHDRAWN)
    withdrawn (move);
  else
    settle_as (move, end);
}

static void
absent_and_used (Move *move, const Traits *traits, const Facts *facts)
{
  if (!facts->after_settle)
    wait_for (move, ISG_WAKE_SETTLE);
  else if (!traits->absent_certain)
    need_help (move, "used_and_absent");
  else
    next_number_of_itself (move, traits, facts);
}

/* Nothing is known against sending the same bytes under the same number once more. */
static void
absent_and_free (Move *move, const Traits *traits, const Facts *facts)
{
  /* What the lost copy sent is an attempt that this file does not know of. */
  if (has (move, ISG_SUBMISSION_ASK_FIRST) && !facts->after_settle) {
    wait_for (move, ISG_WAKE_SETTLE);
    return;
  }
  switch (traits->repeat) {
  case ISG_REPEAT_BY_NUMBER:
    queue (move);
    wait_for (move, ISG_WAKE_NOW);
    break;
  case ISG_REPEAT_ASSUMED:
    if (facts->after_settle) {
      queue (move);
      wait_for (move, ISG_WAKE_NOW);
    } else {
      wait_for (move, ISG_WAKE_SETTLE);
    }
    break;
  case ISG_REPEAT_NONE:
  default:
    need_help (move, "absent");
    break;
  }
}

static void
absent (Move *move, const Traits *traits, const Facts *facts)
{
  note_absent (move, traits, facts);
  if (move->after.wish_withdraw)
    end_when_certain (move, ISG_SUBMISSION_WITHDRAWN, traits, facts);
  else if (has (move, ISG_SUBMISSION_USED))
    absent_and_used (move, traits, facts);
  else if (has (move, ISG_SUBMISSION_REFUSED_ONCE))
    end_when_certain (move, ISG_SUBMISSION_REJECTED, traits, facts);
  else if (move->after.odd == ISG_EVENT_SAVE_ENDPOINT)
    need_help (move, "endpoint");
  else if (move->after.n_failed >= LAST_FAILED)
    need_help (move, "failed");
  else
    absent_and_free (move, traits, facts);
}

static void
refused_after_taking (Move *move, const Traits *traits, const Facts *facts)
{
  gboolean of_another = has (move, ISG_SUBMISSION_USED) && !move->after.taken;

  move->outcome = ISG_OUTCOME_REFUSED;
  move->after.found = ISG_FOUND_REFUSED;
  if (of_another && move->after.wish_withdraw)
    withdrawn (move);
  else if (of_another)
    next_number_of_itself (move, traits, facts);
  else
    settle_as (move, ISG_SUBMISSION_REJECTED);
}

static void
unjudged (Move *move, const Facts *facts)
{
  move->outcome = ISG_OUTCOME_IN_WORK;
  if (facts->after_settle)
    need_help (move, "unjudged");
  else
    wait_for (move, ISG_WAKE_SETTLE);
}

static void
differs (Move *move, const Facts *facts)
{
  move->outcome = ISG_OUTCOME_PRESENT;
  move->after.found = ISG_FOUND_DIFFERS;
  move->older_accepted = facts->equals_older;
  need_help (move, facts->equals_older ? "older_stored" : "differs");
}

static void
no_content (Move *move, const Facts *facts)
{
  move->outcome = ISG_OUTCOME_PRESENT;
  move->after.found = ISG_FOUND_PRESENT;
  if (facts->sent_here && !facts->other_text && !facts->copy)
    settle_as (move, ISG_SUBMISSION_ACCEPTED);
  else
    need_help (move, "no_content");
}

/* The package lies in its folder. Whether somebody takes it, and reports it, no answer tells: U
 * stays, so that it is not called back as if nobody had it. */
static void
handed_over (Move *move)
{
  move->outcome = ISG_OUTCOME_UNKNOWN;
  move->after.found = ISG_FOUND_PRESENT;
  need_help (move, "handed_over");
  move->after.flags |= ISG_SUBMISSION_UNSETTLED;
  drop (move, ISG_SUBMISSION_ASK_FIRST);
  wait_for (move, ISG_WAKE_NONE);
}

/* Answers that speak of the number and are the same for whoever asked; FALSE for all others. */
static gboolean
present (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  switch ((int) event) {
  case ISG_EVENT_QUERY_ACCEPTED:
    move->outcome = ISG_OUTCOME_PRESENT;
    move->after.found = ISG_FOUND_PRESENT;
    settle_as (move, ISG_SUBMISSION_ACCEPTED);
    return TRUE;
  case ISG_EVENT_QUERY_PARTLY:
    move->outcome = ISG_OUTCOME_PRESENT;
    move->after.found = ISG_FOUND_PRESENT;
    settle_as (move, ISG_SUBMISSION_PARTLY_ACCEPTED);
    return TRUE;
  case ISG_EVENT_QUERY_IN_WORK:
    move->outcome = ISG_OUTCOME_IN_WORK;
    move->after.state = ISG_SUBMISSION_PROCESSING;
    move->after.wish_withdraw = FALSE;
    drop (move, ISG_SUBMISSION_ASK_FIRST);
    wait_for (move, ISG_WAKE_BACKOFF);
    return TRUE;
  case ISG_EVENT_QUERY_REFUSED:
    refused_after_taking (move, traits, facts);
    return TRUE;
  case ISG_EVENT_QUERY_UNJUDGED:
    unjudged (move, facts);
    return TRUE;
  case ISG_EVENT_QUERY_DIFFERS:
    differs (move, facts);
    return TRUE;
  case ISG_EVENT_QUERY_NO_CONTENT:
    no_content (move, facts);
    return TRUE;
  case ISG_EVENT_HANDED_OVER:
    handed_over (move);
    return TRUE;
  default:
    return FALSE;
  }
}

/* Questions that were not answered; FALSE for all others. */
static gboolean
unanswered (Move *move, Event event)
{
  move->outcome = ISG_OUTCOME_NO_ANSWER;
  wait_for (move, ISG_WAKE_BACKOFF);

  switch ((int) event) {
  case ISG_EVENT_QUERY_NO_ANSWER:
    return TRUE;
  case ISG_EVENT_QUERY_CREDENTIALS:
    move->outcome = ISG_OUTCOME_DOOR;
    move->gate = ISG_GATE_CREDENTIALS;
    return TRUE;
  case ISG_EVENT_QUERY_SERVER:
    move->gate = ISG_GATE_SERVER;
    return TRUE;
  case ISG_EVENT_QUERY_NOT_CONNECTED:
    move->outcome = ISG_OUTCOME_NO_BYTE;
    move->gate = ISG_GATE_NETWORK;
    return TRUE;
  case ISG_EVENT_QUERY_TLS:
    move->outcome = ISG_OUTCOME_NO_BYTE;
    move->gate = ISG_GATE_TLS;
    return TRUE;
  case ISG_EVENT_QUERY_FAULTY:
    move->after.n_query_faults++;
    return TRUE;
  default:
    move->outcome = ISG_OUTCOME_NONE;
    wait_for (move, ISG_WAKE_NONE);
    return FALSE;
  }
}

/* An answer to a question, with @when_absent for "absent"; FALSE when the event is none. */
static gboolean
answered (Move *move,
          Event event,
          const Traits *traits,
          const Facts *facts,
          void (*when_absent) (Move *, const Traits *, const Facts *))
{
  if (event == ISG_EVENT_QUERY_ABSENT) {
    when_absent (move, traits, facts);
    return TRUE;
  }
  if (present (move, event, traits, facts)) {
    move->after.n_query_faults = 0;
    return TRUE;
  }
  if (!unanswered (move, event))
    return FALSE;
  if (move->after.n_query_faults >= LAST_QUERY_FAULT) {
    need_help (move, "query");
    wait_for (move, ISG_WAKE_NONE);
  }
  return TRUE;
}

/* ---- states ---- */

static void
from_draft (Move *move, Event event, const Facts *facts)
{
  if (event == ISG_EVENT_EDIT)
    return;
  if (event != ISG_EVENT_FINALISE) {
    refuse (move);
    return;
  }
  if (!facts->fits || facts->sent_before) {
    move->reason = facts->fits ? "sent_before" : "finding";
    return;
  }
  move->after.state = ISG_SUBMISSION_AWAITING_SIGNATURE;
  if (facts->copy)
    move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
}

/* What an old copy has not sent may have been sent by the other. */
static void
withdraw_unsent (Move *move)
{
  if (has (move, ISG_SUBMISSION_UNSETTLED) || has (move, ISG_SUBMISSION_ASK_FIRST)) {
    doubt (move, 0);
    move->after.wish_withdraw = TRUE;
  } else {
    withdrawn (move);
  }
}

static void
from_awaiting (Move *move, Event event)
{
  switch ((int) event) {
  case ISG_EVENT_SIGNED:
    move->after.state = ISG_SUBMISSION_QUEUED;
    wait_for (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_CARD_FAILED:
    move->gate = ISG_GATE_CARD;
    break;
  case ISG_EVENT_CERTIFICATE_FAILED:
    move->gate = ISG_GATE_CERTIFICATE;
    break;
  case ISG_EVENT_CLOCK_WRONG:
    move->gate = ISG_GATE_CLOCK;
    break;
  case ISG_EVENT_WITHDRAW:
    withdraw_unsent (move);
    break;
  case ISG_EVENT_METHOD_ENDED:
    if (has (move, ISG_SUBMISSION_UNSETTLED) || has (move, ISG_SUBMISSION_ASK_FIRST))
      move->gate = ISG_GATE_METHOD;
    else
      withdrawn (move);
    break;
  case ISG_EVENT_COPY_FOUND:
    move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
    break;
  case ISG_EVENT_RECOVER:
    break;
  default:
    refuse (move);
    break;
  }
}

static void
from_queued (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  if (has (move, ISG_SUBMISSION_ASK_FIRST) && answered (move, event, traits, facts, absent))
    return;

  switch ((int) event) {
  case ISG_EVENT_SEND:
    if (facts->gate_shut || !facts->leased)
      break;
    if (has (move, ISG_SUBMISSION_ASK_FIRST)) {
      wait_for (move, ISG_WAKE_NOW);
      break;
    }
    move->after.state = ISG_SUBMISSION_SENDING;
    move->after.found = ISG_FOUND_NOTHING;
    break;
  case ISG_EVENT_COMMIT_FAILED:
    move->gate = ISG_GATE_STORE;
    break;
  case ISG_EVENT_WITHDRAW:
    withdraw_unsent (move);
    break;
  case ISG_EVENT_METHOD_ENDED:
    move->gate = ISG_GATE_METHOD;
    break;
  case ISG_EVENT_COPY_FOUND:
    move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
    wait_for (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_GATE_SHUT:
  case ISG_EVENT_RECOVER:
    break;
  default:
    refuse (move);
    break;
  }
}

/* No business answer: whether the Ministry has it is not known. */
static void
odd_answer (Move *move, Event event, IsgGate gate)
{
  move->after.n_odd = move->after.odd == event ? move->after.n_odd + 1 : 1;
  move->after.odd = event;
  move->outcome = ISG_OUTCOME_UNKNOWN;
  move->gate = gate;
  doubt (move, ISG_SUBMISSION_UNSETTLED);
  if (move->after.n_odd >= LAST_ODD_ANSWER)
    need_help (move, "odd");
}

static void
not_sent (Move *move, IsgGate gate, IsgWake wake)
{
  move->after.state = ISG_SUBMISSION_QUEUED;
  move->outcome = ISG_OUTCOME_NO_BYTE;
  move->gate = gate;
  wait_for (move, wake);
}

static void
refused_by_save (Move *move)
{
  move->outcome = ISG_OUTCOME_REFUSED;
  if (has (move, ISG_SUBMISSION_UNSETTLED))
    doubt (move, ISG_SUBMISSION_REFUSED_ONCE);
  else
    settle_as (move, ISG_SUBMISSION_REJECTED);
}

static void
faulty_by_save (Move *move, const char *reason, IsgGate gate)
{
  move->outcome = ISG_OUTCOME_REFUSED;
  move->gate = gate;
  need_help (move, reason);
}

static void
turned_away (Move *move, guint flags, IsgAttemptOutcome outcome)
{
  move->after.state = ISG_SUBMISSION_QUEUED;
  move->after.flags |= flags;
  move->outcome = outcome;
  move->gate = ISG_GATE_CREDENTIALS;
}

static void
taken (Move *move, IsgSubmissionState state)
{
  move->outcome = ISG_OUTCOME_TAKEN;
  move->after.taken = TRUE;
  if (state == ISG_SUBMISSION_PROCESSING) {
    move->after.state = state;
    wait_for (move, ISG_WAKE_BACKOFF);
  } else {
    settle_as (move, state);
  }
}

/* 204 and 211. */
static void
doubted (Move *move, guint flag, IsgAttemptOutcome outcome)
{
  move->outcome = outcome;
  if (outcome == ISG_OUTCOME_UNKNOWN)
    move->after.n_failed++;
  doubt (move, flag);
}

/* What a save can come to without an answer, and what else can happen meanwhile. */
static void
from_sending_without_answer (Move *move, Event event)
{
  switch ((int) event) {
  case ISG_EVENT_SAVE_LOST:
    odd_answer (move, event, ISG_GATE_NONE);
    break;
  case ISG_EVENT_SAVE_NOT_CONNECTED:
    not_sent (move, ISG_GATE_NETWORK, ISG_WAKE_BACKOFF);
    break;
  case ISG_EVENT_SAVE_TLS:
    not_sent (move, ISG_GATE_TLS, ISG_WAKE_BACKOFF);
    break;
  case ISG_EVENT_SAVE_ABORTED:
    not_sent (move, ISG_GATE_NONE, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_MIRROR_FAILED:
    not_sent (move, ISG_GATE_STORE, ISG_WAKE_BACKOFF);
    break;
  case ISG_EVENT_RECOVER:
    move->outcome = ISG_OUTCOME_UNKNOWN;
    doubt (move, ISG_SUBMISSION_UNSETTLED);
    break;
  case ISG_EVENT_COPY_FOUND:
    move->outcome = ISG_OUTCOME_UNKNOWN;
    doubt (move, ISG_SUBMISSION_UNSETTLED | ISG_SUBMISSION_ASK_FIRST);
    break;
  case ISG_EVENT_GATE_SHUT:
  case ISG_EVENT_COMMIT_FAILED: /* of the reply: kept in memory and tried again */
    break;
  default:
    refuse (move);
    break;
  }
}

static void
from_sending (Move *move, Event event)
{
  switch ((int) event) {
  case ISG_EVENT_SAVE_ACCEPTED:
    taken (move, ISG_SUBMISSION_ACCEPTED);
    break;
  case ISG_EVENT_SAVE_PARTLY:
    taken (move, ISG_SUBMISSION_PARTLY_ACCEPTED);
    break;
  case ISG_EVENT_SAVE_TAKEN:
    taken (move, ISG_SUBMISSION_PROCESSING);
    break;
  case ISG_EVENT_SAVE_REFUSED:
    refused_by_save (move);
    break;
  case ISG_EVENT_SAVE_USED:
    doubted (move, ISG_SUBMISSION_USED, ISG_OUTCOME_USED);
    break;
  case ISG_EVENT_SAVE_FAILED:
    doubted (move, ISG_SUBMISSION_UNSETTLED, ISG_OUTCOME_UNKNOWN);
    break;
  case ISG_EVENT_SAVE_SIGNATURE:
    faulty_by_save (move, "signature", ISG_GATE_SIGNATURE);
    break;
  case ISG_EVENT_SAVE_BATCH:
    faulty_by_save (move, "batch", ISG_GATE_NONE);
    break;
  case ISG_EVENT_SAVE_FAULT:
    faulty_by_save (move, "fault", ISG_GATE_NONE);
    break;
  case ISG_EVENT_SAVE_CREDENTIALS:
    turned_away (move, 0, ISG_OUTCOME_DOOR);
    break;
  case ISG_EVENT_SAVE_FORBIDDEN:
    turned_away (move, ISG_SUBMISSION_UNSETTLED, ISG_OUTCOME_UNKNOWN);
    break;
  case ISG_EVENT_SAVE_SERVER:
  case ISG_EVENT_SAVE_BUSY:
    odd_answer (move, event, ISG_GATE_SERVER);
    break;
  case ISG_EVENT_SAVE_ENDPOINT:
    odd_answer (move, event, ISG_GATE_ENDPOINT);
    break;
  case ISG_EVENT_SAVE_UNREADABLE:
    odd_answer (move, event, ISG_GATE_NONE);
    break;
  case ISG_EVENT_HANDED_OVER:
    handed_over (move);
    break;
  default:
    from_sending_without_answer (move, event);
    break;
  }
}

static void
from_in_doubt (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  if (answered (move, event, traits, facts, absent))
    return;

  switch ((int) event) {
  case ISG_EVENT_ASK:
    wait_for (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_COPY_FOUND:
    move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
    wait_for (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_EDIT:
  case ISG_EVENT_GATE_SHUT:
    break;
  default:
    refuse (move);
    break;
  }
}

static void
absent_though_taken (Move *move, const Traits *traits, const Facts *facts)
{
  note_absent (move, traits, facts);
  if (facts->after_settle)
    need_help (move, "absent_taken");
  else
    wait_for (move, ISG_WAKE_SETTLE);
}

static void
from_processing (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  if (answered (move, event, traits, facts, absent_though_taken))
    return;

  switch ((int) event) {
  case ISG_EVENT_OVERDUE:
    need_help (move, "no_outcome");
    wait_for (move, ISG_WAKE_BACKOFF);
    break;
  case ISG_EVENT_ASK:
    wait_for (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_COPY_FOUND:
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_GATE_SHUT:
    break;
  default:
    refuse (move);
    break;
  }
}

static void
absent_in_help (Move *move, const Traits *traits, const Facts *facts)
{
  note_absent (move, traits, facts);
  need_help (move, NULL);
}

/* What a person decides for a row that cannot settle itself. */
static void
decided_by_person (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  IsgFound found = move->after.found;

  switch ((int) event) {
  case ISG_EVENT_HELP_SEND_AGAIN:
    queue (move);
    if (!facts->signature)
      move->after.state = ISG_SUBMISSION_AWAITING_SIGNATURE;
    if (facts->copy)
      move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
    move->after.odd = 0;
    move->after.n_odd = 0;
    move->after.n_failed = 0;
    move->after.n_query_faults = 0;
    wait_for (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_HELP_NEW_NUMBER:
    if (found != ISG_FOUND_ABSENT_SETTLED && found != ISG_FOUND_REFUSED
        && found != ISG_FOUND_DIFFERS) {
      refuse (move);
      break;
    }
    move->after.n_next = 0;
    next_number (move, traits, facts);
    break;
  case ISG_EVENT_WITHDRAW:
    /* Taken means that the Ministry has it, unless it says itself that it has not. */
    if (found == ISG_FOUND_ABSENT_SETTLED
          ? !traits->absent_certain && has (move, ISG_SUBMISSION_UNSETTLED)
          : move->after.taken || has (move, ISG_SUBMISSION_UNSETTLED)) {
      refuse (move);
      break;
    }
    withdrawn (move);
    break;
  case ISG_EVENT_HELP_ELSEWHERE:
    move->after.state = ISG_SUBMISSION_REPORTED_ELSEWHERE;
    break;
  default:
    refuse (move);
    break;
  }
}

static void
from_needs_help (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  /* Still in work after 72 hours is no news. */
  if (event == ISG_EVENT_QUERY_IN_WORK && facts->overdue) {
    move->outcome = ISG_OUTCOME_IN_WORK;
    wait_for (move, ISG_WAKE_BACKOFF);
    return;
  }
  if (answered (move, event, traits, facts, absent_in_help))
    return;

  switch ((int) event) {
  case ISG_EVENT_ASK:
    move->after.n_query_faults = 0;
    wait_for (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_COPY_FOUND:
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_GATE_SHUT:
    break;
  default:
    decided_by_person (move, event, traits, facts);
    break;
  }
}

/* A final state is moved by the Ministry's own evidence alone. */
static gboolean
found_stored (Move *move, Event event)
{
  switch ((int) event) {
  case ISG_EVENT_QUERY_ACCEPTED:
    settle_as (move, ISG_SUBMISSION_ACCEPTED);
    break;
  case ISG_EVENT_QUERY_PARTLY:
  case ISG_EVENT_QUERY_DIFFERS:
  case ISG_EVENT_QUERY_NO_CONTENT:
    move->after.found = event == ISG_EVENT_QUERY_DIFFERS ? ISG_FOUND_DIFFERS : ISG_FOUND_PRESENT;
    need_help (move, "found_stored");
    break;
  default:
    return FALSE;
  }
  move->outcome = ISG_OUTCOME_PRESENT;
  move->contradicted = TRUE;
  move->hold_successor = TRUE;
  return TRUE;
}

/* Answers that change nothing of what is final; FALSE for all other events. */
static gboolean
nothing_new (Move *move, Event event)
{
  if (event == ISG_EVENT_ASK) {
    wait_for (move, ISG_WAKE_NOW);
    return TRUE;
  }
  if (event == ISG_EVENT_QUERY_ABSENT || event == ISG_EVENT_QUERY_REFUSED) {
    move->outcome = event == ISG_EVENT_QUERY_ABSENT ? ISG_OUTCOME_ABSENT : ISG_OUTCOME_REFUSED;
    return TRUE;
  }
  if (event == ISG_EVENT_QUERY_IN_WORK || event == ISG_EVENT_QUERY_UNJUDGED) {
    move->outcome = ISG_OUTCOME_IN_WORK;
    wait_for (move, ISG_WAKE_BACKOFF);
    return TRUE;
  }
  if (!unanswered (move, event))
    return FALSE;
  move->after.n_query_faults = 0;
  wait_for (move, ISG_WAKE_NONE);
  return TRUE;
}

static void
succeed (Move *move)
{
  move->successor = TRUE;
  move->next_number = isg_submission_number_is_dead (&move->after);
}

/* REJECTED, WITHDRAWN, REPORTED_ELSEWHERE. */
static void
from_not_stored (Move *move, Event event)
{
  if (found_stored (move, event) || nothing_new (move, event))
    return;
  switch ((int) event) {
  case ISG_EVENT_EDIT:
    if (move->after.state == ISG_SUBMISSION_REPORTED_ELSEWHERE)
      refuse (move);
    break;
  case ISG_EVENT_MEND:
    if (move->after.state == ISG_SUBMISSION_REPORTED_ELSEWHERE)
      refuse (move);
    else
      succeed (move);
    break;
  case ISG_EVENT_SEND_AGAIN:
    if (move->after.state == ISG_SUBMISSION_REJECTED)
      succeed (move);
    else
      refuse (move);
    break;
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_COPY_FOUND:
    break;
  default:
    refuse (move);
    break;
  }
}

static void
from_partly_accepted (Move *move, Event event)
{
  if (event == ISG_EVENT_MEND)
    succeed (move);
  else if (event != ISG_EVENT_EDIT && event != ISG_EVENT_RECOVER && event != ISG_EVENT_COPY_FOUND)
    refuse (move);
}

static void
from_accepted (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  switch ((int) event) {
  case ISG_EVENT_QUERY_ABSENT:
    move->outcome = ISG_OUTCOME_ABSENT;
    move->warn = TRUE;
    return;
  case ISG_EVENT_QUERY_ACCEPTED:
  case ISG_EVENT_QUERY_NO_CONTENT:
    move->outcome = ISG_OUTCOME_PRESENT;
    return;
  case ISG_EVENT_MEND:
    if (facts->new_items)
      succeed (move);
    else
      refuse (move);
    return;
  case ISG_EVENT_CORRECTED:
    if (traits->can_correct)
      move->after.state = ISG_SUBMISSION_SUPERSEDED;
    else
      refuse (move);
    return;
  case ISG_EVENT_CANCELLED:
    if (traits->can_cancel)
      move->after.state = ISG_SUBMISSION_CANCELLED;
    else
      refuse (move);
    return;
  case ISG_EVENT_ASK:
    wait_for (move, ISG_WAKE_NOW);
    return;
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_COPY_FOUND:
    return;
  default:
    break;
  }
  if (unanswered (move, event)) {
    move->after.n_query_faults = 0;
    wait_for (move, ISG_WAKE_NONE);
  } else {
    refuse (move);
  }
}

static void
leave (Move *move,
       const IsgSubmission *before,
       Event event,
       const Traits *traits,
       const Facts *facts)
{
  switch (before->state) {
  case ISG_SUBMISSION_DRAFT:
    from_draft (move, event, facts);
    break;
  case ISG_SUBMISSION_AWAITING_SIGNATURE:
    from_awaiting (move, event);
    break;
  case ISG_SUBMISSION_QUEUED:
    from_queued (move, event, traits, facts);
    break;
  case ISG_SUBMISSION_SENDING:
    from_sending (move, event);
    break;
  case ISG_SUBMISSION_IN_DOUBT:
    from_in_doubt (move, event, traits, facts);
    break;
  case ISG_SUBMISSION_PROCESSING:
    from_processing (move, event, traits, facts);
    break;
  case ISG_SUBMISSION_NEEDS_HELP:
    from_needs_help (move, event, traits, facts);
    break;
  case ISG_SUBMISSION_ACCEPTED:
    from_accepted (move, event, traits, facts);
    break;
  case ISG_SUBMISSION_PARTLY_ACCEPTED:
    from_partly_accepted (move, event);
    break;
  case ISG_SUBMISSION_REJECTED:
  case ISG_SUBMISSION_WITHDRAWN:
  case ISG_SUBMISSION_REPORTED_ELSEWHERE:
    from_not_stored (move, event);
    break;
  case ISG_SUBMISSION_SUPERSEDED:
  case ISG_SUBMISSION_CANCELLED:
  case ISG_SUBMISSION_N_STATES:
  default:
    refuse (move);
    break;
  }
}

IsgSubmissionMove
isg_submission_decide (const IsgSubmission *before,
                       IsgSubmissionEvent event,
                       const IsgSubmissionTraits *traits,
                       const IsgSubmissionFacts *facts)
{
  IsgSubmissionMove move = { .after = *before };

  isg_submission_assert (before);
  leave (&move, before, event, traits, facts);
  if (move.refused)
    move = (IsgSubmissionMove){ .refused = TRUE, .after = *before };
  isg_submission_assert (&move.after);
  return move;
}
