/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-calendar.h"
#include "rules/isg-rules-private.h"

G_BEGIN_DECLS

/* What the calendar's definitions are inside, for the files of this folder alone. Columns are
 * indices into the table's columns; -1: none. */

typedef enum {
  ISG_DUE_ONCE,   /* a day of a record, perhaps with a term added */
  ISG_DUE_HOURS,  /* training: so many hours, again after so long */
  ISG_DUE_YEARLY, /* a paper, each year on the same day */
} IsgDueShape;

/* A condition on a row. */
typedef struct {
  int column;
  GPtrArray *values; /* (owned) (nullable) (element-type utf8): one of these */
  gboolean negated;  /* none of these */
  gboolean filled;   /* without values: whether something or nothing stands there */
} IsgFactTest;

/* Rows that count for something: which, since when, whose. */
typedef struct {
  const IsgKind *kind; /* (nullable): not used */
  guint table;
  int date;
  int employee; /* -1: the workplace's; the people's own kind is its own employee */
  gboolean is_people;
  GPtrArray *where; /* (owned) (element-type IsgFactTest) */
} IsgEvidence;

/* Which of several rows of one group counts. */
typedef enum {
  ISG_PICK_EACH,
  ISG_PICK_LATEST,
  ISG_PICK_EARLIEST,
} IsgPick;

/* What is done with a row whose day is empty. */
typedef enum {
  ISG_EMPTY_UNKNOWN,
  ISG_EMPTY_SKIP,
  ISG_EMPTY_OPEN, /* the group has no end */
} IsgEmpty;

struct _IsgDueRule {
  const char *id;
  const char *topic;
  const char *people; /* kind of those who work */
  IsgWords text;
  IsgWords why;         /* (nullable) */
  const char *article;  /* (nullable): of a rule without a term */
  const char *verify;   /* (nullable) */
  const char *opens;    /* (nullable) */
  GPtrArray *fills;     /* (owned) (nullable) (element-type utf8): field, code, field, code … */
  const char *replaces; /* (nullable): of this rule and that one the earlier stands */
  const char *term;     /* (nullable): a topic */
  IsgDueShape shape;

  IsgEvidence base;
  gboolean for_workplace; /* although the row is a person's */
  IsgPick pick;
  GArray *by; /* (owned) (nullable) (element-type int): columns of one group */
  IsgEmpty empty;
  gboolean past;        /* rows dated after today are no evidence */
  gboolean newest;      /* only groups of the newest record of the kind */
  int newest_date;      /* its day, for newest */
  GPtrArray *then;      /* (owned) (element-type IsgFactTest): of the row that was picked */
  GPtrArray *person;    /* (owned) (element-type IsgFactTest): of the person's own row */
  int instead;          /* a day that takes the base's place where it is filled */
  int until;            /* an earlier day of the record's own */
  int plus;             /* days to be added */
  int add;              /* days to be added always */
  gboolean left;        /* for people who have left, instead of those who work there */
  const char *returned; /* (nullable): topic of the absence after which somebody came back */

  GPtrArray *classes; /* (owned) (nullable) (element-type utf8) */
  int size_min;
  int size_max;
  int younger_than; /* on the day itself; 0: does not matter */

  GArray *done_filled; /* (owned) (nullable) (element-type int): columns of the row */
  IsgEvidence done;
  gboolean done_since; /* from the base day on, instead of ever */

  /* hours */
  const char *first; /* topics of terms */
  const char *again;
  const char *lesson;
  const char *together;
  int amount;
  gboolean emits_again;

  /* yearly */
  int month, day;
  int year_column; /* of the evidence in done */
};

/* A sentence of "What must this workplace do?". */
typedef struct {
  const char *id;
  IsgWords text;
  const char *article;
  const char *verify;
  const char *term;   /* (nullable) */
  const char *times;  /* (nullable): a second term, multiplied with the first */
  GPtrArray *classes; /* (owned) (nullable) */
  int size_min;
  int size_max;
} IsgDutyDef;

typedef struct {
  IsgDate date;
  gboolean half;
  IsgWords name;
} IsgHoliday;

/* What accident rates are made from. */
typedef struct {
  IsgEvidence accidents;
  IsgEvidence victims;
  int days; /* columns of the victims */
  int degree;
  GPtrArray *death;     /* (owned) (nullable) (element-type IsgFactTest) */
  GPtrArray *permanent; /* (owned) (nullable) (element-type IsgFactTest) */
} IsgRatesDef;

