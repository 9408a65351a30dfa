/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-key.h"

G_BEGIN_DECLS

/* Saving what can be read of a damaged store or backup into a new file.  The damaged file is read
 * alone, byte by byte, into a copy; tables are read from the copy row by row, around the pages that
 * do not hold. */

/**
 * IsgRecoverTable:
 *
 * What became of a table.
 */
typedef struct {
  char *name;       /* (owned) */
  gint64 saved;     /* rows in the new file */
  gint64 mended;    /* of these: a reference to a row that is not there was emptied */
  gint64 set_aside; /* read, but fit for no table any more: in the table "leftover" */
} IsgRecoverTable;

/**
 * IsgRecoverGap:
 *
 * Rows that could not be read: those whose key, its first column, lies from @from to @to. Not every
 * number need have been a row.
 */
typedef struct {
  char *table; /* (owned) */
  gint64 from;
  gint64 to; /* G_MAXINT64: all that come after */
} IsgRecoverGap;

/**
 * IsgRecoverReport:
 *
 * What was saved and what was not.
 */
typedef struct {
  GPtrArray *tables;      /* (owned) (element-type IsgRecoverTable) */
  GPtrArray *gaps;        /* (owned) (element-type IsgRecoverGap) */
  gint64 unreadable;      /* blocks of 4096 bytes that the disk did not give */
  gboolean identity_lost; /* the store's own number could not be read: it has a new one */
  gboolean end_lost; /* of a backup: the send log and the rule packs it carried are not in it */
} IsgRecoverReport;

/**
 * isg_recover_report_free:
 * @report: (transfer full) (nullable): a report
 *
 * Thread: any.
 */
void isg_recover_report_free (IsgRecoverReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgRecoverReport, isg_recover_report_free)

/**
 * isg_recover_report_is_whole:
 * @report: a report
 *
 * Thread: any.
 *
 * Returns: whether all of it was saved as it was
 */
gboolean isg_recover_report_is_whole (const IsgRecoverReport *report);

/**
 * isg_recover_file:
 * @path: a damaged backup, or a store that no handle has open
 * @key: (nullable): what opens an encrypted one; the new one is encrypted under it as well
 * @new_path: a new backup with what could be read; must not be there yet
 * @clock: the time
 * @out_report: (out) (transfer full): what was saved and what was not
 * @error: %ISG_STORE_ERROR _EXISTS, _FULL, _IO; _CORRUPT when not even the list of tables can be
 * read; _NEWER; _LOCKED and _KEY as isg_store_open_with ()
 *
 * @path is never changed. What is written can be restored (isg_backup_restore ()).
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing at @new_path, with @error
 */
gboolean isg_recover_file (const char *path,
                           IsgStoreKey *key,
                           const char *new_path,
                           IsgClock *clock,
                           IsgRecoverReport **out_report,
                           GError **error);

/**
 * isg_recover_store:
 * @data_dir: the folder of a store that does not open
 * @key: (nullable): as isg_recover_file ()
 * @new_path: as isg_recover_file ()
 * @clock: the time
 * @out_report: (out) (transfer full): as isg_recover_file ()
 * @error: as isg_recover_file (); _ABSENT; _BUSY while a handle has the store open
 *
 * isg_recover_file () of a store in its place, its log with it, with the door shut meanwhile.
 *
 * Thread: any that has no handle.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_recover_store (const char *data_dir,
                            IsgStoreKey *key,
                            const char *new_path,
                            IsgClock *clock,
                            IsgRecoverReport **out_report,
                            GError **error);

G_END_DECLS
