/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/isg-submission.h"
#include "store/isg-store-gate.h"

G_BEGIN_DECLS

/* The queue as rows: reads and writes what isg_submission_decide () decided.  Nothing here decides.
 */

/**
 * IsgStoredSubmission:
 *
 * A row of the table submission. 0 stands for what is not there yet.
 */
typedef struct {
  gint64 id;
  char *key;     /* (owned): uuid */
  gint64 record; /* row */
  char *uuid;    /* (owned): the record's */
  char *kind;    /* (owned): the record's */
  guint revision;
  char *method;  /* (owned) */
  char *dataset; /* (owned) */
  char *part;    /* (owned) */
  guint part_order;
  guint n;
  guint64 number;
  char *pack;          /* (owned) */
  char *firm_hash;     /* (owned): of environment and firm code it was first sent under, or "" */
  char *document_tmpl; /* (owned) */
  GBytes *document;    /* (owned) */
  char *sha256;        /* (owned) */
  char *message_tmpl;  /* (owned) */
  char *signer;        /* (owned): identity number */
  GBytes *signature;   /* (owned) (nullable) */
  GBytes *certificate; /* (owned) (nullable) */
  gint64 signed_at;
  char *server_no; /* (owned) (nullable) */
  IsgSubmission machine;
  char *reason; /* (owned) */
  gint64 taken_at;
  gboolean ask_alone;
  guint backoff;
  gint64 next_try;
  gint64 attempt;
  gint64 settle_wall; /* settle runs from here */
  char *settle_boot;  /* (owned) (nullable) */
  gint64 settle_boot_seconds;
  gint64 epoch;
  gint64 predecessor;
  gboolean contradicted;
  gint64 created;
  gint64 changed;
  gint64 final_at;
  gboolean gone;   /* what was refused of it is nothing of the record any more */
  gboolean sealed; /* texts are under the health key */
  gboolean locked; /* … which this handle has not: they are empty here, and kept as they are */
} IsgStoredSubmission;

/**
 * isg_stored_submission_free:
 * @submission: (transfer full) (nullable): a row
 *
 * Thread: any.
 */
void isg_stored_submission_free (IsgStoredSubmission *submission);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgStoredSubmission, isg_stored_submission_free)

/**
 * IsgStoredItem:
 *
 * A row of the table submission_item.
 */
typedef struct {
  char *employee;      /* (owned) */
  char *employee_uuid; /* (owned) */
  char *topic;         /* (owned) */
  int status;          /* 0: unknown */
  char *message;       /* (owned) (nullable) */
} IsgStoredItem;

/**
 * IsgStoredAttempt:
 *
 * A row of the table attempt.
 */
typedef struct {
  gint64 id;
  gint64 submission;
  gboolean is_save;
  guint64 number;
  gint64 time;
  char *boot_id; /* (owned) */
  gint64 boot_seconds;
  gint64 pid;
  char *firm_hash; /* (owned): of firm code and endpoint */
  char *phase;     /* (owned): committed, first_byte, answered */
  guint http_status;
  int code;
  char *message;      /* (owned) (nullable) */
  char *content_type; /* (owned) (nullable) */
  gint64 reply;       /* row of the body; 0: none kept */
  guint n_asked;
  IsgAttemptOutcome outcome;
  char *detail; /* (owned) (nullable) */
  gint64 ended;
} IsgStoredAttempt;

/**
 * isg_stored_attempt_free:
 * @attempt: (transfer full) (nullable): a row
 *
 * Thread: any.
 */
void isg_stored_attempt_free (IsgStoredAttempt *attempt);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgStoredAttempt, isg_stored_attempt_free)

/**
 * IsgStoredFieldError:
 *
 * A row of the table field_error.
 */
typedef struct {
  char *path;      /* (owned) */
  char *wire_name; /* (owned) */
  char *value;     /* (owned) (nullable): JSON */
  int code;
  char *message; /* (owned) (nullable) */
} IsgStoredFieldError;

/**
 * IsgDueQuestion:
 *
 * A submission that is to be asked about now.
 */
typedef struct {
  gint64 id;
  char *method; /* (owned) */
  guint n_items;
  gboolean alone;
} IsgDueQuestion;

/* ---- rows ---- */

/**
 * isg_store_submission_get:
 * @store: a store
 * @id: a row
 * @error: %ISG_STORE_ERROR _ABSENT
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the row, or %NULL with @error
 */
IsgStoredSubmission *isg_store_submission_get (IsgStore *store, gint64 id, GError **error);

