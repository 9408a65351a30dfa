/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib.h>
#include <string.h>

#include "gateway/isg-gw-cades.h"
#include "gateway/isg-gw-der.h"
#include "gateway/isg-gw-json-in.h"
#include "gateway/isg-gw-rebuild.h"
#include "gateway/isg-gw-schema.h"
#include "gateway/isg-gw-soap-in.h"

#define XML_A                                                                                      \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?><EgitimDVO><egitimBildirim><belgeTipi>2</belgeTipi>"  \
  "<isgProfTckNo>10000000146</isgProfTckNo><calisanTckNo>10000000214</calisanTckNo>"               \
  "<egitimKoduId>390</egitimKoduId><egitimSuresi>40.0</egitimSuresi>"                              \
  "<egitimTarihi>04-01-2019</egitimTarihi><egitimYer>1</egitimYer><egitimTur>1</egitimTur>"        \
  "<sgkTescilNo>24711010100000010340123000</sgkTescilNo><egiticiTckNo>10000000146</egiticiTckNo>"  \
  "</egitimBildirim></EgitimDVO>"
#define XML_B                                                                                      \
  "<?xml version=\"1.0\" encoding=\"UTF-8\"?><EgitimDVO><egitimBildirim><belgeTipi>2</belgeTipi>"  \
  "<isgProfTckNo>10000000146</isgProfTckNo><calisanObject><calisanTckNo>10000000214</"             \
  "calisanTckNo>"                                                                                  \
  "<calisanTckNo>10000000382</calisanTckNo></calisanObject><egitimObject>"                         \
  "<egitimKoduId>340</egitimKoduId><egitimSuresi>40.0</egitimSuresi>"                              \
  "<egitimKoduId>390</egitimKoduId><egitimSuresi>60.0</egitimSuresi></egitimObject>"               \
  "<egitimTarihi>04-01-2019</egitimTarihi><egitimYer>1</egitimYer><egitimTur>1</egitimTur>"        \
  "<sgkTescilNo>24711010100000010340123000</sgkTescilNo><egiticiTckNo>10000000146</egiticiTckNo>"  \
  "</egitimBildirim></EgitimDVO>"

static GBytes *
make_envelope (const IsgGwService *service, const char *people, const char *topics)
{
  char *text = g_strdup_printf (
    "<S:Envelope xmlns:S=\"http://schemas.xmlsoap.org/soap/envelope/\"><S:Body>"
    "<n:egitimBildirimKaydet xmlns:n=\"%s\"><egitim><belgeTipi>2</belgeTipi>%s"
    "<egiticiTckNo>10000000146</egiticiTckNo>%s<egitimTarihi>04-01-2019</egitimTarihi>"
    "<egitimTur>1</egitimTur><egitimYer>1</egitimYer><isgProfTckNo>10000000146</isgProfTckNo>"
    "<sgkTescilNo>24711010100000010340123000</sgkTescilNo><sorguNo>7</sorguNo></egitim>"
    "<firmaKodu>f</firmaKodu><parola>p</parola></n:egitimBildirimKaydet></S:Body></S:Envelope>",
    service->xml_namespace,
    people,
    topics);

  return g_bytes_new_take (text, strlen (text));
}

static void
assert_rebuilt (const char *service_id,
                const char *people,
                const char *topics,
                const char *wanted,
                gsize wanted_length,
                const char *wanted_sha256)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgGwSchema) schema = isg_gw_schema_new (NULL, &error);
  const IsgGwService *service = isg_gw_schema_get_service (schema, service_id);
  g_autoptr (GBytes) body = make_envelope (service, people, topics);
  g_autoptr (IsgGwCall) call = isg_gw_soap_in_read (service, body, "\"\"", &error);
  g_autoptr (GBytes) rebuilt = NULL;
  g_autofree char *sha256 = NULL;

  g_assert_no_error (error);
  rebuilt = isg_gw_rebuild_xml (call->operation, call->body);
  g_assert_cmpmem (g_bytes_get_data (rebuilt, NULL),
                   g_bytes_get_size (rebuilt),
                   wanted,
                   strlen (wanted));
  g_assert_cmpuint (g_bytes_get_size (rebuilt), ==, wanted_length);
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, rebuilt);
  g_assert_cmpstr (sha256, ==, wanted_sha256);
}

static void
test_signed_text_of_a_is_the_published_one (void)
{
  assert_rebuilt ("A",
                  "<calisanTckNo>10000000214</calisanTckNo>",
                  "<egitimKoduId>390</egitimKoduId><egitimSuresi>40.0</egitimSuresi>",
                  XML_A,
                  443,
                  "976b7de464a9610e78d006d5b3f5b2db98bbb93d9aacf4b42a08d705c5917661");
}

