/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store.h"

G_BEGIN_DECLS

/* What the Ministry said of professionals and workplaces, remembered with its day. */

/**
 * IsgStoredBond:
 *
 * The last answer to one question about a professional at a workplace.
 */
typedef struct {
  char *professional; /* (owned): record's uuid */
  char *workplace;    /* (owned): record's uuid */
  char *question;     /* (owned): the pack's name of it */
  char *method;       /* (owned): id of the method by whose definition it was asked */
  char *sha256;       /* (owned): of the question as it was asked */
  gboolean bonded;    /* where @answered is not 0 */
  gint64 answered;    /* seconds since 1970 UTC; 0: never */
  gint64 tried;       /* the same, of the last time it was asked, answered or not */
  int code;           /* the Ministry's, of the last time; 0: none came */
  char *message;      /* (owned) (nullable): its words */
} IsgStoredBond;

/**
 * isg_stored_bond_free:
 * @bond: (transfer full) (nullable): a bond
 *
 * Thread: any.
 */
void isg_stored_bond_free (IsgStoredBond *bond);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgStoredBond, isg_stored_bond_free)

/**
 * isg_store_bonds:
 * @store: a store
 * @professional: uuid
 * @workplace: uuid
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgStoredBond): one for each question that was ever asked;
 * %NULL with @error
 */
GPtrArray *isg_store_bonds (IsgStore *store,
                            const char *professional,
                            const char *workplace,
                            GError **error);

/**
 * isg_store_bond_set:
 * @store: a store
 * @bond: takes the place of what was known of its question
 * @error: %ISG_STORE_ERROR _ABSENT when there is no such record, _BUSY, _FULL, _IO
 *
 * Journalled where it was answered: which question and what was said, no number of anybody.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_bond_set (IsgStore *store, const IsgStoredBond *bond, GError **error);

/**
 * IsgBondPair:
 *
 * A professional and a workplace.
 */
typedef struct {
  char *professional; /* (owned): record's uuid */
  char *workplace;    /* (owned): record's uuid */
} IsgBondPair;

/**
 * isg_bond_pair_new:
 * @professional: uuid
 * @workplace: uuid
 *
 * Thread: any.
 *
 * Returns: (transfer full): a pair
 */
IsgBondPair *isg_bond_pair_new (const char *professional, const char *workplace);

/**
 * isg_bond_pair_free:
 * @pair: (transfer full) (nullable): a pair
 *
 * Thread: any.
 */
void isg_bond_pair_free (IsgBondPair *pair);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgBondPair, isg_bond_pair_free)

/**
 * isg_store_bond_pairs:
 * @store: a store
 * @kind: the kind whose records say who serves which workplace
 * @field: its field that refers to the professional
 * @workplace: (nullable): uuid; only of this one
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgBondPair): each pair of an open record once; %NULL with
 * @error
 */
GPtrArray *isg_store_bond_pairs (IsgStore *store,
                                 const char *kind,
                                 const char *field,
                                 const char *workplace,
                                 GError **error);

/**
 * isg_store_bond_pairs_awaiting:
 * @store: a store
 * @kind: a kind that is sent
 * @field: its field that refers to who signs
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgBondPair): each pair of what waits for a signature
 * once; %NULL with @error
 */
GPtrArray *isg_store_bond_pairs_awaiting (IsgStore *store,
                                          const char *kind,
                                          const char *field,
                                          GError **error);

G_END_DECLS
