/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-cipher-page-private.h"

#include <gnutls/crypto.h>
#include <string.h>

#define TAG_SIZE   16
#define NONCE_SIZE 12
#define AT_NONCE   (ISG_CIPHER_BODY + TAG_SIZE)
#define AT_ZEROS   (AT_NONCE + NONCE_SIZE)
#define XTS_KEY    64
#define AD_PAGE    5
#define AD_FRAME   17

G_STATIC_ASSERT (AT_ZEROS + 4 == ISG_CIPHER_PAGE);

struct _IsgCipherCodec {
  IsgSecret *header_key;         /* (owned) */
  gnutls_aead_cipher_hd_t pages; /* (owned) */
  gnutls_cipher_hd_t heads;      /* (owned) */
};

static const guint8 zeros[ISG_CIPHER_RESERVE];

/* ---- keys ---- */

static gboolean
derive (const guint8 extracted[32], const char *purpose, guint8 *out, gsize length)
{
  const gnutls_datum_t key = { (guint8 *) extracted, 32 };
  const gnutls_datum_t info = { (guint8 *) purpose, (unsigned) strlen (purpose) };

  return gnutls_hkdf_expand (GNUTLS_MAC_SHA256, &key, &info, out, length) == 0;
}

static gboolean
init_heads (IsgCipherCodec *codec, guint8 key[XTS_KEY])
{
  guint8 tweak[16] = { 0 };
  const gnutls_datum_t datum = { key, XTS_KEY };
  const gnutls_datum_t iv = { tweak, sizeof tweak };

  return gnutls_cipher_init (&codec->heads, GNUTLS_CIPHER_AES_256_XTS, &datum, &iv) == 0;
}

static gboolean
init_pages (IsgCipherCodec *codec, guint8 key[ISG_CIPHER_KEY])
{
  const gnutls_datum_t datum = { key, ISG_CIPHER_KEY };

  return gnutls_aead_cipher_init (&codec->pages, GNUTLS_CIPHER_AES_256_GCM, &datum) == 0;
}

/* What lies on the stack here is wiped by the caller. */
static gboolean
init_keys (IsgCipherCodec *codec,
           IsgSecret *file_key,
           const guint8 salt[32],
           guint8 work[XTS_KEY + 32])
{
  const gnutls_datum_t key = { (guint8 *) isg_secret_peek (file_key, NULL), ISG_CIPHER_KEY };
  const gnutls_datum_t extra = { (guint8 *) salt, 32 };
  guint8 *extracted = work;
  guint8 *derived = work + 32;

  if (gnutls_hkdf_extract (GNUTLS_MAC_SHA256, &key, &extra, extracted) != 0
      || !derive (extracted, "isg-defteri header 1", derived, ISG_CIPHER_KEY))
    return FALSE;
  codec->header_key = isg_secret_new (derived, ISG_CIPHER_KEY, NULL);
  return codec->header_key != NULL
         && derive (extracted, "isg-defteri page 1", derived, ISG_CIPHER_KEY)
         && init_pages (codec, derived) && derive (extracted, "isg-defteri log 1", derived, XTS_KEY)
         && init_heads (codec, derived);
}

IsgCipherCodec *
isg_cipher_codec_new (IsgSecret *file_key, const guint8 salt[32])
{
  g_autoptr (IsgCipherCodec) codec = g_new0 (IsgCipherCodec, 1);
  guint8 work[32 + XTS_KEY];
  gboolean made = init_keys (codec, file_key, salt, work);

  isg_secret_wipe (work, sizeof work);
  return made ? g_steal_pointer (&codec) : NULL;
}

void
isg_cipher_codec_free (IsgCipherCodec *codec)
{
  if (codec == NULL)
    return;
  if (codec->pages != NULL)
    gnutls_aead_cipher_deinit (codec->pages);
  if (codec->heads != NULL)
    gnutls_cipher_deinit (codec->heads);
  g_clear_pointer (&codec->header_key, isg_secret_unref);
  g_free (codec);
}

IsgSecret *
isg_cipher_codec_header_key (IsgCipherCodec *codec)
{
  return codec->header_key;
}

/* ---- pages ---- */

static gboolean
seal (IsgCipherCodec *codec, const guint8 *ad, gsize ad_length, const guint8 *plain, guint8 *out)
{
  gsize length = ISG_CIPHER_BODY + TAG_SIZE;

  if (memcmp (plain + ISG_CIPHER_BODY, zeros, ISG_CIPHER_RESERVE) != 0
      || gnutls_rnd (GNUTLS_RND_NONCE, out + AT_NONCE, NONCE_SIZE) != 0)
    return FALSE;
  memset (out + AT_ZEROS, 0, ISG_CIPHER_PAGE - AT_ZEROS);
  return gnutls_aead_cipher_encrypt (codec->pages,
                                     out + AT_NONCE,
                                     NONCE_SIZE,
                                     ad,
                                     ad_length,
                                     TAG_SIZE,
                                     plain,
                                     ISG_CIPHER_BODY,
                                     out,
                                     &length)
           == 0
         && length == ISG_CIPHER_BODY + TAG_SIZE;
}

