/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-transport-curl.h"

#include <curl/curl.h>
#include <string.h>

#include "base/isg-redact.h"

#define CONNECT_TIMEOUT 20
#define TIMEOUT         90

/* Longest sleep; cancelling and sockets wake the loop earlier. */
#define POLL_MS 1000

struct _IsgTransportCurl {
  GObject parent_instance;

  char *ca_file;         /* (owned) (nullable) */
  char *pinned_key;      /* (owned) (nullable) */
  char *client_cert;     /* (owned) (nullable) */
  char *client_key;      /* (owned) (nullable) */
  guint connect_timeout; /* seconds */
  guint timeout;         /* seconds */

  CURLM *multi;                   /* (owned): keeps the connections that queries reuse */
  GProxyResolver *proxy_resolver; /* (owned) */
};

/* One request under way. */
typedef struct {
  const IsgRequest *request;
  GCancellable *cancellable; /* (unowned) (nullable) */
  IsgExchange *exchange;     /* (owned): filled as things come in */
  CURL *easy;                /* (owned) (nullable): NULL when it has ended */
  gint64 start;              /* monotonic microseconds */
  GByteArray *body;          /* (owned) */
  gboolean refused;          /* the guard said no, or it was cancelled before the first byte */
  gboolean too_long;         /* the reply went over the limit */
  gboolean head_ended; /* the empty line after the headers came; libcurl takes a cut head for a
                          whole answer */
  char *proxy;         /* (owned) (nullable) */
  struct curl_slist *headers; /* (owned) */
  char message[CURL_ERROR_SIZE];
} Call;

static void isg_transport_curl_iface_init (IsgTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IsgTransportCurl,
                               isg_transport_curl,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ISG_TYPE_TRANSPORT,
                                                      isg_transport_curl_iface_init))

/* ---------------------------------------------------------------------------- libcurl's calls */

/* Called by libcurl when the connection stands, behind any proxy's CONNECT, and nothing of the
 * request has left. */
static int
prepare_request_cb (void *data, char *server_ip, char *local_ip, int server_port, int local_port)
{
  Call *call = data;
  const IsgRequest *request = call->request;

  /* A second call means that libcurl is about to repeat the request on a new connection. A fresh
   * connection gives it no reason to; should it ever find one, a save still leaves once. */
  if (request->is_save && call->exchange->first_byte)
    return CURL_PREREQFUNC_ABORT;

  if (g_cancellable_is_cancelled (call->cancellable)
      || (request->guard != NULL && !request->guard (request->guard_data))) {
    call->refused = TRUE;
    return CURL_PREREQFUNC_ABORT;
  }

  call->exchange->first_byte = TRUE;
  return CURL_PREREQFUNC_OK;
}

static size_t
body_received_cb (char *data, size_t size, size_t n, void *user_data)
{
  Call *call = user_data;
  gsize length = size * n;
  gsize room = call->request->max_reply - call->body->len;

  if (length > room) {
    g_byte_array_append (call->body, (const guint8 *) data, (guint) room);
    call->too_long = TRUE;
    return CURL_WRITEFUNC_ERROR;
  }

  g_byte_array_append (call->body, (const guint8 *) data, (guint) length);
  return length;
}

static size_t
header_received_cb (char *data, size_t size, size_t n, void *user_data)
{
  Call *call = user_data;
  gsize length = size * n;
  g_autofree char *value = NULL;
  time_t date;

  /* A "100 Continue" has headers of its own; only those of the answer itself count. */
  if (length > 5 && memcmp (data, "HTTP/", 5) == 0) {
    call->exchange->server_date = 0;
    call->head_ended = FALSE;
  }
  if (length > 0 && (data[0] == '\r' || data[0] == '\n'))
    call->head_ended = TRUE;
  if (length <= 5 || g_ascii_strncasecmp (data, "Date:", 5) != 0
      || call->exchange->server_date != 0)
    return length;

  value = g_strndup (data + 5, length - 5);
  date = curl_getdate (g_strstrip (value), NULL);
  if (date > 0)
    call->exchange->server_date = date;
  return length;
}

