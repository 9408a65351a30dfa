/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store-record.h"
#include "submit/isg-status.h"

G_BEGIN_DECLS

/*
 * What a record's form asks of the store. Each function is an #IsgTaskFunc: it runs in the store's
 * thread and touches no widget.
 */

/**
 * IsgRecordWish:
 *
 * What is to be done with which record. Every member is nullable or 0 where it says nothing.
 */
typedef struct {
  char *kind;
  char *uuid;
  char *workplace;
  IsgRecord *record; /* (owned): to be checked or saved */
  IsgDraft *draft;   /* (owned): to be kept */
  char *reason;
  gboolean confirmed;  /* that the lost copy did not send it */
  gboolean keep_draft; /* @draft is kept after saving: something typed is no value yet */
  gboolean reading;    /* somebody opens it: where it has health details, the journal says so */
  IsgLanguage language;
} IsgRecordWish;

/**
 * isg_record_wish_free:
 * @wish: (transfer full) (nullable): a wish
 *
 * Thread: any.
 */
void isg_record_wish_free (IsgRecordWish *wish);

/**
 * IsgRecordAnswer:
 *
 * What the store said. Every member is nullable.
 */
typedef struct {
  IsgRecord *saved;     /* (owned): the newest revision */
  gboolean completed;   /* once */
  IsgRecord *submitted; /* (owned): the revision of the newest submission */
  IsgDraft *draft;      /* (owned) */
  IsgStatus *status;    /* (owned) */
  GPtrArray *revisions; /* (owned) (element-type IsgRevision) */
  GPtrArray *changes;   /* (owned) (element-type utf8): of each revision, which fields are other */
  GPtrArray *findings;  /* (owned) (element-type IsgFinding) */
  IsgFields *suggested; /* (owned): what empty fields would have */
  char *title;
  char *workplace_title;
  gboolean closed;
  GError *refused; /* (owned): saved, but not finished for this reason */
} IsgRecordAnswer;

/**
 * isg_record_answer_free:
 * @answer: (transfer full) (nullable): an answer
 *
 * Thread: any.
 */
void isg_record_answer_free (IsgRecordAnswer *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRecordAnswer, isg_record_answer_free)

/**
 * isg_record_job_load:
 * @store: the thread's store
 * @wish: an #IsgRecordWish with kind and uuid, or without uuid for a new record
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Reads a record with its draft, status, revisions and findings. For a new one only a draft that a
 * former new one of this kind and workplace left.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgRecordAnswer, or %NULL with @error
 */
gpointer isg_record_job_load (IsgStore *store,
                              gpointer wish,
                              GCancellable *cancellable,
                              GError **error);

/**
 * isg_record_job_check:
 * @store: the thread's store
 * @wish: an #IsgRecordWish with record
 * @cancellable: (nullable): not looked at
 * @error: nothing
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgRecordAnswer with findings and suggestions
 */
gpointer isg_record_job_check (IsgStore *store,
                               gpointer wish,
                               GCancellable *cancellable,
                               GError **error);

/**
 * isg_record_job_draft:
 * @store: the thread's store
 * @wish: an #IsgRecordWish with draft; without one the draft of uuid is dropped
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the store's.
 *
 * Returns: %NULL
 */
gpointer isg_record_job_draft (IsgStore *store,
                               gpointer wish,
                               GCancellable *cancellable,
                               GError **error);

/**
 * isg_record_job_save:
 * @store: the thread's store
 * @wish: an #IsgRecordWish with record
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgRecordAnswer as of isg_record_job_load (), or %NULL with @error
 */
gpointer isg_record_job_save (IsgStore *store,
                              gpointer wish,
                              GCancellable *cancellable,
                              GError **error);

/**
 * isg_record_job_leave:
 * @store: the thread's store
 * @wish: an #IsgRecordWish with record and draft
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * The form goes away: a revision when nothing that blocks is in it, or when it is new and has only
 * empty places; else the draft.
 *
 * Thread: the store's.  Source: ui.md 3.0.
 *
 * Returns: (transfer full) (nullable): an #IsgRecordAnswer when a revision was made
 */
gpointer isg_record_job_leave (IsgStore *store,
                               gpointer wish,
                               GCancellable *cancellable,
                               GError **error);

/**
 * isg_record_job_finish:
 * @store: the thread's store
 * @wish: an #IsgRecordWish with record
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR when it could not even be saved
 *
 * Saves and finalises; what keeps it from being finalised is in the answer's "refused".
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgRecordAnswer, or %NULL with @error
 */
gpointer isg_record_job_finish (IsgStore *store,
                                gpointer wish,
                                GCancellable *cancellable,
                                GError **error);

/**
 * isg_record_job_withdraw:
 * @store: the thread's store
 * @wish: an #IsgRecordWish with kind and uuid
 * @cancellable: (nullable): not looked at
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT, %ISG_STORE_ERROR
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgRecordAnswer, or %NULL with @error
 */
gpointer isg_record_job_withdraw (IsgStore *store,
                                  gpointer wish,
                                  GCancellable *cancellable,
                                  GError **error);

/**
 * isg_record_job_close:
 * @store: the thread's store
 * @wish: an #IsgRecordWish with kind, uuid and reason; without a reason it is opened again
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgRecordAnswer, or %NULL with @error
 */
gpointer isg_record_job_close (IsgStore *store,
                               gpointer wish,
                               GCancellable *cancellable,
                               GError **error);

G_END_DECLS
