/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-status.h"

#include "base/isg-identity.h"
#include "dataset/isg-message.h"
#include "store/isg-badge.h"
#include "store/isg-health-key.h"
#include "store/isg-store-overview.h"
#include "store/isg-store-queue.h"
#include "store/isg-store-record.h"
#include "submit/isg-submit-firm.h"

/* A raw reply is shown as text up to here; the receipt has it whole. */
#define SHOWN_REPLY 20000

/* ---- freeing ---- */

static void
status_item_free (gpointer data)
{
  IsgStatusItem *item = data;

  g_free (item->employee);
  g_free (item->employee_uuid);
  g_free (item->employee_name);
  g_free (item->topic);
  g_free (item->message);
  g_free (item);
}

static void
status_error_free (gpointer data)
{
  IsgStatusError *error = data;

  g_free (error->path);
  g_free (error->value);
  g_free (error->message);
  g_free (error);
}

static void
status_attempt_free (gpointer data)
{
  IsgStatusAttempt *attempt = data;

  g_free (attempt->kind);
  g_free (attempt->phase);
  g_free (attempt->outcome);
  g_free (attempt->message);
  g_free (attempt->reply);
  g_free (attempt->detail);
  g_free (attempt);
}

static void
status_submission_free (gpointer data)
{
  IsgStatusSubmission *submission = data;

  g_free (submission->key);
  g_free (submission->method);
  g_free (submission->part);
  g_free (submission->state);
  g_free (submission->pack);
  g_free (submission->query_no);
  g_free (submission->server_no);
  g_free (submission->gate);
  g_free (submission->reason);
  g_free (submission->sha256);
  g_free (submission->last_message);
  g_clear_pointer (&submission->items, g_ptr_array_unref);
  g_clear_pointer (&submission->errors, g_ptr_array_unref);
  g_clear_pointer (&submission->attempts, g_ptr_array_unref);
  g_free (submission);
}

void
isg_status_free (IsgStatus *status)
{
  if (status == NULL)
    return;
  g_free (status->uuid);
  g_free (status->kind);
  g_free (status->title);
  g_free (status->state);
  g_free (status->gate);
  g_clear_pointer (&status->submissions, g_ptr_array_unref);
  g_free (status);
}

void
isg_gate_info_free (IsgGateInfo *info)
{
  if (info == NULL)
    return;
  g_free (info->name);
  g_free (info->scope);
  g_free (info->detail);
  g_free (info);
}

void
isg_queue_row_free (IsgQueueRow *row)
{
  if (row == NULL)
    return;
  g_free (row->uuid);
  g_free (row->kind);
  g_free (row->title);
  g_free (row->workplace_title);
  g_free (row->state);
  g_free (row->badge_note);
  g_free (row->gate);
  g_free (row->last_message);
  g_free (row->error_path);
  g_free (row);
}

/* ---- gates ---- */

/* A gate's scope is "", a method's id, a method's id and more, or a signer's number. */
static gboolean
scope_has (const IsgStoredGate *gate, const char *method, const char *signer)
{
  return *gate->scope == '\0' || g_strcmp0 (gate->scope, method) == 0
         || g_strcmp0 (gate->scope, signer) == 0
         || (method != NULL && g_str_has_prefix (gate->scope, method)
             && !g_ascii_isalnum (gate->scope[strlen (method)])
             && gate->scope[strlen (method)] != '-');
}

static gboolean
gate_stops (const IsgStoredGate *gate, IsgSubmissionState state)
{
  if (gate->gate == ISG_GATE_CARD || gate->gate == ISG_GATE_CERTIFICATE)
    return state == ISG_SUBMISSION_AWAITING_SIGNATURE;
  /* A signature carries the time; what is signed is stopped as any save is. */
  if (gate->gate == ISG_GATE_CLOCK && state == ISG_SUBMISSION_AWAITING_SIGNATURE)
    return TRUE;
  if (state == ISG_SUBMISSION_QUEUED)
    return isg_gate_stops_saves (gate->gate);
  if (state == ISG_SUBMISSION_IN_DOUBT || state == ISG_SUBMISSION_PROCESSING)
    return isg_gate_stops_queries (gate->gate);
  return FALSE;
}

