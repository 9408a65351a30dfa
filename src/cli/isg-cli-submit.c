/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <stdio.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

#include "base/isg-secret.h"
#include "cli/isg-cli-bond.h"
#include "submit/isg-finalise.h"
#include "submit/isg-signer-pkcs11.h"
#include "submit/isg-signing.h"
#include "submit/isg-status.h"
#include "submit/isg-submit-step.h"

/* ---- finalise, withdraw ---- */

static void
out_error (IsgCli *cli, const GError *error)
{
  isg_cli_out_string (cli, "error", error->message);
  isg_cli_note ("  %s", error->message);
}

static const IsgKind *
kind_of (IsgCli *cli, const char *uuid)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (cli->store, uuid, 0, NULL);

  return record != NULL ? isg_rules_kind (cli->rules, isg_record_kind (record)) : NULL;
}

/* One record; a refusal is written down and does not keep the others from being tried. */
static gboolean
finalise_one (IsgCli *cli, const char *uuid, gboolean confirmed, gboolean *not_fit, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_auto (GStrv) keys = NULL;
  g_autoptr (GError) local = NULL;
  gboolean done = confirmed ? isg_finalise_confirmed (cli->store, uuid, &findings, &keys, &local)
                            : isg_finalise (cli->store, uuid, &findings, &keys, &local);

  if (!done && !g_error_matches (local, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NOT_FIT)
      && !g_error_matches (local, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_MAYBE_SENT)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "uuid", uuid);
  isg_cli_out_bool (cli, "finalised", done);
  isg_cli_say (cli, done ? _ ("%s: finished") : _ ("%s: not finished"), uuid);
  isg_cli_out_array (cli, "submissions");
  for (guint i = 0; keys != NULL && keys[i] != NULL; i++) {
    json_builder_add_string_value (cli->out, keys[i]);
    isg_cli_say (cli, "  %s", keys[i]);
  }
  json_builder_end_array (cli->out);
  isg_cli_out_findings (cli, kind_of (cli, uuid), findings);
  if (!done) {
    out_error (cli, local);
    *not_fit = TRUE;
  }
  json_builder_end_object (cli->out);
  return TRUE;
}

/* A name that is mistyped stops the command before anything is done to the others. */
static gboolean
all_are_there (IsgCli *cli, int n, char **uuids, GError **error)
{
  for (int i = 0; i < n; i++) {
    g_autoptr (IsgRecord) record = isg_store_record_get (cli->store, uuids[i], 0, error);

    if (record == NULL)
      return FALSE;
  }
  return TRUE;
}

IsgCliExit
isg_cli_finalise (IsgCli *cli, int argc, char **argv)
{
  gboolean confirmed = FALSE;
  const GOptionEntry entries[] = {
    { "confirm-not-sent",
      0,
      0,
      G_OPTION_ARG_NONE,
      &confirmed,
      N_ ("You know that the lost copy of this file did not send it"), NULL },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  gboolean not_fit = FALSE;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "UUID…", &argc, &argv, &code))
    return code;
  if (argc < 2)
    return isg_cli_usage (cli, "%s", "finalise [--confirm-not-sent] UUID…");
  if (isg_cli_store (cli, &error) == NULL || !all_are_there (cli, argc - 1, argv + 1, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_array (cli, "records");
  for (int i = 1; i < argc; i++)
    if (!finalise_one (cli, argv[i], confirmed, &not_fit, &error))
      return isg_cli_fail (cli, g_steal_pointer (&error));
  json_builder_end_array (cli->out);
  return not_fit ? ISG_CLI_NOT_FIT : ISG_CLI_DONE;
}

IsgCliExit
isg_cli_withdraw (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "UUID…", &argc, &argv, &code))
    return code;
  if (argc < 2)
    return isg_cli_usage (cli, "%s", "withdraw UUID…");
  if (isg_cli_store (cli, &error) == NULL || !all_are_there (cli, argc - 1, argv + 1, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_array (cli, "withdrawn");
  for (int i = 1; i < argc; i++) {
    if (!isg_withdraw (cli->store, argv[i], NULL, &error))
      return isg_cli_fail (cli, g_steal_pointer (&error));
    json_builder_add_string_value (cli->out, argv[i]);
    isg_cli_say (cli, _ ("%s: taken back"), argv[i]);
  }
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}

/* ---- sign ---- */

/* Asks at the terminal, without showing what is typed. */
static IsgSecret *
ask_pin (GError **error)
{
  int tty = open ("/dev/tty", O_RDWR | O_CLOEXEC);
  struct termios shown, hidden;
  char typed[256];
  gssize got;
  IsgSecret *pin = NULL;

  if (tty < 0 || tcgetattr (tty, &shown) != 0) {
    g_set_error (error,
                 G_FILE_ERROR,
                 G_FILE_ERROR_NODEV,
                 "no terminal to ask for the PIN at; give --pin-file");
    if (tty >= 0)
      close (tty);
    return NULL;
  }
  hidden = shown;
  hidden.c_lflag &= ~(tcflag_t) ECHO;
  tcsetattr (tty, TCSAFLUSH, &hidden);
  dprintf (tty, "%s: ", _ ("Card PIN"));
  got = read (tty, typed, sizeof typed - 1);
  tcsetattr (tty, TCSAFLUSH, &shown);
  dprintf (tty, "\n");
  close (tty);

  while (got > 0 && (typed[got - 1] == '\n' || typed[got - 1] == '\r'))
    got--;
  if (got > 0)
    pin = isg_secret_new (typed, got, error);
  else
    g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_INVAL, "no PIN was typed");
  isg_secret_wipe (typed, sizeof typed);
  return pin;
}

