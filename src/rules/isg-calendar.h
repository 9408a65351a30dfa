/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-due.h"

G_BEGIN_DECLS

/*
 * The legal calendar, pure: the rules of a pack (data/rules/terms) × facts of one workplace → what
 * is due when. The facts are texts taken out of records; which fields they come from is said by the
 * pack, so whoever reads records asks isg_calendar_tables () and fills a row for each record.
 */

/**
 * IsgFactSource:
 * @ISG_FACT_OWN: a field of the record
 * @ISG_FACT_LINE: a field of one group of the table's list
 * @ISG_FACT_SUM: the sum of a number over the groups of another list, in thousandths
 * @ISG_FACT_THROUGH: a field of the record that a reference leads to
 */
typedef enum {
  ISG_FACT_OWN,
  ISG_FACT_LINE,
  ISG_FACT_SUM,
  ISG_FACT_THROUGH,
} IsgFactSource;

/**
 * IsgFactColumn:
 *
 * One text that the calendar wants of each row.
 */
typedef struct {
  const char *path; /* as the pack writes it: "exam_date", "topics.minutes" */
  IsgFactSource source;
  const char *first; /* the field; of SUM the list, of THROUGH the reference */
  const char *then;  /* (nullable): the field in it */
} IsgFactColumn;

/**
 * IsgFactTable:
 *
 * What the calendar wants of a kind: a row for each record, or for each group of one of its lists.
 */
typedef struct {
  const char *kind;
  const char *list;   /* (nullable) */
  GPtrArray *columns; /* (element-type IsgFactColumn) */
} IsgFactTable;

/**
 * isg_calendar_tables:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgFactTable): what isg_calendar_due () wants to be told
 */
GPtrArray *isg_calendar_tables (IsgRules *rules);

/**
 * isg_calendar_workplaces:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the kind that stands for workplaces; %NULL in a pack without
 * a calendar
 */
const char *isg_calendar_workplaces (IsgRules *rules);

/**
 * isg_calendar_class_field:
 * @rules: a pack
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the field of a workplace in which its hazard class stands;
 * %NULL in a pack without a calendar
 */
const char *isg_calendar_class_field (IsgRules *rules);

/**
 * IsgFact:
 *
 * One row of a table. Every text lives as long as the facts.
 */
typedef struct {
  const char *record; /* uuid */
  const char *title;  /* the record's, in the language asked for */
  guint line;         /* which group of the list, from 0 */
  gboolean closed;
  const char **values; /* by column; %NULL where nothing stands */
} IsgFact;

/**
 * IsgFacts:
 *
 * What is known of one workplace on one day.
 */
typedef struct _IsgFacts IsgFacts;

/**
 * isg_facts_new:
 * @rules: the pack whose tables are filled
 * @workplace: its uuid
 * @title: its name
 * @hazard_class: (nullable): low, high or very_high
 *
 * Thread: one.
 *
 * Returns: (transfer full): a workplace without rows
 */
IsgFacts *isg_facts_new (IsgRules *rules,
                         const char *workplace,
                         const char *title,
                         const char *hazard_class);

/**
 * isg_facts_free:
 * @facts: (transfer full) (nullable): facts
 *
 * Thread: one.
 */
void isg_facts_free (IsgFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgFacts, isg_facts_free)

/**
 * isg_facts_set_class:
 * @facts: facts
 * @hazard_class: (nullable): another class, for the question what a change would move
 *
 * Thread: one.
 */
void isg_facts_set_class (IsgFacts *facts, const char *hazard_class);

/**
 * isg_facts_add:
 * @facts: facts
 * @table: index in isg_calendar_tables ()
 * @record: uuid
 * @title: the record's title
 * @line: which group of the list, from 0
 * @closed: whether the record is closed
 * @values: (array): a text or %NULL for each column; copied
 *
 * Dates are "YYYY-MM-DD…", yes/no "1" and "0".
 *
 * Thread: one.
 */
void isg_facts_add (IsgFacts *facts,
                    guint table,
                    const char *record,
                    const char *title,
                    guint line,
                    gboolean closed,
                    const char *const *values);

