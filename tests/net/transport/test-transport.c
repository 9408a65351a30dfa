/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <gnutls/abstract.h>
#include <string.h>

#include "submit/isg-transport-curl.h"
#include "support/isg-test.h"

#define SERVER_DATE G_GINT64_CONSTANT (1795433400)
#define HUGE_REPLY  (100 * 1024 * 1024)
#define MIB         (1024 * 1024)

static char *dir; /* what softhsm-token made, and the server's log */
static GHashTable *ports;
static char *ca_file;

/* ---------------------------------------------------------------------------------- The server */

static char *
in_dir (const char *name)
{
  return g_build_filename (dir, name, NULL);
}

static void
make_certificates (void)
{
  g_autofree char *tool = isg_test_source ("tests/support/softhsm-token");
  const char *const argv[] = { tool, "--no-token", "--tls", dir, NULL };
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_assert_true (
    g_spawn_sync (NULL, (char **) argv, NULL, 0, NULL, NULL, &out, &err, &status, &error));
  if (!g_spawn_check_wait_status (status, &error))
    g_error ("%s\n%s", error->message, err);
}

static GSubprocess *
start_server (void)
{
  g_autofree char *script = isg_test_source ("tests/net/transport/server.py");
  g_autoptr (GError) error = NULL;
  GSubprocess *server
    = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                        &error,
                        "/usr/bin/python3",
                        script,
                        dir,
                        NULL);
  g_autoptr (GDataInputStream) lines = NULL;

  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (server));
  for (;;) {
    g_autofree char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
    g_auto (GStrv) words = NULL;

    g_assert_no_error (error);
    g_assert_nonnull (line);
    if (g_str_equal (line, "ready"))
      break;
    words = g_strsplit (line, " ", 2);
    g_hash_table_insert (ports, g_strdup (words[0]), g_strdup (words[1]));
  }
  return server;
}

static char *
url_of (const char *listener, const char *path)
{
  const char *port = g_hash_table_lookup (ports, listener);

  g_assert_nonnull (port);
  return g_strdup_printf ("https://127.0.0.1:%s%s", port, path);
}

/* Lines of the log that begin with the format's words. */
static guint count_log (const char *format, ...) G_GNUC_PRINTF (1, 2);

