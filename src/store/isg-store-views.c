/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-views-private.h"

#include "rules/isg-json.h"

/* Names come from the pack, which takes none but lower_snake_case; they are quoted all the same. */
static void
append_name (GString *sql, const char *name)
{
  g_string_append_c (sql, '"');
  for (const char *p = name; *p != '\0'; p++) {
    if (*p == '"')
      g_string_append_c (sql, '"');
    g_string_append_c (sql, *p);
  }
  g_string_append_c (sql, '"');
}

static void
append_literal (GString *sql, const char *text)
{
  g_string_append_c (sql, '\'');
  for (const char *p = text; *p != '\0'; p++) {
    if (*p == '\'')
      g_string_append_c (sql, '\'');
    g_string_append_c (sql, *p);
  }
  g_string_append_c (sql, '\'');
}

static const char *
column_type (IsgValueType type)
{
  switch (type) {
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_BOOL:
    return "INTEGER";
  case ISG_VALUE_DECIMAL:
    return "REAL";
  case ISG_VALUE_TEXT:
  case ISG_VALUE_DATE:
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
  case ISG_VALUE_CODE:
  case ISG_VALUE_REF:
  case ISG_VALUE_CODES:
    return "TEXT";
  case ISG_VALUE_GROUPS:
  default:
    return NULL;
  }
}

static void
append_columns (GString *sql, const char *json, GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (fields, i);
    const char *type = column_type (isg_field_def_type (field));
    g_autofree char *path = NULL;

    if (type == NULL || isg_field_def_is_sealed (field))
      continue;
    path = g_strconcat ("$.", isg_field_def_id (field), NULL);
    g_string_append_printf (sql, ", CAST (json_extract (%s, ", json);
    append_literal (sql, path);
    g_string_append_printf (sql, ") AS %s) AS ", type);
    append_name (sql, isg_field_def_id (field));
  }
}

static char *
kind_view (const IsgKind *kind)
{
  g_autofree char *name = g_strconcat ("view_", isg_kind_id (kind), NULL);
  GString *sql = g_string_new ("CREATE VIEW ");

  append_name (sql, name);
  g_string_append (sql,
                   " AS SELECT r.uuid AS record, r.revision AS record_revision,"
                   " w.uuid AS record_workplace, r.title_tr AS record_title, r.badge AS "
                   "record_badge,"
                   " r.closed IS NOT NULL AS record_closed");
  append_columns (sql, "v.body", isg_kind_fields (kind));
  g_string_append (sql,
                   " FROM record r JOIN revision v ON v.record = r.id AND v.number = r.revision"
                   " LEFT JOIN record w ON w.id = r.workplace WHERE r.kind = ");
  append_literal (sql, isg_kind_id (kind));
  return g_string_free (sql, FALSE);
}

static char *
groups_view (const IsgKind *kind, const IsgFieldDef *field)
{
  g_autofree char *name
    = g_strconcat ("view_", isg_kind_id (kind), "_", isg_field_def_id (field), NULL);
  g_autofree char *path = g_strconcat ("$.", isg_field_def_id (field), NULL);
  GString *sql = g_string_new ("CREATE VIEW ");

  append_name (sql, name);
  g_string_append (sql, " AS SELECT r.uuid AS record, g.key + 1 AS record_line");
  append_columns (sql, "g.value", isg_field_def_fields (field));
  g_string_append (sql,
                   " FROM record r JOIN revision v ON v.record = r.id AND v.number = r.revision,"
                   " json_each (v.body, ");
  append_literal (sql, path);
  g_string_append (sql, ") g WHERE r.kind = ");
  append_literal (sql, isg_kind_id (kind));
  return g_string_free (sql, FALSE);
}

static gboolean
make_views_of (IsgStore *store, const IsgKind *kind, GError **error)
{
  GPtrArray *fields = isg_kind_fields (kind);
  g_autofree char *view = kind_view (kind);

  if (!isg_store_exec (store, view, "views", error))
    return FALSE;
  for (guint i = 0; i < fields->len; i++) {
    const IsgFieldDef *field = g_ptr_array_index (fields, i);
    g_autofree char *sql = NULL;

    if (isg_field_def_type (field) != ISG_VALUE_GROUPS || isg_field_def_is_sealed (field))
      continue;
    sql = groups_view (kind, field);
    if (!isg_store_exec (store, sql, "views", error))
      return FALSE;
  }
  return TRUE;
}

gboolean
isg_store_views_drop (IsgStore *store, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "SELECT name FROM sqlite_schema WHERE type = 'view' AND name GLOB 'view_*'",
                        error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  for (;;) {
    if (!isg_stmt_step (stmt, &row, error))
      return FALSE;
    if (!row)
      break;
    g_string_append (sql, "DROP VIEW ");
    append_name (sql, isg_stmt_text (stmt, 0));
    g_string_append_c (sql, ';');
  }
  isg_stmt_reset (stmt);
  g_string_append (sql, "DELETE FROM meta WHERE key = 'views'");
  return isg_store_exec (store, sql->str, "views", error);
}

static gboolean
read_mark (IsgStore *store, char **out_mark, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT value FROM meta WHERE key = 'views'", error);
  gboolean row;

  if (stmt == NULL || !isg_stmt_step (stmt, &row, error))
    return FALSE;
  *out_mark = row ? isg_stmt_dup_text (stmt, 0) : NULL;
  return TRUE;
}

static gboolean
write_mark (IsgStore *store, const char *mark, GError **error)
{
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store,
                                               "INSERT INTO meta (key, value) VALUES ('views', ?1)"
                                               " ON CONFLICT (key) DO UPDATE SET value = ?1",
                                               error);

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, mark);
  return isg_stmt_run (stmt, error);
}

/* Whatever the reason (an installation, its day, a going back, a newer program): the journal says
 * from when on which pack held. */
static gboolean
note_change (IsgStore *store, const char *made_from, const char *mark, GError **error)
{
  g_autoptr (GString) detail = g_string_new ("{\"from\":");

  if (made_from == NULL)
    return TRUE;
  isg_json_append_string (detail, made_from);
  g_string_append (detail, ",\"to\":");
  isg_json_append_string (detail, mark);
  g_string_append_c (detail, '}');
  return isg_store_journal (store, "rules.changed", NULL, 0, detail->str, error);
}

static gboolean
make_views (IsgStore *store, const char *made_from, const char *mark, GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);
  GPtrArray *kinds = isg_rules_kinds (store->rules);

  if (transaction == NULL || !isg_store_views_drop (store, error))
    return FALSE;
  for (guint i = 0; i < kinds->len; i++)
    if (!make_views_of (store, g_ptr_array_index (kinds, i), error))
      return FALSE;
  return write_mark (store, mark, error) && note_change (store, made_from, mark, error)
         && isg_transaction_commit (transaction, error);
}

gboolean
isg_store_views_refresh (IsgStore *store, GError **error)
{
  g_autofree char *mark
    = g_strconcat (isg_rules_id (store->rules), " ", isg_rules_version (store->rules), NULL);
  g_autofree char *made_from = NULL;
  g_autoptr (GError) failed = NULL;

  isg_store_assert_owner (store);
  if (!read_mark (store, &made_from, error))
    return FALSE;
  if (g_strcmp0 (mark, made_from) == 0 || make_views (store, made_from, mark, &failed))
    return TRUE;
  if (g_error_matches (failed, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY)
      || g_error_matches (failed, ISG_STORE_ERROR, ISG_STORE_ERROR_FULL))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
