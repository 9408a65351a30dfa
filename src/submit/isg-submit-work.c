/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-work.h"

#define CLOCK_TOLERANCE 300 /* seconds between the server's Date and ours */
#define BACKOFF         30  /* seconds */
#define KEEP_TRYING     30  /* seconds that a reply waits for its place in the store */
#define TRY_AGAIN       200 /* milliseconds */

void
isg_submit_work_clear (IsgSubmitWork *work)
{
  g_clear_pointer (&work->lease, isg_lease_free);
  g_clear_pointer (&work->firm, isg_submit_firm_free);
  g_clear_pointer (&work->gates, g_ptr_array_unref);
  g_clear_pointer (&work->folders, g_free);
}

gboolean
isg_submit_work_read_gates (IsgSubmitWork *work, GError **error)
{
  GPtrArray *gates = isg_store_gates (work->store, error);

  if (gates == NULL)
    return FALSE;
  g_clear_pointer (&work->gates, g_ptr_array_unref);
  work->gates = gates;
  work->clock_shut = FALSE;
  for (guint i = 0; i < gates->len; i++)
    if (((IsgStoredGate *) g_ptr_array_index (gates, i))->gate == ISG_GATE_CLOCK)
      work->clock_shut = TRUE;
  return TRUE;
}

guint32
isg_submit_work_random (const IsgSubmitWork *work)
{
  return work->tools->random != NULL ? work->tools->random (work->tools->random_data)
                                     : g_random_int ();
}

void
isg_submit_work_pass (const IsgSubmitWork *work, const char *name)
{
  if (work->tools->kill_point != NULL)
    work->tools->kill_point (name, work->tools->kill_data);
}

gboolean
isg_submit_work_is_cancelled (const IsgSubmitWork *work)
{
  return g_cancellable_is_cancelled (work->tools->cancellable);
}

void
isg_submit_wait (const IsgSubmitTools *tools, guint milliseconds)
{
  GPollFD fd;
  gboolean polls;

  if (tools->wait != NULL) {
    tools->wait (milliseconds, tools->wait_data);
    return;
  }
  polls = tools->cancellable != NULL && g_cancellable_make_pollfd (tools->cancellable, &fd);
  g_poll (polls ? &fd : NULL, polls ? 1 : 0, (int) MIN (milliseconds, G_MAXINT));
  if (polls)
    g_cancellable_release_fd (tools->cancellable);
}

/* ---- keeping a reply ---- */

static gboolean
write_once (IsgSubmitWork *work,
            IsgSubmitWrite write,
            gpointer data,
            const char *before,
            GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (work->store, error);

  if (transaction == NULL || !write (work, data, error))
    return FALSE;
  isg_submit_work_pass (work, before);
  return isg_transaction_commit (transaction, error);
}

static gboolean
may_heal (const GError *error)
{
  return g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_BUSY)
         || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_FULL)
         || g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_IO);
}

gboolean
isg_submit_keep_trying (IsgSubmitWork *work,
                        IsgSubmitWrite write,
                        gpointer data,
                        const char *before,
                        const char *after,
                        GError **error)
{
  for (guint tries = 1;; tries++) {
    g_autoptr (GError) local = NULL;

    if (write_once (work, write, data, before, &local)) {
      isg_submit_work_pass (work, after);
      return TRUE;
    }
    if (!may_heal (local) || isg_submit_work_is_cancelled (work)
        || tries * TRY_AGAIN > KEEP_TRYING * 1000) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    isg_submit_work_pass (work, "reply-commit-failed");
    isg_submit_wait (work->tools, TRY_AGAIN);
  }
}

/* ---- gates ---- */

static const IsgStoredGate *
find_gate (const IsgSubmitWork *work, IsgGate gate)
{
  for (guint i = 0; i < work->gates->len; i++) {
    const IsgStoredGate *stored = g_ptr_array_index (work->gates, i);

    if (stored->gate == gate)
      return stored;
  }
  return NULL;
}

