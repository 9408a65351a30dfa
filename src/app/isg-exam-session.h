/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-exam-queue.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_exam_session_begin:
 * @window: a window
 * @queue: who is examined, at least one
 * @workplace_title: where
 *
 * Opens the record screen of the first person with the queue in place of the section list. F8
 * finishes and goes on, Alt+↓ and Alt+↑ change the person, Shift+F8 puts them last, Ctrl+T lets
 * them wait for tests; leaving loses nothing. At the end, and on leaving, it is said how many are
 * done.
 *
 * Thread: main.  Source: ui.md 3.5, 5.2.
 */
void isg_exam_session_begin (IsgWindow *window, IsgExamQueue *queue, const char *workplace_title);

G_END_DECLS
