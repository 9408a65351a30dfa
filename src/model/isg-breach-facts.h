/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What is known when personal data has got into other hands, as plain values: filled from a store,
 * drawn on paper.  Source: domain.md 8 (6698 art. 12/5; board decision 2019/10). */

/**
 * IsgBreachAccess:
 *
 * Somebody did something with the data. Nothing of it tells what the data says.
 */
typedef struct {
  gint64 time; /* seconds since 1970 UTC */
  char *actor;
  char *act;    /* of the journal: "health.read" */
  char *record; /* uuid; "" for none */
} IsgBreachAccess;

/**
 * IsgBreachCount:
 *
 * How many records of a kind there are.
 */
typedef struct {
  char *kind;
  gint64 rows;
} IsgBreachCount;

/**
 * IsgBreachFacts:
 *
 * What is known.
 */
typedef struct {
  gint64 learned; /* when it was learned, seconds since 1970 UTC */
  gint64 printed_at;
  gboolean encrypted;     /* the store's file */
  gboolean health_sealed; /* the health details, under a key of their own */
  gint64 last_backup;     /* 0: none */
  gint64 from;            /* of the access log; 0: from the beginning */
  gint64 until;           /* before; 0: to the end */
  GPtrArray *counts;      /* (element-type IsgBreachCount) */
  GPtrArray *accesses;    /* (element-type IsgBreachAccess): oldest first */
} IsgBreachFacts;

/**
 * isg_breach_facts_new:
 *
 * Thread: any.
 *
 * Returns: (transfer full): empty ones
 */
IsgBreachFacts *isg_breach_facts_new (void);

/**
 * isg_breach_facts_free:
 * @facts: (transfer full) (nullable): facts
 *
 * Thread: any.
 */
void isg_breach_facts_free (IsgBreachFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgBreachFacts, isg_breach_facts_free)

G_END_DECLS
