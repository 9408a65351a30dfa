/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/isg-record-private.h"

#include "base/isg-text.h"
#include "store/isg-search-private.h"

void
isg_record_columns_clear (IsgRecordColumns *columns)
{
  g_clear_pointer (&columns->title_tr, g_free);
  g_clear_pointer (&columns->title_en, g_free);
  g_clear_pointer (&columns->sort_key, g_free);
  g_clear_pointer (&columns->search_key, g_free);
  g_clear_pointer (&columns->unique_key, g_free);
}

void
isg_store_note_look_up (IsgStore *store, GError *error)
{
  isg_store_assert_owner (store);
  if (error == NULL)
    return;
  if (store->look_up_error == NULL
      && !g_error_matches (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT))
    store->look_up_error = error;
  else
    g_error_free (error);
}

/* What a check or a title saw is worth nothing when it could not see all. */
static gboolean
looked_up (IsgStore *store, GError **error)
{
  if (store->look_up_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&store->look_up_error));
  return FALSE;
}

gboolean
isg_record_columns_titles (IsgStore *store,
                           const IsgKind *kind,
                           IsgRecord *record,
                           IsgRecordColumns *columns,
                           GError **error)
{
  g_autofree char *text = NULL;
  const char *texts[4] = { NULL };

  g_clear_error (&store->look_up_error);
  text = isg_kind_search_text (kind, store->rules, record, isg_store_resolve, store);
  columns->title_tr
    = isg_kind_title (kind, store->rules, record, isg_store_resolve, store, ISG_LANGUAGE_TR);
  columns->title_en
    = isg_kind_title (kind, store->rules, record, isg_store_resolve, store, ISG_LANGUAGE_EN);
  columns->sort_key = isg_text_sort_key (columns->title_tr);
  texts[0] = columns->title_tr;
  texts[1] = text;
  texts[2] = columns->title_en;
  columns->search_key = isg_search_key (texts);
  return looked_up (store, error);
}

/* What other records belong to; the one kind that the store knows by its id. */
#define WORKPLACE_KIND "workplace"

static gboolean
find_workplace (IsgStore *store, const char *uuid, gint64 *out_id, GError **error)
{
  g_autoptr (IsgStmt) stmt
    = isg_stmt_prepare (store, "SELECT id FROM record WHERE uuid = ?1 AND kind = ?2", error);
  gboolean row;

  if (stmt == NULL)
    return FALSE;
  isg_stmt_bind_text (stmt, 1, uuid);
  isg_stmt_bind_text (stmt, 2, WORKPLACE_KIND);
  if (!isg_stmt_step (stmt, &row, error))
    return FALSE;
  if (row)
    *out_id = isg_stmt_int64 (stmt, 0);
  else
    g_set_error (error, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT, "no workplace %s", uuid);
  return row;
}

static gboolean
fill_workplace (IsgStore *store,
                const IsgKind *kind,
                IsgRecord *record,
                gint64 *out_id,
                GError **error)
{
  const char *workplace = isg_record_workplace (record);

  if (isg_kind_has_workplace (kind) != (workplace != NULL)) {
    g_set_error (error,
                 ISG_STORE_ERROR,
                 ISG_STORE_ERROR_INVALID,
                 workplace == NULL ? "a %s belongs to a workplace" : "a %s belongs to no workplace",
                 isg_kind_id (kind));
    return FALSE;
  }
  if (workplace == NULL) {
    *out_id = 0;
    return TRUE;
  }
  return find_workplace (store, workplace, out_id, error);
}

static gboolean
fill_employee (IsgStore *store,
               const IsgKind *kind,
               IsgRecord *record,
               gint64 *out_id,
               GError **error)
{
  const char *employee = isg_kind_employee (kind, record);

  *out_id = 0;
  return employee == NULL || isg_store_record_id (store, employee, out_id, error);
}

static char *
unique_value (const IsgKind *kind, IsgRecord *record)
{
  const char *field = isg_kind_unique_key (kind);
  IsgValue *value = field != NULL ? isg_record_get (record, field) : NULL;

  if (value == NULL || isg_value_type (value) == ISG_VALUE_GROUPS)
    return NULL;
  return isg_value_to_text (value);
}

gboolean
isg_record_count_missing (IsgStore *store, IsgRecord *record, guint *out_missing, GError **error)
{
  IsgCheckContext context = isg_store_check_context (store);
  g_autoptr (GPtrArray) findings = NULL;

  g_clear_error (&store->look_up_error);
  findings = isg_rules_check (store->rules, record, &context);
  *out_missing = isg_rules_count_missing (findings);
  return looked_up (store, error);
}

gboolean
isg_record_columns_fill (IsgStore *store,
                         const IsgKind *kind,
                         IsgRecord *record,
                         IsgRecordColumns *columns,
                         GError **error)
{
  isg_store_assert_owner (store);
  if (!fill_workplace (store, kind, record, &columns->workplace, error)
      || !fill_employee (store, kind, record, &columns->employee, error))
    return FALSE;
  columns->date = isg_kind_date (kind, record);
  columns->unique_key = unique_value (kind, record);
  return isg_record_count_missing (store, record, &columns->missing, error)
         && isg_record_columns_titles (store, kind, record, columns, error);
}
