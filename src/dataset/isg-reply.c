/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-reply-private.h"

#include <string.h>

#define SOAP_NAMESPACE "http://schemas.xmlsoap.org/soap/envelope/"

static void
free_item (gpointer data)
{
  IsgReplyItem *item = data;

  g_free (item->employee);
  g_free (item->topic);
  g_free (item->message);
  g_free (item->content);
  g_free (item);
}

static void
free_field (gpointer data)
{
  IsgReplyField *field = data;

  g_free (field->path);
  g_free (field->wire_name);
  g_free (field->message);
  g_free (field);
}

IsgReply *
isg_reply_new (IsgReplyKind kind)
{
  IsgReply *reply = g_new0 (IsgReply, 1);

  reply->kind = kind;
  reply->klass = ISG_CODE_CLASS_UNKNOWN;
  reply->items = g_ptr_array_new_with_free_func (free_item);
  reply->fields = g_ptr_array_new_with_free_func (free_field);
  return reply;
}

IsgReply *
isg_reply_no_answer (const char *detail)
{
  IsgReply *reply = isg_reply_new (ISG_REPLY_NO_ANSWER);

  reply->detail = g_strdup (detail);
  return reply;
}

void
isg_reply_free (IsgReply *reply)
{
  if (reply == NULL)
    return;
  g_free (reply->message);
  g_free (reply->server_no);
  g_ptr_array_unref (reply->items);
  g_ptr_array_unref (reply->fields);
  g_free (reply->summary_hash);
  g_free (reply->detail);
  g_free (reply);
}

/* ---- HTTP ---- */

static IsgReplyKind
kind_of_status (guint status)
{
  if (status == 401)
    return ISG_REPLY_HTTP_CREDENTIALS;
  if (status == 403)
    return ISG_REPLY_HTTP_FORBIDDEN;
  if (status == 429 || status == 503)
    return ISG_REPLY_HTTP_BUSY;
  if (status >= 300 && status < 500)
    return ISG_REPLY_HTTP_ENDPOINT;
  return ISG_REPLY_NO_ANSWER;
}

/* A page instead of an answer is mostly a hotel's or café's log-in page. */
static gboolean
looks_html (const char *content_type, GBytes *body)
{
  static const char *const starts[] = { "<!doctype html", "<html", "<head", "<body", NULL };
  gsize length = 0;
  const char *data = body == NULL ? NULL : g_bytes_get_data (body, &length);

  if (content_type != NULL && strcmp (content_type, "text/html") == 0)
    return TRUE;
  while (length > 0 && g_ascii_isspace (*data)) {
    data++;
    length--;
  }
  for (guint i = 0; starts[i] != NULL; i++) {
    gsize n = strlen (starts[i]);

    if (length >= n && g_ascii_strncasecmp (data, starts[i], n) == 0)
      return TRUE;
  }
  return FALSE;
}

static IsgReply *
refuse_http (guint http_status, const char *content_type, GBytes *body)
{
  IsgReply *reply = isg_reply_new (kind_of_status (http_status));

  reply->looks_html = looks_html (content_type, body);
  reply->detail = g_strdup_printf ("HTTP %u%s",
                                   http_status,
                                   reply->looks_html ? ", a page instead of an answer" : "");
  return reply;
}

static IsgReply *
refuse_body (const char *why, const char *content_type, GBytes *body)
{
  IsgReply *reply = isg_reply_no_answer (why);

  reply->looks_html = looks_html (content_type, body);
  return reply;
}

/* ---- SOAP ---- */

static gboolean
is_soap (IsgWire *wire, const char *name)
{
  return strcmp (wire->name, name) == 0 && g_strcmp0 (wire->space, SOAP_NAMESPACE) == 0;
}

static IsgWire *
find_body (IsgWire *envelope)
{
  IsgWire *body = NULL;

  if (!is_soap (envelope, "Envelope"))
    return NULL;
  for (guint i = 0; i < envelope->children->len; i++) {
    IsgWire *child = g_ptr_array_index (envelope->children, i);

    if (!is_soap (child, "Body"))
      continue;
    if (body != NULL)
      return NULL;
    body = child;
  }
  return body;
}

