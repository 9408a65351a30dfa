/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-form-view.h"

G_BEGIN_DECLS

/**
 * IsgKeeping:
 *
 * Whether what is typed is kept.
 */
typedef enum {
  ISG_KEEPING_NOTHING, /* nothing was typed */
  ISG_KEEPING_WRITING,
  ISG_KEEPING_KEPT, /* as a draft or a revision */
  ISG_KEEPING_FAILED,
} IsgKeeping;

#define ISG_TYPE_RECORD_SESSION (isg_record_session_get_type ())

/**
 * IsgRecordSession:
 *
 * One record while it is open: what is typed, what the rules say to it, and its keeping. Owns the
 * draft; knows no widget. Tasks that are under way keep it alive, so that leaving a form loses
 * nothing.
 *
 * Signals: "loaded" (): it was read, or could not be (isg_record_session_error ()); "replaced" ():
 * values are others than the form has put; "viewed" (): the view is another; "kept" (): the state
 * of keeping is another; "finished" (sent: gboolean): it was finished; "failed" (GError): an act
 * was not done.
 */
G_DECLARE_FINAL_TYPE (IsgRecordSession, isg_record_session, ISG, RECORD_SESSION, GObject)

/**
 * isg_record_session_new:
 * @context: the context
 * @kind: a kind id of the rule pack
 * @uuid: (nullable): the record's; %NULL begins a new one
 * @workplace: (nullable): where a new one belongs
 *
 * Begins to read the record; "loaded" follows.
 *
 * Thread: main.
 *
 * Returns: (transfer full): a session
 */
IsgRecordSession *isg_record_session_new (IsgContext *context,
                                          const char *kind,
                                          const char *uuid,
                                          const char *workplace);

/**
 * isg_record_session_preset:
 * @self: a session of a new record that is not yet loaded
 * @fields: what it says already: who, of which kind, on which day
 *
 * No draft that another new record left is offered for it, and it is not kept until somebody types
 * more.
 *
 * Thread: main.
 */
void isg_record_session_preset (IsgRecordSession *self, IsgFields *fields);

/**
 * isg_record_session_context:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none): the context
 */
IsgContext *isg_record_session_context (IsgRecordSession *self);

/**
 * isg_record_session_kind:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none): the record's kind
 */
const IsgKind *isg_record_session_kind (IsgRecordSession *self);

/**
 * isg_record_session_is_loaded:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: whether it can be typed in
 */
gboolean isg_record_session_is_loaded (IsgRecordSession *self);

/**
 * isg_record_session_error:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): why it could not be read
 */
const GError *isg_record_session_error (IsgRecordSession *self);

/**
 * isg_record_session_record:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none): the record as it is typed
 */
IsgRecord *isg_record_session_record (IsgRecordSession *self);

/**
 * isg_record_session_saved:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its newest revision; %NULL when there is none
 */
IsgRecord *isg_record_session_saved (IsgRecordSession *self);

/**
 * isg_record_session_raw:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none) (element-type utf8 utf8): path → typed text that is no value
 */
GHashTable *isg_record_session_raw (IsgRecordSession *self);

/**
 * isg_record_session_view:
 * @self: a loaded session
 *
 * Thread: main.
 *
 * Returns: (transfer none): what is to be shown
 */
const IsgFormView *isg_record_session_view (IsgRecordSession *self);

/**
 * isg_record_session_status:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): where it stands
 */
const IsgStatus *isg_record_session_status (IsgRecordSession *self);

/**
 * isg_record_session_revisions:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable) (element-type IsgRevision): oldest first
 */
GPtrArray *isg_record_session_revisions (IsgRecordSession *self);

/**
 * isg_record_session_changes:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable) (element-type utf8): of each revision, which fields are other
 */
GPtrArray *isg_record_session_changes (IsgRecordSession *self);

/**
 * isg_record_session_is_touched:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: whether somebody typed since it was opened
 */
gboolean isg_record_session_is_touched (IsgRecordSession *self);

/**
 * isg_record_session_set_shown:
 * @self: a session
 * @shown: whether a form shows it; it then follows what changes in the store
 *
 * Thread: main.
 */
void isg_record_session_set_shown (IsgRecordSession *self, gboolean shown);

/**
 * isg_record_session_title:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the saved record's title
 */
const char *isg_record_session_title (IsgRecordSession *self);

/**
 * isg_record_session_workplace_title:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its workplace's
 */
const char *isg_record_session_workplace_title (IsgRecordSession *self);

/**
 * isg_record_session_is_closed:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: whether the record is closed
 */
gboolean isg_record_session_is_closed (IsgRecordSession *self);

/**
 * isg_record_session_is_checked:
 * @self: a session
 *
 * Thread: main.
 *
 * Returns: whether the view's findings are of what is typed now, nothing being under way
 */
