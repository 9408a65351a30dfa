/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <unistd.h>

#include "submit/isg-submit-judge.h"
#include "submit/isg-submit-work.h"

#define LOOK_AHEAD 200            /* due rows from which a question is put together */
#define OVERDUE    (72 * 60 * 60) /* seconds: submission.md 3, PROCESSING */

/* One submission in a question. */
typedef struct {
  IsgStoredSubmission *row; /* (owned): as it was when the question was asked */
  GPtrArray *items;         /* (owned) */
  gboolean after_settle;
} Asked;

/* One question on its way. */
typedef struct {
  const IsgMethod *method; /* (unowned) */
  IsgSubmitFirm *firm;     /* (owned) */
  GPtrArray *asked;        /* (owned) (element-type Asked) */
  GArray *view;            /* (owned) (element-type IsgAsked): the same for the codec */
  IsgEnvelope *envelope;   /* (owned) */
  IsgExchange *exchange;   /* (owned) */
  GPtrArray *replies;      /* (owned) (nullable) (element-type IsgReply) */
  gint64 time;
  gint64 body;             /* row of the reply's body; 0: not kept */
  IsgSubmissionEvent seen; /* file: what lies in the folder */
  char *trouble;           /* (owned) (nullable): file: why it could not be looked at */
} Question;

static void
asked_free (Asked *asked)
{
  g_clear_pointer (&asked->row, isg_stored_submission_free);
  g_clear_pointer (&asked->items, g_ptr_array_unref);
  g_free (asked);
}

