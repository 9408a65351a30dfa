/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "gateway/isg-gw-server.h"

#include <libsoup/soup.h>

#include "gateway/isg-gw-door.h"
#include "gateway/isg-gw-json-in.h"
#include "gateway/isg-gw-json-out.h"
#include "gateway/isg-gw-late.h"
#include "gateway/isg-gw-soap-in.h"
#include "gateway/isg-gw-soap-out.h"
#include "gateway/isg-gw-wire.h"

struct _IsgGwServer {
  IsgGwServerOptions options;
  SoupServer *soup;      /* (owned) */
  IsgGwLate *late;       /* (owned) */
  GHashTable *exchanges; /* (owned): those that wait or hang */
  IsgGwDoor *door;       /* (owned) */
};

/* One request on its way through. */
typedef struct {
  IsgGwServer *server;             /* (unowned) */
  SoupServerMessage *message;      /* (owned) */
  const IsgGwService *service;     /* (nullable) */
  const IsgGwOperation *operation; /* (nullable) */
  IsgGwCall *call;                 /* (owned) (nullable): when it could be read */
  IsgGwReply *reply;               /* (owned) (nullable) */
  IsgGwRule *ministry_rule;        /* (owned) (nullable) */
  IsgGwRule *wire_rule;            /* (owned) (nullable) */
  gboolean paused;
  guint timeout;
} Exchange;

static void
exchange_free (Exchange *exchange)
{
  g_clear_handle_id (&exchange->timeout, g_source_remove);
  g_clear_pointer (&exchange->call, isg_gw_call_unref);
  g_clear_pointer (&exchange->reply, isg_gw_reply_free);
  g_clear_pointer (&exchange->ministry_rule, isg_gw_rule_unref);
  g_clear_pointer (&exchange->wire_rule, isg_gw_rule_unref);
  g_clear_object (&exchange->message);
  g_free (exchange);
}

static const char *
header (SoupServerMessage *message, const char *name)
{
  return soup_message_headers_get_one (soup_server_message_get_request_headers (message), name);
}

static const char *
kind_name (const IsgGwOperation *operation)
{
  static const char *const names[] = { "save", "query", "codes", "authority", "workplace" };

  return operation == NULL ? NULL : names[operation->kind];
}

static guint
peer_port (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return G_IS_INET_SOCKET_ADDRESS (address)
           ? g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address))
           : 0;
}

/* Written before the reply leaves, so that whoever has the reply finds the line. */
static void
write_log (Exchange *exchange)
{
  const IsgGwReply *reply = exchange->reply;
  const IsgGwLogLine line = {
    .event = "request",
    .service = exchange->service == NULL ? NULL : exchange->service->id,
    .operation = exchange->operation == NULL ? NULL : exchange->operation->name,
    .kind = kind_name (exchange->operation),
    .numbers = exchange->call == NULL ? NULL : exchange->call->numbers,
    .status = reply == NULL ? 0 : reply->status,
    .answer = reply == NULL ? 0 : reply->code,
    .ministry_rule = exchange->ministry_rule == NULL ? NULL : exchange->ministry_rule->name,
    .wire_rule = exchange->wire_rule == NULL ? NULL : exchange->wire_rule->name,
    .reason = reply == NULL ? NULL : reply->reason,
    .peer_port = peer_port (exchange->message),
    .bytes = soup_server_message_get_request_body (exchange->message)->length,
  };

  isg_gw_log_write (exchange->server->options.log, &line);
}

static void
stored_late_cb (const IsgGwCall *call, int code, gpointer user_data)
{
  IsgGwServer *self = user_data;
  const IsgGwLogLine line = {
    .event = "late",
    .service = call->operation->service->id,
    .operation = call->operation->name,
    .kind = kind_name (call->operation),
    .numbers = call->numbers,
    .answer = code,
  };

  isg_gw_log_write (self->options.log, &line);
}

/* From here on the exchange goes on by itself, after libsoup's handler has returned. */
static void
hold_back (Exchange *exchange)
{
  if (exchange->paused)
    return;
  exchange->paused = TRUE;
  g_hash_table_add (exchange->server->exchanges, exchange);
  soup_server_message_pause (exchange->message);
}

static void
finish (Exchange *exchange)
{
  g_hash_table_remove (exchange->server->exchanges, exchange);
}

static gboolean
send_cb (gpointer user_data)
{
  Exchange *exchange = user_data;

  exchange->timeout = 0;
  write_log (exchange);
  if (isg_gw_wire_send (exchange->message, exchange->reply, exchange->wire_rule))
    soup_server_message_unpause (exchange->message);
  if (!isg_gw_rule_is (exchange->wire_rule, ISG_GW_ACTION_HANG))
    finish (exchange);
  return G_SOURCE_REMOVE;
}

static gboolean
is_late (const IsgGwRule *rule)
{
  return isg_gw_rule_is (rule, ISG_GW_ACTION_STORE_LATE)
         || isg_gw_rule_is (rule, ISG_GW_ACTION_CLAIM_LATE);
}

