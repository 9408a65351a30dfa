/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-submission.h"

#include "support/isg-test.h"

/* Where flags, counters, the definition or the facts decide: one row a case, named after the
 * promise. */

#define S(name) ISG_SUBMISSION_##name
#define E(name) ISG_EVENT_##name
#define U       ISG_SUBMISSION_UNSETTLED
#define R       ISG_SUBMISSION_REFUSED_ONCE
#define D       ISG_SUBMISSION_USED
#define F       ISG_SUBMISSION_ASK_FIRST

typedef struct {
  const char *name;
  IsgSubmission before;
  IsgSubmissionEvent event;
  IsgSubmissionTraits traits;
  IsgSubmissionFacts facts;
  /* after */
  IsgSubmissionState to;
  guint flags;
  IsgGate gate;
  IsgWake wake;
  IsgAttemptOutcome outcome;
  const char *reason;
  gboolean next_number;
} Case;

#define CERTAIN                                                                                    \
  {                                                                                                \
    ISG_REPEAT_BY_NUMBER, TRUE, FALSE, FALSE, FALSE                                                \
  }
#define SIGNED                                                                                     \
  {                                                                                                \
    ISG_REPEAT_BY_NUMBER, TRUE, TRUE, FALSE, FALSE                                                 \
  }
#define ASSUMED                                                                                    \
  {                                                                                                \
    ISG_REPEAT_ASSUMED, FALSE, FALSE, FALSE, FALSE                                                 \
  }
#define NONE                                                                                       \
  {                                                                                                \
    ISG_REPEAT_NONE, TRUE, FALSE, FALSE, FALSE                                                     \
  }
#define EARLY                                                                                      \
  {                                                                                                \
    .leased = TRUE, .signature = TRUE                                                              \
  }
#define SETTLED                                                                                    \
  {                                                                                                \
    .leased = TRUE, .signature = TRUE, .after_settle = TRUE                                        \
  }

