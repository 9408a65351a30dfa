/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "rules/isg-calendar-private.h"

struct _IsgDueList {
  IsgRules *rules;     /* (owned) */
  GStringChunk *chunk; /* (owned): the items' texts */
  GPtrArray *items;    /* (owned) (element-type IsgDueItem) */
  IsgDate until;       /* ISG_DATE_NONE: no last day */
};

IsgDueList *
isg_due_list_new (IsgRules *rules, IsgDate until)
{
  IsgDueList *list = g_new0 (IsgDueList, 1);

  list->rules = isg_rules_ref (rules);
  list->chunk = g_string_chunk_new (16 * 1024);
  list->items = g_ptr_array_new_with_free_func (g_free);
  list->until = until;
  return list;
}

void
isg_due_list_free (IsgDueList *list)
{
  if (list == NULL)
    return;

  g_ptr_array_unref (list->items);
  g_string_chunk_free (list->chunk);
  isg_rules_unref (list->rules);
  g_free (list);
}

IsgRules *
isg_due_list_rules (IsgDueList *list)
{
  return list->rules;
}

GPtrArray *
isg_due_list_items (IsgDueList *list)
{
  return list->items;
}

static const char *
keep (IsgDueList *list, const char *text)
{
  return text != NULL ? g_string_chunk_insert_const (list->chunk, text) : NULL;
}

void
isg_due_list_add (IsgDueList *list, const IsgDueItem *item)
{
  IsgDueItem *kept;

  if (list->until != ISG_DATE_NONE && item->date != ISG_DATE_NONE && item->date > list->until)
    return;
  kept = g_new (IsgDueItem, 1);
  *kept = *item;
  kept->missing = keep (list, item->missing);
  kept->workplace = keep (list, item->workplace);
  kept->workplace_title = keep (list, item->workplace_title);
  kept->hazard_class = keep (list, item->hazard_class);
  kept->employee = keep (list, item->employee);
  kept->employee_title = keep (list, item->employee_title);
  kept->record = keep (list, item->record);
  kept->record_title = keep (list, item->record_title);
  g_ptr_array_add (list->items, kept);
}

/* ---- order ---- */

static int
compare_rest (const IsgDueItem *a, const IsgDueItem *b)
{
  int order = g_strcmp0 (a->workplace_title, b->workplace_title);

  if (order == 0)
    order = g_strcmp0 (a->workplace, b->workplace);
  if (order == 0)
    order = g_strcmp0 (a->rule->id, b->rule->id);
  if (order == 0)
    order = g_strcmp0 (a->employee_title, b->employee_title);
  if (order == 0)
    order = g_strcmp0 (a->employee, b->employee);
  if (order == 0)
    order = g_strcmp0 (a->record, b->record);
  if (order == 0)
    order = (a->line > b->line) - (a->line < b->line);
  return order;
}

static int
compare_dates (IsgDate a, IsgDate b)
{
  if (a == ISG_DATE_NONE || b == ISG_DATE_NONE)
    return (a == ISG_DATE_NONE) - (b == ISG_DATE_NONE);
  return (a > b) - (a < b);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const IsgDueItem *left = *(IsgDueItem *const *) a;
  const IsgDueItem *right = *(IsgDueItem *const *) b;
  int order = compare_dates (left->date, right->date);

  return order != 0 ? order : compare_rest (left, right);
}

void
isg_due_list_sort (IsgDueList *list)
{
  g_ptr_array_sort (list->items, compare_items);
}

/* ---- of two rules the earlier ---- */

static char *
person_key (const char *rule, const IsgDueItem *item)
{
  return g_strconcat (rule, "\n", item->employee, NULL);
}

