/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-store.h"

G_BEGIN_DECLS

/**
 * isg_gw_list_to_json:
 * @holdings: (element-type IsgGwHolding): what is kept
 *
 * One entry for each item, and for each number that was taken without storing. "times_stored"
 * counts the accepted items that say the same, and "times_number" the notifications under that
 * firm's number: more than 1 is a double.
 *
 * Thread: any.
 *
 * Returns: (transfer full): {"items": […], "numbers": […], "totals": {…}} on one line
 */
char *isg_gw_list_to_json (GPtrArray *holdings);

/**
 * isg_gw_list_to_text:
 * @holdings: (element-type IsgGwHolding): what is kept
 *
 * Thread: any.
 *
 * Returns: (transfer full): a table for people, ended by a line with the totals
 */
char *isg_gw_list_to_text (GPtrArray *holdings);

G_END_DECLS
