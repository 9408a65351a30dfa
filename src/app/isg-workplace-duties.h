/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-workplace-data.h"

G_BEGIN_DECLS

/**
 * IsgDutyMark:
 * @ISG_DUTY_DONE: ✓
 * @ISG_DUTY_OPEN: ○
 * @ISG_DUTY_SHORT: !
 */
typedef enum {
  ISG_DUTY_DONE,
  ISG_DUTY_OPEN,
  ISG_DUTY_SHORT,
} IsgDutyMark;

/**
 * IsgDuty:
 *
 * One sentence of "What must it do?", the words of the rule pack, judged by the calendar.
 */
typedef struct {
  IsgDutyMark mark;
  char *text;
  char *article;      /* (nullable): "Uzman Yön. m.12" */
  const char *button; /* (nullable): what its button says, in the user's language */
  const char *target; /* (nullable): "part:services", "page:employees" … */
  GPtrArray *tasks;   /* (owned) (nullable) (element-type IsgDueTask): what its button opens */
} IsgDuty;

/**
 * isg_workplace_duties:
 * @rules: the rule pack
 * @data: the workplace
 *
 * Thread: any.  Source: ui.md 3.2; the articles in data/rules/terms.
 *
 * Returns: (transfer full) (element-type IsgDuty): the sentences
 */
GPtrArray *isg_workplace_duties (IsgRules *rules, const IsgWorkplaceData *data);

/**
 * isg_workplace_needed_minutes:
 * @rules: the rule pack
 * @data: the workplace
 * @role: who serves it
 * @out_minutes: (out): minutes a month for all employees
 * @out_article: (out) (transfer none) (optional): where it stands
 *
 * Thread: any.  Source: domain.md 1.5.
 *
 * Returns: %FALSE, and nothing written, when the rules ask for none
 */
gboolean isg_workplace_needed_minutes (IsgRules *rules,
                                       const IsgWorkplaceData *data,
                                       IsgServiceRole role,
                                       IsgDecimal *out_minutes,
                                       const char **out_article);

/**
 * isg_workplace_minutes_text:
 * @minutes: a number of minutes
 *
 * Thread: any.
 *
 * Returns: (transfer full): as a person reads it, "1.240" or "81,5"
 */
char *isg_workplace_minutes_text (IsgDecimal minutes);

G_END_DECLS
