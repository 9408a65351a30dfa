/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The submission machine: what a submission is, what can happen to it, and what then becomes of it.
 *
 * Who reads this header knows the machine.  isg_submission_decide () is the only place that changes
 * a state; it is pure: no SQL, no clock, no network.  The store writes what it decided in the
 * transaction of its cause, as UPDATE … WHERE id, state and current attempt match.  A pair of state
 * and event that is not named here is refused, journalled, and leaves the state.
 *
 * Flags: U unsettled (an attempt under the number is UNKNOWN), R refused once while U, D got 211,
 * F ask first (an old copy).  "Settled" = no U.  "After settle" = asked, not answered, after settle
 * had run.
 *
 * Three things may happen in any state that is on its way and are not said again below.  A restart
 * (recover) leaves all but SENDING as they are.  Becoming an old copy (copy found) adds F to what
 * has not been sent or is in doubt; SENDING → IN_DOUBT+U+F.  A gate that shuts leaves every row
 * where it is: which gate stops what is at IsgGate.  An edit of the record never touches a row; it
 * is refused in every state of which submission.md 2 says that the record is not editable.
 *
 *   DRAFT               from_draft (), isg-submission-decide.c as all without another file
 *     finalise: fits and not sent before → AWAITING_SIGNATURE (old copy: +F); else DRAFT, finding
 *   AWAITING_SIGNATURE  from_awaiting ()
 *     signed (verified) → QUEUED; card, certificate, clock wrong → same + that gate
 *     withdraw: settled and no F → WITHDRAWN, else IN_DOUBT with the wish
 *     method ended: settled and no F → WITHDRAWN (a draft again), else same + gate METHOD
 *   QUEUED              from_queued ()
 *     send: gate shut or no lease → same; F → asked first; else SENDING (lease, durable COMMIT)
 *     commit failed → same + gate STORE, nothing sent; method ended → same + gate METHOD
 *     withdraw: settled and no F → WITHDRAWN, else IN_DOUBT with the wish
 *     answers to a question (only with F) → as IN_DOUBT; absent, asked after settle → same, F gone
 *   SENDING             isg_move_from_sending (), isg-submission-sending.c
 *     accepted → ACCEPTED; partly → PARTLY_ACCEPTED; taken → PROCESSING
 *     refused (210 212 213 215): no U → REJECTED, else IN_DOUBT+R
 *     used (211) → IN_DOUBT+D; failed (204) → IN_DOUBT+U
 *     signature (214 222) → NEEDS_HELP + gate SIGNATURE
 *     batch (216–221), fault Client → NEEDS_HELP
 *     handed over (a package in a folder) → NEEDS_HELP+U: nobody answers, so it is in a person's
 *       hands until he says how it was reported; found in the folder after a crash: the same
 *     credentials (401) → QUEUED + gate CREDENTIALS; forbidden (HTTP 403) the same +U
 *     server (1111 2222), busy (429 503), endpoint (3xx, other 4xx), unreadable, lost → IN_DOUBT+U;
 *       server and busy + gate SERVER, endpoint + gate ENDPOINT
 *     the same three times → NEEDS_HELP+U
 *     not connected → QUEUED, backoff, gate NETWORK; TLS → the same, gate TLS
 *     aborted (guard) → QUEUED; mirror failed → QUEUED + gate STORE; recover → IN_DOUBT+U
 *     commit failed (of the reply) → same: kept in memory and tried again; gate shut → same: this
 *       attempt ends first; withdraw, edit → refused
 *   IN_DOUBT            from_in_doubt (); answers: isg_move_answered (), isg-submission-answer.c
 *     all accepted → ACCEPTED; partly → PARTLY_ACCEPTED; in work → PROCESSING
 *     refused: D and this text never taken → next number (with the wish: WITHDRAWN); else REJECTED
 *     unjudged items → same, after settle NEEDS_HELP
 *     differs → NEEDS_HELP; when it equals an older text, that one is ACCEPTED (contradicted)
 *     no content: ACCEPTED only if this file sent this text, no other text went, no copy; else
 *       NEEDS_HELP
 *     absent: see isg_move_absent (); the first that fits
 *       wish: after settle certain → WITHDRAWN, weak → NEEDS_HELP
 *       D: after settle certain → next number (three times at most), else NEEDS_HELP
 *       R: after settle certain → REJECTED, weak → NEEDS_HELP
 *       last refused by the endpoint, or failed (204) twice → NEEDS_HELP
 *       F → not before settle; by_number → QUEUED; assumed → QUEUED after settle; none → NEEDS_HELP
 *     no answer → same, backoff; 401, 403 → same + gate; the query faulty three times → NEEDS_HELP
 *     ask → same, asked now
 *   PROCESSING          from_processing ()
 *     as IN_DOUBT, but absent → same, after settle NEEDS_HELP; 72 h → NEEDS_HELP, asking goes on
 *     ask → same, asked now
 *   NEEDS_HELP          from_needs_help ()
 *     present (with or without content), refused, in work → as IN_DOUBT; in work after 72 h,
 * absent, differs, unjudged → same, and the reason is the newest the user: ask; send again → QUEUED
 * (without a signature: AWAITING_SIGNATURE; old copy: +F) new number (absent after settle, refused
 * or differs) → QUEUED withdraw (settled, or absent after settle and certain) → WITHDRAWN elsewhere
 * → REPORTED_ELSEWHERE REJECTED, WITHDRAWN, REPORTED_ELSEWHERE   from_not_stored () mend (not
 * REPORTED_ELSEWHERE), again (REJECTED alone) → a successor: same number, or the next one where the
 * refusal came after taking ask → same, asked now; absent, refused, in work, no answer → same found
 * stored: equal → ACCEPTED (contradicted), else NEEDS_HELP (contradicted); an unsent successor is
 * held PARTLY_ACCEPTED     from_partly_accepted () mend → a successor of the refused items, next
 * number ACCEPTED            from_accepted () ask → same, asked now; absent → same + warning, never
 * sent again; accepted, no content, no answer → same mend with items that no submission has carried
 * → a successor, next number corrected → SUPERSEDED, cancelled → CANCELLED, where the definition
 * names the operation SUPERSEDED, CANCELLED   nothing moves them
 *
 * "Next number": n+1, U R D gone, QUEUED; where the number is part of the signed text,
 * AWAITING_SIGNATURE.
 *
 * Source: submission.md 1 to 3. */

