/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_TOPICS_FIELD (isg_topics_field_get_type ())

/**
 * IsgTopicsField:
 *
 * The topics of a training: all of the code list by groups, each with a tick and minutes, against
 * the time that the rules ask for.  Source: ui.md 3.4.
 */
G_DECLARE_FINAL_TYPE (IsgTopicsField, isg_topics_field, ISG, TOPICS_FIELD, IsgField)

/**
 * isg_topics_field_share:
 * @self: a bound field
 *
 * Shares the needed time among the ticked topics, or among all when none is ticked.
 *
 * Thread: main.
 *
 * Returns: whether it is known how much is needed
 */
gboolean isg_topics_field_share (IsgTopicsField *self);

G_END_DECLS
