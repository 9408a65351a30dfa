/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-bond.h"
#include "submit/isg-submit-step.h"

G_BEGIN_DECLS

/* Whether the Ministry sees a professional at a workplace, asked before anything is signed, so that
 * a refusal is seen before it comes.  What a definition of the pack asks is data; an answer is kept
 * with its day, and is asked for again when it is older than the pack says.  Nothing waits for it:
 * without a network, an address or an answer everything goes on, and no gate is shut. */

/**
 * IsgBondWord:
 * @ISG_BOND_UNKNOWN: never asked, not answered, or asked of numbers that are others now
 * @ISG_BOND_YES: every question that was answered says yes
 * @ISG_BOND_NO: one of them says no
 */
typedef enum {
  ISG_BOND_UNKNOWN,
  ISG_BOND_YES,
  ISG_BOND_NO,
} IsgBondWord;

/**
 * IsgBondKnown:
 *
 * What is known of a pair.
 */
typedef struct {
  IsgBondWord word;
  gint64 time;     /* of the answer that @word rests on, seconds since 1970 UTC; 0: none */
  gboolean is_due; /* there is a question in the pack whose answer is missing or too old */
} IsgBondKnown;

/**
 * isg_bond_known:
 * @store: a store
 * @pair: whom and where
 * @out_known: (out): what is known
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_bond_known (IsgStore *store,
                         const IsgBondPair *pair,
                         IsgBondKnown *out_known,
                         GError **error);

/**
 * isg_bond_pair_of:
 * @store: a store
 * @record: a record
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (nullable): who signs it and its workplace; %NULL when it has not both
 */
IsgBondPair *isg_bond_pair_of (IsgStore *store, IsgRecord *record);

/**
 * isg_bond_pairs_awaiting:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full) (element-type IsgBondPair): of what waits for a signature; %NULL with
 * @error
 */
GPtrArray *isg_bond_pairs_awaiting (IsgStore *store, GError **error);

/**
 * IsgBondTally:
 *
 * What came of asking.
 */
typedef struct {
  gboolean has_way;  /* a method with such questions has an address (and live: firm and password) */
  guint n_asked;     /* questions */
  guint n_answered;  /* of them: with yes or no */
  gboolean stopped;  /* no answer came, or the time was over: the rest was not asked */
  char trouble[160]; /* English, why, for a log; "" */
} IsgBondTally;

/**
 * isg_bond_ask:
 * @tools: what to work with; the deadline is kept, the lease is not needed: nothing is sent
 * @pairs: (element-type IsgBondPair): whom to ask about
 * @anew: whether also what is known and not too old is asked ("Yeniden sor"), and also behind a
 * gate that stops questions
 * @out_tally: (out): what came of it
 * @error: %ISG_STORE_ERROR
 *
 * Asks one question after the other until one is not answered. Of a question that was not answered
 * it is kept that it was tried; what was known stays.
 *
 * Thread: the owner of the store.  Source: issue 4.6; wire.md 2.9.
 *
 * Returns: %FALSE with @error; without a network it is %TRUE
 */
gboolean isg_bond_ask (const IsgSubmitTools *tools,
                       GPtrArray *pairs,
                       gboolean anew,
                       IsgBondTally *out_tally,
                       GError **error);

G_END_DECLS
