/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-finalise.h"

#include "rules/isg-json.h"
#include "store/isg-store-queue.h"
#include "submit/isg-foresee.h"
#include "submit/isg-header-lock.h"
#include "submit/isg-submission-make.h"
#include "submit/isg-submit-apply.h"

static gboolean
refuse (GError **error, const char *reason)
{
  g_set_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT, "%s", reason);
  return FALSE;
}

/* ---- finalise ---- */

/* Nothing of it is left to send; who changed what was accepted is told that the Ministry has it
 * otherwise, since no method can correct it. */
static IsgFinding *
sent_before_finding (IsgStore *store, const IsgMethod *method, IsgRecord *record)
{
  gboolean kept = TRUE;
  gboolean differs = isg_header_is_kept (store, method, record, &kept, NULL) && !kept;

  return isg_finding_new (NULL,
                          ISG_SEVERITY_BLOCK,
                          differs ? "differs_from_sent" : "sent_before",
                          NULL);
}

static gboolean
has_open (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    if (isg_submission_state_is_open (row->machine.state))
      return TRUE;
  }
  return FALSE;
}

/* The method that the store's owner chose for a kind, or the pack's own choice; %NULL without
 * @error for kinds that are not sent. */
static const IsgMethod *
choose_method (IsgStore *store, const char *kind, GError **error)
{
  g_autofree char *key = g_strconcat ("method.", kind, NULL);
  g_autofree char *chosen = NULL;
  IsgRules *rules = isg_store_rules (store);
  const IsgMethod *method;

  if (!isg_store_setting (store, key, &chosen, error))
    return NULL;
  method = isg_rules_method (rules, kind, chosen);
  if (method == NULL && isg_rules_method (rules, kind, NULL) != NULL)
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_METHOD,
                 "finalise: no method %s",
                 chosen);
  return method;
}

/* Snapshot and state lie in one transaction: killed at either point all of it is there, or nothing.
 */
static gboolean
commit_at (IsgStore *store, IsgTransaction *transaction, GError **error)
{
  isg_store_pass (store, "finalise-before-commit");
  if (!isg_transaction_commit (transaction, error))
    return FALSE;
  isg_store_pass (store, "finalise-after-commit");
  return TRUE;
}

/* A kind that is not sent is complete now. */
static gboolean
complete (IsgStore *store, IsgRecord *record, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  const char *uuid = isg_record_uuid (record);
  guint revision = isg_record_revision (record);

  return transaction != NULL && isg_store_record_finished (store, uuid, revision, error)
         && isg_store_journal (store, "record.completed", uuid, revision, NULL, error)
         && isg_store_record_refresh_badge (store, uuid, error)
         && commit_at (store, transaction, error);
}

/* A day in the time of which an old copy without its mirror does not know what was sent; a record
 * without a day may be of any. */
static gboolean
is_in_window (IsgStore *store, IsgRecord *record, gboolean *out_in, GError **error)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), isg_record_kind (record));
  IsgDate day = isg_kind_date (kind, record);
  IsgCopyWindow window;

  if (!isg_store_copy_window (store, &window, error))
    return FALSE;
  *out_in = window.until != 0 && !window.known
            && (day == ISG_DATE_NONE || day <= isg_date_from_unix (window.until));
  return TRUE;
}

static gboolean
ask_of_window (IsgStore *store, IsgRecord *record, GPtrArray *findings, GError **error)
{
  gboolean in;

  if (!is_in_window (store, record, &in, error))
    return FALSE;
  if (!in)
    return TRUE;
  g_ptr_array_add (findings,
                   isg_finding_new (NULL, ISG_SEVERITY_BLOCK, "maybe_sent_by_lost_copy", NULL));
  g_set_error (error,
               ISG_SUBMIT_ERROR,
               ISG_SUBMIT_ERROR_MAYBE_SENT,
               "finalise: it may have been sent by the copy that is lost");
  return FALSE;
}

