/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-wire.h"

#include <string.h>
#include <sys/socket.h>

#include "gateway/isg-gw-door.h"

/* What the server writes by itself, past libsoup. */
typedef struct {
  GIOStream *stream; /* (owned) */
  GBytes *bytes;     /* (owned) */
  gsize at;
  gsize chunk;
  guint interval_ms;
} Writer;

IsgGwReply *
isg_gw_wire_reply_for (const IsgGwRule *rule, const char *address)
{
  IsgGwReply *reply;

  if (isg_gw_rule_is (rule, ISG_GW_ACTION_HTTP)) {
    reply = isg_gw_reply_new (rule->status,
                              rule->content_type != NULL ? rule->content_type : "text/plain",
                              g_strdup (rule->body != NULL ? rule->body : "fault\n"));
    reply->retry_after = rule->retry_after;
    reply->ask_login = rule->status == 401;
    return reply;
  }
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_HTML))
    return isg_gw_reply_new (200,
                             "text/html; charset=utf-8",
                             g_strdup (
                               "<!DOCTYPE html><html><body><h1>Bakım</h1></body></html>\n"));
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_REDIRECT)) {
    reply = isg_gw_reply_new (rule->status, "text/plain", g_strdup ("elsewhere\n"));
    reply->location = g_strdup (rule->location != NULL ? rule->location : address);
    return reply;
  }
  return NULL;
}

static gboolean
is_xml (const IsgGwReply *reply)
{
  return reply->content_type != NULL && g_str_has_prefix (reply->content_type, "text/xml");
}

static void
set_body (IsgGwReply *reply, char *data, gsize size)
{
  g_bytes_unref (reply->body);
  reply->body = g_bytes_new_take (data, size);
}

/* Grows a reply by what a reader passes over: a comment after the root element, or white space. */
static void
grow (IsgGwReply *reply, gsize size)
{
  gsize old_size;
  const char *old = g_bytes_get_data (reply->body, &old_size);
  const char *open = is_xml (reply) ? "<!--" : "";
  const char *close = is_xml (reply) ? "-->" : "";
  gsize frame = strlen (open) + strlen (close);
  char *data;

  if (size < old_size + frame)
    return;
  data = g_malloc (size);
  memset (data, ' ', size);
  memcpy (data, old, old_size);
  memcpy (data + old_size, open, strlen (open));
  memcpy (data + size - strlen (close), close, strlen (close));
  set_body (reply, data, size);
}

/* The same senseless bytes each time (a linear congruential generator). */
static void
fill_with_garbage (IsgGwReply *reply, gsize size)
{
  char *data = g_malloc (MAX (size, 1));
  guint32 state = 20180227;

  for (gsize i = 0; i < size; i++) {
    state = state * 1664525u + 1013904223u;
    data[i] = (char) (state >> 24);
  }
  set_body (reply, data, size);
}

static gsize
cut_at (const IsgGwReply *reply, const IsgGwRule *rule)
{
  gsize size = g_bytes_get_size (reply->body);

  return rule->bytes == 0 ? size / 2 : MIN ((gsize) rule->bytes, size);
}

void
isg_gw_wire_alter (IsgGwReply *reply, const IsgGwRule *rule)
{
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_HUGE))
    grow (reply, rule->bytes);
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_GARBAGE))
    fill_with_garbage (reply, rule->bytes);
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_WRONG_TYPE)) {
    g_free (reply->content_type);
    reply->content_type = g_strdup (rule->content_type != NULL ? rule->content_type : "text/html");
  }
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_TRUNCATED) && rule->honest) {
    gsize size = cut_at (reply, rule);

    set_body (reply, g_memdup2 (g_bytes_get_data (reply->body, NULL), size), size);
  }
}

static void
writer_free (Writer *writer)
{
  g_object_unref (writer->stream);
  g_bytes_unref (writer->bytes);
  g_free (writer);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* Who was to hear of it is gone. */
  g_io_stream_close_finish (G_IO_STREAM (source), result, NULL);
}

static void
close_stream (GIOStream *stream)
{
  g_io_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, closed_cb, NULL);
}

static gboolean write_next_cb (gpointer user_data);

static void
wrote_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Writer *writer = user_data;
  gsize size = g_bytes_get_size (writer->bytes);
  gsize written = 0;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, &written, NULL)
      || writer->at + written >= size) {
    close_stream (writer->stream);
    writer_free (writer);
    return;
  }
  writer->at += written;
  g_timeout_add (writer->interval_ms, write_next_cb, writer);
}