static void
question_clear (Question *question)
{
  g_clear_pointer (&question->firm, isg_submit_firm_free);
  g_clear_pointer (&question->asked, g_ptr_array_unref);
  g_clear_pointer (&question->view, g_array_unref);
  g_clear_pointer (&question->envelope, isg_envelope_free);
  g_clear_pointer (&question->exchange, isg_exchange_free);
  g_clear_pointer (&question->replies, g_ptr_array_unref);
  g_clear_pointer (&question->trouble, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Question, question_clear)

/* ---- whom to ask about ---- */

static gboolean
add_asked (IsgSubmitWork *work, Question *question, gint64 id, GError **error)
{
  Asked *asked = g_new0 (Asked, 1);
  IsgAsked view;

  g_ptr_array_add (question->asked, asked);
  asked->row = isg_store_submission_get (work->store, id, error);
  asked->items = asked->row != NULL ? isg_store_items (work->store, id, error) : NULL;
  if (asked->items == NULL)
    return FALSE;
  asked->after_settle
    = isg_submit_is_after_settle (work->store, question->method, asked->row, work->clock_shut);
  view = (IsgAsked){ .number = asked->row->number,
                     .server_no = asked->row->server_no,
                     .signer = asked->row->signer,
                     .n_items = asked->items->len };
  g_array_append_val (question->view, view);
  return TRUE;
}

/* Result codes and replies are the data set's own, so each is asked about by itself. */
static gboolean
is_of_one_data_set (const Question *question)
{
  const Asked *first = g_ptr_array_index (question->asked, 0);
  const Asked *last = g_ptr_array_index (question->asked, question->asked->len - 1);

  return g_strcmp0 (first->row->kind, last->row->kind) == 0;
}

static void
drop_last (Question *question)
{
  g_ptr_array_set_size (question->asked, (gint) question->asked->len - 1);
  g_array_set_size (question->view, question->view->len - 1);
}

/* The longest due of a method, as many as a reply may tell of; what a question about several did
 * not answer is asked alone. */
static gboolean
gather (IsgSubmitWork *work, GPtrArray *due, Question *question, GError **error)
{
  const IsgDueQuestion *first = g_ptr_array_index (due, 0);
  guint most
    = isg_method_traits (question->method, isg_store_environment (work->store)).query_batch;
  guint most_items = isg_method_query_max_items (question->method);
  guint n_items = 0;

  for (guint i = 0; i < due->len && question->asked->len < MAX (most, 1); i++) {
    const IsgDueQuestion *next = g_ptr_array_index (due, i);

    if (g_strcmp0 (next->method, first->method) != 0 || (i > 0 && (first->alone || next->alone))
        || (i > 0 && most_items != 0 && n_items + next->n_items > most_items))
      continue;
    if (!add_asked (work, question, next->id, error))
      return FALSE;
    if (is_of_one_data_set (question))
      n_items += next->n_items;
    else
      drop_last (question);
  }
  return TRUE;
}

static gboolean
prepare (IsgSubmitWork *work,
         GPtrArray *due,
         Question *question,
         gboolean *out_ready,
         GError **error)
{
  const IsgDueQuestion *first = g_ptr_array_index (due, 0);
  g_autoptr (IsgStoredSubmission) row = isg_store_submission_get (work->store, first->id, error);
  IsgFirm firm;

  if (row == NULL
      || !isg_submit_ready (work, row, &question->method, &question->firm, out_ready, error))
    return FALSE;
  if (!*out_ready)
    return TRUE;
  question->asked = g_ptr_array_new_with_free_func ((GDestroyNotify) asked_free);
  question->view = g_array_new (FALSE, FALSE, sizeof (IsgAsked));
  if (!gather (work, due, question, error))
    return FALSE;
  if (isg_method_is_file (question->method))
    return TRUE;
  firm = isg_submit_firm_view (question->firm);
  question->envelope = isg_message_query (question->method,
                                          (const IsgAsked *) question->view->data,
                                          question->view->len,
                                          &firm,
                                          error);
  return question->envelope != NULL;
}

/* ---- what came ---- */

static gboolean
is_too_long (const Question *question)
{
  const IsgExchange *came = question->exchange;

  return came->result == ISG_EXCHANGE_LOST && came->body != NULL
         && g_bytes_get_size (came->body) >= question->envelope->max_reply;
}

static IsgSubmissionEvent
judge (const Question *question, guint i)
{
  const Asked *asked = g_ptr_array_index (question->asked, i);

  if (isg_method_is_file (question->method))
    return question->seen;
  if (question->replies == NULL)
    return is_too_long (question) ? ISG_EVENT_QUERY_NO_ANSWER
                                  : isg_judge_exchange (question->exchange);
  return isg_judge_question (question->method,
                             asked->row,
                             asked->items,
                             question->exchange->http_status,
                             g_ptr_array_index (question->replies, i));
}

/* A body that answers nobody is kept for whoever must find out why. */
static gboolean
keep_body (IsgSubmitWork *work, Question *question, GError **error)
{
  GBytes *body = question->exchange->body;
  gint64 submission = 0;

  /* One that is sealed seals the answer about all. */
  for (guint i = 0; i < question->asked->len; i++) {
    const Asked *asked = g_ptr_array_index (question->asked, i);

    if (i == 0 || asked->row->sealed)
      submission = asked->row->id;
  }
  question->body = 0;
  return body == NULL || g_bytes_get_size (body) == 0
         || isg_store_reply_add (work->store, body, submission, &question->body, error);
}

static gboolean
log_attempt (IsgSubmitWork *work,
             const Question *question,
             const Asked *asked,
             const IsgReply *reply,
             IsgAttemptOutcome outcome,
             gboolean with_body,
             GError **error)
{
  IsgMoment now = isg_submit_now (work->store);
  const IsgExchange *came = question->exchange;
  IsgStoredAttempt attempt = { .submission = asked->row->id,
                               .number = asked->row->number,
                               .time = question->time,
                               .boot_id = (char *) now.boot_id,
                               .boot_seconds = now.boot_seconds,
                               .pid = getpid (),
                               .firm_hash = question->firm->address_hash,
                               .phase = (char *) "committed",
                               .n_asked = question->asked->len };

  if (!isg_store_attempt_begin (work->store, &attempt, error))
    return FALSE;
  attempt.phase = (char *) (came->result == ISG_EXCHANGE_ANSWERED ? "answered"
                            : came->first_byte                    ? "first_byte"
                                                                  : "committed");
  attempt.http_status = came->http_status;
  attempt.content_type = came->content_type;
  attempt.detail = reply != NULL && reply->detail != NULL ? reply->detail : came->detail;
  attempt.code = reply != NULL ? reply->code : 0;
  attempt.message = reply != NULL ? reply->message : NULL;
  attempt.reply = with_body ? question->body : 0;
  attempt.outcome = outcome;
  attempt.ended = now.wall;
  return isg_store_attempt_end (work->store, &attempt, error);
}

/* ---- facts ---- */

static gboolean
was_sent_here (IsgSubmitWork *work,
               const IsgStoredSubmission *row,
               guint64 number,
               gboolean *out_sent,
               GError **error)
{
  g_autoptr (GPtrArray) attempts = isg_store_attempts (work->store, row->id, error);

  if (attempts == NULL)
    return FALSE;
  for (guint i = 0; i < attempts->len; i++) {
    const IsgStoredAttempt *attempt = g_ptr_array_index (attempts, i);

    if (attempt->is_save && attempt->number == number && attempt->outcome != ISG_OUTCOME_NO_BYTE)
      *out_sent = TRUE;
  }
  return TRUE;
}

static gboolean
equals (IsgSubmitWork *work,
        const Question *question,
        const IsgStoredSubmission *row,
        const IsgReply *reply,
        gboolean *out_equal,
        GError **error)
{
  g_autoptr (GPtrArray) items = isg_store_items (work->store, row->id, error);
  IsgSubmissionEvent event;

  if (items == NULL)
    return FALSE;
  event = isg_judge_question (question->method, row, items, question->exchange->http_status, reply);
  *out_equal = event == ISG_EVENT_QUERY_ACCEPTED;
  return TRUE;
}

/* What else went under this number, from this file. */
static gboolean
find_others (IsgSubmitWork *work,
             const Question *question,
             const IsgStoredSubmission *row,
             const IsgReply *reply,
             IsgSubmitChange *change,
             GError **error)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_under (work->store, row->number, error);

  if (rows == NULL || !was_sent_here (work, row, row->number, &change->facts.sent_here, error))
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *other = g_ptr_array_index (rows, i);
    gboolean sent = FALSE, equal = FALSE;

    if (other->id == row->id || g_strcmp0 (other->sha256, row->sha256) == 0)
      continue;
    if (!was_sent_here (work, other, row->number, &sent, error)
        || (sent && change->older == 0 && !equals (work, question, other, reply, &equal, error)))
      return FALSE;
    change->facts.other_text = change->facts.other_text || sent;
    if (equal) {
      change->facts.equals_older = TRUE;
      change->older = other->id;
    }
  }
  return TRUE;
}

