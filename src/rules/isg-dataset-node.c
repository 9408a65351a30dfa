/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-dataset-load-private.h"

#include <string.h>

static const char *const type_names[]
  = { "text", "integer", "decimal", "date", "flag", "codes", NULL };

void
isg_def_node_free (IsgDefNode *node)
{
  if (node == NULL)
    return;
  isg_def_path_free (node->each);
  isg_def_path_free (node->sort);
  isg_def_path_free (node->path);
  isg_def_path_free (node->fallback);
  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_clear_pointer (&node->factors, g_ptr_array_unref);
  g_clear_pointer (&node->factors_of, g_hash_table_unref);
  g_strfreev (node->empty);
  g_free (node);
}

/* ---- what a value's field must be ---- */

static gboolean
type_fits (IsgDefType type, IsgValueType value)
{
  switch (type) {
  case ISG_DEF_INTEGER:
  case ISG_DEF_DECIMAL:
    return value == ISG_VALUE_INTEGER || value == ISG_VALUE_DECIMAL;
  case ISG_DEF_DATE:
    return value == ISG_VALUE_DATE || value == ISG_VALUE_DATETIME || value == ISG_VALUE_TIME;
  case ISG_DEF_FLAG:
    return value == ISG_VALUE_BOOL;
  case ISG_DEF_CODES:
    return value == ISG_VALUE_CODES;
  case ISG_DEF_TEXT:
  default:
    return value == ISG_VALUE_TEXT || value == ISG_VALUE_CODE || value == ISG_VALUE_INTEGER;
  }
}

static void
check_value (IsgPackNode *json,
             const char *member,
             const IsgDefNode *node,
             const IsgDefPath *path,
             const IsgFieldDef *field)
{
  if (field == NULL)
    isg_pack_node_fail (json, member, "“%s” is no value", path->text);
  else if (!type_fits (node->type, isg_field_def_type (field)))
    isg_pack_node_fail (json,
                        member,
                        "“%s” cannot be written as “%s”",
                        path->text,
                        type_names[node->type]);
  else if (node->type == ISG_DEF_DATE && node->format == NULL)
    isg_pack_node_fail (json, "format", "a date needs one");
}

/* Every code that a person can choose must have one on the wire, or a finished record could not be
 * sent. */
static void
check_map (IsgPackNode *json, const IsgDefNode *node, const IsgFieldDef *field)
{
  const IsgCodeList *list = field == NULL ? NULL : isg_field_def_code_list (field);

  for (guint i = 0; list != NULL && i < isg_code_list_size (list); i++) {
    const IsgCode *code = isg_code_list_nth (list, i);

    if (code->active && !g_hash_table_contains (node->map, code->code))
      isg_pack_node_fail (json,
                          "map",
                          "has no answer for “%s” of the code list “%s”",
                          code->code,
                          isg_code_list_id (list));
  }
}

static void
read_map (IsgDatasetLoad *load, IsgPackNode *json, IsgDefNode *node, const IsgFieldDef *field)
{
  const char *name = isg_pack_node_string_or (json, "map", NULL);

  if (name == NULL)
    return;
  node->map = g_hash_table_lookup (load->method->maps, name);
  if (node->map == NULL)
    isg_pack_node_fail (json, "map", "there is no map “%s”", name);
  else
    check_map (json, node, field);
}

static char **
read_strings (IsgPackNode *json, const char *member)
{
  g_autoptr (GPtrArray) strings = NULL;

  if (!isg_pack_node_has (json, member))
    return NULL;
  strings = isg_pack_node_strings (json, member);
  return g_strdupv ((char **) strings->pdata);
}

static void
read_value (IsgDatasetLoad *load, IsgPackNode *json, IsgDefNode *node)
{
  const IsgFieldDef *field = NULL;

  node->source = ISG_DEF_NODE_VALUE;
  node->type = (IsgDefType) isg_pack_node_choice_or (json, "type", type_names, ISG_DEF_TEXT);
  node->format = isg_pack_node_string_or (json, "format", NULL);
  node->places = (guint) isg_pack_node_integer_or (json, "places", 0, 9, 0);
  node->digits = (guint) isg_pack_node_integer_or (json, "digits", 1, 40, 0);
  node->omit = isg_pack_node_bool_or (json, "omit", FALSE);
  node->empty = read_strings (json, "empty");
  node->path
    = isg_dataset_load_path (load, json, "value", isg_pack_node_string (json, "value"), &field);
  check_value (json, "value", node, node->path, field);
  read_map (load, json, node, field);
  if (isg_pack_node_has (json, "or")) {
    node->fallback
      = isg_dataset_load_path (load, json, "or", isg_pack_node_string (json, "or"), &field);
    check_value (json, "or", node, node->fallback, field);
  }
}

/* ---- products ---- */

