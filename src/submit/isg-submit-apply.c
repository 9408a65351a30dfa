/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-apply.h"

#include "base/isg-bytes.h"
#include "model/isg-number.h"
#include "rules/isg-json.h"
#include "store/isg-mirror.h"
#include "store/isg-store-record.h"

#define LIVE_LEAST 60 /* seconds of this boot: submission.md 1 */
#define BACKOFF    30 /* seconds: submission.md 6 */

IsgSubmissionTraits
isg_submit_traits (IsgStore *store, const IsgMethod *method)
{
  IsgMethodTraits traits = isg_method_traits (method, isg_store_environment (store));
  static const IsgRepeat repeats[] = {
    [ISG_IDEMPOTENCY_BY_NUMBER] = ISG_REPEAT_BY_NUMBER,
    [ISG_IDEMPOTENCY_ASSUMED] = ISG_REPEAT_ASSUMED,
    [ISG_IDEMPOTENCY_NONE] = ISG_REPEAT_NONE,
  };

  return (IsgSubmissionTraits){
    .repeat = repeats[traits.idempotency],
    .absent_certain = traits.absent_certain,
    .number_is_signed = traits.number_is_signed,
  };
}

IsgSettle
isg_submit_settle (IsgStore *store, const IsgMethod *method)
{
  IsgEnvironment environment = isg_store_environment (store);
  guint seconds = isg_method_traits (method, environment).settle_seconds;

  return (IsgSettle){ seconds, environment == ISG_ENVIRONMENT_LIVE ? LIVE_LEAST : seconds };
}

IsgMoment
isg_submit_now (IsgStore *store)
{
  IsgClock *clock = isg_store_clock (store);

  return (
    IsgMoment){ isg_clock_now (clock), isg_clock_boot_seconds (clock), isg_clock_boot_id (clock) };
}

static IsgMoment
settle_start (const IsgStoredSubmission *row)
{
  return (IsgMoment){ row->settle_wall, row->settle_boot_seconds, row->settle_boot };
}

gboolean
isg_submit_is_after_settle (IsgStore *store,
                            const IsgMethod *method,
                            const IsgStoredSubmission *row,
                            gboolean clock_shut)
{
  IsgSettle settle = isg_submit_settle (store, method);
  IsgMoment now = isg_submit_now (store);
  IsgMoment since = settle_start (row);

  return isg_settle_has_run (&settle, &since, &now, clock_shut);
}

/* ---- numbers ---- */

gboolean
isg_submit_needs_text (const IsgStoredSubmission *row, GError **error)
{
  if (row->locked)
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_HEALTH,
                 "the text of submission %s is sealed",
                 row->key);
  return !row->locked;
}

static gboolean
fill_document (IsgStoredSubmission *row, GError **error)
{
  char digits[24];
  GBytes *document;

  g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT, row->number);
  document = isg_template_fill (row->document_tmpl, "none", "number", digits, NULL);
  if (document == NULL) {
    g_set_error (error,
                 ISG_DATASET_ERROR,
                 ISG_DATASET_ERROR_VALUE,
                 "the document has a slot that is not known");
    return FALSE;
  }
  g_clear_pointer (&row->document, g_bytes_unref);
  row->document = document;
  g_free (row->sha256);
  row->sha256 = isg_bytes_sha256_hex (document);
  return TRUE;
}

gboolean
isg_submit_take_number (IsgStore *store, IsgStoredSubmission *row, guint n, GError **error)
{
  gboolean foreign = TRUE;

  if (!isg_submit_needs_text (row, error))
    return FALSE;
  for (row->n = n; foreign; row->n += foreign ? 1 : 0) {
    row->number = isg_number_derive (row->uuid, row->part, row->n);
    if (!isg_store_number_is_foreign (store, row->number, row->uuid, row->part, &foreign, error))
      return FALSE;
  }
  if (isg_template_has_slot (row->document_tmpl, "number")) {
    g_clear_pointer (&row->signature, g_bytes_unref);
    g_clear_pointer (&row->certificate, g_bytes_unref);
    row->signed_at = 0;
  }
  return fill_document (row, error);
}

char *
isg_submit_fingerprint (IsgStore *store,
                        const char *dataset,
                        const IsgStoredItem *item,
                        IsgDate date)
{
  g_autofree char *text
    = g_strdup_printf ("%s|%s|%s|%d", dataset, item->employee, item->topic, date);

  return isg_mirror_fingerprint (store, text);
}

/* ---- journal ---- */

static void
append_pair (GString *json, const char *name, const char *value)
{
  g_string_append_printf (json, ",\"%s\":", name);
  isg_json_append_string (json, value);
}

