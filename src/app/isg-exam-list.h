/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-exam-queue.h"

G_BEGIN_DECLS

/**
 * isg_exam_list_new:
 * @queue: who is examined
 * @chosen: called with the index of the person that was chosen
 * @data: for @chosen
 *
 * The queue as a list beside the form: name and state of each.
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the list, in a widget that scrolls
 */
GtkWidget *isg_exam_list_new (IsgExamQueue *queue,
                              void (*chosen) (guint index, gpointer data),
                              gpointer data);

/**
 * isg_exam_list_new_compact:
 * @queue: who is examined
 * @chosen: called with the index of the person that was chosen
 * @data: for @chosen
 *
 * The same as a drop-down above the form: "7 / 40 Mehmet Şahin".
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the drop-down
 */
GtkWidget *isg_exam_list_new_compact (IsgExamQueue *queue,
                                      void (*chosen) (guint index, gpointer data),
                                      gpointer data);

G_END_DECLS
