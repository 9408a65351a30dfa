/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a receipt says, as plain values: filled from a store or from a receipt file, drawn on paper.
 */

/**
 * IsgReceiptItem:
 *
 * One line of a notification.
 */
typedef struct {
  char *employee; /* (owned): name, or identity number where no name is known */
  char *topic;    /* (owned): "" where the notification has none */
  int status;     /* the Ministry's code; 0: none */
} IsgReceiptItem;

/**
 * IsgReceiptNotification:
 *
 * One notification of the record.
 */
typedef struct {
  char *number;                  /* (owned): sorguNo */
  char *server_no;               /* (owned) (nullable): the Ministry's */
  char *state;                   /* (owned): "ACCEPTED" … */
  char *method;                  /* (owned) */
  char *sha256;                  /* (owned): of the signed bytes */
  gint64 signed_at, answered_at; /* seconds since 1970 UTC; 0: none */
  int code;                      /* of the last answer; 0: none */
  char *message;                 /* (owned) (nullable): what the Ministry wrote */
  GPtrArray *items;              /* (owned) (element-type IsgReceiptItem) */
} IsgReceiptNotification;

/**
 * IsgReceiptFacts:
 *
 * A record's receipt.
 */
typedef struct {
  char *title;     /* (owned): the record's */
  char *kind;      /* (owned): its kind in words */
  char *workplace; /* (owned) (nullable) */
  char *signer;    /* (owned) (nullable): who signed */
  char *pack;      /* (owned): version of the rule pack */
  gboolean is_sandbox;
  GPtrArray *notifications; /* (owned) (element-type IsgReceiptNotification) */
} IsgReceiptFacts;

/**
 * isg_receipt_facts_new:
 *
 * Thread: any.
 *
 * Returns: (transfer full): nothing yet, its lists empty
 */
IsgReceiptFacts *isg_receipt_facts_new (void);

/**
 * isg_receipt_facts_add:
 * @facts: facts
 *
 * Thread: any.
 *
 * Returns: (transfer none): one more notification, its list empty
 */
IsgReceiptNotification *isg_receipt_facts_add (IsgReceiptFacts *facts);

/**
 * isg_receipt_notification_add:
 * @notification: a notification
 * @employee: whose line
 * @topic: (nullable): of what
 * @status: the Ministry's code; 0: none
 *
 * Thread: any.
 */
void isg_receipt_notification_add (IsgReceiptNotification *notification,
                                   const char *employee,
                                   const char *topic,
                                   int status);

/**
 * isg_receipt_facts_free:
 * @facts: (transfer full) (nullable): facts
 *
 * Thread: any.
 */
void isg_receipt_facts_free (IsgReceiptFacts *facts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgReceiptFacts, isg_receipt_facts_free)

G_END_DECLS