static guint
count_judged (GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    if (((IsgStoredItem *) g_ptr_array_index (items, i))->status != 0)
      n++;
  return n;
}

/* ---- writing ---- */

static gboolean
note_overdue (IsgSubmitWork *work,
              const Question *question,
              IsgStoredSubmission *row,
              GError **error)
{
  IsgSubmitChange change = { .event = ISG_EVENT_OVERDUE, .random = isg_submit_work_random (work) };

  return row->machine.state != ISG_SUBMISSION_PROCESSING || row->taken_at == 0
         || isg_clock_now (isg_store_clock (work->store)) - row->taken_at < OVERDUE
         || isg_submit_apply (work->store, question->method, row, &change, NULL, error);
}

/* What was accepted without a list was accepted item by item, whatever was said of it before; an
 * older text too, whose answer came to a question about the newer one. */
static gboolean
note_accepted (IsgSubmitWork *work,
               const Question *question,
               const Asked *asked,
               const IsgReply *reply,
               const IsgSubmitChange *change,
               const IsgSubmissionMove *move,
               GError **error)
{
  const gboolean of_this
    = change->event == ISG_EVENT_QUERY_NO_CONTENT && move->after.state == ISG_SUBMISSION_ACCEPTED;
  g_autoptr (IsgStoredSubmission) older = NULL;
  Asked other = { 0 };

  if (!of_this && !move->older_accepted)
    return TRUE;
  g_assert (reply != NULL); /* nothing is accepted without one */
  if (of_this)
    return isg_store_item_set (work->store,
                               asked->row->id,
                               NULL,
                               NULL,
                               reply->code,
                               reply->message,
                               error);
  older = isg_store_submission_get (work->store, change->older, error);
  other.row = older;
  return older != NULL
         && isg_store_item_set (work->store,
                                older->id,
                                NULL,
                                NULL,
                                reply->code,
                                reply->message,
                                error)
         && log_attempt (work, question, &other, reply, ISG_OUTCOME_PRESENT, TRUE, error);
}