static gboolean
make_all (IsgStore *store,
          const IsgMethod *method,
          IsgRecord *record,
          gboolean confirmed,
          GPtrArray *findings,
          GPtrArray *keys,
          GError **error)
{
  const char *uuid = isg_record_uuid (record);
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean sent_before = FALSE;
  gboolean kept;

  if (transaction == NULL || (rows = isg_store_submissions_of (store, uuid, TRUE, error)) == NULL)
    return FALSE;
  if (has_open (rows))
    return refuse (error, "finalise: the record is on its way");
  if (!confirmed && !ask_of_window (store, record, findings, error))
    return FALSE;
  if (!isg_submission_make_all (store, method, record, rows, keys, &sent_before, error))
    return FALSE;
  if (sent_before) {
    g_ptr_array_add (findings, sent_before_finding (store, method, record));
    return refuse (error, "finalise: all of it was sent before");
  }
  if (!isg_header_is_kept (store, method, record, &kept, error))
    return FALSE;
  if (!kept) {
    g_ptr_array_add (findings, isg_finding_new (NULL, ISG_SEVERITY_BLOCK, "header_locked", NULL));
    return refuse (error, "finalise: what was accepted of it would read otherwise");
  }
  return isg_foresee (store, record, findings, error)
         && isg_foresee_note (store, record, findings, error)
         && isg_store_record_finished (store, uuid, isg_record_revision (record), error)
         && isg_store_record_refresh_badge (store, uuid, error)
         && commit_at (store, transaction, error);
}

static gboolean
finalise (IsgStore *store,
          const char *uuid,
          gboolean confirmed,
          GPtrArray **out_findings,
          GStrv *out_keys,
          GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, error);
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) keys = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;
  const IsgMethod *method;
  gboolean done;

  if (record == NULL)
    return FALSE;
  findings = isg_rules_check (isg_store_rules (store), record, &context);
  method = choose_method (store, isg_record_kind (record), &local);
  if (local != NULL)
    done = FALSE;
  else if (isg_findings_block (findings) > 0)
    done = refuse (&local, "finalise: findings block");
  else if (method == NULL)
    done = complete (store, record, &local);
  else
    done = make_all (store, method, record, confirmed, findings, keys, &local);

  if (out_findings != NULL)
    *out_findings = g_steal_pointer (&findings);
  if (!done) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  g_ptr_array_add (keys, NULL);
  if (out_keys != NULL)
    *out_keys = (GStrv) g_ptr_array_free (g_steal_pointer (&keys), FALSE);
  return TRUE;
}

gboolean
isg_finalise (IsgStore *store,
              const char *uuid,
              GPtrArray **out_findings,
              GStrv *out_keys,
              GError **error)
{
  return finalise (store, uuid, FALSE, out_findings, out_keys, error);
}

gboolean
isg_finalise_confirmed (IsgStore *store,
                        const char *uuid,
                        GPtrArray **out_findings,
                        GStrv *out_keys,
                        GError **error)
{
  return finalise (store, uuid, TRUE, out_findings, out_keys, error);
}

/* ---- acts on the newest submission of each part ---- */

/* Applies @change to the newest rows that @takes names, or to the others. */
static gboolean
apply_to_some (IsgStore *store,
               GPtrArray *rows,
               const IsgSubmitChange *change,
               gboolean (*takes) (IsgSubmissionState state),
               gboolean those,
               guint *out_n,
               GError **error)
{
  *out_n = 0;
  for (guint i = 0; i < rows->len; i++) {
    IsgStoredSubmission *row = g_ptr_array_index (rows, i);
    const IsgMethod *method = isg_store_method (store, row->pack, row->kind, row->method);
    IsgSubmissionMove move;

    if (method == NULL || takes (row->machine.state) != those)
      continue;
    if (!isg_submit_apply (store, method, row, change, &move, error))
      return FALSE;
    *out_n += move.refused ? 0 : 1;
  }
  return TRUE;
}

/* Applies @change to every newest row that waits for it. When none does, the machine has the word
 * about the rest: a final state may be asked about, and what it refuses is journalled. */
