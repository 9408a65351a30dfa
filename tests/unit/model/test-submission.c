/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-submission.h"

#include <string.h>

#include "support/isg-test.h"

/* Every pair of state and event.  A pair that no row names must be refused and change nothing. */

typedef struct {
  IsgSubmissionState from;
  IsgSubmissionEvent event;
  IsgSubmissionState to;
} Pair;

#define S(name) ISG_SUBMISSION_##name
#define E(name) ISG_EVENT_##name

/* A submission without flags, by_number, absent certain, asked before settle, a lease, no copy. */
/* clang-format off */
static const Pair pairs[] = {
  { S (DRAFT), E (FINALISE), S (AWAITING_SIGNATURE) },
  { S (DRAFT), E (EDIT), S (DRAFT) },

  { S (AWAITING_SIGNATURE), E (SIGNED), S (QUEUED) },
  { S (AWAITING_SIGNATURE), E (CARD_FAILED), S (AWAITING_SIGNATURE) },
  { S (AWAITING_SIGNATURE), E (CERTIFICATE_FAILED), S (AWAITING_SIGNATURE) },
  { S (AWAITING_SIGNATURE), E (CLOCK_WRONG), S (AWAITING_SIGNATURE) },
  { S (AWAITING_SIGNATURE), E (METHOD_ENDED), S (WITHDRAWN) },
  { S (AWAITING_SIGNATURE), E (WITHDRAW), S (WITHDRAWN) },
  { S (AWAITING_SIGNATURE), E (RECOVER), S (AWAITING_SIGNATURE) },
  { S (AWAITING_SIGNATURE), E (COPY_FOUND), S (AWAITING_SIGNATURE) },

  { S (QUEUED), E (SEND), S (SENDING) },
  { S (QUEUED), E (COMMIT_FAILED), S (QUEUED) },
  { S (QUEUED), E (WITHDRAW), S (WITHDRAWN) },
  { S (QUEUED), E (METHOD_ENDED), S (QUEUED) },
  { S (QUEUED), E (GATE_SHUT), S (QUEUED) },
  { S (QUEUED), E (RECOVER), S (QUEUED) },
  { S (QUEUED), E (COPY_FOUND), S (QUEUED) },

  { S (SENDING), E (SAVE_ACCEPTED), S (ACCEPTED) },
  { S (SENDING), E (SAVE_PARTLY), S (PARTLY_ACCEPTED) },
  { S (SENDING), E (SAVE_TAKEN), S (PROCESSING) },
  { S (SENDING), E (SAVE_REFUSED), S (REJECTED) },
  { S (SENDING), E (SAVE_USED), S (IN_DOUBT) },
  { S (SENDING), E (SAVE_FAILED), S (IN_DOUBT) },
  { S (SENDING), E (SAVE_SIGNATURE), S (NEEDS_HELP) },
  { S (SENDING), E (SAVE_BATCH), S (NEEDS_HELP) },
  { S (SENDING), E (SAVE_FAULT), S (NEEDS_HELP) },
  { S (SENDING), E (SAVE_CREDENTIALS), S (QUEUED) },
  { S (SENDING), E (SAVE_FORBIDDEN), S (QUEUED) },
  { S (SENDING), E (SAVE_SERVER), S (IN_DOUBT) },
  { S (SENDING), E (SAVE_BUSY), S (IN_DOUBT) },
  { S (SENDING), E (SAVE_ENDPOINT), S (IN_DOUBT) },
  { S (SENDING), E (SAVE_UNREADABLE), S (IN_DOUBT) },
  { S (SENDING), E (SAVE_LOST), S (IN_DOUBT) },
  { S (SENDING), E (SAVE_NOT_CONNECTED), S (QUEUED) },
  { S (SENDING), E (SAVE_TLS), S (QUEUED) },
  { S (SENDING), E (SAVE_ABORTED), S (QUEUED) },
  { S (SENDING), E (HANDED_OVER), S (NEEDS_HELP) },
  { S (SENDING), E (MIRROR_FAILED), S (QUEUED) },
  { S (SENDING), E (RECOVER), S (IN_DOUBT) },
  { S (SENDING), E (COPY_FOUND), S (IN_DOUBT) },
  { S (SENDING), E (GATE_SHUT), S (SENDING) },
  { S (SENDING), E (COMMIT_FAILED), S (SENDING) },

  { S (IN_DOUBT), E (QUERY_ACCEPTED), S (ACCEPTED) },
  { S (IN_DOUBT), E (QUERY_PARTLY), S (PARTLY_ACCEPTED) },
  { S (IN_DOUBT), E (QUERY_IN_WORK), S (PROCESSING) },
  { S (IN_DOUBT), E (QUERY_REFUSED), S (REJECTED) },
  { S (IN_DOUBT), E (QUERY_UNJUDGED), S (IN_DOUBT) },
  { S (IN_DOUBT), E (QUERY_DIFFERS), S (NEEDS_HELP) },
  { S (IN_DOUBT), E (QUERY_NO_CONTENT), S (NEEDS_HELP) },
  { S (IN_DOUBT), E (HANDED_OVER), S (NEEDS_HELP) },
  { S (IN_DOUBT), E (QUERY_ABSENT), S (QUEUED) },
  { S (IN_DOUBT), E (QUERY_NO_ANSWER), S (IN_DOUBT) },
  { S (IN_DOUBT), E (QUERY_CREDENTIALS), S (IN_DOUBT) },
  { S (IN_DOUBT), E (QUERY_SERVER), S (IN_DOUBT) },
  { S (IN_DOUBT), E (QUERY_NOT_CONNECTED), S (IN_DOUBT) },
  { S (IN_DOUBT), E (QUERY_TLS), S (IN_DOUBT) },
  { S (IN_DOUBT), E (QUERY_FAULTY), S (IN_DOUBT) },
  { S (IN_DOUBT), E (ASK), S (IN_DOUBT) },
  { S (IN_DOUBT), E (EDIT), S (IN_DOUBT) },
  { S (IN_DOUBT), E (RECOVER), S (IN_DOUBT) },
  { S (IN_DOUBT), E (GATE_SHUT), S (IN_DOUBT) },
  { S (IN_DOUBT), E (COPY_FOUND), S (IN_DOUBT) },

  { S (PROCESSING), E (QUERY_ACCEPTED), S (ACCEPTED) },
  { S (PROCESSING), E (QUERY_PARTLY), S (PARTLY_ACCEPTED) },
  { S (PROCESSING), E (QUERY_IN_WORK), S (PROCESSING) },
  { S (PROCESSING), E (QUERY_REFUSED), S (REJECTED) },
  { S (PROCESSING), E (QUERY_UNJUDGED), S (PROCESSING) },
  { S (PROCESSING), E (QUERY_DIFFERS), S (NEEDS_HELP) },
  { S (PROCESSING), E (QUERY_NO_CONTENT), S (NEEDS_HELP) },
  { S (PROCESSING), E (HANDED_OVER), S (NEEDS_HELP) },
  { S (PROCESSING), E (QUERY_ABSENT), S (PROCESSING) },
  { S (PROCESSING), E (QUERY_NO_ANSWER), S (PROCESSING) },
  { S (PROCESSING), E (QUERY_CREDENTIALS), S (PROCESSING) },
  { S (PROCESSING), E (QUERY_SERVER), S (PROCESSING) },
  { S (PROCESSING), E (QUERY_NOT_CONNECTED), S (PROCESSING) },
  { S (PROCESSING), E (QUERY_TLS), S (PROCESSING) },
  { S (PROCESSING), E (QUERY_FAULTY), S (PROCESSING) },
  { S (PROCESSING), E (OVERDUE), S (NEEDS_HELP) },
  { S (PROCESSING), E (ASK), S (PROCESSING) },
  { S (PROCESSING), E (RECOVER), S (PROCESSING) },
  { S (PROCESSING), E (GATE_SHUT), S (PROCESSING) },
  { S (PROCESSING), E (COPY_FOUND), S (PROCESSING) },

  { S (NEEDS_HELP), E (HANDED_OVER), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_ACCEPTED), S (ACCEPTED) },
  { S (NEEDS_HELP), E (QUERY_PARTLY), S (PARTLY_ACCEPTED) },
  { S (NEEDS_HELP), E (QUERY_IN_WORK), S (PROCESSING) },
  { S (NEEDS_HELP), E (QUERY_REFUSED), S (REJECTED) },
  { S (NEEDS_HELP), E (QUERY_UNJUDGED), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_DIFFERS), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_NO_CONTENT), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_ABSENT), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_NO_ANSWER), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_CREDENTIALS), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_SERVER), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_NOT_CONNECTED), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_TLS), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (QUERY_FAULTY), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (ASK), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (RECOVER), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (GATE_SHUT), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (COPY_FOUND), S (NEEDS_HELP) },
  { S (NEEDS_HELP), E (HELP_SEND_AGAIN), S (QUEUED) },
  { S (NEEDS_HELP), E (WITHDRAW), S (WITHDRAWN) },
  { S (NEEDS_HELP), E (HELP_ELSEWHERE), S (REPORTED_ELSEWHERE) },

  { S (ACCEPTED), E (QUERY_ABSENT), S (ACCEPTED) },
  { S (ACCEPTED), E (QUERY_ACCEPTED), S (ACCEPTED) },
  { S (ACCEPTED), E (QUERY_NO_CONTENT), S (ACCEPTED) },
  { S (ACCEPTED), E (QUERY_NO_ANSWER), S (ACCEPTED) },
  { S (ACCEPTED), E (QUERY_CREDENTIALS), S (ACCEPTED) },
  { S (ACCEPTED), E (QUERY_SERVER), S (ACCEPTED) },
  { S (ACCEPTED), E (QUERY_NOT_CONNECTED), S (ACCEPTED) },
  { S (ACCEPTED), E (QUERY_TLS), S (ACCEPTED) },
  { S (ACCEPTED), E (QUERY_FAULTY), S (ACCEPTED) },
  { S (ACCEPTED), E (ASK), S (ACCEPTED) },
  { S (ACCEPTED), E (RECOVER), S (ACCEPTED) },
  { S (ACCEPTED), E (COPY_FOUND), S (ACCEPTED) },

  { S (PARTLY_ACCEPTED), E (MEND), S (PARTLY_ACCEPTED) },
  { S (PARTLY_ACCEPTED), E (EDIT), S (PARTLY_ACCEPTED) },
  { S (PARTLY_ACCEPTED), E (RECOVER), S (PARTLY_ACCEPTED) },
  { S (PARTLY_ACCEPTED), E (COPY_FOUND), S (PARTLY_ACCEPTED) },

