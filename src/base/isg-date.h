/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgDate:
 *
 * A day of the Gregorian calendar as days since 1970-01-01; compares as a number. %ISG_DATE_NONE is
 * no day.
 */
typedef gint32 IsgDate;

#define ISG_DATE_NONE G_MININT32

/* Seconds that Istanbul is ahead of UTC; Turkey keeps summer time the whole year (decision
 * 2016/9154). */
#define ISG_ISTANBUL_OFFSET 10800

/**
 * isg_date_new:
 * @year: 1800 to 2199
 * @month: 1 to 12
 * @day: 1 to 31
 *
 * Thread: any.
 *
 * Returns: the day, or %ISG_DATE_NONE when there is none such
 */
IsgDate isg_date_new (int year, int month, int day);

/**
 * isg_date_split:
 * @date: a day
 * @year: (out) (optional): the year
 * @month: (out) (optional): 1 to 12
 * @day: (out) (optional): 1 to 31
 *
 * Thread: any.
 */
void isg_date_split (IsgDate date, int *year, int *month, int *day);

/**
 * isg_date_parse_iso:
 * @text: "YYYY-MM-DD" and nothing else
 * @out_date: (out): the day
 * @error: %ISG_BASE_ERROR _FORMAT, or _RANGE for a day that is in no calendar
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, on error
 */
gboolean isg_date_parse_iso (const char *text, IsgDate *out_date, GError **error);

/**
 * isg_date_parse_typed:
 * @text: what a person typed: `23.11.2026`, `23/11/2026`, `231126`, `23112026`, `b` (bugün), `d`
 * (dün), `y` (yarın), `+7`, `-3`;
 *   "-" and a space divide too, an ISO date is taken as well, white space around it is ignored
 * @today: the day that the short forms count from
 * @out_date: (out): the day
 * @error: %ISG_BASE_ERROR _FORMAT or _RANGE
 *
 * Two-digit years up to ten years ahead of @today are of this century, others of the last.
 *
 * Thread: any.  Source: ui.md 3.0, IsgDateField.
 *
 * Returns: %FALSE, and nothing written, on error
 */
gboolean isg_date_parse_typed (const char *text, IsgDate today, IsgDate *out_date, GError **error);

/**
 * isg_date_to_iso:
 * @date: a day
 *
 * Thread: any.
 *
 * Returns: (transfer full): "YYYY-MM-DD"
 */
char *isg_date_to_iso (IsgDate date);

/**
 * isg_date_format:
 * @date: a day
 * @pattern: text in which `dd`, `MM` and `yyyy` are replaced, e.g. "dd-MM-yyyy"
 *
 * For what leaves the program; no locale takes part.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the text
 */
char *isg_date_format (IsgDate date, const char *pattern);

/**
 * isg_date_add_months:
 * @date: a day
 * @months: may be negative
 *
 * Thread: any.
 *
 * Returns: the same day of the month that many months on, or that month's last day (31 January + 1
 * = 28 or 29 February); %ISG_DATE_NONE beyond the years of isg_date_new ()
 */
IsgDate isg_date_add_months (IsgDate date, int months);

/**
 * isg_date_weekday:
 * @date: a day
 *
 * Thread: any.
 *
 * Returns: 1 (Monday) to 7 (Sunday)
 */
int isg_date_weekday (IsgDate date);

/**
 * isg_date_from_unix:
 * @seconds: seconds since 1970, UTC
 *
 * Thread: any.
 *
 * Returns: the day it then was in Istanbul, or %ISG_DATE_NONE beyond the years of isg_date_new ()
 */
IsgDate isg_date_from_unix (gint64 seconds);

/**
 * isg_time_parse:
 * @text: "HH:MM" or "HH:MM:SS", or as typed `1430`, `14.30`, `9:05`, `9.05`
 * @out_seconds: (out): seconds since midnight
 * @error: %ISG_BASE_ERROR _FORMAT or _RANGE
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, on error
 */
gboolean isg_time_parse (const char *text, int *out_seconds, GError **error);

/**
 * isg_datetime_parse_iso:
 * @text: "YYYY-MM-DDTHH:MM:SS" and nothing else (local time of Istanbul)
 * @out_date: (out): the day
 * @out_seconds: (out): seconds since midnight
 * @error: %ISG_BASE_ERROR _FORMAT or _RANGE
 *
 * Thread: any.
 *
 * Returns: %FALSE, and nothing written, on error
 */
gboolean isg_datetime_parse_iso (const char *text,
                                 IsgDate *out_date,
                                 int *out_seconds,
                                 GError **error);

/**
 * isg_unix_to_local_iso:
 * @ms: milliseconds since 1970, UTC
 * @with_ms: whether ".SSS" follows
 *
 * Thread: any.
 *
 * Returns: (transfer full): "YYYY-MM-DDTHH:MM:SS[.SSS]" in Istanbul, no zone
 */
char *isg_unix_to_local_iso (gint64 ms, gboolean with_ms);

/**
 * isg_unix_to_utc_iso:
 * @seconds: seconds since 1970
 *
 * Thread: any.
 *
 * Returns: (transfer full): "YYYY-MM-DDTHH:MM:SSZ"
 */
char *isg_unix_to_utc_iso (gint64 seconds);

G_END_DECLS