static gboolean
is_as_asked (const IsgStoredSubmission *row, const IsgStoredSubmission *asked)
{
  return row->machine.state == asked->machine.state && row->attempt == asked->attempt
         && row->number == asked->number;
}

static gboolean
write_one (IsgSubmitWork *work, Question *question, guint i, IsgGate *out_gate, GError **error)
{
  const Asked *asked = g_ptr_array_index (question->asked, i);
  const IsgReply *reply
    = question->replies != NULL ? g_ptr_array_index (question->replies, i) : NULL;
  g_autoptr (IsgStoredSubmission) row
    = isg_store_submission_get (work->store, asked->row->id, error);
  IsgSubmitChange change = { .event = judge (question, i),
                             .facts = { .after_settle = asked->after_settle, .copy = work->copy },
                             .random = isg_submit_work_random (work),
                             .code = reply != NULL ? reply->code : 0 };
  IsgSubmissionMove move;
  gboolean spoke;

  if (row == NULL)
    return FALSE;
  /* Withdrawn or moved by a person meanwhile: the answer is not for what it is now. */
  if (!is_as_asked (row, asked->row))
    return TRUE;
  change.facts.overdue = row->taken_at != 0 && question->time - row->taken_at >= OVERDUE;
  spoke = reply != NULL && reply->kind == ISG_REPLY_BUSINESS && reply->code != 0;
  /* A list that grows is not yet to be judged by its gaps. */
  if (change.event == ISG_EVENT_QUERY_UNJUDGED && reply != NULL
      && reply->items->len > count_judged (asked->items)) {
    change.facts.after_settle = FALSE;
    change.restart_settle = TRUE;
  }
  if ((change.event == ISG_EVENT_QUERY_DIFFERS || change.event == ISG_EVENT_QUERY_NO_CONTENT)
      && !find_others (work, question, row, reply, &change, error))
    return FALSE;
  row->ask_alone = !spoke && question->asked->len > 1;
  /* A question about several is at nobody's fault in particular. */
  if (change.event == ISG_EVENT_QUERY_FAULTY && question->asked->len > 1)
    change.event = ISG_EVENT_QUERY_NO_ANSWER;
  if (spoke && !isg_submit_keep_reply (work, question->method, row, reply, change.event, error))
    return FALSE;
  if (!isg_submit_apply (work->store, question->method, row, &change, &move, error)
      || !note_accepted (work, question, asked, reply, &change, &move, error))
    return FALSE;
  if (move.gate != ISG_GATE_NONE)
    *out_gate = move.gate;
  return log_attempt (work,
                      question,
                      asked,
                      reply,
                      move.outcome,
                      !spoke || row->machine.state != asked->row->machine.state,
                      error)
         && note_overdue (work, question, row, error);
}

