/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-topic-row.h"

G_BEGIN_DECLS

#define ISG_TYPE_TOPIC_GROUP (isg_topic_group_get_type ())

/**
 * IsgTopicGroup:
 *
 * Topics under one heading, in two columns where there is room.
 */
G_DECLARE_FINAL_TYPE (IsgTopicGroup, isg_topic_group, ISG, TOPIC_GROUP, GtkBox)

/**
 * isg_topic_group_new:
 * @id: code of the group; "" for topics that have none
 * @name: its words
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a group without topics
 */
IsgTopicGroup *isg_topic_group_new (const char *id, const char *name);

/**
 * isg_topic_group_id:
 * @self: a group
 *
 * Thread: main.
 *
 * Returns: (transfer none): its code
 */
const char *isg_topic_group_id (IsgTopicGroup *self);

/**
 * isg_topic_group_append:
 * @self: a group
 * @row: a topic
 * @column: 0 or 1
 *
 * Thread: main.
 */
void isg_topic_group_append (IsgTopicGroup *self, IsgTopicRow *row, guint column);

/**
 * isg_topic_group_set_sum:
 * @self: a group
 * @minutes: of its topics together
 *
 * Thread: main.
 */
void isg_topic_group_set_sum (IsgTopicGroup *self, IsgDecimal minutes);

/**
 * isg_topic_group_set_narrow:
 * @self: a group
 * @narrow: whether the topics stand one under the other
 *
 * Thread: main.
 */
void isg_topic_group_set_narrow (IsgTopicGroup *self, gboolean narrow);

G_END_DECLS
