/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/isg-store-record.h"
#include "transfer/isg-table.h"

G_BEGIN_DECLS

/**
 * IsgImportWhat:
 * @ISG_IMPORT_NEW: the row becomes a record
 * @ISG_IMPORT_UPDATE: a record with the same unique value gets other values
 * @ISG_IMPORT_SAME: the record stands in the store just so
 * @ISG_IMPORT_MEND: a value is wrong or the one that tells rows apart is missing; not taken
 * @ISG_IMPORT_SKIPPED: blank, or an earlier row has the same unique value; not taken
 *
 * What importing a row does.  Source: ui.md 3.3.
 */
typedef enum {
  ISG_IMPORT_NEW,
  ISG_IMPORT_UPDATE,
  ISG_IMPORT_SAME,
  ISG_IMPORT_MEND,
  ISG_IMPORT_SKIPPED,
} IsgImportWhat;

#define ISG_IMPORT_N_WHAT 5

/**
 * IsgImportChange:
 *
 * A value that a row changes, as text.
 */
typedef struct {
  const IsgFieldDef *field;
  char *before; /* "" for none */
  char *after;
} IsgImportChange;

/**
 * IsgImportRow:
 *
 * One row of the file and what becomes of it.
 */
typedef struct {
  guint row;  /* of the table */
  guint line; /* of the file */
  IsgImportWhat what;
  IsgRecord *record;   /* (owned) (nullable): what is or was saved; also of a row to be mended */
  GPtrArray *changes;  /* (owned) (element-type IsgImportChange) */
  GPtrArray *findings; /* (owned) (element-type IsgFinding) */
  guint twin;          /* line of the earlier row with the same value, 0: none */
  gboolean left_out; /* the caller's: somebody does not want it; isg_import_run () passes it over */
  IsgRecord *old;    /* (owned) (nullable): what stood in the store */
  IsgRecord *saved;  /* (owned) (nullable): what isg_import_run () wrote */
} IsgImportRow;

/**
 * IsgImportProgress:
 * @done: rows that are done
 * @all: of how many
 * @data: what the caller gave
 *
 * Returns: %FALSE to stop
 */
typedef gboolean (*IsgImportProgress) (gint64 done, gint64 all, gpointer data);

/**
 * IsgImport:
 *
 * What becomes of a table, row by row, before anything is written.
 */
typedef struct _IsgImport IsgImport;

/**
 * isg_import_plan:
 * @store: a store
 * @kind: what the rows are; it has a unique field
 * @workplace: (nullable): to which they belong
 * @table: (transfer full): the table
 * @error: %ISG_TRANSFER_ERROR _NO_HEADING, %ISG_STORE_ERROR
 *
 * The heading is the first of the first twenty rows that names the kind's unique field; a column
 * belongs to the field whose id, label or heading in the pack it bears, whatever the case,
 * punctuation and Turkish letters. A column that bears the heading of several name fields is
 * divided at its last space. An empty cell changes nothing. Names in capitals alone are written as
 * names. Nothing is written to the store.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the plan, or %NULL with @error
 */
IsgImport *isg_import_plan (IsgStore *store,
                            const IsgKind *kind,
                            const char *workplace,
                            IsgTable *table,
                            GError **error);

/**
 * isg_import_plan_with:
 * @store: a store
 * @kind: as isg_import_plan ()
 * @workplace: (nullable): as isg_import_plan ()
 * @table: (transfer full): as isg_import_plan ()
 * @fields: (nullable) (array zero-terminated=1): for each column the id of the field its cells go
 * to, "" for none; %NULL: as the headings say
 * @progress: (nullable) (scope call): told how far it is
 * @data: for @progress
 * @error: as isg_import_plan (); %ISG_STORE_ERROR _CANCELLED
 *
 * isg_import_plan () with columns that somebody chose. Where no row names the unique field the
 * first one is the heading then.
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): the plan, or %NULL with @error
 */
IsgImport *isg_import_plan_with (IsgStore *store,
                                 const IsgKind *kind,
                                 const char *workplace,
                                 IsgTable *table,
                                 const char *const *fields,
                                 IsgImportProgress progress,
                                 gpointer data,
                                 GError **error);

/**
 * isg_import_column_fields:
 * @kind: what the rows are
 *
 * Thread: any.
 *
 * Returns: (transfer container) (element-type IsgFieldDef): the fields that a column can go to
 */
