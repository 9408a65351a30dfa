/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"

G_BEGIN_DECLS

#define ISG_TYPE_LOCK_WATCH (isg_lock_watch_get_type ())

#define ISG_LOCK_IDLE_SETTING "lock.idle" /* minutes: "5", "10", "30"; none: 10 */

/**
 * IsgLockWatch:
 *
 * Notices that nobody has touched keyboard or mouse for as long as the settings say, and that the
 * computer goes to sleep, where logind tells of it.
 *
 * Signals: "lock" (): the screen should be locked.
 */
G_DECLARE_FINAL_TYPE (IsgLockWatch, isg_lock_watch, ISG, LOCK_WATCH, GObject)

/**
 * isg_lock_watch_new:
 * @application: whose windows are watched
 * @context: whose settings say how long
 *
 * Thread: main.  Source: ui.md 3.11, 3.12.
 *
 * Returns: (transfer full): a watch
 */
IsgLockWatch *isg_lock_watch_new (GtkApplication *application, IsgContext *context);

/**
 * isg_lock_watch_look:
 * @self: a watch
 * @idle: for how many seconds nobody has touched anything
 *
 * What a timer does with what it measured.
 *
 * Thread: main.
 */
void isg_lock_watch_look (IsgLockWatch *self, gint64 idle);

G_END_DECLS
