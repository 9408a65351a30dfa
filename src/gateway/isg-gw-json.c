/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-json.h"

#include "gateway/isg-gw-error.h"

static gboolean
refuse (const char *where, const char *name, const char *reason, GError **error)
{
  g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: \"%s\" %s", where, name, reason);
  return FALSE;
}

JsonNode *
isg_gw_json_load (GBytes *bytes, const char *where, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) local_error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0 || !g_utf8_validate_len (text, length, NULL)
      || !json_parser_load_from_data (parser, text, length, &local_error)) {
    g_set_error (error,
                 ISG_GW_ERROR,
                 ISG_GW_ERROR_FILE,
                 "%s: not JSON: %s",
                 where,
                 local_error != NULL ? local_error->message : "empty or not UTF-8");
    return NULL;
  }
  if (json_parser_get_root (parser) == NULL
      || !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))) {
    g_set_error (error, ISG_GW_ERROR, ISG_GW_ERROR_FILE, "%s: not a JSON object", where);
    return NULL;
  }
  return json_parser_steal_root (parser);
}

JsonNode *
isg_gw_json_load_file (const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  char *text;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, error))
    return NULL;
  bytes = g_bytes_new_take (text, length);
  return isg_gw_json_load (bytes, path, error);
}

gboolean
isg_gw_json_only (JsonObject *object, const char *where, const char *const *names, GError **error)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *l = members; l != NULL; l = l->next)
    if (!g_strv_contains (names, l->data))
      return refuse (where, l->data, "is not known here", error);
  return TRUE;
}

/* The member's value when it is there and not null. */
static JsonNode *
find_value (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node == NULL || JSON_NODE_HOLDS_NULL (node) ? NULL : node;
}

gboolean
isg_gw_json_get_string (JsonObject *object,
                        const char *where,
                        const char *name,
                        gboolean required,
                        char **out,
                        GError **error)
{
  JsonNode *node = find_value (object, name);

  if (node == NULL)
    return required ? refuse (where, name, "is missing", error) : TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return refuse (where, name, "is not a string", error);

  g_free (*out);
  *out = json_node_dup_string (node);
  return TRUE;
}

gboolean
isg_gw_json_get_bool (JsonObject *object,
                      const char *where,
                      const char *name,
                      gboolean *out,
                      GError **error)
{
  JsonNode *node = find_value (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_BOOLEAN)
    return refuse (where, name, "is not true or false", error);

  *out = json_node_get_boolean (node);
  return TRUE;
}

gboolean
isg_gw_json_get_int (JsonObject *object,
                     const char *where,
                     const char *name,
                     gint64 max,
                     gint64 *out,
                     GError **error)
{
  JsonNode *node = find_value (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < 0 || json_node_get_int (node) > max)
    return refuse (where, name, "is not an integer in its range", error);

  *out = json_node_get_int (node);
  return TRUE;
}

gboolean
isg_gw_json_get_strings (JsonObject *object,
                         const char *where,
                         const char *name,
                         char ***out,
                         GError **error)
{
  JsonNode *node = find_value (object, name);
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (where, name, "is not an array", error);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
    JsonNode *element = json_array_get_element (json_node_get_array (node), i);

    if (!JSON_NODE_HOLDS_VALUE (element) || json_node_get_value_type (element) != G_TYPE_STRING)
      return refuse (where, name, "holds something that is not a string", error);
    g_strv_builder_add (texts, json_node_get_string (element));
  }

  g_strfreev (*out);
  *out = g_strv_builder_end (texts);
  return TRUE;
}

gboolean
isg_gw_json_each (JsonObject *object,
                  const char *where,
                  const char *name,
                  IsgGwJsonEach each,
                  gpointer user_data,
                  GError **error)
{
  JsonNode *node = find_value (object, name);

  if (node == NULL)
    return TRUE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return refuse (where, name, "is not an array", error);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++) {
    JsonNode *element = json_array_get_element (json_node_get_array (node), i);
    g_autofree char *place = g_strdup_printf ("%s: %s[%u]", where, name, i);

    if (!JSON_NODE_HOLDS_OBJECT (element))
      return refuse (where, name, "holds something that is not an object", error);
    if (!each (json_node_get_object (element), place, user_data, error))
      return FALSE;
  }
  return TRUE;
}

char *
isg_gw_json_to_line (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
