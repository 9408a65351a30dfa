/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <stdio.h>
#include <unistd.h>

#include "base/isg-i18n.h"
#include "submit/isg-transport-curl.h"

typedef struct {
  const char *name;
  IsgCliCommand run;
  const char *usage;
} Command;

static const Command commands[] = {
  { "init", isg_cli_init, "init [--sandbox]" },
  { "key", isg_cli_key, "key list|add|change|remove|new|plain-copy|health …" },
  { "config", isg_cli_config, "config get|set KEY [VALUE]" },
  { "record", isg_cli_record, "record add|edit|list|show|check …" },
  { "finalise", isg_cli_finalise, "finalise [--confirm-not-sent] UUID…" },
  { "bond", isg_cli_bond, "bond ask|show [--workplace UUID] [--due] [UUID…]" },
  { "sign", isg_cli_sign, "sign [--module PATH] [--token LABEL] [--pin-file FILE] [UUID…]" },
  { "submit", isg_cli_submit, "submit [--until-idle] [--timeout S]" },
  { "query", isg_cli_query, "query UUID…" },
  { "withdraw", isg_cli_withdraw, "withdraw UUID…" },
  { "gate", isg_cli_gate, "gate list | gate open SIGNATURE [--scope METHOD@PACK] --reason TEXT" },
  { "refusals", isg_cli_refusals, "refusals" },
  { "support-bundle", isg_cli_support_bundle, "support-bundle [UUID] -o FILE.tar" },
  { "resend", isg_cli_resend, "resend UUID…" },
  { "resolve",
    isg_cli_resolve,
    "resolve UUID --send-again|--new-number|--withdraw|--reported-elsewhere --reason TEXT" },
  { "status", isg_cli_status, "status [UUID…]" },
  { "receipt", isg_cli_receipt, "receipt UUID -o FILE[.pdf]" },
  { "receipts", isg_cli_receipts, "receipts --workplace UUID --year YEAR -o FILE.tar" },
  { "print", isg_cli_print, "print UUID -o FILE.pdf" },
  { "verify-receipt", isg_cli_verify_receipt, "verify-receipt FILE" },
  { "backup", isg_cli_backup, "backup FILE | backup --rotate | backup verify FILE" },
  { "restore", isg_cli_restore, "restore [--salvage] FILE" },
  { "recover", isg_cli_recover, "recover -o NEWFILE [FILE]" },
  { "due",
    isg_cli_due,
    "due [--until DATE] [--workplace UUID] [--ics FILE] [--moved-since REVISION]" },
  { "rates", isg_cli_rates, "rates --workplace UUID --year YEAR [--paid-days N]" },
  { "duties", isg_cli_duties, "duties --workplace UUID" },
  { "retention", isg_cli_retention, "retention list|destroy|hold|destroyed …" },
  { "extract", isg_cli_extract, "extract UUID -o FILE[.pdf]" },
  { "breach",
    isg_cli_breach,
    "breach [--learned TIME] [--from TIME] [--until TIME] [-o FILE.pdf]" },
  { "journal", isg_cli_journal, "journal list|verify|export -o FILE" },
  { "rules",
    isg_cli_rules_command,
    "rules list | show [KIND|CODE_LIST] | check [FILE] | diff FILE | install FILE | rollback" },
  { "import", isg_cli_import, "import employees FILE --workplace UUID [--dry-run]" },
  { "export", isg_cli_export, "export --workplace UUID -o FILE" },
  { "demo", isg_cli_demo, "demo load" },
};

static char *
describe_commands (void)
{
  GString *text = g_string_new (
    "isgctl [--data-dir DIR] [--passphrase-file FILE] [--health-passphrase-file FILE] [--json]"
    " COMMAND\n");

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (text, "\n  isgctl %s", commands[i].usage);
  return g_string_free (text, FALSE);
}

static IsgCliExit
say_help (IsgCli *cli)
{
  g_autofree char *commands_text = describe_commands ();

  isg_cli_say (cli, "%s", commands_text);
  isg_cli_out_string (cli, "help", commands_text);
  return ISG_CLI_DONE;
}

static IsgCliExit
complain (IsgCli *cli, const char *complaint)
{
  g_autofree char *commands_text = describe_commands ();

  isg_cli_note ("%s\n", commands_text);
  return isg_cli_usage (cli, "%s", complaint);
}

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_strcmp0 (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

/* A file that is opened must never get the number of a standard stream that the caller closed: what
 * is meant for stdout would be written into it.  Opened for reading, so that writing says so. */
static void
fill_standard_streams (void)
{
  for (int fd = 0; fd <= 2; fd++)
    if (fcntl (fd, F_GETFD) < 0 && open ("/dev/null", O_RDONLY) != fd)
      _exit (ISG_CLI_ENVIRONMENT);
}

static gboolean
write_stdout (const char *text)
{
  return fputs (text, stdout) >= 0 && fflush (stdout) == 0;
}

/* --json prints one document on stdout and nothing else.  What was done stays done, but who cannot
 * be told of it must not take it for told. */
static IsgCliExit
print_document (IsgCli *cli, IsgCliExit code)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;

  json_builder_end_object (cli->out);
  root = json_builder_get_root (cli->out);
  text = json_to_string (root, FALSE);
  line = g_strconcat (text, "\n", NULL);
  if (cli->stdout_taken || write_stdout (cli->json ? line : cli->plain->str))
    return code;
  isg_cli_note ("isgctl: %s (%s)",
                _ ("The answer could not be written to where it was to go."), g_strerror (errno));
  return code == ISG_CLI_DONE ? ISG_CLI_ENVIRONMENT : code;
}

