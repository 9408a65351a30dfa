/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-row-editor.h"

G_BEGIN_DECLS

#define ISG_TYPE_ROWS_ROW (isg_rows_row_get_type ())

/**
 * IsgRowsRow:
 *
 * One row of a list: a line that says it, what is wrong with it, a button that takes it away, and,
 * where rows open in place, its editor below.
 *
 * Signals: "opened" (): the line was pressed; "removed" (): the button was pressed.
 */
G_DECLARE_FINAL_TYPE (IsgRowsRow, isg_rows_row, ISG, ROWS_ROW, GtkBox)

/**
 * isg_rows_row_new:
 * @in_place: whether its editor opens below the line
 *
 * Thread: main.
 *
 * Returns: (transfer floating): a blank row
 */
IsgRowsRow *isg_rows_row_new (gboolean in_place);

/**
 * isg_rows_row_set:
 * @self: a row
 * @fields: its values
 * @raw: (nullable) (element-type utf8 utf8): field id → typed text that is no value
 *
 * Thread: main.
 */
void isg_rows_row_set (IsgRowsRow *self, IsgFields *fields, GHashTable *raw);

/**
 * isg_rows_row_fields:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none): its values
 */
IsgFields *isg_rows_row_fields (IsgRowsRow *self);

/**
 * isg_rows_row_raw:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none) (element-type utf8 utf8): field id → typed text that is no value
 */
GHashTable *isg_rows_row_raw (IsgRowsRow *self);

/**
 * isg_rows_row_set_words:
 * @self: a row
 * @number: which row, from 1
 * @title: the line
 * @detail: what stands below it, perhaps ""
 *
 * Thread: main.
 */
void isg_rows_row_set_words (IsgRowsRow *self, guint number, const char *title, const char *detail);

/**
 * isg_rows_row_set_editor:
 * @self: a row
 * @editor: (nullable): the widget that edits it; %NULL when it is closed
 * @inside: whether it stands in the row
 *
 * Thread: main.
 */
void isg_rows_row_set_editor (IsgRowsRow *self, IsgRowEditor *editor, gboolean inside);

/**
 * isg_rows_row_editor:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its editor, while it is open
 */
IsgRowEditor *isg_rows_row_editor (IsgRowsRow *self);

/**
 * isg_rows_row_set_judged:
 * @self: a row
 *
 * What is missing in it is said from now on.
 *
 * Thread: main.
 */
void isg_rows_row_set_judged (IsgRowsRow *self);

/**
 * isg_rows_row_show_findings:
 * @self: a row
 * @rules: the rule pack
 * @kind: the record's kind
 * @list: the list's id
 * @row: which row, from 0
 * @findings: (element-type IsgFinding): of the list and below it
 *
 * Thread: main.
 */
void isg_rows_row_show_findings (IsgRowsRow *self,
                                 IsgRules *rules,
                                 const IsgKind *kind,
                                 const char *list,
                                 guint row,
                                 GPtrArray *findings);

/**
 * isg_rows_row_set_editable:
 * @self: a row
 * @editable: whether it can be taken away
 *
 * Thread: main.
 */
void isg_rows_row_set_editable (IsgRowsRow *self, gboolean editable);

/**
 * isg_rows_row_grab:
 * @self: a row
 *
 * Puts the focus on its line.
 *
 * Thread: main.
 */
void isg_rows_row_grab (IsgRowsRow *self);

/**
 * isg_rows_row_has_focus:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: whether the focus is on its line
 */
gboolean isg_rows_row_has_focus (IsgRowsRow *self);

G_END_DECLS
