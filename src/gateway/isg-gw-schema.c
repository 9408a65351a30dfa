/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-schema.h"

#include <gio/gio.h>

#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-json.h"

#define RESOURCE_PREFIX "/io/github/isgdefteri/gateway/"

struct _IsgGwSchema {
  GPtrArray *services;       /* (owned) of IsgGwService */
  GHashTable *lists;         /* (owned) name -> set of codes */
  GPtrArray *training_codes; /* (owned) of IsgGwTrainingCode */
  GHashTable *result_texts;  /* (owned) code -> text */
};

typedef struct {
  const char *word;
  int value;
} Word;

static const Word TYPES[] = {
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

static const Word ROLES[] = {
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

static const Word KINDS[] = {
  { "save", ISG_GW_KIND_SAVE },           { "query", ISG_GW_KIND_QUERY },
  { "codes", ISG_GW_KIND_CODES },         { "authority", ISG_GW_KIND_AUTHORITY },
  { "workplace", ISG_GW_KIND_WORKPLACE }, { NULL, 0 },
};

static const Word CONDITIONS[] = {
  { "not_before", ISG_GW_RULE_NOT_BEFORE },
  { "product", ISG_GW_RULE_PRODUCT },
  { "rows", ISG_GW_RULE_ROWS },
  { NULL, 0 },
};

static void
field_free (IsgGwField *field)
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

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwField, field_free)

static void
condition_free (IsgGwCondition *condition)
{
  g_free (condition->field);
  g_free (condition->other);
  g_free (condition->rows);
  g_free (condition->by);
  g_clear_pointer (&condition->factors, g_hash_table_unref);
  g_strfreev (condition->none);
  g_strfreev (condition->some);
  g_free (condition);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwCondition, condition_free)

static void
signed_member_free (IsgGwSignedMember *member)
{
  g_free (member->name);
  g_free (member->from);
  g_free (member);
}

static void
operation_free (IsgGwOperation *operation)
{
  g_free (operation->name);
  g_free (operation->path);
  g_free (operation->method);
  g_free (operation->dataset);
  g_free (operation->body);
  g_clear_pointer (&operation->root, field_free);
  g_strfreev (operation->capacity);
  g_strfreev (operation->signed_path);
  g_clear_pointer (&operation->signed_members, g_ptr_array_unref);
  g_clear_pointer (&operation->conditions, g_ptr_array_unref);
  g_free (operation);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwOperation, operation_free)

static void
service_free (IsgGwService *service)
{
  g_free (service->id);
  g_free (service->method);
  g_free (service->xml_namespace);
  g_free (service->path);
  g_ptr_array_unref (service->operations);
  g_free (service);
}

void
isg_gw_training_code_free (IsgGwTrainingCode *code)
{
  g_free (code->code);
  g_free (code->name);
  g_free (code);
}

static gboolean
read_word (JsonObject *object,
           const char *where,
           const char *name,
           gboolean required,
           const Word *words,
           int *out,
           GError **error)
{
  g_autofree char *text = NULL;

  if (!isg_gw_json_get_string (object, where, name, required, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  for (const Word *word = words; word->word != NULL; word++)
    if (g_str_equal (word->word, text)) {
      *out = word->value;
      return TRUE;
    }

  g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: \"%s\" is \"%s\"", where, name, text);
  return FALSE;
}

/* { "1": ["a", "b"], … } */
static gboolean
read_table (JsonObject *object,
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
      || !read_table (object, where, "capacities", &field->capacities, error)
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

static gboolean
read_field (JsonObject *object, const char *where, gpointer user_data, GError **error)
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
      || !read_word (object, where, "type", TRUE, TYPES, &type, error)
      || !read_word (object, where, "role", FALSE, ROLES, &role, error)
      || !read_field_values (object, where, field, error))
    return FALSE;
  field->type = type;
  field->role = role;

  if (field->type == ISG_GW_TYPE_GROUP) {
    field->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);
    if (!isg_gw_json_each (object, where, "fields", read_field, field->fields, error))
      return FALSE;
  }
  if (!check_field (field, where, error))
    return FALSE;

  g_ptr_array_add (fields, g_steal_pointer (&field));
  return TRUE;
}

