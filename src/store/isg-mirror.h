/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/* The mirror: what the store's file knew last, kept outside of it, so that an old copy of the file
 * is known for one.  It lies in the state directory, ISG_STATE_DIR or $XDG_STATE_HOME/isg-defteri,
 * wherever the store itself lies, in a file of its own for each store.  The file's name and the key
 * of its fingerprints are derived from the store's identity, which the mirror does not hold:
 * without the store it tells how many messages went when, and not whose.
 *
 * One line for each message: epoch, time, number, method, fingerprints of its items.
 * A line that a crash cut short is no line.
 *
 * Source: submission.md 4 (COMMIT → mirror → first byte) and 5. */

/**
 * IsgMirrorState:
 * @ISG_MIRROR_FRESH: none, and the file has never sent anything
 * @ISG_MIRROR_LEVEL: the file knows what the mirror knows, or a crash made it the newer one
 * @ISG_MIRROR_AHEAD: the file is behind its mirror: an old copy
 * @ISG_MIRROR_MISSING: the file has sent and has no mirror here
 * @ISG_MIRROR_ELSEWHERE: the mirror was written on another machine
 */
typedef enum {
  ISG_MIRROR_FRESH,
  ISG_MIRROR_LEVEL,
  ISG_MIRROR_AHEAD,
  ISG_MIRROR_MISSING,
  ISG_MIRROR_ELSEWHERE,
} IsgMirrorState;

/**
 * IsgMirrorLine:
 *
 * One message that was about to be sent.
 */
typedef struct {
  gint64 epoch;
  gint64 time; /* seconds since 1970 UTC */
  guint64 number;
  char *method;       /* (owned) */
  char *fingerprints; /* (owned): of items, separated by commas */
} IsgMirrorLine;

/**
 * isg_mirror_line_free:
 * @line: (transfer full) (nullable): a line
 *
 * Thread: any.
 */
void isg_mirror_line_free (IsgMirrorLine *line);

/**
 * isg_mirror_path:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): where its mirror lies
 */
char *isg_mirror_path (IsgStore *store);

/**
 * isg_mirror_compare:
 * @store: a store
 * @epoch: the file's
 * @out_state: (out): how they stand to each other
 * @out_epoch: (out): the mirror's epoch; 0 when there is none
 * @out_known: (out): whether the mirror knows all that was sent from this file: it was written by
 * it, on this machine
 * @error: %ISG_STORE_ERROR _IO
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_mirror_compare (IsgStore *store,
                             gint64 epoch,
                             IsgMirrorState *out_state,
                             gint64 *out_epoch,
                             gboolean *out_known,
                             GError **error);

/**
 * isg_mirror_adopt:
 * @store: a store
 * @epoch: the file's
 * @error: %ISG_STORE_ERROR _IO, _FULL
 *
 * Makes the mirror, or says in it that from now on this file on this machine is the one that
 * counts. Durable when it returns.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_mirror_adopt (IsgStore *store, gint64 epoch, GError **error);

/**
 * isg_mirror_append:
 * @store: a store
 * @line: what is about to be sent
 * @error: %ISG_STORE_ERROR _IO, _FULL; then nothing may be sent
 *
 * Durable when it returns: between COMMIT and the first byte.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_mirror_append (IsgStore *store, const IsgMirrorLine *line, GError **error);

/**
 * isg_mirror_read:
 * @store: a store
 * @error: %ISG_STORE_ERROR _IO
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgMirrorLine): every message of the log, oldest first;
 * %NULL with @error
 */
GPtrArray *isg_mirror_read (IsgStore *store, GError **error);

/**
 * isg_mirror_lines:
 * @store: a store
 * @error: %ISG_STORE_ERROR _IO
 *
 * The send log as texts, for a backup to carry.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type utf8): a text for each message, oldest first; %NULL with
 * @error
 */
GPtrArray *isg_mirror_lines (IsgStore *store, GError **error);

/**
 * isg_mirror_merge:
 * @uuid: a store's identity
 * @lines: (element-type utf8): of isg_mirror_lines (), perhaps of another machine
 * @error: %ISG_STORE_ERROR _IO, _FULL
 *
 * Puts what the mirror does not know yet into it, so that a file that is behind it is found to be
 * so. Does not make it the mirror of this machine. Durable when it returns.
 *
 * Thread: any that has no handle on that store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_mirror_merge (const char *uuid, GPtrArray *lines, GError **error);

/**
 * isg_mirror_head:
 * @store: a store
 * @out_seq: (out): the journal's last line when the store was closed last; 0: not known
 * @out_hash: (out) (transfer full) (nullable): its hash
 * @error: %ISG_STORE_ERROR _IO
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_mirror_head (IsgStore *store, gint64 *out_seq, char **out_hash, GError **error);

/**
 * isg_mirror_set_head:
 * @store: a store
 * @seq: the journal's last line
 * @hash: its hash
 * @error: %ISG_STORE_ERROR _IO
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_mirror_set_head (IsgStore *store, gint64 seq, const char *hash, GError **error);

/**
 * isg_mirror_fingerprint:
 * @store: a store
 * @text: what is to be known again: data set, person, topic, date
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): 16 hexadecimal digits that tell nothing without the store
 */
char *isg_mirror_fingerprint (IsgStore *store, const char *text);

G_END_DECLS
