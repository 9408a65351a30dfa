/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-rules-private.h"
#include "rules/isg-sentence.h"

/* In the order of IsgValueType. */
static const char *const types[] = {
  "text", "integer", "decimal", "date",  "time",   "datetime",
  "bool", "code",    "ref",     "codes", "groups", NULL,
};

/* In the order of IsgObligation and IsgFieldCheck. */
static const char *const obligations[] = { "optional", "conditional", "required", NULL };
static const char *const checks[] = { "none", "person", "sgk", "tax", NULL };

/* Read with the other kinds at hand (isg-entry-load.c). */
static const char *const entry_members[]
  = { "ordinary", "asked_when", "carry", "fill", "quotient" };

static const IsgCodeList *
find_list (IsgPackNode *node, const char *member, IsgRules *rules, const char *id)
{
  const IsgCodeList *list = isg_rules_code_list (rules, id);

  if (list == NULL)
    isg_pack_node_fail (node, member, "there is no such code list: %s", id);
  return list;
}

static void
load_limits (IsgPackNode *node, IsgFieldDef *field)
{
  if (isg_pack_node_decimal_or (node, "min", &field->min))
    field->limits |= 1;
  if (isg_pack_node_decimal_or (node, "max", &field->max))
    field->limits |= 2;
  if (field->limits == 3 && isg_decimal_compare (field->min, field->max) > 0)
    isg_pack_node_fail (node, "max", "less than min");
}

static void
load_text (IsgPackNode *node, IsgFieldDef *field)
{
  field->max_length = (guint) isg_pack_node_integer (node, "max_length", 1, 1000000);
  field->check = (IsgFieldCheck) isg_pack_node_choice_or (node, "check", checks, 0);
  field->format = isg_pack_node_string_or (node, "format", NULL);
}

static void
load_codes (IsgPackNode *node, IsgFieldDef *field, IsgRules *rules)
{
  field->codes = find_list (node, "codes", rules, isg_pack_node_string (node, "codes"));
  field->format = isg_pack_node_string_or (node, "format", NULL);
  isg_pack_node_has (node, "codes_by");
}

static void
load_groups (IsgPackNode *node, IsgFieldDef *field, IsgRules *rules)
{
  load_limits (node, field);
  field->fields
    = isg_field_defs_load (isg_pack_node_array (node, "fields"), rules, NULL, field->sealed);
  isg_pack_node_has (node, "row");
}

static void
load_by_type (IsgPackNode *node, IsgFieldDef *field, IsgRules *rules, gboolean in_row)
{
  switch (field->type) {
  case ISG_VALUE_TEXT:
    load_text (node, field);
    break;
  case ISG_VALUE_INTEGER:
  case ISG_VALUE_DECIMAL:
    load_limits (node, field);
    break;
  case ISG_VALUE_CODES:
    load_limits (node, field);
    load_codes (node, field, rules);
    break;
  case ISG_VALUE_CODE:
    load_codes (node, field, rules);
    break;
  case ISG_VALUE_REF:
    field->ref_kind = isg_pack_node_string (node, "kind");
    break;
  case ISG_VALUE_GROUPS:
    if (in_row)
      isg_pack_node_fail (node, "type", "a list may not stand in a list");
    else
      load_groups (node, field, rules);
    break;
  case ISG_VALUE_DATE:
  case ISG_VALUE_TIME:
  case ISG_VALUE_DATETIME:
  case ISG_VALUE_BOOL:
  default:
    break;
  }
}

static void
load_obligation (IsgPackNode *node, IsgFieldDef *field, IsgRules *rules)
{
  field->obligation = (IsgObligation) isg_pack_node_choice (node, "obligation", obligations);
  field->hint = isg_pack_node_words_or_null (node, "hint");
  field->missing = isg_pack_node_string_or (node, "missing", "required");
  if (!isg_rules_has_finding (rules, field->missing))
    isg_pack_node_fail (node, "missing", "there is no text finding.%s", field->missing);
  if (field->obligation != ISG_OBLIGATION_OPTIONAL && field->hint.tr == NULL
      && g_str_equal (field->missing, "required"))
    isg_pack_node_fail (node, "hint", "missing, though the field may be asked for");
  if ((field->obligation == ISG_OBLIGATION_CONDITIONAL)
      != isg_pack_node_has (node, "required_when"))
    isg_pack_node_fail (node, "required_when", "it goes with the obligation \"conditional\"");
}

static void
load_section (IsgPackNode *node, IsgFieldDef *field, const IsgKind *kind)
{
  if (kind == NULL)
    return;

  field->section = isg_pack_node_string_or (node, "section", NULL);
  if (field->section != NULL
      && !g_ptr_array_find_with_equal_func (kind->sections, field->section, g_str_equal, NULL))
    isg_pack_node_fail (node, "section", "there is no such section: %s", field->section);
}

