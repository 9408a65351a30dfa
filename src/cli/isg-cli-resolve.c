/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-i18n.h"
#include "store/isg-store-queue.h"
#include "submit/isg-finalise.h"

/* What a person decides of a notification that cannot settle itself, and sending a refused one
 * again once its cause outside the record is mended. */

#define USAGE                                                                                      \
  "UUID --send-again|--new-number|--withdraw|--reported-elsewhere --reason TEXT [--key KEY]"

typedef struct {
  gboolean chosen;
  IsgHelpAct act;
  const char *name;
} Choice;

static gboolean
resolve_one (IsgCli *cli,
             const IsgStoredSubmission *row,
             const Choice *choice,
             const char *reason,
             GError **error)
{
  g_autoptr (IsgStoredSubmission) after = NULL;

  if (!isg_help_decide (cli->store, row->key, choice->act, reason, error))
    return FALSE;
  after = isg_store_submission_by_key (cli->store, row->key, error);
  if (after == NULL)
    return FALSE;
  json_builder_begin_object (cli->out);
  isg_cli_out_string (cli, "key", after->key);
  isg_cli_out_string (cli, "act", choice->name);
  isg_cli_out_string (cli, "state", isg_submission_state_name (after->machine.state));
  json_builder_end_object (cli->out);
  isg_cli_say (cli, "%s: %s", after->key, isg_submission_state_name (after->machine.state));
  return TRUE;
}

/* Every notification of the record that waits for a decision, or the one named by @key. */
static gboolean
resolve_all (IsgCli *cli,
             const char *uuid,
             const char *key,
             const Choice *choice,
             const char *reason,
             GError **error)
{
  g_autoptr (GPtrArray) rows = isg_store_submissions_of (cli->store, uuid, TRUE, error);
  guint n = 0;

  if (rows == NULL)
    return FALSE;
  isg_cli_out_array (cli, "resolved");
  for (guint i = 0; i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    if (row->machine.state != ISG_SUBMISSION_NEEDS_HELP
        || (key != NULL && g_strcmp0 (key, row->key) != 0))
      continue;
    if (!resolve_one (cli, row, choice, reason, error))
      return FALSE;
    n++;
  }
  json_builder_end_array (cli->out);
  if (n > 0)
    return TRUE;
  g_set_error (error,
               ISG_SUBMIT_ERROR,
               ISG_SUBMIT_ERROR_NOT_FIT,
               "resolve: nothing of it waits for a decision");
  return FALSE;
}

static const Choice *
only_choice (const Choice *choices, gsize n)
{
  const Choice *found = NULL;

  for (gsize i = 0; i < n; i++) {
    if (!choices[i].chosen)
      continue;
    if (found != NULL)
      return NULL;
    found = &choices[i];
  }
  return found;
}

IsgCliExit
isg_cli_resolve (IsgCli *cli, int argc, char **argv)
{
  Choice choices[] = { { FALSE, ISG_HELP_SEND_AGAIN, "send_again" },
                       { FALSE, ISG_HELP_NEW_NUMBER, "new_number" },
                       { FALSE, ISG_HELP_WITHDRAW, "withdraw" },
                       { FALSE, ISG_HELP_REPORTED_ELSEWHERE, "reported_elsewhere" } };
  g_autofree char *reason = NULL, *key = NULL;
  /* clang-format off */
  const GOptionEntry entries[] = {
    { "send-again", 0, 0, G_OPTION_ARG_NONE, &choices[0].chosen, N_ ("Send it once more under its number"), NULL },
    { "new-number", 0, 0, G_OPTION_ARG_NONE, &choices[1].chosen, N_ ("Send it under the next number"), NULL },
    { "withdraw", 0, 0, G_OPTION_ARG_NONE, &choices[2].chosen, N_ ("Take it back; the Ministry does not have it"), NULL },
    { "reported-elsewhere", 0, 0, G_OPTION_ARG_NONE, &choices[3].chosen, N_ ("It was reported another way; the reason is the evidence"), NULL },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_ ("Why, or by what paper; it is written to the journal"), "TEXT" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &key, N_ ("Only this notification of the record"), "KEY" },
    G_OPTION_ENTRY_NULL,
  };
  /* clang-format on */
  g_autoptr (GError) error = NULL;
  const Choice *choice;
  IsgCliExit code;

  if (!isg_cli_parse (cli, entries, USAGE, &argc, &argv, &code))
    return code;
  choice = only_choice (choices, G_N_ELEMENTS (choices));
  if (argc != 2 || choice == NULL || reason == NULL || *reason == '\0')
    return isg_cli_usage (cli, "%s", "resolve " USAGE);
  if (isg_cli_store (cli, &error) == NULL
      || !resolve_all (cli, argv[1], key, choice, reason, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_resend (IsgCli *cli, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  IsgCliExit code;

  if (!isg_cli_parse (cli, NULL, "UUID…", &argc, &argv, &code))
    return code;
  if (argc < 2)
    return isg_cli_usage (cli, "%s", "resend UUID…");
  if (isg_cli_store (cli, &error) == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_array (cli, "queued");
  for (int i = 1; i < argc; i++) {
    if (!isg_send_again (cli->store, argv[i], &error))
      return isg_cli_fail (cli, g_steal_pointer (&error));
    json_builder_add_string_value (cli->out, argv[i]);
    isg_cli_say (cli, _ ("%s: goes again as it is"), argv[i]);
  }
  json_builder_end_array (cli->out);
  return ISG_CLI_DONE;
}
