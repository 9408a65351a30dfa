/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-counts.h"

#include "app/isg-risk-view.h"
#include "app/isg-sgk-clock.h"
#include "store/isg-store-record.h"
#include "submit/isg-status.h"

/* A refused record waits for the user also when a part of it was accepted. */
static const char *const bad[] = { "REJECTED", "PARTLY_ACCEPTED", "NEEDS_HELP", NULL };
static const char *const on_their_way[] = { "QUEUED", "SENDING", "IN_DOUBT", "PROCESSING", NULL };

/* Past this many the number says nothing more. */
#define ENOUGH 1000

static IsgListQuery
query_of (const char *kind, const char *workplace, const char *const *badges)
{
  return (IsgListQuery){
    .kind = kind,
    .workplace = workplace,
    .badges = badges,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .language = isg_i18n_language (),
  };
}

static gboolean
count_trainings (IsgStore *store, const char *workplace, IsgCounts *counts, GError **error)
{
  static const char *const drafts[] = { "DRAFT", NULL };
  IsgListQuery of_drafts = query_of ("training", workplace, drafts);
  IsgListQuery of_bad = query_of ("training", workplace, bad);
  guint n_drafts;

  if (!isg_store_record_count (store, &of_drafts, &n_drafts, error)
      || !isg_store_record_count (store, &of_bad, &counts->trainings_bad, error))
    return FALSE;
  counts->trainings = n_drafts + counts->trainings_bad;
  return TRUE;
}

static gboolean
count_workplaces (IsgStore *store, IsgCounts *counts, GError **error)
{
  IsgListQuery query = query_of (NULL, NULL, bad);
  g_autoptr (GHashTable) workplaces = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows = NULL;

  query.limit = ENOUGH;
  rows = isg_store_record_list (store, &query, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);

    if (row->workplace != NULL)
      g_hash_table_add (workplaces, row->workplace);
  }
  counts->workplaces_bad = g_hash_table_size (workplaces);
  return TRUE;
}

/* An assessment that was renewed has handed its measures on. */
static gboolean
count_risk (IsgStore *store, const char *workplace, IsgCounts *counts, GError **error)
{
  IsgListQuery query = query_of ("risk_assessment", workplace, NULL);
  IsgDate today = isg_clock_today (isg_store_clock (store));
  g_autoptr (GHashTable) renewed = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) rows = NULL;

  query.limit = ENOUGH;
  rows = isg_store_record_list (store, &query, error);
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    const char *renews = isg_value_text (isg_fields_get (row->fields, "renews"));

    if (renews != NULL)
      g_hash_table_add (renewed, (gpointer) renews);
  }
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgRiskCounts of_row;

    isg_risk_view_count (isg_store_rules (store), row->fields, today, &of_row);
    if (!g_hash_table_contains (renewed, row->uuid))
      counts->risk_late += of_row.n_late;
  }
  return TRUE;
}

static gboolean
count_exams (IsgStore *store, const char *workplace, IsgCounts *counts, GError **error)
{
  IsgListQuery query = query_of ("health_exam", workplace, NULL);

  query.field = "waiting_for_tests";
  query.least = query.most = "1";
  return isg_store_record_count (store, &query, &counts->exams_tests, error);
}

static gboolean
count_clocks (IsgStore *store, const char *workplace, IsgCounts *counts, GError **error)
{
  IsgListQuery query = query_of ("incident", workplace, NULL);
  IsgDate today = isg_clock_today (isg_store_clock (store));
  g_autoptr (GPtrArray) rows = NULL;

  query.limit = ENOUGH;
  query.sort = "date";
  query.descending = TRUE;
  rows = isg_store_record_list (store, &query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgSgkClock clock;

    isg_sgk_clock_read (isg_store_rules (store), row->fields, today, &clock);
    counts->clocks += clock.applies && clock.notified == ISG_DATE_NONE;
  }
  return rows != NULL;
}

static guint
sum (GHashTable *states, const char *const *names)
{
  guint n = 0;

  for (; *names != NULL; names++)
    n += GPOINTER_TO_UINT (g_hash_table_lookup (states, *names));
  return n;
}

static gboolean
count_queue (IsgStore *store, const char *workplace, IsgCounts *counts, GError **error)
{
  static const char *const to_sign[] = { "AWAITING_SIGNATURE", NULL };
  g_autoptr (GHashTable) here = isg_queue_counts (store, workplace, error);
  g_autoptr (GHashTable) all = here != NULL ? isg_queue_counts (store, NULL, error) : NULL;

  if (all == NULL)
    return FALSE;
  counts->submission_bad = sum (here, bad);
  counts->submission = counts->submission_bad + sum (here, to_sign);
  counts->queued = sum (all, on_their_way);
  return TRUE;
}

static gboolean
look_for_network (IsgStore *store, IsgCounts *counts, GError **error)
{
  g_autoptr (GPtrArray) gates = isg_gate_list (store, error);

  if (gates == NULL)
    return FALSE;
  for (guint i = 0; i < gates->len; i++) {
    const IsgGateInfo *gate = g_ptr_array_index (gates, i);

    if (g_str_equal (gate->name, "NETWORK"))
      counts->offline = TRUE;
  }
  return TRUE;
}

gpointer
isg_counts_read (IsgStore *store, gpointer workplace, GCancellable *cancellable, GError **error)
{
  g_autofree IsgCounts *counts = g_new0 (IsgCounts, 1);

  if (!count_trainings (store, workplace, counts, error) || !count_workplaces (store, counts, error)
      || !count_risk (store, workplace, counts, error)
      || !count_exams (store, workplace, counts, error)
      || !count_clocks (store, workplace, counts, error)
      || !count_queue (store, workplace, counts, error) || !look_for_network (store, counts, error))
    return NULL;
  return g_steal_pointer (&counts);
}