/* The worst gate that this row stands behind. */
static const char *
gate_of (GPtrArray *gates,
         const char *folders,
         IsgSubmissionState state,
         const char *method,
         const char *signer)
{
  gboolean by_folder = isg_submit_is_folder_method (folders, method);

  for (guint i = 0; i < gates->len; i++) {
    const IsgStoredGate *gate = g_ptr_array_index (gates, i);

    if (by_folder && isg_gate_is_of_the_way (gate->gate))
      continue;
    if (gate_stops (gate, state) && scope_has (gate, method, signer))
      return isg_gate_name (gate->gate);
  }
  return NULL;
}

/* ---- one record ---- */

static char *
name_of (IsgStore *store, const char *uuid, IsgLanguage language)
{
  g_autoptr (IsgRecord) record = isg_store_resolve (uuid, store);
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = record != NULL ? isg_rules_kind (rules, isg_record_kind (record)) : NULL;

  if (kind == NULL)
    return NULL;
  return isg_kind_title (kind, rules, record, isg_store_resolve, store, language);
}

static gboolean
fill_items (IsgStore *store,
            gint64 id,
            GHashTable *names,
            IsgLanguage language,
            IsgStatusSubmission *out,
            GError **error)
{
  g_autoptr (GPtrArray) items = isg_store_items (store, id, error);

  if (items == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const IsgStoredItem *stored = g_ptr_array_index (items, i);
    IsgStatusItem *item = g_new0 (IsgStatusItem, 1);

    if (!g_hash_table_contains (names, stored->employee_uuid))
      g_hash_table_insert (names,
                           g_strdup (stored->employee_uuid),
                           name_of (store, stored->employee_uuid, language));
    item->employee = g_strdup (stored->employee);
    item->employee_uuid = g_strdup (stored->employee_uuid);
    item->employee_name = g_strdup (g_hash_table_lookup (names, stored->employee_uuid));
    item->topic = g_strdup (stored->topic);
    item->status = stored->status;
    item->message = g_strdup (stored->message);
    g_ptr_array_add (out->items, item);
  }
  return TRUE;
}

static gboolean
fill_errors (IsgStore *store,
             const IsgStoredSubmission *row,
             IsgStatusSubmission *out,
             GError **error)
{
  g_autoptr (GPtrArray) fields = NULL;

  /* Refused once, and found to be stored all the same: nothing of it is to be mended. */
  if (row->machine.state == ISG_SUBMISSION_ACCEPTED)
    return TRUE;
  fields = isg_store_field_errors (store, row->id, error);
  if (fields == NULL)
    return FALSE;
  for (guint i = 0; i < fields->len; i++) {
    const IsgStoredFieldError *stored = g_ptr_array_index (fields, i);
    IsgStatusError *field = g_new0 (IsgStatusError, 1);

    field->path = g_strdup (*stored->path != '\0' ? stored->path : stored->wire_name);
    field->value = g_strdup (stored->value);
    field->code = stored->code;
    field->message = g_strdup (stored->message);
    g_ptr_array_add (out->errors, field);
  }
  return TRUE;
}

/* %NULL without @error when none was kept. */
static char *
reply_text (IsgStore *store,
            const IsgStoredSubmission *row,
            const IsgStoredAttempt *attempt,
            GError **error)
{
  const IsgMethod *method = isg_store_method (store, row->pack, row->kind, row->method);
  IsgAsked asked = { attempt->number, row->server_no, "", 0 };
  gint64 reply = attempt->reply;
  g_autoptr (GBytes) body = NULL;
  g_autoptr (GError) own = NULL;
  gboolean sees = TRUE;
  gsize length;
  const char *data;

  if (reply == 0 || (row->sealed && !isg_store_health_sees (store, &sees, error)) || !sees)
    return NULL;
  body = isg_store_reply_get (store, reply, &own);
  if (g_error_matches (own, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH))
    return NULL;
  if (body == NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return NULL;
  }
  /* An answer about several is shown as far as it speaks of this one. */
  if (attempt->n_asked > 1) {
    g_autoptr (GBytes) whole = g_steal_pointer (&body);

    body = method == NULL ? NULL
                          : isg_message_extract (method,
                                                 attempt->http_status,
                                                 attempt->content_type,
                                                 whole,
                                                 &asked);
    if (body == NULL)
      return NULL;
  }
  data = g_bytes_get_data (body, &length);
  return data != NULL ? g_utf8_make_valid (data, (gssize) MIN (length, SHOWN_REPLY)) : NULL;
}

