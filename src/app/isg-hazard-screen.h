/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-context.h"
#include "app/isg-field.h"
#include "app/isg-risk-picker.h"
#include "app/isg-screen.h"

G_BEGIN_DECLS

#define ISG_TYPE_HAZARD_SCREEN (isg_hazard_screen_get_type ())

/**
 * IsgHazardScreen:
 *
 * One hazard of an assessment: what it is, its score, the measure, the score after it. Holds no
 * record: the list it comes from takes each change.
 *
 * Signals: "changed" (): isg_hazard_screen_row () is another; "step" (step: int): to the next (1)
 * or previous (-1) row; "remove" (): takes the row out; "add" (): another row; "undo" (redo:
 * gboolean): Ctrl+Z, Ctrl+Shift+Z outside an entry.
 */
G_DECLARE_FINAL_TYPE (IsgHazardScreen, isg_hazard_screen, ISG, HAZARD_SCREEN, IsgScreen)

/**
 * isg_hazard_screen_new:
 * @context: the context
 * @kind: the kind of assessments
 * @def: its list of hazards
 *
 * Thread: main.  Source: ui.md 3.6.
 *
 * Returns: (transfer floating): the screen
 */
IsgHazardScreen *isg_hazard_screen_new (IsgContext *context,
                                        const IsgKind *kind,
                                        const IsgFieldDef *def);

/**
 * isg_hazard_screen_show:
 * @self: a screen
 * @method: (nullable): by which the assessment is scored
 * @row: the hazard
 * @place: where it stands in the list, from 0
 * @n: rows of the list
 * @editable: whether it can be changed
 *
 * Emits nothing. A row that was shown before keeps its cursor.
 *
 * Thread: main.
 */
void isg_hazard_screen_show (IsgHazardScreen *self,
                             const IsgRiskMethod *method,
                             IsgFields *row,
                             guint place,
                             guint n,
                             gboolean editable);

/**
 * isg_hazard_screen_turn_to:
 * @self: a screen
 *
 * The next isg_hazard_screen_show () is of another row: nothing of it was left yet.
 *
 * Thread: main.
 */
void isg_hazard_screen_turn_to (IsgHazardScreen *self);

/**
 * isg_hazard_screen_row:
 * @self: a screen
 *
 * Thread: main.
 *
 * Returns: (transfer none): the hazard as it is typed
 */
IsgFields *isg_hazard_screen_row (IsgHazardScreen *self);

/**
 * isg_hazard_screen_show_findings:
 * @self: a screen
 * @findings: (element-type IsgFinding): of its row
 *
 * Thread: main.
 */
void isg_hazard_screen_show_findings (IsgHazardScreen *self, GPtrArray *findings);

/**
 * isg_hazard_screen_set_people:
 * @self: a screen
 * @people: (element-type utf8): who may see to a measure
 *
 * Thread: main.
 */
void isg_hazard_screen_set_people (IsgHazardScreen *self, GPtrArray *people);

/**
 * isg_hazard_screen_grab:
 * @self: a screen
 * @field: (nullable): id of a field of the row; %NULL for the first that is empty
 *
 * Puts the focus there, and says what is missing there.
 *
 * Thread: main.
 */
void isg_hazard_screen_grab (IsgHazardScreen *self, const char *field);

/**
 * isg_hazard_screen_field:
 * @self: a screen
 * @id: id of a field of the row
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the question
 */
IsgField *isg_hazard_screen_field (IsgHazardScreen *self, const char *id);

/**
 * isg_hazard_screen_picker:
 * @self: a screen
 * @when: which score
 *
 * Thread: main.
 *
 * Returns: (transfer none): where it is picked
 */
IsgRiskPicker *isg_hazard_screen_picker (IsgHazardScreen *self, IsgRiskWhen when);

G_END_DECLS
