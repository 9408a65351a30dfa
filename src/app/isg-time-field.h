/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-entry-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_TIME_FIELD (isg_time_field_get_type ())

/**
 * IsgTimeField:
 *
 * A time of day as one types it: `1430`, `14.30`, `14:30`, `ş` (now).
 */
G_DECLARE_FINAL_TYPE (IsgTimeField, isg_time_field, ISG, TIME_FIELD, IsgEntryField)

/**
 * isg_time_field_parse_text:
 * @text: as typed
 * @clock: (nullable): for `ş` and, in English, `n`: now
 * @out_seconds: (out): since midnight in Istanbul, whole minutes for "now"
 *
 * Thread: any.  Source: ui.md 3.0.
 *
 * Returns: %FALSE, and nothing written, when it is no time
 */
gboolean isg_time_field_parse_text (const char *text, IsgClock *clock, int *out_seconds);

G_END_DECLS
