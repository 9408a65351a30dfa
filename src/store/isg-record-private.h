/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-private.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/**
 * IsgRecordColumns:
 *
 * What the list columns of a record hold.
 */
typedef struct {
  gint64 workplace; /* row; 0: none */
  gint64 employee;  /* row; 0: none */
  IsgDate date;
  char *title_tr;   /* (owned) */
  char *title_en;   /* (owned) */
  char *sort_key;   /* (owned) */
  char *search_key; /* (owned) */
  char *unique_key; /* (owned) (nullable) */
  guint missing;
} IsgRecordColumns;

/**
 * isg_record_columns_clear:
 * @columns: columns
 *
 * Thread: any.
 */
void isg_record_columns_clear (IsgRecordColumns *columns);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsgRecordColumns, isg_record_columns_clear)

/**
 * isg_store_note_look_up:
 * @store: a store
 * @error: (transfer full) (nullable): with what a look-up failed
 *
 * The pack's checks and titles look records up by functions that cannot fail. What fails all the
 * same is remembered here; that a record is not there is no failure.
 *
 * Thread: the owner.
 */
void isg_store_note_look_up (IsgStore *store, GError *error);

/**
 * isg_record_columns_titles:
 * @store: a store
 * @kind: the record's
 * @record: the record
 * @columns: (inout): in which titles, sort key and search key are written; they must be empty
 * @error: %ISG_STORE_ERROR of a look-up that failed
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_record_columns_titles (IsgStore *store,
                                    const IsgKind *kind,
                                    IsgRecord *record,
                                    IsgRecordColumns *columns,
                                    GError **error);

/**
 * isg_record_columns_fill:
 * @store: a store
 * @kind: the record's
 * @record: the record
 * @columns: (out caller-allocates): an empty one
 * @error: %ISG_STORE_ERROR _ABSENT (workplace, employee), _INVALID (workplace missing or not
 * wanted)
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_record_columns_fill (IsgStore *store,
                                  const IsgKind *kind,
                                  IsgRecord *record,
                                  IsgRecordColumns *columns,
                                  GError **error);

/**
 * isg_record_references_write:
 * @store: a store in a transaction
 * @id: the record's row
 * @record: the record
 * @error: %ISG_STORE_ERROR _ABSENT when one of them is not there
 *
 * Writes a row for each record it refers to, anywhere in its values.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_record_references_write (IsgStore *store,
                                      gint64 id,
                                      IsgRecord *record,
                                      GError **error);

/**
 * isg_record_titles_spread:
 * @store: a store in a transaction
 * @id: row of a record whose title changed
 * @error: %ISG_STORE_ERROR
 *
 * Makes anew the titles and search keys of those that refer to it, and of those that refer to them;
 * marks as stale what is too much for one transaction.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_record_titles_spread (IsgStore *store, gint64 id, GError **error);

/**
 * isg_record_titles_mend:
 * @store: a store in a transaction
 * @limit: how many at most
 * @error: %ISG_STORE_ERROR
 *
 * Makes anew titles that were marked as stale.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_record_titles_mend (IsgStore *store, guint limit, GError **error);

/**
 * isg_record_badge_write:
 * @store: a store in a transaction
 * @id: the record's row
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_record_badge_write (IsgStore *store, gint64 id, GError **error);

/* What is sealed of the revision v, or of the one whose it still is (o), and that one's number. */
#define ISG_RECORD_SEALED                                                                          \
  "coalesce (v.sealed, o.sealed), CASE WHEN v.sealed IS NULL THEN o.number ELSE v.number END"

/**
 * isg_record_count_missing:
 * @store: a store
 * @record: a record
 * @out_missing: (out): places still to be filled, of those that are seen
 * @error: %ISG_STORE_ERROR of a look-up that failed
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_record_count_missing (IsgStore *store,
                                   IsgRecord *record,
                                   guint *out_missing,
                                   GError **error);

/**
 * isg_record_read_body:
 * @store: a store
 * @kind: a kind id, perhaps one that the pack does not know
 * @body: JSON of a revision
 * @error: %ISG_STORE_ERROR _CORRUPT
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the values, or %NULL with @error
 */
IsgFields *isg_record_read_body (IsgStore *store,
                                 const char *kind,
                                 const char *body,
                                 GError **error);

/**
 * isg_record_get_by_id:
 * @store: a store
 * @id: a row
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the newest revision, or %NULL with @error
 */
IsgRecord *isg_record_get_by_id (IsgStore *store, gint64 id, GError **error);

G_END_DECLS
