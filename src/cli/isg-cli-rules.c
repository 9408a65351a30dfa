/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "rules/isg-pack-file.h"

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
out_date (IsgCli *cli, const char *name, IsgDate date)
{
  g_autofree char *text = date != ISG_DATE_NONE ? isg_date_to_iso (date) : NULL;

  isg_cli_out_string (cli, name, text);
}

void
isg_cli_out_pack (IsgCli *cli, IsgRules *rules)
{
  int gone;
  int left;
  IsgDate last;

  isg_cli_out_string (cli, "id", isg_rules_id (rules));
  isg_cli_out_string (cli, "version", isg_rules_version (rules));
  isg_cli_out_string (cli, "issuer", isg_rules_issuer (rules));
  isg_cli_out_string (cli, "signer", isg_rules_signer (rules));
  isg_cli_out_string (cli, "digest", isg_rules_digest (rules));
  out_date (cli, "issued", isg_rules_issued (rules));
  out_date (cli, "valid_from", isg_rules_valid_from (rules));
  out_date (cli, "published", isg_rules_published (rules));
  isg_cli_say (cli, "%s %s", isg_rules_id (rules), isg_rules_version (rules));
  if (!isg_rules_days_left (rules, isg_clock_today (cli->clock), &gone, &left, &last))
    return;
  isg_cli_out_int (cli, "days_gone", gone);
  isg_cli_out_int (cli, "days_left", left);
  out_date (cli, "last_day", last);
  isg_cli_say (cli, _ ("  Days gone: %d / 30 · left: %d"), gone, left);
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

  isg_cli_out_pack (cli, cli->rules);
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

/* The codes that a field takes, by the name of its code list. */
static IsgCliExit
show_code_list (IsgCli *cli, const IsgCodeList *list)
{
  isg_cli_out_pack (cli, cli->rules);
  isg_cli_out_string (cli, "code_list", isg_code_list_id (list));
  isg_cli_out_bool (cli, "complete", isg_code_list_is_complete (list));
  isg_cli_out_array (cli, "codes");
  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const IsgCode *row = isg_code_list_nth (list, i);
    const char *label = isg_i18n_language () == ISG_LANGUAGE_TR ? row->label_tr : row->label_en;

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "code", row->code);
    isg_cli_out_string (cli, "label", label);
    json_builder_end_object (cli->out);
    isg_cli_say (cli, "  %-20s %s", row->code, label);
  }
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}

static const char *
state_name (IsgPackState state)
{
  static const char *const names[] = { "active", "waiting", "before", "kept", "damaged" };

  return names[state];
}

static const char *
state_words (IsgPackState state)
{
  static const char *const words[]
    = { N_ ("in force"),
            N_ ("waits for its day"), N_ ("the one before"), N_ ("kept"), N_ ("cannot be read") };

  return _ (words[state]);
}

static void
out_entry (IsgCli *cli, const IsgPackEntry *entry)
{
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "state", state_name (entry->state));
  isg_cli_out_bool (cli, "built_in", entry->is_built_in);
  isg_cli_out_string (cli, "trouble", entry->trouble);
  if (entry->rules != NULL) {
    isg_cli_out_pack (cli, entry->rules);
    isg_cli_say (cli, "  %s", state_words (entry->state));
    if (entry->state == ISG_PACK_ACTIVE || entry->state == ISG_PACK_WAITING)
      out_methods (cli, entry->rules, NULL);
  } else {
    isg_cli_out_string (cli, "version", entry->version);
    isg_cli_say (cli, "%s  %s", entry->version, state_words (entry->state));
  }
  json_builder_end_object (cli->out);
}

static IsgCliExit
list_packs (IsgCli *cli)
{
  g_autoptr (GPtrArray) entries = NULL;

  entries = isg_rulebook_list (cli->packs, isg_clock_today (cli->clock));
  isg_cli_out_array (cli, "packs");
  for (guint i = 0; i < entries->len; i++)
    out_entry (cli, g_ptr_array_index (entries, i));
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}

static IsgCliExit
list_or_show (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;

  if (isg_cli_rules (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (g_str_equal (argv[1], "show") && argc == 3 && isg_rules_kind (cli->rules, argv[2]) == NULL
      && isg_rules_code_list (cli->rules, argv[2]) != NULL)
    return show_code_list (cli, isg_rules_code_list (cli->rules, argv[2]));
  if (g_str_equal (argv[1], "show"))
    return show_rules (cli, argc == 3 ? argv[2] : NULL);
  return list_packs (cli);
}

#define USAGE                                                                                      \
  "list | show [KIND|CODE_LIST] | check [FILE|DIR] | diff FILE | install FILE | rollback | "       \
  "announcements "                                                                                 \
  "[ID]"

static const struct {
  const char *act;
  IsgCliCommand run;
  int min_words;
  int max_words;
} acts[] = {
  { "list", list_or_show, 2, 2 },
  { "show", list_or_show, 2, 3 },
  { "check", isg_cli_rules_check, 2, 3 },
  { "diff", isg_cli_rules_diff, 3, 3 },
  { "install", isg_cli_rules_install, 3, 3 },
  { "rollback", isg_cli_rules_rollback, 2, 2 },
  { "announcements", isg_cli_rules_announcements, 2, 3 },
};

IsgCliExit
isg_cli_rules_command (IsgCli *cli, int argc, char **argv)
{
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, USAGE, &argc, &argv, &code))
    return code;
  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (acts); i++)
    if (g_str_equal (acts[i].act, argv[1]) && argc >= acts[i].min_words
        && argc <= acts[i].max_words) {
      /* What is in a file and what is in the rules are shown by one word. */
      if (g_str_equal (acts[i].act, "show") && argc == 3
          && g_str_has_suffix (argv[2], ISG_PACK_FILE_SUFFIX))
        return isg_cli_rules_diff (cli, argc, argv);
      return acts[i].run (cli, argc, argv);
    }
  return isg_cli_usage (cli, "rules %s", USAGE);
}
