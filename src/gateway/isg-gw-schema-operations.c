/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-schema-private.h"

#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-json.h"

static const IsgGwWord KINDS[] = {
  { "save", ISG_GW_KIND_SAVE },           { "query", ISG_GW_KIND_QUERY },
  { "codes", ISG_GW_KIND_CODES },         { "authority", ISG_GW_KIND_AUTHORITY },
  { "workplace", ISG_GW_KIND_WORKPLACE }, { NULL, 0 },
};

static const IsgGwWord CONDITIONS[] = {
  { "not_before", ISG_GW_RULE_NOT_BEFORE },
  { "product", ISG_GW_RULE_PRODUCT },
  { "rows", ISG_GW_RULE_ROWS },
  { NULL, 0 },
};

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

void
isg_gw_operation_free (IsgGwOperation *operation)
{
  g_free (operation->name);
  g_free (operation->path);
  g_free (operation->method);
  g_free (operation->dataset);
  g_free (operation->body);
  g_clear_pointer (&operation->root, isg_gw_field_free);
  g_strfreev (operation->capacity);
  g_strfreev (operation->signed_path);
  g_clear_pointer (&operation->signed_members, g_ptr_array_unref);
  g_clear_pointer (&operation->conditions, g_ptr_array_unref);
  g_free (operation);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwOperation, isg_gw_operation_free)

static gboolean
read_condition (JsonObject *object, const char *where, gpointer user_data, GError **error)
{
  static const char *const known[]
    = { "rule", "field", "other", "rows", "by", "factors", "none", "some", NULL };
  GPtrArray *conditions = user_data;
  g_autoptr (IsgGwCondition) condition = g_new0 (IsgGwCondition, 1);
  int kind = 0;

  if (!isg_gw_json_only (object, where, known, error)
      || !isg_gw_schema_read_word (object, where, "rule", TRUE, CONDITIONS, &kind, error)
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
      || !isg_gw_schema_read_table (object, where, "factors", &condition->factors, error)
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

gboolean
isg_gw_schema_read_operation (JsonObject *object,
                              const char *where,
                              gpointer user_data,
                              GError **error)
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
  operation->root->fields = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_field_free);

  if (!isg_gw_json_only (object, where, known, error)
      || !isg_gw_json_get_string (object, where, "name", TRUE, &operation->name, error)
      || !isg_gw_json_get_string (object,
                                  where,
                                  "path",
                                  service->xml_namespace == NULL,
                                  &operation->path,
                                  error)
      || !isg_gw_json_get_string (object, where, "method", FALSE, &operation->method, error)
      || !isg_gw_schema_read_word (object, where, "kind", TRUE, KINDS, &kind, error)
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
      || !isg_gw_json_each (object,
                            where,
                            "fields",
                            isg_gw_schema_read_field,
                            operation->root->fields,
                            error)
      || !isg_gw_json_each (object, where, "rules", read_condition, operation->conditions, error))
    return FALSE;
  operation->kind = kind;
  operation->root->name = g_strdup (operation->name);

  g_ptr_array_add (service->operations, g_steal_pointer (&operation));
  return TRUE;
}
