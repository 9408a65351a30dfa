/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-json-in.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/isg-secret.h"
#include "gateway/isg-gw-error.h"
#include "gateway/isg-gw-rebuild.h"

/* Nothing in the data sets is deeper than four; the parser recurses. */
#define MAX_DEPTH 16

static gboolean
is_too_deep (const char *text, gsize length)
{
  guint depth = 0;
  gboolean in_string = FALSE;

  for (gsize i = 0; i < length; i++) {
    if (in_string && text[i] == '\\')
      i++;
    else if (text[i] == '"')
      in_string = !in_string;
    else if (!in_string && (text[i] == '{' || text[i] == '['))
      depth++;
    else if (!in_string && (text[i] == '}' || text[i] == ']') && depth > 0)
      depth--;
    if (depth > MAX_DEPTH)
      return TRUE;
  }
  return FALSE;
}

/* The text of a number or string, as it would stand in the canonical text. */
static void
read_scalar (JsonNode *value, IsgGwNode *node)
{
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_INVALID;
  gboolean is_number = type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;

  if (JSON_NODE_HOLDS_NULL (value))
    return;
  if (node->field->number ? !is_number : type != G_TYPE_STRING)
    node->wrong_type = TRUE;
  else if (type == G_TYPE_INT64)
    node->text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
  else if (type == G_TYPE_DOUBLE)
    node->text = isg_gw_rebuild_number (json_node_get_double (value));
  else
    node->text = json_node_dup_string (value);
}

static void read_object (JsonObject *object, IsgGwNode *group);

static IsgGwNode *
read_value (JsonNode *value, const IsgGwField *field)
{
  IsgGwNode *node = isg_gw_node_new (field, NULL);

  if (field->type != ISG_GW_TYPE_GROUP)
    read_scalar (value, node);
  else if (JSON_NODE_HOLDS_OBJECT (value))
    read_object (json_node_get_object (value), node);
  else
    node->wrong_type = TRUE;
  return node;
}

static void
read_member (JsonNode *value, const IsgGwField *field, IsgGwNode *group)
{
  JsonArray *array;

  if (!field->repeated) {
    g_ptr_array_add (group->children, read_value (value, field));
    return;
  }
  if (!JSON_NODE_HOLDS_ARRAY (value)) {
    IsgGwNode *node = isg_gw_node_new (field, NULL);

    node->wrong_type = TRUE;
    g_ptr_array_add (group->children, node);
    return;
  }

  array = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (group->children, read_value (json_array_get_element (array, i), field));
}

static void
read_object (JsonObject *object, IsgGwNode *group)
{
  for (guint i = 0; i < group->field->fields->len; i++) {
    const IsgGwField *field = g_ptr_array_index (group->field->fields, i);
    JsonNode *value = json_object_get_member (object, field->name);

    if (value != NULL)
      read_member (value, field, group);
  }
}

IsgGwCall *
isg_gw_json_in_read (const IsgGwOperation *operation, GBytes *body, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (IsgGwNode) root = NULL;
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  JsonNode *node;

  if (length == 0 || !g_utf8_validate_len (text, length, NULL) || is_too_deep (text, length)
      || !json_parser_load_from_data (parser, text, length, NULL)) {
    g_set_error_literal (error, ISG_GW_ERROR, ISG_GW_ERROR_REQUEST, "body is not JSON in UTF-8");
    return NULL;
  }
  node = json_parser_get_root (parser);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node)) {
    g_set_error_literal (error, ISG_GW_ERROR, ISG_GW_ERROR_REQUEST, "body is not a JSON object");
    return NULL;
  }

  root = isg_gw_node_new (operation->root, NULL);
  read_object (json_node_get_object (node), root);
  return isg_gw_call_new (operation, g_steal_pointer (&root), body);
}

gboolean
isg_gw_json_in_read_basic (const char *header, char **out_firm, char **out_password)
{
  g_autofree char *text = NULL;
  gsize length;
  char *colon;

  if (header == NULL || g_ascii_strncasecmp (header, "Basic ", 6) != 0)
    return FALSE;
  text = (char *) g_base64_decode (header + 6, &length);
  text = g_realloc (text, length + 1);
  text[length] = '\0';
  colon = strchr (text, ':');
  if (colon == NULL || !g_utf8_validate (text, length, NULL))
    return FALSE;

  *out_firm = g_strndup (text, colon - text);
  *out_password = g_strdup (colon + 1);
  isg_secret_wipe (text, length);
  return TRUE;
}