/**
 * IsgSubmissionState:
 *
 * %ISG_SUBMISSION_DRAFT is no row: nothing was finalised.
 */
typedef enum {
  ISG_SUBMISSION_DRAFT,
  ISG_SUBMISSION_AWAITING_SIGNATURE,
  ISG_SUBMISSION_QUEUED,
  ISG_SUBMISSION_SENDING,
  ISG_SUBMISSION_IN_DOUBT,
  ISG_SUBMISSION_PROCESSING,
  ISG_SUBMISSION_NEEDS_HELP,
  ISG_SUBMISSION_ACCEPTED,
  ISG_SUBMISSION_PARTLY_ACCEPTED,
  ISG_SUBMISSION_REJECTED,
  ISG_SUBMISSION_SUPERSEDED,
  ISG_SUBMISSION_CANCELLED,
  ISG_SUBMISSION_WITHDRAWN,
  ISG_SUBMISSION_REPORTED_ELSEWHERE,
  ISG_SUBMISSION_N_STATES,
} IsgSubmissionState;

/**
 * IsgSubmissionFlag:
 * @ISG_SUBMISSION_UNSETTLED: U: an attempt under the number is UNKNOWN
 * @ISG_SUBMISSION_REFUSED_ONCE: R: refused once while U
 * @ISG_SUBMISSION_USED: D: got 211
 * @ISG_SUBMISSION_ASK_FIRST: F: an old copy; asked before it is sent
 */
typedef enum {
  ISG_SUBMISSION_UNSETTLED = 1 << 0,
  ISG_SUBMISSION_REFUSED_ONCE = 1 << 1,
  ISG_SUBMISSION_USED = 1 << 2,
  ISG_SUBMISSION_ASK_FIRST = 1 << 3,
} IsgSubmissionFlag;

/**
 * IsgSubmissionEvent:
 *
 * What can happen to a submission: what a person does, what became of a save, what a question
 * found.
 */
