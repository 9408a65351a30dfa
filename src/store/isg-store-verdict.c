/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-verdict.h"

#include "store/isg-store-private.h"

/* Of the workplace's newest records alone, so that finishing costs the same however much was sent;
 * oldest first: the later word takes the place of the earlier. */
static const char verdicts[]
  = "SELECT coalesce (i.employee_uuid, ''), s.state, i.status,"
    " (SELECT a.code FROM attempt a WHERE a.submission = s.id AND a.code IS NOT NULL"
    "  ORDER BY a.id DESC LIMIT 1), coalesce (s.final_at, s.changed)"
    " FROM (SELECT r.id FROM record r JOIN record w ON w.id = r.workplace"
    "  WHERE w.uuid = ?1 AND r.badge IN ('ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED')"
    "  ORDER BY r.id DESC LIMIT 10) n"
    " JOIN submission s ON s.record = n.id LEFT JOIN submission_item i ON i.submission = s.id"
    " WHERE s.signer = ?2 AND s.state IN ('ACCEPTED', 'PARTLY_ACCEPTED', 'REJECTED')"
    " ORDER BY coalesce (s.final_at, s.changed), s.id";

static void
put (GHashTable *table, const char *employee, int code, gint64 time)
{
  IsgVerdict *verdict = g_new (IsgVerdict, 1);

  *verdict = (IsgVerdict){ code, time };
  g_hash_table_replace (table, g_strdup (employee), verdict);
}

/* A whole that was accepted, and an item that was, are no refusal whatever was said before. */
static void
note (GHashTable *table, IsgStmt *stmt)
{
  const char *state = isg_stmt_text (stmt, 1);
  gboolean refused = g_strcmp0 (state, "REJECTED") == 0;
  int item = isg_stmt_is_null (stmt, 2) ? 0 : (int) isg_stmt_int64 (stmt, 2);
  int whole = refused ? (int) isg_stmt_int64 (stmt, 3) : 0;
  gint64 time = isg_stmt_int64 (stmt, 4);

  put (table, "", whole, time);
  if (*isg_stmt_text (stmt, 0) != '\0')
    put (table, isg_stmt_text (stmt, 0), item != 0 ? item : whole, time);
}

GHashTable *
isg_store_last_verdicts (IsgStore *store, const char *signer, const char *workplace, GError **error)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean row;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (store, verdicts, error);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, workplace);
  isg_stmt_bind_text (stmt, 2, signer);
  while (isg_stmt_step (stmt, &row, error)) {
    if (!row)
      return g_steal_pointer (&table);
    note (table, stmt);
  }
  return NULL;
}

gboolean
isg_store_last_certificate (IsgStore *store,
                            const char *signer,
                            GBytes **out_certificate,
                            GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean row;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (store,
                           "SELECT certificate FROM (SELECT signer, certificate FROM submission"
                           " ORDER BY id DESC LIMIT 50)"
                           " WHERE signer = ?1 AND certificate IS NOT NULL LIMIT 1",
                           error);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, signer);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_certificate = row ? isg_stmt_bytes (stmt, 0) : NULL;
  return TRUE;
}

static void
refusal_free (gpointer data)
{
  IsgRefusal *refusal = data;

  g_free (refusal->uuid);
  g_free (refusal->kind);
  g_free (refusal->method);
  g_free (refusal->pack);
  g_free (refusal);
}

/* A question's code speaks of the notification only where it says that it was refused. */
static const char answered[]
  = "SELECT code, id, uuid, kind, method, pack, revision, min (time) FROM ("
    " SELECT a.code AS code, s.id AS id, r.uuid AS uuid, r.kind AS kind, s.method AS method,"
    "  s.pack AS pack, s.revision AS revision, a.time AS time"
    "  FROM attempt a JOIN submission s ON s.id = a.submission JOIN record r ON r.id = s.record"
    "  WHERE a.code IS NOT NULL AND (a.kind = 'save' OR a.outcome = 'REFUSED')"
    " UNION ALL SELECT i.status, s.id, r.uuid, r.kind, s.method, s.pack, s.revision, s.changed"
    "  FROM submission_item i JOIN submission s ON s.id = i.submission"
    "  JOIN record r ON r.id = s.record WHERE i.status IS NOT NULL)"
    " GROUP BY code, id ORDER BY id, code";

GPtrArray *
isg_store_answered_codes (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) refusals = g_ptr_array_new_with_free_func (refusal_free);
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean row;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (store, answered, error);
  if (stmt == NULL)
    return NULL;
  while (isg_stmt_step (stmt, &row, error)) {
    IsgRefusal *refusal;

    if (!row)
      return g_steal_pointer (&refusals);
    refusal = g_new0 (IsgRefusal, 1);
    refusal->code = (int) isg_stmt_int64 (stmt, 0);
    refusal->submission = isg_stmt_int64 (stmt, 1);
    refusal->uuid = isg_stmt_dup_text (stmt, 2);
    refusal->kind = isg_stmt_dup_text (stmt, 3);
    refusal->method = isg_stmt_dup_text (stmt, 4);
    refusal->pack = isg_stmt_dup_text (stmt, 5);
    refusal->revision = (guint) isg_stmt_int64 (stmt, 6);
    refusal->time = isg_stmt_int64 (stmt, 7);
    g_ptr_array_add (refusals, refusal);
  }
  return NULL;
}
