/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * isg_fault_malloc_install:
 *
 * Lets SQLite ask for its memory through a layer that can say no. To be called before anything else
 * of SQLite.
 *
 * Thread: the main thread, before others.
 */
void isg_fault_malloc_install (void);

/**
 * isg_fault_malloc_arm:
 * @nth: the how manieth asking gets nothing, 1 and up; 0: none
 * @from_then_on: whether all later ones get nothing either
 *
 * Thread: the one that uses SQLite.
 */
void isg_fault_malloc_arm (guint nth, gboolean from_then_on);

/**
 * isg_fault_malloc_disarm:
 *
 * Thread: the one that uses SQLite.
 *
 * Returns: how many got nothing since isg_fault_malloc_arm ()
 */
guint isg_fault_malloc_disarm (void);

G_END_DECLS
