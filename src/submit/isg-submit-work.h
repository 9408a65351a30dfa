/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-lease.h"
#include "submit/isg-submit-apply.h"
#include "submit/isg-submit-firm.h"
#include "submit/isg-submit-step.h"

G_BEGIN_DECLS

/**
 * IsgSubmitWork:
 *
 * What one step works with: the tools, the lease, and what was found at its beginning.
 */
typedef struct {
  const IsgSubmitTools *tools;
  IsgStore *store;     /* (unowned) */
  IsgLease *lease;     /* (owned) (nullable) */
  IsgSubmitFirm *firm; /* (owned): the firm alone */
  GPtrArray *gates;    /* (owned) (element-type IsgStoredGate): shut ones */
  char *folders;       /* (owned): methods that hand over into a folder: "|file|" */
  gint64 epoch;
  gboolean copy; /* an old copy */
  gboolean clock_shut;
} IsgSubmitWork;

/**
 * isg_submit_work_clear:
 * @work: a work
 *
 * Thread: the owner of the store.
 */
void isg_submit_work_clear (IsgSubmitWork *work);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (IsgSubmitWork, isg_submit_work_clear)

/**
 * isg_submit_work_read_gates:
 * @work: a work
 * @error: %ISG_STORE_ERROR
 *
 * Reads the shut gates anew.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_work_read_gates (IsgSubmitWork *work, GError **error);

/**
 * isg_submit_work_random:
 * @work: a work
 *
 * Thread: the owner of the store.
 *
 * Returns: what jitter is made of
 */
guint32 isg_submit_work_random (const IsgSubmitWork *work);

/**
 * isg_submit_work_pass:
 * @work: a work
 * @name: a point at which tests may end the process
 *
 * Thread: the owner of the store.
 */
void isg_submit_work_pass (const IsgSubmitWork *work, const char *name);

/**
 * isg_submit_work_is_cancelled:
 * @work: a work
 *
 * Thread: the owner of the store.
 *
 * Returns: whether somebody asked to stop
 */
gboolean isg_submit_work_is_cancelled (const IsgSubmitWork *work);

/**
 * isg_submit_wait:
 * @tools: the tools
 * @milliseconds: how long
 *
 * Sleeps, or less when it is cancelled.
 *
 * Thread: the owner of the store.
 */
void isg_submit_wait (const IsgSubmitTools *tools, guint milliseconds);

/**
 * IsgSubmitWrite:
 * @work: a work, in a transaction
 * @data: the caller's
 * @error: %ISG_STORE_ERROR
 *
 * Writes what came back. May be called several times.
 *
 * Returns: %FALSE with @error
 */
typedef gboolean (*IsgSubmitWrite) (IsgSubmitWork *work, gpointer data, GError **error);

/**
 * isg_submit_keep_trying:
 * @work: a work
 * @write: writes what came back
 * @data: for @write
 * @before: kill point before the commit
 * @after: kill point after the commit
 * @error: %ISG_STORE_ERROR when it did not succeed in half a minute, or was cancelled
 *
 * A reply that cannot be written is kept in memory and tried again, with the lease held. What is
 * then still not written is found in SENDING by the next step and asked about.
 *
 * Thread: the owner of the store.  Source: submission.md 3 (SENDING, COMMIT of the reply fails).
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_keep_trying (IsgSubmitWork *work,
                                 IsgSubmitWrite write,
                                 gpointer data,
                                 const char *before,
                                 const char *after,
                                 GError **error);

/**
 * isg_submit_shut:
 * @work: a work, in a transaction
 * @gate: a gate
 * @row: (nullable): the row for whose sake, for the gate's scope
 * @code: the Ministry's, or the HTTP status; 0: none
 * @detail: (nullable): a stable word or a number
 * @error: %ISG_STORE_ERROR
 *
 * Shuts a gate for the queue, with its next try by backoff where time can open it.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_shut (IsgSubmitWork *work,
                          IsgGate gate,
                          const IsgStoredSubmission *row,
                          int code,
                          const char *detail,
                          GError **error);

/**
 * isg_submit_note_contact:
 * @work: a work, in a transaction
 * @exchange: what came
 * @answered: whether the Ministry's interface spoke
 * @looks_html: whether the network may have cut in
 * @error: %ISG_STORE_ERROR
 *
 * What any exchange tells of the way there: opens NETWORK, TLS, SERVER and CREDENTIALS as far as
 * they are passed, shuts NETWORK where a page came instead of an answer, and judges the clock by
 * the server's date.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_note_contact (IsgSubmitWork *work,
                                  const IsgExchange *exchange,
                                  gboolean answered,
                                  gboolean looks_html,
                                  GError **error);

/**
 * isg_submit_network_cut_in:
 * @exchange: what came
 * @looks_html: whether it is a page
 *
 * Thread: any.
 *
 * Returns: whether it may come from a network's log-in page; a page with 4xx or 5xx is the server's
 */
gboolean isg_submit_network_cut_in (const IsgExchange *exchange, gboolean looks_html);

/**
 * isg_submit_request:
 * @tools: how long there is
 * @envelope: what to send
 * @firm: under whose name
 *
 * Thread: any.
 *
 * Returns: a question's request, valid while @envelope and @firm are
 */
IsgRequest isg_submit_request (const IsgSubmitTools *tools,
                               const IsgEnvelope *envelope,
                               const IsgSubmitFirm *firm);

/**
 * isg_submit_exchange:
 * @work: a work
 * @method: a method
 * @envelope: a question
 * @firm: under whose name
 * @error: %ISG_SUBMIT_ERROR _METHOD when there is no transport for the method
 *
 * Thread: the owner of the store.
 *
 * Returns: (transfer full): what came of it, or %NULL with @error
 */
