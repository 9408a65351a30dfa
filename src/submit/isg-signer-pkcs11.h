/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-signer.h"

G_BEGIN_DECLS

#define ISG_TYPE_SIGNER_PKCS11 (isg_signer_pkcs11_get_type ())

/**
 * IsgSignerPkcs11:
 *
 * Signs on a PKCS#11 token by GnuTLS: RSA and ECDSA. A module of the card's maker (AKİS, SafeNet …)
 * or any p11-kit module.
 */
G_DECLARE_FINAL_TYPE (IsgSignerPkcs11, isg_signer_pkcs11, ISG, SIGNER_PKCS11, GObject)

/**
 * isg_signer_pkcs11_new:
 * @module: (nullable): path of the PKCS#11 module; %NULL for the system's p11-kit modules
 * @token_label: (nullable): only tokens with this label; %NULL for every token
 *
 * Touches no card yet.
 *
 * Thread: any.
 *
 * Returns: (transfer full): a signer
 */
IsgSigner *isg_signer_pkcs11_new (const char *module, const char *token_label);

/**
 * IsgPkcs11Module:
 * @name: what a person calls it ("AKİS")
 * @path: where it lies
 */
typedef struct {
  const char *name;
  char *path;
} IsgPkcs11Module;

/**
 * isg_signer_pkcs11_known_modules:
 *
 * Modules of the known card makers that lie on this machine.
 *
 * Thread: any.  Source: domain.md 9.
 *
 * Returns: (transfer full) (element-type IsgPkcs11Module): what was found, perhaps nothing; free
 * with g_ptr_array_unref ()
 */
GPtrArray *isg_signer_pkcs11_known_modules (void);

G_END_DECLS
