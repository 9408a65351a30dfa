/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "dataset/isg-message.h"
#include "support/isg-test.h"
#include "unit/dataset/isg-fixture.h"
#include "unit/dataset/isg-reply-bodies.h"

#define A "ibys-soap-single"
#define B "ibys-soap-list"

static IsgRules *rules; /* (owned) */

static GPtrArray *
read_query (const char *method_id, guint http, const char *text, guint n_asked)
{
  static const IsgAsked asked[] = { { 42, NULL, "10000000146", 2 },
                                    { 7, "T7", "10000000146", 2 },
                                    { 9, NULL, "10000000146", 2 } };
  const IsgMethod *method = isg_rules_method (rules, "training", method_id);
  g_autoptr (GBytes) body = text == NULL ? NULL : g_bytes_new (text, strlen (text));

  g_assert_cmpuint (n_asked, <=, G_N_ELEMENTS (asked));
  return isg_message_read_query (method, http, "text/xml", body, asked, n_asked);
}

typedef struct {
  const char *name;
  const char *method;
  guint http;
  const char *body;
  IsgReplyKind kind; /* of the first number asked: 42 */
  int code;
  guint n_items;
} Case;

/* clang-format off */
static const Case cases[] = {
  /* B */
  { "all accepted", B, 200, QUERY_B (RETURN (NUMBER ("42") STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0 },
  { "items", B, 200, QUERY_B (RETURN (ITEM ("10000000214", "340", "40.0", "200") ITEM ("10000000382", "340", "40.0", "212") NUMBER ("42") STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 2 },
  { "absent", B, 200, QUERY_B (RETURN (NUMBER ("42") STATUS ("204"))), ISG_REPLY_BUSINESS, 204, 0 },
  { "in work", B, 200, QUERY_B (RETURN (NUMBER ("42") STATUS ("202"))), ISG_REPLY_BUSINESS, 202, 0 },
  { "refused after taking", B, 200, QUERY_B (RETURN (ITEM ("10000000214", "340", "40.0", "212") NUMBER ("42") STATUS ("212"))), ISG_REPLY_BUSINESS, 212, 1 },
  { "refused as a whole", B, 200, QUERY_B (RETURN (NUMBER ("42") STATUS ("222"))), ISG_REPLY_BUSINESS, 222, 0 },
  { "the echo with leading zeros", B, 200, QUERY_B (RETURN (NUMBER ("0042") STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0 },
  { "the other order", B, 200, QUERY_B (RETURN (NUMBER ("7") STATUS ("204")) RETURN (NUMBER ("42") STATUS ("200"))), ISG_REPLY_BUSINESS, 200, 0 },
  { "absent without echo", B, 200, QUERY_B (RETURN (STATUS ("204"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "the query refused", B, 200, QUERY_B (RETURN (STATUS ("210"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "not let in", B, 200, QUERY_B (RETURN (STATUS ("401"))), ISG_REPLY_BUSINESS, 401, 0 },
  { "another number", B, 200, QUERY_B (RETURN (NUMBER ("43") STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "number missing", B, 200, QUERY_B (RETURN (NUMBER ("7") STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "nothing said", B, 200, QUERY_B (""), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "answered twice", B, 200, QUERY_B (RETURN (NUMBER ("42") STATUS ("200")) RETURN (NUMBER ("42") STATUS ("204"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "system error for the number", B, 200, QUERY_B (RETURN (NUMBER ("42") STATUS ("1111"))), ISG_REPLY_NO_ANSWER, 1111, 0 },
  { "SQL error for the number", B, 200, QUERY_B (RETURN (NUMBER ("42") STATUS ("2222"))), ISG_REPLY_NO_ANSWER, 2222, 0 },
  { "unknown status", B, 200, QUERY_B (RETURN (NUMBER ("42") STATUS ("777"))), ISG_REPLY_NO_ANSWER, 777, 0 },
  { "a save's answer", B, 200, SAVE_B (RETURN (NUMBER ("42") STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "HTTP 401", B, 401, NULL, ISG_REPLY_HTTP_CREDENTIALS, 0, 0 },
  { "HTTP 403", B, 403, NULL, ISG_REPLY_HTTP_FORBIDDEN, 0, 0 },
  { "HTTP 404", B, 404, NULL, ISG_REPLY_HTTP_ENDPOINT, 0, 0 },
  { "HTTP 503", B, 503, NULL, ISG_REPLY_HTTP_BUSY, 0, 0 },
  { "fault", B, 500, FAULT ("S:Client"), ISG_REPLY_FAULT_CLIENT, 0, 0 },
  /* A */
  { "A: stored", A, 200, QUERY_A (STORED ("42", "10000000214", "390", "40.0", "200")), ISG_REPLY_BUSINESS, 200, 1 },
  { "A: more than one stored", A, 200, QUERY_A (STORED ("42", "10000000214", "390", "40.0", "200") STORED ("42", "10000000382", "390", "40.0", "200")), ISG_REPLY_BUSINESS, 200, 2 },
  { "A: absent", A, 200, QUERY_A (RETURN (NUMBER ("42") STATUS ("204"))), ISG_REPLY_BUSINESS, 204, 0 },
  { "A: absent without echo", A, 200, QUERY_A (RETURN (STATUS ("204"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "A: refused", A, 200, QUERY_A (RETURN (NUMBER ("42") STATUS ("212"))), ISG_REPLY_BUSINESS, 212, 0 },
  { "A: stored and absent", A, 200, QUERY_A (STORED ("42", "10000000214", "390", "40.0", "200") RETURN (NUMBER ("42") STATUS ("204"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "A: another number's", A, 200, QUERY_A (STORED ("43", "10000000214", "390", "40.0", "200")), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "A: without topic", A, 200, QUERY_A (RETURN ("<calisanTcNo>10000000214</calisanTcNo>" NUMBER ("42") STATUS ("200"))), ISG_REPLY_NO_ANSWER, 0, 0 },
  { "A: not let in", A, 200, QUERY_A (RETURN (STATUS ("401"))), ISG_REPLY_BUSINESS, 401, 0 },
  { "A: system error", A, 200, QUERY_A (RETURN (NUMBER ("42") STATUS ("1111"))), ISG_REPLY_NO_ANSWER, 1111, 0 },
};
/* clang-format on */

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  guint n_asked = strcmp (test->method, A) == 0 ? 1 : 3;
  g_autoptr (GPtrArray) replies = read_query (test->method, test->http, test->body, n_asked);
  const IsgReply *reply;

  g_assert_cmpuint (replies->len, ==, n_asked);
  reply = g_ptr_array_index (replies, 0);
  g_assert_cmpint (reply->kind, ==, test->kind);
  g_assert_cmpint (reply->code, ==, test->code);
  g_assert_cmpuint (reply->items->len, ==, test->n_items);
  if (reply->kind == ISG_REPLY_NO_ANSWER)
    g_assert_nonnull (reply->detail);
}

static void
test_each_number_has_its_own_answer (void)
{
  g_autoptr (GPtrArray) replies = read_query (B,
                                              200,
                                              QUERY_B (RETURN (NUMBER ("7") STATUS ("204")) RETURN (
                                                MESSAGE ("x") NUMBER ("42") STATUS ("202"))),
                                              3);
  const IsgReply *first = g_ptr_array_index (replies, 0);
  const IsgReply *second = g_ptr_array_index (replies, 1);
  const IsgReply *third = g_ptr_array_index (replies, 2);

  g_assert_cmpint (first->code, ==, 202);
  g_assert_cmpint (first->klass, ==, ISG_CODE_CLASS_IN_WORK);
  g_assert_cmpstr (first->message, ==, "x");
  g_assert_cmpint (second->code, ==, 204);
  g_assert_cmpint (third->kind, ==, ISG_REPLY_NO_ANSWER);
  g_assert_cmpint (third->code, ==, 0);
}

/* ---- what is stored against what was sent ---- */

static void
test_stored_content_is_compared_by_value (void)
{
  g_autoptr (IsgFixture) fixture = isg_fixture_new ();
  const IsgMethod *list = isg_rules_method (fixture->rules, "training", B);
  const IsgMethod *single = isg_rules_method (fixture->rules, "training", A);
  g_autoptr (GPtrArray) list_parts = NULL;
  g_autoptr (GPtrArray) single_parts = NULL;
  g_autofree char *of_list = NULL;
  g_autofree char *of_single = NULL;
  g_autofree char *of_nobody = NULL;
  g_autoptr (GPtrArray) replies
    = read_query (A, 200, QUERY_A (STORED ("42", "10000000214", "340", "40", "200")), 1);
  const IsgReplyItem *told
    = g_ptr_array_index (((IsgReply *) g_ptr_array_index (replies, 0))->items, 0);

  isg_fixture_load (fixture, "training-two.records.json");
  list_parts = isg_fixture_make (fixture, B);
  single_parts = isg_fixture_make (fixture, A);
  of_list = isg_message_item_content (list,
                                      ((IsgPart *) g_ptr_array_index (list_parts, 0))->message,
                                      "10000000214",
                                      "390");
  of_single = isg_message_item_content (single,
                                        ((IsgPart *) g_ptr_array_index (single_parts, 0))->message,
                                        "10000000214",
                                        "340");
  of_nobody = isg_message_item_content (list,
                                        ((IsgPart *) g_ptr_array_index (list_parts, 0))->message,
                                        "10000000214",
                                        "110");
  g_assert_cmpstr (of_list, ==, "60");
  g_assert_cmpstr (of_single, ==, "04-01-2019|40");
  g_assert_null (of_nobody);
  g_assert_cmpstr (told->content, ==, "04-01-2019|40");
  g_assert_true (isg_message_content_agrees (told->content, of_single));
}

static void
test_a_value_left_out_does_not_speak_against (void)
{
  g_assert_true (isg_message_content_agrees (NULL, "04-01-2019|40"));
  g_assert_true (isg_message_content_agrees ("|40", "04-01-2019|40"));
  g_assert_true (isg_message_content_agrees ("04-01-2019|", "04-01-2019|40"));
  g_assert_false (isg_message_content_agrees ("05-01-2019|40", "04-01-2019|40"));
  g_assert_false (isg_message_content_agrees ("04-01-2019|41", "04-01-2019|40"));
  g_assert_false (isg_message_content_agrees ("40", NULL));
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
    g_autofree char *path = g_strdup_printf ("/query-reply/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/query-reply/each", test_each_number_has_its_own_answer);
  g_test_add_func ("/query-reply/content", test_stored_content_is_compared_by_value);
  g_test_add_func ("/query-reply/left-out", test_a_value_left_out_does_not_speak_against);
  result = g_test_run ();
  isg_rules_unref (rules);
  return result;
}