static gboolean
open_if_shut (IsgSubmitWork *work, IsgGate gate, GError **error)
{
  return find_gate (work, gate) == NULL || isg_store_gate_open (work->store, gate, NULL, error);
}

static gboolean
opens_by_time (IsgGate gate)
{
  return gate == ISG_GATE_NETWORK || gate == ISG_GATE_TLS || gate == ISG_GATE_SERVER
         || gate == ISG_GATE_CLOCK || gate == ISG_GATE_STORE;
}

static char *
scope_of (IsgGate gate, const IsgStoredSubmission *row)
{
  switch ((int) gate) {
  case ISG_GATE_ENDPOINT:
  case ISG_GATE_METHOD:
  case ISG_GATE_LIVE_SHUT:
    return g_strdup (row != NULL ? row->method : "");
  case ISG_GATE_SIGNATURE:
    return row != NULL ? g_strdup_printf ("%s@%s", row->method, row->pack) : g_strdup ("");
  default:
    return g_strdup ("");
  }
}

/* The sandbox's queue is as impatient as its settle. */
static guint
gate_base (const IsgSubmitWork *work)
{
  return isg_store_environment (work->store) == ISG_ENVIRONMENT_LIVE ? BACKOFF : 2;
}

gboolean
isg_submit_shut (IsgSubmitWork *work,
                 IsgGate gate,
                 const IsgStoredSubmission *row,
                 int code,
                 const char *detail,
                 GError **error)
{
  const IsgStoredGate *before = find_gate (work, gate);
  g_autofree char *scope = scope_of (gate, row);
  IsgStoredGate shut
    = { .gate = gate, .scope = scope, .code = code, .detail = (char *) (detail ? detail : "") };

  if (opens_by_time (gate))
    shut.next_try = isg_clock_now (isg_store_clock (work->store))
                    + isg_backoff_seconds (before != NULL ? before->backoff + 1 : 0,
                                           gate_base (work),
                                           isg_submit_work_random (work));
  /* Who cannot show who it is has been reached: "no network" would let a person look in the wrong
   * place. */
  if (gate == ISG_GATE_TLS && !open_if_shut (work, ISG_GATE_NETWORK, error))
    return FALSE;
  return isg_store_gate_shut (work->store, &shut, error);
}

static gboolean
judge_clock (IsgSubmitWork *work, const IsgExchange *exchange, GError **error)
{
  gint64 off = isg_clock_now (isg_store_clock (work->store)) - exchange->server_date;
  char seconds[24];

  if (exchange->server_date == 0)
    return TRUE;
  if (ABS (off) <= CLOCK_TOLERANCE)
    return open_if_shut (work, ISG_GATE_CLOCK, error);
  g_snprintf (seconds, sizeof seconds, "%" G_GINT64_FORMAT, off);
  return isg_submit_shut (work, ISG_GATE_CLOCK, NULL, 0, seconds, error);
}

/* The way is open again: what waited for it does not wait for its own time too. */
static gboolean
open_way (IsgSubmitWork *work, GError **error)
{
  if (find_gate (work, ISG_GATE_NETWORK) == NULL && find_gate (work, ISG_GATE_TLS) == NULL)
    return TRUE;
  return open_if_shut (work, ISG_GATE_NETWORK, error) && open_if_shut (work, ISG_GATE_TLS, error)
         && isg_store_queue_wake (work->store, error);
}

/* A hotel's log-in page comes as a page of its own or by leading elsewhere; a page that says that
 * the server is ill is the server's. */
gboolean
isg_submit_network_cut_in (const IsgExchange *exchange, gboolean looks_html)
{
  return looks_html && (exchange->http_status < 400 || exchange->http_status == 511);
}