/**
 * isg_facts_rows:
 * @facts: facts
 * @table: index in isg_calendar_tables ()
 *
 * Thread: one.
 *
 * Returns: (transfer none) (element-type IsgFact): the rows
 */
GPtrArray *isg_facts_rows (const IsgFacts *facts, guint table);

/**
 * isg_facts_employees:
 * @facts: facts
 * @day: a day
 *
 * Thread: one.
 *
 * Returns: how many people work there on that day: begun, not left, not closed
 */
guint isg_facts_employees (const IsgFacts *facts, IsgDate day);

/**
 * isg_calendar_due:
 * @facts: what is known of a workplace
 * @today: from which overdue and due are judged; records dated later are no evidence
 * @list: (inout): where the items are added, those beyond its last day left out
 *
 * Computes every rule of the pack. A workplace in which nobody works and nobody has worked has no
 * duties (Law 6331 art. 2).
 *
 * Thread: one.  Source: domain.md 3.2, 4.5, 4.8, 5.1, 6, 7, 8; articles in data/rules/terms.
 */
void isg_calendar_due (const IsgFacts *facts, IsgDate today, IsgDueList *list);

/* ---- working days ---- */

/**
 * isg_holidays_add_working_days:
 * @rules: a pack with its holidays
 * @date: a day, which is not counted itself
 * @days: how many working days
 * @out_date: (out): the last of them
 *
 * Weekends and whole official holidays do not count; a half day counts, so that the deadline is
 * never later than the law's.
 *
 * Thread: any.  Source: 5510 art. 13; Law 2429; domain.md 5.1.
 *
 * Returns: %FALSE, and nothing written, when the table of holidays does not reach there
 */
gboolean isg_holidays_add_working_days (IsgRules *rules, IsgDate date, int days, IsgDate *out_date);

/**
 * isg_holidays_working_days_left:
 * @rules: a pack with its holidays
 * @today: a day
 * @until: a deadline
 *
 * Thread: any.  Source: ui.md 3.7: "kalan" counts the working days after today.
 *
 * Returns: the working days after @today up to and with @until; 0 on the last day, -1 after it
 */
int isg_holidays_working_days_left (IsgRules *rules, IsgDate today, IsgDate until);

/**
 * isg_holiday_name:
 * @rules: a pack
 * @date: a day
 * @language: which
 * @out_half: (out) (optional): whether only its afternoon is free
 *
 * Thread: any.  Source: Law 2429.
 *
 * Returns: (transfer none) (nullable): what is celebrated on that day
 */
const char *isg_holiday_name (IsgRules *rules,
                              IsgDate date,
                              IsgLanguage language,
                              gboolean *out_half);

/* ---- what must this workplace do? ---- */

/**
 * IsgWorkplaceDuty:
 *
 * One sentence of "What must this workplace do?".
 */
typedef struct {
  const char *id;      /* the pack's */
  char *text;          /* (owned): in plain words */
  const char *article; /* (nullable): the pack's */
  const char *verify;  /* (nullable): what about it is still to be verified */
} IsgWorkplaceDuty;

/**
 * isg_workplace_duty_free:
 * @duty: (transfer full) (nullable): a duty
 *
 * Thread: any.
 */
void isg_workplace_duty_free (IsgWorkplaceDuty *duty);

/**
 * isg_rules_workplace_duties:
 * @rules: a pack
 * @hazard_class: (nullable): low, high, very_high; %NULL leaves out what depends on it
 * @employees: how many work there
 * @today: the day on which the rules must be in force
 * @language: which
 *
 * Thread: any.  Source: domain.md 1.4, 1.5, 6, 7; articles in data/rules/terms/duties.json.
 *
 * Returns: (transfer full) (element-type IsgWorkplaceDuty): the duties in the pack's order
 */
GPtrArray *isg_rules_workplace_duties (IsgRules *rules,
                                       const char *hazard_class,
                                       guint employees,
                                       IsgDate today,
                                       IsgLanguage language);

G_END_DECLS
