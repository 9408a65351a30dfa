/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-health-key.h"
#include "store/isg-record-private.h"

G_BEGIN_DECLS

/* A blob: version 1, key id 16, nonce 12, AES-256-GCM of (length 4, the bytes, zeros up to a
 * multiple of 512), tag 16.  Associated data: "isg-defteri health 1", key id, record uuid,
 * revision, and the place, so that a blob that was moved does not open.  Nonces are random: 2³²
 * blobs under one key are far beyond what a store holds.  Not promised: an old blob put back where
 * it once stood, like an old page of the file. */

#define ISG_HEALTH_PAD 512

/**
 * IsgHealthPlace:
 *
 * Where a blob stands.
 */
typedef struct {
  const char *uuid; /* the record's */
  guint64 revision;
  const char *where; /* "revision", "draft", "document" … */
  const char *which; /* (nullable): a submission's key, a row */
} IsgHealthPlace;

/**
 * isg_health_seal:
 * @store: a store
 * @place: where the blob will stand
 * @plain: what is sealed
 * @error: %ISG_STORE_ERROR _HEALTH when the handle has no health key, _IO
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the blob, or %NULL with @error
 */
GBytes *isg_health_seal (IsgStore *store,
                         const IsgHealthPlace *place,
                         GBytes *plain,
                         GError **error);

/**
 * isg_health_open:
 * @store: a store
 * @place: where the blob stands
 * @blob: the blob
 * @error: %ISG_STORE_ERROR _HEALTH without a key, _KEY when it was sealed under another one,
 * _CORRUPT when it was changed or moved
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): what was sealed, or %NULL with @error
 */
GBytes *isg_health_open (IsgStore *store,
                         const IsgHealthPlace *place,
                         GBytes *blob,
                         GError **error);

/**
 * isg_health_mark:
 * @store: a store
 * @text: what is to be found again
 * @error: %ISG_STORE_ERROR _HEALTH when the handle has no health key, _IO
 *
 * A text that is the same for the same @text and tells nothing without the key: who could compute
 * it might try what a document says until it fits.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): "~" and an HMAC-SHA256 in hexadecimal, or %NULL with @error
 */
char *isg_health_mark (IsgStore *store, const char *text, GError **error);

/**
 * isg_health_key_make:
 * @error: %ISG_STORE_ERROR _IO
 *
 * Thread: any.
 *
 * Returns: (transfer full): a new random key, or %NULL with @error
 */
IsgHealthKey *isg_health_key_make (GError **error);

/**
 * isg_health_key_of:
 * @id: 16 bytes
 * @secret: the key
 *
 * Thread: any.
 *
 * Returns: (transfer full): that key
 */
IsgHealthKey *isg_health_key_of (const guint8 id[16], IsgSecret *secret);

/**
 * isg_health_key_id:
 * @key: a key
 *
 * Thread: any.
 *
 * Returns: (transfer none): 16 bytes
 */
const guint8 *isg_health_key_id (IsgHealthKey *key);

/**
 * isg_health_key_secret:
 * @key: a key
 *
 * Thread: any.
 *
 * Returns: (transfer none): what seals
 */
IsgSecret *isg_health_key_secret (IsgHealthKey *key);

/**
 * isg_health_seals_kind:
 * @store: a store
 * @kind: a kind id
 *
 * Thread: the owner.
 *
 * Returns: whether the kind has sealed fields
 */
gboolean isg_health_seals_kind (IsgStore *store, const char *kind);

/**
 * isg_health_seals_record:
 * @store: a store
 * @kind: the record's kind
 * @out_seals: (out): whether what is written of it is sealed: the kind has sealed fields, and a
 * health key is set up
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_health_seals_record (IsgStore *store,
                                  const char *kind,
                                  gboolean *out_seals,
                                  GError **error);

/**
 * isg_health_split:
 * @kind: (nullable): a kind
 * @fields: values
 * @out_open: (out) (transfer full): those that everybody sees
 * @out_details: (out) (transfer full) (nullable): the sealed ones; %NULL when there is none
 *
 * Thread: any.
 */
void isg_health_split (const IsgKind *kind,
                       IsgFields *fields,
                       IsgFields **out_open,
                       IsgFields **out_details);

/**
 * isg_health_join:
 * @open: values
 * @details: (nullable): values that are added
 *
 * Thread: any.
 *
 * Returns: (transfer full): all of them
 */
IsgFields *isg_health_join (IsgFields *open, IsgFields *details);

/**
 * IsgHealthRow:
 *
 * A revision as it stands in the file.
 */
typedef struct {
  const char *kind;
  const char *uuid;
  const char *body;
  GBytes *sealed;   /* (nullable) */
  guint64 revision; /* under which @sealed was sealed */
} IsgHealthRow;

/**
 * isg_health_read:
 * @store: a store
 * @row: a revision
 * @out_marked: (out): whether sealed fields are left out because the handle does not see them
 * @error: %ISG_STORE_ERROR _CORRUPT, _KEY
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the values that this handle sees, or %NULL with @error
 */
IsgFields *isg_health_read (IsgStore *store,
                            const IsgHealthRow *row,
                            gboolean *out_marked,
                            GError **error);

/**
 * IsgHealthWriting:
 *
 * What a revision will hold.
 */
typedef struct {
  IsgRecord *record;  /* (owned): as this handle will read it */
  IsgRecord *visible; /* (owned): without details, for references */
  char *body;         /* (owned): JSON */
  GBytes *details;    /* (owned) (nullable): JSON that is to be sealed */
  guint64 from;       /* or the revision whose details stay; 0: none */
} IsgHealthWriting;

/**
 * isg_health_writing_clear:
 * @writing: what was made
 *
 * Thread: any.
 */
void isg_health_writing_clear (IsgHealthWriting *writing);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsgHealthWriting, isg_health_writing_clear)

/**
 * isg_health_prepare:
 * @store: a store in a transaction
 * @record: what is to be saved
 * @stored: (nullable): its newest revision as this handle sees it
 * @out: (out caller-allocates): an empty one
 * @error: %ISG_STORE_ERROR _HEALTH when it has health details that cannot be sealed
 *
 * A handle that does not see the details keeps them as they are.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_health_prepare (IsgStore *store,
                             IsgRecord *record,
                             IsgRecord *stored,
                             IsgHealthWriting *out,
                             GError **error);

G_END_DECLS
