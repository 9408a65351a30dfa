/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-message.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"

#define XML_TYPE  "text/xml"
#define JSON_TYPE "application/json"

/* The reply speaks of 41, 42 and 43; each says its number in its message, too. */
typedef struct {
  const char *name;
  const char *method;
  const char *body;
  const char *own; /* of 42; NULL: nothing can be cut out */
} Case;

#define OPEN_B                                                                                     \
  "<?xml version=\"1.0\"?><!-- <return>of 41</return> --><s:Envelope "                             \
  "xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"                                 \
  "<n:egitimSorgulaResponse xmlns:n=\"http://ws.ibys.ailevecalisma.gov.tr/\">"
#define CLOSE_B "</n:egitimSorgulaResponse></s:Body></s:Envelope>\n"
#define ENTRY(number, more)                                                                        \
  "<return><message>of " number "</message>" more "<sorguNo>" number                               \
  "</sorguNo><status>200</status></return>"

/* clang-format off */
static const Case cases[] = {
  { "the middle of three", "ibys-json", "{\"sonuclar\":[{\"sorguNo\":41,\"status\":200,\"message\":\"of 41\"},{\"sorguNo\":42,\"status\":200,\"message\":\"of 42\"},{\"sorguNo\":43,\"status\":204,\"message\":\"of 43\"}]}",
    "{\"sonuclar\":[{\"sorguNo\":42,\"status\":200,\"message\":\"of 42\"}]}" },
  { "the first", "ibys-json", "{ \"sonuclar\" : [ {\"sorguNo\":\"42\",\"status\":200} , {\"sorguNo\":41,\"status\":200} ], \"status\":200 }",
    "{ \"sonuclar\" : [ {\"sorguNo\":\"42\",\"status\":200}  ], \"status\":200 }" },
  { "the last", "ibys-json", "{\"sonuclar\":[{\"sorguNo\":41,\"status\":200},\n{\"sorguNo\":43,\"status\":200},\n{\"sorguNo\":42,\"status\":202}]}",
    "{\"sonuclar\":[\n\n{\"sorguNo\":42,\"status\":202}]}" },
  { "brackets in texts", "ibys-json", "{\"not\":\"\\\"sonuclar\\\":[{}]\",\"sonuclar\":[{\"message\":\"}],{\\\"\",\"sorguNo\":41,\"status\":200},{\"sorguNo\":42,\"status\":200}]}",
    "{\"not\":\"\\\"sonuclar\\\":[{}]\",\"sonuclar\":[{\"sorguNo\":42,\"status\":200}]}" },
  { "the same name deeper", "ibys-json", "{\"x\":{\"sonuclar\":[{\"sorguNo\":41,\"status\":200}]},\"sonuclar\":[{\"sorguNo\":42,\"status\":200}]}",
    "{\"x\":{\"sonuclar\":[{\"sorguNo\":41,\"status\":200}]},\"sonuclar\":[{\"sorguNo\":42,\"status\":200}]}" },
  { "no list", "ibys-json", "{\"sonuclar\":{\"sorguNo\":42,\"status\":200}}", "{\"sonuclar\":{\"sorguNo\":42,\"status\":200}}" },
  { "nobody's", "ibys-json", "{\"sonuclar\":[{\"sorguNo\":41,\"status\":200}]}", NULL },
  { "garbage", "ibys-json", "{\"sonuclar\":[", NULL },
  { "three returns", "ibys-soap-list", OPEN_B ENTRY ("41", "") ENTRY ("42", "") ENTRY ("43", "") CLOSE_B, OPEN_B ENTRY ("42", "") CLOSE_B },
  { "one return", "ibys-soap-list", OPEN_B ENTRY ("42", "") CLOSE_B, OPEN_B ENTRY ("42", "") CLOSE_B },
  { "empty ones and remarks", "ibys-soap-list", OPEN_B "<return/>\n" ENTRY ("42", "<x a='>' b=\"/>\"/>") "<!-- </return> --><return  ></return>" CLOSE_B,
    OPEN_B "\n" ENTRY ("42", "<x a='>' b=\"/>\"/>") "<!-- </return> -->" CLOSE_B },
  { "the same name deeper", "ibys-soap-list", OPEN_B ENTRY ("41", "<return><return/></return>") ENTRY ("42", "<return><sorguNo>41</sorguNo></return>") CLOSE_B,
    OPEN_B ENTRY ("42", "<return><sorguNo>41</sorguNo></return>") CLOSE_B },
  { "quoted text", "ibys-soap-list", OPEN_B ENTRY ("41", "<m><![CDATA[</return>]]></m>") ENTRY ("42", "<m><![CDATA[<return>]]></m>") CLOSE_B,
    OPEN_B ENTRY ("42", "<m><![CDATA[<return>]]></m>") CLOSE_B },
};
/* clang-format on */

static const char *
type_of (const Case *test)
{
  return strcmp (test->method, "ibys-json") == 0 ? JSON_TYPE : XML_TYPE;
}

static IsgReply *
read_one (const IsgMethod *method, const Case *test, GBytes *body, const IsgAsked *asked)
{
  g_autoptr (GPtrArray) replies
    = isg_message_read_query (method, 200, type_of (test), body, asked, 1);

  return g_ptr_array_steal_index (replies, 0);
}

static void
test_own_entry_alone_is_left (gconstpointer data)
{
  const Case *test = data;
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  const IsgMethod *method = isg_rules_method (fixture->rules, "training", test->method);
  IsgAsked asked = { 42, NULL, "10000000146", 1 };
  g_autoptr (GBytes) body = g_bytes_new_static (test->body, strlen (test->body));
  g_autoptr (GBytes) own = isg_message_extract (method, 200, type_of (test), body, &asked);
  g_autofree char *text = NULL;
  g_autoptr (IsgReply) whole_says = read_one (method, test, body, &asked);
  g_autoptr (IsgReply) own_says = NULL;

  if (test->own == NULL) {
    g_assert_null (own);
    return;
  }
  g_assert_nonnull (own);
  text = g_strndup (g_bytes_get_data (own, NULL), g_bytes_get_size (own));
  g_assert_cmpstr (text, ==, test->own);
  own_says = read_one (method, test, own, &asked);
  g_assert_cmpint (own_says->kind, ==, ISG_REPLY_BUSINESS);
  g_assert_cmpint (own_says->code, ==, whole_says->code);
  g_assert_cmpstr (own_says->message, ==, whole_says->message);
}

int
main (int argc, char **argv)
{
  isg_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/extract/%s/%s", cases[i].method, cases[i].name);

    g_test_add_data_func (path, &cases[i], test_own_entry_alone_is_left);
  }
  return g_test_run ();
}