static guint
count_log (const char *format, ...)
{
  g_autofree char *path = in_dir ("log");
  g_autofree char *log = NULL;
  g_autofree char *wanted = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;
  va_list args;

  va_start (args, format);
  wanted = g_strdup_vprintf (format, args);
  va_end (args);
  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  lines = g_strsplit (log, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    n += g_str_has_prefix (lines[i], wanted);
  return n;
}

static gboolean
log_has (gpointer line)
{
  return count_log ("%s", (const char *) line) > 0;
}

/* --------------------------------------------------------------------------------- The client */

static IsgTransport *
new_transport (void)
{
  IsgTransportOptions options = { .ca_file = ca_file };

  return isg_transport_curl_new (&options);
}

static GBytes *
small_body (void)
{
  return g_bytes_new_static ("<egitim/>", 9);
}

static IsgRequest
make_request (const char *url, GBytes *body, gboolean is_save)
{
  return (IsgRequest){ .url = url,
                       .content_type = "text/xml; charset=utf-8",
                       .soap_action = "\"\"",
                       .body = body,
                       .is_save = is_save,
                       .max_reply = MIB,
                       .timeout_seconds = 30 };
}

static IsgExchange *
send_to (IsgTransport *transport, const char *listener, const char *path, gboolean is_save)
{
  g_autofree char *url = url_of (listener, path);
  g_autoptr (GBytes) body = small_body ();
  IsgRequest request = make_request (url, body, is_save);

  return isg_transport_exchange (transport, &request, NULL);
}

static void
assert_nothing_left (const IsgExchange *exchange)
{
  g_assert_false (exchange->first_byte);
  g_assert_cmpuint (exchange->http_status, ==, 0);
  g_assert_null (exchange->body);
  g_assert_null (exchange->content_type);
  g_assert_cmpint (exchange->server_date, ==, 0);
  g_assert_nonnull (exchange->detail);
}

static void
assert_body (const IsgExchange *exchange, const char *expected)
{
  g_assert_nonnull (exchange->body);
  g_assert_cmpmem (g_bytes_get_data (exchange->body, NULL),
                   g_bytes_get_size (exchange->body),
                   expected,
                   strlen (expected));
}

/* ------------------------------------------------------------------------- What came of a reply */

static void
test_a_whole_answer_and_nothing_less_is_an_answer (void)
{
  static const struct {
    const char *path;
    IsgExchangeResult result;
    guint status;
    const char *body; /* (nullable) */
  } cases[] = {
    { "/ok", ISG_EXCHANGE_ANSWERED, 200, "<a/>" },
    { "/no-content", ISG_EXCHANGE_ANSWERED, 204, "" },
    { "/no-type", ISG_EXCHANGE_ANSWERED, 200, "ok" },
    { "/continue", ISG_EXCHANGE_ANSWERED, 200, "<a/>" },
    { "/redirect", ISG_EXCHANGE_ANSWERED, 302, "<a/>" },
    { "/redirect-307", ISG_EXCHANGE_ANSWERED, 307, "<a/>" },
    { "/401", ISG_EXCHANGE_ANSWERED, 401, "<a/>" },
    { "/417", ISG_EXCHANGE_ANSWERED, 417, "<a/>" },
    { "/503", ISG_EXCHANGE_ANSWERED, 503, "<a/>" },
    { "/chunked", ISG_EXCHANGE_ANSWERED, 200, "<a/>" },
    { "/until-end", ISG_EXCHANGE_ANSWERED, 200, "<a/>" },
    { "/reset-after", ISG_EXCHANGE_ANSWERED, 200, "<a/>" },
    { "/cut", ISG_EXCHANGE_LOST, 200, "<a/>" },
    { "/cut-hard", ISG_EXCHANGE_LOST, 200, "<a/>" },
    { "/cut-head", ISG_EXCHANGE_LOST, 200, NULL },
    { "/chunked-cut", ISG_EXCHANGE_LOST, 200, "<a/>" },
    { "/chunked-cut-inside", ISG_EXCHANGE_LOST, 200, "<a/>" },
    { "/until-end-cut", ISG_EXCHANGE_LOST, 200, "<a/>" },
    { "/no-http", ISG_EXCHANGE_LOST, 0, NULL },
    { "/nothing", ISG_EXCHANGE_LOST, 0, NULL },
    { "/dead", ISG_EXCHANGE_LOST, 0, NULL },
    { "/reset-before", ISG_EXCHANGE_LOST, 0, NULL },
    { "/early-reset", ISG_EXCHANGE_LOST, 0, NULL },
    { "/reset-during", ISG_EXCHANGE_LOST, 200, "<a/>" },
  };

  for (guint save = 0; save < 2; save++) {
    for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
      g_autoptr (IsgTransport) transport = new_transport ();
      guint before = count_log ("request main %s ", cases[i].path);
      guint n_ok = count_log ("request main /ok ");
      g_autoptr (IsgExchange) exchange = send_to (transport, "main", cases[i].path, save != 0);

      g_test_message ("%s: %s", cases[i].path, exchange->detail != NULL ? exchange->detail : "-");
      g_assert_cmpint (exchange->result, ==, cases[i].result);
      g_assert_true (exchange->first_byte);
      g_assert_cmpuint (exchange->http_status, ==, cases[i].status);
      if (cases[i].body != NULL)
        assert_body (exchange, cases[i].body);
      g_assert_cmpint (exchange->detail == NULL, ==, exchange->result == ISG_EXCHANGE_ANSWERED);
      /* Sent once, and nowhere else. */
      g_assert_cmpuint (count_log ("request main %s ", cases[i].path) - before, ==, 1);
      if (!g_str_equal (cases[i].path, "/ok"))
        g_assert_cmpuint (count_log ("request main /ok "), ==, n_ok);
    }
  }
}

static void
test_date_and_media_type_are_read (void)
{
  static const struct {
    const char *path;
    gint64 date;
    const char *type;
  } cases[] = {
    { "/date", SERVER_DATE, "text/xml" },
    { "/continue", SERVER_DATE, "text/xml" },
    { "/bad-date", 0, "text/xml" },
    { "/ok", 0, "text/xml" },
    { "/no-type", 0, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgTransport) transport = new_transport ();
    g_autoptr (IsgExchange) exchange = send_to (transport, "main", cases[i].path, FALSE);

    g_test_message ("%s", cases[i].path);
    g_assert_cmpint (exchange->server_date, ==, cases[i].date);
    g_assert_cmpstr (exchange->content_type, ==, cases[i].type);
  }
}

