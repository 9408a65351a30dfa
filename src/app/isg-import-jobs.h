/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-progress.h"
#include "base/isg-i18n.h"
#include "transfer/isg-import.h"

G_BEGIN_DECLS

/* Taking a list in: what the sheet asks of the store's thread, and the words for its answers. */

/**
 * IsgImportPlan:
 *
 * A file and what becomes of its rows. Counted; the store's thread works with it while nobody else
 * does.
 */
typedef struct {
  GBytes *bytes;   /* (owned): the whole file */
  char *workplace; /* to which the rows belong */
  IsgTable *table; /* (owned) (nullable): when no row names the columns; then there is no import */
  IsgImport *import; /* (owned) (nullable) */
  guint n_done;      /* rows that were written or taken back */
} IsgImportPlan;

/**
 * isg_import_plan_ref:
 * @plan: a plan
 *
 * Thread: any.
 *
 * Returns: (transfer full): @plan
 */
IsgImportPlan *isg_import_plan_ref (IsgImportPlan *plan);

/**
 * isg_import_plan_unref:
 * @plan: (transfer full): a plan
 *
 * Thread: any.
 */
void isg_import_plan_unref (IsgImportPlan *plan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgImportPlan, isg_import_plan_unref)

/**
 * IsgImportWish:
 *
 * What is to be planned, written or taken back.
 */
typedef struct {
  char *kind;
  char *workplace;
  GFile *file;           /* (owned) (nullable): to be read … */
  GBytes *bytes;         /* (owned) (nullable): … or what was read of it */
  GStrv fields;          /* (owned) (nullable): for each column the field, as somebody chose */
  IsgImportPlan *plan;   /* (owned) (nullable): to be written or taken back */
  char *reason;          /* (nullable): why it is taken back */
  IsgProgress *progress; /* (owned) (nullable) */
} IsgImportWish;

/**
 * isg_import_wish_free:
 * @data: (transfer full): an #IsgImportWish
 *
 * Thread: main.
 */
void isg_import_wish_free (gpointer data);

/**
 * isg_import_job_plan:
 * @store: the thread's store
 * @data: an #IsgImportWish: kind, workplace, file or bytes, fields, progress
 * @cancellable: (nullable): not looked at
 * @error: %ISG_TRANSFER_ERROR _NO_TABLE, _TOO_LARGE, %ISG_STORE_ERROR, %G_IO_ERROR
 *
 * An #IsgTaskFunc. Nothing is written.
 *
 * Thread: the store's.
 *
 * Returns: (transfer full): an #IsgImportPlan, or %NULL with @error
 */
gpointer isg_import_job_plan (IsgStore *store,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);

/**
 * isg_import_job_run:
 * @store: the thread's store, with which it was planned
 * @data: an #IsgImportWish: plan, progress
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR, as isg_import_run_with (); what was written is kept, and counted in the
 * plan
 *
 * An #IsgTaskFunc.
 *
 * Thread: the store's.
 *
 * Returns: %NULL
 */
gpointer isg_import_job_run (IsgStore *store,
                             gpointer data,
                             GCancellable *cancellable,
                             GError **error);

/**
 * isg_import_job_undo:
 * @store: the thread's store
 * @data: an #IsgImportWish: plan, reason
 * @cancellable: (nullable): not looked at
 * @error: %ISG_STORE_ERROR, as isg_import_undo ()
 *
 * An #IsgTaskFunc.
 *
 * Thread: the store's.
 *
 * Returns: %NULL
 */
gpointer isg_import_job_undo (IsgStore *store,
                              gpointer data,
                              GCancellable *cancellable,
                              GError **error);

/**
 * isg_import_what_words:
 * @what: what becomes of a row
 *
 * Thread: any.  Source: ui.md 3.3, 3.13.
 *
 * Returns: (transfer none): "Yeni", "Güncellenecek", …
 */
const char *isg_import_what_words (IsgImportWhat what);

/**
 * isg_import_what_icon:
 * @what: what becomes of a row
 *
 * Thread: any.
 *
 * Returns: (transfer none): an icon's name
 */
const char *isg_import_what_icon (IsgImportWhat what);

/**
 * isg_import_row_words:
 * @rules: the rule pack
 * @kind: what the rows are
 * @row: a row
 *
 * Thread: any.
 *
 * Returns: (transfer full): why it is so: what is wrong, what changes, whose double it is; "" for
 * nothing
 */
char *isg_import_row_words (IsgRules *rules, const IsgKind *kind, const IsgImportRow *row);

/**
 * isg_import_cell_words:
 * @import: a plan
 * @row: a row of it
 * @column: a column
 *
 * Thread: any.
 *
 * Returns: (transfer full): the cell as it will be kept; as it stands in the file where it cannot
 */
char *isg_import_cell_words (const IsgImport *import, const IsgImportRow *row, guint column);

/**
 * isg_import_error_text:
 * @error: why a list could not be read or taken in
 *
 * Thread: main.
 *
 * Returns: (transfer full): a sentence
 */
char *isg_import_error_text (const GError *error);

G_END_DECLS
