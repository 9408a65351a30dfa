/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * isg_number_derive:
 * @record_uuid: the record's
 * @part: the part's name: "1", "2" … for B; "employee|topic" for A and C
 * @n: 1 and up; one more for each number of this part that is dead or under which something was
 * stored
 *
 * The notification's own number (sorguNo): 1 + (first 8 bytes, big-endian, of
 * SHA-256 ("isg-sorguno-1|" record uuid "|" part "|" n)) mod 99999999999. Derived, so that a
 * restored or cloned store comes to the same number and meets "already used" instead of a second
 * storing.
 *
 * Thread: any.  Source: submission.md 1.
 *
 * Returns: 1 to 99999999999
 */
guint64 isg_number_derive (const char *record_uuid, const char *part, guint n);

G_END_DECLS
