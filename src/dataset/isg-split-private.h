/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "dataset/isg-scope-private.h"

G_BEGIN_DECLS

/**
 * IsgSplitPart:
 *
 * Which rows of the record one notification has: employees × topics, nothing less, since the
 * Ministry reads it so.
 */
typedef struct {
  char *name;        /* (owned) */
  GArray *employees; /* (owned) (element-type guint): rows in order */
  GArray *topics;    /* (owned) (element-type guint) */
  GPtrArray *items;  /* (owned) (element-type IsgItem) */
} IsgSplitPart;

/**
 * isg_split_part_free:
 * @part: (transfer full) (nullable): a part
 *
 * Thread: any.
 */
void isg_split_part_free (IsgSplitPart *part);

/**
 * IsgAxisRow:
 *
 * One employee or topic of the record.
 */
typedef struct {
  char *key;  /* (owned): identity number or code */
  char *uuid; /* (owned): of its record, or "" */
  guint row;
} IsgAxisRow;

/**
 * isg_axis_rows:
 * @scope: a scope
 * @axis: an axis of its method
 * @error: %ISG_DATASET_ERROR _VALUE when one has no key, or two have the same
 *
 * Thread: the caller's.
 *
 * Returns: (transfer full) (element-type IsgAxisRow): what is on it, ascending; one empty row where
 * the method has no such axis
 */
GArray *isg_axis_rows (IsgScope *scope, const IsgDefAxis *axis, GError **error);

/**
 * isg_split:
 * @scope: a scope with the record
 * @plan: (nullable) (element-type IsgItemPlan): where items went before
 * @only: (nullable) (element-type IsgItem): only these
 * @error: %ISG_DATASET_ERROR _VALUE
 *
 * An item keeps its part for ever, and what is new goes into new parts. What is left of a part need
 * not be a rectangle any more; then it becomes "3", "3.2", "3.3" …, since each notification says
 * employees × topics and a pair too many would be stored twice.
 *
 * Thread: the caller's.  Source: submission.md 1.
 *
 * Returns: (transfer full) (element-type IsgSplitPart): at least one, in the order in which they
 * go; %NULL with @error
 */
GPtrArray *isg_split (IsgScope *scope, GPtrArray *plan, GPtrArray *only, GError **error);

G_END_DECLS
