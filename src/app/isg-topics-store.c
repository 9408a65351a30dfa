/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-topics-store.h"

/* Trainings looked through for one that has topics. */
#define LOOK_BACK 20

gpointer
isg_topics_read_class (IsgStore *store,
                       gpointer workplace,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (IsgRecord) record = isg_store_record_get (store, workplace, 0, error);

  if (record == NULL)
    return NULL;
  return g_strdup (isg_value_text (isg_record_get (record, "hazard_class")));
}

gpointer
isg_topics_read_last (IsgStore *store, gpointer record, GCancellable *cancellable, GError **error)
{
  IsgListQuery query = {
    .kind = isg_record_kind (record),
    .workplace = isg_record_workplace (record),
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .sort = "date",
    .descending = TRUE,
    .limit = LOOK_BACK,
    .language = ISG_LANGUAGE_TR,
  };
  g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    if (!g_str_equal (row->uuid, isg_record_uuid (record)) && row->date != ISG_DATE_NONE
        && isg_value_n_groups (isg_fields_get (row->fields, "topics")) > 0)
      return isg_store_record_get (store, row->uuid, 0, error);
  }
  return NULL;
}
