/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

/* A PKCS#11 module that stands before SoftHSM and does what SoftHSM cannot: lock, be pulled out,
 * ask for the PIN at each signature, refuse C_Initialize with arguments. It lies in the test's own
 * process and is told what to do by the environment:
 *
 *   ISG_SHIM_MODULE   the module behind it
 *   ISG_SHIM_FLAGS    flags that every token has beside its own, a number
 *   ISG_SHIM_LOGIN    what C_Login answers instead: a CK_RV, a number
 *   ISG_SHIM_SIGN     what C_Sign answers instead: a CK_RV, a number
 *   ISG_SHIM_GONE     no slot holds a token
 *   ISG_SHIM_NO_ARGS  C_Initialize wants a NULL
 *   ISG_SHIM_REAUTH   the key wants its PIN at each signature
 */

/**
 * IsgShimCount:
 *
 * "isg_shim_count_logins" and "isg_shim_count_reauths" have this type; they count what reached the
 * module.
 */
typedef unsigned (*IsgShimCount) (void);
