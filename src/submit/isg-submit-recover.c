/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-work.h"

#include "store/isg-mirror.h"

/* What a step finds when it begins: half-sent rows of a crash, an old copy, gates without a reason.
 */

typedef struct {
  IsgSubmissionEvent event;
  const char *detail;
} Cause;

static gboolean
end_attempt (IsgSubmitWork *work, gint64 attempt, const char *detail, GError **error)
{
  IsgStoredAttempt ended = { .id = attempt,
                             .phase = (char *) "first_byte",
                             .outcome = ISG_OUTCOME_UNKNOWN,
                             .detail = (char *) detail,
                             .ended = isg_clock_now (isg_store_clock (work->store)) };

  return attempt == 0 || isg_store_attempt_end (work->store, &ended, error);
}

/* The definition may be gone with its pack; the machine needs only to know that it must ask. */
static const IsgMethod *
method_of (IsgSubmitWork *work, const IsgStoredSubmission *row)
{
  IsgRules *rules = isg_store_rules (work->store);
  const IsgMethod *method = isg_rules_method (rules, row->kind, row->method);

  return method != NULL ? method : isg_rules_method (rules, row->kind, NULL);
}

static gboolean
move_row (IsgSubmitWork *work, gint64 id, const Cause *cause, GError **error)
{
  g_autoptr (IsgStoredSubmission) row = isg_store_submission_get (work->store, id, error);
  IsgSubmitChange change = { .event = cause->event, .random = isg_submit_work_random (work) };
  const IsgMethod *method;

  if (row == NULL)
    return FALSE;
  method = method_of (work, row);
  if (method == NULL)
    return TRUE;
  change.restart_settle
    = cause->event == ISG_EVENT_COPY_FOUND || row->machine.state == ISG_SUBMISSION_SENDING;
  return (row->machine.state != ISG_SUBMISSION_SENDING
          || end_attempt (work, row->attempt, cause->detail, error))
         && isg_submit_apply (work->store, method, row, &change, NULL, error);
}

static gboolean
move_all (IsgSubmitWork *work, GArray *ids, const Cause *cause, GError **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!move_row (work, g_array_index (ids, gint64, i), cause, error))
      return FALSE;
  return TRUE;
}

static gboolean
recover_sending (IsgSubmitWork *work, GError **error)
{
  static const Cause crash = { ISG_EVENT_RECOVER, "the program ended while it was sending" };
  g_autoptr (GArray) ids = isg_store_queue_sending (work->store, error);
  g_autoptr (IsgTransaction) transaction = NULL;

  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    return TRUE;
  transaction = isg_transaction_begin (work->store, error);
  return transaction != NULL && move_all (work, ids, &crash, error)
         && isg_transaction_commit (transaction, error);
}

/* ---- old copies ---- */

static const char *
mirror_word (IsgMirrorState state)
{
  switch (state) {
  case ISG_MIRROR_AHEAD:
    return "behind its mirror";
  case ISG_MIRROR_ELSEWHERE:
    return "on another machine";
  case ISG_MIRROR_MISSING:
  case ISG_MIRROR_FRESH:
  case ISG_MIRROR_LEVEL:
  default:
    return "without a mirror";
  }
}

static gboolean
journal_copy (IsgSubmitWork *work, IsgMirrorState state, gint64 epoch, GError **error)
{
  g_autofree char *detail = g_strdup_printf ("{\"why\":\"%s\",\"epoch\":%" G_GINT64_FORMAT
                                             ",\"mirror\":%" G_GINT64_FORMAT "}",
                                             mirror_word (state),
                                             work->epoch,
                                             epoch);

  return isg_store_journal (work->store, "store.old_copy", NULL, 0, detail, error);
}

/* First the file knows that it is a copy, then the mirror is its own: a crash between finds it
 * again. */
