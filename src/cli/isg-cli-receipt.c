/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-i18n.h"
#include "print/isg-receipt-paper.h"
#include "print/isg-record-paper.h"
#include "store/isg-store-record.h"
#include "submit/isg-receipt-archive.h"
#include "submit/isg-receipt-page.h"
#include "submit/isg-receipt.h"
#include "submit/isg-status.h"

/* ---- one record's receipt ---- */

static GBytes *
receipt_pdf (IsgCli *cli, const char *uuid, GError **error)
{
  g_autoptr (IsgReceiptFacts) facts
    = isg_receipt_page (cli->store, uuid, isg_i18n_language (), error);
  g_autoptr (IsgPaper) paper = facts != NULL ? isg_receipt_paper (cli->rules, facts) : NULL;

  return paper != NULL ? isg_paper_to_pdf (paper, error) : NULL;
}

static IsgCliExit
write_out (IsgCli *cli, const char *output, GBytes *bytes, const char *said)
{
  g_autoptr (GError) error = NULL;

  if (!isg_cli_write_file (cli, output, bytes, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "file", output);
  isg_cli_out_int (cli, "bytes", (gint64) g_bytes_get_size (bytes));
  isg_cli_say (cli, "%s: %s", said, output);
  return ISG_CLI_DONE;
}

/* A name that ends in .pdf asks for the page, any other for the receipt itself. */
IsgCliExit
isg_cli_receipt (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "FILE" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "UUID -o FILE", &argc, &argv, &code))
    return code;
  if (argc != 2 || output == NULL)
    return isg_cli_usage (cli, "%s", "receipt UUID -o FILE[.pdf]");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  bytes = g_str_has_suffix (output, ".pdf") ? receipt_pdf (cli, argv[1], &error)
                                            : isg_receipt_make (cli->store, argv[1], &error);
  if (bytes == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return write_out (cli, output, bytes, _ ("The receipt was written"));
}

/* ---- a year's ---- */

IsgCliExit
isg_cli_receipts (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL, *workplace = NULL;
  int year = 0;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "workplace", 0, 0, G_OPTION_ARG_STRING, &workplace, N_ ("The workplace"), "UUID" },
    { "year", 0, 0, G_OPTION_ARG_INT, &year, N_ ("The year of the records"), "YEAR" },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "FILE" },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) archive = NULL;
  guint n;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "--workplace UUID --year YEAR -o FILE", &argc, &argv, &code))
    return code;
  if (argc != 1 || output == NULL || workplace == NULL || year < 1900 || year > 9999)
    return isg_cli_usage (cli, "%s", "receipts --workplace UUID --year YEAR -o FILE.tar");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  archive = isg_receipt_archive_make (cli->store, workplace, (guint) year, &n, &error);
  if (archive == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_int (cli, "receipts", n);
  isg_cli_say (cli, _ ("Receipts: %u"), n);
  return write_out (cli, output, archive, _ ("The archive was written"));
}

/* ---- print ---- */

static char *
state_words (IsgCli *cli, const char *uuid, GError **error)
{
  g_autoptr (IsgStatus) status = isg_status_get (cli->store, uuid, isg_i18n_language (), error);
  g_autofree char *id = status != NULL ? g_strdup_printf ("state.%s.short", status->state) : NULL;
  char *words = status != NULL ? isg_rules_text (cli->rules, id, isg_i18n_language (), NULL) : NULL;

  return status == NULL || words != NULL ? words : g_strdup (status->state);
}

/* Health details stay behind their lock: whoever prints here does not hold the key. */
static GBytes *
record_pdf (IsgCli *cli, const char *uuid, GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (cli->store, uuid, 0, error);
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (cli->rules, isg_record_kind (record)) : NULL;
  g_autofree char *state = NULL;
  g_autoptr (IsgPaper) paper = NULL;
  IsgRecordPaper how = { .resolver = isg_store_resolve,
                         .resolver_data = cli->store,
                         .printed_at = isg_clock_now (cli->clock) };

  if (record == NULL)
    return NULL;
  if (kind == NULL) {
    g_set_error (error, ISG_RULES_ERROR, ISG_RULES_ERROR_UNKNOWN, "print: no such kind");
    return NULL;
  }
  if (isg_kind_is_sent (kind) && (state = state_words (cli, uuid, error)) == NULL)
    return NULL;
  how.state = state;
  if (isg_store_environment (cli->store) == ISG_ENVIRONMENT_SANDBOX)
    how.watermark = _ ("TEST");
  paper = isg_record_paper (cli->rules, record, &how);
  return isg_paper_to_pdf (paper, error);
}

