/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-backup-private.h"

#include <gnutls/crypto.h>
#include <string.h>

#include "store/isg-store-key-private.h"

/* Two lines, "sealed" and "log": base64 of nonce 12, AES-256-GCM, tag 16; associated data: all of
 * the text that stands before the first of them, and the line's word.  Keys are HKDF-SHA256 with
 * the file's salt: of the file key, and of the store's identity, which is known to whoever opened
 * any copy of the store: so the log of a newer backup is read though "new key" came in between. */

#define OWN     "sealed"
#define LOG     "log"
#define NONCE   12
#define TAG     16
#define KEY     32
#define BEFORE  "\n" OWN " "
#define PURPOSE "isg-defteri backup 1 "

struct _IsgBackupSeal {
  char *head; /* (owned): what stands before */
  char *own;  /* (owned): base64 */
  char *log;  /* (owned) (nullable): base64 */
};

/* ---- one line ---- */

static gboolean
derive (gconstpointer secret, gsize length, const guint8 salt[32], const char *word, guint8 *out)
{
  g_autofree char *purpose = g_strconcat (PURPOSE, word, NULL);
  const gnutls_datum_t key = { (guint8 *) secret, (unsigned) length };
  const gnutls_datum_t extra = { (guint8 *) salt, 32 };
  const gnutls_datum_t info = { (guint8 *) purpose, (unsigned) strlen (purpose) };
  guint8 extracted[32];
  gboolean derived
    = gnutls_hkdf_extract (GNUTLS_MAC_SHA256, &key, &extra, extracted) == 0
      && gnutls_hkdf_expand (GNUTLS_MAC_SHA256, &(gnutls_datum_t){ extracted, 32 }, &info, out, KEY)
           == 0;

  isg_secret_wipe (extracted, sizeof extracted);
  return derived;
}

static char *
seal_line (const guint8 key[KEY], const char *head, const char *word, const char *plain)
{
  g_autofree char *ad = g_strconcat (head, word, NULL);
  const gnutls_datum_t datum = { (guint8 *) key, KEY };
  gsize length = strlen (plain) + TAG;
  g_autofree guint8 *blob = g_malloc (NONCE + length);
  g_autofree char *base64 = NULL;
  gnutls_aead_cipher_hd_t cipher;
  int rc;

  if (!isg_cipher_random (blob, NONCE)
      || gnutls_aead_cipher_init (&cipher, GNUTLS_CIPHER_AES_256_GCM, &datum) != 0)
    return NULL;
  rc = gnutls_aead_cipher_encrypt (cipher,
                                   blob,
                                   NONCE,
                                   ad,
                                   strlen (ad),
                                   TAG,
                                   plain,
                                   strlen (plain),
                                   blob + NONCE,
                                   &length);
  gnutls_aead_cipher_deinit (cipher);
  base64 = rc == 0 ? g_base64_encode (blob, NONCE + length) : NULL;
  return base64 != NULL ? g_strdup_printf ("%s %s\n", word, base64) : NULL;
}

static char *
open_line (const guint8 key[KEY], const char *head, const char *word, const char *base64)
{
  g_autofree char *ad = g_strconcat (head, word, NULL);
  const gnutls_datum_t datum = { (guint8 *) key, KEY };
  gsize whole = 0;
  g_autofree guint8 *blob = g_base64_decode (base64, &whole);
  gsize length = whole;
  g_autofree char *plain = NULL;
  gnutls_aead_cipher_hd_t cipher;
  int rc;

  if (whole < NONCE + TAG
      || gnutls_aead_cipher_init (&cipher, GNUTLS_CIPHER_AES_256_GCM, &datum) != 0)
    return NULL;
  plain = g_malloc0 (whole);
  rc = gnutls_aead_cipher_decrypt (cipher,
                                   blob,
                                   NONCE,
                                   ad,
                                   strlen (ad),
                                   TAG,
                                   blob + NONCE,
                                   whole - NONCE,
                                   plain,
                                   &length);
  gnutls_aead_cipher_deinit (cipher);
  return rc == 0 ? g_steal_pointer (&plain) : NULL;
}

/* ---- writing ---- */