static gboolean
become_copy (IsgSubmitWork *work, IsgMirrorState state, gint64 epoch, GError **error)
{
  static const Cause restored = { ISG_EVENT_COPY_FOUND, "restored while it was being sent" };
  g_autoptr (GArray) ids = isg_store_queue_open (work->store, error);
  g_autoptr (IsgTransaction) transaction = NULL;
  gint64 now = isg_clock_now (isg_store_clock (work->store));

  if (ids == NULL)
    return FALSE;
  transaction = isg_transaction_begin (work->store, error);
  if (transaction == NULL || !journal_copy (work, state, epoch, error)
      || !isg_store_set_copy (work->store, now, error)
      || !isg_store_set_epoch (work->store, MAX (epoch, work->epoch), error)
      || !move_all (work, ids, &restored, error)
      || (state == ISG_MIRROR_AHEAD && !isg_store_lost_import (work->store, error))
      || !isg_submit_shut (work, ISG_GATE_OLD_COPY, NULL, 0, NULL, error)
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  work->epoch = MAX (epoch, work->epoch);
  work->copy = TRUE;
  return isg_mirror_adopt (work->store, work->epoch, error);
}

static gboolean
compare_with_mirror (IsgSubmitWork *work, GError **error)
{
  IsgMirrorState state;
  gint64 epoch;

  if (!isg_mirror_compare (work->store, work->epoch, &state, &epoch, error))
    return FALSE;
  switch (state) {
  case ISG_MIRROR_LEVEL:
    return TRUE;
  case ISG_MIRROR_FRESH:
    return isg_mirror_adopt (work->store, work->epoch, error);
  case ISG_MIRROR_AHEAD:
  case ISG_MIRROR_MISSING:
  case ISG_MIRROR_ELSEWHERE:
  default:
    return become_copy (work, state, epoch, error);
  }
}

/* ---- gates ---- */

static gboolean
is_published (IsgSubmitWork *work, const char *method_id)
{
  GPtrArray *methods = isg_rules_methods (isg_store_rules (work->store));

  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);

    if (g_strcmp0 (isg_method_id (method), method_id) == 0)
      return isg_store_environment (work->store) == ISG_ENVIRONMENT_SANDBOX
             || isg_method_authority (method) == ISG_AUTHORITY_PUBLISHED;
  }
  return FALSE;
}

static gboolean
reason_is_gone (IsgSubmitWork *work, const IsgStoredGate *gate, gboolean *out_gone, GError **error)
{
  g_autoptr (IsgSubmitFirm) firm = NULL;
  guint n_left;

  *out_gone = FALSE;
  switch ((int) gate->gate) {
  case ISG_GATE_LIVE_SHUT:
    firm = isg_submit_firm_load (work->store, gate->scope, error);
    if (firm == NULL)
      return FALSE;
    *out_gone = isg_submit_firm_is_complete (firm, isg_store_environment (work->store));
    return TRUE;
  case ISG_GATE_METHOD:
    *out_gone = is_published (work, gate->scope);
    return TRUE;
  case ISG_GATE_OLD_COPY:
    if (!isg_store_copy_left (work->store, &n_left, NULL, error))
      return FALSE;
    *out_gone = n_left == 0;
    return TRUE;
  default:
    return TRUE;
  }
}

static gboolean
open_gates (IsgSubmitWork *work, GError **error)
{
  for (guint i = 0; i < work->gates->len; i++) {
    const IsgStoredGate *gate = g_ptr_array_index (work->gates, i);
    g_autoptr (IsgTransaction) transaction = NULL;
    gboolean gone;

    if (!reason_is_gone (work, gate, &gone, error))
      return FALSE;
    if (!gone)
      continue;
    transaction = isg_transaction_begin (work->store, error);
    if (transaction == NULL || !isg_store_gate_open (work->store, gate->gate, gate->scope, error)
        || !isg_transaction_commit (transaction, error))
      return FALSE;
  }
  return isg_submit_work_read_gates (work, error);
}

gboolean
isg_submit_recover (IsgSubmitWork *work, GError **error)
{
  work->firm = isg_submit_firm_load (work->store, NULL, error);
  if (work->firm == NULL || !isg_submit_work_read_gates (work, error)
      || !isg_store_epoch (work->store, &work->epoch, &work->copy, error))
    return FALSE;
  if (!compare_with_mirror (work, error) || !recover_sending (work, error))
    return FALSE;
  return work->gates->len == 0 && !work->copy ? TRUE : open_gates (work, error);
}
