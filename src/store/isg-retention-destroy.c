/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-retention-private.h"

#include "base/isg-date.h"
#include "rules/isg-json.h"
#include "rules/isg-rules.h"
#include "store/isg-store-private.h"

#define CLASSES "retention_class"
#define PENDING "anew"

void
isg_destruction_free (IsgDestruction *destruction)
{
  if (destruction == NULL)
    return;
  g_free (destruction->uuid);
  g_free (destruction->kind);
  g_free (destruction->actor);
  g_free (destruction->class_);
  g_free (destruction->rule);
  g_free (destruction->article);
  g_free (destruction->pack);
  g_free (destruction);
}

/* ---- emptying ---- */

/* Replies of this record, and whether one answers for a record that is kept. */
#define OF_THIS                                                                                    \
  "reply.id IN (SELECT a.reply FROM attempt a JOIN submission s ON s.id = a.submission"            \
  " WHERE s.record = ?1)"
#define OF_OTHERS                                                                                  \
  "EXISTS (SELECT 1 FROM attempt a JOIN submission s ON s.id = a.submission"                       \
  " WHERE a.reply = reply.id AND NOT EXISTS (SELECT 1 FROM destruction d"                          \
  " WHERE d.record = s.record))"
#define OF_SUBMISSIONS " WHERE submission IN (SELECT id FROM submission WHERE record = ?1)"

/* In this order: the row of destruction lets the rest change. */
static const char *const emptying[] = {
  "UPDATE revision SET body = '{}', sealed = NULL, sealed_from = NULL WHERE record = ?1",
  "DELETE FROM draft WHERE uuid = (SELECT uuid FROM record WHERE id = ?1)",
  "UPDATE reply SET body = x'', submission = NULL WHERE " OF_THIS " AND NOT " OF_OTHERS,
  "UPDATE submission SET document_tmpl = x'', document = x'', sha256 = '', message_tmpl = x'',"
  " sealed = 0, signature = NULL, certificate = NULL, reason = '' WHERE record = ?1",
  "UPDATE submission_item SET employee = '', employee_uuid = '', topic = '', message = NULL,"
  " sealed = NULL" OF_SUBMISSIONS,
  "UPDATE attempt SET message = NULL, sealed = NULL, detail = NULL" OF_SUBMISSIONS,
  "UPDATE field_error SET path = '', wire_name = '', value = NULL, message = NULL, sealed = "
  "NULL" OF_SUBMISSIONS,
  "DELETE FROM reference WHERE source = ?1",
  "DELETE FROM retention_hold WHERE record = ?1",
};

static gboolean
run_on (IsgStore *store, const char *sql, gint64 id, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, sql, error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  return isg_stmt_run (stmt, error);
}

static gboolean
count_of (IsgStore *store, const char *sql, gint64 id, guint *out, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, sql, error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out = row ? (guint) isg_stmt_int64 (stmt, 0) : 0;
  return TRUE;
}