static void
test_a_reply_is_read_up_to_its_limit (void)
{
  static const struct {
    const char *path;
    gsize limit;
    IsgExchangeResult result;
    gsize length;
  } cases[] = {
    { "/ok", 4, ISG_EXCHANGE_ANSWERED, 4 },
    { "/ok", 3, ISG_EXCHANGE_LOST, 3 },
    { "/ok", 0, ISG_EXCHANGE_LOST, 0 },
    { "/huge", MIB, ISG_EXCHANGE_LOST, MIB },
    { "/huge", HUGE_REPLY, ISG_EXCHANGE_ANSWERED, HUGE_REPLY },
  };
  g_autoptr (IsgTransport) transport = new_transport ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *url = url_of ("main", cases[i].path);
    g_autoptr (GBytes) body = small_body ();
    IsgRequest request = make_request (url, body, FALSE);
    g_autoptr (IsgExchange) exchange = NULL;

    request.max_reply = cases[i].limit;
    exchange = isg_transport_exchange (transport, &request, NULL);
    g_assert_cmpint (exchange->result, ==, cases[i].result);
    g_assert_cmpuint (exchange->http_status, ==, 200);
    g_assert_cmpuint (g_bytes_get_size (exchange->body), ==, cases[i].length);
  }
}

static void
test_time_runs_out_for_the_whole_request (void)
{
  static const struct {
    const char *listener;
    const char *path;
    IsgExchangeResult result;
  } cases[] = {
    { "main", "/silent", ISG_EXCHANGE_LOST },
    { "main", "/drip", ISG_EXCHANGE_LOST },
    { "mute", "/", ISG_EXCHANGE_NOT_CONNECTED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgTransport) transport = new_transport ();
    g_autofree char *url = url_of (cases[i].listener, cases[i].path);
    g_autoptr (GBytes) body = small_body ();
    IsgRequest request = make_request (url, body, TRUE);
    g_autoptr (IsgExchange) exchange = NULL;

    g_test_message ("%s%s", cases[i].listener, cases[i].path);
    request.timeout_seconds = 1;
    exchange = isg_transport_exchange (transport, &request, NULL);
    g_assert_cmpint (exchange->result, ==, cases[i].result);
    g_assert_cmpint (exchange->first_byte, ==, cases[i].result == ISG_EXCHANGE_LOST);
    g_assert_cmpuint (exchange->elapsed_ms, >=, 900);
  }
}

/* -------------------------------------------------------------------------------- The request */

static void
assert_has_line (const char *head, const char *line, gboolean expected)
{
  g_autofree char *wanted = g_strconcat ("\r\n", line, NULL);

  if ((strstr (head, wanted) != NULL) != expected)
    g_error ("\"%s\" should %sbe in: %s", line, expected ? "" : "not ", head);
}

static void
test_the_head_of_a_request (void)
{
  g_autoptr (IsgTransport) transport = new_transport ();
  g_autofree char *url = url_of ("main", "/echo");
  g_autofree guint8 *data = g_malloc0 (3 * MIB);
  g_autoptr (GBytes) body = g_bytes_new (data, 3 * MIB);
  g_autoptr (IsgSecret) password = isg_secret_new ("gizli:şifre", -1, NULL);
  IsgRequest request = make_request (url, body, TRUE);
  g_autoptr (IsgExchange) exchange = NULL;
  g_autofree char *head = NULL;

  request.accept = "text/xml";
  request.user = "1234";
  request.password = password;
  exchange = isg_transport_exchange (transport, &request, NULL);
  g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_ANSWERED);
  head = g_strndup (g_bytes_get_data (exchange->body, NULL), g_bytes_get_size (exchange->body));
  g_assert_true (g_str_has_prefix (head, "POST /echo HTTP/1.1\r\n"));
  assert_has_line (head, "Content-Type: text/xml; charset=utf-8\r\n", TRUE);
  assert_has_line (head, "Content-Length: 3145728\r\n", TRUE);
  assert_has_line (head, "SOAPAction: \"\"\r\n", TRUE);
  assert_has_line (head, "Accept: text/xml\r\n", TRUE);
  assert_has_line (head, "Authorization: Basic MTIzNDpnaXpsaTrFn2lmcmU=\r\n", TRUE);
  assert_has_line (head, "User-Agent: isg-defteri/", TRUE);
  assert_has_line (head, "Expect", FALSE);
  assert_has_line (head, "Accept-Encoding", FALSE);
  assert_has_line (head, "Transfer-Encoding", FALSE);
  assert_has_line (head, "TE:", FALSE);
  assert_has_line (head, "Upgrade", FALSE);
  assert_has_line (head, "Cookie", FALSE);
}

