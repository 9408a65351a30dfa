/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-overview.h"

#include "store/isg-store-private.h"

void
isg_overview_row_free (IsgOverviewRow *row)
{
  if (row == NULL)
    return;
  g_free (row->uuid);
  g_free (row->kind);
  g_free (row->title);
  g_free (row->workplace_title);
  g_free (row->state);
  g_free (row->badge_note);
  g_free (row->method);
  g_free (row->signer);
  g_free (row->last_message);
  g_free (row->error_path);
  g_free (row);
}

/* "?4, ?5, …" for a list of texts; the states are bound, never written into the statement. */
static char *
marks (const char *const *texts, int first)
{
  GString *list = g_string_new (NULL);

  for (int i = 0; texts[i] != NULL; i++)
    g_string_append_printf (list, "%s?%d", i > 0 ? ", " : "", first + i);
  return g_string_free (list, FALSE);
}

static void
bind_all (IsgStmt *stmt, const char *const *texts, int first)
{
  for (int i = 0; texts != NULL && texts[i] != NULL; i++)
    isg_stmt_bind_text (stmt, first + i, texts[i]);
}

static IsgOverviewRow *
read_row (IsgStmt *stmt)
{
  IsgOverviewRow *row = g_new0 (IsgOverviewRow, 1);

  row->uuid = isg_stmt_dup_text (stmt, 0);
  row->kind = isg_stmt_dup_text (stmt, 1);
  row->title = isg_stmt_dup_text (stmt, 2);
  row->workplace_title = isg_stmt_dup_text (stmt, 3);
  row->state = isg_stmt_dup_text (stmt, 4);
  row->badge_note = isg_stmt_dup_text (stmt, 5);
  row->last_event = isg_stmt_int64 (stmt, 6);
  row->method = isg_stmt_dup_text (stmt, 7);
  row->signer = isg_stmt_dup_text (stmt, 8);
  row->last_code = (int) isg_stmt_int64 (stmt, 9);
  row->last_message = isg_stmt_dup_text (stmt, 10);
  row->error_path = isg_stmt_dup_text (stmt, 11);
  row->next_try = isg_stmt_int64 (stmt, 12);
  return row;
}

/* The submission that speaks for the record: the newest one in the state that the badge shows, else
 * the newest. */
static char *
overview_sql (IsgLanguage language, const char *const *states)
{
  g_autofree char *list = states != NULL ? marks (states, 4) : NULL;
  const char *title = language == ISG_LANGUAGE_EN ? "title_en" : "title_tr";

  return g_strdup_printf (
    "SELECT r.uuid, r.kind, r.%s, w.%s, r.badge, r.badge_note, s.changed, m.method, m.signer,"
    " (SELECT a.code FROM attempt a WHERE a.submission = m.id AND a.code IS NOT NULL"
    "  ORDER BY a.id DESC LIMIT 1),"
    " (SELECT a.message FROM attempt a WHERE a.submission = m.id AND a.code IS NOT NULL"
    "  ORDER BY a.id DESC LIMIT 1),"
    " (SELECT f.path FROM field_error f WHERE f.submission = m.id ORDER BY f.id LIMIT 1), "
    "s.next_try"
    " FROM (SELECT record, MAX (changed) AS changed, MAX (id) AS newest, MIN (next_try) AS next_try"
    "  FROM submission GROUP BY record) s"
    " JOIN record r ON r.id = s.record LEFT JOIN record w ON w.id = r.workplace"
    " JOIN submission m ON m.id = COALESCE ((SELECT MAX (b.id) FROM submission b"
    "  WHERE b.record = r.id AND b.state = r.badge), s.newest)"
    " WHERE (?1 IS NULL OR w.uuid = ?1)%s%s%s"
    " ORDER BY s.changed DESC, r.id DESC LIMIT ?2 OFFSET ?3",
    title,
    title,
    list != NULL ? " AND r.badge IN (" : "",
    list != NULL ? list : "",
    list != NULL ? ")" : "");
}

GPtrArray *
isg_store_overview (IsgStore *store,
                    const char *workplace,
                    const char *const *states,
                    IsgLanguage language,
                    guint limit,
                    guint offset,
                    GError **error)
{
  g_autofree char *sql = overview_sql (language, states);
  g_autoptr (IsgStmt) stmt = NULL;
  g_autoptr (GPtrArray) rows
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_overview_row_free);
  gboolean has_row;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (store, sql, error);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, workplace);
  isg_stmt_bind_int64 (stmt, 2, limit > 0 ? (gint64) limit : -1);
  isg_stmt_bind_int64 (stmt, 3, offset);
  bind_all (stmt, states, 4);

  while (isg_stmt_step (stmt, &has_row, error)) {
    if (!has_row)
      return g_steal_pointer (&rows);
    g_ptr_array_add (rows, read_row (stmt));
  }
  return NULL;
}

GHashTable *
isg_store_overview_counts (IsgStore *store, const char *workplace, GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean has_row;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (store,
                           "SELECT r.badge, COUNT (*) FROM record r"
                           " LEFT JOIN record w ON w.id = r.workplace"
                           " WHERE EXISTS (SELECT 1 FROM submission s WHERE s.record = r.id)"
                           " AND (?1 IS NULL OR w.uuid = ?1) GROUP BY r.badge",
                           error);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, workplace);
  while (isg_stmt_step (stmt, &has_row, error)) {
    if (!has_row)
      return g_steal_pointer (&counts);
    g_hash_table_insert (counts,
                         isg_stmt_dup_text (stmt, 0),
                         GUINT_TO_POINTER ((guint) isg_stmt_int64 (stmt, 1)));
  }
  return NULL;
}

gboolean
isg_store_count_in_states (IsgStore *store,
                           const char *const *states,
                           const char *method,
                           const char *signer,
                           guint *out_count,
                           GError **error)
{
  g_autofree char *list = marks (states, 3);
  g_autofree char *sql
    = g_strdup_printf ("SELECT COUNT (DISTINCT record) FROM submission WHERE state IN (%s)"
                       " AND (?1 IS NULL OR method = ?1) AND (?2 IS NULL OR signer = ?2)",
                       list);
  g_autoptr (IsgStmt) stmt = NULL;
  gboolean has_row;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (store, sql, error);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, method);
  isg_stmt_bind_text (stmt, 2, signer);
  bind_all (stmt, states, 3);
  if (!isg_stmt_step (stmt, &has_row, error))
    return FALSE;
  *out_count = (guint) isg_stmt_int64 (stmt, 0);
  return TRUE;
}
