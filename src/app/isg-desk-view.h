/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-desk-people.h"

G_BEGIN_DECLS

/**
 * IsgDeskStep:
 *
 * What is gone through with a member.  Source: ui.md 5.1.
 */
typedef enum {
  ISG_DESK_STEP_WORKPLACE,
  ISG_DESK_STEP_PEOPLE,
  ISG_DESK_STEP_DUTIES,
  ISG_DESK_STEP_PAPERS,
  ISG_DESK_STEP_SLIP,
} IsgDeskStep;

#define ISG_TYPE_DESK_VIEW (isg_desk_view_get_type ())

/**
 * IsgDeskView:
 *
 * One visit: who it is, the strip of steps, the step's question with "Same, next", and below it
 * what was said last year and what differs.
 *
 * Signals: "next" (): as F8. "step" (index as int): another step was pressed. "change-workplace"
 * (): its form is wanted. "duty" (tasks: GPtrArray of IsgDueTask): the form in which they are done
 * is wanted. "print" (): as Ctrl+P.
 */
G_DECLARE_FINAL_TYPE (IsgDeskView, isg_desk_view, ISG, DESK_VIEW, AdwBin)

/**
 * isg_desk_view_new:
 * @context: the context
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a visit that shows nothing yet
 */
GtkWidget *isg_desk_view_new (IsgContext *context);

/**
 * isg_desk_view_show:
 * @self: the visit
 * @data: the workplace
 *
 * Thread: main.
 */
void isg_desk_view_show (IsgDeskView *self, const IsgDeskData *data);

/**
 * isg_desk_view_set_step:
 * @self: the visit
 * @step: which is shown
 * @n_done: how many were gone through
 *
 * Thread: main.
 */
void isg_desk_view_set_step (IsgDeskView *self, IsgDeskStep step, guint n_done);

/**
 * isg_desk_view_step:
 * @self: the visit
 *
 * Thread: main.
 *
 * Returns: which step is shown
 */
IsgDeskStep isg_desk_view_step (IsgDeskView *self);

/**
 * isg_desk_view_focus:
 * @self: the visit
 *
 * Puts the focus where the step's work begins.
 *
 * Thread: main.
 */
void isg_desk_view_focus (IsgDeskView *self);

/**
 * isg_desk_view_people:
 * @self: the visit
 *
 * Thread: main.
 *
 * Returns: (transfer none): step 2
 */
IsgDeskPeople *isg_desk_view_people (IsgDeskView *self);

/**
 * isg_desk_view_papers:
 * @self: the visit
 *
 * Thread: main.
 *
 * Returns: which papers are ticked, as of isg_desk_paper ()
 */
guint isg_desk_view_papers (IsgDeskView *self);

G_END_DECLS
