/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "submit/isg-transport.h"

G_BEGIN_DECLS

/**
 * IsgFakeKill:
 * @ISG_FAKE_KILL_NEVER: the process lives on
 * @ISG_FAKE_KILL_BEFORE_GUARD: dies while connecting; nothing was sent
 * @ISG_FAKE_KILL_AFTER_GUARD: dies after the guard said yes; a byte may have left, the server did
 * not see the request
 * @ISG_FAKE_KILL_BEFORE_REPLY: dies after the server has dealt with the request, before the reply
 * is read
 *
 * Where the process gets SIGKILL, as when the power fails.
 */
typedef enum {
  ISG_FAKE_KILL_NEVER,
  ISG_FAKE_KILL_BEFORE_GUARD,
  ISG_FAKE_KILL_AFTER_GUARD,
  ISG_FAKE_KILL_BEFORE_REPLY,
} IsgFakeKill;

/**
 * IsgFakeAnswer:
 *
 * What becomes of one request. Copied by isg_fake_transport_push (). NOT_CONNECTED, TLS and ABORTED
 * come before the guard is asked, ANSWERED and LOST after it has said yes.
 */
typedef struct {
  IsgExchangeResult result;
  guint http_status;
  const char *content_type;
  const char *body; /* (nullable) */
  gint64 server_date;
  IsgFakeKill kill;
  gboolean late; /* the answer waits for isg_fake_transport_release () or for a cancel */
} IsgFakeAnswer;

/**
 * IsgFakeRequest:
 *
 * A request as it was made.
 */
typedef struct {
  char *url;          /* (owned) */
  char *content_type; /* (owned) (nullable) */
  char *soap_action;  /* (owned) (nullable) */
  char *accept;       /* (owned) (nullable) */
  GBytes *body;       /* (owned) */
  gboolean is_save;
  gsize max_reply;
  guint timeout_seconds;
  char *user;              /* (owned) (nullable) */
  IsgSecret *password;     /* (owned) (nullable) */
  gboolean guard_asked;    /* the connection stood */
  gboolean guard_said_yes; /* the server has it, or may have */
} IsgFakeRequest;

#define ISG_TYPE_FAKE_TRANSPORT (isg_fake_transport_get_type ())

/**
 * IsgFakeTransport:
 *
 * A transport with a script and no network.
 */
G_DECLARE_FINAL_TYPE (IsgFakeTransport, isg_fake_transport, ISG, FAKE_TRANSPORT, GObject)

/**
 * IsgFakeServer:
 * @request: the request, once the guard has said yes
 * @user_data: as given
 *
 * Plays the server. The exchange must be ANSWERED or LOST.
 *
 * Thread: the one that sends.
 *
 * Returns: (transfer full): what came of it
 */
typedef IsgExchange *(*IsgFakeServer) (const IsgRequest *request, gpointer user_data);

/**
 * isg_fake_transport_new:
 *
 * Thread: any.
 *
 * Returns: (transfer full): a transport; a request without a script ends the test
 */
IsgFakeTransport *isg_fake_transport_new (void);

/**
 * isg_fake_transport_push:
 * @self: a transport
 * @answer: what becomes of the next request that has no answer yet
 *
 * Thread: any.
 */
void isg_fake_transport_push (IsgFakeTransport *self, const IsgFakeAnswer *answer);

/**
 * isg_fake_transport_set_server:
 * @self: a transport
 * @server: (nullable): what answers when no pushed answer is left
 * @user_data: handed to @server
 *
 * Thread: any, with no request under way.
 */
void isg_fake_transport_set_server (IsgFakeTransport *self,
                                    IsgFakeServer server,
                                    gpointer user_data);

/**
 * isg_fake_transport_release:
 * @self: a transport
 *
 * Lets one late answer come, the waiting one or the next.
 *
 * Thread: any.
 */
void isg_fake_transport_release (IsgFakeTransport *self);

/**
 * isg_fake_transport_is_waiting:
 * @self: a transport
 *
 * Thread: any.
 *
 * Returns: whether a request waits for a late answer
 */
gboolean isg_fake_transport_is_waiting (IsgFakeTransport *self);

/**
 * isg_fake_transport_n_requests:
 * @self: a transport
 *
 * Thread: any.
 *
 * Returns: how many requests were made
 */
guint isg_fake_transport_n_requests (IsgFakeTransport *self);

/**
 * isg_fake_transport_n_left:
 * @self: a transport
 *
 * Thread: any.
 *
 * Returns: how many pushed answers nobody has asked for
 */
guint isg_fake_transport_n_left (IsgFakeTransport *self);

/**
 * isg_fake_transport_request:
 * @self: a transport
 * @index: 0 for the first
 *
 * Thread: any.
 *
 * Returns: (transfer none): the request; lives as long as @self
 */
const IsgFakeRequest *isg_fake_transport_request (IsgFakeTransport *self, guint index);

G_END_DECLS
