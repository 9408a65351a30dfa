/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The submission machine of submission.md, checked exhaustively with spin.
 *
 * One record of one part in a file, a network that loses, delays and repeats, and a ministry that
 * refuses, stores, stores late, claims a number and stores later, takes and judges later.  The
 * process crashes; the file is restored from a backup, or copied to a second machine; a second
 * process works on the same file; the record is mended and withdrawn.  Two numbers stand for all
 * that can be derived, two texts for what is written and what it is mended to.
 *
 * What holds: the ministry stores the record once (STORED_ONCE), who says ACCEPTED has it stored
 * (TRUE_END), who says REJECTED or WITHDRAWN has nothing stored now or later (TRUE_END), one
 * request of a file at a time (ONE_SENDER), and every run comes to rest (RESTS).
 *
 * A rule of the machine that is taken away with -D must bring a counterexample; check-model.py says
 * which.  -DREAL compares every move with isg_submission_decide (); -DALL_MOVES does so for every
 * submission, event, trait and fact, whether it can be reached or not.
 *
 * What a person decides against the machine's advice (a new number although other content is there
 * or another copy lives) is not modelled: it needs a typed reason. */

#include "submission-model.h"

c_decl {
\#include <stdlib.h>
\#include <string.h>
\#include "model-real.h"
}

/* ---- rules that can be taken away: MODEL_OFF in the environment says which, 0 for none ---- */

#define M_NO_SETTLE           1  /* every "absent" counts as asked after settle */
#define M_SETTLE_WHEN_ACTED   2  /* … as it is when the answer is acted on (trace C) */
#define M_REFUSED_UNSETTLED   3  /* a refusal is believed while U (A) */
#define M_REFUSED_ONCE_EARLY  4  /* R ends at the first absent (A) */
#define M_WITHDRAW_UNSETTLED  5  /* withdrawn while U or F (B) */
#define M_WITHDRAW_EARLY      6  /* the wish ends at the first absent (B) */
#define M_RESEND_AT_ONCE      7  /* assumed is sent again before settle (D) */
#define M_NEXT_AT_ONCE        8  /* 211 and absent take the next number before settle (E) */
#define M_NUMBER_NOT_DERIVED  9  /* a restored file begins with a fresh number (F, H) */
#define M_ALWAYS_NEXT_NUMBER  10 /* each text has its own number (A, G) */
#define M_LOST_IS_UNSENT      11 /* a request without answer was not sent */
#define M_CRASH_IS_UNSENT     12 /* nor was what a crash interrupted */
#define M_USED_IS_REJECTED    13 /* 211 is a refusal */
#define M_DIFFERS_IS_ACCEPTED 14 /* whatever lies there is ours */
#define M_NO_LEASE            15 /* the second process sends beside the first (M) */
#define M_COPY_IS_SETTLED     16 /* an old copy believes the first absent */

byte off; /* the rule that is taken away */

#define ON(rule)  (off != rule)
#define OFF(rule) (off == rule)

typedef Sub {
  byte state;
  bit u, r, d, f, wish, taken;
  byte found, odd, n_odd, n_failed, n_faults, n_next
};

Sub m;          /* what is decided about */
Sub was;        /* as it was before */
byte gate;
bit refused, next, successor, contradicted, hold, older, warn;

/* ---- traits and facts ---- */

byte repeat = T_BY_NUMBER;
bit certain = 1, number_signed, can_correct, can_cancel;
bit after_settle, copy, fits = 1, sent_before, gate_shut, leased = 1, signature = 1, equals_older,
    sent_here, other_text, overdue, new_items;

/* ---- the matrix ---- */

inline settle_as (to) { m.state = to; m.wish = 0; m.u = 0; m.r = 0; m.d = 0; m.f = 0 }

inline settle_withdrawn () { m.state = P_WITHDRAWN; m.wish = 0; m.u = 0; m.r = 0; m.f = 0 }

inline need_help () { m.state = P_NEEDS_HELP; m.wish = 0 }

inline queue_again () { m.state = P_QUEUED; m.r = 0; m.d = 0; m.f = 0 }

inline take_next ()
{
  if
  :: number_signed -> settle_as (P_AWAITING_SIGNATURE)
  :: else -> settle_as (P_QUEUED)
  fi;
  m.f = copy; m.found = O_NOTHING; m.taken = 0; m.odd = 0; m.n_odd = 0; m.n_failed = 0; next = 1
}

inline next_number ()
{
  if
  :: m.n_next >= 3 -> need_help ()
  :: else -> m.n_next++; take_next ()
  fi
}

inline note_absent ()
{
  m.n_faults = 0;
  if
  :: after_settle -> m.found = O_ABSENT_SETTLED
  :: else -> m.found = O_ABSENT
  fi;
  if
  :: after_settle && certain -> m.u = 0
  :: else
  fi
}

inline refuse () { refused = 1 }

