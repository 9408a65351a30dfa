/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-real.h"

#include <stdio.h>
#include <string.h>

#include "model/isg-submission.h"
#include "submission-model.h"

/* What the model calls by number is what the program calls so. */
#define SAME_STATE(name) G_STATIC_ASSERT (P_##name == (int) ISG_SUBMISSION_##name)
#define SAME_EVENT(name) G_STATIC_ASSERT (V_##name == (int) ISG_EVENT_##name)
#define SAME_GATE(name)  G_STATIC_ASSERT (G_##name == (int) ISG_GATE_##name)
#define SAME_FOUND(name) G_STATIC_ASSERT (O_##name == (int) ISG_FOUND_##name)

SAME_STATE (DRAFT);
SAME_STATE (AWAITING_SIGNATURE);
SAME_STATE (QUEUED);
SAME_STATE (SENDING);
SAME_STATE (IN_DOUBT);
SAME_STATE (PROCESSING);
SAME_STATE (NEEDS_HELP);
SAME_STATE (ACCEPTED);
SAME_STATE (PARTLY_ACCEPTED);
SAME_STATE (REJECTED);
SAME_STATE (SUPERSEDED);
SAME_STATE (CANCELLED);
SAME_STATE (WITHDRAWN);
SAME_STATE (REPORTED_ELSEWHERE);
SAME_STATE (N_STATES);
SAME_EVENT (FINALISE);
SAME_EVENT (SIGNED);
SAME_EVENT (CARD_FAILED);
SAME_EVENT (CERTIFICATE_FAILED);
SAME_EVENT (CLOCK_WRONG);
SAME_EVENT (METHOD_ENDED);
SAME_EVENT (WITHDRAW);
SAME_EVENT (EDIT);
SAME_EVENT (ASK);
SAME_EVENT (SEND);
SAME_EVENT (COMMIT_FAILED);
SAME_EVENT (MIRROR_FAILED);
SAME_EVENT (GATE_SHUT);
SAME_EVENT (RECOVER);
SAME_EVENT (COPY_FOUND);
SAME_EVENT (SAVE_ACCEPTED);
SAME_EVENT (SAVE_PARTLY);
SAME_EVENT (SAVE_TAKEN);
SAME_EVENT (SAVE_REFUSED);
SAME_EVENT (SAVE_USED);
SAME_EVENT (SAVE_FAILED);
SAME_EVENT (SAVE_SIGNATURE);
SAME_EVENT (SAVE_BATCH);
SAME_EVENT (SAVE_FAULT);
SAME_EVENT (SAVE_CREDENTIALS);
SAME_EVENT (SAVE_FORBIDDEN);
SAME_EVENT (SAVE_SERVER);
SAME_EVENT (SAVE_BUSY);
SAME_EVENT (SAVE_ENDPOINT);
SAME_EVENT (SAVE_UNREADABLE);
SAME_EVENT (SAVE_LOST);
SAME_EVENT (SAVE_NOT_CONNECTED);
SAME_EVENT (SAVE_TLS);
SAME_EVENT (SAVE_ABORTED);
SAME_EVENT (HANDED_OVER);
SAME_EVENT (QUERY_ACCEPTED);
SAME_EVENT (QUERY_PARTLY);
SAME_EVENT (QUERY_IN_WORK);
SAME_EVENT (QUERY_REFUSED);
SAME_EVENT (QUERY_UNJUDGED);
SAME_EVENT (QUERY_DIFFERS);
SAME_EVENT (QUERY_NO_CONTENT);
SAME_EVENT (QUERY_ABSENT);
SAME_EVENT (QUERY_NO_ANSWER);
SAME_EVENT (QUERY_CREDENTIALS);
SAME_EVENT (QUERY_SERVER);
SAME_EVENT (QUERY_NOT_CONNECTED);
SAME_EVENT (QUERY_TLS);
SAME_EVENT (QUERY_FAULTY);
SAME_EVENT (OVERDUE);
SAME_EVENT (MEND);
SAME_EVENT (SEND_AGAIN);
SAME_EVENT (HELP_SEND_AGAIN);
SAME_EVENT (HELP_NEW_NUMBER);
SAME_EVENT (HELP_ELSEWHERE);
SAME_EVENT (CORRECTED);
SAME_EVENT (CANCELLED);
SAME_EVENT (N);
SAME_GATE (NONE);
SAME_GATE (STORE);
SAME_GATE (CREDENTIALS);
SAME_GATE (SIGNATURE);
SAME_GATE (ENDPOINT);
SAME_GATE (TLS);
SAME_GATE (CLOCK);
SAME_GATE (SERVER);
SAME_GATE (NETWORK);
SAME_GATE (CERTIFICATE);
SAME_GATE (CARD);
SAME_GATE (METHOD);
SAME_FOUND (NOTHING);
SAME_FOUND (ABSENT);
SAME_FOUND (ABSENT_SETTLED);
SAME_FOUND (REFUSED);
SAME_FOUND (DIFFERS);
SAME_FOUND (PRESENT);

