/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"

G_BEGIN_DECLS

#define ISG_TYPE_BACKUP_DAILY (isg_backup_daily_get_type ())

/**
 * IsgBackupDaily:
 *
 * Backs up once a day by itself, in the second lane, as soon as the program runs on a day and the
 * chosen place is there. What could not be done is tried again within the hour, without a word: the
 * settings say how old the last backup is.
 */
G_DECLARE_FINAL_TYPE (IsgBackupDaily, isg_backup_daily, ISG, BACKUP_DAILY, GObject)

/**
 * isg_backup_daily_new:
 * @context: whose store is backed up
 *
 * Looks at once and then now and again.
 *
 * Thread: main.  Source: design.md 5, Backup.
 *
 * Returns: (transfer full): it
 */
IsgBackupDaily *isg_backup_daily_new (IsgContext *context);

/**
 * isg_backup_daily_look:
 * @self: it
 *
 * What a timer does.
 *
 * Thread: main.
 */
void isg_backup_daily_look (IsgBackupDaily *self);

G_END_DECLS