/**
 * isg_store_submission_by_key:
 * @store: a store
 * @key: a submission's key
 * @error: %ISG_STORE_ERROR _ABSENT
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): the row, or %NULL with @error
 */
IsgStoredSubmission *isg_store_submission_by_key (IsgStore *store, const char *key, GError **error);

/**
 * isg_store_submissions_of:
 * @store: a store
 * @uuid: a record's
 * @newest_only: the newest of each part alone
 * @error: %ISG_STORE_ERROR _ABSENT when there is no such record
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgStoredSubmission): in the order of the parts, newest
 * first in each; %NULL with @error
 */
GPtrArray *isg_store_submissions_of (IsgStore *store,
                                     const char *uuid,
                                     gboolean newest_only,
                                     GError **error);

/**
 * isg_store_submissions_under:
 * @store: a store
 * @number: a number
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgStoredSubmission): whatever goes or went under it,
 * newest first; %NULL with @error
 */
GPtrArray *isg_store_submissions_under (IsgStore *store, guint64 number, GError **error);

/**
 * isg_store_submissions_awaiting:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgStoredSubmission): what waits for a signature, oldest
 * first; %NULL with @error
 */
GPtrArray *isg_store_submissions_awaiting (IsgStore *store, GError **error);

/**
 * isg_store_submission_insert:
 * @store: a store in a transaction
 * @submission: (inout): the new row; its id, created and changed are set
 * @items: (element-type IsgStoredItem): its items in order
 * @error: %ISG_STORE_ERROR _CONFLICT when another one of this part is open
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_submission_insert (IsgStore *store,
                                      IsgStoredSubmission *submission,
                                      GPtrArray *items,
                                      GError **error);

/**
 * isg_store_submission_write:
 * @store: a store in a transaction
 * @submission: the row as it shall be; its changed, and final_at when it became final, are set
 * @state: in which state it must still be
 * @attempt: which attempt must still be the current one
 * @error: %ISG_STORE_ERROR _CONFLICT when somebody else has moved it
 *
 * Writes what changes in a submission's life: machine, number, text, signature, times.
 *
 * Thread: the owner.  Source: submission.md 3: every change is UPDATE … WHERE id, state and current
 * attempt match.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_submission_write (IsgStore *store,
                                     IsgStoredSubmission *submission,
                                     IsgSubmissionState state,
                                     gint64 attempt,
                                     GError **error);

/**
 * isg_store_submission_leave:
 * @store: a store in a transaction
 * @id: a row that is REJECTED, WITHDRAWN or PARTLY_ACCEPTED
 * @error: %ISG_STORE_ERROR
 *
 * The record was finished without what was refused of the row: that says nothing of the record any
 * more, and what was accepted of it is all that there is. Its state stays; what comes again follows
 * on it.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_submission_leave (IsgStore *store, gint64 id, GError **error);

/**
 * isg_store_submission_is:
 * @store: a store
 * @id: a row
 * @state: a state
 * @attempt: an attempt
 *
 * Thread: the owner.
 *
 * Returns: whether it is still in that state and that attempt is the current one
 */
gboolean isg_store_submission_is (IsgStore *store,
                                  gint64 id,
                                  IsgSubmissionState state,
                                  gint64 attempt);

/**
 * isg_store_number_is_foreign:
 * @store: a store
 * @number: a number
 * @uuid: a record's
 * @part: a part
 * @out_foreign: (out): whether another part of the file already uses it
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.  Source: submission.md 1: a value already used in the file takes n+1.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_number_is_foreign (IsgStore *store,
                                      guint64 number,
                                      const char *uuid,
                                      const char *part,
                                      gboolean *out_foreign,
                                      GError **error);

/**
 * isg_store_text_is_elsewhere:
 * @store: a store
 * @sha256: of a document
 * @uuid: a record's
 * @out_elsewhere: (out) (transfer full) (nullable): another record of which the same text is on its
 * way or stored
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_text_is_elsewhere (IsgStore *store,
                                      const char *sha256,
                                      const char *uuid,
                                      char **out_elsewhere,
                                      GError **error);

/**
 * isg_store_record_finished:
 * @store: a store in a transaction
 * @uuid: a record's
 * @revision: which was completed or finalised
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_record_finished (IsgStore *store,
                                    const char *uuid,
                                    guint revision,
                                    GError **error);

/* ---- items and field errors ---- */

/**
 * isg_store_items:
 * @store: a store
 * @submission: a row
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgStoredItem): in order; %NULL with @error
 */
GPtrArray *isg_store_items (IsgStore *store, gint64 submission, GError **error);

