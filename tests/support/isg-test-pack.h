/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * IsgTestIssuer:
 *
 * Somebody who signs rule packs, with a key that lives in memory.
 */
typedef struct _IsgTestIssuer IsgTestIssuer;

/**
 * isg_test_issuer_new:
 * @name: the CN
 *
 * Thread: any.
 *
 * Returns: (transfer full): an issuer with a key of its own
 */
IsgTestIssuer *isg_test_issuer_new (const char *name);

/**
 * isg_test_issuer_free:
 * @issuer: (transfer full) (nullable): an issuer
 *
 * Thread: any.
 */
void isg_test_issuer_free (IsgTestIssuer *issuer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgTestIssuer, isg_test_issuer_free)

/**
 * isg_test_issuer_pem:
 * @issuer: an issuer
 *
 * Thread: any.
 *
 * Returns: (transfer none): its certificate
 */
GBytes *isg_test_issuer_pem (IsgTestIssuer *issuer);

/**
 * isg_test_issuer_sign:
 * @issuer: an issuer
 * @content: what is signed
 * @embed: whether the content is put inside
 *
 * Thread: any.
 *
 * Returns: (transfer full): CMS SignedData in DER
 */
GBytes *isg_test_issuer_sign (IsgTestIssuer *issuer, GBytes *content, gboolean embed);

/**
 * IsgTestPackEdit:
 * @file: a file of the pack
 * @find: (nullable): what is replaced, once; it must be there; %NULL: @replace is the whole file
 * @replace: what stands there then
 *
 * How a pack differs from the one of the source tree. A new file is added to the list in pack.json.
 */
typedef struct {
  const char *file;
  const char *find;
  const char *replace;
} IsgTestPackEdit;

/**
 * isg_test_pack_content:
 * @edits: (nullable) (array zero-terminated=1): ended by an edit without @file
 *
 * Thread: any.
 *
 * Returns: (transfer full): the canonical JSON content of the pack
 */
GBytes *isg_test_pack_content (const IsgTestPackEdit *edits);

/**
 * isg_test_pack_make:
 * @issuer: who signs
 * @version: the pack's version
 * @valid_from: from when on, "2026-12-01"
 * @edits: (nullable): as isg_test_pack_content ()
 *
 * Thread: any.
 *
 * Returns: (transfer full): a file
 */
GBytes *isg_test_pack_make (IsgTestIssuer *issuer,
                            const char *version,
                            const char *valid_from,
                            const IsgTestPackEdit *edits);

G_END_DECLS