inline absent_doubt ()
{
  note_absent ();
  if
  :: m.wish ->
     if
     :: OFF (M_WITHDRAW_EARLY) -> settle_withdrawn ()
     :: ON (M_WITHDRAW_EARLY) && !after_settle
     :: ON (M_WITHDRAW_EARLY) && after_settle && !certain -> need_help ()
     :: ON (M_WITHDRAW_EARLY) && after_settle && certain -> settle_withdrawn ()
     fi
  :: !m.wish && m.d ->
     if
     :: OFF (M_NEXT_AT_ONCE) -> next_number ()
     :: ON (M_NEXT_AT_ONCE) && !after_settle
     :: ON (M_NEXT_AT_ONCE) && after_settle && !certain -> need_help ()
     :: ON (M_NEXT_AT_ONCE) && after_settle && certain -> next_number ()
     fi
  :: !m.wish && !m.d && m.r ->
     if
     :: OFF (M_REFUSED_ONCE_EARLY) -> settle_as (P_REJECTED)
     :: ON (M_REFUSED_ONCE_EARLY) && !after_settle
     :: ON (M_REFUSED_ONCE_EARLY) && after_settle && !certain -> need_help ()
     :: ON (M_REFUSED_ONCE_EARLY) && after_settle && certain -> settle_as (P_REJECTED)
     fi
  :: !m.wish && !m.d && !m.r && (m.odd == V_SAVE_ENDPOINT || m.n_failed >= 2) -> need_help ()
  :: !m.wish && !m.d && !m.r && m.odd != V_SAVE_ENDPOINT && m.n_failed < 2 ->
     if
     :: m.f && !after_settle && ON (M_COPY_IS_SETTLED)
     :: repeat == T_BY_NUMBER && !(m.f && !after_settle && ON (M_COPY_IS_SETTLED)) ->
        queue_again ()
     :: repeat == T_ASSUMED && (after_settle || OFF (M_RESEND_AT_ONCE)) -> queue_again ()
     :: repeat == T_ASSUMED && !after_settle && ON (M_RESEND_AT_ONCE)
     :: repeat == T_NONE && !(m.f && !after_settle && ON (M_COPY_IS_SETTLED)) -> need_help ()
     fi
  fi
}

inline refused_after_taking ()
{
  m.found = O_REFUSED;
  if
  :: m.d && !m.taken && m.wish -> settle_withdrawn ()
  :: m.d && !m.taken && !m.wish -> next_number ()
  :: !(m.d && !m.taken) -> settle_as (P_REJECTED)
  fi
}

/* A package lies in its folder, and no answer will come. */
inline handed_over () { m.found = O_PRESENT; need_help (); m.u = 1; m.f = 0 }

/* An answer that speaks of the number, wherever somebody waits for one. */
inline present ()
{
  m.n_faults = 0;
  if
  :: ev == V_HANDED_OVER -> handed_over ()
  :: ev == V_QUERY_ACCEPTED -> m.found = O_PRESENT; settle_as (P_ACCEPTED)
  :: ev == V_QUERY_PARTLY -> m.found = O_PRESENT; settle_as (P_PARTLY_ACCEPTED)
  :: ev == V_QUERY_IN_WORK -> m.state = P_PROCESSING; m.wish = 0; m.f = 0
  :: ev == V_QUERY_REFUSED -> refused_after_taking ()
  :: ev == V_QUERY_UNJUDGED ->
     if
     :: after_settle -> need_help ()
     :: else
     fi
  :: ev == V_QUERY_DIFFERS ->
     if
     :: OFF (M_DIFFERS_IS_ACCEPTED) -> m.found = O_PRESENT; settle_as (P_ACCEPTED)
     :: ON (M_DIFFERS_IS_ACCEPTED) -> m.found = O_DIFFERS; older = equals_older; need_help ()
     fi
  :: ev == V_QUERY_NO_CONTENT ->
     m.found = O_PRESENT;
     if
     :: sent_here && !other_text && !copy -> settle_as (P_ACCEPTED)
     :: else -> need_help ()
     fi
  fi
}

inline no_answer ()
{
  if
  :: ev == V_QUERY_NO_ANSWER
  :: ev == V_QUERY_CREDENTIALS -> gate = G_CREDENTIALS
  :: ev == V_QUERY_SERVER -> gate = G_SERVER
  :: ev == V_QUERY_NOT_CONNECTED -> gate = G_NETWORK
  :: ev == V_QUERY_TLS -> gate = G_TLS
  :: ev == V_QUERY_FAULTY -> m.n_faults++
  fi;
  if
  :: m.n_faults >= 3 -> need_help ()
  :: else
  fi
}

#define IS_PRESENT   (ev >= V_HANDED_OVER && ev <= V_QUERY_NO_CONTENT)
#define IS_NO_ANSWER (ev >= V_QUERY_NO_ANSWER && ev <= V_QUERY_FAULTY)

inline withdraw_unsent ()
{
  if
  :: (m.u || m.f) && ON (M_WITHDRAW_UNSETTLED) -> m.state = P_IN_DOUBT; m.wish = 1
  :: else -> settle_withdrawn ()
  fi
}

inline from_draft ()
{
  if
  :: ev == V_EDIT
  :: ev == V_FINALISE && fits && !sent_before -> m.state = P_AWAITING_SIGNATURE; m.f = copy
  :: ev == V_FINALISE && !(fits && !sent_before)
  :: else -> refuse ()
  fi
}

