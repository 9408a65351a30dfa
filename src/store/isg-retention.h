/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* How long personal data is kept, and its destruction.  The pack's code list "retention_class" says
 * which kind of record is kept for how long (a term of the pack, with its article) after the people
 * in it have left; the list's columns name kinds and fields, no code does.  A clock runs from the
 * latest of the record's own day and the leaving of the last person whom it names; while one of
 * them is still there, it does not run.  When it is over, a person decides: nothing is destroyed by
 * itself.
 *
 * Source: domain.md 8; 6698 art. 7; Kişisel Verilerin Silinmesi Yön. 28.10.2017, RG 30224. */

/**
 * IsgRetentionState:
 * @ISG_RETENTION_STAYS: somebody in it has not left, or it names nobody: no clock runs
 * @ISG_RETENTION_RUNS: its time is not over
 * @ISG_RETENTION_HELD: its time is over, and somebody said that it is kept longer
 * @ISG_RETENTION_OPEN: its time is over, and something of it is still to be sent or answered
 * @ISG_RETENTION_LINKED: its time is over, and records that are kept refer to it
 * @ISG_RETENTION_DUE: its time is over: it is to be destroyed
 */
typedef enum {
  ISG_RETENTION_STAYS,
  ISG_RETENTION_RUNS,
  ISG_RETENTION_HELD,
  ISG_RETENTION_OPEN,
  ISG_RETENTION_LINKED,
  ISG_RETENTION_DUE,
} IsgRetentionState;

/**
 * isg_retention_state_name:
 * @state: a state
 *
 * Thread: any.
 *
 * Returns: (transfer none): "stays", "runs", "held", "open", "linked", "due"
 */
const char *isg_retention_state_name (IsgRetentionState state);

/**
 * isg_retention_class_label:
 * @rules: a pack
 * @class_: a class
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): its name
 */
const char *isg_retention_class_label (IsgRules *rules, const char *class_, IsgLanguage language);

/**
 * isg_retention_class_note:
 * @rules: a pack
 * @class_: a class
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what to look at before something of it is destroyed: who is
 * to be held longer
 */
const char *isg_retention_class_note (IsgRules *rules, const char *class_, IsgLanguage language);

/**
 * IsgRetentionItem:
 *
 * A record and its clock.
 */
typedef struct {
  char *uuid;
  char *kind;
  char *title_tr;
  char *title_en;
  const char *class_; /* (unowned): code of the list */
  const char *rule;   /* (unowned): id of the term */
  const char *article;
  IsgDate since;     /* %ISG_DATE_NONE: no clock runs */
  IsgDate due;       /* first day on which it may be destroyed; %ISG_DATE_NONE */
  IsgDate held;      /* until which day it is held; %ISG_DATE_NONE */
  char *hold_reason; /* (nullable) */
  IsgRetentionState state;
} IsgRetentionItem;

/**
 * isg_store_retention_list:
 * @store: a store
 * @today: the day
 * @due_only: whether only what is to be destroyed is listed
 * @error: %ISG_STORE_ERROR
 *
 * Kinds that the store's role may not see are left out. Constant strings live as long as the
 * store's rule pack.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgRetentionItem): the records of every class, class by
 * class; in a list of what is due those that must go first stand first; %NULL with @error
 */
GPtrArray *isg_store_retention_list (IsgStore *store,
                                     IsgDate today,
                                     gboolean due_only,
                                     GError **error);

/**
 * isg_store_retention_hold:
 * @store: a store
 * @uuid: a record; a person's: what names the person is held as well
 * @until: kept at least until this day; %ISG_DATE_NONE lets go
 * @reason: why, a sentence; kept in the store and not in the journal
 * @error: %ISG_STORE_ERROR _ABSENT, _INVALID without a reason
 *
 * For what must be kept longer than its class says: 40 years after work with carcinogens or
 * asbestos, a disease's own rule, a trial. Journalled.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_retention_hold (IsgStore *store,
                                   const char *uuid,
                                   IsgDate until,
                                   const char *reason,
                                   GError **error);

/**
 * IsgDestruction:
 *
 * What is known of a record that was destroyed.
 */
typedef struct {
  char *uuid;
  char *kind;
  gint64 time; /* seconds since 1970 UTC */
  char *actor;
  char *class_;
  char *rule;
  char *article;
  char *pack;
  IsgDate since;
  IsgDate due;
  guint revisions;
  guint submissions;
  guint shared; /* replies that were kept, because they answer for other people too */
} IsgDestruction;

/**
 * isg_destruction_free:
 * @destruction: (transfer full) (nullable): one
 *
 * Thread: any.
 */
void isg_destruction_free (IsgDestruction *destruction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgDestruction, isg_destruction_free)

/**
 * isg_store_retention_destroy:
 * @store: a store
 * @uuid: a record
 * @today: the day
 * @out_destruction: (out) (transfer full) (optional): the record of it
 * @error: %ISG_STORE_ERROR _ABSENT, _CONFLICT when its state is not %ISG_RETENTION_DUE, _BUSY,
 * _FULL, _IO
 *
 * Empties every revision of it, its titles and search words, its draft, and of what was sent for it
 * texts, signatures, people, messages and replies; in one transaction, with its record and a line
 * of the journal. What stays: that there was a record of this kind with this number, when its
 * revisions were written and by whom, numbers and states of submissions, so that nothing is sent a
 * second time. The health key is not needed. Call isg_store_retention_finish () after the last one.
 *
 * Backups that were made before still hold it: they go when rotation takes them away.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE, and nothing destroyed, with @error
 */
gboolean isg_store_retention_destroy (IsgStore *store,
                                      const char *uuid,
                                      IsgDate today,
                                      IsgDestruction **out_destruction,
                                      GError **error);

/**
 * isg_store_retention_finish:
 * @store: a store in no transaction
 * @out_finished: (out): %FALSE while another handle is in the way: call it again later
 * @error: %ISG_STORE_ERROR _FULL, _IO
 *
 * Makes the search words anew and writes the file anew, so that no free place in it and in its log
 * keeps what was destroyed. Does nothing when nothing was destroyed since the last time.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_retention_finish (IsgStore *store, gboolean *out_finished, GError **error);

/**
 * isg_store_retention_destroyed:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * The record of what was destroyed is kept for ever, the three years of the law included.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgDestruction): all of them, oldest first; %NULL with
 * @error
 */
GPtrArray *isg_store_retention_destroyed (IsgStore *store, GError **error);

G_END_DECLS