static gboolean
read_condition (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[]
    = { "rule", "field", "other", "rows", "by", "factors", "none", "some", NULL };
  GPtrArray *conditions = user_data;
  g_autoptr (IsgGwCondition) condition = g_new0 (IsgGwCondition, 1);
  int kind = 0;

  if (!isg_gw_json_only (object, where, known, error)
      || !read_word (object, where, "rule", TRUE, CONDITIONS, &kind, error)
      || !isg_gw_json_get_string (object, where, "field", TRUE, &condition->field, error))
    return FALSE;
  condition->kind = kind;
  if (!isg_gw_json_get_string (object,
                               where,
                               "other",
                               kind == ISG_GW_RULE_NOT_BEFORE,
                               &condition->other,
                               error)
      || !isg_gw_json_get_string (object,
                                  where,
                                  "rows",
                                  kind == ISG_GW_RULE_PRODUCT,
                                  &condition->rows,
                                  error)
      || !isg_gw_json_get_string (object,
                                  where,
                                  "by",
                                  kind != ISG_GW_RULE_NOT_BEFORE,
                                  &condition->by,
                                  error)
      || !read_table (object, where, "factors", &condition->factors, error)
      || !isg_gw_json_get_strings (object, where, "none", &condition->none, error)
      || !isg_gw_json_get_strings (object, where, "some", &condition->some, error))
    return FALSE;

  g_ptr_array_add (conditions, g_steal_pointer (&condition));
  return TRUE;
}

static gboolean
read_signed_member (JsonNode *node, const char *where, GPtrArray *members, GError **error)
{
  IsgGwSignedMember *member;

  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING) {
    member = g_new0 (IsgGwSignedMember, 1);
    member->name = json_node_dup_string (node);
    g_ptr_array_add (members, member);
    return TRUE;
  }
  if (!JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: signed member", where);
    return FALSE;
  }

  member = g_new0 (IsgGwSignedMember, 1);
  g_ptr_array_add (members, member);
  return isg_gw_json_get_string (json_node_get_object (node),
                                 where,
                                 "name",
                                 TRUE,
                                 &member->name,
                                 error)
         && isg_gw_json_get_string (json_node_get_object (node),
                                    where,
                                    "from",
                                    TRUE,
                                    &member->from,
                                    error);
}

/* { "path": ["EgitimDVO", …], "members": ["belgeTipi", { "name": …, "from": … }, …] } */
static gboolean
read_signed (JsonObject *object, const char *where, IsgGwOperation *operation, GError **error)
{
  JsonNode *node = json_object_get_member (object, "signed");
  JsonNode *members;

  if (node == NULL)
    return TRUE;
  members = JSON_NODE_HOLDS_OBJECT (node)
              ? json_object_get_member (json_node_get_object (node), "members")
              : NULL;
  if (members == NULL || !JSON_NODE_HOLDS_ARRAY (members)) {
    g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: \"signed\" has no members", where);
    return FALSE;
  }

  operation->signed_members = g_ptr_array_new_with_free_func ((GDestroyNotify) signed_member_free);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (members)); i++)
    if (!read_signed_member (json_array_get_element (json_node_get_array (members), i),
                             where,
                             operation->signed_members,
                             error))
      return FALSE;
  return isg_gw_json_get_strings (json_node_get_object (node),
                                  where,
                                  "path",
                                  &operation->signed_path,
                                  error);
}

