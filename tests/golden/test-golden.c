/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/isg-bytes.h"
#include "dataset/isg-message.h"
#include "isg-fixture.h"
#include "support/isg-test.h"

/* What the two test vectors of the specification hash to; the others follow from the same rules by
 * hand. */
#define VECTOR_A "976b7de464a9610e78d006d5b3f5b2db98bbb93d9aacf4b42a08d705c5917661"
#define VECTOR_B "80032a65d9afd419e474a6e6f99ad041742fc69438f2e885d30d1cad846b444d"

typedef struct {
  const char *records;
  const char *method;
  const char *sha256; /* (nullable) */
  gsize length;       /* 0: not given */
} Case;

static const Case cases[] = {
  { "training-one", "ibys-soap-single", VECTOR_A, 443 },
  { "training-two", "ibys-soap-list", VECTOR_B, 608 },
  { "training-remote", "ibys-soap-single", NULL, 0 },
  { "training-remote", "ibys-soap-list", NULL, 0 },
};

/* 02 03 02 01 01: not a signature, but DER, and its base64 ends in "=". */
static GBytes *
make_signature (void)
{
  return g_bytes_new_static ("\x30\x03\x02\x01\x01", 5);
}

static IsgSecret *
make_password (void)
{
  g_autoptr (GError) error = NULL;
  IsgSecret *password = isg_secret_new ("a&b<ç>", -1, &error);

  g_assert_no_error (error);
  return password;
}

static IsgFixture *
load_case (const Case *test)
{
  IsgFixture *fixture = isg_fixture_new ();
  g_autofree char *name = g_strconcat (test->records, ".records.json", NULL);

  isg_fixture_load (fixture, name);
  return fixture;
}

static char *
read_expected (const Case *test, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s.%s.%s.xml", test->records, test->method, what);

  return isg_fixture_read (name);
}

static void
assert_body (IsgEnvelope *envelope, const char *expected)
{
  gsize length;
  const char *data = g_bytes_get_data (envelope->body, &length);
  g_autofree char *text = g_strndup (data, length);

  g_assert_cmpstr (text, ==, expected);
  g_assert_cmpuint (length, ==, strlen (expected));
}

static void
test_signed_bytes_are_the_ministrys (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (IsgFixture) fixture = load_case (test);
  g_autoptr (GPtrArray) parts = isg_fixture_make (fixture, test->method);
  g_autofree char *expected = read_expected (test, "signed");
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *hash = NULL;
  const IsgPart *part;

  g_assert_cmpuint (parts->len, ==, 1);
  part = g_ptr_array_index (parts, 0);
  g_assert_cmpstr (part->document, ==, expected);
  g_assert_false (isg_template_has_slot (part->document, "number"));

  bytes = isg_template_fill (part->document, "xml", NULL);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL),
                   g_bytes_get_size (bytes),
                   expected,
                   strlen (expected));
  hash = isg_bytes_sha256_hex (bytes);
  if (test->sha256 != NULL)
    g_assert_cmpstr (hash, ==, test->sha256);
  if (test->length > 0)
    g_assert_cmpuint (g_bytes_get_size (bytes), ==, test->length);
}

static void
test_save_is_the_dto_in_wire_order (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (IsgFixture) fixture = load_case (test);
  g_autoptr (GPtrArray) parts = isg_fixture_make (fixture, test->method);
  const IsgPart *part = g_ptr_array_index (parts, 0);
  const IsgMethod *method = isg_rules_method (fixture->rules, "training", test->method);
  g_autofree char *expected = read_expected (test, "save");
  g_autoptr (IsgSecret) password = make_password ();
  g_autoptr (GBytes) signature = make_signature ();
  g_autoptr (GError) error = NULL;
  IsgFirm firm = { "https://example.invalid/x", "0123456789abcdef0123456789abcdef", password };
  g_autoptr (IsgEnvelope) envelope = isg_message_save (method,
                                                       part->message,
                                                       G_GUINT64_CONSTANT (12345678901),
                                                       signature,
                                                       &firm,
                                                       &error);

  g_assert_no_error (error);
  assert_body (envelope, expected);
  g_assert_cmpstr (envelope->url, ==, "https://example.invalid/x");
  g_assert_cmpstr (envelope->content_type, ==, "text/xml; charset=utf-8");
  g_assert_cmpstr (envelope->soap_action, ==, "\"\"");
  g_assert_false (envelope->basic_auth);
  g_assert_cmpuint (envelope->max_reply, ==, 1024 * 1024);
}

static void
test_query_and_probe (gconstpointer data)
{
  const char *id = data;
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  const IsgMethod *method = isg_rules_method (fixture->rules, "training", id);
  g_autofree char *query_name = g_strconcat (id, ".query.xml", NULL);
  g_autofree char *probe_name = g_strconcat (id, ".probe.xml", NULL);
  g_autofree char *query_text = isg_fixture_read (query_name);
  g_autofree char *probe_text = isg_fixture_read (probe_name);
  g_autoptr (IsgSecret) password = make_password ();
  g_autoptr (GError) error = NULL;
  IsgFirm firm = { "https://example.invalid/x", "0123456789abcdef0123456789abcdef", password };
  IsgAsked asked[2] = { { G_GUINT64_CONSTANT (12345678901), "T5", "10000000146", 4 },
                        { 7, NULL, "10000000146", 4 } };
  guint n = MIN (2, isg_method_traits (method, ISG_ENVIRONMENT_SANDBOX).query_batch);
  g_autoptr (IsgEnvelope) query = isg_message_query (method, asked, n, &firm, &error);
  g_autoptr (IsgEnvelope) probe = isg_message_probe (method, &firm, NULL, &error);

  g_assert_no_error (error);
  assert_body (query, query_text);
  assert_body (probe, probe_text);
  g_assert_cmpuint (query->max_reply, ==, 4 * 1024 * 1024);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *signed_path
      = g_strdup_printf ("/golden/signed/%s/%s", cases[i].records, cases[i].method);
    g_autofree char *save_path
      = g_strdup_printf ("/golden/save/%s/%s", cases[i].records, cases[i].method);

    g_test_add_data_func (signed_path, &cases[i], test_signed_bytes_are_the_ministrys);
    g_test_add_data_func (save_path, &cases[i], test_save_is_the_dto_in_wire_order);
  }
  g_test_add_data_func ("/golden/query/ibys-soap-list", "ibys-soap-list", test_query_and_probe);
  g_test_add_data_func ("/golden/query/ibys-soap-single", "ibys-soap-single", test_query_and_probe);
  return g_test_run ();
}
