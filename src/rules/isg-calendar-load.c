/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-calendar-private.h"

#include "rules/isg-sentence.h"

static void
test_free (gpointer data)
{
  IsgFactTest *test = data;

  g_clear_pointer (&test->values, g_ptr_array_unref);
  g_free (test);
}

static void
rule_free (gpointer data)
{
  IsgDueRule *rule = data;

  g_clear_pointer (&rule->base.where, g_ptr_array_unref);
  g_clear_pointer (&rule->done.where, g_ptr_array_unref);
  g_clear_pointer (&rule->then, g_ptr_array_unref);
  g_clear_pointer (&rule->person, g_ptr_array_unref);
  g_clear_pointer (&rule->classes, g_ptr_array_unref);
  g_clear_pointer (&rule->fills, g_ptr_array_unref);
  g_clear_pointer (&rule->by, g_array_unref);
  g_clear_pointer (&rule->done_filled, g_array_unref);
  g_free (rule);
}

static void
duty_free (gpointer data)
{
  IsgDutyDef *duty = data;

  g_clear_pointer (&duty->classes, g_ptr_array_unref);
  g_free (duty);
}

static void
table_free (gpointer data)
{
  IsgFactTable *table = data;

  g_ptr_array_unref (table->columns);
  g_free (table);
}

static IsgCalendarDefs *
defs_new (void)
{
  IsgCalendarDefs *defs = g_new0 (IsgCalendarDefs, 1);

  defs->tables = g_ptr_array_new_with_free_func (table_free);
  defs->rules = g_ptr_array_new_with_free_func (rule_free);
  defs->duties = g_ptr_array_new_with_free_func (duty_free);
  defs->holidays = g_array_new (FALSE, FALSE, sizeof (IsgHoliday));
  defs->years = g_array_new (FALSE, FALSE, sizeof (int));
  defs->start = defs->leave = defs->birth = defs->same = -1;
  return defs;
}

void
isg_calendar_defs_free (IsgCalendarDefs *defs)
{
  if (defs == NULL)
    return;

  g_ptr_array_unref (defs->tables);
  g_ptr_array_unref (defs->rules);
  g_ptr_array_unref (defs->duties);
  g_array_unref (defs->holidays);
  g_array_unref (defs->years);
  g_clear_pointer (&defs->rates.accidents.where, g_ptr_array_unref);
  g_clear_pointer (&defs->rates.victims.where, g_ptr_array_unref);
  g_clear_pointer (&defs->rates.death, g_ptr_array_unref);
  g_clear_pointer (&defs->rates.permanent, g_ptr_array_unref);
  g_free (defs);
}

/* ---- small parts ---- */

GPtrArray *
isg_calendar_classes (IsgPackNode *node)
{
  static const char *const known[] = { "low", "high", "very_high", NULL };
  GPtrArray *classes;

  if (!isg_pack_node_has (node, "hazard_class"))
    return NULL;
  classes = isg_pack_node_strings (node, "hazard_class");
  for (guint i = 0; i < classes->len; i++)
    if (!g_strv_contains (known, g_ptr_array_index (classes, i)))
      isg_pack_node_fail (node,
                          "hazard_class",
                          "unknown: %s",
                          (char *) g_ptr_array_index (classes, i));
  return classes;
}

gboolean
isg_calendar_class_fits (GPtrArray *classes, const char *hazard_class)
{
  for (guint i = 0; classes != NULL && i < classes->len; i++)
    if (g_strcmp0 (g_ptr_array_index (classes, i), hazard_class) == 0)
      return TRUE;
  return classes == NULL;
}

static IsgWords
load_words (IsgPackNode *node, const char *member, gboolean must)
{
  IsgWords words
    = must ? isg_pack_node_words (node, member) : isg_pack_node_words_or_null (node, member);
  const char *wrong = words.tr != NULL ? isg_sentence_check (words.tr) : NULL;

  if (wrong == NULL && words.en != NULL)
    wrong = isg_sentence_check (words.en);
  if (wrong != NULL)
    isg_pack_node_fail (node, member, "%s", wrong);
  return words;
}