GPtrArray *isg_import_column_fields (const IsgKind *kind);

/**
 * isg_import_free:
 * @import: (transfer full): a plan
 *
 * Thread: any, while nobody works with it.
 */
void isg_import_free (IsgImport *import);

/**
 * isg_import_table:
 * @import: a plan
 *
 * Thread: any.
 *
 * Returns: (transfer none): the table
 */
const IsgTable *isg_import_table (const IsgImport *import);

/**
 * isg_import_heading_line:
 * @import: a plan
 *
 * Thread: any.
 *
 * Returns: the line of the file that names the columns
 */
guint isg_import_heading_line (const IsgImport *import);

/**
 * isg_import_n_columns:
 * @import: a plan
 *
 * Thread: any.
 *
 * Returns: how many columns the heading has
 */
guint isg_import_n_columns (const IsgImport *import);

/**
 * isg_import_heading:
 * @import: a plan
 * @column: below isg_import_n_columns ()
 *
 * Thread: any.
 *
 * Returns: (transfer none): what stands over the column
 */
const char *isg_import_heading (const IsgImport *import, guint column);

/**
 * isg_import_fields:
 * @import: a plan
 * @column: below isg_import_n_columns ()
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgFieldDef): where its cells go: nowhere, to one field,
 * or divided to several name fields
 */
GPtrArray *isg_import_fields (const IsgImport *import, guint column);

/**
 * isg_import_rows:
 * @import: a plan
 *
 * Thread: any.
 *
 * Returns: (transfer none) (element-type IsgImportRow): every row under the heading
 */
GPtrArray *isg_import_rows (const IsgImport *import);

/**
 * isg_import_count:
 * @import: a plan
 * @what: which rows
 *
 * Thread: any.
 *
 * Returns: how many
 */
guint isg_import_count (const IsgImport *import, IsgImportWhat what);

/**
 * isg_import_run:
 * @import: a plan
 * @out_n: (out): records written; set with an error as well
 * @error: %ISG_STORE_ERROR
 *
 * Saves the new and the updated rows, five hundred in a transaction, and journals the import. When
 * it is broken off, whole batches are kept, and importing the file again finds them the same.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_import_run (IsgImport *import, guint *out_n, GError **error);

/**
 * isg_import_run_with:
 * @import: a plan
 * @progress: (nullable) (scope call): told after each batch
 * @data: for @progress
 * @out_n: (out): as isg_import_run ()
 * @error: as isg_import_run (); %ISG_STORE_ERROR _CANCELLED: what was written is kept
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_import_run_with (IsgImport *import,
                              IsgImportProgress progress,
                              gpointer data,
                              guint *out_n,
                              GError **error);

/**
 * isg_import_undo:
 * @import: a plan that was run, or partly so
 * @store: the store; may be another handle of it
 * @reason: why the new ones are closed
 * @out_n: (out): how many were taken back
 * @error: %ISG_STORE_ERROR; whole batches are taken back
 *
 * Closes the records that were new and gives those that were updated their former values, except
 * where somebody has changed them since. Journalled.
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_import_undo (IsgImport *import,
                          IsgStore *store,
                          const char *reason,
                          guint *out_n,
                          GError **error);

/**
 * isg_import_is_taken:
 * @row: a row
 *
 * Thread: any.
 *
 * Returns: whether running writes it
 */
gboolean isg_import_is_taken (const IsgImportRow *row);

/**
 * IsgImportWhy:
 * @row: a row that is not taken
 * @data: what the caller gave
 *
 * Returns: (transfer full): why
 */
typedef char *(*IsgImportWhy) (const IsgImportRow *row, gpointer data);

/**
 * isg_import_leftover:
 * @import: a plan
 * @heading: over the column of reasons
 * @why: (scope call): gives the reason of a row
 * @data: for @why
 *
 * The rows to be mended, as they stand in the file, with a last column that says why: to be mended
 * there and imported again.
 *
 * Thread: any, while nobody works with it.
 *
 * Returns: (transfer full): a file of separated values that a spreadsheet opens
 */
GBytes *isg_import_leftover (const IsgImport *import,
                             const char *heading,
                             IsgImportWhy why,
                             gpointer data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgImport, isg_import_free)

G_END_DECLS