/* Whether the ministry gets to see a request at all, and now. */
static gboolean
reaches_ministry (const IsgGwRule *rule)
{
  return rule == NULL || (rule->stored && !is_late (rule));
}

/* Senseless bytes under the right type, whether or not the ministry dealt with the request. */
static void
take_garbage (Exchange *exchange)
{
  if (exchange->reply == NULL && isg_gw_rule_is (exchange->wire_rule, ISG_GW_ACTION_GARBAGE))
    exchange->reply = isg_gw_reply_new (200,
                                        exchange->service->xml_namespace != NULL
                                          ? "text/xml; charset=utf-8"
                                          : "application/json; charset=utf-8",
                                        g_strdup (""));
}

static void
replace_reply (Exchange *exchange)
{
  g_autofree char *address = g_uri_to_string (soup_server_message_get_uri (exchange->message));
  IsgGwReply *other = isg_gw_wire_reply_for (exchange->wire_rule, address);

  if (other == NULL)
    return;
  g_clear_pointer (&exchange->reply, isg_gw_reply_free);
  exchange->reply = other;
}

/* Deals with the request, after its delay. */
static gboolean
act_cb (gpointer user_data)
{
  Exchange *exchange = user_data;
  IsgGwServer *self = exchange->server;
  const IsgGwRule *rule = exchange->wire_rule;
  gint64 delay
    = MAX (rule == NULL ? 0 : rule->reply_delay_ms,
           exchange->ministry_rule == NULL ? 0 : exchange->ministry_rule->reply_delay_ms);

  exchange->timeout = 0;
  if (exchange->call != NULL && reaches_ministry (rule))
    exchange->reply
      = isg_gw_ministry_answer (self->options.ministry, exchange->call, exchange->ministry_rule);
  else if (exchange->call != NULL && is_late (rule)
           && exchange->operation->kind == ISG_GW_KIND_SAVE)
    isg_gw_late_add (self->late, exchange->call, rule);
  if (isg_gw_rule_is (rule, ISG_GW_ACTION_DROP_BEFORE) || is_late (rule))
    g_clear_pointer (&exchange->reply, isg_gw_reply_free);

  replace_reply (exchange);
  take_garbage (exchange);
  if (exchange->reply != NULL)
    isg_gw_wire_alter (exchange->reply, rule);
  exchange->timeout = g_timeout_add ((guint) delay, send_cb, exchange);
  return G_SOURCE_REMOVE;
}

static void
read_soap (Exchange *exchange, GBytes *body)
{
  g_autoptr (GError) error = NULL;

  exchange->call = isg_gw_soap_in_read (exchange->service,
                                        body,
                                        header (exchange->message, "SOAPAction"),
                                        &error);
  if (exchange->call == NULL) {
    exchange->reply = isg_gw_soap_out_fault ("Client", error->message);
    return;
  }
  exchange->operation = exchange->call->operation;
}

static void
read_json (Exchange *exchange, GBytes *body)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *firm = NULL;
  g_autofree char *password = NULL;

  /* The door before the body. */
  if (!isg_gw_json_in_read_basic (header (exchange->message, "Authorization"), &firm, &password)
      || !isg_gw_ministry_admits (exchange->server->options.ministry, firm, password)) {
    exchange->reply = isg_gw_ministry_refuse_door (exchange->server->options.ministry);
    return;
  }
  exchange->call = isg_gw_json_in_read (exchange->operation, body, &error);
  if (exchange->call == NULL) {
    exchange->reply = isg_gw_json_out_refusal (400, error->message);
    return;
  }
  exchange->call->firm = g_steal_pointer (&firm);
  exchange->call->password = g_steal_pointer (&password);
}

static gboolean
has_type (SoupServerMessage *message, const char *wanted)
{
  g_autoptr (GHashTable) parameters = NULL;
  const char *type
    = soup_message_headers_get_content_type (soup_server_message_get_request_headers (message),
                                             &parameters);
  const char *charset;

  if (type == NULL || g_ascii_strcasecmp (type, wanted) != 0)
    return FALSE;
  charset = g_hash_table_lookup (parameters, "charset");
  return charset == NULL || g_ascii_strcasecmp (charset, "utf-8") == 0;
}

/* Reads the request as far as it can be read; what cannot has its reply already. */
static void
read_request (Exchange *exchange)
{
  SoupServerMessage *message = exchange->message;
  gboolean soap = exchange->service != NULL && exchange->service->xml_namespace != NULL;
  g_autoptr (GBytes) body
    = soup_message_body_flatten (soup_server_message_get_request_body (message));

  if (exchange->service == NULL)
    exchange->reply = isg_gw_reply_new (404, "text/plain", g_strdup ("not found\n"));
  else if (!g_str_equal (soup_server_message_get_method (message), "POST"))
    exchange->reply = isg_gw_reply_new (405, "text/plain", g_strdup ("POST only\n"));
  else if (!has_type (message, soap ? "text/xml" : "application/json"))
    exchange->reply = isg_gw_reply_new (415, "text/plain", g_strdup ("wrong content type\n"));
  else if (soap)
    read_soap (exchange, body);
  else
    read_json (exchange, body);
}

