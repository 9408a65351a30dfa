/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-i18n.h"
#include "submit/isg-support.h"

IsgCliExit
isg_cli_support_bundle (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "FILE" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bundle = NULL;
  guint n;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "[UUID] -o FILE", &argc, &argv, &code))
    return code;
  if (argc > 2 || output == NULL)
    return isg_cli_usage (cli, "%s", "support-bundle [UUID] -o FILE.tar");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  bundle = isg_support_bundle (cli->store, argc == 2 ? argv[1] : NULL, &n, &error);
  if (bundle == NULL || !isg_cli_write_file (cli, output, bundle, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_string (cli, "file", output);
  isg_cli_out_int (cli, "notifications", n);
  isg_cli_say (cli,
               _ ("The support bundle was written: %s. Notifications: %u. Names and numbers in it "
                  "are replaced."),
                  output,
                  n);
  return ISG_CLI_DONE;
}
