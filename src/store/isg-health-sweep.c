/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-health-private.h"

#include <string.h>

#include "rules/isg-json.h"
#include "rules/isg-record-json.h"

/* What was written before the health key was set up is sealed in batches, each in a transaction.
 * Then the file is written anew: free places in its pages and the log would keep what was there. */

#define BATCH 100

/* Of the kinds that seal, as a JSON array for json_each (). */
static char *
list_kinds (IsgStore *store)
{
  GPtrArray *kinds = isg_rules_kinds (store->rules);
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < kinds->len; i++) {
    const char *id = isg_kind_id (g_ptr_array_index (kinds, i));

    if (!isg_health_seals_kind (store, id))
      continue;
    if (json->len > 1)
      g_string_append_c (json, ',');
    isg_json_append_string (json, id);
  }
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static IsgStmt *
select_batch (IsgStore *store, const char *sql, GError **error)
{
  g_autofree char *kinds = list_kinds (store);
  IsgStmt *stmt = isg_stmt_prepare (store, sql, error);

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, kinds);
  isg_stmt_bind_int64 (stmt, 2, BATCH);
  return stmt;
}

static GBytes *
seal_text (IsgStore *store, const IsgHealthPlace *place, const char *text, GError **error)
{
  g_autoptr (GBytes) plain = g_bytes_new (text, strlen (text));

  return isg_health_seal (store, place, plain, error);
}

/* ---- revisions ---- */

typedef struct {
  gint64 record;
  gint64 number;
  char *uuid;
  char *kind;
  char *body;
} OldRevision;

static void
old_revision_free (OldRevision *old)
{
  g_free (old->uuid);
  g_free (old->kind);
  g_free (old->body);
  g_free (old);
}

static GPtrArray *
read_revisions (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) olds = g_ptr_array_new_with_free_func ((GDestroyNotify) old_revision_free);
  g_autoptr (IsgStmt) stmt
    = select_batch (store,
                    "SELECT v.record, v.number, r.uuid, r.kind, v.body"
                    " FROM record r JOIN revision v ON v.record = r.id"
                    " WHERE r.kind IN (SELECT value FROM json_each (?1))"
                    " AND v.sealed IS NULL AND v.sealed_from IS NULL LIMIT ?2",
                    error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  for (;;) {
    OldRevision *old;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&olds);
    old = g_new0 (OldRevision, 1);
    old->record = isg_stmt_int64 (stmt, 0);
    old->number = isg_stmt_int64 (stmt, 1);
    old->uuid = isg_stmt_dup_text (stmt, 2);
    old->kind = isg_stmt_dup_text (stmt, 3);
    old->body = isg_stmt_dup_text (stmt, 4);
    g_ptr_array_add (olds, old);
  }
}

static gboolean
seal_revision (IsgStore *store, IsgStmt *update, const OldRevision *old, GError **error)
{
  const IsgHealthPlace place = { old->uuid, (guint64) old->number, "revision", NULL };
  g_autoptr (IsgFields) fields = isg_record_read_body (store, old->kind, old->body, error);
  g_autoptr (IsgFields) open = NULL;
  g_autoptr (IsgFields) details = NULL;
  g_autofree char *json = NULL;
  g_autofree char *body = NULL;
  g_autoptr (GBytes) blob = NULL;

  if (fields == NULL)
    return FALSE;
  isg_health_split (isg_rules_kind (store->rules, old->kind), fields, &open, &details);
  body = isg_record_fields_to_json (open);
  json = details != NULL ? isg_record_fields_to_json (details) : g_strdup ("{}");
  blob = seal_text (store, &place, json, error);
  if (blob == NULL)
    return FALSE;
  isg_stmt_bind_int64 (update, 1, old->record);
  isg_stmt_bind_int64 (update, 2, old->number);
  isg_stmt_bind_text (update, 3, body);
  isg_stmt_bind_bytes (update, 4, blob);
  return isg_stmt_run (update, error);
}

