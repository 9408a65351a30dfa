/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-queue.h"

#include "base/isg-bytes.h"
#include "store/isg-health-private.h"

#define COLUMNS                                                                                    \
  "SELECT s.id, s.key, s.record, r.uuid, r.kind, s.revision, s.method, s.dataset, s.part,"         \
  " s.part_order, s.n, s.number, s.pack, s.firm_hash, s.document_tmpl, s.document, s.sha256,"      \
  " s.message_tmpl, s.signer, s.signature, s.certificate, s.signed_at, s.server_no, s.state,"      \
  " s.flag_u, s.flag_r, s.flag_d, s.flag_f, s.wish, s.taken, s.found, s.odd, s.odd_answers,"       \
  " s.failed_204, s.query_faults, s.next_numbers, s.reason, s.taken_at, s.ask_alone, s.backoff,"   \
  " s.next_try, s.attempt, s.unknown_since, s.unknown_boot, s.unknown_boot_seconds, s.epoch,"      \
  " s.predecessor, s.contradicted, s.created, s.changed, s.final_at, s.gone, s.sealed"             \
  " FROM submission s JOIN record r ON r.id = s.record "

void
isg_stored_submission_free (IsgStoredSubmission *submission)
{
  if (submission == NULL)
    return;
  g_free (submission->key);
  g_free (submission->uuid);
  g_free (submission->kind);
  g_free (submission->method);
  g_free (submission->dataset);
  g_free (submission->part);
  g_free (submission->pack);
  g_free (submission->firm_hash);
  g_free (submission->document_tmpl);
  g_clear_pointer (&submission->document, g_bytes_unref);
  g_free (submission->sha256);
  g_free (submission->message_tmpl);
  g_free (submission->signer);
  g_clear_pointer (&submission->signature, g_bytes_unref);
  g_clear_pointer (&submission->certificate, g_bytes_unref);
  g_free (submission->server_no);
  g_free (submission->reason);
  g_free (submission->settle_boot);
  g_free (submission);
}

/* ---- reading ---- */

static char *
dup_blob_text (IsgStmt *stmt, int column)
{
  g_autoptr (GBytes) bytes = isg_stmt_bytes (stmt, column);
  gsize length = 0;
  const char *data = bytes != NULL ? g_bytes_get_data (bytes, &length) : NULL;

  return g_strndup (data != NULL ? data : "", length);
}

static void
read_machine (IsgStmt *stmt, int column, IsgSubmission *machine)
{
  static const IsgSubmissionFlag flags[] = { ISG_SUBMISSION_UNSETTLED,
                                             ISG_SUBMISSION_REFUSED_ONCE,
                                             ISG_SUBMISSION_USED,
                                             ISG_SUBMISSION_ASK_FIRST };
  IsgSubmissionEvent odd;

  machine->state = isg_submission_state_parse (isg_stmt_text (stmt, column++));
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    if (isg_stmt_int64 (stmt, column++) != 0)
      machine->flags |= flags[i];
  machine->wish_withdraw = g_strcmp0 (isg_stmt_text (stmt, column++), "withdraw") == 0;
  machine->taken = isg_stmt_int64 (stmt, column++) != 0;
  machine->found = isg_found_parse (isg_stmt_text (stmt, column++));
  odd = isg_submission_event_parse (isg_stmt_text (stmt, column++));
  machine->odd = odd == ISG_EVENT_N ? 0 : odd;
  machine->n_odd = isg_stmt_int64 (stmt, column++);
  machine->n_failed = isg_stmt_int64 (stmt, column++);
  machine->n_query_faults = isg_stmt_int64 (stmt, column++);
  machine->n_next = isg_stmt_int64 (stmt, column);
}

/* ---- what is sealed ---- */

static GBytes *
seal_text (IsgStore *store,
           const IsgStoredSubmission *row,
           const char *where,
           GBytes *plain,
           GError **error)
{
  const IsgHealthPlace place = { row->uuid, row->revision, where, row->key };

  return isg_health_seal (store, &place, plain, error);
}

