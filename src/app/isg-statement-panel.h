/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"
#include "rules/isg-checklist.h"

G_BEGIN_DECLS

#define ISG_TYPE_STATEMENT_PANEL (isg_statement_panel_get_type ())

/**
 * IsgStatementPanel:
 *
 * What is asked below a sentence that was answered no: measure with ready ones, who sees to it,
 * until when, what is there already. The values are those of the hazard that the answer made.
 *
 * Signals: "changed" (typed: gboolean): isg_statement_panel_row () is another, letter by letter or
 * by one choice; "open" (): the whole row is wanted, to be scored.
 */
G_DECLARE_FINAL_TYPE (IsgStatementPanel, isg_statement_panel, ISG, STATEMENT_PANEL, GtkBox)

/**
 * isg_statement_panel_new:
 * @context: the context
 * @kind: the kind of assessments
 * @def: its list of hazards
 * @statement: the sentence
 *
 * Thread: main.  Source: ui.md 3.6.
 *
 * Returns: (transfer floating): the panel
 */
IsgStatementPanel *isg_statement_panel_new (IsgContext *context,
                                            const IsgKind *kind,
                                            const IsgFieldDef *def,
                                            const IsgStatement *statement);

/**
 * isg_statement_panel_show:
 * @self: a panel
 * @row: the hazard
 * @score: (nullable): its score in words
 * @editable: whether it can be changed
 *
 * Emits nothing; what is the same keeps its cursor.
 *
 * Thread: main.
 */
void isg_statement_panel_show (IsgStatementPanel *self,
                               IsgFields *row,
                               const char *score,
                               gboolean editable);

/**
 * isg_statement_panel_row:
 * @self: a panel
 *
 * Thread: main.
 *
 * Returns: (transfer none): the hazard as it is typed
 */
IsgFields *isg_statement_panel_row (IsgStatementPanel *self);

/**
 * isg_statement_panel_set_people:
 * @self: a panel
 * @people: (element-type utf8): who may see to a measure
 *
 * Thread: main.
 */
void isg_statement_panel_set_people (IsgStatementPanel *self, GPtrArray *people);

/**
 * isg_statement_panel_set_narrow:
 * @self: a panel
 * @narrow: whether questions stand one under the other
 *
 * Thread: main.
 */
void isg_statement_panel_set_narrow (IsgStatementPanel *self, gboolean narrow);

/**
 * isg_statement_panel_field:
 * @self: a panel
 * @id: id of a field of a hazard
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the question
 */
IsgField *isg_statement_panel_field (IsgStatementPanel *self, const char *id);

G_END_DECLS
