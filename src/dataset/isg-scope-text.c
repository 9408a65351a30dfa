/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-scope-private.h"

#include <string.h>

#include "rules/isg-risk-method.h"

static gboolean
fail_value (IsgScope *scope, const IsgDefNode *node, const char *why, GError **error)
{
  g_autofree char *place
    = node->path == NULL ? g_strdup (node->name) : isg_scope_place (scope, node->path);

  g_set_error (error,
               ISG_DATASET_ERROR,
               ISG_DATASET_ERROR_VALUE,
               "%s: %s (%s)",
               place,
               why,
               node->name);
  return FALSE;
}

static void
replace_number (GString *text, const char *pattern, int number)
{
  char digits[16];

  g_snprintf (digits, sizeof digits, "%0*d", (int) strlen (pattern), number);
  g_string_replace (text, pattern, digits, 0);
}

/* "yyyy-MM-ddTHH:mm:ss.SSS"; the two cases of m tell month and minute apart. */
static char *
format_moment (IsgDate date, int seconds, int milliseconds, const char *format)
{
  g_autofree char *day = isg_date_format (date, format);
  GString *text = g_string_new (day);

  replace_number (text, "HH", seconds / 3600);
  replace_number (text, "mm", seconds / 60 % 60);
  replace_number (text, "SSS", milliseconds);
  replace_number (text, "ss", seconds % 60);
  return g_string_free (text, FALSE);
}

static char *
format_stamp (gint64 now_ms, const char *format)
{
  gint64 local = now_ms + (gint64) ISG_ISTANBUL_OFFSET * 1000;
  gint64 day = local / 86400000;
  gint64 rest = local % 86400000;

  return format_moment ((IsgDate) day, (int) (rest / 1000), (int) (rest % 1000), format);
}

static char *
format_date (const IsgValue *value, const char *format)
{
  IsgValueType type = isg_value_type (value);

  if (type == ISG_VALUE_DATE)
    return isg_date_format (isg_value_date (value), format);
  if (type == ISG_VALUE_DATETIME)
    return format_moment (isg_value_date (value), isg_value_seconds (value), 0, format);
  if (type == ISG_VALUE_TIME)
    return format_moment (0, isg_value_seconds (value), 0, format);
  return NULL;
}

/* %NULL when the value is not of the kind that the node writes. */
static char *
format_value (const IsgDefNode *node, const IsgValue *value)
{
  IsgValueType type = isg_value_type (value);
  gboolean number = type == ISG_VALUE_INTEGER || type == ISG_VALUE_DECIMAL;
  IsgDecimal decimal;

  switch (node->type) {
  case ISG_DEF_DATE:
    return format_date (value, node->format);
  case ISG_DEF_DECIMAL:
    return number ? isg_decimal_to_string (isg_value_decimal (value), node->places) : NULL;
  case ISG_DEF_INTEGER:
    if (!number)
      return NULL;
    decimal = isg_value_decimal (value);
    return decimal.scale == 0 ? isg_decimal_to_string (decimal, 0) : NULL;
  case ISG_DEF_FLAG:
    return type == ISG_VALUE_BOOL ? g_strdup (isg_value_bool (value) ? "1" : "0") : NULL;
  case ISG_DEF_TEXT:
    return type == ISG_VALUE_GROUPS ? NULL : isg_value_to_text (value);
  case ISG_DEF_CODES:
  default:
    return NULL;
  }
}

/* U+FFFE, U+FFFF and control characters but for tab, LF and CR cannot stand in XML 1.0; U+0001
 * marks our slots. */
