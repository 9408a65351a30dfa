/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-node.h"

G_BEGIN_DECLS

/**
 * isg_gw_rebuild_xml:
 * @operation: a SOAP save
 * @body: its record, every value of which is right
 *
 * Builds the text that must have been signed from the message: one line, no white space, lists
 * gathered and ascending.
 *
 * Thread: any.  Source: wire.md 2.3 and 3.3.
 *
 * Returns: (transfer full): the bytes, UTF-8, without BOM or final newline
 */
GBytes *isg_gw_rebuild_xml (const IsgGwOperation *operation, const IsgGwNode *body);

/**
 * isg_gw_rebuild_json:
 * @body: a JSON record, every value of which is right
 * @with_signature: whether imzaliDeger is the last member
 *
 * Builds the canonical text: members in the definition's order, every one present, no white space.
 *
 * Thread: any.  Source: sandbox-wire.md, "C".
 *
 * Returns: (transfer full): the bytes
 */
GBytes *isg_gw_rebuild_json (const IsgGwNode *body, gboolean with_signature);

/**
 * isg_gw_rebuild_contents:
 * @body: a JSON record, every value of which is right
 *
 * Thread: any.
 *
 * Returns: (transfer full): the canonical text without number, time stamp and signature: the same
 * for the same facts
 */
GBytes *isg_gw_rebuild_contents (const IsgGwNode *body);

/**
 * isg_gw_rebuild_number:
 * @value: a number
 *
 * Thread: any.
 *
 * Returns: (transfer full): the shortest decimal that is this number, without an exponent
 */
char *isg_gw_rebuild_number (double value);

G_END_DECLS
