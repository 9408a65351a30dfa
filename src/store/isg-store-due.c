/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-store-due.h"

#include "store/isg-store-private.h"

/* ---- the question for a table ----
 *
 * Field ids come from the pack, which takes none but lower_snake_case and has checked each of them.
 * Columns: uuid, title, closed, line, then the table's own. */

static void
append_value (GString *sql, const IsgFactColumn *column, const char *body, const char *line)
{
  switch (column->source) {
  case ISG_FACT_LINE:
    g_string_append_printf (sql, "json_extract (%s, '$.%s')", line, column->then);
    break;
  case ISG_FACT_SUM:
    /* In thousandths, so that no binary fraction decides. */
    g_string_append_printf (sql,
                            "(SELECT sum (CAST (round (json_extract (s.value, '$.%s') * 1000) AS "
                            "INTEGER)) FROM json_each (%s, '$.%s') s)",
                            column->then,
                            body,
                            column->first);
    break;
  case ISG_FACT_THROUGH:
    g_string_append_printf (sql,
                            "(SELECT json_extract (b.body, '$.%s') FROM record p JOIN revision b "
                            "ON b.record = p.id AND b.number = p.revision WHERE p.uuid = "
                            "json_extract (%s, '$.%s'))",
                            column->then,
                            body,
                            column->first);
    break;
  case ISG_FACT_OWN:
  default:
    g_string_append_printf (sql, "json_extract (%s, '$.%s')", body, column->first);
    break;
  }
}

static void
append_source (GString *sql)
{
  g_string_append (sql,
                   " FROM record r JOIN revision v ON v.record = r.id AND v.number = r.revision"
                   " WHERE r.kind = ?1 AND r.workplace = ?2");
}

static char *
plain_sql (const IsgFactTable *table, const char *title)
{
  GString *sql = g_string_new ("SELECT r.uuid, r.");

  g_string_append_printf (sql, "%s, r.closed IS NOT NULL, 0", title);
  for (guint i = 0; i < table->columns->len; i++) {
    g_string_append (sql, ", ");
    append_value (sql, g_ptr_array_index (table->columns, i), "v.body", NULL);
  }
  append_source (sql);
  return g_string_free (sql, FALSE);
}

/* What belongs to the record is looked up once, not for each of its lines. */
static char *
list_sql (const IsgFactTable *table, const char *title)
{
  GString *sql = g_string_new ("WITH t AS MATERIALIZED (SELECT r.uuid AS uuid, r.");

  g_string_append_printf (sql,
                          "%s AS title, r.closed IS NOT NULL AS closed,"
                          " json_extract (v.body, '$.%s') AS lines",
                          title,
                          table->list);
  for (guint i = 0; i < table->columns->len; i++) {
    const IsgFactColumn *column = g_ptr_array_index (table->columns, i);

    if (column->source == ISG_FACT_LINE)
      continue;
    g_string_append (sql, ", ");
    append_value (sql, column, "v.body", NULL);
    g_string_append_printf (sql, " AS c%u", i);
  }
  append_source (sql);
  g_string_append (sql, ") SELECT t.uuid, t.title, t.closed, e.key");
  for (guint i = 0; i < table->columns->len; i++) {
    const IsgFactColumn *column = g_ptr_array_index (table->columns, i);

    g_string_append (sql, ", ");
    if (column->source == ISG_FACT_LINE)
      append_value (sql, column, NULL, "e.value");
    else
      g_string_append_printf (sql, "t.c%u", i);
  }
  g_string_append (sql, " FROM t, json_each (t.lines) e");
  return g_string_free (sql, FALSE);
}

static const char *
title_column (IsgLanguage language)
{
  return language == ISG_LANGUAGE_EN ? "title_en" : "title_tr";
}

static GPtrArray *
questions (IsgRules *rules, IsgLanguage language)
{
  GPtrArray *tables = isg_calendar_tables (rules);
  GPtrArray *all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < tables->len; i++) {
    const IsgFactTable *table = g_ptr_array_index (tables, i);

    g_ptr_array_add (all,
                     table->list != NULL ? list_sql (table, title_column (language))
                                         : plain_sql (table, title_column (language)));
  }
  return all;
}

/* ---- facts ---- */