static GBytes *
open_text (IsgStore *store,
           const IsgStoredSubmission *row,
           const char *where,
           GBytes *blob,
           GError **error)
{
  const IsgHealthPlace place = { row->uuid, row->revision, where, row->key };

  return isg_health_open (store, &place, blob, error);
}

static gboolean
open_template (IsgStore *store,
               const IsgStoredSubmission *row,
               const char *where,
               IsgStmt *stmt,
               int column,
               char **text,
               GError **error)
{
  g_autoptr (GBytes) blob = isg_stmt_bytes (stmt, column);
  g_autoptr (GBytes) plain = blob != NULL ? open_text (store, row, where, blob, error) : NULL;

  if (blob != NULL && plain == NULL)
    return FALSE;
  g_free (*text);
  *text = plain != NULL ? g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain))
                        : g_strdup ("");
  return TRUE;
}

/* The hash of the text is not kept beside a sealed one. */
static gboolean
unseal_signed (IsgStore *store, GBytes *blob, IsgStoredSubmission *row, GError **error)
{
  row->document = blob != NULL ? open_text (store, row, "document", blob, error) : NULL;
  if (row->document == NULL)
    return FALSE;
  g_free (row->sha256);
  row->sha256 = isg_bytes_sha256_hex (row->document);
  if (row->signature != NULL) {
    g_autoptr (GBytes) sealed = g_steal_pointer (&row->signature);

    row->signature = open_text (store, row, "signature", sealed, error);
    return row->signature != NULL;
  }
  return TRUE;
}

/* Without the key the texts are empty, and the row says so. */
static gboolean
unseal (IsgStore *store, IsgStmt *stmt, IsgStoredSubmission *row, GError **error)
{
  g_autoptr (GBytes) blob = g_steal_pointer (&row->document);

  if (store->health == NULL) {
    row->locked = TRUE;
    row->document = g_bytes_new (NULL, 0);
    g_free (row->document_tmpl);
    row->document_tmpl = g_strdup ("");
    g_free (row->message_tmpl);
    row->message_tmpl = g_strdup ("");
    return TRUE;
  }
  return unseal_signed (store, blob, row, error)
         && open_template (store, row, "template", stmt, 14, &row->document_tmpl, error)
         && open_template (store, row, "message", stmt, 17, &row->message_tmpl, error);
}

static IsgStoredSubmission *
read_row (IsgStore *store, IsgStmt *stmt, GError **error)
{
  IsgStoredSubmission *row = g_new0 (IsgStoredSubmission, 1);

  row->id = isg_stmt_int64 (stmt, 0);
  row->key = isg_stmt_dup_text (stmt, 1);
  row->record = isg_stmt_int64 (stmt, 2);
  row->uuid = isg_stmt_dup_text (stmt, 3);
  row->kind = isg_stmt_dup_text (stmt, 4);
  row->revision = isg_stmt_int64 (stmt, 5);
  row->method = isg_stmt_dup_text (stmt, 6);
  row->dataset = isg_stmt_dup_text (stmt, 7);
  row->part = isg_stmt_dup_text (stmt, 8);
  row->part_order = isg_stmt_int64 (stmt, 9);
  row->n = isg_stmt_int64 (stmt, 10);
  row->number = isg_stmt_int64 (stmt, 11);
  row->pack = isg_stmt_dup_text (stmt, 12);
  row->firm_hash = isg_stmt_dup_text (stmt, 13);
  row->document_tmpl = dup_blob_text (stmt, 14);
  row->document = isg_stmt_bytes (stmt, 15);
  row->sha256 = isg_stmt_dup_text (stmt, 16);
  row->message_tmpl = dup_blob_text (stmt, 17);
  row->signer = isg_stmt_dup_text (stmt, 18);
  row->signature = isg_stmt_bytes (stmt, 19);
  row->certificate = isg_stmt_bytes (stmt, 20);
  row->signed_at = isg_stmt_int64 (stmt, 21);
  row->server_no = isg_stmt_dup_text (stmt, 22);
  read_machine (stmt, 23, &row->machine);
  row->reason = isg_stmt_dup_text (stmt, 36);
  row->taken_at = isg_stmt_int64 (stmt, 37);
  row->ask_alone = isg_stmt_int64 (stmt, 38) != 0;
  row->backoff = isg_stmt_int64 (stmt, 39);
  row->next_try = isg_stmt_int64 (stmt, 40);
  row->attempt = isg_stmt_int64 (stmt, 41);
  row->settle_wall = isg_stmt_int64 (stmt, 42);
  row->settle_boot = isg_stmt_dup_text (stmt, 43);
  row->settle_boot_seconds = isg_stmt_int64 (stmt, 44);
  row->epoch = isg_stmt_int64 (stmt, 45);
  row->predecessor = isg_stmt_int64 (stmt, 46);
  row->contradicted = isg_stmt_int64 (stmt, 47) != 0;
  row->created = isg_stmt_int64 (stmt, 48);
  row->changed = isg_stmt_int64 (stmt, 49);
  row->final_at = isg_stmt_int64 (stmt, 50);
  row->gone = isg_stmt_int64 (stmt, 51) != 0;
  row->sealed = isg_stmt_int64 (stmt, 52) != 0;
  if (row->sealed && !unseal (store, stmt, row, error))
    g_clear_pointer (&row, isg_stored_submission_free);
  return row;
}