typedef enum {
  ISG_EVENT_FINALISE,
  ISG_EVENT_SIGNED,
  ISG_EVENT_CARD_FAILED, /* card, PIN, signer */
  ISG_EVENT_CERTIFICATE_FAILED,
  ISG_EVENT_CLOCK_WRONG,
  ISG_EVENT_METHOD_ENDED,
  ISG_EVENT_WITHDRAW,
  ISG_EVENT_EDIT,
  ISG_EVENT_ASK,
  ISG_EVENT_SEND,
  ISG_EVENT_COMMIT_FAILED,
  ISG_EVENT_MIRROR_FAILED,
  ISG_EVENT_GATE_SHUT,
  ISG_EVENT_RECOVER, /* crash, kill, restart, restored */
  ISG_EVENT_COPY_FOUND,
  ISG_EVENT_SAVE_ACCEPTED,      /* A, C: 200; B: 200 with every item accepted */
  ISG_EVENT_SAVE_PARTLY,        /* B: every item judged, some refused */
  ISG_EVENT_SAVE_TAKEN,         /* B: 200; any: 202 */
  ISG_EVENT_SAVE_REFUSED,       /* 210 212 213 215 */
  ISG_EVENT_SAVE_USED,          /* 211 */
  ISG_EVENT_SAVE_FAILED,        /* 204 */
  ISG_EVENT_SAVE_SIGNATURE,     /* 214 222 */
  ISG_EVENT_SAVE_BATCH,         /* 216 to 221 */
  ISG_EVENT_SAVE_FAULT,         /* SOAP fault Client */
  ISG_EVENT_SAVE_CREDENTIALS,   /* 401, HTTP 401 */
  ISG_EVENT_SAVE_FORBIDDEN,     /* HTTP 403 */
  ISG_EVENT_SAVE_SERVER,        /* 1111 2222 */
  ISG_EVENT_SAVE_BUSY,          /* HTTP 429 503 */
  ISG_EVENT_SAVE_ENDPOINT,      /* HTTP 3xx, other 4xx */
  ISG_EVENT_SAVE_UNREADABLE,    /* unknown status, another number, 5xx, HTML … */
  ISG_EVENT_SAVE_LOST,          /* time-out, reset, TLS alert after the first byte, too long */
  ISG_EVENT_SAVE_NOT_CONNECTED, /* before the first byte */
  ISG_EVENT_SAVE_TLS,           /* before the first byte */
  ISG_EVENT_SAVE_ABORTED,       /* the guard said no, before the first byte */
  ISG_EVENT_HANDED_OVER,        /* file: the package lies in its folder; no answer will come */
  ISG_EVENT_QUERY_ACCEPTED,     /* present, equal, all accepted */
  ISG_EVENT_QUERY_PARTLY,       /* every item judged, some stored */
  ISG_EVENT_QUERY_IN_WORK,
  ISG_EVENT_QUERY_REFUSED,  /* refused after taking */
  ISG_EVENT_QUERY_UNJUDGED, /* some items without a verdict */
  ISG_EVENT_QUERY_DIFFERS,
  ISG_EVENT_QUERY_NO_CONTENT, /* present, and not told what */
  ISG_EVENT_QUERY_ABSENT,
  ISG_EVENT_QUERY_NO_ANSWER,
  ISG_EVENT_QUERY_CREDENTIALS,
  ISG_EVENT_QUERY_SERVER,
  ISG_EVENT_QUERY_NOT_CONNECTED,
  ISG_EVENT_QUERY_TLS,
  ISG_EVENT_QUERY_FAULTY, /* the query itself is not accepted */
  ISG_EVENT_OVERDUE,      /* taken 72 hours ago and no outcome */
  ISG_EVENT_MEND,
  ISG_EVENT_SEND_AGAIN, /* unchanged, after a refusal */
  ISG_EVENT_HELP_SEND_AGAIN,
  ISG_EVENT_HELP_NEW_NUMBER,
  ISG_EVENT_HELP_ELSEWHERE,
  ISG_EVENT_CORRECTED,
  ISG_EVENT_CANCELLED,
  ISG_EVENT_N,
} IsgSubmissionEvent;

/**
 * IsgGate:
 *
 * Why a queue waits. NETWORK, TLS, SERVER, CREDENTIALS, FIRM and LIVE_SHUT stop saves and queries;
 * ENDPOINT, SIGNATURE, METHOD stop a method's saves; CLOCK, OLD_COPY and STORE stop saves; CARD and
 * CERTIFICATE stop signing.
 */
typedef enum {
  ISG_GATE_NONE,
  ISG_GATE_STORE,
  ISG_GATE_OLD_COPY,
  ISG_GATE_LIVE_SHUT,
  ISG_GATE_CREDENTIALS,
  ISG_GATE_FIRM,
  ISG_GATE_SIGNATURE,
  ISG_GATE_ENDPOINT,
  ISG_GATE_TLS,
  ISG_GATE_CLOCK,
  ISG_GATE_SERVER,
  ISG_GATE_NETWORK,
  ISG_GATE_CERTIFICATE,
  ISG_GATE_CARD,
  ISG_GATE_METHOD,
  ISG_GATE_HEALTH, /* sealed rows alone, while no worker has the health key */
  ISG_GATE_N,      /* in the order in which they are shown, worst first */
} IsgGate;

