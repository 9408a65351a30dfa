/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-date.h"
#include "base/isg-i18n.h"
#include "rules/isg-json.h"

#define BLOCK 500

/* ---- list ---- */

static void
out_entry (IsgCli *cli, const IsgJournalEntry *entry)
{
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
}

/* In blocks, so that a long journal is not held twice. */
static gboolean
out_entries (IsgCli *cli, IsgJournalQuery *query, gint64 most, GError **error)
{
  while (most != 0) {
    g_autoptr (GPtrArray) entries = NULL;

    query->limit = most > 0 ? MIN (most, BLOCK) : BLOCK;
    entries = isg_store_journal_select (cli->store, query, error);
    if (entries == NULL)
      return FALSE;
    for (guint i = 0; i < entries->len; i++)
      out_entry (cli, g_ptr_array_index (entries, i));
    if (entries->len < query->limit)
      return TRUE;
    query->after = ((IsgJournalEntry *) g_ptr_array_index (entries, entries->len - 1))->seq;
    most -= most > 0 ? entries->len : 0;
  }
  return TRUE;
}

/* The beginning of a day of Istanbul, three hours ahead all year since 2016, or of the one after.
 */
static gboolean
parse_day (const char *text, gboolean after, gint64 *out_time, GError **error)
{
  IsgDate date;

  if (text == NULL)
    return TRUE;
  if (!isg_date_parse_iso (text, &date, error))
    return FALSE;
  *out_time = ((gint64) date + (after ? 1 : 0)) * 86400 - 3 * 3600;
  return TRUE;
}

static IsgCliExit
list (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;
  g_autofree char *act = NULL;
  g_autofree char *record = NULL;
  g_autofree char *actor = NULL;
  gint64 after = 0, limit = -1;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("From this day on"), "DATE" },
      { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_ ("Up to this day"), "DATE" },
        { "act", 0, 0, G_OPTION_ARG_STRING, &act, N_ ("Only this, or all that begins so"), "ACT" },
          { "record", 0, 0, G_OPTION_ARG_STRING, &record, N_ ("Only of this record"), "UUID" },
            { "actor", 0, 0, G_OPTION_ARG_STRING, &actor, N_ ("Only by this one"), "ACTOR" },
              { "after", 0, 0, G_OPTION_ARG_INT64, &after, N_ ("Only after this line"), "SEQ" },
                { "limit", 0, 0, G_OPTION_ARG_INT64, &limit, N_ ("At most so many lines"), "N" },
                  G_OPTION_ENTRY_NULL,
              };
  g_autoptr (GError) error = NULL;
  IsgJournalQuery query = { 0 };
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "", &argc, &argv, &code))
    return code;
  if (argc != 1)
    return isg_cli_usage (cli, "%s", "journal list [--from DATE] [--until DATE] …");
  query = (IsgJournalQuery){ .after = after, .act = act, .record = record, .actor = actor };
  if (!parse_day (from, FALSE, &query.from, &error)
      || !parse_day (until, TRUE, &query.until, &error) || isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_array (cli, "entries");
  if (!out_entries (cli, &query, limit, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}

/* ---- verify ---- */

static IsgCliExit
verify (IsgCli *cli)
{
  g_autoptr (GError) error = NULL;
  gint64 count;

  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
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

/* ---- export ---- */

static void
append_member (GString *text, const char *name, const char *value)
{
  g_string_append_printf (text, "%s\"%s\":", text->str[text->len - 1] == '{' ? "" : ",", name);
  isg_json_append_string (text, value);
}

static void
append_entry (GString *text, const IsgJournalEntry *entry)
{
  g_autofree char *time = isg_unix_to_utc_iso (entry->time);

  g_string_append_printf (text, "{\"seq\":%" G_GINT64_FORMAT, entry->seq);
  g_string_append_printf (text, ",\"seconds\":%" G_GINT64_FORMAT, entry->time);
  append_member (text, "time", time);
  append_member (text, "actor", entry->actor);
  append_member (text, "act", entry->act);
  append_member (text, "record", entry->record);
  g_string_append_printf (text, ",\"revision\":%u", entry->revision);
  append_member (text, "detail", entry->detail);
  append_member (text, "hash", entry->hash);
  g_string_append (text, "}\n");
}

/* The last line hashes every byte before it; whoever has the store's number can walk the chain. */
static void
append_end (IsgCli *cli, GString *text, gint64 count)
{
  g_autofree char *hash
    = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *) text->str, text->len);
  g_autofree char *now = isg_unix_to_utc_iso (isg_clock_now (cli->clock));

  g_string_append_printf (text, "{\"end\":true,\"lines\":%" G_GINT64_FORMAT, count);
  append_member (text, "store", isg_store_uuid (cli->store));
  append_member (text, "program", ISG_VERSION);
  append_member (text, "exported", now);
  append_member (text, "sha256", hash);
  g_string_append (text, "}\n");
}

static GBytes *
export_all (IsgCli *cli, gint64 *out_count, GError **error)
{
  IsgJournalQuery query = { .limit = BLOCK };
  GString *text = g_string_new (NULL);

  *out_count = 0;
  for (;;) {
    g_autoptr (GPtrArray) entries = isg_store_journal_select (cli->store, &query, error);

    if (entries == NULL) {
      g_string_free (text, TRUE);
      return NULL;
    }
    for (guint i = 0; i < entries->len; i++)
      append_entry (text, g_ptr_array_index (entries, i));
    *out_count += entries->len;
    if (entries->len < BLOCK)
      break;
    query.after = ((IsgJournalEntry *) g_ptr_array_index (entries, entries->len - 1))->seq;
  }
  append_end (cli, text, *out_count);
  return g_string_free_to_bytes (text);
}

static gboolean
note_export (IsgCli *cli, gint64 count, GError **error)
{
  g_autoptr (IsgTransaction) transaction = NULL;
  g_autofree char *detail = g_strdup_printf ("{\"lines\":%" G_GINT64_FORMAT "}", count);

  if (isg_store_is_read_only (cli->store))
    return TRUE;
  transaction = isg_transaction_begin (cli->store, error);
  return transaction != NULL
         && isg_store_journal (cli->store, "journal.exported", NULL, 0, detail, error)
         && isg_transaction_commit (transaction, error);
}

static IsgCliExit
export_to_file (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "FILE" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  gint64 count, held;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "-o FILE", &argc, &argv, &code))
    return code;
  if (argc != 1 || output == NULL)
    return isg_cli_usage (cli, "%s", "journal export -o FILE");
  if (isg_cli_store (cli, &error) == NULL || !isg_store_journal_verify (cli->store, &held, &error)
      || (bytes = export_all (cli, &count, &error)) == NULL
      || !isg_cli_write_file (cli, output, bytes, &error) || !note_export (cli, count, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "file", output);
  isg_cli_out_int (cli, "entries", count);
  isg_cli_say (cli, _ ("The journal was written to %s, lines: %d"), output, (int) count);
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_journal (IsgCli *cli, int argc, char **argv)
{
  const char *word = argc > 1 ? argv[1] : "";

  if (g_str_equal (word, "list"))
    return list (cli, argc - 1, argv + 1);
  if (g_str_equal (word, "export"))
    return export_to_file (cli, argc - 1, argv + 1);
  if (g_str_equal (word, "verify") && argc == 2)
    return verify (cli);
  return isg_cli_usage (cli, "%s", "journal list|verify|export -o FILE");
}
