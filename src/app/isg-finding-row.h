/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/**
 * isg_finding_row_new:
 * @rules: the rule pack
 * @kind: (nullable): the kind whose field labels fill the sentence
 * @finding: a finding
 * @acted: (nullable): called when its button is pressed; %NULL for no button
 * @data: for @acted
 *
 * A finding in words with its icon and, where there is one, its act: "This number is also in … —
 * Open it".
 *
 * Thread: main.  Source: ui.md 3.0, 4.2.
 *
 * Returns: (transfer floating): the row
 */
GtkWidget *isg_finding_row_new (IsgRules *rules,
                                const IsgKind *kind,
                                const IsgFinding *finding,
                                void (*acted) (const char *code, gpointer data),
                                gpointer data);

/**
 * isg_finding_act_label:
 * @finding: a finding
 *
 * Thread: any.  Source: ui.md 4.2.
 *
 * Returns: (transfer none) (nullable): the words of the act that mends it, in the user's language
 */
const char *isg_finding_act_label (const IsgFinding *finding);

/**
 * isg_finding_rows_fill:
 * @box: emptied first
 * @rules: the rule pack
 * @kind: (nullable): the kind whose field labels fill the sentences
 * @findings: (element-type IsgFinding): findings
 * @acted: (nullable): called when the button of one is pressed; %NULL for no buttons
 * @data: for @acted
 *
 * The worst first, in the order of the form among equals; three at most, since the others are in
 * the list of missing places.
 *
 * Thread: main.
 */
void isg_finding_rows_fill (GtkBox *box,
                            IsgRules *rules,
                            const IsgKind *kind,
                            GPtrArray *findings,
                            void (*acted) (const char *code, gpointer data),
                            gpointer data);

/**
 * isg_findings_describe:
 * @rules: the rule pack
 * @kind: (nullable): the kind whose field labels fill the sentences
 * @findings: (element-type IsgFinding): findings
 *
 * Thread: any.
 *
 * Returns: (transfer full): all sentences in a row, as a reader says them
 */
char *isg_findings_describe (IsgRules *rules, const IsgKind *kind, GPtrArray *findings);

/**
 * isg_findings_worst:
 * @findings: (element-type IsgFinding): findings
 *
 * Thread: any.
 *
 * Returns: the gravest grade; %ISG_SEVERITY_INFO when there is none
 */
IsgSeverity isg_findings_worst (GPtrArray *findings);

G_END_DECLS
