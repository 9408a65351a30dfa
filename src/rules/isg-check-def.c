/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "rules/isg-check-private.h"

/* In the order of IsgSeverity and IsgCheckPathName. */
static const char *const grades[] = { "info", "warning", "block", NULL };
static const char *const path_members[] = {
  "path", "other", "at", "date", "class", "from", "until", "unless_filled",
};

G_STATIC_ASSERT (G_N_ELEMENTS (path_members) == ISG_CHECK_N_PATHS);

/* The further parameters that a check takes. */
typedef enum {
  TAKES_KIND = 1 << 0,   /* "kind", "key", "active_from", "active_until": a kind and fields of it */
  TAKES_COLUMN = 1 << 1, /* "column" of the code list of "path", or of "list" */
  TAKES_LIST = 1 << 2,   /* "list": a code list */
  TAKES_TERM = 1 << 3,   /* "term" */
  TAKES_UNIT = 1 << 4,   /* "unit_term" */
  TAKES_NUMBER = 1 << 5, /* "number" */
  TAKES_SINCE = 1 << 6,  /* "since", perhaps */
  TAKES_ELSE = 1 << 7,   /* "elsewhere": {code, grade}, perhaps */
  TAKES_ALLOWED = 1 << 8, /* "allowed": {value: [values]} */
  TAKES_LISTS = 1 << 9,   /* "lists": [{path, max}] */
  TAKES_SPAN = 1 << 10,   /* "active_from", "active_until": fields of what "path" refers to */
  TAKES_ALL = 1 << 11,    /* "all": {path: [values]} */
  TAKES_SHARED = 1 << 12, /* "shared": [paths], perhaps */
  TAKES_ANY = 1 << 13,    /* "any": [paths] */
  TAKES_HEADS = 1 << 15,  /* "kind", "active_from", "active_until": a kind and fields of it */
  TAKES_OF = 1 << 14,     /* "kind", "key": a kind with a day, and a field of it with codes */
} Takes;

#define P(name) (1u << ISG_CHECK_##name)