#define NOT_STORED(state)                                            \
  { state, E (QUERY_ACCEPTED), S (ACCEPTED) },                       \
  { state, E (QUERY_PARTLY), S (NEEDS_HELP) },                       \
  { state, E (QUERY_DIFFERS), S (NEEDS_HELP) },                      \
  { state, E (QUERY_NO_CONTENT), S (NEEDS_HELP) },                   \
  { state, E (QUERY_ABSENT), state },                                \
  { state, E (QUERY_REFUSED), state },                               \
  { state, E (QUERY_IN_WORK), state },                               \
  { state, E (QUERY_UNJUDGED), state },                              \
  { state, E (QUERY_NO_ANSWER), state },                             \
  { state, E (QUERY_CREDENTIALS), state },                           \
  { state, E (QUERY_SERVER), state },                                \
  { state, E (QUERY_NOT_CONNECTED), state },                         \
  { state, E (QUERY_TLS), state },                                   \
  { state, E (QUERY_FAULTY), state },                                \
  { state, E (ASK), state },                                         \
  { state, E (RECOVER), state },                                     \
  { state, E (COPY_FOUND), state }

  NOT_STORED (S (REJECTED)),
  { S (REJECTED), E (EDIT), S (REJECTED) },
  { S (REJECTED), E (MEND), S (REJECTED) },
  { S (REJECTED), E (SEND_AGAIN), S (REJECTED) },
  NOT_STORED (S (WITHDRAWN)),
  { S (WITHDRAWN), E (EDIT), S (WITHDRAWN) },
  { S (WITHDRAWN), E (MEND), S (WITHDRAWN) },
  NOT_STORED (S (REPORTED_ELSEWHERE)),
};
/* clang-format on */

