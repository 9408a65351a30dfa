/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-risk-method.h"

#include <string.h>

#include "rules/isg-risk-method-private.h"
#include "rules/isg-rules-private.h"

GPtrArray *
isg_rules_risk_methods (IsgRules *rules)
{
  g_return_val_if_fail (rules != NULL, NULL);

  return rules->risk_methods;
}

const IsgRiskMethod *
isg_rules_risk_method (IsgRules *rules, const char *id)
{
  g_return_val_if_fail (rules != NULL, NULL);

  for (guint i = 0; id != NULL && i < rules->risk_methods->len; i++) {
    const IsgRiskMethod *method = g_ptr_array_index (rules->risk_methods, i);

    if (g_str_equal (method->id, id))
      return method;
  }
  return NULL;
}

const char *
isg_risk_method_id (const IsgRiskMethod *method)
{
  return method->id;
}

const char *
isg_risk_method_label (const IsgRiskMethod *method, IsgLanguage language)
{
  return isg_words_in (&method->label, language);
}

const char *
isg_risk_method_source (const IsgRiskMethod *method)
{
  return method->source;
}

gboolean
isg_risk_method_needs_score (const IsgRiskMethod *method)
{
  return method->needs_score;
}

GPtrArray *
isg_risk_method_factors (const IsgRiskMethod *method)
{
  return method->scored_by != NULL ? method->scored_by->factors : method->factors;
}

GPtrArray *
isg_risk_method_levels (const IsgRiskMethod *method)
{
  return method->scored_by != NULL ? method->scored_by->levels : method->levels;
}

const IsgRiskFactor *
isg_risk_method_factor (const IsgRiskMethod *method, const char *field)
{
  GPtrArray *factors = isg_risk_method_factors (method);

  for (guint i = 0; i < factors->len; i++) {
    const IsgRiskFactor *factor = g_ptr_array_index (factors, i);

    if (g_str_equal (factor->field, field) || g_str_equal (factor->after, field))
      return factor;
  }
  return NULL;
}

gboolean
isg_risk_level_holds (const IsgRiskLevel *level, IsgDecimal score)
{
  if (level->has_from && isg_decimal_compare (score, level->from) < 0)
    return FALSE;
  switch (level->edge) {
  case ISG_RISK_EDGE_BELOW:
    return isg_decimal_compare (score, level->upper) < 0;
  case ISG_RISK_EDGE_TO:
    return isg_decimal_compare (score, level->upper) <= 0;
  case ISG_RISK_EDGE_NONE:
  default:
    return TRUE;
  }
}

const IsgRiskLevel *
isg_risk_method_level (const IsgRiskMethod *method, IsgDecimal score)
{
  GPtrArray *levels = isg_risk_method_levels (method);

  for (guint i = 0; i < levels->len; i++)
    if (isg_risk_level_holds (g_ptr_array_index (levels, i), score))
      return g_ptr_array_index (levels, i);
  return NULL;
}

/* The number that the row holds for a factor, when the method knows it. */
static gboolean
get_value (const IsgRiskFactor *factor, IsgFields *row, IsgRiskWhen when, IsgDecimal *out)
{
  IsgValue *value = isg_fields_get (row, isg_risk_factor_field (factor, when));

  if (value == NULL
      || (isg_value_type (value) != ISG_VALUE_DECIMAL
          && isg_value_type (value) != ISG_VALUE_INTEGER))
    return FALSE;
  *out = isg_value_decimal (value);
  return isg_risk_factor_find (factor, *out, NULL);
}

gboolean
isg_risk_method_score (const IsgRiskMethod *method,
                       IsgFields *row,
                       IsgRiskWhen when,
                       IsgDecimal *out_score)
{
  GPtrArray *factors = isg_risk_method_factors (method);
  IsgDecimal score = isg_decimal_from_int (1);

  for (guint i = 0; i < factors->len; i++) {
    IsgDecimal value = isg_decimal_from_int (0);

    if (!get_value (g_ptr_array_index (factors, i), row, when, &value)
        || !isg_decimal_multiply (score, value, &score))
      return FALSE;
  }
  if (out_score != NULL)
    *out_score = score;
  return TRUE;
}

const IsgRiskLevel *
isg_risk_method_row_level (const IsgRiskMethod *method, IsgFields *row, IsgRiskWhen when)
{
  IsgDecimal score = isg_decimal_from_int (0);

  if (!isg_risk_method_score (method, row, when, &score))
    return NULL;
  return isg_risk_method_level (method, score);
}

char *
isg_risk_method_number (IsgDecimal number, IsgLanguage language)
{
  char *text = isg_decimal_to_string (number, 0);

  return language == ISG_LANGUAGE_TR ? g_strdelimit (text, ".", ',') : text;
}

