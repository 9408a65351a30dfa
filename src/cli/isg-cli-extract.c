/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-i18n.h"
#include "print/isg-extract-paper.h"
#include "store/isg-person-extract.h"

/* A name that ends in .pdf asks for paper. */
static GBytes *
make (IsgCli *cli, const char *uuid, gboolean paper, GError **error)
{
  g_autoptr (GBytes) extract = isg_person_extract (cli->store, uuid, error);
  g_autoptr (IsgPaper) page = NULL;
  IsgRecordPaper how = { .resolver = isg_store_resolve,
                         .resolver_data = cli->store,
                         .printed_at = isg_clock_now (cli->clock) };

  if (extract == NULL || !paper)
    return g_steal_pointer (&extract);
  if (isg_store_environment (cli->store) == ISG_ENVIRONMENT_SANDBOX)
    how.watermark = _ ("TEST");
  page = isg_extract_paper (cli->rules, extract, &how, error);
  return page != NULL ? isg_paper_to_pdf (page, error) : NULL;
}

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

  if (!isg_cli_parse (cli, entries, "UUID -o FILE[.pdf]", &argc, &argv, &code))
    return code;
  if (argc != 2 || output == NULL)
    return isg_cli_usage (cli, "%s", "extract UUID -o FILE[.pdf]");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  extract = make (cli, argv[1], g_str_has_suffix (output, ".pdf"), &error);
  if (extract == NULL || !isg_cli_write_file (cli, output, extract, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "file", output);
  isg_cli_out_int (cli, "bytes", (gint64) g_bytes_get_size (extract));
  isg_cli_say (cli, _ ("The extract was written: %s"), output);
  return ISG_CLI_DONE;
}
