/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-entry-field.h"

G_BEGIN_DECLS

#define ISG_TYPE_DATE_FIELD (isg_date_field_get_type ())

/**
 * IsgDateField:
 *
 * A day as one types it: `23.11.2026`, `231126`, `b` (today), `d` (yesterday), `+7`; the weekday
 * stands beside it, a calendar opens by its button or Alt+↓.
 */
G_DECLARE_FINAL_TYPE (IsgDateField, isg_date_field, ISG, DATE_FIELD, IsgEntryField)

/**
 * isg_date_field_parse_text:
 * @text: as typed, or as the program shows a date in either language
 * @today: the day that the short forms count from
 * @out_date: (out): the day
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, when it is no day
 */
gboolean isg_date_field_parse_text (const char *text, IsgDate today, IsgDate *out_date);

/**
 * isg_date_field_weekday:
 * @date: a day
 *
 * Thread: any.
 *
 * Returns: (transfer full): the name of its weekday in the user's language
 */
char *isg_date_field_weekday (IsgDate date);

G_END_DECLS
