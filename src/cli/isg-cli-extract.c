/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "store/isg-person-extract.h"

IsgCliExit
isg_cli_extract (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "FILE" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) extract = NULL;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "UUID -o FILE", &argc, &argv, &code))
    return code;
  if (argc != 2 || output == NULL)
    return isg_cli_usage (cli, "%s", "extract UUID -o FILE");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  extract = isg_person_extract (cli->store, argv[1], &error);
  if (extract == NULL || !isg_cli_write_file (cli, output, extract, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "file", output);
  isg_cli_out_int (cli, "bytes", (gint64) g_bytes_get_size (extract));
  isg_cli_say (cli, _ ("The extract was written: %s"), output);
  return ISG_CLI_DONE;
}
