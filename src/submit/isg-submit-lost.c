/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-judge.h"
#include "submit/isg-submit-work.h"

/* Numbers that the lost copy of this file sent: they are asked about, and shown as what they are.
 */

#define ASK_AGAIN 30 /* seconds, at first */

typedef struct {
  const IsgMethod *method; /* (unowned) */
  IsgSubmitFirm *firm;     /* (owned) */
  GPtrArray *asked;        /* (unowned elements) (owned) (element-type IsgLostSending) */
  GArray *view;            /* (owned) (element-type IsgAsked) */
  IsgExchange *exchange;   /* (owned) */
  GPtrArray *replies;      /* (owned) (nullable) */
} Inquiry;

static void
inquiry_clear (Inquiry *inquiry)
{
  g_clear_pointer (&inquiry->firm, isg_submit_firm_free);
  g_clear_pointer (&inquiry->asked, g_ptr_array_unref);
  g_clear_pointer (&inquiry->view, g_array_unref);
  g_clear_pointer (&inquiry->exchange, isg_exchange_free);
  g_clear_pointer (&inquiry->replies, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Inquiry, inquiry_clear)

static const IsgMethod *
find_method (IsgSubmitWork *work, const char *method_id)
{
  GPtrArray *methods = isg_rules_methods (isg_store_rules (work->store));

  for (guint i = 0; i < methods->len; i++)
    if (g_strcmp0 (isg_method_id (g_ptr_array_index (methods, i)), method_id) == 0)
      return g_ptr_array_index (methods, i);
  return NULL;
}

static void
gather (IsgSubmitWork *work, GPtrArray *due, const char *method_id, Inquiry *inquiry)
{
  guint most = isg_method_traits (inquiry->method, isg_store_environment (work->store)).query_batch;
  guint most_items = isg_method_query_max_items (inquiry->method);
  guint n_items = 0;

  for (guint i = 0; i < due->len && inquiry->asked->len < MAX (most, 1); i++) {
    IsgLostSending *lost = g_ptr_array_index (due, i);
    IsgAsked view = { .number = lost->number, .signer = "0", .n_items = lost->n_items };

    if (g_strcmp0 (lost->method, method_id) != 0
        || (inquiry->asked->len > 0 && most_items != 0 && n_items + lost->n_items > most_items))
      continue;
    n_items += lost->n_items;
    g_ptr_array_add (inquiry->asked, lost);
    g_array_append_val (inquiry->view, view);
  }
}

static gboolean
write_answers (IsgSubmitWork *work, gpointer data, GError **error)
{
  Inquiry *inquiry = data;
  gint64 now = isg_clock_now (isg_store_clock (work->store));
  gint64 again = now + ASK_AGAIN + isg_submit_work_random (work) % ASK_AGAIN;
  gboolean answered = FALSE;

  for (guint i = 0; i < inquiry->asked->len; i++) {
    const IsgLostSending *lost = g_ptr_array_index (inquiry->asked, i);
    const IsgReply *reply
      = inquiry->replies != NULL ? g_ptr_array_index (inquiry->replies, i) : NULL;
    gboolean spoke = reply != NULL && reply->kind == ISG_REPLY_BUSINESS && reply->code != 0
                     && reply->klass != ISG_CODE_CLASS_CREDENTIALS;
    gboolean open = !spoke || reply->klass == ISG_CODE_CLASS_IN_WORK;

    answered = answered || spoke;
    if (!isg_store_lost_answer (work->store,
                                lost->number,
                                spoke ? reply->code : 0,
                                spoke ? reply->message : NULL,
                                open ? again : 0,
                                error))
      return FALSE;
  }
  return isg_submit_work_read_gates (work, error)
         && isg_submit_note_contact (work, inquiry->exchange, answered, FALSE, error);
}

static gboolean
ask (IsgSubmitWork *work, Inquiry *inquiry, GError **error)
{
  IsgFirm firm = isg_submit_firm_view (inquiry->firm);
  g_autoptr (IsgEnvelope) envelope = isg_message_query (inquiry->method,
                                                        (const IsgAsked *) inquiry->view->data,
                                                        inquiry->view->len,
                                                        &firm,
                                                        error);

  if (envelope == NULL)
    return FALSE;
  inquiry->exchange = isg_submit_exchange (work, inquiry->method, envelope, inquiry->firm, error);
  if (inquiry->exchange == NULL)
    return FALSE;
  if (inquiry->exchange->result == ISG_EXCHANGE_ANSWERED)
    inquiry->replies = isg_message_read_query (inquiry->method,
                                               inquiry->exchange->http_status,
                                               inquiry->exchange->content_type,
                                               inquiry->exchange->body,
                                               (const IsgAsked *) inquiry->view->data,
                                               inquiry->view->len);
  return isg_submit_keep_trying (work,
                                 write_answers,
                                 inquiry,
                                 "lost-before-commit",
                                 "lost-after-commit",
                                 error);
}

/* The first that can be asked about: packages in a folder are nobody's to ask. */
static const char *
choose_method (IsgSubmitWork *work, GPtrArray *due, const IsgMethod **out_method)
{
  for (guint i = 0; i < due->len; i++) {
    const char *id = ((const IsgLostSending *) g_ptr_array_index (due, i))->method;
    const IsgMethod *method = find_method (work, id);

    if (method != NULL && !isg_method_is_file (method)) {
      *out_method = method;
      return id;
    }
  }
  return NULL;
}

gboolean
isg_submit_ask_lost (IsgSubmitWork *work, gboolean *out_worked, GError **error)
{
  g_autoptr (GPtrArray) due = isg_store_lost_list (work->store, TRUE, error);
  g_auto (Inquiry) inquiry = { 0 };
  const char *method_id;

  *out_worked = FALSE;
  if (due == NULL)
    return FALSE;
  method_id = choose_method (work, due, &inquiry.method);
  if (method_id == NULL)
    return TRUE;
  inquiry.firm = isg_submit_firm_load (work->store, method_id, error);
  if (inquiry.firm == NULL)
    return FALSE;
  if (!isg_submit_firm_is_complete (inquiry.firm, isg_store_environment (work->store)))
    return TRUE;
  inquiry.asked = g_ptr_array_new ();
  inquiry.view = g_array_new (FALSE, FALSE, sizeof (IsgAsked));
  gather (work, due, method_id, &inquiry);
  *out_worked = TRUE;
  return ask (work, &inquiry, error);
}
