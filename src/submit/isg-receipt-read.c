/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-receipt-private.h"

#include "base/isg-bytes.h"

#include <string.h>

static void append_canonical (GString *out, const IsgJson *value, const char *without);

static int
compare_names (gconstpointer a, gconstpointer b, gpointer object)
{
  return strcmp (isg_json_nth_name (object, *(const guint *) a),
                 isg_json_nth_name (object, *(const guint *) b));
}

static void
append_object (GString *out, const IsgJson *object, const char *without)
{
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < isg_json_length (object); i++) {
    if (g_strcmp0 (isg_json_nth_name (object, i), without) != 0)
      g_array_append_val (order, i);
  }
  g_array_sort_with_data (order, compare_names, (gpointer) object);
  g_string_append_c (out, '{');
  for (guint i = 0; i < order->len; i++) {
    guint nth = g_array_index (order, guint, i);

    if (i > 0)
      g_string_append_c (out, ',');
    isg_json_append_string (out, isg_json_nth_name (object, nth));
    g_string_append_c (out, ':');
    append_canonical (out, isg_json_nth (object, nth), NULL);
  }
  g_string_append_c (out, '}');
}

static void
append_array (GString *out, const IsgJson *array)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < isg_json_length (array); i++) {
    if (i > 0)
      g_string_append_c (out, ',');
    append_canonical (out, isg_json_nth (array, i), NULL);
  }
  g_string_append_c (out, ']');
}

static void
append_canonical (GString *out, const IsgJson *value, const char *without)
{
  switch (isg_json_type (value)) {
  case ISG_JSON_OBJECT:
    append_object (out, value, without);
    break;
  case ISG_JSON_ARRAY:
    append_array (out, value);
    break;
  case ISG_JSON_STRING:
    isg_json_append_string (out, isg_json_text (value));
    break;
  case ISG_JSON_NUMBER:
    g_string_append (out, isg_json_text (value));
    break;
  case ISG_JSON_BOOL:
    g_string_append (out, isg_json_bool (value) ? "true" : "false");
    break;
  case ISG_JSON_NULL:
  default:
    g_string_append (out, "null");
    break;
  }
}

char *
isg_receipt_seal (const IsgJson *root)
{
  GString *text = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;

  append_canonical (text, root, "seal");
  bytes = g_string_free_to_bytes (text);
  return isg_bytes_sha256_hex (bytes);
}

/* ---- replies ---- */

static gboolean
says_something (const IsgReply *reply)
{
  return reply->kind == ISG_REPLY_BUSINESS && reply->code != 0
         && reply->klass != ISG_CODE_CLASS_UNKNOWN && reply->klass != ISG_CODE_CLASS_CREDENTIALS
         && reply->klass != ISG_CODE_CLASS_SERVER;
}

static IsgReply *
read_query (const IsgMethod *method, const IsgReceiptReply *raw, const char *server_no)
{
  IsgAsked asked = { .number = raw->number, .server_no = server_no, .signer = "", .n_items = 0 };
  g_autoptr (GPtrArray) replies
    = isg_message_read_query (method, raw->http_status, raw->content_type, raw->body, &asked, 1);

  return replies->len == 1 ? g_ptr_array_steal_index (replies, 0) : NULL;
}

IsgReply *
isg_receipt_reply_read (const IsgMethod *method, const IsgReceiptReply *raw)
{
  g_autoptr (IsgReply) reply = NULL;

  if (!raw->is_query) {
    reply
      = isg_message_read_save (method, raw->http_status, raw->content_type, raw->body, raw->number);
  } else {
    reply = read_query (method, raw, raw->server_no);
    /* It may have been asked before the server's number was known. */
    if (raw->server_no != NULL && (reply == NULL || !says_something (reply))) {
      g_clear_pointer (&reply, isg_reply_free);
      reply = read_query (method, raw, NULL);
    }
  }
  return reply != NULL && says_something (reply) ? g_steal_pointer (&reply) : NULL;
}
