/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unistd.h>

#include "store/isg-mirror.h"
#include "store/isg-store-record.h"
#include "submit/isg-submit-judge.h"
#include "submit/isg-submit-work.h"

#define MOST_IN_FLIGHT 2 /* submission.md 6 */

/* One save on its way. Nothing in it belongs to another. */
typedef struct {
  const IsgMethod *method;  /* (unowned) */
  IsgSubmitFirm *firm;      /* (owned) */
  IsgStoredSubmission *row; /* (owned): as it was written with SENDING */
  GPtrArray *items;         /* (owned) */
  IsgEnvelope *envelope;    /* (owned) */
  IsgStoredAttempt attempt;
  IsgSubmitWork *work;      /* (unowned) */
  IsgExchange *exchange;    /* (owned) (nullable) */
  IsgReply *reply;          /* (owned) (nullable) */
  char *trouble;            /* (owned) (nullable): why not a byte left */
  IsgSubmissionEvent event; /* what came of it */
  gboolean by_folder;       /* file: no request was made of it */
  gboolean folder_shut;     /* file: the folder could not be written */
} Save;

/* Those that are on their way together, of different records and one method. */
typedef struct {
  IsgSubmitWork *work; /* (unowned) */
  Save saves[MOST_IN_FLIGHT];
  guint n_saves;
  Save *sent[MOST_IN_FLIGHT]; /* (unowned): in the order of the requests */
  GError *error;              /* (owned) (nullable): the first that a reply met in the store */
} Flight;

static void
save_clear (Save *save)
{
  g_clear_pointer (&save->firm, isg_submit_firm_free);
  g_clear_pointer (&save->row, isg_stored_submission_free);
  g_clear_pointer (&save->items, g_ptr_array_unref);
  g_clear_pointer (&save->envelope, isg_envelope_free);
  g_clear_pointer (&save->exchange, isg_exchange_free);
  g_clear_pointer (&save->reply, isg_reply_free);
  g_free (save->trouble);
}

