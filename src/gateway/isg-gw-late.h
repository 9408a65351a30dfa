/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "gateway/isg-gw-ministry.h"

G_BEGIN_DECLS

/**
 * IsgGwLate:
 *
 * Saves that the ministry deals with after it dropped the reply. What has not come to its turn when
 * the server ends is never stored.
 */
typedef struct _IsgGwLate IsgGwLate;

/**
 * IsgGwLateDone:
 * @call: the save
 * @code: the result code that nobody hears
 * @user_data: the caller's
 *
 * Told of each save that was dealt with late.
 */
typedef void (*IsgGwLateDone) (const IsgGwCall *call, int code, gpointer user_data);

/**
 * isg_gw_late_new:
 * @ministry: (unowned): who stores
 * @done: told of each save
 * @user_data: for @done
 *
 * Thread: main.
 *
 * Returns: (transfer full): an empty queue
 */
IsgGwLate *isg_gw_late_new (IsgGwMinistry *ministry, IsgGwLateDone done, gpointer user_data);

/**
 * isg_gw_late_free:
 * @self: (transfer full): a queue
 *
 * Thread: main.
 */
void isg_gw_late_free (IsgGwLate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwLate, isg_gw_late_free)

/**
 * isg_gw_late_add:
 * @self: a queue
 * @call: a save
 * @rule: store_late or claim_late
 *
 * Looks at the save where the rule says so, and remembers it.
 *
 * Thread: main.
 */
void isg_gw_late_add (IsgGwLate *self, IsgGwCall *call, const IsgGwRule *rule);

/**
 * isg_gw_late_request_came:
 * @self: a queue
 *
 * Deals with the saves whose turn is right before the request that came now.
 *
 * Thread: main.
 */
void isg_gw_late_request_came (IsgGwLate *self);

G_END_DECLS
