/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"

G_BEGIN_DECLS

/**
 * IsgRowSummary:
 *
 * Says the rows of a list in one line each: the first answer is the line's title, the others stand
 * below. Names of people and records come from the store and are remembered.
 */
typedef struct _IsgRowSummary IsgRowSummary;

/**
 * isg_row_summary_new:
 * @context: the context
 * @kind: the record's kind
 * @list: its list, of type GROUPS
 * @ids: (nullable): which fields of a row, divided by commas; %NULL for the first four that are
 * answered
 * @named: called when a name came that was not known before
 * @data: for @named
 *
 * Thread: main.
 *
 * Returns: (transfer full): the summary
 */
IsgRowSummary *isg_row_summary_new (IsgContext *context,
                                    const IsgKind *kind,
                                    const IsgFieldDef *list,
                                    const char *ids,
                                    void (*named) (gpointer data),
                                    gpointer data);

/**
 * isg_row_summary_free:
 * @self: (transfer full) (nullable): a summary; asks no longer
 *
 * Thread: main.
 */
void isg_row_summary_free (IsgRowSummary *self);

/**
 * isg_row_summary_words:
 * @self: a summary
 * @row: a row
 * @record: (nullable): the record as it is typed
 * @out_detail: (out) (transfer full): the other answers, perhaps ""
 *
 * A name that is not known yet is "…"; @named follows.
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): the first answer, or %NULL of a blank row
 */
char *isg_row_summary_words (IsgRowSummary *self,
                             IsgFields *row,
                             IsgRecord *record,
                             char **out_detail);

G_END_DECLS
