/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-schema.h"

G_BEGIN_DECLS

/**
 * IsgGwNode:
 *
 * What a message said for one field: a text, or for a group further nodes in the message's order.
 * SOAP and JSON messages both become such trees, so that the checks are the same.
 */
typedef struct {
  const IsgGwField *field; /* (unowned): of the schema */
  char *text;              /* (owned) (nullable): NULL for a group, and for JSON null */
  gboolean wrong_type;     /* JSON: a string where a number belongs, or the like */
  GPtrArray *children;     /* (owned) of IsgGwNode */
} IsgGwNode;

/**
 * isg_gw_node_new:
 * @field: what it is a value of
 * @text: (nullable): its text
 *
 * Thread: any.
 *
 * Returns: (transfer full): a node without children
 */
IsgGwNode *isg_gw_node_new (const IsgGwField *field, const char *text);

/**
 * isg_gw_node_free:
 * @node: (transfer full): a node and all below it; texts are wiped, since one of them is a password
 *
 * Thread: any.
 */
void isg_gw_node_free (IsgGwNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwNode, isg_gw_node_free)

/**
 * isg_gw_node_find:
 * @group: a node
 * @name: a name
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): its first child of that name
 */
const IsgGwNode *isg_gw_node_find (const IsgGwNode *group, const char *name);

/**
 * isg_gw_node_get_text:
 * @group: a node
 * @name: a name
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the text of its first child of that name
 */
const char *isg_gw_node_get_text (const IsgGwNode *group, const char *name);

/**
 * isg_gw_node_collect:
 * @node: a node
 * @role: a role
 *
 * Thread: any.
 *
 * Returns: (transfer container) (element-type IsgGwNode): every node at or below @node with that
 * role, in order
 */
GPtrArray *isg_gw_node_collect (const IsgGwNode *node, IsgGwRole role);

/**
 * isg_gw_node_get_role_text:
 * @node: a node
 * @role: a role
 *
 * Thread: any.
 *
 * Returns: (transfer none) (nullable): the text of the first node with that role
 */
const char *isg_gw_node_get_role_text (const IsgGwNode *node, IsgGwRole role);

G_END_DECLS