/* The one row of @stmt; what the machine cannot have written is damage. */
static IsgStoredSubmission *
read_one (IsgStore *store, IsgStmt *stmt, GError **error)
{
  g_autoptr (IsgStoredSubmission) submission = NULL;
  const char *wrong;
  gboolean row;

  if (!isg_stmt_step (stmt, &row, error))
    return NULL;
  if (!row) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "queue: no such submission");
    return NULL;
  }
  submission = read_row (store, stmt, error);
  if (submission == NULL)
    return NULL;
  wrong = isg_submission_is_sound (&submission->machine);
  if (wrong != NULL) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_CORRUPT,
                 "submission %" G_GINT64_FORMAT ": %s",
                 submission->id,
                 wrong);
    return NULL;
  }
  return g_steal_pointer (&submission);
}

static GPtrArray *
read_all (IsgStore *store, IsgStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_stored_submission_free);
  gboolean row;

  for (;;) {
    IsgStoredSubmission *submission;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&rows);
    submission = read_row (store, stmt, error);
    if (submission == NULL)
      return NULL;
    g_ptr_array_add (rows, submission);
  }
}

IsgStoredSubmission *
isg_store_submission_get (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, COLUMNS "WHERE s.id = ?1", error);

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, id);
  return read_one (store, stmt, error);
}

IsgStoredSubmission *
isg_store_submission_by_key (IsgStore *store, const char *key, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, COLUMNS "WHERE s.key = ?1", error);

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, key);
  return read_one (store, stmt, error);
}

GPtrArray *
isg_store_submissions_of (IsgStore *store, const char *uuid, gboolean newest_only, GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;
  gint64 record;

  if (!isg_store_record_id (store, uuid, &record, error))
    return NULL;
  stmt = isg_stmt_prepare (store,
                           newest_only ? COLUMNS
                             "WHERE s.record = ?1 AND s.id = (SELECT max (t.id) FROM submission t"
                             " WHERE t.record = s.record AND t.part = s.part)"
                             " ORDER BY s.part_order, s.id"
                                       : COLUMNS
                             "WHERE s.record = ?1 ORDER BY s.part_order, s.part, s.id DESC",
                           error);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, record);
  return read_all (store, stmt, error);
}

GPtrArray *
isg_store_submissions_under (IsgStore *store, guint64 number, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        COLUMNS "WHERE s.number = ?1 OR s.id IN"
                                " (SELECT a.submission FROM attempt a WHERE a.number = ?1)"
                                " ORDER BY s.id DESC",
                        error);

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, (gint64) number);
  return read_all (store, stmt, error);
}

GPtrArray *
isg_store_submissions_awaiting (IsgStore *store, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, COLUMNS "WHERE s.state = 'AWAITING_SIGNATURE' ORDER BY s.id", error);

  return stmt != NULL ? read_all (store, stmt, error) : NULL;
}