/* The message lists both the other way round: the judge sorts. */
static void
test_signed_text_of_b_is_the_published_one (void)
{
  assert_rebuilt (
    "B",
    "<calisan><calisanTckNo>10000000382</calisanTckNo></calisan>"
    "<calisan><calisanTckNo>10000000214</calisanTckNo></calisan>",
    "<egitim><egitimKoduId>390</egitimKoduId><egitimSuresi>60.0</egitimSuresi></egitim>"
    "<egitim><egitimKoduId>340</egitimKoduId><egitimSuresi>40.0</egitimSuresi></egitim>",
    XML_B,
    608,
    "80032a65d9afd419e474a6e6f99ad041742fc69438f2e885d30d1cad846b444d");
}

static void
test_numbers_are_the_shortest_decimals (void)
{
  static const struct {
    double value;
    const char *text;
  } cases[] = {
    { 0, "0" },         { 1, "1" },
    { 40, "40" },       { 22.5, "22.5" },
    { 0.1, "0.1" },     { 0.005, "0.005" },
    { 100, "100" },     { 1e15, "1000000000000000" },
    { 1.25e3, "1250" }, { 1e-3, "0.001" },
    { -2.5, "-2.5" },   { 123456.789, "123456.789" },
    { 0.3, "0.3" },     { 1.0 / 3, "0.3333333333333333" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = isg_gw_rebuild_number (cases[i].value);

    g_assert_cmpstr (text, ==, cases[i].text);
  }
}

/* Reads a body by a definition and gives its canonical text. */
static char *
canonical (const char *body, gboolean with_signature)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (IsgGwSchema) schema = isg_gw_schema_new (NULL, &error);
  const IsgGwOperation *operation
    = isg_gw_schema_find_operation (isg_gw_schema_get_service (schema, "C"),
                                    "riskDegerlendirmeBildir");
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (IsgGwCall) call = isg_gw_json_in_read (operation, bytes, &error);
  g_autoptr (GBytes) rebuilt = NULL;

  g_assert_no_error (error);
  rebuilt = isg_gw_rebuild_json (call->body, with_signature);
  return g_strndup (g_bytes_get_data (rebuilt, NULL), g_bytes_get_size (rebuilt));
}

static void
test_canonical_json_has_every_member_in_order_and_escapes_little (void)
{
  g_autofree char *text
    = canonical ("{ \"imzaliDeger\":\"x\", \"sorguNo\": 5, \"yontem\":\"5X5\",\n"
                 "\"riskler\":[{\"tehlike\":\"a\\\"\\\\\\u0001\\b\\f\\n\\r\\t\\/\\u007f\\u011f\","
                 "\"olasilik\":0.50,\"siddet\":1e1}]}",
                 TRUE);

  g_assert_cmpstr (
    text,
    ==,
    "{\"sorguNo\":5,\"isyeriSgkSicilNo\":\"\",\"degerlendirmeTarihi\":\"\",\"gecerlilikTarihi\":"
    "\"\","
    "\"yontem\":\"5X5\",\"isgProfTcKNo\":0,\"riskler\":[{\"bolum\":\"\","
    "\"tehlike\":\"a\\\"\\\\\\u0001\\b\\f\\n\\r\\t/\x7fğ\",\"risk\":\"\",\"olasilik\":0.5,"
    "\"frekans\":0,\"siddet\":10,\"skor\":0,\"duzey\":\"\",\"onlem\":\"\",\"sorumlu\":\"\","
    "\"termin\":\"\",\"sonrasiSkor\":0}],\"zamanDamgasi\":\"\",\"imzalayanKimlikNo\":0,"
    "\"imzaliDeger\":\"x\"}");
}

static void
test_canonical_json_without_signature_ends_before_it (void)
{
  g_autofree char *whole = canonical ("{\"sorguNo\":5,\"imzaliDeger\":\"x\"}", TRUE);
  g_autofree char *without = canonical ("{\"sorguNo\":5,\"imzaliDeger\":\"x\"}", FALSE);
  g_autofree char *joined
    = g_strdup_printf ("%.*s,\"imzaliDeger\":\"x\"}", (int) strlen (without) - 1, without);

  g_assert_cmpstr (joined, ==, whole);
}