gboolean isg_record_session_is_checked (IsgRecordSession *self);

/**
 * isg_record_session_keeping:
 * @self: a session
 * @out_time: (out) (optional): when it was kept, seconds since 1970 UTC
 * @out_error: (out) (optional) (transfer none): why it was not
 *
 * Thread: main.
 *
 * Returns: whether what is typed is kept
 */
IsgKeeping isg_record_session_keeping (IsgRecordSession *self,
                                       gint64 *out_time,
                                       const GError **out_error);

/* ---- typing ---- */

/**
 * isg_record_session_set:
 * @self: a loaded session
 * @id: a field id
 * @value: (nullable): its value
 * @raw: (nullable): typed text that is no value
 *
 * Takes what was typed, fills what follows from it, has it checked, and keeps it within two
 * seconds.
 *
 * Thread: main.
 */
void isg_record_session_set (IsgRecordSession *self,
                             const char *id,
                             IsgValue *value,
                             const char *raw);

/**
 * isg_record_session_replace:
 * @self: a loaded session
 * @fields: the values
 *
 * An act of the program on several fields at once; can be undone.
 *
 * Thread: main.
 */
void isg_record_session_replace (IsgRecordSession *self, IsgFields *fields);

/**
 * isg_record_session_remember:
 * @self: a loaded session
 *
 * Makes the present state one to which Ctrl+Z returns.
 *
 * Thread: main.
 */
void isg_record_session_remember (IsgRecordSession *self);

/**
 * isg_record_session_undo:
 * @self: a loaded session
 *
 * Thread: main.
 *
 * Returns: whether there was something to undo
 */
gboolean isg_record_session_undo (IsgRecordSession *self);

/**
 * isg_record_session_redo:
 * @self: a loaded session
 *
 * Thread: main.
 *
 * Returns: whether there was something to do again
 */
gboolean isg_record_session_redo (IsgRecordSession *self);

/* ---- keeping ---- */

/**
 * isg_record_session_keep_draft:
 * @self: a session
 *
 * Keeps the draft now, when there is something new in it.
 *
 * Thread: main.
 */
void isg_record_session_keep_draft (IsgRecordSession *self);

/**
 * isg_record_session_leave:
 * @self: a session
 *
 * The form goes away, or Ctrl+S: a revision when nothing that blocks is in it, or when it is new
 * and has only empty places; else a draft. The session can be typed in on.
 *
 * Thread: main.
 */
void isg_record_session_leave (IsgRecordSession *self);

/**
 * isg_record_session_put_aside:
 * @self: a loaded session
 *
 * The next leaving makes a revision although something is still missing, so that lists know how far
 * it is.
 *
 * Thread: main.
 */
void isg_record_session_put_aside (IsgRecordSession *self);

/**
 * isg_record_session_abandon:
 * @self: a session
 *
 * Nothing more is kept: what is in the store stays as it is.
 *
 * Thread: main.
 */
void isg_record_session_abandon (IsgRecordSession *self);

/**
 * isg_record_session_finish:
 * @self: a loaded session
 *
 * Saves and finalises. "finished" or "failed" follows.
 *
 * Thread: main.
 */
void isg_record_session_finish (IsgRecordSession *self);

/**
 * isg_record_session_finish_confirmed:
 * @self: a session
 *
 * isg_record_session_finish () by a person who was asked whether the copy of the file that is lost
 * has not sent it, and has said so.
 *
 * Thread: main.  Source: submission.md 5.
 */
void isg_record_session_finish_confirmed (IsgRecordSession *self);

/**
 * isg_record_session_withdraw:
 * @self: a loaded session
 *
 * Takes it back from the way.
 *
 * Thread: main.
 */
void isg_record_session_withdraw (IsgRecordSession *self);

/**
 * isg_record_session_correct:
 * @self: a loaded session
 *
 * Makes an accepted record editable.
 *
 * Thread: main.
 */
void isg_record_session_correct (IsgRecordSession *self);

/**
 * isg_record_session_close:
 * @self: a loaded session
 * @reason: (nullable): why; %NULL opens it again
 *
 * Thread: main.
 */
void isg_record_session_close (IsgRecordSession *self, const char *reason);

/* ---- the draft that was found ---- */

/**
 * isg_record_session_recovered:
 * @self: a session
 * @out_time: (out) (optional): when it was last written
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the values of a draft that was left when the program closed
 */
IsgFields *isg_record_session_recovered (IsgRecordSession *self, gint64 *out_time);

/**
 * isg_record_session_take_recovered:
 * @self: a session
 * @use: whether to go on with it, or leave it
 *
 * Thread: main.
 */
void isg_record_session_take_recovered (IsgRecordSession *self, gboolean use);

G_END_DECLS
