/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-record.h"
#include "submit/isg-submit-error.h"

G_BEGIN_DECLS

/**
 * isg_finalise:
 * @store: a store
 * @uuid: the record's
 * @out_findings: (out) (transfer full) (element-type IsgFinding) (optional): what was found, also
 * when it succeeds
 * @out_keys: (out) (transfer full) (array zero-terminated=1) (optional): the keys of the
 * submissions made
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT (findings block, or the record is on its way or was sent just
 * so before), _METHOD, _MAYBE_SENT (isg_finalise_confirmed ()); %ISG_STORE_ERROR
 *
 * Judges the newest revision by every rule of the pack and makes its submissions,
 * AWAITING_SIGNATURE, snapshot and state in one transaction. After REJECTED, WITHDRAWN and
 * PARTLY_ACCEPTED only what is not yet accepted is made anew. Kinds that are not sent are
 * completed.
 *
 * Thread: the owner of @store.  Source: submission.md 1 and 3 (DRAFT).
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_finalise (IsgStore *store,
                       const char *uuid,
                       GPtrArray **out_findings,
                       GStrv *out_keys,
                       GError **error);

/**
 * isg_finalise_confirmed:
 * @store: a store
 * @uuid: the record's
 * @out_findings: as isg_finalise ()
 * @out_keys: as isg_finalise ()
 * @error: as isg_finalise ()
 *
 * isg_finalise () by a person who was asked "not sent before?" and has said so. In an old copy
 * without its mirror a record whose day lies in the time that is not known is finalised by this
 * alone; isg_finalise () refuses it with _MAYBE_SENT and the finding "maybe_sent_by_lost_copy".
 *
 * Thread: the owner of @store.  Source: submission.md 5.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_finalise_confirmed (IsgStore *store,
                                 const char *uuid,
                                 GPtrArray **out_findings,
                                 GStrv *out_keys,
                                 GError **error);

/**
 * isg_withdraw:
 * @store: a store
 * @uuid: the record's
 * @reason: (nullable): why
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT when nothing of it can be withdrawn in its state
 *
 * Takes back what was not sent: settled → WITHDRAWN, else IN_DOUBT with the wish "withdraw". A
 * signed text is kept. When nothing of it can be withdrawn, that somebody wished it is journalled.
 *
 * Thread: the owner of @store.  Source: submission.md 3 (QUEUED, withdraw).
 *
 * Returns: %FALSE, and no state changed, with @error
 */
gboolean isg_withdraw (IsgStore *store, const char *uuid, const char *reason, GError **error);

/**
 * isg_ask_now:
 * @store: a store
 * @uuid: the record's
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT when nothing of it can be asked about
 *
 * Makes IN_DOUBT, PROCESSING and NEEDS_HELP rows of the record due for a query at once; when there
 * is none, those that are over and may be asked about: only the Ministry's own word moves them.
 * What cannot be asked about is journalled.
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_ask_now (IsgStore *store, const char *uuid, GError **error);

/**
 * isg_send_again:
 * @store: a store
 * @uuid: the record's
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT
 *
 * After a refusal whose cause lay outside (212, 213): new submissions of the same text with the
 * signature kept, QUEUED.
 *
 * Thread: the owner of @store.  Source: submission.md 3 (REJECTED, again unchanged).
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_send_again (IsgStore *store, const char *uuid, GError **error);

/**
 * IsgHelpAct:
 *
 * What a person may decide for a row in NEEDS_HELP.
 */
typedef enum {
  ISG_HELP_SEND_AGAIN, /* same number */
  ISG_HELP_NEW_NUMBER,
  ISG_HELP_WITHDRAW,
  ISG_HELP_REPORTED_ELSEWHERE,
} IsgHelpAct;

/**
 * isg_help_decide:
 * @store: a store
 * @key: the submission's key
 * @act: what to do
 * @reason: why, or the evidence; must not be empty
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT where submission.md 3 (NEEDS_HELP) does not allow it yet
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_help_decide (IsgStore *store,
                          const char *key,
                          IsgHelpAct act,
                          const char *reason,
                          GError **error);

/**
 * isg_signature_gate_open:
 * @store: a store
 * @scope: (nullable): of one gate SIGNATURE, "method@pack"; %NULL for each that is shut
 * @reason: why the Ministry should accept the signature's form now; must not be empty
 * @out_n: (out): how many were opened
 * @error: %ISG_SUBMIT_ERROR _NOT_FIT without a reason or without such a gate
 *
 * Gate SIGNATURE stops a method's saves under a pack once the Ministry did not accept the form of a
 * signature. Neither time nor a probe can open it: a person does, who knows that the cause is
 * mended (here, or by sending again what met it: isg_help_decide ()). One save then finds out; if
 * it is refused again, the gate is shut again. Journalled with the reason.
 *
 * Thread: the owner of @store.  Source: submission.md 1 and 3 (214, 222).
 *
 * Returns: %FALSE, and nothing written, with @error
 */
gboolean isg_signature_gate_open (IsgStore *store,
                                  const char *scope,
                                  const char *reason,
                                  guint *out_n,
                                  GError **error);

G_END_DECLS
