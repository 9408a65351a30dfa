/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-rows-raw.h"

#include <json-glib/json-glib.h>

static JsonArray *
read_array (const char *raw)
{
  g_autoptr (JsonNode) node = raw != NULL && *raw == '[' ? json_from_string (raw, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_dup_array (node) : NULL;
}

void
isg_rows_raw_add (char **raw, guint row, const char *field, const char *typed)
{
  g_autoptr (JsonArray) array = read_array (*raw);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonObject *entry = json_object_new ();

  if (array == NULL)
    array = json_array_new ();
  json_object_set_int_member (entry, "row", row);
  json_object_set_string_member (entry, "field", field);
  json_object_set_string_member (entry, "typed", typed);
  json_array_add_object_element (array, entry);
  json_node_set_array (node, array);
  g_free (*raw);
  *raw = json_to_string (node, FALSE);
}

static void
take_entry (JsonNode *node, GHashTable *typed)
{
  JsonObject *entry = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *field
    = entry != NULL ? json_object_get_string_member_with_default (entry, "field", NULL) : NULL;
  const char *text
    = entry != NULL ? json_object_get_string_member_with_default (entry, "typed", NULL) : NULL;
  gint64 row = entry != NULL ? json_object_get_int_member_with_default (entry, "row", -1) : -1;

  if (field != NULL && text != NULL && row >= 0)
    g_hash_table_insert (typed,
                         g_strdup_printf ("[%" G_GINT64_FORMAT "].%s", row, field),
                         g_strdup (text));
}

GHashTable *
isg_rows_raw_parse (const char *raw)
{
  GHashTable *typed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (JsonArray) array = read_array (raw);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    take_entry (json_array_get_element (array, i), typed);
  return typed;
}

char *
isg_rows_raw_lookup (const char *raw, const char *path)
{
  g_autoptr (GHashTable) typed = isg_rows_raw_parse (raw);

  return g_strdup (g_hash_table_lookup (typed, path));
}
