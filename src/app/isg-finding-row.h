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

G_END_DECLS
