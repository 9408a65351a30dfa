/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-mirror.h"
#include "store/isg-store-private.h"
#include "store/isg-store-queue.h"

/* What an old copy must find out before it sends. */

void
isg_lost_sending_free (IsgLostSending *lost)
{
  if (lost == NULL)
    return;
  g_free (lost->method);
  g_free (lost->fingerprints);
  g_free (lost->message);
  g_free (lost);
}

gboolean
isg_store_lost_import (IsgStore *store, GError **error)
{
  g_autoptr (GPtrArray) log = isg_mirror_read (store, error);
  g_autoptr (IsgStmt) stmt = NULL;

  isg_store_assert_owner (store);
  if (log == NULL)
    return FALSE;
  stmt
    = isg_stmt_prepare (store,
                        "INSERT OR IGNORE INTO lost_sending (number, time, method, fingerprints,"
                        " next_try) SELECT ?1, ?2, ?3, ?4, ?5"
                        " WHERE NOT EXISTS (SELECT 1 FROM attempt WHERE number = ?1"
                        " AND kind = 'save')"
                        /* A row that waits with this number is asked about by itself. */
                        " AND NOT EXISTS (SELECT 1 FROM submission WHERE number = ?1 AND state IN"
                        " ('AWAITING_SIGNATURE', 'QUEUED', 'SENDING', 'IN_DOUBT', 'PROCESSING',"
                        " 'NEEDS_HELP'))",
                        error);
  if (stmt == NULL)
    return FALSE;
  for (guint i = 0; i < log->len; i++) {
    const IsgMirrorLine *line = g_ptr_array_index (log, i);

    isg_stmt_bind_int64 (stmt, 1, (gint64) line->number);
    isg_stmt_bind_int64 (stmt, 2, line->time);
    isg_stmt_bind_text (stmt, 3, line->method);
    isg_stmt_bind_text (stmt, 4, line->fingerprints);
    isg_stmt_bind_int64 (stmt, 5, isg_clock_now (store->clock));
    if (!isg_stmt_run (stmt, error))
      return FALSE;
  }
  return TRUE;
}

static guint
count_items (const char *fingerprints)
{
  guint n = *fingerprints != '\0' ? 1 : 0;

  for (const char *p = fingerprints; *p != '\0'; p++)
    if (*p == ',')
      n++;
  return n;
}

GPtrArray *
isg_store_lost_list (IsgStore *store, gboolean due_only, GError **error)
{
  g_autoptr (GPtrArray) all
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_lost_sending_free);
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (
    store,
    due_only ? "SELECT number, time, method, fingerprints, asked, code, message FROM lost_sending"
               " WHERE next_try <= ?1 ORDER BY next_try, number"
             : "SELECT number, time, method, fingerprints, asked, code, message FROM lost_sending"
               " WHERE ?1 IS NOT NULL ORDER BY time, number",
    error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_int64 (stmt, 1, isg_clock_now (store->clock));
  for (;;) {
    IsgLostSending *lost;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&all);
    lost = g_new0 (IsgLostSending, 1);
    lost->number = isg_stmt_int64 (stmt, 0);
    lost->time = isg_stmt_int64 (stmt, 1);
    lost->method = isg_stmt_dup_text (stmt, 2);
    lost->fingerprints = isg_stmt_dup_text (stmt, 3);
    lost->n_items = count_items (lost->fingerprints);
    lost->asked = isg_stmt_int64 (stmt, 4);
    lost->code = isg_stmt_int64 (stmt, 5);
    lost->message = isg_stmt_dup_text (stmt, 6);
    g_ptr_array_add (all, lost);
  }
}

gboolean
isg_store_lost_answer (IsgStore *store,
                       guint64 number,
                       int code,
                       const char *message,
                       gint64 next_try,
                       GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "UPDATE lost_sending SET code = coalesce (?2, code),"
                        " message = coalesce (?3, message),"
                        " asked = CASE WHEN ?2 IS NULL THEN asked ELSE ?4 END,"
                        " next_try = ?5, backoff = backoff + 1 WHERE number = ?1",
                        error);

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, (gint64) number);
  if (code != 0)
    isg_stmt_bind_int64 (stmt, 2, code);
  isg_stmt_bind_text (stmt, 3, message);
  isg_stmt_bind_int64 (stmt, 4, isg_clock_now (store->clock));
  if (next_try != 0)
    isg_stmt_bind_int64 (stmt, 5, next_try);
  return isg_stmt_run (stmt, error);
}

static gboolean
count (IsgStore *store, const char *sql, const char *text, guint *out_count, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, sql, error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  if (text != NULL)
    isg_stmt_bind_text (stmt, 1, text);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_count = row ? isg_stmt_int64 (stmt, 0) : 0;
  return TRUE;
}

gboolean
isg_store_lost_has (IsgStore *store, const char *fingerprint, gboolean *out_has, GError **error)
{
  guint n;

  /* Absent and refused are codes of a class; what a refusal is called, the caller's pack says: here
   * only what was found to be there, or of which nothing is known, counts. */
  if (!count (store,
              "SELECT count (*) FROM lost_sending WHERE instr (fingerprints, ?1) > 0"
              " AND coalesce (code, 200) IN (200, 202)",
              fingerprint,
              &n,
              error))
    return FALSE;
  *out_has = n > 0;
  return TRUE;
}

gboolean
isg_store_copy_left (IsgStore *store, guint *out_left, guint *out_all, GError **error)
{
  guint rows, lost, known;

  if (!count (store,
              "SELECT count (*) FROM submission WHERE flag_f = 1"
              " AND state IN ('QUEUED', 'IN_DOUBT')",
              NULL,
              &rows,
              error)
      || !count (store,
                 "SELECT count (*) FROM lost_sending WHERE asked IS NULL",
                 NULL,
                 &lost,
                 error)
      || !count (store,
                 "SELECT count (*) FROM lost_sending WHERE asked IS NOT NULL",
                 NULL,
                 &known,
                 error))
    return FALSE;
  *out_left = rows + lost;
  if (out_all != NULL)
    *out_all = rows + lost + known;
  return TRUE;
}
