/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "rules/isg-json.h"
#include "rules/isg-pack-reader.h"

G_BEGIN_DECLS

/**
 * isg_pack_node_new:
 * @reader: the reader that owns it
 * @file: the file
 * @place: (nullable): where in it
 * @json: (nullable): an object or an array; %NULL for an empty one after a failure
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): the node
 */
IsgPackNode *isg_pack_node_new (IsgPackReader *reader,
                                const char *file,
                                const char *place,
                                const IsgJson *json);

/**
 * isg_pack_node_free:
 * @node: (transfer full): a node
 *
 * For the reader.
 *
 * Thread: the reader's.
 */
void isg_pack_node_free (IsgPackNode *node);

/**
 * isg_pack_reader_adopt:
 * @reader: a reader
 * @node: (transfer full): a node
 *
 * Thread: the reader's.
 *
 * Returns: (transfer none): @node, which lives as long as the reader
 */
IsgPackNode *isg_pack_reader_adopt (IsgPackReader *reader, IsgPackNode *node);

G_END_DECLS