static const IsgSubmissionTraits by_number = { ISG_REPEAT_BY_NUMBER, TRUE, FALSE, FALSE, FALSE };
static const IsgSubmissionFacts plain = { .fits = TRUE, .leased = TRUE, .signature = TRUE };

static const Pair *
find_pair (IsgSubmissionState from, IsgSubmissionEvent event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i].from == from && pairs[i].event == event)
      return &pairs[i];
  return NULL;
}

typedef struct {
  IsgSubmissionState from;
  IsgSubmissionEvent event;
} Case;

static void
test_pair (gconstpointer data)
{
  const Case *c = data;
  const Pair *pair = find_pair (c->from, c->event);
  IsgSubmission before = { .state = c->from };
  IsgSubmissionMove move = isg_submission_decide (&before, c->event, &by_number, &plain);

  g_assert_cmpint (move.refused, ==, pair == NULL);
  g_assert_cmpstr (isg_submission_state_name (move.after.state),
                   ==,
                   isg_submission_state_name (pair != NULL ? pair->to : c->from));
  g_assert_cmpint (before.state, ==, c->from);
  if (move.refused) {
    g_assert_cmpmem (&move.after, sizeof move.after, &before, sizeof before);
    g_assert_cmpint (move.gate, ==, ISG_GATE_NONE);
    g_assert_cmpint (move.outcome, ==, ISG_OUTCOME_NONE);
  }
}

