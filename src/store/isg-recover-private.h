/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "store/isg-cipher-private.h"
#include "store/isg-recover.h"

G_BEGIN_DECLS

/**
 * isg_recover_copy_bytes:
 * @from: a damaged file
 * @to: a new one
 * @out_unreadable: (out): blocks that the disk did not give; zeros stand for them
 * @error: %ISG_STORE_ERROR
 *
 * A file of SQLite that is shorter than its first page says is filled up with zeros, since it would
 * not be opened at all.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_recover_copy_bytes (const char *from,
                                 const char *to,
                                 gint64 *out_unreadable,
                                 GError **error);

/**
 * isg_recover_first_page:
 * @path: a copy of a damaged file, with no log, that no handle has open; it is changed
 * @cipher: (nullable): what it is encrypted under
 * @size: bytes up to the end of its last page; 0: all of it
 * @version: of its tables
 * @error: %ISG_STORE_ERROR _IO
 *
 * Where the first page cannot be read, and with it what tables there are, makes one from what is
 * found in the other pages. Else does nothing.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_recover_first_page (const char *path,
                                 IsgCipher *cipher,
                                 gint64 size,
                                 gint64 version,
                                 GError **error);

/**
 * isg_recover_table:
 * @source: a damaged file, opened
 * @target: a new file with the same tables, in a transaction, with foreign keys on
 * @name: a table
 * @report: gets what became of it
 * @error: %ISG_STORE_ERROR, when @target cannot be written
 *
 * Thread: the owner of both.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_recover_table (sqlite3 *source,
                            sqlite3 *target,
                            const char *name,
                            IsgRecoverReport *report,
                            GError **error);

G_END_DECLS
