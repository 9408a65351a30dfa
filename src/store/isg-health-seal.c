/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-health-private.h"

#include <gnutls/crypto.h>
#include <string.h>

#include "base/isg-bytes.h"
#include "store/isg-cipher-header-private.h"

#define VERSION      1
#define ID_SIZE      16
#define NONCE_SIZE   12
#define TAG_SIZE     16
#define HEAD         (1 + ID_SIZE + NONCE_SIZE)
#define PURPOSE      "isg-defteri health 1"
#define MARK_PURPOSE "isg-defteri health mark 1"

struct _IsgHealthKey {
  gatomicrefcount n_refs;
  guint8 id[ID_SIZE];
  IsgSecret *secret; /* (owned) */
};

IsgHealthKey *
isg_health_key_of (const guint8 id[16], IsgSecret *secret)
{
  IsgHealthKey *key = g_new0 (IsgHealthKey, 1);

  g_atomic_ref_count_init (&key->n_refs);
  memcpy (key->id, id, ID_SIZE);
  key->secret = isg_secret_ref (secret);
  return key;
}

IsgHealthKey *
isg_health_key_make (GError **error)
{
  guint8 bytes[ISG_CIPHER_KEY];
  guint8 id[ID_SIZE];
  g_autoptr (IsgSecret) secret = NULL;

  if (!isg_cipher_random (bytes, sizeof bytes) || !isg_cipher_random (id, sizeof id)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "health key: no random bytes");
    return NULL;
  }
  secret = isg_secret_new (bytes, sizeof bytes, error);
  isg_secret_wipe (bytes, sizeof bytes);
  return secret != NULL ? isg_health_key_of (id, secret) : NULL;
}

IsgHealthKey *
isg_health_key_ref (IsgHealthKey *key)
{
  g_atomic_ref_count_inc (&key->n_refs);
  return key;
}

void
isg_health_key_unref (IsgHealthKey *key)
{
  if (!g_atomic_ref_count_dec (&key->n_refs))
    return;
  isg_secret_unref (key->secret);
  g_free (key);
}

const guint8 *
isg_health_key_id (IsgHealthKey *key)
{
  return key->id;
}

IsgSecret *
isg_health_key_secret (IsgHealthKey *key)
{
  return key->secret;
}

static gboolean
library_failed (GError **error, int rc)
{
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "health: %s", gnutls_strerror (rc));
  return FALSE;
}

static IsgHealthKey *
key_of_handle (IsgStore *store, GError **error)
{
  isg_store_assert_owner (store);
  if (store->health == NULL)
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_HEALTH, "the health details are locked");
  return store->health;
}

static gboolean
make_cipher (IsgHealthKey *key, gnutls_aead_cipher_hd_t *out, GError **error)
{
  const gnutls_datum_t datum = { (guint8 *) isg_secret_peek (key->secret, NULL), ISG_CIPHER_KEY };
  int rc = gnutls_aead_cipher_init (out, GNUTLS_CIPHER_AES_256_GCM, &datum);

  return rc == 0 || library_failed (error, rc);
}

/* No part can be mistaken for two: none of them holds a newline. */
static GString *
associated_data (IsgHealthKey *key, const IsgHealthPlace *place)
{
  GString *data = g_string_new (PURPOSE "\n");

  g_string_append_len (data, (const char *) key->id, ID_SIZE);
  g_string_append_printf (data,
                          "\n%s\n%" G_GUINT64_FORMAT "\n%s\n%s",
                          place->uuid,
                          place->revision,
                          place->where,
                          place->which != NULL ? place->which : "");
  return data;
}

static guint8 *
pad (GBytes *plain, gsize *out_length)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (plain, &length);
  gsize whole = (4 + length + ISG_HEALTH_PAD - 1) / ISG_HEALTH_PAD * ISG_HEALTH_PAD;
  guint8 *padded = g_malloc0 (whole);
  guint32 said = GUINT32_TO_BE ((guint32) length);

  memcpy (padded, &said, sizeof said);
  if (length > 0)
    memcpy (padded + 4, data, length);
  *out_length = whole;
  return padded;
}

