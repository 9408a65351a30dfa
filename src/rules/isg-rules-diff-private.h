/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-rules-diff.h"

G_BEGIN_DECLS

/*
 * Two packs side by side, and what was found.
 */
typedef struct {
  IsgRules *before;
  IsgRules *after;
  GPtrArray *changes; /* (element-type IsgRulesChange) */
} IsgDiff;

/**
 * isg_diff_add:
 * @diff: two packs
 * @part: what part
 * @what: what happened to it
 * @kind: (nullable): the kind
 * @id: what it is called
 * @sentence: (transfer full): in plain words
 *
 * Thread: the caller's.
 *
 * Returns: (transfer none): the change
 */
IsgRulesChange *isg_diff_add (IsgDiff *diff,
                              IsgChangePart part,
                              IsgChangeWhat what,
                              const char *kind,
                              const char *id,
                              char *sentence);

/**
 * isg_diff_has_same_file:
 * @diff: two packs
 * @file: a file's name
 *
 * Thread: any.
 *
 * Returns: whether it is the same in both, to the byte
 */
gboolean isg_diff_has_same_file (IsgDiff *diff, const char *file);

/**
 * isg_diff_kinds:
 * @diff: two packs
 *
 * Adds the changes of kinds and fields.
 *
 * Thread: the caller's.
 */
void isg_diff_kinds (IsgDiff *diff);

/**
 * isg_diff_codes:
 * @diff: two packs
 *
 * Adds the changes of code lists.
 *
 * Thread: the caller's.
 */
void isg_diff_codes (IsgDiff *diff);

/**
 * isg_diff_datasets:
 * @diff: two packs
 *
 * Adds the changes of data sets.
 *
 * Thread: the caller's.
 */
void isg_diff_datasets (IsgDiff *diff);

G_END_DECLS
