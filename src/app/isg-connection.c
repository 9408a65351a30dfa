/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-connection.h"

#include <glib/gi18n.h>

#include "dataset/isg-message.h"
#include "submit/isg-submit-firm.h"

/* A person waits for the answer. */
#define TIMEOUT_SECONDS 30
/* Methods without a probe of their own are asked about a number that nobody has. */
#define NO_NUMBER 1

void
isg_connection_test_free (gpointer data)
{
  IsgConnectionTest *test = data;

  if (test == NULL)
    return;
  g_free (test->method);
  g_free (test);
}

static const IsgMethod *
find_method (IsgRules *rules, const char *id)
{
  GPtrArray *methods = isg_rules_methods (rules);

  for (guint i = 0; i < methods->len; i++)
    if (g_str_equal (isg_method_id (g_ptr_array_index (methods, i)), id))
      return g_ptr_array_index (methods, i);
  return NULL;
}

static char *
host_of (const char *endpoint)
{
  g_autoptr (GUri) uri = NULL;

  if (endpoint == NULL)
    return NULL;
  uri = g_uri_parse (endpoint, G_URI_FLAGS_NONE, NULL);
  if (uri == NULL || g_strcmp0 (g_uri_get_scheme (uri), "https") != 0)
    return NULL;
  return g_strdup (g_uri_get_host (uri));
}

static gboolean
name_is_known (const char *host, GCancellable *cancellable)
{
  g_autoptr (GResolver) resolver = g_resolver_get_default ();
  GList *addresses = g_resolver_lookup_by_name (resolver, host, cancellable, NULL);
  gboolean known = addresses != NULL;

  g_resolver_free_addresses (addresses);
  return known;
}

static IsgConnectionStep
judge (const IsgMethod *method, const IsgExchange *exchange)
{
  g_autoptr (IsgReply) reply = NULL;

  if (exchange->result == ISG_EXCHANGE_TLS)
    return ISG_CONNECTION_CERTIFICATE;
  if (exchange->result != ISG_EXCHANGE_ANSWERED)
    return ISG_CONNECTION_CONNECT;
  reply = isg_message_read_probe (method,
                                  exchange->http_status,
                                  exchange->content_type,
                                  exchange->body);
  if (reply->kind == ISG_REPLY_HTTP_CREDENTIALS || reply->kind == ISG_REPLY_HTTP_FORBIDDEN)
    return ISG_CONNECTION_FIRM;
  if (reply->kind != ISG_REPLY_BUSINESS)
    return ISG_CONNECTION_CONNECT;
  return reply->klass == ISG_CODE_CLASS_CREDENTIALS ? ISG_CONNECTION_FIRM : ISG_CONNECTION_N;
}

static IsgConnectionStep
exchange_probe (IsgTransport *transport,
                const IsgMethod *method,
                const IsgSubmitFirm *firm,
                GCancellable *cancellable,
                GError **error)
{
  IsgFirm view = isg_submit_firm_view (firm);
  IsgAsked nobody = { .number = NO_NUMBER, .n_items = 1 };
  g_autoptr (IsgEnvelope) envelope = isg_message_probe (method, &view, &nobody, error);
  g_autoptr (IsgExchange) exchange = NULL;
  IsgRequest request;

  if (envelope == NULL)
    return ISG_CONNECTION_CONNECT;
  request = (IsgRequest){
    .url = envelope->url,
    .content_type = envelope->content_type,
    .soap_action = envelope->soap_action,
    .accept = envelope->accept,
    .body = envelope->body,
    .max_reply = envelope->max_reply,
    .timeout_seconds = TIMEOUT_SECONDS,
    .user = envelope->basic_auth ? firm->code : NULL,
    .password = envelope->basic_auth ? firm->password : NULL,
  };
  exchange = isg_transport_exchange (transport, &request, cancellable);
  return judge (method, exchange);
}

gpointer
isg_connection_run (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgConnectionTest *test = data;
  const IsgMethod *method = find_method (isg_store_rules (store), test->method);
  g_autoptr (IsgSubmitFirm) firm = isg_submit_firm_load (store, test->method, error);
  IsgTransportMaker make
    = test->transport != NULL ? test->transport : isg_submit_transport_from_settings;
  g_autofree char *host = NULL;
  g_autoptr (IsgTransport) transport = NULL;

  if (firm == NULL)
    return NULL;
  host = host_of (firm->endpoint);
  if (method == NULL || host == NULL)
    return GUINT_TO_POINTER (ISG_CONNECTION_ADDRESS);
  if (!name_is_known (host, cancellable))
    return GUINT_TO_POINTER (ISG_CONNECTION_NAME);
  transport = make (store, test->method, test->transport_data, error);
  if (transport == NULL)
    return NULL;
  return GUINT_TO_POINTER (exchange_probe (transport, method, firm, cancellable, error));
}

const char *
isg_connection_words (IsgConnectionStep step, gboolean passed)
{
  static const char *const words[ISG_CONNECTION_N][2] = {
    [ISG_CONNECTION_ADDRESS] = {
      N_ ("No address yet. Enter one that begins with https://."),
      N_ ("Address entered"),
    },
    [ISG_CONNECTION_NAME] = {
      N_ ("The name in the address is not known on this network. Look at the address and at the "
          "internet."),
      N_ ("Name resolved"),
    },
    [ISG_CONNECTION_CONNECT] = {
      N_ ("The server does not answer as the Ministry's would. Look at the address, or try again "
          "later."),
      N_ ("Connected"),
    },
    [ISG_CONNECTION_CERTIFICATE] = {
      N_ ("The server's identity could not be verified. Look at the computer's clock, the CA file "
          "and the pinned key."),
      N_ ("Certificate verified"),
    },
    [ISG_CONNECTION_FIRM] = {
      N_ ("Firm code or password not accepted. Type both again; if it stays, call your "
          "integrator."),
      N_ ("Firm code accepted"),
    },
  };

  g_return_val_if_fail (step < ISG_CONNECTION_N, NULL);

  return _ (words[step][passed ? 1 : 0]);
}