/* clang-format off */
static const Case cases[] = {
  /* DRAFT */
  { "a-record-that-does-not-fit-stays-a-draft", { S (DRAFT) }, E (FINALISE), CERTAIN, { .fits = FALSE },
    S (DRAFT), .reason = "finding" },
  { "what-was-sent-before-is-not-finalised-again", { S (DRAFT) }, E (FINALISE), CERTAIN, { .fits = TRUE, .sent_before = TRUE },
    S (DRAFT), .reason = "sent_before" },
  { "an-old-copy-finalises-with-ask-first", { S (DRAFT) }, E (FINALISE), CERTAIN, { .fits = TRUE, .copy = TRUE },
    S (AWAITING_SIGNATURE), F },

  /* withdraw */
  { "an-unsettled-row-is-not-withdrawn-before-it-was-asked-about", { S (QUEUED), U }, E (WITHDRAW), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_NOW },
  { "an-unsettled-row-waiting-for-a-signature-likewise", { S (AWAITING_SIGNATURE), U }, E (WITHDRAW), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_NOW },
  { "an-old-copy-asks-before-it-withdraws", { S (QUEUED), F }, E (WITHDRAW), CERTAIN, EARLY,
    S (IN_DOUBT), F, .wake = ISG_WAKE_NOW },
  { "absent-before-settle-does-not-withdraw", { S (IN_DOUBT), U, TRUE }, E (QUERY_ABSENT), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_SETTLE, .outcome = ISG_OUTCOME_ABSENT },
  { "absent-after-settle-withdraws", { S (IN_DOUBT), U, TRUE }, E (QUERY_ABSENT), CERTAIN, SETTLED,
    S (WITHDRAWN), .outcome = ISG_OUTCOME_ABSENT },
  { "a-weak-absent-does-not-withdraw", { S (IN_DOUBT), U, TRUE }, E (QUERY_ABSENT), ASSUMED, SETTLED,
    S (NEEDS_HELP), U, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_ABSENT, .reason = "absent_weak" },
  { "what-was-to-be-withdrawn-and-is-there-is-accepted", { S (IN_DOUBT), U, TRUE }, E (QUERY_ACCEPTED), CERTAIN, EARLY,
    S (ACCEPTED), .outcome = ISG_OUTCOME_PRESENT },
  { "method-ended-leaves-what-is-unsettled", { S (AWAITING_SIGNATURE), U }, E (METHOD_ENDED), CERTAIN, EARLY,
    S (AWAITING_SIGNATURE), U, ISG_GATE_METHOD },

  /* QUEUED */
  { "a-shut-gate-sends-nothing", { S (QUEUED) }, E (SEND), CERTAIN, { .leased = TRUE, .gate_shut = TRUE }, S (QUEUED) },
  { "without-the-lease-nothing-is-sent", { S (QUEUED) }, E (SEND), CERTAIN, { .leased = FALSE }, S (QUEUED) },
  { "an-old-copy-asks-first", { S (QUEUED), F }, E (SEND), CERTAIN, EARLY, S (QUEUED), F, .wake = ISG_WAKE_NOW },
  { "asked-first-and-absent-after-settle-may-go", { S (QUEUED), F }, E (QUERY_ABSENT), CERTAIN, SETTLED,
    S (QUEUED), .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_ABSENT },
  { "what-the-lost-copy-sent-may-still-be-stored", { S (QUEUED), F }, E (QUERY_ABSENT), CERTAIN, EARLY,
    S (QUEUED), F, .wake = ISG_WAKE_SETTLE, .outcome = ISG_OUTCOME_ABSENT },
  { "asked-first-and-there-is-accepted", { S (QUEUED), F }, E (QUERY_ACCEPTED), CERTAIN, EARLY,
    S (ACCEPTED), .outcome = ISG_OUTCOME_PRESENT },
  { "asked-first-and-no-answer-waits", { S (QUEUED), F }, E (QUERY_NO_ANSWER), CERTAIN, EARLY,
    S (QUEUED), F, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_NO_ANSWER },
  { "a-commit-that-fails-sends-nothing", { S (QUEUED) }, E (COMMIT_FAILED), CERTAIN, EARLY, S (QUEUED), .gate = ISG_GATE_STORE },

  /* SENDING */
  { "refused-while-unsettled-is-not-rejected", { S (SENDING), U }, E (SAVE_REFUSED), CERTAIN, EARLY,
    S (IN_DOUBT), U | R, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_REFUSED },
  { "used-is-doubt", { S (SENDING) }, E (SAVE_USED), CERTAIN, EARLY,
    S (IN_DOUBT), D, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_USED },
  { "failed-without-a-reason-is-doubt", { S (SENDING) }, E (SAVE_FAILED), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_UNKNOWN },
  { "a-refused-signature-stops-its-method", { S (SENDING) }, E (SAVE_SIGNATURE), CERTAIN, EARLY,
    S (NEEDS_HELP), .gate = ISG_GATE_SIGNATURE, .outcome = ISG_OUTCOME_REFUSED, .reason = "signature" },
  { "a-wrong-password-leaves-the-row-queued", { S (SENDING) }, E (SAVE_CREDENTIALS), CERTAIN, EARLY,
    S (QUEUED), .gate = ISG_GATE_CREDENTIALS, .outcome = ISG_OUTCOME_DOOR },
  { "http-403-leaves-it-queued-and-unsettled", { S (SENDING) }, E (SAVE_FORBIDDEN), CERTAIN, EARLY,
    S (QUEUED), U, ISG_GATE_CREDENTIALS, .outcome = ISG_OUTCOME_UNKNOWN },
  { "a-system-error-is-doubt-and-shuts-the-server-gate", { S (SENDING) }, E (SAVE_SERVER), CERTAIN, EARLY,
    S (IN_DOUBT), U, ISG_GATE_SERVER, ISG_WAKE_NOW, ISG_OUTCOME_UNKNOWN },
  { "a-busy-server-likewise", { S (SENDING) }, E (SAVE_BUSY), CERTAIN, EARLY,
    S (IN_DOUBT), U, ISG_GATE_SERVER, ISG_WAKE_NOW, ISG_OUTCOME_UNKNOWN },
  { "an-endpoint-that-refuses-stops-its-saves", { S (SENDING) }, E (SAVE_ENDPOINT), CERTAIN, EARLY,
    S (IN_DOUBT), U, ISG_GATE_ENDPOINT, ISG_WAKE_NOW, ISG_OUTCOME_UNKNOWN },
  { "garbage-is-doubt", { S (SENDING) }, E (SAVE_UNREADABLE), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_UNKNOWN },
  { "a-lost-reply-is-doubt", { S (SENDING) }, E (SAVE_LOST), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_UNKNOWN },
  { "a-crash-is-doubt", { S (SENDING) }, E (RECOVER), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_UNKNOWN },
  { "the-same-odd-answer-three-times-needs-help",
    { S (SENDING), U, .odd = E (SAVE_UNREADABLE), .n_odd = 2 }, E (SAVE_UNREADABLE), CERTAIN, EARLY,
    S (NEEDS_HELP), U, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_UNKNOWN, .reason = "odd" },
  { "another-odd-answer-starts-to-count-anew",
    { S (SENDING), U, .odd = E (SAVE_SERVER), .n_odd = 2 }, E (SAVE_UNREADABLE), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_UNKNOWN },
  { "no-connection-waits-behind-the-network-gate", { S (SENDING) }, E (SAVE_NOT_CONNECTED), CERTAIN, EARLY,
    S (QUEUED), .gate = ISG_GATE_NETWORK, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_NO_BYTE },
  { "a-server-without-proof-waits-behind-the-tls-gate", { S (SENDING), U }, E (SAVE_TLS), CERTAIN, EARLY,
    S (QUEUED), U, ISG_GATE_TLS, ISG_WAKE_BACKOFF, ISG_OUTCOME_NO_BYTE },
  { "without-a-mirror-nothing-is-sent", { S (SENDING) }, E (MIRROR_FAILED), CERTAIN, EARLY,
    S (QUEUED), .gate = ISG_GATE_STORE, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_NO_BYTE },
  { "a-restored-sending-row-is-asked-about", { S (SENDING) }, E (COPY_FOUND), CERTAIN, EARLY,
    S (IN_DOUBT), U | F, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_UNKNOWN },

  /* IN_DOUBT: absent */
  { "absent-goes-again-at-once-by-number", { S (IN_DOUBT), U }, E (QUERY_ABSENT), CERTAIN, EARLY,
    S (QUEUED), U, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_ABSENT },
  { "absent-after-settle-and-certain-settles", { S (IN_DOUBT), U }, E (QUERY_ABSENT), CERTAIN, SETTLED,
    S (QUEUED), .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_ABSENT },
  { "assumed-goes-again-after-settle-only", { S (IN_DOUBT), U }, E (QUERY_ABSENT), ASSUMED, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_SETTLE, .outcome = ISG_OUTCOME_ABSENT },
  { "assumed-goes-again-after-settle-and-stays-unsettled", { S (IN_DOUBT), U }, E (QUERY_ABSENT), ASSUMED, SETTLED,
    S (QUEUED), U, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_ABSENT },
  { "without-idempotency-nothing-goes-again", { S (IN_DOUBT), U }, E (QUERY_ABSENT), NONE, SETTLED,
    S (NEEDS_HELP), .outcome = ISG_OUTCOME_ABSENT, .reason = "absent" },
  { "refused-once-and-absent-early-waits", { S (IN_DOUBT), U | R }, E (QUERY_ABSENT), CERTAIN, EARLY,
    S (IN_DOUBT), U | R, .wake = ISG_WAKE_SETTLE, .outcome = ISG_OUTCOME_ABSENT },
  { "refused-once-and-absent-after-settle-is-rejected", { S (IN_DOUBT), U | R }, E (QUERY_ABSENT), CERTAIN, SETTLED,
    S (REJECTED), .outcome = ISG_OUTCOME_ABSENT },
  { "refused-once-and-weakly-absent-needs-help", { S (IN_DOUBT), U | R }, E (QUERY_ABSENT), ASSUMED, SETTLED,
    S (NEEDS_HELP), U | R, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_ABSENT, .reason = "absent_weak" },
  { "used-and-absent-early-waits", { S (IN_DOUBT), D }, E (QUERY_ABSENT), CERTAIN, EARLY,
    S (IN_DOUBT), D, .wake = ISG_WAKE_SETTLE, .outcome = ISG_OUTCOME_ABSENT },
  { "used-and-absent-after-settle-takes-the-next-number", { S (IN_DOUBT), D | U }, E (QUERY_ABSENT), CERTAIN, SETTLED,
    S (QUEUED), .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_ABSENT, .next_number = TRUE },
  { "the-next-number-is-signed-anew-where-it-is-signed", { S (IN_DOUBT), D }, E (QUERY_ABSENT), SIGNED, SETTLED,
    S (AWAITING_SIGNATURE), .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_ABSENT, .next_number = TRUE },
  { "the-next-number-is-taken-three-times-at-most", { S (IN_DOUBT), D, .n_next = 3 }, E (QUERY_ABSENT), CERTAIN, SETTLED,
    S (NEEDS_HELP), D, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_ABSENT, .reason = "numbers" },
  { "used-and-weakly-absent-needs-help", { S (IN_DOUBT), D }, E (QUERY_ABSENT), ASSUMED, SETTLED,
    S (NEEDS_HELP), D, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_ABSENT, .reason = "used_and_absent" },
  { "failed-twice-and-absent-needs-help", { S (IN_DOUBT), U, .n_failed = 2 }, E (QUERY_ABSENT), CERTAIN, EARLY,
    S (NEEDS_HELP), U, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_ABSENT, .reason = "failed" },
  { "failed-once-and-absent-goes-again", { S (IN_DOUBT), U, .n_failed = 1 }, E (QUERY_ABSENT), CERTAIN, EARLY,
    S (QUEUED), U, .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_ABSENT },
  { "refused-by-the-endpoint-and-absent-needs-help",
    { S (IN_DOUBT), U, .odd = E (SAVE_ENDPOINT), .n_odd = 1 }, E (QUERY_ABSENT), CERTAIN, EARLY,
    S (NEEDS_HELP), U, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_ABSENT, .reason = "endpoint" },

  /* IN_DOUBT: present */
  { "a-number-refused-for-another-text-is-left", { S (IN_DOUBT), D }, E (QUERY_REFUSED), CERTAIN, EARLY,
    S (QUEUED), .wake = ISG_WAKE_NOW, .outcome = ISG_OUTCOME_REFUSED, .next_number = TRUE },
  { "a-number-refused-for-this-text-is-rejected", { S (IN_DOUBT), D, .taken = TRUE }, E (QUERY_REFUSED), CERTAIN, EARLY,
    S (REJECTED), .outcome = ISG_OUTCOME_REFUSED },
  { "a-wish-to-withdraw-needs-no-next-number", { S (IN_DOUBT), D, TRUE }, E (QUERY_REFUSED), CERTAIN, EARLY,
    S (WITHDRAWN), D, .outcome = ISG_OUTCOME_REFUSED },
  { "items-without-a-verdict-wait", { S (IN_DOUBT), U }, E (QUERY_UNJUDGED), CERTAIN, EARLY,
    S (IN_DOUBT), U, .wake = ISG_WAKE_SETTLE, .outcome = ISG_OUTCOME_IN_WORK },
  { "items-without-a-verdict-after-settle-need-help", { S (IN_DOUBT), U }, E (QUERY_UNJUDGED), CERTAIN, SETTLED,
    S (NEEDS_HELP), U, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_IN_WORK, .reason = "unjudged" },
  { "other-content-needs-help", { S (IN_DOUBT), D }, E (QUERY_DIFFERS), CERTAIN, EARLY,
    S (NEEDS_HELP), D, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_PRESENT, .reason = "differs" },
  { "an-older-text-that-is-there-holds-this-one", { S (IN_DOUBT), D }, E (QUERY_DIFFERS), CERTAIN, { .equals_older = TRUE },
    S (NEEDS_HELP), D, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_PRESENT, .reason = "older_stored" },
  { "present-without-content-is-accepted-when-only-this-was-sent",
    { S (IN_DOUBT), U }, E (QUERY_NO_CONTENT), CERTAIN, { .sent_here = TRUE },
    S (ACCEPTED), .outcome = ISG_OUTCOME_PRESENT },
  { "present-without-content-is-not-accepted-when-another-text-went",
    { S (IN_DOUBT), U }, E (QUERY_NO_CONTENT), CERTAIN, { .sent_here = TRUE, .other_text = TRUE },
    S (NEEDS_HELP), U, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_PRESENT, .reason = "no_content" },
  { "present-without-content-is-not-accepted-in-a-copy",
    { S (IN_DOUBT), U }, E (QUERY_NO_CONTENT), CERTAIN, { .sent_here = TRUE, .copy = TRUE },
    S (NEEDS_HELP), U, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_PRESENT, .reason = "no_content" },

  /* IN_DOUBT: no answer */
  { "a-server-in-trouble-is-asked-later", { S (IN_DOUBT), U }, E (QUERY_SERVER), CERTAIN, EARLY,
    S (IN_DOUBT), U, ISG_GATE_SERVER, ISG_WAKE_BACKOFF, ISG_OUTCOME_NO_ANSWER },
  { "a-question-turned-away-shuts-credentials", { S (IN_DOUBT), U }, E (QUERY_CREDENTIALS), CERTAIN, EARLY,
    S (IN_DOUBT), U, ISG_GATE_CREDENTIALS, ISG_WAKE_BACKOFF, ISG_OUTCOME_DOOR },
  { "a-faulty-question-three-times-needs-help", { S (IN_DOUBT), U, .n_query_faults = 2 }, E (QUERY_FAULTY), CERTAIN, EARLY,
    S (NEEDS_HELP), U, .outcome = ISG_OUTCOME_NO_ANSWER, .reason = "query" },

  /* PROCESSING */
  { "taken-and-absent-after-settle-needs-help", { S (PROCESSING), .taken = TRUE }, E (QUERY_ABSENT), CERTAIN, SETTLED,
    S (NEEDS_HELP), .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_ABSENT, .reason = "absent_taken" },
  { "no-outcome-in-72-hours-needs-help-and-is-asked-on", { S (PROCESSING), .taken = TRUE }, E (OVERDUE), CERTAIN, EARLY,
    S (NEEDS_HELP), .wake = ISG_WAKE_BACKOFF, .reason = "no_outcome" },

  /* NEEDS_HELP */
  { "in-work-after-72-hours-is-no-news", { S (NEEDS_HELP), .taken = TRUE }, E (QUERY_IN_WORK), CERTAIN, { .overdue = TRUE },
    S (NEEDS_HELP), .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_IN_WORK },
  { "a-new-number-after-absent", { S (NEEDS_HELP), .found = ISG_FOUND_ABSENT_SETTLED }, E (HELP_NEW_NUMBER), CERTAIN, EARLY,
    S (QUEUED), .wake = ISG_WAKE_NOW, .next_number = TRUE },
  { "a-new-number-after-differs", { S (NEEDS_HELP), D, .found = ISG_FOUND_DIFFERS }, E (HELP_NEW_NUMBER), CERTAIN, EARLY,
    S (QUEUED), .wake = ISG_WAKE_NOW, .next_number = TRUE },
  { "a-new-number-after-refused-is-signed-anew", { S (NEEDS_HELP), .found = ISG_FOUND_REFUSED }, E (HELP_NEW_NUMBER), SIGNED, EARLY,
    S (AWAITING_SIGNATURE), .wake = ISG_WAKE_NOW, .next_number = TRUE },
  { "a-row-without-signature-is-signed-first", { S (NEEDS_HELP) }, E (HELP_SEND_AGAIN), CERTAIN, { .signature = FALSE },
    S (AWAITING_SIGNATURE), .wake = ISG_WAKE_NOW },
  { "sent-again-under-its-number-it-stays-unsettled", { S (NEEDS_HELP), U | D }, E (HELP_SEND_AGAIN), CERTAIN, EARLY,
    S (QUEUED), U, .wake = ISG_WAKE_NOW },
  { "a-weak-absent-after-settle-settles-nothing", { S (NEEDS_HELP), U }, E (QUERY_ABSENT), ASSUMED, SETTLED,
    S (NEEDS_HELP), U, .wake = ISG_WAKE_BACKOFF, .outcome = ISG_OUTCOME_ABSENT },

  /* final */
  { "the-next-number-after-a-refusal-of-what-was-taken", { S (REJECTED), .found = ISG_FOUND_REFUSED }, E (MEND), CERTAIN, EARLY,
    S (REJECTED), .next_number = TRUE },
  { "the-same-number-after-a-refusal-on-arrival", { S (REJECTED) }, E (MEND), CERTAIN, EARLY, S (REJECTED) },
  { "the-same-number-after-a-refusal-on-arrival-unchanged", { S (REJECTED) }, E (SEND_AGAIN), CERTAIN, EARLY, S (REJECTED) },
  { "the-next-number-for-the-remainder", { S (PARTLY_ACCEPTED), .taken = TRUE }, E (MEND), CERTAIN, EARLY,
    S (PARTLY_ACCEPTED), .next_number = TRUE },
  { "the-next-number-for-items-that-came-later", { S (ACCEPTED), .taken = TRUE }, E (MEND), CERTAIN, { .new_items = TRUE },
    S (ACCEPTED), .next_number = TRUE },
  { "a-number-used-by-others-is-left-after-withdrawing", { S (WITHDRAWN), D }, E (MEND), CERTAIN, EARLY,
    S (WITHDRAWN), D, .next_number = TRUE },
  { "corrected-where-the-definition-names-it", { S (ACCEPTED) }, E (CORRECTED),
    { ISG_REPEAT_BY_NUMBER, TRUE, FALSE, TRUE, TRUE }, EARLY, S (SUPERSEDED) },
  { "cancelled-where-the-definition-names-it", { S (ACCEPTED) }, E (CANCELLED),
    { ISG_REPEAT_BY_NUMBER, TRUE, FALSE, TRUE, TRUE }, EARLY, S (CANCELLED) },
};

