/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/isg-secret.h"

G_BEGIN_DECLS

/* The header of an encrypted store, one copy; numbers big-endian:
 *
 *      0  16  "isg-defteri key\n"
 *     16   4  version, 1
 *     20   4  page size, 4096
 *     24   4  reserve, 32
 *     28   4  cipher id, 1: AES-256-GCM pages, AES-256-XTS log headers, HKDF-SHA256
 *     32  32  file salt, of this file alone
 *     64  16  uuid, of the file key: copies under the same key share it
 *     80   8  sequence: the copy with the higher one is the newer
 *     88   4  number of slots
 *     96      slots, 16 × 176 bytes: kind 4, rounds 4, created 8, id 16, salt 32, nonce 12, wrapped
 *             key 32, tag 16, zeros
 *   4032  32  SHA-256 of all before: a torn copy is known without a key
 *   4064  32  HMAC-SHA256 by the header key of all before: nobody else wrote it
 */

#define ISG_CIPHER_PAGE      4096
#define ISG_CIPHER_RESERVE   32
#define ISG_CIPHER_BODY      (ISG_CIPHER_PAGE - ISG_CIPHER_RESERVE)
#define ISG_CIPHER_COPY      4096
#define ISG_CIPHER_START     (2 * ISG_CIPHER_COPY) /* where page 1 lies */
#define ISG_CIPHER_KEY       32
#define ISG_CIPHER_MAX_SLOTS 16

typedef struct {
  guint32 kind; /* IsgKeySlotKind */
  guint32 rounds;
  gint64 created; /* seconds since 1970 UTC */
  guint8 id[16];
  guint8 salt[32];
  guint8 nonce[12];
  guint8 wrapped[ISG_CIPHER_KEY];
  guint8 tag[16];
} IsgCipherSlot;

typedef struct {
  guint8 salt[32];
  guint8 uuid[16];
  guint64 sequence;
  guint n_slots;
  IsgCipherSlot slots[ISG_CIPHER_MAX_SLOTS];
} IsgCipherHeader;

/* What one copy looks like without a key. */
typedef enum {
  ISG_CIPHER_COPY_FOREIGN, /* does not begin like ours */
  ISG_CIPHER_COPY_DAMAGED, /* ours, and its hash does not hold */
  ISG_CIPHER_COPY_NEWER,   /* whole, of a form that is not known here */
  ISG_CIPHER_COPY_WHOLE,
} IsgCipherCopy;

/**
 * isg_cipher_header_write:
 * @header: a header
 * @header_key: the key of its MAC
 * @out: (out): one copy
 *
 * Thread: any.
 *
 * Returns: %FALSE when the library fails
 */
gboolean isg_cipher_header_write (const IsgCipherHeader *header,
                                  IsgSecret *header_key,
                                  guint8 out[ISG_CIPHER_COPY]);

/**
 * isg_cipher_header_parse:
 * @copy: one copy
 * @out: (out): what it says, when it is whole
 *
 * Thread: any.
 *
 * Returns: what it is
 */
IsgCipherCopy isg_cipher_header_parse (const guint8 copy[ISG_CIPHER_COPY], IsgCipherHeader *out);

/**
 * isg_cipher_header_verify:
 * @copy: a whole copy
 * @header_key: the key of its MAC
 *
 * Thread: any.
 *
 * Returns: whether it was written under this key
 */
gboolean isg_cipher_header_verify (const guint8 copy[ISG_CIPHER_COPY], IsgSecret *header_key);

/**
 * isg_cipher_random:
 * @data: (out): random bytes
 * @length: how many
 *
 * Thread: any.
 *
 * Returns: %FALSE when the system gives none
 */
gboolean isg_cipher_random (void *data, gsize length);

G_END_DECLS