static void
signed_one (guint done, guint total, gpointer data)
{
  if (isatty (STDERR_FILENO))
    fprintf (stderr, "\r%u / %u%s", done, total, done == total ? "\n" : "");
}

static IsgSigner *
make_signer (IsgCli *cli, char **module, char **token, GError **error)
{
  if ((*module == NULL && !isg_store_setting (cli->store, "signer.module", module, error))
      || (*token == NULL && !isg_store_setting (cli->store, "signer.token", token, error)))
    return NULL;
  return isg_signer_pkcs11_new (*module, *token);
}

IsgCliExit
isg_cli_sign (IsgCli *cli, int argc, char **argv)
{
  g_autofree char *module = NULL, *token = NULL, *pin_file = NULL;
  gboolean asks = FALSE;
  const GOptionEntry entries[] = {
    { "module", 0, 0, G_OPTION_ARG_FILENAME, &module, N_ ("The card's PKCS#11 module"), "PATH" },
      { "token", 0, 0, G_OPTION_ARG_STRING, &token, N_ ("The card's label"), "LABEL" },
        { "pin-file",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          &pin_file,
          N_ ("File whose first line is the PIN"), "FILE" },
          { "ask-bonds",
            0,
            0,
            G_OPTION_ARG_NONE,
            &asks,
            N_ ("Ask the Ministry first whether it sees who signs at the workplace"), NULL },
            G_OPTION_ENTRY_NULL,
        };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgSigner) signer = NULL;
  g_autoptr (IsgSecret) pin = NULL;
  IsgSignResult result = { 0 };
  gboolean done;
  IsgCliExit code;

  if (!isg_cli_parse (cli,
                      entries,
                      "[--module PATH] [--token LABEL] [--pin-file FILE] [--ask-bonds] [UUID…]",
                      &argc,
                      &argv,
                      &code))
    return code;
  if (isg_cli_store (cli, &error) == NULL || !all_are_there (cli, argc - 1, argv + 1, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  signer = make_signer (cli, &module, &token, &error);
  if (signer == NULL
      || !isg_cli_bond_warn (cli, (const char *const *) argv + 1, (guint) argc - 1, asks, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  pin = pin_file != NULL ? isg_secret_read_file (pin_file, &error) : ask_pin (&error);
  if (pin == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  done = isg_sign (cli->store,
                   signer,
                   argc > 1 ? (const char *const *) argv + 1 : NULL,
                   pin,
                   signed_one,
                   NULL,
                   NULL,
                   &result,
                   &error);
  code = done ? ISG_CLI_DONE : isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_int (cli, "signed", result.n_signed);
  isg_cli_out_int (cli, "set_apart", result.n_set_apart);
  isg_cli_out_int (cli, "left", result.n_left);
  isg_cli_say (cli,
               _ ("Signed: %u. Set apart for another signer: %u. Left: %u."),
                  result.n_signed,
                  result.n_set_apart,
                  result.n_left);
  return code;
}

/* ---- submit, query ---- */

static gboolean
out_counts (IsgCli *cli, GError **error)
{
  g_autoptr (GHashTable) counts = isg_queue_counts (cli->store, NULL, error);
  g_autoptr (GPtrArray) gates = counts != NULL ? isg_gate_list (cli->store, error) : NULL;
  g_autoptr (GList) states
    = counts != NULL ? g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp) : NULL;

  if (gates == NULL)
    return FALSE;
  json_builder_set_member_name (cli->out, "records");
  json_builder_begin_object (cli->out);
  for (const GList *l = states; l != NULL; l = l->next) {
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data));

    isg_cli_out_int (cli, l->data, n);
    isg_cli_say (cli, "%-20s %u", (const char *) l->data, n);
  }
  json_builder_end_object (cli->out);
  isg_cli_out_array (cli, "gates");
  for (guint i = 0; i < gates->len; i++) {
    const IsgGateInfo *gate = g_ptr_array_index (gates, i);
    g_autofree char *sentence = isg_gate_sentence (cli->store, gate, isg_i18n_language ());

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "name", gate->name);
    isg_cli_out_string (cli, "scope", gate->scope);
    isg_cli_out_int (cli, "waiting", gate->n_waiting);
    isg_cli_out_time (cli, "next_try", gate->next_try);
    isg_cli_out_string (cli, "message", sentence);
    json_builder_end_object (cli->out);
    isg_cli_note ("%s", sentence);
  }
  json_builder_end_array (cli->out);
  return TRUE;
}