static void
test_what_is_not_given_is_not_sent (void)
{
  g_autoptr (IsgTransport) transport = new_transport ();
  g_autofree char *url = url_of ("main", "/echo");
  g_autoptr (GBytes) body = g_bytes_new (NULL, 0);
  IsgRequest request = make_request (url, body, FALSE);
  g_autoptr (IsgExchange) exchange = NULL;
  g_autofree char *head = NULL;

  request.soap_action = NULL;
  exchange = isg_transport_exchange (transport, &request, NULL);
  g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_ANSWERED);
  head = g_strndup (g_bytes_get_data (exchange->body, NULL), g_bytes_get_size (exchange->body));
  assert_has_line (head, "Content-Length: 0\r\n", TRUE);
  assert_has_line (head, "SOAPAction", FALSE);
  assert_has_line (head, "Authorization", FALSE);
}

static void
test_http_2_is_not_taken (void)
{
  g_autoptr (IsgTransport) transport = new_transport ();
  g_autoptr (IsgExchange) exchange = send_to (transport, "main", "/ok", TRUE);

  g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_ANSWERED);
  g_assert_cmpuint (count_log ("open main h2"), ==, 0);
  g_assert_cmpuint (count_log ("open main http/1.1"), >, 0);
}

static void
test_a_large_body_arrives_whole (void)
{
  g_autoptr (IsgTransport) transport = new_transport ();
  g_autofree char *url = url_of ("main", "/length");
  g_autofree guint8 *data = g_malloc0 (20 * MIB);
  g_autoptr (GBytes) body = g_bytes_new (data, 20 * MIB);
  IsgRequest request = make_request (url, body, TRUE);
  g_autoptr (IsgExchange) exchange = isg_transport_exchange (transport, &request, NULL);

  g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_ANSWERED);
  assert_body (exchange, "20971520");
}

static void
test_a_header_cannot_smuggle_another (void)
{
  g_autoptr (IsgTransport) transport = new_transport ();
  g_autofree char *url = url_of ("main", "/smuggle");
  g_autoptr (GBytes) body = small_body ();
  IsgRequest request = make_request (url, body, TRUE);
  g_autoptr (IsgExchange) exchange = NULL;

  request.soap_action = "\"\"\r\nX-Other: 1";
  exchange = isg_transport_exchange (transport, &request, NULL);
  g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_NOT_CONNECTED);
  assert_nothing_left (exchange);
}

/* ------------------------------------------------------------------------------- Connecting */

static void
test_no_connection_is_no_byte (void)
{
  g_autofree char *closed = url_of ("closed", "/");
  g_autofree char *plain = g_strconcat ("http", strchr (closed, ':'), NULL);
  const char *const urls[]
    = { closed,      plain, "https://nirgend.invalid/", "ftp://127.0.0.1/x", "file:///etc/passwd",
        "https://[", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (urls); i++) {
    g_autoptr (IsgTransport) transport = new_transport ();
    g_autoptr (GBytes) body = small_body ();
    IsgRequest request = make_request (urls[i], body, TRUE);
    g_autoptr (IsgExchange) exchange = isg_transport_exchange (transport, &request, NULL);

    g_test_message ("%s", exchange->detail);
    g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_NOT_CONNECTED);
    assert_nothing_left (exchange);
  }
}

/* The pin of a certificate's key as curl wants it. */
static char *
make_pin (const char *name)
{
  g_autofree char *path = in_dir (name);
  g_autofree char *pem = NULL;
  g_autofree char *base64 = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length, digest_length = 32;
  guint8 digest[32];
  gnutls_datum_t data, der = { NULL, 0 };
  gnutls_x509_crt_t crt;
  gnutls_pubkey_t key;

  g_assert_true (g_file_get_contents (path, &pem, &length, NULL));
  data = (gnutls_datum_t){ (unsigned char *) pem, (unsigned) length };
  g_assert_cmpint (gnutls_x509_crt_init (&crt), >=, 0);
  g_assert_cmpint (gnutls_x509_crt_import (crt, &data, GNUTLS_X509_FMT_PEM), >=, 0);
  g_assert_cmpint (gnutls_pubkey_init (&key), >=, 0);
  g_assert_cmpint (gnutls_pubkey_import_x509 (key, crt, 0), >=, 0);
  g_assert_cmpint (gnutls_pubkey_export2 (key, GNUTLS_X509_FMT_DER, &der), >=, 0);
  g_checksum_update (checksum, der.data, der.size);
  g_checksum_get_digest (checksum, digest, &digest_length);
  gnutls_free (der.data);
  gnutls_pubkey_deinit (key);
  gnutls_x509_crt_deinit (crt);
  base64 = g_base64_encode (digest, sizeof digest);
  return g_strconcat ("sha256//", base64, NULL);
}

