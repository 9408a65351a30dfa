/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-node.h"

#include <string.h>

#include "base/isg-secret.h"

IsgGwNode *
isg_gw_node_new (const IsgGwField *field, const char *text)
{
  IsgGwNode *node = g_new0 (IsgGwNode, 1);

  node->field = field;
  node->text = g_strdup (text);
  node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_gw_node_free);
  return node;
}

void
isg_gw_node_free (IsgGwNode *node)
{
  if (node->text != NULL)
    isg_secret_wipe (node->text, strlen (node->text));
  g_free (node->text);
  g_ptr_array_unref (node->children);
  g_free (node);
}

const IsgGwNode *
isg_gw_node_find (const IsgGwNode *group, const char *name)
{
  for (guint i = 0; i < group->children->len; i++) {
    const IsgGwNode *child = g_ptr_array_index (group->children, i);

    if (g_str_equal (child->field->name, name))
      return child;
  }
  return NULL;
}

const char *
isg_gw_node_get_text (const IsgGwNode *group, const char *name)
{
  const IsgGwNode *child = isg_gw_node_find (group, name);

  return child == NULL ? NULL : child->text;
}

static void
collect (const IsgGwNode *node, IsgGwRole role, GPtrArray *found)
{
  if (node->field->role == role)
    g_ptr_array_add (found, (gpointer) node);
  for (guint i = 0; i < node->children->len; i++)
    collect (g_ptr_array_index (node->children, i), role, found);
}

GPtrArray *
isg_gw_node_collect (const IsgGwNode *node, IsgGwRole role)
{
  GPtrArray *found = g_ptr_array_new ();

  collect (node, role, found);
  return found;
}

const char *
isg_gw_node_get_role_text (const IsgGwNode *node, IsgGwRole role)
{
  g_autoptr (GPtrArray) found = isg_gw_node_collect (node, role);

  return found->len == 0 ? NULL : ((const IsgGwNode *) g_ptr_array_index (found, 0))->text;
}
