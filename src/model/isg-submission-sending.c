/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-submission-move-private.h"

/* SENDING: what a save came to. */

#define LAST_ODD_ANSWER 3

/* No business answer: whether the Ministry has it is not known. */
static void
odd_answer (Move *move, Event event, IsgGate gate)
{
  move->after.n_odd = move->after.odd == event ? move->after.n_odd + 1 : 1;
  move->after.odd = event;
  move->outcome = ISG_OUTCOME_UNKNOWN;
  move->gate = gate;
  isg_move_doubt (move, ISG_SUBMISSION_UNSETTLED);
  if (move->after.n_odd >= LAST_ODD_ANSWER)
    isg_move_need_help (move, "odd");
}

static void
not_sent (Move *move, IsgGate gate, IsgWake wake)
{
  move->after.state = ISG_SUBMISSION_QUEUED;
  move->outcome = ISG_OUTCOME_NO_BYTE;
  move->gate = gate;
  isg_move_wait (move, wake);
}

static void
refused_by_save (Move *move)
{
  move->outcome = ISG_OUTCOME_REFUSED;
  if (isg_move_has (move, ISG_SUBMISSION_UNSETTLED))
    isg_move_doubt (move, ISG_SUBMISSION_REFUSED_ONCE);
  else
    isg_move_settle (move, ISG_SUBMISSION_REJECTED);
}

static void
faulty_by_save (Move *move, const char *reason, IsgGate gate)
{
  move->outcome = ISG_OUTCOME_REFUSED;
  move->gate = gate;
  isg_move_need_help (move, reason);
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
    isg_move_wait (move, ISG_WAKE_BACKOFF);
  } else {
    isg_move_settle (move, state);
  }
}

/* 204 and 211. */
static void
doubted (Move *move, guint flag, IsgAttemptOutcome outcome)
{
  move->outcome = outcome;
  if (outcome == ISG_OUTCOME_UNKNOWN)
    move->after.n_failed++;
  isg_move_doubt (move, flag);
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
    isg_move_doubt (move, ISG_SUBMISSION_UNSETTLED);
    break;
  case ISG_EVENT_COPY_FOUND:
    move->outcome = ISG_OUTCOME_UNKNOWN;
    isg_move_doubt (move, ISG_SUBMISSION_UNSETTLED | ISG_SUBMISSION_ASK_FIRST);
    break;
  case ISG_EVENT_GATE_SHUT:
  case ISG_EVENT_COMMIT_FAILED: /* of the reply: kept in memory and tried again */
    break;
  default:
    isg_move_refuse (move);
    break;
  }
}

void
isg_move_from_sending (Move *move, Event event)
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
    isg_move_hand_over (move);
    break;
  default:
    from_sending_without_answer (move, event);
    break;
  }
}
