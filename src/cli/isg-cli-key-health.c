/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "store/isg-health-key.h"
#include "store/isg-recovery-code.h"

#define USAGE                                                                                      \
  "key health list | key health add passphrase FILE|recovery | key health change FILE | key "      \
  "health remove ID"

static IsgCliExit
list (IsgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slots = NULL;

  if (isg_cli_store (cli, &error) != NULL)
    slots = isg_store_health_slots (cli->store, &error);
  if (slots == NULL)
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_bool (cli, "set_up", slots->len > 0);
  isg_cli_out_bool (cli, "open", isg_store_health_key (cli->store) != NULL);
  isg_cli_out_array (cli, "slots");
  for (guint i = 0; i < slots->len; i++) {
    const IsgKeySlot *slot = g_ptr_array_index (slots, i);
    const char *kind = slot->kind == ISG_KEY_SLOT_RECOVERY ? "recovery" : "passphrase";

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "id", slot->id);
    isg_cli_out_string (cli, "kind", kind);
    isg_cli_out_int (cli, "rounds", slot->rounds);
    isg_cli_out_time (cli, "created", slot->created);
    json_builder_end_object (cli->out);
    isg_cli_say (cli, "%s  %-10s %u", slot->id, kind, slot->rounds);
  }
  json_builder_end_array (cli->out);
  if (slots->len == 0)
    isg_cli_say (cli, "%s", _ ("The store has no health passphrase."));
  return ISG_CLI_DONE;
}

static IsgCliExit
changed (IsgCli *cli, gboolean done, IsgSecret *code, GError *error)
{
  /* The key is there also where the sealing was cut short: its code is shown this once. */
  isg_cli_out_code (cli, code);
  if (!done)
    return isg_cli_fail (cli, error);
  isg_cli_out_bool (cli, "set_up", TRUE);
  isg_cli_say (cli, "%s", _ ("Done. Backups made before still show what they showed until now."));
  return ISG_CLI_DONE;
}

static IsgCliExit
put_passphrase (IsgCli *cli, const char *file, const char *replaces)
{
  GError *error = NULL;
  g_autoptr (IsgSecret) secret = isg_secret_read_file (file, &error);
  g_autoptr (IsgSecret) code = NULL;
  g_autoptr (IsgHealthKey) key = NULL;
  gboolean set_up = FALSE;
  gboolean done = FALSE;

  if (secret == NULL || isg_cli_store (cli, &error) == NULL
      || !isg_store_health_is_set_up (cli->store, &set_up, &error))
    return isg_cli_fail (cli, error);
  if (set_up || replaces != NULL)
    done
      = isg_store_health_add_slot (cli->store, ISG_KEY_SLOT_PASSPHRASE, secret, replaces, &error);
  else {
    key = isg_store_health_set_up (cli->store, secret, &code, &error);
    done = key != NULL && isg_store_health_finish (cli->store, &error);
  }
  return changed (cli, done, code, error);
}

static IsgCliExit
put_recovery (IsgCli *cli)
{
  GError *error = NULL;
  g_autoptr (IsgSecret) code = isg_recovery_code_new (&error);
  gboolean done
    = code != NULL && isg_cli_store (cli, &error) != NULL
      && isg_store_health_add_slot (cli->store, ISG_KEY_SLOT_RECOVERY, code, "*", &error);

  return changed (cli, done, code, error);
}

static IsgCliExit
take_out (IsgCli *cli, const char *id)
{
  GError *error = NULL;
  gboolean done
    = isg_cli_store (cli, &error) != NULL && isg_store_health_remove_slot (cli->store, id, &error);

  return changed (cli, done, NULL, error);
}

IsgCliExit
isg_cli_key_health (IsgCli *cli, int argc, char **argv)
{
  const char *act = argc > 1 ? argv[1] : "";

  if (g_str_equal (act, "list") && argc == 2)
    return list (cli);
  if (g_str_equal (act, "add") && argc == 4 && g_str_equal (argv[2], "passphrase"))
    return put_passphrase (cli, argv[3], NULL);
  if (g_str_equal (act, "add") && argc == 3 && g_str_equal (argv[2], "recovery"))
    return put_recovery (cli);
  if (g_str_equal (act, "change") && argc == 3)
    return put_passphrase (cli, argv[2], "*");
  if (g_str_equal (act, "remove") && argc == 3)
    return take_out (cli, argv[2]);
  return isg_cli_usage (cli, "%s", USAGE);
}
