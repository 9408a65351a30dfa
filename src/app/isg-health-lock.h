/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "app/isg-context.h"
#include "store/isg-health-key.h"

G_BEGIN_DECLS

/* Whether health details may be on the screen.  The context's signal "health-changed" tells when
 * any of this changes.  Source: design.md 5, Health details; ui.md 1, Roles, and 3.5. */

/**
 * IsgHealthSight:
 * @ISG_HEALTH_LOCKED: the health lock has to be opened first
 * @ISG_HEALTH_OPEN: they may be shown: it is open, or no health key was ever set up
 * @ISG_HEALTH_FORBIDDEN: this role never sees them
 */
typedef enum {
  ISG_HEALTH_LOCKED,
  ISG_HEALTH_OPEN,
  ISG_HEALTH_FORBIDDEN,
} IsgHealthSight;

/**
 * isg_health_lock_sight:
 * @context: the context
 *
 * Until the store has said it, they are locked.
 *
 * Thread: main.
 *
 * Returns: whether details may be shown
 */
IsgHealthSight isg_health_lock_sight (IsgContext *context);

/**
 * isg_health_lock_is_set_up:
 * @context: the context
 *
 * Thread: main.
 *
 * Returns: whether the store has a health key
 */
gboolean isg_health_lock_is_set_up (IsgContext *context);

/**
 * isg_health_lock_role_may:
 * @context: the context
 * @right: of store/isg-role.h
 *
 * Until the store has said the role, nothing is hidden but details.
 *
 * Thread: main.
 *
 * Returns: whether who uses the program has that right
 */
gboolean isg_health_lock_role_may (IsgContext *context, const char *right);

/**
 * isg_health_lock_watch:
 * @context: a new context
 *
 * Begins to know; what isg_context_new () does.
 *
 * Thread: main.
 */
void isg_health_lock_watch (IsgContext *context);

/**
 * isg_health_lock_take:
 * @context: the context
 * @key: an open health key
 *
 * Opens the lock: both lanes and the worker get the key, what is not sealed yet is sealed by and
 * by.
 *
 * Thread: main.
 */
void isg_health_lock_take (IsgContext *context, IsgHealthKey *key);

/**
 * isg_health_lock_shut:
 * @context: the context
 *
 * At once for everybody who reads; the worker keeps the key until what is signed is sent.
 *
 * Thread: main.
 */
void isg_health_lock_shut (IsgContext *context);

/**
 * isg_health_lock_ask:
 * @context: the context
 * @parent: a widget of the window the sheet stands over
 *
 * "Sağlık kilidini aç": asks for the health passphrase or its recovery code.
 *
 * Thread: main.
 */
void isg_health_lock_ask (IsgContext *context, GtkWidget *parent);

G_END_DECLS
