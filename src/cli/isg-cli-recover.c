/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli-recover.h"

#include "base/isg-i18n.h"
#include "store/isg-backup.h"

static void
out_gap (IsgCli *cli, const IsgRecoverGap *gap)
{
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "table", gap->table);
  isg_cli_out_int (cli, "from", gap->from);
  json_builder_set_member_name (cli->out, "to");
  if (gap->to == G_MAXINT64)
    json_builder_add_null_value (cli->out);
  else
    json_builder_add_int_value (cli->out, gap->to);
  json_builder_end_object (cli->out);
  if (gap->to == G_MAXINT64)
    isg_cli_say (cli, _ ("  not readable: %s, from %d on"), gap->table, (int) gap->from);
  else
    isg_cli_say (cli,
                 _ ("  not readable: %s, %d to %d"), gap->table, (int) gap->from, (int) gap->to);
}

/* How many rows a backup had, where it still says so. */
static void
out_table (IsgCli *cli, const IsgRecoverTable *table, const IsgBackupInfo *had)
{
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "table", table->name);
  isg_cli_out_int (cli, "saved", table->saved);
  isg_cli_out_int (cli, "mended", table->mended);
  isg_cli_out_int (cli, "set_aside", table->set_aside);
  json_builder_set_member_name (cli->out, "had");
  if (had != NULL)
    json_builder_add_int_value (cli->out, isg_backup_info_rows (had, table->name));
  else
    json_builder_add_null_value (cli->out);
  json_builder_end_object (cli->out);
  if (had != NULL)
    isg_cli_say (cli,
                 _ ("  %s: %d of %d rows"),
                    table->name,
                    (int) table->saved,
                    (int) isg_backup_info_rows (had, table->name));
  else
    isg_cli_say (cli, _ ("  %s: %d rows"), table->name, (int) table->saved);
}

IsgCliExit
isg_cli_out_recovered (IsgCli *cli,
                       const char *path,
                       IsgStoreKey *key,
                       const IsgRecoverReport *report)
{
  g_autoptr (IsgBackupInfo) had = isg_backup_read_info (path, key, NULL);
  gboolean whole = isg_recover_report_is_whole (report);

  isg_cli_out_bool (cli, "whole", whole);
  isg_cli_out_bool (cli, "identity_lost", report->identity_lost);
  isg_cli_out_bool (cli, "end_lost", report->end_lost);
  isg_cli_out_int (cli, "unreadable_blocks", report->unreadable);
  isg_cli_say (cli,
               "%s",
               whole
               ? _ ("All of it could be read.")
               : _ ("Not all of it could be read:"));
  if (report->end_lost)
    isg_cli_say (cli,
                 "%s",
                 _ ("  not readable: the send log and the rule packs that the backup carried"));
  isg_cli_out_array (cli, "tables");
  for (guint i = 0; i < report->tables->len; i++)
    out_table (cli, g_ptr_array_index (report->tables, i), had);
  json_builder_end_array (cli->out);
  isg_cli_out_array (cli, "not_readable");
  for (guint i = 0; i < report->gaps->len; i++)
    out_gap (cli, g_ptr_array_index (report->gaps, i));
  json_builder_end_array (cli->out);
  return whole ? ISG_CLI_DONE : ISG_CLI_INTEGRITY;
}

IsgCliExit
isg_cli_recover (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "FILE" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (IsgRecoverReport) report = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStoreKey) key = NULL;
  g_autofree char *store = g_build_filename (cli->data_dir, ISG_STORE_FILE, NULL);
  gboolean done;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "-o NEWFILE [FILE]", &argc, &argv, &code))
    return code;
  if (argc > 2 || output == NULL)
    return isg_cli_usage (cli, "%s", "recover -o NEWFILE [FILE]");
  done = isg_cli_unlock (cli, argc == 2 ? argv[1] : store, &key, &error);
  if (done)
    done = argc == 2 ? isg_recover_file (argv[1], key, output, cli->clock, &report, &error)
                     : isg_recover_store (cli->data_dir, key, output, cli->clock, &report, &error);
  if (!done)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "file", output);
  isg_cli_say (cli, _ ("What could be read is in %s; the damaged file was not touched."), output);
  return isg_cli_out_recovered (cli, argc == 2 ? argv[1] : output, key, report);
}