inline from_awaiting ()
{
  if
  :: ev == V_SIGNED -> m.state = P_QUEUED
  :: ev == V_CARD_FAILED -> gate = G_CARD
  :: ev == V_CERTIFICATE_FAILED -> gate = G_CERTIFICATE
  :: ev == V_CLOCK_WRONG -> gate = G_CLOCK
  :: ev == V_WITHDRAW -> withdraw_unsent ()
  :: ev == V_METHOD_ENDED && (m.u || m.f) -> gate = G_METHOD
  :: ev == V_METHOD_ENDED && !(m.u || m.f) -> settle_withdrawn ()
  :: ev == V_COPY_FOUND -> m.f = 1
  :: ev == V_RECOVER
  :: else -> refuse ()
  fi
}

inline from_queued ()
{
  if
  :: m.f && ev == V_QUERY_ABSENT -> absent_doubt ()
  :: m.f && IS_PRESENT -> present ()
  :: m.f && IS_NO_ANSWER -> no_answer ()
  :: !(m.f && (ev == V_QUERY_ABSENT || IS_PRESENT || IS_NO_ANSWER)) ->
     if
     :: ev == V_SEND && !gate_shut && leased && !m.f -> m.state = P_SENDING; m.found = O_NOTHING
     :: ev == V_SEND && !(!gate_shut && leased && !m.f)
     :: ev == V_COMMIT_FAILED -> gate = G_STORE
     :: ev == V_WITHDRAW -> withdraw_unsent ()
     :: ev == V_METHOD_ENDED -> gate = G_METHOD
     :: ev == V_COPY_FOUND -> m.f = 1
     :: ev == V_GATE_SHUT || ev == V_RECOVER
     :: else -> refuse ()
     fi
  fi
}

inline odd_answer ()
{
  if
  :: m.odd == ev -> m.n_odd++
  :: else -> m.n_odd = 1
  fi;
  m.odd = ev; m.state = P_IN_DOUBT; m.u = 1;
  if
  :: ev == V_SAVE_SERVER || ev == V_SAVE_BUSY -> gate = G_SERVER
  :: ev == V_SAVE_ENDPOINT -> gate = G_ENDPOINT
  :: else
  fi;
  if
  :: m.n_odd >= 3 -> need_help ()
  :: else
  fi
}

inline from_sending ()
{
  if
  :: ev == V_SAVE_ACCEPTED -> m.taken = 1; settle_as (P_ACCEPTED)
  :: ev == V_SAVE_PARTLY -> m.taken = 1; settle_as (P_PARTLY_ACCEPTED)
  :: ev == V_SAVE_TAKEN -> m.taken = 1; m.state = P_PROCESSING
  :: ev == V_SAVE_REFUSED ->
     if
     :: m.u && ON (M_REFUSED_UNSETTLED) -> m.state = P_IN_DOUBT; m.r = 1
     :: else -> settle_as (P_REJECTED)
     fi
  :: ev == V_SAVE_USED && OFF (M_USED_IS_REJECTED) -> settle_as (P_REJECTED)
  :: ev == V_SAVE_USED && ON (M_USED_IS_REJECTED) -> m.state = P_IN_DOUBT; m.d = 1
  :: ev == V_SAVE_FAILED -> m.state = P_IN_DOUBT; m.u = 1; m.n_failed++
  :: ev == V_SAVE_SIGNATURE -> gate = G_SIGNATURE; need_help ()
  :: ev == V_SAVE_BATCH || ev == V_SAVE_FAULT -> need_help ()
  :: ev == V_SAVE_CREDENTIALS -> gate = G_CREDENTIALS; m.state = P_QUEUED
  :: ev == V_SAVE_FORBIDDEN -> gate = G_CREDENTIALS; m.state = P_QUEUED; m.u = 1
  :: ev == V_SAVE_LOST && OFF (M_LOST_IS_UNSENT) -> m.state = P_QUEUED
  :: ev >= V_SAVE_SERVER && (ev < V_SAVE_LOST || (ev == V_SAVE_LOST && ON (M_LOST_IS_UNSENT))) ->
     odd_answer ()
  :: ev == V_HANDED_OVER -> handed_over ()
  :: ev == V_SAVE_NOT_CONNECTED -> gate = G_NETWORK; m.state = P_QUEUED
  :: ev == V_SAVE_TLS -> gate = G_TLS; m.state = P_QUEUED
  :: ev == V_SAVE_ABORTED -> m.state = P_QUEUED
  :: ev == V_MIRROR_FAILED -> gate = G_STORE; m.state = P_QUEUED
  :: ev == V_RECOVER && OFF (M_CRASH_IS_UNSENT) -> m.state = P_QUEUED
  :: ev == V_RECOVER && ON (M_CRASH_IS_UNSENT) -> m.state = P_IN_DOUBT; m.u = 1
  :: ev == V_COPY_FOUND -> m.state = P_IN_DOUBT; m.u = 1; m.f = 1
  :: ev == V_GATE_SHUT || ev == V_COMMIT_FAILED
  :: else -> refuse ()
  fi
}

inline from_doubt ()
{
  if
  :: ev == V_QUERY_ABSENT -> absent_doubt ()
  :: IS_PRESENT -> present ()
  :: IS_NO_ANSWER -> no_answer ()
  :: ev == V_COPY_FOUND -> m.f = 1
  :: ev == V_ASK || ev == V_RECOVER || ev == V_EDIT || ev == V_GATE_SHUT
  :: else -> refuse ()
  fi
}