typedef struct {
  const char *name;
  IsgSubmission before;
  IsgSubmissionEvent event;
  IsgSubmissionTraits traits;
  IsgSubmissionFacts facts;
} Refusal;

static const Refusal refusals[] = {
  { "a-new-number-before-anything-was-found", { S (NEEDS_HELP), U }, E (HELP_NEW_NUMBER), CERTAIN, EARLY },
  { "a-new-number-after-an-early-absent", { S (NEEDS_HELP), U, .found = ISG_FOUND_ABSENT }, E (HELP_NEW_NUMBER), CERTAIN, EARLY },
  { "withdrawing-what-is-unsettled", { S (NEEDS_HELP), U }, E (WITHDRAW), CERTAIN, EARLY },
  { "withdrawing-what-was-taken", { S (NEEDS_HELP), .taken = TRUE }, E (WITHDRAW), CERTAIN, EARLY },
  { "withdrawing-on-a-weak-absent", { S (NEEDS_HELP), U, .found = ISG_FOUND_ABSENT_SETTLED }, E (WITHDRAW), ASSUMED, EARLY },
  { "correcting-where-no-definition-names-it", { S (ACCEPTED) }, E (CORRECTED), CERTAIN, EARLY },
  { "sending-the-accepted-again", { S (ACCEPTED) }, E (MEND), CERTAIN, EARLY },
  { "mending-what-was-reported-elsewhere", { S (REPORTED_ELSEWHERE) }, E (MEND), CERTAIN, EARLY },
};
/* clang-format on */

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  IsgSubmissionMove move = isg_submission_decide (&c->before, c->event, &c->traits, &c->facts);

  g_assert_false (move.refused);
  g_assert_cmpstr (isg_submission_state_name (move.after.state),
                   ==,
                   isg_submission_state_name (c->to));
  g_assert_cmphex (move.after.flags, ==, c->flags);
  g_assert_cmpstr (isg_gate_name (move.gate), ==, isg_gate_name (c->gate));
  g_assert_cmpint (move.wake, ==, c->wake);
  g_assert_cmpstr (isg_attempt_outcome_name (move.outcome),
                   ==,
                   isg_attempt_outcome_name (c->outcome));
  g_assert_cmpstr (move.reason, ==, c->reason);
  g_assert_cmpint (move.next_number, ==, c->next_number);
}

