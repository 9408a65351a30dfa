/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/isg-desk-duties.h"

#include <glib/gi18n.h>

/* How far the desk looks ahead. */
#define AHEAD 365

static void
duty_free (gpointer data)
{
  IsgDeskDuty *duty = data;

  g_free (duty->text);
  g_free (duty->who);
  g_free (duty->article);
  g_clear_pointer (&duty->tasks, g_ptr_array_unref);
  g_free (duty);
}

static const IsgDueItem *
nth (GPtrArray *tasks, guint i)
{
  return isg_due_task_item (g_ptr_array_index (tasks, i));
}

/* The kind with health details that an item is done in, or comes from. */
static const IsgKind *
sealed_kind (IsgRules *rules, const IsgDueItem *item)
{
  const char *ids[] = { isg_due_item_opens (item), isg_due_item_record_kind (item) };

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++) {
    const IsgKind *kind = ids[i] != NULL ? isg_rules_kind (rules, ids[i]) : NULL;

    if (kind != NULL && isg_kind_has_sealed (kind))
      return kind;
  }
  return NULL;
}

/* Which items are one line. */
static char *
key_of (IsgRules *rules, const IsgDueItem *item)
{
  const IsgKind *kind = sealed_kind (rules, item);

  if (kind != NULL)
    return g_strdup (isg_kind_id (kind));
  return item->employee != NULL ? g_strdup (isg_due_item_rule (item)) : isg_due_item_key (item);
}

static guint
count_people (GPtrArray *tasks)
{
  g_autoptr (GHashTable) people = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < tasks->len; i++)
    if (nth (tasks, i)->employee != NULL)
      g_hash_table_add (people, (gpointer) nth (tasks, i)->employee);
  return g_hash_table_size (people);
}

static char *
who_words (GPtrArray *tasks, gboolean sealed)
{
  const IsgDueItem *item = nth (tasks, 0);
  guint n = count_people (tasks);

  if (n > 1 || (n == 1 && sealed))
    return g_strdup_printf (ngettext ("%u person", "%u people", n), n);
  if (item->employee_title != NULL)
    return g_strdup (item->employee_title);
  /* The first worker only says from when the workplace has a duty. */
  return g_strdup (g_strcmp0 (isg_due_item_record_kind (item), "employee") != 0 ? item->record_title
                                                                                : NULL);
}

static void
add_line (IsgRules *rules, IsgDeskData *data, GPtrArray *tasks)
{
  const IsgDueItem *item = nth (tasks, 0);
  const IsgKind *sealed = sealed_kind (rules, item);
  IsgDeskDuty *duty = g_new0 (IsgDeskDuty, 1);

  duty->text = g_strdup (sealed != NULL ? isg_kind_label (sealed, isg_i18n_language ())
                                        : isg_due_item_text (item, isg_i18n_language ()));
  duty->who = who_words (tasks, sealed != NULL);
  duty->date = item->date;
  duty->late = item->state == ISG_DUE_OVERDUE;
  if (sealed == NULL) {
    duty->article = g_strdup (isg_due_item_article (item));
    duty->tasks = g_ptr_array_ref (tasks);
  }
  g_ptr_array_add (data->duties, duty);
}

/* Of what is for nobody in particular, the general sentence of the pack says the article. */
static void
add_general_article (IsgRules *rules, IsgDeskData *data, const char *hazard_class)
{
  g_autoptr (GPtrArray) general = isg_rules_workplace_duties (rules,
                                                              hazard_class,
                                                              data->n_now,
                                                              data->today,
                                                              isg_i18n_language ());

  for (guint i = 0; i < general->len; i++) {
    const IsgWorkplaceDuty *sentence = g_ptr_array_index (general, i);

    if (!g_str_has_prefix (sentence->id, "periodic-exam"))
      continue;
    for (guint j = 0; j < data->duties->len; j++) {
      IsgDeskDuty *duty = g_ptr_array_index (data->duties, j);

      if (duty->tasks == NULL && duty->article == NULL)
        duty->article = g_strdup (sentence->article);
    }
  }
}

gboolean
isg_desk_duties_read (IsgStore *store, IsgDeskData *data, GError **error)
{
  IsgRules *rules = isg_store_rules (store);
  IsgDueQuery query = { data->uuid, data->today + AHEAD, isg_i18n_language () };
  g_autoptr (GError) failed = NULL;
  IsgDueList *list = isg_store_due (store, &query, &failed);
  g_autoptr (GHashTable) lines
    = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autoptr (GPtrArray) tasks = NULL;

  data->duties = g_ptr_array_new_with_free_func (duty_free);
  /* A closed one has no duties any more. */
  if (list == NULL && g_error_matches (failed, ISG_STORE_ERROR, ISG_STORE_ERROR_ABSENT))
    return TRUE;
  if (list == NULL) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  tasks = isg_due_tasks_from (list);
  for (guint i = 0; i < tasks->len; i++) {
    char *key = key_of (rules, nth (tasks, i));
    GPtrArray *line = g_hash_table_lookup (lines, key);

    if (line == NULL) {
      line = g_ptr_array_new_with_free_func (g_object_unref);
      g_hash_table_insert (lines, key, line);
      g_ptr_array_add (order, line);
    } else {
      g_free (key);
    }
    g_ptr_array_add (line, g_object_ref (g_ptr_array_index (tasks, i)));
  }
  for (guint i = 0; i < order->len; i++)
    add_line (rules, data, g_ptr_array_index (order, i));
  if (tasks->len > 0)
    add_general_article (rules, data, nth (tasks, 0)->hazard_class);
  return TRUE;
}

GPtrArray *
isg_desk_duties_next (const IsgDeskData *data, guint most)
{
  GPtrArray *next = g_ptr_array_new ();

  for (guint i = 0; i < data->duties->len && next->len < most; i++) {
    IsgDeskDuty *duty = g_ptr_array_index (data->duties, i);

    if (duty->date != ISG_DATE_NONE)
      g_ptr_array_add (next, duty);
  }
  return next;
}
