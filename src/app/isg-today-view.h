/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-due-board.h"
#include "app/isg-plot-values.h"
#include "store/isg-store-record.h"

G_BEGIN_DECLS

/* What the page Bugün shows, computed without a widget. */

/**
 * IsgTodayType:
 * @ISG_TODAY_HEADING: title of a group
 * @ISG_TODAY_NOTE: a sentence: nothing waits
 * @ISG_TODAY_DUTY: one date
 * @ISG_TODAY_MANY: the same for several people of a workplace
 * @ISG_TODAY_CLOCK: an accident whose SGK clock runs
 * @ISG_TODAY_RECORD: a record: where you left off, or what waits for signature, mending, an answer
 * @ISG_TODAY_PLOT: the plot
 */
typedef enum {
  ISG_TODAY_HEADING,
  ISG_TODAY_NOTE,
  ISG_TODAY_DUTY,
  ISG_TODAY_MANY,
  ISG_TODAY_CLOCK,
  ISG_TODAY_RECORD,
  ISG_TODAY_PLOT,
} IsgTodayType;

/**
 * IsgTodayFilter:
 * @ISG_TODAY_ALL: everything
 * @ISG_TODAY_LATE: what is overdue
 * @ISG_TODAY_SOON: what is due within 30 days
 * @ISG_TODAY_MONTH: what is due in a month
 * @ISG_TODAY_SIGN: records that wait for signature
 * @ISG_TODAY_MEND: records to be mended
 * @ISG_TODAY_ANSWER: records for which no answer has come
 */
typedef enum {
  ISG_TODAY_ALL,
  ISG_TODAY_LATE,
  ISG_TODAY_SOON,
  ISG_TODAY_MONTH,
  ISG_TODAY_SIGN,
  ISG_TODAY_MEND,
  ISG_TODAY_ANSWER,
} IsgTodayFilter;

#define ISG_TYPE_TODAY_ENTRY (isg_today_entry_get_type ())
G_DECLARE_FINAL_TYPE (IsgTodayEntry, isg_today_entry, ISG, TODAY_ENTRY, GObject)

/**
 * IsgTodayEntry:
 *
 * A line of the page. Does not change.
 */
struct _IsgTodayEntry {
  GObject parent_instance;

  IsgTodayType type;
  char *title;
  char *detail; /* (nullable): small type below */
  char *when;   /* (nullable): at the right */
  gboolean late;
  gboolean soon;
  gboolean put_off;         /* greyed */
  gboolean first, last;     /* of its group */
  gboolean nested;          /* a person under an unfolded line */
  gboolean unfolded;        /* of MANY */
  char *key;                /* (nullable): of MANY that unfolds */
  GPtrArray *tasks;         /* (owned) (nullable) (element-type IsgDueTask): of DUTY, MANY, CLOCK */
  char *kind, *uuid;        /* (nullable): of RECORD */
  char *workplace;          /* (nullable): uuid */
  char *badge, *badge_note; /* (nullable): of RECORD */
};

/**
 * IsgTodayRecord:
 *
 * A record as the page lists it.
 */
typedef struct {
  char *kind;
  char *uuid;
  char *title;
  char *workplace;       /* (nullable): uuid */
  char *workplace_title; /* (nullable) */
  char *badge;
  char *badge_note;
  guint missing;
} IsgTodayRecord;

/**
 * isg_today_record_free:
 * @record: (transfer full) (nullable): a record
 *
 * Thread: any.
 */
void isg_today_record_free (IsgTodayRecord *record);

/**
 * IsgTodayQuery:
 *
 * From what the page is made.
 */
typedef struct {
  IsgRules *rules;
  IsgLanguage language;
  IsgDate today;
  IsgTodayFilter filter;
  int month;            /* of MONTH: year * 12 + month - 1 */
  gboolean all;         /* every workplace is shown: lines say which */
  IsgDueBoard *board;   /* (nullable): knows what was put off */
  GPtrArray *tasks;     /* (element-type IsgDueTask): by date */
  GPtrArray *left_off;  /* (nullable) (element-type IsgTodayRecord) */
  GPtrArray *records;   /* (nullable) (element-type IsgTodayRecord): of SIGN, MEND, ANSWER */
  GHashTable *unfolded; /* (nullable) (element-type utf8): keys of lines that are unfolded */
} IsgTodayQuery;

/**
 * isg_today_view:
 * @query: from what it is made
 *
 * Thread: main.  Source: ui.md 3.1.
 *
 * Returns: (transfer full) (element-type IsgTodayEntry): the page's lines
 */
GPtrArray *isg_today_view (const IsgTodayQuery *query);

/**
 * isg_today_when:
 * @date: a day, or %ISG_DATE_NONE
 * @today: today
 * @late: whether it is overdue
 *
 * Thread: any.
 *
 * Returns: (transfer full): "12 gün gecikti", "bugün", "yarın", "03.12.2026"
 */
char *isg_today_when (IsgDate date, IsgDate today, gboolean late);

/**
 * isg_today_clock_text:
 * @rules: the pack, with its holidays
 * @item: a notice to SGK
 * @today: today
 *
 * Thread: any.
 *
 * Returns: (transfer full): "SGK'ya bildirim: kalan 2 iş günü, son gün 25.11.2026 Çarşamba (5510
 * m.13)"
 */
char *isg_today_clock_text (IsgRules *rules, const IsgDueItem *item, IsgDate today);

/**
 * isg_today_plot:
 * @tasks: (element-type IsgDueTask): what is due
 * @today: today
 *
 * Plot 1: what is overdue, and what is due in each of six months.
 *
 * Thread: any.  Source: ui.md 8.
 *
 * Returns: (transfer full): its values; ids "late" and the month as a number
 */
IsgPlotValues *isg_today_plot (GPtrArray *tasks, IsgDate today);

/**
 * isg_today_month_name:
 * @month: year * 12 + month - 1
 * @short_form: whether it stands under a bar
 *
 * Thread: any.
 *
 * Returns: (transfer full): "Kas", "Kasım 2026"
 */
char *isg_today_month_name (int month, gboolean short_form);

/**
 * isg_today_due_detail:
 * @item: an item
 * @rules: the pack
 * @workplace: whether the workplace is said
 *
 * Thread: any.
 *
 * Returns: (transfer full): "Öz Kasap · Tehlikeli: en geç 3 yılda bir (Hekim Yön. m.9)"
 */
char *isg_today_due_detail (const IsgDueItem *item, IsgRules *rules, gboolean workplace);

G_END_DECLS