const char *
isg_calendar_topic (IsgPackNode *node, const char *member, IsgRules *rules, gboolean must)
{
  const char *topic
    = must ? isg_pack_node_string (node, member) : isg_pack_node_string_or (node, member, NULL);

  for (guint i = 0; topic != NULL && i < rules->terms->len; i++)
    if (g_str_equal (((IsgTerm *) g_ptr_array_index (rules->terms, i))->topic, topic))
      return topic;
  if (topic != NULL)
    isg_pack_node_fail (node, member, "there is no term of that topic: %s", topic);
  return topic;
}

static int
load_column (IsgPackNode *node, const char *member, IsgRules *rules, guint table, gboolean must)
{
  const char *path
    = must ? isg_pack_node_string (node, member) : isg_pack_node_string_or (node, member, NULL);

  return path != NULL ? isg_calendar_column (node, member, rules, table, path) : -1;
}

static GArray *
load_columns (IsgPackNode *node, const char *member, IsgRules *rules, guint table)
{
  g_autoptr (GPtrArray) paths = NULL;
  GArray *columns;

  if (!isg_pack_node_has (node, member))
    return NULL;
  paths = isg_pack_node_strings (node, member);
  columns = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < paths->len; i++) {
    int column = isg_calendar_column (node, member, rules, table, g_ptr_array_index (paths, i));

    g_array_append_val (columns, column);
  }
  return columns;
}

/* {"path": [codes], …}, after "not" none of them; or "filled" and "empty" as the only code. */
static GPtrArray *
load_tests (IsgPackNode *node, const char *member, IsgRules *rules, guint table)
{
  IsgPackNode *map = isg_pack_node_object_or_null (node, member);
  GPtrArray *tests = g_ptr_array_new_with_free_func (test_free);

  for (guint i = 0; map != NULL && i < isg_pack_node_length (map); i++) {
    const char *path = isg_pack_node_nth_name (map, i);
    IsgFactTest *test = g_new0 (IsgFactTest, 1);
    const char *only;

    g_ptr_array_add (tests, test);
    test->column = isg_calendar_column (map, path, rules, table, path);
    test->values = isg_pack_node_strings (map, path);
    test->negated
      = test->values->len > 1 && g_str_equal (g_ptr_array_index (test->values, 0), "not");
    only = test->values->len == 1 ? g_ptr_array_index (test->values, 0) : "";
    test->filled = g_str_equal (only, "filled");
    if (test->filled || g_str_equal (only, "empty"))
      g_clear_pointer (&test->values, g_ptr_array_unref);
  }
  return tests;
}

static void
load_evidence (IsgPackNode *node, IsgRules *rules, IsgEvidence *evidence)
{
  const char *id = isg_pack_node_string (node, "kind");
  const char *list = isg_pack_node_string_or (node, "list", NULL);

  evidence->kind = isg_rules_kind (rules, id);
  if (evidence->kind == NULL) {
    isg_pack_node_fail (node, "kind", "there is no such kind: %s", id);
    return;
  }
  if (!evidence->kind->has_workplace)
    isg_pack_node_fail (node, "kind", "its records belong to no workplace: %s", id);
  evidence->table = isg_calendar_table (rules, evidence->kind, list);
  evidence->is_people = evidence->table == rules->calendar->people;
  evidence->date = load_column (node, "date", rules, evidence->table, FALSE);
  evidence->employee = load_column (node, "employee", rules, evidence->table, FALSE);
  evidence->where = load_tests (node, "where", rules, evidence->table);
}

/* ---- shapes ---- */

static void
load_base (IsgPackNode *node, IsgRules *rules, IsgDueRule *rule)
{
  static const char *const picks[] = { "each", "latest", "earliest", NULL };
  static const char *const empties[] = { "unknown", "skip", "open", NULL };
  guint table;

  load_evidence (node, rules, &rule->base);
  if (rule->base.kind == NULL)
    return;
  table = rule->base.table;
  if (rule->base.date == -1)
    isg_pack_node_fail (node, "date", "missing");
  rule->for_workplace = isg_pack_node_bool_or (node, "for_workplace", FALSE);
  rule->pick = (IsgPick) isg_pack_node_choice_or (node, "pick", picks, ISG_PICK_EACH);
  rule->by = load_columns (node, "by", rules, table);
  rule->empty = (IsgEmpty) isg_pack_node_choice_or (node, "empty", empties, ISG_EMPTY_UNKNOWN);
  rule->past = isg_pack_node_bool_or (node, "past", FALSE);
  rule->newest = isg_pack_node_has (node, "newest");
  rule->newest_date = load_column (node, "newest", rules, table, FALSE);
  rule->then = load_tests (node, "then", rules, table);
  rule->person = load_tests (node, "person", rules, rules->calendar->people);
  rule->instead = load_column (node, "instead", rules, table, FALSE);
  rule->until = load_column (node, "until", rules, table, FALSE);
  rule->plus = load_column (node, "plus", rules, table, FALSE);
  rule->add = (int) isg_pack_node_integer_or (node, "add", 0, 3660, 0);
  rule->left = isg_pack_node_bool_or (node, "left", FALSE);
  rule->returned = isg_calendar_topic (node, "returned", rules, FALSE);
  isg_pack_node_end (node);
}