static gboolean
fill_attempts (IsgStore *store,
               const IsgStoredSubmission *row,
               IsgStatusSubmission *out,
               GError **error)
{
  static const char *const outcomes[]
    = { NULL,      "NO_BYTE", "TAKEN",  "REFUSED", "USED",     "DOOR",
        "UNKNOWN", "PRESENT", "ABSENT", "IN_WORK", "NO_ANSWER" };
  g_autoptr (GPtrArray) attempts = isg_store_attempts (store, row->id, error);

  G_STATIC_ASSERT (G_N_ELEMENTS (outcomes) == ISG_OUTCOME_N);
  if (attempts == NULL)
    return FALSE;
  for (guint i = 0; i < attempts->len; i++) {
    const IsgStoredAttempt *stored = g_ptr_array_index (attempts, i);
    IsgStatusAttempt *attempt = g_new0 (IsgStatusAttempt, 1);
    g_autoptr (GError) local = NULL;

    attempt->time = stored->time;
    attempt->kind = g_strdup (stored->is_save ? "save" : "query");
    attempt->phase = g_strdup (stored->phase);
    attempt->http_status = (int) stored->http_status;
    attempt->code = stored->code;
    attempt->outcome = g_strdup (outcomes[stored->outcome]);
    attempt->message = g_strdup (stored->message);
    attempt->detail = g_strdup (stored->detail);
    attempt->reply = reply_text (store, row, stored, &local);
    g_ptr_array_add (out->attempts, attempt);
    if (local != NULL) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    out->n_attempts += stored->is_save ? 1 : 0;
    if (stored->code != 0) {
      out->last_code = stored->code;
      g_free (out->last_message);
      out->last_message = g_strdup (stored->message);
    }
  }
  return TRUE;
}

static gboolean
gate_is_shut (GPtrArray *gates, IsgGate gate)
{
  for (guint i = 0; i < gates->len; i++)
    if (((const IsgStoredGate *) g_ptr_array_index (gates, i))->gate == gate)
      return TRUE;
  return FALSE;
}

/* Sealed, it waits for the health key, whatever the queue does. */
static gboolean
is_locked_up (GPtrArray *gates, const IsgStoredSubmission *row)
{
  IsgSubmissionState state = row->machine.state;

  return row->sealed && gate_is_shut (gates, ISG_GATE_HEALTH)
         && (state == ISG_SUBMISSION_QUEUED || state == ISG_SUBMISSION_IN_DOUBT
             || state == ISG_SUBMISSION_PROCESSING);
}

/* Sent under another firm code, it waits for that one, whatever the queue does. */
static gboolean
is_of_other_firm (GPtrArray *gates, const IsgStoredSubmission *row, const char *firm)
{
  return gate_is_shut (gates, ISG_GATE_FIRM) && isg_submission_state_is_open (row->machine.state)
         && *row->firm_hash != '\0' && g_strcmp0 (row->firm_hash, firm) != 0;
}

