/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <unistd.h>

#include "store/isg-mirror.h"
#include "store/isg-store-record.h"
#include "submit/isg-submit-judge.h"
#include "submit/isg-submit-work.h"

/* One save on its way. */
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
} Save;

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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Save, save_clear)

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
mark_sending (IsgSubmitWork *work, Save *save, GError **error)
{
  IsgSubmitChange change = { .event = ISG_EVENT_SEND, .facts = { .leased = TRUE } };

  if (!begin_attempt (work, save, error))
    return FALSE;
  change.new_attempt = save->attempt.id;
  save->row->epoch = work->epoch + 1;
  g_free (save->row->firm_hash);
  save->row->firm_hash = g_strdup (save->firm->hash);
  return isg_submit_apply (work->store, save->method, save->row, &change, NULL, error)
         && isg_store_set_epoch (work->store, work->epoch + 1, error);
}

/* Durable before the first byte: whatever happens now, the file says that it may have been sent. */
static gboolean
commit_sending (IsgSubmitWork *work, Save *save, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (work->store, error);

  if (transaction == NULL || !mark_sending (work, save, error))
    return FALSE;
  isg_submit_work_pass (work, "before-commit");
  if (!isg_transaction_commit (transaction, error))
    return FALSE;
  work->epoch++;
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
  IsgMirrorLine line = { .epoch = work->epoch,
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

static gboolean
exchange (IsgSubmitWork *work, Save *save, GError **error)
{
  save->exchange = isg_submit_exchange (work,
                                        save->method,
                                        save->envelope,
                                        save->firm,
                                        TRUE,
                                        may_go,
                                        save,
                                        error);
  if (save->exchange == NULL)
    return FALSE;
  isg_submit_work_pass (work, "after-reply");
  if (save->exchange->result == ISG_EXCHANGE_ANSWERED)
    save->reply = isg_message_read_save (save->method,
                                         save->exchange->http_status,
                                         save->exchange->content_type,
                                         save->exchange->body,
                                         save->row->number);
  save->event = isg_judge_save (save->method, save->items, save->exchange, save->reply);
  return TRUE;
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
        && !isg_store_reply_add (work->store, came->body, &ended.reply, error))
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

static gboolean
keep_outcome (IsgSubmitWork *work, Save *save, GError **error)
{
  return isg_submit_keep_trying (work,
                                 write_outcome,
                                 save,
                                 "before-reply-commit",
                                 "after-reply-commit",
                                 error);
}

/* ---- a save ---- */

static gboolean
prepare (IsgSubmitWork *work, gint64 id, Save *save, gboolean *out_ready, GError **error)
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

static gboolean
send (IsgSubmitWork *work, Save *save, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!commit_sending (work, save, &local)) {
    if (is_taken_back (local))
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (!write_mirror (work, save, &local) || !exchange (work, save, &local)) {
    /* Not a byte has left. */
    save->event = ISG_EVENT_MIRROR_FAILED;
    save->trouble = g_strdup (local->message);
  }
  return keep_outcome (work, save, error);
}

gboolean
isg_submit_send_next (IsgSubmitWork *work, gboolean *out_worked, char out_key[37], GError **error)
{
  g_auto (Save) save = { 0 };
  gboolean ready;
  gint64 id;

  *out_worked = FALSE;
  if (!isg_store_queue_next_save (work->store,
                                  isg_clock_now (isg_store_clock (work->store)),
                                  work->firm->hash,
                                  &id,
                                  error))
    return FALSE;
  if (id == 0)
    return TRUE;
  *out_worked = TRUE;
  if (!prepare (work, id, &save, &ready, error))
    return FALSE;
  g_strlcpy (out_key, save.row->key, 37);
  return !ready || send (work, &save, error);
}
