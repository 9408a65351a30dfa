/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-calendar-private.h"

/* A training that counts: its day and its minutes, in thousandths. */
typedef struct {
  IsgDate date;
  gint64 amount;
  const IsgFact *row;
} Session;

/* Where a person stands. */
typedef struct {
  IsgDate done;       /* the day on which the hours were last complete, or NONE */
  const IsgFact *row; /* (nullable): the training that completed them */
  gint64 begun;       /* what counts towards the next time, in thousandths */
  gboolean needs_class;
} Standing;

static int
compare_sessions (gconstpointer a, gconstpointer b)
{
  const Session *left = a, *right = b;

  return (left->date > right->date) - (left->date < right->date);
}

static GArray *
sessions_of (IsgCalendarRun *run, const IsgDueRule *rule, const char *employee)
{
  GPtrArray *rows = isg_calendar_rows_of (run, &rule->done, employee);
  GArray *sessions = g_array_new (FALSE, FALSE, sizeof (Session));

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgFact *row = g_ptr_array_index (rows, i);
    const char *amount = row->values[rule->amount];
    Session session = { isg_fact_date (row, rule->done.date), 0, row };

    if (row->closed || session.date == ISG_DATE_NONE || session.date > run->today || amount == NULL
        || !g_ascii_string_to_signed (amount, 10, 0, G_MAXINT64, &session.amount, NULL)
        || !isg_fact_fits (row, rule->done.where))
      continue;
    g_array_append_val (sessions, session);
  }
  g_array_sort (sessions, compare_sessions);
  return sessions;
}

/* Lesson hours of the day's rule set in minutes, as thousandths; -1 when there is no such rule. */
static gint64
needed (IsgCalendarRun *run,
        const IsgDueRule *rule,
        const char *topic,
        IsgDate day,
        const IsgTerm **out_term,
        gboolean *out_needs_class)
{
  gboolean ignored;
  const IsgTerm *hours = isg_calendar_find_term (run, topic, day, out_needs_class);
  const IsgTerm *lesson = isg_calendar_find_term (run, rule->lesson, day, &ignored);
  IsgDecimal minutes, thousandths;
  g_autofree char *digits = NULL;
  gint64 n = -1;

  if (out_term != NULL)
    *out_term = hours;
  if (hours == NULL || lesson == NULL
      || !isg_decimal_multiply (hours->value, lesson->value, &minutes)
      || !isg_decimal_multiply (minutes, isg_decimal_from_int (1000), &thousandths))
    return -1;
  digits = isg_decimal_to_string (thousandths, 0);
  return g_ascii_string_to_signed (digits, 10, 0, G_MAXINT64, &n, NULL) ? n : -1;
}

/* The first session that still counts together with one on @day. */
static guint
first_together (IsgCalendarRun *run,
                const IsgDueRule *rule,
                GArray *sessions,
                guint from,
                IsgDate day)
{
  gboolean ignored;
  const IsgTerm *together = isg_calendar_find_term (run, rule->together, day, &ignored);

  for (; from < sessions->len; from++) {
    IsgDate end = day;

    if (together == NULL
        || !isg_term_add (run->rules, together, g_array_index (sessions, Session, from).date, &end)
        || end >= day)
      break;
  }
  return from;
}

static gint64
sum (GArray *sessions, guint from, guint to)
{
  gint64 all = 0;

  for (guint i = from; i < to; i++)
    all += g_array_index (sessions, Session, i).amount;
  return all;
}

/* Follows the trainings in their order: each time that the parts of one year reach what the rule
 * set of the day asks for, the training is complete and the next one begins. */
static Standing
follow (IsgCalendarRun *run, const IsgDueRule *rule, GArray *sessions)
{
  Standing standing = { ISG_DATE_NONE, NULL, 0, FALSE };
  guint from = 0;

  for (guint i = 0; i < sessions->len; i++) {
    const Session *session = &g_array_index (sessions, Session, i);
    const char *topic = standing.done == ISG_DATE_NONE ? rule->first : rule->again;
    gint64 need = needed (run, rule, topic, session->date, NULL, &standing.needs_class);

    from = first_together (run, rule, sessions, from, session->date);
    if (need < 0 || sum (sessions, from, i + 1) < need)
      continue;
    standing.done = session->date;
    standing.row = session->row;
    from = i + 1;
  }
  from = first_together (run, rule, sessions, from, run->today);
  standing.begun = sum (sessions, from, sessions->len);
  return standing;
}

static void
emit_first (IsgCalendarRun *run, const IsgDueRule *rule, const IsgFact *person, Standing standing)
{
  IsgDate start = isg_fact_date (person, run->defs->start);
  IsgDueItem item = { .rule = rule, .from = start, .date = start, .done_minutes = -1 };
  gboolean needs_class;
  gint64 need = needed (run, rule, rule->first, MAX (start, run->today), &item.term, &needs_class);

  if (need < 0 && !needs_class)
    return;
  if (start == ISG_DATE_NONE)
    item.missing = isg_calendar_column_name (run, run->defs->people, run->defs->start);
  else if (needs_class) {
    item.missing = run->defs->class_path;
    item.date = ISG_DATE_NONE;
  } else {
    item.done_minutes = (int) (standing.begun / 1000);
    item.needed_minutes = (int) (need / 1000);
  }
  isg_calendar_emit (run, &item, person, person);
}

static void
emit_again (IsgCalendarRun *run, const IsgDueRule *rule, const IsgFact *person, Standing standing)
{
  IsgDueItem item
    = { .rule = rule, .from = standing.done, .date = ISG_DATE_NONE, .done_minutes = -1 };
  gboolean needs_class;
  gint64 need;

  item.term = isg_calendar_find_term (run, rule->term, standing.done, &needs_class);
  if (item.term == NULL || !isg_term_add (run->rules, item.term, standing.done, &item.date))
    return;
  need = needed (run, rule, rule->again, MAX (item.date, run->today), NULL, &needs_class);
  if (need >= 0) {
    item.done_minutes = (int) (standing.begun / 1000);
    item.needed_minutes = (int) (need / 1000);
  }
  isg_calendar_emit (run, &item, person, standing.row);
}

void
isg_calendar_hours (IsgCalendarRun *run, const IsgDueRule *rule)
{
  GPtrArray *people = isg_facts_rows (run->facts, run->defs->people);

  for (guint i = 0; i < people->len; i++) {
    const IsgFact *person = g_ptr_array_index (people, i);
    g_autoptr (GArray) sessions = NULL;
    Standing standing;

    if (!isg_calendar_works (run, person))
      continue;
    sessions = sessions_of (run, rule, person->record);
    standing = follow (run, rule, sessions);
    if (standing.done == ISG_DATE_NONE && !rule->emits_again)
      emit_first (run, rule, person, standing);
    else if (standing.done != ISG_DATE_NONE && rule->emits_again)
      emit_again (run, rule, person, standing);
  }
}
