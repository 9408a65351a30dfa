/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "transfer/isg-sample.h"

#include <json-glib/json-glib.h>

#include "isg-demo-data.h"
#include "rules/isg-record-json.h"

/* The sample file names its records; "@name" anywhere in a value stands for the uuid that the
 * record was given. */
#define SAMPLE "/io/github/isgdefteri/demo/sample.json"

static void
replace_names (JsonNode *node, GHashTable *uuids)
{
  if (JSON_NODE_HOLDS_OBJECT (node)) {
    g_autoptr (GList) members = json_object_get_values (json_node_get_object (node));

    for (GList *l = members; l != NULL; l = l->next)
      replace_names (l->data, uuids);
  } else if (JSON_NODE_HOLDS_ARRAY (node)) {
    g_autoptr (GList) elements = json_array_get_elements (json_node_get_array (node));

    for (GList *l = elements; l != NULL; l = l->next)
      replace_names (l->data, uuids);
  } else if (json_node_get_value_type (node) == G_TYPE_STRING
             && g_str_has_prefix (json_node_get_string (node), "@")) {
    const char *uuid = g_hash_table_lookup (uuids, json_node_get_string (node) + 1);

    if (uuid != NULL)
      json_node_set_string (node, uuid);
  }
}

static IsgRecord *
read_record (IsgStore *store, JsonObject *sample, GHashTable *uuids, GError **error)
{
  IsgRules *rules = isg_store_rules (store);
  const char *kind_id = json_object_get_string_member (sample, "kind");
  const char *place = json_object_get_string_member_with_default (sample, "workplace", NULL);
  const char *workplace = place != NULL ? g_hash_table_lookup (uuids, place) : NULL;
  const IsgKind *kind = isg_rules_kind (rules, kind_id);
  g_autofree char *text = NULL;
  g_autoptr (IsgFields) fields = NULL;

  if (kind == NULL) {
    g_set_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_UNKNOWN, "sample: kind “%s”", kind_id);
    return NULL;
  }
  replace_names (json_object_get_member (sample, "fields"), uuids);
  text = json_to_string (json_object_get_member (sample, "fields"), FALSE);
  fields = isg_record_fields_from_json (rules, kind, text, -1, NULL, error);
  return fields != NULL ? isg_record_new (kind_id, NULL, workplace, fields) : NULL;
}

static gboolean
load_records (IsgStore *store,
              JsonArray *samples,
              IsgSampleLoaded loaded,
              gpointer data,
              GError **error)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (samples); i++) {
    JsonObject *sample = json_array_get_object_element (samples, i);
    const char *name = json_object_get_string_member (sample, "name");
    g_autoptr (IsgRecord) record = read_record (store, sample, uuids, error);
    g_autoptr (IsgRecord) saved = NULL;

    if (record == NULL || !isg_store_record_save (store, record, &saved, error))
      return FALSE;
    g_hash_table_insert (uuids, g_strdup (name), g_strdup (isg_record_uuid (saved)));
    if (loaded != NULL)
      loaded (name, saved, data);
  }
  return isg_transaction_commit (transaction, error);
}

gboolean
isg_sample_load (IsgStore *store,
                 IsgSampleLoaded loaded,
                 gpointer data,
                 guint *out_n,
                 GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = NULL;
  JsonArray *samples;

  if (isg_store_environment (store) != ISG_ENVIRONMENT_SANDBOX) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 "sample data goes into a test store only");
    return FALSE;
  }
  bytes = g_resource_lookup_data (isg_demo_get_resource (), SAMPLE, 0, error);
  if (bytes == NULL
      || !json_parser_load_from_data (parser,
                                      g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes),
                                      error))
    return FALSE;
  samples = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "records");
  if (!load_records (store, samples, loaded, data, error))
    return FALSE;
  if (out_n != NULL)
    *out_n = json_array_get_length (samples);
  return TRUE;
}
