/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-calendar-private.h"

/* ---- tables ---- */

static gboolean
same_text (const char *a, const char *b)
{
  return g_strcmp0 (a, b) == 0;
}

guint
isg_calendar_table (IsgRules *rules, const IsgKind *kind, const char *list)
{
  GPtrArray *tables = rules->calendar->tables;
  IsgFactTable *table;

  for (guint i = 0; i < tables->len; i++) {
    table = g_ptr_array_index (tables, i);
    if (same_text (table->kind, kind->id) && same_text (table->list, list))
      return i;
  }
  table = g_new0 (IsgFactTable, 1);
  table->kind = kind->id;
  table->list = list;
  table->columns = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (tables, table);
  return tables->len - 1;
}

/* What stands at @first and @then, or why nothing does. */
static const char *
resolve (IsgRules *rules, const IsgFactTable *table, IsgFactColumn *column)
{
  const IsgKind *kind = isg_rules_kind (rules, table->kind);
  const IsgFieldDef *def = isg_kind_field (kind, column->first);
  const IsgFieldDef *inner = NULL;
  const IsgKind *target;

  if (def == NULL)
    return "there is no such field";
  if (def->sealed)
    return "what is sealed is not seen here";
  if (column->then == NULL)
    return def->type == ISG_VALUE_GROUPS ? "a list has no value of its own" : NULL;
  if (def->type == ISG_VALUE_REF) {
    target = isg_rules_kind (rules, def->ref_kind);
    column->source = ISG_FACT_THROUGH;
    return isg_kind_field (target, column->then) != NULL ? NULL : "the reference leads nowhere";
  }
  if (def->type != ISG_VALUE_GROUPS)
    return "nothing lies in this field";
  inner = isg_fields_find_def (def->fields, column->then);
  if (inner == NULL)
    return "the list has no such field";
  if (inner->sealed)
    return "what is sealed is not seen here";
  column->source = same_text (table->list, column->first) ? ISG_FACT_LINE : ISG_FACT_SUM;
  if (column->source == ISG_FACT_SUM && inner->type != ISG_VALUE_DECIMAL
      && inner->type != ISG_VALUE_INTEGER)
    return "only numbers can be summed up";
  return NULL;
}

int
isg_calendar_column (IsgPackNode *node,
                     const char *member,
                     IsgRules *rules,
                     guint index,
                     const char *path)
{
  IsgFactTable *table = g_ptr_array_index (rules->calendar->tables, index);
  g_auto (GStrv) parts = g_strsplit (path, ".", 3);
  guint n = g_strv_length (parts);
  IsgFactColumn *column;
  const char *wrong;

  for (guint i = 0; i < table->columns->len; i++)
    if (same_text (((IsgFactColumn *) g_ptr_array_index (table->columns, i))->path, path))
      return (int) i;
  if (n < 1 || n > 2) {
    isg_pack_node_fail (node, member, "%s leads nowhere: one or two steps", path);
    return -1;
  }
  column = g_new0 (IsgFactColumn, 1);
  column->path = g_string_chunk_insert_const (rules->strings, path);
  column->first = g_string_chunk_insert_const (rules->strings, parts[0]);
  column->then = n == 2 ? g_string_chunk_insert_const (rules->strings, parts[1]) : NULL;
  g_ptr_array_add (table->columns, column);
  wrong = resolve (rules, table, column);
  if (wrong != NULL)
    isg_pack_node_fail (node, member, "%s leads nowhere: %s", path, wrong);
  return (int) table->columns->len - 1;
}

GPtrArray *
isg_calendar_tables (IsgRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);

  return rules->calendar->tables;
}

const char *
isg_calendar_class_field (IsgRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);

  return rules->calendar->class_field;
}

const char *
isg_calendar_workplaces (IsgRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);

  return rules->calendar->places;
}

/* ---- rows ---- */