/* What is sealed stands in no search key. */
static void
load_sealed (IsgPackNode *node, IsgFieldDef *field, const IsgKind *kind, gboolean sealed)
{
  gboolean section = kind != NULL && field->section != NULL
                     && g_hash_table_contains (kind->sealed, field->section);

  field->sealed = isg_pack_node_bool_or (node, "sealed", FALSE) || section || sealed;
  if (field->sealed && field->search)
    isg_pack_node_fail (node, "search", "what is sealed is not searched");
}

static gboolean
is_field_id (const char *id)
{
  for (const char *at = id; *at != '\0'; at++)
    if (!g_ascii_islower (*at) && !(at > id && (g_ascii_isdigit (*at) || *at == '_')))
      return FALSE;
  return *id != '\0';
}

static void
load_id (IsgPackNode *node, IsgFieldDef *field, GPtrArray *before)
{
  field->id = isg_pack_node_string (node, "id");
  if (!is_field_id (field->id))
    isg_pack_node_fail (node, "id", "small letters, digits and _ are expected: %s", field->id);
  else if (g_str_equal (field->id, "workplace"))
    isg_pack_node_fail (node, "id", "this name stands for the record's workplace");
  else if (isg_fields_find_def (before, field->id) != NULL)
    isg_pack_node_fail (node, "id", "stands twice: %s", field->id);
}

static IsgFieldDef *
load_field (IsgPackNode *node,
            IsgRules *rules,
            const IsgKind *kind,
            gboolean sealed,
            GPtrArray *before)
{
  IsgFieldDef *field = g_new0 (IsgFieldDef, 1);

  load_id (node, field, before);
  field->order = before->len;
  field->type = (IsgValueType) isg_pack_node_choice (node, "type", types);
  field->label = isg_pack_node_words (node, "label");
  field->help = isg_pack_node_words_or_null (node, "help");
  field->unit = isg_pack_node_words_or_null (node, "unit");
  field->source = isg_pack_node_string (node, "source");
  field->search = isg_pack_node_bool_or (node, "search", FALSE);
  field->name = isg_pack_node_bool_or (node, "name", FALSE);
  field->frozen = isg_pack_node_bool_or (node, "frozen", FALSE);
  if (isg_pack_node_has (node, "headings"))
    field->headings = isg_pack_node_strings (node, "headings");
  isg_pack_node_has (node, "default_from");
  for (gsize i = 0; i < G_N_ELEMENTS (entry_members); i++)
    isg_pack_node_has (node, entry_members[i]);
  load_section (node, field, kind);
  load_sealed (node, field, kind, sealed);
  load_obligation (node, field, rules);
  load_by_type (node, field, rules, kind == NULL);
  isg_pack_node_end (node);
  return field;
}

GPtrArray *
isg_field_defs_load (IsgPackNode *list, IsgRules *rules, const IsgKind *kind, gboolean sealed)
{
  GPtrArray *fields = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_field_def_free);

  if (isg_pack_node_length (list) == 0)
    isg_pack_node_fail (list, NULL, "there are no fields");
  for (guint i = 0; i < isg_pack_node_length (list); i++)
    g_ptr_array_add (fields,
                     load_field (isg_pack_node_nth_object (list, i), rules, kind, sealed, fields));
  return fields;
}

/* ---- what is said of other fields and kinds ---- */

static void
check_values (IsgPackNode *node, const IsgFieldDef *beside, GPtrArray *values)
{
  if (beside->codes == NULL && beside->type != ISG_VALUE_BOOL) {
    isg_pack_node_fail (node, "field", "it has no codes: %s", beside->id);
    return;
  }
  for (guint i = 0; i < values->len; i++)
    if (!isg_field_def_knows (beside, g_ptr_array_index (values, i)))
      isg_pack_node_fail (node,
                          "in",
                          "there is no such code: %s",
                          (char *) g_ptr_array_index (values, i));
}

static void
link_field_condition (IsgPackNode *node, IsgCondition *condition, GPtrArray *fields)
{
  const IsgFieldDef *beside = NULL;

  condition->field = isg_pack_node_string (node, "field");
  beside = isg_fields_find_def (fields, condition->field);
  if (beside == NULL) {
    isg_pack_node_fail (node, "field", "there is no such field: %s", condition->field);
    return;
  }
  if (isg_pack_node_bool_or (node, "filled", FALSE)) {
    condition->type = ISG_CONDITION_FILLED;
    return;
  }
  condition->type = ISG_CONDITION_IN;
  if (isg_pack_node_has (node, "equals")) {
    condition->values = g_ptr_array_new ();
    g_ptr_array_add (condition->values, (gpointer) isg_pack_node_string (node, "equals"));
  } else {
    condition->values = isg_pack_node_strings (node, "in");
  }
  check_values (node, beside, condition->values);
}

