/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-bond.h"

#include "store/isg-store-private.h"

void
isg_stored_bond_free (IsgStoredBond *bond)
{
  if (bond == NULL)
    return;
  g_free (bond->professional);
  g_free (bond->workplace);
  g_free (bond->question);
  g_free (bond->method);
  g_free (bond->sha256);
  g_free (bond->message);
  g_free (bond);
}

IsgBondPair *
isg_bond_pair_new (const char *professional, const char *workplace)
{
  IsgBondPair *pair = g_new (IsgBondPair, 1);

  *pair = (IsgBondPair){ g_strdup (professional), g_strdup (workplace) };
  return pair;
}

void
isg_bond_pair_free (IsgBondPair *pair)
{
  if (pair == NULL)
    return;
  g_free (pair->professional);
  g_free (pair->workplace);
  g_free (pair);
}

static IsgStoredBond *
from_row (IsgStmt *stmt, const char *professional, const char *workplace)
{
  IsgStoredBond *bond = g_new0 (IsgStoredBond, 1);

  bond->professional = g_strdup (professional);
  bond->workplace = g_strdup (workplace);
  bond->question = isg_stmt_dup_text (stmt, 0);
  bond->method = isg_stmt_dup_text (stmt, 1);
  bond->sha256 = isg_stmt_dup_text (stmt, 2);
  bond->bonded = g_strcmp0 (isg_stmt_text (stmt, 3), "yes") == 0;
  bond->answered = isg_stmt_int64 (stmt, 4);
  bond->tried = isg_stmt_int64 (stmt, 5);
  bond->code = (int) isg_stmt_int64 (stmt, 6);
  bond->message = isg_stmt_is_null (stmt, 7) ? NULL : isg_stmt_dup_text (stmt, 7);
  return bond;
}

GPtrArray *
isg_store_bonds (IsgStore *store, const char *professional, const char *workplace, GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;
  g_autoptr (GPtrArray) bonds
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_stored_bond_free);
  gboolean row;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (
    store,
    "SELECT b.question, b.method, b.sha256, b.answer, b.answered, b.tried, b.code, b.message"
    " FROM bond b JOIN record p ON p.id = b.professional JOIN record w ON w.id = b.workplace"
    " WHERE p.uuid = ?1 AND w.uuid = ?2 ORDER BY b.question",
    error);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, professional);
  isg_stmt_bind_text (stmt, 2, workplace);
  while (isg_stmt_step (stmt, &row, error)) {
    if (!row)
      return g_steal_pointer (&bonds);
    g_ptr_array_add (bonds, from_row (stmt, professional, workplace));
  }
  return NULL;
}

static void
bind_bond (IsgStmt *stmt, const IsgStoredBond *bond, gint64 professional, gint64 workplace)
{
  isg_stmt_bind_int64 (stmt, 1, professional);
  isg_stmt_bind_int64 (stmt, 2, workplace);
  isg_stmt_bind_text (stmt, 3, bond->question);
  isg_stmt_bind_text (stmt, 4, bond->method);
  isg_stmt_bind_text (stmt, 5, bond->sha256);
  isg_stmt_bind_text (stmt, 6, bond->answered == 0 ? "" : bond->bonded ? "yes" : "no");
  if (bond->answered != 0)
    isg_stmt_bind_int64 (stmt, 7, bond->answered);
  isg_stmt_bind_int64 (stmt, 8, bond->tried);
  if (bond->code != 0)
    isg_stmt_bind_int64 (stmt, 9, bond->code);
  isg_stmt_bind_text (stmt, 10, bond->message);
}

static gboolean
put (IsgStore *store, const IsgStoredBond *bond, GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;
  gint64 professional, workplace;

  if (!isg_store_record_id (store, bond->professional, &professional, error)
      || !isg_store_record_id (store, bond->workplace, &workplace, error))
    return FALSE;
  stmt = isg_stmt_prepare (store,
                           "INSERT OR REPLACE INTO bond (professional, workplace, question, method,"
                           " sha256, answer, answered, tried, code, message)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                           error);
  if (stmt == NULL)
    return FALSE;
  bind_bond (stmt, bond, professional, workplace);
  return isg_stmt_run (stmt, error);
}

gboolean
isg_store_bond_set (IsgStore *store, const IsgStoredBond *bond, GError **error)
{
  gboolean answered = bond->answered != 0 && bond->answered == bond->tried;
  g_autofree char *detail
    = g_strdup_printf ("{\"question\":\"%s\",\"method\":\"%s\",\"answer\":\"%s\",\"code\":%d}",
                       bond->question,
                       bond->method,
                       bond->bonded ? "yes" : "no",
                       bond->code);
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  return transaction != NULL && put (store, bond, error)
         && (!answered
             || isg_store_journal (store, "bond.answered", bond->workplace, 0, detail, error))
         && isg_transaction_commit (transaction, error);
}

static GPtrArray *
read_pairs (IsgStmt *stmt, GError **error)
{
  g_autoptr (GPtrArray) pairs
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_bond_pair_free);
  gboolean row;

  while (isg_stmt_step (stmt, &row, error)) {
    if (!row)
      return g_steal_pointer (&pairs);
    g_ptr_array_add (pairs, isg_bond_pair_new (isg_stmt_text (stmt, 0), isg_stmt_text (stmt, 1)));
  }
  return NULL;
}

GPtrArray *
isg_store_bond_pairs (IsgStore *store,
                      const char *kind,
                      const char *field,
                      const char *workplace,
                      GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (
    store,
    "SELECT DISTINCT p.uuid, w.uuid FROM record r JOIN record w ON w.id = r.workplace"
    " JOIN reference f ON f.source = r.id AND f.field = ?2 JOIN record p ON p.id = f.target"
    " WHERE r.kind = ?1 AND r.closed IS NULL AND p.closed IS NULL AND w.closed IS NULL"
    " AND (?3 IS NULL OR w.uuid = ?3) ORDER BY w.id, p.id",
    error);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, kind);
  isg_stmt_bind_text (stmt, 2, field);
  isg_stmt_bind_text (stmt, 3, workplace);
  return read_pairs (stmt, error);
}

GPtrArray *
isg_store_bond_pairs_awaiting (IsgStore *store, const char *kind, const char *field, GError **error)
{
  g_autoptr (IsgStmt) stmt = NULL;

  isg_store_assert_owner (store);
  stmt = isg_stmt_prepare (
    store,
    "SELECT DISTINCT p.uuid, w.uuid FROM submission s JOIN record r ON r.id = s.record"
    " JOIN record w ON w.id = r.workplace"
    " JOIN reference f ON f.source = r.id AND f.field = ?2 JOIN record p ON p.id = f.target"
    " WHERE s.state = 'AWAITING_SIGNATURE' AND r.kind = ?1 ORDER BY w.id, p.id",
    error);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, kind);
  isg_stmt_bind_text (stmt, 2, field);
  return read_pairs (stmt, error);
}
