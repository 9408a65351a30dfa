/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ISG_TYPE_PROGRESS (isg_progress_get_type ())

/**
 * IsgProgress:
 *
 * How far a piece of work in a lane is, and whether somebody wants it to stop.
 *
 * Signals: "moved" (): in the main thread; several steps become one.
 */
G_DECLARE_FINAL_TYPE (IsgProgress, isg_progress, ISG, PROGRESS, GObject)

/**
 * isg_progress_new:
 *
 * Thread: main.
 *
 * Returns: (transfer full): at nothing of nothing
 */
IsgProgress *isg_progress_new (void);

/**
 * isg_progress_tell:
 * @done: how much is done
 * @all: of how much; 0 when that is not known
 * @self: an #IsgProgress
 *
 * Shaped as the callbacks that the core asks for.
 *
 * Thread: any.
 *
 * Returns: %FALSE when the work is to stop
 */
gboolean isg_progress_tell (gint64 done, gint64 all, gpointer self);

/**
 * isg_progress_stop:
 * @self: a progress
 *
 * The next isg_progress_tell () says so.
 *
 * Thread: any.
 */
void isg_progress_stop (IsgProgress *self);

/**
 * isg_progress_is_stopped:
 * @self: a progress
 *
 * Thread: any.
 *
 * Returns: whether it is to stop
 */
gboolean isg_progress_is_stopped (IsgProgress *self);

/**
 * isg_progress_read:
 * @self: a progress
 * @out_done: (out) (optional): how much is done
 * @out_all: (out) (optional): of how much
 *
 * Thread: any.
 *
 * Returns: 0 to 1
 */
double isg_progress_read (IsgProgress *self, gint64 *out_done, gint64 *out_all);

G_END_DECLS
