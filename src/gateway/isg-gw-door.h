/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * IsgGwDoor:
 *
 * Listens on a loopback address and speaks TLS. libsoup could do so itself, but 3.2 leaks each
 * socket that it accepts.
 */
typedef struct _IsgGwDoor IsgGwDoor;

/**
 * IsgGwDoorOpened:
 * @stream: the connection, TLS on it
 * @local: our address
 * @remote: the other's address
 * @user_data: the caller's
 *
 * Told of each connection; the handshake is done with the first byte that is read.
 */
typedef void (*IsgGwDoorOpened) (GIOStream *stream,
                                 GSocketAddress *local,
                                 GSocketAddress *remote,
                                 gpointer user_data);

/**
 * isg_gw_door_new:
 * @address: a loopback address
 * @port: 0: any
 * @certificate: the server's, with its key
 * @client_ca: (nullable): clients must show a certificate of it
 * @opened: told of each connection while the thread's main loop runs
 * @user_data: for @opened
 * @error: %ISG_GW_ERROR _USAGE for an address that is not loopback, or what the network says
 *
 * Thread: main.
 *
 * Returns: (transfer full): a door that listens, or %NULL with @error
 */
IsgGwDoor *isg_gw_door_new (const char *address,
                            guint16 port,
                            GTlsCertificate *certificate,
                            GTlsDatabase *client_ca,
                            IsgGwDoorOpened opened,
                            gpointer user_data,
                            GError **error);

/**
 * isg_gw_door_free:
 * @self: (transfer full): a door; it listens no more
 *
 * Thread: main.
 */
void isg_gw_door_free (IsgGwDoor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgGwDoor, isg_gw_door_free)

/**
 * isg_gw_door_get_port:
 * @self: a door
 *
 * Thread: main.
 *
 * Returns: the port it listens on
 */
guint isg_gw_door_get_port (const IsgGwDoor *self);

/**
 * isg_gw_door_find_socket:
 * @stream: a connection that came through a door, whatever has been put around it
 *
 * Thread: main.
 *
 * Returns: (transfer full) (nullable): the socket below it
 */
GSocket *isg_gw_door_find_socket (GIOStream *stream);

G_END_DECLS
