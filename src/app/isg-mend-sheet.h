/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-submission-view.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_mend_sheet_can:
 * @rules: the rule pack
 * @group: a group of equal refusals
 *
 * Thread: any.
 *
 * Returns: whether the group's field can be mended in all of its records at once: all are of one
 * kind and open for mending, the cause lies in the record, and the field holds one value
 */
gboolean isg_mend_sheet_can (IsgRules *rules, const IsgRefusalGroup *group);

/**
 * isg_mend_sheet_open:
 * @context: the context
 * @window: the window it stands over
 * @kind: the records' kind
 * @code: of the refusal
 * @path: the field without the numbers of lines
 * @uuids: (array zero-terminated=1): the records
 *
 * "Hepsinde düzelt…": the one field, its value now and new, and below it each record with a tick,
 * before and after. The act changes the ticked ones and puts them up for signing (isg-mend-order.h)
 * and opens the sign basket with them.
 *
 * Thread: main.  Source: ui.md 3.9.
 *
 * Returns: (transfer none): the sheet
 */
GtkWidget *isg_mend_sheet_open (IsgContext *context,
                                IsgWindow *window,
                                const char *kind,
                                int code,
                                const char *path,
                                const char *const *uuids);

G_END_DECLS