static void
test_refusal (gconstpointer data)
{
  const Refusal *c = data;
  IsgSubmissionMove move = isg_submission_decide (&c->before, c->event, &c->traits, &c->facts);

  g_assert_true (move.refused);
  g_assert_cmpint (move.after.state, ==, c->before.state);
}

static void
test_evidence_moves_a_final_state_and_holds_the_successor (void)
{
  IsgSubmission rejected = { .state = S (REJECTED) };
  IsgSubmissionTraits traits = CERTAIN;
  IsgSubmissionFacts facts = EARLY;
  IsgSubmissionMove move = isg_submission_decide (&rejected, E (QUERY_ACCEPTED), &traits, &facts);

  g_assert_true (move.contradicted);
  g_assert_true (move.hold_successor);
  move = isg_submission_decide (&rejected, E (QUERY_DIFFERS), &traits, &facts);
  g_assert_true (move.contradicted);
  g_assert_true (move.hold_successor);
  g_assert_cmpint (move.after.found, ==, ISG_FOUND_DIFFERS);
}

static void
test_an_older_text_that_is_there_is_accepted (void)
{
  IsgSubmission doubt = { .state = S (IN_DOUBT), .flags = D };
  IsgSubmissionTraits traits = CERTAIN;
  IsgSubmissionFacts facts = { .equals_older = TRUE };

  g_assert_true (isg_submission_decide (&doubt, E (QUERY_DIFFERS), &traits, &facts).older_accepted);
  facts.equals_older = FALSE;
  g_assert_false (
    isg_submission_decide (&doubt, E (QUERY_DIFFERS), &traits, &facts).older_accepted);
}