inline from_processing ()
{
  if
  :: ev == V_QUERY_ABSENT ->
     note_absent ();
     if
     :: after_settle -> need_help ()
     :: else
     fi
  :: IS_PRESENT -> present ()
  :: IS_NO_ANSWER -> no_answer ()
  :: ev == V_OVERDUE -> need_help ()
  :: ev == V_ASK || ev == V_COPY_FOUND || ev == V_RECOVER || ev == V_GATE_SHUT
  :: else -> refuse ()
  fi
}

#define ABSENT_IS_KNOWN (m.found == O_ABSENT_SETTLED)

inline from_help ()
{
  if
  :: ev == V_QUERY_ABSENT -> note_absent ()
  :: ev == V_QUERY_IN_WORK && overdue
  :: IS_PRESENT && !(ev == V_QUERY_IN_WORK && overdue) -> present ()
  :: IS_NO_ANSWER -> no_answer ()
  :: ev == V_ASK -> m.n_faults = 0
  :: ev == V_COPY_FOUND || ev == V_RECOVER || ev == V_GATE_SHUT
  :: ev == V_HELP_SEND_AGAIN ->
     queue_again ();
     if
     :: !signature -> m.state = P_AWAITING_SIGNATURE
     :: else
     fi;
     m.f = copy; m.odd = 0; m.n_odd = 0; m.n_failed = 0; m.n_faults = 0
  :: ev == V_HELP_NEW_NUMBER &&
     (ABSENT_IS_KNOWN || m.found == O_REFUSED || m.found == O_DIFFERS) ->
     m.n_next = 0; take_next ()
  :: ev == V_WITHDRAW && ABSENT_IS_KNOWN && (certain || !m.u) -> settle_withdrawn ()
  :: ev == V_WITHDRAW && !ABSENT_IS_KNOWN && !m.taken && !m.u -> settle_withdrawn ()
  :: ev == V_HELP_ELSEWHERE -> m.state = P_REPORTED_ELSEWHERE
  :: else -> refuse ()
  fi
}

inline succeed ()
{
  successor = 1;
  next = (m.state == P_ACCEPTED || m.state == P_PARTLY_ACCEPTED || m.taken || m.d ||
          m.found == O_REFUSED || OFF (M_ALWAYS_NEXT_NUMBER))
}

inline from_not_stored ()
{
  if
  :: ev == V_QUERY_ACCEPTED -> settle_as (P_ACCEPTED); contradicted = 1; hold = 1
  :: ev == V_QUERY_PARTLY || ev == V_QUERY_NO_CONTENT ->
     m.found = O_PRESENT; need_help (); contradicted = 1; hold = 1
  :: ev == V_QUERY_DIFFERS -> m.found = O_DIFFERS; need_help (); contradicted = 1; hold = 1
  :: ev == V_QUERY_ABSENT || ev == V_QUERY_REFUSED || ev == V_QUERY_IN_WORK ||
     ev == V_QUERY_UNJUDGED || ev == V_ASK || ev == V_RECOVER || ev == V_COPY_FOUND
  :: IS_NO_ANSWER ->
     no_answer ();
     m.state = was.state; m.n_faults = 0
  :: ev == V_EDIT && m.state != P_REPORTED_ELSEWHERE
  :: ev == V_MEND && m.state != P_REPORTED_ELSEWHERE -> succeed ()
  :: ev == V_SEND_AGAIN && m.state == P_REJECTED -> succeed ()
  :: else -> refuse ()
  fi
}

inline from_partly ()
{
  if
  :: ev == V_MEND -> succeed ()
  :: ev == V_EDIT || ev == V_RECOVER || ev == V_COPY_FOUND
  :: else -> refuse ()
  fi
}

inline from_accepted ()
{
  if
  :: ev == V_QUERY_ABSENT -> warn = 1
  :: ev == V_QUERY_ACCEPTED || ev == V_QUERY_NO_CONTENT || ev == V_ASK || ev == V_RECOVER ||
     ev == V_COPY_FOUND
  :: ev == V_MEND && new_items -> succeed ()
  :: ev == V_CORRECTED && can_correct -> m.state = P_SUPERSEDED
  :: ev == V_CANCELLED && can_cancel -> m.state = P_CANCELLED
  :: IS_NO_ANSWER -> no_answer (); m.state = was.state; m.n_faults = 0
  :: else -> refuse ()
  fi
}

inline copy_sub (to, from)
{
  to.state = from.state; to.u = from.u; to.r = from.r; to.d = from.d; to.f = from.f;
  to.wish = from.wish; to.taken = from.taken; to.found = from.found; to.odd = from.odd;
  to.n_odd = from.n_odd; to.n_failed = from.n_failed; to.n_faults = from.n_faults;
  to.n_next = from.n_next
}

inline clear_outputs ()
{
  gate = G_NONE; refused = 0; next = 0; successor = 0; contradicted = 0; hold = 0; older = 0;
  warn = 0
}