static gboolean
sweep_revisions (IsgStore *store, guint *out_done, GError **error)
{
  g_autoptr (GPtrArray) olds = read_revisions (store, error);
  g_autoptr (IsgStmt) update = NULL;

  if (olds == NULL)
    return FALSE;
  update = isg_stmt_prepare (store,
                             "UPDATE revision SET body = ?3, sealed = ?4"
                             " WHERE record = ?1 AND number = ?2",
                             error);
  for (guint i = 0; update != NULL && i < olds->len; i++)
    if (!seal_revision (store, update, g_ptr_array_index (olds, i), error))
      return FALSE;
  *out_done = olds->len;
  return update != NULL;
}

/* ---- what belongs to submissions ---- */

typedef struct {
  gint64 id;
  char *uuid;
  gint64 revision;
  char *which;
  GBytes *texts[5];
} OldText;

static void
old_text_free (OldText *old)
{
  g_free (old->uuid);
  g_free (old->which);
  for (guint i = 0; i < G_N_ELEMENTS (old->texts); i++)
    g_clear_pointer (&old->texts[i], g_bytes_unref);
  g_free (old);
}

/* Columns: id, record's uuid, revision, which, and up to five texts. */
static GPtrArray *
read_texts (IsgStore *store, const char *sql, guint n_texts, GError **error)
{
  g_autoptr (GPtrArray) olds = g_ptr_array_new_with_free_func ((GDestroyNotify) old_text_free);
  g_autoptr (IsgStmt) stmt = select_batch (store, sql, error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  for (;;) {
    OldText *old;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&olds);
    old = g_new0 (OldText, 1);
    old->id = isg_stmt_int64 (stmt, 0);
    old->uuid = isg_stmt_dup_text (stmt, 1);
    old->revision = isg_stmt_int64 (stmt, 2);
    old->which = isg_stmt_dup_text (stmt, 3);
    for (guint i = 0; i < n_texts; i++)
      old->texts[i] = isg_stmt_bytes (stmt, (int) i + 4);
    g_ptr_array_add (olds, old);
  }
}

/* @update takes the id and the blobs. */
static gboolean
seal_texts (IsgStore *store,
            GPtrArray *olds,
            const char *const *places,
            guint n_texts,
            const char *update,
            GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, update, error);

  for (guint i = 0; stmt != NULL && i < olds->len; i++) {
    const OldText *old = g_ptr_array_index (olds, i);

    isg_stmt_bind_int64 (stmt, 1, old->id);
    for (guint j = 0; j < n_texts; j++) {
      const IsgHealthPlace place = { old->uuid, (guint64) old->revision, places[j], old->which };
      g_autoptr (GBytes) blob = isg_health_seal (store, &place, old->texts[j], error);

      if (blob == NULL)
        return FALSE;
      isg_stmt_bind_bytes (stmt, (int) j + 2, blob);
    }
    if (!isg_stmt_run (stmt, error))
      return FALSE;
  }
  return stmt != NULL;
}

#define OF_SEALED_KIND                                                                             \
  " JOIN record r ON r.id = s.record"                                                              \
  " WHERE r.kind IN (SELECT value FROM json_each (?1))"

/* Its hash and its signature stand for the text to whoever tries what it may say. */
static gboolean
seal_submission (IsgStore *store, IsgStmt *update, const OldText *old, GError **error)
{
  static const char *const places[] = { "template", "document", "message", "signature" };
  g_autofree char *hash
    = g_strndup (g_bytes_get_data (old->texts[4], NULL), g_bytes_get_size (old->texts[4]));
  g_autofree char *mark = isg_health_mark (store, hash, error);

  if (mark == NULL)
    return FALSE;
  isg_stmt_bind_int64 (update, 1, old->id);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    const IsgHealthPlace place = { old->uuid, (guint64) old->revision, places[i], old->which };
    g_autoptr (GBytes) blob = NULL;

    if (old->texts[i] != NULL
        && (blob = isg_health_seal (store, &place, old->texts[i], error)) == NULL)
      return FALSE;
    isg_stmt_bind_bytes (update, (int) i + 2, blob);
  }
  isg_stmt_bind_text (update, 6, mark);
  return isg_stmt_run (update, error);
}