static gboolean
write_next_cb (gpointer user_data)
{
  Writer *writer = user_data;
  gsize size;
  const guint8 *data = g_bytes_get_data (writer->bytes, &size);

  g_output_stream_write_all_async (g_io_stream_get_output_stream (writer->stream),
                                   data + writer->at,
                                   MIN (writer->chunk, size - writer->at),
                                   G_PRIORITY_DEFAULT,
                                   NULL,
                                   wrote_cb,
                                   writer);
  return G_SOURCE_REMOVE;
}

static void
start_writer (GIOStream *stream, GBytes *bytes, gsize chunk, gint64 interval_ms)
{
  Writer *writer = g_new0 (Writer, 1);

  writer->stream = g_object_ref (stream);
  writer->bytes = g_bytes_ref (bytes);
  writer->chunk = MAX (chunk, 1);
  writer->interval_ms = (guint) interval_ms;
  write_next_cb (writer);
}

/* A whole reply as it stands on the wire, or its first @n_bodies bodies cut at @body_size. */
static void
append_raw (GByteArray *raw, const IsgGwReply *reply, gsize body_size)
{
  gsize size;
  const guint8 *body = g_bytes_get_data (reply->body, &size);
  g_autofree char *head
    = g_strdup_printf ("HTTP/1.1 %u %s\r\nContent-Type: %s\r\nContent-Length: %" G_GSIZE_FORMAT
                       "\r\n\r\n",
                       reply->status,
                       soup_status_get_phrase (reply->status),
                       reply->content_type,
                       size);

  g_byte_array_append (raw, (const guint8 *) head, strlen (head));
  g_byte_array_append (raw, body, MIN (size, body_size));
}

static void
send_raw (SoupServerMessage *message, const IsgGwReply *reply, const IsgGwRule *rule)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  GByteArray *raw = g_byte_array_new ();
  g_autoptr (GBytes) bytes = NULL;
  gsize chunk = G_MAXSIZE;

  if (rule->action == ISG_GW_ACTION_TRUNCATED)
    append_raw (raw, reply, cut_at (reply, rule));
  else
    append_raw (raw, reply, G_MAXSIZE);
  if (rule->action == ISG_GW_ACTION_DUPLICATE)
    append_raw (raw, reply, G_MAXSIZE);
  if (rule->action == ISG_GW_ACTION_DRIP)
    chunk = rule->chunk;

  bytes = g_byte_array_free_to_bytes (raw);
  start_writer (stream, bytes, chunk, rule->interval_ms);
}

static void
drop_connection (SoupServerMessage *message)
{
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);

  close_stream (stream);
}

/* Closing with SO_LINGER 0 sends RST in place of FIN; TLS does not get to say good-bye. */
static void
reset_connection (SoupServerMessage *message)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
  g_autoptr (GIOStream) stream = soup_server_message_steal_connection (message);
  g_autoptr (GSocket) socket = isg_gw_door_find_socket (stream);

  setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  g_socket_close (socket, NULL);
}

static void
send_plainly (SoupServerMessage *message, const IsgGwReply *reply)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  SoupMessageBody *body = soup_server_message_get_response_body (message);

  soup_server_message_set_status (message, reply->status, NULL);
  soup_message_headers_replace (headers, "Content-Type", reply->content_type);
  if (reply->location != NULL)
    soup_message_headers_replace (headers, "Location", reply->location);
  if (reply->ask_login)
    soup_message_headers_replace (headers,
                                  "WWW-Authenticate",
                                  "Basic realm=\"ibys\", charset=\"UTF-8\"");
  if (reply->retry_after > 0) {
    g_autofree char *seconds = g_strdup_printf ("%" G_GINT64_FORMAT, reply->retry_after);

    soup_message_headers_replace (headers, "Retry-After", seconds);
  }
  if (g_bytes_get_size (reply->body) > 0)
    soup_message_body_append_bytes (body, reply->body);
}

gboolean
isg_gw_wire_send (SoupServerMessage *message, const IsgGwReply *reply, const IsgGwRule *rule)
{
  IsgGwAction action = rule == NULL ? ISG_GW_ACTION_ANSWER : rule->action;

  if (action == ISG_GW_ACTION_HANG)
    return FALSE;
  if (action == ISG_GW_ACTION_RESET)
    reset_connection (message);
  else if (reply == NULL || action == ISG_GW_ACTION_DROP_AFTER)
    drop_connection (message);
  else if (action == ISG_GW_ACTION_DRIP || action == ISG_GW_ACTION_DUPLICATE
           || (action == ISG_GW_ACTION_TRUNCATED && !rule->honest))
    send_raw (message, reply, rule);
  else {
    send_plainly (message, reply);
    return TRUE;
  }
  return FALSE;
}
