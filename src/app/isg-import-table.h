/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-context.h"
#include "app/isg-import-jobs.h"

G_BEGIN_DECLS

#define ISG_TYPE_IMPORT_TABLE (isg_import_table_view_get_type ())

/**
 * IsgImportTableView:
 *
 * What becomes of each row of a list: its line, what happens, the cells that are taken, and why.
 * The tick takes a row or leaves it out.
 *
 * Signals: "changed" (): a tick was set or taken away.
 */
G_DECLARE_FINAL_TYPE (IsgImportTableView, isg_import_table_view, ISG, IMPORT_TABLE_VIEW, AdwBin)

/**
 * isg_import_table_view_new:
 * @context: the context
 * @kind: what the rows are
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a table without rows
 */
GtkWidget *isg_import_table_view_new (IsgContext *context, const char *kind);

/**
 * isg_import_table_view_show:
 * @self: a table
 * @plan: (nullable): a plan with an import; %NULL for no rows
 *
 * Thread: main.
 */
void isg_import_table_view_show (IsgImportTableView *self, IsgImportPlan *plan);

/**
 * isg_import_table_view_narrow:
 * @self: a table
 * @what: an #IsgImportWhat, or -1 for every row
 *
 * Thread: main.
 */
void isg_import_table_view_narrow (IsgImportTableView *self, int what);

/**
 * isg_import_table_view_n_shown:
 * @self: a table
 *
 * Thread: main.
 *
 * Returns: how many rows are shown
 */
guint isg_import_table_view_n_shown (IsgImportTableView *self);

G_END_DECLS
