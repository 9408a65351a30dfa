/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "submit/isg-cades.h"
#include "support/isg-fake-signer.h"
#include "support/isg-fake-transport.h"
#include "support/isg-test.h"

#define NOT_BEFORE G_GINT64_CONSTANT (1546300800)
#define NOT_AFTER  G_GINT64_CONSTANT (1861919999)
#define NOW        G_GINT64_CONSTANT (1795433400)

/* A guard that remembers being asked. */
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

static IsgRequest
make_request (GBytes *body, Guard *guard)
{
  return (IsgRequest){ .url = "https://127.0.0.1:1/ibys/IsgIbysWs",
                       .content_type = "text/xml; charset=utf-8",
                       .soap_action = "\"\"",
                       .body = body,
                       .is_save = TRUE,
                       .max_reply = 1024,
                       .guard = guard_cb,
                       .guard_data = guard };
}

static void
test_answers_come_in_their_order (void)
{
  static const struct {
    IsgFakeAnswer answer;
    gboolean allowed;
    IsgExchangeResult result;
    gboolean first_byte;
    guint n_asked;
  } cases[] = {
    { { ISG_EXCHANGE_ANSWERED, 200, "text/xml", "<a/>", 1795433400 },
      TRUE,
      ISG_EXCHANGE_ANSWERED,
      TRUE,
      1 },
    { { ISG_EXCHANGE_LOST }, TRUE, ISG_EXCHANGE_LOST, TRUE, 1 },
    { { ISG_EXCHANGE_NOT_CONNECTED }, TRUE, ISG_EXCHANGE_NOT_CONNECTED, FALSE, 0 },
    { { ISG_EXCHANGE_TLS }, TRUE, ISG_EXCHANGE_TLS, FALSE, 0 },
    { { ISG_EXCHANGE_ABORTED }, TRUE, ISG_EXCHANGE_ABORTED, FALSE, 0 },
    { { ISG_EXCHANGE_ANSWERED, 200, "text/xml", "<a/>" }, FALSE, ISG_EXCHANGE_ABORTED, FALSE, 1 },
  };
  g_autoptr (IsgFakeTransport) transport = isg_fake_transport_new ();
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    isg_fake_transport_push (transport, &cases[i].answer);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    Guard guard = { cases[i].allowed, 0 };
    IsgRequest request = make_request (body, &guard);
    g_autoptr (IsgExchange) exchange
      = isg_transport_exchange (ISG_TRANSPORT (transport), &request, NULL);

    g_assert_cmpint (exchange->result, ==, cases[i].result);
    g_assert_cmpint (exchange->first_byte, ==, cases[i].first_byte);
    g_assert_cmpuint (guard.n_asked, ==, cases[i].n_asked);
    if (exchange->result == ISG_EXCHANGE_ANSWERED) {
      g_assert_cmpuint (exchange->http_status, ==, 200);
      g_assert_cmpstr (exchange->content_type, ==, "text/xml");
      g_assert_cmpuint (g_bytes_get_size (exchange->body), ==, 4);
      g_assert_cmpint (exchange->server_date, ==, 1795433400);
    }
    g_assert_cmpstr (isg_fake_transport_request (transport, (guint) i)->url, ==, request.url);
    g_assert_cmpint (isg_fake_transport_request (transport, (guint) i)->guard_said_yes,
                     ==,
                     cases[i].first_byte);
  }
  g_assert_cmpuint (isg_fake_transport_n_requests (transport), ==, G_N_ELEMENTS (cases));
  g_assert_cmpuint (isg_fake_transport_n_left (transport), ==, 0);
}

static IsgExchange *
server_cb (const IsgRequest *request, gpointer data)
{
  guint *n = data;
  IsgExchange *exchange = g_new0 (IsgExchange, 1);

  (*n)++;
  exchange->result = ISG_EXCHANGE_ANSWERED;
  exchange->http_status = 200;
  exchange->body = g_bytes_ref (request->body);
  return exchange;
}

static void
test_a_server_answers_when_the_script_is_done (void)
{
  g_autoptr (IsgFakeTransport) transport = isg_fake_transport_new ();
  g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
  Guard guard = { TRUE, 0 };
  IsgRequest request = make_request (body, &guard);
  IsgFakeAnswer lost = { ISG_EXCHANGE_LOST };
  guint n = 0;

  isg_fake_transport_set_server (transport, server_cb, &n);
  isg_fake_transport_push (transport, &lost);
  for (guint i = 0; i < 2; i++) {
    g_autoptr (IsgExchange) exchange
      = isg_transport_exchange (ISG_TRANSPORT (transport), &request, NULL);

    g_assert_cmpint (exchange->result, ==, i == 0 ? ISG_EXCHANGE_LOST : ISG_EXCHANGE_ANSWERED);
    g_assert_true (exchange->first_byte);
    g_assert_cmpuint (n, ==, i);
  }
}

/* --------------------------------------------------------------------------------------- Late */

