/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-submission.h"

static const char *const state_names[ISG_SUBMISSION_N_STATES] = {
  [ISG_SUBMISSION_DRAFT] = "DRAFT",
  [ISG_SUBMISSION_AWAITING_SIGNATURE] = "AWAITING_SIGNATURE",
  [ISG_SUBMISSION_QUEUED] = "QUEUED",
  [ISG_SUBMISSION_SENDING] = "SENDING",
  [ISG_SUBMISSION_IN_DOUBT] = "IN_DOUBT",
  [ISG_SUBMISSION_PROCESSING] = "PROCESSING",
  [ISG_SUBMISSION_NEEDS_HELP] = "NEEDS_HELP",
  [ISG_SUBMISSION_ACCEPTED] = "ACCEPTED",
  [ISG_SUBMISSION_PARTLY_ACCEPTED] = "PARTLY_ACCEPTED",
  [ISG_SUBMISSION_REJECTED] = "REJECTED",
  [ISG_SUBMISSION_SUPERSEDED] = "SUPERSEDED",
  [ISG_SUBMISSION_CANCELLED] = "CANCELLED",
  [ISG_SUBMISSION_WITHDRAWN] = "WITHDRAWN",
  [ISG_SUBMISSION_REPORTED_ELSEWHERE] = "REPORTED_ELSEWHERE",
};

static const char *const event_names[ISG_EVENT_N] = {
  [ISG_EVENT_FINALISE] = "finalise",
  [ISG_EVENT_SIGNED] = "signed",
  [ISG_EVENT_CARD_FAILED] = "sign.card",
  [ISG_EVENT_CERTIFICATE_FAILED] = "sign.certificate",
  [ISG_EVENT_CLOCK_WRONG] = "sign.clock",
  [ISG_EVENT_METHOD_ENDED] = "method.ended",
  [ISG_EVENT_WITHDRAW] = "withdraw",
  [ISG_EVENT_EDIT] = "edit",
  [ISG_EVENT_ASK] = "ask",
  [ISG_EVENT_SEND] = "send",
  [ISG_EVENT_COMMIT_FAILED] = "commit.failed",
  [ISG_EVENT_MIRROR_FAILED] = "mirror.failed",
  [ISG_EVENT_GATE_SHUT] = "gate.shut",
  [ISG_EVENT_RECOVER] = "recover",
  [ISG_EVENT_COPY_FOUND] = "copy.found",
  [ISG_EVENT_SAVE_ACCEPTED] = "save.accepted",
  [ISG_EVENT_SAVE_PARTLY] = "save.partly",
  [ISG_EVENT_SAVE_TAKEN] = "save.taken",
  [ISG_EVENT_SAVE_REFUSED] = "save.refused",
  [ISG_EVENT_SAVE_USED] = "save.used",
  [ISG_EVENT_SAVE_FAILED] = "save.failed",
  [ISG_EVENT_SAVE_SIGNATURE] = "save.signature",
  [ISG_EVENT_SAVE_BATCH] = "save.batch",
  [ISG_EVENT_SAVE_FAULT] = "save.fault",
  [ISG_EVENT_SAVE_CREDENTIALS] = "save.credentials",
  [ISG_EVENT_SAVE_FORBIDDEN] = "save.forbidden",
  [ISG_EVENT_SAVE_SERVER] = "save.server",
  [ISG_EVENT_SAVE_BUSY] = "save.busy",
  [ISG_EVENT_SAVE_ENDPOINT] = "save.endpoint",
  [ISG_EVENT_SAVE_UNREADABLE] = "save.unreadable",
  [ISG_EVENT_SAVE_LOST] = "save.lost",
  [ISG_EVENT_SAVE_NOT_CONNECTED] = "save.not_connected",
  [ISG_EVENT_SAVE_TLS] = "save.tls",
  [ISG_EVENT_SAVE_ABORTED] = "save.aborted",
  [ISG_EVENT_HANDED_OVER] = "handed_over",
  [ISG_EVENT_QUERY_ACCEPTED] = "query.accepted",
  [ISG_EVENT_QUERY_PARTLY] = "query.partly",
  [ISG_EVENT_QUERY_IN_WORK] = "query.in_work",
  [ISG_EVENT_QUERY_REFUSED] = "query.refused",
  [ISG_EVENT_QUERY_UNJUDGED] = "query.unjudged",
  [ISG_EVENT_QUERY_DIFFERS] = "query.differs",
  [ISG_EVENT_QUERY_NO_CONTENT] = "query.no_content",
  [ISG_EVENT_QUERY_ABSENT] = "query.absent",
  [ISG_EVENT_QUERY_NO_ANSWER] = "query.no_answer",
  [ISG_EVENT_QUERY_CREDENTIALS] = "query.credentials",
  [ISG_EVENT_QUERY_SERVER] = "query.server",
  [ISG_EVENT_QUERY_NOT_CONNECTED] = "query.not_connected",
  [ISG_EVENT_QUERY_TLS] = "query.tls",
  [ISG_EVENT_QUERY_FAULTY] = "query.faulty",
  [ISG_EVENT_OVERDUE] = "overdue",
  [ISG_EVENT_MEND] = "mend",
  [ISG_EVENT_SEND_AGAIN] = "again",
  [ISG_EVENT_HELP_SEND_AGAIN] = "help.send_again",
  [ISG_EVENT_HELP_NEW_NUMBER] = "help.new_number",
  [ISG_EVENT_HELP_ELSEWHERE] = "help.elsewhere",
  [ISG_EVENT_CORRECTED] = "corrected",
  [ISG_EVENT_CANCELLED] = "cancelled",
};