static gboolean
sweep_submissions (IsgStore *store, guint *out_done, GError **error)
{
  g_autoptr (GPtrArray) olds
    = read_texts (store,
                  "SELECT s.id, r.uuid, s.revision, s.key, s.document_tmpl, s.document,"
                  " s.message_tmpl, s.signature, s.sha256 FROM submission s" OF_SEALED_KIND
                  " AND s.sealed = 0 ORDER BY s.id DESC LIMIT ?2",
                  5,
                  error);
  g_autoptr (IsgStmt) update
    = isg_stmt_prepare (store,
                        "UPDATE submission SET document_tmpl = ?2, document = ?3, message_tmpl = "
                        "?4,"
                        " signature = ?5, sha256 = ?6, sealed = 1 WHERE id = ?1",
                        error);

  if (olds == NULL || update == NULL)
    return FALSE;
  for (guint i = 0; i < olds->len; i++)
    if (!seal_submission (store, update, g_ptr_array_index (olds, i), error))
      return FALSE;
  *out_done = olds->len;
  return TRUE;
}

/* What the Ministry wrote of the whole. */
static gboolean
sweep_answers (IsgStore *store, guint *out_done, GError **error)
{
  static const char *const places[] = { "answer" };
  g_autoptr (GPtrArray) olds
    = read_texts (store,
                  "SELECT a.id, r.uuid, s.revision, s.key, a.message FROM attempt a"
                  " JOIN submission s ON s.id = a.submission" OF_SEALED_KIND
                  " AND a.message IS NOT NULL LIMIT ?2",
                  1,
                  error);

  if (olds == NULL)
    return FALSE;
  *out_done = olds->len;
  return seal_texts (store,
                     olds,
                     places,
                     1,
                     "UPDATE attempt SET message = NULL, sealed = ?2 WHERE id = ?1",
                     error);
}

/* … and of each item. Both parts of the key stand in one number; ordinals are far below 2^20. */
static gboolean
sweep_items (IsgStore *store, guint *out_done, GError **error)
{
  static const char *const places[] = { "item" };
  g_autoptr (GPtrArray) olds
    = read_texts (store,
                  "SELECT (i.submission << 20) | i.ordinal, r.uuid, s.revision, s.key, i.message"
                  " FROM submission_item i JOIN submission s ON s.id = i.submission" OF_SEALED_KIND
                  " AND i.message IS NOT NULL LIMIT ?2",
                  1,
                  error);

  if (olds == NULL)
    return FALSE;
  *out_done = olds->len;
  return seal_texts (store,
                     olds,
                     places,
                     1,
                     "UPDATE submission_item SET message = NULL, sealed = ?2"
                     " WHERE submission = ?1 >> 20 AND ordinal = ?1 & 1048575",
                     error);
}

/* A reply may have answered several: it is sealed for the first of those that seal. */
static gboolean
sweep_replies (IsgStore *store, guint *out_done, GError **error)
{
  static const char *const places[] = { "reply" };
  g_autoptr (GPtrArray) olds
    = read_texts (store,
                  "SELECT p.id, r.uuid, s.revision, s.key, p.body, min (s.id) FROM reply p"
                  " JOIN attempt a ON a.reply = p.id JOIN submission s ON s.id = "
                  "a.submission" OF_SEALED_KIND " AND p.submission IS NULL GROUP BY p.id LIMIT ?2",
                  1,
                  error);

  if (olds == NULL)
    return FALSE;
  *out_done = olds->len;
  return seal_texts (store,
                     olds,
                     places,
                     1,
                     "UPDATE reply SET body = ?2, submission = (SELECT min (s.id) FROM attempt a"
                     " JOIN submission s ON s.id = a.submission JOIN record r ON r.id = s.record"
                     " WHERE a.reply = ?1 AND s.sealed = 1) WHERE id = ?1",
                     error);
}