GBytes *
isg_health_seal (IsgStore *store, const IsgHealthPlace *place, GBytes *plain, GError **error)
{
  IsgHealthKey *key = key_of_handle (store, error);
  gnutls_aead_cipher_hd_t cipher;
  g_autoptr (GString) ad = NULL;
  g_autofree guint8 *blob = NULL;
  guint8 *padded;
  gsize whole;
  gsize length;
  int rc;

  if (key == NULL || !make_cipher (key, &cipher, error))
    return NULL;
  ad = associated_data (key, place);
  padded = pad (plain, &whole);
  length = whole + TAG_SIZE;
  blob = g_malloc (HEAD + length);
  blob[0] = VERSION;
  memcpy (blob + 1, key->id, ID_SIZE);
  rc = isg_cipher_random (blob + 1 + ID_SIZE, NONCE_SIZE) ? 0 : GNUTLS_E_RANDOM_FAILED;
  if (rc == 0)
    rc = gnutls_aead_cipher_encrypt (cipher,
                                     blob + 1 + ID_SIZE,
                                     NONCE_SIZE,
                                     ad->str,
                                     ad->len,
                                     TAG_SIZE,
                                     padded,
                                     whole,
                                     blob + HEAD,
                                     &length);
  gnutls_aead_cipher_deinit (cipher);
  isg_secret_wipe (padded, whole);
  g_free (padded);
  if (rc != 0) {
    library_failed (error, rc);
    return NULL;
  }
  return g_bytes_new_take (g_steal_pointer (&blob), HEAD + length);
}

static GBytes *
is_damaged (const IsgHealthPlace *place, GError **error)
{
  g_set_error (error,
               ISG_STORE_ERROR,
               ISG_STORE_ERROR_CORRUPT,
               "health details of record %s, revision %" G_GUINT64_FORMAT
               ": changed, or not of this place",
               place->uuid,
               place->revision);
  return NULL;
}

/* The bytes without their length and the zeros. */
static GBytes *
unpad (const IsgHealthPlace *place, const guint8 *padded, gsize whole, GError **error)
{
  guint32 said;

  if (whole < 4)
    return is_damaged (place, error);
  memcpy (&said, padded, sizeof said);
  said = GUINT32_FROM_BE (said);
  return said <= whole - 4 ? g_bytes_new (padded + 4, said) : is_damaged (place, error);
}

GBytes *
isg_health_open (IsgStore *store, const IsgHealthPlace *place, GBytes *blob, GError **error)
{
  IsgHealthKey *key = key_of_handle (store, error);
  gnutls_aead_cipher_hd_t cipher;
  g_autoptr (GString) ad = NULL;
  GBytes *plain = NULL;
  gsize length;
  const guint8 *data = g_bytes_get_data (blob, &length);
  guint8 *padded;
  gsize whole;
  int rc;

  if (key == NULL)
    return NULL;
  if (length < HEAD + TAG_SIZE || data[0] != VERSION)
    return is_damaged (place, error);
  if (memcmp (data + 1, key->id, ID_SIZE) != 0) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_KEY, "health: sealed under another key");
    return NULL;
  }
  if (!make_cipher (key, &cipher, error))
    return NULL;
  ad = associated_data (key, place);
  whole = length - HEAD;
  padded = g_malloc (whole);
  rc = gnutls_aead_cipher_decrypt (cipher,
                                   data + 1 + ID_SIZE,
                                   NONCE_SIZE,
                                   ad->str,
                                   ad->len,
                                   TAG_SIZE,
                                   data + HEAD,
                                   length - HEAD,
                                   padded,
                                   &whole);
  gnutls_aead_cipher_deinit (cipher);
  plain = rc == 0 ? unpad (place, padded, whole, error) : is_damaged (place, error);
  isg_secret_wipe (padded, length - HEAD);
  g_free (padded);
  return plain;
}

/* ---- marks ---- */

char *
isg_health_mark (IsgStore *store, const char *text, GError **error)
{
  IsgHealthKey *key = key_of_handle (store, error);
  guint8 derived[32];
  guint8 mac[32];
  g_autofree char *hex = NULL;
  int rc;

  if (key == NULL)
    return NULL;
  rc = gnutls_hmac_fast (GNUTLS_MAC_SHA256,
                         isg_secret_peek (key->secret, NULL),
                         ISG_CIPHER_KEY,
                         MARK_PURPOSE,
                         strlen (MARK_PURPOSE),
                         derived);
  if (rc == 0)
    rc = gnutls_hmac_fast (GNUTLS_MAC_SHA256, derived, sizeof derived, text, strlen (text), mac);
  isg_secret_wipe (derived, sizeof derived);
  if (rc != 0) {
    library_failed (error, rc);
    return NULL;
  }
  hex = isg_bytes_to_hex (mac, sizeof mac);
  return g_strconcat ("~", hex, NULL);
}