static gboolean
gather_table (IsgStore *store,
              const char *sql,
              guint index,
              gint64 workplace,
              IsgFacts *facts,
              GError **error)
{
  const IsgFactTable *table = g_ptr_array_index (isg_calendar_tables (store->rules), index);
  g_autoptr (IsgStmt) stmt = isg_stmt_prepare (store, sql, error);
  g_autofree const char **values = g_new0 (const char *, table->columns->len + 1);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, table->kind);
  isg_stmt_bind_int64 (stmt, 2, workplace);
  while (isg_stmt_step (stmt, &row, error)) {
    if (!row)
      return TRUE;
    for (guint i = 0; i < table->columns->len; i++)
      values[i] = isg_stmt_text (stmt, 4 + (int) i);
    isg_facts_add (facts,
                   index,
                   isg_stmt_text (stmt, 0),
                   isg_stmt_text (stmt, 1),
                   (guint) isg_stmt_int64 (stmt, 3),
                   isg_stmt_int64 (stmt, 2) != 0,
                   values);
  }
  return FALSE;
}

static gboolean
gather (IsgStore *store, GPtrArray *sqls, gint64 workplace, IsgFacts *facts, GError **error)
{
  for (guint i = 0; i < sqls->len; i++)
    if (!gather_table (store, g_ptr_array_index (sqls, i), i, workplace, facts, error))
      return FALSE;
  return TRUE;
}

/* Columns: row, uuid, title, class. */
static IsgStmt *
ask_workplaces (IsgStore *store, const char *workplace, IsgLanguage language, GError **error)
{
  const char *kind = isg_calendar_workplaces (store->rules);
  const char *field = isg_calendar_class_field (store->rules);
  g_autofree char *sql = NULL;
  IsgStmt *stmt;

  if (field == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "the pack has no calendar");
    return NULL;
  }
  sql
    = g_strdup_printf ("SELECT r.id, r.uuid, r.%s, json_extract (v.body, '$.%s')"
                       " FROM record r JOIN revision v ON v.record = r.id AND v.number = r.revision"
                       " WHERE r.kind = ?1 AND r.closed IS NULL AND (?2 IS NULL OR r.uuid = ?2)"
                       " ORDER BY r.sort_key, r.id",
                       title_column (language),
                       field);
  stmt = isg_stmt_prepare (store, sql, error);
  if (stmt != NULL) {
    isg_stmt_bind_text (stmt, 1, kind);
    isg_stmt_bind_text (stmt, 2, workplace);
  }
  return stmt;
}

/* The next workplace with its facts, or %NULL without @error after the last. */
static IsgFacts *
next_facts (IsgStore *store, IsgStmt *stmt, GPtrArray *sqls, GError **error)
{
  g_autoptr (IsgFacts) facts = NULL;
  gboolean row;

  if (!isg_stmt_step (stmt, &row, error) || !row)
    return NULL;
  facts = isg_facts_new (store->rules,
                         isg_stmt_text (stmt, 1),
                         isg_stmt_text (stmt, 2),
                         isg_stmt_text (stmt, 3));
  if (!gather (store, sqls, isg_stmt_int64 (stmt, 0), facts, error))
    return NULL;
  return g_steal_pointer (&facts);
}

static gboolean
absent (const char *workplace, GError **error)
{
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no open workplace %s", workplace);
  return FALSE;
}

IsgFacts *
isg_store_facts (IsgStore *store, const char *workplace, IsgLanguage language, GError **error)
{
  g_autoptr (GPtrArray) sqls = questions (store->rules, language);
  g_autoptr (IsgStmt) stmt = ask_workplaces (store, workplace, language, error);
  g_autoptr (GError) failed = NULL;
  IsgFacts *facts;

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return NULL;
  facts = next_facts (store, stmt, sqls, &failed);
  if (failed != NULL)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (facts == NULL)
    absent (workplace, error);
  return facts;
}

/* ---- what is due ---- */