static gboolean
sweep_refusals (IsgStore *store, guint *out_done, GError **error)
{
  static const char *const places[] = { "refusal" };
  g_autoptr (GPtrArray) olds
    = read_texts (store,
                  "SELECT e.id, r.uuid, s.revision, e.path,"
                  " CAST (json_object ('value', e.value, 'message', e.message) AS BLOB)"
                  " FROM field_error e JOIN submission s ON s.id = e.submission" OF_SEALED_KIND
                  " AND e.sealed IS NULL AND (e.value IS NOT NULL OR e.message IS NOT NULL)"
                  " LIMIT ?2",
                  1,
                  error);

  if (olds == NULL)
    return FALSE;
  *out_done = olds->len;
  return seal_texts (store,
                     olds,
                     places,
                     1,
                     "UPDATE field_error SET value = NULL, message = NULL, sealed = ?2"
                     " WHERE id = ?1",
                     error);
}

/* ---- drafts ---- */

static gboolean
seal_draft (IsgStore *store, IsgStmt *update, const OldText *old, GError **error)
{
  const IsgHealthPlace place = { old->uuid, 0, "draft", NULL };
  g_autoptr (GBytes) blob = isg_health_seal (store, &place, old->texts[0], error);

  if (blob == NULL)
    return FALSE;
  isg_stmt_bind_text (update, 1, old->uuid);
  isg_stmt_bind_bytes (update, 2, blob);
  return isg_stmt_run (update, error);
}

/* A draft's details begin with a brace until they are sealed. */
static gboolean
sweep_drafts (IsgStore *store, guint *out_done, GError **error)
{
  g_autoptr (GPtrArray) olds = read_texts (store,
                                           "SELECT 0, d.uuid, 0, NULL, d.sealed FROM draft d"
                                           " WHERE d.kind IN (SELECT value FROM json_each (?1))"
                                           " AND substr (d.sealed, 1, 1) = x'7b' LIMIT ?2",
                                           1,
                                           error);
  g_autoptr (IsgStmt) update
    = olds != NULL ? isg_stmt_prepare (store, "UPDATE draft SET sealed = ?2 WHERE uuid = ?1", error)
                   : NULL;

  for (guint i = 0; update != NULL && i < olds->len; i++)
    if (!seal_draft (store, update, g_ptr_array_index (olds, i), error))
      return FALSE;
  if (update != NULL)
    *out_done = olds->len;
  return update != NULL;
}

/* ---- all of it ---- */

static gboolean (*const steps[]) (IsgStore *, guint *, GError **) = {
  sweep_submissions, sweep_replies, sweep_answers,   sweep_items,
  sweep_refusals,    sweep_drafts,  sweep_revisions,
};

static gboolean
is_swept (IsgStore *store, gboolean *out_swept, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT 1 FROM health_key WHERE state = 'sealing'", error);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_swept = !row;
  return TRUE;
}

static gboolean
run_steps (IsgStore *store, guint *out_done, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  *out_done = 0;
  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; *out_done == 0 && i < G_N_ELEMENTS (steps); i++)
    if (!steps[i](store, out_done, error))
      return FALSE;
  return isg_transaction_commit (transaction, error);
}

static gboolean
mark_swept (IsgStore *store, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "UPDATE health_key SET state = 'sealed'", error);

  return transaction != NULL && stmt != NULL && isg_stmt_run (stmt, error)
         && isg_store_journal (store, "health.sealed", NULL, 0, NULL, error)
         && isg_transaction_commit (transaction, error);
}

gboolean
isg_store_health_sweep (IsgStore *store, gboolean *out_more, GError **error)
{
  gboolean swept;
  gboolean written = FALSE;
  guint done;

  isg_store_assert_owner (store);
  if (store->health == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH, "the health details are locked");
    return FALSE;
  }
  *out_more = FALSE;
  if (!is_swept (store, &swept, error) || (!swept && !run_steps (store, &done, error)))
    return FALSE;
  if (swept)
    return TRUE;
  if (done > 0) {
    *out_more = TRUE;
    return TRUE;
  }
  /* While another handle reads, the next opening of the key does it. */
  return isg_store_write_anew (store, &written, error) && (!written || mark_swept (store, error));
}

gboolean
isg_store_health_finish (IsgStore *store, GError **error)
{
  gboolean more = TRUE;

  while (more)
    if (!isg_store_health_sweep (store, &more, error))
      return FALSE;
  return TRUE;
}
