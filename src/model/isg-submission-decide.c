/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-submission-move-private.h"

/* The matrix of submission.md 3: one function a state.  SENDING stands in isg-submission-sending.c,
 * the answers to questions, which several states share, in isg-submission-answer.c. */

static void
from_draft (Move *move, Event event, const Facts *facts)
{
  if (event == ISG_EVENT_EDIT)
    return;
  if (event != ISG_EVENT_FINALISE) {
    isg_move_refuse (move);
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
  if (isg_move_has (move, ISG_SUBMISSION_UNSETTLED)
      || isg_move_has (move, ISG_SUBMISSION_ASK_FIRST)) {
    isg_move_doubt (move, 0);
    move->after.wish_withdraw = TRUE;
  } else {
    isg_move_withdraw (move);
  }
}

static void
from_awaiting (Move *move, Event event)
{
  switch ((int) event) {
  case ISG_EVENT_SIGNED:
    move->after.state = ISG_SUBMISSION_QUEUED;
    isg_move_wait (move, ISG_WAKE_NOW);
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
    if (isg_move_has (move, ISG_SUBMISSION_UNSETTLED)
        || isg_move_has (move, ISG_SUBMISSION_ASK_FIRST))
      move->gate = ISG_GATE_METHOD;
    else
      isg_move_withdraw (move);
    break;
  case ISG_EVENT_COPY_FOUND:
    move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
    break;
  case ISG_EVENT_RECOVER:
    break;
  default:
    isg_move_refuse (move);
    break;
  }
}

static void
from_queued (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  if (isg_move_has (move, ISG_SUBMISSION_ASK_FIRST)
      && isg_move_answered (move, event, traits, facts, isg_move_absent))
    return;

  switch ((int) event) {
  case ISG_EVENT_SEND:
    if (facts->gate_shut || !facts->leased)
      break;
    if (isg_move_has (move, ISG_SUBMISSION_ASK_FIRST)) {
      isg_move_wait (move, ISG_WAKE_NOW);
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
    isg_move_wait (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_GATE_SHUT:
  case ISG_EVENT_RECOVER:
    break;
  default:
    isg_move_refuse (move);
    break;
  }
}

static void
from_in_doubt (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  if (isg_move_answered (move, event, traits, facts, isg_move_absent))
    return;

  switch ((int) event) {
  case ISG_EVENT_ASK:
    isg_move_wait (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_COPY_FOUND:
    move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
    isg_move_wait (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_EDIT:
  case ISG_EVENT_GATE_SHUT:
    break;
  default:
    isg_move_refuse (move);
    break;
  }
}

static void
absent_though_taken (Move *move, const Traits *traits, const Facts *facts)
{
  isg_move_note_absent (move, traits, facts);
  if (facts->after_settle)
    isg_move_need_help (move, "absent_taken");
  else
    isg_move_wait (move, ISG_WAKE_SETTLE);
}

static void
from_processing (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  if (isg_move_answered (move, event, traits, facts, absent_though_taken))
    return;

  switch ((int) event) {
  case ISG_EVENT_OVERDUE:
    isg_move_need_help (move, "no_outcome");
    isg_move_wait (move, ISG_WAKE_BACKOFF);
    break;
  case ISG_EVENT_ASK:
    isg_move_wait (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_COPY_FOUND:
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_GATE_SHUT:
    break;
  default:
    isg_move_refuse (move);
    break;
  }
}

static void
absent_in_help (Move *move, const Traits *traits, const Facts *facts)
{
  isg_move_note_absent (move, traits, facts);
  isg_move_need_help (move, NULL);
}

/* What a person decides for a row that cannot settle itself. */
static void
decided_by_person (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  IsgFound found = move->after.found;

  switch ((int) event) {
  case ISG_EVENT_HELP_SEND_AGAIN:
    isg_move_queue (move);
    if (!facts->signature)
      move->after.state = ISG_SUBMISSION_AWAITING_SIGNATURE;
    if (facts->copy)
      move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
    move->after.odd = 0;
    move->after.n_odd = 0;
    move->after.n_failed = 0;
    move->after.n_query_faults = 0;
    isg_move_wait (move, ISG_WAKE_NOW);
    break;
  case ISG_EVENT_HELP_NEW_NUMBER:
    if (found != ISG_FOUND_ABSENT_SETTLED && found != ISG_FOUND_REFUSED
        && found != ISG_FOUND_DIFFERS) {
      isg_move_refuse (move);
      break;
    }
    move->after.n_next = 0;
    isg_move_next_number (move, traits, facts);
    break;
  case ISG_EVENT_WITHDRAW:
    /* Taken means that the Ministry has it, unless it says itself that it has not. */
    if (found == ISG_FOUND_ABSENT_SETTLED
          ? !traits->absent_certain && isg_move_has (move, ISG_SUBMISSION_UNSETTLED)
          : move->after.taken || isg_move_has (move, ISG_SUBMISSION_UNSETTLED)) {
      isg_move_refuse (move);
      break;
    }
    isg_move_withdraw (move);
    break;
  case ISG_EVENT_HELP_ELSEWHERE:
    move->after.state = ISG_SUBMISSION_REPORTED_ELSEWHERE;
    break;
  default:
    isg_move_refuse (move);
    break;
  }
}

static void
from_needs_help (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  /* Still in work after 72 hours is no news. */
  if (event == ISG_EVENT_QUERY_IN_WORK && facts->overdue) {
    move->outcome = ISG_OUTCOME_IN_WORK;
    isg_move_wait (move, ISG_WAKE_BACKOFF);
    return;
  }
  if (isg_move_answered (move, event, traits, facts, absent_in_help))
    return;

  switch ((int) event) {
  case ISG_EVENT_ASK:
    move->after.n_query_faults = 0;
    isg_move_wait (move, ISG_WAKE_NOW);
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
    isg_move_settle (move, ISG_SUBMISSION_ACCEPTED);
    break;
  case ISG_EVENT_QUERY_PARTLY:
  case ISG_EVENT_QUERY_DIFFERS:
  case ISG_EVENT_QUERY_NO_CONTENT:
    move->after.found = event == ISG_EVENT_QUERY_DIFFERS ? ISG_FOUND_DIFFERS : ISG_FOUND_PRESENT;
    isg_move_need_help (move, "found_stored");
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
    isg_move_wait (move, ISG_WAKE_NOW);
    return TRUE;
  }
  if (event == ISG_EVENT_QUERY_ABSENT || event == ISG_EVENT_QUERY_REFUSED) {
    move->outcome = event == ISG_EVENT_QUERY_ABSENT ? ISG_OUTCOME_ABSENT : ISG_OUTCOME_REFUSED;
    return TRUE;
  }
  if (event == ISG_EVENT_QUERY_IN_WORK || event == ISG_EVENT_QUERY_UNJUDGED) {
    move->outcome = ISG_OUTCOME_IN_WORK;
    isg_move_wait (move, ISG_WAKE_BACKOFF);
    return TRUE;
  }
  if (!isg_move_unanswered (move, event))
    return FALSE;
  move->after.n_query_faults = 0;
  isg_move_wait (move, ISG_WAKE_NONE);
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
      isg_move_refuse (move);
    break;
  case ISG_EVENT_MEND:
    if (move->after.state == ISG_SUBMISSION_REPORTED_ELSEWHERE)
      isg_move_refuse (move);
    else
      succeed (move);
    break;
  case ISG_EVENT_SEND_AGAIN:
    if (move->after.state == ISG_SUBMISSION_REJECTED)
      succeed (move);
    else
      isg_move_refuse (move);
    break;
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_COPY_FOUND:
    break;
  default:
    isg_move_refuse (move);
    break;
  }
}

static void
from_partly_accepted (Move *move, Event event)
{
  if (event == ISG_EVENT_MEND)
    succeed (move);
  else if (event != ISG_EVENT_EDIT && event != ISG_EVENT_RECOVER && event != ISG_EVENT_COPY_FOUND)
    isg_move_refuse (move);
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
      isg_move_refuse (move);
    return;
  case ISG_EVENT_CORRECTED:
    if (traits->can_correct)
      move->after.state = ISG_SUBMISSION_SUPERSEDED;
    else
      isg_move_refuse (move);
    return;
  case ISG_EVENT_CANCELLED:
    if (traits->can_cancel)
      move->after.state = ISG_SUBMISSION_CANCELLED;
    else
      isg_move_refuse (move);
    return;
  case ISG_EVENT_ASK:
    isg_move_wait (move, ISG_WAKE_NOW);
    return;
  case ISG_EVENT_RECOVER:
  case ISG_EVENT_COPY_FOUND:
    return;
  default:
    break;
  }
  if (isg_move_unanswered (move, event)) {
    move->after.n_query_faults = 0;
    isg_move_wait (move, ISG_WAKE_NONE);
  } else {
    isg_move_refuse (move);
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
    isg_move_from_sending (move, event);
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
    isg_move_refuse (move);
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
