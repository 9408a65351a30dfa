/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "dataset/isg-reply-private.h"

#include <string.h>

gboolean
isg_reply_parse_status (const char *text, int *out_status)
{
  guint64 status = 0;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, 999999, &status, NULL))
    return FALSE;
  *out_status = (int) status;
  return TRUE;
}

gboolean
isg_reply_echo_is (const char *text, guint64 number)
{
  guint64 echo = 0;

  return text != NULL && g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &echo, NULL)
         && echo == number;
}

/* ---- what an item holds ---- */

char *
isg_content_join (GPtrArray *definition, char *const *texts)
{
  GString *joined = g_string_new (NULL);
  gboolean told = FALSE;

  for (guint i = 0; i < definition->len; i++) {
    const IsgDefContent *content = g_ptr_array_index (definition, i);
    g_autofree char *canonical = g_strdup (texts[i] == NULL ? "" : texts[i]);
    IsgDecimal decimal;

    if (content->type == ISG_DEF_DECIMAL && isg_decimal_parse (canonical, &decimal, NULL)) {
      g_free (canonical);
      canonical = isg_decimal_to_string (decimal, 0);
    }
    told = told || *canonical != '\0';
    g_string_append_printf (joined, "%s%s", i > 0 ? "|" : "", canonical);
  }
  return g_string_free (joined, !told);
}

static char *
read_content (const IsgDefReply *reply, IsgWire *wire)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_full (reply->content->len, g_free);

  for (guint i = 0; i < reply->content->len; i++) {
    const IsgDefContent *content = g_ptr_array_index (reply->content, i);

    g_ptr_array_add (texts, isg_wire_text (wire, content->reply, NULL));
  }
  return isg_content_join (reply->content, (char *const *) texts->pdata);
}

IsgReplyItem *
isg_reply_read_item (const IsgDefReply *reply, IsgWire *wire)
{
  g_autofree char *status = isg_wire_text (wire, reply->item_status, NULL);
  g_autofree char *employee = isg_wire_text (wire, reply->item_employee, NULL);
  g_autofree char *topic = isg_wire_text (wire, reply->item_topic, NULL);
  IsgReplyItem *item;
  int code;

  if (!isg_reply_parse_status (status, &code) || (reply->item_employee != NULL && employee == NULL)
      || (reply->item_topic != NULL && topic == NULL))
    return NULL;
  item = g_new0 (IsgReplyItem, 1);
  item->status = code;
  item->employee = employee == NULL ? g_strdup ("") : g_steal_pointer (&employee);
  item->topic = topic == NULL ? g_strdup ("") : g_steal_pointer (&topic);
  item->message = isg_wire_text (wire, reply->item_message, NULL);
  item->content = read_content (reply, wire);
  return item;
}

static const char *
read_items (const IsgDefReply *definition, IsgWire *entry, IsgReply *reply)
{
  g_autoptr (GPtrArray) found = isg_wire_find (entry, definition->item, NULL, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < found->len; i++) {
    IsgReplyItem *item = isg_reply_read_item (definition, g_ptr_array_index (found, i));
    char *key;
    IsgReplyItem *before;

    if (item == NULL)
      return "an item without employee, topic or status";
    g_ptr_array_add (reply->items, item);
    key = g_strconcat (item->employee, "|", item->topic, NULL);
    before = g_hash_table_lookup (seen, key);
    if (before != NULL && before->status != item->status) {
      g_free (key);
      return "an item is judged twice";
    }
    g_hash_table_replace (seen, key, item);
    if (before != NULL)
      g_ptr_array_remove (reply->items, before);
  }
  return NULL;
}

/* ---- fields that were not accepted ---- */

static void
add_field (const IsgMethod *method, IsgReply *reply, const char *wire_name, int code, char *message)
{
  IsgReplyField *field = g_new0 (IsgReplyField, 1);

  field->wire_name = g_strdup (wire_name);
  field->path = isg_method_wire_field (method, wire_name);
  if (field->path == NULL)
    field->path = g_strdup (wire_name);
  field->code = code;
  field->message = message;
  g_ptr_array_add (reply->fields, field);
}

/* "calisanTckNo,egitimTarihi: …": a message that does not begin so names no field. */
static void
read_fields_of_message (const IsgMethod *method, IsgReply *reply)
{
  const char *colon = reply->message == NULL ? NULL : strchr (reply->message, ':');
  g_autofree char *names = NULL;
  g_auto (GStrv) parts = NULL;

  if (colon == NULL)
    return;
  names = g_strndup (reply->message, (gsize) (colon - reply->message));
  if (*names == '\0'
      || names[strspn (names, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_,.[]")] != '\0')
    return;
  parts = g_strsplit (names, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    if (*parts[i] != '\0')
      add_field (method, reply, parts[i], reply->code, g_strstrip (g_strdup (colon + 1)));
  }
}

static void
read_fields (const IsgMethod *method,
             const IsgDefReply *definition,
             IsgWire *entry,
             IsgReply *reply)
{
  g_autoptr (GPtrArray) found = isg_wire_find (entry, definition->field, NULL, NULL);

  for (guint i = 0; i < found->len; i++) {
    IsgWire *wire = g_ptr_array_index (found, i);
    g_autofree char *name = isg_wire_text (wire, definition->field_name, NULL);
    g_autofree char *code = isg_wire_text (wire, definition->field_code, NULL);
    int status = reply->code;

    isg_reply_parse_status (code, &status);
    if (name != NULL)
      add_field (method,
                 reply,
                 name,
                 status,
                 isg_wire_text (wire, definition->field_message, NULL));
  }
}

/* ---- an entry ---- */

/* Turns what has been read so far into no answer; code and words stay, for the attempt's log. */
static IsgReply *
give_up (IsgReply *reply, const char *why)
{
  reply->kind = ISG_REPLY_NO_ANSWER;
  reply->detail = g_strdup (why);
  g_ptr_array_set_size (reply->items, 0);
  g_ptr_array_set_size (reply->fields, 0);
  return reply;
}

IsgReply *
isg_reply_read_entry (const IsgMethod *method, const IsgDefReply *definition, IsgWire *entry)
{
  IsgReply *reply = isg_reply_new (ISG_REPLY_BUSINESS);
  gboolean twice = FALSE;
  g_autofree char *status = isg_wire_text (entry, definition->status, &twice);
  const IsgDefCode *row;
  const char *why;

  if (twice || !isg_reply_parse_status (status, &reply->code))
    return give_up (reply, twice ? "several statuses" : "no status");
  reply->message = isg_wire_text (entry, definition->message, NULL);
  reply->server_no = isg_wire_text (entry, definition->server_number, NULL);
  reply->summary_hash = isg_wire_text (entry, definition->summary, NULL);
  row = isg_method_code (method, reply->code);
  if (row == NULL)
    return give_up (reply, "an unknown status");
  reply->klass = row->klass;
  why = read_items (definition, entry, reply);
  if (why != NULL)
    return give_up (reply, why);
  if (row->fields && definition->fields_in_message)
    read_fields_of_message (method, reply);
  if (definition->field != NULL)
    read_fields (method, definition, entry, reply);
  return reply;
}
