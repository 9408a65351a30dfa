/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-dataset-def-tree.h"
#include "rules/isg-pack-reader.h"

G_BEGIN_DECLS

/**
 * isg_dataset_defs_load:
 * @rules: the pack, whose kinds and code lists are loaded
 * @reader: reads its files; keeps the first failure
 *
 * Reads datasets/<id>.json, in the order of pack.json. Every field, code list, map, slot and code
 * in them is checked against the pack.
 *
 * Thread: the reader's.
 *
 * Returns: (transfer full) (element-type IsgMethod): the methods; to be thrown away when the reader
 * has failed
 */
GPtrArray *isg_dataset_defs_load (IsgRules *rules, IsgPackReader *reader);

G_END_DECLS
