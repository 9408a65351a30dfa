/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/isg-transfer-error.h"

G_BEGIN_DECLS

/**
 * IsgSheet:
 *
 * A table of text as it stands in a file of separated values: every cell is UTF-8, trimmed, in
 * composed form. Does not change.
 */
typedef struct _IsgSheet IsgSheet;

/**
 * isg_sheet_read:
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
IsgSheet *isg_sheet_read (GBytes *bytes, GError **error);

/**
 * isg_sheet_free:
 * @sheet: (transfer full): a table
 *
 * Thread: any.
 */
void isg_sheet_free (IsgSheet *sheet);

/**
 * isg_sheet_encoding:
 * @sheet: a table
 *
 * Thread: any.
 *
 * Returns: (transfer none): "UTF-8", "UTF-16" or "Windows-1254"
 */
const char *isg_sheet_encoding (const IsgSheet *sheet);

/**
 * isg_sheet_separator:
 * @sheet: a table
 *
 * Thread: any.
 *
 * Returns: the character between two cells
 */
char isg_sheet_separator (const IsgSheet *sheet);

/**
 * isg_sheet_n_rows:
 * @sheet: a table
 *
 * Thread: any.
 *
 * Returns: how many rows, headings and blank ones included
 */
guint isg_sheet_n_rows (const IsgSheet *sheet);

/**
 * isg_sheet_n_cells:
 * @sheet: a table
 * @row: below isg_sheet_n_rows ()
 *
 * Thread: any.
 *
 * Returns: how many cells this row has
 */
guint isg_sheet_n_cells (const IsgSheet *sheet, guint row);

/**
 * isg_sheet_cell:
 * @sheet: a table
 * @row: below isg_sheet_n_rows ()
 * @column: any
 *
 * Thread: any.
 *
 * Returns: (transfer none): what stands there; "" where the row is shorter
 */
const char *isg_sheet_cell (const IsgSheet *sheet, guint row, guint column);

/**
 * isg_sheet_line:
 * @sheet: a table
 * @row: below isg_sheet_n_rows ()
 *
 * Thread: any.
 *
 * Returns: the line of the file on which the row begins, from 1
 */
guint isg_sheet_line (const IsgSheet *sheet, guint row);

/**
 * isg_sheet_is_blank:
 * @sheet: a table
 * @row: below isg_sheet_n_rows ()
 *
 * Thread: any.
 *
 * Returns: whether nothing stands in the row
 */
gboolean isg_sheet_is_blank (const IsgSheet *sheet, guint row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgSheet, isg_sheet_free)

G_END_DECLS