void
isg_due_list_drop_replaced (IsgDueList *list, guint first)
{
  g_autoptr (GHashTable) wanted = NULL; /* rule and person of what is replaced → its replacement */

  for (guint i = first; i < list->items->len; i++) {
    IsgDueItem *item = g_ptr_array_index (list->items, i);

    if (item->rule->replaces == NULL || item->date == ISG_DATE_NONE)
      continue;
    if (wanted == NULL)
      wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_insert (wanted, person_key (item->rule->replaces, item), item);
  }
  for (guint i = first; wanted != NULL && i < list->items->len;) {
    IsgDueItem *item = g_ptr_array_index (list->items, i);
    g_autofree char *key = person_key (item->rule->id, item);
    IsgDueItem *other = g_hash_table_lookup (wanted, key);

    if (other != NULL && item->date >= other->date)
      g_ptr_array_remove_index (list->items, i);
    else
      i++;
  }
}

/* ---- counts ---- */

static gboolean
is_of (const IsgDueItem *item, const char *workplace)
{
  return workplace == NULL || g_str_equal (item->workplace, workplace);
}

guint
isg_due_list_count (IsgDueList *list, const char *workplace, IsgDueState state)
{
  guint n = 0;

  for (guint i = 0; i < list->items->len; i++) {
    const IsgDueItem *item = g_ptr_array_index (list->items, i);

    n += is_of (item, workplace) && item->state == state ? 1 : 0;
  }
  return n;
}

static int
month_of (IsgDate date)
{
  int year, month;

  isg_date_split (date, &year, &month, NULL);
  return year * 12 + month - 1;
}

void
isg_due_list_months (IsgDueList *list,
                     const char *workplace,
                     IsgDate first,
                     guint n_months,
                     guint *out_counts)
{
  int begin = month_of (first);

  for (guint i = 0; i < n_months; i++)
    out_counts[i] = 0;
  for (guint i = 0; i < list->items->len; i++) {
    const IsgDueItem *item = g_ptr_array_index (list->items, i);
    int month = item->date != ISG_DATE_NONE ? month_of (item->date) - begin : -1;

    if (month >= 0 && month < (int) n_months && is_of (item, workplace))
      out_counts[month]++;
  }
}

/* ---- what moved ---- */

static char *
item_key (const IsgDueItem *item)
{
  /* Of hours the record is the last training, which may be another one when the class is. */
  const char *record = item->rule->shape == ISG_DUE_ONCE ? item->record : NULL;

  return g_strdup_printf ("%s\n%s\n%s\n%s\n%u\n%d",
                          item->rule->id,
                          item->workplace,
                          item->employee != NULL ? item->employee : "",
                          record != NULL ? record : "",
                          record != NULL ? item->line : 0,
                          item->year);
}

static gboolean
is_same (const IsgDueItem *a, const IsgDueItem *b)
{
  return a->date == b->date && a->state == b->state && a->needed_minutes == b->needed_minutes
         && g_strcmp0 (a->term != NULL ? a->term->article : NULL,
                       b->term != NULL ? b->term->article : NULL)
              == 0;
}

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  const IsgDueMove *left = *(IsgDueMove *const *) a;
  const IsgDueMove *right = *(IsgDueMove *const *) b;
  const IsgDueItem *x = left->after != NULL ? left->after : left->before;
  const IsgDueItem *y = right->after != NULL ? right->after : right->before;
  int order = compare_dates (x->date, y->date);

  return order != 0 ? order : compare_rest (x, y);
}

static void
add_move (GPtrArray *moves, const IsgDueItem *before, const IsgDueItem *after)
{
  IsgDueMove *move = g_new (IsgDueMove, 1);

  *move = (IsgDueMove){ before, after };
  g_ptr_array_add (moves, move);
}

GPtrArray *
isg_due_list_moves (IsgDueList *before, IsgDueList *after)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GPtrArray *moves = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer item;

  for (guint i = 0; i < before->items->len; i++) {
    IsgDueItem *old = g_ptr_array_index (before->items, i);

    g_hash_table_insert (known, item_key (old), old);
  }
  for (guint i = 0; i < after->items->len; i++) {
    const IsgDueItem *new = g_ptr_array_index (after->items, i);
    g_autofree char *key = item_key (new);
    const IsgDueItem *old = g_hash_table_lookup (known, key);

    if (old == NULL || !is_same (old, new))
      add_move (moves, old, new);
    g_hash_table_remove (known, key);
  }
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    add_move (moves, item, NULL);
  g_ptr_array_sort (moves, compare_moves);
  return moves;
}