static gboolean
apply_to_all (IsgStore *store,
              const char *uuid,
              const IsgSubmitChange *change,
              gboolean (*takes) (IsgSubmissionState state),
              const char *refusal,
              GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (GPtrArray) rows = NULL;
  guint n;

  if (transaction == NULL || (rows = isg_store_submissions_of (store, uuid, TRUE, error)) == NULL
      || !apply_to_some (store, rows, change, takes, TRUE, &n, error)
      || (n == 0 && !apply_to_some (store, rows, change, takes, FALSE, &n, error))
      || !isg_store_record_refresh_badge (store, uuid, error)
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  return n > 0 || refuse (error, refusal);
}

static gboolean
takes_withdraw (IsgSubmissionState state)
{
  return state == ISG_SUBMISSION_AWAITING_SIGNATURE || state == ISG_SUBMISSION_QUEUED
         || state == ISG_SUBMISSION_NEEDS_HELP;
}

gboolean
isg_withdraw (IsgStore *store, const char *uuid, const char *reason, GError **error)
{
  IsgSubmitChange change = { .event = ISG_EVENT_WITHDRAW, .reason = reason };

  return apply_to_all (store,
                       uuid,
                       &change,
                       takes_withdraw,
                       "withdraw: nothing of it waits to be sent",
                       error);
}

static gboolean
takes_question (IsgSubmissionState state)
{
  return state == ISG_SUBMISSION_IN_DOUBT || state == ISG_SUBMISSION_PROCESSING
         || state == ISG_SUBMISSION_NEEDS_HELP;
}

gboolean
isg_ask_now (IsgStore *store, const char *uuid, GError **error)
{
  IsgSubmitChange change = { .event = ISG_EVENT_ASK };

  return apply_to_all (store,
                       uuid,
                       &change,
                       takes_question,
                       "ask: nothing of it can be asked about",
                       error);
}

static gboolean
takes_again (IsgSubmissionState state)
{
  return state == ISG_SUBMISSION_REJECTED;
}

/* That somebody wished it is journalled, with each row that does not take it. */
static gboolean
refuse_all (IsgStore *store,
            IsgTransaction *transaction,
            GPtrArray *rows,
            const char *refusal,
            GError **error)
{
  IsgSubmitChange change = { .event = ISG_EVENT_SEND_AGAIN };
  guint n;

  return apply_to_some (store, rows, &change, takes_again, FALSE, &n, error)
         && isg_transaction_commit (transaction, error) && refuse (error, refusal);
}

gboolean
isg_send_again (IsgStore *store, const char *uuid, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (GPtrArray) rows = NULL;
  gboolean partly = FALSE;
  guint n = 0;

  if (transaction == NULL || (rows = isg_store_submissions_of (store, uuid, TRUE, error)) == NULL)
    return FALSE;
  if (has_open (rows))
    return refuse_all (store, transaction, rows, "send again: the record is on its way", error);
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    partly = partly || row->machine.state == ISG_SUBMISSION_PARTLY_ACCEPTED;
    if (row->machine.state != ISG_SUBMISSION_REJECTED || row->gone)
      continue;
    if (!isg_submission_make_again (store, row, error))
      return FALSE;
    n++;
  }
  if (n == 0)
    return refuse_all (store,
                       transaction,
                       rows,
                       partly ? "send again: a part was accepted; finalise makes a notification of "
                                "what was refused"
                              : "send again: nothing of it was refused",
                       error);
  return isg_store_record_refresh_badge (store, uuid, error)
         && isg_transaction_commit (transaction, error);
}

/* ---- what a person decides ---- */

static IsgSubmissionEvent
event_of (IsgHelpAct act)
{
  switch (act) {
  case ISG_HELP_NEW_NUMBER:
    return ISG_EVENT_HELP_NEW_NUMBER;
  case ISG_HELP_WITHDRAW:
    return ISG_EVENT_WITHDRAW;
  case ISG_HELP_REPORTED_ELSEWHERE:
    return ISG_EVENT_HELP_ELSEWHERE;
  case ISG_HELP_SEND_AGAIN:
  default:
    return ISG_EVENT_HELP_SEND_AGAIN;
  }
}

