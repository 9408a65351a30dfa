/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-calendar.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/* The legal calendar over what is kept: the store gathers the facts that the pack's rules ask for
 * (isg_calendar_tables ()) and has them computed. Nothing of it is kept, so a date is always that
 * of the newest records, the workplace's class and the pack in force. */

/**
 * IsgDueQuery:
 *
 * What is asked. Set `until` always.
 */
typedef struct {
  const char *workplace; /* (nullable): uuid; %NULL for all open ones */
  IsgDate until;         /* ISG_DATE_NONE: no last day */
  IsgLanguage language;  /* of titles */
} IsgDueQuery;

/**
 * isg_store_due:
 * @store: a store
 * @query: what is asked
 * @error: %ISG_STORE_ERROR _ABSENT (no such open workplace), _BUSY, _IO, _CORRUPT
 *
 * Thread: the owner.  Source: domain.md 10.3; design.md 9 `due`.
 *
 * Returns: (transfer full): what is due, sorted by date, or %NULL with @error
 */
IsgDueList *isg_store_due (IsgStore *store, const IsgDueQuery *query, GError **error);

/**
 * isg_store_facts:
 * @store: a store
 * @workplace: uuid
 * @language: of titles
 * @error: %ISG_STORE_ERROR _ABSENT, _BUSY, _IO, _CORRUPT
 *
 * For questions of one's own to isg_calendar_due (): what another class would move, how many people
 * work there.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full): what is known of the workplace today, or %NULL with @error
 */
IsgFacts *isg_store_facts (IsgStore *store,
                           const char *workplace,
                           IsgLanguage language,
                           GError **error);

/**
 * IsgDueStamp:
 *
 * On what the dates of a workplace depend: when @stamp is the same, so are they, on the same day.
 */
typedef struct {
  char *workplace; /* (owned): uuid */
  char *stamp;     /* (owned) */
} IsgDueStamp;

/**
 * isg_due_stamp_free:
 * @stamp: (transfer full) (nullable): a stamp
 *
 * Thread: any.
 */
void isg_due_stamp_free (IsgDueStamp *stamp);

/**
 * isg_store_due_stamps:
 * @store: a store
 * @error: %ISG_STORE_ERROR _BUSY, _IO, _CORRUPT
 *
 * For who shows the calendar of many workplaces: only those whose stamp is another are asked about
 * again.
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgDueStamp): one for each open workplace, in the order of
 * their names, or %NULL with @error
 */
GPtrArray *isg_store_due_stamps (IsgStore *store, GError **error);

/**
 * IsgDueComparison:
 *
 * What a change of class does to a workplace's dates.
 */
typedef struct {
  IsgDueList *before; /* (owned) */
  IsgDueList *after;  /* (owned) */
  GPtrArray *moves;   /* (owned) (element-type IsgDueMove): into both lists */
} IsgDueComparison;

/**
 * isg_due_comparison_free:
 * @comparison: (transfer full) (nullable): a comparison
 *
 * Thread: one.
 */
void isg_due_comparison_free (IsgDueComparison *comparison);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgDueComparison, isg_due_comparison_free)

/**
 * isg_store_due_compare:
 * @store: a store
 * @workplace: uuid
 * @class_before: (nullable): the class that was
 * @class_after: (nullable): the class that is, or would be
 * @language: of titles
 * @error: %ISG_STORE_ERROR _ABSENT, _BUSY, _IO, _CORRUPT
 *
 * Computes the workplace's dates under both classes from the same records, for "What moves?" before
 * or after the class is edited.
 *
 * Thread: the owner.  Source: domain.md 1.3.
 *
 * Returns: (transfer full): the comparison, or %NULL with @error
 */
IsgDueComparison *isg_store_due_compare (IsgStore *store,
                                         const char *workplace,
                                         const char *class_before,
                                         const char *class_after,
                                         IsgLanguage language,
                                         GError **error);

G_END_DECLS
