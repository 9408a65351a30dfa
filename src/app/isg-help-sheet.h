/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"
#include "submit/isg-finalise.h"

G_BEGIN_DECLS

/**
 * isg_help_act_label:
 * @act: an act
 *
 * Thread: any.
 *
 * Returns: (transfer none): its words in the user's language
 */
const char *isg_help_act_label (IsgHelpAct act);

/**
 * isg_help_sheet_open:
 * @context: the context
 * @parent: (nullable): the window
 * @key: the submission's key
 * @act: what is to be decided
 *
 * Asks for the reason, without which nothing is decided, and decides.
 *
 * Thread: main.  Source: ui.md 3.9; submission.md 3 (NEEDS_HELP).
 *
 * Returns: (transfer none): the sheet, shown
 */
GtkWidget *isg_help_sheet_open (IsgContext *context,
                                GtkWindow *parent,
                                const char *key,
                                IsgHelpAct act);

G_END_DECLS
