/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"
#include "app/isg-record-session.h"
#include "app/isg-statement-panel.h"
#include "app/isg-yes-no-row.h"

G_BEGIN_DECLS

#define ISG_TYPE_STATEMENTS_FIELD (isg_statements_field_get_type ())

/**
 * IsgStatementsField:
 *
 * The sentences of a trade's checklist with their answers. A sentence says the good state; "no"
 * makes a hazard and opens what is asked of it.
 *
 * Signals: "removed" (): an answer took a hazard away that nobody had written into; "open" (index:
 * uint): the hazard's row is wanted.
 */
G_DECLARE_FINAL_TYPE (IsgStatementsField, isg_statements_field, ISG, STATEMENTS_FIELD, IsgField)

/**
 * isg_statements_field_attach:
 * @self: a bound field
 * @session: the assessment; an answer writes its hazards too
 *
 * Thread: main.
 */
void isg_statements_field_attach (IsgStatementsField *self, IsgRecordSession *session);

/**
 * isg_statements_field_set_people:
 * @self: a field
 * @people: (element-type utf8): who may see to a measure
 *
 * Thread: main.
 */
void isg_statements_field_set_people (IsgStatementsField *self, GPtrArray *people);

/**
 * isg_statements_field_row:
 * @self: a field
 * @index: of a sentence in its list
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): where it is answered
 */
IsgYesNoRow *isg_statements_field_row (IsgStatementsField *self, guint index);

/**
 * isg_statements_field_panel:
 * @self: a field
 * @index: of a sentence in its list
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): what is asked below it, while the answer is no
 */
IsgStatementPanel *isg_statements_field_panel (IsgStatementsField *self, guint index);

G_END_DECLS
