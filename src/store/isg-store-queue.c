/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-queue.h"

#include "store/isg-health-private.h"
#include "store/isg-store-private.h"

/* Rows of the methods named in ?9, "|one|other|"; of all when it is NULL. */
#define OF_METHODS " AND (?9 IS NULL OR instr (?9, '|' || s.method || '|') > 0)"
/* What is sealed goes under its key alone: ?10 says whether the handle has it. */
#define OPENABLE " AND (s.sealed = 0 OR ?10)"

/* A row that may be sent: ?1 is the firm's hash.  Gates of scope "" stop the whole queue and are
 * looked at before anybody asks; here stand those that stop a method.  An earlier part of the
 * record that is still open holds the later ones, unless the Ministry has already taken it.  Of a
 * signature only its being there is asked: typeof () does not read it. */
#define SENDABLE                                                                                   \
  " FROM submission s INDEXED BY submission_queue WHERE s.state = 'QUEUED' AND s.flag_f = 0"       \
  " AND typeof (s.signature) <> 'null' AND (s.firm_hash IN ('', ?1) OR s.flag_u = 0)"              \
  " AND NOT EXISTS (SELECT 1 FROM gate g WHERE"                                                    \
  " (g.name IN ('ENDPOINT', 'METHOD', 'LIVE_SHUT') AND g.scope = s.method)"                        \
  " OR (g.name = 'SIGNATURE' AND g.scope = s.method || '@' || s.pack))"                            \
  " AND NOT EXISTS (SELECT 1 FROM submission o INDEXED BY submission_order"                        \
  " WHERE o.record = s.record"                                                                     \
  " AND o.part_order < s.part_order AND o.state IN ('AWAITING_SIGNATURE', 'QUEUED', 'SENDING',"    \
  " 'IN_DOUBT', 'NEEDS_HELP')"                                                                     \
  " AND NOT (o.state = 'NEEDS_HELP' AND o.reason = 'handed_over'))" OPENABLE

/* A row about which may be asked, if it is time. */
#define ASKABLE                                                                                    \
  " FROM submission s INDEXED BY submission_ask WHERE s.next_try IS NOT NULL"                      \
  " AND s.firm_hash IN ('', ?1)"                                                                   \
  " AND (s.state NOT IN ('AWAITING_SIGNATURE', 'QUEUED', 'SENDING')"                               \
  " OR (s.state = 'QUEUED' AND s.flag_f = 1))"                                                     \
  " AND NOT EXISTS (SELECT 1 FROM gate g WHERE g.name IN ('METHOD', 'LIVE_SHUT')"                  \
  " AND g.scope = s.method)" OPENABLE

static void
bind_openable (IsgStore *store, IsgStmt *stmt)
{
  isg_stmt_bind_int64 (stmt, 10, store->health != NULL);
}

static GArray *
read_ids (IsgStmt *stmt, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean row;

  for (;;) {
    gint64 id;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&ids);
    id = isg_stmt_int64 (stmt, 0);
    g_array_append_val (ids, id);
  }
}

/* The first column of the first row; 0 when there is none, or NULL stands there. */
static gboolean
read_number (IsgStmt *stmt, gint64 *out_number, GError **error)
{
  gboolean row;

  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_number = row ? isg_stmt_int64 (stmt, 0) : 0;
  return TRUE;
}

GArray *
isg_store_queue_sending (IsgStore *store, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT id FROM submission WHERE state = 'SENDING' ORDER BY id",
                        error);

  return stmt != NULL ? read_ids (stmt, error) : NULL;
}

static void
awaiting_free (gpointer data)
{
  IsgAwaiting *awaiting = data;

  g_free (awaiting->kind);
  g_free (awaiting->method);
  g_free (awaiting);
}

GPtrArray *
isg_store_queue_awaiting_of_other_packs (IsgStore *store, const char *version, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT s.id, r.kind, s.method FROM submission s"
                        " JOIN record r ON r.id = s.record WHERE s.state = 'AWAITING_SIGNATURE'"
                        " AND s.pack <> ?1 AND s.flag_u = 0 AND s.flag_f = 0 ORDER BY s.id",
                        error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (awaiting_free);
  gboolean row;

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, version);
  while (isg_stmt_step (stmt, &row, error)) {
    IsgAwaiting *awaiting;

    if (!row)
      return g_steal_pointer (&rows);
    awaiting = g_new0 (IsgAwaiting, 1);
    awaiting->id = isg_stmt_int64 (stmt, 0);
    awaiting->kind = isg_stmt_dup_text (stmt, 1);
    awaiting->method = isg_stmt_dup_text (stmt, 2);
    g_ptr_array_add (rows, awaiting);
  }
  return NULL;
}