/* m becomes what the event makes of it. */
inline decide (event)
{
  ev = event;
  copy_sub (was, m);
  clear_outputs ();
  if
  :: m.state == P_DRAFT -> from_draft ()
  :: m.state == P_AWAITING_SIGNATURE -> from_awaiting ()
  :: m.state == P_QUEUED -> from_queued ()
  :: m.state == P_SENDING -> from_sending ()
  :: m.state == P_IN_DOUBT -> from_doubt ()
  :: m.state == P_PROCESSING -> from_processing ()
  :: m.state == P_NEEDS_HELP -> from_help ()
  :: m.state == P_ACCEPTED -> from_accepted ()
  :: m.state == P_PARTLY_ACCEPTED -> from_partly ()
  :: m.state == P_REJECTED || m.state == P_WITHDRAWN || m.state == P_REPORTED_ELSEWHERE ->
     from_not_stored ()
  :: m.state == P_SUPERSEDED || m.state == P_CANCELLED -> refuse ()
  fi;
  c_code {
    int before[] = { now.was.state, now.was.u, now.was.r, now.was.d, now.was.f, now.was.wish,
                     now.was.taken, now.was.found, now.was.odd, now.was.n_odd, now.was.n_failed,
                     now.was.n_faults, now.was.n_next };
    int after[] = { now.m.state, now.m.u, now.m.r, now.m.d, now.m.f, now.m.wish, now.m.taken,
                    now.m.found, now.m.odd, now.m.n_odd, now.m.n_failed, now.m.n_faults,
                    now.m.n_next };
    int traits[] = { now.repeat, now.certain, now.number_signed, now.can_correct, now.can_cancel };
    int facts[] = { now.after_settle, now.copy, now.fits, now.sent_before, now.gate_shut,
                    now.leased, now.signature, now.equals_older, now.sent_here, now.other_text,
                    now.overdue, now.new_items };
    int said[] = { now.refused, now.gate, now.next, now.successor, now.contradicted, now.hold,
                   now.older, now.warn };

    now.same = isg_model_is_same (before, now.ev, traits, facts, after, said);
  };
  assert (same || off != 0);
  skip
}

byte ev, processes;
bit same = 1, assumed;

#ifdef ALL_MOVES

/* ---- every submission that can be, every event, trait and fact ---- */

#define FLAG(x) if :: x = 0 :: x = 1 fi

init {
  byte event, pick;

  atomic {
    select (event : 0 .. 56);
    select (repeat : 0 .. 2);
    FLAG (certain); FLAG (number_signed); FLAG (after_settle); FLAG (copy);
    if
    :: event == V_FINALISE -> FLAG (fits); FLAG (sent_before)
    :: event == V_SEND -> FLAG (gate_shut); FLAG (leased)
    :: event == V_HELP_SEND_AGAIN -> FLAG (signature)
    :: event == V_QUERY_DIFFERS -> FLAG (equals_older)
    :: event == V_QUERY_NO_CONTENT -> FLAG (sent_here); FLAG (other_text)
    :: event == V_QUERY_IN_WORK -> FLAG (overdue)
    :: event == V_MEND -> FLAG (new_items)
    :: event == V_CORRECTED || event == V_CANCELLED -> FLAG (can_correct); FLAG (can_cancel)
    :: else
    fi;
    select (pick : 0 .. 13);
    m.state = pick;
    FLAG (m.u); FLAG (m.r); FLAG (m.d); FLAG (m.f); FLAG (m.taken);
    if
    :: m.state == P_IN_DOUBT -> FLAG (m.wish)
    :: else
    fi;
    if
    :: m.state == P_DRAFT -> m.u = 0; m.r = 0; m.d = 0; m.f = 0
    :: m.state >= P_AWAITING_SIGNATURE && m.state <= P_SENDING -> m.r = 0; m.d = 0
    :: m.state == P_REJECTED || m.state == P_WITHDRAWN || m.state == P_ACCEPTED ||
       m.state == P_PARTLY_ACCEPTED -> m.u = 0
    :: else
    fi;
    if
    :: event == V_MEND || event == V_SEND_AGAIN || event == V_WITHDRAW ||
       event == V_HELP_NEW_NUMBER -> select (pick : 0 .. 5); m.found = pick
    :: else
    fi;
    if
    :: m.state == P_SENDING && event >= V_SAVE_ACCEPTED && event <= V_SAVE_ABORTED -> m.n_odd = 2; if :: m.odd = event :: m.odd = 0; m.n_odd = 0 fi
    :: event == V_QUERY_ABSENT || event == V_HELP_SEND_AGAIN || event == V_HELP_NEW_NUMBER ->
       if :: m.odd = V_SAVE_ENDPOINT; m.n_odd = 1 :: m.odd = V_SAVE_LOST; m.n_odd = 2 :: skip fi;
       if :: m.n_failed = 2 :: skip fi
    :: else
    fi;
    if
    :: event == V_QUERY_FAULTY -> select (pick : 0 .. 2); m.n_faults = pick
    :: else
    fi;
    if
    :: event == V_QUERY_REFUSED || event == V_QUERY_ABSENT || event == V_HELP_NEW_NUMBER ->
       if :: m.n_next = 3 :: m.n_next = 1 :: skip fi
    :: else
    fi;
    pick = 0;
    decide (event)
  }
}

#else

/* ---- the world ---- */

#define FREE     0
/* 1, 2: that text is stored */
#define CLAIMED  2 /* + text: the number is taken, the text is stored later */
#define IN_WORK  4 /* + text: taken, judged later */
#define DEAD     7 /* used by something else: 211, and a question finds nothing */
#define FAILED   8 /* refused after taking */

