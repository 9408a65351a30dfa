/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-submission-move-private.h"

/* What a question found, and what becomes of the row by it. */

#define LAST_NEXT_NUMBER 3
#define LAST_QUERY_FAULT 3
#define LAST_FAILED      2

static void
next_number_of_itself (Move *move, const Traits *traits, const Facts *facts)
{
  if (move->after.n_next >= LAST_NEXT_NUMBER) {
    isg_move_need_help (move, "numbers");
    return;
  }
  move->after.n_next++;
  isg_move_next_number (move, traits, facts);
}

/* U goes when "absent" was answered to a question asked after settle and absent is certain. */
void
isg_move_note_absent (Move *move, const Traits *traits, const Facts *facts)
{
  move->outcome = ISG_OUTCOME_ABSENT;
  move->after.n_query_faults = 0;
  move->after.found = facts->after_settle ? ISG_FOUND_ABSENT_SETTLED : ISG_FOUND_ABSENT;
  if (facts->after_settle && traits->absent_certain)
    isg_move_drop (move, ISG_SUBMISSION_UNSETTLED);
}

/* Wish and R want to know for sure before anybody is told that nothing went. */
static void
end_when_certain (Move *move, IsgSubmissionState end, const Traits *traits, const Facts *facts)
{
  if (!facts->after_settle)
    isg_move_wait (move, ISG_WAKE_SETTLE);
  else if (!traits->absent_certain)
    isg_move_need_help (move, "absent_weak");
  else if (end == ISG_SUBMISSION_WITHDRAWN)
    isg_move_withdraw (move);
  else
    isg_move_settle (move, end);
}

static void
absent_and_used (Move *move, const Traits *traits, const Facts *facts)
{
  if (!facts->after_settle)
    isg_move_wait (move, ISG_WAKE_SETTLE);
  else if (!traits->absent_certain)
    isg_move_need_help (move, "used_and_absent");
  else
    next_number_of_itself (move, traits, facts);
}

/* Nothing is known against sending the same bytes under the same number once more. */
static void
absent_and_free (Move *move, const Traits *traits, const Facts *facts)
{
  /* What the lost copy sent is an attempt that this file does not know of. */
  if (isg_move_has (move, ISG_SUBMISSION_ASK_FIRST) && !facts->after_settle) {
    isg_move_wait (move, ISG_WAKE_SETTLE);
    return;
  }
  switch (traits->repeat) {
  case ISG_REPEAT_BY_NUMBER:
    isg_move_queue (move);
    isg_move_wait (move, ISG_WAKE_NOW);
    break;
  case ISG_REPEAT_ASSUMED:
    if (facts->after_settle) {
      isg_move_queue (move);
      isg_move_wait (move, ISG_WAKE_NOW);
    } else {
      isg_move_wait (move, ISG_WAKE_SETTLE);
    }
    break;
  case ISG_REPEAT_NONE:
  default:
    isg_move_need_help (move, "absent");
    break;
  }
}

void
isg_move_absent (Move *move, const Traits *traits, const Facts *facts)
{
  isg_move_note_absent (move, traits, facts);
  if (move->after.wish_withdraw)
    end_when_certain (move, ISG_SUBMISSION_WITHDRAWN, traits, facts);
  else if (isg_move_has (move, ISG_SUBMISSION_USED))
    absent_and_used (move, traits, facts);
  else if (isg_move_has (move, ISG_SUBMISSION_REFUSED_ONCE))
    end_when_certain (move, ISG_SUBMISSION_REJECTED, traits, facts);
  else if (move->after.odd == ISG_EVENT_SAVE_ENDPOINT)
    isg_move_need_help (move, "endpoint");
  else if (move->after.n_failed >= LAST_FAILED)
    isg_move_need_help (move, "failed");
  else
    absent_and_free (move, traits, facts);
}

