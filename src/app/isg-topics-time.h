/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-training-view.h"

G_BEGIN_DECLS

#define ISG_TYPE_TOPICS_TIME (isg_topics_time_get_type ())

/**
 * IsgTopicsTime:
 *
 * How long a training must be, by which article, and how much of it is planned.
 */
G_DECLARE_FINAL_TYPE (IsgTopicsTime, isg_topics_time, ISG, TOPICS_TIME, GtkBox)

/**
 * isg_topics_time_show:
 * @self: a time
 * @hours: what holds
 *
 * Thread: main.  Source: ui.md 3.4.
 */
void isg_topics_time_show (IsgTopicsTime *self, const IsgTrainingHours *hours);

G_END_DECLS
