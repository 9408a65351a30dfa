/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-cipher-header-private.h"

#include <gnutls/crypto.h>
#include <string.h>

#define VERSION   1
#define CIPHER_ID 1

#define AT_SALT     32
#define AT_UUID     64
#define AT_SEQUENCE 80
#define AT_N_SLOTS  88
#define AT_SLOTS    96
#define SLOT_SIZE   176
#define AT_HASH     4032
#define AT_MAC      4064

G_STATIC_ASSERT (AT_SLOTS + ISG_CIPHER_MAX_SLOTS * SLOT_SIZE <= AT_HASH);

static const guint8 magic[16] = "isg-defteri key\n";

static void
put_32 (guint8 *at, guint32 number)
{
  number = GUINT32_TO_BE (number);
  memcpy (at, &number, sizeof number);
}

static guint32
get_32 (const guint8 *at)
{
  guint32 number;

  memcpy (&number, at, sizeof number);
  return GUINT32_FROM_BE (number);
}

static void
put_64 (guint8 *at, guint64 number)
{
  number = GUINT64_TO_BE (number);
  memcpy (at, &number, sizeof number);
}

static guint64
get_64 (const guint8 *at)
{
  guint64 number;

  memcpy (&number, at, sizeof number);
  return GUINT64_FROM_BE (number);
}

static void
write_slot (const IsgCipherSlot *slot, guint8 *at)
{
  put_32 (at, slot->kind);
  put_32 (at + 4, slot->rounds);
  put_64 (at + 8, (guint64) slot->created);
  memcpy (at + 16, slot->id, sizeof slot->id);
  memcpy (at + 32, slot->salt, sizeof slot->salt);
  memcpy (at + 64, slot->nonce, sizeof slot->nonce);
  memcpy (at + 76, slot->wrapped, sizeof slot->wrapped);
  memcpy (at + 108, slot->tag, sizeof slot->tag);
}

static void
parse_slot (const guint8 *at, IsgCipherSlot *slot)
{
  slot->kind = get_32 (at);
  slot->rounds = get_32 (at + 4);
  slot->created = (gint64) get_64 (at + 8);
  memcpy (slot->id, at + 16, sizeof slot->id);
  memcpy (slot->salt, at + 32, sizeof slot->salt);
  memcpy (slot->nonce, at + 64, sizeof slot->nonce);
  memcpy (slot->wrapped, at + 76, sizeof slot->wrapped);
  memcpy (slot->tag, at + 108, sizeof slot->tag);
}

static gboolean
mac_of (const guint8 *copy, IsgSecret *header_key, guint8 out[32])
{
  gsize length;
  const char *key = isg_secret_peek (header_key, &length);

  return gnutls_hmac_fast (GNUTLS_MAC_SHA256, key, length, copy, AT_MAC, out) == 0;
}

gboolean
isg_cipher_header_write (const IsgCipherHeader *header,
                         IsgSecret *header_key,
                         guint8 out[ISG_CIPHER_COPY])
{
  memset (out, 0, ISG_CIPHER_COPY);
  memcpy (out, magic, sizeof magic);
  put_32 (out + 16, VERSION);
  put_32 (out + 20, ISG_CIPHER_PAGE);
  put_32 (out + 24, ISG_CIPHER_RESERVE);
  put_32 (out + 28, CIPHER_ID);
  memcpy (out + AT_SALT, header->salt, sizeof header->salt);
  memcpy (out + AT_UUID, header->uuid, sizeof header->uuid);
  put_64 (out + AT_SEQUENCE, header->sequence);
  put_32 (out + AT_N_SLOTS, header->n_slots);
  for (guint i = 0; i < header->n_slots; i++)
    write_slot (&header->slots[i], out + AT_SLOTS + i * SLOT_SIZE);
  return gnutls_hash_fast (GNUTLS_DIG_SHA256, out, AT_HASH, out + AT_HASH) == 0
         && mac_of (out, header_key, out + AT_MAC);
}

IsgCipherCopy
isg_cipher_header_parse (const guint8 copy[ISG_CIPHER_COPY], IsgCipherHeader *out)
{
  guint8 hash[32];

  if (memcmp (copy, magic, sizeof magic) != 0)
    return ISG_CIPHER_COPY_FOREIGN;
  if (gnutls_hash_fast (GNUTLS_DIG_SHA256, copy, AT_HASH, hash) != 0
      || memcmp (hash, copy + AT_HASH, sizeof hash) != 0)
    return ISG_CIPHER_COPY_DAMAGED;
  if (get_32 (copy + 16) != VERSION || get_32 (copy + 20) != ISG_CIPHER_PAGE
      || get_32 (copy + 24) != ISG_CIPHER_RESERVE || get_32 (copy + 28) != CIPHER_ID
      || get_32 (copy + AT_N_SLOTS) > ISG_CIPHER_MAX_SLOTS)
    return ISG_CIPHER_COPY_NEWER;

  *out = (IsgCipherHeader){ 0 };
  memcpy (out->salt, copy + AT_SALT, sizeof out->salt);
  memcpy (out->uuid, copy + AT_UUID, sizeof out->uuid);
  out->sequence = get_64 (copy + AT_SEQUENCE);
  out->n_slots = get_32 (copy + AT_N_SLOTS);
  for (guint i = 0; i < out->n_slots; i++)
    parse_slot (copy + AT_SLOTS + i * SLOT_SIZE, &out->slots[i]);
  return ISG_CIPHER_COPY_WHOLE;
}

gboolean
isg_cipher_header_verify (const guint8 copy[ISG_CIPHER_COPY], IsgSecret *header_key)
{
  guint8 mac[32];

  return mac_of (copy, header_key, mac) && gnutls_memcmp (mac, copy + AT_MAC, sizeof mac) == 0;
}

gboolean
isg_cipher_random (void *data, gsize length)
{
  return gnutls_rnd (GNUTLS_RND_RANDOM, data, length) == 0;
}
