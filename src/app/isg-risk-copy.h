/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-sheet.h"
#include "model/isg-value.h"
#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * IsgRiskCopied:
 * @rows: (element-type IsgFields): the copies, marked as not looked at
 * @here: whether they stay in this assessment; else another workplace is asked for
 * @data: the caller's
 */
typedef void (*IsgRiskCopied) (GPtrArray *rows, gboolean here, gpointer data);

/**
 * isg_risk_copy_open:
 * @parent: the window it stands over
 * @rules: the rule pack
 * @hazards: the value "hazards", with rows
 * @editable: whether rows can be added to this assessment
 * @copied: called once when rows are copied
 * @data: for @copied
 * @data_free: (nullable): frees @data
 *
 * Asks which rows are copied, with or without measures and scores, and where to.
 *
 * Thread: main.  Source: ui.md 3.6.
 *
 * Returns: (transfer none): the sheet, shown
 */
IsgSheet *isg_risk_copy_open (GtkWindow *parent,
                              IsgRules *rules,
                              IsgValue *hazards,
                              gboolean editable,
                              IsgRiskCopied copied,
                              gpointer data,
                              GDestroyNotify data_free);

G_END_DECLS