typedef struct _IsgCalendarDefs {
  GPtrArray *tables;       /* (owned) (element-type IsgFactTable) */
  GPtrArray *rules;        /* (owned) (element-type IsgDueRule) */
  GPtrArray *duties;       /* (owned) (element-type IsgDutyDef) */
  GArray *holidays;        /* (owned) (element-type IsgHoliday), by date */
  GArray *years;           /* (owned) (element-type int): years that the table holds whole */
  guint weekend;           /* bits of weekdays, 1 << 6 is Saturday */
  int soon;                /* days */
  const char *places;      /* (nullable): kind of workplaces */
  const char *class_field; /* (nullable) */
  const char *class_path;  /* (nullable): with its kind */
  guint people;            /* table of those who work */
  int start, leave, birth, same;
  IsgRatesDef rates; /* without a kind: none */
} IsgCalendarDefs;

/**
 * isg_calendar_load:
 * @reader: a reader
 * @rules: the pack, with its kinds and terms
 *
 * Reads "calendar", "due", "duties" and "holidays" of every file in terms/.
 *
 * Thread: the reader's.
 */
void isg_calendar_load (IsgPackReader *reader, IsgRules *rules);

/**
 * isg_calendar_defs_free:
 * @defs: (transfer full) (nullable): definitions
 *
 * Thread: any.
 */
void isg_calendar_defs_free (IsgCalendarDefs *defs);

/**
 * isg_calendar_column:
 * @node: the object in which the path stands
 * @member: the member, for the failure
 * @rules: the pack
 * @table: index of a table
 * @path: a path
 *
 * Thread: the reader's.
 *
 * Returns: the column of the table, made with the first call
 */
int isg_calendar_column (IsgPackNode *node,
                         const char *member,
                         IsgRules *rules,
                         guint table,
                         const char *path);

/**
 * isg_calendar_table:
 * @rules: the pack
 * @kind: a kind
 * @list: (nullable): one of its lists
 *
 * Thread: the reader's.
 *
 * Returns: the index of the table, made with the first call
 */
guint isg_calendar_table (IsgRules *rules, const IsgKind *kind, const char *list);

/**
 * isg_holidays_load:
 * @list: the array "holidays" of a file
 * @defs: (inout): where they are added
 *
 * Thread: the reader's.
 */
void isg_holidays_load (IsgPackNode *list, IsgCalendarDefs *defs);

/**
 * isg_duty_defs_load:
 * @list: the array "duties" of a file
 * @rules: the pack
 *
 * Thread: the reader's.
 */
void isg_duty_defs_load (IsgPackNode *list, IsgRules *rules);

/**
 * isg_calendar_classes:
 * @node: an object
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full) (nullable) (element-type utf8): its "hazard_class", a list of classes
 */
GPtrArray *isg_calendar_classes (IsgPackNode *node);

/**
 * isg_calendar_class_fits:
 * @classes: (nullable) (element-type utf8): the classes for which something holds; %NULL for all
 * @hazard_class: (nullable): the workplace's
 *
 * Thread: any.
 *
 * Returns: whether it holds
 */
gboolean isg_calendar_class_fits (GPtrArray *classes, const char *hazard_class);

/**
 * isg_calendar_topic:
 * @node: an object
 * @member: a name
 * @rules: the pack, with its terms
 * @must: whether it must be there
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none) (nullable): the topic that stands there, of which there is a term
 */
const char *isg_calendar_topic (IsgPackNode *node,
                                const char *member,
                                IsgRules *rules,
                                gboolean must);

/* ---- facts, for the engine ---- */

struct _IsgFacts {
  IsgRules *rules;     /* (owned) */
  GStringChunk *chunk; /* (owned): every text */
  const char *workplace;
  const char *title;
  const char *hazard_class; /* (nullable) */
  GPtrArray *tables;        /* (owned) (element-type GPtrArray of IsgFact) */
};

/**
 * isg_fact_date:
 * @fact: a row
 * @column: a column, or -1
 *
 * Thread: any.
 *
 * Returns: the day that stands there, or %ISG_DATE_NONE
 */
IsgDate isg_fact_date (const IsgFact *fact, int column);

/**
 * isg_fact_fits:
 * @fact: a row
 * @tests: (nullable) (element-type IsgFactTest): conditions
 *
 * Thread: any.
 *
 * Returns: whether it meets them all
 */