IsgDueList *
isg_store_due (IsgStore *store, const IsgDueQuery *query, GError **error)
{
  g_autoptr (IsgDueList) list = isg_due_list_new (store->rules, query->until);
  g_autoptr (GPtrArray) sqls = questions (store->rules, query->language);
  g_autoptr (IsgStmt) stmt = ask_workplaces (store, query->workplace, query->language, error);
  IsgDate today = isg_clock_today (store->clock);
  guint n = 0;

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return NULL;
  for (;;) {
    g_autoptr (GError) failed = NULL;
    g_autoptr (IsgFacts) facts = next_facts (store, stmt, sqls, &failed);

    if (failed != NULL) {
      g_propagate_error (error, g_steal_pointer (&failed));
      return NULL;
    }
    if (facts == NULL)
      break;
    isg_calendar_due (facts, today, list);
    n++;
  }
  if (n == 0 && query->workplace != NULL && !absent (query->workplace, error))
    return NULL;
  isg_due_list_sort (list);
  return g_steal_pointer (&list);
}

/* ---- what has changed ---- */

void
isg_due_stamp_free (IsgDueStamp *stamp)
{
  if (stamp == NULL)
    return;

  g_free (stamp->workplace);
  g_free (stamp->stamp);
  g_free (stamp);
}

static IsgDueStamp *
stamp_of (IsgStmt *stmt)
{
  IsgDueStamp *stamp = g_new0 (IsgDueStamp, 1);

  stamp->workplace = isg_stmt_dup_text (stmt, 0);
  stamp->stamp = isg_stmt_dup_text (stmt, 1);
  return stamp;
}

GPtrArray *
isg_store_due_stamps (IsgStore *store, GError **error)
{
  /* Every change of a record is a revision, a closing or an opening. Records of no workplace
   * (experts and physicians) may matter to each. */
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store,
                        "WITH s AS (SELECT workplace AS w, count (*) AS n, sum (revision) AS v,"
                        " count (closed) AS c FROM record GROUP BY workplace),"
                        " o AS (SELECT sum (revision) AS v, count (closed) AS c FROM record"
                        " WHERE workplace IS NULL AND kind <> ?1)"
                        " SELECT r.uuid, r.revision || '/' || ifnull (s.n, 0) || '/' ||"
                        " ifnull (s.v, 0) || '/' || ifnull (s.c, 0) || '/' || ifnull (o.v, 0) ||"
                        " '/' || o.c FROM record r LEFT JOIN s ON s.w = r.id, o"
                        " WHERE r.kind = ?1 AND r.closed IS NULL ORDER BY r.sort_key, r.id",
                        error);
  g_autoptr (GPtrArray) stamps
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_due_stamp_free);
  gboolean row;

  isg_store_assert_owner (store);
  if (stmt == NULL)
    return NULL;
  isg_stmt_bind_text (stmt, 1, isg_calendar_workplaces (store->rules));
  while (isg_stmt_step (stmt, &row, error)) {
    if (!row)
      return g_steal_pointer (&stamps);
    g_ptr_array_add (stamps, stamp_of (stmt));
  }
  return NULL;
}

/* ---- what a change of class moves ---- */

void
isg_due_comparison_free (IsgDueComparison *comparison)
{
  if (comparison == NULL)
    return;

  g_clear_pointer (&comparison->moves, g_ptr_array_unref);
  isg_due_list_free (comparison->before);
  isg_due_list_free (comparison->after);
  g_free (comparison);
}

static IsgDueList *
due_under (IsgFacts *facts, IsgStore *store, const char *hazard_class)
{
  IsgDueList *list = isg_due_list_new (store->rules, ISG_DATE_NONE);

  isg_facts_set_class (facts, hazard_class);
  isg_calendar_due (facts, isg_clock_today (store->clock), list);
  isg_due_list_sort (list);
  return list;
}

IsgDueComparison *
isg_store_due_compare (IsgStore *store,
                       const char *workplace,
                       const char *class_before,
                       const char *class_after,
                       IsgLanguage language,
                       GError **error)
{
  g_autoptr (IsgFacts) facts = isg_store_facts (store, workplace, language, error);
  IsgDueComparison *comparison;

  if (facts == NULL)
    return NULL;
  comparison = g_new0 (IsgDueComparison, 1);
  comparison->before = due_under (facts, store, class_before);
  comparison->after = due_under (facts, store, class_after);
  comparison->moves = isg_due_list_moves (comparison->before, comparison->after);
  return comparison;
}
