/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-error.h"
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

static gboolean
load_record (IsgCli *cli, JsonObject *sample, GHashTable *uuids, GError **error)
{
  const char *kind_id = json_object_get_string_member (sample, "kind");
  const char *place = json_object_get_string_member_with_default (sample, "workplace", NULL);
  const char *workplace = place != NULL ? g_hash_table_lookup (uuids, place) : NULL;
  const IsgKind *kind = isg_rules_kind (cli->rules, kind_id);
  g_autofree char *text = NULL;
  g_autoptr (IsgFields) fields = NULL;
  g_autoptr (IsgRecord) record = NULL;
  g_autoptr (IsgRecord) saved = NULL;

  if (kind == NULL) {
    g_set_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_UNKNOWN, "sample: kind “%s”", kind_id);
    return FALSE;
  }
  replace_names (json_object_get_member (sample, "fields"), uuids);
  text = json_to_string (json_object_get_member (sample, "fields"), FALSE);
  fields = isg_record_fields_from_json (cli->rules, kind, text, -1, NULL, error);
  if (fields == NULL)
    return FALSE;
  record = isg_record_new (kind_id, NULL, workplace, fields);
  if (!isg_store_record_save (cli->store, record, &saved, error))
    return FALSE;

  g_hash_table_insert (uuids,
                       g_strdup (json_object_get_string_member (sample, "name")),
                       g_strdup (isg_record_uuid (saved)));
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "name", json_object_get_string_member (sample, "name"));
  isg_cli_out_string (cli, "kind", kind_id);
  isg_cli_out_string (cli, "uuid", isg_record_uuid (saved));
  json_builder_end_object (cli->out);
  return TRUE;
}

/* All or nothing: a half-loaded sample would be mistaken for real gaps. */
static gboolean
load_sample (IsgCli *cli, JsonArray *samples, GError **error)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (cli->store, error);

  if (transaction == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (samples); i++)
    if (!load_record (cli, json_array_get_object_element (samples, i), uuids, error))
      return FALSE;
  return isg_transaction_commit (transaction, error);
}

IsgCliExit
isg_cli_demo (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GBytes) bytes = NULL;
  JsonArray *samples;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "load", &argc, &argv, &code))
    return code;
  if (argc != 2 || g_strcmp0 (argv[1], "load") != 0)
    return isg_cli_usage (cli, "%s", "demo load");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (isg_store_environment (cli->store) != ISG_ENVIRONMENT_SANDBOX) {
    g_set_error (&error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 "sample data goes into a test store only");
    return isg_cli_fail (cli, g_steal_pointer (&error));
  }
  bytes = g_resource_lookup_data (isg_demo_get_resource (), SAMPLE, 0, &error);
  if (bytes == NULL
      || !json_parser_load_from_data (parser,
                                      g_bytes_get_data (bytes, NULL),
                                      (gssize) g_bytes_get_size (bytes),
                                      &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  samples = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                          "records");
  isg_cli_out_array (cli, "records");
  if (!load_sample (cli, samples, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  json_builder_end_array (cli->out);
  isg_cli_say (cli, _ ("Sample records loaded: %u"), json_array_get_length (samples));
  return ISG_CLI_DONE;
}