GArray *
isg_store_queue_open (IsgStore *store, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT id FROM submission WHERE state IN ('AWAITING_SIGNATURE', 'QUEUED',"
                        " 'SENDING', 'IN_DOUBT', 'PROCESSING', 'NEEDS_HELP') ORDER BY id",
                        error);

  return stmt != NULL ? read_ids (stmt, error) : NULL;
}

gboolean
isg_store_queue_next_save (IsgStore *store,
                           gint64 now,
                           const char *firm_hash,
                           const char *methods,
                           gint64 *out_id,
                           GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT s.id" SENDABLE OF_METHODS
                        " AND (s.next_try IS NULL OR s.next_try <= ?2) ORDER BY s.id LIMIT 1",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, firm_hash);
  isg_stmt_bind_int64 (stmt, 2, now);
  isg_stmt_bind_text (stmt, 9, methods);
  bind_openable (store, stmt);
  return read_number (stmt, out_id, error);
}

gboolean
isg_store_queue_next_beside (IsgStore *store,
                             gint64 now,
                             const char *firm_hash,
                             gint64 first,
                             gint64 *out_id,
                             GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT s.id" SENDABLE " AND (s.next_try IS NULL OR s.next_try <= ?2)"
                        " AND s.record <> (SELECT f.record FROM submission f WHERE f.id = ?3)"
                        " AND s.method = (SELECT f.method FROM submission f WHERE f.id = ?3)"
                        " ORDER BY s.id LIMIT 1",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, firm_hash);
  isg_stmt_bind_int64 (stmt, 2, now);
  bind_openable (store, stmt);
  isg_stmt_bind_int64 (stmt, 3, first);
  return read_number (stmt, out_id, error);
}

gboolean
isg_store_queue_last_save_was_answered (IsgStore *store, gboolean *out_answered, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT outcome IN ('TAKEN', 'REFUSED', 'USED') FROM attempt"
                        " WHERE kind = 'save' ORDER BY id DESC LIMIT 1",
                        error);
  gint64 answered;

  if (stmt == NULL || !read_number (stmt, &answered, error))
    return FALSE;
  *out_answered = answered != 0;
  return TRUE;
}

static void
question_free (IsgDueQuestion *question)
{
  g_free (question->method);
  g_free (question);
}

GPtrArray *
isg_store_queue_due_questions (IsgStore *store,
                               gint64 now,
                               const char *firm_hash,
                               const char *methods,
                               guint limit,
                               GError **error)
{
  g_autoptr (GPtrArray) due = g_ptr_array_new_with_free_func ((GDestroyNotify) question_free);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT s.id, s.method, s.ask_alone, (SELECT count(*) FROM submission_item "
                        "i"
                        " WHERE i.submission = s.id)" ASKABLE OF_METHODS
                        " AND s.next_try <= ?2 ORDER BY s.next_try, s.id LIMIT ?3",
                        error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, firm_hash);
  isg_stmt_bind_int64 (stmt, 2, now);
  bind_openable (store, stmt);
  isg_stmt_bind_int64 (stmt, 3, limit);
  isg_stmt_bind_text (stmt, 9, methods);
  for (;;) {
    IsgDueQuestion *question;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&due);
    question = g_new0 (IsgDueQuestion, 1);
    question->id = isg_stmt_int64 (stmt, 0);
    question->method = isg_stmt_dup_text (stmt, 1);
    question->alone = isg_stmt_int64 (stmt, 2) != 0;
    question->n_items = isg_stmt_int64 (stmt, 3);
    g_ptr_array_add (due, question);
  }
}

static gboolean
earliest (IsgStore *store,
          const char *sql,
          const char *firm_hash,
          const char *methods,
          gint64 *out_time,
          GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, sql, error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, firm_hash);
  isg_stmt_bind_text (stmt, 9, methods);
  bind_openable (store, stmt);
  return read_number (stmt, out_time, error);
}