/* clang-format off */
static const struct {
  const char *name;
  IsgCheckFunc func;
  guint must;  /* paths that it needs */
  guint may;   /* paths that it can do without */
  guint takes;
} primitives[] = {
  { "date_not_future", isg_check_date_not_future, P (PATH), 0, 0 },
  { "date_not_before", isg_check_date_not_before, P (PATH) | P (OTHER), P (AT), 0 },
  { "date_not_after", isg_check_date_not_after, P (PATH) | P (OTHER), 0, 0 },
  { "term_until", isg_check_term_until, P (PATH) | P (OTHER) | P (CLASS), 0, TAKES_TERM },
  { "time_not_before", isg_check_time_not_before, P (PATH) | P (OTHER), P (AT), 0 },
  { "needs_any", isg_check_needs_any, 0, P (AT), TAKES_ANY },
  { "needs_none", isg_check_needs_none, 0, 0, TAKES_ANY },
  { "fill_all", isg_check_fill_all, 0, 0, TAKES_ANY },
  { "code_alone", isg_check_code_alone, P (PATH), 0, TAKES_COLUMN },
  { "age_below", isg_check_age_below, P (PATH), P (DATE), TAKES_NUMBER | TAKES_TERM },
  { "term_sum", isg_check_term_sum, P (PATH) | P (DATE) | P (CLASS), P (AT), TAKES_TERM | TAKES_UNIT },
  { "ref_active_on", isg_check_ref_active_on, P (PATH) | P (DATE), 0, TAKES_SPAN },
  { "ref_same_workplace", isg_check_ref_same_workplace, P (PATH), 0, 0 },
  { "covered_by", isg_check_covered_by, P (PATH) | P (DATE), 0, TAKES_KIND },
  { "duplicate", isg_check_duplicate, P (PATH), P (FROM) | P (UNTIL), TAKES_ELSE },
  { "duplicate_record", isg_check_duplicate_record, P (PATH), 0, TAKES_SHARED },
  { "no_overlap", isg_check_no_overlap, P (PATH) | P (FROM) | P (UNTIL), 0, 0 },
  { "term_heads", isg_check_term_heads, P (PATH) | P (FROM) | P (UNTIL) | P (CLASS), 0,
    TAKES_HEADS | TAKES_TERM | TAKES_UNIT },
  { "unique_in_list", isg_check_unique_in_list, P (PATH), 0, 0 },
  { "split_notice", isg_check_split_notice, 0, 0, TAKES_LISTS },
  { "matrix", isg_check_matrix, P (PATH) | P (OTHER) | P (AT), 0, TAKES_ALLOWED },
  { "combination", isg_check_combination, P (AT) | P (DATE), 0, TAKES_ALL | TAKES_SINCE },
  { "matches_code", isg_check_matches_code, P (PATH) | P (OTHER) | P (UNLESS), 0, TAKES_COLUMN },
  { "code_successor", isg_check_code_successor, P (PATH), 0, TAKES_COLUMN | TAKES_LIST },
  { "code_reused", isg_check_code_reused, P (PATH), 0, TAKES_COLUMN | TAKES_LIST },
  { "person_foreign", isg_check_person_foreign, P (PATH), P (UNLESS), 0 },
  { "sgk_nature", isg_check_sgk_nature, P (PATH), 0, TAKES_LIST },
  { "sgk_province", isg_check_sgk_province, P (PATH), 0, TAKES_COLUMN | TAKES_LIST },
  { "sgk_activity", isg_check_sgk_activity, P (PATH) | P (OTHER), 0, 0 },
  { "risk_values", isg_check_risk_values, P (PATH) | P (OTHER), 0, 0 },
  { "risk_unused", isg_check_risk_unused, P (PATH) | P (OTHER), 0, 0 },
  { "risk_scored", isg_check_risk_scored, P (PATH) | P (OTHER), 0, 0 },
  { "risk_needs", isg_check_risk_needs, P (PATH) | P (OTHER), 0, TAKES_SHARED },
  { "risk_lower", isg_check_risk_lower, P (PATH) | P (OTHER), 0, 0 },
  { "risk_done", isg_check_risk_done, P (PATH) | P (OTHER) | P (DATE), 0, 0 },
  { "statement_known", isg_check_statement_known, P (PATH), 0, 0 },
  { "statement_hazard", isg_check_statement_hazard, P (PATH) | P (OTHER), 0, TAKES_ALL },
  { "row_value", isg_check_row_value, 0, 0, TAKES_ALL },
  { "review_due", isg_check_review_due, P (PATH) | P (OTHER), 0, TAKES_OF },
};
/* clang-format on */

/* What every loader of a parameter works on. */
typedef struct {
  IsgPackNode *node;
  IsgRules *rules;
  const IsgKind *kind;
  IsgCheckDef *def;
} Load;

void
isg_check_def_free (IsgCheckDef *def)
{
  for (guint i = 0; i < ISG_CHECK_N_PATHS; i++)
    isg_path_free (def->paths[i]);
  g_clear_pointer (&def->params.allowed, g_hash_table_unref);
  g_clear_pointer (&def->params.lists, g_ptr_array_unref);
  g_clear_pointer (&def->params.when, g_ptr_array_unref);
  g_clear_pointer (&def->params.when_in, g_ptr_array_unref);
  g_clear_pointer (&def->params.maxima, g_array_unref);
  g_free (def);
}

char *
isg_check_def_place (const IsgCheckDef *def, guint row)
{
  const IsgPath *path
    = def->paths[ISG_CHECK_AT] != NULL ? def->paths[ISG_CHECK_AT] : def->paths[ISG_CHECK_PATH];

  return path != NULL ? isg_path_place (path, row) : NULL;
}

static IsgPath *
make_path (Load *load, IsgPackNode *node, const char *member, const char *text)
{
  g_autofree char *reason = NULL;
  IsgPath *path = isg_path_new (load->rules, load->kind, text, &reason);

  if (path == NULL)
    isg_pack_node_fail (node, member, "%s", reason);
  return path;
}

