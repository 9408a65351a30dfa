/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-entry-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_NUMBER_FIELD (isg_number_field_get_type ())

/**
 * IsgNumberField:
 *
 * A whole number or a decimal, with comma or point, its unit beside it. No spin button: its wheel
 * changes numbers unseen.
 */
G_DECLARE_FINAL_TYPE (IsgNumberField, isg_number_field, ISG, NUMBER_FIELD, IsgEntryField)

G_END_DECLS
