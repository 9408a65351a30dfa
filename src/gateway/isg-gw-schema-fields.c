/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-schema-private.h"

#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-json.h"

static const IsgGwWord TYPES[] = {
  { "group", ISG_GW_TYPE_GROUP },
  { "text", ISG_GW_TYPE_TEXT },
  { "identity", ISG_GW_TYPE_IDENTITY },
  { "sgk", ISG_GW_TYPE_SGK },
  { "date", ISG_GW_TYPE_DATE },
  { "stamp", ISG_GW_TYPE_STAMP },
  { "code", ISG_GW_TYPE_CODE },
  { "minutes", ISG_GW_TYPE_MINUTES },
  { "decimal", ISG_GW_TYPE_DECIMAL },
  { "integer", ISG_GW_TYPE_INTEGER },
  { "number", ISG_GW_TYPE_NUMBER },
  { "ticket", ISG_GW_TYPE_TICKET },
  { "firm", ISG_GW_TYPE_FIRM },
  { "signature", ISG_GW_TYPE_SIGNATURE },
  { "pattern", ISG_GW_TYPE_PATTERN },
  { "absent", ISG_GW_TYPE_ABSENT },
  { NULL, 0 },
};

static const IsgGwWord ROLES[] = {
  { "number", ISG_GW_ROLE_NUMBER },
  { "professional", ISG_GW_ROLE_PROFESSIONAL },
  { "signer", ISG_GW_ROLE_SIGNER },
  { "employee", ISG_GW_ROLE_EMPLOYEE },
  { "workplace", ISG_GW_ROLE_WORKPLACE },
  { "date", ISG_GW_ROLE_DATE },
  { "topic", ISG_GW_ROLE_TOPIC },
  { "minutes", ISG_GW_ROLE_MINUTES },
  { "capacity", ISG_GW_ROLE_CAPACITY },
  { "signature", ISG_GW_ROLE_SIGNATURE },
  { NULL, 0 },
};

void
isg_gw_field_free (IsgGwField *field)
{
  g_free (field->name);
  g_free (field->format);
  g_free (field->pattern);
  g_free (field->list);
  g_strfreev (field->codes);
  g_clear_pointer (&field->capacities, g_hash_table_unref);
  g_clear_pointer (&field->fields, g_ptr_array_unref);
  g_free (field);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwField, isg_gw_field_free)

gboolean
isg_gw_schema_read_word (JsonObject *object,
                         const char *where,
                         const char *name,
                         gboolean required,
                         const IsgGwWord *words,
                         int *out,
                         GError **error)
{
  g_autofree char *text = NULL;

  if (!isg_gw_json_get_string (object, where, name, required, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  for (const IsgGwWord *word = words; word->word != NULL; word++)
    if (g_str_equal (word->word, text)) {
      *out = word->value;
      return TRUE;
    }

  g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: \"%s\" is \"%s\"", where, name, text);
  return FALSE;
}

/* { "1": ["a", "b"], … } */
gboolean
isg_gw_schema_read_table (JsonObject *object,
                          const char *where,
                          const char *name,
                          GHashTable **out,
                          GError **error)
{
  g_autoptr (GHashTable) table
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_strfreev);
  g_autoptr (GList) members = NULL;
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (error,
                 ISG_GW_ERROR,
                 ISG_GW_ERROR_FILE,
                 "%s: \"%s\" is not an object",
                 where,
                 name);
    return FALSE;
  }
  members = json_object_get_members (json_node_get_object (node));
  for (GList *l = members; l != NULL; l = l->next) {
    char **texts = NULL;

    if (!isg_gw_json_get_strings (json_node_get_object (node), where, l->data, &texts, error))
      return FALSE;
    g_hash_table_insert (table, g_strdup (l->data), texts);
  }

  *out = g_steal_pointer (&table);
  return TRUE;
}

