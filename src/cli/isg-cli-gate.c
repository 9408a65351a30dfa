/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-i18n.h"
#include "submit/isg-finalise.h"
#include "submit/isg-status.h"

/* What holds the queue back, and opening the one gate that only a person can open. */

#define USAGE "list | open SIGNATURE [--scope METHOD@PACK] --reason TEXT"

static gboolean
list_gates (IsgCli *cli, GError **error)
{
  g_autoptr (GPtrArray) gates = isg_gate_list (cli->store, error);

  if (gates == NULL)
    return FALSE;
  isg_cli_out_array (cli, "gates");
  for (guint i = 0; i < gates->len; i++) {
    const IsgGateInfo *gate = g_ptr_array_index (gates, i);
    g_autofree char *sentence = isg_gate_sentence (cli->store, gate, isg_i18n_language ());

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "name", gate->name);
    isg_cli_out_string (cli, "scope", gate->scope);
    isg_cli_out_time (cli, "since", gate->since);
    isg_cli_out_time (cli, "next_try", gate->next_try);
    isg_cli_out_int (cli, "code", gate->code);
    isg_cli_out_int (cli, "waiting", gate->n_waiting);
    isg_cli_out_string (cli, "message", sentence);
    json_builder_end_object (cli->out);
    isg_cli_say (cli, "%-12s %-32s %s", gate->name, gate->scope, sentence);
  }
  json_builder_end_array (cli->out);
  return TRUE;
}

/* The others open by themselves: by time, by a probe, by a setting, a card or a pack. */
static IsgCliExit
open_gate (IsgCli *cli, const char *name, const char *scope, const char *reason)
{
  g_autoptr (GError) error = NULL;
  guint n;

  if (!g_str_equal (name, "SIGNATURE") || reason == NULL)
    return isg_cli_usage (cli, "%s", "gate " USAGE);
  if (isg_cli_store (cli, &error) == NULL
      || !isg_signature_gate_open (cli->store, scope, reason, &n, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_int (cli, "opened", n);
  isg_cli_say (cli, _ ("Gates opened: %u"), n);
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_gate (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *scope = NULL, *reason = NULL;
  const GOptionEntry entries[] = {
    { "scope", 0, 0, G_OPTION_ARG_STRING, &scope, N_ ("Only this gate of that name"), "SCOPE" },
      { "reason",
        0,
        0,
        G_OPTION_ARG_STRING,
        &reason,
        N_ ("What was mended; it is written to the journal"), "TEXT" },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (GError) error = NULL;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, USAGE, &argc, &argv, &code))
    return code;
  if (argc == 3 && g_str_equal (argv[1], "open"))
    return open_gate (cli, argv[2], scope, reason);
  if (argc != 2 || !g_str_equal (argv[1], "list"))
    return isg_cli_usage (cli, "%s", "gate " USAGE);
  if (isg_cli_store (cli, &error) == NULL || !list_gates (cli, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return ISG_CLI_DONE;
}
