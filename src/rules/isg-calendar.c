/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-calendar-private.h"

/* ---- people ---- */

gboolean
isg_calendar_works (IsgCalendarRun *run, const IsgFact *person)
{
  IsgDate leave = isg_fact_date (person, run->defs->leave);

  return !person->closed && (leave == ISG_DATE_NONE || leave >= run->today);
}

static gboolean
has_left (IsgCalendarRun *run, const IsgFact *person)
{
  IsgDate leave = isg_fact_date (person, run->defs->leave);

  return leave != ISG_DATE_NONE && leave < run->today;
}

static const char *
person_of (const IsgEvidence *evidence, const IsgFact *row)
{
  if (evidence->is_people)
    return row->record;
  return evidence->employee >= 0 ? row->values[evidence->employee] : NULL;
}

static void
index_rows (IsgCalendarRun *run, const IsgEvidence *evidence, GHashTable *index)
{
  GPtrArray *rows = isg_facts_rows (run->facts, evidence->table);

  for (guint i = 0; i < rows->len; i++) {
    IsgFact *row = g_ptr_array_index (rows, i);
    const char *employee = person_of (evidence, row);
    GPtrArray *own;

    if (employee == NULL)
      continue;
    own = g_hash_table_lookup (index, employee);
    if (own == NULL) {
      own = g_ptr_array_new ();
      g_hash_table_insert (index, (gpointer) employee, own);
    }
    g_ptr_array_add (own, row);
  }
}

GPtrArray *
isg_calendar_rows_of (IsgCalendarRun *run, const IsgEvidence *evidence, const char *employee)
{
  /* One index for a table and its column of people. */
  gpointer key = GUINT_TO_POINTER (evidence->table * 4096u + (guint) (evidence->employee + 2));
  GHashTable *index = g_hash_table_lookup (run->indexes, key);

  if (index == NULL) {
    index
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
    index_rows (run, evidence, index);
    g_hash_table_insert (run->indexes, key, index);
  }
  return g_hash_table_lookup (index, employee);
}

/* Whether the person had worked here before and had been away for longer than the term says. */
static gboolean
has_returned (IsgCalendarRun *run, const IsgDueRule *rule, const IsgFact *person)
{
  const char *same = person->values[run->defs->same];
  IsgDate start = isg_fact_date (person, run->defs->start);
  GPtrArray *people = isg_facts_rows (run->facts, run->defs->people);
  IsgDate last = ISG_DATE_NONE, limit = ISG_DATE_NONE;
  gboolean needs_class;

  if (same == NULL || start == ISG_DATE_NONE)
    return FALSE;
  for (guint i = 0; i < people->len; i++) {
    const IsgFact *other = g_ptr_array_index (people, i);
    IsgDate leave = isg_fact_date (other, run->defs->leave);

    if (other != person && g_strcmp0 (other->values[run->defs->same], same) == 0
        && leave != ISG_DATE_NONE && leave < start && leave > last)
      last = leave;
  }
  return last != ISG_DATE_NONE
         && isg_term_add (run->rules,
                          isg_calendar_find_term (run, rule->returned, start, &needs_class),
                          last,
                          &limit)
         && start > limit;
}

/* ---- terms ---- */

const IsgTerm *
isg_calendar_find_term (IsgCalendarRun *run,
                        const char *topic,
                        IsgDate day,
                        gboolean *out_needs_class)
{
  const char *hazard_class = run->facts->hazard_class;
  const IsgTerm *term = isg_rules_term (run->rules, topic, hazard_class, run->size, day);

  *out_needs_class = FALSE;
  for (guint i = 0; term == NULL && hazard_class == NULL && i < run->rules->terms->len; i++)
    if (g_str_equal (((IsgTerm *) g_ptr_array_index (run->rules->terms, i))->topic, topic))
      *out_needs_class = TRUE;
  return term;
}

