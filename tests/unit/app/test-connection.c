/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-connection.h"

#include "support/isg-fake-transport.h"
#include "support/isg-test.h"

typedef struct {
  char *dir;
  IsgRules *rules;
  IsgClock *clock;
  IsgStore *store;
  IsgFakeTransport *transport;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *pack = isg_test_source ("data/rules");
  g_autoptr (GError) error = NULL;

  fixture->dir = isg_test_path ("store");
  fixture->rules = isg_rules_load (pack, &error);
  g_assert_no_error (error);
  fixture->clock = isg_clock_new_fake (1795413600);
  fixture->store = isg_store_create (fixture->dir,
                                     ISG_ENVIRONMENT_SANDBOX,
                                     fixture->rules,
                                     fixture->clock,
                                     &error);
  g_assert_no_error (error);
  fixture->transport = isg_fake_transport_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  isg_store_close (fixture->store);
  g_assert_finalize_object (fixture->transport);
  isg_clock_unref (fixture->clock);
  isg_rules_unref (fixture->rules);
  g_free (fixture->dir);
}

static IsgTransport *
give_transport (IsgStore *store, const char *method_id, gpointer data, GError **error)
{
  return g_object_ref (ISG_TRANSPORT (data));
}

static void
set (Fixture *fixture, const char *key, const char *value)
{
  g_autoptr (GError) error = NULL;

  isg_store_set_setting (fixture->store, key, value, FALSE, &error);
  g_assert_no_error (error);
}

static guint
run (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  IsgConnectionTest test = { (char *) "ibys-soap-list", give_transport, fixture->transport };
  guint passed = GPOINTER_TO_UINT (isg_connection_run (fixture->store, &test, NULL, &error));

  g_assert_no_error (error);
  return passed;
}

static void
test_address_comes_first (Fixture *fixture, gconstpointer data)
{
  static const char *const useless[] = { "", "no address", "http://127.0.0.1/ibys", "https://" };

  for (gsize i = 0; i < G_N_ELEMENTS (useless); i++) {
    set (fixture, "endpoint.ibys-soap-list", useless[i]);
    g_assert_cmpuint (run (fixture), <=, ISG_CONNECTION_NAME);
  }
  set (fixture, "endpoint.ibys-soap-list", "http://127.0.0.1/ibys");
  g_assert_cmpuint (run (fixture), ==, ISG_CONNECTION_ADDRESS);
}

static void
test_each_trouble_stops_at_its_step (Fixture *fixture, gconstpointer data)
{
  static const struct {
    IsgFakeAnswer answer;
    guint passed;
  } cases[] = {
    { { .result = ISG_EXCHANGE_NOT_CONNECTED }, ISG_CONNECTION_CONNECT },
    { { .result = ISG_EXCHANGE_TLS }, ISG_CONNECTION_CERTIFICATE },
    { { .result = ISG_EXCHANGE_LOST }, ISG_CONNECTION_CONNECT },
    { { .result = ISG_EXCHANGE_ANSWERED, .http_status = 401, .content_type = "text/xml" },
      ISG_CONNECTION_FIRM },
    { { .result = ISG_EXCHANGE_ANSWERED, .http_status = 403, .content_type = "text/xml" },
      ISG_CONNECTION_FIRM },
    { { .result = ISG_EXCHANGE_ANSWERED,
        .http_status = 200,
        .content_type = "text/html",
        .body = "<html><body>Log in to the hotel</body></html>" },
      ISG_CONNECTION_CONNECT },
    { { .result = ISG_EXCHANGE_ANSWERED, .http_status = 503, .content_type = "text/plain" },
      ISG_CONNECTION_CONNECT },
  };

  /* Needs no network: a number is its own name. */
  set (fixture, "endpoint.ibys-soap-list", "https://127.0.0.1:8443/ibys");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    isg_fake_transport_push (fixture->transport, &cases[i].answer);
    g_assert_cmpuint (run (fixture), ==, cases[i].passed);
  }
}

static void
test_nothing_is_saved_by_it (Fixture *fixture, gconstpointer data)
{
  IsgFakeAnswer lost = { .result = ISG_EXCHANGE_LOST };

  set (fixture, "endpoint.ibys-soap-list", "https://127.0.0.1:8443/ibys");
  isg_fake_transport_push (fixture->transport, &lost);
  run (fixture);
  g_assert_cmpuint (isg_fake_transport_n_requests (fixture->transport), ==, 1);
  g_assert_false (isg_fake_transport_request (fixture->transport, 0)->is_save);
}

static void
test_each_step_has_words (void)
{
  for (guint i = 0; i < ISG_CONNECTION_N; i++) {
    g_assert_nonnull (isg_connection_words (i, TRUE));
    g_assert_true (g_str_has_suffix (isg_connection_words (i, FALSE), "."));
  }
}

int
main (int argc, char *argv[])
{
  isg_test_init (&argc, &argv);

  g_test_add ("/connection/address-comes-first",
              Fixture,
              NULL,
              set_up,
              test_address_comes_first,
              tear_down);
  g_test_add ("/connection/each-trouble-stops-at-its-step",
              Fixture,
              NULL,
              set_up,
              test_each_trouble_stops_at_its_step,
              tear_down);
  g_test_add ("/connection/nothing-is-saved-by-it",
              Fixture,
              NULL,
              set_up,
              test_nothing_is_saved_by_it,
              tear_down);
  g_test_add_func ("/connection/each-step-has-words", test_each_step_has_words);
  return g_test_run ();
}
