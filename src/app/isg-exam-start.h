/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_exam_start_open:
 * @window: a window
 *
 * Ctrl+Shift+M: the sheet of an exam session: which kind, on which day, by which physician, who; it
 * asks for the workplace first when none is chosen. Its act begins the session.
 *
 * Thread: main.  Source: ui.md 3.5.
 */
void isg_exam_start_open (IsgWindow *window);

G_END_DECLS
