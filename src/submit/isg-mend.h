/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* One refused field of many records, mended once: the value is changed where it was refused, the
 * records are finished again and wait for their signatures together. */

/**
 * IsgMendRow:
 *
 * A record of which the field was refused.
 */
typedef struct {
  char *uuid;            /* (owned) */
  char *kind;            /* (owned) */
  char *title;           /* (owned) */
  char *workplace_title; /* (owned) (nullable) */
  guint n_places;        /* where it was refused; 0: the record has no such place any more */
  IsgValue *now;         /* (owned) (nullable): what stands at the first of them */
  gboolean is_typed;     /* somebody is at work on it: a draft would be lost */
} IsgMendRow;

/**
 * isg_mend_rows:
 * @store: a store
 * @uuids: (array zero-terminated=1): records
 * @code: of the refusal
 * @path: the field without the numbers of lines: "topics.minutes"
 * @language: in which titles come
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgMendRow): a row for each record; %NULL with @error
 */
GPtrArray *isg_mend_rows (IsgStore *store,
                          const char *const *uuids,
                          int code,
                          const char *path,
                          IsgLanguage language,
                          GError **error);

/**
 * IsgMended:
 *
 * A record that was mended, and what it was before.
 */
typedef struct {
  char *uuid;   /* (owned) */
  guint before; /* revision */
  guint after;  /* revision */
} IsgMended;

/**
 * isg_mend_apply:
 * @store: a store
 * @uuids: (array zero-terminated=1): records
 * @code: of the refusal
 * @path: the field
 * @value: what is put in the place of each refused one
 * @out_left: (out): records that were left as they are: somebody is at work on them, or other
 * findings keep them from being finished
 * @error: %ISG_STORE_ERROR
 *
 * Each record in a transaction of its own: changed and put up for signing, or not touched.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgMended): what was mended; %NULL with @error, and what
 * was mended before stays
 */
GPtrArray *isg_mend_apply (IsgStore *store,
                           const char *const *uuids,
                           int code,
                           const char *path,
                           IsgValue *value,
                           guint *out_left,
                           GError **error);

/**
 * isg_mend_undo:
 * @store: a store
 * @mended: (element-type IsgMended): of isg_mend_apply ()
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT when one was signed or changed since, and nothing is taken
 * back then; %ISG_STORE_ERROR
 *
 * Takes all of them back: withdrawn from the basket, with the values from before.
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE, and nothing changed, with @error
 */
gboolean isg_mend_undo (IsgStore *store, GPtrArray *mended, GError **error);

G_END_DECLS