static const char *const gate_names[ISG_GATE_N] = {
  [ISG_GATE_NONE] = "",
  [ISG_GATE_STORE] = "STORE",
  [ISG_GATE_OLD_COPY] = "OLD_COPY",
  [ISG_GATE_LIVE_SHUT] = "LIVE_SHUT",
  [ISG_GATE_CREDENTIALS] = "CREDENTIALS",
  [ISG_GATE_FIRM] = "FIRM",
  [ISG_GATE_SIGNATURE] = "SIGNATURE",
  [ISG_GATE_ENDPOINT] = "ENDPOINT",
  [ISG_GATE_TLS] = "TLS",
  [ISG_GATE_CLOCK] = "CLOCK",
  [ISG_GATE_SERVER] = "SERVER",
  [ISG_GATE_NETWORK] = "NETWORK",
  [ISG_GATE_CERTIFICATE] = "CERTIFICATE",
  [ISG_GATE_CARD] = "CARD",
  [ISG_GATE_METHOD] = "METHOD",
  [ISG_GATE_HEALTH] = "HEALTH",
};

static const char *const outcome_names[ISG_OUTCOME_N] = {
  [ISG_OUTCOME_NONE] = NULL,
  [ISG_OUTCOME_NO_BYTE] = "NO_BYTE",
  [ISG_OUTCOME_TAKEN] = "TAKEN",
  [ISG_OUTCOME_REFUSED] = "REFUSED",
  [ISG_OUTCOME_USED] = "USED",
  [ISG_OUTCOME_DOOR] = "DOOR",
  [ISG_OUTCOME_UNKNOWN] = "UNKNOWN",
  [ISG_OUTCOME_PRESENT] = "PRESENT",
  [ISG_OUTCOME_ABSENT] = "ABSENT",
  [ISG_OUTCOME_IN_WORK] = "IN_WORK",
  [ISG_OUTCOME_NO_ANSWER] = "NO_ANSWER",
};

static const char *const found_names[ISG_FOUND_N] = {
  [ISG_FOUND_NOTHING] = "",
  [ISG_FOUND_ABSENT] = "absent",
  [ISG_FOUND_ABSENT_SETTLED] = "absent_settled",
  [ISG_FOUND_REFUSED] = "refused",
  [ISG_FOUND_DIFFERS] = "differs",
  [ISG_FOUND_PRESENT] = "present",
};

static guint
find_name (const char *const *names, guint n, const char *name, guint otherwise)
{
  for (guint i = 0; name != NULL && i < n; i++)
    if (g_strcmp0 (names[i], name) == 0)
      return i;
  return otherwise;
}

