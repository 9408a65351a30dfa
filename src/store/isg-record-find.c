/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-record-private.h"

/* Three ways to the same question, from the quickest: the column of the kind's unique field, the
 * references, the values themselves; and all of a kind, where no field is asked about. */

#define AT_WORKPLACE                                                                               \
  " AND (?2 IS NULL OR r.workplace = (SELECT id FROM record WHERE uuid = ?2)) ORDER BY r.id"

static const char by_unique_key[] = "SELECT r.id FROM record r WHERE r.kind = ?1 AND r.unique_key "
                                    "= ?3 AND ?4 IS NOT NULL" AT_WORKPLACE;
static const char by_reference[]
  = "SELECT r.id FROM record t CROSS JOIN reference f ON f.target = t.id AND f.field = ?4"
    " CROSS JOIN record r ON r.id = f.source"
    " WHERE t.uuid = ?3 AND r.kind = ?1" AT_WORKPLACE;
static const char by_value[]
  = "SELECT r.id FROM record r JOIN revision v ON v.record = r.id AND v.number = r.revision"
    " WHERE r.kind = ?1 AND CAST (json_extract (v.body, '$.' || ?4) AS TEXT) = ?3" AT_WORKPLACE;
static const char by_group_value[]
  = "SELECT r.id FROM record r JOIN revision v ON v.record = r.id AND v.number = r.revision"
    " WHERE r.kind = ?1 AND EXISTS (SELECT 1 FROM json_each (v.body, '$.' || ?5) g"
    " WHERE CAST (json_extract (g.value, '$.' || ?4) AS TEXT) = ?3)" AT_WORKPLACE;

static const char by_kind[] = "SELECT r.id FROM record r WHERE r.kind = ?1 AND r.closed IS NULL"
                              " AND ?3 IS NULL AND ?4 IS NULL" AT_WORKPLACE;

static const char *
choose_question (const IsgKind *kind, const char *field)
{
  const IsgFieldDef *def = kind != NULL ? isg_kind_field (kind, field) : NULL;

  if (kind != NULL && g_strcmp0 (isg_kind_unique_key (kind), field) == 0)
    return by_unique_key;
  if (def != NULL && isg_field_def_type (def) == ISG_VALUE_REF)
    return by_reference;
  return strchr (field, '.') != NULL ? by_group_value : by_value;
}

static IsgStmt *
ask (IsgStore *store,
     const char *kind,
     const char *workplace,
     const char *field,
     const char *value,
     GError **error)
{
  const char *sql
    = field != NULL ? choose_question (isg_rules_kind (store->rules, kind), field) : by_kind;
  const char *dot = field != NULL ? strchr (field, '.') : NULL;
  IsgStmt *stmt = isg_stmt_prepare (store, sql, error);

  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, kind);
  isg_stmt_bind_text (stmt, 2, workplace);
  isg_stmt_bind_text (stmt, 3, value);
  if (sql == by_group_value) {
    g_autofree char *list = g_strndup (field, dot - field);

    isg_stmt_bind_text (stmt, 4, dot + 1);
    isg_stmt_bind_text (stmt, 5, list);
  } else
    isg_stmt_bind_text (stmt, 4, field);
  return stmt;
}

static GPtrArray *
find (const char *kind,
      const char *workplace,
      const char *field,
      const char *value,
      gpointer user_data)
{
  IsgStore *store = user_data;
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_record_unref);
  GError *error = NULL;
  g_autoptr (IsgStmt) stmt = ask (store, kind, workplace, field, value, &error);
  gboolean row = TRUE;

  while (stmt != NULL && isg_stmt_step (stmt, &row, &error) && row) {
    IsgRecord *record = isg_record_get_by_id (store, isg_stmt_int64 (stmt, 0), &error);

    if (record == NULL)
      break;
    g_ptr_array_add (found, record);
  }
  isg_store_note_look_up (store, error);
  return found;
}

IsgCheckContext
isg_store_check_context (IsgStore *store)
{
  IsgCheckContext context = {
    .today = isg_clock_today (store->clock),
    .resolver = isg_store_resolve,
    .resolver_data = store,
    .find = find,
    .find_data = store,
  };

  isg_store_assert_owner (store);
  return context;
}
