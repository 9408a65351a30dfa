/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "app/isg-pick-source-private.h"
#include "base/isg-text.h"

static const IsgCodeList *
list_for (IsgPickSource *self, IsgRecord *record)
{
  return isg_field_def_code_list_for (self->def,
                                      record != NULL ? isg_record_fields (record) : NULL);
}

/* The code, and the class where the list has one: "10.71.02 · Az tehlikeli". */
static char *
detail_of (IsgPickSource *self, const IsgCodeList *list, const char *code)
{
  const char *class = isg_code_list_extra (list, code, "class");
  const IsgCodeList *classes
    = isg_rules_code_list (isg_context_rules (self->context), "hazard_class");

  if (class == NULL || *class == '\0' || classes == NULL)
    return g_strdup (code);
  return g_strdup_printf ("%s · %s",
                          code,
                          isg_code_list_label (classes, class, isg_i18n_language ()));
}

static IsgPickItem *
item_new (IsgPickSource *self, const IsgCodeList *list, const char *code)
{
  const char *label = isg_code_list_label (list, code, isg_i18n_language ());
  g_autofree char *detail = detail_of (self, list, code);

  return isg_pick_item_new (code, label, g_str_equal (label, code) ? NULL : detail);
}

IsgPickItem *
isg_pick_codes_item (IsgPickSource *self, const char *code, IsgRecord *record)
{
  return item_new (self, list_for (self, record), code);
}

/* ---- search ---- */

typedef struct {
  const char *code;
  int rank;    /* 0 best */
  guint order; /* in the file */
} Hit;

/* 0 begins with it, 1 a word begins with it, 2 it is in it, -1 not. */
static int
rank_word (const char *folded, const char *word)
{
  const char *at = strstr (folded, word);

  if (at == NULL)
    return -1;
  for (; at != NULL; at = strstr (at + 1, word))
    if (at == folded || at[-1] == ' ' || at[-1] == '/' || at[-1] == '(')
      return at == folded ? 0 : 1;
  return 2;
}

/* The worst of all words; -1 when one is not in it. */
static int
rank (const IsgCode *row, char **words)
{
  g_autofree char *all
    = g_strdup_printf ("%s %s %s",
                       isg_i18n_language () == ISG_LANGUAGE_TR ? row->label_tr : row->label_en,
                       row->code,
                       isg_i18n_language () == ISG_LANGUAGE_TR ? row->label_en : row->label_tr);
  g_autofree char *folded = isg_text_fold (all);
  int worst = 0;

  for (guint i = 0; words[i] != NULL; i++) {
    int one = *words[i] != '\0' ? rank_word (folded, words[i]) : 0;

    if (one < 0)
      return -1;
    worst = MAX (worst, one);
  }
  return worst;
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *first = a;
  const Hit *second = b;

  if (first->rank != second->rank)
    return first->rank - second->rank;
  return first->order < second->order ? -1 : first->order > second->order;
}

static void
add_recent (IsgPickSource *self, const IsgCodeList *list, GPtrArray *items)
{
  for (guint i = 0; i < self->recent->len; i++) {
    const char *code = g_ptr_array_index (self->recent, i);

    if (isg_code_list_find (list, code) != NULL)
      g_ptr_array_add (items, item_new (self, list, code));
  }
}

static gboolean
has (GPtrArray *items, const char *code)
{
  for (guint i = 0; i < items->len; i++)
    if (g_str_equal (isg_pick_item_key (g_ptr_array_index (items, i)), code))
      return TRUE;
  return FALSE;
}

GPtrArray *
isg_pick_codes_search (IsgPickSource *self, const char *text, IsgRecord *record)
{
  const IsgCodeList *list = list_for (self, record);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GArray) hits = g_array_new (FALSE, FALSE, sizeof (Hit));
  g_autofree char *folded = isg_text_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);

  if (*folded == '\0')
    add_recent (self, list, items);
  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const IsgCode *row = isg_code_list_nth (list, i);
    Hit hit = { row->code, row->active ? rank (row, words) : -1, i };

    if (hit.rank >= 0)
      g_array_append_val (hits, hit);
  }
  g_array_sort (hits, compare_hits);
  for (guint i = 0; i < hits->len && items->len < ISG_PICK_MOST; i++) {
    const char *code = g_array_index (hits, Hit, i).code;

    if (!has (items, code))
      g_ptr_array_add (items, item_new (self, list, code));
  }
  return items;
}

/* A code that is typed out, or the whole name of one. */
char *
isg_pick_codes_accepts (IsgPickSource *self, const char *text, IsgRecord *record)
{
  const IsgCodeList *list = list_for (self, record);
  g_autofree char *typed = g_strstrip (g_strdup (text));
  g_autofree char *folded = isg_text_fold (typed);

  for (guint i = 0; i < isg_code_list_size (list); i++) {
    const IsgCode *row = isg_code_list_nth (list, i);
    g_autofree char *tr = isg_text_fold (row->label_tr);
    g_autofree char *en = isg_text_fold (row->label_en);

    if (g_str_equal (row->code, typed) || g_str_equal (tr, folded) || g_str_equal (en, folded))
      return g_strdup (row->code);
  }
  /* A partial list does not have every code that is right; the rules warn of it. */
  if (!isg_code_list_is_complete (list) && strlen (typed) >= 6
      && strspn (typed, "0123456789.") == strlen (typed))
    return g_steal_pointer (&typed);
  return NULL;
}
