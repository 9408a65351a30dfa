/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_TICK_FIELD (isg_tick_field_get_type ())

/**
 * IsgTickField:
 *
 * A yes/no value as one tick: ticked is yes; not ticked is no once it was ticked or said, and blank
 * until then. Space ticks.
 */
G_DECLARE_FINAL_TYPE (IsgTickField, isg_tick_field, ISG, TICK_FIELD, IsgField)

G_END_DECLS