static GPtrArray *
read_factors (IsgDatasetLoad *load, IsgPackNode *json, const char *member)
{
  g_autoptr (GPtrArray) texts = isg_pack_node_strings (json, member);
  GPtrArray *factors = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_def_path_free);

  for (guint i = 0; i < texts->len; i++) {
    const IsgFieldDef *field = NULL;

    g_ptr_array_add (factors,
                     isg_dataset_load_path (load,
                                            json,
                                            member,
                                            g_ptr_array_index (texts, i),
                                            &field));
    if (field == NULL || !type_fits (ISG_DEF_DECIMAL, isg_field_def_type (field)))
      isg_pack_node_fail (json, member, "“%s” is no number", (char *) g_ptr_array_index (texts, i));
  }
  return factors;
}

/* "product": {"by": "method", "of": {"matrix_5x5": ["hazards.probability", …]}} or {"of": […]}. */
static void
read_product (IsgDatasetLoad *load, IsgPackNode *json, IsgDefNode *node)
{
  IsgPackNode *product = isg_pack_node_object (json, "product");
  IsgPackNode *choices;
  const char *by = isg_pack_node_string_or (product, "by", NULL);

  node->source = ISG_DEF_NODE_PRODUCT;
  node->type = ISG_DEF_DECIMAL;
  node->places = (guint) isg_pack_node_integer_or (json, "places", 0, 9, 0);
  if (by == NULL) {
    node->factors = read_factors (load, product, "of");
    isg_pack_node_end (product);
    return;
  }
  node->path = isg_dataset_load_path (load, product, "by", by, NULL);
  node->factors_of
    = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  choices = isg_pack_node_object (product, "of");
  for (guint i = 0; i < isg_pack_node_length (choices); i++) {
    const char *code = isg_pack_node_nth_name (choices, i);

    g_hash_table_insert (node->factors_of, (gpointer) code, read_factors (load, choices, code));
  }
  isg_pack_node_end (choices);
  isg_pack_node_end (product);
}

/* ---- scores ---- */

/* "score": {"by": "method", "when": "before"}: which of the pack's risk methods, and of which state
 * of the row that is being written. */
static void
read_score (IsgDatasetLoad *load, IsgPackNode *json, IsgDefNode *node, const char *member)
{
  static const char *const whens[] = { "before", "after", NULL };
  IsgPackNode *score = isg_pack_node_object (json, member);
  const IsgFieldDef *field = NULL;

  node->path
    = isg_dataset_load_path (load, score, "by", isg_pack_node_string (score, "by"), &field);
  if (field == NULL || isg_field_def_type (field) != ISG_VALUE_CODE)
    isg_pack_node_fail (score, "by", "“%s” is no code", node->path->text);
  node->after = isg_pack_node_choice_or (score, "when", whens, 0) == 1;
  node->type = node->source == ISG_DEF_NODE_SCORE ? ISG_DEF_DECIMAL : ISG_DEF_TEXT;
  if (load->n_lists == 0)
    isg_pack_node_fail (json, member, "a score is one row's");
  isg_pack_node_end (score);
}

/* ---- nodes ---- */

static void
read_slot (IsgDatasetLoad *load, IsgPackNode *json, IsgDefNode *node)
{
  node->source = ISG_DEF_NODE_SLOT;
  node->text = isg_pack_node_string (json, "slot");
  if (!g_strv_contains (load->slots, node->text))
    isg_pack_node_fail (json, "slot", "“%s” is not known here", node->text);
}

static void
read_inside (IsgDatasetLoad *load, IsgPackNode *json, IsgDefNode *node, const char *source)
{
  static const char *const kinds[]
    = { "children", "value", "constant", "slot", "stamp", "product", "score", "level", NULL };
  guint n = 0;

  for (guint i = 0; kinds[i] != NULL; i++)
    n += isg_pack_node_has (json, kinds[i]) ? 1 : 0;
  /* A member that nothing of the record is said in yet: only what stands for "absent". */
  if (n == 0 && node->absent != NULL) {
    node->source = ISG_DEF_NODE_CONSTANT;
    node->text = node->absent;
    return;
  }
  if (n != 1) {
    isg_pack_node_fail (json,
                        NULL,
                        "one of children, value, constant, slot, stamp, product, score and level "
                        "is "
                        "expected");
    return;
  }
  if (isg_pack_node_has (json, "children"))
    node->children = isg_dataset_load_nodes (load, isg_pack_node_array (json, "children"), source);
  else if (isg_pack_node_has (json, "value"))
    read_value (load, json, node);
  else if (isg_pack_node_has (json, "slot"))
    read_slot (load, json, node);
  else if (isg_pack_node_has (json, "product"))
    read_product (load, json, node);
  else if (isg_pack_node_has (json, "score") || isg_pack_node_has (json, "level")) {
    const char *member = isg_pack_node_has (json, "score") ? "score" : "level";

    node->source = *member == 's' ? ISG_DEF_NODE_SCORE : ISG_DEF_NODE_LEVEL;
    read_score (load, json, node, member);
  } else if (isg_pack_node_has (json, "stamp")) {
    node->source = ISG_DEF_NODE_STAMP;
    node->format = isg_pack_node_string (json, "stamp");
  } else {
    node->source = ISG_DEF_NODE_CONSTANT;
    node->text = isg_pack_node_string (json, "constant");
  }
}

