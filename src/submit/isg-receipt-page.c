/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-receipt-page.h"

#include "store/isg-store-record.h"
#include "submit/isg-status.h"
#include "submit/isg-submit-error.h"

static char *
title_of (IsgStore *store, IsgRecord *record, IsgLanguage language)
{
  IsgRules *rules = isg_store_rules (store);
  const IsgKind *kind = record != NULL ? isg_rules_kind (rules, isg_record_kind (record)) : NULL;

  return kind == NULL ? NULL
                      : isg_kind_title (kind, rules, record, isg_store_resolve, store, language);
}

static char *
title_by_uuid (IsgStore *store, const char *uuid, IsgLanguage language)
{
  g_autoptr (IsgRecord) record = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;

  return title_of (store, record, language);
}

static gint64
answered_at (const IsgStatusSubmission *submission)
{
  gint64 answered = 0;

  for (guint i = 0; i < submission->attempts->len; i++) {
    const IsgStatusAttempt *attempt = g_ptr_array_index (submission->attempts, i);

    if (attempt->code != 0)
      answered = attempt->time;
  }
  return answered;
}

static void
add_notification (IsgReceiptFacts *facts, const IsgStatusSubmission *submission, gint64 answered)
{
  IsgReceiptNotification *out = isg_receipt_facts_add (facts);

  out->number = g_strdup (submission->query_no);
  out->server_no = g_strdup (submission->server_no);
  out->state = g_strdup (submission->state);
  out->method = g_strdup (submission->method);
  out->sha256 = g_strdup (submission->sha256);
  out->signed_at = submission->signed_at;
  out->answered_at = answered;
  out->code = submission->last_code;
  out->message = g_strdup (submission->last_message);
  for (guint i = 0; i < submission->items->len; i++) {
    const IsgStatusItem *item = g_ptr_array_index (submission->items, i);

    isg_receipt_notification_add (out,
                                  item->employee_name != NULL ? item->employee_name
                                                              : item->employee,
                                  item->topic,
                                  item->status);
  }
  if (facts->pack == NULL)
    facts->pack = g_strdup (submission->pack);
}

/* Newest of each part first in the list of a status. */
static void
add_all (IsgReceiptFacts *facts, const IsgStatus *status)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < status->submissions->len; i++) {
    const IsgStatusSubmission *submission = g_ptr_array_index (status->submissions, i);
    gint64 answered = answered_at (submission);

    if (submission->signed_at != 0 && answered != 0 && g_hash_table_add (seen, submission->part))
      add_notification (facts, submission, answered);
  }
}

static gboolean
fill_record (IsgStore *store,
             IsgReceiptFacts *facts,
             const char *uuid,
             IsgLanguage language,
             GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, error);
  const IsgKind *kind
    = record != NULL ? isg_rules_kind (isg_store_rules (store), isg_record_kind (record)) : NULL;

  if (record == NULL)
    return FALSE;
  facts->kind
    = g_strdup (kind != NULL ? isg_kind_label (kind, language) : isg_record_kind (record));
  facts->workplace = title_by_uuid (store, isg_record_workplace (record), language);
  facts->signer
    = title_by_uuid (store, kind != NULL ? isg_kind_signer (kind, record) : NULL, language);
  facts->is_sandbox = isg_store_environment (store) == ISG_ENVIRONMENT_SANDBOX;
  return TRUE;
}

IsgReceiptFacts *
isg_receipt_page (IsgStore *store, const char *uuid, IsgLanguage language, GError **error)
{
  g_autoptr (IsgStatus) status = isg_status_get (store, uuid, language, error);
  g_autoptr (IsgReceiptFacts) facts = isg_receipt_facts_new ();

  if (status == NULL || !fill_record (store, facts, uuid, language, error))
    return NULL;
  facts->title = g_strdup (status->title);
  add_all (facts, status);
  if (facts->notifications->len > 0)
    return g_steal_pointer (&facts);
  g_set_error (error,
               ISG_SUBMIT_ERROR,
               ISG_SUBMIT_ERROR_NOT_FIT,
               "receipt: nothing of it was answered");
  return NULL;
}
