/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "store/isg-recovery-code.h"
#include "store/isg-store-key.h"
#include "submit/isg-keyring.h"

gboolean
isg_cli_new_key (IsgCli *cli,
                 IsgSecret *passphrase,
                 IsgStoreKey **out_key,
                 IsgSecret **out_code,
                 GError **error)
{
  g_autoptr (IsgStoreKey) key = isg_store_key_new (error);
  g_autofree char *uuid = key != NULL ? isg_store_key_uuid (key) : NULL;
  g_autoptr (IsgSecret) code = isg_recovery_code_new (error);
  g_autoptr (IsgSecret) kept = NULL;

  if (key == NULL || code == NULL)
    return FALSE;
  if (passphrase == NULL)
    kept = isg_keyring_make (uuid, error);
  if ((passphrase == NULL && kept == NULL)
      || !isg_store_key_add (key,
                             passphrase != NULL ? ISG_KEY_SLOT_PASSPHRASE : ISG_KEY_SLOT_KEYRING,
                             passphrase != NULL ? passphrase : kept,
                             cli->clock,
                             error)
      || !isg_store_key_add (key, ISG_KEY_SLOT_RECOVERY, code, cli->clock, error))
    return FALSE;
  *out_key = g_steal_pointer (&key);
  *out_code = g_steal_pointer (&code);
  return TRUE;
}

void
isg_cli_out_code (IsgCli *cli, IsgSecret *code)
{
  if (code == NULL)
    return;
  isg_cli_out_string (cli, "recovery_code", isg_secret_peek (code, NULL));
  isg_cli_say (cli,
               _ ("Recovery code, shown this once; write it down and keep it away from the computer: %s"),
                  isg_secret_peek (code, NULL));
}

/* Encrypted wherever something can keep the key; a key beside the file would protect nothing. */
static gboolean
choose_key (IsgCli *cli,
            gboolean plain,
            IsgStoreKey **out_key,
            IsgSecret **out_code,
            GError **error)
{
  IsgSecret *passphrase = isg_cli_passphrase (cli, error);

  if (passphrase == NULL && cli->passphrase_file != NULL)
    return FALSE;
  if (passphrase == NULL && (plain || !isg_keyring_is_open ()))
    return TRUE;
  return isg_cli_new_key (cli, passphrase, out_key, out_code, error);
}

IsgCliExit
isg_cli_init (IsgCli *cli, int argc, char **argv)
{
  gboolean sandbox = FALSE;
  gboolean plain = FALSE;
  const GOptionEntry entries[] = {
    { "sandbox",
      0,
      0,
      G_OPTION_ARG_NONE,
      &sandbox,
      N_ ("For the test environment, for ever"), NULL },
      { "plain", 0, 0, G_OPTION_ARG_NONE, &plain, N_ ("Not encrypted"), NULL }, G_OPTION_ENTRY_NULL,
    };
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgStoreKey) key = NULL;
  g_autoptr (IsgSecret) code = NULL;
  IsgCliExit exit_code;

  if (!isg_cli_parse (cli, entries, "", &argc, &argv, &exit_code))
    return exit_code;
  if (argc > 1)
    return isg_cli_usage (cli, "%s", _ ("init takes no further words."));
  if (plain && cli->passphrase_file != NULL)
    return isg_cli_usage (cli, "%s", _ ("--plain and --passphrase-file exclude each other."));
  if (isg_cli_rules (cli, &error) == NULL || !choose_key (cli, plain, &key, &code, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));

  cli->store = isg_store_create_with (cli->data_dir,
                                      key,
                                      sandbox ? ISG_ENVIRONMENT_SANDBOX : ISG_ENVIRONMENT_LIVE,
                                      cli->rules,
                                      cli->clock,
                                      &error);
  if (cli->store == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));

  isg_cli_out_string (cli, "data_dir", cli->data_dir);
  isg_cli_out_string (cli, "environment", sandbox ? "sandbox" : "live");
  isg_cli_out_string (cli, "uuid", isg_store_uuid (cli->store));
  isg_cli_out_bool (cli, "encrypted", key != NULL);
  isg_cli_say (cli, _ ("An empty store was made: %s"), cli->data_dir);
  if (key == NULL)
    isg_cli_note ("isgctl: %s",
                  _ ("This store is not encrypted: no passphrase was given and no keyring is open. "
                     "“isgctl --passphrase-file FILE key new” encrypts it."));
  isg_cli_out_code (cli, code);
  return ISG_CLI_DONE;
}
