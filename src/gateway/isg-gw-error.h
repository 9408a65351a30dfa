/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ISG_GW_ERROR:
 *
 * The domain of errors of the sandbox ministry itself (not of what it refuses: that is a result
 * code).
 */
#define ISG_GW_ERROR (isg_gw_error_quark ())

/**
 * IsgGwError:
 * @ISG_GW_ERROR_FILE: a schema, seed, script or certificate file is not what it should be
 * @ISG_GW_ERROR_STORE: the database fails or is not ours
 * @ISG_GW_ERROR_REQUEST: a request cannot be read as a message of the service
 * @ISG_GW_ERROR_USAGE: an option is wrong
 */
typedef enum {
  ISG_GW_ERROR_FILE,
  ISG_GW_ERROR_STORE,
  ISG_GW_ERROR_REQUEST,
  ISG_GW_ERROR_USAGE,
} IsgGwError;

/**
 * isg_gw_error_quark:
 *
 * Thread: any.
 *
 * Returns: the quark of %ISG_GW_ERROR
 */
GQuark isg_gw_error_quark (void);

G_END_DECLS