gboolean isg_fact_fits (const IsgFact *fact, GPtrArray *tests);

/* ---- the engine's parts ---- */

/**
 * IsgCalendarRun:
 *
 * One computation.
 */
typedef struct {
  const IsgFacts *facts;
  IsgRules *rules;
  const IsgCalendarDefs *defs;
  IsgDueList *list;
  IsgDate today;
  int size;            /* people at work today */
  IsgDate first_start; /* of anybody who worked there, or ISG_DATE_NONE */
  GHashTable *people;  /* (owned) uuid → IsgFact */
  GHashTable
    *indexes; /* (owned) table and column → GHashTable of employee → GPtrArray of IsgFact */
} IsgCalendarRun;

/**
 * isg_calendar_rows_of:
 * @run: a computation
 * @evidence: which rows
 * @employee: a uuid
 *
 * Thread: the computation's.
 *
 * Returns: (transfer none) (nullable) (element-type IsgFact): the person's rows, conditions not yet
 * looked at
 */
GPtrArray *isg_calendar_rows_of (IsgCalendarRun *run,
                                 const IsgEvidence *evidence,
                                 const char *employee);

/**
 * isg_calendar_works:
 * @run: a computation
 * @person: a row of the people's table
 *
 * Thread: the computation's.
 *
 * Returns: whether the person works there, or will begin to
 */
gboolean isg_calendar_works (IsgCalendarRun *run, const IsgFact *person);

/**
 * isg_calendar_hours:
 * @run: a computation
 * @rule: a rule of shape HOURS
 *
 * Thread: the computation's.
 */
void isg_calendar_hours (IsgCalendarRun *run, const IsgDueRule *rule);

/**
 * isg_calendar_yearly:
 * @run: a computation
 * @rule: a rule of shape YEARLY
 *
 * Thread: the computation's.
 */
void isg_calendar_yearly (IsgCalendarRun *run, const IsgDueRule *rule);

/**
 * isg_calendar_find_term:
 * @run: a computation
 * @topic: a topic of terms
 * @day: on which it must be in force
 * @out_needs_class: (out): whether there is none because the class is not known
 *
 * Thread: the computation's.
 *
 * Returns: (transfer none) (nullable): the term
 */
const IsgTerm *isg_calendar_find_term (IsgCalendarRun *run,
                                       const char *topic,
                                       IsgDate day,
                                       gboolean *out_needs_class);

/**
 * isg_calendar_emit:
 * @run: a computation
 * @item: what is known of it: rule, term, date, from, missing, years and minutes
 * @person: (nullable): for whom
 * @row: (nullable): the row that the date comes from
 *
 * Fills in the rest and adds it, unless it is beyond the list's last day.
 *
 * Thread: the computation's.
 */
void isg_calendar_emit (IsgCalendarRun *run,
                        const IsgDueItem *item,
                        const IsgFact *person,
                        const IsgFact *row);

/**
 * isg_calendar_column_name:
 * @run: a computation
 * @table: a table
 * @column: one of its columns
 *
 * Thread: the computation's.
 *
 * Returns: (transfer none): "employee.start_date", for what an item is missing
 */
const char *isg_calendar_column_name (IsgCalendarRun *run, guint table, int column);

/**
 * isg_due_list_drop_replaced:
 * @list: a list
 * @first: the first item to look at
 *
 * Of two rules of which one replaces the other for the same person, the earlier date stands.
 *
 * Thread: one.
 */
void isg_due_list_drop_replaced (IsgDueList *list, guint first);

/**
 * isg_due_list_add:
 * @list: a list
 * @item: an item; its texts are copied
 *
 * Thread: one.
 */
void isg_due_list_add (IsgDueList *list, const IsgDueItem *item);

/**
 * isg_term_add:
 * @rules: a pack
 * @term: (nullable): a term
 * @date: a day
 * @out_date: (out): the day that far on; the same when the term counts no days
 *
 * Thread: any.
 *
 * Returns: %FALSE when the table of holidays does not reach there
 */
gboolean isg_term_add (IsgRules *rules, const IsgTerm *term, IsgDate date, IsgDate *out_date);

/**
 * isg_rules_fill_words:
 * @words: a text in both languages
 * @pairs: (element-type utf8 utf8): place → text
 * @language: which
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): the sentence with its places filled
 */
char *isg_rules_fill_words (const IsgWords *words, GHashTable *pairs, IsgLanguage language);

G_END_DECLS
