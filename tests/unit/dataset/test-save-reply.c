/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-message.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"
#include "unit/dataset/isg-reply-bodies.h"

#define A "ibys-soap-single"
#define B "ibys-soap-list"

static IsgRules *rules; /* (owned): one pack for all cases */

static IsgReply *
read_save (const char *method_id, guint http, const char *type, const char *text, gssize length)
{
  const IsgMethod *method = isg_rules_method (rules, "training", method_id);
  g_autoptr (GBytes) body
    = text == NULL ? NULL : g_bytes_new (text, length < 0 ? strlen (text) : (gsize) length);

  return isg_message_read_save (method, http, type, body, 42);
}

typedef struct {
  const char *name;
  const char *method;
  guint http;
  const char *type;
  const char *body;
  IsgReplyKind kind;
  int code;
  guint n_items;
  const char *server_no;
} Case;

/* clang-format off */
static const Case cases[] = {
  /* what is read */
  { "A takes it", A, 200, "text/xml", SAVE_A (RETURN (MESSAGE ("ok") NUMBER ("42") STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0, NULL },
  { "A without echo", A, 200, "text/xml", SAVE_A (RETURN (STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0, NULL },
  { "A with an empty echo", A, 200, "text/xml", SAVE_A (RETURN ("<sorguNo/>" STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0, NULL },
  { "B takes it", B, 200, "text/xml", SAVE_B (RETURN (NUMBER ("T77") STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0, "T77" },
  { "B with items", B, 200, "text/xml", SAVE_B (RETURN (ITEM ("10000000214", "340", "40.0", "200") ITEM ("10000000382", "340", "40.0", "212") NUMBER ("T1") STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 2, "T1" },
  { "B refuses all, with items", B, 200, "text/xml", SAVE_B (RETURN (ITEM ("10000000214", "340", "40.0", "212") STATUS ("212"))), ISG_REPLY_BUSINESS, 212, 1, NULL },
  { "another order, unknown elements, white space", B, 200, "text/xml", SAVE_B (RETURN ("<yeni a=\"1\"><x/></yeni>" STATUS (" 200\n") NUMBER (" T2 ") ITEM ("10000000214", "340", "40", "200") "<baska>7</baska>")), ISG_REPLY_BUSINESS, 200, 1, "T2" },
  { "an item that is nil", B, 200, "text/xml", SAVE_B (RETURN ("<kayitBilgisi xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" " "i:nil=\"true\"/>" STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0, NULL },
  { "the same item twice with one verdict", B, 200, "text/xml", SAVE_B (RETURN (ITEM ("10000000214", "340", "40.0", "200") ITEM ("10000000214", "340", "40.0", "200") STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 1, NULL },
  { "a header and a comment", A, 200, "text/xml", "<e:Envelope xmlns:e=\"" SOAP "\"><!-- x --><e:Header><y/></e:Header><e:Body><r:" "egitimBildirimKaydetResponse xmlns:r=\"" NS_A "\"><return><status>200</status></return></r:egitimBildirimKaydetResponse></e:Body></" "e:Envelope>", ISG_REPLY_BUSINESS, 200, 0, NULL },
  { "CDATA", A, 200, "text/xml", SAVE_A (RETURN ("<message><![CDATA[<a>]]></message>" STATUS ("<![CDATA[214]]>"))), ISG_REPLY_BUSINESS, 214, 0, NULL },
  { "a byte order mark", A, 200, "text/xml", "\xef\xbb\xbf" SAVE_A (RETURN (STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0, NULL },
  /* what is none */
  { "another number's echo", A, 200, "text/xml", SAVE_A (RETURN (NUMBER ("43") STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "an echo that is no number", A, 200, "text/xml", SAVE_A (RETURN (NUMBER ("abc") STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "two echoes", A, 200, "text/xml", SAVE_A (RETURN (NUMBER ("42") NUMBER ("43") STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "an unknown status", B, 200, "text/xml", SAVE_B (RETURN (STATUS ("299"))), ISG_REPLY_NO_ANSWER, 299, 0, NULL },
  { "no status", B, 200, "text/xml", SAVE_B (RETURN (MESSAGE ("ok"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "two statuses", B, 200, "text/xml", SAVE_B (RETURN (STATUS ("200") STATUS ("212"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "a status in words", B, 200, "text/xml", SAVE_B (RETURN (STATUS ("tamam"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "a status with a sign", B, 200, "text/xml", SAVE_B (RETURN (STATUS ("+200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "two answers", A, 200, "text/xml", SAVE_A (RETURN (STATUS ("200")) RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "an empty answer", A, 200, "text/xml", SAVE_A (""), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "an item judged twice", B, 200, "text/xml", SAVE_B (RETURN (ITEM ("10000000214", "340", "40.0", "200") ITEM ("10000000214", "340", "40.0", "212") STATUS ("200"))), ISG_REPLY_NO_ANSWER, 200, 0, NULL },
  { "an item without employee", B, 200, "text/xml", SAVE_B (RETURN ("<kayitBilgisi><status>200</status></kayitBilgisi>" STATUS ("200"))), ISG_REPLY_NO_ANSWER, 200, 0, NULL },
  { "A's namespace in B", B, 200, "text/xml", SAVE_A (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "another operation's answer", A, 200, "text/xml", QUERY_A (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "SOAP 1.2", A, 200, "text/xml", "<S:Envelope xmlns:S=\"http://www.w3.org/2003/05/soap-envelope\"><S:Body/></S:Envelope>", ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "no envelope", A, 200, "text/xml", RETURN (STATUS ("200")), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "cut off", A, 200, "text/xml", "<S:Envelope xmlns:S=\"" SOAP "\"><S:Body><a", ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "something behind the end", A, 200, "text/xml", SAVE_A (RETURN (STATUS ("200"))) "<x/>", ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "nothing", A, 200, "text/xml", "", ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "no body", A, 200, "text/xml", NULL, ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "a document type", A, 200, "text/xml", "<!DOCTYPE x SYSTEM \"http://example.invalid/x.dtd\">" SAVE_A (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "entities", A, 200, "text/xml", "<!DOCTYPE x [<!ENTITY a \"200\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c " "\"&b;&b;&b;&b;&b;&b;&b;&b;\">]><S:Envelope xmlns:S=\"" SOAP "\"><S:Body>&c;</S:Body>" "</S:Envelope>", ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "an entity of a file", A, 200, "text/xml", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><S:Envelope xmlns:S=\"" SOAP "\"><S:Body>&a;</S:Body></S:Envelope>", ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "not UTF-8", A, 200, "text/xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-9\"?><S:Envelope xmlns:S=\"" SOAP "\"><S:Body><r:egitimBildirimKaydetResponse xmlns:r=\"" NS_A "\"><return><message>ba\xfe" "ar\xfd</message><status>200</status></return></" "r:egitimBildirimKaydetResponse></S:Body></S:Envelope>", ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  /* faults */
  { "our message could not be read", B, 500, "text/xml", FAULT ("S:Client"), ISG_REPLY_FAULT_CLIENT, 0, 0, NULL },
  { "the same without prefix", B, 500, "text/xml", FAULT ("Client"), ISG_REPLY_FAULT_CLIENT, 0, 0, NULL },
  { "the server's own fault", B, 500, "text/xml", FAULT ("S:Server"), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "a fault of another name", B, 500, "text/xml", FAULT ("S:Clients"), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "a fault as success", B, 200, "text/xml", FAULT ("S:Client"), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "an answer as failure", B, 500, "text/xml", SAVE_B (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "a failure that is no XML", B, 500, "text/html", FAULT ("S:Client"), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  /* HTTP */
  { "401", B, 401, "text/xml", SAVE_B (RETURN (STATUS ("200"))), ISG_REPLY_HTTP_CREDENTIALS, 0, 0, NULL },
  { "403", B, 403, NULL, NULL, ISG_REPLY_HTTP_FORBIDDEN, 0, 0, NULL },
  { "301", B, 301, NULL, NULL, ISG_REPLY_HTTP_ENDPOINT, 0, 0, NULL },
  { "307", B, 307, "text/html", "<html>", ISG_REPLY_HTTP_ENDPOINT, 0, 0, NULL },
  { "400", B, 400, NULL, NULL, ISG_REPLY_HTTP_ENDPOINT, 0, 0, NULL },
  { "404", B, 404, "text/html", "<html>", ISG_REPLY_HTTP_ENDPOINT, 0, 0, NULL },
  { "405", B, 405, NULL, NULL, ISG_REPLY_HTTP_ENDPOINT, 0, 0, NULL },
  { "415", B, 415, NULL, NULL, ISG_REPLY_HTTP_ENDPOINT, 0, 0, NULL },
  { "429", B, 429, NULL, NULL, ISG_REPLY_HTTP_BUSY, 0, 0, NULL },
  { "503", B, 503, "text/html", NULL, ISG_REPLY_HTTP_BUSY, 0, 0, NULL },
  { "500", B, 500, NULL, NULL, ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "502", B, 502, "text/html", "<html>", ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "201", B, 201, "text/xml", SAVE_B (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "204", B, 204, NULL, NULL, ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "no status line", B, 0, NULL, NULL, ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "another content type", B, 200, "application/xml", SAVE_B (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "JSON's content type", B, 200, "application/json", SAVE_B (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
  { "no content type", B, 200, NULL, SAVE_B (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0, NULL },
};
/* clang-format on */

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (IsgReply) reply = read_save (test->method, test->http, test->type, test->body, -1);

  g_assert_cmpint (reply->kind, ==, test->kind);
  g_assert_cmpint (reply->code, ==, test->code);
  g_assert_cmpuint (reply->items->len, ==, test->n_items);
  g_assert_cmpstr (reply->server_no, ==, test->server_no);
  if (test->kind == ISG_REPLY_NO_ANSWER)
    g_assert_nonnull (reply->detail);
  if (test->kind != ISG_REPLY_BUSINESS)
    g_assert_cmpuint (reply->fields->len, ==, 0);
}

static void
test_every_published_code_has_its_class (void)
{
  static const struct {
    int code;
    IsgCodeClass klass;
  } codes[] = {
    { 200, ISG_CODE_CLASS_ACCEPTED },    { 202, ISG_CODE_CLASS_IN_WORK },
    { 204, ISG_CODE_CLASS_FAILED },      { 210, ISG_CODE_CLASS_REFUSED },
    { 211, ISG_CODE_CLASS_USED },        { 212, ISG_CODE_CLASS_REFUSED },
    { 213, ISG_CODE_CLASS_REFUSED },     { 214, ISG_CODE_CLASS_SIGNATURE },
    { 215, ISG_CODE_CLASS_REFUSED },     { 216, ISG_CODE_CLASS_BATCH },
    { 217, ISG_CODE_CLASS_BATCH },       { 218, ISG_CODE_CLASS_BATCH },
    { 219, ISG_CODE_CLASS_BATCH },       { 220, ISG_CODE_CLASS_BATCH },
    { 221, ISG_CODE_CLASS_BATCH },       { 222, ISG_CODE_CLASS_SIGNATURE },
    { 401, ISG_CODE_CLASS_CREDENTIALS }, { 1111, ISG_CODE_CLASS_SERVER },
    { 2222, ISG_CODE_CLASS_SERVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++) {
    g_autofree char *a
      = g_strdup_printf (SAVE_A (RETURN (MESSAGE ("s") STATUS ("%d"))), codes[i].code);
    g_autofree char *b
      = g_strdup_printf (SAVE_B (RETURN (MESSAGE ("s") STATUS ("%d"))), codes[i].code);
    g_autoptr (IsgReply) single = read_save (A, 200, "text/xml", a, -1);
    g_autoptr (IsgReply) list = read_save (B, 200, "text/xml", b, -1);

    g_assert_cmpint (single->kind, ==, ISG_REPLY_BUSINESS);
    g_assert_cmpint (list->kind, ==, ISG_REPLY_BUSINESS);
    g_assert_cmpint (single->code, ==, codes[i].code);
    g_assert_cmpint (list->klass, ==, codes[i].klass);
    g_assert_cmpint (single->klass, ==, codes[i].klass);
    g_assert_cmpstr (list->message, ==, "s");
  }
}

static void
test_items_say_who_what_and_how (void)
{
  g_autoptr (IsgReply) reply
    = read_save (B,
                 200,
                 "text/xml",
                 SAVE_B (RETURN (ITEM ("10000000214", "340", "40.50", "200")
                                   ITEM ("10000000382", "390", "60", "212") STATUS ("200"))),
                 -1);
  const IsgReplyItem *first = g_ptr_array_index (reply->items, 0);
  const IsgReplyItem *second = g_ptr_array_index (reply->items, 1);

  g_assert_cmpstr (first->employee, ==, "10000000214");
  g_assert_cmpstr (first->topic, ==, "340");
  g_assert_cmpint (first->status, ==, 200);
  g_assert_cmpstr (first->message, ==, "m");
  g_assert_cmpstr (first->content, ==, "40.5");
  g_assert_cmpstr (second->employee, ==, "10000000382");
  g_assert_cmpint (second->status, ==, 212);
  g_assert_cmpstr (second->content, ==, "60");
}

static void
test_210_names_the_records_fields (void)
{
  static const struct {
    const char *method;
    const char *message;
    const char *fields; /* "path=wire name" … */
  } cases_210[] = {
    { B,
      "calisanTckNo,egitimTarihi: Zorunlu alan",
      "participants.employee=calisanTckNo date=egitimTarihi" },
    { A, "egitimSuresi,egitimKoduId: x", "topics.minutes=egitimSuresi topics.code=egitimKoduId" },
    { B, "egitim,calisan: x", "topics=egitim participants=calisan" },
    { B,
      "sgkTescilNo,isgProfTckNo,belgeTipi: x",
      "workplace.sgk_no=sgkTescilNo professional=isgProfTckNo professional=belgeTipi" },
    { B,
      "firmaKodu,imzaliDeger,sorguNo,yeniAlan: x",
      "firmaKodu=firmaKodu imzaliDeger=imzaliDeger sorguNo=sorguNo yeniAlan=yeniAlan" },
    { B, "Zorunlu alanlarda hata var: bakınız", "" },
    { B, "Zorunlu alanlarda hata", "" },
    { B, ": x", "" },
    { B, "egitimTur:", "method=egitimTur" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases_210); i++) {
    gboolean single = strcmp (cases_210[i].method, A) == 0;
    g_autofree char *body
      = single
          ? g_strdup_printf (SAVE_A (RETURN (MESSAGE ("%s") STATUS ("210"))), cases_210[i].message)
          : g_strdup_printf (SAVE_B (RETURN (MESSAGE ("%s") STATUS ("210"))), cases_210[i].message);
    g_autoptr (IsgReply) reply = read_save (cases_210[i].method, 200, "text/xml", body, -1);
    g_autoptr (GString) said = g_string_new (NULL);

    for (guint k = 0; k < reply->fields->len; k++) {
      const IsgReplyField *field = g_ptr_array_index (reply->fields, k);

      g_assert_cmpint (field->code, ==, 210);
      g_string_append_printf (said, "%s%s=%s", k > 0 ? " " : "", field->path, field->wire_name);
    }
    g_assert_cmpstr (said->str, ==, cases_210[i].fields);
    g_assert_cmpstr (reply->message, ==, cases_210[i].message);
  }
}

static void
test_other_codes_name_no_field (void)
{
  g_autoptr (IsgReply) reply
    = read_save (B, 200, "text/xml", SAVE_B (RETURN (MESSAGE ("egitimTur: x") STATUS ("212"))), -1);

  g_assert_cmpuint (reply->fields->len, ==, 0);
}

static void
test_a_log_in_page_is_recognised (void)
{
  static const struct {
    guint http;
    const char *type;
    const char *body;
    gboolean html;
  } pages[] = {
    { 200, "text/html", "Hoş geldiniz", TRUE },
    { 200, "text/xml", "  \n<!DOCTYPE HTML><html><body>Giriş</body></html>", TRUE },
    { 200, "text/xml", "<HTML></HTML>", TRUE },
    { 302, "text/html", "", TRUE },
    { 502, "text/html", "<html>", TRUE },
    { 200, "text/xml", SAVE_B (""), FALSE },
    { 404, "text/plain", "not found", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_autoptr (IsgReply) reply = read_save (B, pages[i].http, pages[i].type, pages[i].body, -1);

    g_assert_cmpint (reply->looks_html, ==, pages[i].html);
    g_assert_cmpint (reply->kind, !=, ISG_REPLY_BUSINESS);
  }
}

static void
test_what_is_too_much_is_no_answer (void)
{
  g_autoptr (GString) huge = g_string_new (NULL);
  g_autoptr (GString) deep = g_string_new ("<S:Envelope xmlns:S=\"" SOAP "\"><S:Body>");
  g_autoptr (GString) many = g_string_new ("<S:Envelope xmlns:S=\"" SOAP "\"><S:Body>");
  g_autoptr (IsgReply) too_long = NULL;
  g_autoptr (IsgReply) too_deep = NULL;
  g_autoptr (IsgReply) too_many = NULL;

  while (huge->len < 5 * 1024 * 1024)
    g_string_append (huge, SAVE_A (RETURN (STATUS ("200"))));
  for (guint i = 0; i < 5000; i++)
    g_string_append (deep, "<a>");
  for (guint i = 0; i < 250000; i++)
    g_string_append (many, "<a/>");
  too_long = read_save (A, 200, "text/xml", huge->str, (gssize) huge->len);
  too_deep = read_save (A, 200, "text/xml", deep->str, (gssize) deep->len);
  too_many = read_save (A, 200, "text/xml", many->str, (gssize) many->len);
  g_assert_cmpint (too_long->kind, ==, ISG_REPLY_NO_ANSWER);
  g_assert_cmpstr (too_long->detail, ==, "too long");
  g_assert_cmpstr (too_deep->detail, ==, "elements too deep in one another");
  g_assert_cmpstr (too_many->detail, ==, "too many elements");
}

static void
test_a_nul_byte_is_no_answer (void)
{
  static const char text[] = SAVE_A (RETURN (STATUS ("2\00000")));
  g_autoptr (IsgReply) reply = read_save (A, 200, "text/xml", text, sizeof text - 1);

  g_assert_cmpint (reply->kind, ==, ISG_REPLY_NO_ANSWER);
}

static void
test_every_prefix_of_an_answer_is_no_answer (void)
{
  static const char text[]
    = SAVE_B (RETURN (ITEM ("10000000214", "340", "40.0", "200") STATUS ("200")));

  for (gsize length = 0; length < sizeof text - 1; length++) {
    g_autoptr (IsgReply) reply = read_save (B, 200, "text/xml", text, (gssize) length);

    g_assert_cmpint (reply->kind, ==, ISG_REPLY_NO_ANSWER);
  }
}

static void
test_probe_is_answered_by_any_status (void)
{
  static const struct {
    guint http;
    const char *body;
    IsgReplyKind kind;
    int code;
  } probes[] = {
    { 200,
      PROBE_B (RETURN ("<egitimListesi><aciklama>a</aciklama><aktif>1</aktif><kodu>110</kodu>"
                       "</egitimListesi>" STATUS ("200"))),
      ISG_REPLY_BUSINESS,
      200 },
    { 200, PROBE_B (RETURN (STATUS ("401"))), ISG_REPLY_BUSINESS, 401 },
    { 200, PROBE_B (RETURN (STATUS ("1111"))), ISG_REPLY_BUSINESS, 1111 },
    { 200, PROBE_B (RETURN (STATUS ("999"))), ISG_REPLY_NO_ANSWER, 999 },
    { 200, SAVE_B (RETURN (STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0 },
    { 503, NULL, ISG_REPLY_HTTP_BUSY, 0 },
    { 500, FAULT ("S:Client"), ISG_REPLY_FAULT_CLIENT, 0 },
  };
  const IsgMethod *method = isg_rules_method (rules, "training", B);

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++) {
    g_autoptr (GBytes) body
      = probes[i].body == NULL ? NULL : g_bytes_new (probes[i].body, strlen (probes[i].body));
    g_autoptr (IsgReply) reply = isg_message_read_probe (method, probes[i].http, "text/xml", body);

    g_assert_cmpint (reply->kind, ==, probes[i].kind);
    g_assert_cmpint (reply->code, ==, probes[i].code);
  }
}

int
main (int argc, char **argv)
{
  g_autofree char *dir = NULL;
  int result;

  isg_test_init (&argc, &argv);
  dir = isg_test_source ("data/rules");
  rules = isg_rules_load (dir, NULL);
  g_assert_nonnull (rules);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/save-reply/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/save-reply/codes", test_every_published_code_has_its_class);
  g_test_add_func ("/save-reply/items", test_items_say_who_what_and_how);
  g_test_add_func ("/save-reply/fields", test_210_names_the_records_fields);
  g_test_add_func ("/save-reply/no-fields", test_other_codes_name_no_field);
  g_test_add_func ("/save-reply/page", test_a_log_in_page_is_recognised);
  g_test_add_func ("/save-reply/too-much", test_what_is_too_much_is_no_answer);
  g_test_add_func ("/save-reply/nul", test_a_nul_byte_is_no_answer);
  g_test_add_func ("/save-reply/prefixes", test_every_prefix_of_an_answer_is_no_answer);
  g_test_add_func ("/save-reply/probe", test_probe_is_answered_by_any_status);
  result = g_test_run ();
  isg_rules_unref (rules);
  return result;
}
