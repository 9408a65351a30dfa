/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-record-private.h"

void
isg_draft_free (IsgDraft *draft)
{
  if (draft == NULL)
    return;
  g_free (draft->uuid);
  g_free (draft->kind);
  g_free (draft->workplace);
  g_free (draft->body);
  g_free (draft);
}

static gboolean
write_draft (IsgStore *store, const IsgDraft *draft, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO draft (uuid, kind, workplace, base, body, pack, time)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (uuid) DO UPDATE SET"
                        " kind = ?2, workplace = ?3, base = ?4, body = ?5, pack = ?6, time = ?7",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, draft->uuid);
  isg_stmt_bind_text (stmt, 2, draft->kind);
  isg_stmt_bind_text (stmt, 3, draft->workplace);
  isg_stmt_bind_int64 (stmt, 4, draft->base);
  isg_stmt_bind_text (stmt, 5, draft->body);
  isg_stmt_bind_text (stmt, 6, isg_rules_version (store->rules));
  isg_stmt_bind_int64 (stmt, 7, isg_clock_now (store->clock));
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_draft_put (IsgStore *store, const IsgDraft *draft, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  return transaction != NULL && write_draft (store, draft, error)
         && isg_transaction_commit (transaction, error);
}

#define SELECT_DRAFT "SELECT uuid, kind, workplace, base, body, time FROM draft"

static IsgDraft *
read_draft (IsgStmt *stmt)
{
  IsgDraft *draft = g_new0 (IsgDraft, 1);

  draft->uuid = isg_stmt_dup_text (stmt, 0);
  draft->kind = isg_stmt_dup_text (stmt, 1);
  draft->workplace = isg_stmt_dup_text (stmt, 2);
  draft->base = isg_stmt_int64 (stmt, 3);
  draft->body = isg_stmt_dup_text (stmt, 4);
  draft->time = isg_stmt_int64 (stmt, 5);
  return draft;
}

gboolean
isg_store_draft_get (IsgStore *store, const char *uuid, IsgDraft **out_draft, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, SELECT_DRAFT " WHERE uuid = ?1", error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_draft = row ? read_draft (stmt) : NULL;
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
    if (!isg_stmt_step (stmt, &row, error))
      return NULL;
    if (!row)
      return g_steal_pointer (&drafts);
    g_ptr_array_add (drafts, read_draft (stmt));
  }
}
