/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/isg-cli.h"

#include "store/isg-health-key.h"
#include "store/isg-store-key.h"
#include "submit/isg-keyring.h"

IsgSecret *
isg_cli_passphrase (IsgCli *cli, GError **error)
{
  if (cli->passphrase == NULL && cli->passphrase_file != NULL)
    cli->passphrase = isg_secret_read_file (cli->passphrase_file, error);
  return cli->passphrase;
}

/* A passphrase first; what was typed may also be the recovery code. */
static IsgStoreKey *
unlock_by_text (const char *path, IsgSecret *text, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (IsgStoreKey) key = isg_store_unlock_file (path, ISG_KEY_SLOT_PASSPHRASE, text, &own);

  if (key == NULL && g_error_matches (own, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY))
    key = isg_store_unlock_file (path, ISG_KEY_SLOT_RECOVERY, text, NULL);
  if (key == NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return g_steal_pointer (&key);
}

static IsgStoreKey *
unlock_by_keyring (const char *path, const char *uuid, GError **error)
{
  g_autoptr (IsgSecret) secret = isg_keyring_take (uuid);

  if (secret == NULL) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_LOCKED, "no passphrase was given");
    return NULL;
  }
  return isg_store_unlock_file (path, ISG_KEY_SLOT_KEYRING, secret, error);
}

gboolean
isg_cli_unlock (IsgCli *cli, const char *path, IsgStoreKey **out_key, GError **error)
{
  g_autofree char *uuid = NULL;
  gboolean locked;

  if (!isg_store_look_locked_file (path, &locked, &uuid, NULL, error))
    return FALSE;
  *out_key = NULL;
  if (!locked) {
    if (cli->passphrase_file != NULL)
      isg_cli_note ("isgctl: %s",
                    _ ("This store is not encrypted; the passphrase was not needed."));
    return TRUE;
  }
  if (cli->passphrase_file == NULL)
    *out_key = unlock_by_keyring (path, uuid, error);
  else if (isg_cli_passphrase (cli, error) != NULL)
    *out_key = unlock_by_text (path, cli->passphrase, error);
  return *out_key != NULL;
}

/* ---- health details ---- */

static IsgHealthKey *
unlock_health (IsgStore *store, IsgSecret *text, GError **error)
{
  g_autoptr (GError) own = NULL;
  g_autoptr (IsgHealthKey) key
    = isg_store_health_unlock (store, ISG_KEY_SLOT_PASSPHRASE, text, &own);

  if (key == NULL && g_error_matches (own, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY))
    key = isg_store_health_unlock (store, ISG_KEY_SLOT_RECOVERY, text, NULL);
  if (key == NULL)
    g_propagate_error (error, g_steal_pointer (&own));
  return g_steal_pointer (&key);
}

gboolean
isg_cli_open_health (IsgCli *cli, IsgStore *store, GError **error)
{
  g_autoptr (IsgSecret) text = NULL;
  g_autoptr (IsgHealthKey) key = NULL;
  gboolean set_up;

  if (cli->health_file == NULL)
    return TRUE;
  if (!isg_store_health_is_set_up (store, &set_up, error))
    return FALSE;
  if (!set_up) {
    isg_cli_note ("isgctl: %s",
                  _ ("This store has no health passphrase; the option was not needed."));
    return TRUE;
  }
  text = isg_secret_read_file (cli->health_file, error);
  key = text != NULL ? unlock_health (store, text, error) : NULL;
  if (key == NULL)
    return FALSE;
  isg_store_use_health_key (store, key);
  return isg_store_is_read_only (store) || isg_store_health_finish (store, error);
}