/**
 * IsgAttemptOutcome:
 *
 * What an attempt says of the number it went under.
 */
typedef enum {
  ISG_OUTCOME_NONE,
  ISG_OUTCOME_NO_BYTE,
  ISG_OUTCOME_TAKEN,
  ISG_OUTCOME_REFUSED,
  ISG_OUTCOME_USED,
  ISG_OUTCOME_DOOR,
  ISG_OUTCOME_UNKNOWN,
  ISG_OUTCOME_PRESENT,
  ISG_OUTCOME_ABSENT,
  ISG_OUTCOME_IN_WORK,
  ISG_OUTCOME_NO_ANSWER,
  ISG_OUTCOME_N,
} IsgAttemptOutcome;

/**
 * IsgFound:
 *
 * What the last question that was answered found.
 */
typedef enum {
  ISG_FOUND_NOTHING, /* not asked, or not answered, since the last attempt */
  ISG_FOUND_ABSENT,
  ISG_FOUND_ABSENT_SETTLED, /* asked after settle */
  ISG_FOUND_REFUSED,        /* after taking: the number is dead */
  ISG_FOUND_DIFFERS,
  ISG_FOUND_PRESENT,
  ISG_FOUND_N,
} IsgFound;

/**
 * IsgSubmission:
 *
 * What the machine knows of a submission.
 */
typedef struct {
  IsgSubmissionState state;
  guint flags;            /* IsgSubmissionFlag */
  gboolean wish_withdraw; /* IN_DOUBT: to be taken back if it turns out not to be there */
  gboolean taken;         /* this text was taken once: 200, 202 */
  IsgFound found;
  guint odd;            /* IsgSubmissionEvent of the last answer that was none; 0 */
  guint n_odd;          /* how often in a row */
  guint n_failed;       /* 204s under this number */
  guint n_query_faults; /* in a row */
  guint n_next;         /* next numbers taken for this text */
} IsgSubmission;

/**
 * IsgRepeat:
 *
 * What the Ministry does with a number that comes a second time.
 */
typedef enum {
  ISG_REPEAT_BY_NUMBER, /* refuses it once something was taken under it */
  ISG_REPEAT_ASSUMED,   /* probably refuses it */
  ISG_REPEAT_NONE,
} IsgRepeat;

/**
 * IsgSubmissionTraits:
 *
 * What the method's definition says, as far as the machine must know.
 */
typedef struct {
  IsgRepeat repeat;
  gboolean absent_certain;   /* "absent" asked after settle is certain; else weak */
  gboolean number_is_signed; /* the next number needs a new signature */
  gboolean can_correct;      /* the definition names the operation */
  gboolean can_cancel;
} IsgSubmissionTraits;

/**
 * IsgSubmissionFacts:
 *
 * What the caller found out around an event. All %FALSE where it does not matter.
 */
typedef struct {
  gboolean after_settle; /* QUERY: the question was asked after settle had run */
  gboolean copy;         /* this file is an old copy */
  gboolean fits;         /* FINALISE: every rule of the pack holds */
  gboolean sent_before;  /* FINALISE: the same thing was sent before */
  gboolean gate_shut;    /* SEND */
  gboolean leased;       /* SEND */
  gboolean signature;    /* HELP_SEND_AGAIN: a signature is kept */
  gboolean equals_older; /* QUERY_DIFFERS: what is there equals an older text under this number */
  gboolean sent_here;    /* QUERY_NO_CONTENT: this file sent this text under this number */
  gboolean other_text;   /* QUERY_NO_CONTENT: another text went under this number */
  gboolean overdue;      /* QUERY_IN_WORK: taken 72 hours ago */
  gboolean new_items;    /* MEND on ACCEPTED: items that no submission has carried yet */
} IsgSubmissionFacts;

/**
 * IsgWake:
 *
 * When the queue looks at the row again.
 */
typedef enum {
  ISG_WAKE_NONE, /* not by time: an act, a gate or nothing */
  ISG_WAKE_NOW,
  ISG_WAKE_BACKOFF,
  ISG_WAKE_SETTLE, /* when settle has run; by backoff when it has */
} IsgWake;

/**
 * IsgSubmissionMove:
 *
 * What becomes of a submission by an event.
 */