static gboolean
read_each (IsgDatasetLoad *load, IsgPackNode *json, IsgDefNode *node)
{
  const char *each = isg_pack_node_string_or (json, "each", NULL);
  const IsgFieldDef *field = NULL;

  if (each == NULL)
    return FALSE;
  if (load->query) {
    node->each_asked = TRUE;
    if (strcmp (each, "asked") != 0)
      isg_pack_node_fail (json, "each", "a query repeats over “asked” alone");
    return FALSE;
  }
  node->each = isg_dataset_load_path (load, json, "each", each, &field);
  if (field == NULL || isg_field_def_type (field) != ISG_VALUE_GROUPS || strchr (each, '.') != NULL)
    isg_pack_node_fail (json, "each", "“%s” is no list of the record", each);
  if (load->n_lists == G_N_ELEMENTS (load->lists)) {
    isg_pack_node_fail (json, "each", "lists stand too deep in one another");
    return FALSE;
  }
  load->lists[load->n_lists++] = each;
  if (isg_pack_node_has (json, "sort"))
    node->sort
      = isg_dataset_load_path (load, json, "sort", isg_pack_node_string (json, "sort"), NULL);
  return TRUE;
}

/* Names are written as they stand, so they must be what both languages can hold without escapes. */
static void
read_name (IsgDatasetLoad *load, IsgPackNode *json, IsgDefNode *node)
{
  gboolean each = node->each != NULL || node->each_asked;
  gboolean good;

  node->name = isg_pack_node_string_or (json, "name", "");
  good = g_ascii_isalpha (node->name[0])
         && node->name[strspn (node->name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_")] == '\0';
  if (*node->name == '\0' && load->format == ISG_DEF_XML && each)
    return;
  if (!good)
    isg_pack_node_fail (json, "name", "letters and digits are expected");
}

/* What is written as it stands must be what JSON's grammar has there. */
static void
check_json (IsgDatasetLoad *load, IsgPackNode *json, const IsgDefNode *node)
{
  const char *texts[] = { node->absent, node->source == ISG_DEF_NODE_CONSTANT ? node->text : NULL };

  if (load->format != ISG_DEF_JSON)
    return;
  if (node->omit)
    isg_pack_node_fail (json, "omit", "every member of a JSON document is present");
  for (guint i = 0; node->number && i < G_N_ELEMENTS (texts); i++) {
    if (texts[i] != NULL && !isg_json_is_number (texts[i]))
      isg_pack_node_fail (json, "number", "“%s” is none", texts[i]);
  }
  for (guint i = 0; node->number && node->empty != NULL && node->empty[i] != NULL; i++) {
    if (!isg_json_is_number (node->empty[i]))
      isg_pack_node_fail (json, "empty", "“%s” is no number", node->empty[i]);
  }
}

static IsgDefNode *
read_node (IsgDatasetLoad *load, IsgPackNode *json, const char *inherited)
{
  IsgDefNode *node = g_new0 (IsgDefNode, 1);
  const char *source = isg_dataset_load_source (json, inherited);
  gboolean entered = read_each (load, json, node);

  read_name (load, json, node);
  node->absent = isg_pack_node_string_or (json, "absent", NULL);
  if (isg_pack_node_bool_or (json, "blank", FALSE))
    node->absent = "";
  node->number = isg_pack_node_bool_or (json, "number", FALSE);
  read_inside (load, json, node, source);
  node->field = isg_pack_node_string_or (json, "field", NULL);
  if (node->field != NULL && load->kind != NULL && isg_kind_field (load->kind, node->field) == NULL)
    isg_pack_node_fail (json, "field", "there is no field “%s”", node->field);
  if (entered)
    load->n_lists--;
  check_json (load, json, node);
  isg_pack_node_end (json);
  return node;
}

GPtrArray *
isg_dataset_load_nodes (IsgDatasetLoad *load, IsgPackNode *array, const char *inherited)
{
  GPtrArray *nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_def_node_free);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < isg_pack_node_length (array); i++) {
    IsgPackNode *json = isg_pack_node_nth_object (array, i);
    IsgDefNode *node = read_node (load, json, inherited);

    g_ptr_array_add (nodes, node);
    if (*node->name != '\0' && !g_hash_table_add (names, (gpointer) node->name))
      isg_pack_node_fail (json, "name", "“%s” stands here twice", node->name);
  }
  return nodes;
}