/* ---------------------------------------------------------------------------------- Set-up */

static void
set_server_options (IsgTransportCurl *self, CURL *easy)
{
  curl_easy_setopt (easy, CURLOPT_PROTOCOLS_STR, "https");
  curl_easy_setopt (easy, CURLOPT_SSLVERSION, (long) CURL_SSLVERSION_TLSv1_2);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt (easy, CURLOPT_SSL_VERIFYHOST, 2L);
  if (self->ca_file != NULL) {
    curl_easy_setopt (easy, CURLOPT_CAINFO, self->ca_file);
    /* The system's folder of authorities would still be trusted beside it. */
    curl_easy_setopt (easy, CURLOPT_CAPATH, NULL);
  }
  if (self->pinned_key != NULL)
    curl_easy_setopt (easy, CURLOPT_PINNEDPUBLICKEY, self->pinned_key);
  if (self->client_cert != NULL)
    curl_easy_setopt (easy, CURLOPT_SSLCERT, self->client_cert);
  if (self->client_key != NULL)
    curl_easy_setopt (easy, CURLOPT_SSLKEY, self->client_key);
}

static void
set_connection_options (IsgTransportCurl *self, CURL *easy, Call *call)
{
  guint wished = call->request->timeout_seconds;
  guint timeout = wished != 0 ? MIN (wished, self->timeout) : self->timeout;

  curl_easy_setopt (easy, CURLOPT_HTTP_VERSION, (long) CURL_HTTP_VERSION_1_1);
  curl_easy_setopt (easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt (easy, CURLOPT_NOSIGNAL, 1L);
  /* Without it, cancelling waits for the name's look-up to end. */
  curl_easy_setopt (easy, CURLOPT_QUICK_EXIT, 1L);
  curl_easy_setopt (easy, CURLOPT_CONNECTTIMEOUT, (long) MIN (self->connect_timeout, timeout));
  curl_easy_setopt (easy, CURLOPT_TIMEOUT, (long) timeout);
  curl_easy_setopt (easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  if (call->proxy != NULL)
    curl_easy_setopt (easy, CURLOPT_PROXY, call->proxy);
  if (call->request->is_save) {
    curl_easy_setopt (easy, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt (easy, CURLOPT_FORBID_REUSE, 1L);
  }
}

static gboolean
add_header (Call *call, const char *name, const char *value)
{
  g_autofree char *line = NULL;

  if (value == NULL)
    return TRUE;
  for (const char *c = value; *c != '\0'; c++) {
    if (g_ascii_iscntrl (*c))
      return FALSE;
  }

  line = g_strdup_printf ("%s: %s", name, value);
  call->headers = curl_slist_append (call->headers, line);
  return TRUE;
}

static gboolean
set_request_options (CURL *easy, Call *call)
{
  const IsgRequest *request = call->request;
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (request->body, &length);

  if (!add_header (call, "Content-Type", request->content_type)
      || !add_header (call, "SOAPAction", request->soap_action)
      || !add_header (call, "Accept", request->accept))
    return FALSE;
  call->headers = curl_slist_append (call->headers, "Expect:");

  curl_easy_setopt (easy, CURLOPT_URL, request->url);
  curl_easy_setopt (easy, CURLOPT_POST, 1L);
  curl_easy_setopt (easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t) length);
  curl_easy_setopt (easy, CURLOPT_POSTFIELDS, length > 0 ? data : "");
  curl_easy_setopt (easy, CURLOPT_HTTPHEADER, call->headers);
  curl_easy_setopt (easy, CURLOPT_USERAGENT, "isg-defteri/" ISG_VERSION);
  if (request->user != NULL) {
    curl_easy_setopt (easy, CURLOPT_HTTPAUTH, (long) CURLAUTH_BASIC);
    curl_easy_setopt (easy, CURLOPT_USERNAME, request->user);
    curl_easy_setopt (easy,
                      CURLOPT_PASSWORD,
                      request->password != NULL ? isg_secret_peek (request->password, NULL) : "");
  }
  return TRUE;
}

static void
set_callbacks (CURL *easy, Call *call)
{
  curl_easy_setopt (easy, CURLOPT_PRIVATE, call);
  curl_easy_setopt (easy, CURLOPT_ERRORBUFFER, call->message);
  curl_easy_setopt (easy, CURLOPT_PREREQFUNCTION, prepare_request_cb);
  curl_easy_setopt (easy, CURLOPT_PREREQDATA, call);
  curl_easy_setopt (easy, CURLOPT_WRITEFUNCTION, body_received_cb);
  curl_easy_setopt (easy, CURLOPT_WRITEDATA, call);
  curl_easy_setopt (easy, CURLOPT_HEADERFUNCTION, header_received_cb);
  curl_easy_setopt (easy, CURLOPT_HEADERDATA, call);
}

/* The desktop's proxy for @url; %NULL leaves it to libcurl, which knows https_proxy and no_proxy.
 */
static char *
find_proxy (IsgTransportCurl *self, const char *url, GCancellable *cancellable)
{
  g_auto (GStrv) proxies = NULL;

  if (self->proxy_resolver == NULL)
    return NULL;
  proxies = g_proxy_resolver_lookup (self->proxy_resolver, url, cancellable, NULL);
  if (proxies == NULL || proxies[0] == NULL || g_str_has_prefix (proxies[0], "direct:"))
    return NULL;
  /* The proxy, not this machine, looks the name up. */
  if (g_str_has_prefix (proxies[0], "socks:") || g_str_has_prefix (proxies[0], "socks5:"))
    return g_strconcat ("socks5h", strchr (proxies[0], ':'), NULL);

  return g_strdup (proxies[0]);
}

/* --------------------------------------------------------------------------------- Outcome */

static gboolean
is_tls_failure (CURLcode code)
{
  static const CURLcode failures[] = {
    CURLE_SSL_CONNECT_ERROR,     CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_PINNEDPUBKEYNOTMATCH,
    CURLE_SSL_CACERT_BADFILE,    CURLE_SSL_CERTPROBLEM,          CURLE_SSL_CIPHER,
    CURLE_SSL_ISSUER_ERROR,      CURLE_SSL_INVALIDCERTSTATUS,    CURLE_SSL_CLIENTCERT,
    CURLE_SSL_CRL_BADFILE,       CURLE_SSL_ENGINE_NOTFOUND,      CURLE_SSL_ENGINE_SETFAILED,
    CURLE_SSL_ENGINE_INITFAILED, CURLE_USE_SSL_FAILED,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (failures); i++) {
    if (code == failures[i])
      return TRUE;
  }

  return FALSE;
}

/* Only the first-byte mark tells "nothing left" from "unknown"; libcurl's code is looked at for the
 * reason alone. */
static IsgExchangeResult
classify (const Call *call, gboolean finished, CURLcode code)
{
  if (call->exchange->first_byte) {
    if (finished && code == CURLE_OK && call->exchange->http_status >= 200 && call->head_ended)
      return ISG_EXCHANGE_ANSWERED;
    return ISG_EXCHANGE_LOST;
  }
  if (!finished || call->refused)
    return ISG_EXCHANGE_ABORTED;

  return is_tls_failure (code) ? ISG_EXCHANGE_TLS : ISG_EXCHANGE_NOT_CONNECTED;
}

static char *
describe (const Call *call, gboolean finished, CURLcode code)
{
  g_autofree char *text = NULL;

  if (!finished)
    return g_strdup ("cancelled");
  if (call->refused)
    return g_strdup ("not sent: refused before the first byte");
  if (call->too_long)
    return g_strdup ("the reply is longer than allowed");
  if (code == CURLE_OK)
    return call->head_ended ? NULL : g_strdup ("the reply's head was cut");

  text = g_strdup_printf ("curl %d: %s",
                          (int) code,
                          call->message[0] != '\0' ? call->message : curl_easy_strerror (code));
  return isg_redact_text (text);
}

static char *
read_media_type (CURL *easy)
{
  const char *value = NULL;
  g_autofree char *type = NULL;

  if (curl_easy_getinfo (easy, CURLINFO_CONTENT_TYPE, &value) != CURLE_OK || value == NULL)
    return NULL;

  type = g_strndup (value, strcspn (value, ";"));
  return g_ascii_strdown (g_strstrip (type), -1);
}

static void
fill_exchange (Call *call, CURL *easy, gboolean finished, CURLcode code)
{
  IsgExchange *exchange = call->exchange;
  long status = 0;

  if (exchange->first_byte) {
    curl_easy_getinfo (easy, CURLINFO_RESPONSE_CODE, &status);
    exchange->http_status = (guint) status;
    exchange->content_type = read_media_type (easy);
    if (status > 0)
      exchange->body = g_byte_array_free_to_bytes (g_steal_pointer (&call->body));
  }
  exchange->result = classify (call, finished, code);
  exchange->detail = describe (call, finished, code);
}

/* --------------------------------------------------------------------------------- Running */

static void
cancelled_cb (GCancellable *cancellable, gpointer multi)
{
  curl_multi_wakeup (multi);
}

/* The requests that are under way together. */
typedef struct {
  IsgTransportCurl *transport;
  Call *calls; /* (owned) */
  guint n_calls;
  guint n_left;
  IsgExchangeDone done;
  gpointer user_data;
} Flight;

static void
end_call (Flight *flight, Call *call, gboolean finished, CURLcode code)
{
  IsgExchange *exchange;

  fill_exchange (call, call->easy, finished, code);
  curl_multi_remove_handle (flight->transport->multi, call->easy);
  curl_easy_cleanup (g_steal_pointer (&call->easy));
  curl_slist_free_all (g_steal_pointer (&call->headers));
  g_clear_pointer (&call->body, g_byte_array_unref);
  g_clear_pointer (&call->proxy, g_free);
  exchange = g_steal_pointer (&call->exchange);
  exchange->elapsed_ms = (guint) ((g_get_monotonic_time () - call->start) / 1000);
  flight->n_left--;
  flight->done ((guint) (call - flight->calls), exchange, flight->user_data);
}

static void
end_all (Flight *flight, gboolean finished, const char *message)
{
  for (guint i = 0; i < flight->n_calls; i++) {
    Call *call = &flight->calls[i];

    if (call->easy == NULL)
      continue;
    if (message != NULL)
      g_strlcpy (call->message, message, sizeof call->message);
    end_call (flight, call, finished, CURLE_FAILED_INIT);
  }
}

static void
begin_call (Flight *flight, Call *call, const IsgRequest *request, GCancellable *cancellable)
{
  call->request = request;
  call->cancellable = cancellable;
  call->exchange = g_new0 (IsgExchange, 1);
  call->body = g_byte_array_new ();
  call->start = g_get_monotonic_time ();
  call->proxy = find_proxy (flight->transport, request->url, cancellable);
  call->easy = curl_easy_init ();
  g_assert (call->easy != NULL);
  flight->n_left++;
  if (!set_request_options (call->easy, call)) {
    g_strlcpy (call->message, "a header has a control character", sizeof call->message);
    end_call (flight, call, TRUE, CURLE_FAILED_INIT);
    return;
  }
  set_server_options (flight->transport, call->easy);
  set_connection_options (flight->transport, call->easy, call);
  set_callbacks (call->easy, call);
  curl_multi_add_handle (flight->transport->multi, call->easy);
}

static void
end_finished (Flight *flight)
{
  CURLMsg *message;
  int left;

  while ((message = curl_multi_info_read (flight->transport->multi, &left)) != NULL) {
    CURLcode code = message->data.result;
    char *call = NULL;

    if (message->msg != CURLMSG_DONE)
      continue;
    curl_easy_getinfo (message->easy_handle, CURLINFO_PRIVATE, &call);
    end_call (flight, (Call *) (gpointer) call, TRUE, code);
  }
}

/* Turns the loop until every request has ended or all were cancelled. */
static void
run (Flight *flight, GCancellable *cancellable)
{
  CURLM *multi = flight->transport->multi;
  int running = 1;

  for (;;) {
    CURLMcode code = curl_multi_perform (multi, &running);

    end_finished (flight);
    if (flight->n_left == 0)
      return;
    if (g_cancellable_is_cancelled (cancellable)) {
      end_all (flight, FALSE, NULL);
      return;
    }
    if (code == CURLM_OK)
      code = curl_multi_poll (multi, NULL, 0, POLL_MS, NULL);
    if (code != CURLM_OK) {
      end_all (flight, TRUE, curl_multi_strerror (code));
      return;
    }
  }
}

static void
isg_transport_curl_exchange_all (IsgTransport *transport,
                                 const IsgRequest *requests,
                                 guint n_requests,
                                 GCancellable *cancellable,
                                 IsgExchangeDone done,
                                 gpointer user_data)
{
  g_autofree Call *calls = g_new0 (Call, n_requests);
  Flight flight = { ISG_TRANSPORT_CURL (transport), calls, n_requests, 0, done, user_data };
  gulong handler = 0;

  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable,
                                     G_CALLBACK (cancelled_cb),
                                     flight.transport->multi,
                                     NULL);
  for (guint i = 0; i < n_requests; i++)
    begin_call (&flight, &calls[i], &requests[i], cancellable);
  if (flight.n_left > 0)
    run (&flight, cancellable);
  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
}

static void
keep_only_cb (guint index, IsgExchange *exchange, gpointer user_data)
{
  IsgExchange **only = user_data;

  *only = exchange;
}

static IsgExchange *
isg_transport_curl_exchange (IsgTransport *transport,
                             const IsgRequest *request,
                             GCancellable *cancellable)
{
  IsgExchange *only = NULL;

  isg_transport_curl_exchange_all (transport, request, 1, cancellable, keep_only_cb, &only);
  return only;
}

/* ---------------------------------------------------------------------------------- Object */

static void
isg_transport_curl_finalize (GObject *object)
{
  IsgTransportCurl *self = ISG_TRANSPORT_CURL (object);

  curl_multi_cleanup (self->multi);
  g_clear_object (&self->proxy_resolver);
  g_free (self->ca_file);
  g_free (self->pinned_key);
  g_free (self->client_cert);
  g_free (self->client_key);

  G_OBJECT_CLASS (isg_transport_curl_parent_class)->finalize (object);
}

static void
isg_transport_curl_class_init (IsgTransportCurlClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_transport_curl_finalize;
}

static void
isg_transport_curl_init (IsgTransportCurl *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  GProxyResolver *resolver = g_socket_client_get_proxy_resolver (client);

  self->connect_timeout = CONNECT_TIMEOUT;
  self->timeout = TIMEOUT;
  self->multi = curl_multi_init ();
  g_assert (self->multi != NULL);
  if (resolver != NULL)
    self->proxy_resolver = g_object_ref (resolver);
}

static void
isg_transport_curl_iface_init (IsgTransportInterface *iface)
{
  iface->exchange = isg_transport_curl_exchange;
  iface->exchange_all = isg_transport_curl_exchange_all;
}

IsgTransport *
isg_transport_curl_new (const IsgTransportOptions *options)
{
  IsgTransportCurl *self = g_object_new (ISG_TYPE_TRANSPORT_CURL, NULL);

  if (options != NULL) {
    self->ca_file = g_strdup (options->ca_file);
    self->pinned_key = g_strdup (options->pinned_key);
    self->client_cert = g_strdup (options->client_cert);
    self->client_key = g_strdup (options->client_key);
    if (options->connect_timeout != 0)
      self->connect_timeout = options->connect_timeout;
    if (options->timeout != 0)
      self->timeout = options->timeout;
  }

  return ISG_TRANSPORT (self);
}

void
isg_transport_curl_global_init (void)
{
  CURLcode code = curl_global_init (CURL_GLOBAL_DEFAULT);

  g_assert (code == CURLE_OK);
}
