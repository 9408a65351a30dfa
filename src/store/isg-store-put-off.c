/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-put-off.h"

#include "store/isg-store-private.h"

void
isg_put_off_free (IsgPutOff *put_off)
{
  if (put_off == NULL)
    return;

  g_free (put_off->duty);
  g_free (put_off->reason);
  g_free (put_off);
}

static gboolean
drop (IsgStore *store, const char *duty, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, "DELETE FROM put_off WHERE duty = ?1", error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, duty);
  return isg_stmt_run (stmt, error);
}

static gboolean
keep (IsgStore *store,
      const char *duty,
      IsgDate legal,
      IsgDate until,
      const char *reason,
      GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "INSERT INTO put_off (duty, legal, until, reason, time)"
                        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (duty) DO UPDATE"
                        " SET legal = ?2, until = ?3, reason = ?4, time = ?5",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, duty);
  isg_stmt_bind_int64 (stmt, 2, legal);
  isg_stmt_bind_int64 (stmt, 3, until);
  isg_stmt_bind_text (stmt, 4, reason);
  isg_stmt_bind_int64 (stmt, 5, isg_clock_now (store->clock));
  return isg_stmt_run (stmt, error);
}

static gboolean
has_reason (const char *reason, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (reason != NULL ? reason : ""));

  if (*text != '\0')
    return TRUE;
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "put off without a reason");
  return FALSE;
}

gboolean
isg_store_put_off (IsgStore *store,
                   const char *duty,
                   IsgDate legal,
                   IsgDate until,
                   const char *reason,
                   GError **error)
{
  gboolean back = until == ISG_DATE_NONE;
  g_autofree char *legal_text = isg_date_to_iso (legal);
  g_autofree char *until_text = back ? NULL : isg_date_to_iso (until);
  g_autofree char *detail = NULL;
  g_autoptr (IsgTransaction) transaction = NULL;

  if (!back && !has_reason (reason, error))
    return FALSE;
  transaction = isg_transaction_begin (store, error);
  detail = back ? g_strdup_printf ("{\"duty\":\"%s\",\"legal\":\"%s\"}", duty, legal_text)
                : g_strdup_printf ("{\"duty\":\"%s\",\"legal\":\"%s\",\"until\":\"%s\"}",
                                   duty,
                                   legal_text,
                                   until_text);
  return transaction != NULL
         && (back ? drop (store, duty, error) : keep (store, duty, legal, until, reason, error))
         && isg_store_journal (store,
                               back ? "duty.put-off-undone" : "duty.put-off",
                               NULL,
                               0,
                               detail,
                               error)
         && isg_transaction_commit (transaction, error);
}

static IsgPutOff *
from_row (IsgStmt *stmt)
{
  IsgPutOff *put_off = g_new0 (IsgPutOff, 1);

  put_off->duty = isg_stmt_dup_text (stmt, 0);
  put_off->legal = (IsgDate) isg_stmt_int64 (stmt, 1);
  put_off->until = (IsgDate) isg_stmt_int64 (stmt, 2);
  put_off->reason = isg_stmt_dup_text (stmt, 3);
  put_off->time = isg_stmt_int64 (stmt, 4);
  return put_off;
}

GHashTable *
isg_store_put_offs (IsgStore *store, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT duty, legal, until, reason, time FROM put_off", error);
  g_autoptr (GHashTable) all
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) isg_put_off_free);
  gboolean row;

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return NULL;
  while (isg_stmt_step (stmt, &row, error)) {
    IsgPutOff *put_off;

    if (!row)
      return g_steal_pointer (&all);
    put_off = from_row (stmt);
    g_hash_table_replace (all, put_off->duty, put_off);
  }
  return NULL;
}
