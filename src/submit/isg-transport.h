/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib-object.h>

#include "base/isg-secret.h"

G_BEGIN_DECLS

/**
 * IsgExchangeResult:
 * @ISG_EXCHANGE_ANSWERED: an HTTP status and a whole body came
 * @ISG_EXCHANGE_NOT_CONNECTED: name, connection or proxy failed; no byte of the request left
 * @ISG_EXCHANGE_TLS: the server's identity or the TLS handshake failed; no byte of the request left
 * @ISG_EXCHANGE_ABORTED: the guard said no inside the pre-request call; no byte of the request left
 * @ISG_EXCHANGE_LOST: a byte may have left and no whole answer came (time-out, reset, cut, too
 * long, TLS alert)
 *
 * What became of one request. Only the first-byte mark tells "nothing left" from "unknown"
 * (submission.md 4).
 */
typedef enum {
  ISG_EXCHANGE_ANSWERED,
  ISG_EXCHANGE_NOT_CONNECTED,
  ISG_EXCHANGE_TLS,
  ISG_EXCHANGE_ABORTED,
  ISG_EXCHANGE_LOST,
} IsgExchangeResult;

/**
 * IsgExchangeGuard:
 * @user_data: the caller's
 *
 * Called when the connection stands and the first byte is about to leave; lease and state are
 * checked again here.
 *
 * Returns: %FALSE to send nothing
 */
typedef gboolean (*IsgExchangeGuard) (gpointer user_data);

/**
 * IsgRequest:
 *
 * One POST. Filled by the caller, only read by the transport.
 */
typedef struct {
  const char *url;          /* https://… */
  const char *content_type; /* of @body */
  const char *soap_action;  /* (nullable): value of the SOAPAction header, quotes included */
  const char *accept;       /* (nullable) */
  GBytes *body;             /* (not nullable) */
  gboolean is_save;         /* a save: fresh connection, never repeated; else a query */
  gsize max_reply;          /* bytes of body read at most; more is ISG_EXCHANGE_LOST */
  guint timeout_seconds;    /* whole request; 0, or longer than the transport's own = that one */
  const char *user;         /* (nullable): HTTP Basic, sent at once */
  IsgSecret *password;      /* (nullable): HTTP Basic */
  IsgExchangeGuard guard;   /* (nullable) */
  gpointer guard_data;
} IsgRequest;

/**
 * IsgExchange:
 *
 * What came of a request; freed with isg_exchange_free ().
 */
typedef struct {
  IsgExchangeResult result;
  gboolean first_byte; /* the pre-request call was reached and allowed: a byte may have left */
  guint http_status;   /* 0 when none came */
  char *content_type;  /* (owned) (nullable): media type alone, lower case, parameters dropped */
  GBytes *body;        /* (owned) (nullable): what came of the body, also when it was cut */
  gint64 server_date;  /* the Date header, seconds since 1970 UTC; 0 when none */
  char
    *detail; /* (owned) (nullable): English, for the attempt's log; no secret, no personal data */
  guint elapsed_ms;
} IsgExchange;

/**
 * isg_exchange_free:
 * @exchange: (transfer full) (nullable): an exchange
 *
 * Thread: any.
 */
void isg_exchange_free (IsgExchange *exchange);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgExchange, isg_exchange_free)

#define ISG_TYPE_TRANSPORT (isg_transport_get_type ())

/**
 * IsgTransport:
 *
 * What carries a request to the Ministry or to an integrator's relay. Implementations:
 * isg-transport-curl.h, and a scripted one in tests/support.
 */
G_DECLARE_INTERFACE (IsgTransport, isg_transport, ISG, TRANSPORT, GObject)

/**
 * IsgExchangeDone:
 * @index: which request
 * @exchange: (transfer full): what came of it
 * @user_data: the caller's
 *
 * Called in the thread that sends, as soon as that request has ended, while others may be under
 * way.
 */
typedef void (*IsgExchangeDone) (guint index, IsgExchange *exchange, gpointer user_data);

struct _IsgTransportInterface {
  GTypeInterface parent_iface;

  IsgExchange *(*exchange) (IsgTransport *self,
                            const IsgRequest *request,
                            GCancellable *cancellable);
  void (*exchange_all) (IsgTransport *self,
                        const IsgRequest *requests,
                        guint n_requests,
                        GCancellable *cancellable,
                        IsgExchangeDone done,
                        gpointer user_data); /* (nullable): one after another */
};

/**
 * isg_transport_exchange:
 * @self: a transport
 * @request: what to send
 * @cancellable: (nullable): cancelling before the first byte gives ABORTED, after it LOST
 *
 * Sends @request once and blocks until it is answered or lost. Never retries, never follows a
 * redirect.
 *
 * Thread: one at a time for each transport.
 *
 * Returns: (transfer full): what came of it; never %NULL, since "no answer" is an outcome and not
 * an error
 */
IsgExchange *isg_transport_exchange (IsgTransport *self,
                                     const IsgRequest *request,
                                     GCancellable *cancellable);

/**
 * isg_transport_exchange_all:
 * @self: a transport
 * @requests: (array length=n_requests): what to send
 * @n_requests: how many
 * @cancellable: (nullable): as in isg_transport_exchange ()
 * @done: called once for each request, in whatever order they end
 * @user_data: for @done
 *
 * Sends them at the same time, each once and on its own, and blocks until the last has ended. What
 * comes on one connection is that request's alone.
 *
 * Thread: one at a time for each transport.
 */
void isg_transport_exchange_all (IsgTransport *self,
                                 const IsgRequest *requests,
                                 guint n_requests,
                                 GCancellable *cancellable,
                                 IsgExchangeDone done,
                                 gpointer user_data);

G_END_DECLS
