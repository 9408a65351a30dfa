/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

/* All of them, or those of one kind. */
static void
out_methods (IsgCli *cli, IsgRules *rules, const char *kind)
{
  GPtrArray *methods = isg_rules_methods (rules);

  isg_cli_out_array (cli, "datasets");
  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);
    gboolean published = isg_method_authority (method) == ISG_AUTHORITY_PUBLISHED;

    if (kind != NULL && g_strcmp0 (kind, isg_method_kind (method)) != 0)
      continue;
    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "dataset", isg_method_dataset (method));
    isg_cli_out_string (cli, "kind", isg_method_kind (method));
    isg_cli_out_string (cli, "method", isg_method_id (method));
    isg_cli_out_string (cli, "authority", published ? "published" : "provisional");
    isg_cli_out_bool (cli,
                      "default",
                      isg_rules_method (rules, isg_method_kind (method), NULL) == method);
    json_builder_end_object (cli->out);
    isg_cli_say (cli,
                 "  %s · %s · %s",
                 isg_method_dataset (method),
                 isg_method_id (method),
                 published
                 ? _ ("published")
                 : _ ("provisional"));
  }
  json_builder_end_array (cli->out);
}

static void
out_pack (IsgCli *cli, IsgRules *rules)
{
  isg_cli_out_string (cli, "id", isg_rules_id (rules));
  isg_cli_out_string (cli, "version", isg_rules_version (rules));
  isg_cli_say (cli, "%s %s", isg_rules_id (rules), isg_rules_version (rules));
}

static void
out_field (IsgCli *cli, const IsgFieldDef *field, int depth)
{
  static const char *const types[] = { "text", "integer", "decimal", "date",  "time",  "datetime",
                                       "bool", "code",    "ref",     "codes", "groups" };
  static const char *const obligations[] = { "optional", "required_when", "required" };
  GPtrArray *fields = isg_field_def_fields (field);
  const IsgCodeList *list = isg_field_def_code_list (field);

  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "id", isg_field_def_id (field));
  isg_cli_out_string (cli, "type", types[isg_field_def_type (field)]);
  isg_cli_out_string (cli, "obligation", obligations[isg_field_def_obligation (field)]);
  isg_cli_out_string (cli, "label", isg_field_def_label (field, isg_i18n_language ()));
  isg_cli_out_string (cli, "code_list", list != NULL ? isg_code_list_id (list) : NULL);
  isg_cli_out_string (cli, "kind", isg_field_def_ref_kind (field));
  isg_cli_out_string (cli, "source", isg_field_def_source (field));
  isg_cli_say (cli,
               "  %*s%-20s %-8s %-13s %s",
               depth * 2,
               "",
               isg_field_def_id (field),
               types[isg_field_def_type (field)],
               obligations[isg_field_def_obligation (field)],
               isg_field_def_label (field, isg_i18n_language ()));
  if (fields != NULL) {
    isg_cli_out_array (cli, "fields");
    for (guint i = 0; i < fields->len; i++)
      out_field (cli, g_ptr_array_index (fields, i), depth + 1);
    json_builder_end_array (cli->out);
  }
  json_builder_end_object (cli->out);
}

static IsgCliExit
show_rules (IsgCli *cli, const char *id)
{
  GPtrArray *kinds = isg_rules_kinds (cli->rules);
  gboolean found = id == NULL;

  out_pack (cli, cli->rules);
  isg_cli_out_array (cli, "kinds");
  for (guint i = 0; i < kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);
    GPtrArray *fields = isg_kind_fields (kind);

    if (id != NULL && g_strcmp0 (id, isg_kind_id (kind)) != 0)
      continue;
    found = TRUE;
    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "id", isg_kind_id (kind));
    isg_cli_out_string (cli, "label", isg_kind_label (kind, isg_i18n_language ()));
    isg_cli_say (cli, "%s · %s", isg_kind_id (kind), isg_kind_label (kind, isg_i18n_language ()));
    isg_cli_out_array (cli, "fields");
    for (guint j = 0; j < fields->len; j++)
      out_field (cli, g_ptr_array_index (fields, j), 0);
    json_builder_end_array (cli->out);
    json_builder_end_object (cli->out);
  }
  json_builder_end_array (cli->out);
  if (found)
    out_methods (cli, cli->rules, id);
  if (!found) {
    g_autoptr (GError) error = NULL;

    g_set_error (&error, ISG_RULES_ERROR, ISG_RULES_ERROR_UNKNOWN, "kind “%s”", id);
    return isg_cli_fail (cli, g_steal_pointer (&error));
  }
  return ISG_CLI_DONE;
}

static IsgCliExit
check_pack (IsgCli *cli, const char *dir)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgRules) rules = isg_rules_load (dir, &error);

  if (rules == NULL) {
    IsgCliExit code = isg_cli_fail (cli, g_steal_pointer (&error));

    isg_cli_out_bool (cli, "fit", FALSE);
    return code;
  }
  out_pack (cli, rules);
  isg_cli_out_bool (cli, "fit", TRUE);
  isg_cli_say (cli, "%s", _ ("The rule pack is whole and fits together."));
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_rules_command (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const char *act;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "list | show [KIND] | check [DIR]", &argc, &argv, &code))
    return code;
  act = argc > 1 ? argv[1] : "";
  if (argc > 3 || argc < 2)
    return isg_cli_usage (cli, "%s", "rules list | show [KIND] | check [DIR]");
  if (g_strcmp0 (act, "check") == 0)
    return check_pack (cli, argc == 3 ? argv[2] : NULL);
  if (g_strcmp0 (act, "list") != 0 && g_strcmp0 (act, "show") != 0)
    return isg_cli_usage (cli, "%s", "rules list | show [KIND] | check [DIR]");
  if (isg_cli_rules (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (g_strcmp0 (act, "show") == 0)
    return show_rules (cli, argc == 3 ? argv[2] : NULL);

  isg_cli_out_array (cli, "packs");
  json_builder_begin_object (cli->out);
  out_pack (cli, cli->rules);
  out_methods (cli, cli->rules, NULL);
  json_builder_end_object (cli->out);
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}
