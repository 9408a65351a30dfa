/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "submit/isg-submit-error.h"

G_BEGIN_DECLS

/**
 * isg_pkcs11_module_acquire:
 * @path: (nullable): the PKCS#11 module; %NULL for the modules registered with p11-kit
 * @error: %ISG_SUBMIT_ERROR _NO_MODULE, or _TOKEN when another module is being used in this process
 *
 * Makes GnuTLS see the tokens of @path and no others. A module stays loaded when it is released,
 * since many do not bear to be loaded again, and is unloaded when another one is wanted.
 *
 * Thread: any.
 *
 * Returns: %FALSE with @error; else isg_pkcs11_module_release () is due
 */
gboolean isg_pkcs11_module_acquire (const char *path, GError **error);

/**
 * isg_pkcs11_module_release:
 *
 * Ends what isg_pkcs11_module_acquire () began.
 *
 * Thread: any.
 */
void isg_pkcs11_module_release (void);

G_END_DECLS
