/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-risk-method-private.h"
#include "rules/isg-rules-private.h"

#define MAX_FACTORS 4

static const char *const needs[] = { "required", "optional", NULL };

static void
free_factor (gpointer data)
{
  IsgRiskFactor *factor = data;

  g_ptr_array_unref (factor->values);
  g_free (factor);
}

void
isg_risk_method_free (IsgRiskMethod *method)
{
  g_ptr_array_unref (method->factors);
  g_ptr_array_unref (method->levels);
  g_free (method);
}

static void
load_value (IsgPackNode *node, IsgRiskFactor *factor)
{
  IsgRiskValue *value = g_new0 (IsgRiskValue, 1);
  const IsgRiskValue *last = NULL;

  if (factor->values->len > 0)
    last = g_ptr_array_index (factor->values, factor->values->len - 1);
  g_ptr_array_add (factor->values, value);
  if (!isg_pack_node_decimal_or (node, "value", &value->value))
    isg_pack_node_fail (node, "value", "missing");
  else if (value->value.unscaled <= 0)
    isg_pack_node_fail (node, "value", "a number above 0 is expected");
  else if (last != NULL && isg_decimal_compare (last->value, value->value) >= 0)
    isg_pack_node_fail (node, "value", "not more than the one before it");
  value->name = isg_pack_node_words (node, "name");
  value->meaning = isg_pack_node_words (node, "meaning");
  isg_pack_node_end (node);
}

static void
load_factor (IsgPackNode *node, IsgRiskMethod *method)
{
  IsgRiskFactor *factor = g_new0 (IsgRiskFactor, 1);
  IsgPackNode *values = NULL;

  factor->values = g_ptr_array_new_with_free_func (g_free);
  factor->field = isg_pack_node_string (node, "field");
  factor->after = isg_pack_node_string (node, "after");
  if (isg_risk_method_factor (method, factor->field) != NULL
      || isg_risk_method_factor (method, factor->after) != NULL
      || g_str_equal (factor->field, factor->after))
    isg_pack_node_fail (node, "field", "stands twice: %s", factor->field);
  g_ptr_array_add (method->factors, factor);
  factor->label = isg_pack_node_words (node, "label");
  factor->symbol = isg_pack_node_words (node, "symbol");
  isg_pack_node_string (node, "source");
  values = isg_pack_node_array (node, "values");
  for (guint i = 0; i < isg_pack_node_length (values); i++)
    load_value (isg_pack_node_nth_object (values, i), factor);
  if (factor->values->len < 2)
    isg_pack_node_fail (node, "values", "at least two are expected");
  isg_pack_node_end (node);
}

static void
load_limits (IsgPackNode *node, IsgRiskLevel *level)
{
  level->has_from = isg_pack_node_decimal_or (node, "from", &level->from);
  if (isg_pack_node_decimal_or (node, "below", &level->upper))
    level->edge = ISG_RISK_EDGE_BELOW;
  if (isg_pack_node_has (node, "to")) {
    if (level->edge != ISG_RISK_EDGE_NONE)
      isg_pack_node_fail (node, "to", "stands beside \"below\"");
    isg_pack_node_decimal_or (node, "to", &level->upper);
    level->edge = ISG_RISK_EDGE_TO;
  }
  if (!level->has_from && level->edge == ISG_RISK_EDGE_NONE)
    isg_pack_node_fail (node, "from", "a level needs a limit");
}

static void
load_level (IsgPackNode *node, IsgRiskMethod *method, guint rank)
{
  IsgRiskLevel *level = g_new0 (IsgRiskLevel, 1);

  level->id = isg_pack_node_string (node, "id");
  for (guint i = 0; i < method->levels->len; i++)
    if (g_str_equal (isg_risk_level_id (g_ptr_array_index (method->levels, i)), level->id))
      isg_pack_node_fail (node, "id", "stands twice: %s", level->id);
  g_ptr_array_add (method->levels, level);
  level->rank = rank;
  level->label = isg_pack_node_words (node, "label");
  level->action = isg_pack_node_words (node, "action");
  level->needs_measure = isg_pack_node_bool_or (node, "needs_measure", FALSE);
  level->is_high = isg_pack_node_bool_or (node, "high", FALSE);
  load_limits (node, level);
  isg_pack_node_end (node);
}

/* ---- every product lies in one level ---- */

typedef struct {
  IsgPackNode *node;
  IsgRiskMethod *method;
  GHashTable *reached; /* (owned) (element-type IsgRiskLevel) */
} Products;

static void
check_product (Products *products, IsgDecimal score)
{
  GPtrArray *levels = products->method->levels;
  g_autofree char *text = isg_decimal_to_string (score, 0);
  guint n = 0;

  for (guint i = 0; i < levels->len; i++)
    if (isg_risk_level_holds (g_ptr_array_index (levels, i), score)) {
      g_hash_table_add (products->reached, g_ptr_array_index (levels, i));
      n++;
    }
  if (n != 1)
    isg_pack_node_fail (products->node, "levels", "the score %s lies in %u levels", text, n);
}

