/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-i18n.h"
#include "submit/isg-foresee.h"

static void
out_twins (IsgCli *cli, const IsgForetold *foretold)
{
  isg_cli_out_array (cli, "twins");
  for (guint i = 0; foretold != NULL && foretold->twins[i] != NULL; i++)
    json_builder_add_string_value (cli->out, foretold->twins[i]);
  json_builder_end_array (cli->out);
  isg_cli_out_string (cli,
                      "why_not",
                      foretold != NULL ? foretold->why[isg_i18n_language ()] : NULL);
}

static void
out_count (IsgCli *cli, const IsgRefusalCount *count)
{
  json_builder_begin_object (cli->out);
  isg_cli_out_int (cli, "code", count->code);
  isg_cli_out_int (cli, "notifications", count->n_notifications);
  isg_cli_out_int (cli, "foretold", count->n_foretold);
  isg_cli_out_time (cli, "last", count->last);
  out_twins (cli, count->foretold);
  json_builder_end_object (cli->out);
  isg_cli_say (cli,
               _ ("%d: notifications: %u, of them foretold: %u"),
                  count->code,
                  count->n_notifications,
                  count->n_foretold);
}

IsgCliExit
isg_cli_refusals (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) counts = NULL;
  guint sent;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "", &argc, &argv, &code))
    return code;
  if (argc != 1)
    return isg_cli_usage (cli, "%s", "refusals");
  if (isg_cli_store (cli, &error) == NULL
      || (counts = isg_refusal_counts (cli->store, &sent, &error)) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_int (cli, "answered", sent);
  isg_cli_say (cli, _ ("Notifications that were answered: %u"), sent);
  isg_cli_out_array (cli, "refusals");
  for (guint i = 0; i < counts->len; i++)
    out_count (cli, g_ptr_array_index (counts, i));
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}
