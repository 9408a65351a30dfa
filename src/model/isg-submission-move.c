/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-submission-move-private.h"

gboolean
isg_move_has (const Move *move, IsgSubmissionFlag flag)
{
  return (move->after.flags & flag) != 0;
}

void
isg_move_drop (Move *move, guint flags)
{
  move->after.flags &= ~flags;
}

void
isg_move_refuse (Move *move)
{
  move->refused = TRUE;
}

void
isg_move_wait (Move *move, IsgWake wake)
{
  move->wake = wake;
}

/* What is known of the number now leaves nothing open. */
void
isg_move_settle (Move *move, IsgSubmissionState state)
{
  move->after.state = state;
  move->after.wish_withdraw = FALSE;
  isg_move_drop (move,
                 ISG_SUBMISSION_UNSETTLED | ISG_SUBMISSION_REFUSED_ONCE | ISG_SUBMISSION_USED
                   | ISG_SUBMISSION_ASK_FIRST);
}

/* A number that was used by something else stays dead, whatever becomes of this text. */
void
isg_move_withdraw (Move *move)
{
  guint used = move->after.flags & ISG_SUBMISSION_USED;

  isg_move_settle (move, ISG_SUBMISSION_WITHDRAWN);
  move->after.flags |= used;
}

void
isg_move_need_help (Move *move, const char *reason)
{
  move->after.state = ISG_SUBMISSION_NEEDS_HELP;
  move->after.wish_withdraw = FALSE;
  move->reason = reason;
  /* What may still be stored is asked about on, however seldom. */
  if (isg_move_has (move, ISG_SUBMISSION_UNSETTLED) || isg_move_has (move, ISG_SUBMISSION_USED)
      || move->after.taken)
    isg_move_wait (move, ISG_WAKE_BACKOFF);
}

void
isg_move_doubt (Move *move, guint flags)
{
  move->after.state = ISG_SUBMISSION_IN_DOUBT;
  move->after.flags |= flags;
  isg_move_wait (move, ISG_WAKE_NOW);
}

void
isg_move_queue (Move *move)
{
  move->after.state = ISG_SUBMISSION_QUEUED;
  isg_move_drop (move,
                 ISG_SUBMISSION_REFUSED_ONCE | ISG_SUBMISSION_USED | ISG_SUBMISSION_ASK_FIRST);
}

/* The number is dead: n+1, about which nothing is open. */
void
isg_move_next_number (Move *move, const Traits *traits, const Facts *facts)
{
  isg_move_settle (move,
                   traits->number_is_signed ? ISG_SUBMISSION_AWAITING_SIGNATURE
                                            : ISG_SUBMISSION_QUEUED);
  if (facts->copy)
    move->after.flags |= ISG_SUBMISSION_ASK_FIRST;
  move->after.found = ISG_FOUND_NOTHING;
  move->after.taken = FALSE;
  move->after.odd = 0;
  move->after.n_odd = 0;
  move->after.n_failed = 0;
  move->next_number = TRUE;
  isg_move_wait (move, ISG_WAKE_NOW);
}
