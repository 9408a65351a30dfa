/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules.h"

G_BEGIN_DECLS

/*
 * A pack in one file, "*.isgpaket": CMS SignedData in DER with its content inside. The content is
 * one JSON document without white space, names in the order of their bytes:
 *
 *   {"files":{"codes/place.tsv":"…","kinds/training.json":"…","pack.json":"…"},"isgpaket":1}
 *
 * data/rules/make-pack makes one from a folder.
 */

/**
 * ISG_PACK_FILE_SUFFIX:
 *
 * How the name of a pack's file ends.
 */
#define ISG_PACK_FILE_SUFFIX ".isgpaket"

/**
 * ISG_PACK_FILE_MAX:
 *
 * The largest file that is read, in bytes.
 */
#define ISG_PACK_FILE_MAX (16 * 1024 * 1024)

/**
 * isg_pack_file_read:
 * @path: a file, perhaps on a stick that is pulled out the next moment
 * @error: %ISG_RULES_ERROR _MISSING when it cannot be read, _BROKEN when it is too large
 *
 * Thread: any.
 *
 * Returns: (transfer full): its bytes, or %NULL with @error
 */
GBytes *isg_pack_file_read (const char *path, GError **error);

/**
 * isg_pack_file_load:
 * @file: a file's bytes
 * @name: (nullable): the file's name, for errors
 * @trial_issuer: (nullable): PEM with further certificates, which the sandbox alone trusts
 * @error: %ISG_RULES_ERROR _DAMAGED, _SIGNATURE or _FOREIGN as isg_pack_cms_open () says; _BROKEN,
 * _MISSING or _ENGINE when what was signed is no pack for this program. The message names file,
 * place and reason.
 *
 * Checks the signature against the issuers built into the program, then loads the pack whole.
 *
 * Thread: any.
 *
 * Returns: (transfer full): the pack, or %NULL with @error
 */
IsgRules *isg_pack_file_load (GBytes *file, const char *name, GBytes *trial_issuer, GError **error);

/**
 * isg_pack_version_compare:
 * @a: a version: up to four numbers divided by points
 * @b: another
 *
 * Thread: any.
 *
 * Returns: less than, equal to, or greater than 0
 */
int isg_pack_version_compare (const char *a, const char *b);

/**
 * isg_pack_version_is_good:
 * @version: a text
 *
 * Thread: any.
 *
 * Returns: whether it is one to four numbers divided by points, so that it can be compared and be
 * part of a file's name
 */
gboolean isg_pack_version_is_good (const char *version);

G_END_DECLS
