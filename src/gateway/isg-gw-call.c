/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-call.h"

#include <string.h>

#include "base/isg-secret.h"

static void
call_clear (gpointer data)
{
  IsgGwCall *call = data;

  if (call->password != NULL)
    isg_secret_wipe (call->password, strlen (call->password));
  g_free (call->password);
  g_free (call->firm);
  g_clear_pointer (&call->root, isg_gw_node_free);
  g_clear_pointer (&call->raw, g_bytes_unref);
  g_ptr_array_unref (call->numbers);
}

static void
collect_numbers (IsgGwCall *call)
{
  g_autoptr (GPtrArray) nodes = isg_gw_node_collect (call->root, ISG_GW_ROLE_NUMBER);

  for (guint i = 0; i < nodes->len; i++) {
    const IsgGwNode *node = g_ptr_array_index (nodes, i);

    if (node->text != NULL)
      g_ptr_array_add (call->numbers, g_strdup (node->text));
  }
}

IsgGwCall *
isg_gw_call_new (const IsgGwOperation *operation, IsgGwNode *root, GBytes *raw)
{
  IsgGwCall *call = g_rc_box_new0 (IsgGwCall);

  call->operation = operation;
  call->root = root;
  call->raw = raw == NULL ? NULL : g_bytes_ref (raw);
  call->body = operation->body == NULL ? root : isg_gw_node_find (root, operation->body);
  call->numbers = g_ptr_array_new_with_free_func (g_free);
  if (operation->service->xml_namespace != NULL) {
    call->firm = g_strdup (isg_gw_node_get_text (root, "firmaKodu"));
    call->password = g_strdup (isg_gw_node_get_text (root, "parola"));
  }
  collect_numbers (call);
  return call;
}

IsgGwCall *
isg_gw_call_ref (IsgGwCall *call)
{
  return g_rc_box_acquire (call);
}

void
isg_gw_call_unref (IsgGwCall *call)
{
  g_rc_box_release_full (call, call_clear);
}

const char *
isg_gw_call_get_number (const IsgGwCall *call)
{
  return call->numbers->len == 0 ? NULL : g_ptr_array_index (call->numbers, 0);
}
