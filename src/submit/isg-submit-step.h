/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "store/isg-store.h"
#include "submit/isg-transport.h"

G_BEGIN_DECLS

/**
 * IsgTransportMaker:
 * @store: the store, for its settings (tls.ca_file, tls.pin …)
 * @method_id: the method
 * @user_data: the caller's
 * @error: %ISG_SUBMIT_ERROR _METHOD
 *
 * Gives the transport for a method.
 *
 * Returns: (transfer full): a transport, or %NULL with @error
 */
typedef IsgTransport *(*IsgTransportMaker) (IsgStore *store,
                                            const char *method_id,
                                            gpointer user_data,
                                            GError **error);

/**
 * IsgSubmitTools:
 *
 * What a step works with.
 */
typedef struct {
  IsgStore *store;
  IsgTransportMaker transport;
  gpointer transport_data;
  GCancellable *cancellable; /* (nullable): stops before the next step; a request in flight is
                                waited for or becomes IN_DOUBT */
  gint64 deadline;       /* monotonic microseconds at which the run is to end, 0: none; a request
                            gets a few seconds more, then it is given up and becomes IN_DOUBT */
  gboolean queries_only; /* asks, and sends nothing (`isgctl query`) */
  void (*kill_point) (const char *name,
                      gpointer user_data); /* (nullable): tests end the process at a named point */
  gpointer kill_data;
  guint32 (*random) (
    gpointer user_data); /* (nullable): what jitter is made of; %NULL for the system's */
  gpointer random_data;
  void (*wait) (
    guint milliseconds,
    gpointer user_data); /* (nullable): instead of sleeping; tests let a fake clock pass */
  gpointer wait_data;
} IsgSubmitTools;

/**
 * IsgStepOutcome:
 * @ISG_STEP_WORKED: a row was sent or asked about; there may be more
 * @ISG_STEP_IDLE: nothing to do: every row is final, NEEDS_HELP, waits for a signature or stands
 * behind a gate
 * @ISG_STEP_WAIT: rows are due later; see @next_due
 * @ISG_STEP_LOCKED: another process or thread sends from this store
 */
typedef enum {
  ISG_STEP_WORKED,
  ISG_STEP_IDLE,
  ISG_STEP_WAIT,
  ISG_STEP_LOCKED,
} IsgStepOutcome;

/**
 * IsgStepResult:
 *
 * What a step did.
 */
typedef struct {
  IsgStepOutcome outcome;
  gint64 next_due; /* seconds since 1970 UTC; 0 when nothing is due by time. Gates with a next try
                      count. */
  char key[37];    /* the submission that was touched, or "" */
} IsgStepResult;

/**
 * isg_submit_step:
 * @tools: what to work with
 * @out_result: (out): what it did
 * @error: %ISG_STORE_ERROR
 *
 * One pure blocking step: recovers half-sent rows of a crash, then asks one question or sends one
 * row, or two rows of different records at the same time when the last save was answered. The only
 * place where a submission is sent.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_step (const IsgSubmitTools *tools, IsgStepResult *out_result, GError **error);

/**
 * isg_submit_run:
 * @tools: what to work with
 * @timeout_seconds: how long at most; 0 for no limit
 * @out_idle: (out): whether everything came to rest; %FALSE when the time ran out or it was
 * cancelled
 * @error: %ISG_STORE_ERROR
 *
 * Steps in the foreground until idle: every row final, NEEDS_HELP, waiting for a signature or
 * behind a gate. Rows that are due later by backoff or by settle are waited for. Used by `isgctl
 * submit --until-idle`.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_run (const IsgSubmitTools *tools,
                         guint timeout_seconds,
                         gboolean *out_idle,
                         GError **error);

/**
 * isg_submit_pass:
 * @tools: what to work with
 * @timeout_seconds: how long at most; 0 for no limit
 * @out_idle: (out): whether nothing is left that is due by time
 * @error: %ISG_STORE_ERROR
 *
 * Does what is due now and returns; waits for nothing. Wakes the gates first, as isg_submit_run ()
 * does: a person asks for it.
 *
 * Thread: the owner of the store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_pass (const IsgSubmitTools *tools,
                          guint timeout_seconds,
                          gboolean *out_idle,
                          GError **error);

/**
 * isg_submit_transport_from_settings:
 *
 * An #IsgTransportMaker that makes libcurl transports from the store's settings tls.ca_file,
 * tls.pin, tls.client_cert, tls.client_key.
 * @store: the store
 * @method_id: the method
 * @user_data: not used
 * @error: %ISG_SUBMIT_ERROR _METHOD
 *
 * Thread: the owner of @store.
 *
 * Returns: (transfer full): a transport, or %NULL with @error
 */
IsgTransport *isg_submit_transport_from_settings (IsgStore *store,
                                                  const char *method_id,
                                                  gpointer user_data,
                                                  GError **error);

/**
 * isg_submit_wake:
 * @store: a store
 * @error: %ISG_STORE_ERROR
 *
 * "Şimdi dene", network return, card insertion: opens gates NETWORK, TLS, SERVER, CREDENTIALS,
 * ENDPOINT for a try and makes waiting rows due.
 *
 * Thread: the owner of @store.
 *
 * Returns: %FALSE with @error
 */
gboolean isg_submit_wake (IsgStore *store, GError **error);

G_END_DECLS
