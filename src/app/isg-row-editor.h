/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_ROW_EDITOR (isg_row_editor_get_type ())

/**
 * IsgRowEditor:
 *
 * The questions of one row of a list (a victim, a hazard), laid out by ui/forms/<kind>-<list>.ui.
 * Fields of the row that the layout does not ask are kept as they are.
 *
 * Signals: "changed" (): something was typed; "act" (field: IsgField, code): the button of a
 * finding was pressed.
 */
G_DECLARE_FINAL_TYPE (IsgRowEditor, isg_row_editor, ISG, ROW_EDITOR, AdwBin)

/**
 * isg_row_editor_new:
 * @context: the context
 * @kind: the record's kind
 * @list: its list, of type GROUPS, which has a layout
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the editor, blank
 */
IsgRowEditor *isg_row_editor_new (IsgContext *context,
                                  const IsgKind *kind,
                                  const IsgFieldDef *list);

/**
 * isg_row_editor_set:
 * @self: an editor
 * @fields: the row
 * @raw: (nullable) (element-type utf8 utf8): field id → typed text that is no value
 *
 * Emits nothing; a line that says so already is left alone, with its cursor.
 *
 * Thread: main.
 */
void isg_row_editor_set (IsgRowEditor *self, IsgFields *fields, GHashTable *raw);

/**
 * isg_row_editor_fields:
 * @self: an editor
 *
 * Thread: main.
 *
 * Returns: (transfer full): the row as it is typed
 */
IsgFields *isg_row_editor_fields (IsgRowEditor *self);

/**
 * isg_row_editor_raw:
 * @self: an editor
 *
 * Thread: main.
 *
 * Returns: (transfer full) (element-type utf8 utf8): field id → typed text that is no value
 */
GHashTable *isg_row_editor_raw (IsgRowEditor *self);

/**
 * isg_row_editor_field:
 * @self: an editor
 * @id: (nullable): a field id inside the row
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the field
 */
IsgField *isg_row_editor_field (IsgRowEditor *self, const char *id);

/**
 * isg_row_editor_record_changed:
 * @self: an editor
 * @record: the record as it is typed
 * @row: which of its rows is shown
 *
 * Thread: main.
 */
void isg_row_editor_record_changed (IsgRowEditor *self, IsgRecord *record, guint row);

/**
 * isg_row_editor_show_findings:
 * @self: an editor
 * @findings: (element-type IsgFinding): of the list and below it
 * @row: which row is shown
 *
 * Those of a field stand at it, once it was left; the others are for the list.
 *
 * Thread: main.
 */
void isg_row_editor_show_findings (IsgRowEditor *self, GPtrArray *findings, guint row);

/**
 * isg_row_editor_judge:
 * @self: an editor
 *
 * As if every field had been left.
 *
 * Thread: main.
 */
void isg_row_editor_judge (IsgRowEditor *self);

/**
 * isg_row_editor_set_editable:
 * @self: an editor
 * @editable: whether it can be typed in
 *
 * Thread: main.
 */
void isg_row_editor_set_editable (IsgRowEditor *self, gboolean editable);

/**
 * isg_row_editor_set_wide:
 * @self: an editor
 * @wide: whether columns of questions stand beside each other
 *
 * Thread: main.
 */
void isg_row_editor_set_wide (IsgRowEditor *self, gboolean wide);

/**
 * isg_row_editor_grab:
 * @self: an editor
 * @id: (nullable): a field id inside the row; %NULL for where work begins
 *
 * Thread: main.
 */
void isg_row_editor_grab (IsgRowEditor *self, const char *id);

G_END_DECLS
