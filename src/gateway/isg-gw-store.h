/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "base/isg-date.h"

G_BEGIN_DECLS

/**
 * IsgGwItem:
 * @employee: identity number, "" where the data set has none
 * @topic: code, "" where it has none
 * @minutes: as written, "" where it has none
 * @status: 200, or the code under which this item is refused
 *
 * One line of a notification: what the ministry keeps of an (employee, topic).
 */
typedef struct {
  char *employee;
  char *topic;
  char *minutes;
  int status;
} IsgGwItem;

/**
 * IsgGwHoldingState:
 * @ISG_GW_HOLDING_STORED: taken and stored
 * @ISG_GW_HOLDING_CLAIMED: the number is taken, nothing is stored yet (a fault)
 * @ISG_GW_HOLDING_USED_UP: a refused notification that took its number (a fault)
 * @ISG_GW_HOLDING_FORGOTTEN: stored, but the number counts as free (a fault)
 *
 * How far a notification came.
 */
typedef enum {
  ISG_GW_HOLDING_STORED,
  ISG_GW_HOLDING_CLAIMED,
  ISG_GW_HOLDING_USED_UP,
  ISG_GW_HOLDING_FORGOTTEN,
} IsgGwHoldingState;

/**
 * IsgGwHolding:
 *
 * A notification as the ministry keeps it.
 */
typedef struct {
  gint64 id;
  IsgGwHoldingState state;
  char *firm;
  char *number;    /* ours */
  char *server_no; /* the server's */
  char *method;
  char *operation;
  char *dataset;
  int code;           /* 200, or why the whole was refused after taking */
  gint64 received_ms; /* since 1970 */
  gint64 due_ms;      /* when the outcome is known */
  int visible;        /* items shown so far; -1: all */
  int per_query;      /* how many more each query shows */
  int partial_code;   /* overall status until all are shown */
  char *workplace;
  char *professional;
  char *signer;
  IsgDate day;
  char *sha256;   /* of the signed bytes, lower-case hex */
  char *contents; /* fingerprint of everything but number and time */
  GBytes *signed_bytes;
  char *signature;  /* base64 */
  GPtrArray *items; /* of IsgGwItem, ascending by employee, then topic */
} IsgGwHolding;

/**
 * isg_gw_item_new:
 * @employee: identity number or ""
 * @topic: code or ""
 * @minutes: minutes or ""
 * @status: result code
 *
 * Thread: any.
 *
 * Returns: (transfer full): an item
 */
IsgGwItem *isg_gw_item_new (const char *employee,
                            const char *topic,
                            const char *minutes,
                            int status);

/**
 * isg_gw_item_free:
 * @item: (transfer full): an item
 *
 * Thread: any.
 */
void isg_gw_item_free (IsgGwItem *item);

/**
 * isg_gw_holding_new:
 *
 * Thread: any.
 *
 * Returns: (transfer full): an empty one, all of whose items are visible
 */
IsgGwHolding *isg_gw_holding_new (void);

/**
 * isg_gw_holding_free:
 * @holding: (transfer full): a notification
 *
 * Thread: any.
 */
void isg_gw_holding_free (IsgGwHolding *holding);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwHolding, isg_gw_holding_free)

/**
 * IsgGwStore:
 *
 * The ministry's own SQLite file. Belongs to the thread that opened it.
 */
typedef struct _IsgGwStore IsgGwStore;

/**
 * isg_gw_store_open:
 * @path: the file
 * @read_only: %TRUE to look at a file that exists, also while a server writes it
 * @error: %ISG_GW_ERROR _STORE
 *
 * Thread: the caller's from then on.
 *
 * Returns: (transfer full): the store, or %NULL with @error
 */
IsgGwStore *isg_gw_store_open (const char *path, gboolean read_only, GError **error);

/**
 * isg_gw_store_close:
 * @store: (transfer full): a store; an open transaction is rolled back
 *
 * Thread: the owner.
 */
void isg_gw_store_close (IsgGwStore *store);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwStore, isg_gw_store_close)

/**
 * isg_gw_store_begin:
 * @store: a store
 * @error: %ISG_GW_ERROR _STORE
 *
 * Begins a transaction that may write, so that a check and what it allows are one.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_gw_store_begin (IsgGwStore *store, GError **error);

/**
 * isg_gw_store_end:
 * @store: a store
 * @commit: whether to keep what was done
 * @error: %ISG_GW_ERROR _STORE; nothing is kept then
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_gw_store_end (IsgGwStore *store, gboolean commit, GError **error);

/**
 * isg_gw_store_add:
 * @store: a store
 * @holding: what to keep; its id and server_no are set
 * @error: %ISG_GW_ERROR _STORE
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_gw_store_add (IsgGwStore *store, IsgGwHolding *holding, GError **error);

/**
 * isg_gw_store_set_state:
 * @store: a store
 * @id: a notification's
 * @state: its new state
 * @error: %ISG_GW_ERROR _STORE
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_gw_store_set_state (IsgGwStore *store,
                                 gint64 id,
                                 IsgGwHoldingState state,
                                 GError **error);

/**
 * isg_gw_store_remove:
 * @store: a store
 * @id: a notification's without items
 * @error: %ISG_GW_ERROR _STORE
 *
 * Takes back the claim of a number.
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_gw_store_remove (IsgGwStore *store, gint64 id, GError **error);

/**
 * isg_gw_store_show_more:
 * @store: a store
 * @holding: a notification whose items come one by one; its visible is raised
 * @error: %ISG_GW_ERROR _STORE
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_gw_store_show_more (IsgGwStore *store, IsgGwHolding *holding, GError **error);

/**
 * isg_gw_store_is_taken:
 * @store: a store
 * @firm: a firm code
 * @number: a number of ours
 * @out_taken: (out): whether it was taken, by whatever method
 * @error: %ISG_GW_ERROR _STORE
 *
 * Thread: the owner.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_gw_store_is_taken (IsgGwStore *store,
                                const char *firm,
                                const char *number,
                                gboolean *out_taken,
                                GError **error);

/**
 * IsgGwFilter:
 * @firm: (nullable): only this firm's
 * @number: (nullable): only this number of ours or the server's
 * @professional: (nullable): only this professional's
 * @employee: (nullable): only those with an item of this employee; all their items are given
 * @from: first day, or %ISG_DATE_NONE
 * @to: last day, or %ISG_DATE_NONE
 * @stored_only: leaves out those whose state is not STORED
 *
 * Conditions that must all hold.
 */
typedef struct {
  const char *firm;
  const char *number;
  const char *professional;
  const char *employee;
  IsgDate from;
  IsgDate to;
  gboolean stored_only;
} IsgGwFilter;

/**
 * isg_gw_store_find:
 * @store: a store
 * @filter: what to look for
 * @error: %ISG_GW_ERROR _STORE
 *
 * Thread: the owner.
 *
 * Returns: (transfer full) (element-type IsgGwHolding): in the order of arrival, or %NULL with
 * @error
 */
GPtrArray *isg_gw_store_find (IsgGwStore *store, const IsgGwFilter *filter, GError **error);

G_END_DECLS
