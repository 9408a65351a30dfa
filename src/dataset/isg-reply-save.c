/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-reply-private.h"

static IsgReply *
keep_echo (const IsgDefReply *definition, IsgWire *entry, IsgReply *reply, guint64 number)
{
  gboolean twice = FALSE;
  g_autofree char *echo = isg_wire_text (entry, definition->number, &twice);

  if (!twice && (echo == NULL || isg_reply_echo_is (echo, number)))
    return reply;
  isg_reply_free (reply);
  return isg_reply_no_answer ("the reply carries another number");
}

IsgReply *
isg_message_read_save (const IsgMethod *method,
                       guint http_status,
                       const char *content_type,
                       GBytes *body,
                       guint64 number)
{
  const IsgDefReply *definition = method->save->reply;
  IsgReply *refused = NULL;
  g_autoptr (IsgWire) wire
    = isg_reply_open (method, method->save, http_status, content_type, body, &refused);
  g_autoptr (GPtrArray) entries = NULL;

  if (wire == NULL)
    return refused;
  entries = isg_wire_find (wire, definition->entry, NULL, NULL);
  if (entries->len != 1)
    return isg_reply_no_answer (entries->len == 0 ? "an empty answer" : "several answers");
  return keep_echo (definition,
                    g_ptr_array_index (entries, 0),
                    isg_reply_read_entry (method, definition, g_ptr_array_index (entries, 0)),
                    number);
}

/* A query as a probe: that it is answered at all is what was asked. */
static IsgReply *
read_query_as_probe (const IsgMethod *method, IsgWire *wire)
{
  const IsgDefReply *definition = method->query->reply;
  g_autofree char *status = isg_wire_text (wire, definition->query_status, NULL);
  g_autoptr (GPtrArray) entries = isg_wire_find (wire, definition->entry, NULL, NULL);
  IsgReply *reply;
  int code = 200;

  if (!isg_reply_parse_status (status, &code) && entries->len == 0)
    return isg_reply_no_answer ("an empty answer");
  reply = isg_reply_new (ISG_REPLY_BUSINESS);
  reply->code = code;
  reply->klass = isg_method_code_class (method, code);
  if (reply->klass == ISG_CODE_CLASS_UNKNOWN) {
    reply->kind = ISG_REPLY_NO_ANSWER;
    reply->detail = g_strdup ("an unknown status");
  }
  return reply;
}

IsgReply *
isg_message_read_probe (const IsgMethod *method,
                        guint http_status,
                        const char *content_type,
                        GBytes *body)
{
  const IsgDefOperation *operation = method->probe == NULL ? method->query : method->probe;
  IsgReply *refused = NULL;
  g_autoptr (IsgWire) wire
    = isg_reply_open (method, operation, http_status, content_type, body, &refused);
  g_autoptr (GPtrArray) entries = NULL;

  if (wire == NULL)
    return refused;
  if (method->probe == NULL)
    return read_query_as_probe (method, wire);
  entries = isg_wire_find (wire, operation->reply->entry, NULL, NULL);
  if (entries->len != 1)
    return isg_reply_no_answer (entries->len == 0 ? "an empty answer" : "several answers");
  return isg_reply_read_entry (method, operation->reply, g_ptr_array_index (entries, 0));
}
