/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-due-board.h"
#include "app/isg-window.h"

G_BEGIN_DECLS

/**
 * isg_duty_can_open:
 * @rules: the rule pack
 * @item: a date of the calendar
 *
 * Thread: main.
 *
 * Returns: whether there is a form in which it is done
 */
gboolean isg_duty_can_open (IsgRules *rules, const IsgDueItem *item);

/**
 * isg_duty_open:
 * @window: a window
 * @tasks: (element-type IsgDueTask): one date, or the same for several people of a workplace
 *
 * Opens the ready form: the record in which it is done, or a new one with the workplace and the
 * people filled. Where there is no form, says why it is due.
 *
 * Thread: main.  Source: ui.md 3.1.
 */
void isg_duty_open (IsgWindow *window, GPtrArray *tasks);

/**
 * isg_duty_explain:
 * @window: a window
 * @tasks: (element-type IsgDueTask): as of isg_duty_open ()
 *
 * F1: what is to be done, by which rule, on which day and why, with the way to its form.
 *
 * Thread: main.  Source: ui.md 3.1.
 */
void isg_duty_explain (IsgWindow *window, GPtrArray *tasks);

/**
 * isg_duty_put_off:
 * @window: a window
 * @task: a date of the calendar
 *
 * "Ertele…": asks for the day and the reason. The legal day stays what it is.
 *
 * Thread: main.  Source: ui.md 3.1.
 */
void isg_duty_put_off (IsgWindow *window, IsgDueTask *task);

G_END_DECLS