static IsgCliExit
run (IsgCli *cli, int argc, char **argv)
{
  const Command *command;
  g_autofree char *complaint = NULL;

  if (argc < 2)
    return complain (cli, _ ("No command was given."));
  if (g_str_equal (argv[1], "help"))
    return say_help (cli);
  command = find_command (argv[1]);
  if (command == NULL) {
    complaint = g_strdup_printf (_ ("“%s” is not a command."), argv[1]);
    return complain (cli, complaint);
  }
  return command->run (cli, argc - 1, argv + 1);
}

static char *
data_dir_default (void)
{
  const char *from_environment = g_getenv ("ISG_DATA_DIR");

  if (from_environment != NULL && *from_environment != '\0')
    return g_strdup (from_environment);
  return g_build_filename (g_get_user_data_dir (), "isg-defteri", NULL);
}

int
main (int argc, char **argv)
{
  g_autofree char *data_dir = NULL;
  g_autofree char *passphrase_file = NULL;
  g_autofree char *health_file = NULL;
  gboolean json = FALSE, version = FALSE, help = FALSE;
  const GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data_dir, N_ ("Where the store lies"), "DIR" },
      { "passphrase-file",
        0,
        0,
        G_OPTION_ARG_FILENAME,
        &passphrase_file,
        N_ ("File whose first line opens the store"), "FILE" },
        { "health-passphrase-file",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          &health_file,
          N_ ("File whose first line opens the health details"), "FILE" },
          { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print one JSON document"), NULL },
            { "version", 0, 0, G_OPTION_ARG_NONE, &version, N_ ("Print the version"), NULL },
              { "help", 'h', 0, G_OPTION_ARG_NONE, &help, N_ ("Show the commands"), NULL },
                G_OPTION_ENTRY_NULL,
            };
  g_autoptr (GOptionContext) context = g_option_context_new ("COMMAND");
  g_autoptr (GError) error = NULL;
  IsgCli cli = { 0 };
  IsgCliExit code;
  g_auto (GStrv) words = NULL;
  g_autoptr (GPtrArray) rest = g_ptr_array_new ();

  fill_standard_streams ();
  isg_secret_forbid_core_dumps ();
  isg_i18n_init (NULL, ISG_LOCALE_DIR);
  isg_transport_curl_global_init ();

  /* --json may stand anywhere: it is one switch for every command. The other global options stand
   * before the command. */
  for (int i = 0; i < argc; i++)
    if (g_strcmp0 (argv[i], "--json") == 0)
      json = TRUE;
    else
      g_ptr_array_add (rest, argv[i]);
  argc = (int) rest->len;
  g_ptr_array_add (rest, NULL);
  argv = (char **) rest->pdata;

  cli.clock = isg_clock_new_system ();
  cli.out = json_builder_new ();
  cli.plain = g_string_new (NULL);
  json_builder_begin_object (cli.out);

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    code = isg_cli_usage (&cli, "%s", error->message);
  else if (version) {
    isg_cli_say (&cli, "isgctl %s", ISG_VERSION);
    isg_cli_out_string (&cli, "version", ISG_VERSION);
    code = ISG_CLI_DONE;
  } else if (help)
    code = say_help (&cli);
  else if (g_strcmp0 (data_dir, "") == 0)
    code = isg_cli_usage (&cli, "%s", _ ("--data-dir needs the name of a folder."));
  else {
    if (data_dir == NULL)
      data_dir = data_dir_default ();
    cli.data_dir = data_dir;
    cli.passphrase_file = passphrase_file;
    cli.health_file = health_file;
    cli.json = json;
    code = run (&cli, argc, argv);
  }
  cli.json = json;
  code = print_document (&cli, code);

  g_clear_pointer (&cli.store, isg_store_close);
  g_clear_pointer (&cli.passphrase, isg_secret_unref);
  g_clear_pointer (&cli.rules, isg_rules_unref);
  g_clear_pointer (&cli.packs, isg_rulebook_free);
  g_clear_pointer (&cli.clock, isg_clock_unref);
  g_clear_object (&cli.out);
  g_string_free (cli.plain, TRUE);
  return code;
}