typedef struct {
  IsgFakeTransport *transport;
  GCancellable *cancellable;
  GBytes *body;
} Sender;

static gpointer
send_cb (gpointer data)
{
  Sender *sender = data;
  Guard guard = { TRUE, 0 };
  IsgRequest request = make_request (sender->body, &guard);

  return isg_transport_exchange (ISG_TRANSPORT (sender->transport), &request, sender->cancellable);
}

static gboolean
transport_waits (gpointer data)
{
  return isg_fake_transport_is_waiting (data);
}

static void
test_a_late_answer_waits_for_release_or_cancel (void)
{
  for (guint cancel = 0; cancel < 2; cancel++) {
    g_autoptr (IsgFakeTransport) transport = isg_fake_transport_new ();
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    g_autoptr (GBytes) body = g_bytes_new_static ("x", 1);
    g_autoptr (IsgExchange) exchange = NULL;
    IsgFakeAnswer late = { ISG_EXCHANGE_ANSWERED, .http_status = 200, .late = TRUE };
    Sender sender = { transport, cancellable, body };
    GThread *thread;

    isg_fake_transport_push (transport, &late);
    thread = g_thread_new ("sender", send_cb, &sender);
    isg_test_until (transport_waits, transport);
    if (cancel)
      g_cancellable_cancel (cancellable);
    else
      isg_fake_transport_release (transport);
    exchange = g_thread_join (thread);
    g_assert_cmpint (exchange->result, ==, cancel ? ISG_EXCHANGE_LOST : ISG_EXCHANGE_ANSWERED);
  }
}

/* --------------------------------------------------------------------------------------- Kill */

static void
test_the_process_dies_where_the_script_says (void)
{
  static const IsgFakeKill cases[] = {
    ISG_FAKE_KILL_NEVER,
    ISG_FAKE_KILL_BEFORE_GUARD,
    ISG_FAKE_KILL_AFTER_GUARD,
    ISG_FAKE_KILL_BEFORE_REPLY,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    int pipe_ends[2];
    char told = 0;
    int status = 0;
    pid_t child;

    g_assert_no_errno (pipe (pipe_ends));
    child = fork ();
    g_assert_cmpint (child, >=, 0);
    if (child == 0) {
      IsgFakeTransport *transport = isg_fake_transport_new ();
      GBytes *body = g_bytes_new_static ("x", 1);
      IsgRequest request = make_request (body, NULL);
      IsgFakeAnswer answer = { ISG_EXCHANGE_ANSWERED, .http_status = 200, .kill = cases[i] };
      IsgExchange *exchange;

      request.guard = NULL;
      isg_fake_transport_push (transport, &answer);
      exchange = isg_transport_exchange (ISG_TRANSPORT (transport), &request, NULL);
      g_assert_true (write (pipe_ends[1], "x", 1) == 1);
      isg_exchange_free (exchange);
      _exit (0);
    }
    close (pipe_ends[1]);
    g_assert_cmpint (waitpid (child, &status, 0), ==, child);
    g_assert_cmpint (read (pipe_ends[0], &told, 1), ==, cases[i] == ISG_FAKE_KILL_NEVER ? 1 : 0);
    close (pipe_ends[0]);
    g_assert_cmpint (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL,
                     ==,
                     cases[i] != ISG_FAKE_KILL_NEVER);
  }
}

/* --------------------------------------------------------------------------------------- Signer */

static IsgSecret *
secret (const char *text)
{
  return isg_secret_new (text, -1, NULL);
}

