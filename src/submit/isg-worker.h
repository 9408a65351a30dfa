/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/isg-clock.h"
#include "rules/isg-rules.h"
#include "store/isg-health-key.h"
#include "submit/isg-submit-step.h"

G_BEGIN_DECLS

#define ISG_TYPE_WORKER (isg_worker_get_type ())

/**
 * IsgWorker:
 *
 * The background worker: one thread that opens its own store handle and steps while there is
 * something to do. One of the two files in which threads are made.
 *
 * Signals, in the main context of the thread that made it:
 *   "changed" (): states or gates changed in the store
 *   "failed" (GError *): the store cannot be used; the worker goes on trying
 *   "bonds-asked" (gboolean answered): isg_worker_ask_bonds () was done
 */
G_DECLARE_FINAL_TYPE (IsgWorker, isg_worker, ISG, WORKER, GObject)

/**
 * isg_worker_new:
 * @data_dir: the store's folder
 * @rules: the rule pack
 * @clock: the time
 * @transport: (nullable): %NULL for libcurl by the store's settings
 * @transport_data: for @transport
 *
 * Thread: main.
 *
 * Returns: (transfer full): a worker that does not run yet
 */
IsgWorker *isg_worker_new (const char *data_dir,
                           IsgRules *rules,
                           IsgClock *clock,
                           IsgTransportMaker transport,
                           gpointer transport_data);

/**
 * isg_worker_set_key:
 * @self: a worker that does not run yet
 * @key: (nullable): what opens an encrypted store
 *
 * Thread: main.
 */
void isg_worker_set_key (IsgWorker *self, IsgStoreKey *key);

/**
 * isg_worker_give_health_key:
 * @self: a worker
 * @key: (nullable): what sealed submissions are sent and asked about with; %NULL takes it back: not
 * at once, but when nothing that is signed and sealed is on its way any more
 *
 * So a locked desk goes on sending what is signed. The key leaves the worker with its end, too.
 *
 * Thread: main.  Source: design.md 5, Health details.
 */
void isg_worker_give_health_key (IsgWorker *self, IsgHealthKey *key);

/**
 * isg_worker_has_health_key:
 * @self: a worker
 *
 * Thread: main.
 *
 * Returns: whether it has one still
 */
gboolean isg_worker_has_health_key (IsgWorker *self);

/**
 * isg_worker_start:
 * @self: a worker
 *
 * Watches the network as well, and wakes when it comes back.
 *
 * Thread: main.
 */
void isg_worker_start (IsgWorker *self);

/**
 * isg_worker_poke:
 * @self: a worker
 *
 * Something was queued: look again.
 *
 * Thread: main.
 */
void isg_worker_poke (IsgWorker *self);

/**
 * isg_worker_try_now:
 * @self: a worker
 *
 * "Şimdi dene": opens the gates for a try (isg_submit_wake ()) and looks again.
 *
 * Thread: main.
 */
void isg_worker_try_now (IsgWorker *self);

/**
 * isg_worker_ask_bonds:
 * @self: a worker
 *
 * "Yeniden sor": asks the Ministry anew of everybody who is to sign something whether it sees them
 * at the workplace. What is not known or too old of them the worker asks without being told.
 *
 * Thread: main.
 */
void isg_worker_ask_bonds (IsgWorker *self);

/**
 * isg_worker_is_idle:
 * @self: a worker
 *
 * Thread: main.
 *
 * Returns: whether it sleeps with nothing due now
 */
gboolean isg_worker_is_idle (IsgWorker *self);

/**
 * isg_worker_stop:
 * @self: a worker
 *
 * Ends the thread and waits for it. A request in flight is cancelled: its row is IN_DOUBT when a
 * byte may have left.
 *
 * Thread: main.
 */
void isg_worker_stop (IsgWorker *self);

G_END_DECLS