typedef File {
  Sub row;
  byte n;          /* the number, from 1 */
  byte text;       /* 1, mended 2 */
  bit copy;        /* known for an old copy */
  bit sent;        /* this text went under this number from this file */
  byte seq;        /* of the attempt */
  bit sender;      /* a process of this file is at a request */
  bit asking, answered, asked_settled;
  byte answer      /* event */
};

File file[2];
File backup;
bit has_backup, cloned, rolled_back;

byte ministry[6];     /* by number, from 1 */
byte n_stored;
byte under_way[3];    /* saves in the network, by file; 2: of a file that was rolled back */
byte reply[2];        /* event + 1 for the current attempt; 0: none */

byte saves_left, crashes_left, repeats_left, early_left, asks_left, mends_left, withdraws_left,
     again_left, copies_left, losses_left; /* how often each may yet happen */
bit repeated;

chan network = [3] of { byte, byte, byte, byte }; /* number, text, file, seq */

#define QUIET(i) (under_way[i] == 0 && !claims)
bit claims;
byte open_sends[2];   /* what a file has sent and not given up */

/* Another copy that nobody knows of, or a request that the network delivers a second time after it
 * was refused, may store what this file rightly holds for over: then evidence contradicts it. */
#define TRUST_ENDS (!cloned && !rolled_back && !repeated)

/* The record is stored, under whatever number. */
inline store (number, what)
{
  printf ("stored: text %d under %d\n", what, number);
  ministry[number] = what;
  n_stored++;
  /* STORED_ONCE */
  assert (n_stored <= 1);
  /* TRUE_END: nobody has said of it that it is over. */
  assert (!TRUST_ENDS || number != file[0].n || what != file[0].text ||
          (file[0].row.state != P_REJECTED && file[0].row.state != P_WITHDRAWN))
}

inline say (i, s, event)
{
  if
  :: i < 2 && file[i].seq == s && file[i].row.state == P_SENDING -> reply[i] = event + 1
  :: i < 2 && file[i].seq == s && file[i].row.state == P_SENDING && losses_left > 0 ->
     losses_left--
  :: else
  fi
}

#define IS_IN_WORK(k) (ministry[k] > IN_WORK && ministry[k] < DEAD)

active proctype Ministry ()
{
  byte number, text, from, seq;

end:
  do
  :: atomic {
       nempty (network) ->
       if
       :: true
       /* One overtakes another. */
       :: len (network) > 1 -> network?number,text,from,seq; network!number,text,from,seq
       fi;
       network?number,text,from,seq;
       under_way[from]--;
       if
       :: repeats_left > 0 && repeat == T_BY_NUMBER && nfull (network) ->
          repeats_left--; repeated = 1; network!number,text,from,seq; under_way[from]++
       :: true
       fi;
       if
       :: losses_left > 0 -> losses_left-- /* never arrives */
       :: ministry[number] == FREE || (repeat != T_BY_NUMBER && ministry[number] <= 2) ->
          if
          :: text == 1 -> say (from, seq, V_SAVE_REFUSED)
          :: store (number, text); say (from, seq, V_SAVE_ACCEPTED)
          :: ministry[number] == FREE -> ministry[number] = IN_WORK + text;
             say (from, seq, V_SAVE_TAKEN)
          :: ministry[number] == FREE && !claims -> ministry[number] = CLAIMED + text; claims = 1
          fi
       :: ministry[number] != FREE && repeat == T_BY_NUMBER -> say (from, seq, V_SAVE_USED)
       fi;
       number = 0; text = 0; from = 0; seq = 0
     }
  :: atomic {
       claims ->
       number = 1;
       do
       :: ministry[number] != CLAIMED + 1 && ministry[number] != CLAIMED + 2 -> number++
       :: else -> break
       od;
       store (number, ministry[number] - CLAIMED);
       claims = 0; number = 0
     }
  :: atomic {
       IS_IN_WORK (1) || IS_IN_WORK (2) || IS_IN_WORK (3) ->
       if
       :: IS_IN_WORK (1) -> number = 1
       :: IS_IN_WORK (2) -> number = 2
       :: IS_IN_WORK (3) -> number = 3
       fi;
       if
       :: store (number, ministry[number] - IN_WORK)
       :: ministry[number] = FAILED
       fi;
       number = 0
     }
  od
}

#define ROW file[i].row

inline clear_sub (x)
{
  x.state = 0; x.u = 0; x.r = 0; x.d = 0; x.f = 0; x.wish = 0; x.taken = 0; x.found = 0; x.odd = 0;
  x.n_odd = 0; x.n_failed = 0; x.n_faults = 0; x.n_next = 0
}

/* The machine is written once: whoever something happens to calls it, and goes on when it is
 * through. */
chan call = [0] of { byte, byte };
chan back = [0] of { bit };

inline happens (i, event) { call!i,event; back?_ }