static void
load_paths (Load *load, guint must, guint may)
{
  for (guint i = 0; i < ISG_CHECK_N_PATHS; i++) {
    const char *member = path_members[i];

    if ((must & (1u << i)) || ((may & (1u << i)) && isg_pack_node_has (load->node, member)))
      load->def->paths[i]
        = make_path (load, load->node, member, isg_pack_node_string (load->node, member));
  }
}

static const char *
load_code (Load *load, IsgPackNode *node)
{
  const char *code = isg_pack_node_string (node, "code");

  if (!isg_rules_has_finding (load->rules, code))
    isg_pack_node_fail (node, "code", "there is no text finding.%s", code);
  return code;
}

static const char *
load_field_of (Load *load, const char *member, const IsgKind *kind)
{
  const char *id = isg_pack_node_string (load->node, member);

  if (kind != NULL && isg_fields_find_def (kind->fields, id) == NULL)
    isg_pack_node_fail (load->node, member, "%s has no such field: %s", kind->id, id);
  return id;
}

static void
load_span (Load *load, const IsgKind *kind)
{
  if (kind == NULL)
    isg_pack_node_fail (load->node, NULL, "there is no such kind to look at");
  load->def->params.from = load_field_of (load, "active_from", kind);
  load->def->params.until = load_field_of (load, "active_until", kind);
}

static void
load_kind (Load *load)
{
  const char *id = isg_pack_node_string (load->node, "kind");
  const IsgKind *kind = isg_rules_kind (load->rules, id);

  load->def->params.kind = id;
  load_span (load, kind);
  load->def->params.key = load_field_of (load, "key", kind);
}

/* As load_kind (), of all records of a kind. */
static void
load_heads (Load *load)
{
  const char *id = isg_pack_node_string (load->node, "kind");

  load->def->params.kind = id;
  load_span (load, isg_rules_kind (load->rules, id));
}

/* As load_kind (), of a kind that has one day and no span. */
static void
load_of (Load *load)
{
  const char *id = isg_pack_node_string (load->node, "kind");
  const IsgKind *kind = isg_rules_kind (load->rules, id);
  const IsgFieldDef *field = NULL;

  load->def->params.kind = id;
  load->def->params.key = load_field_of (load, "key", kind);
  if (kind == NULL || kind->date == NULL) {
    isg_pack_node_fail (load->node, "kind", "there is no such kind with a day: %s", id);
    return;
  }
  field = isg_fields_find_def (kind->fields, load->def->params.key);
  if (field != NULL && field->codes == NULL)
    isg_pack_node_fail (load->node, "key", "a field with codes is expected");
}

static const IsgKind *
path_kind (Load *load)
{
  const IsgPath *path = load->def->paths[ISG_CHECK_PATH];
  const IsgFieldDef *field = path != NULL ? isg_path_field (path) : NULL;

  if (field == NULL || field->ref_kind == NULL)
    return NULL;
  return isg_rules_kind (load->rules, field->ref_kind);
}

static void
load_list (Load *load)
{
  const char *id = isg_pack_node_string (load->node, "list");

  load->def->params.list = isg_rules_code_list (load->rules, id);
  if (load->def->params.list == NULL)
    isg_pack_node_fail (load->node, "list", "there is no such code list: %s", id);
}

static gboolean
any_has_column (GHashTable *lists, const char *column)
{
  GHashTableIter iter;
  gpointer list = NULL;

  if (lists == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, lists);
  while (g_hash_table_iter_next (&iter, NULL, &list))
    if (isg_code_list_has_column (list, column))
      return TRUE;
  return FALSE;
}

/* The column is one of the list that the check names, or of a list whose codes the judged field can
 * hold. */
