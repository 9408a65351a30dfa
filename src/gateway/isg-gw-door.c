/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-door.h"

#include "gateway/isg-gw-error.h"

struct _IsgGwDoor {
  GSocketService *service;      /* (owned) */
  GTlsCertificate *certificate; /* (owned) */
  GTlsDatabase *client_ca;      /* (owned) (nullable) */
  IsgGwDoorOpened opened;
  gpointer user_data;
  guint port;
};

/* A server is asked even when there is nothing wrong, and silence is a no. */
static gboolean
certificate_shown_cb (GTlsConnection *connection,
                      GTlsCertificate *certificate,
                      GTlsCertificateFlags errors,
                      gpointer user_data)
{
  return errors == 0;
}

static GIOStream *
put_tls_on (IsgGwDoor *self, GSocketConnection *connection)
{
  GIOStream *tls = g_tls_server_connection_new (G_IO_STREAM (connection), self->certificate, NULL);

  if (tls != NULL && self->client_ca != NULL) {
    g_tls_connection_set_database (G_TLS_CONNECTION (tls), self->client_ca);
    g_object_set (tls, "authentication-mode", G_TLS_AUTHENTICATION_REQUIRED, NULL);
    g_signal_connect (tls, "accept-certificate", G_CALLBACK (certificate_shown_cb), NULL);
  }
  return tls;
}

static gboolean
incoming_cb (GSocketService *service,
             GSocketConnection *connection,
             GObject *source,
             gpointer user_data)
{
  IsgGwDoor *self = user_data;
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GIOStream) tls = put_tls_on (self, connection);

  /* Somebody who is gone already. */
  if (local == NULL || remote == NULL || tls == NULL)
    return TRUE;

  self->opened (tls, local, remote, self->user_data);
  return TRUE;
}

static gboolean
listen_on (IsgGwDoor *self, const char *text, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) address = g_inet_socket_address_new_from_string (text, port);
  g_autoptr (GSocketAddress) effective = NULL;

  if (address == NULL
      || !g_inet_address_get_is_loopback (
        g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)))) {
    g_set_error (error,
                 ISG_GW_ERROR,
                 ISG_GW_ERROR_USAGE,
                 "%s is no loopback address; the sandbox serves this machine alone",
                 text);
    return FALSE;
  }
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (self->service),
                                      address,
                                      G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP,
                                      NULL,
                                      &effective,
                                      error))
    return FALSE;

  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (effective));
  return TRUE;
}

IsgGwDoor *
isg_gw_door_new (const char *address,
                 guint16 port,
                 GTlsCertificate *certificate,
                 GTlsDatabase *client_ca,
                 IsgGwDoorOpened opened,
                 gpointer user_data,
                 GError **error)
{
  g_autoptr (IsgGwDoor) self = g_new0 (IsgGwDoor, 1);

  self->service = g_socket_service_new ();
  self->certificate = g_object_ref (certificate);
  self->client_ca = client_ca == NULL ? NULL : g_object_ref (client_ca);
  self->opened = opened;
  self->user_data = user_data;
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  if (!listen_on (self, address, port, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
isg_gw_door_free (IsgGwDoor *self)
{
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
  g_clear_object (&self->certificate);
  g_clear_object (&self->client_ca);
  g_free (self);
}

guint
isg_gw_door_get_port (const IsgGwDoor *self)
{
  return self->port;
}

/* libsoup's wrapper and TLS name what is below them differently. */
static GIOStream *
find_below (GIOStream *stream)
{
  static const char *const names[] = { "base-iostream", "base-io-stream" };
  GIOStream *below = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (names) && below == NULL; i++)
    if (g_object_class_find_property (G_OBJECT_GET_CLASS (stream), names[i]) != NULL)
      g_object_get (stream, names[i], &below, NULL);
  return below;
}

GSocket *
isg_gw_door_find_socket (GIOStream *stream)
{
  g_autoptr (GIOStream) at = g_object_ref (stream);

  while (at != NULL && !G_IS_SOCKET_CONNECTION (at)) {
    g_autoptr (GIOStream) above = g_steal_pointer (&at);

    at = find_below (above);
  }
  return at == NULL ? NULL
                    : g_object_ref (g_socket_connection_get_socket (G_SOCKET_CONNECTION (at)));
}