static void
match_rules (Exchange *exchange)
{
  IsgGwServer *self = exchange->server;
  g_autoptr (GError) error = NULL;
  const IsgGwRequestFacts facts = {
    .service = exchange->service == NULL ? NULL : exchange->service->id,
    .method = exchange->operation != NULL ? exchange->operation->method
              : exchange->service != NULL ? exchange->service->method
                                          : NULL,
    .operation = exchange->operation == NULL ? NULL : exchange->operation->name,
    .kind = kind_name (exchange->operation),
    .numbers = exchange->call == NULL ? NULL : exchange->call->numbers,
  };

  if (!isg_gw_script_refresh (self->options.script, &error))
    g_printerr ("isg-gateway: %s\n", error->message);
  if (exchange->service != NULL)
    isg_gw_script_match (self->options.script,
                         &facts,
                         &exchange->ministry_rule,
                         &exchange->wire_rule);
}

static void
request_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  IsgGwServer *self = user_data;
  Exchange *exchange = g_new0 (Exchange, 1);
  gint64 delay = 0;

  isg_gw_late_request_came (self->late);
  exchange->server = self;
  exchange->message = g_object_ref (message);
  exchange->service = isg_gw_schema_find_path (self->options.schema, path, &exchange->operation);
  read_request (exchange);
  match_rules (exchange);

  if (exchange->ministry_rule != NULL)
    delay = exchange->ministry_rule->delay_ms;
  if (exchange->wire_rule != NULL)
    delay = MAX (delay, exchange->wire_rule->delay_ms);
  /* Also without a delay: a connection cannot be taken away from libsoup inside this call. */
  hold_back (exchange);
  exchange->timeout = g_timeout_add ((guint) delay, act_cb, exchange);
}

static void
refuse_early (SoupServerMessage *message, guint status)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  soup_message_headers_replace (headers, "Connection", "close");
  /* libsoup reads the body all the same; it need not be kept. */
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  soup_server_message_set_status (message, status, NULL);
}

/* Looked at before the body is read: it must have a length, a bearable one, and wait for nothing.
 */
static void
headers_cb (SoupServer *soup,
            SoupServerMessage *message,
            const char *path,
            GHashTable *query,
            gpointer user_data)
{
  IsgGwServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (header (message, "Expect") != NULL)
    refuse_early (message, SOUP_STATUS_EXPECTATION_FAILED);
  else if (header (message, "Content-Encoding") != NULL)
    refuse_early (message, SOUP_STATUS_UNSUPPORTED_MEDIA_TYPE);
  else if (g_str_equal (soup_server_message_get_method (message), "POST")
           && soup_message_headers_get_encoding (headers) != SOUP_ENCODING_CONTENT_LENGTH)
    refuse_early (message, SOUP_STATUS_LENGTH_REQUIRED);
  else if (soup_message_headers_get_content_length (headers) > (goffset) self->options.max_body)
    refuse_early (message, SOUP_STATUS_REQUEST_ENTITY_TOO_LARGE);
}

/* A connection that libsoup may serve. */
static void
opened_cb (GIOStream *stream, GSocketAddress *local, GSocketAddress *remote, gpointer user_data)
{
  IsgGwServer *self = user_data;
  g_autoptr (GError) error = NULL;

  if (!soup_server_accept_iostream (self->soup, stream, local, remote, &error))
    g_printerr ("isg-gateway: %s\n", error->message);
}

IsgGwServer *
isg_gw_server_new (const IsgGwServerOptions *options, GError **error)
{
  g_autoptr (IsgGwServer) self = g_new0 (IsgGwServer, 1);

  self->options = *options;
  self->late = isg_gw_late_new (options->ministry, stored_late_cb, self);
  self->exchanges = g_hash_table_new_full (NULL, NULL, (GDestroyNotify) exchange_free, NULL);
  self->soup = soup_server_new ("server-header", "isg-gateway", NULL);
  soup_server_add_early_handler (self->soup, NULL, headers_cb, self, NULL);
  soup_server_add_handler (self->soup, NULL, request_cb, self, NULL);
  self->door = isg_gw_door_new (options->address,
                                options->port,
                                options->certificate,
                                options->client_ca,
                                opened_cb,
                                self,
                                error);
  if (self->door == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

void
isg_gw_server_free (IsgGwServer *self)
{
  g_clear_pointer (&self->door, isg_gw_door_free);
  g_hash_table_unref (self->exchanges);
  soup_server_disconnect (self->soup);
  g_object_unref (self->soup);
  isg_gw_late_free (self->late);
  g_free (self);
}

guint
isg_gw_server_get_port (const IsgGwServer *self)
{
  return isg_gw_door_get_port (self->door);
}

char *
isg_gw_server_get_url (const IsgGwServer *self, const char *path)
{
  gboolean ipv6 = strchr (self->options.address, ':') != NULL;

  return g_strdup_printf ("https://%s%s%s:%u%s",
                          ipv6 ? "[" : "",
                          self->options.address,
                          ipv6 ? "]" : "",
                          isg_gw_door_get_port (self->door),
                          path);
}
