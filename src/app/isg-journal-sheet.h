/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

/**
 * isg_journal_sheet_open:
 * @context: the context
 * @parent: the window it stands over
 *
 * Who did what and when, newest first, and whether the journal's chain is whole.
 *
 * Thread: main.  Source: ui.md 3.11, Lock and security.
 */
void isg_journal_sheet_open (IsgContext *context, GtkWindow *parent);

G_END_DECLS