char *
isg_risk_method_formula (const IsgRiskMethod *method,
                         IsgFields *row,
                         IsgRiskWhen when,
                         IsgLanguage language)
{
  GPtrArray *factors = isg_risk_method_factors (method);
  IsgDecimal score = isg_decimal_from_int (0);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *product = NULL;

  if (!isg_risk_method_score (method, row, when, &score))
    return NULL;
  for (guint i = 0; i < factors->len; i++) {
    const IsgRiskFactor *factor = g_ptr_array_index (factors, i);
    IsgValue *value = isg_fields_get (row, isg_risk_factor_field (factor, when));
    g_autofree char *number = isg_risk_method_number (isg_value_decimal (value), language);

    g_string_append_printf (text,
                            "%s%s %s",
                            i > 0 ? " × " : "",
                            isg_risk_factor_symbol (factor, language),
                            number);
  }
  product = isg_risk_method_number (score, language);
  g_string_append_printf (text, " = %s", product);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- factors ---- */

static const IsgRiskValue *
nth_value (const IsgRiskFactor *factor, guint index)
{
  g_assert (index < factor->values->len);

  return g_ptr_array_index (factor->values, index);
}

const char *
isg_risk_factor_field (const IsgRiskFactor *factor, IsgRiskWhen when)
{
  return when == ISG_RISK_AFTER ? factor->after : factor->field;
}

const char *
isg_risk_factor_label (const IsgRiskFactor *factor, IsgLanguage language)
{
  return isg_words_in (&factor->label, language);
}

const char *
isg_risk_factor_symbol (const IsgRiskFactor *factor, IsgLanguage language)
{
  return isg_words_in (&factor->symbol, language);
}

guint
isg_risk_factor_n_values (const IsgRiskFactor *factor)
{
  return factor->values->len;
}

IsgDecimal
isg_risk_factor_value (const IsgRiskFactor *factor, guint index)
{
  return nth_value (factor, index)->value;
}

const char *
isg_risk_factor_name (const IsgRiskFactor *factor, guint index, IsgLanguage language)
{
  return isg_words_in (&nth_value (factor, index)->name, language);
}

const char *
isg_risk_factor_meaning (const IsgRiskFactor *factor, guint index, IsgLanguage language)
{
  return isg_words_in (&nth_value (factor, index)->meaning, language);
}

gboolean
isg_risk_factor_find (const IsgRiskFactor *factor, IsgDecimal value, guint *out_index)
{
  for (guint i = 0; i < factor->values->len; i++) {
    if (isg_decimal_compare (nth_value (factor, i)->value, value) != 0)
      continue;
    if (out_index != NULL)
      *out_index = i;
    return TRUE;
  }
  return FALSE;
}

char *
isg_risk_factor_values_text (const IsgRiskFactor *factor, IsgLanguage language)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < factor->values->len; i++) {
    g_autofree char *number = isg_risk_method_number (nth_value (factor, i)->value, language);

    /* A decimal comma beside a dividing comma would be read wrongly. */
    g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", number);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* ---- levels ---- */

const char *
isg_risk_level_id (const IsgRiskLevel *level)
{
  return level->id;
}

guint
isg_risk_level_rank (const IsgRiskLevel *level)
{
  return level->rank;
}

const char *
isg_risk_level_label (const IsgRiskLevel *level, IsgLanguage language)
{
  return isg_words_in (&level->label, language);
}

const char *
isg_risk_level_action (const IsgRiskLevel *level, IsgLanguage language)
{
  return isg_words_in (&level->action, language);
}

gboolean
isg_risk_level_needs_measure (const IsgRiskLevel *level)
{
  return level->needs_measure;
}

gboolean
isg_risk_level_is_high (const IsgRiskLevel *level)
{
  return level->is_high;
}

char *
isg_risk_level_limits (const IsgRiskLevel *level, IsgLanguage language)
{
  g_autofree char *from = isg_risk_method_number (level->from, language);
  g_autofree char *upper = isg_risk_method_number (level->upper, language);
  const char *sign = level->edge == ISG_RISK_EDGE_BELOW ? "<" : "≤";

  if (level->edge == ISG_RISK_EDGE_NONE)
    return g_strdup_printf ("R ≥ %s", from);
  if (!level->has_from)
    return g_strdup_printf ("R %s %s", sign, upper);
  if (level->edge == ISG_RISK_EDGE_TO && isg_decimal_compare (level->from, level->upper) == 0)
    return g_strdup_printf ("R = %s", from);
  return g_strdup_printf ("%s ≤ R %s %s", from, sign, upper);
}