gboolean
isg_term_add (IsgRules *rules, const IsgTerm *term, IsgDate date, IsgDate *out_date)
{
  gint64 n = term != NULL && term->value.scale == 0 ? term->value.unscaled : -1;

  if (n < 0 || n > 10000) {
    *out_date = date;
    return TRUE;
  }
  if (g_str_equal (term->unit, "working_day"))
    return isg_holidays_add_working_days (rules, date, (int) n, out_date);
  if (g_str_equal (term->unit, "year"))
    date = isg_date_add_months (date, (int) n * 12);
  else if (g_str_equal (term->unit, "month"))
    date = isg_date_add_months (date, (int) n);
  else if (g_str_equal (term->unit, "day"))
    date += (IsgDate) n;
  *out_date = date;
  return TRUE;
}

/* ---- once ---- */

void
isg_calendar_emit (IsgCalendarRun *run,
                   const IsgDueItem *item,
                   const IsgFact *person,
                   const IsgFact *row)
{
  IsgDueItem full = *item;

  full.workplace = run->facts->workplace;
  full.workplace_title = run->facts->title;
  full.hazard_class = run->facts->hazard_class;
  if (person != NULL) {
    full.employee = person->record;
    full.employee_title = person->title;
  }
  if (row != NULL) {
    full.record = row->record;
    full.record_title = row->title;
    full.line = row->line;
  }
  full.state = full.date == ISG_DATE_NONE                  ? ISG_DUE_UNKNOWN
               : full.date < run->today                    ? ISG_DUE_OVERDUE
               : full.date <= run->today + run->defs->soon ? ISG_DUE_DUE
                                                           : ISG_DUE_OK;
  isg_due_list_add (run->list, &full);
}

static gboolean
is_too_old (IsgCalendarRun *run, const IsgDueRule *rule, const IsgFact *person, IsgDate date)
{
  IsgDate birth = isg_fact_date (person, run->defs->birth);

  return rule->younger_than > 0
         && (birth == ISG_DATE_NONE || date == ISG_DATE_NONE
             || isg_date_add_months (birth, rule->younger_than * 12) <= date);
}

/* Whether something on record has done it. */
static gboolean
is_done (IsgCalendarRun *run,
         const IsgDueRule *rule,
         const IsgFact *row,
         const char *employee,
         IsgDate from)
{
  GPtrArray *rows;

  for (guint i = 0; rule->done_filled != NULL && i < rule->done_filled->len; i++)
    if (row->values[g_array_index (rule->done_filled, int, i)] != NULL)
      return TRUE;
  if (rule->done.kind == NULL)
    return FALSE;
  rows = rule->done.employee >= 0 && employee != NULL
           ? isg_calendar_rows_of (run, &rule->done, employee)
           : isg_facts_rows (run->facts, rule->done.table);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgFact *evidence = g_ptr_array_index (rows, i);
    IsgDate date = isg_fact_date (evidence, rule->done.date);

    if (!evidence->closed && date != ISG_DATE_NONE && date <= run->today
        && (!rule->done_since || (from != ISG_DATE_NONE && date >= from))
        && isg_fact_fits (evidence, rule->done.where))
      return TRUE;
  }
  return FALSE;
}

const char *
isg_calendar_column_name (IsgCalendarRun *run, guint table, int column)
{
  const IsgFactTable *def = g_ptr_array_index (run->defs->tables, table);
  const IsgFactColumn *field = g_ptr_array_index (def->columns, column);
  g_autofree char *name = g_strconcat (def->kind, ".", field->path, NULL);

  return g_string_chunk_insert_const (run->facts->chunk, name);
}

/* The day, as far as it can be told; @item gets what is known. %FALSE when the rule does not apply.
 */
static gboolean
compute_date (IsgCalendarRun *run, const IsgDueRule *rule, const IsgFact *row, IsgDueItem *item)
{
  IsgDate until = isg_fact_date (row, rule->until);
  const char *plus = rule->plus >= 0 ? row->values[rule->plus] : NULL;
  gboolean needs_class = FALSE;
  gint64 days = 0;

  if (item->from == ISG_DATE_NONE) {
    item->missing = isg_calendar_column_name (run, rule->base.table, rule->base.date);
    return TRUE;
  }
  if (rule->term != NULL) {
    item->term = isg_calendar_find_term (run, rule->term, item->from, &needs_class);
    if (needs_class)
      item->missing = run->defs->class_path;
    else if (item->term == NULL && rule->article == NULL)
      return FALSE;
  }
  if (rule->plus >= 0
      && (plus == NULL || !g_ascii_string_to_signed (plus, 10, 0, 36600, &days, NULL)))
    item->missing = isg_calendar_column_name (run, rule->base.table, rule->plus);
  if (item->missing == NULL
      && !isg_term_add (run->rules,
                        item->term,
                        item->from + (IsgDate) days + rule->add,
                        &item->date))
    item->missing = "holidays";
  if (until != ISG_DATE_NONE && (item->date == ISG_DATE_NONE || until < item->date)) {
    item->date = until;
    item->missing = NULL;
  }
  return TRUE;
}