static gboolean
open_sealed (IsgCipherCodec *codec,
             const guint8 *ad,
             gsize ad_length,
             const guint8 *sealed,
             guint8 *out)
{
  gsize length = ISG_CIPHER_BODY;
  gboolean held = memcmp (sealed + AT_ZEROS, zeros, ISG_CIPHER_PAGE - AT_ZEROS) == 0
                  && gnutls_aead_cipher_decrypt (codec->pages,
                                                 sealed + AT_NONCE,
                                                 NONCE_SIZE,
                                                 ad,
                                                 ad_length,
                                                 TAG_SIZE,
                                                 sealed,
                                                 ISG_CIPHER_BODY + TAG_SIZE,
                                                 out,
                                                 &length)
                       == 0;

  if (held)
    memset (out + ISG_CIPHER_BODY, 0, ISG_CIPHER_RESERVE);
  else
    memset (out, 0, ISG_CIPHER_PAGE);
  return held;
}

static void
page_data (guint32 number, guint8 ad[AD_PAGE])
{
  guint32 big = GUINT32_TO_BE (number);

  ad[0] = 'D';
  memcpy (ad + 1, &big, sizeof big);
}

/* Page number and commit size stand in the frame's header as they are needed here. */
static void
frame_data (const guint8 head[24], gint64 offset, guint8 ad[AD_FRAME])
{
  guint64 big = GUINT64_TO_BE ((guint64) offset);

  ad[0] = 'W';
  memcpy (ad + 1, head, 8);
  memcpy (ad + 9, &big, sizeof big);
}

gboolean
isg_cipher_seal_page (IsgCipherCodec *codec,
                      guint32 number,
                      const guint8 plain[ISG_CIPHER_PAGE],
                      guint8 out[ISG_CIPHER_PAGE])
{
  guint8 ad[AD_PAGE];

  page_data (number, ad);
  return seal (codec, ad, sizeof ad, plain, out);
}

gboolean
isg_cipher_open_page (IsgCipherCodec *codec,
                      guint32 number,
                      const guint8 sealed[ISG_CIPHER_PAGE],
                      guint8 out[ISG_CIPHER_PAGE])
{
  guint8 ad[AD_PAGE];

  page_data (number, ad);
  return open_sealed (codec, ad, sizeof ad, sealed, out);
}

gboolean
isg_cipher_seal_frame (IsgCipherCodec *codec,
                       const guint8 head[24],
                       gint64 offset,
                       const guint8 plain[ISG_CIPHER_PAGE],
                       guint8 out[ISG_CIPHER_PAGE])
{
  guint8 ad[AD_FRAME];

  frame_data (head, offset, ad);
  return seal (codec, ad, sizeof ad, plain, out);
}

gboolean
isg_cipher_open_frame (IsgCipherCodec *codec,
                       const guint8 head[24],
                       gint64 offset,
                       const guint8 sealed[ISG_CIPHER_PAGE],
                       guint8 out[ISG_CIPHER_PAGE])
{
  guint8 ad[AD_FRAME];

  frame_data (head, offset, ad);
  return open_sealed (codec, ad, sizeof ad, sealed, out);
}

/* ---- headers in the log ---- */

static void
set_tweak (IsgCipherCodec *codec, gint64 offset)
{
  guint8 tweak[16] = { 0 };
  guint64 big = GUINT64_TO_BE ((guint64) offset);

  memcpy (tweak + 8, &big, sizeof big);
  gnutls_cipher_set_iv (codec->heads, tweak, sizeof tweak);
}

gboolean
isg_cipher_seal_head (IsgCipherCodec *codec,
                      gint64 offset,
                      const guint8 *plain,
                      gsize length,
                      guint8 *out)
{
  set_tweak (codec, offset);
  return gnutls_cipher_encrypt2 (codec->heads, plain, length, out, length) == 0;
}

gboolean
isg_cipher_open_head (IsgCipherCodec *codec,
                      gint64 offset,
                      const guint8 *sealed,
                      gsize length,
                      guint8 *out)
{
  set_tweak (codec, offset);
  return gnutls_cipher_decrypt2 (codec->heads, sealed, length, out, length) == 0;
}