static void
test_a_server_that_cannot_show_who_it_is_gets_no_byte (void)
{
  g_autofree char *foreign_ca = in_dir ("foreign-ca.pem");
  g_autofree char *right_pin = make_pin ("server.pem");
  g_autofree char *wrong_pin = make_pin ("client.pem");
  g_autofree char *client_cert = in_dir ("client.pem");
  g_autofree char *client_key = in_dir ("client.key");
  g_autofree char *foreign_cert = in_dir ("foreign.pem");
  g_autofree char *foreign_key = in_dir ("foreign.key");
  const struct {
    const char *name;
    const char *listener;
    IsgTransportOptions options;
    IsgExchangeResult result;
  } cases[] = {
    { "right", "main", { .ca_file = ca_file }, ISG_EXCHANGE_ANSWERED },
    { "TLS 1.2", "tls12", { .ca_file = ca_file }, ISG_EXCHANGE_ANSWERED },
    { "another host's", "wrong-host", { .ca_file = ca_file }, ISG_EXCHANGE_TLS },
    { "ended", "expired", { .ca_file = ca_file }, ISG_EXCHANGE_TLS },
    { "unknown authority", "foreign", { .ca_file = ca_file }, ISG_EXCHANGE_TLS },
    { "another authority", "main", { .ca_file = foreign_ca }, ISG_EXCHANGE_TLS },
    { "the system's authorities", "main", { 0 }, ISG_EXCHANGE_TLS },
    { "no such authority file", "main", { .ca_file = "/nonexistent/ca.pem" }, ISG_EXCHANGE_TLS },
    { "TLS 1.1", "old", { .ca_file = ca_file }, ISG_EXCHANGE_TLS },
    { "reset in the handshake", "reset", { .ca_file = ca_file }, ISG_EXCHANGE_TLS },
    { "right pin", "main", { .ca_file = ca_file, .pinned_key = right_pin }, ISG_EXCHANGE_ANSWERED },
    { "wrong pin", "main", { .ca_file = ca_file, .pinned_key = wrong_pin }, ISG_EXCHANGE_TLS },
    { "pin beside the chain",
      "foreign",
      { .ca_file = ca_file, .pinned_key = right_pin },
      ISG_EXCHANGE_TLS },
    { "client certificate, TLS 1.2",
      "client-12",
      { .ca_file = ca_file, .client_cert = client_cert, .client_key = client_key },
      ISG_EXCHANGE_ANSWERED },
    { "client certificate, TLS 1.3",
      "client-13",
      { .ca_file = ca_file, .client_cert = client_cert, .client_key = client_key },
      ISG_EXCHANGE_ANSWERED },
    { "no client certificate, TLS 1.2", "client-12", { .ca_file = ca_file }, ISG_EXCHANGE_TLS },
    /* In TLS 1.3 the server's no comes after the client may have begun to send. */
    { "no client certificate, TLS 1.3", "client-13", { .ca_file = ca_file }, ISG_EXCHANGE_LOST },
    { "foreign client certificate",
      "client-12",
      { .ca_file = ca_file, .client_cert = foreign_cert, .client_key = foreign_key },
      ISG_EXCHANGE_TLS },
    { "client certificate without its key",
      "client-12",
      { .ca_file = ca_file, .client_cert = client_cert, .client_key = foreign_key },
      ISG_EXCHANGE_TLS },
    { "no such client certificate",
      "client-12",
      { .ca_file = ca_file,
        .client_cert = "/nonexistent/c.pem",
        .client_key = "/nonexistent/k.pem" },
      ISG_EXCHANGE_TLS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgTransport) transport = isg_transport_curl_new (&cases[i].options);
    g_autofree char *path = g_strdup_printf ("/ok?%" G_GSIZE_FORMAT, i);
    g_autoptr (IsgExchange) exchange = send_to (transport, cases[i].listener, path, TRUE);
    gboolean answered = cases[i].result == ISG_EXCHANGE_ANSWERED;

    g_test_message ("%s: %s", cases[i].name, exchange->detail != NULL ? exchange->detail : "-");
    g_assert_cmpint (exchange->result, ==, cases[i].result);
    if (cases[i].result == ISG_EXCHANGE_TLS)
      assert_nothing_left (exchange);
    g_assert_cmpuint (count_log ("request %s %s ", cases[i].listener, path), ==, answered ? 1 : 0);
  }
}

/* ----------------------------------------------------------------------------- At most once */

typedef struct {
  gboolean answer;
  guint n_asked;
} Guard;

static gboolean
guard_cb (gpointer data)
{
  Guard *guard = data;

  guard->n_asked++;
  return guard->answer;
}

/* The server writes its log when it comes to it, perhaps after the client has gone: how many
 * connections are to have come and gone. */
