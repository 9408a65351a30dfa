/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/isg-workplace-data.h"

G_BEGIN_DECLS

#define ISG_TYPE_ASSIGNMENTS (isg_assignments_get_type ())

/**
 * IsgAssignments:
 *
 * "Service providers" of a workplace: the minutes that are needed and contracted, and a row for
 * each contract.
 *
 * Signals: "open" (uuid): a contract was chosen; "add" (): a new one is wanted.
 */
G_DECLARE_FINAL_TYPE (IsgAssignments, isg_assignments, ISG, ASSIGNMENTS, AdwBin)

/**
 * isg_assignments_show:
 * @self: the part
 * @rules: the rule pack
 * @data: the workplace
 *
 * Thread: main.
 */
void isg_assignments_show (IsgAssignments *self, IsgRules *rules, const IsgWorkplaceData *data);

G_END_DECLS
