/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-screen.h"
#include "model/isg-finding.h"
#include "rules/isg-risk-method.h"

G_BEGIN_DECLS

#define ISG_TYPE_HAZARD_TABLE (isg_hazard_table_get_type ())

/**
 * IsgHazardTable:
 *
 * The hazards of an assessment, to be read: section, hazard, risk, score, measure, who sees to it,
 * until when, score afterwards. Enter opens a row.
 *
 * Signals: "open" (index: uint): of the row in the assessment; "remove" (index: uint): Ctrl+Delete.
 */
G_DECLARE_FINAL_TYPE (IsgHazardTable, isg_hazard_table, ISG, HAZARD_TABLE, AdwBin)

/**
 * isg_hazard_table_show:
 * @self: a table
 * @method: (nullable): by which it is scored
 * @rows: (element-type IsgFields): the hazards in the assessment's order
 * @today: against which days are compared
 *
 * Thread: main.
 */
void isg_hazard_table_show (IsgHazardTable *self,
                            const IsgRiskMethod *method,
                            GPtrArray *rows,
                            IsgDate today);

/**
 * isg_hazard_table_show_findings:
 * @self: a table
 * @findings: (element-type IsgFinding): of the list and below it
 *
 * Marks the rows in which something is missing or wrong.
 *
 * Thread: main.
 */
void isg_hazard_table_show_findings (IsgHazardTable *self, GPtrArray *findings);

/**
 * isg_hazard_table_set_grouped:
 * @self: a table
 * @grouped: whether rows of a section stand together
 *
 * Thread: main.
 */
void isg_hazard_table_set_grouped (IsgHazardTable *self, gboolean grouped);

/**
 * isg_hazard_table_set_band:
 * @self: a table
 * @band: how wide it is
 *
 * Thread: main.  Source: ui.md 3.6.
 */
void isg_hazard_table_set_band (IsgHazardTable *self, IsgBand band);

/**
 * isg_hazard_table_select:
 * @self: a table
 * @index: of a row in the assessment
 *
 * Selects it and brings it into sight.
 *
 * Thread: main.
 */
void isg_hazard_table_select (IsgHazardTable *self, guint index);

/**
 * isg_hazard_table_selected:
 * @self: a table
 *
 * Thread: main.
 *
 * Returns: index of the selected row in the assessment, or %GTK_INVALID_LIST_POSITION
 */
guint isg_hazard_table_selected (IsgHazardTable *self);

/**
 * isg_hazard_table_neighbour:
 * @self: a table
 * @index: of a row in the assessment
 * @step: 1 or -1
 *
 * Thread: main.
 *
 * Returns: the row that stands next to it, or %GTK_INVALID_LIST_POSITION
 */
guint isg_hazard_table_neighbour (IsgHazardTable *self, guint index, int step);

/**
 * isg_hazard_table_place:
 * @self: a table
 * @index: of a row in the assessment
 *
 * Thread: main.
 *
 * Returns: where it stands, from 0
 */
guint isg_hazard_table_place (IsgHazardTable *self, guint index);

/**
 * isg_hazard_table_view:
 * @self: a table
 *
 * Thread: main.
 *
 * Returns: (transfer none): the list itself, which takes the focus
 */
GtkWidget *isg_hazard_table_view (IsgHazardTable *self);

G_END_DECLS