gboolean
isg_store_queue_outlook (IsgStore *store,
                         const char *firm_hash,
                         const char *methods,
                         IsgQueueOutlook *out_outlook,
                         GError **error)
{
  IsgQueueOutlook outlook;

  /* What is due and not sent waits for something else than time. */
  if (!earliest (store,
                 "SELECT min (s.next_try)" SENDABLE OF_METHODS " AND s.next_try IS NOT NULL",
                 firm_hash,
                 methods,
                 &outlook.save,
                 error)
      || !earliest (store,
                    "SELECT min (s.next_try)" ASKABLE OF_METHODS
                    " AND s.state IN ('IN_DOUBT', 'PROCESSING', 'QUEUED')",
                    firm_hash,
                    methods,
                    &outlook.question,
                    error)
      || !earliest (store,
                    "SELECT min (s.next_try)" ASKABLE OF_METHODS
                    " AND s.state NOT IN ('IN_DOUBT', 'PROCESSING', 'QUEUED')",
                    firm_hash,
                    methods,
                    &outlook.later,
                    error))
    return FALSE;
  *out_outlook = outlook;
  return TRUE;
}

gboolean
isg_store_queue_oldest (IsgStore *store, const char *method, gint64 *out_id, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT min (id) FROM submission WHERE state IN ('QUEUED', 'IN_DOUBT',"
                        " 'PROCESSING') AND (?1 IS NULL OR method = ?1)",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, method);
  return read_number (stmt, out_id, error);
}

static gboolean
has_row (IsgStore *store, const char *sql, gboolean *out_has, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, sql, error);
  gint64 id;

  if (stmt == NULL || !read_number (stmt, &id, error))
    return FALSE;
  *out_has = id != 0;
  return TRUE;
}

gboolean
isg_store_queue_is_locked (IsgStore *store, gboolean *out_is, GError **error)
{
  *out_is = FALSE;
  return store->health != NULL
         || has_row (store,
                     "SELECT id FROM submission WHERE sealed = 1"
                     " AND state IN ('QUEUED', 'IN_DOUBT', 'PROCESSING') LIMIT 1",
                     out_is,
                     error);
}

gboolean
isg_store_queue_has_sealed (IsgStore *store, gboolean *out_has, GError **error)
{
  return has_row (store,
                  "SELECT id FROM submission WHERE sealed = 1"
                  " AND state IN ('QUEUED', 'SENDING', 'IN_DOUBT', 'PROCESSING') LIMIT 1",
                  out_has,
                  error);
}

gboolean
isg_store_queue_has_other_firm (IsgStore *store,
                                const char *firm_hash,
                                gboolean *out_has,
                                GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT id FROM submission WHERE firm_hash NOT IN ('', ?1)"
                        " AND (state IN ('IN_DOUBT', 'PROCESSING')"
                        " OR (state = 'QUEUED' AND flag_u = 1)) LIMIT 1",
                        error);
  gint64 id;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, firm_hash);
  if (!read_number (stmt, &id, error))
    return FALSE;
  *out_has = id != 0;
  return TRUE;
}

gboolean
isg_store_queue_wake (IsgStore *store, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "UPDATE submission SET next_try = ?1"
                        " WHERE next_try > ?1 AND state IN ('QUEUED', 'IN_DOUBT', 'PROCESSING')",
                        error);

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, isg_clock_now (store->clock));
  return isg_stmt_run (stmt, error);
}

static gboolean
is_set_back (IsgStore *store, gint64 latest, gboolean *out_is, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT EXISTS (SELECT 1 FROM submission WHERE next_try > ?1)"
                        " OR EXISTS (SELECT 1 FROM gate WHERE next_try > ?1)",
                        error);
  gint64 found;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, latest);
  if (!read_number (stmt, &found, error))
    return FALSE;
  *out_is = found != 0;
  return TRUE;
}