static void
load_done (IsgPackNode *node, IsgRules *rules, IsgDueRule *rule)
{
  static const char *const sinces[] = { "ever", "base", NULL };

  if (node == NULL)
    return;
  rule->done_filled = load_columns (node, "filled", rules, rule->base.table);
  if (isg_pack_node_has (node, "kind")) {
    load_evidence (node, rules, &rule->done);
    rule->done_since = isg_pack_node_choice_or (node, "since", sinces, 0) == 1;
    if (rule->done.kind != NULL && rule->done.date == -1)
      isg_pack_node_fail (node, "date", "missing");
  }
  isg_pack_node_end (node);
}

static void
load_hours (IsgPackNode *node, IsgRules *rules, IsgDueRule *rule)
{
  load_evidence (node, rules, &rule->done);
  if (rule->done.kind == NULL)
    return;
  rule->amount = load_column (node, "amount", rules, rule->done.table, TRUE);
  rule->first = isg_calendar_topic (node, "first", rules, TRUE);
  rule->again = isg_calendar_topic (node, "again", rules, TRUE);
  rule->lesson = isg_calendar_topic (node, "lesson", rules, TRUE);
  rule->together = isg_calendar_topic (node, "together", rules, TRUE);
  rule->emits_again = isg_pack_node_bool_or (node, "repeat", FALSE);
  if (rule->done.date == -1 || rule->done.employee == -1)
    isg_pack_node_fail (node, "employee", "date and employee are needed");
  isg_pack_node_end (node);
}

static void
load_yearly (IsgPackNode *node, IsgRules *rules, IsgDueRule *rule)
{
  rule->month = (int) isg_pack_node_integer (node, "month", 1, 12);
  rule->day = (int) isg_pack_node_integer (node, "day", 1, 31);
  if (isg_date_new (2023, rule->month, rule->day) == ISG_DATE_NONE)
    isg_pack_node_fail (node, "day", "no such day");
  load_evidence (node, rules, &rule->done);
  if (rule->done.kind == NULL)
    return;
  rule->year_column = load_column (node, "year", rules, rule->done.table, TRUE);
  isg_pack_node_end (node);
}

static void
load_shape (IsgPackNode *node, IsgRules *rules, IsgDueRule *rule)
{
  IsgPackNode *hours = isg_pack_node_object_or_null (node, "hours");
  IsgPackNode *yearly = isg_pack_node_object_or_null (node, "yearly");

  rule->shape = hours != NULL ? ISG_DUE_HOURS : yearly != NULL ? ISG_DUE_YEARLY : ISG_DUE_ONCE;
  if (hours != NULL)
    load_hours (hours, rules, rule);
  else if (yearly != NULL)
    load_yearly (yearly, rules, rule);
  else {
    load_base (isg_pack_node_object (node, "base"), rules, rule);
    load_done (isg_pack_node_object_or_null (node, "done"), rules, rule);
  }
}

/* "fills": {"exam_type": "periodic"}: what a new record of the kind that it opens says already. */
static void
load_fills (IsgPackNode *node, IsgRules *rules, IsgDueRule *rule)
{
  IsgPackNode *map = isg_pack_node_object_or_null (node, "fills");
  const IsgKind *kind = rule->opens != NULL ? isg_rules_kind (rules, rule->opens) : NULL;

  if (map == NULL)
    return;
  rule->fills = g_ptr_array_new ();
  for (guint i = 0; i < isg_pack_node_length (map); i++) {
    const char *name = isg_pack_node_nth_name (map, i);
    const char *code = isg_pack_node_string (map, name);
    const IsgFieldDef *def = kind != NULL ? isg_fields_find_def (kind->fields, name) : NULL;

    if (def == NULL || def->codes == NULL || !isg_field_def_knows (def, code))
      isg_pack_node_fail (map, name, "%s has no such field with this code", rule->opens);
    g_ptr_array_add (rule->fills, (gpointer) name);
    g_ptr_array_add (rule->fills, (gpointer) code);
  }
  isg_pack_node_end (map);
}