gboolean
isg_submit_note_contact (IsgSubmitWork *work,
                         const IsgExchange *exchange,
                         gboolean answered,
                         gboolean looks_html,
                         GError **error)
{
  if (exchange->result != ISG_EXCHANGE_ANSWERED)
    return TRUE;
  if (isg_submit_network_cut_in (exchange, looks_html))
    return isg_submit_shut (work,
                            ISG_GATE_NETWORK,
                            NULL,
                            (int) exchange->http_status,
                            "portal",
                            error);
  if (!open_way (work, error) || !judge_clock (work, exchange, error))
    return FALSE;
  return !answered
         || (open_if_shut (work, ISG_GATE_SERVER, error)
             && open_if_shut (work, ISG_GATE_CREDENTIALS, error)
             && open_if_shut (work, ISG_GATE_STORE, error));
}

/* ---- requests ---- */

/* Most answers come within these seconds: who limits the run does not make doubt of them. */
#define GRACE 5

static guint
seconds_left (const IsgSubmitTools *tools)
{
  gint64 left = (tools->deadline - g_get_monotonic_time ()) / G_USEC_PER_SEC;

  return tools->deadline != 0 ? (guint) MAX (left, 0) + GRACE : 0;
}

IsgRequest
isg_submit_request (const IsgSubmitTools *tools,
                    const IsgEnvelope *envelope,
                    const IsgSubmitFirm *firm)
{
  return (IsgRequest){
    .url = envelope->url,
    .content_type = envelope->content_type,
    .soap_action = envelope->soap_action,
    .accept = envelope->accept,
    .body = envelope->body,
    .max_reply = envelope->max_reply,
    .timeout_seconds = seconds_left (tools),
    .user = envelope->basic_auth ? firm->code : NULL,
    .password = envelope->basic_auth ? firm->password : NULL,
  };
}

IsgExchange *
isg_submit_exchange (IsgSubmitWork *work,
                     const IsgMethod *method,
                     const IsgEnvelope *envelope,
                     const IsgSubmitFirm *firm,
                     GError **error)
{
  const IsgSubmitTools *tools = work->tools;
  g_autoptr (IsgTransport) transport
    = tools->transport (work->store, isg_method_id (method), tools->transport_data, error);
  IsgRequest request = isg_submit_request (tools, envelope, firm);

  if (transport == NULL)
    return NULL;
  return isg_transport_exchange (transport, &request, tools->cancellable);
}

static gboolean
shut_for_method (IsgSubmitWork *work,
                 const IsgStoredSubmission *row,
                 IsgGate gate,
                 const char *detail,
                 GError **error)
{
  g_autoptr (IsgTransaction) transaction = isg_transaction_begin (work->store, error);

  return transaction != NULL && isg_submit_shut (work, gate, row, 0, detail, error)
         && isg_transaction_commit (transaction, error);
}

gboolean
isg_submit_ready (IsgSubmitWork *work,
                  const IsgStoredSubmission *row,
                  const IsgMethod **out_method,
                  IsgSubmitFirm **out_firm,
                  gboolean *out_ready,
                  GError **error)
{
  IsgEnvironment environment = isg_store_environment (work->store);
  const IsgMethod *method = isg_store_method (work->store, row->pack, row->kind, row->method);
  g_autoptr (IsgSubmitFirm) firm = NULL;

  *out_ready = FALSE;
  if (method == NULL)
    return shut_for_method (work, row, ISG_GATE_METHOD, "ended", error);
  /* A package in a folder goes to nobody by itself: what is not published may lie there. */
  if (environment == ISG_ENVIRONMENT_LIVE && !isg_method_is_file (method)
      && isg_method_authority (method) == ISG_AUTHORITY_PROVISIONAL)
    return shut_for_method (work, row, ISG_GATE_METHOD, "provisional", error);
  firm = isg_submit_firm_load (work->store, row->method, error);
  if (firm == NULL)
    return FALSE;
  if (isg_method_is_file (method) ? firm->endpoint == NULL || *firm->endpoint == '\0'
                                  : !isg_submit_firm_is_complete (firm, environment))
    return shut_for_method (work, row, ISG_GATE_LIVE_SHUT, NULL, error);
  *out_method = method;
  *out_firm = g_steal_pointer (&firm);
  *out_ready = TRUE;
  return TRUE;
}
