/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-credentials.h"

#include <libsecret/secret.h>
#include <string.h>

#define KEY_PASSWORD "firm.password"
#define KEY_PLACE    "firm.password_place"
#define IN_KEYRING   "keyring"

/* Several stores on one desktop each have their own. */
static const SecretSchema schema = {
  .name = "io.github.isgdefteri.FirmPassword",
  .flags = SECRET_SCHEMA_NONE,
  .attributes = {
    { "store", SECRET_SCHEMA_ATTRIBUTE_STRING },
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

static gboolean
put_into_keyring (IsgStore *store, IsgSecret *password)
{
  g_autoptr (GError) error = NULL;

  if (!has_session ())
    return FALSE;
  /* The keyring is an offer, the store the rule: whatever keeps the keyring from answering, the
   * password goes into the store. */
  return secret_password_store_sync (&schema,
                                     SECRET_COLLECTION_DEFAULT,
                                     "İSG Defteri",
                                     isg_secret_peek (password, NULL),
                                     NULL,
                                     &error,
                                     "store",
                                     isg_store_uuid (store),
                                     NULL);
}

static void
take_out_of_keyring (IsgStore *store)
{
  if (has_session ())
    secret_password_clear_sync (&schema, NULL, NULL, "store", isg_store_uuid (store), NULL);
}

gboolean
isg_credentials_in_keyring (IsgStore *store)
{
  g_autofree char *place = NULL;

  return isg_store_setting (store, KEY_PLACE, &place, NULL) && g_strcmp0 (place, IN_KEYRING) == 0;
}

gboolean
isg_credentials_keep (IsgStore *store,
                      IsgSecret *password,
                      gboolean keyring,
                      gboolean *out_in_keyring,
                      GError **error)
{
  gboolean was_in_keyring = isg_credentials_in_keyring (store);
  gboolean in_keyring = password != NULL && keyring && put_into_keyring (store, password);
  const char *in_store = password != NULL && !in_keyring ? isg_secret_peek (password, NULL) : NULL;
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (store, error);

  if (transaction == NULL || !isg_store_set_setting (store, KEY_PASSWORD, in_store, TRUE, error)
      || !isg_store_set_setting (store, KEY_PLACE, in_keyring ? IN_KEYRING : NULL, FALSE, error)
      || !isg_transaction_commit (transaction, error))
    return FALSE;

  if (was_in_keyring && !in_keyring)
    take_out_of_keyring (store);
  if (out_in_keyring != NULL)
    *out_in_keyring = in_keyring;
  return TRUE;
}

static gboolean
password_from_keyring (IsgStore *store, IsgSecret **out_password, GError **error)
{
  g_autofree char *text = NULL;

  if (has_session ())
    text = secret_password_lookup_nonpageable_sync (&schema,
                                                    NULL,
                                                    NULL,
                                                    "store",
                                                    isg_store_uuid (store),
                                                    NULL);
  *out_password = text != NULL ? isg_secret_new (text, -1, error) : NULL;
  if (text == NULL)
    return TRUE;
  secret_password_free (g_steal_pointer (&text));
  return *out_password != NULL;
}

gboolean
isg_credentials_password (IsgStore *store, IsgSecret **out_password, GError **error)
{
  g_autofree char *text = NULL;

  if (isg_credentials_in_keyring (store))
    return password_from_keyring (store, out_password, error);
  if (!isg_store_setting (store, KEY_PASSWORD, &text, error))
    return FALSE;
  *out_password = text != NULL && *text != '\0' ? isg_secret_new (text, -1, error) : NULL;
  if (text == NULL || *text == '\0')
    return TRUE;
  isg_secret_wipe (text, strlen (text));
  return *out_password != NULL;
}
