/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-private.h"

#include "rules/isg-json.h"
#include "store/isg-role.h"

gboolean
isg_store_setting (IsgStore *store, const char *key, char **out_value, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT value FROM setting WHERE key = ?1", error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, key);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_value = row ? isg_stmt_dup_text (stmt, 0) : NULL;
  return TRUE;
}

gboolean
isg_store_meta (IsgStore *store, const char *key, char **out_value, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT value FROM meta WHERE key = ?1", error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, key);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_value = row ? isg_stmt_dup_text (stmt, 0) : NULL;
  return TRUE;
}

gboolean
isg_store_set_meta (IsgStore *store, const char *key, const char *value, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        value == NULL ? "DELETE FROM meta WHERE key = ?1"
                                      : "INSERT INTO meta (key, value) VALUES (?1, ?2)"
                                        " ON CONFLICT (key) DO UPDATE SET value = ?2",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, key);
  if (value != NULL)
    isg_stmt_bind_text (stmt, 2, value);
  return isg_stmt_run (stmt, error);
}

static gboolean
write_setting (IsgStore *store, const char *key, const char *value, gboolean secret, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        value == NULL
                          ? "DELETE FROM setting WHERE key = ?1"
                          : "INSERT INTO setting (key, value, secret) VALUES (?1, ?2, ?3)"
                            " ON CONFLICT (key) DO UPDATE SET value = ?2, secret = ?3"
                            " WHERE value <> ?2 OR secret <> ?3",
                        error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, key);
  if (value != NULL) {
    isg_stmt_bind_text (stmt, 2, value);
    /* A password is one, whatever the caller says. */
    isg_stmt_bind_int64 (stmt, 3, secret || g_str_has_suffix (key, ".password"));
  }
  return isg_stmt_run (stmt, error);
}

static gboolean
journal_setting (IsgStore *store, const char *key, GError **error)
{
  g_autoptr (GString) json = g_string_new ("{\"key\":");

  isg_json_append_string (json, key);
  g_string_append_c (json, '}');
  return isg_store_journal (store, "setting.changed", NULL, 0, json->str, error);
}

gboolean
isg_store_set_setting (IsgStore *store,
                       const char *key,
                       const char *value,
                       gboolean secret,
                       GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  return transaction != NULL && write_setting (store, key, value, secret, error)
         && (isg_store_changes (store) == 0 || journal_setting (store, key, error))
         && isg_transaction_commit (transaction, error)
         && (!g_str_equal (key, ISG_ROLE_SETTING) || isg_store_apply_role (store, error));
}