static void
test_the_fake_card_signs_for_real (void)
{
  g_autoptr (IsgFakeSigner) fake = isg_fake_signer_new ("1234");
  IsgSigner *signer = ISG_SIGNER (fake);
  g_autoptr (IsgSecret) pin = secret ("1234");
  g_autoptr (GBytes) data = g_bytes_new_static ("<a/>", 4);
  g_autoptr (GBytes) signature = NULL;
  g_autoptr (IsgCadesInfo) info = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;

  isg_fake_signer_add (fake, "10000000146", "AYŞE IĞDIRLI", NOT_BEFORE, NOT_AFTER);
  isg_fake_signer_add (fake, "10000000146", "AYŞE YENİ", NOT_BEFORE + 1, NOT_AFTER);
  list = isg_signer_list (signer, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_true (isg_signer_open (signer, "10000000146", NOW, pin, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (isg_signer_certificate (signer)->name, ==, "AYŞE YENİ");
  signature = isg_signer_sign (signer, data, NOW, &error);
  g_assert_no_error (error);
  g_assert_true (isg_cades_verify (signature, data, &info, &error));
  g_assert_cmpstr (info->signer_identity, ==, "10000000146");
  isg_signer_close (signer);
  g_assert_false (isg_fake_signer_is_open (fake));
}

static void
assert_open_fails (IsgFakeSigner *fake,
                   const char *identity,
                   gint64 now,
                   const char *pin_text,
                   int code)
{
  g_autoptr (IsgSecret) pin = secret (pin_text);
  g_autoptr (GError) error = NULL;

  g_assert_false (isg_signer_open (ISG_SIGNER (fake), identity, now, pin, &error));
  g_assert_error (error, ISG_SUBMIT_ERROR, code);
}

static void
test_the_fake_card_fails_as_scripted (void)
{
  g_autoptr (IsgFakeSigner) fake = isg_fake_signer_new ("1234");
  g_autoptr (IsgSecret) pin = secret ("1234");
  g_autoptr (GBytes) data = g_bytes_new_static ("<a/>", 4);

  assert_open_fails (fake, "10000000146", NOW, "1234", ISG_SUBMIT_ERROR_NO_CERTIFICATE);
  isg_fake_signer_add (fake, "10000000146", "AYŞE IĞDIRLI", NOT_BEFORE, NOT_AFTER);
  assert_open_fails (fake, "10000000214", NOW, "1234", ISG_SUBMIT_ERROR_OTHER_SIGNER);
  assert_open_fails (fake,
                     "10000000146",
                     NOT_AFTER + 1,
                     "1234",
                     ISG_SUBMIT_ERROR_CERTIFICATE_EXPIRED);
  isg_fake_signer_set_present (fake, FALSE);
  assert_open_fails (fake, "10000000146", NOW, "1234", ISG_SUBMIT_ERROR_NO_CARD);
  isg_fake_signer_set_present (fake, TRUE);
  g_assert_cmpuint (isg_fake_signer_n_pins (fake), ==, 0);

  isg_fake_signer_fail_at (fake, ISG_FAKE_SIGNER_SIGN, 2, ISG_SUBMIT_ERROR_NO_CARD);
  g_assert_true (isg_signer_open (ISG_SIGNER (fake), "10000000146", NOW, pin, NULL));
  for (guint i = 1; i <= 3; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (GBytes) signature = isg_signer_sign (ISG_SIGNER (fake), data, NOW, &error);

    if (i == 2)
      g_assert_error (error, ISG_SUBMIT_ERROR, ISG_SUBMIT_ERROR_NO_CARD);
    else
      g_assert_nonnull (signature);
  }
  g_assert_cmpuint (isg_fake_signer_n_calls (fake, ISG_FAKE_SIGNER_SIGN), ==, 3);

  assert_open_fails (fake, "10000000146", NOW, "9", ISG_SUBMIT_ERROR_PIN_WRONG);
  assert_open_fails (fake, "10000000146", NOW, "9", ISG_SUBMIT_ERROR_PIN_WRONG);
  g_assert_cmpint (isg_signer_pin_tries (ISG_SIGNER (fake)), ==, ISG_PIN_TRIES_LAST);
  assert_open_fails (fake, "10000000146", NOW, "9", ISG_SUBMIT_ERROR_PIN_LOCKED);
  assert_open_fails (fake, "10000000146", NOW, "1234", ISG_SUBMIT_ERROR_PIN_LOCKED);
  g_assert_cmpuint (isg_fake_signer_n_pins (fake), ==, 4);
}

static gpointer
sign_cb (gpointer data)
{
  g_autoptr (GBytes) document = g_bytes_new_static ("<a/>", 4);

  return isg_signer_sign (data, document, NOW, NULL);
}

static gboolean
signer_waits (gpointer data)
{
  return isg_fake_signer_is_waiting (data);
}

static void
test_a_late_signature_waits_for_release (void)
{
  g_autoptr (IsgFakeSigner) fake = isg_fake_signer_new ("1234");
  g_autoptr (IsgSecret) pin = secret ("1234");
  g_autoptr (GBytes) signature = NULL;
  GThread *thread;

  isg_fake_signer_add (fake, "10000000146", "AYŞE IĞDIRLI", NOT_BEFORE, NOT_AFTER);
  g_assert_true (isg_signer_open (ISG_SIGNER (fake), "10000000146", NOW, pin, NULL));
  isg_fake_signer_hold (fake);
  thread = g_thread_new ("signer", sign_cb, fake);
  isg_test_until (signer_waits, fake);
  isg_fake_signer_release (fake);
  signature = g_thread_join (thread);
  g_assert_nonnull (signature);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  g_test_add_func ("/fakes/transport/order", test_answers_come_in_their_order);
  g_test_add_func ("/fakes/transport/server", test_a_server_answers_when_the_script_is_done);
  g_test_add_func ("/fakes/transport/late", test_a_late_answer_waits_for_release_or_cancel);
  g_test_add_func ("/fakes/transport/kill", test_the_process_dies_where_the_script_says);
  g_test_add_func ("/fakes/signer/signs", test_the_fake_card_signs_for_real);
  g_test_add_func ("/fakes/signer/fails", test_the_fake_card_fails_as_scripted);
  g_test_add_func ("/fakes/signer/late", test_a_late_signature_waits_for_release);

  return g_test_run ();
}