active proctype Machine ()
{
  byte i;

end:
  do
  :: atomic {
       call?i,ev ->
       copy_sub (m, ROW);
       copy = file[i].copy;
       decide (ev);
       printf ("file %d: event %d, %d -> %d, number %d\n", i, ev, was.state, m.state, file[i].n);
       if
       :: successor ->
          /* A new submission of the part, of what was mended. */
          file[i].n = file[i].n + next;
          clear_sub (ROW);
          ROW.state = P_AWAITING_SIGNATURE; ROW.f = copy;
          file[i].text = 2; file[i].sent = 0
       :: else ->
          copy_sub (ROW, m);
          file[i].n = file[i].n + next;
          if
          :: next -> file[i].sent = 0
          :: else
          fi
       fi;
       /* TRUE_END */
       if
       :: ROW.state == P_ACCEPTED && was.state != P_ACCEPTED ->
          assert (ministry[file[i].n] == file[i].text)
       :: TRUST_ENDS && was.state != ROW.state &&
          (ROW.state == P_REJECTED || ROW.state == P_WITHDRAWN) ->
          assert (ministry[file[i].n] != file[i].text)
       :: else
       fi;
       after_settle = 0; copy = 0;
       clear_outputs ();
       ev = 0; i = 0;
       clear_sub (m);
       clear_sub (was);
       back!0
     }
  od
}

inline forget_request (i)
{
  reply[i] = 0; file[i].sender = 0; file[i].asking = 0; file[i].answered = 0;
  file[i].asked_settled = 0; file[i].answer = 0
}

inline copy_file (to, from)
{
  copy_sub (to.row, from.row);
  to.n = from.n; to.text = from.text; to.copy = from.copy; to.sent = from.sent
}

#define CAN_ASK(i)                                                                               \
  (!file[i].asking && !file[i].sender                                                            \
   && ((ROW.state == P_IN_DOUBT && (QUIET (i) || early_left > 0))                                \
       || (ROW.state == P_QUEUED && ROW.f && (QUIET (i) || early_left > 0))                      \
       || (ROW.state == P_PROCESSING                                                             \
           && (!IS_IN_WORK (file[i].n) || early_left > 0)) \
       || (ROW.state == P_NEEDS_HELP && asks_left > 0)))

#define MAY_SEND(i) (!file[i].sender || OFF (M_NO_LEASE))

proctype Worker (byte i)
{
  byte attempt;

end:
  do
  /* COMMIT (SENDING) … */
  :: atomic {
       ROW.state == P_QUEUED && !ROW.f && saves_left > 0 && !file[i].asking && MAY_SEND (i) && file[i].n <= 3 ->
       saves_left--;
       file[i].sender = 1; file[i].seq++; attempt = file[i].seq;
       happens (i, V_SEND)
     };
     /* … → first byte. The guard: state and attempt are looked at once more. */
     if
     :: atomic {
          ROW.state == P_SENDING && (file[i].seq == attempt || OFF (M_NO_LEASE)) && nfull (network) ->
          network!file[i].n,file[i].text,i,file[i].seq;
          under_way[i]++; file[i].sent = 1;
          /* ONE_SENDER */
          open_sends[i]++;
          assert (open_sends[i] <= 1)
        }
     :: atomic {
          ROW.state == P_SENDING && file[i].seq == attempt ->
          happens (i, V_SAVE_NOT_CONNECTED); file[i].sender = 0
        }
     :: ROW.state != P_SENDING || file[i].seq != attempt
     fi;
     attempt = 0
  :: atomic {
       ROW.state == P_SENDING && reply[i] != 0 ->
       happens (i, reply[i] - 1); forget_request (i); open_sends[i] = 0
     }
  :: atomic {
       ROW.state == P_SENDING && reply[i] == 0 && open_sends[i] > 0 ->
       happens (i, V_SAVE_LOST); forget_request (i); open_sends[i] = 0
     }
  /* Without a lease a second process takes what it finds in SENDING for what a crash left. */
  :: atomic {
       OFF (M_NO_LEASE) && ROW.state == P_SENDING && file[i].sender ->
       file[i].sender = 0; happens (i, V_RECOVER)
     }
  /* A question: asked, answered, acted on; whatever happens between. */
  :: atomic {
       CAN_ASK (i) ->
       if
       :: ROW.state == P_NEEDS_HELP -> asks_left--
       :: ROW.state != P_NEEDS_HELP && !QUIET (i) && early_left > 0 -> early_left--
       :: ROW.state == P_PROCESSING && QUIET (i) && early_left > 0 &&
          IS_IN_WORK (file[i].n) -> early_left--
       :: else
       fi;
       file[i].asking = 1; file[i].asked_settled = QUIET (i)
     }
  :: atomic {
       file[i].asking && !file[i].answered ->
       if
       :: ministry[file[i].n] == file[i].text -> file[i].answer = V_QUERY_ACCEPTED
       :: ministry[file[i].n] <= 2 && ministry[file[i].n] != FREE &&
          ministry[file[i].n] != file[i].text -> file[i].answer = V_QUERY_DIFFERS
       :: IS_IN_WORK (file[i].n) ->
          file[i].answer = V_QUERY_IN_WORK
       :: ministry[file[i].n] == FAILED -> file[i].answer = V_QUERY_REFUSED
       :: else -> file[i].answer = V_QUERY_ABSENT
       fi;
       file[i].answered = 1
     }
  :: atomic {
       file[i].answered ->
       after_settle = file[i].asked_settled || OFF (M_NO_SETTLE) ||
                      (OFF (M_SETTLE_WHEN_ACTED) && QUIET (i));
       happens (i, file[i].answer); forget_request (i)
     }
  od
}