/* Who sends it again has a reason to think that the signature's form will do now. */
static gboolean
open_signature_gate (IsgStore *store, const IsgStoredSubmission *row, GError **error)
{
  g_autofree char *scope = g_strdup_printf ("%s@%s", row->method, row->pack);

  return isg_store_gate_open (store, ISG_GATE_SIGNATURE, scope, error);
}

gboolean
isg_help_decide (IsgStore *store,
                 const char *key,
                 IsgHelpAct act,
                 const char *reason,
                 GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  g_autoptr (IsgStoredSubmission) row = NULL;
  IsgSubmitChange change = { .event = event_of (act), .reason = reason };
  const IsgMethod *method;
  IsgSubmissionMove move;
  gint64 epoch;

  if (reason == NULL || *reason == '\0')
    return refuse (error, "help: a reason is needed");
  transaction = isg_transaction_begin (store, error);
  if (transaction == NULL)
    return FALSE;
  row = isg_store_submission_by_key (store, key, error);
  if (row == NULL)
    return FALSE;
  /* Withdrawing is an act of other states, too; what is no act of this one the machine refuses. */
  if (row->machine.state != ISG_SUBMISSION_NEEDS_HELP && act == ISG_HELP_WITHDRAW)
    return refuse (error, "help: the notification is not in need of it");
  method = isg_store_method (store, row->pack, row->kind, row->method);
  if (method == NULL) {
    g_set_error (error,
                 ISG_SUBMIT_ERROR,
                 ISG_SUBMIT_ERROR_METHOD,
                 "help: no method %s",
                 row->method);
    return FALSE;
  }
  change.facts.signature = row->signature != NULL;
  if (!isg_store_epoch (store, &epoch, &change.facts.copy, error)
      || !isg_submit_apply (store, method, row, &change, &move, error))
    return FALSE;
  /* That somebody wished it is journalled. */
  if (move.refused)
    return isg_transaction_commit (transaction, error)
           && refuse (error,
                      row->machine.state == ISG_SUBMISSION_NEEDS_HELP
                        ? "help: the Ministry must have answered first"
                        : "help: the notification is not in need of it");
  if ((act == ISG_HELP_SEND_AGAIN || act == ISG_HELP_NEW_NUMBER)
      && !open_signature_gate (store, row, error))
    return FALSE;
  return isg_store_record_refresh_badge (store, row->uuid, error)
         && isg_transaction_commit (transaction, error);
}

/* ---- gate SIGNATURE ---- */

static gboolean
journal_reason (IsgStore *store, const char *scope, const char *reason, GError **error)
{
  g_autoptr (GString) json = g_string_new ("{\"gate\":\"SIGNATURE\",\"scope\":");

  isg_json_append_string (json, scope);
  g_string_append (json, ",\"reason\":");
  isg_json_append_string (json, reason);
  g_string_append_c (json, '}');
  return isg_store_journal (store, "gate.opened_by_hand", NULL, 0, json->str, error);
}

gboolean
isg_signature_gate_open (IsgStore *store,
                         const char *scope,
                         const char *reason,
                         guint *out_n,
                         GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  g_autoptr (GPtrArray) gates = NULL;
  guint n = 0;

  if (reason == NULL || *reason == '\0')
    return refuse (error, "gate: a reason is needed");
  transaction = isg_transaction_begin (store, error);
  if (transaction == NULL || (gates = isg_store_gates (store, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < gates->len; i++) {
    const IsgStoredGate *gate = g_ptr_array_index (gates, i);

    if (gate->gate != ISG_GATE_SIGNATURE || (scope != NULL && !g_str_equal (gate->scope, scope)))
      continue;
    if (!isg_store_gate_open (store, gate->gate, gate->scope, error)
        || !journal_reason (store, gate->scope, reason, error))
      return FALSE;
    n++;
  }
  if (n == 0)
    return refuse (error, "gate: no gate SIGNATURE of it is shut");
  *out_n = n;
  return isg_transaction_commit (transaction, error);
}