enum {
  STATE,
  U,
  R,
  D,
  F,
  WISH,
  TAKEN,
  FOUND,
  ODD,
  N_ODD,
  N_FAILED,
  N_FAULTS,
  N_NEXT,
  N_MEMBERS
};

static IsgSubmission
submission_of (const int *row)
{
  return (IsgSubmission){
    .state = (IsgSubmissionState) row[STATE],
    .flags = (row[U] ? ISG_SUBMISSION_UNSETTLED : 0u) | (row[R] ? ISG_SUBMISSION_REFUSED_ONCE : 0u)
             | (row[D] ? ISG_SUBMISSION_USED : 0u) | (row[F] ? ISG_SUBMISSION_ASK_FIRST : 0u),
    .wish_withdraw = row[WISH],
    .taken = row[TAKEN],
    .found = (IsgFound) row[FOUND],
    .odd = (guint) row[ODD],
    .n_odd = (guint) row[N_ODD],
    .n_failed = (guint) row[N_FAILED],
    .n_query_faults = (guint) row[N_FAULTS],
    .n_next = (guint) row[N_NEXT],
  };
}

static int
is_equal (const IsgSubmission *a, const IsgSubmission *b)
{
  return a->state == b->state && a->flags == b->flags && a->wish_withdraw == b->wish_withdraw
         && a->taken == b->taken && a->found == b->found && a->odd == b->odd && a->n_odd == b->n_odd
         && a->n_failed == b->n_failed && a->n_query_faults == b->n_query_faults
         && a->n_next == b->n_next;
}

static void
show (const char *who, const IsgSubmission *s)
{
  fprintf (stderr,
           "%s %s flags=%u wish=%d taken=%d found=%s odd=%u/%u failed=%u faults=%u next=%u\n",
           who,
           isg_submission_state_name (s->state),
           s->flags,
           s->wish_withdraw,
           s->taken,
           isg_found_name (s->found),
           s->odd,
           s->n_odd,
           s->n_failed,
           s->n_query_faults,
           s->n_next);
}

int
isg_model_is_same (const int before[13],
                   int event,
                   const int traits[5],
                   const int facts[12],
                   const int after[13],
                   const int said[8])
{
  IsgSubmission start = submission_of (before);
  IsgSubmission model = submission_of (after);
  IsgSubmissionTraits t = { (IsgRepeat) traits[0], traits[1], traits[2], traits[3], traits[4] };
  IsgSubmissionFacts f = { facts[0], facts[1], facts[2], facts[3], facts[4],  facts[5],
                           facts[6], facts[7], facts[8], facts[9], facts[10], facts[11] };
  IsgSubmissionMove move = isg_submission_decide (&start, (IsgSubmissionEvent) event, &t, &f);
  int real[8] = { move.refused,      (int) move.gate,     move.next_number,    move.successor,
                  move.contradicted, move.hold_successor, move.older_accepted, move.warn };

  if (is_equal (&move.after, &model) && memcmp (real, said, sizeof real) == 0)
    return 1;
  fprintf (stderr,
           "%s, traits %d %d %d:\n",
           isg_submission_event_name ((IsgSubmissionEvent) event),
           traits[0],
           traits[1],
           traits[2]);
  show ("before ", &start);
  show ("model  ", &model);
  show ("program", &move.after);
  for (int i = 0; i < 8; i++)
    fprintf (stderr, "%d/%d ", said[i], real[i]);
  fprintf (stderr, "(model/program: refused gate next successor contradicted hold older warn)\n");
  return 0;
}

int
isg_model_number (const char *name)
{
  const char *value = g_getenv (name);

  return value != NULL ? (int) g_ascii_strtoll (value, NULL, 10) : 0;
}