/* No part's name, which holds a number in some methods, and no signer. */
static gboolean
journal (IsgStore *store,
         const IsgStoredSubmission *row,
         const char *act,
         IsgSubmissionState from,
         const IsgSubmitChange *change,
         const IsgSubmissionMove *move,
         GError **error)
{
  g_autoptr (GString) json = g_string_new ("{\"key\":");

  isg_json_append_string (json, row->key);
  append_pair (json, "event", isg_submission_event_name (change->event));
  append_pair (json, "from", isg_submission_state_name (from));
  append_pair (json, "to", isg_submission_state_name (row->machine.state));
  g_string_append_printf (json,
                          ",\"number\":\"%" G_GUINT64_FORMAT "\",\"flags\":%u",
                          row->number,
                          row->machine.flags);
  if (change->code != 0)
    g_string_append_printf (json, ",\"code\":%d", change->code);
  if (move != NULL && move->reason != NULL)
    append_pair (json, "why", move->reason);
  if (move != NULL && move->gate != ISG_GATE_NONE)
    append_pair (json, "gate", isg_gate_name (move->gate));
  if (move != NULL && move->contradicted)
    g_string_append (json, ",\"contradicted\":true");
  g_string_append_c (json, '}');
  return isg_store_journal (store, act, row->uuid, row->revision, json->str, error);
}

gboolean
isg_submit_journal_new (IsgStore *store,
                        const IsgStoredSubmission *row,
                        IsgSubmissionEvent event,
                        GError **error)
{
  IsgSubmitChange change = { .event = event };

  return journal (store, row, "submission.state", ISG_SUBMISSION_DRAFT, &change, NULL, error);
}

gboolean
isg_submit_journal_gone (IsgStore *store, const IsgStoredSubmission *row, GError **error)
{
  IsgSubmitChange change = { .event = ISG_EVENT_MEND };

  return journal (store, row, "submission.gone", row->machine.state, &change, NULL, error);
}

/* ---- applying ---- */

static void
restart_settle (IsgStore *store, IsgStoredSubmission *row)
{
  IsgMoment now = isg_submit_now (store);

  row->settle_wall = now.wall;
  row->settle_boot_seconds = now.boot_seconds;
  g_free (row->settle_boot);
  row->settle_boot = g_strdup (now.boot_id);
}

static void
back_off (IsgStoredSubmission *row, const IsgSettle *settle, gint64 now, guint32 random)
{
  row->next_try = now + isg_backoff_seconds (row->backoff, MIN (BACKOFF, settle->seconds), random);
  row->backoff++;
}

static void
set_next_try (IsgStore *store,
              const IsgMethod *method,
              IsgStoredSubmission *row,
              IsgWake wake,
              gboolean moved,
              guint32 random)
{
  IsgSettle settle = isg_submit_settle (store, method);
  IsgMoment now = isg_submit_now (store);
  IsgMoment since = settle_start (row);
  gint64 left;

  if (moved)
    row->backoff = 0;
  switch (wake) {
  case ISG_WAKE_NOW:
    row->next_try = now.wall;
    break;
  case ISG_WAKE_SETTLE:
    left = isg_settle_left (&settle, &since, &now);
    if (left > 0)
      row->next_try = now.wall + MIN (left, ISG_SUBMIT_LONGEST_WAIT);
    else
      back_off (row, &settle, now.wall, random);
    break;
  case ISG_WAKE_BACKOFF:
    back_off (row, &settle, now.wall, random);
    break;
  case ISG_WAKE_NONE:
  default:
    /* What is asked about goes on being asked about, whatever else happens to it. */
    if (moved
        || (row->machine.state != ISG_SUBMISSION_IN_DOUBT
            && row->machine.state != ISG_SUBMISSION_PROCESSING))
      row->next_try = 0;
    break;
  }
}

/* What somebody gave as evidence, or a final state's reason, outlives a question that changes
 * nothing. */
static void
set_reason (IsgStoredSubmission *row,
            const IsgSubmitChange *change,
            const IsgSubmissionMove *move,
            gboolean moved)
{
  const char *reason = change->reason != NULL ? change->reason : move->reason;
  gboolean stays = !moved && isg_submission_state_is_final (row->machine.state);

  if (reason == NULL && (stays || row->machine.state == ISG_SUBMISSION_NEEDS_HELP))
    return;
  g_free (row->reason);
  row->reason = g_strdup (reason != NULL ? reason : "");
}

/* A row that is over stays in its place; the successor that would go is held instead, since one
 * part has one open submission. */
static void
contradict (IsgSubmissionMove *move, const IsgStoredSubmission *row, gboolean has_open)
{
  if (!has_open || move->after.state != ISG_SUBMISSION_NEEDS_HELP)
    return;
  move->after.state = row->machine.state;
  move->wake = ISG_WAKE_NONE;
}