IsgCliExit
isg_cli_submit (IsgCli *cli, int argc, char **argv)
{
  gboolean until_idle = FALSE, idle = FALSE;
  int timeout = 0;
  const GOptionEntry entries[] = {
    { "until-idle",
      0,
      0,
      G_OPTION_ARG_NONE,
      &until_idle,
      N_ ("Wait until everything has come to rest"), NULL },
      { "timeout", 0, 0, G_OPTION_ARG_INT, &timeout, N_ ("Stop after so many seconds"), "S" },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (GError) error = NULL;
  IsgSubmitTools tools = { .transport = isg_submit_transport_from_settings };
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, "[--until-idle] [--timeout S]", &argc, &argv, &code))
    return code;
  if (argc > 1 || timeout < 0)
    return isg_cli_usage (cli, "%s", "submit [--until-idle] [--timeout S]");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  tools.store = cli->store;
  tools.kill_point = isg_cli_pass;
  tools.kill_data = cli;
  /* Without --until-idle it does what is due now and leaves the rest to its time. */
  if (!(until_idle ? isg_submit_run (&tools, (guint) timeout, &idle, &error)
                   : isg_submit_pass (&tools, (guint) timeout, &idle, &error))
      || !out_counts (cli, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_bool (cli, "idle", idle);
  if (until_idle && !idle)
    isg_cli_note ("isgctl: %s",
                  _ ("The time ran out before everything had come to rest; what is on its way goes on with the next run."));
  return until_idle && !idle ? ISG_CLI_ENVIRONMENT : ISG_CLI_DONE;
}

IsgCliExit
isg_cli_query (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  IsgSubmitTools tools = { .transport = isg_submit_transport_from_settings, .queries_only = TRUE };
  gboolean idle;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "UUID…", &argc, &argv, &code))
    return code;
  if (argc < 2)
    return isg_cli_usage (cli, "%s", "query UUID…");
  if (isg_cli_store (cli, &error) == NULL || !all_are_there (cli, argc - 1, argv + 1, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  for (int i = 1; i < argc; i++)
    if (!isg_ask_now (cli->store, argv[i], &error))
      return isg_cli_fail (cli, g_steal_pointer (&error));

  tools.store = cli->store;
  if (!isg_submit_pass (&tools, 0, &idle, &error) || !out_counts (cli, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return ISG_CLI_DONE;
}