static void
flight_clear (Flight *flight)
{
  for (guint i = 0; i < G_N_ELEMENTS (flight->saves); i++)
    save_clear (&flight->saves[i]);
  g_clear_error (&flight->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Flight, flight_clear)

static gboolean
begin_attempt (IsgSubmitWork *work, Save *save, GError **error)
{
  IsgMoment now = isg_submit_now (work->store);

  save->attempt = (IsgStoredAttempt){ .submission = save->row->id,
                                      .is_save = TRUE,
                                      .number = save->row->number,
                                      .time = now.wall,
                                      .boot_id = (char *) now.boot_id,
                                      .boot_seconds = now.boot_seconds,
                                      .pid = getpid (),
                                      .firm_hash = save->firm->address_hash,
                                      .phase = (char *) "committed",
                                      .n_asked = 1 };
  return isg_store_attempt_begin (work->store, &save->attempt, error);
}

static gboolean
mark_sending (IsgSubmitWork *work, Save *save, gint64 epoch, GError **error)
{
  IsgSubmitChange change = { .event = ISG_EVENT_SEND, .facts = { .leased = TRUE } };

  if (!begin_attempt (work, save, error))
    return FALSE;
  change.new_attempt = save->attempt.id;
  save->row->epoch = epoch;
  g_free (save->row->firm_hash);
  save->row->firm_hash = g_strdup (save->firm->hash);
  return isg_submit_apply (work->store, save->method, save->row, &change, NULL, error)
         && isg_store_set_epoch (work->store, epoch, error);
}

/* Durable before the first byte: whatever happens now, the file says that it may have been sent. */
static gboolean
commit_sending (Flight *flight, GError **error)
{
  IsgSubmitWork *work = flight->work;
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (work->store, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < flight->n_saves; i++)
    if (!mark_sending (work, &flight->saves[i], work->epoch + 1 + i, error))
      return FALSE;
  isg_submit_work_pass (work, "before-commit");
  if (!isg_transaction_commit (transaction, error))
    return FALSE;
  work->epoch += flight->n_saves;
  isg_submit_work_pass (work, "after-commit");
  return TRUE;
}

/* ---- the mirror ---- */

static char *
fingerprints_of (IsgSubmitWork *work, const Save *save, GError **error)
{
  g_autoptr (IsgRecord) record
    = isg_store_record_get (work->store, save->row->uuid, save->row->revision, error);
  const IsgKind *kind;
  g_autoptr (GString) text = NULL;

  if (record == NULL)
    return NULL;
  kind = isg_rules_kind (isg_store_rules (work->store), save->row->kind);
  text = g_string_new (NULL);
  for (guint i = 0; i < save->items->len; i++) {
    g_autofree char *mark
      = isg_submit_fingerprint (work->store,
                                save->row->dataset,
                                g_ptr_array_index (save->items, i),
                                kind != NULL ? isg_kind_date (kind, record) : ISG_DATE_NONE);

    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", mark);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
write_mirror (IsgSubmitWork *work, const Save *save, GError **error)
{
  g_autofree char *fingerprints = fingerprints_of (work, save, error);
  IsgMirrorLine line = { .epoch = save->row->epoch,
                         .time = save->attempt.time,
                         .number = save->row->number,
                         .method = save->row->method,
                         .fingerprints = fingerprints };

  if (fingerprints == NULL || !isg_mirror_append (work->store, &line, error))
    return FALSE;
  isg_submit_work_pass (work, "after-mirror");
  return TRUE;
}

/* ---- the request ---- */

/* The connection stands and nothing has left: lease and state are looked at once more, since this
 * process may have slept for a week. */
static gboolean
may_go (gpointer data)
{
  Save *save = data;
  IsgSubmitWork *work = save->work;

  isg_submit_work_pass (work, "in-prereq");
  return !isg_submit_work_is_cancelled (work) && isg_lease_is_held (work->lease)
         && isg_store_submission_is (work->store,
                                     save->row->id,
                                     ISG_SUBMISSION_SENDING,
                                     save->attempt.id);
}

/* A package in a folder is no exchange: nobody answers. */
static void
hand_over (Save *save)
{
  IsgSubmitWork *work = save->work;

  save->event = ISG_EVENT_SAVE_ABORTED;
  save->by_folder = TRUE;
  if (!may_go (save))
    return;
  save->event = isg_submit_hand_over (work, save->method, save->firm, save->row, &save->trouble);
  save->folder_shut = save->event == ISG_EVENT_SAVE_ABORTED;
  isg_submit_work_pass (work, "after-reply");
}

/* ---- the reply ---- */

static gboolean
end_attempt (IsgSubmitWork *work, Save *save, IsgAttemptOutcome outcome, GError **error)
{
  const IsgExchange *came = save->exchange;
  IsgStoredAttempt ended = save->attempt;

  ended.outcome = outcome;
  ended.detail = save->trouble;
  ended.ended = isg_clock_now (isg_store_clock (work->store));
  if (came != NULL) {
    ended.phase = (char *) (came->result == ISG_EXCHANGE_ANSWERED ? "answered"
                            : came->first_byte                    ? "first_byte"
                                                                  : "committed");
    ended.http_status = came->http_status;
    ended.content_type = came->content_type;
    ended.detail = came->detail;
    if (came->body != NULL && g_bytes_get_size (came->body) > 0
        && !isg_store_reply_add (work->store, came->body, save->row->id, &ended.reply, error))
      return FALSE;
  }
  if (save->reply != NULL) {
    ended.code = save->reply->code;
    ended.message = save->reply->message;
    if (save->reply->detail != NULL)
      ended.detail = save->reply->detail;
  }
  return isg_store_attempt_end (work->store, &ended, error);
}

static gboolean
note_way (IsgSubmitWork *work, Save *save, const IsgSubmissionMove *move, GError **error)
{
  const IsgReply *reply = save->reply;
  gboolean answered = reply != NULL && reply->kind == ISG_REPLY_BUSINESS
                      && reply->klass != ISG_CODE_CLASS_SERVER
                      && reply->klass != ISG_CODE_CLASS_CREDENTIALS;
  int code = reply != NULL && reply->code != 0 ? reply->code
             : save->exchange != NULL          ? (int) save->exchange->http_status
                                               : 0;

  if (save->exchange != NULL
      && !isg_submit_note_contact (work,
                                   save->exchange,
                                   answered,
                                   reply != NULL && reply->looks_html,
                                   error))
    return FALSE;
  if (save->folder_shut)
    return isg_submit_shut (work, ISG_GATE_ENDPOINT, save->row, 0, "folder", error);
  return move->gate == ISG_GATE_NONE
         || isg_submit_shut (work, move->gate, save->row, code, NULL, error);
}

/* May be tried again: nothing outside the transaction is touched. */
static gboolean
write_outcome (IsgSubmitWork *work, gpointer data, GError **error)
{
  Save *save = data;
  g_autoptr (IsgStoredSubmission) row
    = isg_store_submission_get (work->store, save->row->id, error);
  IsgSubmitChange change = { .event = save->event,
                             .facts = { .copy = work->copy },
                             .random = isg_submit_work_random (work),
                             .code = save->reply != NULL ? save->reply->code : 0 };
  IsgSubmissionMove move;

  if (row == NULL)
    return FALSE;
  /* A reply belongs to its attempt, and moves the row only while that is the current one. */
  if (row->machine.state != ISG_SUBMISSION_SENDING || row->attempt != save->attempt.id)
    return end_attempt (work, save, ISG_OUTCOME_UNKNOWN, error);
  change.restart_settle
    = save->event != ISG_EVENT_SAVE_NOT_CONNECTED && save->event != ISG_EVENT_SAVE_TLS
      && save->event != ISG_EVENT_SAVE_ABORTED && save->event != ISG_EVENT_SAVE_CREDENTIALS
      && save->event != ISG_EVENT_SAVE_REFUSED && save->event != ISG_EVENT_MIRROR_FAILED;
  if (save->reply != NULL && save->reply->kind == ISG_REPLY_BUSINESS) {
    if (save->reply->server_no != NULL) {
      g_free (row->server_no);
      row->server_no = g_strdup (save->reply->server_no);
    }
    if (!isg_submit_keep_reply (work, save->method, row, save->reply, save->event, error))
      return FALSE;
  }
  return isg_submit_work_read_gates (work, error)
         && isg_submit_apply (work->store, save->method, row, &change, &move, error)
         && end_attempt (work, save, move.outcome, error) && note_way (work, save, &move, error);
}

static void
keep_outcome (Flight *flight, Save *save)
{
  g_autoptr (GError) local = NULL;

  if (!isg_submit_keep_trying (flight->work,
                               write_outcome,
                               save,
                               "before-reply-commit",
                               "after-reply-commit",
                               &local)
      && flight->error == NULL)
    flight->error = g_steal_pointer (&local);
}

/* One has ended; the other may still be on its way. */
static void
reply_received_cb (guint index, IsgExchange *exchange, gpointer data)
{
  Flight *flight = data;
  Save *save = flight->sent[index];

  save->exchange = exchange;
  isg_submit_work_pass (flight->work, "after-reply");
  if (exchange->result == ISG_EXCHANGE_ANSWERED)
    save->reply = isg_message_read_save (save->method,
                                         exchange->http_status,
                                         exchange->content_type,
                                         exchange->body,
                                         save->row->number);
  save->event = isg_judge_save (save->method, save->items, exchange, save->reply);
  keep_outcome (flight, save);
}

/* ---- a save ---- */

static gboolean
prepare (IsgSubmitWork *work, Save *save, gint64 id, gboolean *out_ready, GError **error)
{
  IsgFirm firm;

  save->work = work;
  save->row = isg_store_submission_get (work->store, id, error);
  if (save->row == NULL
      || !isg_submit_ready (work, save->row, &save->method, &save->firm, out_ready, error))
    return FALSE;
  if (!*out_ready)
    return TRUE;
  save->items = isg_store_items (work->store, id, error);
  if (save->items == NULL)
    return FALSE;
  if (isg_method_is_file (save->method))
    return TRUE;
  firm = isg_submit_firm_view (save->firm);
  save->envelope = isg_message_save (save->method,
                                     save->row->message_tmpl,
                                     save->row->number,
                                     save->row->signature,
                                     &firm,
                                     error);
  return save->envelope != NULL;
}

/* Somebody withdrew the row, or the disk is full: then nothing has been sent. */
static gboolean
is_taken_back (const GError *error)
{
  return g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CONFLICT);
}

/* Not a byte of it has left. */
static void
note_unsent (Save *save, const GError *error)
{
  save->event = ISG_EVENT_MIRROR_FAILED;
  save->trouble = g_strdup (error->message);
}

/* Those whose line is in the mirror and that go as a request; packages are handed over here. */
static guint
write_mirrors (Flight *flight, IsgRequest *requests)
{
  guint n = 0;

  for (guint i = 0; i < flight->n_saves; i++) {
    Save *save = &flight->saves[i];
    g_autoptr (GError) local = NULL;

    if (!write_mirror (flight->work, save, &local)) {
      note_unsent (save, local);
      continue;
    }
    if (isg_method_is_file (save->method)) {
      hand_over (save);
      continue;
    }
    requests[n] = isg_submit_request (flight->work->tools, save->envelope, save->firm);
    requests[n].is_save = TRUE;
    requests[n].guard = may_go;
    requests[n].guard_data = save;
    flight->sent[n++] = save;
  }
  return n;
}

static void
exchange_all (Flight *flight)
{
  const IsgSubmitTools *tools = flight->work->tools;
  IsgRequest requests[MOST_IN_FLIGHT];
  guint n = write_mirrors (flight, requests);
  g_autoptr (GError) local = NULL;
  g_autoptr (IsgTransport) transport = NULL;

  if (n == 0)
    return;
  transport
    = tools->transport (tools->store, flight->sent[0]->row->method, tools->transport_data, &local);
  if (transport == NULL)
    for (guint i = 0; i < n; i++)
      note_unsent (flight->sent[i], local);
  else
    isg_transport_exchange_all (transport,
                                requests,
                                n,
                                tools->cancellable,
                                reply_received_cb,
                                flight);
}

/* SENDING could not be made durable, so nothing was sent and the rows are QUEUED as before: the
 * disk is what they wait for now. */
static gboolean
shut_store (Flight *flight, GError **error)
{
  IsgSubmitWork *work = flight->work;
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (work->store, error);

  if (transaction == NULL || !isg_submit_work_read_gates (work, error))
    return FALSE;
  for (guint i = 0; i < flight->n_saves; i++) {
    IsgSubmitChange change
      = { .event = ISG_EVENT_COMMIT_FAILED, .random = isg_submit_work_random (work) };
    g_autoptr (IsgStoredSubmission) row
      = isg_store_submission_get (work->store, flight->saves[i].row->id, error);

    if (row == NULL
        || !isg_submit_apply (work->store, flight->saves[i].method, row, &change, NULL, error))
      return FALSE;
  }
  return isg_submit_shut (work, ISG_GATE_STORE, NULL, 0, NULL, error)
         && isg_transaction_commit (transaction, error);
}

/* Where not even the gate can be written, the disk's own error is what is told. */
static gboolean
is_disk (const GError *error)
{
  return g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FULL)
         || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
}

static gboolean
send (Flight *flight, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!commit_sending (flight, &local)) {
    if (is_taken_back (local) || (is_disk (local) && shut_store (flight, NULL)))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  exchange_all (flight);
  for (guint i = 0; i < flight->n_saves; i++)
    if (flight->saves[i].trouble != NULL || flight->saves[i].by_folder)
      keep_outcome (flight, &flight->saves[i]);
  if (flight->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&flight->error));
  return FALSE;
}

