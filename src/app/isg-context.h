/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/isg-due-board.h"
#include "submit/isg-worker.h"

G_BEGIN_DECLS

#define ISG_TYPE_CONTEXT (isg_context_get_type ())

/**
 * IsgContext:
 *
 * What every page of the application is given: the tools, the chosen workplace, and the news that
 * something changed.
 *
 * Properties: "workplace" (uuid, or %NULL for all), "workplace-title".
 * Signals: "changed" (): something in the store changed, whoever did it; lists and badges read
 * again. "health-changed" (): what isg-health-lock.h says changed: what shows health details reads
 * again. "health-shutting" (): the key is about to go: what is typed is kept now.
 */
G_DECLARE_FINAL_TYPE (IsgContext, isg_context, ISG, CONTEXT, GObject)

/**
 * isg_context_new:
 * @data_dir: the store's folder; the store exists
 * @key: (nullable): what opens an encrypted one
 * @rules: the rule pack
 * @clock: the time
 * @environment: of the store
 * @transport: (nullable): for tests; %NULL for libcurl
 * @transport_data: for @transport
 *
 * Thread: main.
 *
 * Returns: (transfer full): a context whose worker does not run yet
 */
IsgContext *isg_context_new (const char *data_dir,
                             IsgStoreKey *key,
                             IsgRules *rules,
                             IsgClock *clock,
                             IsgEnvironment environment,
                             IsgTransportMaker transport,
                             gpointer transport_data);

/**
 * isg_context_rules:
 * @self: a context
 *
 * Thread: main.
 *
 * Returns: (transfer none): the rule pack
 */
IsgRules *isg_context_rules (IsgContext *self);

/**
 * isg_context_clock:
 * @self: a context
 *
 * Thread: main.
 *
 * Returns: (transfer none): the clock
 */
IsgClock *isg_context_clock (IsgContext *self);

/**
 * isg_context_tasks:
 * @self: a context
 *
 * Thread: main.
 *
 * Returns: (transfer none): the store lane
 */
IsgTasks *isg_context_tasks (IsgContext *self);

/**
 * isg_context_due_board:
 * @self: a context
 *
 * The legal calendar of all workplaces; read anew whenever the store says "changed".
 *
 * Thread: main.
 *
 * Returns: (transfer none): the board; nothing stands on it until it is first refreshed
 */
IsgDueBoard *isg_context_due_board (IsgContext *self);

/**
 * isg_context_card_tasks:
 * @self: a context
 *
 * A second lane, so that a slow card never holds up the keeping of drafts.
 *
 * Thread: main.
 *
 * Returns: (transfer none): the card's lane
 */
IsgTasks *isg_context_card_tasks (IsgContext *self);

/**
 * isg_context_worker:
 * @self: a context
 *
 * Thread: main.
 *
 * Returns: (transfer none): the submission worker
 */
IsgWorker *isg_context_worker (IsgContext *self);

/**
 * isg_context_is_sandbox:
 * @self: a context
 *
 * Thread: main.
 *
 * Returns: whether everything carries "(DENEME)"
 */
gboolean isg_context_is_sandbox (IsgContext *self);

/**
 * isg_context_data_dir:
 * @self: a context
 *
 * Thread: main.
 *
 * Returns: (transfer none): the store's folder
 */
const char *isg_context_data_dir (IsgContext *self);

/**
 * isg_context_workplace:
 * @self: a context
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): uuid of the chosen workplace
 */
const char *isg_context_workplace (IsgContext *self);

/**
 * isg_context_workplace_title:
 * @self: a context
 *
 * Thread: main.
 *
 * Returns: (transfer none) (nullable): its name
 */
const char *isg_context_workplace_title (IsgContext *self);

/**
 * isg_context_choose_workplace:
 * @self: a context
 * @uuid: (nullable): the workplace's; %NULL for all
 * @title: (nullable): its name
 *
 * Thread: main.
 */
void isg_context_choose_workplace (IsgContext *self, const char *uuid, const char *title);

/**
 * isg_context_changed:
 * @self: a context
 *
 * Says that this process changed the store: emits "changed" once in the next idle, and pokes the
 * worker.
 *
 * Thread: main.
 */
void isg_context_changed (IsgContext *self);

/**
 * isg_context_stop:
 * @self: a context
 *
 * Stops worker and lanes, in that order; drafts that wait are kept first.
 *
 * Thread: main.
 */
void isg_context_stop (IsgContext *self);

G_END_DECLS