static void
consider (IsgCalendarRun *run, const IsgDueRule *rule, const IsgFact *row)
{
  const char *employee = rule->for_workplace ? NULL : person_of (&rule->base, row);
  const IsgFact *person = employee != NULL ? g_hash_table_lookup (run->people, employee) : NULL;
  gboolean personal = !rule->for_workplace && (rule->base.is_people || rule->base.employee >= 0);
  IsgDueItem item = { .rule = rule, .date = ISG_DATE_NONE, .done_minutes = -1 };

  if (personal
      && (person == NULL
          || (rule->left ? !has_left (run, person) : !isg_calendar_works (run, person))
          || !isg_fact_fits (person, rule->person)))
    return;
  if (!isg_fact_fits (row, rule->then)
      || (rule->returned != NULL && (person == NULL || !has_returned (run, rule, person))))
    return;
  item.from = isg_fact_date (row, rule->instead);
  if (item.from == ISG_DATE_NONE)
    item.from = isg_fact_date (row, rule->base.date);
  if (item.from == ISG_DATE_NONE && rule->empty != ISG_EMPTY_UNKNOWN)
    return;
  if (!compute_date (run, rule, row, &item) || is_done (run, rule, row, employee, item.from)
      || (person != NULL && is_too_old (run, rule, person, item.date)))
    return;
  isg_calendar_emit (run, &item, person, row);
}

static char *
group_key (const IsgDueRule *rule, const IsgFact *row)
{
  GString *key;

  if (rule->by == NULL) {
    const char *employee = rule->for_workplace ? NULL : person_of (&rule->base, row);

    return g_strdup (employee != NULL ? employee : "");
  }
  key = g_string_new (NULL);
  for (guint i = 0; i < rule->by->len; i++) {
    const char *value = row->values[g_array_index (rule->by, int, i)];

    g_string_append (key, value != NULL ? value : "");
    g_string_append_c (key, '\n');
  }
  return g_string_free (key, FALSE);
}

static gboolean
is_better (IsgCalendarRun *run, const IsgDueRule *rule, const IsgFact *row, const IsgFact *best)
{
  IsgDate a = isg_fact_date (row, rule->base.date);
  IsgDate b = isg_fact_date (best, rule->base.date);

  if (rule->empty == ISG_EMPTY_OPEN && (a == ISG_DATE_NONE || b == ISG_DATE_NONE))
    return a == ISG_DATE_NONE && b != ISG_DATE_NONE;
  if (a == ISG_DATE_NONE || b == ISG_DATE_NONE)
    return a != ISG_DATE_NONE;
  return rule->pick == ISG_PICK_LATEST ? a > b : a < b;
}

static gboolean
counts (IsgCalendarRun *run, const IsgDueRule *rule, const IsgFact *row)
{
  IsgDate date = isg_fact_date (row, rule->base.date);

  return (!row->closed || rule->base.is_people) && isg_fact_fits (row, rule->base.where)
         && (!rule->past || date <= run->today);
}

static void
consider_best (IsgCalendarRun *run, const IsgDueRule *rule, GPtrArray *rows)
{
  g_autoptr (GHashTable) best = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();

  for (guint i = 0; i < rows->len; i++) {
    IsgFact *row = g_ptr_array_index (rows, i);
    g_autofree char *key = NULL;
    gpointer known = NULL;

    if (!counts (run, rule, row))
      continue;
    key = group_key (rule, row);
    if (!g_hash_table_lookup_extended (best, key, NULL, &known)) {
      g_ptr_array_add (order, key);
      g_hash_table_insert (best, g_steal_pointer (&key), row);
    } else if (is_better (run, rule, row, known))
      g_hash_table_insert (best, g_steal_pointer (&key), row);
  }
  for (guint i = 0; i < order->len; i++)
    consider (run, rule, g_hash_table_lookup (best, g_ptr_array_index (order, i)));
}

