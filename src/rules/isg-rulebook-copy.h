/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The rule packs of a data directory as bytes, for a backup to carry: what was finalised under a
 * pack can be asked about on another machine, too.  The pack built into the program is not among
 * them. */

/**
 * IsgRulebookFile:
 *
 * One file of the folder.
 */
typedef struct {
  char *name;    /* (owned): "2026.12.1.isgpaket", "chosen", "issuer.pem" */
  GBytes *bytes; /* (owned) */
} IsgRulebookFile;

/**
 * isg_rulebook_file_new:
 * @name: its name
 * @bytes: what it holds
 *
 * Thread: any.
 *
 * Returns: (transfer full): such a file
 */
IsgRulebookFile *isg_rulebook_file_new (const char *name, GBytes *bytes);

/**
 * isg_rulebook_file_free:
 * @file: (transfer full) (nullable): a file
 *
 * Thread: any.
 */
void isg_rulebook_file_free (IsgRulebookFile *file);

/**
 * isg_rulebook_file_is_known:
 * @name: a file's name
 *
 * Thread: any.
 *
 * Returns: whether a rulebook has files of such names; nothing else is written into its folder
 */
gboolean isg_rulebook_file_is_known (const char *name);

/**
 * isg_rulebook_copy:
 * @data_dir: a data directory, perhaps without a rulebook
 *
 * Thread: any.
 *
 * Returns: (transfer full) (element-type IsgRulebookFile): what is there and can be read, by name
 */
GPtrArray *isg_rulebook_copy (const char *data_dir);

/**
 * isg_rulebook_put_back:
 * @data_dir: a data directory
 * @files: (element-type IsgRulebookFile): as of isg_rulebook_copy ()
 * @out_n: (out) (optional): how many were written
 * @error: %G_FILE_ERROR
 *
 * Writes those that are not there. What is there stays: also which packs were chosen. A pack that
 * is not what its issuer signed is passed over when the rulebook is read, as always.
 *
 * Thread: any.
 *
 * Returns: %FALSE, with a part of them written, and @error
 */
gboolean isg_rulebook_put_back (const char *data_dir,
                                GPtrArray *files,
                                guint *out_n,
                                GError **error);

G_END_DECLS
