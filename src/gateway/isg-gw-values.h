/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-node.h"
#include "gateway/isg-gw-seed.h"

G_BEGIN_DECLS

/**
 * IsgGwProblem:
 *
 * A value that is wrong or missing (210).
 */
typedef struct {
  char *path;          /* (owned): riskler[0].skor */
  const char *name;    /* (unowned): the field's own name */
  const char *message; /* (unowned): what is wrong, in Turkish */
} IsgGwProblem;

/**
 * isg_gw_problem_free:
 * @problem: (transfer full): a problem
 *
 * Thread: any.
 */
void isg_gw_problem_free (IsgGwProblem *problem);

/**
 * IsgGwValueContext:
 *
 * What values are checked against.
 */
typedef struct {
  const IsgGwSchema *schema;
  const IsgGwSeed *seed;
  const char *firm; /* (nullable): the firm code of the call */
  IsgDate today;
  gint64 now; /* seconds since 1970 */
} IsgGwValueContext;

/**
 * isg_gw_values_check:
 * @context: what to check against
 * @body: the record's group
 * @conditions: (nullable) (element-type IsgGwCondition): between its fields
 *
 * Checks every value but the own sorguNo of a save, which has its own place in the order of checks,
 * and counts.
 *
 * Thread: any.  Source: sandbox-wire.md; wire.md 2.1, 2.2, 2.4, 2.5.
 *
 * Returns: (transfer full) (element-type IsgGwProblem): what is wrong, in the order of the
 * definition; empty when all is well
 */
GPtrArray *isg_gw_values_check (const IsgGwValueContext *context,
                                const IsgGwNode *body,
                                GPtrArray *conditions);

/**
 * isg_gw_values_check_limits:
 * @body: the record's group
 *
 * Thread: any.  Source: wire.md 3.5.
 *
 * Returns: the lowest code of 216 to 221 that holds, or 0
 */
int isg_gw_values_check_limits (const IsgGwNode *body);

/**
 * isg_gw_values_is_own_number:
 * @text: (nullable): a sorguNo
 *
 * Thread: any.  Source: sandbox-wire.md, "Common to all methods".
 *
 * Returns: whether it is a decimal number from 1 to 99999999999 without leading zeros
 */
gboolean isg_gw_values_is_own_number (const char *text);

/**
 * isg_gw_values_parse_date:
 * @text: a date
 * @format: "dd-MM-yyyy", "dd.MM.yyyy" or the like
 *
 * Thread: any.
 *
 * Returns: the day, or %ISG_DATE_NONE
 */
IsgDate isg_gw_values_parse_date (const char *text, const char *format);

G_END_DECLS
