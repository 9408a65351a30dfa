/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-submit-judge.h"

/* How many of the items we sent the reply judges, and how. */
typedef struct {
  guint n_accepted;
  guint n_refused;
  guint n_open;
  gboolean differs;
} Verdict;

static char *
item_key (const char *employee, const char *topic)
{
  return g_strconcat (employee, "|", topic, NULL);
}

static GHashTable *
index_items (const IsgReply *reply)
{
  GHashTable *index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < reply->items->len; i++) {
    IsgReplyItem *item = g_ptr_array_index (reply->items, i);

    g_hash_table_insert (index, item_key (item->employee, item->topic), item);
  }
  return index;
}

static void
count_status (const IsgMethod *method, int status, Verdict *verdict)
{
  switch ((int) isg_method_code_class (method, status)) {
  case ISG_CODE_CLASS_ACCEPTED:
    verdict->n_accepted++;
    break;
  case ISG_CODE_CLASS_REFUSED:
  case ISG_CODE_CLASS_USED:
  case ISG_CODE_CLASS_SIGNATURE:
  case ISG_CODE_CLASS_BATCH:
    verdict->n_refused++;
    break;
  default:
    verdict->n_open++;
    break;
  }
}

static gboolean
content_differs (const IsgMethod *method,
                 const char *message_tmpl,
                 const IsgStoredItem *ours,
                 const IsgReplyItem *theirs)
{
  g_autofree char *sent = NULL;

  if (message_tmpl == NULL || theirs->content == NULL)
    return FALSE;
  sent = isg_message_item_content (method, message_tmpl, ours->employee, ours->topic);
  return !isg_message_content_agrees (theirs->content, sent);
}

/* @message_tmpl is given where content is to be compared. */
static Verdict
weigh (const IsgMethod *method, const char *message_tmpl, GPtrArray *items, const IsgReply *reply)
{
  g_autoptr (GHashTable) index = index_items (reply);
  Verdict verdict = { 0 };
  guint n_found = 0;

  for (guint i = 0; i < items->len; i++) {
    const IsgStoredItem *ours = g_ptr_array_index (items, i);
    g_autofree char *key = item_key (ours->employee, ours->topic);
    const IsgReplyItem *theirs = g_hash_table_lookup (index, key);

    if (theirs == NULL) {
      verdict.n_open++;
      continue;
    }
    n_found++;
    count_status (method, theirs->status, &verdict);
    verdict.differs = verdict.differs || content_differs (method, message_tmpl, ours, theirs);
  }
  /* What is there and was not sent is other content. */
  verdict.differs = verdict.differs || n_found < g_hash_table_size (index);
  return verdict;
}

/* ---- saves ---- */

static IsgSubmissionEvent
judge_taken (const IsgMethod *method, GPtrArray *items, const IsgReply *reply)
{
  /* Traits of one environment or the other agree in this. */
  gboolean later = isg_method_traits (method, ISG_ENVIRONMENT_SANDBOX).later_outcome;
  Verdict verdict;

  if (!later)
    return ISG_EVENT_SAVE_ACCEPTED;
  if (reply->items->len == 0)
    return ISG_EVENT_SAVE_TAKEN;
  verdict = weigh (method, NULL, items, reply);
  /* Only a list of every item is final; and "200" with none accepted is not to be believed. */
  if (verdict.n_open > 0 || verdict.differs || verdict.n_accepted == 0)
    return ISG_EVENT_SAVE_TAKEN;
  return verdict.n_refused > 0 ? ISG_EVENT_SAVE_PARTLY : ISG_EVENT_SAVE_ACCEPTED;
}

/* Refused as a whole means that no item was taken. */
static IsgSubmissionEvent
judge_refused (const IsgMethod *method, GPtrArray *items, const IsgReply *reply)
{
  if (reply->items->len > 0 && weigh (method, NULL, items, reply).n_accepted > 0)
    return ISG_EVENT_SAVE_UNREADABLE;
  return ISG_EVENT_SAVE_REFUSED;
}