gboolean
isg_store_submission_leave (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "UPDATE submission SET gone = 1, changed = ?2 WHERE id = ?1"
                        " AND gone = 0 AND state IN ('REJECTED', 'WITHDRAWN', 'PARTLY_ACCEPTED')",
                        error);

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_int64 (stmt, 2, isg_clock_now (store->clock));
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_submission_is (IsgStore *store, gint64 id, IsgSubmissionState state, gint64 attempt)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT 1 FROM submission WHERE id = ?1 AND state = ?2 AND attempt = ?3",
                        NULL);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_text (stmt, 2, isg_submission_state_name (state));
  isg_stmt_bind_int64 (stmt, 3, attempt);
  return isg_stmt_step (stmt, &row, NULL) && row;
}

/* ---- writing ---- */

static void
bind_when (IsgStmt *stmt, int index, gint64 number)
{
  if (number != 0)
    isg_stmt_bind_int64 (stmt, index, number);
  else
    isg_stmt_bind_null (stmt, index);
}

/* @row says whether it is sealed. */
static gboolean
bind_text_of (IsgStore *store,
              IsgStmt *stmt,
              int index,
              const IsgStoredSubmission *row,
              const char *where,
              GBytes *plain,
              GError **error)
{
  g_autoptr (GBytes) bytes
    = row->sealed ? seal_text (store, row, where, plain, error) : g_bytes_ref (plain);

  isg_stmt_bind_bytes (stmt, index, bytes);
  return bytes != NULL;
}

/* Both stand for the text to whoever tries what it may say. */
static gboolean
bind_signed (IsgStore *store,
             IsgStmt *stmt,
             int hash,
             int signature,
             const IsgStoredSubmission *row,
             GError **error)
{
  g_autofree char *mark = row->sealed ? isg_health_mark (store, row->sha256, error) : NULL;

  if (row->sealed && mark == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, hash, row->sealed ? mark : row->sha256);
  if (row->signature != NULL)
    return bind_text_of (store, stmt, signature, row, "signature", row->signature, error);
  isg_stmt_bind_null (stmt, signature);
  return TRUE;
}

static gboolean
bind_template_of (IsgStore *store,
                  IsgStmt *stmt,
                  int index,
                  const IsgStoredSubmission *row,
                  const char *where,
                  const char *text,
                  GError **error)
{
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));

  return bind_text_of (store, stmt, index, row, where, plain, error);
}

