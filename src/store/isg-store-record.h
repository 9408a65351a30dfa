/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-check.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * isg_store_record_save:
 * @store: a store
 * @record: the values; revision 0 for a new one, else the revision it was made from
 * @out_saved: (out) (transfer full) (optional): the same as a new revision
 * @error: %ISG_STORE_ERROR _CONFLICT when a newer revision exists, _INVALID, _ABSENT (workplace or
 * reference), _FROZEN (isg_field_def_is_frozen ()), _BUSY, _FULL, _IO
 *
 * Writes a new revision (none when nothing changed), the list columns, the journal line; drops the
 * draft. One transaction.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_store_record_save (IsgStore *store,
                                IsgRecord *record,
                                IsgRecord **out_saved,
                                GError **error);

/**
 * isg_store_record_get:
 * @store: a store
 * @uuid: the record's
 * @revision: which, or 0 for the newest
 * @error: %ISG_STORE_ERROR _ABSENT, _BUSY, _IO, _CORRUPT
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the record, or %NULL with @error
 */
IsgRecord *isg_store_record_get (IsgStore *store, const char *uuid, guint revision, GError **error);

/**
 * isg_store_record_completed:
 * @store: a store
 * @uuid: the record's
 * @out_revision: (out): which revision was completed or finalised last; 0: none
 * @error: %ISG_STORE_ERROR _BUSY, _IO, _CORRUPT
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_record_completed (IsgStore *store,
                                     const char *uuid,
                                     guint *out_revision,
                                     GError **error);

/**
 * isg_store_resolve:
 * @uuid: a record's
 * @store: (type IsgStore): a store
 *
 * An #IsgRecordResolver over the newest revisions.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (nullable): the record
 */
IsgRecord *isg_store_resolve (const char *uuid, gpointer store);

/**
 * isg_store_check_context:
 * @store: a store
 *
 * Thread: the owner.
 *
 * Returns: what isg_rules_check () needs, looking into @store; valid while @store is
 */
IsgCheckContext isg_store_check_context (IsgStore *store);

/**
 * IsgRevision:
 *
 * Who wrote which revision when.
 */
typedef struct {
  guint number;
  gint64 time;
  char *author;
  char *pack;
} IsgRevision;

/**
 * isg_store_record_revisions:
 * @store: a store
 * @uuid: the record's
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgRevision): oldest first, or %NULL with @error
 */
GPtrArray *isg_store_record_revisions (IsgStore *store, const char *uuid, GError **error);

/**
 * isg_store_record_close:
 * @store: a store
 * @uuid: the record's
 * @reason: (nullable): why; %NULL opens it again (undo)
 * @error: %ISG_STORE_ERROR
 *
 * Nothing is deleted: a closed record leaves the lists and its retention clock runs.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_record_close (IsgStore *store,
                                 const char *uuid,
                                 const char *reason,
                                 GError **error);

/**
 * IsgRow:
 *
 * What a list shows of a record.
 */
typedef struct {
  gint64 id;
  char *uuid;
  char *kind;
  char *workplace;       /* (nullable): uuid */
  char *workplace_title; /* (nullable) */
  char *title;           /* in the language asked for */
  IsgDate date;
  char *badge;
  char *badge_note; /* JSON */
  guint missing;
  guint revision;
  gint64 changed;
  gboolean closed;
  gboolean has_draft;
  IsgFields *fields; /* (owned): of the newest revision, for columns */
} IsgRow;

/**
 * isg_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Thread: any.
 */
void isg_row_free (IsgRow *row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRow, isg_row_free)

/**
 * IsgListQuery:
 *
 * What to list. All nullable or 0.
 */
typedef struct {
  const char *kind;
  const char *workplace; /* uuid */
  const char *search; /* as typed; folded here; every word must be found; digits match numbers from
                         any part */
  const char *const *badges;  /* only these states' names */
  IsgDate date_from, date_to; /* ISG_DATE_NONE: open */
  const char *field;          /* only those in which this field's value lies, as text … */
  const char *least, *most;   /* … between these; %NULL: open. Never a sealed field's */
  const char *const *only;    /* only these records: uuids; an empty list: none */
  gboolean closed;            /* closed ones instead of open ones */
  const char *sort;           /* "title" (default), "date", "changed", "badge" */
  gboolean descending;
  guint limit; /* 0: all */
  guint offset;
  IsgLanguage language;
} IsgListQuery;

/**
 * isg_store_record_list:
 * @store: a store
 * @query: what to list; date_from and date_to must be set (ISG_DATE_NONE when open)
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgRow): the rows, or %NULL with @error
 */
GPtrArray *isg_store_record_list (IsgStore *store, const IsgListQuery *query, GError **error);

/**
 * isg_store_record_count:
 * @store: a store
 * @query: what to count; limit and offset are not looked at
 * @out_count: (out): how many
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_record_count (IsgStore *store,
                                 const IsgListQuery *query,
                                 guint *out_count,
                                 GError **error);

/**
 * isg_store_record_refresh_badge:
 * @store: a store in a transaction
 * @uuid: the record's
 * @error: %ISG_STORE_ERROR
 *
 * Derives the badge of a record from its newest submissions, worst first, and writes it into the
 * list column.
 *
 * Thread: the owner.  Source: submission.md 2.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_record_refresh_badge (IsgStore *store, const char *uuid, GError **error);

/**
 * isg_store_workplace_badge:
 * @store: a store
 * @workplace: (nullable): uuid; %NULL for all
 * @out_badge: (out) (transfer full): the worst badge of its records, or ""
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_workplace_badge (IsgStore *store,
                                    const char *workplace,
                                    char **out_badge,
                                    GError **error);

/* ---- drafts ---- */

/**
 * IsgDraft:
 *
 * What is being typed and is no revision yet.
 */
typedef struct {
  char *uuid;
  char *kind;
  char *workplace; /* (nullable) */
  guint base;
  char *body;      /* JSON, the form's own */
  char *details;   /* (nullable): the same of sealed fields; %NULL where they are not seen */
  gboolean unseen; /* they were not seen when this was typed: they stay as they are */
  gint64 time;
} IsgDraft;

/**
 * isg_draft_free:
 * @draft: (transfer full) (nullable): a draft
 *
 * Thread: any.
 */
void isg_draft_free (IsgDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgDraft, isg_draft_free)

/**
 * isg_store_draft_put:
 * @store: a store
 * @draft: what to keep; @time is set here
 * @error: %ISG_STORE_ERROR _BUSY, _FULL, _IO, _HEALTH when it has details that cannot be sealed
 *
 * By a handle that does not see health details, those of the draft stay as they are.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_draft_put (IsgStore *store, const IsgDraft *draft, GError **error);

/**
 * isg_store_draft_get:
 * @store: a store
 * @uuid: the record's
 * @out_draft: (out) (transfer full) (nullable): the draft, or %NULL
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_draft_get (IsgStore *store,
                              const char *uuid,
                              IsgDraft **out_draft,
                              GError **error);

/**
 * isg_store_draft_drop:
 * @store: a store
 * @uuid: the record's
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_draft_drop (IsgStore *store, const char *uuid, GError **error);

/**
 * isg_store_draft_list:
 * @store: a store
 * @kind: (nullable): only this kind
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgDraft): newest first, or %NULL with @error
 */
GPtrArray *isg_store_draft_list (IsgStore *store, const char *kind, GError **error);

G_END_DECLS