static IsgSubmissionEvent
judge_business (const IsgMethod *method, GPtrArray *items, const IsgReply *reply)
{
  switch (reply->klass) {
  case ISG_CODE_CLASS_ACCEPTED:
    return judge_taken (method, items, reply);
  case ISG_CODE_CLASS_IN_WORK:
    return ISG_EVENT_SAVE_TAKEN;
  case ISG_CODE_CLASS_FAILED:
    return ISG_EVENT_SAVE_FAILED;
  case ISG_CODE_CLASS_REFUSED:
    return judge_refused (method, items, reply);
  case ISG_CODE_CLASS_USED:
    return ISG_EVENT_SAVE_USED;
  case ISG_CODE_CLASS_SIGNATURE:
    return ISG_EVENT_SAVE_SIGNATURE;
  case ISG_CODE_CLASS_BATCH:
    return ISG_EVENT_SAVE_BATCH;
  case ISG_CODE_CLASS_CREDENTIALS:
    return ISG_EVENT_SAVE_CREDENTIALS;
  case ISG_CODE_CLASS_SERVER:
    return ISG_EVENT_SAVE_SERVER;
  case ISG_CODE_CLASS_UNKNOWN:
  default:
    return ISG_EVENT_SAVE_UNREADABLE;
  }
}

static IsgSubmissionEvent
judge_reply (const IsgMethod *method, GPtrArray *items, const IsgReply *reply)
{
  switch (reply->kind) {
  case ISG_REPLY_BUSINESS:
    return judge_business (method, items, reply);
  case ISG_REPLY_FAULT_CLIENT:
    return ISG_EVENT_SAVE_FAULT;
  case ISG_REPLY_HTTP_CREDENTIALS:
    return ISG_EVENT_SAVE_CREDENTIALS;
  case ISG_REPLY_HTTP_FORBIDDEN:
    return ISG_EVENT_SAVE_FORBIDDEN;
  case ISG_REPLY_HTTP_ENDPOINT:
    return ISG_EVENT_SAVE_ENDPOINT;
  case ISG_REPLY_HTTP_BUSY:
    return ISG_EVENT_SAVE_BUSY;
  case ISG_REPLY_NO_ANSWER:
  default:
    return ISG_EVENT_SAVE_UNREADABLE;
  }
}

IsgSubmissionEvent
isg_judge_save (const IsgMethod *method,
                GPtrArray *items,
                const IsgExchange *exchange,
                const IsgReply *reply)
{
  /* The mark of the first byte decides, whatever the transport calls it. */
  if (exchange->result != ISG_EXCHANGE_ANSWERED && exchange->first_byte)
    return ISG_EVENT_SAVE_LOST;
  switch (exchange->result) {
  case ISG_EXCHANGE_ANSWERED:
    return reply != NULL ? judge_reply (method, items, reply) : ISG_EVENT_SAVE_UNREADABLE;
  case ISG_EXCHANGE_NOT_CONNECTED:
    return ISG_EVENT_SAVE_NOT_CONNECTED;
  case ISG_EXCHANGE_TLS:
    return ISG_EVENT_SAVE_TLS;
  case ISG_EXCHANGE_ABORTED:
    return ISG_EVENT_SAVE_ABORTED;
  case ISG_EXCHANGE_LOST:
  default:
    return ISG_EVENT_SAVE_LOST;
  }
}

/* ---- questions ---- */

IsgSubmissionEvent
isg_judge_exchange (const IsgExchange *exchange)
{
  switch (exchange->result) {
  case ISG_EXCHANGE_ANSWERED:
    return ISG_EVENT_N;
  case ISG_EXCHANGE_NOT_CONNECTED:
  case ISG_EXCHANGE_ABORTED:
    return ISG_EVENT_QUERY_NOT_CONNECTED;
  case ISG_EXCHANGE_TLS:
    return ISG_EVENT_QUERY_TLS;
  case ISG_EXCHANGE_LOST:
  default:
    return ISG_EVENT_QUERY_SERVER;
  }
}