static gboolean
read_salt (const char *path, guint8 salt[32], GError **error)
{
  IsgCipherHeader header = { 0 };
  gboolean encrypted;

  if (!isg_cipher_header_of_file (path, &header, &encrypted, error))
    return FALSE;
  if (encrypted) {
    memcpy (salt, header.salt, sizeof header.salt);
    return TRUE;
  }
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_CORRUPT, "backup: it is not encrypted");
  return FALSE;
}

static char *
seal_under (gconstpointer secret,
            gsize length,
            const guint8 salt[32],
            const char *head,
            const char *word,
            const char *plain)
{
  guint8 key[KEY];
  char *line = derive (secret, length, salt, word, key) ? seal_line (key, head, word, plain) : NULL;

  isg_secret_wipe (key, sizeof key);
  return line;
}

char *
isg_backup_seal (const IsgBackupSealing *sealing, const char *own, const char *sent, GError **error)
{
  gsize length;
  const char *secret = isg_secret_peek (isg_cipher_key (sealing->cipher), &length);
  const char *uuid = sealing->uuid;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  guint8 salt[32];

  if (!read_salt (sealing->path, salt, error))
    return NULL;
  first = seal_under (secret, length, salt, sealing->head, OWN, own);
  second = seal_under (uuid, strlen (uuid), salt, sealing->head, LOG, sent);
  if (first != NULL && second != NULL)
    return g_strconcat (first, second, NULL);
  g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO, "backup: its end cannot be sealed");
  return NULL;
}

/* ---- reading ---- */

void
isg_backup_seal_free (IsgBackupSeal *seal)
{
  g_free (seal->head);
  g_free (seal->own);
  g_free (seal->log);
  g_free (seal);
}

static char *
dup_line (const char *from)
{
  return g_strndup (from, strcspn (from, "\n"));
}

IsgBackupSeal *
isg_backup_seal_find (const char *text)
{
  const char *own = strstr (text, BEFORE);
  const char *log;
  IsgBackupSeal *seal;

  if (own == NULL)
    return NULL;
  log = strstr (own, "\n" LOG " ");
  seal = g_new0 (IsgBackupSeal, 1);
  seal->head = g_strndup (text, own + 1 - text);
  seal->own = dup_line (own + strlen (BEFORE));
  seal->log = log != NULL ? dup_line (log + strlen ("\n" LOG " ")) : NULL;
  return seal;
}

static char *
open_under (gconstpointer secret,
            gsize length,
            const guint8 salt[32],
            const char *head,
            const char *word,
            const char *base64)
{
  guint8 key[KEY];
  char *plain
    = derive (secret, length, salt, word, key) ? open_line (key, head, word, base64) : NULL;

  isg_secret_wipe (key, sizeof key);
  return plain;
}

gboolean
isg_backup_info_unseal_log (IsgBackupInfo *info, const char *path, const char *uuid)
{
  const IsgBackupSeal *seal = info->seal;
  g_autofree char *lines = NULL;
  guint8 salt[32];

  if (seal == NULL || seal->log == NULL || *uuid == '\0' || !read_salt (path, salt, NULL))
    return FALSE;
  lines = open_under (uuid, strlen (uuid), salt, seal->head, LOG, seal->log);
  if (lines == NULL)
    return FALSE;
  g_ptr_array_set_size (info->sent, 0);
  return isg_backup_info_take_lines (info, lines, NULL);
}

gboolean
isg_backup_info_unseal (IsgBackupInfo *info, const char *path, IsgStoreKey *key, GError **error)
{
  const IsgBackupSeal *seal = info->seal;
  g_autofree char *lines = NULL;
  const char *secret;
  guint8 salt[32];
  gsize length;

  if (seal == NULL)
    return TRUE;
  if (!read_salt (path, salt, error))
    return FALSE;
  secret = isg_secret_peek (isg_store_key_secret (key), &length);
  lines = open_under (secret, length, salt, seal->head, OWN, seal->own);
  if (lines == NULL)
    return TRUE;
  if (!isg_backup_info_take_lines (info, lines, error))
    return FALSE;
  info->sealed = !isg_backup_info_unseal_log (info, path, info->uuid);
  return TRUE;
}