/**
 * isg_stored_item_free:
 * @item: (transfer full) (nullable): an item
 *
 * Thread: any.
 */
void isg_stored_item_free (IsgStoredItem *item);

/**
 * isg_store_item_set:
 * @store: a store in a transaction
 * @submission: a row
 * @employee: (nullable): identity number; %NULL for every item
 * @topic: (nullable): code
 * @status: the Ministry's code
 * @message: (nullable): the Ministry's words
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_item_set (IsgStore *store,
                             gint64 submission,
                             const char *employee,
                             const char *topic,
                             int status,
                             const char *message,
                             GError **error);

/**
 * isg_store_items_of_record:
 * @store: a store
 * @uuid: a record's
 * @each: called for each item that a submission of the record has carried, oldest first
 * @data: for @each
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_items_of_record (IsgStore *store,
                                    const char *uuid,
                                    void (*each) (const char *part,
                                                  IsgSubmissionState state,
                                                  const IsgStoredItem *item,
                                                  gpointer data),
                                    gpointer data,
                                    GError **error);

/**
 * isg_store_field_error_add:
 * @store: a store in a transaction
 * @submission: a row
 * @field: what was refused
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_field_error_add (IsgStore *store,
                                    gint64 submission,
                                    const IsgStoredFieldError *field,
                                    GError **error);

/**
 * isg_store_field_errors:
 * @store: a store
 * @submission: a row
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgStoredFieldError): in the order in which they came;
 * %NULL with @error
 */
GPtrArray *isg_store_field_errors (IsgStore *store, gint64 submission, GError **error);

/**
 * isg_stored_field_error_free:
 * @field: (transfer full) (nullable): a field error
 *
 * Thread: any.
 */
void isg_stored_field_error_free (IsgStoredFieldError *field);

/* ---- attempts ---- */

/**
 * isg_store_attempt_begin:
 * @store: a store in a transaction
 * @attempt: (inout): what begins; its id is set
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_attempt_begin (IsgStore *store, IsgStoredAttempt *attempt, GError **error);

/**
 * isg_store_attempt_end:
 * @store: a store in a transaction
 * @attempt: what ended: phase, status, code, reply, outcome, ended
 * @error: %ISG_STORE_ERROR
 *
 * An attempt that has ended is not ended again.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_attempt_end (IsgStore *store, const IsgStoredAttempt *attempt, GError **error);

/**
 * isg_store_attempts:
 * @store: a store
 * @submission: a row
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgStoredAttempt): oldest first; %NULL with @error
 */
GPtrArray *isg_store_attempts (IsgStore *store, gint64 submission, GError **error);

/**
 * isg_store_reply_add:
 * @store: a store in a transaction
 * @body: what came back
 * @submission: for which submission; among several, one whose texts are sealed
 * @out_id: (out): its row; 0 when it must be sealed and the handle has no health key: then it is
 * not kept
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_reply_add (IsgStore *store,
                              GBytes *body,
                              gint64 submission,
                              gint64 *out_id,
                              GError **error);

/**
 * isg_store_reply_get:
 * @store: a store
 * @id: a reply's row
 * @error: %ISG_STORE_ERROR _ABSENT, _HEALTH when it is sealed and the handle has no health key
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): what came back, or %NULL with @error
 */
GBytes *isg_store_reply_get (IsgStore *store, gint64 id, GError **error);

/* ---- the queue ---- */

/**
 * isg_store_queue_sending:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type gint64): rows in SENDING; %NULL with @error
 */
GArray *isg_store_queue_sending (IsgStore *store, GError **error);

/**
 * IsgAwaiting:
 *
 * A submission that waits for its signature.
 */
typedef struct {
  gint64 id;
  char *kind;   /* (owned) */
  char *method; /* (owned): id */
} IsgAwaiting;

/**
 * isg_store_queue_awaiting_of_other_packs:
 * @store: a store
 * @version: a pack's version
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgAwaiting): what waits for a signature, is settled and
 * was finalised under another pack than @version; %NULL with @error
 */
GPtrArray *isg_store_queue_awaiting_of_other_packs (IsgStore *store,
                                                    const char *version,
                                                    GError **error);

/**
 * isg_store_queue_open:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type gint64): every row that is on its way; %NULL with @error
 */
GArray *isg_store_queue_open (IsgStore *store, GError **error);

