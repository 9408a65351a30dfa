/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-message.h"
#include "fuzz/isg-fuzz.h"
#include "support/isg-test.h"

static IsgRules *rules; /* the source tree's pack, for the life of the program */

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autofree char *dir = isg_test_source ("data/rules");
  g_autoptr (GError) error = NULL;

  rules = isg_rules_load (dir, &error);
  g_assert_no_error (error);
  return 0;
}

static void
check_reply (const IsgMethod *method, const IsgReply *reply)
{
  g_assert_nonnull (reply);
  if (reply->kind == ISG_REPLY_BUSINESS)
    g_assert_cmpint (isg_method_code_class (method, reply->code), !=, ISG_CODE_CLASS_UNKNOWN);
  else
    g_assert_cmpuint (reply->items->len + reply->fields->len, ==, 0);
  if (reply->kind == ISG_REPLY_NO_ANSWER)
    g_assert_nonnull (reply->detail);
  for (guint i = 0; i < reply->items->len; i++) {
    const IsgReplyItem *item = g_ptr_array_index (reply->items, i);

    g_assert_true (g_utf8_validate (item->employee, -1, NULL));
    g_assert_true (g_utf8_validate (item->topic, -1, NULL));
  }
  for (guint i = 0; i < reply->fields->len; i++)
    g_assert_nonnull (((IsgReplyField *) g_ptr_array_index (reply->fields, i))->path);
  g_assert_true (reply->message == NULL || g_utf8_validate (reply->message, -1, NULL));
}

static void
read_all (const IsgMethod *method, guint http, const char *type, GBytes *body)
{
  static const IsgAsked asked[] = { { 42, "T7", NULL, 1 }, { 7, NULL, NULL, 1 } };
  g_autoptr (IsgReply) save = isg_message_read_save (method, http, type, body, 42);
  g_autoptr (IsgReply) probe = isg_message_read_probe (method, http, type, body);
  g_autoptr (GPtrArray) replies
    = isg_message_read_query (method, http, type, body, asked, G_N_ELEMENTS (asked));

  check_reply (method, save);
  check_reply (method, probe);
  g_assert_cmpuint (replies->len, ==, G_N_ELEMENTS (asked));
  for (guint i = 0; i < replies->len; i++)
    check_reply (method, g_ptr_array_index (replies, i));
}

/* A body, read as every answer of every method. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) body = g_bytes_new (data, size);
  GPtrArray *methods = isg_rules_methods (rules);

  for (guint i = 0; i < methods->len; i++) {
    const IsgMethod *method = g_ptr_array_index (methods, i);

    /* A folder answers nothing. */
    if (isg_method_is_file (method))
      continue;
    read_all (method, 200, "text/xml", body);
    read_all (method, 500, "text/xml", body);
    read_all (method, 200, "application/json", body);
  }
  return 0;
}
