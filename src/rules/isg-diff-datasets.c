/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/isg-i18n.h"
#include "rules/isg-dataset-def-tree.h"
#include "rules/isg-rules-diff-private.h"
#include "rules/isg-rules-private.h"

/* The names of a document's nodes in their order, with what stands above: "riskler/skor". */
static void
collect_names (GPtrArray *names, GPtrArray *nodes, const char *above)
{
  for (guint i = 0; nodes != NULL && i < nodes->len; i++) {
    const IsgDefNode *node = g_ptr_array_index (nodes, i);
    g_autofree char *path = g_strconcat (above, node->name, NULL);
    g_autofree char *below = g_strconcat (path, "/", NULL);

    g_ptr_array_add (names, g_strdup (path));
    collect_names (names, node->children, below);
  }
}

static GPtrArray *
names_of (const IsgMethod *method)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  collect_names (names, method->document, "");
  return names;
}

/* Those of @names that @others does not have, or NULL. */
static char *
join_missing (GPtrArray *names, GPtrArray *others)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();

  for (guint i = 0; i < names->len; i++)
    if (!g_ptr_array_find_with_equal_func (others, g_ptr_array_index (names, i), g_str_equal, NULL))
      g_ptr_array_add (found, g_ptr_array_index (names, i));
  if (found->len == 0)
    return NULL;
  g_ptr_array_add (found, NULL);
  return g_strjoinv (", ", (char **) found->pdata);
}

static gboolean
is_same_order (GPtrArray *a, GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;
  return TRUE;
}

static char *
name_differences (const IsgMethod *was, const IsgMethod *now)
{
  g_autoptr (GPtrArray) old_names = names_of (was);
  g_autoptr (GPtrArray) new_names = names_of (now);
  g_autofree char *added = join_missing (new_names, old_names);
  g_autofree char *removed = join_missing (old_names, new_names);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  if (added != NULL)
    g_ptr_array_add (words, g_strdup_printf (_ ("new in the document: %s"), added));
  if (removed != NULL)
    g_ptr_array_add (words, g_strdup_printf (_ ("no longer in the document: %s"), removed));
  if (added == NULL && removed == NULL && !is_same_order (old_names, new_names))
    g_ptr_array_add (words, g_strdup (_ ("the order of the fields in the document")));
  if (words->len == 0)
    g_ptr_array_add (words, g_strdup (_ ("form of values, limits, result codes or method")));
  g_ptr_array_add (words, NULL);
  return g_strjoinv ("; ", (char **) words->pdata);
}

static const IsgMethod *
find_method (IsgRules *rules, const IsgMethod *like)
{
  for (guint i = 0; rules->datasets != NULL && i < rules->datasets->len; i++) {
    const IsgMethod *method = g_ptr_array_index (rules->datasets, i);

    if (g_str_equal (method->id, like->id))
      return method;
  }
  return NULL;
}

static void
add (IsgDiff *diff, IsgChangeWhat what, const IsgMethod *method, char *sentence)
{
  isg_diff_add (diff, ISG_CHANGE_DATASET, what, method->kind, method->id, sentence);
}

static void
diff_dataset (IsgDiff *diff, const IsgMethod *was, const IsgMethod *now)
{
  g_autofree char *file = g_strdup_printf ("datasets/%s.json", now->id);
  g_autofree char *words = NULL;

  if (isg_diff_has_same_file (diff, file))
    return;
  words = name_differences (was, now);
  add (diff,
       ISG_CHANGE_CHANGED,
       now,
       /* Translators: a data set, its method, what is otherwise. */
       g_strdup_printf (_ ("Data set %s (%s): %s"), now->dataset, now->method, words));
}

void
isg_diff_datasets (IsgDiff *diff)
{
  GPtrArray *after = diff->after->datasets;
  GPtrArray *before = diff->before->datasets;

  for (guint i = 0; after != NULL && i < after->len; i++) {
    const IsgMethod *now = g_ptr_array_index (after, i);
    const IsgMethod *was = find_method (diff->before, now);

    if (was != NULL)
      diff_dataset (diff, was, now);
    else
      add (diff,
           ISG_CHANGE_ADDED,
           now,
           g_strdup_printf (_ ("New data set: %s (%s)"), now->dataset, now->method));
  }
  for (guint i = 0; before != NULL && i < before->len; i++) {
    const IsgMethod *was = g_ptr_array_index (before, i);

    if (find_method (diff->after, was) == NULL)
      add (diff,
           ISG_CHANGE_REMOVED,
           was,
           g_strdup_printf (_ ("The data set %s (%s) is gone"), was->dataset, was->method));
  }
}
