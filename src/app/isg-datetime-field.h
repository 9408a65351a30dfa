/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_DATETIME_FIELD (isg_datetime_field_get_type ())

/**
 * IsgDatetimeField:
 *
 * A day and a time of it, in two lines beside each other that take what IsgDateField and
 * IsgTimeField take. `ş` in the time means now: an empty day then becomes today.
 */
G_DECLARE_FINAL_TYPE (IsgDatetimeField, isg_datetime_field, ISG, DATETIME_FIELD, IsgField)

/**
 * isg_datetime_field_date_entry:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none): the day's line
 */
GtkEntry *isg_datetime_field_date_entry (IsgDatetimeField *self);

/**
 * isg_datetime_field_time_entry:
 * @self: a field
 *
 * Thread: main.
 *
 * Returns: (transfer none): the time's line
 */
GtkEntry *isg_datetime_field_time_entry (IsgDatetimeField *self);

/**
 * isg_datetime_field_set_now:
 * @self: a bound field
 *
 * Puts the present day and minute into it, as if typed.
 *
 * Thread: main.
 */
void isg_datetime_field_set_now (IsgDatetimeField *self);

G_END_DECLS