static gboolean
read_limit (JsonObject *object, const char *where, IsgGwField *field, GError **error)
{
  static const char *const known[] = { "max", "over", "under", "twice", NULL };
  JsonNode *node = json_object_get_member (object, "limit");
  gint64 max = 0;
  gint64 over = 0;
  gint64 under = 0;
  gint64 twice = 0;

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: \"limit\" is not an object", where);
    return FALSE;
  }
  object = json_node_get_object (node);
  if (!isg_gw_json_only (object, where, known, error)
      || !isg_gw_json_get_int (object, where, "max", 100000, &max, error)
      || !isg_gw_json_get_int (object, where, "over", 9999, &over, error)
      || !isg_gw_json_get_int (object, where, "under", 9999, &under, error)
      || !isg_gw_json_get_int (object, where, "twice", 9999, &twice, error))
    return FALSE;

  field->limit_max = max;
  field->limit_over = over;
  field->limit_under = under;
  field->limit_twice = twice;
  return TRUE;
}

static gboolean
read_minimum (JsonObject *object, const char *where, IsgGwField *field, GError **error)
{
  gint64 min = 0;

  if (!isg_gw_json_get_int (object, where, "min", G_MAXINT32, &min, error)
      || !isg_gw_json_get_bool (object, where, "above_min", &field->above_min, error))
    return FALSE;
  field->has_min = json_object_has_member (object, "min");
  field->min = min;
  return TRUE;
}

static gboolean
read_field_values (JsonObject *object, const char *where, IsgGwField *field, GError **error)
{
  gboolean future = TRUE;

  if (!isg_gw_json_get_bool (object, where, "repeated", &field->repeated, error)
      || !isg_gw_json_get_bool (object, where, "optional", &field->optional, error)
      || !isg_gw_json_get_bool (object, where, "zero", &field->zero, error)
      || !isg_gw_json_get_bool (object, where, "number", &field->number, error)
      || !isg_gw_json_get_bool (object, where, "future", &future, error)
      || !isg_gw_json_get_string (object, where, "format", FALSE, &field->format, error)
      || !isg_gw_json_get_string (object, where, "pattern", FALSE, &field->pattern, error)
      || !isg_gw_json_get_string (object, where, "list", FALSE, &field->list, error)
      || !isg_gw_json_get_strings (object, where, "codes", &field->codes, error)
      || !isg_gw_schema_read_table (object, where, "capacities", &field->capacities, error)
      || !read_minimum (object, where, field, error) || !read_limit (object, where, field, error))
    return FALSE;

  field->no_future = !future;
  return TRUE;
}

static gboolean
check_field (const IsgGwField *field, const char *where, GError **error)
{
  const char *fault = NULL;

  if (field->type == ISG_GW_TYPE_GROUP && (field->fields == NULL || field->fields->len == 0))
    fault = "is a group without fields";
  else if (field->type == ISG_GW_TYPE_DATE && field->format == NULL)
    fault = "is a date without a format";
  else if (field->type == ISG_GW_TYPE_PATTERN && field->pattern == NULL)
    fault = "has no pattern";
  else if (field->type == ISG_GW_TYPE_CODE && (field->codes == NULL) == (field->list == NULL))
    fault = "needs either codes or a list";
  if (fault == NULL)
    return TRUE;

  g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: \"%s\" %s", where, field->name, fault);
  return FALSE;
}

gboolean
isg_gw_schema_read_field (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[]
    = { "name",       "type",   "role",      "repeated", "optional", "zero",
        "number",     "future", "format",    "pattern",  "list",     "codes",
        "capacities", "min",    "above_min", "limit",    "fields",   NULL };
  GPtrArray *fields = user_data;
  g_autoptr (IsgGwField) field = g_new0 (IsgGwField, 1);
  int type = 0;
  int role = ISG_GW_ROLE_NONE;

  if (!isg_gw_json_only (object, where, known, error)
      || !isg_gw_json_get_string (object, where, "name", TRUE, &field->name, error)
      || !isg_gw_schema_read_word (object, where, "type", TRUE, TYPES, &type, error)
      || !isg_gw_schema_read_word (object, where, "role", FALSE, ROLES, &role, error)
      || !read_field_values (object, where, field, error))
    return FALSE;
  field->type = type;
  field->role = role;

  if (field->type == ISG_GW_TYPE_GROUP) {
    field->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_field_free);
    if (!isg_gw_json_each (object, where, "fields", isg_gw_schema_read_field, field->fields, error))
      return FALSE;
  }
  if (!check_field (field, where, error))
    return FALSE;

  g_ptr_array_add (fields, g_steal_pointer (&field));
  return TRUE;
}