static gboolean
insert_items (IsgStore *store, gint64 submission, GPtrArray *items, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO submission_item (submission, ordinal, employee,"
                        " employee_uuid, topic) VALUES (?1, ?2, ?3, ?4, ?5)",
                        error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < items->len; i++) {
    const IsgStoredItem *item = g_ptr_array_index (items, i);

    isg_stmt_bind_int64 (stmt, 1, submission);
    isg_stmt_bind_int64 (stmt, 2, i);
    isg_stmt_bind_text (stmt, 3, item->employee);
    isg_stmt_bind_text (stmt, 4, item->employee_uuid);
    isg_stmt_bind_text (stmt, 5, item->topic);
    if (!isg_stmt_run (stmt, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
insert_row (IsgStore *store, const IsgStoredSubmission *row, gint64 now, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO submission (key, record, revision, method, dataset, part,"
                        " part_order, n, number, pack, environment, document_tmpl, document,"
                        " sha256, message_tmpl, signer, state, predecessor, created, changed,"
                        " sealed, signature) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
                        " ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?19, ?20, ?21)",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, row->key);
  isg_stmt_bind_int64 (stmt, 2, row->record);
  isg_stmt_bind_int64 (stmt, 3, row->revision);
  isg_stmt_bind_text (stmt, 4, row->method);
  isg_stmt_bind_text (stmt, 5, row->dataset);
  isg_stmt_bind_text (stmt, 6, row->part);
  isg_stmt_bind_int64 (stmt, 7, row->part_order);
  isg_stmt_bind_int64 (stmt, 8, row->n);
  isg_stmt_bind_int64 (stmt, 9, (gint64) row->number);
  isg_stmt_bind_text (stmt, 10, row->pack);
  isg_stmt_bind_text (stmt, 11, store->environment == ISG_ENVIRONMENT_LIVE ? "live" : "sandbox");
  isg_stmt_bind_text (stmt, 16, row->signer);
  isg_stmt_bind_text (stmt, 17, isg_submission_state_name (row->machine.state));
  bind_when (stmt, 18, row->predecessor);
  isg_stmt_bind_int64 (stmt, 19, now);
  isg_stmt_bind_int64 (stmt, 20, row->sealed);
  return bind_template_of (store, stmt, 12, row, "template", row->document_tmpl, error)
         && bind_text_of (store, stmt, 13, row, "document", row->document, error)
         && bind_template_of (store, stmt, 15, row, "message", row->message_tmpl, error)
         && bind_signed (store, stmt, 14, 21, row, error) && isg_stmt_run (stmt, error);
}

gboolean
isg_store_submission_insert (IsgStore *store,
                             IsgStoredSubmission *submission,
                             GPtrArray *items,
                             GError **error)
{
  gint64 now = isg_clock_now (store->clock);

  isg_store_assert_owner (store);
  if ((submission->record == 0
       && !isg_store_record_id (store, submission->uuid, &submission->record, error))
      || !isg_health_seals_record (store, submission->kind, &submission->sealed, error)
      || !insert_row (store, submission, now, error))
    return FALSE;
  submission->id = isg_store_last_id (store);
  submission->created = now;
  submission->changed = now;
  /* The rest of the machine goes the way that every change goes. */
  return insert_items (store, submission->id, items, error)
         && isg_store_submission_write (store, submission, submission->machine.state, 0, error);
}

static void
bind_machine (IsgStmt *stmt, const IsgSubmission *machine)
{
  isg_stmt_bind_text (stmt, 4, isg_submission_state_name (machine->state));
  isg_stmt_bind_int64 (stmt, 5, (machine->flags & ISG_SUBMISSION_UNSETTLED) != 0);
  isg_stmt_bind_int64 (stmt, 6, (machine->flags & ISG_SUBMISSION_REFUSED_ONCE) != 0);
  isg_stmt_bind_int64 (stmt, 7, (machine->flags & ISG_SUBMISSION_USED) != 0);
  isg_stmt_bind_int64 (stmt, 8, (machine->flags & ISG_SUBMISSION_ASK_FIRST) != 0);
  isg_stmt_bind_text (stmt, 9, machine->wish_withdraw ? "withdraw" : "");
  isg_stmt_bind_int64 (stmt, 10, machine->taken);
  isg_stmt_bind_text (stmt, 11, isg_found_name (machine->found));
  isg_stmt_bind_text (stmt, 12, machine->odd != 0 ? isg_submission_event_name (machine->odd) : "");
  isg_stmt_bind_int64 (stmt, 13, machine->n_odd);
  isg_stmt_bind_int64 (stmt, 14, machine->n_failed);
  isg_stmt_bind_int64 (stmt, 15, machine->n_query_faults);
  isg_stmt_bind_int64 (stmt, 16, machine->n_next);
}

static void
bind_rest (IsgStmt *stmt, const IsgStoredSubmission *row)
{
  isg_stmt_bind_text (stmt, 17, row->reason != NULL ? row->reason : "");
  bind_when (stmt, 18, row->taken_at);
  isg_stmt_bind_int64 (stmt, 19, row->ask_alone);
  isg_stmt_bind_int64 (stmt, 20, row->backoff);
  bind_when (stmt, 21, row->next_try);
  bind_when (stmt, 22, row->attempt);
  bind_when (stmt, 23, row->settle_wall);
  isg_stmt_bind_text (stmt, 24, row->settle_boot);
  isg_stmt_bind_int64 (stmt, 25, row->settle_boot_seconds);
  isg_stmt_bind_int64 (stmt, 26, row->epoch);
  isg_stmt_bind_int64 (stmt, 27, row->contradicted);
  isg_stmt_bind_int64 (stmt, 28, row->changed);
  bind_when (stmt, 29, row->final_at);
  isg_stmt_bind_int64 (stmt, 30, row->n);
  isg_stmt_bind_int64 (stmt, 31, (gint64) row->number);
  isg_stmt_bind_bytes (stmt, 35, row->certificate);
  bind_when (stmt, 36, row->signed_at);
  isg_stmt_bind_text (stmt, 37, row->server_no);
  isg_stmt_bind_text (stmt, 38, row->firm_hash != NULL ? row->firm_hash : "");
}

/* Whether the row is sealed now, which it may have become since it was read: a text that cannot be
 * sealed again stays as it is, with its hash and its signature. */
static gboolean
bind_document (IsgStore *store, IsgStmt *stmt, IsgStoredSubmission *row, GError **error)
{
  g_autoptr (IsgStmt) ask
    = isg_stmt_prepare (store,
                        "SELECT sealed, signature IS NOT NULL FROM submission WHERE id = ?1",
                        error);
  gboolean there, keep, is_signed;

  if (ask == NULL)
    return FALSE;
  isg_stmt_bind_int64 (ask, 1, row->id);
  if (!isg_stmt_step (ask, &there, error))
    return FALSE;
  row->sealed = there && isg_stmt_int64 (ask, 0) != 0;
  is_signed = there && isg_stmt_int64 (ask, 1) != 0;
  keep = row->locked || (row->sealed && store->health == NULL);
  isg_stmt_bind_int64 (stmt, 39, keep && row->signature != NULL);
  if (!keep)
    return bind_text_of (store, stmt, 32, row, "document", row->document, error)
           && bind_signed (store, stmt, 33, 34, row, error);
  isg_stmt_bind_null (stmt, 32);
  isg_stmt_bind_null (stmt, 33);
  isg_stmt_bind_null (stmt, 34);
  if (row->signature == NULL || is_signed)
    return TRUE;
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH, "a signature cannot be sealed");
  return FALSE;
}

gboolean
isg_store_submission_write (IsgStore *store,
                            IsgStoredSubmission *submission,
                            IsgSubmissionState state,
                            gint64 attempt,
                            GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (
    store,
    "UPDATE submission SET state = ?4, flag_u = ?5, flag_r = ?6, flag_d = ?7, flag_f = ?8,"
    " wish = ?9, taken = ?10, found = ?11, odd = ?12, odd_answers = ?13, failed_204 = ?14,"
    " query_faults = ?15, next_numbers = ?16, reason = ?17, taken_at = ?18, ask_alone = ?19,"
    " backoff = ?20, next_try = ?21, attempt = ?22, unknown_since = ?23, unknown_boot = ?24,"
    " unknown_boot_seconds = ?25, epoch = ?26, contradicted = ?27, changed = ?28, final_at = ?29,"
    " n = ?30, number = ?31, document = coalesce (?32, document), sha256 = coalesce (?33, sha256),"
    " signature = CASE WHEN ?39 THEN signature ELSE ?34 END, certificate = ?35,"
    " signed_at = ?36, server_no = ?37, firm_hash = ?38"
    " WHERE id = ?1 AND state = ?2 AND coalesce (attempt, 0) = ?3",
    error);

  isg_store_assert_owner (store);
  isg_submission_assert (&submission->machine);
  if (stmt == NULL)
    return FALSE;
  submission->changed = isg_clock_now (store->clock);
  if (!isg_submission_state_is_final (submission->machine.state))
    submission->final_at = 0;
  else if (submission->final_at == 0 || submission->machine.state != state)
    submission->final_at = submission->changed;
  isg_stmt_bind_int64 (stmt, 1, submission->id);
  isg_stmt_bind_text (stmt, 2, isg_submission_state_name (state));
  isg_stmt_bind_int64 (stmt, 3, attempt);
  bind_machine (stmt, &submission->machine);
  bind_rest (stmt, submission);
  if (!bind_document (store, stmt, submission, error) || !isg_stmt_run (stmt, error))
    return FALSE;
  if (isg_store_changes (store) == 1)
    return TRUE;
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_CONFLICT,
               "submission %" G_GINT64_FORMAT " is not %s any more",
               submission->id,
               isg_submission_state_name (state));
  return FALSE;
}

gboolean
isg_store_record_finished (IsgStore *store, const char *uuid, guint revision, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "UPDATE record SET finished = ?2 WHERE uuid = ?1", error);

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  isg_stmt_bind_int64 (stmt, 2, revision);
  return isg_stmt_run (stmt, error);
}
