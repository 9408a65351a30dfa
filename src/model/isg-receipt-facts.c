/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model/isg-receipt-facts.h"

static void
item_free (gpointer data)
{
  IsgReceiptItem *item = data;

  g_free (item->employee);
  g_free (item->topic);
  g_free (item);
}

static void
notification_free (gpointer data)
{
  IsgReceiptNotification *notification = data;

  g_free (notification->number);
  g_free (notification->server_no);
  g_free (notification->state);
  g_free (notification->method);
  g_free (notification->sha256);
  g_free (notification->message);
  g_ptr_array_unref (notification->items);
  g_free (notification);
}

IsgReceiptFacts *
isg_receipt_facts_new (void)
{
  IsgReceiptFacts *facts = g_new0 (IsgReceiptFacts, 1);

  facts->notifications = g_ptr_array_new_with_free_func (notification_free);
  return facts;
}

IsgReceiptNotification *
isg_receipt_facts_add (IsgReceiptFacts *facts)
{
  IsgReceiptNotification *notification = g_new0 (IsgReceiptNotification, 1);

  notification->items = g_ptr_array_new_with_free_func (item_free);
  g_ptr_array_add (facts->notifications, notification);
  return notification;
}

void
isg_receipt_notification_add (IsgReceiptNotification *notification,
                              const char *employee,
                              const char *topic,
                              int status)
{
  IsgReceiptItem *item = g_new0 (IsgReceiptItem, 1);

  item->employee = g_strdup (employee != NULL ? employee : "");
  item->topic = g_strdup (topic != NULL ? topic : "");
  item->status = status;
  g_ptr_array_add (notification->items, item);
}

void
isg_receipt_facts_free (IsgReceiptFacts *facts)
{
  if (facts == NULL)
    return;
  g_free (facts->title);
  g_free (facts->kind);
  g_free (facts->workplace);
  g_free (facts->signer);
  g_free (facts->pack);
  g_ptr_array_unref (facts->notifications);
  g_free (facts);
}