typedef struct {
  gboolean refused; /* the pair is not named: journalled, @after is as before */
  IsgSubmission after;
  IsgGate gate; /* to shut */
  IsgAttemptOutcome outcome;
  IsgWake wake;
  gboolean next_number;    /* take n+1: for this row, or for the successor */
  gboolean successor;      /* a new submission of this part follows; @after stays as it is */
  gboolean contradicted;   /* the Ministry's evidence moved a final state */
  gboolean older_accepted; /* the older text under this number is ACCEPTED (contradicted) */
  gboolean hold_successor; /* an unsent successor must not go: NEEDS_HELP */
  gboolean warn;           /* ACCEPTED, and later absent */
  const char *reason;      /* (nullable): of NEEDS_HELP, a stable word */
} IsgSubmissionMove;

/**
 * isg_submission_decide:
 * @before: a submission
 * @event: what happened
 * @traits: of its method
 * @facts: around the event
 *
 * The machine. Pure.
 *
 * Thread: any.  Source: submission.md 3.
 *
 * Returns: what becomes of it
 */
IsgSubmissionMove isg_submission_decide (const IsgSubmission *before,
                                         IsgSubmissionEvent event,
                                         const IsgSubmissionTraits *traits,
                                         const IsgSubmissionFacts *facts);

/**
 * isg_submission_assert:
 * @submission: a submission
 *
 * Aborts when it cannot be: a state that does not go with its flags. Called before a row is written
 * and after it is read.
 *
 * Thread: any.
 */
void isg_submission_assert (const IsgSubmission *submission);

/**
 * isg_submission_is_sound:
 * @submission: a submission
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): %NULL, or what does not go together
 */
const char *isg_submission_is_sound (const IsgSubmission *submission);

/**
 * isg_submission_state_name:
 * @state: a state
 *
 * Thread: any.
 *
 * Returns: (transfer none): "QUEUED" …
 */
const char *isg_submission_state_name (IsgSubmissionState state);

/**
 * isg_submission_state_parse:
 * @name: (nullable): a state's name
 *
 * Thread: any.
 *
 * Returns: the state; %ISG_SUBMISSION_N_STATES when there is none of that name
 */
IsgSubmissionState isg_submission_state_parse (const char *name);

/**
 * isg_submission_state_is_final:
 * @state: a state
 *
 * Thread: any.
 *
 * Returns: whether no event but the Ministry's own evidence moves it
 */
gboolean isg_submission_state_is_final (IsgSubmissionState state);

/**
 * isg_submission_state_is_open:
 * @state: a state
 *
 * Thread: any.
 *
 * Returns: whether it is on its way: there may be one such row for each record and part
 */
gboolean isg_submission_state_is_open (IsgSubmissionState state);

/**
 * isg_submission_number_is_dead:
 * @submission: a submission that is over
 *
 * Thread: any.
 *
 * Returns: whether a successor takes the next number: something was stored under it, or it was
 * refused after taking
 */
gboolean isg_submission_number_is_dead (const IsgSubmission *submission);

/**
 * isg_submission_event_name:
 * @event: an event
 *
 * Thread: any.
 *
 * Returns: (transfer none): "save.refused" …, for the journal
 */
const char *isg_submission_event_name (IsgSubmissionEvent event);

/**
 * isg_submission_event_parse:
 * @name: (nullable): an event's name
 *
 * Thread: any.
 *
 * Returns: the event; %ISG_EVENT_N when there is none of that name
 */
IsgSubmissionEvent isg_submission_event_parse (const char *name);

/**
 * isg_gate_name:
 * @gate: a gate
 *
 * Thread: any.
 *
 * Returns: (transfer none): "NETWORK" …; "" for %ISG_GATE_NONE
 */
const char *isg_gate_name (IsgGate gate);

/**
 * isg_gate_parse:
 * @name: (nullable): a gate's name
 *
 * Thread: any.
 *
 * Returns: the gate; %ISG_GATE_NONE when there is none of that name
 */
IsgGate isg_gate_parse (const char *name);

/**
 * isg_attempt_outcome_name:
 * @outcome: an outcome
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): "UNKNOWN" …; %NULL for %ISG_OUTCOME_NONE
 */
const char *isg_attempt_outcome_name (IsgAttemptOutcome outcome);

/**
 * isg_found_name:
 * @found: what a question found
 *
 * Thread: any.
 *
 * Returns: (transfer none): "absent_settled" …; "" for nothing
 */
const char *isg_found_name (IsgFound found);

/**
 * isg_found_parse:
 * @name: (nullable): a name
 *
 * Thread: any.
 *
 * Returns: what it means; %ISG_FOUND_NOTHING for what is unknown
 */
IsgFound isg_found_parse (const char *name);

G_END_DECLS
