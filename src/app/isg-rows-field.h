/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"
#include "app/isg-row-editor.h"

G_BEGIN_DECLS

#define ISG_TYPE_ROWS_FIELD (isg_rows_field_get_type ())

/**
 * IsgRowsField:
 *
 * A list of rows (victims, witnesses, a team): each is one line that opens for editing, below it or
 * on a screen of its own, laid out by ui/forms/<kind>-<list>.ui. Ctrl+N or the button adds one,
 * Ctrl+Delete or the row's button takes it away at once, with a way back; Ctrl+PageDown and
 * Ctrl+PageUp go to the next and the previous row. The findings of a row stand at the row and at
 * its fields.
 *
 * Properties, all for the .ui file: "summary" (string: the fields that the line says, divided by
 * commas; else the first four that are answered), "add-label" (string: the words of the button),
 * "in-place" (boolean: rows open below their line). Holds a GROUPS value; a blank row counts.
 */
G_DECLARE_FINAL_TYPE (IsgRowsField, isg_rows_field, ISG, ROWS_FIELD, IsgField)

/**
 * isg_rows_field_n_rows:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: how many rows there are
 */
guint isg_rows_field_n_rows (IsgRowsField *self);

/**
 * isg_rows_field_add:
 * @self: a bound field
 * @fields: (nullable): what the row says already; %NULL for a blank one
 *
 * Adds a row and opens it. Does nothing in a field that is read only.
 *
 * Thread: main.
 */
void isg_rows_field_add (IsgRowsField *self, IsgFields *fields);

/**
 * isg_rows_field_remove:
 * @self: a bound field
 * @index: which row, from 0
 *
 * Takes it away at once; a toast offers the way back.
 *
 * Thread: main.  Source: ui.md 3.0.
 */
void isg_rows_field_remove (IsgRowsField *self, guint index);

/**
 * isg_rows_field_open:
 * @self: a bound field
 * @index: which row, from 0
 * @id: (nullable): the field to which the focus goes; %NULL for where work begins
 *
 * Thread: main.
 */
void isg_rows_field_open (IsgRowsField *self, guint index, const char *id);

/**
 * isg_rows_field_editor:
 * @self: a field
 * @index: which row, from 0
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the row's editor, while it is open
 */
IsgRowEditor *isg_rows_field_editor (IsgRowsField *self, guint index);

/**
 * isg_rows_field_step:
 * @self: a field
 * @step: 1 or -1
 *
 * From the row that has the focus to the next or the previous one, which opens where that one was
 * open.
 *
 * Thread: main.
 *
 * Returns: %FALSE when no row has the focus, or there is none in that direction
 */
gboolean isg_rows_field_step (IsgRowsField *self, int step);

/**
 * isg_rows_field_judge:
 * @self: a field
 *
 * What is missing in its rows is said from now on.
 *
 * Thread: main.
 */
void isg_rows_field_judge (IsgRowsField *self);

/**
 * isg_rows_field_focused:
 * @widget: any widget
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the list in which the focus of its window is
 */
IsgRowsField *isg_rows_field_focused (GtkWidget *widget);

G_END_DECLS