/* The record whose lines count, when only those of the newest do. */
static const char *
newest_record (IsgCalendarRun *run, const IsgDueRule *rule, GPtrArray *rows)
{
  const IsgFact *newest = NULL;

  for (guint i = 0; rule->newest && i < rows->len; i++) {
    const IsgFact *row = g_ptr_array_index (rows, i);
    IsgDate date = isg_fact_date (row, rule->newest_date);

    if (!row->closed && date <= run->today
        && (newest == NULL || date > isg_fact_date (newest, rule->newest_date)))
      newest = row;
  }
  return newest != NULL ? newest->record : NULL;
}

static void
compute_once (IsgCalendarRun *run, const IsgDueRule *rule)
{
  GPtrArray *rows = isg_facts_rows (run->facts, rule->base.table);
  const char *newest = newest_record (run, rule, rows);

  if (rule->pick != ISG_PICK_EACH) {
    consider_best (run, rule, rows);
    return;
  }
  for (guint i = 0; i < rows->len; i++) {
    const IsgFact *row = g_ptr_array_index (rows, i);

    if (counts (run, rule, row) && (!rule->newest || g_strcmp0 (row->record, newest) == 0))
      consider (run, rule, row);
  }
}

/* ---- the whole ---- */

static void
run_init (IsgCalendarRun *run, const IsgFacts *facts, IsgDate today, IsgDueList *list)
{
  GPtrArray *people;

  *run = (IsgCalendarRun){
    .facts = facts,
    .rules = facts->rules,
    .defs = facts->rules->calendar,
    .list = list,
    .today = today,
    .first_start = ISG_DATE_NONE,
    .size = (int) isg_facts_employees (facts, today),
  };
  run->people = g_hash_table_new (g_str_hash, g_str_equal);
  run->indexes = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_hash_table_unref);
  people = isg_facts_rows (facts, run->defs->people);
  for (guint i = 0; i < people->len; i++) {
    IsgFact *person = g_ptr_array_index (people, i);
    IsgDate start = isg_fact_date (person, run->defs->start);

    g_hash_table_insert (run->people, (gpointer) person->record, person);
    if (start != ISG_DATE_NONE && (run->first_start == ISG_DATE_NONE || start < run->first_start))
      run->first_start = start;
  }
}

static gboolean
applies (const IsgCalendarRun *run, const IsgDueRule *rule)
{
  /* Of people who have left something may remain to be kept when nobody works there any more. */
  if (!rule->left && run->size == 0
      && (run->first_start == ISG_DATE_NONE || run->first_start <= run->today))
    return FALSE;
  return run->size >= rule->size_min && run->size <= rule->size_max
         && isg_calendar_class_fits (rule->classes, run->facts->hazard_class);
}

void
isg_calendar_due (const IsgFacts *facts, IsgDate today, IsgDueList *list)
{
  IsgCalendarRun run;
  guint first;

  g_return_if_fail (facts != NULL);
  g_return_if_fail (isg_due_list_rules (list) == facts->rules);

  if (facts->rules->calendar->class_field == NULL)
    return;
  run_init (&run, facts, today, list);
  first = isg_due_list_items (list)->len;
  for (guint i = 0; i < run.defs->rules->len; i++) {
    const IsgDueRule *rule = g_ptr_array_index (run.defs->rules, i);

    if (!applies (&run, rule))
      continue;
    switch (rule->shape) {
    case ISG_DUE_HOURS:
      isg_calendar_hours (&run, rule);
      break;
    case ISG_DUE_YEARLY:
      isg_calendar_yearly (&run, rule);
      break;
    case ISG_DUE_ONCE:
    default:
      compute_once (&run, rule);
      break;
    }
  }
  isg_due_list_drop_replaced (list, first);
  g_hash_table_unref (run.indexes);
  g_hash_table_unref (run.people);
}
