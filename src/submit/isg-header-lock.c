/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "submit/isg-header-lock.h"

#include "dataset/isg-document.h"
#include "store/isg-store-record.h"

/* The items of a row that the Ministry holds. */
static GPtrArray *
accepted_items (IsgStore *store,
                const IsgMethod *method,
                const IsgStoredSubmission *row,
                GError **error)
{
  g_autoptr (GPtrArray) stored = isg_store_items (store, row->id, error);
  g_autoptr (GPtrArray) accepted = NULL;

  if (stored == NULL)
    return NULL;
  accepted = g_ptr_array_new_with_free_func ((GDestroyNotify) isg_item_free);
  for (guint i = 0; i < stored->len; i++) {
    const IsgStoredItem *item = g_ptr_array_index (stored, i);

    if (row->machine.state == ISG_SUBMISSION_ACCEPTED
        || isg_method_code_class (method, item->status) == ISG_CODE_CLASS_ACCEPTED)
      g_ptr_array_add (accepted, isg_item_new (item->employee, item->employee_uuid, item->topic));
  }
  return g_steal_pointer (&accepted);
}

static GPtrArray *
parts_of (IsgStore *store,
          const IsgMethod *method,
          IsgRecord *record,
          GPtrArray *items,
          gint64 now_ms,
          GError **error)
{
  return isg_document_make (isg_store_rules (store),
                            isg_method_id (method),
                            record,
                            isg_store_resolve,
                            store,
                            NULL,
                            items,
                            now_ms,
                            error);
}

static gboolean
parts_equal (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++) {
    const IsgPart *one = g_ptr_array_index (a, i);
    const IsgPart *other = g_ptr_array_index (b, i);

    if (g_strcmp0 (one->document, other->document) != 0
        || g_strcmp0 (one->message, other->message) != 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
row_is_kept (IsgStore *store,
             const IsgMethod *method,
             IsgRecord *record,
             const IsgStoredSubmission *row,
             gboolean *out_kept,
             GError **error)
{
  gint64 now_ms = isg_clock_now_ms (isg_store_clock (store));
  g_autoptr (GPtrArray) items = accepted_items (store, method, row, error);
  g_autoptr (IsgRecord) before = NULL;
  g_autoptr (GPtrArray) then = NULL;
  g_autoptr (GPtrArray) now = NULL;

  *out_kept = TRUE;
  if (items == NULL)
    return FALSE;
  if (items->len == 0)
    return TRUE;
  before = isg_store_record_get (store, row->uuid, row->revision, error);
  if (before == NULL)
    return FALSE;
  /* An older revision may not fit today's pack; there is nothing to compare with then. */
  then = parts_of (store, method, before, items, now_ms, NULL);
  now = parts_of (store, method, record, items, now_ms, error);
  if (now == NULL)
    return FALSE;
  *out_kept = then == NULL || parts_equal (then, now);
  return TRUE;
}

gboolean
isg_header_is_kept (IsgStore *store,
                    const IsgMethod *method,
                    IsgRecord *record,
                    gboolean *out_kept,
                    GError **error)
{
  g_autoptr (GPtrArray) rows
    = isg_store_submissions_of (store, isg_record_uuid (record), FALSE, error);
  gboolean kept = TRUE;

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; kept && i < rows->len; i++) {
    const IsgStoredSubmission *row = g_ptr_array_index (rows, i);

    if (row->machine.state != ISG_SUBMISSION_ACCEPTED
        && row->machine.state != ISG_SUBMISSION_PARTLY_ACCEPTED)
      continue;
    if (row->revision != isg_record_revision (record)
        && !row_is_kept (store, method, record, row, &kept, error))
      return FALSE;
  }
  *out_kept = kept;
  return TRUE;
}
