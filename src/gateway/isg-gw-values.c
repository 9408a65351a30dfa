/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-values.h"

#include <string.h>

#include "base/isg-identity.h"
#include "gateway/isg-gw-cades.h"

#define MAX_AHEAD_SECONDS 600
#define MAX_NUMBER_DIGITS 11
#define MAX_TICKET_LENGTH 32

void
isg_gw_problem_free (IsgGwProblem *problem)
{
  g_free (problem->path);
  g_free (problem);
}

static void
add_problem (GPtrArray *problems, const char *path, const IsgGwField *field, const char *message)
{
  IsgGwProblem *problem = g_new0 (IsgGwProblem, 1);

  problem->path = g_strdup (path);
  problem->name = field->name;
  problem->message = message;
  g_ptr_array_add (problems, problem);
}

static gboolean
is_digits (const char *text)
{
  return *text != '\0' && text[strspn (text, "0123456789")] == '\0';
}

static gboolean
is_integer (const char *text)
{
  return is_digits (text) && (text[0] != '0' || text[1] == '\0') && strlen (text) <= 18;
}

gboolean
isg_gw_values_is_own_number (const char *text)
{
  return text != NULL && is_integer (text) && text[0] != '0' && strlen (text) <= MAX_NUMBER_DIGITS;
}

/* A number of the server's starts with a letter. */
static gboolean
is_ticket (const char *text)
{
  if (isg_gw_values_is_own_number (text))
    return TRUE;
  if (!g_ascii_isalpha (text[0]) || strlen (text) > MAX_TICKET_LENGTH)
    return FALSE;
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p))
      return FALSE;
  return TRUE;
}

/* Integer part without leading zeros, at most nine digits, then as many decimals as are needed;
 * @min_decimals of them even when they are 0. */
static gboolean
is_shortest_decimal (const char *text, gsize min_decimals)
{
  gsize whole = strspn (text, "0123456789");
  gsize decimals;

  if (whole == 0 || whole > 9 || (whole > 1 && text[0] == '0'))
    return FALSE;
  if (text[whole] == '\0')
    return min_decimals == 0;
  if (text[whole] != '.')
    return FALSE;

  text += whole + 1;
  decimals = strspn (text, "0123456789");
  if (text[decimals] != '\0' || decimals == 0 || decimals > 9)
    return FALSE;
  if (text[decimals - 1] == '0')
    return decimals == 1 && min_decimals == 1;
  return TRUE;
}

IsgDate
isg_gw_values_parse_date (const char *text, const char *format)
{
  int parts[3] = { 0, 0, 0 };
  const char *letters = "dMy";

  if (strlen (text) != strlen (format))
    return ISG_DATE_NONE;
  for (gsize i = 0; format[i] != '\0'; i++) {
    const char *letter = strchr (letters, format[i]);

    if (letter == NULL && text[i] != format[i])
      return ISG_DATE_NONE;
    if (letter == NULL)
      continue;
    if (!g_ascii_isdigit (text[i]))
      return ISG_DATE_NONE;
    parts[letter - letters] = parts[letter - letters] * 10 + g_ascii_digit_value (text[i]);
  }
  return isg_date_new (parts[2], parts[1], parts[0]);
}

static const char *
check_date (const IsgGwValueContext *context, const IsgGwField *field, const char *text)
{
  IsgDate day = isg_gw_values_parse_date (text, field->format);

  if (day == ISG_DATE_NONE)
    return "tarih değil";
  if (field->no_future && day > context->today)
    return "bugünden sonra olamaz";
  return NULL;
}

/* yyyy-MM-ddTHH:mm:ss.SSS, Istanbul. */
static const char *
check_stamp (const IsgGwValueContext *context, const char *text)
{
  g_autofree char *whole = g_strndup (text, 19);
  IsgDate day;
  int seconds;
  gint64 at;

  if (strlen (text) != 23 || text[19] != '.' || !is_digits (text + 20)
      || !isg_datetime_parse_iso (whole, &day, &seconds, NULL))
    return "zaman damgası değil";
  at = (gint64) day * 86400 + seconds - ISG_ISTANBUL_OFFSET;
  return at > context->now + MAX_AHEAD_SECONDS ? "10 dakikadan çok ileride" : NULL;
}

static const char *
check_code (const IsgGwValueContext *context, const IsgGwField *field, const char *text)
{
  GHashTable *list;

  if (field->codes != NULL)
    return g_strv_contains ((const char *const *) field->codes, text) ? NULL : "bilinmeyen kod";
  if (g_str_equal (field->list, "training"))
    return isg_gw_seed_is_training_code (context->seed, text) ? NULL : "bilinmeyen ya da pasif kod";

  list = isg_gw_schema_get_list (context->schema, field->list);
  return list != NULL && g_hash_table_contains (list, text) ? NULL : "bilinmeyen kod";
}

static const char *
check_minimum (const IsgGwField *field, const char *text)
{
  double value = g_ascii_strtod (text, NULL);

  if (!field->has_min)
    return NULL;
  return value < field->min || (field->above_min && value <= field->min) ? "çok küçük" : NULL;
}