static void
load_rule (IsgPackNode *node, IsgRules *rules)
{
  static const char *const topics[]
    = { "exam",     "training", "risk",   "emergency", "equipment", "accident",
        "contract", "paper",    "person", "retention", NULL };
  IsgDueRule *rule = g_new0 (IsgDueRule, 1);
  GPtrArray *all = rules->calendar->rules;

  rule->instead = rule->until = rule->plus = rule->amount = rule->year_column = rule->newest_date
    = -1;
  rule->base.employee = rule->done.employee = -1;
  rule->people
    = ((IsgFactTable *) g_ptr_array_index (rules->calendar->tables, rules->calendar->people))->kind;
  rule->id = isg_pack_node_string (node, "id");
  rule->topic = topics[isg_pack_node_choice (node, "topic", topics)];
  rule->text = load_words (node, "text", TRUE);
  rule->why = load_words (node, "why", FALSE);
  rule->article = isg_pack_node_string_or (node, "article", NULL);
  rule->verify = isg_pack_node_string_or (node, "verify", NULL);
  rule->opens = isg_pack_node_string_or (node, "opens", NULL);
  load_fills (node, rules, rule);
  rule->replaces = isg_pack_node_string_or (node, "replaces", NULL);
  rule->term = isg_calendar_topic (node, "term", rules, FALSE);
  rule->classes = isg_calendar_classes (node);
  rule->size_min = (int) isg_pack_node_integer_or (node, "size_min", 0, G_MAXINT, 0);
  rule->size_max = (int) isg_pack_node_integer_or (node, "size_max", 0, G_MAXINT, G_MAXINT);
  rule->younger_than = (int) isg_pack_node_integer_or (node, "younger_than", 1, 99, 0);
  load_shape (node, rules, rule);
  isg_pack_node_string (node, "source");
  isg_pack_node_end (node);

  if (rule->article == NULL && rule->term == NULL && rule->shape != ISG_DUE_HOURS)
    isg_pack_node_fail (node, "article", "missing");
  if (rule->opens != NULL && isg_rules_kind (rules, rule->opens) == NULL)
    isg_pack_node_fail (node, "opens", "there is no such kind: %s", rule->opens);
  for (guint i = 0; i < all->len; i++)
    if (g_str_equal (((IsgDueRule *) g_ptr_array_index (all, i))->id, rule->id))
      isg_pack_node_fail (node, "id", "stands twice: %s", rule->id);
  g_ptr_array_add (all, rule);
}

/* ---- the whole ---- */

/* Which kind works and which field of a workplace is its class: read before the rules. */
static void
load_calendar (IsgPackNode *root, IsgRules *rules)
{
  IsgPackNode *node = isg_pack_node_object_or_null (root, "calendar");
  IsgCalendarDefs *defs = rules->calendar;
  const IsgKind *places, *people;
  const char *id;

  if (node == NULL)
    return;
  id = defs->places = isg_pack_node_string (node, "workplaces");
  places = isg_rules_kind (rules, id);
  defs->class_field = isg_pack_node_string (node, "hazard_class");
  if (places == NULL || isg_kind_field (places, defs->class_field) == NULL)
    isg_pack_node_fail (node, "hazard_class", "there is no such field");
  else {
    g_autofree char *path = g_strconcat (id, ".", defs->class_field, NULL);

    defs->class_path = g_string_chunk_insert_const (rules->strings, path);
  }
  id = isg_pack_node_string (node, "people");
  people = isg_rules_kind (rules, id);
  if (people == NULL) {
    isg_pack_node_fail (node, "people", "there is no such kind: %s", id);
    return;
  }
  defs->people = isg_calendar_table (rules, people, NULL);
  defs->start = load_column (node, "start", rules, defs->people, TRUE);
  defs->leave = load_column (node, "leave", rules, defs->people, TRUE);
  defs->birth = load_column (node, "birth", rules, defs->people, TRUE);
  defs->same = load_column (node, "same", rules, defs->people, TRUE);
  defs->soon = (int) isg_pack_node_integer (node, "soon", 1, 366);
  IsgPackNode *weekend = isg_pack_node_array (node, "weekend");
  for (guint i = 0; i < isg_pack_node_length (weekend); i++) {
    static const char *const days[]
      = { "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", NULL };
    const char *day = isg_pack_node_nth_string (weekend, i);
    gboolean known = FALSE;

    for (guint j = 0; days[j] != NULL; j++)
      if (g_str_equal (days[j], day)) {
        defs->weekend |= 1u << (j + 1);
        known = TRUE;
      }
    if (!known)
      isg_pack_node_fail (node, "weekend", "unknown: %s", day);
  }
  isg_pack_node_string (node, "source");
  isg_pack_node_string_or (node, "verify", NULL);
  isg_pack_node_end (node);
}

