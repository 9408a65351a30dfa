/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgDueState:
 * @ISG_DUE_OVERDUE: the day has passed
 * @ISG_DUE_DUE: today, or within the days that the pack calls soon (30)
 * @ISG_DUE_OK: later
 * @ISG_DUE_UNKNOWN: it cannot be computed; isg_due_item_missing () says what is not known
 */
typedef enum {
  ISG_DUE_OVERDUE,
  ISG_DUE_DUE,
  ISG_DUE_OK,
  ISG_DUE_UNKNOWN,
} IsgDueState;

/**
 * isg_due_state_name:
 * @state: a state
 *
 * Thread: any.
 *
 * Returns: (transfer none): "overdue", "due", "ok", "unknown"
 */
const char *isg_due_state_name (IsgDueState state);

typedef struct _IsgDueRule IsgDueRule;

/**
 * IsgDueItem:
 *
 * One date of the legal calendar: by which rule, from which record, for whom. Owned by its list.
 */
typedef struct {
  const IsgDueRule *rule; /* (unowned): the pack's */
  const IsgTerm *term;    /* (unowned) (nullable): the dated term that held */
  IsgDate date;           /* ISG_DATE_NONE when unknown */
  IsgDate from;           /* the day it counts from, or ISG_DATE_NONE */
  IsgDueState state;
  const char *missing;   /* (nullable): "kind.field" or "holidays": what is not known */
  const char *workplace; /* uuid */
  const char *workplace_title;
  const char *hazard_class;   /* (nullable): under which it was computed */
  const char *employee;       /* (nullable): uuid */
  const char *employee_title; /* (nullable) */
  const char *record;         /* (nullable): uuid of the record the date comes from */
  const char *record_title;   /* (nullable) */
  guint line;                 /* group of the record's list, from 0 */
  int year;                   /* of a yearly paper; 0: none */
  int done_minutes;           /* of a training that is begun; -1: does not apply */
  int needed_minutes;
} IsgDueItem;

/**
 * isg_due_item_rule:
 * @item: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none): the rule's id, which never changes its meaning: "exam-periodic"
 */
const char *isg_due_item_rule (const IsgDueItem *item);

/**
 * isg_due_item_topic:
 * @item: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none): "exam", "training", "risk", "emergency", "equipment", "accident",
 * "contract", "paper", "person", "retention"
 */
const char *isg_due_item_topic (const IsgDueItem *item);

/**
 * isg_due_item_article:
 * @item: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none): where it stands: "Hekim Yön. m.9"
 */
const char *isg_due_item_article (const IsgDueItem *item);

/**
 * isg_due_item_verify:
 * @item: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what about the rule is still to be compared with the
 * gazette; shown as a hint
 */
const char *isg_due_item_verify (const IsgDueItem *item);

/**
 * isg_due_item_opens:
 * @item: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the kind whose form does it: "health_exam"
 */
const char *isg_due_item_opens (const IsgDueItem *item);

/**
 * isg_due_item_fills:
 * @item: an item
 * @index: which, from 0
 * @out_field: (out) (transfer none): a field of the kind that it opens
 * @out_code: (out) (transfer none): the code that a new record has there
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, when there are not so many
 */
gboolean isg_due_item_fills (const IsgDueItem *item,
                             guint index,
                             const char **out_field,
                             const char **out_code);

/**
 * isg_due_item_opens_record:
 * @item: an item
 *
 * Thread: any.
 *
 * Returns: whether it is done in the record that the date comes from (the SGK receipt of an
 * accident, a measure of an assessment), and not by a new one
 */
gboolean isg_due_item_opens_record (const IsgDueItem *item);

/**
 * isg_due_item_key:
 * @item: an item
 *
 * What the duty is, not when: the same for the same duty after its day has moved. Names nobody.
 *
 * Thread: any.
 *
 * Returns: (transfer full): 32 hexadecimal digits
 */
char *isg_due_item_key (const IsgDueItem *item);

/**
 * isg_due_item_record_kind:
 * @item: an item
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the kind of the record that the date comes from
 */
const char *isg_due_item_record_kind (const IsgDueItem *item);

