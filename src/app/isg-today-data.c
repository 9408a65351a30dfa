/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-today-data.h"

#include "submit/isg-status.h"

/* Unfinished records that are offered first; all of them are on their own pages. */
#define LEFT_OFF_MOST 4
/* Past this many nobody reads on; the page of submissions has them all. */
#define RECORDS_MOST 500

static const char *const to_sign[] = { "AWAITING_SIGNATURE", NULL };
static const char *const to_mend[] = { "REJECTED", "PARTLY_ACCEPTED", "NEEDS_HELP", NULL };
static const char *const to_answer[] = { "IN_DOUBT", "PROCESSING", NULL };

void
isg_today_wish_free (gpointer data)
{
  g_free (((IsgTodayWish *) data)->workplace);
  g_free (data);
}

void
isg_today_data_free (IsgTodayData *data)
{
  if (data == NULL)
    return;

  g_clear_pointer (&data->left_off, g_ptr_array_unref);
  g_clear_pointer (&data->records, g_ptr_array_unref);
  g_free (data);
}

static GPtrArray *
new_records (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) isg_today_record_free);
}

/* ---- where you left off ---- */

static void
add_row (GPtrArray *records, const IsgRow *row)
{
  IsgTodayRecord *record = g_new0 (IsgTodayRecord, 1);

  record->kind = g_strdup (row->kind);
  record->uuid = g_strdup (row->uuid);
  record->title = g_strdup (row->title);
  record->workplace = g_strdup (row->workplace);
  record->workplace_title = g_strdup (row->workplace_title);
  record->badge = g_strdup (row->badge);
  record->badge_note = g_strdup (row->badge_note);
  record->missing = row->missing;
  g_ptr_array_add (records, record);
}

/* Typed, and not yet a record. */
static void
add_draft (IsgStore *store, GPtrArray *records, const IsgDraft *draft)
{
  const IsgKind *kind = isg_rules_kind (isg_store_rules (store), draft->kind);
  g_autoptr (IsgRecord) place
    = draft->workplace != NULL ? isg_store_resolve (draft->workplace, store) : NULL;
  const IsgKind *of_place
    = place != NULL ? isg_rules_kind (isg_store_rules (store), isg_record_kind (place)) : NULL;
  IsgTodayRecord *record;

  if (kind == NULL)
    return;
  record = g_new0 (IsgTodayRecord, 1);
  record->kind = g_strdup (draft->kind);
  record->uuid = g_strdup (draft->uuid);
  record->title = g_strdup (isg_kind_label (kind, isg_i18n_language ()));
  record->workplace = g_strdup (draft->workplace);
  if (of_place != NULL)
    record->workplace_title = isg_kind_title (of_place,
                                              isg_store_rules (store),
                                              place,
                                              isg_store_resolve,
                                              store,
                                              isg_i18n_language ());
  g_ptr_array_add (records, record);
}

static gboolean
read_drafts (IsgStore *store, const char *workplace, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) drafts = isg_store_draft_list (store, NULL, error);

  if (drafts == NULL)
    return FALSE;
  for (guint i = 0; i < drafts->len && records->len < LEFT_OFF_MOST; i++) {
    const IsgDraft *draft = g_ptr_array_index (drafts, i);

    if (draft->base == 0 && (workplace == NULL || g_strcmp0 (draft->workplace, workplace) == 0))
      add_draft (store, records, draft);
  }
  return TRUE;
}

static gboolean
read_left_off (IsgStore *store, const char *workplace, GPtrArray *records, GError **error)
{
  static const char *const unfinished[] = { "DRAFT", NULL };
  IsgListQuery query = {
    .workplace = workplace,
    .badges = unfinished,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .sort = "changed",
    .descending = TRUE,
    .limit = LEFT_OFF_MOST,
    .language = isg_i18n_language (),
  };
  g_autoptr (GPtrArray) rows = NULL;

  if (!read_drafts (store, workplace, records, error))
    return FALSE;
  rows = isg_store_record_list (store, &query, error);
  for (guint i = 0; rows != NULL && i < rows->len && records->len < LEFT_OFF_MOST; i++)
    add_row (records, g_ptr_array_index (rows, i));
  return rows != NULL;
}

/* ---- what waits ---- */

static guint
sum (GHashTable *states, const char *const *names)
{
  guint n = 0;

  for (; *names != NULL; names++)
    n += GPOINTER_TO_UINT (g_hash_table_lookup (states, *names));
  return n;
}

static const char *const *
states_of (IsgTodayFilter filter)
{
  if (filter == ISG_TODAY_SIGN)
    return to_sign;
  return filter == ISG_TODAY_MEND ? to_mend : to_answer;
}

static gboolean
read_records (IsgStore *store, const IsgTodayWish *wish, GPtrArray *records, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;

  if (wish->filter < ISG_TODAY_SIGN)
    return TRUE;
  rows = isg_queue_list (store,
                         wish->workplace,
                         states_of (wish->filter),
                         isg_i18n_language (),
                         RECORDS_MOST,
                         0,
                         error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgQueueRow *row = g_ptr_array_index (rows, i);
    IsgTodayRecord *record = g_new0 (IsgTodayRecord, 1);

    record->kind = g_strdup (row->kind);
    record->uuid = g_strdup (row->uuid);
    record->title = g_strdup (row->title);
    record->workplace_title = g_strdup (row->workplace_title);
    record->badge = g_strdup (row->state);
    record->badge_note = g_strdup (row->badge_note);
    g_ptr_array_add (records, record);
  }
  return rows != NULL;
}

gpointer
isg_today_data_read (IsgStore *store, gpointer data, GCancellable *cancellable, GError **error)
{
  const IsgTodayWish *wish = data;
  g_autoptr (IsgTodayData) found = g_new0 (IsgTodayData, 1);
  g_autoptr (GHashTable) states = isg_queue_counts (store, wish->workplace, error);

  if (states == NULL)
    return NULL;
  found->n_sign = sum (states, to_sign);
  found->n_mend = sum (states, to_mend);
  found->n_answer = sum (states, to_answer);
  found->left_off = new_records ();
  found->records = new_records ();
  if (!read_left_off (store, wish->workplace, found->left_off, error)
      || !read_records (store, wish, found->records, error))
    return NULL;
  return g_steal_pointer (&found);
}
