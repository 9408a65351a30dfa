/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-record-private.h"

static gboolean
write_closed (IsgStore *store, gint64 id, const char *reason, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "UPDATE record SET closed = ?2, close_reason = ?3 WHERE id = ?1"
                        " AND (closed IS NULL) <> (?2 IS NULL)",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_int64 (stmt, 1, id);
  if (reason != NULL)
    isg_stmt_bind_int64 (stmt, 2, isg_clock_now (store->clock));
  isg_stmt_bind_text (stmt, 3, reason);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_record_close (IsgStore *store, const char *uuid, const char *reason, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  gint64 id;

  if (transaction == NULL || !isg_store_record_id (store, uuid, &id, error)
      || !write_closed (store, id, reason, error))
    return FALSE;
  /* Why it was closed may be personal: the record says it, the journal does not. */
  if (isg_store_changes (store) > 0
      && !isg_store_journal (store,
                             reason != NULL ? "record.closed" : "record.opened",
                             uuid,
                             0,
                             NULL,
                             error))
    return FALSE;
  return isg_transaction_commit (transaction, error);
}