static const char *
check_sgk (const char *text)
{
  return strlen (text) == 26 && is_digits (text) ? NULL : "26 rakam değil";
}

static const char *
check_signature (const char *text)
{
  g_autoptr (GBytes) der = isg_gw_cades_decode (text);

  return der != NULL ? NULL : "satır sonu olmayan base64 ile yazılmış DER CMS değil";
}

static const char *
check_pattern (const IsgGwField *field, const char *text)
{
  g_autofree char *pattern = g_strconcat ("\\A(?:", field->pattern, ")\\z", NULL);

  return g_regex_match_simple (pattern, text, G_REGEX_DOLLAR_ENDONLY, 0) ? NULL : "biçimi yanlış";
}

/* What is wrong with a text that is there; NULL when nothing is. */
static const char *
check_text (const IsgGwValueContext *context, const IsgGwField *field, const char *text)
{
  switch (field->type) {
  case ISG_GW_TYPE_IDENTITY:
    return isg_identity_check_person (text) == ISG_IDENTITY_OK ? NULL
                                                               : "geçerli kimlik numarası değil";
  case ISG_GW_TYPE_SGK:
    return check_sgk (text);
  case ISG_GW_TYPE_DATE:
    return check_date (context, field, text);
  case ISG_GW_TYPE_STAMP:
    return check_stamp (context, text);
  case ISG_GW_TYPE_CODE:
    return check_code (context, field, text);
  case ISG_GW_TYPE_MINUTES:
    return is_shortest_decimal (text, 1) && !g_str_equal (text, "0.0") ? NULL : "süre değil";
  case ISG_GW_TYPE_DECIMAL:
    return is_shortest_decimal (text, 0) ? check_minimum (field, text) : "sayı değil";
  case ISG_GW_TYPE_INTEGER:
    return is_integer (text) ? check_minimum (field, text) : "tam sayı değil";
  case ISG_GW_TYPE_NUMBER:
    return isg_gw_values_is_own_number (text) ? NULL : "1 ile 99999999999 arasında sayı değil";
  case ISG_GW_TYPE_TICKET:
    return is_ticket (text) ? NULL : "sorgu numarası değil";
  case ISG_GW_TYPE_FIRM:
    return g_strcmp0 (text, context->firm) == 0 ? NULL : "çağrıdaki firma kodundan farklı";
  case ISG_GW_TYPE_SIGNATURE:
    return check_signature (text);
  case ISG_GW_TYPE_PATTERN:
    return check_pattern (field, text);
  case ISG_GW_TYPE_ABSENT:
    return "boş bırakılmalı";
  case ISG_GW_TYPE_GROUP:
  case ISG_GW_TYPE_TEXT:
  default:
    return NULL;
  }
}

static gboolean
is_absent (const IsgGwNode *node)
{
  if (node->text == NULL || node->text[0] == '\0')
    return TRUE;
  return node->field->optional && node->field->number && g_str_equal (node->text, "0")
         && node->field->type != ISG_GW_TYPE_CODE;
}

static void
check_leaf (const IsgGwValueContext *context,
            const IsgGwNode *node,
            const char *path,
            GPtrArray *problems)
{
  const char *message = NULL;

  if (node->field->type == ISG_GW_TYPE_ABSENT)
    message = check_text (context, node->field, "");
  else if (node->wrong_type)
    message = "türü yanlış";
  else if (is_absent (node))
    message = node->field->optional && !node->field->repeated ? NULL : "boş olamaz";
  else if (!node->field->zero || !g_str_equal (node->text, "0"))
    message = check_text (context, node->field, node->text);
  if (message != NULL)
    add_problem (problems, path, node->field, message);
}

static char *
path_below (const char *parent, const IsgGwField *field, guint index)
{
  g_autofree char *own
    = field->repeated ? g_strdup_printf ("%s[%u]", field->name, index) : g_strdup (field->name);

  return parent == NULL ? g_steal_pointer (&own) : g_strconcat (parent, ".", own, NULL);
}

static void check_group (const IsgGwValueContext *context,
                         const IsgGwNode *group,
                         const char *path,
                         GPtrArray *problems);

static void
check_field (const IsgGwValueContext *context,
             const IsgGwNode *group,
             const IsgGwField *field,
             const char *parent,
             GPtrArray *problems)
{
  guint n = 0;

  for (guint i = 0; i < group->children->len; i++) {
    const IsgGwNode *child = g_ptr_array_index (group->children, i);
    g_autofree char *path = NULL;

    if (child->field != field)
      continue;
    path = path_below (parent, field, n++);
    if (field->type == ISG_GW_TYPE_GROUP && !child->wrong_type)
      check_group (context, child, path, problems);
    else
      check_leaf (context, child, path, problems);
  }
  if (n == 0 && !field->optional) {
    g_autofree char *path
      = parent == NULL ? g_strdup (field->name) : g_strconcat (parent, ".", field->name, NULL);

    add_problem (problems, path, field, "eksik");
  }
}