const char *
isg_submission_state_name (IsgSubmissionState state)
{
  g_return_val_if_fail ((guint) state < ISG_SUBMISSION_N_STATES, "");
  return state_names[state];
}

IsgSubmissionState
isg_submission_state_parse (const char *name)
{
  return find_name (state_names, ISG_SUBMISSION_N_STATES, name, ISG_SUBMISSION_N_STATES);
}

gboolean
isg_submission_state_is_open (IsgSubmissionState state)
{
  return state >= ISG_SUBMISSION_AWAITING_SIGNATURE && state <= ISG_SUBMISSION_NEEDS_HELP;
}

gboolean
isg_submission_state_is_final (IsgSubmissionState state)
{
  return state >= ISG_SUBMISSION_ACCEPTED && state < ISG_SUBMISSION_N_STATES;
}

const char *
isg_submission_event_name (IsgSubmissionEvent event)
{
  g_return_val_if_fail ((guint) event < ISG_EVENT_N, "");
  return event_names[event];
}

IsgSubmissionEvent
isg_submission_event_parse (const char *name)
{
  return find_name (event_names, ISG_EVENT_N, name, ISG_EVENT_N);
}

const char *
isg_gate_name (IsgGate gate)
{
  g_return_val_if_fail ((guint) gate < ISG_GATE_N, "");
  return gate_names[gate];
}

IsgGate
isg_gate_parse (const char *name)
{
  return find_name (gate_names, ISG_GATE_N, name, ISG_GATE_NONE);
}

const char *
isg_attempt_outcome_name (IsgAttemptOutcome outcome)
{
  g_return_val_if_fail ((guint) outcome < ISG_OUTCOME_N, NULL);
  return outcome_names[outcome];
}

const char *
isg_found_name (IsgFound found)
{
  g_return_val_if_fail ((guint) found < ISG_FOUND_N, "");
  return found_names[found];
}

IsgFound
isg_found_parse (const char *name)
{
  return find_name (found_names, ISG_FOUND_N, name, ISG_FOUND_NOTHING);
}

gboolean
isg_submission_number_is_dead (const IsgSubmission *submission)
{
  IsgSubmissionState state = submission->state;

  /* Refused after taking: 211 is all that such a number can still answer. */
  return state == ISG_SUBMISSION_ACCEPTED || state == ISG_SUBMISSION_PARTLY_ACCEPTED
         || state == ISG_SUBMISSION_SUPERSEDED || state == ISG_SUBMISSION_CANCELLED
         || submission->taken || submission->found == ISG_FOUND_REFUSED
         || (submission->flags & ISG_SUBMISSION_USED) != 0;
}

const char *
isg_submission_is_sound (const IsgSubmission *submission)
{
  guint flags = submission->flags;

  if ((guint) submission->state >= ISG_SUBMISSION_N_STATES)
    return "no such state";
  if (submission->state == ISG_SUBMISSION_DRAFT && flags != 0)
    return "a draft carries no flag";
  if (submission->wish_withdraw && submission->state != ISG_SUBMISSION_IN_DOUBT)
    return "the wish to withdraw belongs to IN_DOUBT";
  if ((flags & ISG_SUBMISSION_UNSETTLED) != 0
      && (submission->state == ISG_SUBMISSION_REJECTED
          || submission->state == ISG_SUBMISSION_WITHDRAWN
          || submission->state == ISG_SUBMISSION_ACCEPTED
          || submission->state == ISG_SUBMISSION_PARTLY_ACCEPTED))
    return "what is unsettled cannot be said to be over";
  if ((flags & (ISG_SUBMISSION_REFUSED_ONCE | ISG_SUBMISSION_USED)) != 0
      && (submission->state == ISG_SUBMISSION_QUEUED || submission->state == ISG_SUBMISSION_SENDING
          || submission->state == ISG_SUBMISSION_AWAITING_SIGNATURE))
    return "R and D are cleared up before anything is sent";
  if (submission->n_next > 3)
    return "next number is taken three times at most";
  return NULL;
}

void
isg_submission_assert (const IsgSubmission *submission)
{
  g_assert_cmpstr (isg_submission_is_sound (submission), ==, NULL);
}
