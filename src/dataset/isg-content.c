/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-message.h"

#include <string.h>

#include "dataset/isg-reply-private.h"

/* The parameters of our own message: in SOAP what stands in the wrapper. */
static IsgWire *
read_message (const IsgMethod *method, const IsgTemplate *part_message)
{
  g_autoptr (GBytes) body = isg_template_fill (part_message,
                                               "none",
                                               "number",
                                               "0",
                                               "signature",
                                               "",
                                               "firm_code",
                                               "",
                                               "password",
                                               "",
                                               NULL);
  gsize length = 0;
  const char *data = body == NULL ? NULL : g_bytes_get_data (body, &length);

  if (data == NULL)
    return NULL;
  return method->soap_namespace != NULL ? isg_wire_read_xml (data, length, NULL)
                                        : isg_wire_read_json (data, length, NULL);
}

static IsgWire *
find_parameters (const IsgMethod *method, IsgWire *root)
{
  IsgWire *wire = root;

  /* Envelope, Body, operation: we wrote it, so each has one child. */
  for (guint i = 0; method->soap_namespace != NULL && i < 2; i++) {
    if (wire->children->len == 0)
      return NULL;
    wire = g_ptr_array_index (wire->children, 0);
  }
  return wire;
}

static char *
read_value (IsgWire *wire, const IsgDefContent *content, const char *employee, const char *topic)
{
  g_autoptr (GPtrArray) found = isg_wire_find (wire, content->message, employee, topic);

  if (found->len != 1)
    return NULL;
  return g_strdup (((IsgWire *) g_ptr_array_index (found, 0))->text->str);
}

char *
isg_message_item_content (const IsgMethod *method,
                          const IsgTemplate *part_message,
                          const char *employee,
                          const char *topic)
{
  GPtrArray *definition = method->query->reply->content;
  g_autoptr (IsgWire) root = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  IsgWire *parameters;

  if (definition->len == 0)
    return NULL;
  root = read_message (method, part_message);
  parameters = root == NULL ? NULL : find_parameters (method, root);
  if (parameters == NULL)
    return NULL;
  texts = g_ptr_array_new_full (definition->len, g_free);
  for (guint i = 0; i < definition->len; i++)
    g_ptr_array_add (texts,
                     read_value (parameters, g_ptr_array_index (definition, i), employee, topic));
  return isg_content_join (definition, (char *const *) texts->pdata);
}

gboolean
isg_message_content_agrees (const char *told, const char *sent)
{
  g_auto (GStrv) left = g_strsplit (told == NULL ? "" : told, "|", -1);
  g_auto (GStrv) right = g_strsplit (sent == NULL ? "" : sent, "|", -1);

  for (guint i = 0; left[i] != NULL; i++) {
    if (right[i] == NULL)
      return *left[i] == '\0';
    if (*left[i] != '\0' && strcmp (left[i], right[i]) != 0)
      return FALSE;
  }
  return TRUE;
}