static IsgSubmissionEvent
judge_stored (const IsgMethod *method,
              const IsgStoredSubmission *row,
              GPtrArray *items,
              const IsgReply *reply)
{
  gboolean accepted = reply->klass == ISG_CODE_CLASS_ACCEPTED;
  Verdict verdict;

  if (reply->summary_hash != NULL && g_strcmp0 (reply->summary_hash, row->sha256) != 0)
    return ISG_EVENT_QUERY_DIFFERS;
  if (reply->items->len == 0) {
    if (!accepted)
      return ISG_EVENT_QUERY_REFUSED;
    return reply->summary_hash != NULL ? ISG_EVENT_QUERY_ACCEPTED : ISG_EVENT_QUERY_NO_CONTENT;
  }
  verdict = weigh (method, row->message_tmpl, items, reply);
  if (verdict.differs)
    return ISG_EVENT_QUERY_DIFFERS;
  if (verdict.n_open > 0)
    return ISG_EVENT_QUERY_UNJUDGED;
  if (verdict.n_accepted == 0)
    return ISG_EVENT_QUERY_REFUSED;
  return verdict.n_refused > 0 ? ISG_EVENT_QUERY_PARTLY : ISG_EVENT_QUERY_ACCEPTED;
}

static IsgSubmissionEvent
judge_answer (const IsgMethod *method,
              const IsgStoredSubmission *row,
              GPtrArray *items,
              const IsgReply *reply)
{
  switch (reply->klass) {
  case ISG_CODE_CLASS_ACCEPTED:
  case ISG_CODE_CLASS_REFUSED:
  case ISG_CODE_CLASS_USED:
  case ISG_CODE_CLASS_SIGNATURE:
  case ISG_CODE_CLASS_BATCH:
    return judge_stored (method, row, items, reply);
  case ISG_CODE_CLASS_IN_WORK:
    return ISG_EVENT_QUERY_IN_WORK;
  case ISG_CODE_CLASS_FAILED:
    return ISG_EVENT_QUERY_ABSENT;
  case ISG_CODE_CLASS_CREDENTIALS:
    return ISG_EVENT_QUERY_CREDENTIALS;
  case ISG_CODE_CLASS_SERVER:
  case ISG_CODE_CLASS_UNKNOWN:
  default:
    return ISG_EVENT_QUERY_NO_ANSWER;
  }
}

IsgSubmissionEvent
isg_judge_question (const IsgMethod *method,
                    const IsgStoredSubmission *row,
                    GPtrArray *items,
                    guint http_status,
                    const IsgReply *reply)
{
  switch (reply->kind) {
  case ISG_REPLY_BUSINESS:
    return judge_answer (method, row, items, reply);
  case ISG_REPLY_FAULT_CLIENT:
  case ISG_REPLY_HTTP_ENDPOINT:
    return ISG_EVENT_QUERY_FAULTY;
  case ISG_REPLY_HTTP_CREDENTIALS:
  case ISG_REPLY_HTTP_FORBIDDEN:
    return ISG_EVENT_QUERY_CREDENTIALS;
  case ISG_REPLY_HTTP_BUSY:
    return ISG_EVENT_QUERY_SERVER;
  case ISG_REPLY_NO_ANSWER:
  default:
    return http_status >= 500 ? ISG_EVENT_QUERY_SERVER : ISG_EVENT_QUERY_NO_ANSWER;
  }
}

gboolean
isg_judge_is_stopping (IsgSubmissionEvent event)
{
  return event == ISG_EVENT_QUERY_CREDENTIALS || event == ISG_EVENT_QUERY_SERVER
         || event == ISG_EVENT_QUERY_NOT_CONNECTED || event == ISG_EVENT_QUERY_TLS;
}