/* What the file sent before it was rolled back is nobody's any more. */
inline redirect ()
{
  byte k, a, b, c, d;

  k = len (network);
  do
  :: k > 0 ->
     network?a,b,c,d;
     if
     :: c == 0 -> network!a,b,2,d
     :: else -> network!a,b,c,d
     fi;
     k--
  :: else -> break
  od;
  a = 0; b = 0; c = 0; d = 0
}

/* What people and fate do to a file. */
proctype Person (byte i)
{
end:
  do
  :: atomic { ROW.state == P_DRAFT -> happens (i, V_FINALISE) }
  :: atomic { ROW.state == P_AWAITING_SIGNATURE -> happens (i, V_SIGNED) }
  :: atomic {
       withdraws_left > 0 && !file[i].asking &&
       (ROW.state == P_AWAITING_SIGNATURE || ROW.state == P_QUEUED || ROW.state == P_NEEDS_HELP) &&
       !file[i].sender ->
       withdraws_left--; happens (i, V_WITHDRAW)
     }
  :: atomic {
       mends_left > 0 && (ROW.state == P_REJECTED || ROW.state == P_WITHDRAWN) ->
       mends_left--;
       happens (i, V_MEND)
     }
  :: atomic {
       again_left > 0 && ROW.state == P_NEEDS_HELP && !file[i].asking ->
       again_left--;
       if
       :: happens (i, V_HELP_SEND_AGAIN)
       :: TRUST_ENDS && certain && (ROW.found == O_ABSENT_SETTLED || ROW.found == O_REFUSED) ->
          happens (i, V_HELP_NEW_NUMBER)
       fi
     }
  :: atomic {
       crashes_left > 0 ->
       crashes_left--; forget_request (i); open_sends[i] = 0; happens (i, V_RECOVER)
     }
  :: atomic { i == 0 && !has_backup && copies_left > 0 ->
       has_backup = 1; copy_file (backup, file[0]) }
  /* Restored, and known by its mirror. */
  :: atomic {
       i == 0 && has_backup && copies_left > 0 ->
       copies_left--; forget_request (0); open_sends[0] = 0; copy_file (file[0], backup);
       file[0].copy = 1; file[0].seq++;
       happens (0, V_COPY_FOUND)
     }
  /* The whole machine was rolled back: nothing tells. */
  :: atomic {
       i == 0 && has_backup && copies_left > 0 && !assumed ->
       copies_left--; rolled_back = 1; forget_request (0); open_sends[0] = 0;
       copy_file (file[0], backup); file[0].seq++;
       under_way[2] = under_way[2] + under_way[0]; under_way[0] = 0;
       redirect ();
       file[0].n = file[0].n + (OFF (M_NUMBER_NOT_DERIVED) -> 1 : 0);
       happens (0, V_RECOVER)
     }
  /* A second machine goes on with the backup. */
  :: atomic {
       i == 0 && has_backup && copies_left > 0 && !assumed ->
       copies_left--; cloned = 1; copy_file (file[1], backup);
       file[1].n = file[1].n + (OFF (M_NUMBER_NOT_DERIVED) -> 1 : 0);
       if
       :: file[1].copy = 1; happens (1, V_COPY_FOUND)
       :: happens (1, V_RECOVER)
       fi;
       run Worker (1);
       run Person (1)
     }
  od
}

/* Only what could not be sent as often as it would have been, or has no number left here, is
 * queued at the end. */
#define AT_REST(i)                                                                                 \
  (ROW.state == P_ACCEPTED || ROW.state == P_REJECTED || ROW.state == P_WITHDRAWN ||               \
   ROW.state == P_NEEDS_HELP ||                                                                    \
   (ROW.state == P_QUEUED && (saves_left == 0 || file[i].n > 3)))

init {
  byte i;

  atomic {
    c_code { now.off = isg_model_number ("MODEL_OFF"); };
    c_code {
      const char *world = getenv ("MODEL_WORLD");

      /* saves, early questions, losses, crashes, repeats, mends, withdrawals, asks, again, copies,
       * processes, assumed */
      if (world == 0 || strlen (world) != 12) { fprintf (stderr, "MODEL_WORLD\n"); exit (2); }
      now.saves_left = world[0] - '0'; now.early_left = world[1] - '0';
      now.losses_left = world[2] - '0'; now.crashes_left = world[3] - '0';
      now.repeats_left = world[4] - '0'; now.mends_left = world[5] - '0';
      now.withdraws_left = world[6] - '0'; now.asks_left = world[7] - '0';
      now.again_left = world[8] - '0'; now.copies_left = world[9] - '0';
      now.processes = world[10] - '0'; now.assumed = world[11] - '0';
    };
    file[0].n = 1; file[0].text = 1;
    file[1].row.state = P_WITHDRAWN;
    if
    :: assumed -> repeat = T_ASSUMED; certain = 0
    /* The first number may be somebody else's. */
    :: !assumed -> ministry[1] = DEAD
    :: !assumed
    fi;
    run Worker (0);
    if
    :: processes == 2 -> run Worker (0)
    :: else
    fi;
    run Person (0)
  };
  /* RESTS: when nothing more can happen, nothing is left between. */
  timeout -> i = 0;
  assert (AT_REST (i));
  i = 1;
  assert (AT_REST (i))
}

#endif