static gboolean
have_come_and_gone (gpointer wanted)
{
  guint n = GPOINTER_TO_UINT (wanted);

  return count_log ("open tls12 ") >= n && count_log ("shut tls12") >= n;
}

static void
test_the_guard_is_asked_when_the_connection_stands (void)
{
  for (guint allowed = 0; allowed < 2; allowed++) {
    g_autoptr (IsgTransport) transport = new_transport ();
    g_autofree char *path = g_strdup_printf ("/ok?guard-%u", allowed);
    g_autofree char *url = url_of ("tls12", path);
    g_autoptr (GBytes) body = small_body ();
    IsgRequest request = make_request (url, body, TRUE);
    Guard guard = { .answer = allowed != 0 };
    g_autoptr (IsgExchange) exchange = NULL;
    guint n_open = count_log ("open tls12 ");

    request.guard = guard_cb;
    request.guard_data = &guard;
    exchange = isg_transport_exchange (transport, &request, NULL);
    g_assert_cmpuint (guard.n_asked, ==, 1);
    isg_test_until (have_come_and_gone, GUINT_TO_POINTER (n_open + 1));
    g_assert_cmpuint (count_log ("open tls12 "), ==, n_open + 1);
    g_assert_cmpuint (count_log ("request tls12 %s ", path), ==, allowed);
    if (allowed) {
      g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_ANSWERED);
      continue;
    }
    g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_ABORTED);
    assert_nothing_left (exchange);
  }
}

static void
test_no_connection_does_not_ask_the_guard (void)
{
  static const char *const listeners[] = { "closed", "wrong-host", "reset" };

  for (gsize i = 0; i < G_N_ELEMENTS (listeners); i++) {
    g_autoptr (IsgTransport) transport = new_transport ();
    g_autofree char *url = url_of (listeners[i], "/ok");
    g_autoptr (GBytes) body = small_body ();
    IsgRequest request = make_request (url, body, TRUE);
    Guard guard = { .answer = TRUE };
    g_autoptr (IsgExchange) exchange = NULL;

    request.guard = guard_cb;
    request.guard_data = &guard;
    exchange = isg_transport_exchange (transport, &request, NULL);
    g_assert_cmpuint (guard.n_asked, ==, 0);
    assert_nothing_left (exchange);
  }
}

/* libcurl repeats a POST by itself when a reused connection dies under it. The query shows that it
 * does, the save that it cannot. */
static void
test_a_save_leaves_once_where_a_query_is_repeated (void)
{
  for (guint save = 0; save < 2; save++) {
    g_autoptr (IsgTransport) transport = new_transport ();
    g_autofree char *path = g_strdup_printf ("/dead?%u", save);
    g_autofree char *url = url_of ("main", path);
    g_autoptr (GBytes) body = small_body ();
    IsgRequest request = make_request (url, body, save != 0);
    Guard guard = { .answer = TRUE };
    guint n_open = count_log ("open main ");
    g_autoptr (IsgExchange) before = send_to (transport, "main", "/ok", FALSE);
    g_autoptr (IsgExchange) exchange = NULL;

    g_assert_cmpint (before->result, ==, ISG_EXCHANGE_ANSWERED);
    request.guard = guard_cb;
    request.guard_data = &guard;
    exchange = isg_transport_exchange (transport, &request, NULL);
    g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_LOST);
    g_assert_true (exchange->first_byte);
    g_assert_cmpuint (count_log ("request main %s ", path), ==, save ? 1 : 2);
    /* Each time that bytes are about to leave, the guard is asked. */
    g_assert_cmpuint (guard.n_asked, ==, save ? 1 : 2);
    g_assert_cmpuint (count_log ("open main ") - n_open, ==, 2);
  }
}

static void
test_a_save_shares_no_connection (void)
{
  static const struct {
    gboolean first_save;
    gboolean second_save;
    guint n_connections;
  } cases[] = {
    { FALSE, FALSE, 1 },
    { FALSE, TRUE, 2 },
    { TRUE, FALSE, 2 },
    { TRUE, TRUE, 2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgTransport) transport = new_transport ();
    guint n_open = count_log ("open main ");
    g_autoptr (IsgExchange) first = send_to (transport, "main", "/ok", cases[i].first_save);
    g_autoptr (IsgExchange) second = send_to (transport, "main", "/ok", cases[i].second_save);

    g_assert_cmpint (first->result, ==, ISG_EXCHANGE_ANSWERED);
    g_assert_cmpint (second->result, ==, ISG_EXCHANGE_ANSWERED);
    g_assert_cmpuint (count_log ("open main ") - n_open, ==, cases[i].n_connections);
  }
}

