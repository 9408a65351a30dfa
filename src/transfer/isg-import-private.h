/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transfer/isg-import.h"

G_BEGIN_DECLS

/* What stands over a column and where its cells go. */
typedef struct {
  char *heading;     /* (owned) */
  GPtrArray *fields; /* (owned) (element-type IsgFieldDef) (not owned elements) */
} IsgImportColumn;

struct _IsgImport {
  IsgStore *store;     /* (not owned) */
  const IsgKind *kind; /* the rules' of the store */
  char *workplace;     /* (owned) (nullable) */
  IsgTable *table;     /* (owned) */
  guint heading_row;
  GPtrArray *columns; /* (owned) (element-type IsgImportColumn) */
  GPtrArray *rows;    /* (owned) (element-type IsgImportRow) */
  guint counts[ISG_IMPORT_N_WHAT];
};

/**
 * isg_import_columns_find:
 * @kind: what the rows are
 * @table: a table
 * @out_row: (out): the row of headings
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable) (element-type IsgImportColumn): the columns, or %NULL when no
 * row names the unique field
 */
GPtrArray *isg_import_columns_find (const IsgKind *kind, const IsgTable *table, guint *out_row);

/**
 * isg_import_columns_choose:
 * @kind: what the rows are
 * @table: a table
 * @fields: (array zero-terminated=1): for each column the id of a field, "" for none
 * @out_row: (out): the row of headings
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type IsgImportColumn): the columns
 */
GPtrArray *isg_import_columns_choose (const IsgKind *kind,
                                      const IsgTable *table,
                                      const char *const *fields,
                                      guint *out_row);

/**
 * isg_import_cell_write:
 * @field: where the cell goes
 * @cell: what stands in it; not empty
 * @today: the day that two-digit years count from
 * @json: (inout): the value is appended in the form of isg_record_fields_from_json ()
 *
 * Thread: any.
 *
 * Returns: (transfer full) (nullable): why it is no value of @field; nothing is appended then
 */
IsgFinding *isg_import_cell_write (const IsgFieldDef *field,
                                   const char *cell,
                                   IsgDate today,
                                   GString *json);

/**
 * isg_import_cell_part:
 * @column: a column
 * @index: of one of its fields
 * @cell: what stands in it
 *
 * Thread: any.
 *
 * Returns: (transfer full): the part of @cell that goes to this field; the last word goes to the
 * last one
 */
char *isg_import_cell_part (const IsgImportColumn *column, guint index, const char *cell);

G_END_DECLS