static void
load_column (Load *load)
{
  const IsgPath *path = load->def->paths[ISG_CHECK_OTHER] != NULL
                          ? load->def->paths[ISG_CHECK_OTHER]
                          : load->def->paths[ISG_CHECK_PATH];
  const IsgFieldDef *field = path != NULL ? isg_path_field (path) : NULL;
  const IsgCodeList *named = load->def->params.list;
  const char *column = isg_pack_node_string (load->node, "column");

  load->def->params.column = column;
  if ((named == NULL || !isg_code_list_has_column (named, column))
      && (field == NULL || field->codes == NULL
          || (!isg_code_list_has_column (field->codes, column)
              && !any_has_column (field->codes_for, column))))
    isg_pack_node_fail (load->node, "column", "there is no such column: %s", column);
}

static const char *
load_term (Load *load, const char *member)
{
  const char *topic = isg_pack_node_string (load->node, member);

  for (guint i = 0; i < load->rules->terms->len; i++)
    if (g_str_equal (((IsgTerm *) g_ptr_array_index (load->rules->terms, i))->topic, topic))
      return topic;
  isg_pack_node_fail (load->node, member, "there is no term of this topic: %s", topic);
  return topic;
}

static void
load_elsewhere (Load *load)
{
  IsgPackNode *node = isg_pack_node_object_or_null (load->node, "elsewhere");

  if (node == NULL)
    return;
  load->def->params.elsewhere_code = load_code (load, node);
  load->def->params.elsewhere_grade = (IsgSeverity) isg_pack_node_choice (node, "grade", grades);
  isg_pack_node_end (node);
}

static void
check_codes (IsgPackNode *node, const char *member, const IsgPath *path, const char *code)
{
  const IsgFieldDef *field = path != NULL ? isg_path_field (path) : NULL;

  if (field == NULL || (field->codes == NULL && field->type != ISG_VALUE_BOOL))
    isg_pack_node_fail (node, member, "a field with codes is expected");
  else if (!isg_field_def_knows (field, code))
    isg_pack_node_fail (node, member, "there is no such code: %s", code);
}

static GHashTable *
make_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
}

static void
load_allowed (Load *load)
{
  IsgPackNode *map = isg_pack_node_object (load->node, "allowed");

  load->def->params.allowed = make_table ();
  for (guint i = 0; i < isg_pack_node_length (map); i++) {
    const char *name = isg_pack_node_nth_name (map, i);
    GPtrArray *values = isg_pack_node_strings (map, name);

    g_hash_table_insert (load->def->params.allowed, (gpointer) name, values);
    check_codes (map, name, load->def->paths[ISG_CHECK_PATH], name);
    for (guint j = 0; j < values->len; j++)
      check_codes (map, name, load->def->paths[ISG_CHECK_OTHER], g_ptr_array_index (values, j));
  }
}

/* "all": {"method": ["remote"], …}: the paths go to params.lists, the values under their text to
 * params.allowed. */
static void
load_all (Load *load)
{
  IsgPackNode *map = isg_pack_node_object (load->node, "all");

  load->def->params.allowed = make_table ();
  load->def->params.lists = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_path_free);
  for (guint i = 0; i < isg_pack_node_length (map); i++) {
    const char *name = isg_pack_node_nth_name (map, i);
    GPtrArray *values = isg_pack_node_strings (map, name);
    IsgPath *path = make_path (load, map, name, name);

    g_hash_table_insert (load->def->params.allowed, (gpointer) name, values);
    if (path == NULL)
      return;
    g_ptr_array_add (load->def->params.lists, path);
    for (guint j = 0; j < values->len; j++)
      check_codes (map, name, path, g_ptr_array_index (values, j));
  }
}

static void
load_lists (Load *load)
{
  IsgPackNode *array = isg_pack_node_array (load->node, "lists");

  load->def->params.lists = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_path_free);
  load->def->params.maxima = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < isg_pack_node_length (array); i++) {
    IsgPackNode *item = isg_pack_node_nth_object (array, i);
    guint max = (guint) isg_pack_node_integer (item, "max", 1, 100000);
    IsgPath *path = make_path (load, item, "path", isg_pack_node_string (item, "path"));

    isg_pack_node_end (item);
    if (path == NULL)
      return;
    g_ptr_array_add (load->def->params.lists, path);
    g_array_append_val (load->def->params.maxima, max);
  }
}

