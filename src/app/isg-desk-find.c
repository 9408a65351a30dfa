/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-data.h"

#define MOST_HITS   8
#define MOST_PEOPLE 24

static void
hit_free (gpointer data)
{
  IsgDeskHit *hit = data;

  g_free (hit->workplace);
  g_free (hit->title);
  g_free (hit->detail);
  g_free (hit);
}

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

static void
add_hit (GPtrArray *hits, const char *workplace, const char *title, const char *detail)
{
  IsgDeskHit *hit;

  for (guint i = 0; i < hits->len; i++)
    if (g_strcmp0 (((IsgDeskHit *) g_ptr_array_index (hits, i))->workplace, workplace) == 0)
      return;
  if (workplace == NULL || hits->len >= MOST_HITS)
    return;
  hit = g_new0 (IsgDeskHit, 1);
  hit->workplace = g_strdup (workplace);
  hit->title = g_strdup (title != NULL ? title : "");
  hit->detail = g_strdup (detail != NULL ? detail : "");
  g_ptr_array_add (hits, hit);
}

static char *
owner_words (const IsgRow *row)
{
  const char *employer = isg_value_text (isg_fields_get (row->fields, "employer_name"));
  const char *district = isg_value_text (isg_fields_get (row->fields, "district"));

  if (employer != NULL && district != NULL)
    return g_strdup_printf ("%s · %s", employer, district);
  return g_strdup (employer != NULL ? employer : district);
}

gpointer
isg_desk_job_find (IsgStore *store, gpointer text, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  g_autoptr (GPtrArray) places = list (store, "workplace", text, MOST_HITS, error);
  g_autoptr (GPtrArray) people = NULL;

  if (places == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  people = list (store, "employee", text, MOST_PEOPLE, error);
  if (people == NULL)
    return NULL;
  for (guint i = 0; i < places->len; i++) {
    const IsgRow *row = g_ptr_array_index (places, i);
    g_autofree char *words = owner_words (row);

    add_hit (hits, row->uuid, row->title, words);
  }
  for (guint i = 0; i < people->len; i++) {
    const IsgRow *row = g_ptr_array_index (people, i);

    add_hit (hits, row->workplace, row->workplace_title, row->title);
  }
  return g_steal_pointer (&hits);
}
