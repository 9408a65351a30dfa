/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-workplace-data.h"

/* Records of a kind that are shown; all of them are on their own page. */
#define ROWS_MOST 10

static void
kind_free (gpointer data)
{
  IsgWorkplaceKind *kind = data;

  g_clear_pointer (&kind->rows, g_ptr_array_unref);
  g_free (kind);
}

void
isg_workplace_data_free (IsgWorkplaceData *data)
{
  if (data == NULL)
    return;
  g_free (data->uuid);
  g_free (data->title);
  g_free (data->hazard_class);
  g_clear_pointer (&data->tasks, g_ptr_array_unref);
  g_clear_pointer (&data->assignments, g_ptr_array_unref);
  g_clear_pointer (&data->kinds, g_ptr_array_unref);
  g_free (data);
}

static IsgListQuery
query_for (const IsgWorkplaceData *data, const char *kind)
{
  return (IsgListQuery){
    .kind = kind,
    .workplace = data->uuid,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .sort = "date",
    .descending = TRUE,
    .language = isg_i18n_language (),
  };
}

/* ---- contracts ---- */

static int
role_of (const char *role)
{
  static const char *const names[ISG_SERVICE_N_ROLES]
    = { "specialist", "physician", "other_health" };

  for (int i = 0; i < ISG_SERVICE_N_ROLES; i++)
    if (g_strcmp0 (names[i], role) == 0)
      return i;
  return -1;
}

static void
add_contract (IsgStore *store, IsgWorkplaceData *data, const IsgRow *row)
{
  const char *uuid = isg_value_text (isg_fields_get (row->fields, "professional"));
  g_autoptr (IsgRecord) person = uuid != NULL ? isg_store_resolve (uuid, store) : NULL;
  IsgDate start = isg_value_date (isg_fields_get (row->fields, "contract_start"));
  IsgDate end = isg_value_date (isg_fields_get (row->fields, "contract_end"));
  IsgValue *minutes = isg_fields_get (row->fields, "minutes");
  int role = person != NULL ? role_of (isg_value_text (isg_record_get (person, "role"))) : -1;

  if (role < 0 || start == ISG_DATE_NONE || start > data->today
      || (end != ISG_DATE_NONE && end < data->today))
    return;
  data->has_role[role] = TRUE;
  if (minutes != NULL)
    isg_decimal_add (data->minutes[role], isg_value_decimal (minutes), &data->minutes[role]);
}

static gboolean
read_assignments (IsgStore *store, IsgWorkplaceData *data, GError **error)
{
  IsgListQuery query = query_for (data, "assignment");

  data->assignments = isg_store_record_list (store, &query, error);
  if (data->assignments == NULL)
    return FALSE;
  for (guint i = 0; i < data->assignments->len; i++)
    add_contract (store, data, g_ptr_array_index (data->assignments, i));
  return TRUE;
}

/* ---- other records ---- */

static gboolean
read_kind (IsgStore *store, IsgWorkplaceData *data, const IsgKind *kind, GError **error)
{
  IsgListQuery query = query_for (data, isg_kind_id (kind));
  IsgWorkplaceKind *of_kind = g_new0 (IsgWorkplaceKind, 1);

  of_kind->kind = kind;
  g_ptr_array_add (data->kinds, of_kind);
  if (!isg_store_record_count (store, &query, &of_kind->count, error))
    return FALSE;
  query.limit = ROWS_MOST;
  of_kind->rows = isg_store_record_list (store, &query, error);
  return of_kind->rows != NULL;
}

static gboolean
read_kinds (IsgStore *store, IsgWorkplaceData *data, GError **error)
{
  GPtrArray *kinds = isg_rules_kinds (isg_store_rules (store));

  data->kinds = g_ptr_array_new_with_free_func (kind_free);
  for (guint i = 0; i < kinds->len; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);

    if (isg_kind_has_workplace (kind) && !g_str_equal (isg_kind_id (kind), "assignment")
        && !read_kind (store, data, kind, error))
      return FALSE;
  }
  return TRUE;
}

/* ---- the calendar ---- */

static gboolean
read_calendar (IsgStore *store, IsgWorkplaceData *data, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autoptr (IsgFacts) facts = isg_store_facts (store, data->uuid, isg_i18n_language (), &failed);
  g_autoptr (IsgDueList) list = NULL;

  /* A closed one has no duties any more. */
  if (facts == NULL && g_error_matches (failed, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT))
    return TRUE;
  if (facts == NULL) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  data->n_employees = isg_facts_employees (facts, data->today);
  list = isg_due_list_new (isg_store_rules (store), ISG_DATE_NONE);
  isg_calendar_due (facts, data->today, list);
  isg_due_list_sort (list);
  data->tasks = isg_due_tasks_from (g_steal_pointer (&list));
  return TRUE;
}

gpointer
isg_workplace_data_read (IsgStore *store, gpointer uuid, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgWorkplaceData) data = g_new0 (IsgWorkplaceData, 1);
  g_autoptr (IsgRecord) record = isg_store_record_get (store, uuid, 0, error);

  if (record == NULL)
    return NULL;
  data->uuid = g_strdup (uuid);
  data->title = g_strdup (isg_value_text (isg_record_get (record, "name")));
  data->hazard_class = g_strdup (isg_value_text (isg_record_get (record, "hazard_class")));
  data->today = isg_clock_today (isg_store_clock (store));
  if (!read_calendar (store, data, error) || !read_assignments (store, data, error)
      || !read_kinds (store, data, error))
    return NULL;
  return g_steal_pointer (&data);
}
