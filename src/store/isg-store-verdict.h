/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/* What the Ministry said last, remembered with its day: by it a refusal is seen before it comes. */

/**
 * IsgVerdict:
 *
 * The Ministry's last word on a professional at a workplace, or on one of its employees there.
 */
typedef struct {
  int code;    /* of the refusal; 0: accepted */
  gint64 time; /* seconds since 1970 UTC */
} IsgVerdict;

/**
 * isg_store_last_verdicts:
 * @store: a store
 * @signer: the professional's identity number
 * @workplace: a workplace's uuid
 * @error: %ISG_STORE_ERROR
 *
 * Looks at the newest ten answered records of the workplace.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type utf8 IsgVerdict): by the employee's uuid; "" for the
 * notification as a whole; %NULL with @error
 */
GHashTable *isg_store_last_verdicts (IsgStore *store,
                                     const char *signer,
                                     const char *workplace,
                                     GError **error);

/**
 * isg_store_last_certificate:
 * @store: a store
 * @signer: the professional's identity number
 * @out_certificate: (out) (transfer full) (nullable): DER of the one that this person signed with
 * last, among the newest 50 notifications; %NULL when not
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_last_certificate (IsgStore *store,
                                     const char *signer,
                                     GBytes **out_certificate,
                                     GError **error);

/**
 * IsgRefusal:
 *
 * A notification that the Ministry answered by a code.
 */
typedef struct {
  int code;
  gint64 submission;
  char *uuid;   /* (owned): the record's */
  char *kind;   /* (owned) */
  char *method; /* (owned) */
  char *pack;   /* (owned) */
  guint revision;
  gint64 time; /* seconds since 1970 UTC: the first such answer */
} IsgRefusal;

/**
 * isg_store_answered_codes:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgRefusal): each pair of notification and code that
 * answered it or one of its items, accepting ones too; %NULL with @error
 */
GPtrArray *isg_store_answered_codes (IsgStore *store, GError **error);

G_END_DECLS