static gboolean
write_answers (IsgSubmitWork *work, gpointer data, GError **error)
{
  Question *question = data;
  const IsgReply *first
    = question->replies != NULL ? g_ptr_array_index (question->replies, 0) : NULL;
  IsgGate gate = ISG_GATE_NONE;
  gboolean answered = FALSE;

  if (!isg_submit_work_read_gates (work, error) || !keep_body (work, question, error))
    return FALSE;
  for (guint i = 0; i < question->asked->len; i++) {
    const IsgReply *reply
      = question->replies != NULL ? g_ptr_array_index (question->replies, i) : NULL;

    answered = answered
               || (reply != NULL && reply->kind == ISG_REPLY_BUSINESS
                   && reply->klass != ISG_CODE_CLASS_CREDENTIALS);
    if (!write_one (work, question, i, &gate, error))
      return FALSE;
  }
  return isg_submit_note_contact (work,
                                  question->exchange,
                                  answered,
                                  first != NULL && first->looks_html,
                                  error)
         && (gate == ISG_GATE_NONE
             || isg_submit_shut (work,
                                 gate,
                                 NULL,
                                 first != NULL && first->code != 0
                                   ? first->code
                                   : (int) question->exchange->http_status,
                                 NULL,
                                 error));
}

/* Nobody is asked: the folder tells whether the package was written. */
static gboolean
look (IsgSubmitWork *work, Question *question, GError **error)
{
  const Asked *asked = g_ptr_array_index (question->asked, 0);

  question->time = isg_clock_now (isg_store_clock (work->store));
  question->seen
    = isg_submit_look_up (work, question->method, question->firm, asked->row, &question->trouble);
  question->exchange = g_new0 (IsgExchange, 1);
  question->exchange->result = ISG_EXCHANGE_ABORTED;
  question->exchange->detail = g_steal_pointer (&question->trouble);
  return isg_submit_keep_trying (work,
                                 write_answers,
                                 question,
                                 "query-before-commit",
                                 "query-after-commit",
                                 error);
}

static gboolean
ask (IsgSubmitWork *work, Question *question, GError **error)
{
  if (isg_method_is_file (question->method))
    return look (work, question, error);
  question->time = isg_clock_now (isg_store_clock (work->store));
  isg_submit_work_pass (work, "query-before");
  question->exchange
    = isg_submit_exchange (work, question->method, question->envelope, question->firm, error);
  if (question->exchange == NULL)
    return FALSE;
  isg_submit_work_pass (work, "query-after-reply");
  if (isg_submit_work_is_cancelled (work) && question->exchange->result != ISG_EXCHANGE_ANSWERED)
    return TRUE;
  if (question->exchange->result == ISG_EXCHANGE_ANSWERED)
    question->replies = isg_message_read_query (question->method,
                                                question->exchange->http_status,
                                                question->exchange->content_type,
                                                question->exchange->body,
                                                (const IsgAsked *) question->view->data,
                                                question->view->len);
  return isg_submit_keep_trying (work,
                                 write_answers,
                                 question,
                                 "query-before-commit",
                                 "query-after-commit",
                                 error);
}

gboolean
isg_submit_ask_due (IsgSubmitWork *work,
                    const char *methods,
                    gboolean *out_worked,
                    char out_key[37],
                    GError **error)
{
  g_auto (Question) question = { 0 };
  g_autoptr (GPtrArray) due
    = isg_store_queue_due_questions (work->store,
                                     isg_clock_now (isg_store_clock (work->store)),
                                     work->firm->hash,
                                     methods,
                                     LOOK_AHEAD,
                                     error);
  gboolean ready;

  if (due == NULL)
    return FALSE;
  *out_worked = due->len > 0;
  if (due->len == 0)
    return TRUE;
  if (!prepare (work, due, &question, &ready, error))
    return FALSE;
  if (!ready)
    return TRUE;
  g_strlcpy (out_key, ((Asked *) g_ptr_array_index (question.asked, 0))->row->key, 37);
  return ask (work, &question, error);
}

