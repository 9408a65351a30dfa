/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-message.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"

#define C "ibys-json"

static IsgRules *rules; /* (owned) */

typedef struct {
  const char *name;
  guint http;
  const char *type;
  const char *body;
  IsgReplyKind kind;
  int code;
} Case;

/* clang-format off */
static const Case cases[] = {
  { "number as string", 200, "application/json", "{\"status\":200,\"message\":\"ok\",\"sorguNo\":\"42\"}", ISG_REPLY_BUSINESS, 200 },
  { "number as number", 200, "application/json", " {\"sorguNo\":42 , \"status\":202}\n", ISG_REPLY_BUSINESS, 202 },
  { "no echo", 200, "application/json", "{\"status\":211}", ISG_REPLY_BUSINESS, 211 },
  { "echo null", 200, "application/json", "{\"status\":200,\"sorguNo\":null}", ISG_REPLY_BUSINESS, 200 },
  { "status as string", 200, "application/json", "{\"status\":\"200\"}", ISG_REPLY_BUSINESS, 200 },
  { "another number", 200, "application/json", "{\"status\":200,\"sorguNo\":43}", ISG_REPLY_NO_ANSWER, 0 },
  { "a number with a fraction", 200, "application/json", "{\"status\":200,\"sorguNo\":42.5}", ISG_REPLY_NO_ANSWER, 0 },
  { "a status with a fraction", 200, "application/json", "{\"status\":200.0}", ISG_REPLY_NO_ANSWER, 0 },
  { "a status with exponent", 200, "application/json", "{\"status\":2e2}", ISG_REPLY_NO_ANSWER, 0 },
  { "unknown status", 200, "application/json", "{\"status\":299}", ISG_REPLY_NO_ANSWER, 299 },
  { "a name twice", 200, "application/json", "{\"status\":200,\"status\":212}", ISG_REPLY_NO_ANSWER, 0 },
  { "an array", 200, "application/json", "[{\"status\":200}]", ISG_REPLY_NO_ANSWER, 0 },
  { "a text", 200, "application/json", "\"200\"", ISG_REPLY_NO_ANSWER, 0 },
  { "cut off", 200, "application/json", "{\"status\":200", ISG_REPLY_NO_ANSWER, 0 },
  { "a byte order mark", 200, "application/json", "\xEF\xBB\xBF{\"status\":200}", ISG_REPLY_BUSINESS, 200 },
  { "a mark and nothing", 200, "application/json", "\xEF\xBB\xBF", ISG_REPLY_NO_ANSWER, 0 },
  { "something behind", 200, "application/json", "{\"status\":200}{}", ISG_REPLY_NO_ANSWER, 0 },
  { "a comment", 200, "application/json", "{/* x */\"status\":200}", ISG_REPLY_NO_ANSWER, 0 },
  { "not UTF-8", 200, "application/json", "{\"status\":200,\"message\":\"\xfe\"}", ISG_REPLY_NO_ANSWER, 0 },
  { "nothing", 200, "application/json", "", ISG_REPLY_NO_ANSWER, 0 },
  { "no body", 200, "application/json", NULL, ISG_REPLY_NO_ANSWER, 0 },
  { "XML", 200, "text/xml", "<status>200</status>", ISG_REPLY_NO_ANSWER, 0 },
  { "a page", 200, "text/html", "<html>", ISG_REPLY_NO_ANSWER, 0 },
  { "no fault in JSON", 500, "application/json", "{\"status\":200}", ISG_REPLY_NO_ANSWER, 0 },
  { "HTTP 401", 401, "application/json", "{\"status\":401}", ISG_REPLY_HTTP_CREDENTIALS, 0 },
};
/* clang-format on */

static IsgReply *
read_save (guint http, const char *type, const char *text)
{
  g_autoptr (GBytes) body = text == NULL ? NULL : g_bytes_new (text, strlen (text));

  return isg_message_read_save (isg_rules_method (rules, "training", C), http, type, body, 42);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (IsgReply) reply = read_save (test->http, test->type, test->body);

  g_assert_cmpint (reply->kind, ==, test->kind);
  g_assert_cmpint (reply->code, ==, test->code);
}

static void
test_refused_fields_are_the_records (void)
{
  g_autoptr (IsgReply) reply
    = read_save (200,
                 "application/json",
                 "{\"status\":210,\"hatalar\":["
                 "{\"alan\":\"calisanTcKNo\",\"kod\":210,\"mesaj\":\"yok\"},"
                 "{\"alan\":\"egitimKodu\",\"kod\":\"211\"},{\"alan\":\"yeni[0].x\"},"
                 "{\"kod\":210}]}");
  const IsgReplyField *first = g_ptr_array_index (reply->fields, 0);
  const IsgReplyField *second = g_ptr_array_index (reply->fields, 1);
  const IsgReplyField *third = g_ptr_array_index (reply->fields, 2);

  g_assert_cmpuint (reply->fields->len, ==, 3);
  g_assert_cmpstr (first->path, ==, "participants.employee");
  g_assert_cmpint (first->code, ==, 210);
  g_assert_cmpstr (first->message, ==, "yok");
  g_assert_cmpstr (second->path, ==, "topics.code");
  g_assert_cmpint (second->code, ==, 211);
  g_assert_cmpstr (third->path, ==, "yeni[0].x");
  g_assert_cmpint (third->code, ==, 210);
}

