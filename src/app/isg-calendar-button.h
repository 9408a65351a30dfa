/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/isg-date.h"

G_BEGIN_DECLS

#define ISG_TYPE_CALENDAR_BUTTON (isg_calendar_button_get_type ())

/**
 * IsgCalendarButton:
 *
 * Opens a month below a date's line, for those who rather point than type.
 *
 * Signal: "picked" (date: int): a day was chosen, an IsgDate.
 */
G_DECLARE_FINAL_TYPE (IsgCalendarButton, isg_calendar_button, ISG, CALENDAR_BUTTON, AdwBin)

/**
 * isg_calendar_button_new:
 *
 * Thread: main.
 *
 * Returns: (transfer floating): the button
 */
IsgCalendarButton *isg_calendar_button_new (void);

/**
 * isg_calendar_button_set_label:
 * @self: a button
 * @label: the label of the date that it picks
 *
 * Thread: main.
 */
void isg_calendar_button_set_label (IsgCalendarButton *self, const char *label);

/**
 * isg_calendar_button_set_day:
 * @self: a button
 * @day: on which the month opens
 *
 * Thread: main.
 */
void isg_calendar_button_set_day (IsgCalendarButton *self, IsgDate day);

/**
 * isg_calendar_button_open:
 * @self: a button
 *
 * Thread: main.
 */
void isg_calendar_button_open (IsgCalendarButton *self);

G_END_DECLS
