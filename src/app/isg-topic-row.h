/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "rules/isg-rules.h"

G_BEGIN_DECLS

#define ISG_TYPE_TOPIC_ROW (isg_topic_row_get_type ())

/**
 * IsgTopicRow:
 *
 * One topic of a training: a tick and its minutes. Space ticks, digits set the minutes, typing
 * minutes ticks.
 *
 * Signals: "changed" (): somebody ticked or typed.
 */
G_DECLARE_FINAL_TYPE (IsgTopicRow, isg_topic_row, ISG, TOPIC_ROW, GtkListBoxRow)

/**
 * isg_topic_row_new:
 * @code: the topic's code
 * @label: its words
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a row without tick
 */
GtkWidget *isg_topic_row_new (const char *code, const char *label);

/**
 * isg_topic_row_code:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none): its code
 */
const char *isg_topic_row_code (IsgTopicRow *self);

/**
 * isg_topic_row_set:
 * @self: a row
 * @ticked: whether it is a topic of the training
 * @minutes: (nullable): what stands in its entry
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_topic_row_set (IsgTopicRow *self, gboolean ticked, const char *minutes);

/**
 * isg_topic_row_is_ticked:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: whether it is a topic of the training
 */
gboolean isg_topic_row_is_ticked (IsgTopicRow *self);

/**
 * isg_topic_row_minutes:
 * @self: a row
 * @out_minutes: (out): the minutes
 *
 * Thread: main.
 *
 * Returns: whether a number stands there
 */
gboolean isg_topic_row_minutes (IsgTopicRow *self, IsgDecimal *out_minutes);

/**
 * isg_topic_row_text:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none): what stands in its entry
 */
const char *isg_topic_row_text (IsgTopicRow *self);

/**
 * isg_topic_row_set_editable:
 * @self: a row
 * @editable: whether it can be changed
 *
 * Thread: main.
 */
void isg_topic_row_set_editable (IsgTopicRow *self, gboolean editable);

/**
 * isg_topic_row_show_finding:
 * @self: a row
 * @sentence: (nullable): what is to be said about it; %NULL for nothing
 * @severity: how grave
 *
 * Thread: main.
 */
void isg_topic_row_show_finding (IsgTopicRow *self, const char *sentence, IsgSeverity severity);

/**
 * isg_topic_row_grab:
 * @self: a row
 * @minutes: whether its entry gets the focus, instead of the row
 *
 * Thread: main.
 */
void isg_topic_row_grab (IsgTopicRow *self, gboolean minutes);

G_END_DECLS
