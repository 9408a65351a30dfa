/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "store/isg-health-private.h"

void
isg_draft_free (IsgDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->uuid);
  g_free (draft->kind);
  g_free (draft->workplace);
  g_free (draft->body);
  g_free (draft->details);
  g_free (draft);
}

/* ---- details ----
 * Under the health key, or as JSON, which begins with a brace, where none was set up. */

/* @out_keep: they stay as they are. */
static gboolean
make_details (IsgStore *store,
              const IsgDraft *draft,
              GBytes **out_blob,
              gboolean *out_keep,
              GError **error)
{
  const IsgHealthPlace place = { draft->uuid, 0, "draft", NULL };
  g_autoptr (GBytes) plain
    = draft->details != NULL ? g_bytes_new (draft->details, strlen (draft->details)) : NULL;
  gboolean seals;
  gboolean sees;

  if (!isg_health_seals_record (store, draft->kind, &seals, error)
      || !isg_store_health_sees (store, &sees, error))
    return FALSE;
  *out_keep = plain == NULL && (draft->unseen || !sees);
  if (plain == NULL)
    return TRUE;
  *out_blob = seals ? isg_health_seal (store, &place, plain, error) : g_bytes_ref (plain);
  return *out_blob != NULL;
}

static gboolean
open_details (IsgStore *store, IsgStmt *stmt, int column, IsgDraft *draft, GError **error)
{
  const IsgHealthPlace place = { draft->uuid, 0, "draft", NULL };
  g_autoptr (GBytes) blob = isg_stmt_bytes (stmt, column);
  g_autoptr (GBytes) plain = NULL;
  const char *data;
  gboolean sees;

  if (blob == NULL)
    return TRUE;
  if (!isg_store_health_sees (store, &sees, error))
    return FALSE;
  if (!sees)
    return TRUE;
  data = g_bytes_get_data (blob, NULL);
  plain = data != NULL && *data == '{' ? g_bytes_ref (blob)
                                       : isg_health_open (store, &place, blob, error);
  if (plain == NULL)
    return FALSE;
  draft->details = g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
  return TRUE;
}

static gboolean
write_draft (IsgStore *store, const IsgDraft *draft, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO draft (uuid, kind, workplace, base, body, pack, time, sealed)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (uuid) DO UPDATE SET"
                        " kind = ?2, workplace = ?3, base = ?4, body = ?5, pack = ?6, time = ?7,"
                        " sealed = CASE WHEN ?9 THEN sealed ELSE ?8 END",
                        error);
  g_autoptr (GBytes) blob = NULL;
  gboolean keep = FALSE;

  if (stmt == NULL || !make_details (store, draft, &blob, &keep, error))
    return FALSE;
  isg_stmt_bind_text (stmt, 1, draft->uuid);
  isg_stmt_bind_text (stmt, 2, draft->kind);
  isg_stmt_bind_text (stmt, 3, draft->workplace);
  isg_stmt_bind_int64 (stmt, 4, draft->base);
  isg_stmt_bind_text (stmt, 5, draft->body);
  isg_stmt_bind_text (stmt, 6, isg_rules_version (store->rules));
  isg_stmt_bind_int64 (stmt, 7, isg_clock_now (store->clock));
  isg_stmt_bind_bytes (stmt, 8, blob);
  isg_stmt_bind_int64 (stmt, 9, keep);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_draft_put (IsgStore *store, const IsgDraft *draft, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  return transaction != NULL && write_draft (store, draft, error)
         && isg_transaction_commit (transaction, error);
}

#define SELECT_DRAFT "SELECT uuid, kind, workplace, base, body, time, sealed FROM draft"

static IsgDraft *
read_draft (IsgStore *store, IsgStmt *stmt, GError **error)
{
  IsgDraft *draft = g_new0 (IsgDraft, 1);

  draft->uuid = isg_stmt_dup_text (stmt, 0);
  draft->kind = isg_stmt_dup_text (stmt, 1);
  draft->workplace = isg_stmt_dup_text (stmt, 2);
  draft->base = isg_stmt_int64 (stmt, 3);
  draft->body = isg_stmt_dup_text (stmt, 4);
  draft->time = isg_stmt_int64 (stmt, 5);
  if (!open_details (store, stmt, 6, draft, error))
    g_clear_pointer (&draft, isg_draft_free);
  return draft;
}

gboolean
isg_store_draft_get (IsgStore *store, const char *uuid, IsgDraft **out_draft, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, SELECT_DRAFT " WHERE uuid = ?1", error);
  IsgDraft *draft;
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  draft = row ? read_draft (store, stmt, error) : NULL;
  if (row && draft == NULL)
    return FALSE;
  *out_draft = draft;
  return TRUE;
}

gboolean
isg_store_draft_drop (IsgStore *store, const char *uuid, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  g_autoptr (IsgStmt) stmt = NULL;

  if (transaction == NULL)
    return FALSE;
  stmt = isg_stmt_prepare (store, "DELETE FROM draft WHERE uuid = ?1", error);
  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  return isg_stmt_run (stmt, error) && isg_transaction_commit (transaction, error);
}

GPtrArray *
isg_store_draft_list (IsgStore *store, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_draft_free);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        SELECT_DRAFT " WHERE ?1 IS NULL OR kind = ?1 ORDER BY time DESC, uuid",
                        error);
  gboolean row;

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, kind);
  for (;;) {
    IsgDraft *draft;

    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&drafts);
    draft = read_draft (store, stmt, error);
    if (draft == NULL)
      return NULL;
    g_ptr_array_add (drafts, draft);
  }
}