static GPtrArray *
read_query (const char *text)
{
  static const IsgAsked asked[] = { { 42, NULL, NULL, 1 }, { 7, NULL, NULL, 1 } };
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return isg_message_read_query (isg_rules_method (rules, "training", C),
                                 200,
                                 "application/json",
                                 body,
                                 asked,
                                 G_N_ELEMENTS (asked));
}

static void
test_a_query_tells_the_hash_of_what_is_stored (void)
{
  g_autoptr (GPtrArray) replies
    = read_query ("{\"sonuclar\":[{\"sorguNo\":7,\"status\":204},"
                  "{\"sorguNo\":\"42\",\"status\":200,\"message\":\"m\",\"ozet\":\"ab12\"}]}");
  const IsgReply *first = g_ptr_array_index (replies, 0);
  const IsgReply *second = g_ptr_array_index (replies, 1);

  g_assert_cmpint (first->code, ==, 200);
  g_assert_cmpstr (first->summary_hash, ==, "ab12");
  g_assert_cmpint (second->code, ==, 204);
  g_assert_null (second->summary_hash);
}

static void
test_a_query_that_is_refused_says_so_to_every_number (void)
{
  g_autoptr (GPtrArray) refused = read_query ("{\"status\":401,\"message\":\"x\"}");
  g_autoptr (GPtrArray) failed = read_query ("{\"status\":210}");
  g_autoptr (GPtrArray) empty = read_query ("{\"sonuclar\":[]}");

  for (guint i = 0; i < 2; i++) {
    g_assert_cmpint (((IsgReply *) g_ptr_array_index (refused, i))->klass,
                     ==,
                     ISG_CODE_CLASS_CREDENTIALS);
    g_assert_cmpint (((IsgReply *) g_ptr_array_index (failed, i))->kind, ==, ISG_REPLY_NO_ANSWER);
    g_assert_cmpint (((IsgReply *) g_ptr_array_index (empty, i))->kind, ==, ISG_REPLY_NO_ANSWER);
  }
}

static void
test_the_probe_is_answered_by_any_query_reply (void)
{
  static const struct {
    const char *body;
    IsgReplyKind kind;
    int code;
  } probes[] = {
    { "{\"sonuclar\":[{\"sorguNo\":7,\"status\":204}]}", ISG_REPLY_BUSINESS, 200 },
    { "{\"status\":401}", ISG_REPLY_BUSINESS, 401 },
    { "{\"status\":402}", ISG_REPLY_NO_ANSWER, 402 },
    { "{\"sonuclar\":[]}", ISG_REPLY_NO_ANSWER, 0 },
    { "{}", ISG_REPLY_NO_ANSWER, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (probes); i++) {
    g_autoptr (GBytes) body = g_bytes_new (probes[i].body, strlen (probes[i].body));
    g_autoptr (IsgReply) reply = isg_message_read_probe (isg_rules_method (rules, "training", C),
                                                         200,
                                                         "application/json",
                                                         body);

    g_assert_cmpint (reply->kind, ==, probes[i].kind);
    g_assert_cmpint (reply->code, ==, probes[i].code);
  }
}

static void
test_the_number_is_signed (void)
{
  const IsgMethod *method = isg_rules_method (rules, "training", C);

  g_assert_true (isg_method_traits (method, ISG_ENVIRONMENT_LIVE).number_is_signed);
  g_assert_true (isg_method_traits (method, ISG_ENVIRONMENT_LIVE).query_has_content);
  g_assert_null (isg_message_item_content (method, "{}", "10000000214", "390"));
}

static void
test_nesting_is_limited (void)
{
  g_autoptr (GString) deep = g_string_new ("{\"status\":200,\"x\":");
  g_autoptr (IsgReply) reply = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (deep, '[');
  reply = read_save (200, "application/json", deep->str);
  g_assert_cmpint (reply->kind, ==, ISG_REPLY_NO_ANSWER);
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
    g_autofree char *path = g_strdup_printf ("/json/save/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/json/fields", test_refused_fields_are_the_records);
  g_test_add_func ("/json/query", test_a_query_tells_the_hash_of_what_is_stored);
  g_test_add_func ("/json/query-refused", test_a_query_that_is_refused_says_so_to_every_number);
  g_test_add_func ("/json/probe", test_the_probe_is_answered_by_any_query_reply);
  g_test_add_func ("/json/number", test_the_number_is_signed);
  g_test_add_func ("/json/nesting", test_nesting_is_limited);
  result = g_test_run ();
  isg_rules_unref (rules);
  return result;
}
