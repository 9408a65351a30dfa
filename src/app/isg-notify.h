/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"
#include "app/isg-counts.h"

G_BEGIN_DECLS

#define ISG_TYPE_NOTIFY (isg_notify_get_type ())

/**
 * IsgNotify:
 *
 * Tells the desktop what happened while the window was not looked at: a refusal, or records that
 * came to wait for a signature. No name and no number of a person is ever in a notification, for it
 * stands on a locked screen too.
 */
G_DECLARE_FINAL_TYPE (IsgNotify, isg_notify, ISG, NOTIFY, GObject)

/**
 * isg_notify_words:
 * @before: the counts over all workplaces as they were
 * @now: as they are
 * @out_id: (out) (transfer none): "refused" or "to-sign": a later notification of the same id takes
 *   the place of the earlier one
 *
 * What the change is worth saying: a refusal before a signature, and nothing that only got better.
 *
 * Thread: any.  Source: ui.md 2.7.
 *
 * Returns: (transfer full) (nullable): the sentence, or %NULL
 */
char *isg_notify_words (const IsgCounts *before, const IsgCounts *now, const char **out_id);

/**
 * isg_notify_new:
 * @context: whose changes are followed
 * @window: shown to a user who presses the notification; nothing is said while it has the focus
 *
 * Follows the store until it is freed; keeps quiet where the setting "app.notifications" is "off".
 *
 * Thread: main.
 *
 * Returns: (transfer full): the notifier
 */
IsgNotify *isg_notify_new (IsgContext *context, GtkWindow *window);

G_END_DECLS