static void
test_accepted_and_later_absent_warns (void)
{
  IsgSubmission accepted = { .state = S (ACCEPTED) };
  IsgSubmissionTraits traits = CERTAIN;
  IsgSubmissionFacts facts = SETTLED;

  g_assert_true (isg_submission_decide (&accepted, E (QUERY_ABSENT), &traits, &facts).warn);
}

static void
test_a_wish_is_remembered_and_cleared (void)
{
  IsgSubmission queued = { .state = S (QUEUED), .flags = U };
  IsgSubmissionTraits traits = CERTAIN;
  IsgSubmissionFacts facts = EARLY;
  IsgSubmissionMove move = isg_submission_decide (&queued, E (WITHDRAW), &traits, &facts);

  g_assert_true (move.after.wish_withdraw);
  move = isg_submission_decide (&move.after, E (QUERY_IN_WORK), &traits, &facts);
  g_assert_cmpint (move.after.state, ==, S (PROCESSING));
  g_assert_false (move.after.wish_withdraw);
}

static void
test_names_come_back (void)
{
  for (guint i = 0; i < ISG_SUBMISSION_N_STATES; i++)
    g_assert_cmpint (isg_submission_state_parse (isg_submission_state_name (i)), ==, i);
  for (guint i = 0; i < ISG_GATE_N; i++)
    g_assert_cmpint (isg_gate_parse (isg_gate_name (i)), ==, i);
  for (guint i = 0; i < ISG_FOUND_N; i++)
    g_assert_cmpint (isg_found_parse (isg_found_name (i)), ==, i);
  for (guint i = 0; i < ISG_EVENT_N; i++)
    g_assert_cmpint (isg_submission_event_parse (isg_submission_event_name (i)), ==, i);
  g_assert_cmpint (isg_submission_state_parse ("SENT"), ==, ISG_SUBMISSION_N_STATES);
  g_assert_cmpint (isg_submission_state_parse (NULL), ==, ISG_SUBMISSION_N_STATES);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/submission-cases/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++) {
    g_autofree char *path = g_strdup_printf ("/submission-refusals/%s", refusals[i].name);

    g_test_add_data_func (path, &refusals[i], test_refusal);
  }
  g_test_add_func ("/submission/evidence-moves-a-final-state-and-holds-the-successor",
                   test_evidence_moves_a_final_state_and_holds_the_successor);
  g_test_add_func ("/submission/an-older-text-that-is-there-is-accepted",
                   test_an_older_text_that_is_there_is_accepted);
  g_test_add_func ("/submission/accepted-and-later-absent-warns",
                   test_accepted_and_later_absent_warns);
  g_test_add_func ("/submission/a-wish-is-remembered-and-cleared",
                   test_a_wish_is_remembered_and_cleared);
  g_test_add_func ("/submission/names-come-back", test_names_come_back);
  return g_test_run ();
}
