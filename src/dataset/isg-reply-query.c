/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-reply-private.h"

gboolean
isg_reply_speaks_of (const IsgDefReply *definition,
                     IsgWire *entry,
                     const IsgAsked *asked,
                     gboolean by_server)
{
  gboolean twice = FALSE;
  g_autofree char *echo = isg_wire_text (entry, definition->number, &twice);

  if (twice || echo == NULL)
    return FALSE;
  if (by_server && asked->server_no != NULL)
    return g_strcmp0 (echo, asked->server_no) == 0;
  return isg_reply_echo_is (echo, asked->number);
}

static GPtrArray *
entries_of (const IsgMethod *method, GPtrArray *entries, const IsgAsked *asked)
{
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++) {
    IsgWire *entry = g_ptr_array_index (entries, i);

    if (isg_reply_speaks_of (method->query->reply, entry, asked, method->query->ask_server))
      g_ptr_array_add (own, entry);
  }
  return own;
}

/* The server's trouble says nothing of the notification. */
static IsgReply *
judge (IsgReply *reply)
{
  if (reply->kind == ISG_REPLY_BUSINESS && reply->klass == ISG_CODE_CLASS_SERVER) {
    reply->kind = ISG_REPLY_NO_ANSWER;
    reply->detail = g_strdup ("the Ministry's system failed");
  }
  return reply;
}

/* Each entry tells of one stored item: what is stored is their sum. */
static IsgReply *
sum_up (const IsgMethod *method, GPtrArray *own)
{
  const IsgDefReply *definition = method->query->reply;
  g_autoptr (IsgReply) sum = NULL;

  for (guint i = 0; i < own->len; i++) {
    IsgWire *entry = g_ptr_array_index (own, i);
    g_autoptr (IsgReply) reply = isg_reply_read_entry (method, definition, entry);
    IsgReplyItem *item;

    if (reply->kind != ISG_REPLY_BUSINESS || reply->klass != ISG_CODE_CLASS_ACCEPTED) {
      if (own->len > 1)
        return isg_reply_no_answer ("the number is answered in several ways");
      return g_steal_pointer (&reply);
    }
    item = isg_reply_read_item (definition, entry);
    if (item == NULL)
      return isg_reply_no_answer ("an item without employee, topic or status");
    if (sum == NULL)
      sum = g_steal_pointer (&reply);
    g_ptr_array_add (sum->items, item);
  }
  return g_steal_pointer (&sum);
}

static IsgReply *
read_one (const IsgMethod *method, GPtrArray *entries, const IsgAsked *asked)
{
  g_autoptr (GPtrArray) own = NULL;

  /* Nothing was found only where it was refused, and then nobody reads one by one. */
  g_assert (entries != NULL);
  own = entries_of (method, entries, asked);
  if (own->len == 0)
    return isg_reply_no_answer ("the reply does not speak of this number");
  if (method->query->reply->entry_is_item)
    return judge (sum_up (method, own));
  if (own->len > 1)
    return isg_reply_no_answer ("the number is answered several times");
  return judge (isg_reply_read_entry (method, method->query->reply, g_ptr_array_index (own, 0)));
}

/* An entry without echo speaks of the query itself; only that we are not let in is told to every
 * number, since it shuts a gate. */
static IsgReply *
read_refusal (const IsgMethod *method, IsgWire *wire, GPtrArray *entries)
{
  const IsgDefReply *definition = method->query->reply;
  g_autofree char *status = isg_wire_text (wire, definition->query_status, NULL);
  g_autofree char *echo = NULL;
  IsgReply *reply;
  int code;

  if (isg_reply_parse_status (status, &code)
      && isg_method_code_class (method, code) == ISG_CODE_CLASS_CREDENTIALS) {
    reply = isg_reply_new (ISG_REPLY_BUSINESS);
    reply->code = code;
    reply->klass = ISG_CODE_CLASS_CREDENTIALS;
    return reply;
  }
  if (entries->len != 1)
    return NULL;
  echo = isg_wire_text (g_ptr_array_index (entries, 0), definition->number, NULL);
  if (echo != NULL)
    return NULL;
  reply = isg_reply_read_entry (method, definition, g_ptr_array_index (entries, 0));
  if (reply->klass != ISG_CODE_CLASS_CREDENTIALS)
    g_clear_pointer (&reply, isg_reply_free);
  return reply;
}

static IsgReply *
copy_refusal (const IsgReply *refusal)
{
  IsgReply *copy = isg_reply_new (refusal->kind);

  copy->code = refusal->code;
  copy->klass = refusal->klass;
  copy->message = g_strdup (refusal->message);
  copy->detail = g_strdup (refusal->detail);
  copy->looks_html = refusal->looks_html;
  return copy;
}

GPtrArray *
isg_message_read_query (const IsgMethod *method,
                        guint http_status,
                        const char *content_type,
                        GBytes *body,
                        const IsgAsked *asked,
                        guint n_asked)
{
  GPtrArray *replies = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_reply_free);
  g_autoptr (IsgReply) refusal = NULL;
  g_autoptr (IsgWire) wire
    = isg_reply_open (method, method->query, http_status, content_type, body, &refusal);
  g_autoptr (GPtrArray) entries = NULL;

  if (wire != NULL) {
    entries = isg_wire_find (wire, method->query->reply->entry, NULL, NULL);
    refusal = read_refusal (method, wire, entries);
  }
  for (guint i = 0; i < n_asked; i++)
    g_ptr_array_add (replies,
                     refusal != NULL ? copy_refusal (refusal)
                                     : read_one (method, entries, &asked[i]));
  return replies;
}