static gboolean
make_due (IsgStore *store, const char *sql, gint64 latest, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, sql, error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, isg_clock_now (store->clock));
  isg_stmt_bind_int64 (stmt, 2, latest);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_queue_set_back (IsgStore *store, gint64 latest, GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  gboolean found;

  isg_store_assert_owner (store);
  if (!is_set_back (store, latest, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  transaction = isg_transaction_begin (store, error);
  return transaction != NULL
         && make_due (store,
                      "UPDATE submission SET next_try = ?1 WHERE next_try > ?2",
                      latest,
                      error)
         && make_due (store, "UPDATE gate SET next_try = ?1 WHERE next_try > ?2", latest, error)
         && isg_transaction_commit (transaction, error);
}

gboolean
isg_store_number_is_foreign (IsgStore *store,
                             guint64 number,
                             const char *uuid,
                             const char *part,
                             gboolean *out_foreign,
                             GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT 1 FROM submission s JOIN record r ON r.id = s.record"
                        " WHERE s.number = ?1 AND NOT (r.uuid = ?2 AND s.part = ?3)"
                        " UNION ALL SELECT 1 FROM attempt a JOIN submission s ON s.id = "
                        "a.submission"
                        " JOIN record r ON r.id = s.record"
                        " WHERE a.number = ?1 AND NOT (r.uuid = ?2 AND s.part = ?3) LIMIT 1",
                        error);
  gint64 found;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, (gint64) number);
  isg_stmt_bind_text (stmt, 2, uuid);
  isg_stmt_bind_text (stmt, 3, part);
  if (!read_number (stmt, &found, error))
    return FALSE;
  *out_foreign = found != 0;
  return TRUE;
}

gboolean
isg_store_text_is_elsewhere (IsgStore *store,
                             const char *sha256,
                             const char *uuid,
                             char **out_elsewhere,
                             GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT r.uuid FROM submission s JOIN record r ON r.id = s.record"
                        " WHERE s.sha256 IN (?1, ?3) AND r.uuid <> ?2"
                        " AND s.state NOT IN ('REJECTED', 'WITHDRAWN') LIMIT 1",
                        error);
  g_autofree char *mark = NULL;
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  if (store->health != NULL && (mark = isg_health_mark (store, sha256, error)) == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, sha256);
  isg_stmt_bind_text (stmt, 2, uuid);
  isg_stmt_bind_text (stmt, 3, mark != NULL ? mark : sha256);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_elsewhere = row ? isg_stmt_dup_text (stmt, 0) : NULL;
  return TRUE;
}

/* ---- epoch and old copies ---- */

static gboolean
read_meta (IsgStore *store, const char *key, gint64 *out_number, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT CAST (value AS INTEGER) FROM meta WHERE key = ?1", error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, key);
  return read_number (stmt, out_number, error);
}

static gboolean
write_meta (IsgStore *store, const char *key, gint64 number, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO meta (key, value) VALUES (?1, ?2)"
                        " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                        error);
  char text[24];

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return FALSE;
  g_snprintf (text, sizeof text, "%" G_GINT64_FORMAT, number);
  isg_stmt_bind_text (stmt, 1, key);
  isg_stmt_bind_text (stmt, 2, text);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_epoch (IsgStore *store, gint64 *out_epoch, gboolean *out_copy, GError **error)
{
  gint64 epoch, copy;

  if (!read_meta (store, "epoch", &epoch, error) || !read_meta (store, "copy", &copy, error))
    return FALSE;
  *out_epoch = epoch;
  if (out_copy != NULL)
    *out_copy = copy != 0;
  return TRUE;
}

gboolean
isg_store_set_epoch (IsgStore *store, gint64 epoch, GError **error)
{
  return write_meta (store, "epoch", epoch, error);
}

gboolean
isg_store_set_copy_window (IsgStore *store, const IsgCopyWindow *window, GError **error)
{
  return write_meta (store, "copy", window->until, error)
         && write_meta (store, "copy_from", window->from, error)
         && write_meta (store, "copy_known", window->known, error)
         && isg_store_set_meta (store, "restored", NULL, error);
}

gboolean
isg_store_copy_window (IsgStore *store, IsgCopyWindow *out_window, GError **error)
{
  gint64 known;

  if (!read_meta (store, "copy", &out_window->until, error)
      || !read_meta (store, "copy_from", &out_window->from, error)
      || !read_meta (store, "copy_known", &known, error))
    return FALSE;
  out_window->known = known != 0;
  return TRUE;
}

gboolean
isg_store_restored (IsgStore *store, char **out_restored, GError **error)
{
  return isg_store_meta (store, "restored", out_restored, error);
}

gboolean
isg_store_copy_since (IsgStore *store, gint64 *out_time, GError **error)
{
  return read_meta (store, "copy", out_time, error);
}
