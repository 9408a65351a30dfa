/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_near_miss_open:
 * @window: the window it stands over
 *
 * The sheet on which a near miss is written in under a minute: when, where,
 * what happened, what could have happened; Ctrl+Enter. No code is asked. Where
 * no workplace is chosen, one is asked for first. What was written is kept as a
 * record, and the toast offers to add a measure or to take it back.
 *
 * Thread: main.  Source: ui.md 3.7.
 */
void isg_near_miss_open (IsgWindow *window);

G_END_DECLS
