/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "gateway/isg-gw-log.h"
#include "gateway/isg-gw-ministry.h"

G_BEGIN_DECLS

/**
 * IsgGwServerOptions:
 *
 * What a server needs. Everything stays the caller's and must outlive the server.
 */
typedef struct {
  const IsgGwSchema *schema;
  IsgGwMinistry *ministry;
  IsgGwScript *script;
  IsgGwLog *log;
  const char *address; /* a loopback address */
  guint16 port;        /* 0: any */
  GTlsCertificate *certificate;
  GTlsDatabase *client_ca; /* (nullable): clients must show a certificate of it */
  gsize max_body;
} IsgGwServerOptions;

/**
 * IsgGwServer:
 *
 * The ministry's door: HTTPS on loopback.
 */
typedef struct _IsgGwServer IsgGwServer;

/**
 * isg_gw_server_new:
 * @options: what it needs
 * @error: %ISG_GW_ERROR _USAGE for an address that is not loopback, or what the network says
 *
 * Begins to listen; requests are answered while the thread's main loop runs.
 *
 * Thread: main.
 *
 * Returns: (transfer full): the server, or %NULL with @error
 */
IsgGwServer *isg_gw_server_new (const IsgGwServerOptions *options, GError **error);

/**
 * isg_gw_server_free:
 * @self: (transfer full): a server; open connections are closed
 *
 * Thread: main.
 */
void isg_gw_server_free (IsgGwServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwServer, isg_gw_server_free)

/**
 * isg_gw_server_get_port:
 * @self: a server
 *
 * Thread: main.
 *
 * Returns: the port it listens on
 */
guint isg_gw_server_get_port (const IsgGwServer *self);

/**
 * isg_gw_server_get_url:
 * @self: a server
 * @path: a service's path
 *
 * Thread: main.
 *
 * Returns: (transfer full): its URL
 */
char *isg_gw_server_get_url (const IsgGwServer *self, const char *path);

G_END_DECLS
