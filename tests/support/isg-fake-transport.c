/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/isg-fake-transport.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

struct _IsgFakeTransport {
  GObject parent_instance;

  GMutex mutex;
  GCond cond;
  GQueue answers;      /* (mutex mutex) (element-type IsgFakeAnswer) (owned) */
  GPtrArray *requests; /* (mutex mutex) (element-type IsgFakeRequest) (owned) */
  guint n_released;    /* (mutex mutex) */
  gboolean waiting;    /* (mutex mutex) */
  IsgFakeServer server;
  gpointer server_data;
};

static void isg_fake_transport_iface_init (IsgTransportInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (IsgFakeTransport,
                               isg_fake_transport,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (ISG_TYPE_TRANSPORT,
                                                      isg_fake_transport_iface_init))

static void
answer_free (IsgFakeAnswer *answer)
{
  g_free ((char *) answer->content_type);
  g_free ((char *) answer->body);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgFakeAnswer, answer_free)

static void
request_free (IsgFakeRequest *request)
{
  g_free (request->url);
  g_free (request->content_type);
  g_free (request->soap_action);
  g_free (request->accept);
  g_bytes_unref (request->body);
  g_free (request->user);
  g_clear_pointer (&request->password, isg_secret_unref);
  g_free (request);
}

static IsgFakeRequest *
record_request (const IsgRequest *request)
{
  IsgFakeRequest *record = g_new0 (IsgFakeRequest, 1);

  record->url = g_strdup (request->url);
  record->content_type = g_strdup (request->content_type);
  record->soap_action = g_strdup (request->soap_action);
  record->accept = g_strdup (request->accept);
  record->body = g_bytes_ref (request->body);
  record->is_save = request->is_save;
  record->max_reply = request->max_reply;
  record->timeout_seconds = request->timeout_seconds;
  record->user = g_strdup (request->user);
  if (request->password != NULL)
    record->password = isg_secret_ref (request->password);
  return record;
}

static void
die_at (const IsgFakeAnswer *answer, IsgFakeKill point)
{
  if (answer != NULL && answer->kill == point)
    kill (getpid (), SIGKILL);
}

static IsgExchange *
new_exchange (IsgExchangeResult result, const char *detail)
{
  IsgExchange *exchange = g_new0 (IsgExchange, 1);

  exchange->result = result;
  exchange->first_byte = result == ISG_EXCHANGE_ANSWERED || result == ISG_EXCHANGE_LOST;
  exchange->detail = g_strdup (detail);
  return exchange;
}

static IsgExchange *
exchange_from_answer (const IsgFakeAnswer *answer)
{
  IsgExchange *exchange
    = new_exchange (answer->result, answer->result == ISG_EXCHANGE_ANSWERED ? NULL : "scripted");

  exchange->http_status = answer->http_status;
  exchange->content_type = g_strdup (answer->content_type);
  exchange->server_date = answer->server_date;
  if (answer->body != NULL)
    exchange->body = g_bytes_new (answer->body, strlen (answer->body));
  else if (answer->http_status != 0)
    exchange->body = g_bytes_new (NULL, 0);
  return exchange;
}

static void
cancelled_cb (GCancellable *cancellable, gpointer data)
{
  IsgFakeTransport *self = data;

  g_mutex_lock (&self->mutex);
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

/* Waits for the release; %FALSE when the request was cancelled instead. */
static gboolean
wait_for_release (IsgFakeTransport *self, GCancellable *cancellable)
{
  gulong handler = cancellable != NULL
                     ? g_cancellable_connect (cancellable, G_CALLBACK (cancelled_cb), self, NULL)
                     : 0;
  gboolean released;

  g_mutex_lock (&self->mutex);
  self->waiting = TRUE;
  while (self->n_released == 0 && !g_cancellable_is_cancelled (cancellable))
    g_cond_wait (&self->cond, &self->mutex);
  self->waiting = FALSE;
  released = self->n_released > 0;
  if (released)
    self->n_released--;
  g_mutex_unlock (&self->mutex);

  if (cancellable != NULL)
    g_cancellable_disconnect (cancellable, handler);
  return released;
}

static gboolean
ask_guard (const IsgRequest *request, IsgFakeRequest *record, GCancellable *cancellable)
{
  record->guard_asked = TRUE;
  record->guard_said_yes = !g_cancellable_is_cancelled (cancellable)
                           && (request->guard == NULL || request->guard (request->guard_data));
  return record->guard_said_yes;
}

static IsgExchange *
isg_fake_transport_exchange (IsgTransport *transport,
                             const IsgRequest *request,
                             GCancellable *cancellable)
{
  IsgFakeTransport *self = ISG_FAKE_TRANSPORT (transport);
  g_autoptr (IsgFakeAnswer) answer = NULL;
  g_autoptr (IsgExchange) exchange = NULL;
  IsgFakeRequest *record = record_request (request);

  g_mutex_lock (&self->mutex);
  answer = g_queue_pop_head (&self->answers);
  g_ptr_array_add (self->requests, record);
  g_mutex_unlock (&self->mutex);
  if (answer == NULL && self->server == NULL)
    g_error ("a request that no script foresaw: %s", request->url);

  die_at (answer, ISG_FAKE_KILL_BEFORE_GUARD);
  if (answer != NULL && answer->result != ISG_EXCHANGE_ANSWERED
      && answer->result != ISG_EXCHANGE_LOST)
    return exchange_from_answer (answer);
  if (!ask_guard (request, record, cancellable))
    return new_exchange (ISG_EXCHANGE_ABORTED, "the guard said no");
  die_at (answer, ISG_FAKE_KILL_AFTER_GUARD);

  exchange
    = answer != NULL ? exchange_from_answer (answer) : self->server (request, self->server_data);
  exchange->first_byte = TRUE;
  die_at (answer, ISG_FAKE_KILL_BEFORE_REPLY);
  if (answer != NULL && answer->late && !wait_for_release (self, cancellable))
    return new_exchange (ISG_EXCHANGE_LOST, "cancelled");

  return g_steal_pointer (&exchange);
}

static void
isg_fake_transport_finalize (GObject *object)
{
  IsgFakeTransport *self = ISG_FAKE_TRANSPORT (object);

  g_queue_clear_full (&self->answers, (GDestroyNotify) answer_free);
  g_ptr_array_unref (self->requests);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);

  G_OBJECT_CLASS (isg_fake_transport_parent_class)->finalize (object);
}

static void
isg_fake_transport_class_init (IsgFakeTransportClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = isg_fake_transport_finalize;
}

static void
isg_fake_transport_init (IsgFakeTransport *self)
{
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->answers);
  self->requests = g_ptr_array_new_with_free_func ((GDestroyNotify) request_free);
}