static void
test_no_pair_is_named_twice (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    g_assert_true (find_pair (pairs[i].from, pairs[i].event) == &pairs[i]);
}

/* ---- every reachable submission, under every event, whatever the facts ---- */

static gboolean
is_unsettled_end (const IsgSubmissionMove *move)
{
  return move->after.state == S (WITHDRAWN) && (move->after.flags & ISG_SUBMISSION_UNSETTLED) != 0;
}

static void
check_promises (const IsgSubmission *before,
                IsgSubmissionEvent event,
                const IsgSubmissionTraits *traits,
                const IsgSubmissionMove *move)
{
  gboolean absent_before = before->found == ISG_FOUND_ABSENT_SETTLED;

  g_assert_null (isg_submission_is_sound (&move->after));
  g_assert_false (is_unsettled_end (move));
  /* Accepted is said by the Ministry alone. */
  if (move->after.state == S (ACCEPTED) && before->state != S (ACCEPTED))
    g_assert_true (event == E (SAVE_ACCEPTED) || event == E (QUERY_ACCEPTED)
                   || event == E (QUERY_NO_CONTENT));
  /* What may be stored is not sent under another number, nor called back. */
  if (move->next_number && !move->successor && (before->flags & ISG_SUBMISSION_UNSETTLED) != 0
      && event == E (QUERY_ABSENT))
    g_assert_true (traits->absent_certain);
  if (move->after.state == S (WITHDRAWN) && before->state != S (WITHDRAWN)
      && (before->flags & ISG_SUBMISSION_UNSETTLED) != 0)
    g_assert_true ((event == E (QUERY_ABSENT) && traits->absent_certain)
                   || event == E (QUERY_REFUSED)
                   || (event == E (WITHDRAW) && absent_before && traits->absent_certain));
  /* A final state is moved by evidence, corrections and cancellations. */
  if (isg_submission_state_is_final (before->state) && move->after.state != before->state)
    g_assert_true (move->contradicted || event == E (CORRECTED) || event == E (CANCELLED));
  /* Nothing is stuck: what is open and not in somebody's hands is due, or behind a gate. */
  if (!move->refused && move->after.state != before->state
      && (move->after.state == S (IN_DOUBT) || move->after.state == S (PROCESSING)))
    g_assert_cmpint (move->wake, !=, ISG_WAKE_NONE);
  if (move->after.state == S (NEEDS_HELP) && before->state != S (NEEDS_HELP))
    g_assert_nonnull (move->reason);
}

