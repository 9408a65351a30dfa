/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-method-end.h"

#include "store/isg-store-queue.h"
#include "store/isg-store-record.h"
#include "submit/isg-submit-apply.h"

/* The definition by which it was finalised, as long as any pack has it: the machine asks it for
 * nothing here, and a row without one stays what it is. */
static gboolean
end_row (IsgStore *store, gint64 id, GError **error)
{
  g_autoptr (IsgStoredSubmission) row = isg_store_submission_get (store, id, error);
  IsgSubmitChange change = { .event = ISG_EVENT_METHOD_ENDED };
  const IsgMethod *method;

  if (row == NULL)
    return FALSE;
  method = isg_store_method (store, row->pack, row->kind, row->method);
  return method == NULL || isg_submit_apply (store, method, row, &change, NULL, error);
}

gboolean
isg_methods_end (IsgStore *store, GError **error)
{
  IsgRules *rules = isg_store_rules (store);
  g_autoptr (GPtrArray) waiting
    = isg_store_queue_awaiting_of_other_packs (store, isg_rules_version (rules), error);
  g_autoptr (IsgTransaction) transaction = NULL;

  if (waiting == NULL)
    return FALSE;
  for (guint i = 0; i < waiting->len; i++) {
    const IsgAwaiting *row = g_ptr_array_index (waiting, i);

    /* A pack that does not know the kind has ended nothing: it is an older one, gone back to. */
    if (isg_rules_kind (rules, row->kind) == NULL
        || isg_rules_method (rules, row->kind, row->method) != NULL)
      continue;
    if (transaction == NULL && (transaction = isg_transaction_begin (store, error)) == NULL)
      return FALSE;
    if (!end_row (store, row->id, error))
      return FALSE;
  }
  return transaction == NULL || isg_transaction_commit (transaction, error);
}
