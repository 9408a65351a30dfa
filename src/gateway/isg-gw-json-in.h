/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-call.h"

G_BEGIN_DECLS

/**
 * isg_gw_json_in_read:
 * @operation: the operation that the path names
 * @body: a request's body
 * @error: %ISG_GW_ERROR _REQUEST when it is no JSON object
 *
 * Reads a JSON body by name. Members that are unknown are passed over here; the canonical text then
 * differs (214).
 *
 * Thread: any.
 *
 * Returns: (transfer full): the call without firm code, or %NULL with @error
 */
IsgGwCall *isg_gw_json_in_read (const IsgGwOperation *operation, GBytes *body, GError **error);

/**
 * isg_gw_json_in_read_basic:
 * @header: (nullable): an Authorization header
 * @out_firm: (out): the user's name
 * @out_password: (out): the password
 *
 * Thread: any.  Source: wire.md 3.2.
 *
 * Returns: whether it is HTTP Basic in UTF-8; else nothing is written
 */
gboolean isg_gw_json_in_read_basic (const char *header, char **out_firm, char **out_password);

G_END_DECLS