/* What only says how often, or which of several alike, stops mattering. */
static IsgSubmission
without_numbers (IsgSubmission submission)
{
  submission.n_failed = MIN (submission.n_failed, 2);
  submission.n_odd = MIN (submission.n_odd, 3);
  submission.n_query_faults = MIN (submission.n_query_faults, 3);
  if (submission.n_next > 0 && submission.n_next < 3)
    submission.n_next = 2;
  if (submission.odd != 0 && submission.odd != E (SAVE_ENDPOINT))
    submission.odd = E (SAVE_LOST);
  return submission;
}

static const IsgSubmissionFacts all_facts[] = {
  { .fits = TRUE, .leased = TRUE, .signature = TRUE },
  { .fits = TRUE, .leased = TRUE, .after_settle = TRUE, .sent_here = TRUE, .new_items = TRUE },
  { .fits = TRUE, .leased = TRUE, .copy = TRUE, .equals_older = TRUE, .overdue = TRUE },
  { .fits = TRUE, .leased = TRUE, .copy = TRUE, .after_settle = TRUE, .signature = TRUE },
};

static void
explore_from (const IsgSubmission *before,
              const IsgSubmissionTraits *traits,
              GHashTable *seen,
              GQueue *queue)
{
  for (gsize i = 0; i < G_N_ELEMENTS (all_facts); i++)
    for (int event = 0; event < ISG_EVENT_N; event++) {
      IsgSubmissionMove move = isg_submission_decide (before, event, traits, &all_facts[i]);
      IsgSubmission after = without_numbers (move.after);
      g_autoptr (GBytes) key = NULL;

      check_promises (before, event, traits, &move);
      if (memcmp (&move.after, before, sizeof *before) == 0)
        continue;
      key = g_bytes_new (&after, sizeof after);
      if (g_hash_table_add (seen, g_bytes_ref (key)))
        g_queue_push_tail (queue, g_memdup2 (&after, sizeof after));
    }
}

static void
explore (const IsgSubmissionTraits *traits)
{
  g_autoptr (GHashTable) seen
    = g_hash_table_new_full (g_bytes_hash, g_bytes_equal, (GDestroyNotify) g_bytes_unref, NULL);
  GQueue queue = G_QUEUE_INIT;
  IsgSubmission draft = { .state = S (DRAFT) };

  g_queue_push_tail (&queue, g_memdup2 (&draft, sizeof draft));
  while (!g_queue_is_empty (&queue)) {
    g_autofree IsgSubmission *before = g_queue_pop_head (&queue);

    explore_from (before, traits, seen, &queue);
  }
  g_assert_cmpuint (g_hash_table_size (seen), >, 100);
  g_test_message ("%u submissions can be", g_hash_table_size (seen));
}

static void
test_promises_hold_wherever_events_lead (void)
{
  static const IsgSubmissionTraits traits[] = {
    { ISG_REPEAT_BY_NUMBER, TRUE, FALSE, FALSE, FALSE },
    { ISG_REPEAT_BY_NUMBER, TRUE, TRUE, TRUE, TRUE },
    { ISG_REPEAT_ASSUMED, FALSE, FALSE, FALSE, FALSE },
    { ISG_REPEAT_NONE, TRUE, FALSE, FALSE, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (traits); i++)
    explore (&traits[i]);
}

int
main (int argc, char **argv)
{
  static Case cases[ISG_SUBMISSION_N_STATES * ISG_EVENT_N];
  gsize n = 0;

  isg_test_init (&argc, &argv);
  for (int state = 0; state < ISG_SUBMISSION_N_STATES; state++)
    for (int event = 0; event < ISG_EVENT_N; event++) {
      g_autofree char *path = g_strdup_printf ("/submission/%s/%s",
                                               isg_submission_state_name (state),
                                               isg_submission_event_name (event));

      cases[n] = (Case){ state, event };
      g_test_add_data_func (path, &cases[n++], test_pair);
    }
  g_test_add_func ("/submission/no-pair-is-named-twice", test_no_pair_is_named_twice);
  g_test_add_func ("/submission/promises-hold-wherever-events-lead",
                   test_promises_hold_wherever_events_lead);
  return g_test_run ();
}