static void
refused_after_taking (Move *move, const Traits *traits, const Facts *facts)
{
  gboolean of_another = isg_move_has (move, ISG_SUBMISSION_USED) && !move->after.taken;

  move->outcome = ISG_OUTCOME_REFUSED;
  move->after.found = ISG_FOUND_REFUSED;
  if (of_another && move->after.wish_withdraw)
    isg_move_withdraw (move);
  else if (of_another)
    next_number_of_itself (move, traits, facts);
  else
    isg_move_settle (move, ISG_SUBMISSION_REJECTED);
}

static void
unjudged (Move *move, const Facts *facts)
{
  move->outcome = ISG_OUTCOME_IN_WORK;
  if (facts->after_settle)
    isg_move_need_help (move, "unjudged");
  else
    isg_move_wait (move, ISG_WAKE_SETTLE);
}

static void
differs (Move *move, const Facts *facts)
{
  move->outcome = ISG_OUTCOME_PRESENT;
  move->after.found = ISG_FOUND_DIFFERS;
  move->older_accepted = facts->equals_older;
  isg_move_need_help (move, facts->equals_older ? "older_stored" : "differs");
}

static void
no_content (Move *move, const Facts *facts)
{
  move->outcome = ISG_OUTCOME_PRESENT;
  move->after.found = ISG_FOUND_PRESENT;
  if (facts->sent_here && !facts->other_text && !facts->copy)
    isg_move_settle (move, ISG_SUBMISSION_ACCEPTED);
  else
    isg_move_need_help (move, "no_content");
}

/* The package lies in its folder. Whether somebody takes it, and reports it, no answer tells: U
 * stays, so that it is not called back as if nobody had it. */
void
isg_move_hand_over (Move *move)
{
  move->outcome = ISG_OUTCOME_UNKNOWN;
  move->after.found = ISG_FOUND_PRESENT;
  isg_move_need_help (move, "handed_over");
  move->after.flags |= ISG_SUBMISSION_UNSETTLED;
  isg_move_drop (move, ISG_SUBMISSION_ASK_FIRST);
  isg_move_wait (move, ISG_WAKE_NONE);
}

/* Answers that speak of the number and are the same for whoever asked; FALSE for all others. */
static gboolean
present (Move *move, Event event, const Traits *traits, const Facts *facts)
{
  switch ((int) event) {
  case ISG_EVENT_QUERY_ACCEPTED:
    move->outcome = ISG_OUTCOME_PRESENT;
    move->after.found = ISG_FOUND_PRESENT;
    isg_move_settle (move, ISG_SUBMISSION_ACCEPTED);
    return TRUE;
  case ISG_EVENT_QUERY_PARTLY:
    move->outcome = ISG_OUTCOME_PRESENT;
    move->after.found = ISG_FOUND_PRESENT;
    isg_move_settle (move, ISG_SUBMISSION_PARTLY_ACCEPTED);
    return TRUE;
  case ISG_EVENT_QUERY_IN_WORK:
    move->outcome = ISG_OUTCOME_IN_WORK;
    move->after.state = ISG_SUBMISSION_PROCESSING;
    move->after.wish_withdraw = FALSE;
    isg_move_drop (move, ISG_SUBMISSION_ASK_FIRST);
    isg_move_wait (move, ISG_WAKE_BACKOFF);
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
    isg_move_hand_over (move);
    return TRUE;
  default:
    return FALSE;
  }
}

/* Questions that were not answered; FALSE for all others. */
gboolean
isg_move_unanswered (Move *move, Event event)
{
  move->outcome = ISG_OUTCOME_NO_ANSWER;
  isg_move_wait (move, ISG_WAKE_BACKOFF);

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
    isg_move_wait (move, ISG_WAKE_NONE);
    return FALSE;
  }
}

/* An answer to a question, with @when_absent for "absent"; FALSE when the event is none. */
gboolean
isg_move_answered (Move *move,
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
  if (!isg_move_unanswered (move, event))
    return FALSE;
  if (move->after.n_query_faults >= LAST_QUERY_FAULT) {
    isg_move_need_help (move, "query");
    isg_move_wait (move, ISG_WAKE_NONE);
  }
  return TRUE;
}