static gboolean
is_writable (const char *text, IsgDefFormat format)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    gboolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';

    if (c == 1 || (format == ISG_DEF_XML && (control || c == 0xfffe || c == 0xffff)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
check_text (IsgScope *scope, const IsgDefNode *node, const char *text, GError **error)
{
  if (!is_writable (text, scope->method->format))
    return fail_value (scope, node, "a character that the document cannot hold", error);
  if (node->digits > 0
      && (strlen (text) != node->digits || strspn (text, "0123456789") != node->digits))
    return fail_value (scope, node, "not the right number of digits", error);
  if (node->number && !isg_json_is_number (text))
    return fail_value (scope, node, "no number", error);
  return TRUE;
}

static gboolean
take_absent (IsgScope *scope, const IsgDefNode *node, char **out_text, GError **error)
{
  if (node->omit || node->absent != NULL) {
    *out_text = g_strdup (node->absent);
    return TRUE;
  }
  return fail_value (scope, node, "missing", error);
}

static IsgValue *
look_up (IsgScope *scope, const IsgDefNode *node)
{
  IsgValue *value = isg_scope_lookup (scope, node->path);

  return value == NULL && node->fallback != NULL ? isg_scope_lookup (scope, node->fallback) : value;
}

static gboolean
make_value_text (IsgScope *scope, const IsgDefNode *node, char **out_text, GError **error)
{
  g_autoptr (IsgValue) value = look_up (scope, node);
  g_autofree char *text = NULL;
  const char *mapped;

  if (value == NULL)
    return take_absent (scope, node, out_text, error);
  text = format_value (node, value);
  if (text == NULL)
    return fail_value (scope, node, "another type of value", error);
  if (*text == '\0')
    return take_absent (scope, node, out_text, error);
  mapped = text;
  if (node->map != NULL) {
    mapped = g_hash_table_lookup (node->map, text);
    if (mapped == NULL)
      return fail_value (scope, node, "a code that the data set does not have", error);
  }
  if (!check_text (scope, node, mapped, error))
    return FALSE;
  *out_text = g_strdup (mapped);
  return TRUE;
}

static GPtrArray *
choose_factors (IsgScope *scope, const IsgDefNode *node)
{
  g_autoptr (IsgValue) by = NULL;

  if (node->factors != NULL)
    return node->factors;
  by = isg_scope_lookup (scope, node->path);
  if (by == NULL || isg_value_text (by) == NULL)
    return NULL;
  return g_hash_table_lookup (node->factors_of, isg_value_text (by));
}

static gboolean
make_product (IsgScope *scope, const IsgDefNode *node, char **out_text, GError **error)
{
  GPtrArray *factors = choose_factors (scope, node);
  IsgDecimal product = isg_decimal_from_int (1);

  if (factors == NULL)
    return take_absent (scope, node, out_text, error);
  for (guint i = 0; i < factors->len; i++) {
    g_autoptr (IsgValue) value = isg_scope_lookup (scope, g_ptr_array_index (factors, i));

    if (value == NULL)
      return take_absent (scope, node, out_text, error);
    if (isg_value_type (value) != ISG_VALUE_INTEGER && isg_value_type (value) != ISG_VALUE_DECIMAL)
      return fail_value (scope, node, "another type of value", error);
    if (!isg_decimal_multiply (product, isg_value_decimal (value), &product))
      return fail_value (scope, node, "too large", error);
  }
  *out_text = isg_decimal_to_string (product, node->places);
  return TRUE;
}

/* By the method of the record, or by the one that its method scores by; a row that is not scored
 * has neither score nor level. */
static gboolean
make_score (IsgScope *scope, const IsgDefNode *node, char **out_text, GError **error)
{
  IsgRiskWhen when = node->after ? ISG_RISK_AFTER : ISG_RISK_BEFORE;
  g_autoptr (IsgValue) by = isg_scope_lookup (scope, node->path);
  const IsgRiskMethod *method
    = by != NULL ? isg_rules_risk_method (scope->rules, isg_value_text (by)) : NULL;
  IsgFields *row = isg_scope_row (scope);
  IsgDecimal score;

  if (method == NULL || row == NULL || !isg_risk_method_score (method, row, when, &score))
    return take_absent (scope, node, out_text, error);
  if (node->source == ISG_DEF_NODE_SCORE)
    *out_text = isg_decimal_to_string (score, node->places);
  else
    *out_text
      = g_strdup (isg_risk_level_label (isg_risk_method_level (method, score), ISG_LANGUAGE_TR));
  return TRUE;
}

gboolean
isg_scope_text (IsgScope *scope, const IsgDefNode *node, char **out_text, GError **error)
{
  switch (node->source) {
  case ISG_DEF_NODE_VALUE:
    return make_value_text (scope, node, out_text, error);
  case ISG_DEF_NODE_CONSTANT:
    *out_text = g_strdup (node->text);
    return TRUE;
  case ISG_DEF_NODE_STAMP:
    *out_text = format_stamp (scope->now_ms, node->format);
    return TRUE;
  case ISG_DEF_NODE_PRODUCT:
    return make_product (scope, node, out_text, error);
  case ISG_DEF_NODE_SCORE:
  case ISG_DEF_NODE_LEVEL:
    return make_score (scope, node, out_text, error);
  case ISG_DEF_NODE_CHILDREN:
  case ISG_DEF_NODE_SLOT:
  default:
    g_return_val_if_reached (FALSE);
  }
}

char **
isg_scope_codes (IsgScope *scope, const IsgDefNode *node, GError **error)
{
  g_autoptr (IsgValue) value = isg_scope_lookup (scope, node->path);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const char *const *codes = isg_value_codes (value);

  if (codes == NULL || codes[0] == NULL) {
    if (node->empty != NULL)
      return g_strdupv (node->empty);
    fail_value (scope, node, "missing", error);
    return NULL;
  }
  for (guint i = 0; codes[i] != NULL; i++) {
    const char *code = node->map == NULL ? codes[i] : g_hash_table_lookup (node->map, codes[i]);

    if (code == NULL) {
      fail_value (scope, node, "a code that the data set does not have", error);
      return NULL;
    }
    if (!check_text (scope, node, code, error))
      return NULL;
    g_strv_builder_add (builder, code);
  }
  return g_strv_builder_end (builder);
}
