/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-document.h"

G_DEFINE_QUARK (isg_dataset_error, isg_dataset_error)

IsgItem *
isg_item_new (const char *employee, const char *employee_uuid, const char *topic)
{
  IsgItem *item = g_new0 (IsgItem, 1);

  item->employee = g_strdup (employee);
  item->employee_uuid = g_strdup (employee_uuid);
  item->topic = g_strdup (topic);
  return item;
}

void
isg_item_free (IsgItem *item)
{
  if (item == NULL)
    return;
  g_free (item->employee);
  g_free (item->employee_uuid);
  g_free (item->topic);
  g_free (item);
}

void
isg_part_free (IsgPart *part)
{
  if (part == NULL)
    return;
  g_free (part->name);
  g_free (part->document);
  g_free (part->message);
  g_clear_pointer (&part->items, g_ptr_array_unref);
  g_free (part);
}
