/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_TEAM_FIELD (isg_team_field_get_type ())

/**
 * IsgTeamField:
 *
 * Who assessed the risks: for each person duty, and expert, employee or name. A row stands open, so
 * that it is one line of questions; removing one can be undone.
 *
 * Signal: "removed" (): a row was taken out, after "changed".
 */
G_DECLARE_FINAL_TYPE (IsgTeamField, isg_team_field, ISG, TEAM_FIELD, IsgField)

/**
 * isg_team_field_add:
 * @self: a field that can be changed
 *
 * Adds a person and puts the focus there.
 *
 * Thread: main.
 */
void isg_team_field_add (IsgTeamField *self);

G_END_DECLS