static void
check_group (const IsgGwValueContext *context,
             const IsgGwNode *group,
             const char *path,
             GPtrArray *problems)
{
  for (guint i = 0; i < group->field->fields->len; i++)
    check_field (context, group, g_ptr_array_index (group->field->fields, i), path, problems);
}

static IsgDate
date_of (const IsgGwNode *body, const char *name)
{
  const IsgGwNode *node = isg_gw_node_find (body, name);

  if (node == NULL || node->text == NULL || node->field->format == NULL)
    return ISG_DATE_NONE;
  return isg_gw_values_parse_date (node->text, node->field->format);
}

static void
check_not_before (const IsgGwCondition *condition, const IsgGwNode *body, GPtrArray *problems)
{
  IsgDate later = date_of (body, condition->field);
  IsgDate earlier = date_of (body, condition->other);

  if (later != ISG_DATE_NONE && earlier != ISG_DATE_NONE && later < earlier)
    add_problem (problems,
                 condition->field,
                 isg_gw_schema_find_field (body->field, condition->field),
                 "tarih sırası yanlış");
}

static double
number_of (const IsgGwNode *group, const char *name)
{
  const char *text = isg_gw_node_get_text (group, name);

  return text == NULL ? 0 : g_ascii_strtod (text, NULL);
}

static void
check_product (const IsgGwCondition *condition, const IsgGwNode *body, GPtrArray *problems)
{
  const char *by = isg_gw_node_get_text (body, condition->by);
  char **factors = by == NULL ? NULL : g_hash_table_lookup (condition->factors, by);
  guint row = 0;

  for (guint i = 0; factors != NULL && i < body->children->len; i++) {
    const IsgGwNode *child = g_ptr_array_index (body->children, i);
    double product = 1;
    double difference;

    if (!g_str_equal (child->field->name, condition->rows) || child->wrong_type)
      continue;
    for (char **factor = factors; *factor != NULL; factor++)
      product *= number_of (child, *factor);
    difference = product - number_of (child, condition->field);
    if (difference > 1e-6 || difference < -1e-6) {
      g_autofree char *path = g_strdup_printf ("%s[%u].%s", condition->rows, row, condition->field);

      add_problem (problems,
                   path,
                   isg_gw_schema_find_field (child->field, condition->field),
                   "çarpanların çarpımı değil");
    }
    row++;
  }
}

static void
check_rows (const IsgGwCondition *condition, const IsgGwNode *body, GPtrArray *problems)
{
  const char *by = isg_gw_node_get_text (body, condition->by);
  const IsgGwField *field = isg_gw_schema_find_field (body->field, condition->field);
  gboolean some = isg_gw_node_find (body, condition->field) != NULL;

  if (by == NULL)
    return;
  if (some && condition->none != NULL
      && g_strv_contains ((const char *const *) condition->none, by))
    add_problem (problems, field->name, field, "boş bırakılmalı");
  if (!some && condition->some != NULL
      && g_strv_contains ((const char *const *) condition->some, by))
    add_problem (problems, field->name, field, "boş olamaz");
}

static void
check_condition (const IsgGwCondition *condition, const IsgGwNode *body, GPtrArray *problems)
{
  switch (condition->kind) {
  case ISG_GW_RULE_NOT_BEFORE:
    check_not_before (condition, body, problems);
    break;
  case ISG_GW_RULE_PRODUCT:
    check_product (condition, body, problems);
    break;
  case ISG_GW_RULE_ROWS:
    check_rows (condition, body, problems);
    break;
  default:
    g_assert_not_reached ();
  }
}

GPtrArray *
isg_gw_values_check (const IsgGwValueContext *context, const IsgGwNode *body, GPtrArray *conditions)
{
  GPtrArray *problems = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_problem_free);

  check_group (context, body, NULL, problems);
  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    check_condition (g_ptr_array_index (conditions, i), body, problems);
  return problems;
}

/* A group is the same as another when its first member is. */
static const char *
key_of (const IsgGwNode *group)
{
  const IsgGwField *first = g_ptr_array_index (group->field->fields, 0);

  return isg_gw_node_get_text (group, first->name);
}

static int
check_limit (const IsgGwNode *body, const IsgGwField *field)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean twice = FALSE;
  guint n = 0;

  for (guint i = 0; i < body->children->len; i++) {
    const IsgGwNode *child = g_ptr_array_index (body->children, i);
    const char *key;

    if (child->field != field)
      continue;
    n++;
    key = key_of (child);
    if (key != NULL && !g_hash_table_add (seen, (gpointer) key))
      twice = TRUE;
  }
  if (n > field->limit_max)
    return field->limit_over;
  if (n == 0)
    return field->limit_under;
  return twice ? field->limit_twice : 0;
}

int
isg_gw_values_check_limits (const IsgGwNode *body)
{
  int lowest = 0;

  for (guint i = 0; i < body->field->fields->len; i++) {
    const IsgGwField *field = g_ptr_array_index (body->field->fields, i);
    int code = field->limit_max == 0 ? 0 : check_limit (body, field);

    if (code != 0 && (lowest == 0 || code < lowest))
      lowest = code;
  }
  return lowest;
}
