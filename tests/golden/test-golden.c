/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <locale.h>
#include <string.h>

#include "base/isg-bytes.h"
#include "dataset/isg-message.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"

/* What the two test vectors of the specification hash to; the others follow from the same rules by
 * hand. */
#define VECTOR_A "976b7de464a9610e78d006d5b3f5b2db98bbb93d9aacf4b42a08d705c5917661"
#define VECTOR_B "80032a65d9afd419e474a6e6f99ad041742fc69438f2e885d30d1cad846b444d"

typedef struct {
  const char *records;
  const char *method;
  const char *sha256; /* (nullable) */
  gsize length;       /* 0: not given */
  const char *path;   /* (nullable): JSON: behind the endpoint */
} Case;

#define TRAINING_PATH "/egitimBilgisiIslemleri/egitimBilgisiBildir"

static const Case cases[] = {
  { "training-one", "ibys-soap-single", VECTOR_A, 443 },
  { "training-two", "ibys-soap-list", VECTOR_B, 608 },
  { "training-remote", "ibys-soap-single", NULL, 0 },
  { "training-remote", "ibys-soap-list", NULL, 0 },
  { "training-one", "ibys-json", NULL, 0, TRAINING_PATH },
  { "training-remote", "ibys-json", NULL, 0, TRAINING_PATH },
  { "assignment", "ibys-json", NULL, 0, "/hizmetVerilenIsyeriIslemleri/hizmetVerilenIsyeriBildir" },
  { "health-exam", "ibys-json", NULL, 0, "/muayeneBilgisiIslemleri/muayeneBilgisiBildir" },
  { "health-exam-pregnancy",
    "ibys-json",
    NULL,
    0,
    "/muayeneBilgisiIslemleri/muayeneBilgisiBildir" },
  { "risk-fine-kinney",
    "provisional-json",
    NULL,
    0,
    "/riskDegerlendirmeIslemleri/riskDegerlendirmeBildir" },
  { "risk-matrix",
    "provisional-json",
    NULL,
    0,
    "/riskDegerlendirmeIslemleri/riskDegerlendirmeBildir" },
  { "risk-checklist",
    "provisional-json",
    NULL,
    0,
    "/riskDegerlendirmeIslemleri/riskDegerlendirmeBildir" },
  { "incident-accident", "provisional-json", NULL, 0, "/olayBilgisiIslemleri/olayBilgisiBildir" },
  { "incident-near-miss", "provisional-json", NULL, 0, "/olayBilgisiIslemleri/olayBilgisiBildir" },
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

static gboolean
is_json (const Case *test)
{
  return test->path != NULL;
}

static char *
read_expected (const Case *test, const char *what)
{
  g_autofree char *name = g_strdup_printf ("%s.%s.%s.%s",
                                           test->records,
                                           test->method,
                                           what,
                                           is_json (test) ? "json" : "xml");

  return isg_fixture_read (name);
}

static void
assert_bytes (GBytes *bytes, const char *expected)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);
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
  g_assert_cmpint (isg_template_has_slot (part->document, "number"), ==, is_json (test));

  bytes = isg_template_fill (part->document, "none", "number", "12345678901", NULL);
  assert_bytes (bytes, expected);
  hash = isg_bytes_sha256_hex (bytes);
  if (test->sha256 != NULL)
    g_assert_cmpstr (hash, ==, test->sha256);
  if (test->length > 0)
    g_assert_cmpuint (g_bytes_get_size (bytes), ==, test->length);
}

static void
assert_request (const Case *test, const IsgEnvelope *envelope)
{
  g_assert_cmpuint (envelope->max_reply, ==, 1024 * 1024);
  g_assert_cmpint (envelope->basic_auth, ==, is_json (test));
  if (is_json (test)) {
    g_autofree char *url = g_strconcat ("https://example.invalid/x", test->path, NULL);

    g_assert_cmpstr (envelope->url, ==, url);
    g_assert_cmpstr (envelope->content_type, ==, "application/json");
    g_assert_null (envelope->soap_action);
    return;
  }
  g_assert_cmpstr (envelope->url, ==, "https://example.invalid/x");
  g_assert_cmpstr (envelope->content_type, ==, "text/xml; charset=utf-8");
  g_assert_cmpstr (envelope->soap_action, ==, "\"\"");
}

static void
test_save_is_the_dto_in_wire_order (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (IsgFixture) fixture = load_case (test);
  g_autoptr (GPtrArray) parts = isg_fixture_make (fixture, test->method);
  const IsgPart *part = g_ptr_array_index (parts, 0);
  const IsgMethod *method
    = isg_rules_method (fixture->rules, isg_record_kind (fixture->record), test->method);
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
  assert_bytes (envelope->body, expected);
  assert_request (test, envelope);
}