/* ---- the probe ---- */

static gboolean
write_probe (IsgSubmitWork *work, gpointer data, GError **error)
{
  Question *question = data;
  const IsgReply *reply = g_ptr_array_index (question->replies, 0);
  gboolean answered = reply->kind == ISG_REPLY_BUSINESS && reply->klass != ISG_CODE_CLASS_SERVER
                      && reply->klass != ISG_CODE_CLASS_CREDENTIALS;
  IsgSubmissionEvent event = isg_judge_exchange (question->exchange);
  IsgGate gate = event == ISG_EVENT_QUERY_TLS             ? ISG_GATE_TLS
                 : event == ISG_EVENT_QUERY_NOT_CONNECTED ? ISG_GATE_NETWORK
                 : reply->kind == ISG_REPLY_HTTP_CREDENTIALS
                     || reply->kind == ISG_REPLY_HTTP_FORBIDDEN
                     || reply->klass == ISG_CODE_CLASS_CREDENTIALS
                   ? ISG_GATE_CREDENTIALS
                   : ISG_GATE_SERVER;

  if (!isg_submit_work_read_gates (work, error)
      || !isg_submit_note_contact (work, question->exchange, answered, reply->looks_html, error))
    return FALSE;
  return answered || isg_submit_network_cut_in (question->exchange, reply->looks_html)
         || isg_submit_shut (work,
                             gate,
                             NULL,
                             reply->code != 0 ? reply->code : (int) question->exchange->http_status,
                             NULL,
                             error);
}

/* Nobody waits behind the gates: they are opened, and shut again by whoever meets them. */
static gboolean
open_for_nobody (IsgSubmitWork *work, GError **error)
{
  static const IsgGate gates[]
    = { ISG_GATE_NETWORK, ISG_GATE_TLS, ISG_GATE_SERVER, ISG_GATE_CLOCK };
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (work->store, error);

  if (transaction == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (gates); i++)
    if (!isg_store_gate_open (work->store, gates[i], NULL, error))
      return FALSE;
  return isg_transaction_commit (transaction, error);
}

static gboolean
send_probe (IsgSubmitWork *work, const IsgStoredSubmission *row, Question *question, GError **error)
{
  IsgAsked oldest = { row->number, row->server_no, row->signer, 1 };
  IsgFirm firm = isg_submit_firm_view (question->firm);

  question->envelope = isg_message_probe (question->method, &firm, &oldest, error);
  if (question->envelope == NULL)
    return FALSE;
  question->exchange
    = isg_submit_exchange (work, question->method, question->envelope, question->firm, error);
  if (question->exchange == NULL)
    return FALSE;
  if (isg_submit_work_is_cancelled (work) && question->exchange->result != ISG_EXCHANGE_ANSWERED)
    return TRUE;
  question->replies = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_reply_free);
  g_ptr_array_add (question->replies,
                   isg_message_read_probe (question->method,
                                           question->exchange->http_status,
                                           question->exchange->content_type,
                                           question->exchange->body));
  return isg_submit_keep_trying (work, write_probe, question, "probe", "probe-after", error);
}

gboolean
isg_submit_probe (IsgSubmitWork *work, GError **error)
{
  g_auto (Question) question = { 0 };
  g_autoptr (IsgStoredSubmission) row = NULL;
  gboolean ready;
  gint64 id;

  if (!isg_store_queue_oldest (work->store, NULL, &id, error))
    return FALSE;
  if (id == 0)
    return open_for_nobody (work, error);
  row = isg_store_submission_get (work->store, id, error);
  if (row == NULL || !isg_submit_ready (work, row, &question.method, &question.firm, &ready, error))
    return FALSE;
  /* Its method is shut, or is a folder: the way cannot be tried with it, and need not. */
  if (!ready || isg_method_is_file (question.method))
    return open_for_nobody (work, error);
  return send_probe (work, row, &question, error);
}