static gboolean
read_operation (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[]
    = { "name",     "path",   "kind",     "dataset", "method", "body",
        "per_item", "fields", "capacity", "signed",  "rules",  NULL };
  IsgGwService *service = user_data;
  g_autoptr (IsgGwOperation) operation = g_new0 (IsgGwOperation, 1);
  int kind = 0;

  operation->service = service;
  operation->method = g_strdup (service->method);
  operation->conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) condition_free);
  operation->root = g_new0 (IsgGwField, 1);
  operation->root->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) field_free);

  if (!isg_gw_json_only (object, where, known, error)
      || !isg_gw_json_get_string (object, where, "name", TRUE, &operation->name, error)
      || !isg_gw_json_get_string (object,
                                  where,
                                  "path",
                                  service->xml_namespace == NULL,
                                  &operation->path,
                                  error)
      || !isg_gw_json_get_string (object, where, "method", FALSE, &operation->method, error)
      || !read_word (object, where, "kind", TRUE, KINDS, &kind, error)
      || !isg_gw_json_get_string (object,
                                  where,
                                  "dataset",
                                  kind == ISG_GW_KIND_SAVE,
                                  &operation->dataset,
                                  error)
      || !isg_gw_json_get_string (object, where, "body", FALSE, &operation->body, error)
      || !isg_gw_json_get_bool (object, where, "per_item", &operation->per_item, error)
      || !isg_gw_json_get_strings (object, where, "capacity", &operation->capacity, error)
      || !read_signed (object, where, operation, error)
      || !isg_gw_json_each (object, where, "fields", read_field, operation->root->fields, error)
      || !isg_gw_json_each (object, where, "rules", read_condition, operation->conditions, error))
    return FALSE;
  operation->kind = kind;
  operation->root->name = g_strdup (operation->name);

  g_ptr_array_add (service->operations, g_steal_pointer (&operation));
  return TRUE;
}

static IsgGwService *
find_service (const IsgGwSchema *schema, const char *id)
{
  for (guint i = 0; i < schema->services->len; i++) {
    IsgGwService *service = g_ptr_array_index (schema->services, i);

    if (g_str_equal (service->id, id))
      return service;
  }
  return NULL;
}

/* A service that is known already gets further operations. */
static gboolean
read_service (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[] = { "id", "method", "namespace", "path", "operations", NULL };
  IsgGwSchema *schema = user_data;
  g_autofree char *id = NULL;
  IsgGwService *service;

  if (!isg_gw_json_only (object, where, known, error)
      || !isg_gw_json_get_string (object, where, "id", TRUE, &id, error))
    return FALSE;
  service = find_service (schema, id);
  if (service == NULL) {
    service = g_new0 (IsgGwService, 1);
    service->id = g_steal_pointer (&id);
    service->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) operation_free);
    g_ptr_array_add (schema->services, service);
    if (!isg_gw_json_get_string (object, where, "method", TRUE, &service->method, error)
        || !isg_gw_json_get_string (object, where, "path", TRUE, &service->path, error)
        || !isg_gw_json_get_string (object,
                                    where,
                                    "namespace",
                                    FALSE,
                                    &service->xml_namespace,
                                    error))
      return FALSE;
  }
  return isg_gw_json_each (object, where, "operations", read_operation, service, error);
}

static gboolean
read_training_code (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  IsgGwTrainingCode *code = g_new0 (IsgGwTrainingCode, 1);

  g_ptr_array_add (user_data, code);
  code->active = TRUE;
  return isg_gw_json_get_string (object, where, "code", TRUE, &code->code, error)
         && isg_gw_json_get_string (object, where, "name", TRUE, &code->name, error)
         && isg_gw_json_get_bool (object, where, "active", &code->active, error);
}

static JsonNode *
load_resource (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (RESOURCE_PREFIX, name, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  return bytes == NULL ? NULL : isg_gw_json_load (bytes, name, error);
}

static gboolean
load_services (IsgGwSchema *schema, JsonNode *node, const char *where, GError **error)
{
  return node != NULL
         && isg_gw_json_each (json_node_get_object (node),
                              where,
                              "services",
                              read_service,
                              schema,
                              error);
}

static gboolean
load_lists (IsgGwSchema *schema, GError **error)
{
  g_autoptr (JsonNode) node = load_resource ("lists.json", error);
  g_autoptr (GHashTable) table = NULL;
  GHashTableIter iter;
  gpointer name;
  gpointer codes;

  if (node == NULL
      || !read_table (json_node_get_object (node), "lists.json", "lists", &table, error)
      || !isg_gw_json_each (json_node_get_object (node),
                            "lists.json",
                            "training_codes",
                            read_training_code,
                            schema->training_codes,
                            error))
    return FALSE;

  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &name, &codes)) {
    GHashTable *set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

    for (char **code = codes; *code != NULL; code++)
      g_hash_table_add (set, g_strdup (*code));
    g_hash_table_insert (schema->lists, g_strdup (name), set);
  }
  return TRUE;
}

