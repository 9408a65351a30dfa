/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-record-private.h"

/* So many titles are made anew in the transaction that changed one; the rest is marked and mended
 * in later ones. */
#define AT_ONCE 500

static gboolean
write_titles (IsgStore *store, gint64 id, const IsgRecordColumns *columns, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "UPDATE record SET title_tr = ?2, title_en = ?3, "
                                               "sort_key = ?4, search_key = ?5, stale = 0"
                                               " WHERE id = ?1",
                                               error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_text (stmt, 2, columns->title_tr);
  isg_stmt_bind_text (stmt, 3, columns->title_en);
  isg_stmt_bind_text (stmt, 4, columns->sort_key);
  isg_stmt_bind_text (stmt, 5, columns->search_key);
  return isg_stmt_run (stmt, error);
}

static gboolean
title_differs (IsgStore *store,
               gint64 id,
               const IsgRecordColumns *columns,
               gboolean *out_differs,
               GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT 1 FROM record WHERE id = ?1 AND title_tr = ?2 AND title_en = ?3",
                        error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_text (stmt, 2, columns->title_tr);
  isg_stmt_bind_text (stmt, 3, columns->title_en);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_differs = !row;
  return TRUE;
}

static gboolean
make_anew (IsgStore *store, gint64 id, gboolean *out_differs, GError **error)
{
  g_autoptr (IsgRecord) record = isg_record_get_by_id (store, id, error);
  g_auto (IsgRecordColumns) columns = { 0 };
  const IsgKind *kind;

  if (record == NULL)
    return FALSE;
  kind = isg_rules_kind (store->rules, isg_record_kind (record));
  *out_differs = FALSE;
  /* Of a kind that the pack does not know any more: it keeps the title it had. */
  if (kind == NULL) {
    g_autoptr (IsgStmt) stmt
      = isg_stmt_prepare (store, "UPDATE record SET stale = 0 WHERE id = ?1", error);

    if (stmt == NULL)
      return FALSE;
    isg_stmt_bind_int64 (stmt, 1, id);
    return isg_stmt_run (stmt, error);
  }
  return isg_record_columns_titles (store, kind, record, &columns, error)
         && title_differs (store, id, &columns, out_differs, error)
         && write_titles (store, id, &columns, error);
}

/* Appends to @ids those that refer to @id and are not @seen. */
static gboolean
add_referrers (IsgStore *store, gint64 id, GArray *ids, GHashTable *seen, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT DISTINCT source FROM reference WHERE target = ?1 LIMIT ?2",
                        error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  isg_stmt_bind_int64 (stmt, 2, AT_ONCE + 1);
  for (;;) {
    gint64 source;

    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    source = isg_stmt_int64 (stmt, 0);
    if (g_hash_table_add (seen, g_memdup2 (&source, sizeof source)))
      g_array_append_val (ids, source);
  }
}

static gboolean
mark_referrers (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "UPDATE record SET stale = 1"
                                               " WHERE id IN (SELECT source FROM reference WHERE "
                                               "target = ?1) AND stale = 0",
                                               error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_record_titles_spread (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  isg_store_assert_owner (store);
  g_hash_table_add (seen, g_memdup2 (&id, sizeof id));
  if (!add_referrers (store, id, ids, seen, error))
    return FALSE;
  if (ids->len > AT_ONCE)
    return mark_referrers (store, id, error);

  for (guint i = 0; i < ids->len; i++) {
    gint64 source = g_array_index (ids, gint64, i);
    gboolean differs;

    if (!make_anew (store, source, &differs, error))
      return FALSE;
    if (!differs)
      continue;
    if (ids->len < AT_ONCE ? !add_referrers (store, source, ids, seen, error)
                           : !mark_referrers (store, source, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
isg_record_titles_mend (IsgStore *store, guint limit, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT id FROM record WHERE stale = 1 ORDER BY id LIMIT 1", error);

  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < limit; i++) {
    gboolean row;
    gboolean differs;
    gint64 id;

    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      return TRUE;
    id = isg_stmt_int64 (stmt, 0);
    isg_stmt_reset (stmt);
    if (!make_anew (store, id, &differs, error) || (differs && !mark_referrers (store, id, error)))
      return FALSE;
  }
  return TRUE;
}