/* Its row says what it was, and of whom no more. */
static gboolean
empty_record (IsgStore *store, gint64 id, const char *class, GError **error)
{
  const IsgCodeList *list = isg_rules_code_list (store->rules, CLASSES);
  const char *gone_tr = isg_code_list_extra (list, class, "gone_tr");
  const char *gone_en = isg_code_list_extra (list, class, "gone_en");
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (
    store,
    "UPDATE record SET title_tr = ?2, title_en = ?3, sort_key = '', search_key = '',"
    " unique_key = NULL, employee = NULL, date = NULL, badge = '', badge_note = '', missing = 0,"
    " stale = 0, closed = coalesce (closed, ?4), close_reason = NULL, changed = ?4 WHERE id = ?1",
    error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_text (stmt, 2, gone_tr != NULL ? gone_tr : class);
  isg_stmt_bind_text (stmt, 3, gone_en != NULL ? gone_en : class);
  isg_stmt_bind_int64 (stmt, 4, isg_clock_now (store->clock));
  return isg_stmt_run (stmt, error);
}

/* ---- the record of it ---- */

static gboolean
write_down (IsgStore *store, gint64 id, const IsgDestruction *done, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO destruction (record, time, actor, class, rule, article, pack,"
                        " since, due, revisions, submissions, shared)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 0)",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_int64 (stmt, 2, done->time);
  isg_stmt_bind_text (stmt, 3, done->actor);
  isg_stmt_bind_text (stmt, 4, done->class_);
  isg_stmt_bind_text (stmt, 5, done->rule);
  isg_stmt_bind_text (stmt, 6, done->article);
  isg_stmt_bind_text (stmt, 7, done->pack);
  isg_stmt_bind_int64 (stmt, 8, done->since);
  isg_stmt_bind_int64 (stmt, 9, done->due);
  isg_stmt_bind_int64 (stmt, 10, done->revisions);
  isg_stmt_bind_int64 (stmt, 11, done->submissions);
  return isg_stmt_run (stmt, error);
}

static void
append_member (GString *json, const char *name, const char *text)
{
  g_string_append_printf (json, "%s\"%s\":", json->len > 1 ? "," : "", name);
  isg_json_append_string (json, text);
}

static gboolean
journal_it (IsgStore *store, const IsgDestruction *done, GError **error)
{
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *due = isg_date_to_iso (done->due);

  append_member (json, "class", done->class_);
  append_member (json, "rule", done->rule);
  append_member (json, "article", done->article);
  append_member (json, "due", due);
  g_string_append_printf (json,
                          ",\"revisions\":%u,\"submissions\":%u,\"shared_replies\":%u}",
                          done->revisions,
                          done->submissions,
                          done->shared);
  return isg_store_journal (store, "record.destroyed", done->uuid, 0, json->str, error);
}

static IsgDestruction *
describe (IsgStore *store, gint64 id, const IsgRetentionItem *item, GError **error)
{
  g_autoptr (IsgDestruction) done = g_new0 (IsgDestruction, 1);

  done->uuid = g_strdup (item->uuid);
  done->kind = g_strdup (item->kind);
  done->time = isg_clock_now (store->clock);
  done->actor = g_strdup (store->actor != NULL ? store->actor : "");
  done->class_ = g_strdup (item->class_);
  done->rule = g_strdup (item->rule);
  done->article = g_strdup (item->article);
  done->pack = g_strdup (isg_rules_version (store->rules));
  done->since = item->since;
  done->due = item->due;
  if (!count_of (store,
                 "SELECT count (*) FROM revision WHERE record = ?1",
                 id,
                 &done->revisions,
                 error)
      || !count_of (store,
                    "SELECT count (*) FROM submission WHERE record = ?1",
                    id,
                    &done->submissions,
                    error))
    return NULL;
  return g_steal_pointer (&done);
}

static gboolean
empty (IsgStore *store, gint64 id, IsgDestruction *done, GError **error)
{
  static const char shared[] = "SELECT count (*) FROM reply WHERE " OF_THIS " AND " OF_OTHERS;

  if (!write_down (store, id, done, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (emptying); i++)
    if (!run_on (store, emptying[i], id, error))
      return FALSE;
  return empty_record (store, id, done->class_, error)
         && count_of (store, shared, id, &done->shared, error)
         && run_on (store,
                    "UPDATE destruction SET shared = ("
                    "SELECT count (*) FROM reply WHERE " OF_THIS " AND " OF_OTHERS
                    ") WHERE record = ?1",
                    id,
                    error)
         && journal_it (store, done, error) && isg_store_set_meta (store, PENDING, "1", error);
}

gboolean
isg_store_retention_destroy (IsgStore *store,
                             const char *uuid,
                             IsgDate today,
                             IsgDestruction **out_destruction,
                             GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (IsgRetentionItem) item = NULL;
  g_autoptr (IsgDestruction) done = NULL;
  g_autoptr (GError) own = NULL;
  gint64 id;

  isg_store_assert_owner (store);
  if (transaction == NULL || !isg_store_record_id (store, uuid, &id, error))
    return FALSE;
  item = isg_retention_find (store, id, today, &own);
  if (own != NULL) {
    g_propagate_error (error, g_steal_pointer (&own));
    return FALSE;
  }
  if (item == NULL || item->state != ISG_RETENTION_DUE) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_CONFLICT,
                 "retention: %s: %s",
                 uuid,
                 item != NULL ? isg_retention_state_name (item->state) : "no class");
    return FALSE;
  }
  done = describe (store, id, item, error);
  if (done == NULL || !empty (store, id, done, error)
      || !isg_transaction_commit (transaction, error))
    return FALSE;
  if (out_destruction != NULL)
    *out_destruction = g_steal_pointer (&done);
  return TRUE;
}

/* ---- no free place keeps it ---- */

/* The index of trigrams keeps what was taken out until its parts are merged. */
static gboolean
index_anew (IsgStore *store, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  return transaction != NULL
         && isg_store_exec (store,
                            "INSERT INTO record_words (record_words) VALUES ('rebuild')",
                            "retention: index",
                            error)
         && isg_transaction_commit (transaction, error);
}

static gboolean
not_pending (IsgStore *store, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  return transaction != NULL && isg_store_set_meta (store, PENDING, NULL, error)
         && isg_transaction_commit (transaction, error);
}

gboolean
isg_store_retention_finish (IsgStore *store, gboolean *out_finished, GError **error)
{
  g_autofree char *pending = NULL;
  gboolean written = TRUE;

  isg_store_assert_owner (store);
  if (!isg_store_meta (store, PENDING, &pending, error))
    return FALSE;
  if (pending != NULL
      && (!index_anew (store, error) || !isg_store_write_anew (store, &written, error)
          || (written && !not_pending (store, error))))
    return FALSE;
  *out_finished = written;
  return TRUE;
}

/* ---- what was destroyed ---- */

static IsgDestruction *
read_destruction (IsgStmt *stmt)
{
  IsgDestruction *done = g_new0 (IsgDestruction, 1);

  done->uuid = isg_stmt_dup_text (stmt, 0);
  done->kind = isg_stmt_dup_text (stmt, 1);
  done->time = isg_stmt_int64 (stmt, 2);
  done->actor = isg_stmt_dup_text (stmt, 3);
  done->class_ = isg_stmt_dup_text (stmt, 4);
  done->rule = isg_stmt_dup_text (stmt, 5);
  done->article = isg_stmt_dup_text (stmt, 6);
  done->pack = isg_stmt_dup_text (stmt, 7);
  done->since = (IsgDate) isg_stmt_int64 (stmt, 8);
  done->due = (IsgDate) isg_stmt_int64 (stmt, 9);
  done->revisions = (guint) isg_stmt_int64 (stmt, 10);
  done->submissions = (guint) isg_stmt_int64 (stmt, 11);
  done->shared = (guint) isg_stmt_int64 (stmt, 12);
  return done;
}

GPtrArray *
isg_store_retention_destroyed (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) all
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_destruction_free);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT r.uuid, r.kind, d.time, d.actor, d.class, d.rule, d.article,"
                        " d.pack, d.since, d.due, d.revisions, d.submissions, d.shared"
                        " FROM destruction d JOIN record r ON r.id = d.record"
                        " ORDER BY d.time, d.record",
                        error);
  gboolean row;

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return NULL;
  for (;;) {
    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&all);
    g_ptr_array_add (all, read_destruction (stmt));
  }
}
