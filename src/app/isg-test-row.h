/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_TEST_ROW (isg_test_row_get_type ())

/**
 * IsgTestRow:
 *
 * One row of an #IsgTestsField: what it is about, its state as answers of one key, and below it
 * what a state asks for (date, result).
 *
 * Signals: "changed" (); "answered" (): go on to the next stop; "left" (): the focus left a field
 * of it.
 */
G_DECLARE_FINAL_TYPE (IsgTestRow, isg_test_row, ISG, TEST_ROW, GtkListBoxRow)

/**
 * isg_test_row_new:
 * @context: the context
 * @kind: the kind
 * @list: the list of groups; its first two fields are codes: about what, and the state
 * @code: about what
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the row, blank
 */
IsgTestRow *isg_test_row_new (IsgContext *context,
                              const IsgKind *kind,
                              const IsgFieldDef *list,
                              const char *code);

/**
 * isg_test_row_code:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none): about what it is
 */
const char *isg_test_row_code (IsgTestRow *self);

/**
 * isg_test_row_state:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the code of its state; %NULL while blank
 */
const char *isg_test_row_state (IsgTestRow *self);

/**
 * isg_test_row_get:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): its values; %NULL while it is blank
 */
IsgFields *isg_test_row_get (IsgTestRow *self);

/**
 * isg_test_row_set:
 * @self: a row
 * @fields: (nullable): its values
 *
 * Emits nothing.
 *
 * Thread: main.
 */
void isg_test_row_set (IsgTestRow *self, IsgFields *fields);

/**
 * isg_test_row_field:
 * @self: a row
 * @id: a field of the row
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the field below it
 */
IsgField *isg_test_row_field (IsgTestRow *self, const char *id);

/**
 * isg_test_row_fields:
 * @self: a row
 *
 * Thread: main.
 *
 * Returns: (transfer none) (element-type IsgField): the fields below it
 */
GPtrArray *isg_test_row_fields (IsgTestRow *self);

/**
 * isg_test_row_set_editable:
 * @self: a row
 * @editable: whether it can be changed
 *
 * Thread: main.
 */
void isg_test_row_set_editable (IsgTestRow *self, gboolean editable);

G_END_DECLS
