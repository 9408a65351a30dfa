/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-tasks.h"
#include "store/isg-store-due.h"
#include "store/isg-store-put-off.h"

G_BEGIN_DECLS

/**
 * IsgDueTask:
 *
 * One date of the legal calendar, with what keeps its texts. Does not change.
 */
#define ISG_TYPE_DUE_TASK (isg_due_task_get_type ())
G_DECLARE_FINAL_TYPE (IsgDueTask, isg_due_task, ISG, DUE_TASK, GObject)

/**
 * isg_due_task_item:
 * @self: a task
 *
 * Thread: any.
 *
 * Returns: (transfer none): the date; lives as long as @self
 */
const IsgDueItem *isg_due_task_item (IsgDueTask *self);

/**
 * isg_due_tasks_from:
 * @list: (transfer full): what is due
 *
 * Thread: one.
 *
 * Returns: (transfer full) (element-type IsgDueTask): its items, which keep @list
 */
GPtrArray *isg_due_tasks_from (IsgDueList *list);

#define ISG_TYPE_DUE_BOARD (isg_due_board_get_type ())

/**
 * IsgDueBoard:
 *
 * The legal calendar of all workplaces, as pages and the sidebar show it: computed in the store
 * thread, some workplaces at a time so that drafts are kept in between, and again only for those in
 * which something changed.
 *
 * Signals: "changed" (): dates are others than before, or could not be read.
 */
G_DECLARE_FINAL_TYPE (IsgDueBoard, isg_due_board, ISG, DUE_BOARD, GObject)

/**
 * isg_due_board_new:
 * @tasks: the store lane
 * @clock: the time
 *
 * Thread: main.
 *
 * Returns: (transfer full): a board on which nothing stands until it is refreshed
 */
IsgDueBoard *isg_due_board_new (IsgTasks *tasks, IsgClock *clock);

/**
 * isg_due_board_refresh:
 * @self: a board
 *
 * Looks for what changed, and reads it. Several calls in a row are one.
 *
 * Thread: main.
 */
void isg_due_board_refresh (IsgDueBoard *self);

/**
 * isg_due_board_is_ready:
 * @self: a board
 *
 * Thread: main.
 *
 * Returns: whether every workplace was read once
 */
gboolean isg_due_board_is_ready (IsgDueBoard *self);

/**
 * isg_due_board_error:
 * @self: a board
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): why the newest reading failed
 */
const GError *isg_due_board_error (IsgDueBoard *self);

/**
 * isg_due_board_n_workplaces:
 * @self: a board
 *
 * Thread: main.
 *
 * Returns: how many open workplaces there are
 */
guint isg_due_board_n_workplaces (IsgDueBoard *self);

/**
 * isg_due_board_tasks:
 * @self: a board
 * @workplace: (nullable): uuid; %NULL for all
 *
 * Thread: main.
 *
 * Returns: (transfer full) (element-type IsgDueTask): what is due within a year, by date, those
 * that have none last
 */
GPtrArray *isg_due_board_tasks (IsgDueBoard *self, const char *workplace);

/**
 * isg_due_board_count:
 * @self: a board
 * @workplace: (nullable): uuid; %NULL for all
 * @out_now: (out) (optional): how many are overdue or due today
 * @out_late: (out) (optional): how many are overdue
 * @out_soon: (out) (optional): how many are due within 30 days
 *
 * Thread: main.
 */
void isg_due_board_count (IsgDueBoard *self,
                          const char *workplace,
                          guint *out_now,
                          guint *out_late,
                          guint *out_soon);

/**
 * isg_due_board_count_kind:
 * @self: a board
 * @workplace: (nullable): uuid; %NULL for all
 * @kind: of the records in which it is done
 * @out_late: (out): how many are overdue
 * @out_soon: (out): how many are due within 30 days
 *
 * Thread: main.
 */
void isg_due_board_count_kind (IsgDueBoard *self,
                               const char *workplace,
                               const char *kind,
                               guint *out_late,
                               guint *out_soon);

/**
 * isg_due_board_put_off:
 * @self: a board
 * @task: a task
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): what a person put off; %NULL also when its legal day has
 * moved since
 */
const IsgPutOff *isg_due_board_put_off (IsgDueBoard *self, IsgDueTask *task);

G_END_DECLS