static void
load_list_of_paths (Load *load, const char *member)
{
  g_autoptr (GPtrArray) texts = isg_pack_node_strings (load->node, member);

  load->def->params.lists = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_path_free);
  for (guint i = 0; i < texts->len; i++) {
    IsgPath *path = make_path (load, load->node, member, g_ptr_array_index (texts, i));

    if (path == NULL)
      return;
    g_ptr_array_add (load->def->params.lists, path);
  }
}

/* "when": {"exam_type": ["entry"]}: any check may have it. */
static void
load_when (Load *load)
{
  IsgPackNode *map = isg_pack_node_object_or_null (load->node, "when");

  if (map == NULL)
    return;
  load->def->params.when = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_path_free);
  load->def->params.when_in = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < isg_pack_node_length (map); i++) {
    const char *name = isg_pack_node_nth_name (map, i);
    GPtrArray *values = isg_pack_node_strings (map, name);
    IsgPath *path = make_path (load, map, name, name);

    g_ptr_array_add (load->def->params.when_in, values);
    if (path == NULL)
      return;
    g_ptr_array_add (load->def->params.when, path);
    for (guint j = 0; j < values->len; j++)
      check_codes (map, name, path, g_ptr_array_index (values, j));
  }
}

static void
load_params (Load *load, guint takes)
{
  load_when (load);
  if (takes & TAKES_KIND)
    load_kind (load);
  if (takes & TAKES_HEADS)
    load_heads (load);
  if (takes & TAKES_OF)
    load_of (load);
  if (takes & TAKES_SPAN)
    load_span (load, path_kind (load));
  if (takes & TAKES_LIST)
    load_list (load);
  if (takes & TAKES_COLUMN)
    load_column (load);
  if (takes & TAKES_TERM)
    load->def->params.term = load_term (load, "term");
  if (takes & TAKES_UNIT)
    load->def->params.unit_term = load_term (load, "unit_term");
  if (takes & TAKES_NUMBER)
    load->def->params.number = (int) isg_pack_node_integer (load->node, "number", 1, 100000);
  if (takes & TAKES_SINCE)
    load->def->params.since = isg_pack_node_date_or (load->node, "since", ISG_DATE_NONE);
  if (takes & TAKES_ELSE)
    load_elsewhere (load);
  if (takes & TAKES_ALLOWED)
    load_allowed (load);
  if (takes & TAKES_ALL)
    load_all (load);
  if (takes & TAKES_LISTS)
    load_lists (load);
  if (takes & TAKES_SHARED)
    load_list_of_paths (load, "shared");
  if (takes & TAKES_ANY)
    load_list_of_paths (load, "any");
}

static int
find_primitive (IsgPackNode *node)
{
  const char *name = isg_pack_node_string (node, "check");

  for (guint i = 0; i < G_N_ELEMENTS (primitives); i++)
    if (g_str_equal (primitives[i].name, name))
      return (int) i;
  isg_pack_node_fail (node, "check", "this engine has no such check: %s", name);
  return -1;
}

IsgCheckDef *
isg_check_def_load (IsgPackNode *node, IsgRules *rules, const IsgKind *kind)
{
  Load load = { node, rules, kind, NULL };
  int found = find_primitive (node);

  if (found < 0)
    return NULL;
  load.def = g_new0 (IsgCheckDef, 1);
  load.def->func = primitives[found].func;
  load.def->code = load_code (&load, node);
  load.def->grade = (IsgSeverity) isg_pack_node_choice (node, "grade", grades);
  isg_pack_node_string (node, "source");
  load_paths (&load, primitives[found].must, primitives[found].may);
  load_params (&load, primitives[found].takes);
  isg_pack_node_end (node);
  return load.def;
}