static void
test_a_connection_that_died_in_between_is_not_used (void)
{
  g_autoptr (IsgTransport) transport = new_transport ();
  g_autoptr (IsgExchange) first = send_to (transport, "main", "/ok-then-gone", FALSE);
  g_autoptr (IsgExchange) save = send_to (transport, "main", "/ok", TRUE);
  g_autoptr (IsgExchange) query = send_to (transport, "main", "/ok", FALSE);

  g_assert_cmpint (first->result, ==, ISG_EXCHANGE_ANSWERED);
  g_assert_cmpint (save->result, ==, ISG_EXCHANGE_ANSWERED);
  g_assert_cmpint (query->result, ==, ISG_EXCHANGE_ANSWERED);
}

/* ---------------------------------------------------------------------------------- Cancelling */

typedef struct {
  IsgTransport *transport;
  const char *url;
  GCancellable *cancellable;
} Sender;

static gpointer
send_cb (gpointer data)
{
  Sender *sender = data;
  g_autoptr (GBytes) body = small_body ();
  IsgRequest request = make_request (sender->url, body, TRUE);

  request.timeout_seconds = 300;
  return isg_transport_exchange (sender->transport, &request, sender->cancellable);
}

static void
test_cancelling_is_immediate_at_each_stage (void)
{
  static const struct {
    const char *listener;
    const char *path;
    const char *stage; /* line of the log */
    IsgExchangeResult result;
  } cases[] = {
    { "mute", "/", "open mute -", ISG_EXCHANGE_ABORTED },
    { "main", "/silent?cancel", "request main /silent?cancel ", ISG_EXCHANGE_LOST },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *url = url_of (cases[i].listener, cases[i].path);
    g_autoptr (IsgTransport) transport = new_transport ();
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    Sender sender = { transport, url, cancellable };
    GThread *thread = g_thread_new ("sender", send_cb, &sender);
    g_autoptr (IsgExchange) exchange = NULL;
    g_autoptr (IsgExchange) after = NULL;

    isg_test_until (log_has, (gpointer) cases[i].stage);
    g_cancellable_cancel (cancellable);
    exchange = g_thread_join (thread);
    g_assert_cmpint (exchange->result, ==, cases[i].result);
    g_assert_cmpint (exchange->first_byte, ==, cases[i].result == ISG_EXCHANGE_LOST);
    g_assert_cmpstr (exchange->detail, ==, "cancelled");
    /* The transport goes on. */
    after = send_to (transport, "main", "/ok", FALSE);
    g_assert_cmpint (after->result, ==, ISG_EXCHANGE_ANSWERED);
  }
}

static void
test_cancelled_before_it_begins_sends_nothing (void)
{
  g_autofree char *url = url_of ("main", "/ok?never");
  g_autoptr (IsgTransport) transport = new_transport ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) body = small_body ();
  IsgRequest request = make_request (url, body, TRUE);
  g_autoptr (IsgExchange) exchange = NULL;

  g_cancellable_cancel (cancellable);
  exchange = isg_transport_exchange (transport, &request, cancellable);
  g_assert_cmpint (exchange->result, ==, ISG_EXCHANGE_ABORTED);
  assert_nothing_left (exchange);
  g_assert_cmpuint (count_log ("request main /ok?never"), ==, 0);
}

/* --------------------------------------------------------------------------------------- Proxy */

static IsgExchange *
send_through (const char *proxy, const char *path, Guard *guard)
{
  g_autofree char *proxy_url
    = g_strdup_printf ("http://127.0.0.1:%s", (const char *) g_hash_table_lookup (ports, proxy));
  g_autofree char *url = url_of ("main", path);
  g_autoptr (GBytes) body = small_body ();
  g_autoptr (IsgSecret) password = isg_secret_new ("gizli", -1, NULL);
  IsgRequest request = make_request (url, body, TRUE);
  g_autoptr (IsgTransport) transport = NULL;
  IsgExchange *exchange;

  request.user = "1234";
  request.password = password;
  request.guard = guard_cb;
  request.guard_data = guard;
  request.timeout_seconds = g_str_equal (proxy, "proxy-mute") ? 1 : 30;
  g_setenv ("https_proxy", proxy_url, TRUE);
  transport = new_transport ();
  exchange = isg_transport_exchange (transport, &request, NULL);
  g_unsetenv ("https_proxy");
  return exchange;
}

