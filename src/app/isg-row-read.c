/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-row-model-private.h"

/* Rows read at once where only their names are wanted. */
#define STRETCH 512

IsgRowQuestion *
isg_row_question_copy (const IsgRowQuestion *question)
{
  IsgRowQuestion *copy = g_memdup2 (question, sizeof *question);

  copy->kind = g_strdup (question->kind);
  copy->workplace = g_strdup (question->workplace);
  copy->search = g_strdup (question->search);
  copy->badges = g_strdupv (question->badges);
  copy->field = g_strdup (question->field);
  copy->least = g_strdup (question->least);
  copy->most = g_strdup (question->most);
  copy->sort = g_strdup (question->sort);
  copy->only = g_strdupv (question->only);
  return copy;
}

void
isg_row_question_free (IsgRowQuestion *question)
{
  if (question == NULL)
    return;
  g_free (question->kind);
  g_free (question->workplace);
  g_free (question->search);
  g_strfreev (question->badges);
  g_free (question->field);
  g_free (question->least);
  g_free (question->most);
  g_free (question->sort);
  g_strfreev (question->only);
  g_free (question);
}

static void
free_strv (gpointer strv)
{
  g_strfreev (strv);
}

void
isg_row_answer_free (IsgRowAnswer *answer)
{
  if (answer == NULL)
    return;
  g_clear_pointer (&answer->rows, g_ptr_array_unref);
  g_clear_pointer (&answer->extras, g_ptr_array_unref);
  g_strfreev (answer->only);
  g_free (answer);
}

static IsgListQuery
make_query (const IsgRowQuestion *question, guint offset, guint limit)
{
  return (IsgListQuery){
    .kind = question->kind,
    .workplace = question->workplace,
    .search = question->search,
    .badges = (const char *const *) question->badges,
    .date_from = question->from,
    .date_to = question->to,
    .field = question->field,
    .least = question->least,
    .most = question->most,
    .only = (const char *const *) question->only,
    .closed = question->closed,
    .sort = question->sort,
    .descending = question->descending,
    .limit = limit,
    .offset = offset,
    .language = question->language,
  };
}

/* Which rows fit, of those that the other filters leave. */
static gboolean
choose_fitting (IsgStore *store,
                const IsgRowQuestion *question,
                IsgRowAnswer *answer,
                GError **error)
{
  IsgListQuery query = make_query (question, 0, 0);
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = NULL;

  query.only = NULL;
  rows = isg_store_record_list (store, &query, error);
  for (guint i = 0; rows != NULL && i < rows->len; i++) {
    const IsgRow *row = g_ptr_array_index (rows, i);
    int fits = question->fits (store, row, error);

    if (fits < 0)
      return FALSE;
    if (fits > 0)
      g_ptr_array_add (uuids, g_strdup (row->uuid));
  }
  g_ptr_array_add (uuids, NULL);
  answer->only = (GStrv) g_ptr_array_steal (uuids, NULL);
  return rows != NULL;
}

static gboolean
count_rows (IsgStore *store, const IsgRowQuestion *question, IsgRowAnswer *answer, GError **error)
{
  IsgListQuery query = make_query (question, 0, 0);
  IsgListQuery all = {
    .kind = question->kind,
    .workplace = question->workplace,
    .date_from = ISG_DATE_NONE,
    .date_to = ISG_DATE_NONE,
    .language = question->language,
  };

  if (answer->only != NULL)
    query.only = (const char *const *) answer->only;
  return isg_store_record_count (store, &query, &answer->found, error)
         && isg_store_record_count (store, &all, &answer->total, error);
}

static gboolean
read_extras (IsgStore *store, IsgRowExtraFunc extra, IsgRowAnswer *answer, GError **error)
{
  for (guint i = 0; extra != NULL && i < answer->rows->len; i++) {
    GStrv texts = extra (store, g_ptr_array_index (answer->rows, i), error);

    if (texts == NULL)
      return FALSE;
    g_ptr_array_add (answer->extras, texts);
  }
  return TRUE;
}

IsgRowAnswer *
isg_row_read (IsgStore *store,
              const IsgRowQuestion *question,
              guint offset,
              guint limit,
              gboolean count,
              GError **error)
{
  g_autoptr (IsgRowAnswer) answer = g_new0 (IsgRowAnswer, 1);
  IsgListQuery query = make_query (question, offset, limit);

  answer->extras = g_ptr_array_new_with_free_func (free_strv);
  if (count && question->fits != NULL && !choose_fitting (store, question, answer, error))
    return NULL;
  if (count && !count_rows (store, question, answer, error))
    return NULL;
  if (answer->only != NULL)
    query.only = (const char *const *) answer->only;
  answer->rows = isg_store_record_list (store, &query, error);
  if (answer->rows == NULL || !read_extras (store, question->extra, answer, error))
    return NULL;
  return g_steal_pointer (&answer);
}

GPtrArray *
isg_row_read_uuids (IsgStore *store,
                    const IsgRowQuestion *question,
                    GtkBitset *positions,
                    GError **error)
{
  g_autoptr (GPtrArray) uuids = g_ptr_array_new_with_free_func (g_free);
  GtkBitsetIter iter;
  guint position;
  gboolean more = gtk_bitset_iter_init_first (&iter, positions, &position);

  while (more) {
    guint offset = position;
    IsgListQuery query = make_query (question, offset, STRETCH);
    g_autoptr (GPtrArray) rows = isg_store_record_list (store, &query, error);

    if (rows == NULL)
      return NULL;
    for (; more && position < offset + STRETCH; more = gtk_bitset_iter_next (&iter, &position))
      if (position - offset < rows->len)
        g_ptr_array_add (uuids, g_strdup (((IsgRow *) rows->pdata[position - offset])->uuid));
  }
  return g_steal_pointer (&uuids);
}
