/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-transport.h"

G_DEFINE_INTERFACE (IsgTransport, isg_transport, G_TYPE_OBJECT)

void
isg_exchange_free (IsgExchange *exchange)
{
  if (exchange == NULL)
    return;

  g_free (exchange->content_type);
  g_clear_pointer (&exchange->body, g_bytes_unref);
  g_free (exchange->detail);
  g_free (exchange);
}

static void
isg_transport_default_init (IsgTransportInterface *iface)
{
}

IsgExchange *
isg_transport_exchange (IsgTransport *self, const IsgRequest *request, GCancellable *cancellable)
{
  /* The header promises an exchange whatever happens, so a wrong call is a defect and not an
   * outcome. */
  g_assert (ISG_IS_TRANSPORT (self));
  g_assert (request != NULL && request->url != NULL && request->body != NULL);

  return ISG_TRANSPORT_GET_IFACE (self)->exchange (self, request, cancellable);
}

void
isg_transport_exchange_all (IsgTransport *self,
                            const IsgRequest *requests,
                            guint n_requests,
                            GCancellable *cancellable,
                            IsgExchangeDone done,
                            gpointer user_data)
{
  IsgTransportInterface *iface = ISG_TRANSPORT_GET_IFACE (self);

  if (iface->exchange_all != NULL) {
    iface->exchange_all (self, requests, n_requests, cancellable, done, user_data);
    return;
  }
  for (guint i = 0; i < n_requests; i++)
    done (i, isg_transport_exchange (self, &requests[i], cancellable), user_data);
}