static IsgStoredSubmission *
find_open_successor (IsgStore *store, const IsgStoredSubmission *row, GError **error)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (store, row->uuid, TRUE, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    IsgStoredSubmission *other = g_ptr_array_index (rows, i);

    if (other->id != row->id && g_str_equal (other->part, row->part)
        && isg_submission_state_is_open (other->machine.state))
      return g_ptr_array_steal_index (rows, i);
  }
  return NULL;
}

static gboolean
hold (IsgStore *store, IsgStoredSubmission *successor, GError **error)
{
  IsgSubmissionState state = successor->machine.state;
  IsgSubmitChange change = { .event = ISG_EVENT_GATE_SHUT };
  IsgSubmissionMove move = { .reason = "found_stored" };

  if (state != ISG_SUBMISSION_AWAITING_SIGNATURE && state != ISG_SUBMISSION_QUEUED)
    return TRUE;
  successor->machine.state = ISG_SUBMISSION_NEEDS_HELP;
  successor->next_try = 0;
  g_free (successor->reason);
  successor->reason = g_strdup (move.reason);
  return isg_store_submission_write (store, successor, state, successor->attempt, error)
         && journal (store, successor, "submission.state", state, &change, &move, error);
}

static gboolean
accept_older (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStoredSubmission) older = isg_store_submission_get (store, id, error);
  IsgSubmitChange change = { .event = ISG_EVENT_QUERY_ACCEPTED };
  IsgSubmissionMove move = { .contradicted = TRUE };
  IsgSubmissionState state;

  if (older == NULL)
    return FALSE;
  state = older->machine.state;
  if (!isg_submission_state_is_final (state) || state == ISG_SUBMISSION_ACCEPTED)
    return TRUE;
  older->machine = (IsgSubmission){ .state = ISG_SUBMISSION_ACCEPTED, .found = ISG_FOUND_PRESENT };
  older->contradicted = TRUE;
  return isg_store_submission_write (store, older, state, older->attempt, error)
         && journal (store, older, "submission.state", state, &change, &move, error);
}

static void
note_times (IsgStore *store, IsgStoredSubmission *row, const IsgSubmitChange *change)
{
  if (change->restart_settle)
    restart_settle (store, row);
  if (row->machine.state != ISG_SUBMISSION_PROCESSING
      && row->machine.state != ISG_SUBMISSION_NEEDS_HELP)
    row->taken_at = 0;
  else if (row->taken_at == 0 && row->machine.state == ISG_SUBMISSION_PROCESSING)
    row->taken_at = isg_clock_now (isg_store_clock (store));
  if (change->new_attempt != 0)
    row->attempt = change->new_attempt;
}

static gboolean
write_move (IsgStore *store,
            const IsgMethod *method,
            IsgStoredSubmission *row,
            const IsgSubmitChange *change,
            IsgSubmissionMove *move,
            GError **error)
{
  IsgSubmission before = row->machine;
  gint64 attempt = row->attempt;
  gboolean moved = move->after.state != before.state;

  row->machine = move->after;
  row->contradicted = row->contradicted || move->contradicted;
  note_times (store, row, change);
  set_next_try (store, method, row, move->wake, moved, change->random);
  set_reason (row, change, move, moved);
  if (move->next_number && !move->successor
      && !isg_submit_take_number (store, row, row->n + 1, error))
    return FALSE;
  if (!isg_store_submission_write (store, row, before.state, attempt, error))
    return FALSE;
  if (!moved && before.flags == row->machine.flags && !move->next_number && !move->warn
      && !move->contradicted)
    return TRUE;
  return journal (store,
                  row,
                  move->warn ? "submission.absent" : "submission.state",
                  before.state,
                  change,
                  move,
                  error)
         && isg_store_record_refresh_badge (store, row->uuid, error);
}

gboolean
isg_submit_apply (IsgStore *store,
                  const IsgMethod *method,
                  IsgStoredSubmission *row,
                  const IsgSubmitChange *change,
                  IsgSubmissionMove *out_move,
                  GError **error)
{
  IsgSubmissionTraits traits = isg_submit_traits (store, method);
  IsgSubmissionMove move
    = isg_submission_decide (&row->machine, change->event, &traits, &change->facts);
  g_autoptr (IsgStoredSubmission) successor = NULL;
  g_autoptr (GError) local = NULL;

  if (out_move != NULL)
    *out_move = move;
  if (move.refused)
    return journal (store, row, "submission.refused", row->machine.state, change, &move, error);
  if (move.hold_successor) {
    successor = find_open_successor (store, row, &local);
    if (local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    contradict (&move, row, successor != NULL);
    if (successor != NULL && !hold (store, successor, error))
      return FALSE;
  }
  if (move.older_accepted && !accept_older (store, change->older, error))
    return FALSE;
  return write_move (store, method, row, change, &move, error);
}
