/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/isg-submission.h"

G_BEGIN_DECLS

/* A move while it is decided.  Pure, as isg_submission_decide () is; every function changes @move
 * alone. */

typedef IsgSubmissionMove Move;
typedef IsgSubmissionEvent Event;
typedef IsgSubmissionTraits Traits;
typedef IsgSubmissionFacts Facts;

/**
 * isg_move_has:
 * @move: a move
 * @flag: a flag
 *
 * Thread: any.
 *
 * Returns: whether the row has it as decided so far
 */
gboolean isg_move_has (const Move *move, IsgSubmissionFlag flag);

/**
 * isg_move_drop:
 * @move: a move
 * @flags: flags that go
 *
 * Thread: any.
 */
void isg_move_drop (Move *move, guint flags);

/**
 * isg_move_refuse:
 * @move: a move
 *
 * The pair of state and event is not named.
 *
 * Thread: any.
 */
void isg_move_refuse (Move *move);

/**
 * isg_move_wait:
 * @move: a move
 * @wake: when the queue looks at the row again
 *
 * Thread: any.
 */
void isg_move_wait (Move *move, IsgWake wake);

/**
 * isg_move_settle:
 * @move: a move
 * @state: the state
 *
 * What is known of the number now leaves nothing open: all flags and the wish go.
 *
 * Thread: any.
 */
void isg_move_settle (Move *move, IsgSubmissionState state);

/**
 * isg_move_withdraw:
 * @move: a move
 *
 * → WITHDRAWN.
 *
 * Thread: any.
 */
void isg_move_withdraw (Move *move);

/**
 * isg_move_need_help:
 * @move: a move
 * @reason: (nullable): a stable word; %NULL leaves the one that is there
 *
 * → NEEDS_HELP.
 *
 * Thread: any.
 */
void isg_move_need_help (Move *move, const char *reason);

/**
 * isg_move_doubt:
 * @move: a move
 * @flags: flags that come
 *
 * → IN_DOUBT, to be asked about now.
 *
 * Thread: any.
 */
void isg_move_doubt (Move *move, guint flags);

/**
 * isg_move_queue:
 * @move: a move
 *
 * → QUEUED under the same number.
 *
 * Thread: any.
 */
void isg_move_queue (Move *move);

/**
 * isg_move_next_number:
 * @move: a move
 * @traits: of its method
 * @facts: around the event
 *
 * The number is dead: n+1, about which nothing is open; signed anew where it is signed.
 *
 * Thread: any.
 */
void isg_move_next_number (Move *move, const Traits *traits, const Facts *facts);

/**
 * isg_move_note_absent:
 * @move: a move
 * @traits: of its method
 * @facts: around the event
 *
 * What "absent" says, whatever the state: U goes when it was asked after settle and is certain.
 *
 * Thread: any.
 */
void isg_move_note_absent (Move *move, const Traits *traits, const Facts *facts);

/**
 * isg_move_absent:
 * @move: a move
 * @traits: of its method
 * @facts: around the event
 *
 * "Absent" in IN_DOUBT, and in QUEUED with F.
 *
 * Thread: any.
 */
void isg_move_absent (Move *move, const Traits *traits, const Facts *facts);

/**
 * isg_move_hand_over:
 * @move: a move
 *
 * The package lies in its folder.
 *
 * Thread: any.
 */
void isg_move_hand_over (Move *move);

/**
 * isg_move_unanswered:
 * @move: a move
 * @event: what happened
 *
 * Thread: any.
 *
 * Returns: whether it is a question that was not answered; %FALSE, and nothing decided, for others
 */
gboolean isg_move_unanswered (Move *move, Event event);

/**
 * isg_move_answered:
 * @move: a move
 * @event: what happened
 * @traits: of its method
 * @facts: around the event
 * @when_absent: what "absent" means in this state
 *
 * Thread: any.
 *
 * Returns: whether it is what came of a question; %FALSE, and nothing decided, for others
 */
gboolean isg_move_answered (Move *move,
                            Event event,
                            const Traits *traits,
                            const Facts *facts,
                            void (*when_absent) (Move *, const Traits *, const Facts *));

/**
 * isg_move_from_sending:
 * @move: a move
 * @event: what happened
 *
 * The row SENDING of the matrix.
 *
 * Thread: any.  Source: submission.md 3.
 */
void isg_move_from_sending (Move *move, Event event);

G_END_DECLS