static void
load_rates (IsgPackNode *root, IsgRules *rules)
{
  IsgPackNode *node = isg_pack_node_object_or_null (root, "rates");
  IsgRatesDef *rates = &rules->calendar->rates;
  IsgPackNode *accidents, *victims;

  if (node == NULL)
    return;
  if (rates->accidents.kind != NULL || rules->calendar->class_field == NULL) {
    isg_pack_node_fail (root, "rates", "they stand once, in a pack with a calendar");
    return;
  }
  accidents = isg_pack_node_object (node, "accidents");
  victims = isg_pack_node_object (node, "victims");
  load_evidence (accidents, rules, &rates->accidents);
  load_evidence (victims, rules, &rates->victims);
  if (rates->accidents.kind == NULL || rates->victims.kind == NULL)
    return;
  rates->days = load_column (victims, "days", rules, rates->victims.table, TRUE);
  rates->degree = load_column (victims, "degree", rules, rates->victims.table, FALSE);
  rates->death = load_tests (victims, "death", rules, rates->victims.table);
  rates->permanent = load_tests (victims, "permanent", rules, rates->victims.table);
  isg_pack_node_string (node, "source");
  isg_pack_node_end (accidents);
  isg_pack_node_end (victims);
  isg_pack_node_end (node);
}

static void
load_rules (IsgPackNode *root, IsgRules *rules)
{
  IsgPackNode *list = isg_pack_node_array_or_empty (root, "due");

  if (isg_pack_node_length (list) > 0 && rules->calendar->class_field == NULL)
    isg_pack_node_fail (root, "due", "no file in terms/ has a calendar");
  else
    for (guint i = 0; i < isg_pack_node_length (list); i++)
      load_rule (isg_pack_node_nth_object (list, i), rules);
}

/* Once all rules are there. */
static void
check_replaced (IsgPackNode *root, IsgRules *rules)
{
  IsgPackNode *list = isg_pack_node_array_or_empty (root, "due");
  GPtrArray *all = rules->calendar->rules;

  for (guint i = 0; i < isg_pack_node_length (list); i++) {
    IsgPackNode *node = isg_pack_node_nth_object (list, i);
    const char *replaces = isg_pack_node_string_or (node, "replaces", NULL);
    gboolean found = replaces == NULL;

    for (guint j = 0; j < all->len && !found; j++)
      found = g_str_equal (((IsgDueRule *) g_ptr_array_index (all, j))->id, replaces);
    if (!found)
      isg_pack_node_fail (node, "replaces", "there is no such rule: %s", replaces);
  }
}

void
isg_calendar_load (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "terms");
  g_autoptr (GPtrArray) roots = g_ptr_array_new ();

  rules->calendar = defs_new ();
  for (guint i = 0; i < files->len; i++) {
    IsgPackNode *root = isg_pack_reader_json (reader, g_ptr_array_index (files, i));

    isg_pack_node_has (root, "terms");
    g_ptr_array_add (roots, root);
    load_calendar (root, rules);
  }
  for (guint i = 0; i < roots->len; i++) {
    IsgPackNode *root = g_ptr_array_index (roots, i);

    /* What is wrong so far may be what the rules stand on. */
    if (isg_pack_reader_failed (reader))
      return;
    load_rules (root, rules);
    load_rates (root, rules);
    isg_duty_defs_load (isg_pack_node_array_or_empty (root, "duties"), rules);
    isg_holidays_load (isg_pack_node_array_or_empty (root, "holidays"), rules->calendar);
    isg_pack_node_end (root);
  }
  for (guint i = 0; i < roots->len; i++)
    check_replaced (g_ptr_array_index (roots, i), rules);
}
