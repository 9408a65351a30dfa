/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-calendar.h"

G_BEGIN_DECLS

/**
 * IsgSgkClock:
 *
 * How long there is still time to notify SGK of an accident or a disease. This
 * program does not notify SGK: what was typed from the receipt stops the clock,
 * nothing else does.
 */
typedef struct {
  gboolean applies;    /* the pack has a term for this kind of event, and its day
                          is known */
  IsgDate notified;    /* the day on the typed receipt, with its number; else
                          ISG_DATE_NONE */
  IsgDate deadline;    /* ISG_DATE_NONE where the table of holidays does not reach */
  int left;            /* working days after today; 0: today is the last one; below 0:
                          passed */
  const IsgTerm *term; /* (nullable): the pack's */
} IsgSgkClock;

/**
 * isg_sgk_clock_read:
 * @rules: the pack, with its terms and holidays
 * @fields: an incident
 * @today: the day it is
 * @out_clock: (out): its clock
 *
 * Thread: any.  Source: 5510 art. 13 and 14; domain.md 5.1; terms in
 * data/rules/terms/incident.json.
 */
void isg_sgk_clock_read (IsgRules *rules, IsgFields *fields, IsgDate today, IsgSgkClock *out_clock);

/**
 * isg_sgk_clock_short:
 * @clock: a clock
 *
 * Thread: any.  Source: ui.md 3.7.
 *
 * Returns: (transfer full): for a list: "1 working day left",
 * "received 24.11.2026"; "" where none runs
 */
char *isg_sgk_clock_short (const IsgSgkClock *clock);

/**
 * isg_sgk_clock_text:
 * @clock: a clock
 *
 * Thread: any.  Source: ui.md 3.7.
 *
 * Returns: (transfer full) (nullable): the whole sentence with last day and
 * article; %NULL where none runs
 */
char *isg_sgk_clock_text (const IsgSgkClock *clock);

G_END_DECLS
