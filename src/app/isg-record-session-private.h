/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-draft-json.h"
#include "app/isg-record-jobs.h"
#include "app/isg-record-session.h"

G_BEGIN_DECLS

/* Everything belongs to the main thread. */
struct _IsgRecordSession {
  GObject parent_instance;

  IsgContext *context; /* (owned) */
  const IsgKind *kind; /* (unowned): the rule pack's */
  gboolean loaded;
  GError *load_error; /* (owned) (nullable) */

  IsgRecord *record;    /* (owned): as it is typed */
  GHashTable *raw;      /* (owned): path → typed text */
  IsgRecord *saved;     /* (owned) (nullable): the newest revision */
  IsgRecord *submitted; /* (owned) (nullable) */
  IsgStatus *status;    /* (owned) (nullable) */
  GPtrArray *revisions; /* (owned) (nullable) */
  GPtrArray *changes;   /* (owned) (nullable) */
  GPtrArray *findings;  /* (owned) (nullable) */
  IsgFormView *view;    /* (owned) */
  char *title;
  char *workplace_title;
  gboolean completed; /* once */
  gboolean closed;
  gboolean correcting;

  IsgDraft *recovered; /* (owned) (nullable) */
  IsgDraftBody *body;  /* (owned) (nullable): its values */

  IsgFields *filled;    /* (owned): what was suggested and put into empty fields */
  gboolean suggesting;  /* something was typed, so that empty fields are filled */
  gboolean fresh;       /* a new one with values given; no draft that another left is its */
  gboolean touched;     /* somebody typed, beyond what was given */
  gboolean aside;       /* kept as a revision on leaving, whatever is missing */
  gboolean checking;    /* a check is under way */
  gboolean check_again; /* and what is typed is another since */
  gboolean dirty;       /* something typed is in no draft */
  gboolean has_draft;   /* the store has one of this record */
  gboolean shown;       /* a form shows it */
  guint draft_source;   /* waits to keep the draft, or 0 */
  IsgKeeping keeping;
  gint64 kept_time;
  GError *keep_error; /* (owned) (nullable) */

  GPtrArray *undo; /* (owned) (element-type Snapshot) */
  GPtrArray *redo; /* (owned) (element-type Snapshot) */
};

/**
 * isg_record_session_update_view:
 * @self: a session
 *
 * Computes the view anew and says so.
 *
 * Thread: main.
 */
void isg_record_session_update_view (IsgRecordSession *self);

/**
 * isg_record_session_take_answer:
 * @self: a session
 * @answer: (transfer full): what the store said of the whole record
 * @fields_too: whether what is typed gives way to the newest revision
 *
 * Thread: main.
 */
void isg_record_session_take_answer (IsgRecordSession *self,
                                     IsgRecordAnswer *answer,
                                     gboolean fields_too);

/**
 * isg_record_session_take_suggestions:
 * @self: a session
 * @suggested: what empty fields would have
 *
 * Fills them, and follows where a suggestion that was taken is another now. What was emptied or
 * written by hand stays.
 *
 * Thread: main.
 *
 * Returns: whether anything was filled
 */
gboolean isg_record_session_take_suggestions (IsgRecordSession *self, IsgFields *suggested);

/**
 * isg_record_session_check:
 * @self: a session
 *
 * Has what is typed checked; one check at a time.
 *
 * Thread: main.
 */
void isg_record_session_check (IsgRecordSession *self);

/**
 * isg_record_session_load:
 * @self: a new session
 * @uuid: (nullable): the record's
 * @workplace: (nullable): where a new one belongs
 *
 * Thread: main.
 */
void isg_record_session_load (IsgRecordSession *self, const char *uuid, const char *workplace);

/**
 * isg_record_session_reread:
 * @self: a loaded session
 *
 * Something in the store changed: where the record stands may be another.
 *
 * Thread: main.
 */
void isg_record_session_reread (IsgRecordSession *self);

/**
 * isg_record_session_queue_draft:
 * @self: a loaded session
 *
 * Something was typed: keeps it within two seconds of the last key.
 *
 * Thread: main.
 */
void isg_record_session_queue_draft (IsgRecordSession *self);

/**
 * isg_record_session_set_keeping:
 * @self: a session
 * @keeping: the state
 * @error: (nullable): why it was not kept
 *
 * Thread: main.
 */
void isg_record_session_set_keeping (IsgRecordSession *self,
                                     IsgKeeping keeping,
                                     const GError *error);

/**
 * isg_record_session_emit:
 * @self: a session
 * @name: a signal without parameters
 *
 * Thread: main.
 */
void isg_record_session_emit (IsgRecordSession *self, const char *name);

G_END_DECLS
