/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "transfer/isg-sample.h"

static void
out_record (const char *name, IsgRecord *record, gpointer data)
{
  IsgCli *cli = data;

  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "name", name);
  isg_cli_out_string (cli, "kind", isg_record_kind (record));
  isg_cli_out_string (cli, "uuid", isg_record_uuid (record));
  json_builder_end_object (cli->out);
}

IsgCliExit
isg_cli_demo (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  IsgCliExit code;
  guint n;

  if (!isg_cli_parse (cli, NULL, "load", &argc, &argv, &code))
    return code;
  if (argc != 2 || g_strcmp0 (argv[1], "load") != 0)
    return isg_cli_usage (cli, "%s", "demo load");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_array (cli, "records");
  if (!isg_sample_load (cli->store, out_record, cli, &n, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  json_builder_end_array (cli->out);
  isg_cli_say (cli, _ ("Sample records loaded: %u"), n);
  return ISG_CLI_DONE;
}
