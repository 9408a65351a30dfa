/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-search-data.h"

#include "store/isg-store-record.h"

#define MOST_HITS 6
/* A person may work in so many places and still be one hit. */
#define MOST_PLACES 8

static void
hit_free (gpointer data)
{
  IsgHit *hit = data;

  g_free (hit->kind);
  g_free (hit->uuid);
  g_free (hit->title);
  g_free (hit->detail);
  g_free (hit->badge);
  g_free (hit->badge_note);
  g_free (hit);
}

void
isg_hits_free (gpointer data)
{
  IsgHits *hits = data;

  if (hits == NULL)
    return;
  g_clear_pointer (&hits->people, g_ptr_array_unref);
  g_clear_pointer (&hits->workplaces, g_ptr_array_unref);
  g_clear_pointer (&hits->records, g_ptr_array_unref);
  g_free (hits);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (IsgHits, isg_hits_free)

static GPtrArray *
list (IsgStore *store, const char *kind, const char *text, guint limit, GError **error)
{
  IsgListQuery query = {
    .kind = kind,
    .search = text,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .limit = limit,
    .language = isg_i18n_language (),
  };

  return isg_store_record_list (store, &query, error);
}

static IsgHit *
hit_new (const IsgRow *row, const char *detail)
{
  IsgHit *hit = g_new0 (IsgHit, 1);

  hit->kind = g_strdup (row->kind);
  hit->uuid = g_strdup (row->uuid);
  hit->title = g_strdup (row->title);
  hit->detail = g_strdup (detail != NULL ? detail : "");
  hit->badge = g_strdup (row->badge != NULL ? row->badge : "");
  hit->badge_note = g_strdup (row->badge_note);
  return hit;
}

static const char *
identity_of (const IsgRow *row)
{
  IsgValue *value = row->fields != NULL ? isg_fields_get (row->fields, "national_id") : NULL;

  return value != NULL ? isg_value_text (value) : NULL;
}

static void
add_place (IsgHit *hit, const char *place)
{
  g_autofree char *before = hit->detail;

  hit->detail = *before != '\0' && place != NULL ? g_strdup_printf ("%s · %s", before, place)
                                                 : g_strdup (place != NULL ? place : before);
}

static gboolean
find_people (IsgStore *store, const char *text, IsgHits *hits, GError **error)
{
  static const char *const kinds[] = { "employee", "professional" };
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++) {
    g_autoptr (GPtrArray) rows = list (store, kinds[i], text, MOST_HITS * MOST_PLACES, error);

    if (rows == NULL)
      return FALSE;
    for (guint j = 0; j < rows->len; j++) {
      const IsgRow *row = g_ptr_array_index (rows, j);
      const char *identity = identity_of (row);
      IsgHit *hit = identity != NULL ? g_hash_table_lookup (known, identity) : NULL;

      if (hit != NULL) {
        add_place (hit, row->workplace_title);
      } else if (hits->people->len < MOST_HITS) {
        hit = hit_new (row, row->workplace_title);
        g_ptr_array_add (hits->people, hit);
        if (identity != NULL)
          g_hash_table_insert (known, g_strdup (identity), hit);
      }
    }
  }
  return TRUE;
}

static gboolean
find_workplaces (IsgStore *store, const char *text, IsgHits *hits, GError **error)
{
  g_autoptr (GPtrArray) rows = list (store, "workplace", text, MOST_HITS, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    IsgValue *district = row->fields != NULL ? isg_fields_get (row->fields, "district") : NULL;

    g_ptr_array_add (hits->workplaces,
                     hit_new (row, district != NULL ? isg_value_text (district) : NULL));
  }
  return TRUE;
}

static gboolean
find_records (IsgStore *store, const char *text, IsgHits *hits, GError **error)
{
  GPtrArray *kinds = isg_rules_kinds (isg_store_rules (store));

  for (guint i = 0; i < kinds->len && hits->records->len < MOST_HITS; i++) {
    const IsgKind *kind = g_ptr_array_index (kinds, i);
    g_autoptr (GPtrArray) rows = NULL;

    if (!isg_kind_is_sent (kind))
      continue;
    rows = list (store, isg_kind_id (kind), text, MOST_HITS - hits->records->len, error);
    if (rows == NULL)
      return FALSE;
    for (guint j = 0; j < rows->len; j++) {
      const IsgRow *row = g_ptr_array_index (rows, j);

      g_ptr_array_add (hits->records, hit_new (row, row->workplace_title));
    }
  }
  return TRUE;
}

gpointer
isg_search_everywhere (IsgStore *store, gpointer text, GCancellable *cancellable, GError **error)
{
  g_autoptr (IsgHits) hits = g_new0 (IsgHits, 1);

  hits->people = g_ptr_array_new_with_free_func (hit_free);
  hits->workplaces = g_ptr_array_new_with_free_func (hit_free);
  hits->records = g_ptr_array_new_with_free_func (hit_free);
  if (!find_people (store, text, hits, error) || !find_workplaces (store, text, hits, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !find_records (store, text, hits, error))
    return NULL;
  return g_steal_pointer (&hits);
}
