/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgStatusItem: one line of a submission
 *
 * (employee, topic) with the Ministry's word on it.
 */
typedef struct {
  char *employee; /* identity number */
  char *employee_uuid;
  char *employee_name; /* (nullable) */
  char *topic;
  int status;    /* 0: unknown */
  char *message; /* (nullable) */
} IsgStatusItem;

/**
 * IsgStatusError: a refused field
 *
 * As the Ministry wrote it, with our path.
 */
typedef struct {
  char *path;
  char *value; /* (nullable): JSON of what was refused */
  int code;
  char *message; /* (nullable) */
} IsgStatusError;

/**
 * IsgStatusAttempt: one try
 *
 * For the timeline.
 */
typedef struct {
  gint64 time;
  char *kind; /* "save", "query" */
  char *phase;
  int http_status;
  int code;
  char *outcome; /* (nullable) */
  char *message; /* (nullable) */
  char *reply;   /* (nullable): raw reply as text */
  char *detail;  /* (nullable) */
} IsgStatusAttempt;

/**
 * IsgStatusSubmission:
 *
 * Where one notification stands.
 */
typedef struct {
  char *key;
  char *method;
  gboolean provisional; /* the Ministry has not published the data set */
  char *pack;           /* version of the rule pack it was finalised under */
  char *part;
  char *state;
  char *query_no;  /* ours */
  char *server_no; /* (nullable) */
  char *gate;      /* (nullable): name of the gate it stands behind */
  char *reason;    /* (nullable): of NEEDS_HELP, or the evidence of REPORTED_ELSEWHERE */
  guint revision;
  char *sha256;
  guint n_attempts;                    /* saves */
  gint64 next_try;                     /* 0: none */
  gint64 created, signed_at, final_at; /* 0: not yet */
  int last_code;                       /* of the last answer; 0 none */
  char *last_message;                  /* (nullable) */
  gboolean contradicted;
  gboolean gone;       /* what was refused of it is nothing of the record any more */
  GPtrArray *items;    /* (element-type IsgStatusItem) */
  GPtrArray *errors;   /* (element-type IsgStatusError) */
  GPtrArray *attempts; /* (element-type IsgStatusAttempt), oldest first; saves and queries */
} IsgStatusSubmission;

/**
 * IsgStatus:
 *
 * Where a record stands: its state (worst of its newest submissions), gate and submissions.
 */
typedef struct {
  char *uuid;
  char *kind;
  char *title;
  char *state;            /* names of submission.md 2 in capitals; "DRAFT" where none */
  char *gate;             /* (nullable): name */
  GPtrArray *submissions; /* (element-type IsgStatusSubmission): newest of each part first, then
                             older ones */
} IsgStatus;

/**
 * isg_status_free:
 * @status: (transfer full) (nullable): a status
 *
 * Thread: any.
 */
void isg_status_free (IsgStatus *status);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgStatus, isg_status_free)

/**
 * isg_status_get:
 * @store: a store
 * @uuid: the record's
 * @language: of the title
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the status, or %NULL with @error
 */
IsgStatus *isg_status_get (IsgStore *store, const char *uuid, IsgLanguage language, GError **error);

/**
 * IsgGateInfo:
 *
 * A gate that is shut.
 */
typedef struct {
  char *name;
  char *scope;
  gint64 since;
  gint64 next_try; /* 0: none */
  int code;        /* 0: none */
  char *detail;
  guint n_waiting; /* records behind it */
} IsgGateInfo;

/**
 * isg_gate_info_free:
 * @info: (transfer full) (nullable): an info
 *
 * Thread: any.
 */
void isg_gate_info_free (IsgGateInfo *info);

/**
 * isg_gate_list:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * The shut gates, worst first.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgGateInfo): gates, perhaps none; %NULL with @error
 */
GPtrArray *isg_gate_list (IsgStore *store, GError **error);

/**
 * isg_gate_sentence:
 * @store: a store
 * @gate: a gate
 * @language: which
 *
 * Thread: the owner of @store.  Source: ui.md 2.8.
 *
 * Returns: (transfer full): why the queue waits and what to do
 */
char *isg_gate_sentence (IsgStore *store, const IsgGateInfo *gate, IsgLanguage language);

/**
 * IsgQueueRow:
 *
 * A line of the Gönderim page: one record that is on its way or was.
 */
typedef struct {
  char *uuid;
  char *kind;
  char *title;
  char *workplace_title; /* (nullable) */
  char *state;
  char *badge_note;
  char *gate; /* (nullable) */
  gint64 last_event;
  int last_code;
  char *last_message; /* (nullable) */
  char *error_path;   /* (nullable): of the first refused field */
  gint64 next_try;
} IsgQueueRow;

/**
 * isg_queue_row_free:
 * @row: (transfer full) (nullable): a row
 *
 * Thread: any.
 */
void isg_queue_row_free (IsgQueueRow *row);

/**
 * isg_queue_list:
 * @store: a store
 * @workplace: (nullable): uuid; %NULL for all
 * @states: (nullable) (array zero-terminated=1): only these states
 * @language: of titles
 * @limit: 0 for all
 * @offset: rows to pass over
 * @error: %ISG_STORE_ERROR
 *
 * Records that have submissions, newest event first.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgQueueRow): rows, or %NULL with @error
 */
GPtrArray *isg_queue_list (IsgStore *store,
                           const char *workplace,
                           const char *const *states,
                           IsgLanguage language,
                           guint limit,
                           guint offset,
                           GError **error);

/**
 * isg_queue_counts:
 * @store: a store
 * @workplace: (nullable): uuid; %NULL for all
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type utf8 guint): state name → number of records, or %NULL with
 * @error
 */
GHashTable *isg_queue_counts (IsgStore *store, const char *workplace, GError **error);

G_END_DECLS