static gboolean
load_result_texts (IsgGwSchema *schema, GError **error)
{
  g_autoptr (JsonNode) node = load_resource ("results.json", error);
  g_autoptr (GList) members = NULL;
  JsonObject *results;

  if (node == NULL)
    return FALSE;
  results = json_object_get_object_member (json_node_get_object (node), "results");
  members = json_object_get_members (results);
  for (GList *l = members; l != NULL; l = l->next) {
    char *text = NULL;

    if (!isg_gw_json_get_string (results, "results.json", l->data, TRUE, &text, error))
      return FALSE;
    g_hash_table_insert (schema->result_texts,
                         GINT_TO_POINTER ((int) g_ascii_strtoll (l->data, NULL, 10)),
                         text);
  }
  return TRUE;
}

IsgGwSchema *
isg_gw_schema_new (char **extra, GError **error)
{
  g_autoptr (IsgGwSchema) schema = g_new0 (IsgGwSchema, 1);
  g_autoptr (JsonNode) soap = load_resource ("soap.json", error);
  g_autoptr (JsonNode) json = soap == NULL ? NULL : load_resource ("json.json", error);

  schema->services = g_ptr_array_new_with_free_func ((GDestroyNotify) service_free);
  schema->training_codes
    = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_training_code_free);
  schema->result_texts = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  schema->lists
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);

  if (!load_services (schema, soap, "soap.json", error)
      || !load_services (schema, json, "json.json", error) || !load_lists (schema, error)
      || !load_result_texts (schema, error))
    return NULL;
  for (char **path = extra; path != NULL && *path != NULL; path++) {
    g_autoptr (JsonNode) node = isg_gw_json_load_file (*path, error);

    if (!load_services (schema, node, *path, error))
      return NULL;
  }
  return g_steal_pointer (&schema);
}

void
isg_gw_schema_free (IsgGwSchema *schema)
{
  g_ptr_array_unref (schema->services);
  g_ptr_array_unref (schema->training_codes);
  g_hash_table_unref (schema->result_texts);
  g_hash_table_unref (schema->lists);
  g_free (schema);
}

const IsgGwService *
isg_gw_schema_get_service (const IsgGwSchema *schema, const char *id)
{
  return find_service (schema, id);
}

static const IsgGwOperation *
find_below (const IsgGwService *service, const char *path)
{
  for (guint i = 0; i < service->operations->len; i++) {
    const IsgGwOperation *operation = g_ptr_array_index (service->operations, i);

    if (operation->path != NULL && g_str_equal (operation->path, path))
      return operation;
  }
  return NULL;
}

const IsgGwService *
isg_gw_schema_find_path (const IsgGwSchema *schema,
                         const char *path,
                         const IsgGwOperation **out_operation)
{
  for (guint i = 0; i < schema->services->len; i++) {
    const IsgGwService *service = g_ptr_array_index (schema->services, i);
    const IsgGwOperation *operation = NULL;

    if (service->xml_namespace == NULL && g_str_has_prefix (path, service->path))
      operation = find_below (service, path + strlen (service->path));
    if (operation == NULL && (service->xml_namespace == NULL || !g_str_equal (path, service->path)))
      continue;

    *out_operation = operation;
    return service;
  }
  return NULL;
}

const IsgGwOperation *
isg_gw_schema_find_operation (const IsgGwService *service, const char *name)
{
  for (guint i = 0; i < service->operations->len; i++) {
    const IsgGwOperation *operation = g_ptr_array_index (service->operations, i);

    if (g_str_equal (operation->name, name))
      return operation;
  }
  return NULL;
}

const IsgGwField *
isg_gw_schema_find_field (const IsgGwField *group, const char *name)
{
  for (guint i = 0; i < group->fields->len; i++) {
    const IsgGwField *field = g_ptr_array_index (group->fields, i);

    if (g_str_equal (field->name, name))
      return field;
  }
  return NULL;
}

GHashTable *
isg_gw_schema_get_list (const IsgGwSchema *schema, const char *name)
{
  return g_hash_table_lookup (schema->lists, name);
}

GPtrArray *
isg_gw_schema_get_training_codes (const IsgGwSchema *schema)
{
  return schema->training_codes;
}

const char *
isg_gw_schema_get_result_text (const IsgGwSchema *schema, int code)
{
  const char *text = g_hash_table_lookup (schema->result_texts, GINT_TO_POINTER (code));

  return text != NULL ? text : "";
}