/**
 * isg_due_item_text:
 * @item: an item
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer none): what is to be done: "Periyodik muayene"
 */
const char *isg_due_item_text (const IsgDueItem *item, IsgLanguage language);

/**
 * isg_due_item_why:
 * @item: an item
 * @rules: the pack
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full): why on that day: "Tehlikeli: 3 yılda bir"; or, of an unknown one, what
 * is missing; never a health detail
 */
char *isg_due_item_why (const IsgDueItem *item, IsgRules *rules, IsgLanguage language);

/**
 * IsgDueList:
 *
 * Items and the texts they point to.
 */
typedef struct _IsgDueList IsgDueList;

/**
 * isg_due_list_new:
 * @rules: the pack
 * @until: items after this day are left out; %ISG_DATE_NONE: none are
 *
 * Thread: one.
 *
 * Returns: (transfer full): an empty list
 */
IsgDueList *isg_due_list_new (IsgRules *rules, IsgDate until);

/**
 * isg_due_list_free:
 * @list: (transfer full) (nullable): a list
 *
 * Thread: one.
 */
void isg_due_list_free (IsgDueList *list);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgDueList, isg_due_list_free)

/**
 * isg_due_list_rules:
 * @list: a list
 *
 * Thread: any.
 *
 * Returns: (transfer none): the pack it was computed by
 */
IsgRules *isg_due_list_rules (IsgDueList *list);

/**
 * isg_due_list_items:
 * @list: a list
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgDueItem): the items, after isg_due_list_sort () by date
 */
GPtrArray *isg_due_list_items (IsgDueList *list);

/**
 * isg_due_list_sort:
 * @list: a list
 *
 * By date, those without one last; then by workplace, rule, person and record, so that two runs
 * over the same records agree.
 *
 * Thread: one.
 */
void isg_due_list_sort (IsgDueList *list);

/**
 * isg_due_list_count:
 * @list: a list
 * @workplace: (nullable): uuid; %NULL for all
 * @state: which
 *
 * Thread: any.
 *
 * Returns: how many items are in that state
 */
guint isg_due_list_count (IsgDueList *list, const char *workplace, IsgDueState state);

/**
 * isg_due_list_months:
 * @list: a list
 * @workplace: (nullable): uuid; %NULL for all
 * @first: a day of the first month
 * @n_months: how many months
 * @out_counts: (out caller-allocates) (array length=n_months): items whose day lies in the month
 *
 * For the plot "the next six months". Overdue items stand in their own month.
 *
 * Thread: any.  Source: ui.md 8, plot 1.
 */
void isg_due_list_months (IsgDueList *list,
                          const char *workplace,
                          IsgDate first,
                          guint n_months,
                          guint *out_counts);

/**
 * IsgDueMove:
 *
 * What a change of class, record or pack did to a date. One of both is %NULL when the item came or
 * went; both are there when date, state or term differ.
 */
typedef struct {
  const IsgDueItem *before; /* (unowned) (nullable): an item of the first list */
  const IsgDueItem *after;  /* (unowned) (nullable): an item of the second list */
} IsgDueMove;

/**
 * isg_due_list_moves:
 * @before: a list
 * @after: another one, perhaps by another pack, both without a last day or with the same one
 *
 * Thread: one.  Source: domain.md 1.3: when a class changes, show what moved and why.
 *
 * Returns: (transfer full) (element-type IsgDueMove): what differs, in the order of the later date;
 * the moves point into both lists
 */
GPtrArray *isg_due_list_moves (IsgDueList *before, IsgDueList *after);

/**
 * isg_due_list_to_ics:
 * @list: a list
 * @now: seconds since 1970 UTC, for DTSTAMP
 * @language: which
 *
 * An RFC 5545 calendar: a whole-day event for each item that has a date, with rule, article and
 * workplace. Its UID stays the same for the same duty, so that a second import moves it. No health
 * detail stands in it.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the text, CRLF line ends, UTF-8
 */
char *isg_due_list_to_ics (IsgDueList *list, gint64 now, IsgLanguage language);

G_END_DECLS