static IsgStatusSubmission *
read_submission (IsgStore *store,
                 const IsgStoredSubmission *stored,
                 GPtrArray *gates,
                 const char *firm,
                 GHashTable *names,
                 IsgLanguage language,
                 GError **error)
{
  g_autofree char *folders = isg_submit_folder_methods (isg_store_rules (store));
  const IsgMethod *method = isg_store_method (store, stored->pack, stored->kind, stored->method);
  IsgStatusSubmission *out = g_new0 (IsgStatusSubmission, 1);

  out->items = g_ptr_array_new_with_free_func (status_item_free);
  out->errors = g_ptr_array_new_with_free_func (status_error_free);
  out->attempts = g_ptr_array_new_with_free_func (status_attempt_free);
  out->key = g_strdup (stored->key);
  out->method = g_strdup (stored->method);
  out->provisional = method != NULL && isg_method_authority (method) == ISG_AUTHORITY_PROVISIONAL;
  out->pack = g_strdup (stored->pack);
  out->part = g_strdup (stored->part);
  out->state = g_strdup (isg_submission_state_name (stored->machine.state));
  out->query_no = g_strdup_printf ("%" G_GUINT64_FORMAT, stored->number);
  out->server_no = g_strdup (stored->server_no);
  out->gate
    = g_strdup (gate_of (gates, folders, stored->machine.state, stored->method, stored->signer));
  out->gone = stored->gone;
  if (out->gate == NULL && is_of_other_firm (gates, stored, firm))
    out->gate = g_strdup (isg_gate_name (ISG_GATE_FIRM));
  if (out->gate == NULL && is_locked_up (gates, stored))
    out->gate = g_strdup (isg_gate_name (ISG_GATE_HEALTH));
  out->reason = *stored->reason != '\0' ? g_strdup (stored->reason) : NULL;
  out->revision = stored->revision;
  out->sha256 = g_strdup (stored->locked ? NULL : stored->sha256);
  out->next_try = stored->next_try;
  out->created = stored->created;
  out->signed_at = stored->signed_at;
  out->final_at = stored->final_at;
  out->contradicted = stored->contradicted;
  if (!fill_items (store, stored->id, names, language, out, error)
      || !fill_errors (store, stored, out, error) || !fill_attempts (store, stored, out, error)) {
    status_submission_free (out);
    return NULL;
  }
  return out;
}

/* Whether a newer row of its part has the word. */
static gboolean
is_past (GPtrArray *rows, guint index)
{
  const IsgStoredSubmission *row = g_ptr_array_index (rows, index);

  for (guint i = 0; i < index; i++) {
    const IsgStoredSubmission *newer = g_ptr_array_index (rows, i);

    if (g_str_equal (newer->part, row->part)
        && (!newer->gone || newer->machine.state == ISG_SUBMISSION_PARTLY_ACCEPTED))
      return TRUE;
  }
  return FALSE;
}

/* %NULL where the row says nothing of the record. Of what was partly accepted the accepted lines
 * are all that there is once the refused ones are gone. */
static const char *
word_of (const IsgStoredSubmission *row)
{
  if (!row->gone)
    return isg_submission_state_name (row->machine.state);
  return row->machine.state == ISG_SUBMISSION_PARTLY_ACCEPTED ? "ACCEPTED" : NULL;
}

/* The record shows its worst part; of each part only the newest submission counts. */
static void
roll_up (IsgStatus *status, GPtrArray *all)
{
  guint worst = G_MAXUINT;
  const char *state = "DRAFT";

  for (guint i = 0; i < all->len; i++) {
    const char *word = word_of (g_ptr_array_index (all, i));
    guint rank = word != NULL ? isg_badge_rank (word) : G_MAXUINT;

    if (rank >= worst || is_past (all, i))
      continue;
    worst = rank;
    state = word;
  }
  status->state = g_strdup (state);
}

static gboolean
add_submissions (IsgStore *store,
                 IsgStatus *status,
                 GPtrArray *rows,
                 GPtrArray *gates,
                 const char *firm,
                 GHashTable *seen,
                 GHashTable *names,
                 IsgLanguage language,
                 GError **error)
{
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *stored = g_ptr_array_index (rows, i);
    IsgStatusSubmission *submission;

    if (!g_hash_table_add (seen, g_strdup (stored->key)))
      continue;
    submission = read_submission (store, stored, gates, firm, names, language, error);
    if (submission == NULL)
      return FALSE;
    g_ptr_array_add (status->submissions, submission);
    if (status->gate == NULL)
      status->gate = g_strdup (submission->gate);
  }
  return TRUE;
}

IsgStatus *
isg_status_get (IsgStore *store, const char *uuid, IsgLanguage language, GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, error);
  g_autoptr (GPtrArray) newest = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) gates = NULL;
  g_autoptr (IsgSubmitFirm) firm = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (IsgStatus) status = g_new0 (IsgStatus, 1);

  if (record == NULL || (newest = isg_store_submissions_of (store, uuid, TRUE, error)) == NULL
      || (all = isg_store_submissions_of (store, uuid, FALSE, error)) == NULL
      || (gates = isg_store_gates (store, error)) == NULL
      || (firm = isg_submit_firm_load (store, NULL, error)) == NULL)
    return NULL;

  status->uuid = g_strdup (uuid);
  status->kind = g_strdup (isg_record_kind (record));
  status->title = name_of (store, uuid, language);
  status->submissions = g_ptr_array_new_with_free_func (status_submission_free);
  roll_up (status, all);
  if (!add_submissions (store, status, newest, gates, firm->hash, seen, names, language, error)
      || !add_submissions (store, status, all, gates, firm->hash, seen, names, language, error))
    return NULL;
  return g_steal_pointer (&status);
}