/* Another record's row goes at the same time, while the way is known to be good: a common error is
 * met by one message. */
static gboolean
add_second (Flight *flight, gint64 first, GError **error)
{
  IsgSubmitWork *work = flight->work;
  gboolean answered, ready;
  gint64 id;

  if (!isg_store_queue_last_save_was_answered (work->store, &answered, error))
    return FALSE;
  if (!answered)
    return TRUE;
  if (!isg_store_queue_next_beside (work->store,
                                    isg_clock_now (isg_store_clock (work->store)),
                                    work->firm->hash,
                                    first,
                                    &id,
                                    error))
    return FALSE;
  if (id == 0)
    return TRUE;
  if (!prepare (work, &flight->saves[1], id, &ready, error))
    return FALSE;
  flight->n_saves += ready ? 1 : 0;
  return TRUE;
}

gboolean
isg_submit_send_next (IsgSubmitWork *work,
                      const char *methods,
                      gboolean *out_worked,
                      char out_key[37],
                      GError **error)
{
  g_auto (Flight) flight = { .work = work, .n_saves = 1 };
  gboolean ready;
  gint64 id;

  *out_worked = FALSE;
  if (!isg_store_queue_next_save (work->store,
                                  isg_clock_now (isg_store_clock (work->store)),
                                  work->firm->hash,
                                  methods,
                                  &id,
                                  error))
    return FALSE;
  if (id == 0)
    return TRUE;
  *out_worked = TRUE;
  if (!prepare (work, &flight.saves[0], id, &ready, error))
    return FALSE;
  g_strlcpy (out_key, flight.saves[0].row->key, 37);
  return !ready || (add_second (&flight, id, error) && send (&flight, error));
}