/**
 * isg_store_queue_next_save:
 * @store: a store
 * @now: seconds since 1970 UTC
 * @firm_hash: under which firm code it would go: what is unsettled under another one waits
 * @methods: (nullable): "|one|other|": only of these methods; %NULL for all
 * @out_id: (out): a row that may be sent now; 0 when there is none
 * @error: %ISG_STORE_ERROR
 *
 * The oldest one that is due, signed, not to be asked about first, behind no gate, and not held by
 * an earlier part of its record.
 *
 * Thread: the owner.  Source: submission.md 1 (part, gate) and 4.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_next_save (IsgStore *store,
                                    gint64 now,
                                    const char *firm_hash,
                                    const char *methods,
                                    gint64 *out_id,
                                    GError **error);

/**
 * isg_store_queue_next_beside:
 * @store: a store
 * @now: seconds since 1970 UTC
 * @firm_hash: as in isg_store_queue_next_save ()
 * @first: a row that is about to be sent
 * @out_id: (out): a row of another record and the same method that may be sent at the same time; 0
 * when there is none
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.  Source: submission.md 6: never two of one record.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_next_beside (IsgStore *store,
                                      gint64 now,
                                      const char *firm_hash,
                                      gint64 first,
                                      gint64 *out_id,
                                      GError **error);

/**
 * isg_store_queue_last_save_was_answered:
 * @store: a store
 * @out_answered: (out): whether the newest save of all was taken, refused or met a used number
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_last_save_was_answered (IsgStore *store,
                                                 gboolean *out_answered,
                                                 GError **error);

/**
 * isg_store_queue_due_questions:
 * @store: a store
 * @now: seconds since 1970 UTC
 * @firm_hash: under which firm code is asked
 * @methods: (nullable): as in isg_store_queue_next_save ()
 * @limit: at most so many
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgDueQuestion): what is to be asked about now, longest
 * due first; %NULL with @error
 */
GPtrArray *isg_store_queue_due_questions (IsgStore *store,
                                          gint64 now,
                                          const char *firm_hash,
                                          const char *methods,
                                          guint limit,
                                          GError **error);

/**
 * IsgQueueOutlook:
 *
 * What comes by time. 0: nothing.
 */
typedef struct {
  gint64 save;     /* the earliest try of a row that is to be sent and is behind no gate */
  gint64 question; /* the earliest question about a row that somebody waits for */
  gint64 later;    /* the earliest question about a row that is in a person's hands, or is over */
} IsgQueueOutlook;

/**
 * isg_store_queue_outlook:
 * @store: a store
 * @firm_hash: the firm code in use
 * @methods: (nullable): as in isg_store_queue_next_save ()
 * @out_outlook: (out): what comes by time
 * @error: %ISG_STORE_ERROR
 *
 * Gates that stop questions are the caller's to look at.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_outlook (IsgStore *store,
                                  const char *firm_hash,
                                  const char *methods,
                                  IsgQueueOutlook *out_outlook,
                                  GError **error);

/**
 * isg_store_queue_oldest:
 * @store: a store
 * @method: (nullable): a method; %NULL for any
 * @out_id: (out): the oldest row of it that was or is to be sent; 0 when there is none
 * @error: %ISG_STORE_ERROR
 *
 * For the probe.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_oldest (IsgStore *store,
                                 const char *method,
                                 gint64 *out_id,
                                 GError **error);

/**
 * isg_store_queue_is_locked:
 * @store: a store
 * @out_is: (out): whether something on its way waits for the health key, which this handle has not
 * @error: %ISG_STORE_ERROR
 *
 * What is sealed is neither sent nor asked about without its key: its reply could not be kept.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_is_locked (IsgStore *store, gboolean *out_is, GError **error);

/**
 * isg_store_queue_has_sealed:
 * @store: a store
 * @out_has: (out): whether something that is signed, sealed and not final is on its way
 * @error: %ISG_STORE_ERROR
 *
 * While there is, the worker keeps the health key.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_has_sealed (IsgStore *store, gboolean *out_has, GError **error);

/**
 * isg_store_queue_has_other_firm:
 * @store: a store
 * @firm_hash: the firm code in use
 * @out_has: (out): whether a row waits for other credentials than these
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.  Source: submission.md 4, last sentence.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_has_other_firm (IsgStore *store,
                                         const char *firm_hash,
                                         gboolean *out_has,
                                         GError **error);

/**
 * isg_store_queue_wake:
 * @store: a store in a transaction
 * @error: %ISG_STORE_ERROR
 *
 * Makes every row that waits for its time due now.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_wake (IsgStore *store, GError **error);

/**
 * isg_store_queue_set_back:
 * @store: a store
 * @latest: the latest time that anything may wait for, seconds since 1970 UTC
 * @error: %ISG_STORE_ERROR
 *
 * Rows and gates that wait for a time beyond @latest were written before the clock was set back:
 * they are due now. Writes nothing where there is none.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_queue_set_back (IsgStore *store, gint64 latest, GError **error);

/* ---- epoch and old copies ---- */

