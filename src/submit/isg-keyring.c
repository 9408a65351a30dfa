/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-keyring.h"

#include <libsecret/secret.h>

#include "store/isg-recovery-code.h"

#define ANSWER_MS 3000

static const SecretSchema schema = {
  .name = "io.github.isgdefteri.StoreKey",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "key", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

/* Without a session bus libsecret would try to start one. */
static gboolean
has_session (void)
{
  const char *address = g_getenv ("DBUS_SESSION_BUS_ADDRESS");
  g_autofree char *socket = g_build_filename (g_get_user_runtime_dir (), "bus", NULL);

  return (address != NULL && *address != '\0') || g_file_test (socket, G_FILE_TEST_EXISTS);
}

/* A keyring that is not there yet is not started: it would ask for its passphrase. */
static gboolean
is_running (void)
{
  g_autoptr (GDBusConnection) bus
    = has_session () ? g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, NULL) : NULL;
  g_autoptr (GVariant) answer = NULL;
  gboolean running = FALSE;

  if (bus == NULL)
    return FALSE;
  answer = g_dbus_connection_call_sync (bus,
                                        "org.freedesktop.DBus",
                                        "/org/freedesktop/DBus",
                                        "org.freedesktop.DBus",
                                        "NameHasOwner",
                                        g_variant_new ("(s)", "org.freedesktop.secrets"),
                                        G_VARIANT_TYPE ("(b)"),
                                        G_DBUS_CALL_FLAGS_NONE,
                                        ANSWER_MS,
                                        NULL,
                                        NULL);
  if (answer != NULL)
    g_variant_get (answer, "(b)", &running);
  return running;
}

gboolean
isg_keyring_is_open (void)
{
  g_autoptr (SecretService) service = NULL;
  g_autoptr (SecretCollection) collection = NULL;

  if (!is_running ())
    return FALSE;
  /* Not the process's own one, which libsecret watches for the main thread. */
  service = secret_service_open_sync (SECRET_TYPE_SERVICE, NULL, SECRET_SERVICE_NONE, NULL, NULL);
  if (service == NULL)
    return FALSE;
  collection = secret_collection_for_alias_sync (service,
                                                 SECRET_COLLECTION_DEFAULT,
                                                 SECRET_COLLECTION_NONE,
                                                 NULL,
                                                 NULL);
  return collection != NULL && !secret_collection_get_locked (collection);
}

IsgSecret *
isg_keyring_make (const char *uuid, GError **error)
{
  /* A recovery code that nobody sees: 130 random bits as text. */
  g_autoptr (IsgSecret) secret = isg_recovery_code_new (error);

  if (secret == NULL
      || !secret_password_store_sync (&schema,
                                      SECRET_COLLECTION_DEFAULT,
                                      "İSG Defteri",
                                      isg_secret_peek (secret, NULL),
                                      NULL,
                                      error,
                                      "key",
                                      uuid,
                                      NULL))
    return NULL;
  return g_steal_pointer (&secret);
}

IsgSecret *
isg_keyring_take (const char *uuid)
{
  IsgSecret *secret = NULL;
  char *text;

  if (!isg_keyring_is_open ())
    return NULL;
  text = secret_password_lookup_nonpageable_sync (&schema, NULL, NULL, "key", uuid, NULL);
  if (text != NULL)
    secret = isg_secret_new (text, -1, NULL);
  secret_password_free (text);
  return secret;
}

void
isg_keyring_drop (const char *uuid)
{
  if (isg_keyring_is_open ())
    secret_password_clear_sync (&schema, NULL, NULL, "key", uuid, NULL);
}
