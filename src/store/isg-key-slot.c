/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-key-slot-private.h"

#include <gnutls/crypto.h>
#include <string.h>

#define TARGET_US    500000
#define SAMPLE       40000
#define TAG_SIZE     16
#define AD_SIZE      24
#define HKDF_PURPOSE "isg-defteri slot 1"

static gboolean
library_failed (GError **error, int rc)
{
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "key: %s", gnutls_strerror (rc));
  return FALSE;
}

static gboolean
rounds_fit (IsgKeySlotKind kind, guint32 rounds)
{
  return kind == ISG_KEY_SLOT_PASSPHRASE
           ? rounds >= ISG_KEY_MIN_ROUNDS && rounds <= ISG_KEY_MAX_ROUNDS
           : rounds == 0;
}

static int
stretch_passphrase (const gnutls_datum_t *secret,
                    const gnutls_datum_t *salt,
                    guint32 rounds,
                    guint8 out[ISG_CIPHER_KEY])
{
  return gnutls_pbkdf2 (GNUTLS_MAC_SHA512, secret, salt, rounds, out, ISG_CIPHER_KEY);
}

static int
expand_random (const gnutls_datum_t *secret, const gnutls_datum_t *salt, guint8 out[ISG_CIPHER_KEY])
{
  const gnutls_datum_t info = { (guint8 *) HKDF_PURPOSE, strlen (HKDF_PURPOSE) };
  guint8 extracted[32];
  const gnutls_datum_t key = { extracted, sizeof extracted };
  int rc = gnutls_hkdf_extract (GNUTLS_MAC_SHA256, secret, salt, extracted);

  if (rc == 0)
    rc = gnutls_hkdf_expand (GNUTLS_MAC_SHA256, &key, &info, out, ISG_CIPHER_KEY);
  isg_secret_wipe (extracted, sizeof extracted);
  return rc;
}

static int
init_wrapper (const IsgCipherSlot *slot, IsgSecret *secret, gnutls_aead_cipher_hd_t *out)
{
  gsize length;
  const char *text = isg_secret_peek (secret, &length);
  const gnutls_datum_t given = { (guint8 *) text, (unsigned) length };
  const gnutls_datum_t salt = { (guint8 *) slot->salt, sizeof slot->salt };
  guint8 bytes[ISG_CIPHER_KEY];
  const gnutls_datum_t key = { bytes, sizeof bytes };
  int rc = slot->kind == ISG_KEY_SLOT_PASSPHRASE
             ? stretch_passphrase (&given, &salt, slot->rounds, bytes)
             : expand_random (&given, &salt, bytes);

  if (rc == 0)
    rc = gnutls_aead_cipher_init (out, GNUTLS_CIPHER_AES_256_GCM, &key);
  isg_secret_wipe (bytes, sizeof bytes);
  return rc;
}

static void
associated_data (const IsgCipherSlot *slot, const guint8 uuid[16], guint8 out[AD_SIZE])
{
  guint32 kind = GUINT32_TO_BE (slot->kind);
  guint32 rounds = GUINT32_TO_BE (slot->rounds);

  memcpy (out, uuid, 16);
  memcpy (out + 16, &kind, sizeof kind);
  memcpy (out + 20, &rounds, sizeof rounds);
}

gboolean
isg_key_slot_wrap (IsgSecret *file_key,
                   const guint8 uuid[16],
                   IsgKeySlotKind kind,
                   guint32 rounds,
                   IsgSecret *secret,
                   gint64 now,
                   IsgCipherSlot *out,
                   GError **error)
{
  IsgCipherSlot slot = { .kind = kind, .rounds = rounds, .created = now };
  gnutls_aead_cipher_hd_t wrapper;
  guint8 ad[AD_SIZE];
  guint8 sealed[ISG_CIPHER_KEY + TAG_SIZE];
  gsize length = sizeof sealed;
  int rc;

  if (!rounds_fit (kind, rounds)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_INVALID, "key: %u rounds", rounds);
    return FALSE;
  }
  if (!isg_cipher_random (slot.id, sizeof slot.id)
      || !isg_cipher_random (slot.salt, sizeof slot.salt)
      || !isg_cipher_random (slot.nonce, sizeof slot.nonce))
    return library_failed (error, GNUTLS_E_RANDOM_FAILED);
  rc = init_wrapper (&slot, secret, &wrapper);
  if (rc != 0)
    return library_failed (error, rc);
  associated_data (&slot, uuid, ad);
  rc = gnutls_aead_cipher_encrypt (wrapper,
                                   slot.nonce,
                                   sizeof slot.nonce,
                                   ad,
                                   sizeof ad,
                                   TAG_SIZE,
                                   isg_secret_peek (file_key, NULL),
                                   ISG_CIPHER_KEY,
                                   sealed,
                                   &length);
  gnutls_aead_cipher_deinit (wrapper);
  if (rc != 0)
    return library_failed (error, rc);
  memcpy (slot.wrapped, sealed, ISG_CIPHER_KEY);
  memcpy (slot.tag, sealed + ISG_CIPHER_KEY, TAG_SIZE);
  *out = slot;
  return TRUE;
}

gboolean
isg_key_slot_unwrap (const IsgCipherSlot *slot,
                     const guint8 uuid[16],
                     IsgSecret *secret,
                     IsgSecret **out_key,
                     GError **error)
{
  gnutls_aead_cipher_hd_t wrapper;
  guint8 ad[AD_SIZE];
  guint8 sealed[ISG_CIPHER_KEY + TAG_SIZE];
  guint8 bytes[ISG_CIPHER_KEY];
  gsize length = sizeof bytes;
  int rc;

  /* Before any work: a slot of a stranger's making must not cost minutes. */
  if (!rounds_fit (slot->kind, slot->rounds)) {
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "key: %u rounds", slot->rounds);
    return FALSE;
  }
  rc = init_wrapper (slot, secret, &wrapper);
  if (rc != 0)
    return library_failed (error, rc);
  associated_data (slot, uuid, ad);
  memcpy (sealed, slot->wrapped, ISG_CIPHER_KEY);
  memcpy (sealed + ISG_CIPHER_KEY, slot->tag, TAG_SIZE);
  rc = gnutls_aead_cipher_decrypt (wrapper,
                                   slot->nonce,
                                   sizeof slot->nonce,
                                   ad,
                                   sizeof ad,
                                   TAG_SIZE,
                                   sealed,
                                   sizeof sealed,
                                   bytes,
                                   &length);
  gnutls_aead_cipher_deinit (wrapper);
  *out_key = rc == 0 ? isg_secret_new (bytes, sizeof bytes, error) : NULL;
  isg_secret_wipe (bytes, sizeof bytes);
  return rc != 0 || *out_key != NULL;
}

guint32
isg_key_slot_calibrate (void)
{
  const gnutls_datum_t secret = { (guint8 *) "isg-defteri", 11 };
  guint8 bytes[ISG_CIPHER_KEY] = { 0 };
  const gnutls_datum_t salt = { bytes, sizeof bytes };
  guint8 out[ISG_CIPHER_KEY];
  gint64 began = g_get_monotonic_time ();
  gint64 took;

  stretch_passphrase (&secret, &salt, SAMPLE, out);
  took = MAX (g_get_monotonic_time () - began, 1);
  return (
    guint32) CLAMP ((gint64) SAMPLE * TARGET_US / took, ISG_KEY_MIN_ROUNDS, ISG_KEY_MAX_ROUNDS / 4);
}
