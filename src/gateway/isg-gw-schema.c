/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-schema.h"

#include <gio/gio.h>

#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-json.h"
#include "gateway/isg-gw-schema-private.h"

#define RESOURCE_PREFIX "/io/github/isgdefteri/gateway/"

struct _IsgGwSchema {
  GPtrArray *services;       /* (owned) of IsgGwService */
  GHashTable *lists;         /* (owned) name -> set of codes */
  GPtrArray *training_codes; /* (owned) of IsgGwTrainingCode */
  GHashTable *result_texts;  /* (owned) code -> text */
};

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
    service->operations = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_operation_free);
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
  return isg_gw_json_each (object,
                           where,
                           "operations",
                           isg_gw_schema_read_operation,
                           service,
                           error);
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
      || !isg_gw_schema_read_table (json_node_get_object (node),
                                    "lists.json",
                                    "lists",
                                    &table,
                                    error)
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
