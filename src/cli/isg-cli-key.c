/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "base/isg-error.h"
#include "store/isg-recovery-code.h"
#include "store/isg-store-key.h"
#include "submit/isg-keyring.h"

#define USAGE                                                                                      \
  "key list | key add passphrase FILE|recovery|keyring | key change FILE | key remove ID | key "   \
  "new [FILE] | key plain-copy FILE | key health …"

static const char *
kind_name (IsgKeySlotKind kind)
{
  switch (kind) {
  case ISG_KEY_SLOT_PASSPHRASE:
    return "passphrase";
  case ISG_KEY_SLOT_RECOVERY:
    return "recovery";
  case ISG_KEY_SLOT_KEYRING:
    return "keyring";
  default:
    return "unknown";
  }
}

/* The header alone: needs no passphrase. */
static IsgCliExit
list (IsgCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) slots = NULL;
  gboolean locked;

  if (!isg_store_look_locked (cli->data_dir, &locked, NULL, &slots, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_bool (cli, "encrypted", locked);
  isg_cli_out_array (cli, "slots");
  for (guint i = 0; slots != NULL && i < slots->len; i++) {
    const IsgKeySlot *slot = g_ptr_array_index (slots, i);

    json_builder_begin_object (cli->out);
    isg_cli_out_string (cli, "id", slot->id);
    isg_cli_out_string (cli, "kind", kind_name (slot->kind));
    isg_cli_out_int (cli, "rounds", slot->rounds);
    isg_cli_out_time (cli, "created", slot->created);
    json_builder_end_object (cli->out);
    isg_cli_say (cli, "%s  %-10s %u", slot->id, kind_name (slot->kind), slot->rounds);
  }
  json_builder_end_array (cli->out);
  if (!locked)
    isg_cli_say (cli, "%s", _ ("The store is not encrypted."));
  return ISG_CLI_DONE;
}

static IsgCliExit
changed (IsgCli *cli, gboolean done, IsgSecret *code, GError *error)
{
  if (!done)
    return isg_cli_fail (cli, error);
  isg_cli_out_bool (cli, "encrypted", TRUE);
  isg_cli_out_code (cli, code);
  isg_cli_say (cli,
               "%s",
               _ ("Done. Backups made before still open with what opened them until now."));
  return ISG_CLI_DONE;
}

static IsgCliExit
put_passphrase (IsgCli *cli, const char *file, const char *replaces)
{
  GError *error = NULL;
  g_autoptr (IsgSecret) secret = isg_secret_read_file (file, &error);
  gboolean done
    = secret != NULL && isg_cli_store (cli, &error) != NULL
      && isg_store_add_slot (cli->store, ISG_KEY_SLOT_PASSPHRASE, secret, replaces, &error);

  return changed (cli, done, NULL, error);
}

static IsgCliExit
put_recovery (IsgCli *cli)
{
  GError *error = NULL;
  g_autoptr (IsgSecret) code = isg_recovery_code_new (&error);
  gboolean done = code != NULL && isg_cli_store (cli, &error) != NULL
                  && isg_store_add_slot (cli->store, ISG_KEY_SLOT_RECOVERY, code, "*", &error);

  return changed (cli, done, code, error);
}

static IsgCliExit
put_keyring (IsgCli *cli)
{
  GError *error = NULL;
  g_autofree char *uuid = NULL;
  g_autoptr (IsgSecret) secret = NULL;
  gboolean done = FALSE;

  if (isg_cli_store (cli, &error) != NULL && isg_store_key (cli->store) == NULL)
    g_set_error (&error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "the store is not encrypted");
  if (error == NULL) {
    uuid = isg_store_key_uuid (isg_store_key (cli->store));
    secret = isg_keyring_make (uuid, &error);
    done = secret != NULL
           && isg_store_add_slot (cli->store, ISG_KEY_SLOT_KEYRING, secret, "*", &error);
  }
  return changed (cli, done, NULL, error);
}

/* What opens nothing any more is not left in the keyring. */
static void
drop_unused (IsgCli *cli)
{
  g_autoptr (GPtrArray) slots = isg_store_slots (cli->store, NULL);
  g_autofree char *uuid = isg_store_key_uuid (isg_store_key (cli->store));

  for (guint i = 0; slots != NULL && i < slots->len; i++)
    if (((const IsgKeySlot *) g_ptr_array_index (slots, i))->kind == ISG_KEY_SLOT_KEYRING)
      return;
  if (slots != NULL)
    isg_keyring_drop (uuid);
}

static IsgCliExit
take_out (IsgCli *cli, const char *id)
{
  GError *error = NULL;
  gboolean done
    = isg_cli_store (cli, &error) != NULL && isg_store_remove_slot (cli->store, id, &error);

  if (done)
    drop_unused (cli);
  return changed (cli, done, NULL, error);
}

/* @file: (nullable): the new passphrase; without it that of --passphrase-file, or the keyring. */
static IsgCliExit
renew (IsgCli *cli, const char *file)
{
  g_autofree char *path = g_build_filename (cli->data_dir, ISG_STORE_FILE, NULL);
  GError *error = NULL;
  g_autoptr (IsgStoreKey) old_key = NULL;
  g_autoptr (IsgStoreKey) new_key = NULL;
  g_autoptr (IsgSecret) code = NULL;
  g_autoptr (IsgSecret) passphrase = NULL;
  gboolean locked = FALSE;
  gboolean done;

  if (!isg_store_look_locked_file (path, &locked, NULL, NULL, &error)
      || (locked && !isg_cli_unlock (cli, path, &old_key, &error)))
    return isg_cli_fail (cli, error);
  if (file != NULL)
    passphrase = isg_secret_read_file (file, &error);
  else if (isg_cli_passphrase (cli, &error) != NULL)
    passphrase = isg_secret_ref (cli->passphrase);
  if (error != NULL)
    return isg_cli_fail (cli, error);
  if (passphrase == NULL && !isg_keyring_is_open ())
    return isg_cli_usage (cli, "%s", _ ("A passphrase is needed: no keyring is open."));
  done = isg_cli_rules (cli, &error) != NULL
         && isg_cli_new_key (cli, passphrase, &new_key, &code, &error)
         && isg_store_rekey (cli->data_dir, old_key, new_key, cli->rules, cli->clock, &error);
  return changed (cli, done, code, error);
}

static IsgCliExit
copy_plain (IsgCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;

  if (isg_cli_store (cli, &error) == NULL || !isg_store_plain_copy (cli->store, path, &error))
    return isg_cli_fail (cli, g_steal_pointer (&error));
  isg_cli_out_string (cli, "file", path);
  isg_cli_out_bool (cli, "encrypted", FALSE);
  isg_cli_note ("isgctl: %s",
                _ ("The copy is not encrypted: whoever has it reads it. Delete it when it is not "
                   "needed any more."));
  isg_cli_say (cli, _ ("Copied: %s"), path);
  return ISG_CLI_DONE;
}

IsgCliExit
isg_cli_key (IsgCli *cli, int argc, char **argv)
{
  IsgCliExit code;
  const char *act;

  if (!isg_cli_parse (cli,
                      NULL,
                      "list|add|change|remove|new|plain-copy|health …",
                      &argc,
                      &argv,
                      &code))
    return code;
  act = argc > 1 ? argv[1] : "";
  if (g_str_equal (act, "health"))
    return isg_cli_key_health (cli, argc - 1, argv + 1);
  if (g_str_equal (act, "list") && argc == 2)
    return list (cli);
  if (g_str_equal (act, "add") && argc == 4 && g_str_equal (argv[2], "passphrase"))
    return put_passphrase (cli, argv[3], NULL);
  if (g_str_equal (act, "add") && argc == 3 && g_str_equal (argv[2], "recovery"))
    return put_recovery (cli);
  if (g_str_equal (act, "add") && argc == 3 && g_str_equal (argv[2], "keyring"))
    return put_keyring (cli);
  if (g_str_equal (act, "change") && argc == 3)
    return put_passphrase (cli, argv[2], "*");
  if (g_str_equal (act, "remove") && argc == 3)
    return take_out (cli, argv[2]);
  if (g_str_equal (act, "new") && argc <= 3)
    return renew (cli, argc == 3 ? argv[2] : NULL);
  if (g_str_equal (act, "plain-copy") && argc == 3)
    return copy_plain (cli, argv[2]);
  return isg_cli_usage (cli, "%s", USAGE);
}
