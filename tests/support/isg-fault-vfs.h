/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgFaultOps:
 * @ISG_FAULT_WRITE: writing into a file
 * @ISG_FAULT_SYNC: making it durable
 * @ISG_FAULT_OPEN: opening it
 * @ISG_FAULT_TRUNCATE: cutting it
 * @ISG_FAULT_READ: reading from it
 * @ISG_FAULT_DELETE: taking it away
 *
 * What SQLite does with a disk and what can fail there.
 */
typedef enum {
  ISG_FAULT_WRITE = 1 << 0,
  ISG_FAULT_SYNC = 1 << 1,
  ISG_FAULT_OPEN = 1 << 2,
  ISG_FAULT_TRUNCATE = 1 << 3,
  ISG_FAULT_READ = 1 << 4,
  ISG_FAULT_DELETE = 1 << 5,
} IsgFaultOps;

/**
 * IsgFaultAct:
 * @ISG_FAULT_IO: the disk fails
 * @ISG_FAULT_FULL: the disk is full
 * @ISG_FAULT_KILL: the process dies, in the middle of a write
 *
 * How it fails.
 */
typedef enum {
  ISG_FAULT_IO,
  ISG_FAULT_FULL,
  ISG_FAULT_KILL,
} IsgFaultAct;

/**
 * isg_fault_vfs_install:
 *
 * Puts a layer that counts and fails between SQLite and the disk, for every file opened from now
 * on.
 *
 * Thread: the main thread, before others.
 */
void isg_fault_vfs_install (void);

/**
 * isg_fault_vfs_arm:
 * @ops: which are counted
 * @nth: the how manieth of them fails, 1 and up
 * @from_then_on: whether all later ones fail as well
 * @act: how
 *
 * Thread: any.
 */
void isg_fault_vfs_arm (IsgFaultOps ops, guint nth, gboolean from_then_on, IsgFaultAct act);

/**
 * isg_fault_vfs_disarm:
 *
 * Thread: any.
 *
 * Returns: how many have failed since isg_fault_vfs_arm ()
 */
guint isg_fault_vfs_disarm (void);

/**
 * isg_fault_vfs_count:
 *
 * Thread: any.
 *
 * Returns: how many of those that are counted were asked for since isg_fault_vfs_arm ()
 */
guint isg_fault_vfs_count (void);

G_END_DECLS
