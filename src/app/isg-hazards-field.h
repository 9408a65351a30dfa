/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"
#include "app/isg-hazard-screen.h"
#include "app/isg-hazard-table.h"

G_BEGIN_DECLS

#define ISG_TYPE_HAZARDS_FIELD (isg_hazards_field_get_type ())

/**
 * IsgHazardsField:
 *
 * The hazards of an assessment: a table to be read, a screen for each row, rows added, removed and
 * taken to another place.
 *
 * Signals: "removed" (row: IsgFields as a pointer, index: uint): a row was taken out, after
 * "changed"; "copy" (): rows are to be copied elsewhere; "undo" (redo: gboolean): asked for on the
 * screen of a row.
 */
G_DECLARE_FINAL_TYPE (IsgHazardsField, isg_hazards_field, ISG, HAZARDS_FIELD, IsgField)

/**
 * isg_hazards_field_table:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none): its table
 */
IsgHazardTable *isg_hazards_field_table (IsgHazardsField *self);

/**
 * isg_hazards_field_screen:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): the screen of a row, while it is open
 */
IsgHazardScreen *isg_hazards_field_screen (IsgHazardsField *self);

/**
 * isg_hazards_field_add:
 * @self: a field that can be changed
 *
 * Adds an empty row, in the section of the selected one, and opens it.
 *
 * Thread: main.
 */
void isg_hazards_field_add (IsgHazardsField *self);

/**
 * isg_hazards_field_set_people:
 * @self: a field
 * @people: (element-type utf8): who may see to a measure
 *
 * Thread: main.
 */
void isg_hazards_field_set_people (IsgHazardsField *self, GPtrArray *people);

G_END_DECLS