static void
isg_fake_transport_iface_init (IsgTransportInterface *iface)
{
  iface->exchange = isg_fake_transport_exchange;
}

IsgFakeTransport *
isg_fake_transport_new (void)
{
  return g_object_new (ISG_TYPE_FAKE_TRANSPORT, NULL);
}

void
isg_fake_transport_push (IsgFakeTransport *self, const IsgFakeAnswer *answer)
{
  IsgFakeAnswer *copy = g_memdup2 (answer, sizeof *answer);

  copy->content_type = g_strdup (answer->content_type);
  copy->body = g_strdup (answer->body);

  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->answers, copy);
  g_mutex_unlock (&self->mutex);
}

void
isg_fake_transport_set_server (IsgFakeTransport *self, IsgFakeServer server, gpointer user_data)
{
  self->server = server;
  self->server_data = user_data;
}

void
isg_fake_transport_release (IsgFakeTransport *self)
{
  g_mutex_lock (&self->mutex);
  self->n_released++;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);
}

gboolean
isg_fake_transport_is_waiting (IsgFakeTransport *self)
{
  gboolean waiting;

  g_mutex_lock (&self->mutex);
  waiting = self->waiting;
  g_mutex_unlock (&self->mutex);
  return waiting;
}

guint
isg_fake_transport_n_requests (IsgFakeTransport *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->requests->len;
  g_mutex_unlock (&self->mutex);
  return n;
}

guint
isg_fake_transport_n_left (IsgFakeTransport *self)
{
  guint n;

  g_mutex_lock (&self->mutex);
  n = self->answers.length;
  g_mutex_unlock (&self->mutex);
  return n;
}

const IsgFakeRequest *
isg_fake_transport_request (IsgFakeTransport *self, guint index)
{
  const IsgFakeRequest *request;

  g_mutex_lock (&self->mutex);
  g_assert_cmpuint (index, <, self->requests->len);
  request = self->requests->pdata[index];
  g_mutex_unlock (&self->mutex);
  return request;
}