/**
 * isg_store_epoch:
 * @store: a store
 * @out_epoch: (out): how many messages were about to be sent from this file
 * @out_copy: (out) (optional): whether it is an old copy
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_epoch (IsgStore *store, gint64 *out_epoch, gboolean *out_copy, GError **error);

/**
 * isg_store_set_epoch:
 * @store: a store in a transaction
 * @epoch: the new one
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_set_epoch (IsgStore *store, gint64 epoch, GError **error);

/**
 * IsgCopyWindow:
 *
 * The time of which an old copy does not know what was sent.
 */
typedef struct {
  gint64 from;    /* seconds since 1970 UTC: what the file knew last */
  gint64 until;   /* when it was found to be an old copy; 0: it is none */
  gboolean known; /* the mirror's send log tells what was sent in it */
} IsgCopyWindow;

/**
 * isg_store_set_copy_window:
 * @store: a store in a transaction
 * @window: since when it is known to be an old copy, and what it does not know
 * @error: %ISG_STORE_ERROR
 *
 * Also forgets that it was restored (isg_store_restored ()): it is known now.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_set_copy_window (IsgStore *store, const IsgCopyWindow *window, GError **error);

/**
 * isg_store_copy_window:
 * @store: a store
 * @out_window: (out): its window; all 0 when it is no old copy
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_copy_window (IsgStore *store, IsgCopyWindow *out_window, GError **error);

/**
 * isg_store_restored:
 * @store: a store
 * @out_restored: (out) (transfer full) (nullable): when it was restored from a backup and when that
 * was made, "<seconds> <seconds>"; %NULL when it was not, or when that was dealt with
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_restored (IsgStore *store, char **out_restored, GError **error);

/**
 * isg_store_copy_since:
 * @store: a store
 * @out_time: (out): since when it is known to be an old copy, seconds since 1970 UTC; 0: it is none
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_copy_since (IsgStore *store, gint64 *out_time, GError **error);

/**
 * IsgLostSending:
 *
 * A number that the mirror's send log knows and this file does not.
 */
typedef struct {
  guint64 number;
  gint64 time;
  char *method;       /* (owned) */
  char *fingerprints; /* (owned): separated by commas */
  guint n_items;
  gint64 asked; /* when the Ministry answered; 0: not yet */
  int code;
  char *message; /* (owned) (nullable) */
} IsgLostSending;

/**
 * isg_lost_sending_free:
 * @lost: (transfer full) (nullable): a lost sending
 *
 * Thread: any.
 */
void isg_lost_sending_free (IsgLostSending *lost);

/**
 * isg_store_lost_import:
 * @store: a store in a transaction
 * @error: %ISG_STORE_ERROR
 *
 * Notes every number of the mirror's send log that the file does not know: sent by the copy that is
 * lost.
 *
 * Thread: the owner.  Source: submission.md 5.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_lost_import (IsgStore *store, GError **error);

/**
 * isg_store_lost_list:
 * @store: a store
 * @due_only: what is not answered and due alone
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgLostSending): oldest first; %NULL with @error
 */
GPtrArray *isg_store_lost_list (IsgStore *store, gboolean due_only, GError **error);

/**
 * isg_store_lost_answer:
 * @store: a store in a transaction
 * @number: a lost number
 * @code: what the Ministry said of it; 0 when it did not answer
 * @message: (nullable): its words
 * @next_try: when it is asked again; 0: not again
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_lost_answer (IsgStore *store,
                                guint64 number,
                                int code,
                                const char *message,
                                gint64 next_try,
                                GError **error);

/**
 * isg_store_lost_has:
 * @store: a store
 * @fingerprint: of an item (isg_mirror_fingerprint ())
 * @out_has: (out): whether the lost copy sent such an item and the Ministry has not said that it is
 * absent or refused
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_lost_has (IsgStore *store,
                             const char *fingerprint,
                             gboolean *out_has,
                             GError **error);

/**
 * isg_store_copy_left:
 * @store: a store
 * @out_left: (out): rows and lost numbers that are still to be asked about before an old copy may
 * send
 * @out_all: (out) (optional): of so many
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_copy_left (IsgStore *store, guint *out_left, guint *out_all, GError **error);

G_END_DECLS
