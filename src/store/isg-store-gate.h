/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/isg-submission.h"
#include "store/isg-store.h"

G_BEGIN_DECLS

/**
 * IsgStoredGate:
 *
 * A gate that is shut.
 */
typedef struct {
  IsgGate gate;
  char *scope;  /* (owned): what it stops: a method id, method id and pack, a signer's number, or ""
                   for all */
  gint64 since; /* seconds since 1970 UTC */
  gint64 next_try; /* 0: not by time */
  guint backoff;   /* tries in vain */
  int code;        /* 0: none */
  char *detail;    /* (owned) */
} IsgStoredGate;

/**
 * isg_stored_gate_free:
 * @gate: (transfer full) (nullable): a gate
 *
 * Thread: any.
 */
void isg_stored_gate_free (IsgStoredGate *gate);

/**
 * isg_store_gates:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgStoredGate): the shut gates, worst first, or %NULL with
 * @error
 */
GPtrArray *isg_store_gates (IsgStore *store, GError **error);

/**
 * isg_store_gate_shut:
 * @store: a store in a transaction
 * @gate: what is shut: gate, scope, next_try, code, detail; since and backoff are set here
 * @error: %ISG_STORE_ERROR
 *
 * Shuts a gate, or counts one more try in vain when it is shut. Journalled when it was open.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_gate_shut (IsgStore *store, const IsgStoredGate *gate, GError **error);

/**
 * isg_store_gate_open:
 * @store: a store in a transaction
 * @gate: a gate
 * @scope: (nullable): its scope; %NULL for every scope
 * @error: %ISG_STORE_ERROR
 *
 * Opens a gate; does nothing when it is open. Journalled when it was shut.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_gate_open (IsgStore *store, IsgGate gate, const char *scope, GError **error);

/**
 * isg_store_gate_try_at:
 * @store: a store in a transaction
 * @gate: a gate
 * @time: seconds since 1970 UTC: when it is tried next
 * @error: %ISG_STORE_ERROR
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_store_gate_try_at (IsgStore *store, IsgGate gate, gint64 time, GError **error);

/**
 * isg_gate_stops_saves:
 * @gate: a gate
 *
 * Thread: any.  Source: submission.md 1.
 *
 * Returns: whether nothing (of its scope) is sent while it is shut
 */
gboolean isg_gate_stops_saves (IsgGate gate);

/**
 * isg_gate_is_of_the_way:
 * @gate: a gate
 *
 * Thread: any.
 *
 * Returns: whether it is about reaching the Ministry: what goes into a folder does not wait for it
 */
gboolean isg_gate_is_of_the_way (IsgGate gate);

/**
 * isg_gate_stops_queries:
 * @gate: a gate
 *
 * Thread: any.  Source: submission.md 1.
 *
 * Returns: whether nothing (of its scope) is asked while it is shut
 */
gboolean isg_gate_stops_queries (IsgGate gate);

G_END_DECLS