static void
link_use_condition (IsgPackNode *node, IsgCondition *condition, IsgRules *rules)
{
  if (isg_pack_node_bool_or (node, "sent", FALSE)) {
    condition->type = ISG_CONDITION_SENT;
    return;
  }
  condition->type = ISG_CONDITION_USED_IN;
  condition->values = isg_pack_node_strings (node, "used_in");
  for (guint i = 0; i < condition->values->len; i++)
    if (isg_rules_kind (rules, g_ptr_array_index (condition->values, i)) == NULL)
      isg_pack_node_fail (node,
                          "used_in",
                          "there is no such kind: %s",
                          (char *) g_ptr_array_index (condition->values, i));
}

IsgCondition *
isg_field_condition_load (IsgPackNode *node, GPtrArray *beside)
{
  IsgCondition *condition = g_new0 (IsgCondition, 1);

  link_field_condition (node, condition, beside);
  isg_pack_node_end (node);
  return condition;
}

static void
link_condition (IsgPackNode *node, IsgRules *rules, IsgFieldDef *field, GPtrArray *beside)
{
  field->condition = g_new0 (IsgCondition, 1);
  if (isg_pack_node_has (node, "field"))
    link_field_condition (node, field->condition, beside);
  else
    link_use_condition (node, field->condition, rules);
  isg_pack_node_end (node);
}

static void
link_code_lists (IsgPackNode *node, IsgRules *rules, IsgFieldDef *field, GPtrArray *beside)
{
  IsgPackNode *map = isg_pack_node_object (node, "lists");
  const IsgFieldDef *by = NULL;

  field->codes_by = isg_pack_node_string (node, "field");
  field->codes_for = g_hash_table_new (g_str_hash, g_str_equal);
  by = isg_fields_find_def (beside, field->codes_by);
  if (by == NULL || by->codes == NULL) {
    isg_pack_node_fail (node, "field", "there is no such field with codes: %s", field->codes_by);
    return;
  }
  for (guint i = 0; i < isg_pack_node_length (map); i++) {
    const char *code = isg_pack_node_nth_name (map, i);
    const char *id = isg_pack_node_nth_string (map, i);

    if (isg_code_list_find (by->codes, code) == NULL)
      isg_pack_node_fail (map, code, "%s has no such code", field->codes_by);
    g_hash_table_insert (field->codes_for,
                         (gpointer) code,
                         (gpointer) find_list (map, code, rules, id));
  }
  isg_pack_node_end (node);
}

static void
link_row (IsgPackNode *node, IsgFieldDef *field)
{
  field->row = isg_pack_node_words (node, "row");
  if (isg_sentence_check (field->row.tr) != NULL || isg_sentence_check (field->row.en) != NULL)
    isg_pack_node_fail (node, "row", "its places are broken");
}

void
isg_field_def_link (IsgPackNode *node,
                    IsgRules *rules,
                    const IsgKind *kind,
                    IsgFieldDef *field,
                    GPtrArray *beside)
{
  IsgPackNode *rows = NULL;

  isg_entry_def_load (node, rules, kind, field, beside);
  if (isg_pack_node_has (node, "required_when"))
    link_condition (isg_pack_node_object (node, "required_when"), rules, field, beside);
  if (field->codes != NULL && isg_pack_node_has (node, "codes_by"))
    link_code_lists (isg_pack_node_object (node, "codes_by"), rules, field, beside);
  if (field->ref_kind != NULL && isg_rules_kind (rules, field->ref_kind) == NULL)
    isg_pack_node_fail (node, "kind", "there is no such kind: %s", field->ref_kind);
  if (isg_pack_node_has (node, "default_from")) {
    g_autofree char *reason = NULL;
    g_autoptr (IsgPath) path = NULL;

    field->default_from = isg_pack_node_string (node, "default_from");
    path = isg_path_new (rules, kind, field->default_from, &reason);
    if (path == NULL)
      isg_pack_node_fail (node, "default_from", "%s", reason);
  }
  if (field->fields == NULL)
    return;
  if (isg_pack_node_has (node, "row"))
    link_row (node, field);
  rows = isg_pack_node_array (node, "fields");
  for (guint i = 0; i < isg_pack_node_length (rows); i++)
    isg_field_def_link (isg_pack_node_nth_object (rows, i),
                        rules,
                        kind,
                        g_ptr_array_index (field->fields, i),
                        field->fields);
}