IsgCliExit
isg_cli_print (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to write"), "FILE" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) pdf = NULL;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "UUID -o FILE.pdf", &argc, &argv, &code))
    return code;
  if (argc != 2 || output == NULL)
    return isg_cli_usage (cli, "%s", "print UUID -o FILE.pdf");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  pdf = record_pdf (cli, argv[1], &error);
  if (pdf == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return write_out (cli, output, pdf, _ ("The page was written"));
}

/* ---- verify ---- */

static void
out_marks (IsgCli *cli, GPtrArray *marks)
{
  isg_cli_out_array (cli, "marks");
  for (guint i = 0; i < marks->len; i++) {
    json_builder_add_string_value (cli->out, g_ptr_array_index (marks, i));
    isg_cli_say (cli, "%s", (const char *) g_ptr_array_index (marks, i));
  }
  json_builder_end_array (cli->out);
}

/* Whatever does not hold in a receipt is a matter of its integrity. */
static IsgCliExit
refuse (IsgCli *cli, GError *error)
{
  isg_cli_fail (cli, error);
  isg_cli_out_bool (cli, "valid", FALSE);
  return ISG_CLI_INTEGRITY;
}

static IsgCliExit
verify_archive (IsgCli *cli, GBytes *bytes)
{
  g_auto (IsgReceiptArchiveSummary) summary = { 0 };
  g_autoptr (GError) error = NULL;

  if (!isg_receipt_archive_verify (bytes, cli->packs, &summary, &error))
    return refuse (cli, g_steal_pointer (&error));
  isg_cli_out_bool (cli, "valid", TRUE);
  isg_cli_out_string (cli, "workplace", summary.workplace);
  isg_cli_out_int (cli, "year", summary.year);
  isg_cli_out_int (cli, "receipts", summary.n_receipts);
  isg_cli_out_int (cli, "notifications", summary.n_notifications);
  isg_cli_out_int (cli, "accepted", summary.n_accepted);
  isg_cli_say (cli,
               _ ("The archive holds: %s, %u. Receipts: %u, notifications: %u, accepted: %u."),
                  summary.workplace,
                  summary.year,
                  summary.n_receipts,
                  summary.n_notifications,
                  summary.n_accepted);
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_verify_receipt (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgReceiptSummary) summary = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *data = NULL;
  gsize length;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "FILE", &argc, &argv, &code))
    return code;
  if (argc != 2)
    return isg_cli_usage (cli, "%s", "verify-receipt FILE");
  if (!g_file_get_contents (argv[1], &data, &length, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  bytes = g_bytes_new_take (g_steal_pointer (&data), length);
  /* What was finalised under an installed pack is judged by it; without packs by the built-in one.
   */
  if (isg_cli_rules (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  if (isg_receipt_archive_is (bytes))
    return verify_archive (cli, bytes);
  if (!isg_receipt_verify (bytes, cli->packs, &summary, &error))
    return refuse (cli, g_steal_pointer (&error));

  isg_cli_out_bool (cli, "valid", TRUE);
  isg_cli_out_string (cli, "title", summary->title);
  isg_cli_out_int (cli, "notifications", summary->n_notifications);
  isg_cli_out_int (cli, "accepted", summary->n_accepted);
  isg_cli_out_string (cli, "signer", summary->signer_identity);
  isg_cli_out_string (cli, "signer_name", summary->signer_name);
  isg_cli_out_time (cli, "signed_at", summary->signed_at);
  isg_cli_out_time (cli, "answered_at", summary->answered_at);
  isg_cli_out_string (cli, "program", summary->program);
  isg_cli_out_string (cli, "pack", summary->pack);
  isg_cli_out_string (cli, "environment", summary->environment);
  isg_cli_say (cli,
               _ ("The receipt holds: %s. Notifications: %u, accepted: %u. Signed by: %s."),
                  summary->title,
                  summary->n_notifications,
                  summary->n_accepted,
                  summary->signer_name);
  out_marks (cli, summary->marks);
  return ISG_CLI_DONE;
}
