/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"
#include "app/isg-people-list.h"

G_BEGIN_DECLS

#define ISG_TYPE_PARTICIPANTS_FIELD (isg_participants_field_get_type ())

/**
 * IsgParticipantsField:
 *
 * Who was present at a training: the employees of its workplace, with ticks. Where there is little
 * room, the list stands on a screen of its own.  Source: ui.md 3.4.
 */
G_DECLARE_FINAL_TYPE (IsgParticipantsField,
                      isg_participants_field,
                      ISG,
                      PARTICIPANTS_FIELD,
                      IsgField)

/**
 * isg_participants_field_list:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none): its list
 */
IsgPeopleList *isg_participants_field_list (IsgParticipantsField *self);

G_END_DECLS