IsgFacts *
isg_facts_new (IsgRules *rules, const char *workplace, const char *title, const char *hazard_class)
{
  IsgFacts *facts = g_new0 (IsgFacts, 1);

  facts->rules = isg_rules_ref (rules);
  facts->chunk = g_string_chunk_new (4096);
  facts->workplace = g_string_chunk_insert (facts->chunk, workplace);
  facts->title = g_string_chunk_insert (facts->chunk, title != NULL ? title : "");
  facts->tables = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < rules->calendar->tables->len; i++)
    g_ptr_array_add (facts->tables, g_ptr_array_new_with_free_func (g_free));
  isg_facts_set_class (facts, hazard_class);
  return facts;
}

void
isg_facts_free (IsgFacts *facts)
{
  if (facts == NULL)
    return;

  g_ptr_array_unref (facts->tables);
  g_string_chunk_free (facts->chunk);
  isg_rules_unref (facts->rules);
  g_free (facts);
}

void
isg_facts_set_class (IsgFacts *facts, const char *hazard_class)
{
  facts->hazard_class = hazard_class != NULL && *hazard_class != '\0'
                          ? g_string_chunk_insert (facts->chunk, hazard_class)
                          : NULL;
}

void
isg_facts_add (IsgFacts *facts,
               guint table,
               const char *record,
               const char *title,
               guint line,
               gboolean closed,
               const char *const *values)
{
  const IsgFactTable *def = g_ptr_array_index (facts->rules->calendar->tables, table);
  /* Row and values in one piece. */
  IsgFact *fact = g_malloc0 (sizeof (IsgFact) + def->columns->len * sizeof (char *));

  fact->values = (const char **) (fact + 1);
  fact->record = g_string_chunk_insert_const (facts->chunk, record);
  fact->title = g_string_chunk_insert_const (facts->chunk, title != NULL ? title : "");
  fact->line = line;
  fact->closed = closed;
  for (guint i = 0; i < def->columns->len; i++)
    if (values[i] != NULL && *values[i] != '\0')
      fact->values[i] = g_string_chunk_insert_const (facts->chunk, values[i]);
  g_ptr_array_add (g_ptr_array_index (facts->tables, table), fact);
}

GPtrArray *
isg_facts_rows (const IsgFacts *facts, guint table)
{
  return g_ptr_array_index (facts->tables, table);
}

IsgDate
isg_fact_date (const IsgFact *fact, int column)
{
  const char *text = column >= 0 ? fact->values[column] : NULL;
  char day[11];
  IsgDate date = ISG_DATE_NONE;

  /* Of a date and time the day alone. */
  if (text == NULL || strlen (text) < 10)
    return ISG_DATE_NONE;
  memcpy (day, text, 10);
  day[10] = '\0';
  return isg_date_parse_iso (day, &date, NULL) ? date : ISG_DATE_NONE;
}

static gboolean
test_holds (const IsgFactTest *test, const char *value)
{
  if (test->values == NULL)
    return (value != NULL) == test->filled;
  if (test->negated)
    return value == NULL
           || !g_ptr_array_find_with_equal_func (test->values, value, g_str_equal, NULL);
  for (guint i = 0; i < test->values->len && value != NULL; i++)
    if (g_str_equal (g_ptr_array_index (test->values, i), value))
      return TRUE;
  return FALSE;
}

gboolean
isg_fact_fits (const IsgFact *fact, GPtrArray *tests)
{
  for (guint i = 0; tests != NULL && i < tests->len; i++) {
    const IsgFactTest *test = g_ptr_array_index (tests, i);

    if (test->column < 0 || !test_holds (test, fact->values[test->column]))
      return FALSE;
  }
  return TRUE;
}

guint
isg_facts_employees (const IsgFacts *facts, IsgDate day)
{
  const IsgCalendarDefs *defs = facts->rules->calendar;
  guint n = 0;

  if (defs->class_field == NULL)
    return 0;
  GPtrArray *people = isg_facts_rows (facts, defs->people);

  for (guint i = 0; i < people->len; i++) {
    const IsgFact *person = g_ptr_array_index (people, i);
    IsgDate start = isg_fact_date (person, defs->start);
    IsgDate leave = isg_fact_date (person, defs->leave);

    if (!person->closed && (start == ISG_DATE_NONE || start <= day)
        && (leave == ISG_DATE_NONE || leave >= day))
      n++;
  }
  return n;
}
