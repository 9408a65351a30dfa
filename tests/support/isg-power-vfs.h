/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A disk whose power can go: what was not synced is there, is not, or is there in part, sector by
 * sector and in any order.  Bytes outside of what was written stay as they were. */

/**
 * IsgPowerHook:
 * @data: what was given with it
 *
 * Called before each write, cut and sync of a file.
 */
typedef void (*IsgPowerHook) (gpointer data);

/**
 * isg_power_vfs_install:
 *
 * Puts the layer between SQLite and the disk, for every file opened from now on.
 *
 * Thread: main.
 */
void isg_power_vfs_install (void);

/**
 * isg_power_vfs_set_hook:
 * @hook: (nullable): what is called
 * @data: for @hook
 *
 * Thread: main.
 */
void isg_power_vfs_set_hook (IsgPowerHook hook, gpointer data);

/**
 * isg_power_vfs_cut:
 * @path: a file that is open
 * @to: where what is left of it is written
 * @chance: decides
 *
 * What the disk would hold of it if the power went now.
 *
 * Thread: main.
 *
 * Returns: %FALSE when no such file is open; nothing is written then
 */
gboolean isg_power_vfs_cut (const char *path, const char *to, GRand *chance);

G_END_DECLS