static void
test_der_takes_only_shortest_definite_lengths (void)
{
  static const struct {
    const char *name;
    guint8 bytes[8];
    gsize size;
    gboolean good;
  } cases[] = {
    { "short", { 0x04, 0x01, 0xff }, 3, TRUE },
    { "empty content", { 0x04, 0x00 }, 2, TRUE },
    { "nothing", { 0 }, 0, FALSE },
    { "no length", { 0x04 }, 1, FALSE },
    { "cut content", { 0x04, 0x02, 0xff }, 3, FALSE },
    { "indefinite", { 0x30, 0x80, 0x00, 0x00 }, 4, FALSE },
    { "long form of a short length", { 0x04, 0x81, 0x01, 0xff }, 4, FALSE },
    { "leading zero length", { 0x04, 0x82, 0x00, 0x01, 0xff }, 5, FALSE },
    { "length octets cut", { 0x04, 0x82, 0x01 }, 3, FALSE },
    { "five length octets", { 0x04, 0x85, 0x01, 0x00, 0x00, 0x00, 0x00 }, 7, FALSE },
    { "long tag", { 0x1f, 0x01, 0x00 }, 3, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    IsgGwSpan rest = { cases[i].bytes, cases[i].size };
    IsgGwDer element;

    g_test_message ("%s", cases[i].name);
    g_assert_cmpint (isg_gw_der_next (&rest, &element), ==, cases[i].good);
    g_assert_cmpuint (rest.size, ==, cases[i].good ? 0 : cases[i].size);
  }
}

static void
test_signing_times_are_read_in_both_forms (void)
{
  static const struct {
    guint8 tag;
    const char *text;
    gboolean good;
    gint64 seconds;
  } cases[] = {
    { ISG_GW_DER_UTC_TIME, "700101000000Z", TRUE, 0 },
    { ISG_GW_DER_UTC_TIME, "491231235959Z", TRUE, 2524607999 },
    { ISG_GW_DER_UTC_TIME, "500101000000Z", TRUE, -631152000 },
    { ISG_GW_DER_GENERALIZED_TIME, "20260101000000Z", TRUE, 1767225600 },
    { ISG_GW_DER_UTC_TIME, "260230000000Z", FALSE, 0 },
    { ISG_GW_DER_UTC_TIME, "260101240000Z", FALSE, 0 },
    { ISG_GW_DER_UTC_TIME, "2601010000Z", FALSE, 0 },
    { ISG_GW_DER_UTC_TIME, "260101000000+0300", FALSE, 0 },
    { ISG_GW_DER_UTC_TIME, "2601x1000000Z", FALSE, 0 },
    { ISG_GW_DER_OCTET_STRING, "260101000000Z", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    const IsgGwDer element = {
      .tag = cases[i].tag,
      .content = { (const guint8 *) cases[i].text, strlen (cases[i].text) },
    };
    gint64 seconds = 0;

    g_test_message ("%s", cases[i].text);
    g_assert_cmpint (isg_gw_der_parse_time (&element, &seconds), ==, cases[i].good);
    g_assert_cmpint (seconds, ==, cases[i].seconds);
  }
}

/* A parser that judges strangers must bear everything: each prefix of a plausible CMS, and each
 * octet turned over. */
static void
test_no_damaged_signature_crashes_the_judge (void)
{
  static const guint8 cms[] = {
    0x30, 0x2a, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02, 0xa0, 0x1d,
    0x30, 0x1b, 0x02, 0x01, 0x01, 0x31, 0x00, 0x30, 0x0b, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86,
    0xf7, 0x0d, 0x01, 0x07, 0x01, 0xa0, 0x03, 0x30, 0x01, 0x00, 0x31, 0x02, 0x30, 0x00,
  };

  for (gsize i = 0; i <= sizeof cms; i++) {
    g_autofree char *text = g_base64_encode (cms, i);
    g_autoptr (GBytes) read = isg_gw_cades_decode (text);

    g_assert_null (read);
  }
  for (gsize i = 0; i < sizeof cms * 8; i++) {
    g_autofree guint8 *damaged = g_memdup2 (cms, sizeof cms);
    g_autofree char *text = NULL;
    g_autoptr (GBytes) read = NULL;

    damaged[i / 8] ^= 1 << (i % 8);
    text = g_base64_encode (damaged, sizeof cms);
    read = isg_gw_cades_decode (text);
    g_assert_true (read == NULL || g_bytes_get_size (read) == sizeof cms);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/gateway/rebuild/a", test_signed_text_of_a_is_the_published_one);
  g_test_add_func ("/gateway/rebuild/b", test_signed_text_of_b_is_the_published_one);
  g_test_add_func ("/gateway/rebuild/numbers", test_numbers_are_the_shortest_decimals);
  g_test_add_func ("/gateway/rebuild/json",
                   test_canonical_json_has_every_member_in_order_and_escapes_little);
  g_test_add_func ("/gateway/rebuild/json-signature",
                   test_canonical_json_without_signature_ends_before_it);
  g_test_add_func ("/gateway/der/lengths", test_der_takes_only_shortest_definite_lengths);
  g_test_add_func ("/gateway/der/times", test_signing_times_are_read_in_both_forms);
  g_test_add_func ("/gateway/cades/damage", test_no_damaged_signature_crashes_the_judge);
  return g_test_run ();
}
