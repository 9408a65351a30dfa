/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/isg-transfer-error.h"

G_BEGIN_DECLS

/**
 * IsgTable:
 *
 * A table of text as it stands in a file of separated values: every cell is UTF-8, trimmed, in
 * composed form. Does not change.
 */
typedef struct _IsgTable IsgTable;

/**
 * isg_table_read:
 * @bytes: a whole file
 * @error: %ISG_TRANSFER_ERROR _NO_TABLE, _TOO_LARGE
 *
 * The encoding is that of the byte order mark, else UTF-8 when every byte fits it, else
 * Windows-1254 (what Excel writes in Turkey). The separator is the one of semicolon, comma,
 * tabulator and bar that the first lines hold most often outside quotes; a first line "sep=;" says
 * it. Cells may be quoted, with doubled quotes and line ends inside. At most 64 MiB and a million
 * rows.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the table, or %NULL with @error
 */
IsgTable *isg_table_read (GBytes *bytes, GError **error);

/**
 * isg_table_free:
 * @table: (transfer full): a table
 *
 * Thread: any.
 */
void isg_table_free (IsgTable *table);

/**
 * isg_table_encoding:
 * @table: a table
 *
 * Thread: any.
 *
 * Returns: (transfer none): "UTF-8", "UTF-16" or "Windows-1254"
 */
const char *isg_table_encoding (const IsgTable *table);

/**
 * isg_table_separator:
 * @table: a table
 *
 * Thread: any.
 *
 * Returns: the character between two cells
 */
char isg_table_separator (const IsgTable *table);

/**
 * isg_table_n_rows:
 * @table: a table
 *
 * Thread: any.
 *
 * Returns: how many rows, headings and blank ones included
 */
guint isg_table_n_rows (const IsgTable *table);

/**
 * isg_table_n_cells:
 * @table: a table
 * @row: below isg_table_n_rows ()
 *
 * Thread: any.
 *
 * Returns: how many cells this row has
 */
guint isg_table_n_cells (const IsgTable *table, guint row);

/**
 * isg_table_cell:
 * @table: a table
 * @row: below isg_table_n_rows ()
 * @column: any
 *
 * Thread: any.
 *
 * Returns: (transfer none): what stands there; "" where the row is shorter
 */
const char *isg_table_cell (const IsgTable *table, guint row, guint column);

/**
 * isg_table_line:
 * @table: a table
 * @row: below isg_table_n_rows ()
 *
 * Thread: any.
 *
 * Returns: the line of the file on which the row begins, from 1
 */
guint isg_table_line (const IsgTable *table, guint row);

/**
 * isg_table_is_blank:
 * @table: a table
 * @row: below isg_table_n_rows ()
 *
 * Thread: any.
 *
 * Returns: whether nothing stands in the row
 */
gboolean isg_table_is_blank (const IsgTable *table, guint row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgTable, isg_table_free)

G_END_DECLS