static IsgReply *
read_fault (IsgWire *fault)
{
  IsgReply *reply = isg_reply_no_answer ("a SOAP fault");

  for (guint i = 0; i < fault->children->len; i++) {
    IsgWire *child = g_ptr_array_index (fault->children, i);
    g_autofree char *text = g_strstrip (g_strdup (child->text->str));
    const char *colon = strrchr (text, ':');

    if (strcmp (child->name, "faultcode") == 0
        && strcmp (colon == NULL ? text : colon + 1, "Client") == 0)
      reply->kind = ISG_REPLY_FAULT_CLIENT;
    else if (strcmp (child->name, "faultstring") == 0 && *text != '\0' && reply->message == NULL)
      reply->message = g_steal_pointer (&text);
  }
  return reply;
}

/* The one element in the body that answers this operation, or a fault. */
static IsgWire *
find_wrapper (const IsgMethod *method,
              const IsgDefOperation *operation,
              IsgWire *body,
              gboolean *out_fault)
{
  g_autofree char *name = g_strconcat (operation->name, "Response", NULL);
  IsgWire *found = NULL;

  *out_fault = FALSE;
  for (guint i = 0; i < body->children->len; i++) {
    IsgWire *child = g_ptr_array_index (body->children, i);
    gboolean fault = is_soap (child, "Fault");

    if (!fault
        && (strcmp (child->name, name) != 0
            || g_strcmp0 (child->space, method->soap_namespace) != 0))
      continue;
    if (found != NULL)
      return NULL;
    found = child;
    *out_fault = fault;
  }
  return found;
}

/* Takes @wanted out of the tree that it stands in. */
static IsgWire *
take_child (IsgWire *parent, IsgWire *wanted)
{
  guint index;

  if (!g_ptr_array_find (parent->children, wanted, &index))
    return NULL;
  return g_ptr_array_steal_index (parent->children, index);
}

static IsgWire *
open_soap (const IsgMethod *method,
           const IsgDefOperation *operation,
           gboolean as_fault,
           const char *data,
           gsize length,
           IsgReply **out_reply)
{
  g_autofree char *why = NULL;
  g_autoptr (IsgWire) envelope = isg_wire_read_xml (data, length, &why);
  IsgWire *body = envelope == NULL ? NULL : find_body (envelope);
  gboolean fault = FALSE;
  IsgWire *wrapper = body == NULL ? NULL : find_wrapper (method, operation, body, &fault);

  if (wrapper == NULL || as_fault != fault) {
    if (why == NULL)
      why = g_strdup_printf ("no answer of %s in it", operation->name);
    *out_reply = isg_reply_no_answer (why);
    return NULL;
  }
  if (fault) {
    *out_reply = read_fault (wrapper);
    return NULL;
  }
  return take_child (body, wrapper);
}

static IsgWire *
open_json (const char *data, gsize length, IsgReply **out_reply)
{
  g_autofree char *why = NULL;
  IsgWire *wire = isg_wire_read_json (data, length, &why);

  if (wire == NULL)
    *out_reply = isg_reply_no_answer (why);
  return wire;
}

IsgWire *
isg_reply_open (const IsgMethod *method,
                const IsgDefOperation *operation,
                guint http_status,
                const char *content_type,
                GBytes *body,
                IsgReply **out_reply)
{
  gsize length = 0;
  const char *data = body == NULL ? NULL : g_bytes_get_data (body, &length);
  gboolean soap = method->soap_namespace != NULL;
  gboolean typed = g_strcmp0 (content_type, method->reply_type) == 0;
  IsgWire *wire;

  if (http_status != 200 && !(http_status == 500 && soap && typed)) {
    *out_reply = refuse_http (http_status, content_type, body);
    return NULL;
  }
  if (!typed) {
    *out_reply = refuse_body ("another content type", content_type, body);
    return NULL;
  }
  if (length > operation->max_reply) {
    *out_reply = refuse_body ("too long", content_type, body);
    return NULL;
  }
  wire = soap ? open_soap (method, operation, http_status == 500, data, length, out_reply)
              : open_json (data == NULL ? "" : data, length, out_reply);
  if (wire == NULL)
    (*out_reply)->looks_html = looks_html (content_type, body);
  return wire;
}
