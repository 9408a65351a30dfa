/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-person-data.h"

#include <glib/gi18n.h>

static void
record_free (gpointer data)
{
  IsgPersonRecord *record = data;

  g_free (record->uuid);
  g_free (record->title);
  g_free (record->detail);
  g_free (record);
}

void
isg_person_data_free (IsgPersonData *data)
{
  if (data == NULL)
    return;

  g_clear_pointer (&data->tasks, g_ptr_array_unref);
  g_clear_pointer (&data->trainings, g_ptr_array_unref);
  g_clear_pointer (&data->exams, g_ptr_array_unref);
  g_clear_pointer (&data->incidents, g_ptr_array_unref);
  g_free (data);
}

/* ---- what is due ---- */

static GPtrArray *
read_tasks (IsgStore *store, const char *workplace, const char *person, GError **error)
{
  IsgDueQuery query = { workplace, ISG_DATE_NONE, isg_i18n_language () };
  g_autoptr (GError) failed = NULL;
  IsgDueList *list = workplace != NULL ? isg_store_due (store, &query, &failed) : NULL;
  g_autoptr (GPtrArray) all = list != NULL ? isg_due_tasks_from (list) : NULL;
  GPtrArray *own = g_ptr_array_new_with_free_func (g_object_unref);

  /* A closed workplace has no duties; its people keep their cards. */
  if (failed != NULL && !g_error_matches (failed, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT)) {
    g_propagate_error (error, g_steal_pointer (&failed));
    g_ptr_array_unref (own);
    return NULL;
  }
  for (guint i = 0; all != NULL && i < all->len; i++) {
    IsgDueTask *task = g_ptr_array_index (all, i);

    if (g_strcmp0 (isg_due_task_item (task)->employee, person) == 0)
      g_ptr_array_add (own, g_object_ref (task));
  }
  return own;
}

/* ---- records ---- */

static int
compare_records (gconstpointer a, gconstpointer b)
{
  const IsgPersonRecord *left = *(IsgPersonRecord *const *) a;
  const IsgPersonRecord *right = *(IsgPersonRecord *const *) b;

  return (left->date < right->date) - (left->date > right->date);
}

/* The verdict and its last day: what the law lets the employer know. */
static char *
verdict_of (const IsgKind *kind, IsgRecord *record)
{
  const IsgFieldDef *def = isg_kind_field (kind, "verdict");
  const IsgCodeList *list = def != NULL ? isg_field_def_code_list (def) : NULL;
  const char *code = isg_value_text (isg_record_get (record, "verdict"));
  IsgDate until = isg_value_date (isg_record_get (record, "valid_until"));
  g_autofree char *day = until != ISG_DATE_NONE ? isg_i18n_date (until, FALSE) : NULL;
  const char *words;

  if (code == NULL || list == NULL)
    /* Translators: an examination whose verdict is not written yet; Turkish: kanaat yazılmadı */
    return g_strdup (_ ("no verdict yet"));
  words = isg_code_list_label (list, code, isg_i18n_language ());
  if (day == NULL)
    return g_strdup (words);
  /* Translators: a verdict and the day until which it holds; Turkish: %s · geçerlilik sonu %s */
  return g_strdup_printf (_ ("%s · valid until %s"), words, day);
}

static GPtrArray *
read_records (IsgStore *store,
              const char *kind_id,
              const char *path,
              const char *workplace,
              const char *person,
              gboolean verdict)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), kind_id);
  IsgCheckContext context = isg_store_check_context (store);
  GPtrArray *records = g_ptr_array_new_with_free_func (record_free);
  g_autoptr (GPtrArray) found = NULL;

  if (kind == NULL || workplace == NULL)
    return records;
  found = context.find (kind_id, workplace, path, person, context.find_data);
  for (guint i = 0; found != NULL && i < found->len; i++) {
    IsgRecord *record = g_ptr_array_index (found, i);
    IsgPersonRecord *row = g_new0 (IsgPersonRecord, 1);

    row->uuid = g_strdup (isg_record_uuid (record));
    row->title = isg_kind_title (kind,
                                 isg_store_rules (store),
                                 record,
                                 isg_store_resolve,
                                 store,
                                 isg_i18n_language ());
    row->date = isg_kind_date (kind, record);
    row->detail = verdict                      ? verdict_of (kind, record)
                  : row->date != ISG_DATE_NONE ? isg_i18n_date (row->date, FALSE)
                                               : NULL;
    g_ptr_array_add (records, row);
  }
  g_ptr_array_sort (records, compare_records);
  return records;
}

gpointer
isg_person_data_read (IsgStore *store, gpointer uuid, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgPersonData) data = g_new0 (IsgPersonData, 1);
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, error);
  const char *workplace;

  if (record == NULL)
    return NULL;
  workplace = isg_record_workplace (record);
  data->tasks = read_tasks (store, workplace, uuid, error);
  if (data->tasks == NULL)
    return NULL;
  data->trainings
    = read_records (store, "training", "participants.employee", workplace, uuid, FALSE);
  data->exams = read_records (store, "health_exam", "employee", workplace, uuid, TRUE);
  data->incidents = read_records (store, "incident", "victims.employee", workplace, uuid, FALSE);
  return g_steal_pointer (&data);
}
