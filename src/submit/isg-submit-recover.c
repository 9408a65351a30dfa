/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-work.h"

#include <string.h>

#include "store/isg-mirror.h"
#include "submit/isg-copy.h"
#include "submit/isg-method-end.h"

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
  const IsgMethod *method = isg_store_method (work->store, row->pack, row->kind, row->method);

  return method != NULL ? method
                        : isg_rules_method (isg_store_rules (work->store), row->kind, NULL);
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

/* How the file stands to its mirror. */
typedef struct {
  IsgMirrorState state;
  gint64 epoch;   /* the mirror's */
  gboolean known; /* the mirror knows all that was sent */
  char *restored; /* (owned) (nullable): when, and when the backup was made */
} Standing;

static void
standing_clear (Standing *standing)
{
  g_clear_pointer (&standing->restored, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Standing, standing_clear)

static const char *
mirror_word (const Standing *standing)
{
  if (standing->restored != NULL)
    return "restored from a backup";
  switch (standing->state) {
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
journal_copy (IsgSubmitWork *work, const Standing *standing, GError **error)
{
  g_autofree char *detail
    = g_strdup_printf ("{\"why\":\"%s\",\"epoch\":%" G_GINT64_FORMAT ",\"mirror\":%" G_GINT64_FORMAT
                       ",\"window_known\":%s}",
                       mirror_word (standing),
                       work->epoch,
                       standing->epoch,
                       standing->known ? "true" : "false");

  return isg_store_journal (work->store, "store.old_copy", NULL, 0, detail, error);
}

/* Since when this file does not know what was sent: the making of the backup, or its last line. */
static gboolean
window_begin (IsgSubmitWork *work, const Standing *standing, gint64 *out_from, GError **error)
{
  const char *made = standing->restored != NULL ? strchr (standing->restored, ' ') : NULL;

  if (made != NULL) {
    *out_from = g_ascii_strtoll (made + 1, NULL, 10);
    return TRUE;
  }
  return isg_store_journal_last_time (work->store, out_from, error);
}

/* First the file knows that it is a copy, then the mirror is its own: a crash between finds it
 * again. */
static gboolean
become_copy (IsgSubmitWork *work, const Standing *standing, GError **error)
{
  static const Cause restored = { ISG_EVENT_COPY_FOUND, "restored while it was being sent" };
  g_autoptr (GArray) ids = isg_store_queue_open (work->store, error);
  g_autoptr (IsgTransaction) transaction = NULL;
  IsgCopyWindow window
    = { .until = isg_clock_now (isg_store_clock (work->store)), .known = standing->known };
  gint64 epoch = MAX (standing->epoch, work->epoch);

  if (ids == NULL)
    return FALSE;
  transaction = isg_transaction_begin (work->store, error);
  if (transaction == NULL || !window_begin (work, standing, &window.from, error)
      || !journal_copy (work, standing, error)
      || !isg_store_set_copy_window (work->store, &window, error)
      || !isg_store_set_epoch (work->store, epoch, error) || !move_all (work, ids, &restored, error)
      || !isg_store_lost_import (work->store, error)
      || !isg_submit_shut (work, ISG_GATE_OLD_COPY, NULL, 0, NULL, error)
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  work->epoch = epoch;
  work->copy = TRUE;
  return isg_mirror_adopt (work->store, work->epoch, error)
         && isg_store_journal_new_head (work->store, error);
}

static gboolean
compare_with_mirror (IsgSubmitWork *work, gboolean adopt, GError **error)
{
  g_auto (Standing) standing = { 0 };

  if (!isg_mirror_compare (work->store,
                           work->epoch,
                           &standing.state,
                           &standing.epoch,
                           &standing.known,
                           error)
      || !isg_store_restored (work->store, &standing.restored, error))
    return FALSE;
  if (standing.restored != NULL)
    return become_copy (work, &standing, error);
  switch (standing.state) {
  case ISG_MIRROR_LEVEL:
    return TRUE;
  case ISG_MIRROR_FRESH:
    return !adopt || isg_mirror_adopt (work->store, work->epoch, error);
  case ISG_MIRROR_AHEAD:
  case ISG_MIRROR_MISSING:
  case ISG_MIRROR_ELSEWHERE:
  default:
    return become_copy (work, &standing, error);
  }
}

gboolean
isg_copy_look (IsgStore *store, GError **error)
{
  IsgSubmitTools tools = { .store = store };
  g_auto (IsgSubmitWork) work = { .tools = &tools, .store = store };

  if (isg_store_is_read_only (store))
    return TRUE;
  if (!isg_lease_take (isg_store_data_dir (store), &work.lease, error))
    return FALSE;
  /* Who sends has looked before. */
  if (work.lease == NULL)
    return TRUE;
  return isg_submit_work_read_gates (&work, error)
         && isg_store_epoch (store, &work.epoch, &work.copy, error)
         && compare_with_mirror (&work, FALSE, error);
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
    *out_gone = isg_submit_is_folder_method (work->folders, gate->scope)
                  ? firm->endpoint != NULL && *firm->endpoint != '\0'
                  : isg_submit_firm_is_complete (firm, isg_store_environment (work->store));
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
  gint64 latest = isg_clock_now (isg_store_clock (work->store)) + 2 * ISG_SUBMIT_LONGEST_WAIT;

  if (!isg_store_queue_set_back (work->store, latest, error))
    return FALSE;
  work->folders = isg_submit_folder_methods (isg_store_rules (work->store));
  work->firm = isg_submit_firm_load (work->store, NULL, error);
  if (work->firm == NULL || !isg_submit_work_read_gates (work, error)
      || !isg_store_epoch (work->store, &work->epoch, &work->copy, error))
    return FALSE;
  if (!compare_with_mirror (work, TRUE, error) || !recover_sending (work, error)
      || !isg_methods_end (work->store, error))
    return FALSE;
  return work->gates->len == 0 && !work->copy ? TRUE : open_gates (work, error);
}