static IsgEnvelope *
make_query (const IsgMethod *method, IsgFirm *firm)
{
  IsgAsked asked[2] = { { G_GUINT64_CONSTANT (12345678901), "T5", "10000000146", 4 },
                        { 7, NULL, "10000000146", 4 } };
  guint n = MIN (2, isg_method_traits (method, ISG_ENVIRONMENT_SANDBOX).query_batch);
  g_autoptr (GError) error = NULL;
  IsgEnvelope *query = isg_message_query (method, asked, n, firm, &error);

  g_assert_no_error (error);
  return query;
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
  g_autoptr (IsgEnvelope) query = make_query (method, &firm);
  g_autoptr (IsgEnvelope) probe = isg_message_probe (method, &firm, NULL, &error);

  g_assert_no_error (error);
  assert_bytes (query->body, query_text);
  assert_bytes (probe->body, probe_text);
  g_assert_cmpuint (query->max_reply, ==, 4 * 1024 * 1024);
}

static void
test_probe_of_json_is_a_query (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  const IsgMethod *method = isg_rules_method (fixture->rules, "training", "ibys-json");
  g_autofree char *expected = isg_fixture_read ("ibys-json.query.json");
  g_autoptr (GError) error = NULL;
  IsgFirm firm = { "https://example.invalid/x", "f", NULL };
  IsgAsked oldest = { 7, NULL, "10000000146", 1 };
  g_autoptr (IsgEnvelope) query = make_query (method, &firm);
  g_autoptr (IsgEnvelope) probe = isg_message_probe (method, &firm, &oldest, &error);

  g_assert_no_error (error);
  assert_bytes (query->body, expected);
  assert_bytes (probe->body, "{\"sorguNo\":[7]}");
  g_assert_cmpstr (probe->url, ==, "https://example.invalid/x/sorguIslemleri/durumSorgula");
  g_assert_null (isg_message_probe (method, &firm, NULL, &error));
  g_assert_error (error, ISG_DATASET_ERROR, ISG_DATASET_ERROR_VALUE);
}

/* A package holds the same text as what is sent, whichever data set it is. */
static void
test_a_package_holds_the_text_of_its_data_set (void)
{
  static const struct {
    const char *records;
    const char *other;
  } pairs[] = { { "training-two", "ibys-soap-list" },
                { "assignment", "ibys-json" },
                { "health-exam", "ibys-json" },
                { "risk-matrix", "provisional-json" },
                { "incident-accident", "provisional-json" } };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++) {
    Case test = { pairs[i].records, "file", NULL, 0, NULL };
    g_autoptr (IsgFixture) fixture = load_case (&test);
    g_autoptr (GPtrArray) packed = isg_fixture_make (fixture, "file");
    g_autoptr (GPtrArray) sent = isg_fixture_make (fixture, pairs[i].other);
    const IsgPart *left = g_ptr_array_index (packed, 0);
    const IsgPart *right = g_ptr_array_index (sent, 0);

    g_assert_cmpstr (left->document, ==, right->document);
    g_assert_cmpstr (left->message, ==, left->document);
    g_assert_cmpstr (left->name, ==, right->name);
  }
}

/* In Turkish i is not the small letter of I, and a comma stands before the fraction. */
static void
test_bytes_do_not_follow_the_locale (void)
{
  g_autofree char *before = g_strdup (setlocale (LC_ALL, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (IsgFixture) fixture = load_case (&cases[i]);
    g_autoptr (GPtrArray) plain = NULL;
    g_autoptr (GPtrArray) turkish = NULL;
    const IsgPart *left;
    const IsgPart *right;

    g_assert_nonnull (setlocale (LC_ALL, "C"));
    plain = isg_fixture_make (fixture, cases[i].method);
    g_assert_nonnull (setlocale (LC_ALL, "tr_TR.UTF-8"));
    g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
    turkish = isg_fixture_make (fixture, cases[i].method);
    left = g_ptr_array_index (plain, 0);
    right = g_ptr_array_index (turkish, 0);
    g_assert_cmpstr (left->document, ==, right->document);
    g_assert_cmpstr (left->message, ==, right->message);
  }
  setlocale (LC_ALL, before);
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
  g_test_add_func ("/golden/query/ibys-json", test_probe_of_json_is_a_query);
  g_test_add_func ("/golden/package", test_a_package_holds_the_text_of_its_data_set);
  g_test_add_func ("/golden/locale", test_bytes_do_not_follow_the_locale);
  return g_test_run ();
}
