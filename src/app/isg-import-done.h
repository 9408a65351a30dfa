/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-import-jobs.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_import_say_done:
 * @window: a window with a context
 * @kind: what the rows are
 * @plan: a plan that was run
 * @stopped: whether it was stopped or broke off before its end
 *
 * Tells how many rows were processed, with their undo, and offers those that were passed over as a
 * file.
 *
 * Thread: main.  Source: ui.md 3.3.
 */
void isg_import_say_done (IsgWindow *window,
                          const char *kind,
                          IsgImportPlan *plan,
                          gboolean stopped);

G_END_DECLS