static void
test_a_proxys_connect_is_no_first_byte (void)
{
  static const struct {
    const char *proxy;
    const char *path;
    gboolean allowed;
    IsgExchangeResult result;
    guint n_asked;
  } cases[] = {
    { "proxy", "/ok?proxy-yes", TRUE, ISG_EXCHANGE_ANSWERED, 1 },
    { "proxy", "/ok?proxy-no", FALSE, ISG_EXCHANGE_ABORTED, 1 },
    { "proxy-403", "/ok?proxy-403", TRUE, ISG_EXCHANGE_NOT_CONNECTED, 0 },
    { "proxy-mute", "/ok?proxy-mute", TRUE, ISG_EXCHANGE_NOT_CONNECTED, 0 },
    { "closed", "/ok?proxy-closed", TRUE, ISG_EXCHANGE_NOT_CONNECTED, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Guard guard = { .answer = cases[i].allowed };
    g_autoptr (IsgExchange) exchange = send_through (cases[i].proxy, cases[i].path, &guard);

    g_test_message ("%s: %s", cases[i].path, exchange->detail != NULL ? exchange->detail : "-");
    g_assert_cmpint (exchange->result, ==, cases[i].result);
    g_assert_cmpuint (guard.n_asked, ==, cases[i].n_asked);
    g_assert_cmpuint (count_log ("request main %s ", cases[i].path),
                      ==,
                      cases[i].result == ISG_EXCHANGE_ANSWERED ? 1 : 0);
    if (cases[i].result != ISG_EXCHANGE_ANSWERED)
      assert_nothing_left (exchange);
    else
      g_assert_cmpint (exchange->server_date, ==, 0);
  }
  g_assert_cmpuint (count_log ("connect proxy CONNECT "), ==, 2);
}

static void
test_a_proxy_learns_the_host_alone (void)
{
  g_autofree char *path = in_dir ("log");
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (path, &log, NULL, NULL));
  lines = g_strsplit (log, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++) {
    if (!g_str_has_prefix (lines[i], "connect "))
      continue;
    n++;
    g_assert_null (strstr (lines[i], "Authorization"));
    g_assert_null (strstr (lines[i], "SOAPAction"));
    g_assert_null (strstr (lines[i], "/ok"));
  }
  g_assert_cmpuint (n, >, 0);
}

int
main (int argc, char **argv)
{
  static const char *const proxies[] = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                         "ALL_PROXY",  "no_proxy",    "NO_PROXY" };
  g_autoptr (GSubprocess) server = NULL;
  int result;

  isg_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (proxies); i++)
    g_unsetenv (proxies[i]);
  isg_transport_curl_global_init ();
  dir = isg_test_path ("tls");
  ports = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  make_certificates ();
  ca_file = in_dir ("ca.pem");
  server = start_server ();

  g_test_add_func ("/transport/answers", test_a_whole_answer_and_nothing_less_is_an_answer);
  g_test_add_func ("/transport/date-and-type", test_date_and_media_type_are_read);
  g_test_add_func ("/transport/limit", test_a_reply_is_read_up_to_its_limit);
  g_test_add_func ("/transport/time-out", test_time_runs_out_for_the_whole_request);
  g_test_add_func ("/transport/head", test_the_head_of_a_request);
  g_test_add_func ("/transport/bare-head", test_what_is_not_given_is_not_sent);
  g_test_add_func ("/transport/http-1.1", test_http_2_is_not_taken);
  g_test_add_func ("/transport/large-body", test_a_large_body_arrives_whole);
  g_test_add_func ("/transport/smuggling", test_a_header_cannot_smuggle_another);
  g_test_add_func ("/transport/not-connected", test_no_connection_is_no_byte);
  g_test_add_func ("/transport/tls", test_a_server_that_cannot_show_who_it_is_gets_no_byte);
  g_test_add_func ("/transport/guard", test_the_guard_is_asked_when_the_connection_stands);
  g_test_add_func ("/transport/guard-not-asked", test_no_connection_does_not_ask_the_guard);
  g_test_add_func ("/transport/once", test_a_save_leaves_once_where_a_query_is_repeated);
  g_test_add_func ("/transport/own-connection", test_a_save_shares_no_connection);
  g_test_add_func ("/transport/dead-connection",
                   test_a_connection_that_died_in_between_is_not_used);
  g_test_add_func ("/transport/cancel", test_cancelling_is_immediate_at_each_stage);
  g_test_add_func ("/transport/cancelled", test_cancelled_before_it_begins_sends_nothing);
  g_test_add_func ("/transport/proxy", test_a_proxys_connect_is_no_first_byte);
  g_test_add_func ("/transport/proxy-head", test_a_proxy_learns_the_host_alone);

  result = g_test_run ();
  g_subprocess_force_exit (server);
  g_hash_table_unref (ports);
  g_free (ca_file);
  g_free (dir);
  return result;
}