/* ---- gates as people see them ---- */

static const char *const waiting_to_be_signed[] = { "AWAITING_SIGNATURE", NULL };
static const char *const waiting_to_be_sent[] = { "QUEUED", NULL };
static const char *const waiting_at_all[] = { "QUEUED", "IN_DOUBT", "PROCESSING", NULL };

static const char *const *
states_behind (IsgGate gate)
{
  if (gate == ISG_GATE_CARD || gate == ISG_GATE_CERTIFICATE)
    return waiting_to_be_signed;
  return isg_gate_stops_queries (gate) ? waiting_at_all : waiting_to_be_sent;
}

static gboolean
count_waiting (IsgStore *store, const IsgStoredGate *gate, guint *out_count, GError **error)
{
  gboolean is_signer = isg_identity_check_person (gate->scope) == ISG_IDENTITY_OK;
  g_autofree char *method = is_signer || *gate->scope == '\0' ? NULL : g_strdup (gate->scope);

  if (method != NULL)
    method[strcspn (method, " |:/@")] = '\0';
  return isg_store_count_in_states (store,
                                    states_behind (gate->gate),
                                    method,
                                    is_signer ? gate->scope : NULL,
                                    out_count,
                                    error);
}

GPtrArray *
isg_gate_list (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) gates = isg_store_gates (store, error);
  g_autoptr (GPtrArray) infos
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gate_info_free);

  for (guint i = 0; gates != NULL && i < gates->len; i++) {
    const IsgStoredGate *gate = g_ptr_array_index (gates, i);
    IsgGateInfo *info = g_new0 (IsgGateInfo, 1);

    info->name = g_strdup (isg_gate_name (gate->gate));
    info->scope = g_strdup (gate->scope);
    info->since = gate->since;
    info->next_try = gate->next_try;
    info->code = gate->code;
    info->detail = g_strdup (gate->detail);
    g_ptr_array_add (infos, info);
    if (!count_waiting (store, gate, &info->n_waiting, error))
      return NULL;
  }
  return gates != NULL ? g_steal_pointer (&infos) : NULL;
}

/* ---- the page ---- */

GPtrArray *
isg_queue_list (IsgStore *store,
                const char *workplace,
                const char *const *states,
                IsgLanguage language,
                guint limit,
                guint offset,
                GError **error)
{
  g_autofree char *folders = isg_submit_folder_methods (isg_store_rules (store));
  g_autoptr (GPtrArray) gates = isg_store_gates (store, error);
  g_autoptr (GPtrArray) rows
    = gates != NULL ? isg_store_overview (store, workplace, states, language, limit, offset, error)
                    : NULL;
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_queue_row_free);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgOverviewRow *row = g_ptr_array_index (rows, i);
    IsgQueueRow *queued = g_new0 (IsgQueueRow, 1);

    queued->uuid = g_strdup (row->uuid);
    queued->kind = g_strdup (row->kind);
    queued->title = g_strdup (row->title);
    queued->workplace_title = g_strdup (row->workplace_title);
    queued->state = g_strdup (row->state);
    queued->badge_note = g_strdup (row->badge_note);
    queued->gate = g_strdup (
      gate_of (gates, folders, isg_submission_state_parse (row->state), row->method, row->signer));
    queued->last_event = row->last_event;
    queued->last_code = row->last_code;
    queued->last_message = g_strdup (row->last_message);
    queued->error_path = g_strdup (row->error_path);
    queued->next_try = row->next_try;
    g_ptr_array_add (out, queued);
  }
  return rows != NULL ? g_steal_pointer (&out) : NULL;
}

GHashTable *
isg_queue_counts (IsgStore *store, const char *workplace, GError **error)
{
  return isg_store_overview_counts (store, workplace, error);
}