IsgExchange *isg_submit_exchange (IsgSubmitWork *work,
                                  const IsgMethod *method,
                                  const IsgEnvelope *envelope,
                                  const IsgSubmitFirm *firm,
                                  GError **error);

/**
 * isg_submit_ready:
 * @work: a work
 * @row: a row
 * @out_method: (out) (transfer none): its method
 * @out_firm: (out) (transfer full): under whose name it goes
 * @out_ready: (out): %FALSE when a gate was shut instead: METHOD or LIVE_SHUT
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_ready (IsgSubmitWork *work,
                           const IsgStoredSubmission *row,
                           const IsgMethod **out_method,
                           IsgSubmitFirm **out_firm,
                           gboolean *out_ready,
                           GError **error);

/* The parts of a step; each says in @out_worked whether it did something. */

/**
 * isg_submit_recover:
 * @work: a work
 * @error: %ISG_STORE_ERROR
 *
 * SENDING rows whose lease nobody holds → IN_DOUBT+U; an old copy is known by its mirror and
 * marked; gates whose reason is gone are opened.
 *
 * Thread: the owner of the store.  Source: submission.md 3 to 5.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_recover (IsgSubmitWork *work, GError **error);

/**
 * isg_submit_ask_due:
 * @work: a work
 * @methods: (nullable): only of these, as in isg_store_queue_next_save ()
 * @out_worked: (out): whether something was asked
 * @out_key: (array fixed-size=37): the first row's key
 * @error: %ISG_STORE_ERROR
 *
 * One question about as many due rows of a method as it takes.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_ask_due (IsgSubmitWork *work,
                             const char *methods,
                             gboolean *out_worked,
                             char out_key[37],
                             GError **error);

/**
 * isg_submit_ask_lost:
 * @work: a work
 * @out_worked: (out): whether something was asked
 * @error: %ISG_STORE_ERROR
 *
 * One question about numbers that the lost copy of this file sent.
 *
 * Thread: the owner of the store.  Source: submission.md 5.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_ask_lost (IsgSubmitWork *work, gboolean *out_worked, GError **error);

/**
 * isg_submit_probe:
 * @work: a work
 * @error: %ISG_STORE_ERROR
 *
 * Asks what changes nothing, so that one message and not five hundred find out whether the way is
 * open.
 *
 * Thread: the owner of the store.  Source: submission.md 6; sandbox-wire.md, "The probe".
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_probe (IsgSubmitWork *work, GError **error);

/**
 * isg_submit_send_next:
 * @work: a work
 * @methods: (nullable): only of these, as in isg_store_queue_next_save ()
 * @out_worked: (out): whether something was sent, or was tried
 * @out_key: (array fixed-size=37): the row's key
 * @error: %ISG_STORE_ERROR
 *
 * COMMIT (SENDING, epoch+1) → mirror → first byte → reply and state in one transaction. The only
 * place where a save is sent. Where the last save of all was answered, a second row of another
 * record goes at the same time, with everything its own: attempt, mirror line, guard, connection,
 * transaction of its reply.
 *
 * Thread: the owner of the store.  Source: submission.md 4.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_send_next (IsgSubmitWork *work,
                               const char *methods,
                               gboolean *out_worked,
                               char out_key[37],
                               GError **error);

/* The method "file" (isg-submit-file.c): a signed package in a folder, handed over by a person. No
 * answer of the Ministry comes of it, so it is never ACCEPTED: NEEDS_HELP "handed_over" until
 * somebody says by what paper it was reported (REPORTED_ELSEWHERE), or has it written once more.
 * The folder takes the place of the query: after a crash it is looked at before anything is written
 * again, under the same name and with the same bytes. */

/**
 * isg_submit_hand_over:
 * @work: a work
 * @method: the row's method
 * @firm: whose endpoint is the folder
 * @row: a row that was written with SENDING
 * @out_trouble: (out) (transfer full) (nullable): why it could not be written
 *
 * Thread: the owner of the store.  Source: circular 7.b; design.md 6, "file".
 *
 * Returns: HANDED_OVER; SAVE_ABORTED, and no package, when the folder cannot be written;
 * SAVE_USED when something else has its name
 */
IsgSubmissionEvent isg_submit_hand_over (IsgSubmitWork *work,
                                         const IsgMethod *method,
                                         const IsgSubmitFirm *firm,
                                         const IsgStoredSubmission *row,
                                         char **out_trouble);

/**
 * isg_submit_look_up:
 * @work: a work
 * @method: the row's method
 * @firm: whose endpoint is the folder
 * @row: a row
 * @out_trouble: (out) (transfer full) (nullable): why the folder could not be read
 *
 * Thread: the owner of the store.
 *
 * Returns: HANDED_OVER when exactly this package lies there, QUERY_DIFFERS when another has its
 * name, QUERY_ABSENT, or QUERY_NO_ANSWER
 */
IsgSubmissionEvent isg_submit_look_up (IsgSubmitWork *work,
                                       const IsgMethod *method,
                                       const IsgSubmitFirm *firm,
                                       const IsgStoredSubmission *row,
                                       char **out_trouble);

/**
 * isg_submit_keep_reply:
 * @work: a work, in a transaction
 * @method: the row's method
 * @row: a row
 * @reply: what the Ministry said of it
 * @event: as what it was understood
 * @error: %ISG_STORE_ERROR
 *
 * Writes items and refused fields.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_keep_reply (IsgSubmitWork *work,
                                const IsgMethod *method,
                                const IsgStoredSubmission *row,
                                const IsgReply *reply,
                                IsgSubmissionEvent event,
                                GError **error);

G_END_DECLS
