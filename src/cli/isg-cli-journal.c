/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#define BLOCK 500

static gboolean
out_entries (IsgCli *cli, GError **error)
{
  gint64 after = 0;

  while (TRUE) {
    g_autoptr (GPtrArray) entries = isg_store_journal_list (cli->store, after, BLOCK, error);

    if (entries == NULL)
      return FALSE;
    for (guint i = 0; i < entries->len; i++) {
      const IsgJournalEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *time = isg_unix_to_local_iso (entry->time * 1000, FALSE);

      json_builder_begin_object (cli->out);
      isg_cli_out_int (cli, "seq", entry->seq);
      isg_cli_out_string (cli, "time", time);
      isg_cli_out_string (cli, "actor", entry->actor);
      isg_cli_out_string (cli, "act", entry->act);
      isg_cli_out_string (cli, "record", *entry->record != '\0' ? entry->record : NULL);
      isg_cli_out_int (cli, "revision", entry->revision);
      isg_cli_out_string (cli, "detail", entry->detail);
      isg_cli_out_string (cli, "hash", entry->hash);
      json_builder_end_object (cli->out);
      isg_cli_say (cli,
                   "%6" G_GINT64_FORMAT "  %s  %-8s %-24s %s %s",
                   entry->seq,
                   time,
                   entry->actor,
                   entry->act,
                   entry->record,
                   entry->detail);
      after = entry->seq;
    }
    if (entries->len < BLOCK)
      return TRUE;
  }
}

IsgCliExit
isg_cli_journal (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gint64 count;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "list|verify", &argc, &argv, &code))
    return code;
  if (argc != 2 || (g_strcmp0 (argv[1], "list") != 0 && g_strcmp0 (argv[1], "verify") != 0))
    return isg_cli_usage (cli, "%s", "journal list|verify");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  if (g_strcmp0 (argv[1], "list") == 0) {
    isg_cli_out_array (cli, "entries");
    if (!out_entries (cli, &error))
      return isg_cli_fail (cli, g_steal_pointer (&error));
    json_builder_end_array (cli->out);
    return ISG_CLI_DONE;
  }
  if (!isg_store_journal_verify (cli->store, &count, &error)) {
    isg_cli_fail (cli, g_steal_pointer (&error));
    isg_cli_out_bool (cli, "intact", FALSE);
    return ISG_CLI_INTEGRITY;
  }
  isg_cli_out_bool (cli, "intact", TRUE);
  isg_cli_out_int (cli, "entries", count);
  isg_cli_say (cli, _ ("Chain intact, lines: %d"), (int) count);
  return ISG_CLI_DONE;
}