static void
check_products (Products *products, guint n_factors, IsgDecimal product)
{
  GPtrArray *factors = products->method->factors;
  const IsgRiskFactor *factor = NULL;

  if (n_factors == factors->len) {
    check_product (products, product);
    return;
  }
  factor = g_ptr_array_index (factors, n_factors);
  for (guint i = 0; i < factor->values->len; i++) {
    IsgDecimal next = isg_decimal_from_int (0);

    if (!isg_decimal_multiply (product, isg_risk_factor_value (factor, i), &next)) {
      isg_pack_node_fail (products->node, "factors", "a product is too large");
      return;
    }
    check_products (products, n_factors + 1, next);
  }
}

/* An edge that lies in two levels would be read in two ways, even if no product meets it today. */
static void
check_edges (IsgPackNode *node, IsgRiskMethod *method)
{
  for (guint i = 0; i + 1 < method->levels->len; i++) {
    const IsgRiskLevel *above = g_ptr_array_index (method->levels, i);
    const IsgRiskLevel *level = g_ptr_array_index (method->levels, i + 1);

    if (!above->has_from || level->edge == ISG_RISK_EDGE_NONE)
      isg_pack_node_fail (node, "levels", "%s and %s have no limit between", above->id, level->id);
    else if (isg_decimal_compare (level->upper, above->from) > 0
             || isg_risk_level_holds (level, above->from))
      isg_pack_node_fail (node, "levels", "%s and %s overlap", above->id, level->id);
  }
}

static void
check_method (IsgPackNode *node, IsgRiskMethod *method)
{
  g_autoptr (GHashTable) reached = g_hash_table_new (NULL, NULL);
  Products products = { node, method, reached };

  if (method->factors->len < 1 || method->factors->len > MAX_FACTORS)
    isg_pack_node_fail (node, "factors", "one to %d are expected", MAX_FACTORS);
  else if (method->levels->len < 2)
    isg_pack_node_fail (node, "levels", "at least two are expected");
  else
    check_products (&products, 0, isg_decimal_from_int (1));
  check_edges (node, method);
  for (guint i = 0; i < method->levels->len; i++)
    if (!g_hash_table_contains (reached, g_ptr_array_index (method->levels, i)))
      isg_pack_node_fail (node,
                          "levels",
                          "no score reaches %s",
                          isg_risk_level_id (g_ptr_array_index (method->levels, i)));
}

/* ---- the method ---- */

static void
load_own_scores (IsgPackNode *node, IsgRiskMethod *method)
{
  IsgPackNode *factors = isg_pack_node_array (node, "factors");
  IsgPackNode *levels = isg_pack_node_array (node, "levels");

  for (guint i = 0; i < isg_pack_node_length (factors); i++)
    load_factor (isg_pack_node_nth_object (factors, i), method);
  for (guint i = 0; i < isg_pack_node_length (levels); i++)
    load_level (isg_pack_node_nth_object (levels, i),
                method,
                isg_pack_node_length (levels) - 1 - i);
  check_method (node, method);
}

static void
load_scored_by (IsgPackNode *node, IsgRules *rules, IsgRiskMethod *method)
{
  const char *id = isg_pack_node_string (node, "scored_by");

  method->scored_by = isg_rules_risk_method (rules, id);
  if (method->scored_by == NULL)
    isg_pack_node_fail (node, "scored_by", "there is no such method before this one: %s", id);
}

static void
load_method (IsgPackReader *reader, IsgRules *rules, const char *file)
{
  IsgPackNode *node = isg_pack_reader_json (reader, file);
  IsgRiskMethod *method = g_new0 (IsgRiskMethod, 1);

  method->factors = g_ptr_array_new_with_free_func (free_factor);
  method->levels = g_ptr_array_new_with_free_func (g_free);
  method->id = isg_pack_node_string (node, "id");
  if (!g_str_equal (method->id, isg_pack_reader_stem (reader, file)))
    isg_pack_node_fail (node, "id", "it is to be called as its file");
  method->label = isg_pack_node_words (node, "label");
  method->source = isg_pack_node_string (node, "source");
  isg_pack_node_string_or (node, "verify", NULL);
  method->needs_score = isg_pack_node_choice (node, "score", needs) == 0;
  if (isg_pack_node_has (node, "scored_by"))
    load_scored_by (node, rules, method);
  else
    load_own_scores (node, method);
  isg_pack_node_end (node);
  g_ptr_array_add (rules->risk_methods, method);
}

void
isg_risk_methods_load (IsgPackReader *reader, IsgRules *rules)
{
  g_autoptr (GPtrArray) files = isg_pack_reader_files (reader, "risk-methods");

  for (guint i = 0; i < files->len && !isg_pack_reader_failed (reader); i++)
    load_method (reader, rules, g_ptr_array_index (files, i));
}
