/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-transport.h"

G_BEGIN_DECLS

#define MINISTRY_MAX_NUMBERS 600
#define MINISTRY_MAX_FAULTS  64
#define MINISTRY_CONTENT     700

/**
 * MinistryFault:
 *
 * What becomes of one request. Questions take those from DROP on.
 */
typedef enum {
  MINISTRY_PLAIN,        /* judges, stores and says so, every item listed */
  MINISTRY_TAKES,        /* stores; the outcome comes by question */
  MINISTRY_DROPS_BEFORE, /* stores nothing, no reply */
  MINISTRY_DROPS_AFTER,  /* stores, no reply */
  MINISTRY_LATE,         /* no reply; stores after @value further requests */
  MINISTRY_STORES_1111,  /* stores, and says that its system failed */
  MINISTRY_CODE,         /* refuses the whole with code @value */
  MINISTRY_CODE_ALONE,   /* the same, without naming a field */
  MINISTRY_HTTP,         /* answers HTTP @value and nothing else */
  MINISTRY_HTML,         /* a page */
  MINISTRY_GARBAGE,
  MINISTRY_CLIENT,     /* SOAP fault Client */
  MINISTRY_OMITS,      /* a question: leaves the first number out */
  MINISTRY_FIRST_ONLY, /* a question: lists the first item alone, as if the others were not judged
                        */
} MinistryFault;

/**
 * MinistryEntry:
 *
 * A number that was taken.
 */
typedef struct {
  guint64 number;
  guint n_taken;                  /* more than 1 is a double */
  gint64 pending;                 /* requests until it is stored; 0: it is */
  char content[MINISTRY_CONTENT]; /* "employee|topic|minutes|status;…" */
} MinistryEntry;

/**
 * IsgFakeMinistry:
 *
 * A ministry of generation B in memory that outlives the process that talks to it: it lies in
 * shared memory, so that a child may be killed and its parent look at what was stored.
 */
typedef struct {
  guint n_entries;
  MinistryEntry entries[MINISTRY_MAX_NUMBERS];
  struct {
    MinistryFault fault;
    int value;
  } saves[MINISTRY_MAX_FAULTS], questions[MINISTRY_MAX_FAULTS];
  guint n_saves, next_save, n_questions, next_question;
  guint n_save_requests, n_question_requests, n_probe_requests, n_numbers_asked;
  char refused[12]; /* an employee whose items get code 212 */
  gint64 date;      /* the server's Date; 0: none is sent */
  gboolean forgets; /* numbers are not refused a second time */
} IsgFakeMinistry;

/**
 * isg_fake_ministry_new:
 *
 * Thread: any.
 *
 * Returns: (transfer full): a ministry that holds nothing
 */
IsgFakeMinistry *isg_fake_ministry_new (void);

/**
 * isg_fake_ministry_free:
 * @ministry: (transfer full): a ministry
 *
 * Thread: any.
 */
void isg_fake_ministry_free (IsgFakeMinistry *ministry);

/**
 * isg_fake_ministry_save_fault:
 * @ministry: a ministry
 * @fault: what becomes of the next save that has none yet
 * @value: as the fault says
 *
 * Thread: any.
 */
void isg_fake_ministry_save_fault (IsgFakeMinistry *ministry, MinistryFault fault, int value);

/**
 * isg_fake_ministry_question_fault:
 * @ministry: a ministry
 * @fault: what becomes of the next question that has none yet
 * @value: as the fault says
 *
 * Thread: any.
 */
void isg_fake_ministry_question_fault (IsgFakeMinistry *ministry, MinistryFault fault, int value);

/**
 * isg_fake_ministry_answer:
 *
 * An #IsgFakeServer.
 * @request: a request
 * @ministry: (type IsgFakeMinistry): a ministry
 *
 * Thread: any.
 *
 * Returns: (transfer full): what came of it
 */
IsgExchange *isg_fake_ministry_answer (const IsgRequest *request, gpointer ministry);

/**
 * isg_fake_ministry_find:
 * @ministry: a ministry
 * @number: a number
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): what was taken under it
 */
MinistryEntry *isg_fake_ministry_find (IsgFakeMinistry *ministry, guint64 number);

/**
 * isg_fake_ministry_doubles:
 * @ministry: a ministry
 *
 * Thread: any.
 *
 * Returns: how many items it has accepted more than once, under whatever number
 */
guint isg_fake_ministry_doubles (IsgFakeMinistry *ministry);

G_END_DECLS
